"""An article checked as LanguageTool would: its query in, its matches out. Runs in the processes that check."""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec
from msgspec import Struct

import qa
from qa import language as languages
from qa.article import Article, Document
from qa.check import Checked
from qa.language.identify import identify
from qa.lexicon import LexiconError
from qa.positions import Edit
from qa.readers import annotated
from qa.readers.annotated import Part
from qa.report import ReportedFinding
from qa.rule import SEVERITIES
from qa.units import Offsets, utf16
from qa.worker import Setup, prepare

_AROUND = 40
"""Characters of context on either side."""


class Query(Struct, frozen=True):
    """What to check. `language` is None where it is to be detected, and then one of `variants` where that fits; hints are left out
    unless `picky`.
    """

    parts: tuple[Part, ...]
    language: str | None
    variants: tuple[str, ...] = ()
    picky: bool = False


class Software(Struct, frozen=True, rename="camel"):
    name: str = "mtlint"
    version: str = qa.__version__
    build_date: str = ""
    api_version: int = 1
    premium: bool = False
    premium_hint: str = ""
    status: str = ""


class Warnings(Struct, frozen=True, rename="camel"):
    incomplete_results: bool = False


class DetectedLanguage(Struct, frozen=True):
    name: str
    code: str
    confidence: float
    source: str = "mtlint"


class LanguageOfText(Struct, frozen=True, rename="camel"):
    name: str
    code: str
    detected_language: DetectedLanguage


class Replacement(Struct, frozen=True):
    value: str


class Context(Struct, frozen=True):
    text: str
    offset: int
    length: int


class Type(Struct, frozen=True, rename="camel"):
    type_name: str


class Category(Struct, frozen=True):
    id: str
    name: str


class RuleOfMatch(Struct, frozen=True, rename="camel"):
    id: str
    description: str
    issue_type: str
    category: Category
    is_premium: bool = False


class Match(Struct, frozen=True, rename="camel"):
    """A finding. `offset` and `length` count UTF-16 units of text and markup together."""

    message: str
    short_message: str
    replacements: list[Replacement]
    offset: int
    length: int
    context: Context
    sentence: str
    type: Type
    rule: RuleOfMatch
    ignore_for_incomplete_sentence: bool = False
    context_for_sure_match: int = 0


class Answer(Struct, frozen=True):
    software: Software
    warnings: Warnings
    language: LanguageOfText
    matches: list[Match]


def check(query: Query, setup: Setup) -> bytes:
    """The answer to a query, as JSON."""
    prepare()
    document = annotated.document("text", "text", query.parts)
    detected, confidence = _identify(document.text)
    document.given = query.language or _variant(detected, query.variants)
    checker = setup.checker()
    checked = checker.check(document)
    code = checked.report.language
    descriptions = {name: module.rule.summary for name, module in checker.rules.items()}
    answer = Answer(
        Software(),
        Warnings(bool(checked.errors)),
        LanguageOfText(name_of(code), code, DetectedLanguage(name_of(detected), detected, round(confidence, 3))),
        _matches(checked, descriptions, picky=query.picky),
    )
    return msgspec.json.encode(answer)


def _identify(text: str) -> tuple[str, float]:
    try:
        return identify(text)
    except LexiconError:  # the check meets it too, and tells
        return "und", 0.0


def _variant(code: str, preferred: Sequence[str]) -> str | None:
    """The preferred variant of a language, else the language; None where none was found."""
    if code == "und":
        return None
    return next((tag for tag in preferred if tag.split("-")[0] == code.split("-")[0]), code)


def name_of(code: str) -> str:
    """The English name of a language, with its region as LanguageTool shows it: English (GB)."""
    language = languages.load(code)
    region = code.rpartition("-")[2]
    return f"{language.name} ({region})" if region.isupper() and len(region) == 2 and language.code != code else language.name


def rule_id(name: str) -> str:
    """`merged-words` as LanguageTool writes names of rules: MERGED_WORDS."""
    return name.upper().replace("-", "_")


def _matches(checked: Checked, descriptions: dict[str, str], *, picky: bool) -> list[Match]:
    document = checked.document
    raw = document.source.raw
    units = Offsets(raw, utf16)
    sentences = _Sentences(document, checked.report.language)
    shown = SEVERITIES if picky else SEVERITIES[:2]
    return [
        _match(finding, raw, units, sentences(finding.start), descriptions.get(finding.rule, finding.message))
        for finding in checked.report.findings
        if finding.severity in shown
    ]


def _match(finding: ReportedFinding, raw: str, units: Offsets, sentence: str, description: str) -> Match:
    start, end = finding.start, finding.end
    first, last = max(0, start - _AROUND), min(len(raw), end + _AROUND)
    before, after = "..." if first else "", "..." if last < len(raw) else ""
    context = Context(
        before + raw[first:last].replace("\n", " ").replace("\r", " ") + after,
        len(before) + units(start) - units(first),
        units(end) - units(start),
    )
    issue, category = kind(finding.mqm)
    message = f"{finding.message} ({finding.evidence})" if finding.evidence else finding.message
    return Match(
        message,
        description,
        [Replacement(value) for one in finding.suggestions if (value := _edited(raw, start, end, one.edits)) is not None],
        units(start),
        units(end) - units(start),
        context,
        sentence,
        Type("UnknownWord" if issue == "misspelling" else "Hint" if finding.severity == "info" else "Other"),
        RuleOfMatch(rule_id(finding.rule), description, issue, category),
    )


def _edited(raw: str, start: int, end: int, edits: Sequence[Edit]) -> str | None:
    """What to put in place of the input's `start:end`: markup amid it stays. None where the edits reach beyond it."""
    parts: list[str] = []
    at = start
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at or edit.end > end:
            return None
        parts += raw[at : edit.start], edit.text
        at = edit.end
    return "".join((*parts, raw[at:end]))


class _Sentences:
    """The sentences of a document, asked for by a place of the input."""

    def __init__(self, document: Document, language: str) -> None:
        self._article = Article(document, languages.load(language))
        self._starts: list[int] | None = None

    def __call__(self, raw_start: int) -> str:
        if self._starts is None:
            source = self._article.document.source
            self._starts = [source.raw_span(one.start, one.end)[0] for one in self._article.sentences]
        index = bisect_left(self._starts, raw_start + 1) - 1
        if index < 0:
            return ""
        sentence = self._article.sentences[index]
        return self._article.text[sentence.start : sentence.end]


_KINDS = {
    "accuracy/addition": ("addition", "REDUNDANCY", "Redundant words"),
    "accuracy/omission": ("omission", "MISC", "Missing words"),
    "accuracy/untranslated": ("untranslated", "MISC", "Untranslated text"),
    "accuracy": ("mistranslation", "SEMANTICS", "Meaning"),
    "design-and-markup/character-encoding": ("characters", "TYPOGRAPHY", "Damaged characters"),
    "design-and-markup": ("markup", "MISC", "Leftover markup"),
    "linguistic-conventions/grammar": ("grammar", "GRAMMAR", "Grammar"),
    "linguistic-conventions/punctuation": ("typographical", "PUNCTUATION", "Punctuation"),
    "linguistic-conventions": ("misspelling", "TYPOS", "Spelling"),
    "locale-conventions": ("locale-violation", "TYPOGRAPHY", "Numbers and dates"),
    "style": ("style", "STYLE", "Style"),
    "terminology/inconsistent-use-of-terminology": ("inconsistency", "MISC", "Consistency"),
    "terminology": ("terminology", "MISC", "Terminology"),
}
"""MQM types, or their dimension, in the words of ITS 2.0 and in LanguageTool's categories."""


def kind(mqm: str) -> tuple[str, Category]:
    """(issue type, category) of an MQM type."""
    issue, id, name = _KINDS.get(mqm) or _KINDS.get(mqm.partition("/")[0]) or ("uncategorized", "MISC", "Miscellaneous")
    return issue, Category(id, name)
