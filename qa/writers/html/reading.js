// Reading an article with its findings: which finding is the current one, which are shown, light and dark.
// Works on what `article.py` writes; the report and the review page share it.

/** The findings of an article that are shown, in order. */
export function findings(article) {
  return [...article.querySelectorAll(".finding:not([hidden])")];
}

/** The marks in the text that belong to a finding. */
export function marks(finding) {
  return [...finding.closest(".article").querySelectorAll(`mark[data-f~="${finding.dataset.f}"]`)];
}

/** Make a finding the current one and bring it and its place in the text into view. */
export function select(finding, { focus = true } = {}) {
  const article = finding.closest(".article");
  for (const old of article.querySelectorAll(".current")) {
    old.classList.remove("current");
    old.removeAttribute("aria-current");
  }
  finding.classList.add("current");
  finding.setAttribute("aria-current", "true");
  const own = marks(finding);
  for (const mark of own) mark.classList.add("current");
  if (own.length && !seen(own[0])) own[0].scrollIntoView({ block: "center" });
  const list = finding.closest(".notes");
  if (list.scrollHeight > list.clientHeight || getComputedStyle(list).position === "fixed") within(list, finding);
  else if (!own.length) finding.scrollIntoView({ block: "nearest" });
  if (focus) finding.focus({ preventScroll: true });
}

/** The current finding of an article, or null. */
export function current(article) {
  return article.querySelector(".finding.current:not([hidden])");
}

/** Go on by `by` findings; false where there are no more. */
export function step(article, by) {
  const all = findings(article);
  const at = all.indexOf(current(article));
  const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  if (!all[to]) return false;
  select(all[to]);
  return true;
}

/** From a finding to its mark, and back. */
export function jump(article) {
  const finding = current(article);
  if (!finding) return;
  const link = marks(finding)[0]?.querySelector("a");
  if (link && document.activeElement.closest(".notes")) {
    link.closest("mark").scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  } else select(finding);
}

/** Show the findings of an article for which `wanted(finding)` holds, and their marks; returns how many those are. */
export function show(article, wanted) {
  const shown = new Set();
  for (const finding of article.querySelectorAll(".finding")) {
    finding.hidden = !wanted(finding);
    if (!finding.hidden) shown.add(finding.dataset.f);
  }
  for (const mark of article.querySelectorAll("mark")) {
    const off = !mark.dataset.f.split(" ").some((one) => shown.has(one));
    mark.classList.toggle("off", off);
    mark.firstElementChild.tabIndex = off ? -1 : 0;
  }
  return shown.size;
}

/** Give the list of findings its buttons: previous, next, and on narrow screens, where one shows at a time, all. */
export function equip(article) {
  const notes = article.querySelector(".notes");
  const lead = notes.querySelector(".lead");
  if (!notes.querySelector(".finding")) return;
  const button = (text, label, act) => {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = text;
    one.ariaLabel = one.title = label;
    one.addEventListener("click", act);
    lead.append(one);
    return one;
  };
  const all = button("List", "All findings", () => {
    all.ariaExpanded = String(notes.classList.toggle("open"));
  });
  all.className = "all";
  all.ariaExpanded = "false";
  button("‹", "Previous finding", () => step(article, -1));
  button("›", "Next finding", () => step(article, 1));
}

/** Clicks on marks and findings select. */
export function listen(root) {
  root.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && event.target.closest("a")) {
      event.preventDefault();
      if (mark.classList.contains("off")) return;
      const finding = shortest(mark);
      if (finding) select(finding, { focus: event.detail === 0 });
      return;
    }
    const finding = event.target.closest(".finding");
    if (!finding || event.target.closest("button, summary, input, select")) return;
    finding.closest(".notes").classList.remove("open");
    if (event.target.closest("a")) event.preventDefault();
    if (!String(getSelection()).trim()) select(finding);
  });
}

/** The finding that a mark leads to, or where that is not shown another that it belongs to. */
function shortest(mark) {
  const article = mark.closest(".article");
  const first = article.querySelector(mark.firstElementChild.getAttribute("href"));
  if (first && !first.hidden) return first;
  return findings(article).find((one) => mark.dataset.f.split(" ").includes(one.dataset.f));
}

function seen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const covered = document.querySelector(".filters, .bar")?.getBoundingClientRect().bottom ?? 0;
  const sheet = document.querySelector(".sheet .notes");
  const below = sheet && getComputedStyle(sheet).position === "fixed" ? sheet.getBoundingClientRect().top : innerHeight;
  return top > Math.max(covered, 0) + 8 && bottom < below - 24;
}

function within(list, finding) {
  const [outer, inner] = [list.getBoundingClientRect(), finding.getBoundingClientRect()];
  const margin = 56;
  if (inner.top < outer.top + margin) list.scrollTop -= outer.top + margin - inner.top;
  else if (inner.bottom > outer.bottom - 16) list.scrollTop += inner.bottom - outer.bottom + 16;
}

const THEMES = ["auto", "light", "dark"];

/** Make a button change between light, dark and as the system has it; the choice is kept where the browser lets it. */
export function theme(button) {
  const set = (name) => {
    if (name === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    button.textContent = `Theme: ${name}`;
  };
  let at = Math.max(THEMES.indexOf(kept("theme")), 0);
  set(THEMES[at]);
  button.addEventListener("click", () => {
    at = (at + 1) % THEMES.length;
    set(THEMES[at]);
    keep("theme", THEMES[at]);
  });
}

/** What was kept under a name, null where nothing is or the browser keeps nothing. */
export function kept(name, store = "localStorage") {
  try {
    return globalThis[store].getItem(`mtlint-${name}`);
  } catch {
    return null;
  }
}

export function keep(name, value, store = "localStorage") {
  try {
    globalThis[store].setItem(`mtlint-${name}`, value);
  } catch {
    // a file opened from a disk may have no store
  }
}

/** Hand the user a file. */
export function download(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Whether keys that are pressed now are meant for a field. */
export function typing(event) {
  const at = event.target;
  return event.isComposing || at.isContentEditable || at.closest?.("textarea, select, dialog, input:not([type=checkbox])") !== null;
}
