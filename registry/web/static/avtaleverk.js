// Small helps on top of pages that work without it. No words of its own: they stand in data attributes.
"use strict";

const tell = (words) => {
  document.getElementById("lest-opp").textContent = words;
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

// The key / leads to the search field, and Escape back. A key alone must be possible to switch off (WCAG 2.1.4):
// the switch stands at the foot of every page, and is remembered in this browser.
const searchField = document.querySelector("form[role=search] input[type=search]");
const searchKey = document.querySelector("[data-search-key]");

if (searchField && searchKey) {
  const button = searchKey.querySelector("button");
  const remembered = (choice) => {
    try {
      if (choice !== undefined) localStorage.setItem("search-key", choice);
      return localStorage.getItem("search-key");
    } catch {
      return choice ?? null;
    }
  };
  const turn = (on) => {
    button.setAttribute("aria-pressed", String(on));
    if (on) searchField.setAttribute("aria-keyshortcuts", "/");
    else searchField.removeAttribute("aria-keyshortcuts");
  };
  let cameFrom = null;

  turn(remembered() !== "off");
  searchKey.hidden = false;
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    remembered(on ? "on" : "off");
    turn(on);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === searchField) {
      event.preventDefault();
      (cameFrom?.isConnected ? cameFrom : document.querySelector("main")).focus();
      return;
    }
    // With shift it is still this key: that is how it is typed on a Norwegian keyboard.
    const other = event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
    const writes = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (other || writes || button.getAttribute("aria-pressed") !== "true") return;
    event.preventDefault();
    cameFrom = document.activeElement === document.body ? null : document.activeElement;
    searchField.focus();
    searchField.select();
  });
}

// A print button is of use only where a script can press it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A section of a draft is saved while one writes: at a pause, and on leaving the field. The form goes as it is to
// where it always goes, and what comes back is the page itself: whatever is marked data-live is taken from it.
const PAUSE = 4000, AGAIN = 15000;

for (const form of document.querySelectorAll("form[data-saves]")) {
  const said = form.querySelector("[data-said]");
  const words = () => `${form.elements.title.value}\n${form.elements.body.value}`;
  let kept = words(), waiting = 0, busy = false;

  const say = (told, trouble) => {
    said.toggleAttribute("data-trouble", trouble);
    if (said.textContent !== told) said.textContent = told;
  };
  const later = (pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(save, pause);
  };
  const send = async (body) => {
    const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(AGAIN) });
    return [answer, new DOMParser().parseFromString(await answer.text(), "text/html")];
  };
  // Signed in again in another window: the new mark is on every page, and the form may carry it.
  const mark = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const found = page.querySelector("form[data-saves] [name=csrf]");
    if (!found || found.value === form.elements.csrf.value) return false;
    form.elements.csrf.value = found.value;
    return true;
  };

  async function save() {
    clearTimeout(waiting);
    const sent = words();
    if (busy || sent === kept) return;
    busy = true;
    try {
      let [answer, page] = await send(new URLSearchParams(new FormData(form)));
      if (answer.status === 403 && await mark()) [answer, page] = await send(new URLSearchParams(new FormData(form)));
      const fresh = page.querySelector("form[data-saves]");
      if (answer.ok && fresh) {
        kept = sent;
        typed = words() !== kept;
        for (const name of ["opened_title", "opened_body"]) form.elements[name].value = fresh.elements[name].value;
        renew(page);
        say(page.querySelector(".ds-alert")?.textContent.trim() ?? "", false);
      } else {
        const why = page.querySelector(".ds-error-summary li, .page-head h1");
        const now = { 401: form.dataset.signIn, 412: form.dataset.both }[answer.status] ?? "";
        say(`${form.dataset.unsaved} ${why ? why.textContent.trim() : answer.status}. ${now}`.replace("..", "."), true);
      }
    } catch {
      say(form.dataset.offline, true);
      later(AGAIN);
    }
    busy = false;
    if (words() !== sent) later(PAUSE);
  }

  form.addEventListener("input", () => later(PAUSE));
  form.addEventListener("change", save);
  form.addEventListener("submit", () => clearTimeout(waiting));
  addEventListener("online", save);
}

// What one has open stays open, and what one stands in stays.
function renew(page) {
  for (const old of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(old.id);
    if (!fresh || old.contains(document.activeElement)) continue;
    old.replaceWith(document.adoptNode(fresh));
  }
}
