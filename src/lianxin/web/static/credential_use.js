/* 用凭据: puts in the credential that its holder kept in this browser, or that he chooses as a file. Pasting works without this. */
"use strict";
(() => {
  const field = document.querySelector("[data-lx-credential]");
  const more = document.querySelector("[data-lx-credential-more]");
  if (!field || !more) return;
  more.hidden = false;
  const kept = localStorage.getItem(`lianxin-credential-${field.dataset.lxCredential}`);
  if (kept && !field.value) { field.value = kept; more.append(more.dataset.told); }
  more.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file && file.size < 10000) field.value = (await file.text()).trim();
  });
})();
