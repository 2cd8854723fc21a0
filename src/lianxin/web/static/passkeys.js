/* 通行密钥: the browser asks the key, what it answers goes into the form. Without a secure address no browser does it. */
"use strict";
(() => {
  const button = document.querySelector("[data-lx-passkey]");
  if (!button) return;
  const fault = document.querySelector("[data-lx-passkey-fault]");
  const say = (name) => { fault.textContent = fault.dataset[name]; fault.hidden = false; };
  if (!window.PublicKeyCredential || !window.isSecureContext) {
    button.disabled = true;
    say("unable");
    return;
  }
  const written = () => JSON.parse(document.getElementById("js_data").textContent);
  const ways = {
    add: async (form) => {
      const options = written().creation_options;
      const alone = form.elements.passwordless.checked;
      Object.assign(options.publicKey.authenticatorSelection, {
        residentKey: alone ? "required" : "discouraged", requireResidentKey: alone,
        ...(alone ? { userVerification: "required" } : {}),
      });
      return window.webauthnJSON.create(options);
    },
    use: async () => window.webauthnJSON.get(written().request_options),
    enter: async (form) => {
      const answer = await fetch(form.action, {
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
      });
      return window.webauthnJSON.get((await answer.json()).request_options);
    },
  };
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    fault.hidden = true;
    const form = button.form;
    try {
      form.elements.credential.value = JSON.stringify(await ways[button.dataset.lxPasskey](form));
    } catch {
      say("failed");
      return;
    }
    form.submit();
  });
})();
