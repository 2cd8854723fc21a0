/* 答题: hides what is not asked, lets a choice be taken back, counts what is left; in 长者 mode one part at a time. */
"use strict";
(() => {
  document.querySelectorAll("[data-lx-ask]").forEach((ask) => {
    const form = ask.closest("form") || ask;
    const find = (what) => [...ask.querySelectorAll(what)];
    const parts = find("[data-lx-part]");
    const chosen = (name) => find("input").filter((one) => one.name === name && one.checked && !one.closest("[data-lx-if][hidden]")).map((one) => one.value);

    // asked only of who chose this before: data-lx-if="name=code,code"
    const conditions = find("[data-lx-if]");
    const look = () => {
      conditions.forEach((place) => {
        const at = place.dataset.lxIf.lastIndexOf("=");
        const wanted = place.dataset.lxIf.slice(at + 1).split(",");
        place.hidden = !chosen(place.dataset.lxIf.slice(0, at)).some((one) => wanted.includes(one));
      });
      find("[data-lx-item]").forEach((item) => {
        const places = [...item.querySelectorAll("fieldset, .ask-text")];
        item.hidden = places.length > 0 && places.every((one) => one.hidden);
      });
      count();
    };

    const left = ask.querySelector("[data-lx-left]");
    const count = () => {
      const open = find("fieldset").filter((one) => !one.hidden && !one.querySelector(":checked")).length;
      left.hidden = !find("fieldset").length;
      left.textContent = open ? left.dataset.lxLeft.replace("0", open) : left.dataset.lxAllChosen;
    };

    // a choice that is tapped again is taken back
    let before = null;
    const press = (event) => {
      const label = event.target.closest(".ask-options label");
      const box = label && label.querySelector("input[type=radio]");
      before = box && box.checked ? box : null;
    };
    ask.addEventListener("pointerdown", press);
    ask.addEventListener("click", (event) => {
      if (event.target.type === "radio" && event.target === before) { event.target.checked = false; before = null; look(); }
    });
    ask.addEventListener("keydown", (event) => {
      if ((event.key === "Backspace" || event.key === "Delete") && event.target.type === "radio") { event.target.checked = false; look(); }
    });

    // 长者: one part at a time; the button of the page comes at the end
    const turn = ask.querySelector("[data-lx-turn]");
    const last = [...form.querySelectorAll("[data-lx-last]")];
    let here = 0;
    const show = (number, isMoved) => {
      here = number;
      parts.forEach((one, n) => { one.hidden = n !== here; });
      const isEnd = here === parts.length - 1;
      turn.querySelector("[data-lx-back]").hidden = here === 0;
      turn.querySelector("[data-lx-next]").hidden = isEnd;
      [...last, left, ask.querySelector(".ask-clear")].forEach((one) => { one.classList.toggle("ask-later", !isEnd); });
      ask.querySelector(".ask-head").hidden = here !== 0;
      if (isMoved) { const head = parts[here].querySelector("h2"); head.focus({ preventScroll: true }); head.scrollIntoView({ block: "start" }); }
    };
    if (ask.hasAttribute("data-lx-parts") && parts.length > 1) {
      turn.hidden = false;
      turn.querySelector("[data-lx-back]").addEventListener("click", () => show(here - 1, true));
      turn.querySelector("[data-lx-next]").addEventListener("click", () => show(here + 1, true));
      const wrong = parts.findIndex((one) => one.querySelector(".error"));
      show(Math.max(wrong, 0), false);
      find(".error-summary a").forEach((link) => link.addEventListener("click", () => {
        show(parts.findIndex((one) => one.querySelector(link.getAttribute("href"))), false);
      }));
    }

    ask.addEventListener("change", look);
    const clear = ask.querySelector("[data-lx-clear]");
    clear.hidden = false;
    clear.addEventListener("click", (event) => {
      event.preventDefault();
      find("input").forEach((one) => { one.checked = false; });
      find("textarea").forEach((one) => { one.value = ""; });
      look();
    });
    window.addEventListener("pageshow", look);
    look();
  });
})();
