"""The names that an article itself shows to be names."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.article import Article


class Names:
    """Forms that this article writes with a capital where no sentence starts, and those that the project accepts.

    `counts[form]` says how often the article shows `form` so.
    """

    def __init__(self, article: "Article") -> None:
        self.counts: dict[str, int] = {}
        if not article.language.case:
            return
        words, sentence_starts = article.words, {sentence.start for sentence in article.sentences}
        text = article.text
        for form, start in zip(words.forms, words.starts, strict=True):
            if form[0].isupper() and start not in sentence_starts and start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
                self.counts[form] = self.counts.get(form, 0) + 1
        for name in article.accepted_names:
            self.counts[name] = self.counts.get(name, 0) + 1

    def __contains__(self, form: object) -> bool:
        return form in self.counts
