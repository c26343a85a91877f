"""What stands around a mark: the stretch without white space, whether it is an address or code, and the words on either side."""

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from qa.patterns import late

if TYPE_CHECKING:
    from qa.article import Article
    from qa.language import Language

_REACH = 100
"""Code points looked at on either side of a mark; what is longer than that without white space is cut there."""

_CODE = late(r"://|www\.|[@\\_={}<>|~^]|::|[A-Za-z]\(|&#?\w+;|%[0-9A-Fa-f]{2}|^[#/]|^\$[A-Za-z]|/[\w.-]*/|[?&]\w+=")
_UNSPACED = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\ua4cf"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\uffef"),
)
"""Scripts without spaces between words, first and last character of each range; as a pattern they take 2 ms to compile."""
EDGES = "\"'“”„«»‘’()[]{}.,;:!?…"

_DOMAINS = (
    "com net org gov edu mil int info biz pro app dev tech xyz aero coop museum asia eu "
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci "
    "ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp "
    "gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li "
    "lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om "
    "pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc "
    "td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw рф укр бел срб "
    "amsterdam barcelona bayern berlin brussels bzh cat cologne eus gal gent hamburg helsinki istanbul koeln london madrid melbourne "
    "miami moscow nyc paris quebec rio ruhr saarland scot stockholm swiss sydney tirol tokyo vegas vlaanderen wales wien zuerich "
    "example invalid localhost test"
)
DOMAINS = frozenset(_DOMAINS.split())
"""Last labels of addresses on the net: those of countries and cities, the old general ones, and those reserved for examples."""

GENERAL_DOMAINS = frozenset(("com", "net", "org", "gov", "edu", "info", "biz", "tv", "fm"))
"""Those that are written with a capital in names as well: Amazon.Com."""

_FILES = (
    "txt pdf doc docx xls xlsx ppt pptx csv json xml html htm php asp aspx js ts py rb exe dll zip rar gz mp3 mp4 avi mov wav jpg jpeg "
    "png gif svg tif tiff epub css sql cfg ini sh apk iso dmg po tmx xlf yml yaml toml"
)
FILES = frozenset(_FILES.split())
"""Endings of file names."""


class Neighbour(NamedTuple):
    """The word that stands beside a mark: `text[start:end]`."""

    form: str
    start: int
    end: int


def chunk(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space around `text[start:end]`, at most `_REACH` code points longer on either side."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    while start > first and not _is_break(text[start - 1]):
        start -= 1
    while end < last and not _is_break(text[end]):
        end += 1
    return start, end


def _is_break(character: str) -> bool:
    """Whether it is white space, or a character of a script that does without."""
    return character.isspace() or (character > "\u0dff" and any(first <= character <= last for first, last in _UNSPACED))


def is_code(text: str, start: int, end: int) -> bool:
    """Whether what surrounds `text[start:end]` is an address with its scheme, a handle, a hashtag, a path or code."""
    a, b = chunk(text, start, end)
    return _CODE.search(text[a:b]) is not None


def is_address(text: str, start: int, end: int) -> bool:
    """Whether what surrounds `text[start:end]` is a bare domain or a file name as a whole: Booking.com, report.pdf."""
    a, b = chunk(text, start, end)
    stretch = text[a:b].strip(EDGES).split("/")[0]
    head, stop, last = stretch.rpartition(".")
    return (
        bool(stop)
        and bool(head)
        and (last in DOMAINS or last in FILES)
        and all(part.replace("-", "").isalnum() for part in head.split("."))
    )


def word_before(article: "Article", at: int) -> Neighbour | None:
    """The word that ends at `at`."""
    words = article.words
    index = bisect_left(words.starts, at) - 1
    if index < 0:
        return None
    start, form = words.starts[index], words.forms[index]
    return Neighbour(form, start, at) if start + len(form) == at else None


def word_after(article: "Article", at: int) -> Neighbour | None:
    """The word that starts at `at`."""
    words = article.words
    index = bisect_left(words.starts, at)
    if index == len(words.starts) or words.starts[index] != at:
        return None
    return Neighbour(words.forms[index], at, at + len(words.forms[index]))


@lru_cache(maxsize=128)
def abbreviations(language: "Language") -> frozenset[str]:
    """The language's abbreviations with their stops, and the last parts of those in several, in lower case, for looking up."""
    forms = (*language.abbreviations, *language.ending_abbreviations)
    return frozenset(form.lower() for form in forms) | {form.split(" ")[-1].lower() for form in forms}


def is_abbreviation(article: "Article", stop: int) -> bool:
    """Whether the full stop at `stop` may belong to an abbreviation: one of the language's data, an initial, a chain like U.S."""
    text = article.text
    word = word_before(article, stop)
    if word is None:
        return False
    if len(word.form) == 1 or text[word.start - 1 : word.start] == ".":
        return True
    a, _ = chunk(text, word.start, word.end)
    known = abbreviations(article.language)
    return word.form.lower() + "." in known or text[a : stop + 1].lstrip(EDGES).lower() in known


def knows(article: "Article", form: str, least: float = 3.0) -> bool:
    """Whether a form is an ordinary word: of the language's function words, or of that Zipf value or more in its lexicon."""
    if form.lower() in article.language.function_words:
        return True
    if article.lexicon is None:
        return False
    word = article.lexicon.word(form)
    return word.zipf >= least or (article.lexicon.size == "forms" and word.known)
