/* Files chosen or dropped are sent at once, with how much of them has been sent. Without it there is a button. */
"use strict";

for (const form of document.querySelectorAll("[data-hands-in]")) {
  const field = form.querySelector("input[type=file]");
  const error = form.querySelector(".err");
  const sending = form.querySelector("[data-sending]");
  form.classList.add("scripted");

  const wrong = (sentence) => {
    error.textContent = sentence;
    error.hidden = !sentence;
    field.setAttribute("aria-invalid", sentence ? "true" : "false");
    form.classList.remove("sending");
    sending.hidden = true;
  };

  const send = (files) => {
    const size = files.reduce((sum, file) => sum + file.size, 0);
    if (size > Number(form.dataset.most)) return wrong(`These files weigh more than ${form.dataset.mostSaid}. Hand in fewer at a time.`);
    if (files.length > Number(form.dataset.mostFiles)) return wrong(`These are more than ${form.dataset.mostFiles} files. Pack them into one archive.`);
    wrong("");
    form.classList.add("sending");
    sending.hidden = false;
    const bar = sending.querySelector("progress");
    const said = sending.querySelector("p");
    said.textContent = `Sending ${files.length === 1 ? files[0].name : `${files.length} files`}. Stay on this page until they are here.`;
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.upload.addEventListener("progress", (event) => {
      bar.value = event.lengthComputable ? (event.loaded / event.total) * 100 : 0;
      if (event.loaded === event.total) {
        bar.removeAttribute("value");
        said.textContent = "Looking at what it is.";
      }
    });
    request.addEventListener("load", () => {
      if (request.status < 400 && request.responseURL !== location.href) location.assign(request.responseURL);
      else wrong(request.status === 403 ? "This page was open too long. Reload it and hand them in once more." : "They could not be taken. Try once more, or fewer at a time.");
    });
    request.addEventListener("error", () => wrong("They did not get through. Check the connection and try once more."));
    request.send(new FormData(form));
  };

  field.addEventListener("change", () => {
    if (field.files.length) send([...field.files]);
  });
  // Somebody quick, or on a slow line, has chosen before this was here; on the way back a browser fills in old ones.
  const came = performance.getEntriesByType("navigation")[0];
  if (field.files.length && came && came.type === "navigate") send([...field.files]);
}
