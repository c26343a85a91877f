"""How words sound, roughly and in any script: what stays of a name when it is transliterated.

`Kennedy`, `Кеннеди`, `Κένεντι`, `كينيدي` and `肯尼迪` all have the skeleton `253`: their consonants by classes, as in Soundex
(Russell 1918), with r and l in one, for many a script has but one sign for both. Transliteration is AnyAscii's.
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

_UNSOUNDED = late(r"(?<=[aeiou])gh(?![aeiouy])|[mn][gk]?(?=[bpdt])|d(?=[jz])|t+(?=s|ch)|(?<=[kq])[vu]+")
"""What one language writes or says and the other does not: Kavanaugh, Кавано; Αντρές, Andrés; Quinton, Квинтон; Анджелес."""


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The classes of a word's consonants in order, one for a run of the same class; "" where it has none."""
    found = ""
    for letter in _UNSOUNDED.sub("", latin(word)):
        digit = _CLASSES.get(letter, "")
        if digit and not found.endswith(digit):
            found += digit
    return found


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
