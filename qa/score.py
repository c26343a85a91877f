"""Translations against references: BLEU, chrF2++ and TER, with signatures, and how surely one system differs from another.

The metrics and the tests are sacrebleu's (Post 2018): BLEU (Papineni et al. 2002), chrF2++ (Popović 2017), TER (Snover et al. 2006),
paired bootstrap resampling (Koehn 2004) and paired approximate randomisation (Riezler and Maxwell 2005). It is imported when a
score is asked for, for it takes longer than the check of an article.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

Metric = Literal["BLEU", "chrF2++", "TER"]
METRICS: tuple[Metric, ...] = ("BLEU", "chrF2++", "TER")

LOWER_IS_BETTER: frozenset[Metric] = frozenset({"TER"})

SEED = 12345
"""Of the resampling, sacrebleu's own."""


class Score(Struct, frozen=True):
    """What a metric says of a system, 0 to 100 (TER may be more), and the signature with which it can be had again."""

    metric: Metric
    value: float
    signature: str


class Difference(Struct, frozen=True):
    """How a score differs from a baseline's, and how likely that is where the two are no different.

    `value` is the score less the baseline's. `bootstrap` and `randomisation` are p-values of the two paired tests, None where
    nothing but the baseline's score is known.
    """

    metric: Metric
    value: float
    baseline: float
    bootstrap: float | None
    randomisation: float | None


def scores(hypotheses: Sequence[str], references: Sequence[str], language: str = "") -> list[Score]:
    """What the metrics say of segments taken together; `language` picks the tokens that BLEU counts."""
    return [
        Score(name, round(metric.corpus_score(list(hypotheses), [list(references)]).score, 2), _signature(name, metric))
        for name, metric in _metrics(language).items()
    ]


def of_segment(hypothesis: str, reference: str) -> float:
    """The chrF2++ of one segment: the one of the three that means something there."""
    score: float = _metrics("")["chrF2++"].sentence_score(hypothesis, [reference]).score
    return round(score, 2)


def differences(
    hypotheses: Sequence[str], baseline: Sequence[str], references: Sequence[str], language: str = "", samples: int = 1000
) -> list[Difference]:
    """How two systems differ on the same segments. `samples` are drawn for the bootstrap, ten times as many for randomisation."""
    import os

    import sacrebleu.significance

    paired: Any = sacrebleu.significance.PairedTest
    os.environ.setdefault("SACREBLEU_SEED", str(SEED))
    systems = [("baseline", list(baseline)), ("system", list(hypotheses))]
    tests: dict[str, Any] = {}
    for kind, number in (("bs", samples), ("ar", 10 * samples)):
        _, results = paired(systems, _metrics(language), [list(references)], test_type=kind, n_samples=number)()
        tests[kind] = results
    found = []
    for name in METRICS:
        before, after = tests["bs"][name]
        found.append(
            Difference(
                name,
                round(after.score - before.score, 2),
                round(before.score, 2),
                round(after.p_value, 4),
                round(tests["ar"][name][1].p_value, 4),
            )
        )
    return found


def worse_by(metric: Metric, value: float, baseline: float) -> float:
    """By how many points a score is worse than a baseline's; below 0 where it is better."""
    return value - baseline if metric in LOWER_IS_BETTER else baseline - value


def tokenizer(language: str) -> str:
    """The name of the tokens that BLEU counts in a language: characters where words are not separated by spaces."""
    from qa.language import load

    if language.startswith("zh"):
        return "zh"
    return "char" if language and not load(language).spaces else "13a"


def _metrics(language: str) -> Mapping[Metric, Any]:
    import sacrebleu.metrics

    made: Any = sacrebleu.metrics
    return {"BLEU": made.BLEU(tokenize=tokenizer(language)), "chrF2++": made.CHRF(word_order=2), "TER": made.TER()}


def _signature(name: Metric, metric: Any) -> str:
    return f"{name}|{metric.get_signature().format(short=False)}"
