"""Findings as diagnostics."""

from lsprotocol.types import Diagnostic, DiagnosticSeverity

from qa.lsp.documents import Placed, Result

SOURCE = "mtlint"
_SEVERITIES = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "info": DiagnosticSeverity.Information,
}


def diagnostics(result: Result) -> list[Diagnostic]:
    """All that is to be shown of a document; at its start what could not be checked."""
    unchecked = [
        Diagnostic(
            result.positions.range(0, 0),
            f"not checked whole: {error}",
            severity=DiagnosticSeverity.Error,
            source=SOURCE,
        )
        for error in result.errors
    ]
    return [*unchecked, *(diagnostic(one) for one in result.findings)]


def diagnostic(placed: Placed) -> Diagnostic:
    """One finding; its fingerprint tells it from others when it comes back from the editor."""
    finding = placed.finding
    return Diagnostic(
        placed.range,
        finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
        data={"fingerprint": finding.fingerprint},
    )
