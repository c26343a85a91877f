"""What the language, the lexicon and the article say of a word with a capital, and of its neighbours."""

from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from qa.article import Article
    from qa.language import Language

SPACES = frozenset(" \u00a0\u202f")
_JOINING = frozenset("-’'&")
_CLOSING = frozenset(")]”’»“\"'›")

_KNOWN_ZIPF = 3.0
"""How common a word must be to be surely one that the language has in lower case."""
FREQUENT = 6.0
"""Zipf value of a word so common that it is no name, even if it sounds like one (will, till, med)."""
_SHORTEST = 4
_COMPOUND = 9
"""An unknown German word of so many letters is a compound rather than a name."""


class _Classes(NamedTuple):
    """Words of a language by what they do; `bound` lean on the next, so that a name may well follow, `leaning` may too."""

    function_words: frozenset[str]
    articles: frozenset[str]
    bound: frozenset[str]
    pronouns: frozenset[str]
    leaning: frozenset[str]
    days: frozenset[str]
    capitalised: frozenset[str]


@lru_cache(maxsize=128)
def _classes(language: "Language") -> _Classes:
    articles = frozenset(language.articles)
    bound = language.never_last | articles
    pronouns = frozenset(word for word in language.pronouns if word.islower() and len(word) > 1) - bound
    return _Classes(
        language.function_words,
        articles,
        bound,
        pronouns,
        bound | pronouns | frozenset(language.stranded),
        frozenset((*language.weekdays, *language.months)),
        frozenset(language.capitalised),
    )


Kind = Literal["function", "common", ""]
Follower = Literal["word", "name", "figure", "mark", ""]


class Casing:
    """Answers about the words of an article, given by their index or form. Each is worked out once."""

    def __init__(self, article: "Article") -> None:
        language = article.language
        self.article = article
        self.language = language
        self.lexicon = article.lexicon
        self.forms = article.words.forms
        self.positions = article.words.positions
        self.function_words, self.articles, self.bound, self.pronouns, self.leaning, self._days, capitalised = _classes(
            language
        )
        self.capitalised = capitalised | article.accepted_names
        self._kinds: dict[str, Kind] = {}
        self._followers: dict[str, Counter[str]] = {}

    def kind(self, form: str) -> Kind:
        """ "function" or "common" for a capitalised form that the language writes in lower case only, else ""."""
        if form not in self._kinds:
            self._kinds[form] = self._kind(form)
        return self._kinds[form]

    def _kind(self, form: str) -> Kind:
        lower = self.language.small(form)
        if len(form) < 2 or not form[1:].islower() or form in self.capitalised:
            return ""
        small = lower in self.function_words
        if self.lexicon is None:
            return "function" if small else ""
        word = self.lexicon.word(lower)
        if small:
            doubtful = word.first_name and word.zipf < FREQUENT and lower not in self.bound and lower not in self.pronouns
            return "" if doubtful else "function"
        named = word.capital or word.place or word.country or bool(word.first_name)
        common = word.lower and not named and word.zipf >= _KNOWN_ZIPF and len(form) >= _SHORTEST
        return "common" if common and not self.language.nouns_capitalised else ""

    def zipf(self, form: str) -> float:
        return self.lexicon.word(form).zipf if self.lexicon else 0.0

    def is_name(self, index: int) -> bool:
        """Whether a word has a capital that it owes neither to the start of a sentence nor, in German, to being a noun."""
        if not 0 <= index < len(self.forms) or not self.forms[index][0].isupper():
            return False
        form = self.forms[index]
        if self.language.nouns_capitalised and self.lexicon is not None:
            word = self.lexicon.word(form)
            unknown = not (word.capital or word.lower) and len(form) < _COMPOUND
            return form not in self._days and (unknown or word.place or word.country or bool(word.first_name))
        return not (self.language.small(form) in self.function_words and self._is_initial(index))

    def is_first_name(self, index: int) -> bool:
        """Whether the gazetteer has a word as a first name, so that a surname may follow."""
        return self.lexicon is not None and bool(self.lexicon.word(self.forms[index]).first_name)

    def is_place(self, index: int) -> bool:
        """Whether the gazetteer has a word as a town or country."""
        return self.lexicon is not None and (self.lexicon.word(self.forms[index]).place or self.is_country(index))

    def is_country(self, index: int) -> bool:
        return self.lexicon is not None and self.lexicon.word(self.forms[index]).country

    def is_common(self, index: int) -> bool:
        """Whether dictionaries have a word in lower case only."""
        if self.lexicon is None:
            return False
        word = self.lexicon.word(self.forms[index])
        return word.lower and not (word.capital or word.place or word.country or word.first_name)

    def is_common_start(self, index: int) -> bool:
        """Whether a capitalised word only starts a sentence, a quotation or a bracket: it is a common one."""
        initial = 0 <= index < len(self.forms) and self._is_initial(index)
        return initial and self.is_common(index) and self.forms[index][1:].islower()

    def _is_initial(self, index: int) -> bool:
        """Whether a word starts a sentence, a quotation or a bracket."""
        start = self.article.words.starts[index]
        return start in self.sentence_starts or self.article.text[start - 1] not in SPACES

    def starts_sentence(self, index: int) -> bool:
        return self.article.words.starts[index] in self.sentence_starts

    def follows(self, index: int) -> Follower:
        """What follows a word: a "word" in lower case, a "name" with a capital, a "figure" or a "mark".

        "" where it may go on as a part of a title, or end one.
        """
        text = self.article.text
        end = self.article.words.end(index)
        after, following = text[end : end + 1], text[end + 1 : end + 2]
        if after not in SPACES:
            return "" if after.isalnum() or after in _JOINING or after in _CLOSING else "mark"
        if following.isalpha():
            return "name" if following.isupper() else "word"
        return "" if following in _JOINING else "figure" if following.isdigit() else "mark"

    def followers(self, form: str) -> Counter[str]:
        """The words after a form, with how often each follows it."""
        if form not in self._followers:
            places = self.positions.get(form, ())
            self._followers[form] = Counter(self.forms[at + 1] for at in places if at + 1 < len(self.forms))
        return self._followers[form]

    def times_amid(self, form: str, after: str) -> int:
        """How often a form stands before another where it starts no sentence, quotation or bracket."""
        places = self.positions.get(form, ())
        return sum(self.forms[at + 1 : at + 2] == [after] and not self._is_initial(at) for at in places)

    def before_pairs(self, form: str, after: str) -> list[str]:
        """The words before each place where a form stands before another."""
        return [self.forms[at - 1] for at in self.positions.get(form, ()) if at and self.forms[at + 1 : at + 2] == [after]]

    def is_quiet(self, word: str, follower: str, least: int) -> bool:
        """Whether a small word stands before lower case so often, and before no capital but one `follower`'s."""
        if word not in self.function_words:
            return False
        others = self.followers(word)
        capitals = sum(times for form, times in others.items() if form[0].isupper()) - (others[follower] > 0)
        return capitals <= 0 and others.total() - (others[follower] > 0) >= least

    def is_reverent(self, index: int) -> bool:
        """Whether a word other than an article stands in a paragraph that names God, whom pronouns with a capital may mean."""
        if self.language.small(self.forms[index]) in self.articles:
            return False
        return self.article.block_at(self.article.words.starts[index]) in self._sacred

    @cached_property
    def _sacred(self) -> frozenset[int]:
        """The paragraphs that name God."""
        places = (at for name in self.language.deities for at in self.positions.get(name, ()))
        return frozenset(self.article.block_at(self.article.words.starts[at]) for at in places)

    def begins_body(self, form: str) -> bool:
        """Whether names of bodies or places begin with the word."""
        return form.lower().startswith(self.language.bodies)

    def is_understood(self, index: int) -> bool:
        """Whether the lexicon has a neighbour in lower case: it has none in foreign titles, or where syllables are spaced."""
        near = (self.forms[at] for at in (index - 1, index + 1) if at < len(self.forms))
        return self.lexicon is None or any(self.lexicon.word(form).lower for form in near if form[0].islower())

    def has_kin(self, form: str) -> bool:
        """Whether the article has another form of a word with a capital: of a body or people that it speaks of."""
        stem = form[: max(_SHORTEST, len(form) - 3)]
        return any(name != form and name.startswith(stem) for name in self._by_start.get(form[:_SHORTEST], ()))

    @cached_property
    def sentence_starts(self) -> frozenset[int]:
        return frozenset(sentence.start for sentence in self.article.sentences)

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.article.names.counts:
            found.setdefault(name[:_SHORTEST], []).append(name)
        return found
