"""An address that differs from the original's.

What it flags: an address in the translation that its original has not, and one of the original that the translation lost.
Why a reader minds: the link leads nowhere, or to another page than the writer meant.
How it decides: addresses and e-mail addresses of a passage are held against those of the passage that it translates, letter by
letter; where one is near to a lost one, that is the fix.
Where passages are not surely each other's translation, only one that stands nowhere on the other side counts.
What it leaves alone: another language of the same page (`/en/` for `/es/`,
`en.` for `es.`), `http` for `https`, `www.`, a final slash, and addresses said in words.
Source: the URL checks of bilingual checkers (Xbench, Verifika, QA Distiller).
"""

import re
from collections.abc import Iterator

from qa.analysis.passages import SURE, lacking
from qa.analysis.scripts import UNSPACED
from qa.article import Article
from qa.language.scripts import script_of
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
    good("ru", "Сайт https://пример.рф/путь работает.", "en", "The site https://пример.рф/путь works."),
    good("en", "Write to tips@example.org. It costs 3.50 at Node.js Ltd.", "es", "Escriba a tips@example.org. Cuesta 3,50."),
)

_END = r"\s<>«»“”„\"'()\[\]、。，；：！？（）「」『』【】《》〈〉،؛؟।۔…"
_ADDRESS = late(
    rf"(?i:https?|ftp)://[^{_END}]+|(?i:www)\.[^{_END}]+|[A-Za-z\d_.+-]+@[A-Za-z\d_-]+(?:\.[A-Za-z\d_-]+)+"
    rf"|(?<![A-Za-z\d_@.])(?:[a-z0-9-]+\.)+(?:com|org|net|info|gov|edu|io|eu|[a-z]{{2}})/[^{_END}]*"
)
_BEGINNING = re.compile("[\x21-\x7e]+")
_TELLING = ("/", "@", "www.")
"""What every address has some of."""
_Place = tuple[int, int, str]
"""Where an address stands, and what it is."""
_FINAL = ".,;:!?…"
_LANGUAGE = late(r"(?<=[./=])[a-z]{2}(?:[-_][a-z]{2,4})?(?=[./&?]|$)")


def check(article: Article, options: Options) -> Iterator[Finding]:
    assert article.original is not None
    source = article.original.text
    everywhere: list[set[str]] = []
    for pair in article.pairs:
        here = list(_addresses(article.text, pair.start, pair.end))
        there = list(_addresses(source, pair.source_start, pair.source_end))
        if not (here or there) or (pair.source_start == pair.source_end and article.document.pairs):
            continue  # a segment of which only the key is at hand
        here, there = _parted(here, there, article), _parted(there, here, article.original)
        ours, theirs = {_plain(one) for _, _, one in here}, {_plain(one) for _, _, one in there}
        if pair.confidence < SURE:
            everywhere = everywhere or _everywhere(article, article.original)
            ours, theirs = everywhere
        lost = [text for _, _, text in there if _plain(text) not in ours]
        for start, end, text in here:
            if _plain(text) in theirs:
                continue
            fix = (lost.pop(0),) if lost else ()
            message = f"“{text}” is “{fix[0]}” in the original" if fix else f"the original has no “{text}”"
            yield Finding(start, end, message, fix, CERTAIN if fix else LIKELY)
        for text in lost:
            if pair.start < pair.end:
                yield lacking(article, pair, f"the original’s address “{text}” is missing", LIKELY)


def _addresses(text: str, start: int, end: int) -> Iterator[_Place]:
    if not any(text.find(mark, start, end) >= 0 for mark in _TELLING):  # the pattern tries every word, and most texts have none
        return
    for match in _ADDRESS.finditer(text, start, end):
        found = match[0].rstrip(_FINAL)
        yield match.start(), match.start() + len(found), found


def _everywhere(article: Article, original: Article) -> list[set[str]]:
    """All addresses of both, as they are compared."""
    here, there = (list(_addresses(one.text, 0, len(one.text))) for one in (article, original))
    return [{_plain(one) for *_, one in side} for side in (_parted(here, there, article), _parted(there, here, original))]


def _parted(found: list[_Place], others: list[_Place], article: Article) -> list[_Place]:
    """Addresses without the words that follow them, where words are not separated: those may be a part of the address as well, but not
    if the other side has it without them, nor if it has no such address at all.
    """
    if not article.scripts & UNSPACED:
        return found
    known, parted = {_plain(text) for *_, text in others}, []
    for start, end, text in found:
        short = match[0].rstrip(_FINAL) if (match := _BEGINNING.match(text)) else text
        if _plain(text) not in known and script_of(text[len(short) : len(short) + 1] or " ") in UNSPACED:
            start, end, text = start, start + len(short), short
        parted.append((start, end, text))
    return parted


def _plain(address: str) -> str:
    """What two addresses of one page have in common."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")
    return _LANGUAGE.sub("", "/" + bare)
