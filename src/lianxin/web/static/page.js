/* 小改进: every page works without this file. Behaviour hangs on data-lx-… attributes. */
"use strict";
(() => {
  const all = (what) => document.querySelectorAll(what);
  document.documentElement.classList.add("js");
  all("[data-lx-unfold]").forEach((one) => {
    one.hidden = false;
    one.addEventListener("click", () => { one.closest("form").classList.add("unfolded"); one.hidden = true; });
  });
  // chosen with finger or mouse, a list is sent at once; arrows pass over what is not meant, so with keys the button does it
  let byKeys = false;
  all("[data-lx-unneeded]").forEach((one) => { one.hidden = true; });
  document.addEventListener("pointerdown", () => { byKeys = false; }, true);
  document.addEventListener("keydown", () => { byKeys = true; all("[data-lx-unneeded]").forEach((one) => { one.hidden = false; }); }, true);
  all("[data-lx-submit]").forEach((one) => one.addEventListener("change", () => { if (!byKeys) one.form.requestSubmit(); }));
  all("[data-lx-focus]").forEach((one) => one.focus());
  all("[data-lx-print]").forEach((one) => { one.hidden = false; one.addEventListener("click", () => window.print()); });

  // on a telephone the line of rooms is moved to the one where one is
  all(".rooms a[aria-current]").forEach((here) => {
    const line = here.closest("ul");
    line.scrollLeft = here.offsetLeft - line.offsetLeft - (line.clientWidth - here.offsetWidth) / 2;
  });

  // “/” puts the cursor in the search box, unless whoever speaks to the machine turned that off on 我 (WCAG 2.1.4)
  const SLASH = "lx-no-slash";
  all("[data-lx-slash-set]").forEach((place) => {
    const tick = place.querySelector("input");
    place.hidden = false;
    tick.checked = !localStorage.getItem(SLASH);
    tick.addEventListener("change", () => (tick.checked ? localStorage.removeItem(SLASH) : localStorage.setItem(SLASH, "1")));
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !localStorage.getItem(SLASH) && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const box = document.querySelector("[data-lx-slash]");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
  });

  // up and down walk the rows of a list; enter opens (a link does that by itself)
  all("[data-lx-list]").forEach((list) => {
    const links = [...list.querySelectorAll("[data-lx-row]")];
    document.addEventListener("keydown", (event) => {
      if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) || !links.length) return;
      const here = links.indexOf(document.activeElement);
      const next = event.key === "ArrowDown" ? Math.min(here + 1, links.length - 1) : Math.max(here - 1, 0);
      event.preventDefault();
      links[next].focus();
    });
  });

  // whoever leaves takes the list of his households off this telephone, with or without a line; what is sealed stays to be sent
  all("form[data-lx-leave]").forEach((form) => form.addEventListener("submit", () => {
    const asked = self.indexedDB && indexedDB.open("lianxin-offline", 1);
    if (!asked) return;
    asked.onupgradeneeded = () => asked.transaction.abort(); // nothing was ever kept here
    asked.onsuccess = () => {
      const kept = asked.result.transaction("kept", "readwrite").objectStore("kept");
      ["list", "counts"].forEach((name) => kept.delete(name));
    };
    asked.onerror = (event) => event.preventDefault();
  }));

  // a filled-in form is not lost by leaving; one form is sent once
  all("form[data-lx-keep]").forEach((form) => {
    let changed = false;
    let sent = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", (event) => {
      if (sent) { event.preventDefault(); return; }
      sent = true;
    });
    window.addEventListener("pageshow", () => { sent = false; });
    window.addEventListener("beforeunload", (event) => { if (changed && !sent) event.preventDefault(); });
  });

  // shown only for some answers: data-lx-when="kind=complaint,tip_off"
  all("[data-lx-when]").forEach((part) => {
    const [name, answers] = part.dataset.lxWhen.split("=");
    const form = part.closest("form");
    const look = () => { part.hidden = !answers.split(",").includes(new FormData(form).get(name)); };
    form.addEventListener("change", look);
    look();
  });

  // while one types: what is like it already (the same button works without this)
  all("[data-lx-similar]").forEach((place) => {
    const form = place.closest("form");
    const asked = ["csrfmiddlewaretoken", "text", "unit", "place"];
    let waiting = 0;
    let last = "";
    const look = async () => {
      const typed = new FormData();
      asked.forEach((name) => typed.append(name, new FormData(form).get(name) || ""));
      const words = asked.slice(1).map((name) => typed.get(name)).join("\n");
      if (words === last || typed.get("text").trim().length < 6) return;
      last = words;
      const answer = await fetch(place.dataset.lxSimilar, { method: "POST", body: typed });
      if (!answer.ok) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...found.body.children);
    };
    form.addEventListener("input", (event) => {
      if (!asked.includes(event.target.name)) return;
      clearTimeout(waiting);
      waiting = setTimeout(look, 900);
    });
  });

  // repeats what is chosen in a field of the same form: data-lx-says="kind"
  all("[data-lx-says]").forEach((place) => {
    const field = place.closest("form").elements[place.dataset.lxSays];
    const say = () => { place.textContent = field.selectedOptions[0].text; };
    field.addEventListener("change", say);
    window.addEventListener("pageshow", say);
  });

  // tick all
  all("[data-lx-all]").forEach((box) => box.addEventListener("change", () => {
    box.form.querySelectorAll("input[type=checkbox][name=" + box.dataset.lxAll + "]").forEach((one) => { one.checked = box.checked; });
  }));

  // a long select becomes searchable: typing narrows the choices
  all("select[data-lx-find]").forEach((select) => {
    const box = document.createElement("input");
    const options = [...select.options];
    box.type = "search";
    box.placeholder = select.dataset.lxFind;
    box.setAttribute("aria-label", select.dataset.lxFind);
    box.className = "find";
    box.addEventListener("input", () => {
      const words = box.value.trim();
      const kept = options.filter((one) => !one.value || one.text.includes(words) || one.selected);
      select.replaceChildren(...kept);
      const hit = kept.find((one) => one.value && one.text.includes(words));
      if (words && hit) select.value = hit.value;
    });
    select.before(box);
  });

  // a page that waits for work in the background looks again
  all("[data-lx-again]").forEach((one) => setTimeout(() => window.location.reload(), 1000 * Number(one.dataset.lxAgain)));
})();
