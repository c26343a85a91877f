"""A word that stands twice running.

What it flags: the same word twice in a row within a sentence (`the the`).
Why a reader minds: it is the plainest sign that nobody read the text.
How it decides: the two stand in the same case with one space between; words that a language doubles rightfully stand in
its data (`doubles`).
What it leaves alone: capitalised words (names: Duran Duran), words that the language may double, numbers, words of one letter.
Source: facts on reference text: 1.9% of German reference segments hold a legal double such as `die die`.
"""

import re
from collections.abc import Iterator

from qa.article import Article
from qa.rule import CERTAIN, Finding, Options, Rule, bad, good

RULE = Rule(
    name="repeated-word",
    summary="a word twice running",
    severity="error",
    mqm="linguistic-conventions/grammar",
    requires=("spaces",),
    safe=True,
)

EXAMPLES = (
    bad("en", "They said that ⟦the the⇒the⟧ bridge would open."),
    good("en", "He said that that bridge was closed."),
)

_TWICE = re.compile(r"(?<!\w)(\w{2,}) \1(?!\w)")


def check(article: Article, options: Options) -> Iterator[Finding]:
    for match in _TWICE.finditer(article.text):
        word = match[1]
        if word[0].islower() and word not in article.language.doubles:
            yield Finding(match.start(), match.end(), f"“{word}” stands twice", (word,), CERTAIN)
