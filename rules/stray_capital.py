"""A capital in mid-sentence on a word that is no name.

What it flags: `do The reset`, `Vega He said`, `tournament, Something`, `N'avaient`, `the home side Brought`.
Why a reader minds: a capital there says that a name or a new sentence begins, and neither does.
How it decides: a word in mid-sentence that the language writes in lower case only, and no gazetteer knows, is followed by lower case
or a mark, so it begins no title. A function word or pronoun needs no more. Of other words the article must write no kindred
form with a capital, and the word before must be one after which no name stands: a common word (in languages that put an article
before the names of bodies), a pronoun, an indefinite article, or a small word that the article never follows with a capital.
What it leaves alone: words after a colon, dash, bullet, quotation mark or bracket, titles and headlines with capitals throughout,
names with articles (The Hague, La France insoumise), titles of works after their kind, words that take a capital for politeness,
acronyms, single letters, terms that the article always writes so, German nouns and what may be used as one.
Source: in 60,000 words of professional news in eleven languages one common word with a capital after another common word, no
function word before lower case; the names of bodies stand after articles and prepositions (Slavic languages: after any word).
"""

from collections.abc import Iterator

from qa.analysis.names import PARTICLES
from qa.analysis.words import is_code
from qa.article import Article
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="stray-capital",
    summary="a capital in mid-sentence",
    severity="error",
    mqm="linguistic-conventions/spelling",
    requires=("case", "spaces", "language"),
    safe=True,
)

EXAMPLES = (
    bad("en", "The crews agreed that ⟦They⇒they⟧ would meet again."),
    bad("en", "The crews hoped that ⟦The⇒the⟧ owners would give in."),
    bad("en", "Anna Vega ⟦He⇒he⟧ said on Monday that the strike would go on. Nobody asked Vega."),
    bad("en", "The strike went on for a week, ⟦Although⇒although⟧ nobody wanted it."),
    bad("en", "They ⟦Agreed⇒agreed⟧ to meet at noon."),
    good("en", "The envoys met in The Hague. Will Smith and Dan Brown liked The Last of Us and “Gone With the wind”."),
    good(
        "en",
        "Kim Jong Un said: The talks go on – No one left (They all stayed) and I was there. May we ask the Ministry of the Interior?",
    ),
    good("en", "Mayor Says The Bridge Will Be Closed for Months\n\nThe bridge is old."),
    good("en", "Zhang He won. “It was hard,” Zhang He said, and then Zhang He left."),
    good("en", "The Seller hands the ship to the Buyer. If the Buyer wants the ship, the Seller tells the Buyer so."),
)

_KNOWN_ZIPF = 3.0
"""How common a word must be to be surely one that the language has in lower case."""
_FREQUENT = 6.0
"""A word that common is no name, even if it sounds like one (will, till, med)."""
_SHORTEST = 4
_ELSEWHERE = 2
_QUIET = 3
"""So often must a small word stand before lower case in an article, and never before a capital, to be one that no names follow."""
_TERM = 3
"""So often with a capital in mid-sentence, a word is a term of the article."""
_QUOTED_TITLE = 60
"""Characters of a quotation or bracket that may be a title."""

_SPACES = frozenset(" \u00a0\u202f")
_GAPS = frozenset((*_SPACES, ", "))
_JOINING = frozenset("-’'&")
_CLOSING = frozenset(")]”’»“\"'›")


def check(article: Article, options: Options) -> Iterator[Finding]:
    words = _Words(article)
    sentence_starts = {sentence.start for sentence in article.sentences}
    starts, forms, text = article.words.starts, article.words.forms, article.text
    for index in article.words.capitalised:
        form = forms[index]
        kind = words.kind(form)
        start = starts[index]
        if not kind or not index or start in sentence_starts:
            continue
        gap = text[starts[index - 1] + len(forms[index - 1]) : start]
        if gap not in _GAPS or _is_titled(article, start, start + len(form)):
            continue
        reason = words.function_reason(index, gap) if kind == "function" else words.common_reason(index, gap)
        if reason:
            fix = article.language.small(form)
            yield Finding(start, start + len(form), f"“{form}” has a capital in mid-sentence", (fix,), *reason)
    yield from _elisions(article, sentence_starts)


class _Words:
    """What the language and the article say of words with and without a capital."""

    def __init__(self, article: Article) -> None:
        language = article.language
        self.article = article
        self.function_words = frozenset(language.function_words)
        self.articles = frozenset(language.articles)
        self.bound = frozenset(language.never_last) | self.articles
        """Words that lean on the next, so that a name may well follow."""
        self.pronouns = frozenset(word for word in language.pronouns if word.islower() and len(word) > 1) - self.bound
        self.capitalised = frozenset(language.capitalised) | article.accepted_names
        self.kinds: dict[str, str] = {}

    def kind(self, form: str) -> str:
        """ "function" or "common" for what the language writes in lower case only, else ""."""
        if form not in self.kinds:
            self.kinds[form] = self._kind(form)
        return self.kinds[form]

    def _kind(self, form: str) -> str:
        lexicon, lower = self.article.lexicon, self.article.language.small(form)
        if len(form) < 2 or not form[1:].islower() or form in self.capitalised:
            return ""
        small = lower in self.function_words
        if lexicon is None:
            return "function" if small else ""
        word = lexicon.word(lower)
        if small:
            doubtful = word.first_name and lower not in self.bound and lower not in self.pronouns
            return "" if doubtful and word.zipf < _FREQUENT else "function"
        named = word.capital or word.place or word.country or bool(word.first_name)
        common = word.lower and not named and word.zipf >= _KNOWN_ZIPF and len(form) >= _SHORTEST
        return "common" if common and not self.article.language.nouns_capitalised else ""

    def function_reason(self, index: int, gap: str) -> tuple[float, str] | None:
        """Why a function word should have no capital."""
        forms, positions = self.article.words.forms, self.article.words.positions
        form, before = forms[index], forms[index - 1]
        lower = self.article.language.small(form)
        times, small = self.article.names.counts.get(form, 0), len(positions.get(lower, ()))
        firm = lower in self.bound or lower in self.pronouns
        if times > 1 and (times >= small or self._pairs(before, form) > 1):
            return None
        named = self._is_name(index - 1)
        if named and ((not firm and not small) or (len(form) < 3 and lower not in self.pronouns and self._is_name(index - 2))):
            return None  # Kim Jong Un
        follows = self._follows(index)
        if not firm and (self._takes_noun(before, form) or (named and follows != "word")):
            return None  # a noun that sounds like a small word: del Estado
        if self._may_be_noun(index):
            return None
        if (
            follows == "name"
            and self.article.language.nouns_capitalised
            and lower not in self.articles
            and not self._is_name(index + 1)
        ):
            follows = "word"
        if follows == "name":
            alone = self.article.names.counts.get(forms[index + 1], 0)
            part_of_name = lower in self.articles or lower in PARTICLES or named or gap not in _SPACES
            if part_of_name or times > 1 or not small or alone <= self._pairs(form, forms[index + 1]):
                return None
            return LIKELY, f"“{forms[index + 1]}” is a name without it elsewhere"
        if not follows or (follows == "figure" and named) or not self._is_understood(index):
            return None
        if lower in PARTICLES and forms[index + 1 : index + 2] and forms[index + 1] in PARTICLES:
            return None  # Van der Vaart
        if lower in self.articles and not self.article.language.titles_capitalised:
            title = gap not in _SPACES or (before not in self.bound and not self._is_quiet(before, index, 0))
            if title and not self._pairs(lower, forms[index + 1] if index + 1 < len(forms) else ""):
                return None
            return LIKELY, "an article is no name"
        return (CERTAIN if small and firm else LIKELY), "a small word that is no name"

    def common_reason(self, index: int, gap: str) -> tuple[float, str] | None:
        """Why another word should have no capital."""
        forms, positions, names = self.article.words.forms, self.article.words.positions, self.article.names
        form, before = forms[index], forms[index - 1]
        if (
            gap not in _SPACES
            or self._is_name(index - 1)
            or self._follows(index) not in ("word", "mark")
            or names.counts.get(form, 0) != 1
            or self._has_kin(form)
        ):
            return None
        lower = self.article.language.small(form)
        elsewhere = len(positions.get(lower, ()))
        before = self.article.language.small(before)
        if before in self.pronouns:
            return LIKELY, f"no name stands after “{before}”"
        if before in self.function_words:
            quiet = self.articles and before not in self.bound | PARTICLES and self._is_quiet(before, index)
            return (LIKELY, f"no name stands after “{before}” in the article") if quiet and elsewhere else None
        enough = elsewhere >= (1 if self.articles else _ELSEWHERE)
        return (LIKELY, f"a common word between common words; “{lower}” stands elsewhere") if enough else None

    def _is_understood(self, index: int) -> bool:
        """Whether the lexicon knows a word in lower case nearby: words of a language without word spaces, or a foreign title, it does not."""
        lexicon, forms = self.article.lexicon, self.article.words.forms
        near = (forms[at] for at in (index - 1, index + 1) if at < len(forms))
        return lexicon is None or any(lexicon.word(form).lower for form in near if form[0].islower())

    def _has_kin(self, form: str) -> bool:
        """Whether the article has another form of the word with a capital: of a body or people it speaks of."""
        stem = form[: max(4, len(form) - 3)]
        return any(name.startswith(stem) and name != form for name in self.article.names.counts)

    def _is_quiet(self, word: str, index: int, least: int = _QUIET) -> bool:
        """Whether the article has a small word before lower case so often, and never else before a capital."""
        if word not in self.function_words:
            return False
        forms = self.article.words.forms
        others = [forms[at + 1] for at in self.article.words.positions.get(word, ()) if at + 1 < len(forms) and at + 1 != index]
        return len(others) >= least and all(other[0].islower() for other in others)

    def _zipf(self, form: str) -> float:
        return self.article.lexicon.word(form).zipf if self.article.lexicon else 0.0

    def _takes_noun(self, before: str, form: str) -> bool:
        """Whether the word before wants a noun after it, so that a small word there is likely to be one."""
        return before in self.bound | PARTICLES and self._zipf(form) < _FREQUENT

    def _may_be_noun(self, index: int) -> bool:
        """Whether a small word is a noun here, where nouns take a capital: das Ich, im Aus, zum ersten Mal."""
        forms, language = self.article.words.forms, self.article.language
        before = language.small(forms[index - 1])
        if not language.nouns_capitalised or language.small(forms[index]) in self.articles:
            return False
        noun = self.article.lexicon is None or self.article.lexicon.word(forms[index]).capital
        if language.small(forms[index]) in self.pronouns:
            return before in self.articles
        return before in self.bound or (noun and before not in self.function_words)

    def _is_name(self, index: int) -> bool:
        """Whether a word has a capital that it does not owe to the start of a sentence, or in German to being a noun."""
        forms, lexicon = self.article.words.forms, self.article.lexicon
        if not 0 <= index < len(forms) or not forms[index][0].isupper():
            return False
        form = forms[index]
        if self.article.language.nouns_capitalised and lexicon is not None:
            word = lexicon.word(form)
            return not (word.capital or word.lower) or word.place or word.country or bool(word.first_name)
        return not (form in self.article.names.initial and self.article.language.small(form) in self.function_words)

    def _follows(self, index: int) -> str:
        """What follows a word: "word" in lower case, "name" with a capital, "figure", "mark", or "" where it may be a part of a title."""
        forms, starts, text = self.article.words.forms, self.article.words.starts, self.article.text
        end = starts[index] + len(forms[index])
        after, following = text[end : end + 1], text[end + 1 : end + 2]
        if after not in _SPACES:
            return "" if after.isalnum() or after in _JOINING or after in _CLOSING else "mark"
        if following.isalpha():
            return "name" if following.isupper() else "word"
        return "" if following in _JOINING else "figure" if following.isdigit() else "mark"

    def _pairs(self, before: str, form: str) -> int:
        """How often the article has two forms in a row."""
        forms = self.article.words.forms
        return sum(forms[at - 1] == before for at in self.article.words.positions.get(form, ()) if at)


def _elisions(article: Article, sentence_starts: set[int]) -> Iterator[Finding]:
    """Words that lean on the next with an apostrophe (N'avaient), before lower case."""
    text, language = article.text, article.language
    elided = {form[:-1] for form in language.elisions}
    for index in article.words.capitalised if elided else ():
        form, start = article.words.forms[index], article.words.starts[index]
        end = start + len(form) + 1
        if language.small(form) not in elided or (form[1:] and not form[1:].islower()) or start in sentence_starts:
            continue
        if (
            index
            and text[end - 1] in "'’"
            and text[end : end + 1].islower()
            and text[start - 1] in _SPACES
            and text[start - 2].islower()
        ):
            following = article.words.forms[index + 1]
            fix = language.small(form) + text[end - 1] + following
            yield Finding(
                start,
                end + len(following),
                f"“{form}” has a capital in mid-sentence",
                (fix,),
                LIKELY,
                "it leans on a word in lower case",
            )


def _is_titled(article: Article, start: int, end: int) -> bool:
    """Whether the word stands in code, in a headline with capitals, or in a short quotation or bracket, which may be a title."""
    text = article.text
    if is_code(text, start, end) or article.names.in_title(start):
        return True
    line = text.rfind("\n", 0, start) + 1
    before, after = text[max(line, start - _QUOTED_TITLE) : start], text[end : end + _QUOTED_TITLE].partition("\n")[0]
    for opening, closing in ("“”", "„“", "„”", "«»", "»«", "‘’", "()", "[]"):
        if before.rfind(opening) > before.rfind(closing) and after.find(closing) >= 0:
            return True
    return text.count('"', line, start) % 2 == 1 and '"' in after and '"' in before
