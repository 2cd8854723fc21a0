/* 离线记录的页面: what is written goes from the form into the sealed box and nowhere else. */
"use strict";
(() => {
  const main = document.getElementById("main"), words = document.querySelector("[data-lx-words]").dataset;
  const part = (name) => document.querySelector(`[data-lx-part="${name}"]`);
  const all = (what, from) => Array.from((from || document).querySelectorAll(what));
  const one = (what) => document.querySelector(what);
  const { base } = main.dataset, box = self.LianxinBox;
  const able = () => self.isSecureContext && self.crypto && crypto.subtle && self.indexedDB && box;
  const fill = (sentence, told) => sentence.replace(/\{(\w+)\}/g, (_all, name) => (name in told ? told[name] : ""));
  const two = (number) => String(number).padStart(2, "0");
  const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const moment = (date) => `${day(date)} ${two(date.getHours())}:${two(date.getMinutes())}`;
  const say = (sentence) => { one("[data-lx-said]").textContent = sentence || ""; };
  const forms = all("[data-lx-blank]");
  const EVERY = 60000, SLOWEST = 300000, LIST_LASTS = 72 * 3600000;
  let lastVisit = "", pause = 2000, timer = 0;

  const empty = () => {
    forms.forEach((form) => form.reset());
    all("[data-lx-today]").forEach((field) => { field.value = day(new Date()); });
  };
  const close = () => forms.forEach((form) => { form.hidden = true; });

  const lists = async (state) => {
    const { list, counts } = state, now = Date.now(), from = (counts && counts.at) || 0;
    const stale = list && (now > Date.parse(list.until) || now - from > LIST_LASTS || now < from - LIST_LASTS);
    if (stale) await box.keep({ list: null });
    const live = list && !stale ? list : { households: [], places: [], targets: [] }, targets = live.targets || [];
    all("[data-lx-targets]").forEach((field) => options(field, targets.map((one) => [one.id, one.name])));
    all("[data-lx-for-targets]").forEach((button) => { button.hidden = !targets.length; });
    all("[data-lx-places]").forEach((field) => options(field, live.places.map((place) => [place.id, place.name])));
    all("[data-lx-households]").forEach((field) => {
      options(field, live.households.map((home) => [home.code, `${home.code} · ${home.group} · ${home.door}`]));
      field.hidden = !live.households.length;
    });
    const told = part("list");
    told.hidden = !live.households.length;
    if (live.until) told.textContent = fill(told.dataset.until, { until: moment(new Date(live.until)) });
  };
  const options = (field, pairs) => {
    const chosen = field.value;
    while (field.options.length > 1) field.remove(1);
    pairs.forEach(([value, label]) => field.add(new Option(label, value)));
    field.value = chosen;
  };

  const show = async () => {
    const state = await box.read(), counts = state.counts || { arrived: 0, to_check: 0 };
    const has = Boolean(state.handset && state.key);
    part("register").hidden = has;
    part("choose").hidden = !has;
    part("state").hidden = !state.handset;
    one("[data-lx-state]").textContent = fill(words.state, {
      waiting: state.items.length, arrived: counts.arrived, to_check: counts.to_check,
      at: counts.at ? moment(new Date(counts.at)) : words.never,
    });
    await lists(state);
    return state;
  };

  const send = async () => {
    clearTimeout(timer);
    const told = await box.send(base);
    one("[data-lx-login]").hidden = told.state !== "login";
    if (told.state === "revoked") { close(); empty(); lastVisit = ""; all("[data-lx-refers]").forEach((button) => { button.hidden = true; }); }
    const state = await show();
    if (told.state === "revoked") part("state").hidden = false;
    if (told.state === "unknown" && state.handset) { part("register").hidden = false; part("state").hidden = false; }
    const sentence = told.state === "refused" ? told.sentence : words[told.state];
    if (told.state !== "sent" || state.items.length === 0) say(sentence);
    pause = told.state === "broken" ? Math.min(SLOWEST, pause * 2) : EVERY;
    if (["broken", "sent"].includes(told.state)) timer = setTimeout(send, pause);
    if (told.state === "sent") pause = 2000;
    return told.state;
  };
  const later = async () => { // where the browser can, it sends when the line comes back, with the page closed
    const worker = navigator.serviceWorker && await navigator.serviceWorker.getRegistration(main.dataset.scope);
    if (worker && worker.sync) await worker.sync.register("send").catch(() => {});
  };

  const faultOf = (form) => all("[required]", form).find((field) => !field.value.trim());
  const written = (form) => {
    const values = {};
    all("[name]", form).forEach((field) => {
      const value = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value.trim();
      if (value) values[field.name] = value;
    });
    return values;
  };
  const seal = async (form) => {
    const fault = form.querySelector("[data-lx-fault]"), missing = faultOf(form);
    fault.hidden = !missing;
    if (missing) {
      fault.textContent = fill(fault.dataset.empty, { label: missing.labels && missing.labels.length ? missing.labels[0].textContent : missing.name });
      missing.focus();
      return;
    }
    const content = { kind: form.dataset.lxBlank, version: Number(form.dataset.version), values: written(form) };
    if (lastVisit && ("refers" in form.dataset || content.kind === "diary")) content.after = lastVisit;
    let kept;
    try {
      kept = await box.put(content);
    } catch {
      say(words.full); // the form keeps what was written
      return;
    }
    if (content.kind === "visit") lastVisit = kept.id;
    if ("refers" in form.dataset) lastVisit = "";
    all("[data-lx-refers]").forEach((button) => { button.hidden = !lastVisit; });
    empty();
    await show();
    close(); // last: a form that is gone can be opened and sealed again at once
    say(fill(words.kept, { seq: kept.seq }));
    one("[data-lx-send]").focus();
    later();
    if (navigator.onLine) send();
  };

  const register = async (form) => {
    const hello = await box.asks(base + "contact/", {}).catch(() => ({ status: 0, told: {} }));
    if (hello.status !== 200) { part("state").hidden = false; one("[data-lx-login]").hidden = hello.status !== 302; say(hello.status === 302 ? words.login : words.broken); return; }
    const { handset } = await box.read(), number = handset ? handset.number : box.newNumber();
    const sent = new URLSearchParams({ name: form.elements.name.value, number });
    const answer = await box.asks(base + "handsets/new/", { method: "POST", body: sent, headers: { "X-CSRFToken": hello.told.csrf } })
      .catch(() => ({ status: 0, told: {} }));
    part("state").hidden = false;
    if (answer.status !== 200) { say(answer.told.refused || words.broken); return; }
    await box.keep({ handset: { number } });
    await send();
  };

  const begin = async () => {
    part("plain").hidden = true;
    all("[data-lx-form]").forEach((button) => button.addEventListener("click", () => {
      close();
      const form = forms.find((found) => found.dataset.lxBlank === button.dataset.lxForm);
      form.hidden = false;
      form.querySelector("h2").focus();
    }));
    all("[data-lx-close]").forEach((button) => button.addEventListener("click", () => { empty(); close(); }));
    all("[data-lx-households]").forEach((field) => field.addEventListener("change", () => {
      field.parentNode.querySelector("[name]").value = field.value;
    }));
    let busy = false; // one press, one item
    const once = (work) => (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      work(event.target).then(() => { busy = false; }, () => { busy = false; });
    };
    forms.forEach((form) => {
      form.addEventListener("submit", once(seal));
      // the keyboard's own “enter” seals nothing half written: what is sealed cannot be opened again
      form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "INPUT") event.preventDefault(); });
    });
    part("register").addEventListener("submit", once(register));
    one("[data-lx-send]").addEventListener("click", () => { say(words.sending); send(); });
    self.addEventListener("online", send);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
    ["pagehide", "pageshow"].forEach((when) => self.addEventListener(when, empty));
    empty();
    if (navigator.serviceWorker) navigator.serviceWorker.register(main.dataset.worker, { scope: main.dataset.scope }).catch(() => {});
    const state = await show();
    if (!navigator.serviceWorker) { part("state").hidden = false; say(words.noworker); }
    if (state.handset) send();
    main.dataset.ready = "1";
  };
  if (able()) begin().catch(() => { part("plain").hidden = false; });
})();
