"""Writing systems: which one a letter belongs to, and which an article is written in."""

from bisect import bisect_right
from collections import Counter

UNSPACED = frozenset({"Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Han", "Kana"})
"""Scripts that put no space between words."""

_BLOCKS = (
    (0x41, "Latin"),
    (0x5B, ""),
    (0x61, "Latin"),
    (0x7B, ""),
    (0xAA, "Latin"),
    (0xAB, ""),
    (0xBA, "Latin"),
    (0xBB, ""),
    (0xC0, "Latin"),
    (0x2B0, ""),
    (0x370, "Greek"),
    (0x400, "Cyrillic"),
    (0x530, "Armenian"),
    (0x590, "Hebrew"),
    (0x600, "Arabic"),
    (0x700, "Syriac"),
    (0x750, "Arabic"),
    (0x780, "Thaana"),
    (0x7C0, ""),
    (0x8A0, "Arabic"),
    (0x900, "Devanagari"),
    (0x980, "Bengali"),
    (0xA00, "Gurmukhi"),
    (0xA80, "Gujarati"),
    (0xB00, "Oriya"),
    (0xB80, "Tamil"),
    (0xC00, "Telugu"),
    (0xC80, "Kannada"),
    (0xD00, "Malayalam"),
    (0xD80, "Sinhala"),
    (0xE00, "Thai"),
    (0xE80, "Lao"),
    (0xF00, "Tibetan"),
    (0x1000, "Myanmar"),
    (0x10A0, "Georgian"),
    (0x1100, "Hangul"),
    (0x1200, "Ethiopic"),
    (0x13A0, ""),
    (0x1780, "Khmer"),
    (0x1800, "Mongolian"),
    (0x18B0, ""),
    (0x1C80, "Cyrillic"),
    (0x1C90, "Georgian"),
    (0x1CC0, ""),
    (0x1E00, "Latin"),
    (0x1F00, "Greek"),
    (0x2000, ""),
    (0x2C60, "Latin"),
    (0x2C80, ""),
    (0x2D00, "Georgian"),
    (0x2D30, ""),
    (0x2DE0, "Cyrillic"),
    (0x2E00, ""),
    (0x3005, "Han"),
    (0x3008, ""),
    (0x3041, "Kana"),
    (0x3100, ""),
    (0x3130, "Hangul"),
    (0x3190, ""),
    (0x31F0, "Kana"),
    (0x3200, ""),
    (0x3400, "Han"),
    (0xA000, ""),
    (0xA640, "Cyrillic"),
    (0xA6A0, ""),
    (0xA720, "Latin"),
    (0xA800, ""),
    (0xAC00, "Hangul"),
    (0xD800, ""),
    (0xF900, "Han"),
    (0xFB00, "Latin"),
    (0xFB13, "Armenian"),
    (0xFB1D, "Hebrew"),
    (0xFB50, "Arabic"),
    (0xFE00, ""),
    (0xFE70, "Arabic"),
    (0xFEFF, ""),
    (0xFF21, "Latin"),
    (0xFF5B, ""),
    (0xFF66, "Kana"),
    (0xFFA0, "Hangul"),
    (0xFFDD, ""),
    (0x20000, "Han"),
    (0x32000, ""),
)
_STARTS = [start for start, _ in _BLOCKS]

_SAMPLE = 600
_SHARE, _EASTERN_SHARE = 0.3, 0.1


def script_of(character: str) -> str:
    """The script of a letter by the block it stands in, Kana for both of Japan's; "" for what belongs to none."""
    return _BLOCKS[bisect_right(_STARTS, ord(character)) - 1][1] if character > "@" else ""


def scripts_of(text: str) -> frozenset[str]:
    """The scripts a text is written in: each that has three in ten of its letters; kana or Hangul one in ten, and then Han too.

    Judged by some hundred letters from all over the text. Empty where there are none.
    """
    sample = text if len(text) <= _SAMPLE else text[:: len(text) // _SAMPLE]
    counts = Counter(script for character in sample if (script := script_of(character)))
    least, eastern = _SHARE * counts.total(), _EASTERN_SHARE * counts.total()
    own = {script for script, count in counts.items() if count >= (eastern if script in ("Kana", "Hangul") else least)}
    return frozenset(own | {"Han"} if own & {"Kana", "Hangul"} else own)
