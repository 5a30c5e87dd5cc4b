/* The capture bar: / from anywhere, Esc clears, × leaves words as words, and no line is lost or kept twice. */
"use strict";

const capture = document.getElementById("capture");

if (capture) {
  const line = capture.querySelector("[data-capture]");
  const understood = document.getElementById("understood");
  const NOT_SAVED = "Not saved yet. Your line is kept in this browser and will be sent when Unsung answers.";
  const FULL = "This browser has no room left to keep it. ";

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
  /* What was typed on meanwhile is the next line. */
  const goOn = (from) => {
    clear(line.value.startsWith(from) ? line.value.slice(from.length) : line.value);
    line.focus();
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
    return capture.querySelector("[name=id]").value;
  };
  const ready = () => {
    if (line.value.length > line.maxLength) {
      waiting.tell(`This line has ${line.value.length.toLocaleString("en-GB")} letters, and a line has 2,000 at most: make it two.`);
      return false;
    }
    return line.value.trim() !== "";
  };
  /* Held before it is sent, so that it outlives the page; why it could not be, "" where it is. */
  const hold = async (id, going) => {
    const said = [...new FormData(capture)].filter(([name]) => !["csrfmiddlewaretoken", "id", "writer"].includes(name));
    try {
      await waiting.ready;
      await held.put(waiting.who(), id, [...said, ["id", id]], going);
      return "";
    } catch (fault) {
      return fault.name === "QuotaExceededError" ? "full" : "unable";
    }
  };
  let sent = null;
  let again = false;

  line.addEventListener("input", named);
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

  /* One line at a time: the next waits for the answer of the one before, and then goes by itself. */
  document.body.addEventListener("htmx:confirm", (event) => {
    if (event.target !== capture) return;
    again = sent !== null;
    if (again || !ready()) event.preventDefault();
    else named();
  });
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target !== capture) return;
    const id = named();
    sent = { id, line: line.value, held: hold(id, Date.now()) };
  });
  const over = () => {
    sent = null;
    if (again) capture.requestSubmit();
    again = false;
  };
  const kept = async () => {
    const { id, line: words, held: holding } = sent;
    goOn(words);
    over();
    await holding;
    if (held.able) await held.drop(id).catch(() => null);
  };
  /* No answer, or none that says it was kept: the line waits in this browser, else it stays in the bar. */
  const trouble = async (status, page) => {
    const { id, line: words, held: holding } = sent;
    const unheld = await holding;
    if (status === 400) {
      if (!unheld) await held.drop(id);
      const why = new DOMParser().parseFromString(page, "text/html").querySelector("h1")?.textContent ?? "";
      waiting.tell(`Not kept. ${why} Your line stays here.`);
    } else if (unheld) {
      const why = status > 0 && status < 500 ? "Your journal is locked, or you are signed out." : "There was no answer.";
      waiting.tell(`Not kept. ${why} ${unheld === "full" ? FULL : ""}Your line stays here; press Enter again.`);
      again = false;
    } else {
      await held.note(id, { going: 0 });
      goOn(words);
      if (status === 0 || status >= 500) waiting.tell(NOT_SAVED);
      waiting.soon();
    }
    over();
  };
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig: asked, xhr } = event.detail;
    const elsewhere = new URL(xhr.responseURL, location.href).pathname !== asked.path;
    /* What was understood of another line than the one that stands here by now is shown no more. */
    if (asked.elt === line && (elsewhere || asked.parameters.line !== line.value)) event.detail.shouldSwap = false;
    if (asked.elt !== capture || !sent) return;
    if (xhr.getResponseHeader("Unsung-Kept") === sent.id) return;
    event.detail.shouldSwap = false;
    trouble(xhr.status, xhr.responseText);
  });
  for (const name of ["sendError", "timeout", "sendAbort"]) {
    document.body.addEventListener(`htmx:${name}`, (event) => {
      if (event.target === capture && sent) trouble(0, "");
    });
  }
  document.body.addEventListener("kept", () => sent && kept());

  /* Where nobody answers there is the bar alone, and every line waits. */
  capture.addEventListener("submit", async (event) => {
    if (!("alone" in capture.dataset)) return;
    event.preventDefault();
    if (!ready()) return;
    const words = line.value;
    const unheld = await hold(named(), 0);
    if (unheld) {
      waiting.tell(`Not kept. ${unheld === "full" ? FULL : "Nobody is signed in in this browser. "}Your line stays here.`);
      return;
    }
    goOn(words);
    waiting.tell(NOT_SAVED);
    waiting.soon();
  });

  /* What another app shared, handed over by the service worker: to look at, and to keep or not. */
  if (location.pathname === "/share/" && navigator.serviceWorker?.controller) {
    const way = new MessageChannel();
    way.port1.onmessage = ({ data }) => {
      if (!data || line.value) return;
      line.value = data;
      line.dispatchEvent(new Event("input", { bubbles: true }));
      line.focus();
    };
    navigator.serviceWorker.controller.postMessage("shared", [way.port2]);
  }
}
