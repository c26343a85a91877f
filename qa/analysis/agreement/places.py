"""The words of an article by their place, and what stands around them there."""

from functools import cached_property
from typing import TYPE_CHECKING

from qa.analysis.marks import PAUSES, QUOTES
from qa.analysis.phrases import JOINERS

if TYPE_CHECKING:
    from qa.analysis.agreement.words import AgreementWords, Links
    from qa.analysis.persons import Sex
    from qa.article import Article


class Places:
    """Words by their index; beyond the ends of the article all are empty."""

    def __init__(self, article: "Article", told: "AgreementWords") -> None:
        self.article, self.told = article, told
        self._words, self._forms = article.words, article.words.forms

    def form(self, index: int) -> str:
        return self._forms[index] if 0 <= index < len(self._forms) else ""

    def lower(self, index: int) -> str:
        return self._forms[index].lower() if 0 <= index < len(self._forms) else ""

    def gap(self, index: int) -> str:
        """What stands before a word."""
        return self._words.gap(index) if 0 <= index <= len(self._forms) else ""

    def joined(self, index: int) -> bool:
        """Whether a word and the one before it belong to one phrase."""
        return self.gap(index) in JOINERS

    @cached_property
    def gendered(self) -> list[tuple[str, str, list[int]]]:
        """The forms that a person's sex can be told of, as they stand and in lower case, and their places."""
        positions, known = self._words.positions, self.told.gendered
        return [
            (form, small, positions[form])
            for form, small in zip(positions, map(str.lower, positions), strict=True)
            if small in known
        ]

    @cached_property
    def said(self) -> frozenset[str]:
        """Verbs of speech."""
        language = self.article.language
        return frozenset((*language.said, *language.told, *self.told.speech, *self.told.also_told))

    @cached_property
    def _openings(self) -> frozenset[int]:
        return frozenset(sentence.start for sentence in self.article.sentences)

    def opens(self, index: int) -> bool:
        """Whether a word opens a sentence outside quotations."""
        return 0 <= index < len(self._forms) and self._words.starts[index] in self._openings

    def said_before(self, index: int) -> bool:
        return index > 0 and self.joined(index) and self.lower(index - 1) in self.said

    def after_quote(self, index: int) -> bool:
        """Whether a quotation ends right before a word, or before the pronoun that belongs to it: se quejó."""
        if self.joined(index) and self.lower(index - 1) in self.told.clitics:
            index -= 1
        gap = self.gap(index)
        return gap.rstrip(PAUSES)[-1:] in QUOTES and bool(gap.strip("’' -"))

    def sex_by_article(self, index: int) -> "Sex | None":
        """The sex that the article before a word shows."""
        told, before = self.told, self.lower(index - 1)
        if not self.joined(index):
            return None
        if before in told.articles:
            return "m"
        opening = before in told.opening_feminine and self.opens(index - 1)
        return "f" if before in told.feminine_articles or opening else None

    def links_before(self, index: int, links: "Links") -> list[int]:
        """Where phrases of several words start that end right before a word."""
        forms = self._forms
        return [
            index - len(link)
            for link in links.get(self.lower(index - 1), ())
            if len(link) <= index
            and tuple(form.lower() for form in forms[index - len(link) : index]) == link
            and all(self.joined(at) for at in range(index - len(link) + 1, index + 1))
        ]
