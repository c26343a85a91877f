"""A dash or hyphen spaced wrongly.

What it flags: a dash with a space on one side only (`clear, verified –about`), a hyphen with a space inside a word
(`guarda -roupa`, `masing- masing`, `e - scooters`).
Why a reader minds: a dash stuck to one word reads as a hyphen, a hyphen beside a space as a dash; the sentence parses wrongly.
How it decides: a long dash belongs to its article's style, spaced or closed, and stands the same on both sides unless it opens or
closes an aside or a speech. A hyphen joins where the whole stands elsewhere in the article or in the lexicon, where a part is said
twice or is no word by itself, where words are joined so nearby; before a function word, or where the article uses hyphens for
dashes, it is a dash.
What it leaves alone: hanging hyphens (`two- and three-year`, `Vor- und Nachteile`, `und -handel`), asides set closed (`—so—`),
dialogue, attributions (`—Anna Keller`), interrupted speech, minus signs, ranges, rules of hyphens, options (`-v`).
Source: facts on machine-translated news; planted and clean news in 70 languages.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from qa.analysis.chunks import Neighbour, abbreviations, function_words, is_code, knows, word_after, word_before
from qa.article import Article
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="dash-spacing",
    summary="a dash or hyphen spaced wrongly",
    severity="error",
    mqm="linguistic-conventions/punctuation",
    requires=("spaces",),
)

EXAMPLES = (
    bad("en", "The harbour – old, ⟦narrow –was⇒narrow – was⟧ closed."),
    bad("en", "The ⟦harbour– which⇒harbour – which⟧ is old – was closed."),
    bad("en", "The harbour—old as it is—was ⟦closed —nobody⇒closed—nobody⟧ knows why."),
    bad("en", "They came on ⟦e - scooters⇒e-scooters⟧ and left on foot."),
    bad("en", "The war of ⟦1914 –1918⇒1914–1918⟧ was long."),
    bad("en", "A ⟦well -known⇒well-known⟧ painter lives there."),
    bad("pt", "Comprou um ⟦guarda -roupa⇒guarda-roupa⟧ velho na feira."),
    bad("id", "Mereka pulang ke rumah ⟦masing -masing⇒masing-masing⟧ pada malam hari."),
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
_LONG = frozenset("–—")
_HYPHENATED = re.compile(r"\w+(?:[-‐‑]\w+)+")
_JOINED = re.compile(r"[-‐‑](?<=\w.)(\w+)")
_LAST_WORD = re.compile(r"\w+$")
_LONG_ENOUGH = 80
"""Words of an article from which on a single spaced hyphen among them says that it has no dashes of this form."""
_CHAIN, _QUOTED, _OPENING = re.compile(r"-[^\W\d_]"), re.compile('[”“»’‘"]'), '“„«‘‚"'
_WITHIN = re.compile(r"(?:[\w)] [^\W\d_]+|\)) $")
"""What stands before a word within a sentence: words and no mark."""
_STYLE = 2
"""How many dashes of a kind may be slips; more are an article's style."""
_REACH = 400
"""How long an aside may be, in code points."""
_PARAGRAPH = 4000
"""How far back the start of a line of dialogue may be."""
_SPACED_HYPHEN = re.compile(r"-(?<=\S -) (?=\S)")


def check(article: Article, options: Options) -> Iterator[Finding]:
    text = article.text
    dashes, hyphens = _Dashes(article), _Hyphens(article)
    for match in _GAP.finditer(text):
        start, end, mark = match.start(), match.end(), match[0][0]
        left = text[start - 1] in _S  # a space before the mark
        start -= left
        if text[start - 1] in "-–—/\\|<>*_=" or text[end] in "\\|<>*_=/":
            continue
        finding = (dashes if mark in _LONG else hyphens).judge(start, end, mark, left)
        if finding and not is_code(text, start - 1, start) and not is_code(text, end, end + 1):
            yield finding


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
        if self._is_aside(start, end, mark, left) or (not left and mark == "—" and after.isupper()):
            return None  # so—, interrupted speech
        closed, spaced = self._count(rf"{mark}(?<=\w.)(?=\w)"), self._count(rf"{mark}(?<=[{_S}].)[{_S}]")
        if left and self._count(rf"{mark}(?<=[{_S}].)(?=\w)") > max(spaced, _STYLE):
            return None
        fixed = mark if mark == "—" and closed > spaced else f" {mark} "
        return _finding(article, start, end, fixed, CERTAIN if spaced or closed else LIKELY)

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


class _Hyphens:
    """Judges hyphens with a space beside them by what else the article and the lexicon write with a hyphen."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def _joined(self) -> frozenset[tuple[str, str]]:
        """The words that the article joins with a hyphen, in lower case."""
        text, pairs = self.article.text, set()
        for match in _JOINED.finditer(text):
            head = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
            pairs.add((head[0].lower() if head else "", match[1].lower()))
        return frozenset(pairs)

    @cached_property
    def _parts(self) -> tuple[frozenset[str], frozenset[str]]:
        """The first and the last of them."""
        return frozenset(first for first, _ in self._joined), frozenset(last for _, last in self._joined)

    @cached_property
    def _dashes(self) -> int:
        """How often the article uses a spaced hyphen."""
        return len(_SPACED_HYPHEN.findall(self.article.text))

    @cached_property
    def _leaning(self) -> bool:
        """Whether the article joins function words with a hyphen: dar-lhe, a-t-il, s-a."""
        return not self._parts[1].isdisjoint(function_words(self.article.language))

    def judge(self, start: int, end: int, mark: str, left: bool) -> Finding | None:
        article, text = self.article, self.article.text
        both = left and text[end - 1] in _S
        before, after = word_before(article, start), word_after(article, end)
        if text[start - 1].isdigit() and text[end].isdigit():
            return None if both or left else _finding(article, start, end, mark, LIKELY)
        if before is None or after is None:
            return self._with_figure(start, end, mark, before) if before and left and not both else None
        if both:
            return _finding(article, start, end, mark, LIKELY) if self._torn(before, after) else None
        if len(before.form) == 1 and not article.language.case:
            return None  # Hebrew prefixes before a foreign name
        words = function_words(article.language)
        function = after.form.lower() in words if words else len(after.form) < 5 and after.form.islower()
        one = self._is_one(before, after, function)
        if (
            not one
            and left
            and (self._suspended(before) or article.language.phrase_hyphen or (len(after.form) == 1 and not function))
        ):
            return None  # und -handel, Die Zeit -lehti, -v
        if not one and not left and (function or text[after.start : after.end + 1].lower() in abbreviations(article.language)):
            hangs = article.language.case and not self._dashes
            if article.language.compounds or not words or hangs or _HYPHENATED.match(text, after.end + 1):
                return None  # Vor- und Nachteile
            return _finding(article, start, end, f" {mark} ", LIKELY)
        if text[after.end : after.end + 1] == mark and not text[after.end + 1 : after.end + 2].isalnum():
            return None  # Land- Luft-
        joins: bool = one or (self._leaning if function else not self._dashes or self._leans(before, after))
        spaced = f" {mark} "
        first, second = (mark, spaced) if joins else (spaced, mark)
        return _finding(article, start, end, first, LIKELY, (second, *self._merged(before, after, left)))

    def _suspended(self, before: Neighbour) -> bool:
        """Whether a word may stand between the parts of a hanging compound: und -handel."""
        words = function_words(self.article.language)
        if words and not self.article.language.compounds:
            return False
        return before.form.lower() in words if words else len(before.form) < 5 and before.form.islower()

    def _leans(self, before: Neighbour, after: Neighbour) -> bool:
        """Whether the second part is none to begin with: after an acronym, or no word by itself."""
        return before.form.isupper() or (self.article.lexicon is not None and not knows(self.article, after.form, 2.0))

    def _with_figure(self, start: int, end: int, mark: str, before: Neighbour) -> Finding | None:
        """`Covid -19` where it is joined elsewhere; else the figure may be below zero."""
        article = self.article
        figure = re.compile(r"\d+").match(article.text, end)
        if figure and (before.form.lower(), figure[0]) in self._joined:
            return _finding(article, start, end, mark, LIKELY)
        return None

    def _is_one(self, before: Neighbour, after: Neighbour, function: bool) -> bool:
        """Whether two words are parts of one by all that is known."""
        first, last = before.form.lower(), after.form.lower()
        if self._doubled(first, last) or (first, last) in self._joined:
            return True
        if self.article.lexicon is not None and self.article.lexicon.word(f"{first}-{last}").known:
            return True
        if last in self._parts[1] or (not function and first in self._parts[0]):
            return True
        return before.form[0].isupper() and after.form[0].isupper()

    def _torn(self, before: Neighbour, after: Neighbour) -> bool:
        """Whether a hyphen with spaces on both sides is no dash.

        The joined word is known, a part is said twice or is none by itself; or the article has but this one, within a sentence,
        and no clause begins behind it.
        """
        article = self.article
        first, last = before.form.lower(), after.form.lower()
        whole = f"{first}-{last}"
        if self._doubled(first, last) or (first, last) in self._joined:
            return True
        text = article.text
        if text[after.end : after.end + 3] == " - " or text[max(0, before.start - 3) : before.start] == " - ":
            return False
        names = before.form[0].isupper() and after.form[0].isupper()
        if names and not after.form.isupper() and _CHAIN.match(text, after.end):
            return True  # Alpha - Beta-class
        if _QUOTED.match(text, after.end) and text[before.start - 1] in _OPENING:
            return True  # “Alpha - Beta”
        words = function_words(article.language)
        if last in words or first in words:
            return False
        if len(first) == 1 and before.form.islower() and len(last) > 2:
            return True  # e - scooters
        lexicon = article.lexicon
        if lexicon is None:
            return False
        if lexicon.word(whole).known or lexicon.is_place(whole):
            return True
        if self._dashes > 1:
            return False
        one, two = lexicon.word(before.form), lexicon.word(after.form)
        unknown = lexicon.size == "large" and after.form.islower() and not two.known
        if unknown or (one.first_name and two.first_name) or last in self._parts[1]:
            return True
        within = _WITHIN.search(text, max(0, before.start - 60), before.start) is not None
        if names and not article.language.nouns_capitalised:
            return False
        alike = before.form[0].isupper() == after.form[0].isupper() or article.language.compounds
        return bool(words) and within and alike and len(article.words) > _LONG_ENOUGH

    @staticmethod
    def _doubled(first: str, last: str) -> bool:
        """masing-masing, bersiap-siap, berancang-ancang."""
        return min(len(first), len(last)) > 2 and (first.endswith(last) or last.startswith(first))

    def _merged(self, before: Neighbour, after: Neighbour, left: bool) -> tuple[str, ...]:
        """Nothing between the words where a hyphen at a line's end parted them and the lexicon has the whole."""
        lexicon = self.article.lexicon
        whole = before.form + after.form
        return ("",) if not left and lexicon is not None and after.form.islower() and lexicon.word(whole).known else ()


def _finding(article: Article, start: int, end: int, fixed: str, confidence: float, others: tuple[str, ...] = ()) -> Finding:
    """The words on both sides of the gap `start:end`; between them should stand `fixed`, or one of the others."""
    text = article.text
    before, after = word_before(article, start), word_after(article, end)
    first = before.start if before else start - len(_FIGURE_BEFORE.search(text, max(0, start - 12), start)[0])  # type: ignore[index]
    last = after.end if after else _FIGURE_AFTER.match(text, end).end()  # type: ignore[union-attr]
    kind = "few" if fixed.startswith(" ") else "many"
    suggestions = tuple(text[first:start] + between + text[end:last] for between in (fixed, *others))
    return Finding(first, last, f"there is a space too {kind} beside the dash in “{text[first:last]}”", suggestions, confidence)


_FIGURE_BEFORE = re.compile(r"[\d.,]*\S$")
_FIGURE_AFTER = re.compile(r"\S[\d.,]*")
