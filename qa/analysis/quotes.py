"""Quotation marks: the role and the partner of each, and the style of the article."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.article import Article


class Quotations:
    """Every quotation mark of an article, paired where it has a partner."""

    def __init__(self, article: "Article") -> None:
        raise NotImplementedError
