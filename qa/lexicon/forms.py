"""Compiles the word forms of a language."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import partial
from itertools import islice, repeat

from qa.lexicon import sources, store
from qa.lexicon.folding import fold_of
from qa.lexicon.lexicon import CAPITAL, LOWER, Size

_AFFIX_LENGTHS = range(2, 17)
_AFFIX_MINIMUM = 3
"""Lengths of the beginnings and ends that are counted, and how many forms must share one."""

_SAMPLE = 300_000
"""How many forms of a dictionary without frequencies are counted; some have millions."""

_COUNTED_ZIPF = 200
"""A form of a large list without a dictionary's word for it is counted from one in ten million on: below that, merges abound."""

_NO_WORD = re.compile(r"[\d_\s!-&(-,./:-@[-`{-~…·«»“”‘„]")
"""What no word of a text holds: digits, white space, marks other than hyphens and apostrophes."""


def compile_forms(code: str, version: str) -> bytes:
    """The file of a language."""
    size = sources.size_of(code)
    listed, dictionary = frequencies(code), dictionary_forms(code)
    forms = store.mapping(
        "forms", "entries", "H", listed.items, *(partial(zip, part, repeat(flag)) for flag, part in dictionary.items())
    )
    counted = _counted(size, listed, dictionary)
    sections = {
        **forms,
        **store.mapping("starts", "starts.counts", "H", _affix_counts(counted).items),
        **store.mapping("ends", "ends.counts", "H", _affix_counts(form[::-1] for form in counted).items),
    }
    meta = {
        "code": code,
        "version": version,
        "sources": sources.sources_of(code),
        "size": size,
        "coverage": _coverage(listed, dictionary),
    }
    return store.pack(sections, meta)


def frequencies(code: str) -> dict[str, int]:
    """The forms of the frequency list, with their Zipf values as an entry holds them. Those with an apostrophe give their parts too."""
    if code not in sources.frequency_lists():
        return {}
    entries: dict[str, int] = {}
    parts: dict[str, int] = {}
    for form, zipf in sources.frequencies(code):
        if not _NO_WORD.search(form):
            entries[form] = zipf << 4
            if "'" in form:
                for part in filter(None, form.split("'")):
                    parts.setdefault(part, zipf << 4)
    for part, entry in parts.items():
        entries[part] = max(entries.get(part, 0), entry)
    return entries


def dictionary_forms(code: str) -> dict[int, list[str]]:
    """The folded forms of the dictionary by flag."""
    forms: dict[int, list[str]] = {LOWER: [], CAPITAL: []}
    if code in sources.dictionaries():
        fold = fold_of(code)
        for form, flag in sources.dictionary_forms(code):
            if not _NO_WORD.search(form):
                forms[flag].append(fold(form))
    return forms


def _coverage(listed: dict[str, int], dictionary: dict[int, list[str]]) -> float:
    """The share of the most frequent forms of the list that the dictionary has."""
    frequent = set(islice((form for form in listed if form.isalpha() and len(form) > 1), 3000))
    known = {form for part in dictionary.values() for form in part if form in frequent}
    return round(len(known) / len(frequent), 3) if frequent else 1.0


def _counted(size: Size, listed: dict[str, int], dictionary: dict[int, list[str]]) -> list[str]:
    """The forms that say how the language builds words: those of some frequency, or a sample of the dictionary where no list exists."""
    if size == "forms":
        forms = [form for part in dictionary.values() for form in part]
        return forms[:: len(forms) // _SAMPLE + 1]
    least = _COUNTED_ZIPF if size == "large" else 0
    known = {form for part in dictionary.values() for form in part if 0 < listed.get(form, 0) >> 4 < least}
    return [form for form, entry in listed.items() if entry >> 4 >= least or form in known]


def _affix_counts(forms: Iterable[str]) -> dict[str, int]:
    """How many forms begin with each beginning of theirs and go on for three letters or more."""
    forms = list(forms)
    counts: dict[str, int] = {}
    for length in _AFFIX_LENGTHS:
        forms = [form for form in forms if len(form) >= length + 3]
        heads = Counter(form[:length] for form in forms)
        counts.update((head, min(count, 0xFFFF)) for head, count in heads.items() if count >= _AFFIX_MINIMUM)
    return counts
