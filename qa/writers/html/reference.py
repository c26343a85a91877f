"""The article beside its reference: the words that differ."""

import re
from difflib import SequenceMatcher

from qa.check import Checked
from qa.references import segments
from qa.writers.html.markup import attributes, visible

_WORD = re.compile(r"\w+|[^\w\s]|\s+")
_WORDS = 4_000
"""Words of a segment that are compared closely: the cost grows with the product of both lengths."""


def reference(checked: Checked) -> str:
    """Every segment in which the two differ, what only the reference has as deleted, what only the article has as inserted."""
    document = checked.document
    if document.reference is None:
        return ""
    own = attributes(checked.report.language, document.text)
    pairs = zip(*segments(document), strict=True)
    lines = [f"<p{own}>{_difference(theirs, ours)}</p>" for ours, theirs in pairs if ours != theirs]
    if not lines:
        return '<p class="reference">The article is the same as its reference.</p>\n'
    body = "\n".join(lines)
    return (
        '<details class="reference"><summary>Words that differ from the reference</summary>\n'
        '<p class="key"><del>only the reference has them</del> · <ins>only the article has them</ins></p>\n'
        f"{body}\n</details>\n"
    )


def _difference(before: str, after: str) -> str:
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > _WORDS)
    parts: list[str] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            parts.append(visible("".join(old[a:b])))
            continue
        if a < b:
            parts.append(f"<del>{visible(''.join(old[a:b]))}</del>")
        if c < d:
            parts.append(f"<ins>{visible(''.join(new[c:d]))}</ins>")
    return "".join(parts)
