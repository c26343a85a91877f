"""A dash or hyphen spaced wrongly.

What it flags: a dash with a space on one side only (`clear, verified –about`), a hyphen with a space inside a word
(`guarda -roupa`, `masing- masing`, `e - scooters`).
Why a reader minds: a dash stuck to one word reads as a hyphen, a hyphen beside a space as a dash; the sentence parses wrongly.
How it decides: a long dash belongs to its article's style, spaced or closed, and stands the same on both sides unless it opens or
closes an aside or a speech; where asides are set closed (`asides_closed`) what opens one so must close it so. A hyphen joins where the whole stands elsewhere in the article or in the lexicon, where a part is said
twice or is no word by itself, where words are joined so nearby, behind a figure (`1990 -talet`), before a clitic (`dar -se`);
before another function word, or where the article uses hyphens for dashes, it is a dash. In scripts without spaces only what the
article has joined elsewhere counts.
What it leaves alone: hanging hyphens (`two- and three-year`, `Vor- und Nachteile`, `und -handel`), asides set closed (`—so—`),
dialogue, attributions (`—Anna Keller`), interrupted speech, minus signs, ranges, rules of hyphens, options (`-v`).
Source: facts on machine-translated news; planted and clean news in 70 languages.
"""

import re
from collections.abc import Iterator

from qa.analysis.chunks import Neighbour, abbreviations, is_code, knows, word_after, word_before
from qa.analysis.hyphens import Hyphens
from qa.article import Article
from qa.patterns import late
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="dash-spacing",
    summary="a dash or hyphen spaced wrongly",
    severity="error",
    mqm="linguistic-conventions/punctuation",
)

EXAMPLES = (
    bad("en", "The harbour – old, narrow ⟦–was⇒– was⟧ closed."),
    bad("en", "The ⟦harbour–⇒harbour –⟧ which is old – was closed."),
    bad("en", "The harbour—old as it is—was ⟦closed —nobody⇒closed—nobody⟧ knows why."),
    bad("en", "They came on ⟦e - scooters⇒e-scooters⟧ and left on foot."),
    bad("en", "The war of ⟦1914 –1918⇒1914–1918⟧ was long."),
    bad("en", "A ⟦well -known⇒well-known⟧ painter lives there."),
    bad("pt", "Comprou um ⟦guarda -roupa⇒guarda-roupa⟧ velho na feira."),
    bad("id", "Mereka pulang ke rumah ⟦masing -masing⇒masing-masing⟧ pada malam hari."),
    bad("pt", "O prefeito quer ⟦consertá -las⇒consertá-las⟧ antes do fim do mês."),
    bad("pt", "O prefeito quer ⟦consertá - las⇒consertá-las⟧ antes do fim do mês."),
    bad("sv", "Bron byggdes på ⟦1970 -talet⇒1970-talet⟧ av staden."),
    bad("fi", "Joukkue matkusti ⟦Pohjois -Irlantiin⇒Pohjois-Irlantiin⟧ eilen."),
    bad("es", "El puerto –viejo y ⟦estrecho –⇒estrecho–⟧ cerró ayer."),
    bad("zh", "新型⟦KX -7⇒KX-7⟧相机今天上市。KX-7重三公斤。"),
    good("zh", "今天气温 -7℃，昨天为 -8℃，机型是KX-7。"),
    good("es", "El puerto –viejo y estrecho– cerró ayer – o eso dicen."),
    good("fi", "Windows 10 -käyttöjärjestelmä ja Die Zeit -lehti."),
    good("en", "Two- and three-year plans, pre– and post–war, the non-EU—and only they—said “I thought—” at -5 degrees."),
    good("en", "The harbour – old, narrow – was closed. “Go away.” —Anna Keller"),
    good("en", "Use -v or --help; the score was 3 - 2 for Acme - a club that had never won."),
    good("de", "Die Vor- und Nachteile im Textileinzelhandel und -großhandel in der Ein- bzw. Ausfuhr – so viel vorab."),
    good("es", "—No lo sé —respondió la alcaldesa—. Mañana —dijo— veremos."),
)

_S = " \u00a0\u202f\u2009"
_GAP = re.compile(
    rf"[-‐‑–—](?:(?<=\S[{_S}][–—])(?=[^\s–—-])|(?<=\S[{_S}][-‐‑])[{_S}]?(?=[^\s–—-])|(?<=[^\s–—-].)[{_S}](?=[^\s–—-]))"
)
_TORN_FIGURE = late(r"([A-Za-z]{1,4}|[^\W\da-z_]) (-\d{1,3})(?![\d.,])")
_JOINED_FIGURE = late(r"([A-Za-z]{1,4}|[^\W\da-z_])(-\d{1,3})(?!\d)")
"""An acronym, or a letter of a script without spaces, and a figure."""
_LONG = frozenset("–—")
_FIGURE_BEFORE = late(r"[\d.,]*\S$")
_FIGURE_AFTER = late(r"\d[\d.,]*|\S")
_HYPHENATED = late(r"\w+(?:[-‐‑]\w+)+")
_COMMON = 4.2
"""Zipf value from which on a form is surely a word by itself; `deixá` is met as a part only."""
_STYLE = 2
"""How many dashes of a kind may be slips; more are an article's style."""
_REACH = 400
"""How long an aside may be, in code points."""
_PARAGRAPH = 4000
"""How far back the start of a line of dialogue may be."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    text = article.text
    if not article.language.spaces:
        if " -" in article.words.outline:
            yield from _torn_figures(text)
        return
    if not _GAP.search(article.words.outline):
        return
    dashes, hyphens = _Dashes(article), Hyphens(article)
    for match in _GAP.finditer(text):
        start, end, mark = match.start(), match.end(), match[0][0]
        left = text[start - 1] in _S  # a space before the mark
        start -= left
        if text[start - 1] in "-–—/\\|<>*_=" or text[end] in "\\|<>*_=/":
            continue
        finding = dashes.judge(start, end, mark, left) if mark in _LONG else _hyphen(article, hyphens, start, end, left)
        if finding and not is_code(text, start - 1, start) and not is_code(text, end, end + 1):
            yield finding


def _torn_figures(text: str) -> Iterator[Finding]:
    """Names with a figure, in scripts without spaces, that the article has without the space as well: KX -7."""
    torn = list(_TORN_FIGURE.finditer(text))
    joined = {name + figure for name, figure in _JOINED_FIGURE.findall(text)} if torn else set()
    for match in torn:
        whole = match[1] + match[2]
        if whole in joined:
            message = f"there is a space too many beside the dash in “{match[0]}”"
            yield Finding(*match.span(), message, (whole,), LIKELY)


class _Dashes:
    """Judges long dashes with a space on one side by what the article does elsewhere."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._counts: dict[str, int] = {}

    def judge(self, start: int, end: int, mark: str, left: bool) -> Finding | None:
        article, text = self.article, self.article.text
        before, after = text[start - 1], text[end]
        if before.isdigit() and after.isdigit():
            return _finding(article, start, end, mark, LIKELY)
        if word_before(article, start) is None and not before.isdigit() and before not in ",)]%\"”»“’'":
            return None
        if not (after.isalnum() or after in '"“„«»([¿¡'):
            return None
        if (left and (after.isdigit() or before in "\"”»“’'")) or (not left and before == ","):
            return None  # a minus sign, an attribution, Armenian ,— ասաց
        if left and article.language.asides_closed and (closing := self._closing(end, mark)):
            return closing
        if self._is_aside(start, end, mark, left) or (not left and mark == "—" and after.isupper()):
            return None  # so—, interrupted speech
        closed, spaced = self._count(rf"{mark}(?<=\w.)(?=\w)"), self._count(rf"{mark}(?<=[{_S}].)[{_S}]")
        if left and self._count(rf"{mark}(?<=[{_S}].)(?=\w)") > max(spaced, _STYLE):
            return None
        confidence = CERTAIN if spaced or closed else LIKELY
        if mark == "—" and closed > spaced:
            return _finding(article, start, end, mark, confidence)
        return _without_space(article, end - 1 if left else start, left, confidence)

    def _closing(self, end: int, mark: str) -> Finding | None:
        """The spaced dash at the end of an aside that was opened without a space behind the dash."""
        article = self.article
        other = re.compile(rf"[{_S}]?{mark}|\n").search(article.text, end, end + _REACH)
        if other is None or other[0] != " " + mark or article.text[other.end() : other.end() + 1] not in tuple(_S):
            return None
        before = word_before(article, other.start())
        if before is None:
            return None
        shown = f"{before.form}{other[0]}"
        return Finding(
            before.start, other.end(), f"there is a space too many beside the dash in “{shown}”", (before.form + mark,), LIKELY
        )

    def _is_aside(self, start: int, end: int, mark: str, left: bool) -> bool:
        """Whether a dash opens or closes an aside set closed (`—so—`), speaks in a dialogue, or hangs (`pre– and post–war`)."""
        text = self.article.text
        low, line_end = max(0, start - _PARAGRAPH), text.find("\n", end, end + _REACH)
        line_start = max(low, text.rfind("\n", low, start) + 1)
        if text[line_start] == mark and not text[line_start + 1].isspace():
            return True
        if left:
            rest = text[end : end + _REACH if line_end < 0 else line_end]
            return re.search(rf"{mark}(?<=[^\s{mark}].)(?:[\s.,;:!?)]|$)", rest) is not None
        if re.search(rf"(?:^|\s){mark}[^\s{mark}][^{mark}]*$", text[max(line_start, start - _REACH) : start]):
            return True
        return re.match(rf"\S+[{_S}]+\w+{mark}", text[end : end + 80]) is not None

    def _count(self, pattern: str) -> int:
        """How often the article has what the pattern says, counted once."""
        if pattern not in self._counts:
            self._counts[pattern] = len(re.findall(pattern, self.article.text))
        return self._counts[pattern]


def _hyphen(article: Article, hyphens: Hyphens, start: int, end: int, left: bool) -> Finding | None:
    text, language = article.text, article.language
    mark = text[start + left]
    before, after = word_before(article, start), word_after(article, end)
    both = left and text[end - 1] in _S
    if text[start - 1].isdigit() and text[end].isdigit():
        return None if left else _finding(article, start, end, mark, LIKELY)
    if before is None and after is not None and left and not both:
        return _finding(article, start, end, mark, LIKELY) if _is_behind_figure(article, hyphens, start, after) else None
    if before is None or after is None:
        figure = _FIGURE_AFTER.match(text, end)
        joined = before is not None and figure is not None and (before.form.lower(), figure[0]) in hyphens.joined
        return _finding(article, start, end, mark, LIKELY) if joined and left and not both else None  # Covid -19, or below zero
    clitic = left and after.form in language.clitics and before.form[-1].islower()
    if both:
        alone = after.form in language.articles or after.form in language.pronouns  # may open a clause
        bound = clitic and not alone and before.form.islower() and article.lexicon is not None
        torn = hyphens.are_torn(before, after) or (bound and not knows(article, before.form, _COMMON))
        return _finding(article, start, end, mark, LIKELY) if torn else None
    if clitic:
        return _finding(article, start, end, mark, LIKELY)
    if (left and language.phrase_hyphen and not (before.form[0].isupper() and after.form[0].isupper())) or (
        len(before.form) == 1 and not language.case
    ):
        return None  # Die Zeit -lehti; Hebrew prefixes before a foreign name
    spaced, function = f" {mark} ", hyphens.is_function_word(after)
    one = hyphens.are_one(before, after)
    if not one and left and (_hangs(article, hyphens, before) or (len(after.form) == 1 and not function)):
        return None  # und -handel, -v
    if not one and not left and (function or text[after.start : after.end + 1].lower() in abbreviations(language)):
        if _hangs(article, hyphens, after) or (language.case and not hyphens.dashes) or _HYPHENATED.match(text, after.end + 1):
            return None  # Vor- und Nachteile, two- and three-year
        return _finding(article, start, end, spaced, LIKELY)
    if text[after.end : after.end + 1] == mark and not text[after.end + 1 : after.end + 2].isalnum():
        return None  # Land- Luft-
    joins = one or (hyphens.joins_function_words if function else not hyphens.dashes or hyphens.leans(before, after))
    others = (spaced if joins else mark, *([""] if not left and hyphens.is_split_line(before, after) else []))
    return _finding(article, start, end, mark if joins else spaced, LIKELY, others)


def _is_behind_figure(article: Article, hyphens: Hyphens, start: int, after: Neighbour) -> bool:
    """Whether a hyphen with a space before it joins a word to a figure: 1990 -talet, 18 -year-old."""
    text, language = article.text, article.language
    if not text[start - 1].isdigit() or language.phrase_hyphen or not after.form.islower() or hyphens.is_function_word(after):
        return False
    chained = text[after.end : after.end + 1] == text[start + 1]
    return len(after.form) > 2 and (language.compounds or chained or hyphens.ends_one(after))


def _hangs(article: Article, hyphens: Hyphens, between: Neighbour) -> bool:
    """Whether a word may stand between the parts of a hanging compound, in a language that is rich in them or unknown."""
    language = article.language
    if between.form.lower() + "." in abbreviations(language):
        return True
    return hyphens.is_function_word(between) and (language.compounds or not language.function_words)


def _without_space(article: Article, place: int, left: bool, confidence: float) -> Finding:
    """The dash at `place` that wants a space on its other side too, with the word that it touches."""
    text = article.text
    word = word_after(article, place + 1) if left else word_before(article, place)
    first, last = (place, word.end if word else place + 2) if left else (word.start if word else place - 1, place + 1)
    fixed = f"{text[place]} {text[place + 1 : last]}" if left else f"{text[first:place]} {text[place]}"
    return Finding(first, last, f"there is a space too few beside the dash in “{text[first:last]}”", (fixed,), confidence)


def _finding(article: Article, start: int, end: int, fixed: str, confidence: float, others: tuple[str, ...] = ()) -> Finding:
    """The words on both sides of the gap `start:end`; between them should stand `fixed`, or one of the others."""
    text = article.text
    before, after = word_before(article, start), word_after(article, end)
    first = before.start if before else start - len(_FIGURE_BEFORE.search(text, max(0, start - 12), start)[0])  # type: ignore[index]
    last = after.end if after else _FIGURE_AFTER.match(text, end).end()  # type: ignore[union-attr]
    kind = "few" if fixed.startswith(" ") else "many"
    suggestions = tuple(text[first:start] + between + text[end:last] for between in (fixed, *others))
    return Finding(first, last, f"there is a space too {kind} beside the dash in “{text[first:last]}”", suggestions, confidence)
