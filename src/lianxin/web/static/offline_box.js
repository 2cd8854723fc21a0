/* 封存箱: seals what was written to the server's key at once, keeps it, sends it. The page and its worker share it.

   On the phone lie blank forms, a list of household codes, and sealed items that the phone itself cannot read. The same
   sealing in Python: work/offline/sealing.py. Old telephones: nothing newer than Chrome 66. */
"use strict";
self.LianxinBox = (() => {
  const NAME = "lianxin-offline", PAD = 2048, MOST = 20, WAIT = 30000, utf8 = new TextEncoder();
  const INFO = utf8.encode("lianxin parcel 1");
  let opening = null, size = MOST, sending = null;

  const opened = () => opening || (opening = new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("kept");
      asked.result.createObjectStore("outbox", { keyPath: "seq" });
    };
    asked.onsuccess = () => {
      const forget = () => { opening = null; };
      asked.result.onversionchange = () => { asked.result.close(); forget(); };
      asked.result.onclose = forget;
      done(asked.result);
    };
    asked.onerror = () => { opening = null; fail(asked.error); };
  }));
  // strict: what is said to be kept is on the disk, not on its way there
  const within = async (mode, work) => {
    const db = await opened();
    return new Promise((done, fail) => {
      const deed = db.transaction(["kept", "outbox"], mode, { durability: "strict" }), found = {};
      deed.oncomplete = () => done(found);
      deed.onabort = deed.onerror = () => fail(deed.error);
      work(deed.objectStore("kept"), deed.objectStore("outbox"), found);
    });
  };
  const into = (found, name, asked) => { asked.onsuccess = () => { found[name] = asked.result; }; };
  const read = () => within("readonly", (kept, outbox, found) => {
    ["handset", "key", "list", "counts", "seq"].forEach((name) => into(found, name, kept.get(name)));
    into(found, "items", outbox.getAll());
  });
  const keep = (things) => within("readwrite", (kept) => {
    Object.keys(things).forEach((name) => kept.put(things[name], name));
  });

  const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
  const unhex = (text) => Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));
  const pack = (bytes) => {
    let text = "";
    bytes.forEach((one) => { text += String.fromCharCode(one); });
    return btoa(text);
  };
  const join = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((place, part) => { all.set(part, place); return place + part.length; }, 0);
    return all;
  };
  const newNumber = () => hex(crypto.getRandomValues(new Uint8Array(16)));

  const seal = async (publicKey, about, content) => {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const theirs = unhex(publicKey);
    const server = await crypto.subtle.importKey("raw", theirs, curve, false, []);
    const once = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const mine = new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey));
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: server }, once.privateKey, 256);
    const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const key = await crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: join(mine, theirs), info: INFO }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const plain = utf8.encode(JSON.stringify(content)), length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, plain.length);
    const body = new Uint8Array(Math.ceil((plain.length + 4) / PAD) * PAD);
    body.set(join(length, plain));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12), additionalData: utf8.encode(about) }, key, body);
    return join(mine, new Uint8Array(sealed));
  };

  /* 封存一条: sealed and on the disk when this is done; returns its number and its place in the row. */
  const put = async (content) => {
    const { handset, key } = await read();
    const id = newNumber();
    const sealed = await seal(key.public, `lianxin parcel 1|${handset.number}|${id}|${key.code}`, content);
    const found = await within("readwrite", (kept, outbox, told) => {
      const asked = kept.get("seq");
      asked.onsuccess = () => {
        told.seq = (asked.result || 0) + 1;
        kept.put(told.seq, "seq");
        outbox.add({ seq: told.seq, id, key: key.code, sealed });
      };
    });
    return { id, seq: found.seq };
  };

  const asks = async (url, more) => {
    const cut = self.AbortController ? new AbortController() : null;
    const timer = setTimeout(() => cut && cut.abort(), WAIT);
    try {
      const how = Object.assign({ credentials: "same-origin", redirect: "manual", cache: "no-store" }, cut ? { signal: cut.signal } : {}, more);
      const answer = await fetch(url, how);
      const told = answer.type === "opaqueredirect" ? {} : await answer.json().catch(() => ({}));
      return { status: answer.type === "opaqueredirect" ? 302 : answer.status, told };
    } finally {
      clearTimeout(timer);
    }
  };
  const words = { 302: "login", 401: "revoked", 403: "refused", 409: "unknown" };
  const turned = async (answer) => {
    if (answer.status === 401) await wipe();
    return { state: words[answer.status] || "broken", sentence: answer.told.refused || "" };
  };

  /* 清除: everything of this place on this phone. */
  const wipe = async () => {
    if (opening) { const db = await opening.catch(() => null); if (db) db.close(); }
    opening = null;
    await new Promise((done) => {
      const asked = indexedDB.deleteDatabase(NAME);
      asked.onsuccess = asked.onerror = asked.onblocked = done;
    });
    if (self.caches) await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    if (self.registration) await self.registration.unregister();
    else if (navigator.serviceWorker) await Promise.all((await navigator.serviceWorker.getRegistrations()).map((one) => one.unregister()));
  };

  const sendOnce = async (base) => {
    const { handset } = await read();
    if (!handset) return { state: "unknown" };
    const hello = await asks(base + "contact/", { headers: { "X-Handset": handset.number } });
    if (hello.status !== 200) return turned(hello);
    const headers = { "X-Handset": handset.number, "X-CSRFToken": hello.told.csrf, "Content-Type": "application/json" };
    for (;;) {
      const { items, key, seq } = await read();
      const part = items.slice(0, size), used = items.map((one) => one.key).concat(key ? [key.code] : []);
      const body = JSON.stringify({
        items: part.map((one) => ({ id: one.id, seq: one.seq, key: one.key, sealed: pack(one.sealed) })),
        first: items.length ? items[0].seq : (seq || 0) + 1, waiting: items.length, now: Date.now(), keys: Array.from(new Set(used)),
      });
      const answer = await asks(base + "sync/", { method: "POST", headers, body });
      if (answer.status !== 200) return turned(answer);
      const arrived = new Set(answer.told.answers.map((one) => one.id));
      await within("readwrite", (kept, outbox) => {
        part.forEach((one) => { if (arrived.has(one.id)) outbox.delete(one.seq); });
        ["key", "list"].forEach((name) => kept.put(answer.told[name], name));
        kept.put(Object.assign({ at: Date.now() }, answer.told.counts), "counts");
      });
      size = Math.min(MOST, size * 2);
      const left = (await read()).items.length;
      if (!left) return { state: "sent" };
      if (!arrived.size) return { state: "broken" };
    }
  };
  /* 发送: in parts; a line that breaks costs nothing, the next try takes a smaller part. */
  const trySend = async (base) => {
    try {
      return await sendOnce(base);
    } catch {
      size = Math.max(1, size >> 1);
      return { state: "broken" };
    }
  };
  const send = (base) => {
    if (!sending) {
      const alone = navigator.locks ? navigator.locks.request("lianxin-send", () => trySend(base)) : trySend(base);
      sending = alone.then((told) => { sending = null; return told; });
    }
    return sending;
  };

  return { read, keep, put, send, wipe, asks, newNumber };
})();
