// "Check my text": a button beside each free text of a form. Only when it is pressed, that text alone is sent; nothing is kept.
(() => {
  "use strict";
  const start = () => {
    const form = document.querySelector("form[data-check]");
    if (!form) return;
    const said = form.dataset;

    const make = (name, text, className) => {
      const element = document.createElement(name);
      if (text) element.textContent = text;
      if (className) element.className = className;
      return element;
    };

    const marked = (pieces) => {
      const line = make("p", "", "scrubbed");
      line.dir = "auto";
      for (const piece of pieces) {
        if (!piece.kind) {
          line.append(piece.text);
          continue;
        }
        const gone = make("del");
        gone.append(make("span", said.checkRemoved + " ", "hidden-text"), piece.text);
        line.append(gone, " ", make("mark", "[" + piece.label + "]"));
      }
      return line;
    };

    const show = (region, result) => {
      region.replaceChildren();
      if (result.pieces.some((piece) => piece.kind)) region.append(marked(result.pieces));
      for (const sentence of result.sentences) region.append(make("p", sentence, "hint"));
    };

    const ask = async (text) => {
      const response = await fetch(said.check, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ text, language: said.checkLanguage }),
        credentials: "omit",
        cache: "no-store",
      });
      const result = await response.json();
      return response.ok ? result : { pieces: [], sentences: [result.title || said.checkFailed] };
    };

    for (const field of form.querySelectorAll("[data-free-text]")) {
      const button = make("button", said.checkButton, "secondary check");
      const question = form.querySelector('label[for="' + field.id + '"]');
      const region = make("div", "", "checked");
      let pressed = 0;
      button.type = "button";
      if (question) button.append(make("span", ": " + question.textContent.trim(), "hidden-text"));
      region.setAttribute("aria-live", "polite");
      for (const element of [button, region]) {
        element.lang = said.checkLang;
        element.dir = said.checkDir;
      }
      button.addEventListener("click", async () => {
        const mine = ++pressed;
        let result;
        try {
          result = await ask(field.value);
        } catch {
          result = { pieces: [], sentences: [said.checkFailed] };
        }
        if (mine === pressed) show(region, result);
      });
      // what was said of an older text is no longer true
      field.addEventListener("input", () => {
        pressed += 1;
        region.replaceChildren();
      });
      document.getElementById(field.dataset.freeText).after(button, region);
    }
  };
  start();
  // the script of invitations puts another page in place of this one
  document.addEventListener("chorus:page", start);
})();
