"""How much likelier words are in another language than in one's own.

A stretch of text is taken for foreign where, word by word, the frequencies of another language explain it better than those of
its own: the logarithms of the ratios are added up, and the stretch of the greatest sum counts.

Measured on news in 40 languages with a list: no stretch of four different words gains 5 powers of ten in its own text, but for
quoted phrases; of whole foreign sentences 98 in 100 do.
"""

import struct
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from qa.language import fallbacks
from qa.language.identify import STEP, profiles
from qa.language.scripts import script_of
from qa.lexicon.lexicon import UNKNOWN, Lexicon, Word
from qa.memo import Memo

COST = STEP // 2
"""What each word must gain more than nothing: so a stretch does not grow by words that tell nothing."""

MOST = 3 * STEP
"""The most that one word may tell: a name may be a frequent word elsewhere."""

NAME = STEP // 4
"""The most that a capitalised word may tell."""

NATIVE = 2 * STEP
"""What a word in the script of a language without profile counts against all others."""

KNOWN, DICTIONARY_ONLY = STEP // 2, 2 * STEP
"""What a word counts for its own language that only its dictionary has, where there is a frequency list and where there is none."""

REMEMBERED, DETAILED = 50_000, 5_000
"""How many forms of a language are remembered at once, and how many with what they gain in every other one."""

CANDIDATES = 4


class Stretch(Struct, frozen=True):
    """Words `start:end` of a sequence are likely of a language; `gain` is the log10 of how much likelier than the text's own."""

    gain: float
    language: str
    start: int
    end: int


class Detail(NamedTuple):
    """What a form counts for its `own` language, and what it `gains` in each, by their place in the profiles.

    `more` holds how much more than for its own, `MOST` at most, it counts for each in one number of 32 bits for each: sums of all
    languages are made at once.
    """

    own: int
    gains: Sequence[int]
    more: int


class Contrast:
    """What forms, as they stand in the text, tell of another language than their own.

    `most[form]` is the most that it can gain in any other language, less `COST`; negative where it speaks for its own.
    `details[form]` is what it gains in each of them.
    """

    def __init__(self, tag: str, scripts: frozenset[str], lexicon: Lexicon | None) -> None:
        self._found = found = profiles()
        usual = [*fallbacks(tag), lexicon.code if lexicon else ""]
        possible = {code for script in scripts for code in found.scripts.get(script, ())}
        self.code = next((code for code in usual if code in possible), "")
        self.weak = not self.code or self.code in found.rare
        """Whether little is known of the own language's words."""
        self._own = found.codes.index(self.code) if self.code else -1
        self._nothing = (0,) * len(found.codes)
        self._fields = struct.Struct(f"<{len(found.codes)}I")
        self._lexicon = lexicon
        self._dictionary_only = DICTIONARY_ONLY if lexicon is not None and lexicon.size == "forms" else KNOWN
        self._large = lexicon is not None and lexicon.size == "large"
        self._scripts = scripts
        self.most = Memo(self._gain, REMEMBERED)
        self.details = Memo(self._look_up, DETAILED)
        self._kinships: dict[tuple[Collection[str], str], float] = {}

    def _gain(self, form: str) -> int:
        return (NAME if form[0].isupper() else self._most(form.lower())) - COST

    def _most(self, word: str) -> int:
        """The most that a word in lower case gains in another language."""
        known = self._lexicon.word(word) if self._lexicon else UNKNOWN
        if listed := self._found.of_word(word):
            most, own = listed[0], 0
            if most >> 8 == self._own:
                own, most = most, listed[1] if len(listed) > 1 else 0
            most &= 0xFF
            if known.zipf > 2:
                return min(most - int((known.zipf - 2) * STEP), MOST)
            own = own & 0xFF or next((entry & 0xFF for entry in listed if entry >> 8 == self._own), 0)
        elif self._large and not known.known:
            return STEP  # nobody knows it; its letters are looked at where its neighbours are strange too
        elif script_of(word[0]) not in self._found.scripts:
            return -self._in_strange_script(word)
        elif known.known:
            most = own = 0
        else:
            gains = self._found.of_spelling(word)
            own, most = gains[self._own] if self.code else 0, max(gains)
            if most == own and self.code:
                most = max(gains[: self._own] + gains[self._own + 1 :])
        return min(most - self._of_own(known, own), MOST)

    def _of_own(self, known: Word, gain: int) -> int:
        """What a word counts for its own language, which it gains so much in."""
        if known.zipf:
            return max(gain, int((known.zipf - 2) * STEP), 1)
        return max(gain, self._dictionary_only) if known.known else gain

    def _in_strange_script(self, word: str) -> int:
        return NATIVE if script_of(word[0]) in self._scripts else 0

    def _look_up(self, form: str) -> Detail:
        word, found = form.lower(), self._found
        if script_of(word[0]) not in found.scripts:
            return Detail(self._in_strange_script(word), self._nothing, 0)
        known = self._lexicon.word(word) if self._lexicon else UNKNOWN
        if listed := found.of_word(word):
            gains = [0] * len(self._nothing)
            for entry in listed:
                gains[entry >> 8] = entry & 0xFF
            own, more = self._of_own(known, gains[self._own] if self.code else 0), 0
            if listed[0] & 0xFF > own:
                for entry in listed:
                    if (gain := (entry & 0xFF) - own) > 0:
                        more |= min(gain, MOST) << 32 * (entry >> 8)
            return Detail(own, gains, more)
        if known.known:
            return Detail(self._of_own(known, 0), self._nothing, 0)
        return self._of_letters(word)

    def _of_letters(self, word: str) -> Detail:
        """What the letters of a word that stands in no list tell."""
        gains = self._found.of_spelling(word)
        own = gains[self._own] if self.code else 0
        if max(gains) <= own:
            return Detail(own, gains, 0)
        more = self._fields.pack(*[0 if gain <= own else gain - own if gain < own + MOST else MOST for gain in gains])
        return Detail(own, gains, int.from_bytes(more, "little"))

    def best(self, forms: Sequence[str]) -> Stretch | None:
        """The stretch of `forms` that gains most in another language."""
        details = [self.details[form] for form in forms]
        more = sum([detail.more for detail in details])
        sums = self._fields.unpack(more.to_bytes(self._fields.size, "little"))
        likely = sorted(filter(sums.__getitem__, range(len(sums))), key=lambda place: -sums[place])
        most = [NAME if at and form[0].isupper() else MOST for at, form in enumerate(forms)]
        gain, best = 0, None
        for place in likely[:CANDIDATES]:
            total = start = 0
            for at, (own, gains, _) in enumerate(details):
                if total <= 0:
                    total, start = 0, at
                total += min(gains[place] - own, most[at]) - COST
                if total > gain:
                    gain, best = total, (place, start, at + 1)
        return Stretch(gain / STEP, self._found.codes[best[0]], best[1], best[2]) if best else None

    def gain(self, form: str, language: str) -> int:
        """How much more a form counts for another language than for its own."""
        own, gains, _ = self.details[form]
        return min(gains[self._found.codes.index(language)] - own, MOST)

    def is_native(self, form: str, language: str) -> bool:
        """Whether a form, no name, clearly speaks for its own language."""
        return self.gain(form, language) <= -STEP and not form[0].isupper()

    def is_weak(self, language: str) -> bool:
        """Whether little is known of the words of the own language or of the other."""
        return self.weak or language in self._found.rare

    def kinship(self, forms: Collection[str], language: str) -> float:
        """What the mean word of `forms`, a text in its own language, gains in another: -2 or less, more where the two are akin.

        What a fixed set of them tells is worked out once.
        """
        if not isinstance(forms, frozenset):
            return self._kinship(forms, language)
        if (forms, language) not in self._kinships:
            self._kinships[forms, language] = self._kinship(forms, language)
        return self._kinships[forms, language]

    def _kinship(self, forms: Collection[str], language: str) -> float:
        place = self._found.codes.index(language)
        gains = [max(-MOST, min(gains[place] - own, MOST)) for own, gains, _ in map(self.details.__getitem__, forms)]
        return sum(gains) / STEP / max(len(gains), 1)


@lru_cache(maxsize=96)
def contrast(tag: str, scripts: frozenset[str], lexicon: Lexicon | None) -> Contrast:
    """The contrast of a text's language, written in `scripts`, with all others; kept within the process."""
    return Contrast(tag, scripts, lexicon)
