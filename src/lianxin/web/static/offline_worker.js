/* 后台脚本: the page and what it is made of are kept on the phone; nothing that anybody typed, nothing of an account. */
"use strict";
const kept = self.kept, CACHE = "lianxin-offline-" + kept.version; // `kept`: said by the view, before this

self.addEventListener("install", (event) => {
  // redirect "error": a login page is never kept in place of the page
  const asked = kept.files.map((url) => new Request(url, { cache: "reload", credentials: "same-origin", redirect: "error" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(asked)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(
    names.filter((name) => name.startsWith("lianxin-offline-") && name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin || !kept.files.includes(url.pathname)) return;
  event.respondWith(caches.match(url.pathname).then((found) => found || fetch(event.request)));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "send") event.waitUntil(LianxinBox.send(kept.base));
});
