"""What the processes do: read what came, check it, write the report. Nothing here knows of HTTP."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from qa import readers
from qa.article import Document
from qa.check import Checked
from qa.readers import ReadError, ReportedError, web
from qa.report import Report
from qa.worker import Setup, prepare
from qa.writers import json

FailOn = Literal["error", "warning", "info", "never"]
TAG_PATTERN = {"pattern": "^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$"}
"""What BCP 47 tags look like, for those who read the description; who sends another is told in words."""
Tag = Annotated[str, Meta(extra_json_schema=TAG_PATTERN)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]


class CheckRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """An article to check: its `text`, or the `url` of a page where the service fetches pages.

    `id` names it in the report. `language` is a BCP 47 tag (default: what the page declares, or what is detected). `select` runs
    these rules only, `ignore` leaves rules out. `source` is the text that it was translated from, in `source_language`. `article_only`
    says that the text is a whole page in HTML, of which the article alone is checked, as it is of a fetched one.
    """

    text: str | None = None
    url: Annotated[str, Meta(max_length=4000)] | None = None
    id: Annotated[str, Meta(min_length=1, max_length=1000)] = "article"
    format: web.Kind = "text"
    language: Tag | None = None
    select: list[Name] | None = None
    ignore: list[Name] = []
    fail_on: FailOn | None = None
    source: str | None = None
    source_language: Tag | None = None
    article_only: bool = False


class Review(Struct, frozen=True):
    """What the review page shows: the `report`; as `html`, escaped, the article as it is read with its faults marked and its findings;
    and the input, to which the report's edits are made, with its `format`.
    """

    report: Report
    html: str
    raw: str
    format: web.Kind


def check(request: CheckRequest, page: web.Page | None, setup: Setup) -> bytes | ReportedError:
    """The report of one article as JSON; `page` is what its URL gave. What cannot be read is a ReportedError."""
    found = _checked(request, page, setup)
    return found if isinstance(found, ReportedError) else msgspec.json.encode(found[1])


def review(request: CheckRequest, page: web.Page | None, setup: Setup) -> bytes | ReportedError:
    """The same with the article as the review page shows it."""
    from qa.writers.html.article import article

    found = _checked(request, page, setup)
    if isinstance(found, ReportedError):
        return found
    checked, report = found
    format = request.format if page is None or request.url is None else web.kind_of(request.url, page)
    return msgspec.json.encode(Review(report, article(checked, 1), checked.document.source.raw, format))


def _checked(request: CheckRequest, page: web.Page | None, setup: Setup) -> tuple[Checked, Report] | ReportedError:
    prepare()
    try:
        document = _document(request, page)
    except ReadError as error:
        return ReportedError(error.path, error.message)
    except Exception as error:  # other people's parsers; the message may hold some of the article
        return ReportedError(request.id, f"reading it crashed ({type(error).__name__}); please report it")
    checker = setup.checker()
    checked = checker.check(document)
    return checked, json.report([checked], lambda: checker.signature([checked.lexicon]))


def _document(request: CheckRequest, page: web.Page | None) -> Document:
    if page is not None and request.url is not None:
        document = web.document(request.url, page)
    else:
        document = readers.from_string(request.text or "", request.format, request.id)
        if request.article_only and request.format == "html":
            document = web.of_article(document)
    if request.source:
        document.original = readers.from_string(request.source, "text", request.id, given=request.source_language)
    return document
