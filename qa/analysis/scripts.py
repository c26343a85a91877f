"""The scripts that an article is written in."""

from collections import Counter

from qa.language.scripts import script_of

UNSPACED = frozenset({"Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Han", "Kana"})
"""Scripts that put no space between words."""

_SAMPLE = 300
_SHARE, _SMALL_SHARE = 0.3, 0.1


def scripts_of(text: str, own: str = "") -> frozenset[str]:
    """The scripts a text is written in: each that has three in ten of its letters; one in ten is enough for `own`, the one to be
    expected, and for kana, which brings Han along.

    Judged by some hundred letters from all over the text. Empty where there are none.
    """
    sample = text if len(text) <= _SAMPLE else text[:: len(text) // _SAMPLE]
    counts: dict[str, int] = {}
    for character, count in Counter(sample).items():
        if script := script_of(character):
            counts[script] = counts.get(script, 0) + count
    total, small = sum(counts.values()), (own, "Kana")
    found = {script for script, count in counts.items() if count >= (_SMALL_SHARE if script in small else _SHARE) * total}
    return frozenset(found | {"Han"} if "Kana" in found else found)
