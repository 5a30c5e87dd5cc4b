/* Lines held in this browser until Unsung has kept them: each sealed under the key of the one who typed it. */
"use strict";

const held = (() => {
  const TABLES = { keys: "writer", lines: "id" };
  /* Without these (plain http, some private windows) nothing is held, and a line stays in the bar. */
  const able = Boolean(window.indexedDB && window.crypto?.subtle && navigator.locks);
  /* A page holds a lock as long as it is there, so that others know whose answers are still to come. */
  const PAGE = "unsung page ";
  const me = able ? crypto.randomUUID() : "";
  if (able) navigator.locks.request(`${PAGE}${me}`, () => new Promise(() => {}));
  const pages = async () => new Set((await navigator.locks.query()).held.map((lock) => lock.name));
  let opened = null;
  let last = 0;

  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const book = () => {
    const asked = indexedDB.open("unsung", 1);
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(TABLES)) asked.result.createObjectStore(name, { keyPath });
    };
    opened ??= done(asked).catch((fault) => {
      opened = null;
      throw fault;
    });
    return opened;
  };
  /* What is written is there once this is over: a full disk is heard of here, and not later. */
  const within = async (name, act, mode = "readwrite") => {
    if (!able) throw new Error("nothing can be held in this browser");
    const deed = (await book()).transaction(name, mode, { durability: "strict" });
    const over = new Promise((resolve, reject) => {
      deed.oncomplete = resolve;
      deed.onabort = deed.onerror = () => reject(deed.error);
    });
    const [found] = await Promise.all([act(deed.objectStore(name)), over]);
    return found;
  };
  const all = (name) => within(name, (table) => done(table.getAll()), "readonly");

  const keyOf = async (writer) => (await all("keys")).find((each) => each.writer === writer)?.key;
  const learn = async (writer, base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    await within("keys", (table) => done(table.put({ writer, key })));
  };
  /* Whoever is here now, nobody included: what others typed here stays sealed until they come back. */
  const forgetOthers = async (writer) => {
    for (const each of await all("keys")) {
      if (each.writer !== writer) await within("keys", (table) => done(table.delete(each.writer)));
    }
  };
  const lastWriter = async () => (await all("keys"))[0]?.writer ?? null;

  const about = (writer, id, iv) => ({
    name: "AES-GCM",
    iv,
    additionalData: new TextEncoder().encode(`${writer} ${id}`),
  });
  /* `said` is what the form says, as pairs; `going` the moment it was sent at by this page, 0 where no answer came. */
  const put = async (writer, id, said, going = 0) => {
    const key = await keyOf(writer);
    if (!key) throw new Error("this writer has no key in this browser");
    last = Math.max(last + 1, Date.now());
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify({ typed: last, said }));
    const sealed = await crypto.subtle.encrypt(about(writer, id, iv), key, plain);
    await within("lines", (table) => done(table.put({ id, writer, iv, sealed, going, by: me, refused: false })));
  };
  const opens = async (row, key) => {
    try {
      const plain = await crypto.subtle.decrypt(about(row.writer, row.id, row.iv), key, row.sealed);
      return { ...row, ...JSON.parse(new TextDecoder().decode(plain)) };
    } catch {
      return { ...row, typed: 0, said: null };
    }
  };
  /* Whether it was sent by a page that is still there, and waits for the answer since less than `patience`. */
  const onItsWay = async (patience) => {
    const there = await pages();
    return (row) => row.going > Date.now() - patience && there.has(`${PAGE}${row.by}`);
  };
  /* The lines of one writer in the order they were typed; `said` is null where one can be opened no more. */
  const of = async (writer) => {
    const key = await keyOf(writer);
    if (!key) return [];
    const rows = (await all("lines")).filter((row) => row.writer === writer);
    const open = await Promise.all(rows.map((row) => opens(row, key)));
    return open.sort((one, other) => one.typed - other.typed);
  };
  const note = (id, what) =>
    within("lines", async (table) => {
      const row = await done(table.get(id));
      if (row) await done(table.put({ ...row, ...what }));
    });
  const drop = (id) =>
    within("lines", async (table) => {
      const row = await done(table.get(id));
      await done(table.delete(id));
      return row;
    });
  const putBack = (row) => within("lines", (table) => done(table.put(row)));

  return { able, keyOf, learn, forgetOthers, lastWriter, put, of, onItsWay, note, drop, putBack };
})();
