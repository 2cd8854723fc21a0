/* 抽签条: a scanned slip brings its code behind #, which no server and no log sees; it is put into the field and taken from the address. */
"use strict";
(() => {
  const field = document.querySelector("[data-lx-slip]");
  if (!field || location.hash.length < 2) return;
  if (!field.value) field.value = location.hash.slice(1).slice(0, 40);
  history.replaceState(null, "", location.pathname);
})();
