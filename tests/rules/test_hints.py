"""What may be meant is hinted at only."""

import pytest

from qa import language as languages
from qa.article import Article
from qa.lexicon import open_lexicon
from qa.readers.text import document
from qa.rule import discover, severity_of

RULES = discover()


@pytest.mark.parametrize(
    ("rule", "code", "text", "severity"),
    [
        (
            "lowercase-sentence-start",
            "fr",
            "Le port dormait déjà. Qui est là ? murmurait le garde. Personne ne répondit.",
            "info",
        ),
        (
            "lowercase-sentence-start",
            "it",
            "Il pubblico applaudì. Hanno dato Cantiamo tutti insieme! e la Tosca di sempre. Poi tutti a casa.",
            "info",
        ),
        ("lowercase-sentence-start", "es", "El puerto dormía. ¡Ay, no! nadie quiso ver la tormenta. Todos callaron.", "info"),
        (
            "lowercase-sentence-start",
            "en",
            "The harbour slept. Who was there? nobody in the town had an answer. All was still.",
            "warning",
        ),
        ("lowercase-name", "en", "At the harbour they sing “home to kyiv” every night, and all laugh.", "info"),
        ("lowercase-name", "en", "At the harbour the kyiv crew sings every night, and all laugh.", "error"),
        ("untranslated", "en", "The cook serves soupe aux moules, tarte aux poireaux, pommes de terre sautées.", "info"),
    ],
)
def test_hint(rule: str, code: str, text: str, severity: str) -> None:
    language = languages.load(code)
    article = Article(document("example", "example", text, given=code), language, open_lexicon(language, quiet=True))
    module = RULES[rule]
    assert [severity_of(found.confidence, module.rule.severity) for found in module.check(article, module.rule.options)] == [
        severity
    ]
