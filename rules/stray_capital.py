"""A capital in mid-sentence.

What it flags: `do The reset`, `Vega He said`, `tournament, Something`, `N'avaient`, `They Agreed to meet`.
Why a reader minds: a capital there says that a name or a new sentence begins, and neither does.
How it decides: a word in mid-sentence that the language writes in lower case only is followed by lower case or a mark, so it begins
no name. A function word or pronoun needs no more; an article must not stand where a title may begin, in languages whose titles
have no other capital. Any other word must stand in lower case elsewhere, no kindred form may have a capital in the article, and
the word before must be one after which no name stands: a pronoun, a small word that the article never follows with a capital,
or another common word.
What it leaves alone: words after a colon, dash, bullet, quotation mark or bracket, or a first word that is only an apostrophe and a
letter (’t Is laat), short quotations, headlines with capitals throughout, titles after a word for a work (de film Als je), names
with particles and articles (The Hague, La France insoumise), words that take a capital for politeness, acronyms, single
letters, terms and names that the article always writes so (the Buyer, Zhang He), German nouns and what may be used as one, species
(Pica pica), words before others of another language.
Source: in 60,000 words of professional news in eleven languages no function word has a capital before lower case; of common words
those after articles and prepositions have, in the names of bodies.
"""

from collections.abc import Iterator

from qa.analysis.casing import FREQUENT, SPACES, Casing
from qa.analysis.foreign import is_foreign_after
from qa.analysis.names import PARTICLES
from qa.analysis.titles import may_open_title
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
    good("en", "Kim Jong Un said: The talks go on – No one left (They all stayed) and I was there. May we ask the Ministry?"),
    good("en", "Mayor Says The Bridge Will Be Closed for Months\n\nThe bridge is old."),
    good("en", "Zhang He won. “It was hard,” Zhang He said, and then Zhang He left."),
    good("en", "The Seller hands the ship to the Buyer. If the Buyer wants the ship, the Seller tells the Buyer so."),
)

_QUIET = 3
"""So often must a small word stand before lower case in an article, and never before a capital, to be one that no names follow."""
_ELSEWHERE = 2
"""So often must a common word stand in lower case where the language has no articles to set the names of bodies apart."""
_TITLE_LENGTH = 60
"""Characters on either side within which a quotation or bracket may be a title."""
_LINE_LENGTH = 2000
_AMID = (",", ";", ")")

Reason = tuple[float, str] | None


def check(article: Article, options: Options) -> Iterator[Finding]:
    casing = Casing(article)
    starts, forms, text = article.words.starts, article.words.forms, article.text
    elided = {form[:-1] for form in article.language.elisions}
    for index in article.words.capitalised:
        form, start = forms[index], starts[index]
        if not index or start in casing.sentence_starts:
            continue
        end = start + len(form)
        gap = text[starts[index - 1] + len(forms[index - 1]) : start]
        small = article.language.small(form)
        if elided and small in elided and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2].islower():
            reason: Reason = (
                (LIKELY, "it leans on a word in lower case") if gap in SPACES and text[start - 2].islower() else None
            )
            end += 1 + len(forms[index + 1])
        elif casing.kind(form) == "function":
            reason = _function_word(casing, index, gap)
        elif casing.kind(form) == "common" and gap in SPACES:
            reason = _common_word(casing, index)
        else:
            continue
        if not reason or _follows_first_clitic(casing, index) or may_open_title(casing, index):
            continue
        if forms[index + 1 : index + 2] == [small] or is_foreign_after(article, index):
            continue  # Pica pica, Was ihr wollt
        if not _is_titled(article, start, end):
            fix = small + text[start + len(form) : end]
            message = f"“{text[start:end]}” has a capital in mid-sentence"
            yield Finding(start, end, message, (fix,), *reason, safe=reason[0] >= CERTAIN)


def _function_word(casing: Casing, index: int, gap: str) -> Reason:
    """Why a function word should have no capital."""
    forms, language, counts = casing.forms, casing.language, casing.article.names.counts
    form, before, after = forms[index], forms[index - 1], forms[index + 1] if index + 1 < len(forms) else ""
    lower = language.small(form)
    times, elsewhere = counts.get(form, 0), len(casing.positions.get(lower, ()))
    firm = lower in casing.bound or lower in casing.pronouns
    named, follows = casing.is_name(index - 1), casing.follows(index)
    if gap not in SPACES and gap != ", ":
        return None
    if times > 1 and (times >= elsewhere or casing.followers(before)[form] > 1):
        return None  # a term, or a name that sounds like a small word
    if named and (
        (not firm and not elsewhere) or (len(form) < 3 and lower not in casing.pronouns and casing.is_name(index - 2))
    ):
        return None  # Kim Jong Un
    if not firm and ((before in casing.bound | PARTICLES and casing.zipf(form) < FREQUENT) or (named and follows != "word")):
        return None  # a noun that sounds like a small word: del Estado
    if not firm and not elsewhere and gap in SPACES and before not in casing.function_words and casing.zipf(form) < FREQUENT:
        return None  # a party or a book that is called so: el partido Podemos
    if lower in PARTICLES and after in PARTICLES:
        return None  # Van der Vaart
    if before in PARTICLES and gap in SPACES and _is_chained(casing, index - 1):
        return None  # van der Meer
    if language.nouns_capitalised and lower not in casing.articles:
        if _may_be_noun(casing, index):
            return None
        if follows == "name" and not casing.is_name(index + 1):
            follows = "word"
    if follows == "name":
        alone = counts.get(after, 0) > casing.followers(form)[after]
        if language.nouns_capitalised and lower in casing.articles and casing.followers(lower)[after]:
            return LIKELY, f"“{lower} {after}” stands elsewhere"
        part_of_name = lower in casing.articles or lower in PARTICLES or named or times > 1 or gap not in SPACES
        return (LIKELY, f"“{after}” is a name without it elsewhere") if alone and elsewhere and not part_of_name else None
    if not follows or (follows == "figure" and named) or not casing.is_understood(index):
        return None
    if lower in casing.articles and not language.titles_capitalised:
        title = gap not in SPACES or (before not in casing.bound and not casing.is_quiet(before, form, 0))
        return None if title and not casing.followers(lower)[after] else (LIKELY, "an article is no name")
    return (CERTAIN if elsewhere and firm else LIKELY), "a small word that is no name"


def _is_chained(casing: Casing, index: int) -> bool:
    """Whether a particle belongs to a name: it follows another, or a name and is no small word of the language itself."""
    particle, before = casing.forms[index], casing.forms[index - 1] if index else ""
    return before.lower() in PARTICLES or (casing.is_name(index - 1) and particle not in casing.function_words)


def _common_word(casing: Casing, index: int) -> Reason:
    """Why another word should have no capital."""
    form, before = casing.forms[index], casing.language.small(casing.forms[index - 1])
    if casing.is_name(index - 1) or casing.follows(index) not in ("word", "mark"):
        return None
    if casing.article.names.counts.get(form, 0) != 1 or casing.has_kin(form):
        return None
    if before in casing.pronouns:
        return LIKELY, f"no name stands after “{before}”"
    elsewhere = len(casing.positions.get(casing.language.small(form), ()))
    if before in casing.function_words:
        quiet = casing.articles and before not in casing.bound | PARTICLES and casing.is_quiet(before, form, _QUIET)
        return (LIKELY, f"no name stands after “{before}” in the article") if quiet and elsewhere else None
    enough = elsewhere >= (1 if casing.articles else _ELSEWHERE)
    return (LIKELY, "a common word between common words, in lower case elsewhere") if enough else None


def _may_be_noun(casing: Casing, index: int) -> bool:
    """Whether a small word is a noun here, in a language that capitalises nouns: das Ich, im Aus, zum ersten Mal."""
    before = casing.language.small(casing.forms[index - 1])
    if casing.language.small(casing.forms[index]) in casing.pronouns:
        return before in casing.articles
    return before in casing.bound or casing.lexicon is None or casing.lexicon.word(casing.forms[index]).capital


def _follows_first_clitic(casing: Casing, index: int) -> bool:
    """Whether the word before is a clitic with its apostrophe at the start of a sentence, which leaves the capital to the next."""
    words, text = casing.article.words, casing.article.text
    apostrophe = words.starts[index - 1] - 1
    if words.gap(index) not in SPACES or text[apostrophe : apostrophe + 1] not in ("'", "’"):
        return False
    before = text[max(apostrophe - 3, 0) : apostrophe].rstrip(" \u00a0\u202f")
    return "’" + casing.forms[index - 1] in casing.language.enclitics and not (before[-1:].isalnum() or before.endswith(_AMID))


def _is_titled(article: Article, start: int, end: int) -> bool:
    """Whether the word stands in code, in a headline with capitals, or in a short quotation or bracket, which may be a title."""
    text = article.text
    if is_code(text, start, end) or article.names.in_title(start):
        return True
    line = text.rfind("\n", max(start - _LINE_LENGTH, 0), start) + 1 or max(start - _LINE_LENGTH, 0)
    before = text[max(line, start - _TITLE_LENGTH) : start]
    after = text[end : end + _TITLE_LENGTH].partition("\n")[0]
    for opening, closing in ("“”", "„“", "„”", "«»", "»«", "‘’", "()", "[]"):
        if before.rfind(opening) > before.rfind(closing) and closing in after:
            return True
    return text.count('"', line, start) % 2 == 1 and '"' in after and '"' in before
