// The review page: an article comes in, its findings are settled one by one, the mended text goes out.

import { current, download, equip, findings, jump, keep, kept, listen, select, show, step, theme, typing } from "./reading.js";
import { ask, entry, Refused, remember } from "./service.js";
import { fielded, mended, moved, read, safeEdits, unfielded, unit } from "./text.js";

const $ = (id) => document.getElementById(id);
const choice = document.querySelector(".language");
const language = $("language");
const SEVERITIES = ["error", "warning", "info"];
const NOUNS = { error: "error", warning: "warning", info: "hint" };
const SIGNS = { error: "■", warning: "◆", info: "●" };
const NAME = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .'’&·-]*$/u;
const PASTED = "pasted article";
const ENDINGS = { text: "txt", markdown: "md", html: "html" };

/** The service's word on itself. */
let service = { fetches: false, names_file: "mtlint.toml" };
/** What is reviewed: its name, format, text as it stands now; whether it is a whole page of which the article alone counts. */
let source = null;
/** The report of the text as it stands now. */
let report = null;
/** Findings that the user does not want to see: `{ fingerprint, rule, text, start }`. */
let dismissed = [];
/** Earlier `{ raw, dismissed }`, the latest last. */
let past = [];
/** The text as it was last copied or saved. */
let safe = "";
let hiddenSeverities = new Set();
let running = null;

const article = () => document.querySelector(".article");
const all = () => report?.articles[0].findings ?? [];
const of = (item) => all()[Number(item.dataset.f) - 1];
const isDismissed = (one) =>
  dismissed.some((d) => d.fingerprint === one.fingerprint || (d.rule === one.rule && d.text === one.text && d.start === one.start));
const left = () => all().filter((one) => !isDismissed(one));
const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

// ------------------------------------------------------------------ checking

let last = Promise.resolve();
/** Do one thing after another: what a key asks for twice is done twice, each time to the text as it then stands. */
function enqueue(act) {
  last = last.then(act).catch((error) => {
    if (error.name !== "AbortError") complain(error, act);
  });
  return last;
}

/** Have the service check `wanted`; then, and only then, it is what the page shows. */
async function check(wanted, { edits = [], remembered = true, at = null } = {}) {
  running = new AbortController();
  const slow = setTimeout(() => ($("progress").hidden = false), 250);
  const slower = setTimeout(() => say("Still checking. The first article in a language takes longer: its lexicon is built, once."), 4000);
  document.body.classList.add("busy");
  document.body.ariaBusy = "true";
  $("problem").hidden = true;
  try {
    const { url, name: id, format, raw: text, article_only } = wanted;
    const asked = url ? { url, id } : { text, id, format, article_only };
    const answer = await ask("v1/review", { ...asked, language: language.value || undefined }, running.signal);
    if (remembered && source && source.name === wanted.name) past.push({ raw: source.raw, dismissed });
    dismissed = dismissed.map((one) => ({ ...one, start: moved(one.start, edits) }));
    source = url ? { name: id, format: answer.format, raw: answer.raw, article_only: answer.format === "html" } : wanted;
    if (url) safe = source.raw;
    report = answer.report;
    render(answer.html, at);
    store();
  } finally {
    clearTimeout(slow);
    clearTimeout(slower);
    $("progress").hidden = true;
    document.body.classList.remove("busy");
    document.body.ariaBusy = null;
  }
}

/** Start with another article. */
function begin(wanted) {
  running?.abort();
  enqueue(async () => {
    [dismissed, past, hiddenSeverities] = [[], [], new Set()];
    const before = source;
    source = null;
    try {
      await check(wanted, { remembered: false });
      safe = source.raw;
      scrollTo(0, 0);
    } catch (error) {
      source = before;
      throw error;
    }
  });
}

/** Make edits, and go on to the finding after them. */
function mend(edits) {
  const at = moved(Math.max(...edits.map((edit) => edit.end)), edits);
  return check({ ...source, raw: mended(source.raw, edits) }, { edits, at });
}

// ------------------------------------------------------------------- showing

function render(html, at) {
  const page = document.createElement("template");
  page.innerHTML = html;
  const height = $("reading").offsetHeight;
  const open = document.querySelector(".notes.open") !== null;
  const scrolled = document.querySelector(".notes")?.scrollTop ?? 0;
  const [x, y] = [scrollX, scrollY];
  $("reading").style.minHeight = `${height}px`;
  $("reading").replaceChildren(page.content);
  equip(article());
  for (const item of article().querySelectorAll(".finding")) offer(item, of(item));
  article().querySelector("header").append(choice);
  document.body.dataset.state = "review";
  refresh();
  scrollTo(x, y);
  $("reading").style.minHeight = "";
  const notes = article().querySelector(".notes");
  notes.scrollTop = scrolled;
  notes.classList.toggle("open", open);
  if (at !== null) goTo(at);
}

/** Make the first finding from a place on the current one; where there is none, the last. */
function goTo(at) {
  const shown = findings(article());
  const next = shown.find((item) => of(item).start >= at) ?? shown.at(-1);
  if (next) select(next);
  else $("copy").focus({ preventScroll: true });
}

/** Give a finding its buttons: one for each suggestion, and what else can be done about it. */
function offer(item, finding) {
  for (const [place, shown] of [...item.querySelectorAll(".fix > :is(ins, .delete)")].entries()) {
    if (!finding.suggestions[place].edits.length) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "accept";
    button.title = place ? `Accept  ${place + 1}` : "Accept  a";
    shown.replaceWith(button);
    button.append(shown);
    button.ariaLabel = `Accept: ${finding.suggestions[place].text || "delete it"}`;
    button.addEventListener("click", () => accept(finding, place));
  }
  const row = document.createElement("div");
  row.className = "actions";
  row.append(item.querySelector(".where"));
  const name = nameIn(finding);
  if (name) row.append(action(`Add name`, `Adds “${name}” to names in ${service.names_file}  n`, () => addName(finding), `Add the name ${name}`));
  row.append(action("Dismiss", "Dismiss  d", () => dismiss(finding)));
  item.append(row);
}

function action(text, title, act, label = "") {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", textContent: text, title });
  if (label) button.ariaLabel = label;
  button.addEventListener("click", act);
  return button;
}

/** Show what is neither dismissed nor of a severity that is left out, and the counts. */
function refresh() {
  show(article(), (item) => !isDismissed(of(item)) && !hiddenSeverities.has(of(item).severity));
  const rest = left();
  $("chips").replaceChildren(...SEVERITIES.filter((one) => rest.some(({ severity }) => severity === one)).map((one) => chip(one, rest)));
  article().querySelector(".count").textContent = rest.length;
  const fixes = safeEdits(rest);
  $("safe").hidden = !fixes.length;
  $("safe").textContent = fixes.length === 1 ? "Apply 1 safe fix" : `Apply ${fixes.length} safe fixes`;
  $("safe").title = "Applies those suggestions that may be applied unseen";
  $("undo").disabled = !past.length;
  const shown = findings(article()).length;
  say(shown === rest.length ? plural(shown, "finding") : `${shown} of ${plural(rest.length, "finding")}`, { plain: shown === rest.length });
  end(rest.length);
}

function chip(severity, rest) {
  const count = rest.filter((one) => one.severity === severity).length;
  const button = action("", "", () => {
    if (!hiddenSeverities.delete(severity)) hiddenSeverities.add(severity);
    refresh();
    document.querySelector(`.chip.${severity}`)?.focus();
  });
  button.className = `chip ${severity}`;
  button.ariaPressed = String(!hiddenSeverities.has(severity));
  const sign = Object.assign(document.createElement("span"), { className: "sign", textContent: SIGNS[severity], ariaHidden: "true" });
  button.append(sign, plural(count, NOUNS[severity]));
  return button;
}

/** What stands below the findings: that none are left, and how many were dismissed. */
function end(count) {
  const notes = article().querySelector(".notes");
  for (const old of notes.querySelectorAll(".done, .dismissed, .empty")) old.remove();
  const whole = report.articles[0].verdict !== "error";
  if (!count) {
    const done = document.createElement("div");
    done.className = "done";
    const lead = document.createElement("b");
    const settled = past.length > 0 || all().length > 0;
    lead.textContent = settled ? "Nothing left to settle" : "Nothing found";
    done.append(lead);
    if (!whole) done.append("But not all of it could be checked: see above.");
    else if (settled) done.append("The text can be copied or downloaded above.");
    if (!whole) lead.className = "error";
    notes.append(done);
  }
  const hidden = all().length - count;
  if (hidden) {
    const line = document.createElement("p");
    line.className = "dismissed";
    line.append(`${hidden} dismissed. `, action("Show again", "", () => {
      past.push({ raw: source.raw, dismissed });
      dismissed = [];
      settled();
    }));
    notes.append(line);
  }
}

/** Tell the state of things; what is `plain` to see is told to screen readers alone. */
function say(text, { plain = false } = {}) {
  $("status").classList.toggle("hidden", plain);
  if ($("status").textContent !== text) $("status").textContent = text;
}

let fading;
function toast(text) {
  clearTimeout(fading);
  $("toast").textContent = text;
  fading = setTimeout(() => ($("toast").textContent = ""), Math.max(3500, text.length * 90));
}

/** Say why something did not work, and offer to do it again. */
function complain(error, again) {
  if (error.constructor !== Error && !(error instanceof Refused)) console.error(error); // a fault of this page
  $("reason").textContent = error.message || String(error);
  $("again").hidden = !again;
  $("again").onclick = () => {
    $("problem").hidden = true;
    enqueue(again);
  };
  $("problem").hidden = false;
}

// ------------------------------------------------------------------- settling

function accept(finding, place = 0) {
  const { fingerprint } = finding;
  enqueue(async () => {
    const now = left().find((one) => one.fingerprint === fingerprint);
    const edits = now?.suggestions[place]?.edits;
    if (edits?.length) await mend(edits);
  });
}

function acceptCurrent(place) {
  enqueue(async () => {
    const item = current(article());
    const edits = item && of(item).suggestions[place]?.edits;
    if (edits?.length) await mend(edits);
    else if (item) toast("There is no such suggestion here.");
  });
}

function acceptSafe() {
  enqueue(async () => {
    const chosen = safeEdits(left());
    if (!chosen.length) return;
    const edits = chosen.flatMap((one) => one.edits);
    await check({ ...source, raw: mended(source.raw, edits) }, { edits, at: 0 });
    toast(`${plural(chosen.length, "fix").replace("fixs", "fixes")} applied; Undo takes them back.`);
  });
}

function dismiss(finding) {
  enqueue(() => {
    const { fingerprint, rule, text, start } = finding;
    past.push({ raw: source.raw, dismissed });
    dismissed = [...dismissed, { fingerprint, rule, text, start }];
    settled(start);
  });
}

/** After a change that leaves the text alone. */
function settled(at = null) {
  refresh();
  store();
  if (at !== null) goTo(at);
}

/** The name that a finding is about, "" where its text can be none. */
function nameIn({ text }) {
  return NAME.test(text) && text === text.trim() && !text.endsWith(".") && text.length <= 60 && text.split(" ").length <= 4 ? text : "";
}

function addName(finding) {
  enqueue(async () => {
    const name = nameIn(finding);
    if (!name) return toast("This is no name.");
    const answer = await ask("v1/names", { name });
    toast(`“${name}” ${answer.added ? "is now" : "was already"} among the names in ${answer.file}`);
    await check({ ...source }, { remembered: false, at: finding.start });
  });
}

function undo() {
  enqueue(async () => {
    const before = past.pop();
    if (!before) return;
    const later = dismissed;
    try {
      dismissed = before.dismissed;
      if (before.raw === source.raw) settled();
      else await check({ ...source, raw: before.raw }, { remembered: false });
    } catch (error) {
      dismissed = later;
      past.push(before);
      throw error;
    }
  });
}

// ----------------------------------------------------------------- coming in

function submit() {
  const text = $("text").value;
  if (document.body.dataset.state === "edit") {
    const raw = unfielded(text, source.raw);
    document.body.dataset.state = "review";
    if (raw !== source.raw) {
      enqueue(async () => {
        try {
          await check({ ...source, raw });
        } catch (error) {
          document.body.dataset.state = "edit";
          throw error;
        }
      });
    } else leaveEditing();
    return;
  }
  if (/^\s*https?:\/\/\S+\s*$/.test(text)) fetchPage(text.trim());
  else if (text.trim()) begin({ name: PASTED, format: "text", raw: text });
  else $("text").focus();
}

function fetchPage(url) {
  if (!service.fetches) complain(new Error("This service fetches no pages; whoever starts it with --allow-fetch lets it."));
  else if (!/^https?:\/\/\S+$/.test(url)) complain(new Error("An address starts with http:// or https://."));
  else begin({ name: url, url });
}

async function openFile(file) {
  try {
    begin(await read(file));
  } catch (error) {
    complain(error);
  }
}

function edit() {
  if (!source || document.body.dataset.state !== "review") return;
  running?.abort();
  const item = current(article());
  document.body.dataset.state = "edit";
  $("start-title").textContent = "Edit the text";
  $("cancel-edit").hidden = false;
  document.querySelector(".choices").append(choice);
  $("text").lang = report.articles[0].language;
  say("");
  const text = fielded(source.raw);
  const [from, to] = item ? [of(item).start, of(item).end].map((place) => fielded(source.raw.slice(0, unit(source.raw, place))).length) : [0, 0];
  $("text").value = text.slice(0, to); // what is to be seen is then at the end
  $("text").scrollTop = $("text").scrollHeight;
  const scrolled = $("text").scrollTop;
  $("text").value = text;
  $("text").setSelectionRange(from, to);
  $("text").focus({ preventScroll: true });
  $("text").scrollTop = scrolled && scrolled + $("text").clientHeight / 2;
}

function leaveEditing() {
  document.body.dataset.state = "review";
  article().querySelector("header").append(choice);
  refresh();
}

function restart() {
  if (isUnsaved() && !confirm("The mended text was neither copied nor downloaded. Leave it?")) return;
  running?.abort();
  [source, report, past, dismissed, safe] = [null, null, [], [], ""];
  document.querySelector(".choices").append(choice);
  $("reading").replaceChildren();
  document.body.dataset.state = "start";
  $("start-title").textContent = "Check an article";
  $("cancel-edit").hidden = true;
  $("problem").hidden = true;
  $("text").lang = "";
  $("text").value = $("url").value = $("file").value = "";
  say("");
  store();
  $("text").focus();
}

// ----------------------------------------------------------------- going out

/** The text as a reader sees it: as it stands, of HTML what the page shows. */
function reading() {
  if (source.format !== "html") return source.raw.replace(/^\ufeff/, "");
  const blocks = article().querySelectorAll(".text :is(p, h3, li, blockquote, pre)");
  const text = (block) => {
    const copy = block.cloneNode(true);
    for (const number of copy.querySelectorAll("sup")) number.remove();
    return copy.textContent;
  };
  return [...blocks].map(text).join("\n\n");
}

async function copy() {
  const text = reading();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // without https only this machine's own pages have a clipboard
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  safe = source.raw;
  toast("Copied.");
}

function fileName(ending) {
  const base = source.name === PASTED ? "article" : (source.name.replace(/[?#].*$/, "").replace(/\/+$/, "").split("/").at(-1) || "page");
  const stem = base.replace(/\.(txt|text|md|markdown|x?html?)$/i, "");
  const own = base === stem ? ENDINGS[source.format] : base.slice(stem.length + 1);
  return `${stem}.${ending ?? own}`;
}

function saveText() {
  download(fileName(), source.raw, `text/${source.format === "html" ? "html" : "plain"};charset=utf-8`);
  safe = source.raw;
  $("downloads").open = false;
}

function saveJson() {
  download(fileName("mtlint.json"), JSON.stringify(report, null, 1) + "\n", "application/json");
  $("downloads").open = false;
}

// ------------------------------------------------------------- staying at hand

const isUnsaved = () => source !== null && source.raw !== safe;

/** Keep what is at work where a reload of the page finds it. */
function store() {
  keep("work", source ? JSON.stringify({ source, dismissed, safe, language: language.value }) : "", "sessionStorage");
}

function restore() {
  const work = kept("work", "sessionStorage");
  if (!work) return;
  const { source: found, dismissed: old, safe: was, language: chosen } = JSON.parse(work);
  language.value = chosen;
  enqueue(async () => {
    dismissed = old;
    await check(found, { remembered: false });
    safe = was;
  });
}

addEventListener("beforeunload", (event) => {
  if (isUnsaved()) event.preventDefault();
});

// ------------------------------------------------------------ keys and buttons

const keys = {
  j: () => step(article(), 1),
  k: () => step(article(), -1),
  a: () => acceptCurrent(0),
  1: () => acceptCurrent(0),
  2: () => acceptCurrent(1),
  3: () => acceptCurrent(2),
  d: () => withCurrent(dismiss),
  n: () => withCurrent(addName),
  u: undo,
  e: edit,
  c: copy,
};
const always = { t: () => $("theme").click(), "?": () => $("keys").showModal() };

function withCurrent(act) {
  enqueue(() => {
    const item = current(article());
    if (item) act(of(item));
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && document.body.dataset.state !== "review") {
    event.preventDefault();
    submit();
    return;
  }
  if (event.key === "Escape") {
    if ($("downloads").open) $("downloads").open = false;
    else if (document.body.dataset.state === "edit") leaveEditing();
    else if (!typing(event)) running?.abort();
    return;
  }
  if (typing(event) || event.altKey) return;
  const reviewing = document.body.dataset.state === "review";
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() === "z" && reviewing && !event.shiftKey) {
      event.preventDefault();
      undo();
    }
    return;
  }
  let act = always[event.key] ?? (reviewing ? keys[event.key] : undefined);
  if (reviewing && event.target.closest?.(".notes")) {
    if (event.key === "ArrowDown") act = keys.j;
    if (event.key === "ArrowUp") act = keys.k;
  }
  if (reviewing && event.key === "Enter" && (event.target.matches(".finding") || (event.target.closest("mark") && current(article())))) {
    act = () => jump(article());
  }
  if (!act) return;
  event.preventDefault();
  if (!event.repeat || act === keys.j || act === keys.k) act();
});

$("start").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
$("text").addEventListener("paste", () => {
  if (document.body.dataset.state === "start" && !$("text").value) setTimeout(submit);
});
$("text").addEventListener("drop", (event) => event.dataTransfer.files.length && event.preventDefault());
$("file").addEventListener("change", () => $("file").files[0] && openFile($("file").files[0]));
$("fetch").addEventListener("click", () => fetchPage($("url").value.trim()));
$("url").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  fetchPage($("url").value.trim());
});
language.addEventListener("change", () => {
  if (document.body.dataset.state === "review") enqueue(() => check({ ...source }, { remembered: false }));
});
$("cancel-edit").addEventListener("click", leaveEditing);
$("safe").addEventListener("click", acceptSafe);
$("undo").addEventListener("click", undo);
$("edit").addEventListener("click", edit);
$("copy").addEventListener("click", copy);
$("save-text").addEventListener("click", saveText);
$("save-json").addEventListener("click", saveJson);
$("new").addEventListener("click", restart);
$("help").addEventListener("click", always["?"]);
$("close-problem").addEventListener("click", () => ($("problem").hidden = true));
document.addEventListener("click", (event) => {
  if (!event.target.closest("#downloads")) $("downloads").open = false;
});

addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("dragging");
});
addEventListener("dragleave", (event) => event.relatedTarget ?? document.body.classList.remove("dragging"));
addEventListener("drop", (event) => {
  document.body.classList.remove("dragging");
  const [file] = event.dataTransfer.files;
  if (!file) return;
  event.preventDefault();
  if (!isUnsaved() || confirm("The mended text was neither copied nor downloaded. Leave it?")) openFile(file);
});

// --------------------------------------------------------------------- start

let asking = null;
entry.ask = (again) => {
  asking ??= new Promise((resolve) => {
    $("entry-title").textContent = again ? "That is not the token" : "This service asks for a token";
    $("entry").showModal();
    $("entry-form").addEventListener("submit", () => {
      remember($("token").value);
      $("token").value = "";
      asking = null;
      resolve();
    }, { once: true });
  });
  return asking;
};
// without a token there is nothing to do here
$("entry").addEventListener("cancel", (event) => event.preventDefault());

theme($("theme"));
listen($("reading"));
new ResizeObserver(([{ target }]) => {
  const sticks = getComputedStyle(target).position === "sticky";
  document.body.style.setProperty("--top-height", sticks ? `${target.offsetHeight}px` : "0px");
}).observe(document.querySelector(".bar"));

async function start() {
  const [about, languages] = await Promise.all([ask("v1/service"), ask("v1/languages")]).catch((error) => {
    complain(error, start);
    return [service, []];
  });
  service = about;
  document.body.classList.toggle("fetches", service.fetches);
  if (language.options.length === 1) {
    for (const { code, name } of languages.sort((a, b) => a.name.localeCompare(b.name))) language.append(new Option(name, code));
  }
  restore();
}

start();
