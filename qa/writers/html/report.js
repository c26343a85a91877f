import { current, download, equip, findings, jump, listen, select, show, step, theme, typing } from "./reading.js";

const $ = (id) => document.getElementById(id);
const articles = [...document.querySelectorAll(".article")];
const rows = new Map([...document.querySelectorAll("#index tbody tr")].map((row) => [`a${row.dataset.article}`, row]));
const chips = [...document.querySelectorAll(".chip")];
const total = document.querySelectorAll(".finding").length;

for (const element of document.querySelectorAll(".tools, .filters")) element.hidden = element.matches(".filters") && !total;
document.body.classList.add("sheet");
theme($("theme"));
articles.forEach(equip);
listen($("articles"));

// ------------------------------------------------------- one article at a time

let open = null;

/** Show what the address names: an article, a finding or a mark in one, or the index. */
function route() {
  const named = document.getElementById(location.hash.slice(1));
  const article = named?.closest(".article") ?? (rows.size ? null : articles[0]);
  if (article !== open) {
    open?.classList.remove("open");
    article?.classList.add("open");
    open = article ?? null;
    scrollTo(0, 0);
  }
  document.body.dataset.view = open ? "article" : "index";
  $("to-index").hidden = !rows.size || !open;
  $("next").hidden = $("previous").hidden = !rows.size || !open;
  $("next").disabled = !neighbour(1);
  $("previous").disabled = !neighbour(-1);
  count();
  if (open && named?.matches(".finding") && !named.hidden) select(named);
  tell();
}

/** The article `by` further on among those with findings shown. */
function neighbour(by) {
  const among = articles.filter((one) => one === open || !isEmpty(one));
  return open && among[among.indexOf(open) + by];
}

function go(article) {
  if (article) location.hash = article.id;
}

// --------------------------------------------------------------------- filters

const isFiltered = () => $("words").value.trim() || $("rule").value || chips.some((chip) => chip.ariaPressed === "false");
const shownIn = new Map(articles.map((one) => [one, findings(one).length]));
const isEmpty = (article) => isFiltered() && !shownIn.get(article);

function filter() {
  const words = $("words").value.trim().toLowerCase();
  const severities = new Set(chips.filter((chip) => chip.ariaPressed === "true").map((chip) => chip.dataset.severity));
  const wanted = ({ dataset, textContent }) =>
    severities.has(dataset.severity) &&
    (!$("rule").value || dataset.rule === $("rule").value) &&
    (!words || textContent.toLowerCase().includes(words));
  for (const article of articles) {
    shownIn.set(article, show(article, wanted));
    const row = rows.get(article.id);
    if (row) row.hidden = isEmpty(article);
  }
  for (const button of [$("next"), $("previous")]) button.disabled = !neighbour(button.id === "next" ? 1 : -1);
  tell();
}

/** Write on chips and rules how many findings there are of each: in the open article, or in all. */
function count() {
  const all = [...(open ?? document).querySelectorAll(".finding")];
  for (const chip of chips) {
    const number = all.filter((one) => one.dataset.severity === chip.dataset.severity).length;
    chip.hidden = !number && chip.ariaPressed === "true";
    chip.lastChild.data = `${number} ${chip.dataset.noun}${number === 1 ? "" : "s"}`;
  }
  for (const option of [...$("rule").options].slice(1)) {
    const number = all.filter((one) => one.dataset.rule === option.value).length;
    option.hidden = !number && !option.selected;
    option.textContent = `${option.value} (${number})`;
  }
}

/** How many findings are shown, for eyes and screen readers. */
function tell(more = "") {
  const among = open ? [open] : articles;
  const shown = among.reduce((sum, one) => sum + shownIn.get(one), 0);
  const all = open ? open.querySelectorAll(".finding").length : total;
  const where = open || rows.size < 2 ? "" : ` in ${among.filter((one) => shownIn.get(one)).length} articles`;
  const text = `${shown === all ? shown : `${shown} of ${all}`} ${all === 1 ? "finding" : "findings"}${where}${more}`;
  if ($("shown").textContent !== text) $("shown").textContent = text;
}

for (const chip of chips) {
  chip.addEventListener("click", () => {
    chip.ariaPressed = String(chip.ariaPressed !== "true");
    filter();
  });
}
$("rule").addEventListener("change", filter);
$("words").addEventListener("input", filter);
$("words").addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    clear();
    $("words").blur();
  } else if (event.key === "Enter" && open) step(open, 1);
});

function clear() {
  $("words").value = $("rule").value = "";
  for (const chip of chips) chip.ariaPressed = "true";
  filter();
}

// ------------------------------------------------------------------- the index

const body = document.querySelector("#index tbody");
for (const [place, head] of [...document.querySelectorAll("#index thead th")].entries()) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const figures = head.matches(".figure");
    const up = head.ariaSort ? head.ariaSort !== "ascending" : !figures;
    for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
    head.ariaSort = up ? "ascending" : "descending";
    const value = (row) => row.children[place].textContent;
    const figure = (row) => Number.parseFloat(value(row).replaceAll(",", "")) || 0;
    const order = figures ? (a, b) => figure(a) - figure(b) : (a, b) => value(a).localeCompare(value(b));
    body.append(...[...body.rows].sort((a, b) => (up ? order(a, b) : order(b, a))));
    articles.sort((a, b) => rows.get(a.id).rowIndex - rows.get(b.id).rowIndex);
  });
}

// ------------------------------------------------------------------------ keys

const keys = {
  j: () => move(1),
  k: () => move(-1),
  "]": () => go(neighbour(1)),
  "[": () => go(neighbour(-1)),
  i: () => rows.size && open && (location.hash = "index"),
  "/": () => $("words").focus(),
  f: () => $("words").focus(),
  t: () => $("theme").click(),
  "?": () => $("keys").showModal(),
  Escape: clear,
};

function move(by) {
  if (open) {
    if (!step(open, by)) tell(by > 0 ? `, this is the last${neighbour(1) ? "; ] leads to the next article" : ""}` : ", this is the first");
    return;
  }
  const links = [...rows.values()].filter((row) => !row.hidden).map((row) => row.querySelector("a"));
  const at = links.indexOf(document.activeElement);
  links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
  const among = event.target.closest?.(".notes, #index tbody");
  let act = keys[event.key];
  if (event.key === "ArrowDown" && among) act = keys.j;
  if (event.key === "ArrowUp" && among) act = keys.k;
  if (event.key === "Enter" && open && (event.target.matches(".finding") || (event.target.closest("mark") && current(open)))) act = () => jump(open);
  if (!act) return;
  event.preventDefault();
  act();
});

// ---------------------------------------------------------------------- buttons

$("next").addEventListener("click", keys["]"]);
$("previous").addEventListener("click", keys["["]);
$("help").addEventListener("click", keys["?"]);
$("print").addEventListener("click", () => print());
$("save").addEventListener("click", () => {
  const report = JSON.parse($("report").textContent);
  download("mtlint-report.json", JSON.stringify(report, null, 1) + "\n", "application/json");
});
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
addEventListener("hashchange", route);
route();
