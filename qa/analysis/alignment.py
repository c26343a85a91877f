"""Which sentences of an article translate which of its original.

Both are read in order; a sentence may have been translated as two, two as one, one may be left out or added. How well two lengths
fit (Gale and Church 1993) and what both sides share, figures, addresses, names in whatever script, related words, is weighed as
likelihoods; the forward-backward algorithm over all ways of pairing gives each pair its probability. Work is linear in the number of
sentences: only those are tried that stand near the line through what both sides surely share.
"""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from qa.analysis.dates import weekdays
from qa.analysis.numbers import worded
from qa.analysis.placenames import places_within
from qa.analysis.scripts import UNSPACED
from qa.analysis.sounds import latin, skeleton
from qa.article import Pair
from qa.patterns import late

if TYPE_CHECKING:
    from qa.analysis.sentences import Sentence
    from qa.article import Article

MOVES = {(1, 1): 0.8, (1, 0): 0.08, (0, 1): 0.03, (1, 2): 0.05, (2, 1): 0.05, (2, 2): 0.005}
"""How many sentences of the original and of the article make a pair, with the prior of it: Gale and Church's order, leaning to what is
left out, joined and cut, for news is edited."""

_VARIANCE = 2.0
"""Of a translation's length, per character that it would have on average: what most of the news in 17 languages has, 1.1 to 2.8."""

_KNOWN = 400
"""Characters of a translation as long as its original that an article is taken to have besides its own: of a short one that lacks a
sentence the lengths would say that all is said shorter. Not between scripts with and without spaces."""

_TAILS = 5
"""Degrees of freedom of Student's t, which the differences are taken to follow: a few translations are far longer or shorter."""

_BAND = 25
"""Sentences on either side of the line that are tried."""

_SHARED, _LOST = 3.0, 1.5
"""The most that one shared figure or name speaks for a pair, in nats, and what a figure speaks against it that one side lacks."""

_NORMAL = 0.919
"""Half the logarithm of 2π."""

_ABSENT = 0.06
"""Of what a shared name would say for a pair, what it says against it where one side lacks it."""

_ABSURD = -12.0
"""The least that lengths can say."""

_KEPT, _NEW, _DOUBTED = 0.88, 0.03, 0.6
"""How often a mark of the original has its counterpart in the translation, how often one stands there that the original has not
(news in 28 languages), and the weight of what marks say: they come together, so each says less than if it came alone."""

_BLOCK = 1.0
"""What it says whether both sentences start a block, or only one."""

_STEM, _LONG = 5, 6
"""Letters by which two words of one script are related, and which a word has at least that is compared so."""

_LIKELY, _KIN = 0.7, 0.7
"""The confidence of a first pair from which it counts, and how often two words stand together of the times that they stand at all,
from which on they are taken to translate each other (Dice's coefficient)."""

_LEARNT = 0.2
"""What such a pair of words speaks for a pair of sentences: less than the half of both sides' surprise that other anchors have, for
the first alignment that it rests on may be wrong."""

_ALONE = 0.95
"""The confidence of a pair of which both texts have no other sentence."""

_NAME = 3
"""Classes of consonants that a name has at least that is compared by its sound; one more where words are not parted."""

_FIGURE = late(r"\d+(?:[.,:\u00a0\u202f’' ](?=\d{3}(?!\d))\d{3})*(?:[.,:]\d+)?")
_MARKS = "bqes?:("
"""Kinds of marks: a quotation mark at the beginning, anywhere, at the end; a stop at the end, a question, a colon, a bracket."""

_QUOTE = late(r"[\"“”„«»「」『』‹›]|(?<!\w)['‘’‚]|['’‘](?!\w)")
_ADDRESS = late(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|[#@]\w+")


class _Unit(NamedTuple):
    """A sentence with what it can share with another: its length in characters and its anchors."""

    start: int
    end: int
    length: int
    opens: bool
    marks: str
    """The kinds of `_MARKS` that it has."""
    figures: frozenset[str]
    said: frozenset[str]
    """Its anchors, the figures too."""


def align(article: "Article", original: "Article") -> tuple[Pair, ...]:
    """The sentences of both in order, each pair with the probability that the two belong together, all of each."""
    here, there = list(_units(article, original)), list(_units(original, article))
    if not here or not there:
        return ()
    if len(here) == len(there) == 1:  # nothing else to choose from
        return (Pair(here[0].start, here[0].end, there[0].start, there[0].end, confidence=_ALONE),)
    known = _KNOWN if article.language.spaces and original.language.spaces else 0
    ratio = (sum(unit.length for unit in here) + known) / (sum(unit.length for unit in there) + known)
    first = list(_Lattice(there, here, ratio).pairs())
    there, here = _related(first, (there, original), (here, article))
    return tuple(_Lattice(there, here, _ratio(first, known) or ratio).pairs())


def align_within(article: "Article", original: "Article", pairs: Sequence[Pair], ratio: float) -> Iterator[tuple[Pair, ...]]:
    """The sentences of each of some passages that belong together, none of them empty, as `align` gives those of an article.

    `ratio` is how long the article's passages are by the length of what they translate. How much something says that two sentences
    share is learnt from all of `pairs`.
    """
    spans = [(pair.start, pair.end) for pair in pairs], [(pair.source_start, pair.source_end) for pair in pairs]
    here, there = list(_units(article, original, spans[0])), list(_units(original, article, spans[1]))
    if not here or not there:
        return
    lattice = _Lattice(there, here, ratio)
    for pair in pairs:
        theirs = [unit for unit in there if pair.source_start <= unit.start < pair.source_end]
        yield tuple(lattice.of(theirs, [unit for unit in here if pair.start <= unit.start < pair.end]).pairs())


def _ratio(pairs: list[Pair], known: int) -> float | None:
    """How long the passages that likely translate something are by the length of what they translate, left-out ones apart."""
    both = [
        (pair.end - pair.start, pair.source_end - pair.source_start)
        for pair in pairs
        if pair.confidence >= _LIKELY and pair.start < pair.end and pair.source_start < pair.source_end
    ]
    return (sum(one for one, _ in both) + known) / (sum(other for _, other in both) + known) if both else None


def _related(
    pairs: list[Pair], there: "tuple[list[_Unit], Article]", here: "tuple[list[_Unit], Article]"
) -> tuple[list["_Unit"], list["_Unit"]]:
    """The units with the words in common that their first alignment shows to translate each other.

    Two words do that stand in pairs together, again and again, and hardly without each other.
    """
    words = [[_repeated(article, unit) for unit in units] for units, article in (there, here)]
    at = [{unit.start: number for number, unit in enumerate(units)} for units, _ in (there, here)]
    together: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        if pair.confidence < _LIKELY or pair.start not in at[1] or pair.source_start not in at[0] or pair.start == pair.end:
            continue
        for one in words[0][at[0][pair.source_start]]:
            together.update((one, other) for other in words[1][at[1][pair.start]])
    counts = [Counter(word for unit in side for word in unit) for side in words]
    found: dict[tuple[int, str], list[str]] = {}
    for (one, other), times in together.items():
        if times > 1 and 2 * times >= _KIN * (counts[0][one] + counts[1][other]):
            found.setdefault((0, one), []).append(f"={one}={other}")
            found.setdefault((1, other), []).append(f"={one}={other}")
    added = [
        [
            unit._replace(said=unit.said | {anchor for word in shown for anchor in found.get((side, word), ())})
            for unit, shown in zip(units, words[side], strict=True)
        ]
        for side, units in enumerate((there[0], here[0]))
    ]
    return added[0], added[1]


def _repeated(article: "Article", unit: "_Unit") -> set[str]:
    """What a sentence's words may be known by in another sentence: their beginnings, in scripts without spaces two letters."""
    forms = [article.words.forms[index] for index in article.words.between(unit.start, unit.end)]
    if article.scripts & UNSPACED:
        return {form[at : at + 2] for form in forms for at in range(len(form) - 1)}
    return {form.lower()[:_STEM] for form in forms if len(form) > 3}


def _units(article: "Article", other: "Article", within: Sequence[tuple[int, int]] | None = None) -> Iterator[_Unit]:
    """The sentences of an article, or of some passages of it."""
    text, words = article.text, article.words
    related = bool(article.scripts & other.scripts)
    unspaced = bool(article.scripts & UNSPACED)
    opening = {block.start for block in article.blocks}
    sentences: Iterable[Sentence] = article.sentences
    if within is not None:
        sentences = (one for start, end in within for one in article.sentences[_first(article, start) : _first(article, end)])
    for start, end in sentences:
        sentence = text[start:end]
        figures = frozenset(filter(None, map(_digits, _FIGURE.findall(sentence))))
        anchors = {"@" + match.rstrip(".,;") for match in _ADDRESS.findall(sentence)}
        anchors |= {str(int(value)) for value in worded(text, start, end, article.language) if value >= 2}
        anchors |= {f"day{one.day}" for one in weekdays(text, start, end, article.language)}
        anchors |= {f"%{place}" for place in places_within(article, start, end)}
        for index in words.between(start, end):
            form = words.forms[index]
            named = form[0].isupper() or not article.language.case
            if unspaced and not form.isascii():
                anchors.update("~" + sound for sound in _sounds_within(form))
            elif named and len(sound := skeleton(form)) >= _NAME and len(form) > 2:
                anchors.add("~" + sound[:4])
            if len(form) >= _LONG and not unspaced:
                anchors.add(latin(form)[:_STEM] if related else "~" + skeleton(form)[:_STEM])
        yield _Unit(start, end, len(sentence), start in opening, _marks(sentence), figures, figures | frozenset(anchors))


def _first(article: "Article", place: int) -> int:
    """The number of the first sentence that starts at a place of the text or later."""
    return bisect_left(article.sentences, place, key=lambda sentence: sentence.start)


def _marks(sentence: str) -> str:
    """The kinds of marks that a sentence has: letters of `_MARKS`."""
    tail = sentence[-3:]
    has = {
        "b": _QUOTE.match(sentence),
        "q": _QUOTE.search(sentence),
        "e": _QUOTE.search(tail),
        "s": any(mark in ".。！!।۔։…?？؟;;" for mark in tail),
        "?": any(mark in "?？؟;;" for mark in sentence),
        ":": ":" in sentence or "：" in sentence,
        "(": "(" in sentence or "（" in sentence,
    }
    return "".join(kind for kind in _MARKS if has[kind])


def _marks_of(units: "list[_Unit]") -> str:
    """The kinds of marks that sentences have as one: its beginning is the first's, its end the last's."""
    if len(units) == 1:
        return units[0].marks
    within = {kind for unit in units for kind in unit.marks} - {"b", "e", "s"}
    within |= {"b"} & set(units[0].marks) | {"e", "s"} & set(units[-1].marks)
    return "".join(within)


def _digits(figure: str) -> str:
    """A figure's digits, in whatever script and with whatever separators it is written."""
    return "".join(str(unicodedata.digit(character)) for character in figure if character.isdigit()).lstrip("0")


def _sounds_within(form: str) -> Iterator[str]:
    """The skeletons of all stretches of two to five letters, for scripts that write words without spaces."""
    for start in range(len(form)):
        for length in range(2, 6):
            sound = skeleton(form[start : start + length])
            if len(sound) > _NAME:
                yield sound[:4]


class _Lattice:
    """All ways of pairing the sentences of an original (`there`) with those of its translation (`here`), within a band."""

    def __init__(self, there: list[_Unit], here: list[_Unit], ratio: float) -> None:
        self.there, self.here = there, here
        self.ratio = ratio
        self.mean = sum(unit.length for unit in here) / len(here)
        ours, theirs = Counter[str](), Counter[str]()
        for units, counts in ((here, ours), (there, theirs)):
            for unit in units:
                counts.update(unit.said)
        self.weights = {
            anchor: max(0.0, min(_SHARED, log(len(here) / ours[anchor])) + min(_SHARED, log(len(there) / theirs[anchor])))
            * (_LEARNT if anchor[0] == "=" else 0.5)
            for anchor in ours.keys() & theirs.keys()
        }
        self.says = {kind: _says(sum(kind in unit.marks for unit in here), len(here)) for kind in _MARKS}
        self.line = self._line(ours, theirs)

    def of(self, there: list[_Unit], here: list[_Unit]) -> "_Lattice":
        """That of some of the sentences, which knows of all what they say."""
        part = copy(self)
        part.there, part.here = there, here
        part.line = part._line(*(Counter(anchor for unit in side for anchor in unit.said) for side in (here, there)))
        return part

    def _line(self, ours: Counter[str], theirs: Counter[str]) -> list[tuple[int, int]]:
        """Points of the band's middle: where both sides have what stands once in either, in one order, and both ends."""
        once = {anchor for anchor in self.weights if ours[anchor] == theirs[anchor] == 1}
        place = {anchor: at for at, unit in enumerate(self.here) for anchor in once & unit.said}
        points = [(at, place[anchor]) for at, unit in enumerate(self.there) for anchor in sorted(once & unit.said)]
        chain = _longest_rising(points)
        return [(0, 0), *chain, (len(self.there), len(self.here))]

    def _window(self, i: int) -> range:
        """The sentences of the translation up to which those of the original before `i` may have been translated."""
        at = min(max(bisect_left(self.line, (i, -1)), 1), len(self.line) - 1)
        (a, b), (c, d) = self.line[at - 1], self.line[at]
        middle = b + (d - b) * (i - a) // max(c - a, 1)
        return range(max(0, middle - _BAND), min(len(self.here), middle + _BAND) + 1)

    def pairs(self) -> Iterator[Pair]:
        """The likeliest way, each pair with its probability."""
        windows = [self._window(i) for i in range(len(self.there) + 1)]
        forward: list[dict[int, float]] = [{} for _ in windows]
        best: list[dict[int, tuple[float, tuple[int, int]]]] = [{} for _ in windows]
        scores: dict[tuple[int, int, int, int], float] = {}
        forward[0][0], best[0][0] = 0.0, (0.0, (0, 0))
        for i, window in enumerate(windows):
            for j in window if i else range(windows[0].stop):
                ways = []
                for (di, dj), prior in MOVES.items():
                    if i < di or j < dj or (before := forward[i - di].get(j - dj)) is None:
                        continue
                    score = log(prior) + self._fit(i - di, i, j - dj, j)
                    scores[i - di, j - dj, i, j] = score
                    ways.append((before + score, best[i - di][j - dj][0] + score, (di, dj)))
                if ways:
                    forward[i][j] = _log_sum([way[0] for way in ways])
                    best[i][j] = max((way[1], way[2]) for way in ways)
        last = (len(self.there), len(self.here))
        if last[1] not in forward[last[0]]:
            return
        backward = self._backward(scores, last)
        total = forward[last[0]][last[1]]
        found = []
        i, j = last
        while (i, j) != (0, 0):
            di, dj = best[i][j][1]
            a, b = i - di, j - dj
            found.append((a, i, b, j, exp(min(0.0, forward[a][b] + scores[a, b, i, j] + backward[i, j] - total))))
            i, j = a, b
        for a, i, b, j, probability in reversed(found):
            yield self._pair(a, i, b, j, probability)

    def _backward(self, scores: dict[tuple[int, int, int, int], float], last: tuple[int, int]) -> dict[tuple[int, int], float]:
        backward: dict[tuple[int, int], float] = {last: 0.0}
        ways: dict[tuple[int, int], list[float]] = {}
        for (a, b, i, j), score in reversed(scores.items()):
            if (i, j) not in backward:
                if (i, j) not in ways:
                    continue
                backward[i, j] = _log_sum(ways.pop((i, j)))
            ways.setdefault((a, b), []).append(score + backward[i, j])
        return backward

    def _pair(self, a: int, i: int, b: int, j: int, probability: float) -> Pair:
        start = self.here[b].start if b < j else self.here[b - 1].end if b else self.here[0].start
        source = self.there[a].start if a < i else self.there[a - 1].end if a else self.there[0].start
        return Pair(
            start,
            self.here[j - 1].end if b < j else start,
            source,
            self.there[i - 1].end if a < i else source,
            confidence=round(probability, 3),
        )

    def _fit(self, a: int, i: int, b: int, j: int) -> float:
        """How much likelier the sentences `b:j` are as translation of `a:i` than as text of their own, in nats."""
        if a == i or b == j:
            return 0.0
        there, here = self.there[a:i], self.here[b:j]
        source = sum(unit.length for unit in there)
        length = sum(unit.length for unit in here)
        variance = max(source * self.ratio * _VARIANCE, 1.0)
        difference = length - source * self.ratio
        fits = -(_TAILS + 1) / 2 * log(1 + difference * difference / (variance * _TAILS)) - log(variance) / 2
        own = (len(here) - 1) * log(length) - length / self.mean - log(self.mean) * len(here)  # Gamma, of so many sentences
        score = max(_ABSURD, fits - own - _NORMAL)
        if len(there) == len(here) == 1:
            ours, theirs = here[0], there[0]
            said, other_said = ours.said, theirs.said
            figures, other_figures = ours.figures, theirs.figures
        else:
            said, other_said = (frozenset().union(*(unit.said for unit in side)) for side in (here, there))
            figures, other_figures = (frozenset().union(*(unit.figures for unit in side)) for side in (here, there))
        weights = self.weights
        score += sum(weights.get(anchor, 0.0) for anchor in said & other_said)
        score -= _LOST * max(len(figures - other_said), len(other_figures - said))
        score -= _ABSENT * sum(weights.get(anchor, 0.0) for anchor in said ^ other_said)
        marks, other_marks = _marks_of(here), _marks_of(there)
        for kind, says in self.says.items():
            score += says[kind in marks][kind in other_marks]
        return score + (_BLOCK if there[0].opens == here[0].opens else -_BLOCK)


def _says(having: int, all_: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """What a mark says for a pair if the translation lacks or has it (first index), and the original (second), by how common it is."""
    share = (having + 0.5) / (all_ + 1)
    lacking = log((1 - _NEW) / (1 - share)), log((1 - _KEPT) / (1 - share))
    return (
        (_DOUBTED * lacking[0], _DOUBTED * lacking[1]),
        (_DOUBTED * log(_NEW / share), _DOUBTED * log(_KEPT / share)),
    )


def _log_sum(values: list[float]) -> float:
    most = max(values)
    return most + log(sum(exp(value - most) for value in values))


def _longest_rising(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that rises on both sides."""
    ends: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    tails: list[int] = []
    for point in points:
        at = bisect_left(tails, point[1])
        before[point] = ends[at - 1] if at else None
        if at == len(ends):
            ends.append(point)
            tails.append(point[1])
        elif point[1] < tails[at]:
            ends[at], tails[at] = point, point[1]
    chain: list[tuple[int, int]] = []
    step = ends[-1] if ends else None
    while step is not None:
        if not chain or step[0] < chain[-1][0]:
            chain.append(step)
        step = before[step]
    return chain[::-1]
