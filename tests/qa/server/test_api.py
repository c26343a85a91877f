"""The service's own interface."""

import msgspec
import pytest

from qa.report import Report
from tests.qa.server.conftest import Service

ARTICLE = "😀 The talks in Iziumbut went on. Izium is a town. The the end."


def found(response: object) -> list[tuple[str, str]]:
    report = msgspec.json.decode(response.content, type=Report)  # type: ignore[attr-defined]
    return [(finding.rule, finding.text) for finding in report.articles[0].findings]


def test_an_article_as_json_gets_the_report_of_the_command_line(service: Service) -> None:
    response = service.client.post("/v1/check", json={"text": ARTICLE, "language": "en", "id": "talks"})
    assert response.status_code == 200
    report = msgspec.json.decode(response.content, type=Report)
    article = report.articles[0]
    assert (article.id, article.language, article.language_origin, article.verdict) == ("talks", "en", "given", "fail")
    assert [ARTICLE[one.start : one.end] for one in article.findings] == ["Iziumbut", "The the"]
    assert report.summary.by_rule == {"merged-words": 1, "repeated-word": 1}
    assert "lexicon:en." in report.signature


@pytest.mark.parametrize(
    ("kind", "raw", "span"),
    [
        ("text/plain", ARTICLE, "Iziumbut"),
        ("text/markdown; charset=utf-8", ARTICLE.replace("Izium", "**Izium**", 1), "Izium**but"),
        ("text/html", f"<p>{ARTICLE.replace('Izium', '<b>Izium</b>', 1)}</p>", "Izium</b>but"),
    ],
)
def test_an_article_as_it_stands(service: Service, kind: str, raw: str, span: str) -> None:
    response = service.client.post(
        "/v1/check?language=en&select=merged-words", content=raw.encode(), headers={"Content-Type": kind}
    )
    finding = msgspec.json.decode(response.content, type=Report).articles[0].findings[0]
    assert raw[finding.start : finding.end] == span
    assert finding.text == "Iziumbut"


def test_the_page_is_served_from_the_package(service: Service) -> None:
    response = service.client.get("/")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in response.headers["content-security-policy"]
