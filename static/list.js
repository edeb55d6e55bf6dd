// A chosen file is read into the field for addresses or reports, on this device: it goes nowhere before the form is sent.
(() => {
  "use strict";
  const field = document.querySelector("textarea[data-list]");
  if (!field) return;
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "file";
  input.id = "file";
  input.accept = ".csv,.tsv,.txt,.eml,.mbox,text/csv,text/plain,message/rfc822";
  label.htmlFor = input.id;
  label.textContent = field.dataset.list;
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (file) field.value = await file.text();
  });
  field.before(label, input);
})();
