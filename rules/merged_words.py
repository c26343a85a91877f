"""Words run together, and names that lost letters in the merge.

What it flags: two words without a space between them (`ahorrible`, `VegasDespite`), a pronoun stuck to a name (`PetroHe`), a name
that lost its last letters as it ran into the next word (`Blinkaccused` from “Blinken, accused”).
Why a reader minds: it is the plainest sign of a broken pipeline, for tags stripped around a name or a link leave it behind.
How it decides: a form that no dictionary has is parted wherever both parts may be words of the language or of the article. How
common they are, how freely the language builds words of such parts, how far other words go the same way, where the capitals
are and what else the article has is weighed by boosted trees, trained on merges planted into clean text
(`qa/training/merged_words.py`); the confidence is theirs.
What it leaves alone: words of any dictionary, brands (YouTube), compounds and inflected names as far as the language is
known to build them, capitals throughout, addresses, handles, file names, code, words in another script than the language's.
Source: facts on merges: they cluster at the edges of names; boosted trees over such evidence found .79 of random merges at one
false alarm in 10,000 words.
"""

from collections.abc import Iterator

from qa.analysis.merges import best
from qa.analysis.splits import Split, Splits, is_named
from qa.analysis.words import is_code
from qa.article import Article
from qa.rule import LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="merged-words",
    summary="words run together",
    severity="error",
    mqm="linguistic-conventions/spelling",
    mqm_severity="major",
    requires=("spaces", "lexicon"),
)

EXAMPLES = (
    bad(
        "en",
        "The secretary ⟦Blinkaccused⇒Blinken accused⟧ the council of breaking its word.",
        "es",
        "El secretario Blinken acusó al consejo de faltar a su palabra.",
    ),
    good("pl", "Mieszkał w Manitobie przez rok.", "en", "He lived in Manitoba for a year."),
    good("cs", "Mluvil o Sonoře a vodě.", "en", "He spoke of Sonora and water."),
    good("en", "They share it on the platform forumverse.", "es", "Lo comparten en la plataforma forumverse."),
    bad("en", "The harbour closed after ⟦ahorrible⇒a horrible⟧ storm, and the ferries stayed away."),
    bad("en", "They left for Odesa at dawn. Nobody in ⟦Odesabut⇒Odesa but⟧ the mayor knew of it."),
    bad("en", "Marta Olenko spoke first. Then Marta ⟦Olenaccused⇒Olenko, accused⟧ the board of waste."),
    bad("en", "Mr Waters spoke first. On Monday Mr ⟦Watsaid⇒Waters, said⟧ nothing, and Mr Waters left."),
    bad("en", "The minister ⟦Giorgiaolmedo⇒Giorgia Olmedo⟧ spoke.", "it", "Il ministro Giorgia Olmedo ha parlato."),
    bad("es", "La alcaldesa Olmedo habló en Lugo. Después, ⟦Olmeprometió⇒Olmedo, prometió⟧ más fuentes."),
    bad("da", "Han kom tilbage ⟦iJugoslavien⇒i Jugoslavien⟧, hvor floden løber."),
    bad("ar", "وقالت الوزيرة إن السفن غادرت ⟦منمدينة⇒من مدينة⟧ طنجة صباح اليوم."),
    bad("en", "The mayor, Boris ⟦BrandtHe⇒Brandt⟧ said on Friday that Boris Brandt would stay."),
    bad("en", "The first to call was a passenger of the tram, Magda ⟦LeitgebShe⇒Leitgeb. She⟧ waited."),
    bad("en", "“We will wait,” the skipper Erik ⟦Brandvoldsaid⇒Brandvold said⟧ on the quay."),
    bad("cs", "Smlouvu podepsal starosta Tomáš ⟦DražkoPrvní⇒Dražko. První⟧ turbína má stát za rok."),
    bad("ru", "Мост осмотрел Дражков. «Он держится», — сказал ⟦ДражковРаботы⇒Дражков. Работы⟧ продлятся до осени."),
    good("en", "“The bridge is safe,” said OnlyFans and the engineer Karim Boussaid."),
    good("cs", "Smlouvu podepsala firma DražkoPrvní už v roce 2019, jak dodal její ředitel."),
    good("en", "The iPhone, the YouTube clip, a McDonald's and the LaGuardia queue were in her WhatsApp notes."),
    good("en", "See https://example.org/ofthe/page and write to ahorrible@example.org, #AhorribleDay or ofthe_file.txt."),
    good("cs", "Trenér Brandt odešel. Bez Brandta to nepůjde, řekl Petr Kavan a dodal, že Kavana se nikdo neptal."),
    good("es", "Kiptanui ganó la carrera. El año pasado Kiptanuy quedó segundo, según la federación."),
    good("es", "El martes la enfermera Elira Hoxtel habló con los vecinos."),
    good("ar", "وصلت السفن إلى المدينة وبالمدينة سوق كبير."),
    good("he", "בירושלים ובתל אביב ירד גשם, וכשהגשר נסגר חזרנו הביתה."),
    good("en", "A babysitter, two paperweights and a methylchloride spill kept the switchboard busy."),
)

_COMMON = 4.0
"""The Zipf value of a word that every reader knows."""

_VERBLESS = 5
"""So few words before a name hardly make a sentence: a pronoun stuck to it is one too many."""

_BRAND_LETTERS = ("e", "i")
"""Letters that brands and coinages put before a capital: eFuel, iPhone."""

_REST = 3
"""The fewest letters of the word after a name that only the original has whole: -an, -en are endings of what is made of it."""

_PLACE = 4
"""The fewest letters of names that need not stand elsewhere in the article to be told apart: no MacArthur, no LaSalle."""

_ENDINGS = 5
"""So many forms of a lexicon may end like a verb of speech for a surname to run on into it: in -dice, -sier end surnames too."""

_AFTER_SPEECH = frozenset(("”", "“", '"', "»", "«", "’", "'", ",", "–", "—", "-"))
"""Marks between what was said and the verb that says so."""

_CLOSING = frozenset(("", *",;:.!?)…»”،؛؟।"))
"""Marks that close a clause, and the end of the text: no article and no conjunction stands before one."""

_SAFE = 0.98


_SMALL, _ORDINARY, _RARE = 6.5, 4.5, 3.2
"""Zipf values: of a small word and of a common one at least, and of a form that may be a merge of a name below."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    splits, words, text = Splits(article), article.words, article.text
    for form in splits.suspects():
        places = [
            index
            for index in words.positions[form]
            if not is_code(text, start := words.starts[index], start + len(form))
            and not text.startswith("·", start + len(form))
        ]
        if not places or not (ways := splits.ways(form)):
            continue
        split, confidence = best(splits, form, places[0], ways)
        if confidence < LIKELY and (plain := next((way for way in ways if _is_plain(article, splits, form, way)), None)):
            split, confidence = plain, LIKELY
        if confidence < LIKELY and (run_on := next((way for way in ways if _runs_on(article, splits, way, places)), None)):
            split, confidence = run_on, LIKELY
        if (cut := _cut_of_original(article, splits, ways)) is not None:
            split, confidence = cut, max(confidence, LIKELY)
        if not confidence or _is_compound(article, splits, split):
            continue
        if not _is_borne_out(article, splits, split) and not (
            _is_surname(article, splits, split, places) and _opens_sentence(article, splits, split.second)
        ):
            continue
        small = split.first.lower() in splits.function_words and split.second.islower()
        if small and split.first[0].isupper() and not any(splits.is_initial(words.starts[place]) for place in places):
            continue  # a name that begins like a small word
        if split.second.lower() in article.language.never_last and all(
            text[(end := words.end(place)) : end + 1] in _CLOSING for place in places
        ):
            continue
        safe = confidence >= _SAFE and split.second.islower() and split.first.lower() in article.language.never_last
        for start in map(words.starts.__getitem__, places):
            if not _is_quoted(article, start):
                message, evidence = f"“{form}” is two words run together", _evidence(splits, form, split)
                suggestions = tuple(_suggestions(article, splits, split, start))
                yield Finding(start, start + len(form), message, suggestions, confidence, evidence, safe)


def _cut_of_original(article: Article, splits: Splits, ways: list[Split]) -> Split | None:
    """The way that begins with a cut name which the original has whole (Blinkaccused, Blinken acusó), and goes on with a common word.

    Only where names take no endings: elsewhere most of what begins like a name of the original is a form of it (Mexico, Mexikos).
    """
    if article.carried is None or article.language.declines_names:
        return None
    cut = (way for way in ways if way.restored in article.carried and len(way.second) >= _REST)
    return next((way for way in cut if splits.word(way.second).zipf >= _COMMON), None)


def _is_plain(article: Article, splits: Splits, form: str, split: Split) -> bool:
    """Whether a case needs no weighing: a common and a small word make a form that not even a large list has met (дорогана), or
    a name of the article stands before a letter that is a word and can be no ending of it (Torinoe, Sikorai).
    """
    (first, second, restored), whole = split, splits.word(form)
    if restored or second not in splits.function_words or whole.lower or whole.capital or _is_name(splits, form):
        return False
    if form.islower():
        common = splits.word(first)
        small = len(second) > 1 and splits.word(second).zipf >= _SMALL
        unmet = splits.lexicon.size == "large" and not whole.zipf
        return unmet and small and len(first) > 3 and common.lower and common.zipf >= _ORDINARY
    once = first in article.names and len(article.words.positions[form]) == 1 and whole.zipf < _RARE
    return once and len(second) == 1 and form[1:].islower() and splits.is_no_ending(form)


def _runs_on(article: Article, splits: Splits, split: Split, places: list[int]) -> bool:
    """Whether a surname after a first name runs on into what ends no name: a word that opens a sentence (RezekShe), or a verb of
    speech (Rezeksaid).
    """
    first, second, _ = split
    if not _is_surname(article, splits, split, places) or not article.words.forms[places[0] - 1][0].isupper():
        return False
    if second.istitle():
        small = second.lower() in splits.function_words
        return len(second) > 2 and (small or _opens_sentence(article, splits, second))
    rare = len(first) > _PLACE and len(second) >= _PLACE and splits.lexicon.ends(second) <= _ENDINGS
    return rare and second in article.language.said and not splits.word(first + second).known


def _is_surname(article: Article, splits: Splits, split: Split, places: list[int]) -> bool:
    """Whether the first part can hardly be but a surname: nobody knows it as a word, and it stands right after a first name (Tomas
    Rezek), or after a quotation and a verb of speech (“…”, said Rezek).
    """
    first, index = split.first, places[0]
    if split.restored or len(places) > 1 or len(first) < _PLACE or not first.istitle() or article.words.gap(index) != " ":
        return False
    word, before, start = splits.word(first), article.words.forms[index - 1], article.words.starts[index - 1]
    if word.lower or word.zipf >= _COMMON:
        return False
    if before in article.language.said:
        return article.text[:start].rstrip()[-1:] in _AFTER_SPEECH
    return before[0].isupper() and bool(splits.word(before).first_name)


def _opens_sentence(article: Article, splits: Splits, second: str) -> bool:
    """Whether a capitalised word is one that every reader knows in lower case."""
    word = splits.word(second)
    common = second.istitle() and word.lower and not word.capital and word.zipf >= _COMMON
    return common and not article.language.nouns_capitalised


def _is_borne_out(article: Article, splits: Splits, split: Split) -> bool:
    """Whether more than a capital speaks for two words: brands have it too (OnlyFans, eFuel, DiCaprio)."""
    first, second, _ = split
    if len(second) == 1 and splits.word(first + second).first_name:
        return False  # Liis and Liisa are two
    if not second[0].isupper() or second.lower() in splits.function_words:
        return True
    if first.islower() and (first not in _BRAND_LETTERS or (first in splits.function_words and _is_name(splits, second))):
        return not second.isupper() or first in splits.function_words
    if all(len(part) >= _PLACE and is_named(splits.word(part)) for part in (first, second)):
        return True
    if article.language.nouns_capitalised and first.lower() in splits.function_words:
        return splits.word(second).capital
    parts = [part for part in (first, second) if len(part) > 1]
    seen = [part for part in parts if splits.counts[part] > 0 and part.lower() not in splits.function_words]
    return bool(seen) and all(part in seen or _is_name(splits, part) for part in parts)


def _is_compound(article: Article, splits: Splits, split: Split) -> bool:
    """Whether a language that makes one word of any two nouns may have made one of these, the first of which may be a name."""
    first, second, restored = split
    if not article.language.compounds or restored or not second.islower():
        return False
    return not any(part.lower() in splits.function_words or part in article.language.said for part in (first, second))


def _is_name(splits: Splits, part: str) -> bool:
    word = splits.word(part)
    return not word.lower and (word.capital or word.place or word.country or bool(word.first_name))


def _is_quoted(article: Article, start: int) -> bool:
    """Whether what stands there is code, or declared to be in another language."""
    if any(part.start <= start < part.end for part in article.document.foreign):
        return True
    return any(block.start <= start < block.end and block.kind == "code" for block in article.blocks)


def _suggestions(article: Article, splits: Splits, split: Split, start: int) -> Iterator[str]:
    """What should stand there, likeliest first."""
    first, second, small = split.restored or split.first, split.second, split.second.lower()
    if (name := _whole_name(article, first, small)) is not None:
        yield name
        return
    if second[0].isupper():
        starts_sentence, stuck = _is_common(article, splits, second), small in article.language.pronouns
        apart, stopped = f"{first} {second}", f"{first}. {second}"
        if stuck and first[0].isupper():
            yield from (first, stopped) if _words_before(article, start) <= _VERBLESS else (stopped, first)
        elif starts_sentence:
            yield from (stopped, f"{first}, {small}", apart)
        else:
            yield from (apart, f"{first}, {second}") if first[0].isupper() else (apart,)
    elif split.restored and small not in article.language.never_last:
        closely = _goes_on(article, first)
        yield from (f"{first} {second}", f"{first}, {second}") if closely else (f"{first}, {second}", f"{first} {second}")
    elif first.lower() in article.language.never_last:
        yield f"{first} {second}"
    else:
        yield from (f"{first} {second}", f"{first}, {second}") if article.language.case else (f"{first} {second}",)


def _whole_name(article: Article, first: str, second: str) -> str | None:
    """The name of the original whose words these are, the second in lower case: Giorgia Meloni of Giorgiameloni."""
    if article.carried is None or article.original is None or first not in article.carried:
        return None
    words = article.original.words
    for index in words.positions.get(first, ()):
        following = words.forms[index + 1] if index + 1 < len(words) else ""
        if following.lower() == second and following[0].isupper() and words.gap(index + 1) == " ":
            return f"{first} {following}"
    return None


def _goes_on(article: Article, name: str) -> bool:
    """Whether the original goes on right after a name, without a comma."""
    original = article.original
    if original is None or article.carried is None or name not in article.carried:
        return False
    return any(original.words.gap(index + 1) == " " for index in original.words.positions.get(name, ()))


def _is_common(article: Article, splits: Splits, capitalised: str) -> bool:
    """Whether a word owes its capital to the start of a sentence rather than to being a name or a noun."""
    if capitalised in article.names or article.language.nouns_capitalised:
        return capitalised.lower() in article.language.function_words
    word = splits.word(capitalised)
    return word.lower and not word.capital


def _words_before(article: Article, start: int) -> int:
    """How many words of its sentence stand before `start`."""
    begins = next((sentence.start for sentence in article.sentences if sentence.start <= start < sentence.end), start)
    return len(article.words.between(begins, start))


def _evidence(splits: Splits, form: str, split: Split) -> str:
    first, second, restored = split

    def where(part: str) -> str:
        return "elsewhere in this article" if splits.has(part) else "in the original"

    if restored:
        return f"“{restored}” stands {where(restored)}, and “{second}” is a word"
    known = [part for part in (first, second) if splits.word(part).zipf >= _COMMON]
    seen = [part for part in (first, second) if len(part) > 1 and part not in known and splits.counts[part] > 0]
    if len(known) == 2:
        return f"both “{first}” and “{second}” are common words, and no dictionary has “{form}”"
    if seen:
        return f"“{seen[0]}” stands {where(seen[0])}" + (f", and “{known[0]}” is a common word" if known else "")
    if second[0].isupper():
        return f"a capital stands within “{form}”, and no dictionary has it"
    return f"“{first}” and “{second}” are words, and no dictionary has “{form}”"
