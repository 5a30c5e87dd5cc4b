/* What pages can do beyond links and forms: keys, dialogs, files dropped, toasts. Everything works without it. */
"use strict";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
let goes = false;

function rows() {
  return [...document.querySelectorAll("[data-rows] > li, [data-rows] > tr")];
}

function step(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.hasAttribute("data-at"));
  const next = Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by));
  all.forEach((row) => row.removeAttribute("data-at"));
  all[next].setAttribute("data-at", "");
  const link = all[next].querySelector("a, input, button");
  if (link) link.focus();
}

function share() {
  const place = document.querySelector("[data-at] [data-shares], #share [data-shares]:checked, #share button");
  if (place && place.matches("a")) place.click();
  else if (place) place.focus();
}

function open(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter" && event.target.form) event.target.form.requestSubmit();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.documentElement.dataset.keys === "off") return;
  if (goes) {
    goes = false;
    const way = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (way) way.click();
    return;
  }
  if (event.key === "g") goes = true;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
  if (event.key === "s") share();
  if (event.key === "f") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
  if (event.key === "?") open(document.getElementById("keys"));
  if (event.key === "/") {
    const search = document.querySelector("[data-capture]") || document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog) {
      event.preventDefault();
      open(dialog);
    }
  }
  if (event.target.closest("[data-prints]")) window.print();
});

/* A field marked data-sends sends its form when it changes. */
document.addEventListener("change", (event) => {
  const field = event.target.closest("[data-sends]");
  if (field && field.form) field.form.requestSubmit();
});

/* Files dropped on a field for files are as good as chosen. */
for (const place of document.querySelectorAll("[data-drop]")) {
  const field = place.querySelector("input[type=file]");
  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => {
      event.preventDefault();
      place.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) place.addEventListener(kind, () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/* A toast goes after eight seconds, and waits while somebody reads it. */
function fade(toast) {
  let left = setTimeout(() => toast.remove(), 8000);
  toast.addEventListener("mouseenter", () => clearTimeout(left));
  toast.addEventListener("mouseleave", () => (left = setTimeout(() => toast.remove(), 4000)));
}
document.querySelectorAll(".toast").forEach(fade);
document.addEventListener("htmx:afterSwap", () => document.querySelectorAll(".toast").forEach(fade));
