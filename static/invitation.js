// Invitations: swaps the code for an anonymous ticket when a complete answer is sent, and not before. The code comes from the part of the
// link that browsers keep to themselves, or from the field; answers and code never travel in one request.
(() => {
  "use strict";
  const fragment = new URLSearchParams(location.hash.slice(1));
  let code = fragment.get("c") || "";
  const survey = fragment.get("s") || "";
  if (code) history.replaceState(null, "", location.pathname + location.search);
  let begun = null;
  let ticket = "";

  const page = (html) => {
    const next = new DOMParser().parseFromString(html, "text/html");
    document.title = next.title;
    // the keyboard goes there below
    for (const element of next.querySelectorAll("[autofocus]")) element.removeAttribute("autofocus");
    document.querySelector("main").replaceWith(document.adoptNode(next.querySelector("main")));
    document.dispatchEvent(new Event("chorus:page"));
    promise();
    window.scrollTo(0, 0);
    const first = document.querySelector("main .error-summary, main h1");
    if (first) {
      first.tabIndex = -1;
      first.focus();
    }
  };

  const say = (form, text) => {
    let region = form.querySelector("[data-said]");
    if (!region) {
      region = document.createElement("p");
      region.dataset.said = "";
      region.className = "notice";
      region.setAttribute("role", "status");
      form.querySelector(".actions").before(region);
    }
    region.textContent = text;
  };

  // which of the two promises holds, where the button is
  const promise = () => {
    const form = document.querySelector("form[data-invited]");
    if (!form || form.querySelector("[data-promise]")) return;
    const line = document.createElement("p");
    line.dataset.promise = "";
    line.className = "hint";
    line.textContent = form.dataset.invitedPromise;
    form.append(line);
    offer(form);
  };

  // a file of the respondent's, with their ticket and their answers
  const save = (form, body) => {
    body.delete("_form");
    const link = document.createElement("a");
    const saved = JSON.stringify({ chorus: 1, survey: form.dataset.invitedSurvey, answers: [...body] });
    link.href = URL.createObjectURL(new Blob([saved], { type: "application/json" }));
    link.download = form.dataset.invitedSurvey + ".json";
    link.click();
    say(form, form.dataset.invitedSaved);
  };

  const post = (address, body) =>
    fetch(address, { method: "POST", body, credentials: "omit", cache: "no-store", redirect: "error" });

  // whether the key stands in the public log, under this survey
  const isPublic = async (key, slug) => {
    for (let next = "/transparency.json"; next; ) {
      const log = await (await fetch(next, { credentials: "omit", cache: "no-store" })).json();
      for (const { entry } of log.entries) {
        const { kind, body } = JSON.parse(entry);
        if (kind === "invitation-keys" && body.survey === slug && body.keys.some((one) => one.key === key)) return true;
      }
      next = log.next;
    }
    return false;
  };

  // the ticket; null where the code is not welcome
  const claim = async (form) => {
    begun = begun || chorusTicket.begin();
    const response = await fetch(form.dataset.invited, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code, blinded: begun.blinded }),
      credentials: "omit",
      cache: "no-store",
    });
    if (response.status === 403) return null;
    if (!response.ok) throw new Error("failed");
    const { evaluated, proof, key } = await response.json();
    if (!(await isPublic(key, form.dataset.invitedSurvey))) throw new Error("key");
    say(form, form.dataset.invitedWords + " " + chorusTicket.words(key));
    try {
      return chorusTicket.finish(begun, evaluated, proof, key);
    } catch {
      throw new Error("key");
    }
  };

  const send = async (form, body, later) => {
    code = body.get("_code") || code;
    body.delete("_code");
    if (ticket) body.set("_ticket", ticket);
    let response = await post(form.action, body);
    if (response.headers.get("Chorus-Needs") === "invitation" && code) {
      say(form, form.dataset.invitedSending);
      ticket = (await claim(form)) || "";
      if (!ticket) {
        // never the code beside the answers: whoever refuses a code would learn both
        const wrong = form.dataset.invitedWrong;
        code = "";
        begun = null;
        page(await response.text());
        say(document.querySelector("form[data-invited]"), wrong);
        return;
      }
      body.set("_step", "send");
      body.set("_ticket", ticket);
      if (later) {
        delete form.dataset.busy;
        save(form, body);
        return;
      }
      response = await post(form.action, body);
    }
    page(await response.text());
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-invited]") || (!code && !form.elements["_code"])) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    const body = new URLSearchParams(new FormData(form, event.submitter));
    try {
      await send(form, body, event.submitter && "later" in event.submitter.dataset);
    } catch (error) {
      delete form.dataset.busy;
      say(form, error.message === "key" ? form.dataset.invitedKey : form.dataset.invitedFailed);
    }
  });

  // "send later, from anywhere": the same steps, and a file instead of the last one
  const offer = (form) => {
    const button = document.createElement("button");
    button.type = "submit";
    button.className = "secondary";
    button.dataset.later = "";
    button.textContent = form.dataset.invitedSave;
    form.querySelector(".actions").append(button);
  };

  // sends what was saved, with a fresh form
  const sendSaved = async (start, file) => {
    const { chorus, survey: slug, answers } = JSON.parse(await file.text());
    if (chorus !== 1 || !/^[a-z0-9][a-z0-9-]*$/.test(slug)) throw new Error("not ours");
    const fresh = await (await fetch("/s/" + slug, { credentials: "omit", cache: "no-store" })).text();
    const token = new DOMParser().parseFromString(fresh, "text/html").querySelector("input[name='_form']");
    const body = new URLSearchParams(answers);
    body.set("_form", token.value);
    body.set("_step", "send");
    page(await (await post("/s/" + slug, body)).text());
  };

  const begin = (start) => {
    const language = fragment.get("l") || "";
    const known = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? "?lang=" + language : "";
    // single invitations have no tickets: the code is typed for you
    if (code && !survey) document.getElementById("code").value = code;
    if (code && /^[a-z0-9][a-z0-9-]*$/.test(survey)) {
      location.replace("/s/" + survey + known + "#c=" + code);
      return;
    }
    const box = document.createElement("div");
    const label = document.createElement("label");
    const file = document.createElement("input");
    box.className = "question";
    label.htmlFor = "saved";
    label.textContent = start.dataset.saved;
    file.id = "saved";
    file.type = "file";
    file.accept = "application/json,.json";
    file.addEventListener("change", async () => {
      try {
        await sendSaved(start, file.files[0]);
      } catch {
        say(start, start.dataset.savedWrong);
      }
    });
    box.append(label, file);
    start.after(box);
  };

  const start = document.querySelector("[data-invitation-start]");
  if (start) begin(start);
  else promise();
})();
