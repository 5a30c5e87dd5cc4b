/* Lines that wait in this browser: shown to the one who typed them, and sent once Unsung answers. */
"use strict";

const waiting = (() => {
  const PATIENCE = 10_000; /* how long an answer may take, in ms */
  const PAUSES = [5, 10, 20, 40, 80, 160, 300].map((seconds) => seconds * 1000);
  const bar = document.getElementById("capture");
  const place = document.getElementById("waiting");
  const others = "BroadcastChannel" in window ? new BroadcastChannel("unsung lines") : null;
  const SAID = {
    gone: ["will be sent when Unsung answers."],
    out: ["You are signed out. Sign in again as yourself, and what you typed is sent.", `/sign-in/?next=${encodeURIComponent(location.pathname)}`, "Sign in"],
    locked: ["Your journal is locked. Open it with your recovery code, and what you typed is sent.", "/journal/", "Open it"],
    other: ["Somebody else is signed in here now. What you typed waits, sealed, until you sign in again."],
  };
  let writer = bar?.dataset.writer ? Number(bar.dataset.writer) : null;
  let why = "gone";
  let pauses = 0;
  let timer = 0;

  const made = (name, words, more = {}) => Object.assign(document.createElement(name), { textContent: words, ...more });
  const tell = (words, ...more) => {
    const toast = made("div", "", { className: "toast" });
    toast.append(made("span", words), ...more);
    for (const other of document.querySelectorAll(".toast")) if (words && other.textContent === words) other.remove();
    document.getElementById("toasts").append(toast);
    if (typeof fade === "function") fade(toast);
    return toast;
  };
  const announce = () => others?.postMessage("changed");

  /* Those on their way from a bar are not waiting: their answer is still to come. */
  const every = async () => (held.able && writer !== null ? held.of(writer) : []);
  const rows = async () => {
    const found = await every();
    const going = found.length ? await held.onItsWay(2 * PATIENCE) : null;
    return found.filter((row) => !going(row));
  };
  const drop = async (row) => {
    const gone = await held.drop(row.id);
    announce();
    await show();
    if (!gone) return;
    const undo = made("button", "Undo", { type: "button" });
    const toast = tell("Dropped.", " ", undo);
    undo.addEventListener("click", async () => {
      await held.putBack(gone);
      toast.remove();
      announce();
      await show();
    });
  };
  const time = (typed) => {
    const then = new Date(typed);
    const day = then.toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "long" };
    return then.toLocaleString("en-GB", { ...day, hour: "2-digit", minute: "2-digit" });
  };
  const item = (row) => {
    const words = row.said ? new Map(row.said).get("line") : "A line that can be opened here no more.";
    const entry = made("li", "");
    const button = made("button", "Drop", { type: "button", className: "btn s" });
    button.setAttribute("aria-label", `Drop “${words}”`);
    button.addEventListener("click", () => drop(row));
    const when = made("span", row.typed ? time(row.typed) : "", { className: "num meta" });
    const what = made("p", words, { className: row.said ? "voice" : "muted" });
    if (row.refused) what.append(" ", made("small", "Unsung would not take it as it is.", { className: "err" }));
    entry.append(when, what, button);
    return entry;
  };
  const sentence = (number) => {
    const [words, href, label] = SAID[why];
    const lines = number === 1 ? "1 line is" : `${number} lines are`;
    const it = number === 1 ? "It" : "They";
    const said = made("p", `${lines} kept in this browser, not saved yet. ${why === "gone" ? `${it} ` : ""}${words} `);
    if (href) said.append(made("a", label, { href }));
    return said;
  };
  const show = async () => {
    if (!place) return;
    const found = await rows().catch(() => []);
    place.hidden = found.length === 0;
    if (found.length) {
      place.querySelector("[data-said]").replaceChildren(sentence(found.length));
      place.querySelector("ul").replaceChildren(...found.map(item));
    }
  };

  /* Whether whoever is signed in is the writer; if so what a form needs to be taken. */
  const entrance = async () => {
    const answer = await fetch("/journal/waiting/", { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.type === "opaqueredirect" || answer.status === 401) return { why: "out" };
    if (answer.status === 403) return { why: "locked" };
    if (!answer.ok) return { why: "gone" };
    const told = await answer.json();
    if (writer !== null && told.writer !== writer) return { why: "other" };
    writer = told.writer;
    if (!(await held.keyOf(writer))) await held.learn(writer, told.key);
    return told;
  };
  /* The answer to one line: "kept", "refused" for good, or "gone" for now. */
  const sendOne = async (row, headers) => {
    const body = new URLSearchParams(row.said);
    body.set("writer", writer);
    body.set("typed", new Date(row.typed).toISOString());
    const answer = await fetch("/journal/keep/", {
      method: "POST", body, redirect: "manual",
      headers: { ...headers, "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.headers.get("Unsung-Kept") === row.id) return { said: "kept", page: await answer.text() };
    return { said: answer.status === 400 ? "refused" : "gone" };
  };
  const welcome = (kept) => {
    const pages = kept.map((page) => new DOMParser().parseFromString(page, "text/html"));
    const code = pages.map((page) => page.getElementById("told-once")).find(Boolean);
    if (code) document.getElementById("told-once").replaceChildren(...code.childNodes);
    if (pages.length === 1) tell("", ...pages[0].querySelector(".toast").childNodes);
    if (pages.length > 1) tell(`Kept: ${pages.length} lines that waited in this browser.`);
    if (pages.length) document.body.dispatchEvent(new CustomEvent("arrived"));
  };
  const sendThose = async () => {
    const kept = [];
    try {
      const told = await entrance();
      why = told.why ?? "gone";
      for (const row of told.why ? [] : await rows()) {
        if (row.refused || !row.said) continue;
        const { said, page } = await sendOne(row, told.headers);
        if (said === "gone") break;
        if (said === "refused") await held.note(row.id, { refused: true });
        else if (await held.drop(row.id)) kept.push(page);
      }
    } catch (fault) {
      if (!(fault instanceof TypeError || fault instanceof DOMException)) throw fault;
      why = "gone"; /* no answer, which is what this is for */
    }
    welcome(kept);
    return kept.length;
  };
  /* One page of this browser sends at a time; the others hear of it and show what is left. */
  const send = async () => {
    clearTimeout(timer);
    if (!(await every().catch(() => [])).some((row) => row.said && !row.refused)) return show();
    const sent = await navigator.locks.request("unsung lines", { ifAvailable: true }, (lock) => lock && sendThose());
    await show();
    if (sent) announce();
    if (sent) pauses = 0;
    timer = setTimeout(send, PAUSES[Math.min(pauses, PAUSES.length - 1)]);
    pauses += 1;
  };
  const soon = () => {
    pauses = 0;
    announce();
    return send();
  };

  const begin = async () => {
    const here = document.body.dataset.here;
    if (here !== undefined) await held.forgetOthers(here ? Number(here) : null);
    if (!bar) return;
    if (writer === null) writer = await held.lastWriter();
    else if (!(await held.keyOf(writer))) await entrance().catch(() => null);
    await send();
  };
  const ready = held.able ? begin().catch(() => null) : Promise.resolve();
  if (bar && held.able) {
    others?.addEventListener("message", show);
    window.addEventListener("online", soon);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
  }
  if (bar && "serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => null);

  return { PATIENCE, ready, tell, soon, who: () => writer };
})();
