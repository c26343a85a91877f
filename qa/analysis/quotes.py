"""Quotation marks: the role and the partner of each, and the style of the article.

A mark's neighbours say its role (space before it: it opens; space or a stop after it: it closes). Where they do not, its form
does, as this article uses it, else as its language does; a form that both opens and closes closes what is open. Each block is
read with a stack. A quotation may go on over blocks: with a new opening mark in each, or to a closing mark further on.
Apostrophes and primes are no quotation marks; single marks count where they pair, or cannot be apostrophes.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, islice, takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from qa.patterns import late

if TYPE_CHECKING:
    from qa.article import Article, Block
    from qa.language import Language

Role = Literal["open", "close"]
Pair = tuple[str, str]

STRAIGHT = frozenset("\"'＂")
REACH = 20
"""Blocks over which a quotation may go on without a new opening mark."""
DEPTH = 8
"""Marks that may be open at once; what is open beyond them is forgotten."""

_MARK = re.compile("[\"'“”„‟«»‘’‚‹›＂״「」『』《》〈〉｢｣]")
_FORMS = frozenset("\"'“”„‟«»‘’‚‹›＂״「」『』《》〈〉｢｣")
_SINGLE = frozenset("'‘’‚‹›")
_APOSTROPHES = frozenset("'’‘")
BRACKETS = {"「": "」", "『": "』", "《": "》", "〈": "〉", "｢": "｣"}
_CLOSING_BRACKETS = frozenset(BRACKETS.values())
_UNIVERSAL: dict[str, Role] = {
    **dict.fromkeys("“„‟«‘‚‹", "open"),
    **dict.fromkeys("”»’›", "close"),
}
"""What a form does in a language that says nothing of it."""
PAIRS = frozenset(zip("“„„”«»»\"＂״‟‘‚‚’'‹››", "”“””»«»\"＂״”’‘’’'›‹›", strict=True))
"""The pairs that some language uses."""

_OPENS_AFTER = frozenset("([{–—―-‐‑/¿¡=>|*_+~<&@#•·:")
_CLOSES_BEFORE = frozenset(".,;:!?)]}–—―-‐‑/|*<،؛؟۔।՝՞")
_STAND_IN = late(r"&(?:amp;)?(?:quot|apos|[lrbs][adbs]?quo|#x?[0-9a-fA-F]{2,5});|(?<!\w),,(?=\w)|``")
_MEASURE = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,/ -]\d{1,2}(?:/\d{1,2})?)?[½¼¾]?$")
_FEET = late(r"\d ?['’′] ?\d{1,2}(?:[.,]\d+)?$")
_SENTENCE_STOP = frozenset(",.!?…")
_LETTER_CLIPPED = re.compile(r"(?<=\s)['’][^\W\d_]['’](?=\s)")
"""An ’n’ between words."""
_PAUSE = late(r"[.,:;!?…\n]")
_SENTENCE_WITHIN = late(r"\w[.!?…]\s+\w")
_AFTER_PAUSE = late(r"[,!?…–—-]\s+(?:[^\W\d_][\w’'.]*\s+){0,2}[^\W\d_]+")
"""A mark and the three words after it at most, among which the verb of an attribution stands."""
_WORD = late(r"\w+")
_STOPS = tuple(".!?…:;。！？．：।॥۔؟։።။។།" + "".join(map(chr, range(0x0E01, 0x0F00))))
"""What ends a paragraph; Thai and Lao end it with any letter."""
_AFTER_STOP = " )]\u00a0" + "".join(_FORMS)


class Mark(NamedTuple):
    """A quotation mark at `start` of the text, in the block of that number."""

    start: int
    form: str
    role: Role
    block: int


class Quotation(NamedTuple):
    """A pair of marks; `depth` counts the quotations open around it."""

    opening: Mark
    closing: Mark
    depth: int

    @property
    def pair(self) -> Pair:
        return self.opening.form, self.closing.form


class Lone(NamedTuple):
    """A mark without its partner. `doubtful`: it may also be an apostrophe in an unusual form."""

    mark: Mark
    doubtful: bool


class _Candidate(NamedTuple):
    """`lean` is how its neighbours see it: from 3 (it must open) over 0 (they do not say) to -3 (it must close)."""

    start: int
    form: str
    lean: int


class Quotations:
    """Every quotation mark of an article: `pairs` in the order of their opening marks, and the `lone` ones.

    `known` are the pairs of the language's data, or all that any language uses where it has none.
    """

    def __init__(self, article: "Article") -> None:
        self.pairs: list[Quotation] = []
        self.lone: list[Lone] = []
        self.places: list[int] = []
        self.language = article.language
        self._text = article.text
        self._habits = _habits(article.language)
        self.known = self._habits.known
        found = list(_candidates(article))
        if not found:
            return
        roles = _usual_roles(found, self._habits.roles)
        _Reader(article, roles, self, self._habits).read(found)
        self.pairs.sort()
        self.lone.sort()
        self.places = [candidate.start for _, candidates in found for candidate in candidates]
        usual = self.usual(single=True) if self.lone else None
        if usual and self._outer[True][usual] > max(1, self._outer[False].total()):
            self.lone = [self._without_doubt(lone, usual) for lone in self.lone]

    def _without_doubt(self, lone: Lone, usual: Pair) -> Lone:
        """A lone mark of an article that quotes in such single marks, unless it may stand for a word's lost start: ‘til, ‘em."""
        mark = lone.mark
        word = self._text[mark.start + 1 : mark.start + 5]
        clipped = mark.role == "open" and word[:1].islower() and not word.isalpha()
        return lone._replace(doubtful=clipped) if mark.form in usual else lone

    @property
    def marks(self) -> "Iterator[Mark]":
        """All marks, those of pairs first."""
        for quotation in self.pairs:
            yield quotation.opening
            yield quotation.closing
        for lone in self.lone:
            yield lone.mark

    @cached_property
    def forms(self) -> Counter[str]:
        """How often each form stands in the article as a quotation mark."""
        return Counter(mark.form for mark in self.marks)

    def usual(self, single: bool) -> Pair | None:
        """The pair that most outermost quotations of this article wear: of those in double or in single marks; None: none.

        Of several that stand equally often, it is the one more usual in the language's print.
        """
        counts = self._outer[single]
        if len(counts) < 2:
            return next(iter(counts), None)
        best = max(counts.values())
        often = [pair for pair in counts if counts[pair] == best]
        return next((pair for pair in self.of_print if pair in often), often[0])

    @property
    def of_print(self) -> tuple[Pair, ...]:
        """The pairs that the language's data name before the plain ones, usual first: what comes after is seen, but not usual."""
        return self._habits.of_print

    @cached_property
    def _outer(self) -> tuple[Counter[Pair], Counter[Pair]]:
        counts: tuple[Counter[Pair], Counter[Pair]] = (Counter(), Counter())
        for quotation in self.pairs:
            if not quotation.depth and quotation.pair in self._habits.real:
                counts[is_single(quotation.opening.form)][quotation.pair] += 1
        return counts

    def partner(self, mark: Mark) -> str:
        """The form that the missing partner of a mark should have: as elsewhere in the article, else as in the language."""
        side, other = (0, 1) if mark.role == "open" else (1, 0)
        return next((pair[other] for pair in self._by_use if pair[side] == mark.form), mark.form)

    @cached_property
    def _by_use(self) -> list[Pair]:
        """All pairs: those that the article uses, the most used first, then the language's, then any."""
        used = Counter(quotation.pair for quotation in self.pairs if quotation.pair in PAIRS).most_common()
        own = [(pair[0], pair[-1]) for pair in self.language.quotes]
        return [*(pair for pair, _ in used), *own, *BRACKETS.items(), *sorted(PAIRS)]

    def around(self, place: int) -> Quotation | None:
        """The innermost quotation in which a place of the text lies."""
        following = bisect_left(self._openings, place)
        if not following or self._reaches[following - 1] <= place:
            return None
        before = self.pairs[max(0, following - DEPTH) : following]
        return next((quotation for quotation in reversed(before) if quotation.closing.start > place), None)

    def within(self, start: int, end: int) -> "Iterator[Quotation]":
        """The quotations that open and close in `start:end`, in order."""
        for quotation in islice(self.pairs, bisect_left(self._openings, start), bisect_left(self._openings, end)):
            if quotation.closing.start < end:
                yield quotation

    @cached_property
    def opening(self) -> frozenset[int]:
        """Where the marks stand that open a quotation."""
        return frozenset(mark.start for mark in self.marks if mark.role == "open")

    @cached_property
    def _openings(self) -> list[int]:
        return [quotation.opening.start for quotation in self.pairs]

    @cached_property
    def _reaches(self) -> list[int]:
        """How far each quotation, or one before it, reaches."""
        return list(accumulate((quotation.closing.start for quotation in self.pairs), max))

    def next_after(self, place: int) -> int:
        """Where the next quotation mark stands after `place`; far beyond the text where there is none."""
        index = bisect_right(self.places, place)
        return self.places[index] if index < len(self.places) else sys.maxsize

    def last_before(self, place: int) -> int:
        """Where the last quotation mark before `place` ends; 0 where there is none."""
        index = bisect_left(self.places, place)
        return self.places[index - 1] + 1 if index else 0


def is_single(form: str) -> bool:
    """Whether a mark is one of the single ones: ‘ ’ ‚ ‹ › '."""
    return form in _SINGLE


def ends_sentence(article: "Article", block: "Block") -> bool:
    """Whether a block ends with a stop, as paragraphs do and headings seldom do."""
    return article.text[max(block.start, block.end - 4) : block.end].rstrip(_AFTER_STOP).endswith(_STOPS)


def _candidates(article: "Article") -> Iterator[tuple[int, list[_Candidate]]]:
    """The marks of each block that has any, with its number; apostrophes within words, feet and inches left out."""
    text = article.text
    places = [match.start() for match in _MARK.finditer(text)]
    at, count = 0, len(places)
    for number, block in enumerate(article.blocks):
        if at == count:
            return
        start, end = block.start, block.end
        candidates: list[_Candidate] = []
        while at < count and places[at] < end:
            place = places[at]
            at += 1
            if place < start or block.kind == "code" or end - start == 1:  # a ditto mark fills its cell
                continue
            if not _is_no_quote(text, place, start):
                candidates.append(_Candidate(place, text[place], _lean(text, place, start, end)))
        if candidates:
            yield number, candidates


def _is_no_quote(text: str, place: int, start: int) -> bool:
    """Whether a mark is an apostrophe within a word, gershayim before the last letter of an acronym, a prime after feet."""
    form, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if place > start and before.isalnum() and after.isalnum():
        if form in '"”' and before.isdigit() and after.isdigit():
            return True  # a second of time or arc: 3’42”5
        if form in _APOSTROPHES:
            return not (_unspaced(before) or _unspaced(after))
        return "א" <= before <= "ת" and "א" <= after <= "ת" and not text[place + 2 : place + 3].isalpha()
    if form in _APOSTROPHES:
        if form in (before, after):
            return True  # two for a double mark: ''so''
        return bool(_LETTER_CLIPPED.match(text, place) or _LETTER_CLIPPED.match(text, max(0, place - 2)))
    return form in '"”' and before.isdigit() and bool(_FEET.search(text, max(start, place - 9), place))


def _unspaced(char: str) -> bool:
    """Whether a letter or stop is of a script that puts no space beside quotation marks: Thai to Burmese, Khmer, Han, kana, Hangul."""
    return char >= "\u0e00" and (
        char <= "\u109f"
        or "\u1100" <= char <= "\u11ff"
        or "\u1780" <= char <= "\u17ff"
        or "\u2e80" <= char <= "\ud7ff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
    )


def _lean(text: str, place: int, start: int, end: int) -> int:
    """What stands beside a mark, and beside the marks that touch it, says of its role."""
    left, right = place - 1, place + 1
    while left >= start and text[left] in _FORMS and left > place - DEPTH:
        left -= 1
    while right < end and text[right] in _FORMS and right < place + DEPTH:
        right += 1
    if left < start:
        return 3
    if right >= end:
        return -3
    before, after = text[left], text[right]
    lean = 0
    if left < place - 1 and text[place - 1] in _APOSTROPHES and before.isalpha():
        pass  # an elision (l’“amico”) as well as a single mark
    elif before.isspace() or before in _OPENS_AFTER:
        lean += 1
    elif before != "…" and not _unspaced(before):
        lean -= 1
    if after.isspace() or (after in _CLOSES_BEFORE and text[right : right + 3] != "..."):
        lean -= 1
    elif after not in "….@" and not _unspaced(after) and (lean > 0 or after not in "(["):  # a gloss: ‘word’(1990)
        lean += 1
    return lean


def _may_mix(opening: str, closing: str) -> bool:
    """Whether somebody may have typed these two for a pair: “ and ", but not « and 」."""
    if opening in BRACKETS or closing in _CLOSING_BRACKETS:
        return (opening in "「『" and closing in '"“”') or (opening in '"“”' and closing in "」』")
    return opening not in "'’"


def _stand_ins(article: "Article") -> dict[int, list[int]]:
    """Where something else stands for a mark, by block: an entity (&quot;), two commas (,,so"), two graves."""
    text = article.text
    found: dict[int, list[int]] = {}
    if "&" in text or ",," in text or "``" in text:
        starts = [block.start for block in article.blocks]
        for match in _STAND_IN.finditer(text):
            found.setdefault(bisect_right(starts, match.start()) - 1, []).append(match.start())
    return found


class _Habits(NamedTuple):
    """What a language's data say of quotation marks.

    `known` pairs; those `of_print`; `exact` partners, and the `real` pairs that may be a style; the `roles` of forms, None for one that
    both opens and closes; the verbs of `speech`.
    """

    known: frozenset[Pair]
    of_print: tuple[Pair, ...]
    exact: frozenset[Pair]
    real: frozenset[Pair]
    roles: dict[str, Role | None]
    speech: frozenset[str]


@lru_cache(maxsize=128)
def _habits(language: "Language") -> _Habits:
    pairs = [(own[0], own[-1]) for own in language.quotes]
    known = frozenset(pairs) or PAIRS
    opening, closing = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    roles = {
        form: None if form in opening & closing else "open" if form in opening else "close" if form in closing else role
        for form, role in _UNIVERSAL.items()
    }
    return _Habits(
        known,
        tuple(takewhile(lambda pair: pair[0] not in STRAIGHT, pairs)),
        PAIRS | known,
        PAIRS | known | {("「", "」"), ("『", "』")},
        roles,
        frozenset((*language.said, *language.told)),
    )


def _usual_roles(found: list[tuple[int, list[_Candidate]]], prior: dict[str, Role | None]) -> dict[str, Role | None]:
    """What each form does in this article: what its neighbours say where they say it clearly, else what the language says (`prior`)."""
    opens: Counter[str] = Counter()
    closes: Counter[str] = Counter()
    for _, candidates in found:
        for candidate in candidates:
            if candidate.lean >= 2:
                opens[candidate.form] += 1
            elif candidate.lean <= -2:
                closes[candidate.form] += 1
    roles: dict[str, Role | None] = {}
    for form in _UNIVERSAL.keys() & (opens.keys() | closes.keys()):
        more, fewer = max(opens[form], closes[form]), min(opens[form], closes[form])
        if more >= 3 and more >= 4 * fewer:
            roles[form] = "open" if opens[form] == more else "close"
    for single, double in (("‹", "«"), ("›", "»")):
        if single not in roles and opens[double] != closes[double]:
            roles[single] = "open" if opens[double] > closes[double] else "close"  # they point as the double ones do
    return prior | roles


class _Reader:
    """Reads the marks in order, block by block, and hands pairs and lone marks to the quotations."""

    def __init__(self, article: "Article", roles: dict[str, Role | None], into: Quotations, habits: _Habits) -> None:
        self._article = article
        self._text = article.text
        self._blocks = article.blocks
        self._roles = roles
        self._into = into
        self._exact = habits.exact
        self._stack: list[Mark] = []
        self._left_open: list[Mark] = []
        self._ended: set[Mark] = set()
        self._stand_ins = _stand_ins(article)
        self._speech = habits.speech

    def read(self, found: list[tuple[int, list[_Candidate]]]) -> None:
        for number, candidates in found:
            self._expire(number - REACH)
            self._read_block(number, candidates)
        self._expire(len(self._blocks))

    def _read_block(self, number: int, candidates: list[_Candidate]) -> None:
        first_pair = len(self._into.pairs)
        for index, candidate in enumerate(candidates):
            if candidate.lean == 3 and self._left_open and self._continues(candidate, number):
                continue
            role = self._role(candidate, candidates[index + 1 : index + 2])
            if role is None:
                continue
            mark = Mark(candidate.start, candidate.form, role, number)
            if role == "open":
                self._stack.append(mark)
            else:
                self._close(mark, first_pair)
        self._leave(number, first_pair)

    def _continues(self, candidate: _Candidate, number: int) -> bool:
        """Whether a mark that starts a block only says that the quotation goes on; an opening mark takes the earlier one's place."""
        form, before, first = candidate.form, number - 1, max(number - REACH, 0)
        while before > first and self._blocks[before].kind not in ("paragraph", "quotation"):
            before -= 1
        for mark in self._left_open:
            again = mark.form == form
            renews = again or (self._roles.get(form) == "close" and (mark.form, form) in self._exact)
            if not renews or mark.block < before or mark in self._ended:
                continue
            self._left_open.remove(mark)
            if not again:
                self._stack.append(mark._replace(block=number))
            return not again
        return False

    def _role(self, candidate: _Candidate, following: list[_Candidate]) -> Role | None:
        """The role of a mark, None where it is an apostrophe."""
        start, form, lean = candidate
        if form in BRACKETS:
            return "open"
        if form in _CLOSING_BRACKETS:
            return "close"
        if form in _APOSTROPHES:
            return self._role_of_apostrophe(candidate, following)
        usual = self._roles.get(form)
        wanted: Role = "open" if lean > 0 else "close"
        if lean and usual in (None, wanted):
            return wanted
        if lean == 0 and self._within_hebrew(start):
            return "open"  # after the prefix of a word
        open_here = any(mark.form not in BRACKETS and mark.form not in _SINGLE for mark in self._stack[-DEPTH:])
        open_before = any(mark.form not in _SINGLE for mark in self._left_open)
        if usual and abs(lean) <= 1:
            twice = lean >= 0 and bool(following) and following[0].form == form
            return "open" if usual == "close" and twice and not open_here and not open_before else usual
        if not open_here and any(mark.form in "「『" for mark in self._stack[-DEPTH:]):
            return "open" if following and following[0].form == form else "close"
        return "close" if open_here or (lean <= 0 and open_before) else "open"

    def _role_of_apostrophe(self, candidate: _Candidate, following: list[_Candidate]) -> Role | None:
        start, form, lean = candidate
        quoted = bool(self._stack) and self._stack[-1].form in _SINGLE
        if lean > 0:
            clipped = form != "‘" and self._text[start + 1 : start + 2].isdigit()  # ’90s
            return None if clipped or (quoted and form == "’") else "open"
        if lean == 0:
            if _unspaced(self._text[start - 1]) or _unspaced(self._text[start + 1 : start + 2]):
                return self._roles.get(form) or ("close" if quoted else "open")
            return None
        before = self._text[start - 1]
        if not quoted:
            goes_on = any((mark.form, form) in self._exact for mark in self._left_open)
            return "close" if goes_on or (before in _SENTENCE_STOP and form != "‘") else None
        plural = before == "s" and self._text[start + 1 : start + 2] == " "
        if plural and following and following[0].form == form and following[0].lean < 0:
            return None
        return "close"

    def _within_hebrew(self, start: int) -> bool:
        return "א" <= self._text[start - 1 : start] <= "ת" and "א" <= self._text[start + 1 : start + 2] <= "ת"

    def _close(self, mark: Mark, first_pair: int) -> None:
        """Pair a closing mark with what is open, in this block or from an earlier one."""
        stack, pairs, form = self._stack, self._into.pairs, mark.form
        depth = self._partner(form)
        if depth is not None:
            opening = stack[depth]
            for inner in stack[depth + 1 :]:
                self._lose(inner)
            del stack[depth:]
            around = sum(mark.form not in _SINGLE for mark in self._left_open)
            pairs.append(Quotation(opening, mark, depth + around))
            return
        last = pairs[-1].closing if len(pairs) > first_pair else mark
        if form in '"”' and last.form == form and self._means_inches(last) and not stack and last != mark:
            pairs[-1] = pairs[-1]._replace(closing=mark)  # what seemed to close stood for inches
            return
        still_open = [opening for opening in self._left_open if not self._is_past(opening)]
        earlier = [opening for opening in still_open if (opening.form, form) in self._exact]
        earlier = earlier or [opening for opening in still_open if _may_mix(opening.form, form)]
        if earlier and not stack:
            self._left_open.remove(earlier[-1])
            pairs.append(Quotation(earlier[-1], mark, 0))
        elif form not in '"”' or not self._means_inches(mark):  # else inches
            self._lose(mark)

    def _is_past(self, mark: Mark) -> bool:
        """Whether a quotation that should have ended in its block lies behind: a later block has opened another with the same mark."""
        last = self._into.pairs[-1].opening if self._into.pairs else mark
        later = last.start > mark.start and last.form == mark.form and last.start == self._blocks[last.block].start
        return later and mark in self._ended and self._is_attributed(mark, self._blocks[mark.block].end)

    def _partner(self, form: str) -> int | None:
        """Where in the stack the mark stands that `form` closes: its exact partner, else the last of its kind, else of any."""
        stack = self._stack
        if form in _APOSTROPHES:
            return len(stack) - 1 if stack and stack[-1].form in _SINGLE else None
        depths = range(len(stack) - 1, max(-1, len(stack) - 1 - DEPTH), -1)
        for depth in depths:
            if (stack[depth].form, form) in self._exact or BRACKETS.get(stack[depth].form) == form:
                return depth
        likely = [depth for depth in depths if _may_mix(stack[depth].form, form)]
        same = [depth for depth in likely if is_single(stack[depth].form) == is_single(form)]
        return same[0] if same else likely[0] if likely else None

    def _leave(self, number: int, first_pair: int) -> None:
        """At a block's end: what is still open may go on in the next ones, with a new opening mark where nothing speaks against it."""
        block = self._blocks[number]
        unfinished = block.kind == "heading" or not ends_sentence(self._article, block)
        latest = {pair.opening.form: pair.opening.start for pair in self._into.pairs[first_pair:]}
        for mark in self._stack:
            if (
                unfinished
                or latest.get(mark.form, 0) > mark.start
                or self._is_fragment(mark, block.end)
                or self._is_attributed(mark, block.end)
            ):
                self._ended.add(mark)
        self._left_open += self._stack
        self._stack = []

    def _is_fragment(self, mark: Mark, end: int) -> bool:
        """Whether a mark opens words that end the sentence before it, a few or with another sentence after them: nobody goes on there.

        `a plan to “cut the bill.`
        """
        before, quoted = self._text[max(0, mark.start - 2) : mark.start], self._text[mark.start + 1 : end].lstrip()
        if not (quoted[:1].islower() and before[:1].isalpha() and before[1:].isspace()):
            return False
        return quoted.count(" ") < 5 or bool(_SENTENCE_WITHIN.search(quoted))

    def _is_attributed(self, mark: Mark, end: int) -> bool:
        """Whether who spoke is told after the words that a mark opens: `“We left at dawn, the keeper said.`"""
        said = self._speech
        return any(
            said.intersection(_WORD.findall(match[0].lower())) for match in _AFTER_PAUSE.finditer(self._text, mark.start, end)
        )

    def _expire(self, before: int) -> None:
        """Give up what blocks before that number left open."""
        for mark in self._left_open:
            if mark.block < before:
                self._lose(mark)
        self._left_open = [mark for mark in self._left_open if mark.block >= before]

    def _lose(self, mark: Mark) -> None:
        """Note a mark without a partner, unless it can well be an apostrophe or gershayim."""
        text, start, form = self._text, mark.start, mark.form
        if self._has_stand_in(mark):
            return
        if mark.role == "open" and (
            form in "'’" or (form == "‘" and text[start + 1 : start + 2].isdigit()) or self._within_hebrew(start)
        ):
            return
        after_stop = mark.role == "close" and (text[start - 1] != "." or text[start - 4 : start - 1].isalpha())
        shared = mark.role == "open" and form in "«„" and self._shares_closing(mark)
        self._into.lone.append(Lone(mark, shared or (form in _APOSTROPHES and not after_stop)))

    def _has_stand_in(self, mark: Mark) -> bool:
        """Whether an entity or the like stands where the partner of a mark would, and is no other one's."""
        places = self._stand_ins.get(mark.block, [])
        at = bisect_left(places, mark.start) - (mark.role == "close")
        if 0 <= at < len(places):
            del places[at]
            return True
        return False

    def _shares_closing(self, mark: Mark) -> bool:
        """Whether a quotation at the end of this one closes both, as in Russian and Lithuanian names: «Компания «Ромашка»."""
        inner = self._text.find(mark.form, mark.start + 1, mark.start + 80)
        between = self._text[mark.start + 1 : inner]
        return inner > 0 and between[-1:] == " " and between.count(" ") < 6 and not _PAUSE.search(between)

    def _means_inches(self, mark: Mark) -> bool:
        """Whether a closing mark follows a measure: 7", 12.5", 3½"; not a year or a name with a number."""
        return bool(_MEASURE.search(self._text, max(0, mark.start - 9), mark.start))
