"""The scripts that an article is written in."""

from collections import Counter

from qa.language.scripts import script_of

UNSPACED = frozenset({"Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Han", "Kana"})
"""Scripts that put no space between words."""

_SAMPLE = 600
_SHARE, _EASTERN_SHARE = 0.3, 0.1


def scripts_of(text: str) -> frozenset[str]:
    """The scripts a text is written in: each that has three in ten of its letters; kana or Hangul one in ten, and then Han too.

    Judged by some hundred letters from all over the text. Empty where there are none.
    """
    sample = text if len(text) <= _SAMPLE else text[:: len(text) // _SAMPLE]
    counts = Counter(script for character in sample if (script := script_of(character)))
    least, eastern = _SHARE * counts.total(), _EASTERN_SHARE * counts.total()
    own = {script for script, count in counts.items() if count >= (eastern if script in ("Kana", "Hangul") else least)}
    return frozenset(own | {"Han"} if own & {"Kana", "Hangul"} else own)
