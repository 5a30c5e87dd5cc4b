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
  const clear = (to = "") => {
    line.value = to;
    understood.replaceChildren();
    capture.querySelector("[name=id]")?.remove();
    if (to) named();
  };
  /* A number of its own: the browser makes one by itself only where the connection is secure. */
  const number = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  const named = () => {
    if (!capture.querySelector("[name=id]")) capture.append(hidden("id", number()));
  };
  let sent = "";

  line.addEventListener("input", named);
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target === capture) sent = line.value;
  });
  /* What was understood of another line than the one that stands here by now is shown no more. */
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const asked = event.detail.requestConfig;
    if (asked.elt === line && asked.parameters.line !== line.value) event.detail.shouldSwap = false;
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
    /* What was typed on meanwhile is the next line. */
    clear(line.value.startsWith(sent) ? line.value.slice(sent.length) : line.value);
    line.focus();
  });
}
