// Passkeys: asks the browser for one, or to make one. Without it the page asks for the digits of an authenticator.
(() => {
  "use strict";
  const Key = window.PublicKeyCredential;
  if (!Key || !Key.parseRequestOptionsFromJSON || !Key.prototype.toJSON) return;

  const send = async (place, document) => {
    const answer = await fetch(place.dataset.passkeyTo, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(document),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.title);
    return told;
  };

  const ask = async (place) => {
    const asked = await send(place, {});
    const publicKey = Key.parseRequestOptionsFromJSON(asked.publicKey);
    const key = await navigator.credentials.get({ publicKey });
    const done = await send(place, { answer: key.toJSON(), next: place.dataset.passkeyNext });
    location.assign(done.next);
  };

  const make = async (place) => {
    const asked = await send(place, {});
    const publicKey = Key.parseCreationOptionsFromJSON(asked.publicKey);
    const key = await navigator.credentials.create({ publicKey });
    const name = place.querySelector("input").value;
    const done = await send(place, { answer: key.toJSON(), name });
    if (!done.codes.length) {
      location.assign(place.dataset.passkeyNext);
      return;
    }
    const shown = place.querySelector("[data-passkey-codes]");
    for (const code of done.codes) {
      const line = document.createElement("li");
      line.textContent = code;
      shown.querySelector("ul").append(line);
    }
    // nothing else on the page counts any more
    document.querySelector("main").replaceChildren(shown);
    shown.hidden = false;
    shown.querySelector("h2").focus();
  };

  for (const place of document.querySelectorAll("[data-passkey]")) {
    const button = place.querySelector("button");
    place.hidden = false;
    button.addEventListener("click", async () => {
      const status = place.querySelector("[role=status]");
      status.textContent = "";
      button.disabled = true;
      try {
        await (place.dataset.passkey === "ask" ? ask : make)(place);
      } catch {
        status.textContent = place.dataset.passkeyFailed;
      }
      button.disabled = false;
    });
  }
})();
