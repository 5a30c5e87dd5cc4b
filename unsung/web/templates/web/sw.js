/* What works without an answer: the bar to keep a line. No page and no answer with anybody's words is kept here. */
"use strict";

const SHELL = {{ shell|safe }};
const ALONE = SHELL[0];
const STORE = "unsung {{ version }}";
const LASTS = 300_000; /* how long what another app shared waits for its page, in ms */
let shared = { words: "", until: 0 };

self.addEventListener("install", (event) => {
  const plain = SHELL.map((path) => new Request(path, { credentials: "omit", cache: "reload" }));
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(plain)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const older = (names) => names.filter((name) => name.startsWith("unsung ") && name !== STORE);
  const cleared = caches.keys().then((names) => Promise.all(older(names).map((name) => caches.delete(name))));
  event.waitUntil(cleared.then(() => self.clients.claim()));
});

const fromStore = async (path) => (await caches.open(STORE)).match(path);

async function page(request) {
  try {
    const answer = await fetch(request);
    const gateway = answer.status === 502 || answer.status === 504;
    return gateway ? (await fromStore(ALONE)) ?? answer : answer;
  } catch (fault) {
    const alone = await fromStore(ALONE);
    if (alone) return alone;
    throw fault;
  }
}

/* The words stay in this browser, and in no address: the page that is opened next asks for them. */
async function take(request) {
  const told = await request.formData();
  const parts = ["title", "text", "url"].map((name) => String(told.get(name) ?? "").replace(/\s+/g, " ").trim());
  const words = parts.filter((part, place) => part && !parts.some((other, at) => at > place && other.includes(part)));
  shared = { words: words.join(" "), until: Date.now() + LASTS };
  return Response.redirect("{% url 'share' %}", 303);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "POST" && pathname === "{% url 'share' %}") event.respondWith(take(request));
  else if (request.method !== "GET") return;
  else if (request.mode === "navigate") event.respondWith(page(request));
  else if (SHELL.indexOf(pathname) > 0) event.respondWith(fromStore(pathname).then((found) => found ?? fetch(request)));
});

self.addEventListener("message", (event) => {
  if (event.data !== "shared") return;
  event.ports[0].postMessage(Date.now() < shared.until ? shared.words : "");
  shared = { words: "", until: 0 };
});
