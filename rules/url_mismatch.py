"""An address that differs from the original's.

What it flags: an address in the translation that its original has not, and one of the original that the translation lost.
Why a reader minds: the link leads nowhere, or to another page than the writer meant.
How it decides: addresses, domains in lower case and e-mail addresses of a passage are held against those of the passage that it
translates, letter by letter; where one is near to a lost one, that is the fix.
Where passages are not surely each other's translation, only one that stands nowhere on the other side counts. Of pages and Markdown,
where the links of the original lead must be where one of the translation leads; the finding stands at the link's text.
What it leaves alone: another language of the same page (`/en/` for `/es/`, `en.` for `es.`, `?lang=`), also where the site has the page
under another name in the article's language; `http` for `https`, `www.`, a final slash, addresses said in words, links to places of a
page (`#top`), names of files, a domain that a text in other letters lacks (it may be a name there), links that the translation adds, and those within
the site where it has none of the original's: its pages are called otherwise.
Source: the URL checks of bilingual checkers (Xbench, Verifika, QA Distiller).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from qa.analysis.passages import SURE, lacking
from qa.analysis.scripts import UNSPACED
from qa.article import Article, Link
from qa.language.scripts import script_of
from qa.lexicon import Lexicon
from qa.patterns import late
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="url-mismatch",
    summary="an address that differs from the original’s",
    severity="error",
    mqm="accuracy/mistranslation",
    mqm_severity="major",
    requires=("original",),
)

EXAMPLES = (
    bad("en", "Read more at ⟦example.org/heute⇒example.org/hoy⟧ today.", "es", "Lea más hoy en example.org/hoy."),
    bad("en", "⟦Read⟧ more there.", "es", "Lea más en https://example.org/hoy?dia=3"),
    good("en", "Read more at https://www.example.org/en/today/ now.", "es", "Lea más en http://example.org/es/today."),
    bad(
        "ja", "詳細は⟦https://example.org/b⇒https://example.org/a⟧をご覧ください。", "en", "See https://example.org/a for more."
    ),
    good(
        "ja",
        "詳細はexample.org/aを、または（https://example.org/ja/b）をご覧ください。a@example.orgまで。",
        "en",
        "See example.org/a or https://example.org/en/b. Write to a@example.org.",
    ),
    good("zh", "请见https://example.org/a，谢谢。", "en", "See https://example.org/a, thank you."),
    good("ja", "https://ja.example.org/wiki/東京を見よ。", "en", "See https://en.example.org/wiki/."),
    good("ar", "انظر https://example.org/a، وشكرا.", "en", "See HTTPS://example.org/a, thank you."),
    bad("de", "Mehr bei ⟦tagblat.example.com⇒tagblatt.example.com⟧.", "en", "More at tagblatt.example.com."),
    bad("de", "⟦Mehr⟧ dazu dort.", "en", "More at tagblatt.com."),
    bad("de", "Schreiben Sie an ⟦tip@example.org⇒tips@example.org⟧.", "en", "Write to tips@example.org."),
    good("pt", "Feito com https://example.org/pt_BR/master aqui.", "en", "Made with https://example.org/ here."),
    good("ru", "Об этом пишет Тагблатт.", "en", "That is what tagblatt.com writes."),
    good("fi", "Lue lisää Tagblatt.comissa.", "en", "Read more at tagblatt.com at 5 p.m., i.e. today."),
    good("de", "Das ist ein Haus.im Wald.", "en", "That is a house in the woods."),
    good("de", "Starten Sie das Skript, danach den Editor.", "en", "Run setup.sh, then edit config.ts and style.cc."),
    good("de", "Sie ging. Es war spät.", "en", "She left.it was late."),
    bad("de", "Mehr bei ⟦https://t.co/cd⇒https://t.co/ab⟧.", "en", "More at https://t.co/ab."),
    bad("de", "Mehr bei ⟦https://example.org/?id=cd⇒https://example.org/?id=ab⟧.", "en", "More at https://example.org/?id=ab."),
    bad("de", "Mehr bei ⟦youtu.be/dqw4⇒youtu.be/dQw4⟧.", "en", "More at youtu.be/dQw4."),
    bad("de", "Siehe ⟦example.org/main.js⇒example.org/main.py⟧.", "en", "See example.org/main.py."),
    good("ja", "詳細は（https://example.org/jp/a）をご覧ください。", "en", "See https://example.org/us/a."),
    good("ru", "Сайт https://пример.рф/путь работает.", "en", "The site https://пример.рф/путь works."),
    good("en", "Write to tips@example.org. It costs 3.50 at Node.js Ltd.", "es", "Escriba a tips@example.org. Cuesta 3,50."),
)

_END = r"\s\u200e\u200f<>«»“”„‘’\"'()\[\]、。，；：！？（）「」『』【】《》〈〉،؛؟।۔…"
_DOMAIN = r"(?:[a-z\d-]{2,}\.)*[a-z\d-]{3,}\.(?:com|org|net|info|gov|edu|int|news|app|dev|[a-z]{2})"
_ADDRESS = late(
    rf"(?i:https?|ftp)://[^{_END}]+|(?i:www)\.[^{_END}]+|(?<![A-Za-z\d_.+-])[A-Za-z\d_.+-]++@[A-Za-z\d_-]+(?:\.[A-Za-z\d_-]+)+"
    rf"|(?<![A-Za-z\d_@.-])(?:[a-z\d-]++\.)+(?:com|org|net|info|gov|edu|int|news|app|dev|[a-z]{{2}})/[^{_END}]*"
    rf"|(?<![A-Za-z\d_@./-]){_DOMAIN}(?![A-Za-z\d_@/]|\.[A-Za-z\d_])"
)
_BARE = late(rf"{_DOMAIN}")
_ABSOLUTE = late(r"(?i:(?:https?:|ftp:)?//|mailto:)")
_RELATIVE = late(r"(?!//)(?:[./?]|[^#:]+(?:[#?]|$))")
_PARAMETER = late(r"([?&])(?:lang|language|locale|hl)=[\w-]+&?")
_BEGINNING = re.compile("[\x21-\x7e]+")
_TELLING = late(r"[@/]|[a-z\d]\.[a-z]")
"""What every address has some of."""
_Place = tuple[int, int, str]
"""Where an address stands, and what it is."""
_FINAL = ".,;:!?…"
_FILES = frozenset(["cc", "cs", "db", "gz", "hs", "js", "kt", "md", "py", "rb", "sh", "tf", "ts", "vb", "xz"])
"""Endings of files that look like those of domains."""
_COMMON = 3
"""Letters of what stands before a country's domain and is nobody's own (co.uk) at most."""
_TAG = late(r"(?i:[a-z]{2,3}(?:[-_][a-z]{2,4})?)")
_COUNTRY = late(r"(?:\.[a-z]{2})+$")
_CALLED = {
    "cs": "cz", "da": "dk", "el": "gr", "en": "us", "et": "ee", "ja": "jp", "ko": "kr", "nb": "no", "nn": "no", "sl": "si", "sr": "rs",
    "sv": "se", "uk": "ua", "zh": "cn"
}  # fmt: skip
"""The countries by which sites call languages."""
_LANGUAGE = late(r"(?<=[./=])[a-z]{2}(?:[-_][a-z]{2,4})?(?=[./&?]|$)")


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    everywhere: list[set[str]] = []
    codes = _codes(article, original)
    for pair in article.pairs:
        here = list(_addresses(article.text, pair.start, pair.end, original.lexicon))
        there = list(_addresses(original.text, pair.source_start, pair.source_end, original.lexicon))
        if not (here or there) or (pair.source_start == pair.source_end and article.document.pairs):
            continue  # a segment of which only the key is at hand
        here, there = _parted(here, there, article, codes), _parted(there, here, original, codes)
        ours, theirs = {_plain(one, codes) for _, _, one in here}, {_plain(one, codes) for _, _, one in there}
        if pair.confidence < SURE:
            everywhere = everywhere or _everywhere(article, original, codes)
            ours, theirs = everywhere
        lost = [
            text
            for *_, text in there
            if _plain(text, codes) not in ours and not _is_within(text, pair.start, pair.end, article)
        ]
        for start, end, text in here:
            if (variant := _original_of(text, lost, article)) is not None:
                lost.remove(variant)
                continue
            bare = _BARE.fullmatch(text) is not None
            if _plain(text, codes) in theirs or (bare and not lost):
                continue
            fix = (lost.pop(0),) if lost else ()
            message = f"“{text}” is “{fix[0]}” in the original" if fix else f"the original has no “{text}”"
            yield Finding(start, end, message, fix, CERTAIN if fix and not bare else LIKELY)
        for text in lost:
            if pair.start < pair.end and ("Latin" in article.scripts or not _BARE.fullmatch(text)):
                yield lacking(article, pair, f"the original’s address “{text}” is missing", LIKELY)
    if article.document.links is not None and original.document.links:
        yield from _links(article, article.document.links, original.document.links, original.lexicon, codes)


def _links(
    article: Article, ours: Sequence[Link], theirs: Sequence[Link], lexicon: Lexicon | None, codes: frozenset[str]
) -> Iterator[Finding]:
    """Targets of the original's links that none of the translation has, at the link that has another instead."""
    pages = {_page(link.target, codes) for link in ours if _RELATIVE.match(link.target)}
    told = _ABSOLUTE
    if any(_RELATIVE.match(link.target) and _page(link.target, codes) in pages for link in theirs):
        told = late(f"{_ABSOLUTE.pattern}|{_RELATIVE.pattern}")  # the site's own pages are called as in the original
    here, there = {_page(link.target, codes) for link in ours}, {_page(link.target, codes) for link in theirs}
    here |= {_plain(text, codes) for *_, text in _addresses(article.text, 0, len(article.text), lexicon)}
    for pair in article.pairs:
        if pair.start == pair.end:
            continue
        asked = (link.target for link in _between(theirs, pair.source_start, pair.source_end) if told.match(link.target))
        lost = [target for target in asked if _page(target, codes) not in here]
        for link in _between(ours, pair.start, pair.end) if lost else ():
            if not lost or _page(link.target, codes) in there or not told.match(link.target):
                continue
            variant = _original_of(link.target, lost, article)
            other = variant or next((target for target in lost if _site(target) == _site(link.target)), lost[0])
            lost.remove(other)
            if variant is not None:
                continue
            message = f"this leads to “{link.target}”, in the original to “{other}”"
            confidence = (
                CERTAIN if _site(other) == _site(link.target) else LIKELY
            )  # translators link to what readers understand
            yield Finding(link.start, min(link.end, pair.end), message, (), confidence)
        for target in lost:
            yield lacking(article, pair, f"the original’s link to “{target}” is missing", LIKELY)


def _between(links: Sequence[Link], start: int, end: int) -> Sequence[Link]:
    """The links that start in a stretch of text."""
    return links[bisect_left(links, start, key=_start) : bisect_left(links, end, key=_start)]


def _start(link: Link) -> int:
    return link.start


def _addresses(text: str, start: int, end: int, lexicon: Lexicon | None) -> Iterator[_Place]:
    """The addresses in a stretch of text. Names of files and sentences without a space between them look like domains; a lexicon
    tells the latter, the original's for both sides, lest a domain be one on one side only.
    """
    if not _TELLING.search(text, start, end):  # the pattern tries every word, and most texts have none
        return
    for match in _ADDRESS.finditer(text, start, end):
        found = match[0].rstrip(_FINAL)
        if _BARE.fullmatch(found) and _is_none(found.split("."), lexicon):
            continue
        yield match.start(), match.start() + len(found), found


def _is_none(labels: list[str], lexicon: Lexicon | None) -> bool:
    """Whether what looks like a domain is the name of a file, or words around a full stop."""
    return labels[-1] in _FILES or (lexicon is not None and all(lexicon.word(label).lower for label in labels))


def _everywhere(article: Article, original: Article, codes: frozenset[str]) -> list[set[str]]:
    """All addresses of both, as they are compared."""
    here, there = (list(_addresses(one.text, 0, len(one.text), original.lexicon)) for one in (article, original))
    return [
        {_plain(one, codes) for *_, one in side}
        for side in (_parted(here, there, article, codes), _parted(there, here, original, codes))
    ]


def _parted(found: list[_Place], others: list[_Place], article: Article, codes: frozenset[str]) -> list[_Place]:
    """Addresses without the words that follow them, where words are not separated: those may be a part of the address as well, but not
    if the other side has it without them, nor if it has no such address at all.
    """
    if not article.scripts & UNSPACED:
        return found
    known, parted = {_plain(text, codes) for *_, text in others}, []
    for start, end, text in found:
        short = match[0].rstrip(_FINAL) if (match := _BEGINNING.match(text)) else text
        if _plain(text, codes) not in known and script_of(text[len(short) : len(short) + 1] or " ") in UNSPACED:
            start, end, text = start, start + len(short), short
        parted.append((start, end, text))
    return parted


def _original_of(address: str, lost: list[str], article: Article) -> str | None:
    """Which of some addresses has its page in the article's language at another: a site may call it otherwise there."""
    code = article.language.code.partition("-")[0]
    host, _, path = _bare(address).removeprefix("/").partition("/")
    named = _LANGUAGE.findall(f"/{host.rpartition('.')[0]}./{path}".lower())  # a top-level domain is a country's
    if not any(re.split("[-_]", tag)[0] == code for tag in named):
        return None
    return next((one for one in lost if _site(one) == _site(address)), None)


def _is_within(address: str, start: int, end: int, article: Article) -> bool:
    """Whether a mere domain stands in a passage with an ending, or in capitals, as names do."""
    return _BARE.fullmatch(address) is not None and address in article.text[start:end].lower()


def _plain(address: str, codes: frozenset[str]) -> str:
    """What two addresses of one page have in common, where the languages have these codes. A country's domain is none of it."""
    host, path = _parts(_bare(address).lstrip("./"))
    first, _, rest = host.partition(".")
    if _is_code(first, codes):
        host = rest
    path, mark, query = path.partition("?")
    kept = [segment for segment in path.split("/") if segment.strip(".") and not _is_code(segment, codes)]
    return "/".join(filter(None, (_COUNTRY.sub("", host), *kept))) + mark + query


def _is_code(part: str, codes: frozenset[str]) -> bool:
    return _TAG.fullmatch(part) is not None and re.split("[-_]", part.lower())[0] in codes


def _parts(bare: str) -> tuple[str, str]:
    """The host, and what follows it."""
    end = match.start() if (match := re.search("[/?]", bare)) else len(bare)
    return bare[:end], bare[end:]


def _codes(*articles: Article) -> frozenset[str]:
    """What sites call the languages of articles."""
    codes = {one.language.code.partition("-")[0] for one in articles}
    return frozenset(codes | {_CALLED[code] for code in codes if code in _CALLED})


def _page(target: str, codes: frozenset[str]) -> str:
    """The same of the page that a link leads to, wherever on it."""
    return _plain(re.sub(r"^(?i:mailto:)([^?]*).*", r"\1", target.partition("#")[0], flags=re.S), codes)


def _site(target: str) -> str:
    """The domain that somebody owns, without the names of its computers; of an address within a site nothing."""
    if not _ABSOLUTE.match(target) and not _ADDRESS.match(target):
        return ""
    labels = re.split("[/?]", _bare(target)[1:])[0].rpartition("@")[2].split(".")
    return ".".join(labels[-2 if len(labels) < 3 or len(labels[-2]) > _COMMON else -3 :])


def _bare(address: str) -> str:
    """An address without what may be said or not, after a slash; capitals mean nothing in the host, and much after it."""
    host, path = _parts(re.sub(r"^(?i:(?:https?:|ftp:|mailto:)?(?://)?(?:www\.)?)", "", address))
    return "/" + _PARAMETER.sub(r"\1", host.lower() + path).rstrip("/?&")
