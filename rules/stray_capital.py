"""A capital in mid-sentence.

What it flags: `do The reset`, `Vega He said`, `tournament, Something`, `N'avaient`, `They Agreed to meet`.
Why a reader minds: a capital there says that a name or a new sentence begins, and neither does.
How it decides: a word in mid-sentence that the language writes in lower case only is followed by lower case or a mark, so it begins
no name. A function word or pronoun needs no more, unless something speaks for a name: it stands there more than once, it is rare and
the article has it nowhere in lower case, it follows an article, or a first name. Before a name it is stray where the article has
the two elsewhere with the small word in lower case, or the name without it. Any other word must stand in lower case elsewhere, no
kindred form may have a capital in the article, and the words beside it must be common ones: between a small word and a name's
next part (of the Republic of) anything may be a name.
What it leaves alone: words after a colon, dash, bullet, quotation mark or bracket, or a first word that is only an apostrophe and a
letter (’t Is laat), short quotations, headlines with capitals throughout, titles after a word for a work (de film Als je) and names
after the word for a party, band or paper (el partido Podemos), names with particles and articles (The Hague, La France insoumise,
Det hvite hus), words that take a capital for politeness, or in a paragraph that speaks of God, acronyms, single letters, terms and
names that the article always writes so (the Buyer, Zhang He), German nouns and what may be used as one, species (Pica pica), words
before others of another language.
Source: in 280,000 words of professional news in 60 languages five function words have a capital between words in lower case where
the article has them in lower case too; of common words those after articles and prepositions have, in the names of bodies.
"""

from collections.abc import Iterator

from qa.analysis.casing import FREQUENT, SPACES, Casing
from qa.analysis.foreign import is_foreign_after
from qa.analysis.names import PARTICLES
from qa.analysis.scripts import UNSPACED
from qa.analysis.titles import may_open_title
from qa.analysis.words import is_code
from qa.article import Article
from qa.language.scripts import script_of
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
    good("en", "The mayor opened the bridge. การประชุมจัดขึ้นเมื่อวานนี้ The farmers wait for rain in the valley."),
    good("en", "She sings with a band called Some every day.", "es", "Canta con la banda Some todos los días."),
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
    bad("en", "The ferry will not leave before the end ⟦Of⇒of⟧ the strike."),
    bad("es", "Los barcos llegan al puerto ⟦De⇒de⟧ Francia. Los pescadores de Francia esperan al alcalde."),
    bad("it", "Il sindaco guarda ⟦Il⇒il⟧ porto dalla finestra, e la gente guarda il porto dal molo."),
    bad("de", "Der Rat der Stadt glaubt, ⟦Dass⇒dass⟧ der Hafen wieder öffnet, und er hofft, dass alle kommen."),
    bad("ru", "Вчера капитан сказал, ⟦Что⇒что⟧ паром не пойдёт. Никто не верил, что он шутит."),
    bad("nl", "De boot vaart ⟦Naar⇒naar⟧ het eiland, en niemand gaat naar huis."),
    good("es", "El partido Podemos perdió. La fundación Con ellas y el diario Ahora lo contaron; nadie puede con ellas ahora."),
    good(
        "fr",
        "Le pape rappelle que Dieu aime Ses enfants et que Lui seul pardonne. Selon De Gaulle, Charles de Gaulle se taisait.",
    ),
    good("nb", "Hun bor i Det hvite hus og leste om Den europeiske sentralbanken, det siste hun fant om den saken."),
    good("de", "Die Küche, so Die Zeit, blieb kalt. Der Verein Für alle traf sich, und die Zeit verging für alle."),
    good("pt", "Nasceu em São Paulo, e os pais são de lá. O técnico Dos Santos falou de Carolina e dos outros."),
    good("cs", "Bývalý lídr Strany zelených chválí strany, které mlčí. Hnutí Ano vyhrálo, ano, vyhrálo."),
    good("en", "God will look after His people, and they say that He knows. The band The Who sang, and who did not?"),
    good("ro", "În cuvânt înainte, Al. Popa mulțumește tuturor, iar al doilea cuvânt îi aparține editorului."),
    good("el", "Ο Λευκός Οίκος σιωπά. Ένας οίκος μιλά."),
)

_QUIET = 3
"""So often must a small word stand before lower case in an article, and never before a capital, to be one that no names follow."""
_ELSEWHERE = 2
"""So often must a common word stand in lower case where the language has no articles to set the names of bodies apart."""
_SURNAME = 3
"""Letters that a function word must exceed to be hardly a surname that sounds like it."""
_SHORTENED = 3
"""Letters of a first name in short at most."""
_OFTEN, _SURE = 3, 0.98
"""So often must a small word that may be a noun too stand in lower case in the article for its capital to be an error, though none
that may be mended unseen.
"""
_SYLLABLE = 5
_LEANING = 6.8
"""How common a word is that can hardly be anything but a preposition, conjunction or the like."""
_TITLE_LENGTH = 60
"""Characters on either side within which a quotation or bracket may be a title."""
_TITLE_WORDS = 5
"""The other words of a quotation that is too long for a title with one capital amid it."""
_LINE_LENGTH = 2000
_AMID = (",", ";", ")")

Reason = tuple[float, str] | None


def check(article: Article, options: Options) -> Iterator[Finding]:
    casing = Casing(article)
    starts, forms, text = article.words.starts, article.words.forms, article.text
    elided = {form[:-1] for form in article.language.elisions}
    for index in article.words.capitalised:
        form, start = forms[index], starts[index]
        if not index or start in casing.sentence_starts or (article.carried is not None and form in article.carried):
            continue
        if script_of(forms[index - 1][-1]) in UNSPACED:
            continue  # a sentence of Thai ends without a stop
        end = start + len(form)
        gap = text[starts[index - 1] + len(forms[index - 1]) : start]
        small = article.language.small(form)
        if elided and small in elided and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2].islower():
            reason: Reason = (
                (LIKELY, "it leans on a word in lower case") if gap in SPACES and text[start - 2].islower() else None
            )
            end += 1 + len(forms[index + 1])
        elif casing.kind(form) == "function" or _is_article_for_all(casing, index):
            if _is_shortened(article, index):
                continue
            reason = _function_word(casing, index, gap)
        elif casing.kind(form) == "common" and gap in SPACES:
            reason = _common_word(casing, index)
        else:
            continue
        if not reason or casing.is_reverent(index) or _follows_first_clitic(casing, index) or may_open_title(casing, index):
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
    frequent = casing.zipf(form) >= FREQUENT
    named, follows = casing.is_name(index - 1) and not casing.is_common_start(index - 1), casing.follows(index)
    if gap not in SPACES and gap != ", ":
        return None
    if times > 1 and (casing.followers(before)[form] > 1 or (times >= elsewhere and not (frequent and elsewhere))):
        return None  # a term, or a name that sounds like a small word
    if named and (
        (len(form) < 3 and lower not in casing.pronouns and _are_syllables(casing, index))
        or not (firm or elsewhere or (follows == "word" and _is_no_surname(casing, index)))
    ):
        return None  # Kim Jong Un
    if not (firm or elsewhere or frequent) and (
        gap not in SPACES or before in casing.articles or (before in PARTICLES and len(before) > 1)
    ):
        return None  # a noun that sounds like a small word: del Estado
    if lower in PARTICLES and after in PARTICLES and _is_name_chain(casing, index):
        return None  # Van der Vaart
    if before in PARTICLES and gap in SPACES and _is_chained(casing, index - 1):
        return None  # van der Meer
    if language.nouns_capitalised:
        if lower not in casing.articles and _may_be_noun(casing, index):
            return None
        if follows == "name" and not casing.is_name(index + 1):
            follows = "word"
    if follows == "name" and after in casing.capitalised and lower not in casing.articles:
        follows = "word"  # in July
    if follows == "name":
        return _before_name(casing, index, named) if gap in SPACES else None
    if not follows or not casing.is_understood(index):
        return None
    if (follows == "figure" and named) or (follows == "mark" and lower in casing.bound):
        return None  # Paulo Durante, 27
    if lower in casing.articles and not language.titles_capitalised:
        if casing.times_amid(form, after) > 1 or (lower in language.name_openers and before not in casing.bound):
            return None  # La casa de papel, Det hvite hus, Die Zeit
        if casing.followers(lower)[after]:
            return LIKELY, f"“{lower} {after}” stands elsewhere"
        seen = len(casing.positions[after]) > 1
        certain = seen or (gap in SPACES and lower not in language.name_openers)
        return (LIKELY, "an article is no name") if certain else None
    confidence = CERTAIN if elsewhere and firm else _SURE if elsewhere >= _OFTEN else LIKELY
    return confidence, "a small word that is no name"


def _is_shortened(article: Article, index: int) -> bool:
    """Whether a word with its stop before another capital is a first name in short: Al. Popa."""
    words, end = article.words, article.words.end(index)
    initial = len(words.forms[index]) <= _SHORTENED and article.text[end : end + 1] == "." and index + 1 < len(words)
    return initial and words.gap(index + 1).strip() == "." and words.forms[index + 1][0].isupper()


def _is_article_for_all(casing: Casing, index: int) -> bool:
    """Whether a form that is polite too is the article here: it stands after a preposition, or before the same word elsewhere (per Le strade)."""
    form, lower = casing.forms[index], casing.language.small(casing.forms[index])
    if form not in casing.capitalised or lower not in casing.articles or casing.follows(index) != "word":
        return False
    return casing.forms[index - 1] in casing.bound or casing.followers(lower)[casing.forms[index + 1]] > 0


def _before_name(casing: Casing, index: int, named: bool) -> Reason:
    """Why a function word before a name should have no capital; `named`: another stands before it."""
    forms, language, counts = casing.forms, casing.language, casing.article.names.counts
    form, after, lower = forms[index], forms[index + 1], language.small(forms[index])
    if casing.times_amid(form, after) > 1 or counts.get(form, 0) > 1:
        return None
    if lower not in casing.positions and (lower not in casing.bound or named):
        return None
    particle, country = lower in PARTICLES, casing.is_country(index + 1)
    apart = casing.before_pairs(lower, after)
    if forms[index - 1] in apart or (apart and (country or not particle or 2 * _capitals(apart) < len(apart))):
        return LIKELY, f"“{lower} {after}” stands elsewhere"  # but not De Gaulle, for Charles de Gaulle
    if named and not (lower in casing.bound and counts.get(forms[index - 1], 0) > 1 and counts.get(after, 0) > 1):
        return None  # Bank Of America, Tories Against Brexit
    alone = counts.get(after, 0) > casing.followers(form)[after] and not (particle and apart)
    if lower in casing.articles:
        return (LIKELY, f"“{after}” is a name without it elsewhere") if alone and after.isupper() else None
    if lower not in casing.leaning and casing.zipf(form) < _LEANING:
        return None  # São Paulo
    known = lower in casing.bound and (country or (not particle and casing.is_place(index + 1)))
    return (LIKELY, f"“{after}” is a name without it") if alone or known else None


def _capitals(forms: list[str]) -> int:
    return sum(form[0].isupper() for form in forms)


def _are_syllables(casing: Casing, index: int) -> bool:
    """Whether two short names stand before a word, which may be the last syllable of a person's: Kim Jong Un."""
    near = casing.article.words.gap(index - 1) in SPACES
    return near and all(casing.is_name(at) and len(casing.forms[at]) <= _SYLLABLE for at in (index - 1, index - 2))


def _is_no_surname(casing: Casing, index: int) -> bool:
    """Whether a small word after a name is no surname that sounds like one: neither short itself, but for the most frequent, nor after a first name."""
    form, before = casing.forms[index], casing.forms[index - 1]
    return not casing.is_first_name(index - 1) and (
        len(form) > _SURNAME or (casing.zipf(form) >= FREQUENT and (len(before) > _SYLLABLE or casing.is_common(index - 1)))
    )


def _is_name_chain(casing: Casing, index: int) -> bool:
    """Whether particles from this one on lead to a capital, or are no words of the language: Van der Vaart, but de la casa."""
    for form in casing.forms[index : index + 4]:
        small = casing.language.small(form)
        if small not in PARTICLES:
            return form[0].isupper()
        if small not in casing.function_words:
            return True
    return True


def _is_chained(casing: Casing, index: int) -> bool:
    """Whether a particle belongs to a name: it follows another, or a name and is no small word of the language itself."""
    particle, before = casing.forms[index], casing.forms[index - 1] if index else ""
    return before.lower() in PARTICLES or (casing.is_name(index - 1) and particle not in casing.function_words)


def _common_word(casing: Casing, index: int) -> Reason:
    """Why another word should have no capital."""
    form, before = casing.forms[index], casing.language.small(casing.forms[index - 1])
    if casing.follows(index) not in ("word", "mark"):
        return None
    if casing.article.names.counts.get(form, 0) != 1 or casing.has_kin(form) or casing.begins_body(form):
        return None
    if before in casing.pronouns:
        return LIKELY, f"no name stands after “{before}”"
    elsewhere = len(casing.positions.get(casing.language.small(form), ()))
    if not elsewhere or before in casing.articles or before != casing.forms[index - 1]:
        return None  # the Court, White House
    goes_on = casing.follows(index) == "word" and casing.forms[index + 1] not in casing.function_words
    if before in casing.function_words:
        if goes_on:
            return LIKELY, "a common word between common words, in lower case elsewhere"  # but not of the Republic of
        quiet = casing.articles and before not in casing.bound | PARTICLES and casing.is_quiet(before, form, _QUIET)
        return (LIKELY, f"no name stands after “{before}” in the article") if quiet else None
    enough = elsewhere >= (_ELSEWHERE if goes_on and not casing.articles else 1)
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
            return _may_be_title(article, before[before.rfind(opening) + 1 :], after[: after.find(closing)])
    if text.count('"', line, start) % 2 == 1 and '"' in after and '"' in before:
        return _may_be_title(article, before[before.rfind('"') + 1 :], after[: after.find('"')])
    return False


def _may_be_title(article: Article, before: str, after: str) -> bool:
    """Whether what stands in marks around a word may be a title with capitals: it starts with one and has another, or is short."""
    if not before[:1].isupper():
        return not before
    words = (before + after).split()
    short = article.language.titles_capitalised and len(words) < _TITLE_WORDS
    return short or any(word[:1].isupper() for word in words[1:])
