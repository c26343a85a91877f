"""Text that was decoded with the wrong encoding, and what it was: UTF-8 read as something else, and the other way round."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from qa.language.scripts import script_of
from qa.patterns import late

SIGNS = {
    "cp1251": ("вЂ", "Рµ", "Рѕ", "Р°", "РЅ", "С‚", "СЃ"),
    "mac_roman": ("‚Ä", "√", "≈", "ƒ", "–∞", "–µ", "–∏", "–Ω", "¬´"),
    "cp437": ("ΓÇ", "├", "╨", "─"),
    "cp850": ("├", "ÔÇ", "╨", "─"),
    "cp1253": ("β€", "Ξ±", "Ξµ", "Ο„", "Ο‚"),
    "cp1255": ("׳©", "׳™", "׳•", "׳”"),
    "cp1256": ("ط§", "ظ„", "ظ…"),
    "cp874": ("เธฒ", "เน€", "โ€"),
    "gb18030": ("鈥", "锛", "銆", "鐨", "涓", "鏄"),
    "cp932": ("縺", "繧", "縲", "窶", "ﾃ"),
}
"""What each encoding makes of frequent characters in UTF-8: strings that hardly a text holds, each with a rare character."""

STRANGE_SIGNS = {"cp1251": ("Cyrillic", "ГДЕЖОРСШЩЧае"), "cp1253": ("Greek", "ΓΔΕΞΟΨΩ")}
"""The first characters of what two encodings make of others' letters, for texts that are not in their script."""

_RARE = "ЂµѕЎ©°Ѕѓ±§√∞≈ƒ∏Ω¬‚„├╨─Γ€׳ฒÇ鈥锛銆鐨涓鏄縺繧縲窶ﾃ…"

WESTERN = ("cp1252", "cp1250", "cp1254")
"""Encodings whose misreadings share their first characters, so that one pattern finds them all."""

SINGLE_BYTE = {
    "Cyrillic": ("cp1251", "koi8-r"),
    "Greek": ("cp1253",),
    "Hebrew": ("cp1255",),
    "Arabic": ("cp1256",),
    "Thai": ("cp874",),
    "Kana": ("cp932", "euc_jp"),
    "Hangul": ("cp949",),
    "Han": ("gb18030", "big5"),
}
"""The encodings before UTF-8 of a script, whose bytes were read as Latin-1."""

CONTROL = late(r"[\x80-\x9f]")
"""Control characters that no text has a use for."""

_WHOLE = 0.8
"""The share of a run's bytes that must be UTF-8 where some may have been lost."""
_LATIN_1 = late(r"[\xc0-\xff][\xc0-\xff]{2,}")  # one class first, for speed
_BEYOND_ASCII = late(r"[^\x00-\x7f]{2,}")
_CLOSING = frozenset("’”“‘»«›‹…–—„‚ \xa0•")
"""What may well follow a letter with a diacritic."""

_LATIN = late(r"[A-Za-zª²³º¹À-žƏƠơƯưǍ-ǜȘ-țəʻʼʿḀ-ỿ]")


class Run(Struct, frozen=True):
    """`start:end` of a string that was misread, and what it was."""

    start: int
    end: int
    text: str
    sure: bool


@lru_cache(maxsize=16)
def _bytes_of(encoding: str) -> dict[str, int]:
    """The byte behind each character of a misreading in a one-byte encoding; bytes it has no character for were kept as controls."""
    table = {chr(byte): byte for byte in range(128, 160)}
    for byte in range(128, 256):
        character = bytes((byte,)).decode(encoding, "ignore")
        if character:
            table[character] = byte
    return table


@lru_cache(maxsize=16)
def _pattern(encoding: str) -> "re.Pattern[str]":
    """Runs of characters whose bytes are UTF-8 of characters beyond ASCII."""
    table = _bytes_of(encoding)

    def those(low: int, high: int) -> str:
        return "[" + re.escape("".join(character for character, byte in table.items() if low <= byte <= high)) + "]"

    tail = those(0x80, 0xBF)
    return re.compile(f"(?:{those(0xC2, 0xDF)}{tail}|{those(0xE0, 0xEF)}{tail}{{2}}|{those(0xF0, 0xF4)}{tail}{{3}})+")


def any_western(text: str) -> bool:
    """Whether UTF-8 may have been read in a western or central European encoding. Fast, and often wrong."""
    for match in _western().finditer(text):
        head, tail = match[0][0], match[0][1:]
        if head in "ÂÃ" or (head.isupper() and text[match.start() - 1 : match.start()].islower()):
            return True
        if not _CLOSING.issuperset(tail) and (head in "ÄÅÐÑĂĹ" or not tail.isalpha()):
            return True
    return False


def any_latin_1(text: str, scripts: frozenset[str]) -> bool:
    """Whether letters of Latin-1 may have been letters of the text's own script."""
    return not scripts <= {"Latin"} and _LATIN_1.search(text) is not None


@lru_cache(maxsize=1)
def _western() -> "re.Pattern[str]":
    tails = re.escape("".join({c for encoding in WESTERN for c, byte in _bytes_of(encoding).items() if byte < 0xC0}))
    return re.compile(f"[\xc2-\xf4ĂĹÄŁ][{tails}](?:[{tails}]|(?<=[\xc2-\xdfĂĹŁ].))")


def suspects(text: str, scripts: frozenset[str]) -> list[str]:
    """The encodings other than the western that `text`, written in `scripts`, may hold misreadings of."""
    rare = {character for character in _RARE if character in text}
    found = (
        [encoding for encoding, signs in SIGNS.items() if any(not rare.isdisjoint(sign) and sign in text for sign in signs)]
        if rare
        else []
    )
    for encoding, (script, signs) in STRANGE_SIGNS.items():
        if script not in scripts and encoding not in found and any(sign in text for sign in signs):
            found.append(encoding)
    return found


def misread(text: str, encodings: tuple[str, ...], scripts: frozenset[str]) -> list[Run]:
    """The runs of `text` that were read in the wrong encoding, in order; `scripts` are those that it is written in.

    UTF-8 read in one of `encodings`, of which the longest reading counts; control characters that are marks in Windows' encodings;
    letters of Latin-1 that were letters of the text's own script.
    """
    runs: list[Run] = []
    for encoding in encodings:
        runs += (
            _misread_wide(text, encoding, scripts) if encoding in ("gb18030", "cp932") else _misread(text, encoding, scripts)
        )
    runs += [Run(*match.span(), "”", True) for match in re.finditer("â€(?:[\x9d\ufffd]|(?=[\\s.,;:!?)]|$))", text)]
    for match in CONTROL.finditer(text):
        if mark := match[0].encode("latin-1").decode("cp1252", "ignore"):
            runs.append(Run(*match.span(), mark, True))
    if not scripts <= {"Latin"}:
        for match in _LATIN_1.finditer(text):
            if was := _bytes_as_latin(match[0], scripts):
                runs.append(Run(*match.span(), was, len(was) > 3))
    runs.sort(key=lambda run: (run.start, -run.end))
    kept: list[Run] = []
    for run in runs:
        if not kept or run.start >= kept[-1].end:
            kept.append(run)
    return kept


def _misread(text: str, encoding: str, scripts: frozenset[str]) -> Iterator[Run]:
    table = _bytes_of(encoding)
    doubtful: list[Run] = []
    plural = False
    for match in _pattern(encoding).finditer(text):
        decoded = bytes(table[character] for character in match[0]).decode("utf-8", "replace")
        while again := _pattern(encoding).fullmatch(decoded):
            decoded = bytes(table[character] for character in again[0]).decode("utf-8", "replace")
        sure = _believable(text, match, decoded, scripts) if encoding in WESTERN or _foreign_to(text, match, decoded) else None
        if sure is not None:
            yield Run(*match.span(), decoded, sure)
            plural = plural or (sure and len(decoded) > 1)
        elif all(_fits(character, scripts) for character in decoded):
            doubtful.append(Run(*match.span(), decoded, False))
    if plural and encoding not in WESTERN:
        yield from doubtful  # a letter alone amid words that were misread


def _foreign_to(text: str, match: "re.Match[str]", decoded: str) -> bool:
    """Whether a run is no part of a word in the script of the encoding: marks, or several letters that make a whole word."""
    if not any(character.isalpha() for character in decoded):
        return "\u2000" <= decoded[0] < "\u2c00"
    around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return all(script_of(character) in ("", "Latin") for character in around) and (
        len(decoded) > 1 or not match[0][0].isalpha() or any(c.isalpha() for c in around)
    )


def _misread_wide(text: str, encoding: str, scripts: frozenset[str]) -> Iterator[Run]:
    """The same for encodings of several bytes a character, whose misreadings are runs of rare ideographs."""
    for match in _BEYOND_ASCII.finditer(text):
        code = match[0].encode(encoding, "ignore")
        decoded = code.decode("utf-8", "ignore")
        if len(decoded.encode()) < _WHOLE * len(code):
            continue
        if all(_fits(character, scripts) or not character.isalpha() for character in decoded):
            yield Run(*match.span(), decoded, True)


def _believable(text: str, match: "re.Match[str]", decoded: str, scripts: frozenset[str]) -> bool | None:
    """Whether a run is a misreading for sure (True) or likely (False); None where it may well be what it says."""
    shown = match[0]
    if any(unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") or character == "\ufffd" for character in decoded):
        return None
    foreign = [character for character in decoded if character.isalpha() and not _fits(character, scripts)]
    if foreign and (len(foreign) < 2 or len({script_of(character) for character in foreign}) > 1):
        return None
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    innocent = all(character in _CLOSING for character in shown[1:])
    several = len(decoded) > 1
    in_capitals = sum(map(str.isupper, text[max(match.start() - 2, 0) : match.start()])) == 2 and not after.islower()
    if (several and not innocent) or (not in_capitals and not innocent and shown[0] not in "–—√"):
        return True
    odd = (before.islower() and shown[0].isupper()) or (
        after.islower() and shown[0].isupper() and (before.isalpha() or not innocent)
    )
    if shown[0] in "√–—":
        return True if several or before.islower() or after.islower() else None
    return False if odd or (shown in ("Â\xa0", "Ã\xa0") and not in_capitals) or (shown[0] == "Ã" and after.isalpha()) else None


def _fits(character: str, scripts: frozenset[str]) -> bool:
    """Whether a letter is of these scripts or a usual Latin one."""
    return _LATIN.match(character) is not None or (script_of(character) in scripts and script_of(character) != "Latin")


def _bytes_as_latin(text: str, scripts: frozenset[str]) -> str | None:
    """What a run of Latin-1 letters was in the old encoding of one of the scripts; None where it makes no text of it."""
    for script, encodings in SINGLE_BYTE.items():
        for encoding in encodings if script in scripts else ():
            try:
                decoded = text.encode("cp1252").decode(encoding)
            except UnicodeError:
                continue
            if all(script_of(character) in scripts - {"Latin"} for character in decoded if character.isalpha()):
                return decoded
    return None
