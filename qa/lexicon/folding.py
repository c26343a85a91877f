"""One spelling for the forms of a word that differ in case, marks or script only: the keys under which a lexicon holds its words."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

Fold = Callable[[str], str]

_VOWEL_SIGNS = dict.fromkeys(
    [
        0x0640,
        *range(0x0591, 0x05BE),
        0x05BF,
        0x05C1,
        0x05C2,
        0x05C4,
        0x05C5,
        0x05C7,
        *range(0x0610, 0x061B),
        *range(0x064B, 0x0660),
        0x0670,
        *range(0x06D6, 0x06DD),
    ]
)
"""Hebrew and Arabic points, and the Arabic stroke that only stretches a word."""

_SERBIAN = dict(
    zip(
        map(ord, "абвгдђежзијклљмнњопрстћуфхцчџш"),
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "đ",
            "e",
            "ž",
            "z",
            "i",
            "j",
            "k",
            "l",
            "lj",
            "m",
            "n",
            "nj",
            "o",
            "p",
            "r",
            "s",
            "t",
            "ć",
            "u",
            "f",
            "h",
            "c",
            "č",
            "dž",
            "š",
        ],
        strict=True,
    )
)


def plain(form: str) -> str:
    """Case and ways of composing letters set aside."""
    if form.isascii():
        return form.lower()
    return unicodedata.normalize("NFC", form).replace("’", "'").replace("İ", "i").casefold()


def _compatible(form: str) -> str:
    return form.lower() if form.isascii() else unicodedata.normalize("NFKC", form).replace("’", "'").casefold()


def _consonants(form: str) -> str:
    return _compatible(form).translate(_VOWEL_SIGNS)


def _dotless(form: str) -> str:
    return plain(form.replace("İ", "i").replace("i̇", "i").replace("I", "ı")).replace("ș", "ş").replace("ț", "ţ")


def _comma_below(form: str) -> str:
    return plain(form).replace("ş", "ș").replace("ţ", "ț")


def _latin_serbian(form: str) -> str:
    return plain(form).translate(_SERBIAN)


_FOLDS: dict[str, Fold] = {
    **dict.fromkeys(("ar", "fa", "he", "ur"), _consonants),
    **dict.fromkeys(("bn", "hi", "hy", "ja", "ka", "ko", "ml", "ta", "zh"), _compatible),
    "ro": _comma_below,
    "sh": _latin_serbian,
    "tr": _dotless,
}


@lru_cache(maxsize=64)
def fold_of(code: str) -> Fold:
    """The folding of a lexicon. It agrees with that of `wordfreq`, whose lists are keys here."""
    return _FOLDS.get(code, plain)
