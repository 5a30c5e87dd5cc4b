/* The capture bar: / from anywhere, Esc clears, × leaves words as words, and a line sent twice is kept once. */
"use strict";

const capture = document.getElementById("capture");

if (capture) {
  const line = capture.querySelector("[data-capture]");
  const understood = document.getElementById("understood");

  const hidden = (name, value) => {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    return field;
  };
  const clear = () => {
    line.value = "";
    understood.replaceChildren();
    capture.querySelector("[name=id]")?.remove();
  };

  line.addEventListener("input", () => {
    if (!capture.querySelector("[name=id]")) capture.append(hidden("id", crypto.randomUUID()));
  });
  line.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && line.value) {
      event.stopPropagation();
      clear();
    }
  });
  understood.addEventListener("click", (event) => {
    const off = event.target.closest("[data-plain]");
    if (!off) return;
    understood.append(hidden("plain", off.dataset.plain));
    htmx.trigger(line, "reread");
    line.focus();
  });
  const trouble = (event) => {
    if (event.target !== capture) return;
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    const why = status === 403 ? "Your journal is locked, or you are signed out." : "There was no answer.";
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.textContent = `Not kept. ${why} Your line stays here; press Enter again.`;
    document.getElementById("toasts").append(toast);
  };
  document.body.addEventListener("htmx:sendError", trouble);
  document.body.addEventListener("htmx:responseError", trouble);
  document.body.addEventListener("kept", () => {
    line.value = "";
    capture.querySelector("[name=id]")?.remove();
    line.focus();
  });
}
