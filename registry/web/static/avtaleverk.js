// Small helps on top of pages that work without it. No words of its own: they stand in data attributes.
"use strict";

const tell = (words) => {
  document.getElementById("kunngjoring").textContent = words;
};

// A permanent link also goes to the clipboard.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.permalink");
  if (!link || !navigator.clipboard) return;
  navigator.clipboard.writeText(link.href).then(() => tell(document.body.dataset.copied), () => {});
});

// The machine's own calendar beside a date field, for those who would rather point than type.
for (const calendar of document.querySelectorAll("[data-fills]")) {
  const field = document.getElementById(calendar.dataset.fills);
  calendar.hidden = false;
  calendar.addEventListener("change", () => {
    if (!calendar.value) return;
    const [year, month, day] = calendar.value.split("-").map(Number);
    field.value = `${day}.${month}.${year}`;
  });
}

// What is typed is not left behind without a word.
let typed = false;
for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
}
window.addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});

// A print button is of use only where a script can press it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
