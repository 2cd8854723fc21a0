/* 核对: j and k, and two buttons, walk from finding to finding; text and finding move together. Works without. */
"use strict";
(() => {
  const steps = document.querySelector("[data-lx-steps]");
  const seen = () => [...document.querySelectorAll(".note")].filter((note) => note.offsetParent !== null);
  let here = null;
  const show = (note) => {
    document.querySelectorAll(".now").forEach((one) => one.classList.remove("now"));
    if (!note) return;
    here = note;
    const pin = document.getElementById(`at-${note.id}`);
    note.classList.add("now");
    if (pin) pin.classList.add("now");
    (pin && matchMedia("(min-width: 981px)").matches ? pin : note).scrollIntoView({ block: "center" });
    const notes = seen();
    const place = document.querySelector("[data-lx-place]");
    if (place) place.textContent = `${notes.indexOf(note) + 1} / ${notes.length}`;
  };
  const walk = (by) => {
    const notes = seen();
    if (!notes.length) return;
    const at = notes.indexOf(here);
    show(notes[at < 0 ? (by > 0 ? 0 : notes.length - 1) : Math.min(Math.max(at + by, 0), notes.length - 1)]);
  };
  if (steps) {
    steps.hidden = seen().length < 2;
    steps.querySelector("[data-lx-on]").addEventListener("click", () => walk(1));
    steps.querySelector("[data-lx-back]").addEventListener("click", () => walk(-1));
    document.querySelectorAll(".looked > input").forEach((one) => one.addEventListener("change", () => { show(null); here = null; steps.hidden = seen().length < 2; document.querySelector("[data-lx-place]").textContent = ""; }));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) && document.activeElement.type !== "radio") return;
    if (event.key === "j") walk(1);
    if (event.key === "k") walk(-1);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.pin, .note-head a");
    if (link) show(document.getElementById(link.hash.slice(1).replace(/^at-/, "")));
  });
  // what takes seconds says so, and is sent once
  document.querySelectorAll("form[data-lx-busy]").forEach((form) => {
    const words = form.querySelector("[data-lx-busy-words]");
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) { event.preventDefault(); return; }
      sent = true;
      words.textContent = words.dataset.words;
      setTimeout(() => { sent = false; }, 15000); // whoever stopped the page from loading may press again
    });
    window.addEventListener("pageshow", () => { sent = false; words.textContent = ""; });
  });
  const came = document.getElementById(location.hash.slice(1).replace(/^at-/, ""));
  if (came && came.classList.contains("note")) show(came);
  const copy = document.querySelector("[data-lx-copy]");
  const text = document.querySelector("[data-lx-text]");
  if (copy && text && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", () => navigator.clipboard.writeText(text.value));
  }
})();
