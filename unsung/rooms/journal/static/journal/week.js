/* The summary by keys: a line in or out, its words, its names; sent, or nothing to report. */
"use strict";

const draft = document.getElementById("draft");
const typed = (target) => target.closest("input:not([type=checkbox]), textarea, select") !== null;
const here = () => draft.querySelector("[data-rows] > li[data-at]");

function press(box) {
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function word(row, field) {
  row.querySelector("details").open = true;
  row.querySelector(field).focus();
}

const ACTS = {
  e: () => here() && word(here(), "[data-words]"),
  o: () => here() && word(here(), "[data-outcome]"),
  r: () => here() && press(here().querySelector("[data-nameless]")),
  s: () => draft.querySelector("[data-send]")?.focus(),
  n: () => draft.querySelector("[data-nothing]")?.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typed(event.target)) return;
  if (document.documentElement.dataset.keys === "off") return;
  const act = ACTS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
