"""Wordings: the notation in which packs write phrases, and where the phrases stand in a text.

A wording is written in lower case, with straight apostrophes and plain spaces, as `fold` leaves a text.

`(pay|paid) attention` stands for either, `encontrad(o|a)` for either ending, `(the |)fact` for a word that may be missing; none of
these choices holds another. `<number>` is a slot, for whatever the rule says may stand there; a choice may hold slots. Those of every
rule whose wordings are looked up by their beginnings are `<number>`, a number in figures, and `<name>`, up to five words, the first
and the last without a small first letter. What stands in [brackets] is the part that is meant, where that is not all.

A pack holds a thousand wordings and an article has a few of them. So they are looked up by first letters (`Beginnings`), last letters
(`Endings`) or a word that they hold (`Phrases`), and only what agrees with a text that far is made into a pattern.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import product
from typing import NamedTuple

from qa.language import Language
from qa.patterns import late

_NONE: Mapping[str, str] = {}


class Slot(NamedTuple):
    """What may stand in a slot: a pattern of folded text, and all that this begins with, if that can be told."""

    pattern: str
    beginnings: tuple[str, ...] = ()


_PART = re.compile(r"\(([^()]*)\)|(<\w+>)")
_SLOT = late(r"<\w+>")
_SYNTAX = late(r"\(([^()]*)\)|<(\w+)>|[\[\]]|[^()<>\[\]]+")
_WORD = late(r"\b[^\W\d_]+\b")
_OPTIONAL = late(r"\([^()]* \|?\)")
"""A choice whose forms are empty or end in a space, so that what follows is a word of its own."""
_TOKEN = late(r"(?:\([^()]*\)|[^\s()])+")
_RARE = 4
"""How many letters a word has to have to be rare enough to look for a phrase by."""
_SLOTS = {"number": Slot(r"\d+(?:[.,]\d+)*"), "name": Slot(r"\S+(?: \S+){0,4}?")}
_SLOT_LETTERS = 60
"""How many letters what stands in a slot may have."""
_AFTER = 3
"""How many letters may be looked at after a wording."""
_SIZES = (4, 2, 1)
"""Wordings are looked up by so many first letters: as many as they have before a slot."""
_SURE = 8
"""First letters that are compared before a pattern is compiled, which takes as long as a thousand comparisons."""


def fold(text: str, language: Language, letters: Mapping[str, str] = _NONE) -> str:
    """The text as wordings are written, letter by letter; `letters` are those that count as others."""
    folded = language.small(text)
    if len(folded) != len(text):  # a letter whose small form is longer: rare, and offsets would no longer agree
        folded = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    folded = folded.replace("’", "'").replace("\u00a0", " ")
    for letter, other in letters.items():
        folded = folded.replace(letter, other)
    return folded


def parts(written: str) -> list[tuple[str, ...]]:
    """The parts of a wording in order, each with its choices: one where it is fixed or a slot."""
    found: list[tuple[str, ...]] = []
    place = 0
    for match in _PART.finditer(written):
        if match.start() > place:
            found.append((written[place : match.start()],))
        found.append((match[2],) if match[1] is None else tuple(match[1].split("|")))
        place = match.end()
    if place < len(written):
        found.append((written[place:],))
    return found


def forms(written: str) -> Iterator[str]:
    """Every form of a wording, its slots as they are."""
    return map("".join, product(*parts(written)))


def samples(written: str) -> list[str]:
    """Forms of a wording in which each of its choices stands at least once."""
    choices = parts(written)
    return ["".join(part[number % len(part)] for part in choices) for number in range(max(map(len, choices)))]


def spelled_out(written: str, words: Mapping[str, str]) -> str:
    """A wording with those of its slots as choices that name words with forms: `pay|paid` in `words`."""
    return _PART.sub(lambda part: f"({words[part[0][1:-1]]})" if part[0][1:-1] in words else part[0], written)


def _pattern(written: str, slots: Mapping[str, Slot]) -> str:
    """The pattern of a wording in folded text, which prefers its longer choices, and to slots what is fixed.

    Its groups are `choice`, `choice2` … for choices, those of slots by the slots' names, with a number from the second on, and
    `meant`. Raises KeyError where a slot is not known.
    """
    seen: dict[str, int] = {}

    def group(name: str, content: str) -> str:
        seen[name] = number = seen.get(name, 0) + 1
        return f"(?P<{name}{number if number > 1 else ''}>{content})"

    def part(match: "re.Match[str]") -> str:
        if match[1] is not None:
            choices = sorted(match[1].split("|"), key=lambda choice: ("<" in choice, -len(choice)))
            return group("choice", "|".join(_SYNTAX.sub(part, choice) for choice in choices))
        if match[2]:
            return group(match[2], slots[match[2]].pattern)
        return {"[": "(?P<meant>", "]": ")"}.get(match[0]) or re.escape(match[0])

    return _SYNTAX.sub(part, written if "[" in written else f"[{written}]")


def beginnings(written: str, size: int, slots: Mapping[str, Slot], key: str = "") -> set[str]:
    """The first letters of a wording's forms that agree with a key: so many or more, unless the form or what precedes a slot has fewer."""
    first, *rest = parts(written)
    opened: list[str] = []
    for choice in first:
        slot = slots.get(choice[1 : choice.find(">")]) if choice[:1] == "<" else None
        opened += [name + choice[choice.find(">") + 1 :] for name in slot.beginnings] if slot else [choice]
    heads = {""}
    for part in (opened, *rest):
        heads = {head if len(head) >= size or "<" in head else head + choice for head in heads for choice in part}
        heads = {head for head in heads if head.startswith(key) or key.startswith(head)}
        if all(len(head) >= size or "<" in head for head in heads):
            break
    return {head.partition("<")[0] for head in heads}


class Beginnings:
    """Wordings, each of a kind, looked up where they begin; each is made ready when a text has its first letters."""

    def __init__(self, wordings: Iterable[tuple[str, str]], slots: Mapping[str, Slot]) -> None:
        self._slots = {**_SLOTS, **slots}
        self._index: dict[str, list[tuple[str, str]]] = {}
        self._heads: dict[tuple[str, str], tuple[str, ...]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        index, (most, least, _) = self._index, _SIZES
        for wording in wordings:
            written = wording[0]
            if len(written) >= most and "(" not in written[:most] and "<" not in written[:most]:
                index.setdefault(written[:most], []).append(wording)
                continue
            heads: Iterable[str] = written[1 : written.find(")")].split("|") if written[0] == "(" else (written,)
            if any(len(head) < least or "<" in head[:most] or "(" in head[:most] for head in heads):
                heads = beginnings(written, least, self._slots)
            for key in {head[:most] if len(head) >= most else head[:least] for head in heads}:
                index.setdefault(key, []).append(wording)

    def at(self, text: str, folded: str, place: int, stop: int) -> list[tuple[int, frozenset[str]]]:
        """The ends before `stop`, furthest first, of the wordings that stand at a place of a text, with their kinds."""
        found: dict[int, set[str]] = {}
        for size in _SIZES:
            key = folded[place : place + size]
            for written, kind in self._index.get(key, ()):
                heads = self._heads.get((written, key))
                if heads is None:
                    heads = self._heads[written, key] = tuple(beginnings(written, _SURE, self._slots, key))
                if folded.startswith(heads, place):
                    for end in self._ends(written, text, folded, place, stop):
                        found.setdefault(end, set()).add(kind)
        return [(end, frozenset(found[end])) for end in sorted(found, reverse=True)] if found else []

    def _ends(self, written: str, text: str, folded: str, place: int, stop: int) -> Iterator[int]:
        pattern, (fixed, least, most) = self._patterns.get(written), _extent(written)
        if pattern is None:
            if not _agree(fixed, folded[place : place + most]):
                return
            pattern = self._patterns[written] = re.compile(_pattern(written, self._slots))
        if pattern.match(folded, place, stop):
            for end in range(place + least, min(place + most, stop) + 1):
                if not within_word(text, end) and (match := pattern.fullmatch(folded, place, end)):
                    names = (text[slice(*match.span(slot))] for slot in pattern.groupindex if slot.startswith("name"))
                    if all(map(_is_name, names)):
                        yield end


class Endings:
    """Wordings without slots looked up where they end."""

    def __init__(self, wordings: Iterable[str]) -> None:
        self._forms: dict[str, list[str]] = {}
        for form in sorted((form for written in wordings for form in forms(written)), key=len, reverse=True):
            self._forms.setdefault(form[-2:], []).append(form)

    def at(self, folded: str, start: int, end: int) -> int:
        """Where the longest form begins that `folded[start:end]` ends with; -1 where there is none."""
        for form in self._forms.get(folded[end - 2 : end], ()):
            if folded.endswith(form, start, end) and not within_word(folded, end - len(form)):
                return end - len(form)
        return -1


class Phrases:
    """Wordings looked up anywhere in a text where a word begins; each is made ready when a text has words of it.

    `words` are those of `spelled_out`; `ends` are patterns of what has to follow each wording.
    """

    def __init__(
        self, written: Sequence[str], slots: Mapping[str, Slot], words: Mapping[str, str], ends: Sequence[str]
    ) -> None:
        self._written, self._slots, self._forms, self._ends = written, slots, words, ends
        self._known = {**{name: "|".join(slot.beginnings) for name, slot in slots.items() if slot.beginnings}, **words}
        self._needed: dict[int, list[frozenset[str]]] = {}
        self._ready: dict[int, _Phrase] = {}
        self._by_word: dict[str, list[int]] = {}
        outside = _PART.sub("_", _OPTIONAL.sub(" ", "\n".join(written))).split("\n")
        for number, fixed in enumerate(outside[: len(written)]):
            key = max(fixed.split(), key=len, default="")
            if not key.isalpha():
                key = max(_WORD.findall(fixed), key=len, default="")
            rarest: Iterable[str] = (key,)
            if len(key) < _RARE:
                tokens = [token for token in _TOKEN.findall(spelled_out(written[number], self._known)) if "<" not in token]
                rarest = _last_words(max(tokens, key=lambda token: len(min(token.split("|"), key=len)), default=key)) or rarest
            for word in rarest:
                self._by_word.setdefault(word, []).append(number)

    def written(self, number: int) -> str:
        """The wording of that number, spelled out."""
        return spelled_out(self._written[number], self._forms)

    def find(
        self, folded: str, words: AbstractSet[str], places: Callable[[str], Sequence[int]]
    ) -> "Iterator[tuple[int, re.Match[str]]]":
        """Matches in folded text that has those words, with the numbers of their wordings; `places` tells where each word begins."""
        by_word, known = self._by_word, self._needed
        found: set[tuple[int, int]] = set()
        for number, word in ((number, key) for key in sorted(words & by_word.keys()) for number in by_word[key]):
            sets = known.get(number)
            if sets is None:
                sets = known[number] = needed(spelled_out(self._written[number], self._known))
            if any(map(words.isdisjoint, sets)):  # the most have a word that is not in the text
                continue
            phrase = self._ready.get(number)
            if phrase is None:
                plain = spelled_out(self._written[number], self._known)
                phrase = self._ready[number] = _Phrase(self.written(number), plain, self._slots, self._ends[number])
            for match in phrase.find(folded, places(word)):
                if (number, match.start()) not in found:
                    found.add((number, match.start()))
                    yield number, match


class _Phrase:
    """A wording all words of which stand somewhere in a text, looked for by one of them."""

    def __init__(self, written: str, plain: str, slots: Mapping[str, Slot], end: str) -> None:
        self._source = written, slots, end
        self._fixed, _, self._length = _extent(plain)

    def find(self, folded: str, places: Iterable[int]) -> "Iterator[re.Match[str]]":
        """Matches around the places where the word begins."""
        length = self._length
        for place in places:
            start, end = max(place - length, 0), place + length + _AFTER
            if _agree(self._fixed, folded[start:end]):
                for match in self._pattern.finditer(folded, start, end):
                    if match.start() <= place < match.end():
                        yield match

    @cached_property
    def _pattern(self) -> "re.Pattern[str]":
        written, slots, end = self._source
        return re.compile(rf"(?<![\w-]){_pattern(written, slots)}{end}")


@lru_cache(maxsize=4096)
def _extent(written: str) -> tuple[list[tuple[str, ...]], int, int]:
    """The parts of a wording that say something in all its forms, with those of few choices first and without those that hold slots;
    and how long its forms are at least and at most."""
    found = parts(written.replace("[", "").replace("]", ""))
    least = sum(min(len(_SLOT.sub("_", form)) for form in part) for part in found)
    most = sum(max(len(form) + _SLOT_LETTERS * form.count("<") for form in part) for part in found)
    fixed = (part for part in found if all(part) and part != (" ",) and not any("<" in form for form in part))
    return sorted(fixed, key=len), least, most


def _agree(fixed: list[tuple[str, ...]], around: str) -> bool:
    """Whether something of each part stands there: asking that spares most wordings their pattern, which takes long to compile."""
    return all(any(map(around.__contains__, part)) for part in fixed)


def _is_name(words: str) -> bool:
    """Whether neither the first nor the last begins with a small letter; nothing stands where another choice was taken."""
    return all(word[:1].isalpha() and not word[0].islower() for word in (words.split(" ")[0], words.split(" ")[-1]) if words)


def within_word(text: str, place: int) -> bool:
    """Whether a word or a number goes on over a place; where words stand without spaces, never."""
    before, after = text[place - 1 : place], text[place : place + 1]
    if before.isalnum() and after.isalnum():
        return after < "\u0e00" or "\u1e00" <= after < "\u2000"
    return before.isdecimal() and after in (".", ",") and text[place + 1 : place + 2].isdecimal()


def needed(written: str) -> list[frozenset[str]]:
    """Sets of words of each of which a text has one where it has the wording."""
    found = [words for token in _TOKEN.findall(written) if "<" not in token and (words := _last_words(token))]
    return sorted(found, key=len)  # single words are the rarest


@lru_cache(maxsize=4096)
def _last_words(token: str) -> frozenset[str]:
    """The last word of each form of what stands between spaces; none where a form has no word."""
    if token.isalpha():
        return frozenset((token,))
    choices = token[1:-1].split("|") if token[0] == "(" and token.find(")") == len(token) - 1 else forms(token)
    last = [[form] if form.isalpha() else _WORD.findall(form)[-1:] for form in choices]
    return frozenset(words[0] for words in last) if all(last) else frozenset()
