/* 领凭据: the credential is made here and is seen by nobody else. The server signs it blinded (RFC 9474).

   A message of chance → blinded → signed by the server → the blinding taken off: a signature that the server has never
   seen. What is needed to finish lies in this tab (sessionStorage) until it is done, so that a broken line costs no vote. */
"use strict";
(() => {
  const pack = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const unpack = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const join = (first, second) => { const both = new Uint8Array(first.length + second.length); both.set(first); both.set(second, first.length); return both; };

  const begun = async (name, suite, key) => {
    const kept = sessionStorage.getItem(name);
    if (kept) return Object.fromEntries(Object.entries(JSON.parse(kept)).map(([part, text]) => [part, unpack(text)]));
    const prepared = suite.prepare(crypto.getRandomValues(new Uint8Array(32)));
    const { blindedMsg, inv } = await suite.blind(key, prepared);
    const parts = { prepared, inv, blinded: blindedMsg };
    sessionStorage.setItem(name, JSON.stringify(Object.fromEntries(Object.entries(parts).map(([part, bytes]) => [part, pack(bytes)]))));
    return parts;
  };

  const draw = (svg, text) => {
    const code = QRCode.qrcode(0, "M");
    code.addData(text, "Byte");
    code.make();
    const size = code.getModuleCount();
    let path = "";
    for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) if (code.isDark(y, x)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
    svg.setAttribute("viewBox", `0 0 ${size + 8} ${size + 8}`);
    const [paper, ink] = svg.querySelectorAll("path");
    paper.setAttribute("d", `M0 0h${size + 8}v${size + 8}H0z`);
    ink.setAttribute("d", path);
  };

  const show = (part, box, place, token) => {
    const done = part.querySelector("[data-lx-issue-done]"), field = done.querySelector("textarea"), here = `lianxin-credential-${box}`;
    field.value = token;
    field.addEventListener("focus", () => field.select());
    done.querySelector("a[download]").href = URL.createObjectURL(new Blob([token + "\n"], { type: "text/plain" }));
    done.querySelector("[data-lx-copy]").addEventListener("click", () => navigator.clipboard.writeText(token).catch(() => field.select()));
    done.querySelector("[data-lx-keep-here]").addEventListener("change", (event) => {
      if (event.target.checked) localStorage.setItem(here, token); else localStorage.removeItem(here);
    });
    draw(done.querySelector("svg"), token);
    part.querySelector("form").hidden = true;
    part.querySelector("[data-lx-issue-state]").hidden = true;
    done.hidden = false;
    field.focus();
  };

  document.querySelectorAll("[data-lx-issue]").forEach((part) => {
    const form = part.querySelector("[data-lx-issue-form]");
    if (!form) return;
    const fault = part.querySelector("[data-lx-issue-fault]"), button = form.querySelector("button");
    const { box, place, key: spki } = part.dataset, pending = `lianxin-issue-${box}-${place}`;
    const say = (sentence) => { fault.textContent = sentence; fault.hidden = !sentence; };
    if (!window.isSecureContext || !window.crypto || !crypto.subtle) { say(fault.dataset.noCrypto); return; }
    button.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      say("");
      button.disabled = true;
      try {
        const suite = BlindRSA.RSABSSA.SHA384.PSS.Randomized();
        const key = await crypto.subtle.importKey("spki", unpack(spki), { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
        const { prepared, inv, blinded } = await begun(pending, suite, key);
        const sent = new FormData(form);
        sent.set("blinded", pack(blinded));
        const answer = await fetch(part.dataset.lxIssue, { method: "POST", body: sent });
        const told = await answer.json();
        if (told.refused) { say(told.refused); return; }
        const signature = await suite.finalize(key, prepared, unpack(told.signature), inv);
        show(part, box, place, pack(join(prepared, signature)));
        sessionStorage.removeItem(pending);
      } catch {
        say(fault.dataset.noLine);
      } finally {
        button.disabled = false;
      }
    });
  });
})();
