"""Every rule's examples are its contract: what is marked is found exactly and fixed as shown, good text raises nothing."""

import pytest

from qa import language as languages
from qa.article import Article
from qa.readers.text import document
from qa.rule import Example, RuleModule, discover

RULES = discover()
EXAMPLES = [
    pytest.param(module, example, id=f"{name}-{example.language}-{number}")
    for name, module in RULES.items()
    for number, example in enumerate(module.examples)
]


def article(example: Example) -> Article:
    from qa.lexicon import open_lexicon

    def of(tag: str, text: str) -> Article:
        language = languages.load(tag)
        return Article(document("example", "example", text, given=tag), language, open_lexicon(language, quiet=True))

    translated = of(example.language, example.text)
    translated.original = of(*example.original) if example.original[1] else None
    return translated


@pytest.mark.parametrize(("module", "example"), EXAMPLES)
def test_example(module: RuleModule, example: Example) -> None:
    checked = article(example)
    found = list(module.check(checked, module.example_options))
    if example.start is None:
        assert [(checked.text[one.start : one.end], one.message) for one in found] == []
        return
    assert [(one.start, one.end) for one in found] == [(example.start, example.end)], [
        checked.text[one.start : one.end] for one in found
    ]
    if example.fix is not None:
        assert found[0].suggestions[0] == example.fix


@pytest.mark.parametrize("module", RULES.values(), ids=RULES)
def test_rule_has_good_and_bad_examples(module: RuleModule) -> None:
    bad = [example for example in module.examples if example.start is not None]
    good = [example for example in module.examples if example.start is None]
    assert bad and good


@pytest.mark.parametrize("module", RULES.values(), ids=RULES)
def test_examples_have_an_original_where_the_rule_asks_for_it(module: RuleModule) -> None:
    asks = "original" in module.rule.requires
    assert [example.text for example in module.examples if asks and not example.original[1]] == []


@pytest.mark.parametrize("module", RULES.values(), ids=RULES)
def test_rule_speaks_only_of_languages_that_exist(module: RuleModule) -> None:
    for code in module.rule.languages or ():
        assert code in languages.codes()
    assert {example.language for example in module.examples} - {"und"} <= {
        "zh-Hant",
        "pt-BR",
        "fr-CA",
        "es-MX",
        *languages.codes(),
    }
