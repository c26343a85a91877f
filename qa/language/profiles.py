"""Compiles the words that tell languages apart, for `qa.language.identify`."""

import math
import os
from collections import Counter, defaultdict
from collections.abc import Iterator

from qa.language.identify import STEP, tokens
from qa.language.scripts import LANGUAGE_OF, script_of
from qa.lexicon import sources, store

MOST_FREQUENT = 12_000
"""How many words of a language are held."""

FLOOR, RARE_FLOOR = 2.0, 3.0
"""The Zipf values that a word unknown to a list, and to the words of one short text, counts as. Tuned on news of 70 languages."""

TRIPLE_FLOOR, TRIPLE_WEIGHT = -4.5, 0.3
"""log10 of the probability of a triple of letters that a language does not have, and what a triple counts against a word."""

RELATIVES = {"gl": ("es", "pt"), "nn": ("nb",)}
"""Languages with a dictionary but no list that share most words with listed ones."""

_SERBIAN = (
    ("lj", "љ"),
    ("nj", "њ"),
    ("dž", "џ"),
    *zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True),
)


def compile_profiles(version: str) -> bytes:
    """The file of all languages."""
    languages = dict(_languages())
    codes = sorted(languages)
    words: dict[str, list[int]] = defaultdict(list)
    triples: dict[str, list[int]] = defaultdict(list)
    scripts: dict[str, list[str]] = defaultdict(list)
    rare, floors = [], []
    for index, code in enumerate(codes):
        zipfs, short = languages[code]
        floor = RARE_FLOOR if short else FLOOR
        floors.append(round(floor * STEP))
        if short:
            rare.append(code)
        scripts[Counter(script_of(word[0]) for word in zipfs).most_common(1)[0][0]].append(code)
        for word, zipf in zipfs.items():
            words[word].append(index << 8 | max(1, round((zipf - floor) * STEP)))
        for triple, gain in _triples(zipfs, 1 if short else 3).items():
            triples[triple].append(index << 8 | gain)
    for gains in words.values():
        gains.sort(key=lambda packed: packed & 0xFF, reverse=True)
    traditional, simplified = _chinese_letters()
    return store.pack(
        {**store.lists("words", words), **store.lists("triples", triples)},
        {
            "version": version,
            "codes": codes,
            "scripts": scripts,
            "rare": rare,
            "floors": floors,
            "traditional": traditional,
            "simplified": simplified,
        },
    )


def _languages() -> Iterator[tuple[str, tuple[dict[str, float], bool]]]:
    """Each language that shares its script: its words with their Zipf values, and whether they come from one short text."""
    for code in sources.frequency_lists():
        if code not in LANGUAGE_OF.values() and code != "zh":
            yield code, (_frequent(code), False)
    yield "sr", ({_in_cyrillic(word): zipf for word, zipf in _frequent("sh").items()}, False)
    with open(os.path.join(os.path.dirname(__file__), "profiles.tsv"), encoding="utf-8") as file:
        for line in file:
            code, _, entries = line.rstrip("\n").partition("\t")
            counts = {word: int(count) for word, count in (entry.split(":") for entry in entries.split(" "))}
            total = sum(counts.values())
            zipfs = {word: math.log10(count / total * 1e9) for word, count in counts.items()}
            if code in RELATIVES:
                zipfs = _shared_with_relatives(code) | zipfs
            yield code, (zipfs, code not in RELATIVES)


def _shared_with_relatives(code: str) -> dict[str, float]:
    """The frequent words of its relatives that its own dictionary accepts."""
    accepted = {form.casefold() for form, _ in sources.dictionary_forms(code)}
    shared: dict[str, float] = {}
    for relative in RELATIVES[code]:
        for word, zipf in _frequent(relative).items():
            if word in accepted:
                shared[word] = max(zipf, shared.get(word, 0.0))
    return shared


def _frequent(code: str) -> dict[str, float]:
    """The most frequent words of a list; the parts of a word with an apostrophe count as words."""
    script: Counter[str] = Counter()
    found: dict[str, float] = {}
    for form, zipf in sources.frequencies(code, small=True):
        for word in tokens(form) if not any(letter.isdigit() for letter in form) else ():
            if word not in found:
                found[word] = zipf / 100
                script[script_of(word[0])] += 1
        if len(found) >= MOST_FREQUENT:
            break
    own = script.most_common(1)[0][0]
    return {word: zipf for word, zipf in found.items() if script_of(word[0]) == own}


def _triples(words: dict[str, float], least: int) -> dict[str, int]:
    """What each triple of letters, spaces at a word's edges included, counts; those in fewer than `least` words are left out."""
    counts: Counter[str] = Counter()
    for word in words:
        bounded = f" {word} "
        counts.update(bounded[place : place + 3] for place in range(len(word)))
    total = sum(counts.values())
    gains = {
        triple: round((math.log10(count / total) - TRIPLE_FLOOR) * TRIPLE_WEIGHT * STEP)
        for triple, count in counts.items()
        if count >= least
    }
    return {triple: gain for triple, gain in gains.items() if gain > 0}


def _in_cyrillic(word: str) -> str:
    for latin, cyrillic in _SERBIAN:
        word = word.replace(latin, cyrillic)
    return word


def _chinese_letters() -> tuple[str, str]:
    """The letters that only traditional and only simplified Chinese has."""
    pairs = sources.simplified_letters()
    return "".join(sorted(pairs.keys() - set(pairs.values()))), "".join(sorted(set(pairs.values()) - pairs.keys()))
