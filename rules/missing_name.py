"""A name of the original that the translation lacks.

What it flags: the name of a person, a place or a body that the original has in a passage and its translation has not.
Why a reader minds: they do not learn who or where it was, or read it of somebody else.
How it decides: a name is compared letter by letter, then as it sounds, in whatever script (`Kennedy`, `Кеннеди`, `Κένεντι`, `كينيدي`),
with the endings that languages add; places go by all names that CLDR and GeoNames have for them (`Vienna`, `Wien`), and by
adjectives. What translators leave out they leave to be understood; so a score tells how likely a name is lost that has no counterpart,
or fewer than the original has mentions: whether another stands there, an empty place, a word that nothing ends with, whether the
passage is shorter than it should be, whether the name can be known again, how often the translation has it in the other passages.
What it leaves alone: passages that are not likely each other's translation, weekdays and months, acronyms that the translation has
nowhere, words made of names (Koreans), names whose sound says too little in another script (Lee), scripts without spaces
and those whose transliterations nobody has looked at (Hebrew, Georgian, those of India).
Source: the checks of bilingual checkers for names and acronyms (Xbench, QA Distiller); transliteration by AnyAscii; places from CLDR and GeoNames.
"""

from collections.abc import Iterator
from itertools import groupby

from qa.analysis.passages import lacking
from qa.article import Article
from qa.rule import Finding, Options, Rule, bad, good

RULE = Rule(
    name="missing-name",
    summary="a name of the original that the translation lacks",
    severity="warning",
    mqm="accuracy/omission",
    mqm_severity="major",
    requires=("original",),
)

_SOURCE = (
    "The mayor met Kristina Halvorsen in the town hall on Monday.\n\n"
    "The next day the police asked Halvorsen about the money.\n\n"
    "The town has waited for an answer since then."
)

_SOURCE_WITH_TWO = (
    "The mayor met Kristina Halvorsen in the town hall on Monday.\n\n"
    "The next day Halvorsen went to Bergen, where the police asked Halvorsen about the money.\n\n"
    "The town has waited for an answer from Halvorsen since then."
)

EXAMPLES = (
    bad(
        "es",
        "La alcaldesa recibió a Kristina Halvorsen en el ayuntamiento el lunes.\n\n"
        "⟦Al⟧ día siguiente la policía preguntó a Kowalczyk por el dinero.\n\n"
        "La ciudad espera una respuesta desde entonces.",
        "en",
        _SOURCE,
    ),
    bad(
        "es",
        "La alcaldesa recibió a Kristina Halvorsen en el ayuntamiento el lunes.\n\n"
        "⟦Al⟧ día siguiente la policía preguntó a  por el dinero.\n\n"
        "La ciudad espera una respuesta desde entonces.",
        "en",
        _SOURCE,
    ),
    bad(
        "el",
        "Η δήμαρχος συνάντησε την Κριστίνα Χάλβορσεν στο δημαρχείο τη Δευτέρα.\n\n"
        "⟦Την⟧ επόμενη μέρα η αστυνομία ρώτησε τον Κοβάλτσικ για τα χρήματα.\n\n"
        "Η πόλη περιμένει μια απάντηση από τότε.",
        "en",
        _SOURCE,
    ),
    bad(
        "es",
        "La OTAF abrió la investigación en mayo.\n\n⟦El⟧ lunes se reunieron los expertos de la  y del ministerio.\n\nLa OTAF no ha dicho nada.",
        "en",
        "The OTAF opened the investigation in May.\n\nOn Monday experts of the OTAF and of the ministry met.\n\nThe OTAF has said nothing.",
    ),
    bad(
        "es",
        "La alcaldesa recibió a Kristina Halvorsen en el ayuntamiento el lunes.\n\n"
        "⟦Al⟧ día siguiente Halvorsen viajó a Bergen, donde la policía preguntó a Kowalczyk por el dinero.\n\n"
        "La ciudad espera una respuesta de Halvorsen desde entonces.",
        "en",
        _SOURCE_WITH_TWO,
    ),
    good(
        "es",
        "La alcaldesa recibió a Kristina Halvorsen en el ayuntamiento el lunes.\n\n"
        "Al día siguiente Halvorsen viajó a Bergen, donde la policía le preguntó por el dinero.\n\n"
        "La ciudad espera una respuesta de Halvorsen desde entonces.",
        "en",
        _SOURCE_WITH_TWO,
    ),
    good(
        "es",
        "El BID abrió la investigación en mayo.\n\nEl lunes se reunieron los expertos del banco y del ministerio.\n\nLa FAO no ha dicho nada.",
        "en",
        "The IDB opened the investigation in May.\n\nOn Monday experts of the IDB and of the ministry met.\n\nThe FAO has said nothing.",
    ),
    good(
        "es",
        "La alcaldesa recibió a Kristina Halvorsen en el ayuntamiento el lunes.\n\n"
        "Al día siguiente la policía vienesa preguntó a Halvorsen por el dinero.\n\n"
        "La ciudad espera una respuesta desde entonces.",
        "en",
        _SOURCE.replace("the police", "the police of Vienna"),
    ),
    good(
        "uk",
        "Мерка зустрілася з Крістіною Халворсен у ратуші в понеділок.\n\n"
        "Наступного дня поліція спитала Халворсен про гроші.\n\n"
        "Місто відтоді чекає на відповідь.",
        "en",
        _SOURCE,
    ),
    good(
        "ar",
        "التقت العمدة كريستينا هالفورسن في مبنى البلدية يوم الاثنين.\n\n"
        "وفي اليوم التالي سألت الشرطة هالفورسن عن المال.\n\n"
        "وتنتظر المدينة جوابا منذ ذلك الحين.",
        "en",
        _SOURCE,
    ),
)


def check(article: Article, options: Options) -> Iterator[Finding]:
    from qa.analysis.missing import missing, model  # late: most articles come without an original

    trained = model()
    for pair, passage in groupby(missing(article), key=lambda one: one.pair):
        score, name = max((trained.score(one.signs), one.name) for one in passage)
        if confidence := trained.confidence_of(score):
            yield lacking(article, pair, f"the original’s “{name}” is missing", confidence)
