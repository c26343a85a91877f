// Texts as the service counts them, in code points; edits made to them; files read as they stand.

const HIGH = /[\ud800-\udfff]/;

/** The text with edits made; none of them overlaps another. */
export function mended(raw, edits) {
  const points = HIGH.test(raw) ? Array.from(raw) : null;
  const slice = (start, end) => (points ? points.slice(start, end).join("") : raw.slice(start, end));
  const parts = [];
  let at = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(slice(at, start), text);
    at = end;
  }
  parts.push(slice(at));
  return parts.join("");
}

/** Where a place in the text is after edits. */
export function moved(place, edits) {
  let by = 0;
  for (const { start, end, text } of edits) {
    if (end <= place) by += Array.from(text).length - (end - start);
  }
  return place + by;
}

/** The first suggestions that may be applied unseen, of those findings that stand in nobody's way. */
export function safeEdits(findings) {
  const chosen = [];
  let at = -1;
  for (const { start, end, suggestions } of findings) {
    if (start <= at || !suggestions[0]?.safe || !suggestions[0].edits.length) continue;
    chosen.push(suggestions[0]);
    at = Math.max(end, ...suggestions[0].edits.map((edit) => edit.end));
  }
  return chosen;
}

/** A place counted in code points, as strings here count it. */
export function unit(raw, place) {
  return HIGH.test(raw) ? Array.from(raw).slice(0, place).join("").length : place;
}

const FORMATS = { txt: "text", text: "text", md: "markdown", markdown: "markdown", html: "html", htm: "html", xhtml: "html" };
const BY_COMMAND = /\.(jsonl|ndjson|xlf|xliff|po|tmx|csv|tsv|docx|pdf|zip)$/i;

/** A file as `{ name, format, raw }`. Throws an Error that says in a sentence why it cannot be read. */
export async function read(file) {
  if (BY_COMMAND.test(file.name)) {
    throw new Error(`${file.name} is no single article: “mtlint check ${file.name}” reads what it can of such files.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    const raw = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (raw.includes("\0")) throw new TypeError();
    return { name: file.name, format: FORMATS[file.name.split(".").at(-1).toLowerCase()] ?? "text", raw };
  } catch {
    throw new Error(`${file.name} is not UTF-8 text. Save it as UTF-8, or let “mtlint check” read it.`);
  }
}

/** A text as a field holds it, where all line ends are one. */
export function fielded(raw) {
  return raw.replace(/\r\n?/g, "\n");
}

/** What a user made of a text in a field, with the line ends that it had. */
export function unfielded(text, before) {
  if (text === fielded(before)) return before;
  const bom = before.startsWith("\ufeff") && !text.startsWith("\ufeff") ? "\ufeff" : "";
  const windows = before.includes("\r\n") && !/(^|[^\r])\n/.test(before);
  return bom + (windows ? text.replaceAll("\n", "\r\n") : text);
}
