"""Which language a text is in.

Its script decides where one language writes it. Between the languages of a script decide their words: for each language the
logarithms of its words' frequencies are summed, a word that it does not know counting as a rare one; a word that no language knows
is judged by its letters, three at a time. The words come from `wordfreq` and, for languages that it lacks, from one short text
(`profiles.tsv`); `qa.language.profiles` compiles them into one file that is mapped into memory.

The constants were set on news (1,120 articles in 70 languages, all named rightly; 1-2 ms each). On sentences of treebanks, on which
nothing was set, all of 1,539 texts of ten sentences in 40 languages are named rightly, and against all other languages of their script
97.1% of beginnings of 60 characters and 92.0% of 30; most of the rest are taken for a close relative.
"""

import struct
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import add

from qa.language.scripts import LANGUAGE_OF, script_of
from qa.lexicon import cache, store
from qa.memo import Memo
from qa.patterns import late

UNDETERMINED = "und"

SAMPLE = 300
"""Words that are looked at in a document, evenly spread."""

FEWEST = 3
"""Words that a document must have for a language to claim it: one or two may be names."""

SPELT = 60
"""Words unknown to all languages that are judged by their letters; more would cost more than they tell."""

SAMPLED = 40_000
"""Characters of a longer document that are looked at, in eight stretches."""

REMEMBERED, REMEMBERED_SPELT = 20_000, 5_000
"""Triples whose gains are remembered at once, and words whose letters are judged."""

STEP = 32
"""Steps of a gain in a power of ten."""

RARE_PRIOR = 2 * STEP
"""What a language known by one short text needs more than others."""

_TOKEN = late(r"[^\W\d_\u0900-\u097f]+|[\u0900-\u0965\u0970-\u097f]+")
_LOOKALIKES = str.maketrans("aeopcxyij", "аеорсхуіј")
_CLAIM, _RARE_CLAIM, _SURE = 2.0, 1.3, 0.75
"""The gain per word, in powers of ten, and the probability below which no language claims a text. In news no article of a language
with a list gains less than 2.6, of one without less than 1.5.
"""


class Profiles:
    """The words and letter triples of all languages, mapped into memory.

    Gains are powers of ten, in `STEP`s, by which a word or triple is likelier in a language than an unknown one.
    """

    def __init__(self, opened: store.Store) -> None:
        self.codes: list[str] = opened.meta["codes"]
        self.scripts: dict[str, list[str]] = opened.meta["scripts"]
        self.rare: frozenset[str] = frozenset(opened.meta["rare"])
        self.floors: list[int] = opened.meta["floors"]
        self.traditional: frozenset[str] = frozenset(opened.meta["traditional"])
        self.simplified: frozenset[str] = frozenset(opened.meta["simplified"])
        self._store = opened
        self._words = opened.trie("words")
        self._word_places = opened.table("words.places", "I")
        self._word_gains = opened.table("words.values", "H")
        self._triples = opened.finder("triples")
        self._triple_places = opened.table("triples.places", "I")
        self._triple_gains = opened.table("triples.values", "H")
        self._sixteen_bits = struct.Struct(f"<{len(self.codes)}H")
        self._gains_of_triples = Memo(self._of_triple, REMEMBERED)
        self.of_spelling: Callable[[str], tuple[int, ...]] = Memo(self._of_spelling, REMEMBERED_SPELT).__getitem__
        """What the letters of a word gain in each language, in the order of `codes`, three at a time; its first 256 tell."""

    def gains(self, words: Iterable[str]) -> tuple[list[int], int]:
        """For each language, in the order of `codes`, the sum of its gains; and how many words were judged."""
        sums, judged, spelt = [0] * len(self.codes), 0, 0
        for word in words:
            entries = self.of_word(word)
            if entries is not None:
                judged += 1
                for entry in entries:
                    sums[entry >> 8] += entry & 0xFF
            elif spelt < SPELT:
                judged += 1
                spelt += 1
                sums = list(map(add, sums, self.of_spelling(word)))
        return sums, judged

    def of_word(self, word: str) -> "memoryview[int] | None":
        """What a word gains in each language that has it, the most first; None where none has it.

        An entry holds the gain in its lowest eight bits, and above them the language's place in `codes`.
        """
        try:
            index = self._words.get(word)
        except UnicodeEncodeError:  # half a surrogate pair
            return None
        return None if index is None else self._word_gains[self._word_places[index] : self._word_places[index + 1]]

    def _of_spelling(self, word: str) -> tuple[int, ...]:
        bounded = f" {word[:256]} "
        total = sum([self._gains_of_triples[bounded[place : place + 3]] for place in range(len(bounded) - 2)])
        return self._sixteen_bits.unpack(total.to_bytes(self._sixteen_bits.size, "little"))

    def _of_triple(self, triple: str) -> int:
        """The gains of three letters in all languages in one number, 16 bits for each: so they are added up all at once."""
        gains, index = 0, self._triples(triple)
        if index is not None:
            for entry in self._triple_gains[self._triple_places[index] : self._triple_places[index + 1]]:
                gains |= (entry & 0xFF) << 16 * (entry >> 8)
        return gains


def _compile(version: str) -> bytes:
    from qa.language.profiles import compile_profiles

    return compile_profiles(version)


DATA: tuple[str, str, cache.Compiler] = ("profiles", "the words that tell languages apart", _compile)
"""The name, title and compiler of the profiles' file, for `qa.lexicon.cache`."""


@lru_cache(maxsize=2)
def _opened(folder: str) -> Profiles:
    return Profiles(cache.open_or_build(*DATA, quiet=False))


def profiles() -> Profiles:
    """The profiles, opened once. Raises LexiconError where they cannot be built."""
    return _opened(store.folder())


def tokens(text: str) -> list[str]:
    """The words of a text as profiles hold them: runs of letters, case set aside."""
    return _TOKEN.findall((text if text.isascii() else unicodedata.normalize("NFC", text).replace("İ", "i")).casefold())


def scores(words: Iterable[str]) -> dict[str, float]:
    """How well words fit each language that their script leaves possible: log10 of their probability, up to a common constant.

    `words` are as they stand in the text; the best of few words is a guess. Empty where no word is of a script with profiles.
    """
    lowered = [token for word in words for token in tokens(word)]
    script = _script(Counter("".join(lowered)))
    found = profiles()
    if script not in found.scripts:
        return {}
    return {code: score / STEP for code, score, _ in _ranked(found, _of_script(lowered, script), script)}


def identify(text: str) -> tuple[str, float]:
    """The language of a text and the probability that this is right; ("und", 0.0) where no language claims it.

    Chinese is given as `zh-Hans` or `zh-Hant`, Serbian in Latin letters, Croatian and Bosnian as `sh`.
    """
    if len(text) > SAMPLED:
        text = " ".join(text[at : at + SAMPLED // 8] for at in range(0, len(text), len(text) // 8))
    letters = Counter(text)
    script = _script(letters)
    if script == "Han":
        return _chinese(letters)
    if script in LANGUAGE_OF:
        return LANGUAGE_OF[script], 1.0
    found = profiles()
    words = _of_script(tokens(text), script)
    words = words[:: len(words) // SAMPLE + 1]
    if script not in found.scripts or len(words) < FEWEST:
        return UNDETERMINED, 0.0
    (best, score, gain), (_, second, _), *_ = _ranked(found, words, script)
    probability = 1 / (1 + 10 ** (-(score - second) / STEP / 2))
    if probability < _SURE or gain < (_RARE_CLAIM if best in found.rare else _CLAIM) * STEP:
        return UNDETERMINED, 0.0
    return best, probability


def detect(text: str) -> str:
    """The BCP 47 tag of a text's language; "und" where none is found."""
    return identify(text)[0]


def _ranked(found: Profiles, words: list[str], script: str) -> list[tuple[str, int, float]]:
    """The languages of a script, likeliest first: code, score, and gain per word judged."""
    sums, judged = found.gains(words)
    ranked = []
    for code in found.scripts[script]:
        index = found.codes.index(code)
        score = sums[index] + found.floors[index] * judged - RARE_PRIOR * (code in found.rare)
        ranked.append((code, score, sums[index] / max(judged, 1)))
    return sorted(ranked, key=lambda entry: -entry[1])


def _of_script(words: list[str], script: str) -> list[str]:
    """The words in a script. Latin letters that look Cyrillic are taken as such within a Cyrillic word."""
    if script == "Cyrillic":
        words = [word if word.isascii() else word.translate(_LOOKALIKES) for word in words]
    return [word for word in words if script_of(word[0]) == script]


def _script(letters: "Counter[str]") -> str:
    """The script of most letters. A tenth of kana makes Han letters Japanese."""
    counts: Counter[str] = Counter()
    for letter, count in letters.items():
        if script := script_of(letter):
            counts[script] += count
    if not counts:
        return ""
    if counts["Kana"] * 10 > counts["Han"] + counts["Kana"]:
        counts["Kana"] += counts.pop("Han", 0)
    counts["Han"] *= 2  # a word takes two letters or so, not five
    return counts.most_common(1)[0][0]


def _chinese(letters: "Counter[str]") -> tuple[str, float]:
    found = profiles()
    traditional = sum(letters[letter] for letter in found.traditional & letters.keys())
    simplified = sum(letters[letter] for letter in found.simplified & letters.keys())
    if traditional > simplified:
        return "zh-Hant", (traditional + 1) / (traditional + simplified + 2)
    return "zh-Hans", (simplified + 1) / (traditional + simplified + 2)
