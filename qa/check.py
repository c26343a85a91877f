"""Article + rules + settings -> findings: the one place where rules run, and where what they find is settled and placed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

import qa
from qa import language as languages
from qa.analysis.words import count
from qa.article import Article, Document, Suppression
from qa.config import Config
from qa.language import Language
from qa.lexicon import Lexicon, LexiconError, open_lexicon
from qa.measured import Measured, table
from qa.overlaps import settle
from qa.report import (
    UNUSED_SUPPRESSION,
    ArticleReport,
    ReportedError,
    ReportedFinding,
    SkippedRule,
    Suggestion,
    Verdict,
    moved,
    mqm_score,
    penalty,
)
from qa.rule import MQM_WEIGHTS, SEVERITIES, Finding, MqmSeverity, Options, RuleModule, Severity
from qa.score import Score
from qa.standing import Standing, standing

Origin = Literal["given", "declared", "detected"]


class Checked(Struct):
    """An article as it was read and what was found in it.

    The report's offsets are those of the document's input; `in_file` has them counted from the start of its file. `lexicon` is the
    version of the one that served ("" for none); `errors` says what could not be checked; `ran` names the rules
    that ran. `weights` are the MQM penalties in force.
    """

    document: Document
    report: ArticleReport
    lexicon: str = ""
    errors: tuple[ReportedError, ...] = ()
    ran: frozenset[str] = frozenset()
    weights: Mapping[MqmSeverity, float] = msgspec.field(default_factory=lambda: dict(MQM_WEIGHTS))

    @property
    def in_file(self) -> ArticleReport:
        """The report, with offsets into the whole file."""
        by = self.document.origin.offset
        return moved(self.report, by) if by else self.report


class Raised(Struct):
    """A finding with its rule, the severity it gets, and whether its first suggestion may be made unseen."""

    rule: str
    finding: Finding
    severity: Severity
    safe: bool

    @property
    def start(self) -> int:
        return self.finding.start

    @property
    def end(self) -> int:
        return self.finding.end

    @property
    def hint(self) -> bool:
        return self.severity == "info"

    @property
    def lacking(self) -> bool:
        return self.finding.lacking

    def absorb(self, other: "Raised") -> None:
        """Be as grave as another finding of the same fault: that it is one is as sure as the surer of the two."""
        if SEVERITIES.index(other.severity) < SEVERITIES.index(self.severity):
            self.severity, self.finding.confidence = other.severity, other.finding.confidence


class Plan(Struct, frozen=True):
    """The rules that run on articles of a kind, each with its name, options and standing; and those that do not."""

    run: list[tuple[str, RuleModule, Options, Standing]]
    skipped: tuple[SkippedRule, ...]


_PLANS = 256
"""Kinds of articles whose plans are kept at once."""


class Checker:
    """Rules and settings, ready for any number of articles.

    `fail_on` is the severity from which a finding fails an article ("never": none does). `language` is what the user says that
    every article is in; without it a record's own word counts, then the settings, what a page declares, what is detected;
    `source_language` is the same of the originals. `measured` are the figures by which rules stand; with False every rule that has
    its data runs at its full severity: that is how it gets measured.
    """

    def __init__(
        self,
        rules: dict[str, RuleModule],
        config: Config,
        fail_on: str = "error",
        *,
        language: str | None = None,
        source_language: str | None = None,
        measured: bool | Mapping[str, Mapping[str, Measured]] = True,
    ) -> None:
        self.rules = rules
        self.config = config
        self.fail_on = fail_on
        self.language = language
        self.source_language = source_language
        self._measured = (table() if measured else None) if isinstance(measured, bool) else measured
        self._plans: dict[tuple[Language, bool, bool], Plan] = {}

    def check(self, document: Document) -> Checked:
        """Check one document. A rule that crashes, or a lexicon that cannot be read, becomes an error, never silence; so does
        whatever else goes wrong, so that one article never stops the others.
        """
        try:
            return self._check(document)
        except Exception as error:
            report = ArticleReport(document.id, document.path, "und", "detected", 0, None, "error", (), ())
            return Checked(document, report, errors=(_crash(document, "the check", error),))

    def _check(self, document: Document) -> Checked:
        config = self.config.for_path(document.path) if self.config.paths else self.config
        errors: list[ReportedError] = []
        tag, origin = self._language(document, self.language, config.language, errors)
        article = self._article(document, tag, config, errors)
        if document.original is not None:
            if not document.text.strip() and not document.pairs:
                errors.append(_error(document, "it is empty, and its original is not"))
            article.original = self._original(document, document.original, article, tag, config, errors)
        raised: list[Raised] = []
        plan = self._planned(article, config)
        ran = {name for name, *_ in plan.run}
        for name, module, options, stands in plan.run:
            try:
                for finding in module.check(article, options):
                    if not 0 <= finding.start <= finding.end <= len(document.text):
                        raise ValueError(f"it flags {finding.start}-{finding.end} of {len(document.text)} characters")
                    severity = config.severity.get(name) or stands.severity(finding.confidence)
                    says = module.rule.safe if finding.safe is None else finding.safe
                    if severity is not None:
                        raised.append(Raised(name, finding, severity, stands.safe and says and severity != "info"))
            except Exception as error:
                errors.append(_crash(document, f"rule {name}", error))
        raised = [one for one in raised if not _is_accepted(article, one)]
        if article.original is not None:
            from qa.meant import unmeant  # late: most articles come without an original

            raised = list(unmeant(article, article.original, raised))
        raised, idle = self._suppress(settle(raised), document, config, ran)
        words = count(article)
        placed = [(self._place(one, article), _context(article, one.start, one.end)) for one in raised]
        placed += ((_idle(suppression, told, article), told) for suppression, told in idle)
        findings = _with_fingerprints(sorted(placed, key=lambda one: (one[0].start, one[0].end)))
        scores = _scores(document, tag, errors)
        report = ArticleReport(
            document.id,
            document.path,
            tag,
            origin,
            words,
            mqm_score(penalty(findings, config.weights), words),
            verdict(findings, errors, self.fail_on),
            plan.skipped,
            findings,
            scores=scores,
        )
        if _tells_idle(config):
            ran.add(UNUSED_SUPPRESSION)
        return Checked(
            document, report, article.lexicon.version if article.lexicon else "", tuple(errors), frozenset(ran), config.weights
        )

    def signature(self, lexicons: Iterable[str], baseline: str = "") -> str:
        """What a run needs to be repeated: version, rules, settings, and the versions of the lexicons and the baseline that served."""

        config = self.config
        rest = msgspec.json.encode([config.names, config.paths, config.rules, config.mqm_weights], order="sorted")
        pairs = {
            "mtlint": qa.__version__,
            "rules": "default" if config.select is None else ",".join(sorted(config.select)),
            "ignore": ",".join(sorted(set(config.ignore))),
            "severity": ",".join(f"{rule}={severity}" for rule, severity in sorted(config.severity.items())),
            "language": self.language or config.language or "",
            "source-language": self.source_language or config.source_language or "",
            "lexicon": ",".join(sorted(set(filter(None, lexicons)))),
            "glossary": _digest_of_terms(config.rules.get("glossary", {}).get("files", ())),
            "baseline": baseline,
            "fail-on": self.fail_on,
            "settings": digest(rest) if config.names or config.paths or config.rules or config.mqm_weights else "",
        }
        return "|".join(f"{key}:{value}" for key, value in pairs.items() if value)

    def _article(self, document: Document, tag: str, config: Config, errors: list[ReportedError]) -> Article:
        language = languages.load(tag)
        return Article(document, language, self._lexicon(language, document, errors), frozenset(config.names))

    def _original(
        self, document: Document, original: Document, article: Article, own: str, config: Config, errors: list[ReportedError]
    ) -> Article | None:
        """What an article in the language `own` was translated from. One that is surely in another language than it is said to be in, or
        in that of the article, is an error, unless the user names it: nothing would be held against it, and nobody would know.
        """
        from qa.language import claims

        tag, origin = self._language(original, self.source_language, config.source_language, errors)
        found, said = None, "as the article is"
        if origin != "detected":
            found, said = claims.contradicts(original.text, tag), f"not in {languages.load(tag).name} as it is said to be"
        alike = original.text == document.text
        if found is None and origin != "given" and (alike or not document.pairs):
            copied = origin == "declared" and tag.lower() == own.lower()
            if copied or (origin == "detected" and claims.same(tag, own)):
                found, said = tag if alike else claims.surely(original.text), "as the article is"
        if found is not None:
            name = languages.load(found).name
            errors.append(_error(document, f"its original is in {name}, {said}; --source-language names its language"))
            return None
        return self._article(original, tag, config, errors)

    def _language(
        self, document: Document, asked: str | None, usual: str | None, errors: list[ReportedError]
    ) -> tuple[str, Origin]:
        """The language of a document and where it comes from: `asked` for, or the `usual` one of the settings, or its own word."""
        if given := asked or document.given or usual:
            return given, "given"
        if document.declared and languages.canonical(document.declared):  # pages declare anything, unfilled templates too
            return document.declared, "declared"
        from qa.language.identify import detect

        try:
            return detect(document.text), "detected"
        except LexiconError as error:
            errors.append(_error(document, str(error)))
            return "und", "detected"

    def _lexicon(self, language: Language, document: Document, errors: list[ReportedError]) -> Lexicon | None:
        try:
            return open_lexicon(language)
        except LexiconError as error:
            errors.append(_error(document, str(error)))
            return None

    def _planned(self, article: Article, config: Config) -> Plan:
        """What runs on an article. Articles that are alike share a plan, unless their paths have settings of their own."""
        kind = article.language, article.lexicon is not None, article.original is not None
        if config is not self.config:
            return self._plan(config, *kind)
        if (plan := self._plans.get(kind)) is None:
            if len(self._plans) >= _PLANS:
                self._plans.clear()
            plan = self._plans[kind] = self._plan(config, *kind)
        return plan

    def _plan(self, config: Config, language: Language, lexicon: bool, original: bool) -> Plan:
        run: list[tuple[str, RuleModule, Options, Standing]] = []
        skipped: list[SkippedRule] = []
        for name, module in self.rules.items():
            if name in config.ignore or (config.select is not None and name not in config.select):
                continue
            asked_for = config.select is not None or name in config.severity
            stands = standing(
                module.rule, language, lexicon=lexicon, original=original, measured=self._measured, asked_for=asked_for
            )
            if stands.ceiling is not None:
                run.append((name, module, {**module.rule.options, **config.rules.get(name, {})}, stands))
            elif stands.reason:
                skipped.append(SkippedRule(name, stands.reason))
        return Plan(run, tuple(skipped))

    def _suppress(
        self, raised: list[Raised], document: Document, config: Config, ran: set[str]
    ) -> tuple[list[Raised], list[tuple[Suppression, str]]]:
        """(what no suppression silences, the suppressions that silence nothing with what is wrong with each)."""
        if not document.suppressions:
            return raised, []
        from qa.suppress import used

        kept, idle = used(raised, document, self.rules, ran)
        return kept, idle if _tells_idle(config) else []

    def _place(self, raised: Raised, article: Article) -> ReportedFinding:
        """The finding with its span, lines, edits and texts in the input."""
        finding, source = raised.finding, article.document.source
        rule = self.rules[raised.rule].rule
        start, end = source.raw_span(finding.start, finding.end)
        line, column = article.lines(start)
        end_line, end_column = article.lines(end)
        suggestions = tuple(
            Suggestion(text, raised.safe and place == 0, source.edits(article.text, finding.start, finding.end, text))
            for place, text in enumerate(finding.suggestions)
        )
        text = article.text[finding.start : finding.end]
        return ReportedFinding(
            rule.name, raised.severity, rule.mqm, rule.mqm_severity, finding.message, text,
            start, end, line, column, end_line, end_column,
            suggestions, round(finding.confidence, 3), finding.evidence, "", _pair_id(article.document, finding.start),
        )  # fmt: skip


def _digest_of_terms(files: Iterable[str]) -> str:
    """What tells two states of glossaries apart; "" where there is none."""
    if not files:
        return ""
    from qa.glossary import load

    return digest(msgspec.json.encode([load(path) for path in files], order="sorted"))


def _tells_idle(config: Config) -> bool:
    """Whether suppressions that silence nothing are reported."""
    return UNUSED_SUPPRESSION not in config.ignore and (config.select is None or UNUSED_SUPPRESSION in config.select)


def _idle(suppression: Suppression, message: str, article: Article) -> ReportedFinding:
    """The hint at a suppression that silences nothing: on its comment, or at the start of what it covers where it has none."""
    start, end = suppression.raw_start, suppression.raw_end
    if start == end:
        start, end = article.document.source.raw_span(suppression.start, suppression.start)
    text = article.document.source.raw[start:end]
    return ReportedFinding(
        UNUSED_SUPPRESSION, "info", "other", "minor", message, text,
        start, end, *article.lines(start), *article.lines(end), (), 1.0, "", "",
    )  # fmt: skip


def _pair_id(document: Document, place: int) -> str | None:
    """The input's own name for the pair of passages that a place of the text is of."""
    index = bisect_right(document.pairs, place, key=lambda pair: pair.start) - 1
    return (document.pairs[index].id or None) if index >= 0 else None


def where(document: Document) -> str:
    """How messages name an article: the file, and the record where a file holds several."""
    return document.path if document.id == document.path else f"{document.path} [{document.id}]"


def _error(document: Document, message: str) -> ReportedError:
    record = "" if document.id == document.path else f"[{document.id}] "
    return ReportedError(document.path, record + message)


def _scores(document: Document, tag: str, errors: list[ReportedError]) -> tuple[Score, ...] | None:
    """How near the article is to its reference, None where it has none; what cannot be scored becomes an error."""
    if document.reference is None:
        return None
    from qa.references import segments
    from qa.score import scores

    try:
        ours, theirs = segments(document)
        return tuple(scores(ours, theirs, tag)) if ours else None
    except Exception as error:
        errors.append(_crash(document, "the score", error))
        return None


def _crash(document: Document, what: str, error: Exception) -> ReportedError:
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return _error(document, f"{what} crashed: {reason}; please report it")


def verdict(findings: Iterable[ReportedFinding], errors: Sequence[ReportedError], fail_on: str) -> Verdict:
    """What is to be said of an article as a whole."""
    if errors:
        return "error"
    return "fail" if any(fails(finding.severity, fail_on) for finding in findings) else "pass"


def fails(severity: Severity, fail_on: str) -> bool:
    """Whether a finding of this severity reaches `fail_on` ("never": none does)."""
    return fail_on != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(fail_on)


def _is_accepted(article: Article, raised: Raised) -> bool:
    """Whether a finding is about nothing but a name that the project accepts as it stands."""
    names = article.accepted_names
    return bool(names) and not raised.lacking and article.text[raised.start : raised.end].strip(" .,;:!?") in names


_NEIGHBOUR = 8
"""Letters that count of a word beside a finding: elsewhere starts soon where words are not separated by spaces."""


def _context(article: Article, start: int, end: int) -> str:
    """The two words before and after a span, within its block: what surrounds it wherever it moves."""
    index = bisect_right(article.blocks, start, key=lambda block: block.start) - 1
    first, last = (article.blocks[index].start, article.blocks[index].end) if index >= 0 else (0, len(article.text))
    before = _WORD.findall(article.text, max(first, start - 80), start)[-2:]
    after = _WORD.findall(article.text, end, max(end, min(last, end + 80)))[:2]
    return " ".join((*(word[-_NEIGHBOUR:] for word in before), "", *(word[:_NEIGHBOUR] for word in after)))


_WORD = re.compile(r"\w+")


def _with_fingerprints(findings: "Iterable[tuple[ReportedFinding, str]]") -> tuple[ReportedFinding, ...]:
    """Fingerprints survive edits elsewhere: rule, text, what stands beside it, and the order among equals."""
    from msgspec.structs import replace

    seen: dict[str, int] = {}
    placed = []
    for finding, context in findings:
        key = "\x1f".join((finding.rule, finding.text, context))
        seen[key] = seen.get(key, 0) + 1
        placed.append(replace(finding, fingerprint=digest(f"{key}\x1f{seen[key]}".encode("utf-8", "surrogatepass"))))
    return tuple(placed)


def digest(data: bytes) -> str:
    """The 64-bit FNV-1a hash in hexadecimal digits; hashlib takes longer to import than many an article to check."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"
