/* 核看台: a figure on the keyboard presses the button that bears it; every button works without this file. */
"use strict";
(() => {
  const form = document.querySelector("[data-lx-keys]");
  if (!form) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    const button = form.querySelector(`[data-lx-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
