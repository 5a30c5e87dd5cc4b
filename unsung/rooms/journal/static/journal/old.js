/* A file chosen is read here, in the browser, into the field; it is not sent. */
async function read(chosen) {
  const field = document.getElementById(chosen.dataset.readsInto);
  if (chosen.files.length) field.value = await chosen.files[0].text();
}
for (const chosen of document.querySelectorAll("[data-reads-into]")) {
  chosen.addEventListener("change", () => read(chosen));
  read(chosen); /* it may have been chosen before this script had come */
}
