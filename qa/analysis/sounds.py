"""How words sound, roughly and in any script: what stays of a name when it is transliterated.

`Kennedy`, `Кеннеди`, `Κένεντι`, `كينيدي` and `肯尼迪` all have the skeleton `253`: their consonants by classes, as in Soundex
(Russell 1918), with r and l in one, for many a script has but one sign for both. `skeleton` is quick to look up; `distance` tells
closer how far a word is from saying a name. Transliteration is AnyAscii's.
"""

from functools import lru_cache

from qa.patterns import late

_CLASSES = {
    letter: digit
    for letters, digit in (("bfpv", "1"), ("cgjkqsxz", "2"), ("dt", "3"), ("lr", "4"), ("mn", "5"))
    for letter in letters
}
"""Vowels, h, w and y are left out: what some languages write for them others leave away."""

_GREEK = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "g"), ("τζ", "j"), ("χ", "h"))
"""Greek letters that together, or otherwise than letter by letter, stand for sounds of other languages."""

_GREEK_W = late(r"^γου(?=[αάεέηήιίοόωώ])")
"""What Greek writes for the w that a name begins with: Γουελινγκτον, Wellington."""


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The classes of a word's consonants in order, one for a run of the same class; "" where it has none."""
    found = ""
    for letter in spoken(word):
        digit = _CLASSES.get(letter, "")
        if digit and not found.endswith(digit):
            found += digit
    return found


_SPELLINGS = (
    (late(r"[^a-z]"), ""),
    (late(r"c(?![ehiyz])"), "k"),
    (late(r"(?<=[aeiou])gh(?![aeiouy])"), ""),
    (late(r"tsz|chzh"), "j"),
    (late(r"ng$"), "n"),
    (late(r"t?sch|tch|tsh|cz"), "c"),
    (late(r"d+(?:zh|j|z|g(?=[eiy]))|zh"), "j"),
    (late(r"([sc])h"), r"\1"),
    (late(r"ph"), "f"),
    (late(r"kh"), "h"),
    (late(r"gh"), "g"),
    (late(r"th"), "t"),
    (late(r"ck|k?qu|kv|q(?![aeiouh])"), "k"),
    (late(r"q"), "c"),
    (late(r"x"), "ks"),
    (late(r"t[sz]"), "c"),
    (late(r"[mn][gk]?(?=[bpdt])"), ""),
    (late(r"(?<=[ae])v(?=[bdgjklmnrstz])"), "u"),
    (late(r"(.)\1"), r"\1"),
)
"""What the spellings of several languages write for one sound, in this order: Chavez, Tschawes, Tchavez; Jinping, Цзиньпин."""

_VOWELS, _WEAK = frozenset("aeiou"), frozenset("hwy")
_NEAR = {
    frozenset(pair): cost
    for pair, cost in (
        ("wv", 0.1), ("wb", 0.4), ("wu", 0.1), ("wo", 0.1), ("lw", 0.5), ("jy", 0.2), ("jh", 0.3), ("hg", 0.3), ("hk", 0.3),
        ("sc", 0.2), ("yi", 0.1), ("ye", 0.1), ("ji", 0.15), ("sz", 0.1), ("vf", 0.15), ("gj", 0.15), ("pb", 0.15), ("tc", 0.5), ("dj", 0.5),
    )
}  # fmt: skip
"""Letters that one language writes for the other's, and how far apart they are; 1.0 is a consonant that is left out."""
_SAME, _SAME_CLASS, _SAME_VOWEL, _VOWEL_OR_WEAK, _OTHER = 0.0, 0.25, 0.12, 0.2, 1.0
_VOWEL, _UNWRITTEN, _AGAIN, _WEAK_GAP, _ENDING = 0.15, 0.04, 0.2, 0.2, 0.03
"""What is left out or put in: a vowel, also in scripts that seldom write them, a consonant of the same class as the one before, a
weak letter, a letter of an ending. All were set by hand, by the names of the news in Latin, Cyrillic, Greek, Arabic and Hebrew script.
"""
_FIRST = 2
"""How many times it counts if a name begins with quite another sound."""
_ENDS_SILENT, _SILENT = late(r"(?<=[aeiou])[nr]?[dtsz]$"), 0.4
"""Consonants at the end of a name that French does not speak, and what it counts if one is left out: Bouchard, بوشار."""
_WEIGHT_OF_WEAK = 0.25
_ENDING_MOST = 12


@lru_cache(maxsize=100_000)
def spoken(word: str) -> str:
    """A word in basic Latin letters, with one spelling for a sound where languages have several."""
    found = latin(word)
    for pattern, sound in _SPELLINGS:
        found = pattern.sub(sound, found)
    return found


def weight(word: str) -> float:
    """How much a word has to be known by: its consonants, and a quarter of its other letters."""
    return sum(1.0 if letter in _CLASSES else _WEIGHT_OF_WEAK for letter in spoken(word))


@lru_cache(maxsize=200_000)
def distance(name: str, form: str, vowels: bool = True) -> float:
    """How far a form is from saying a name, whatever their scripts: 0.0 is alike, 1.0 has nothing of it.

    A weighted edit distance (Levenshtein 1966) of the letters that are spoken, by the `weight` of the name; what the form has after it
    is an ending and counts little. `vowels`: whether the form's script writes them.
    """
    wanted, said = spoken(name), spoken(form)
    most = weight(name)
    if not wanted or not said:
        return 1.0
    said = said[: len(wanted) + _ENDING_MOST]
    vowel = _VOWEL if vowels else _UNWRITTEN
    gaps = [_gap(said, at, vowel) for at in range(len(said))]
    silent = _ENDS_SILENT.search(wanted) is not None
    row = [0.0]
    for gap in gaps:
        row.append(row[-1] + gap)
    for at, letter in enumerate(wanted):
        missing = _SILENT if silent and at == len(wanted) - 1 else _gap(wanted, at, vowel)
        before, cost = row[0], row[0] + missing
        new = [cost]
        for place, (other, gap) in enumerate(zip(said, gaps, strict=True), 1):
            swap = _swap(letter, other)
            if not at and swap == _OTHER:
                swap *= _FIRST
            cost = min(before + swap, row[place] + missing, cost + gap)
            before = row[place]
            new.append(cost)
        row = new
    return min(1.0, min(cost + _ENDING * (len(said) - place) for place, cost in enumerate(row)) / most)


@lru_cache(maxsize=1000)
def _swap(letter: str, other: str) -> float:
    if letter == other:
        return _SAME
    if (near := _NEAR.get(frozenset((letter, other)))) is not None:
        return near
    if letter in _CLASSES or other in _CLASSES:
        return _SAME_CLASS if _CLASSES.get(letter) == _CLASSES.get(other) else _OTHER
    return _SAME_VOWEL if (letter in _VOWELS) == (other in _VOWELS) else _VOWEL_OR_WEAK


def _gap(word: str, at: int, vowel: float) -> float:
    letter = word[at]
    if letter in _VOWELS:
        return vowel
    if letter in _WEAK:
        return _WEAK_GAP
    return _AGAIN if at and _CLASSES.get(word[at - 1]) == _CLASSES[letter] else 1.0


@lru_cache(maxsize=100_000)
def latin(word: str) -> str:
    """A word in small letters of the basic Latin alphabet."""
    small = word.lower()
    if small.isascii():
        return small
    if "\u0370" <= small[0] <= "\u03ff":
        small = _GREEK_W.sub("w", small)
        for letters, sound in _GREEK:
            small = small.replace(letters, sound)
    from anyascii import anyascii

    return anyascii(small).lower()
