"""The service's own interface."""

import json
import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest

import qa
from qa.config import Config
from qa.readers import ReportedError, web
from qa.report import Report
from qa.server.checking import CheckRequest, Review, review
from qa.worker import Setup
from tests.qa.server.conftest import ROOT, Service, Start

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


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", 400, "JSON"),
        (b"{", 400, "JSON"),
        (b"\xff", 400, "UTF-8"),
        (b"[]", 400, "object"),
        (b"{}", 400, "one of text and url"),
        (b'{"text": "a", "url": "http://a.example"}', 400, "one of text and url"),
        (b'{"text": 1}', 400, "$.text"),
        (b'{"text": "a", "ignor": []}', 400, "ignor"),
        (b'{"text": "a", "language": "12"}', 400, "BCP 47"),
        (b'{"text": "a", "select": ["merged-word"]}', 400, "did you mean 'merged-words'"),
        (b'{"text": "a", "ignore": ["nothing"]}', 400, "/v1/rules"),
        (b'{"text": "a", "format": "docx"}', 400, "format"),
        (b'{"text": "a", "fail_on": "hint"}', 400, "fail_on"),
        (b'{"text": "a", "id": ""}', 400, "id"),
        (b'{"url": "http://a.example"}', 403, "--allow-fetch"),
        (b"[" * 100_000, 400, "deep"),
    ],
)
def test_what_cannot_be_understood_is_told_as_json(service: Service, body: bytes, status: int, reason: str) -> None:
    response = service.client.post("/v1/check", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == status
    failure = response.json()
    assert set(failure) == {"error", "reason"}
    assert reason in failure["reason"]


@pytest.mark.parametrize(
    ("kind", "query", "body", "status"),
    [
        ("application/pdf", "", b"%PDF", 415),
        ("", "", b"text", 415),
        ("text/plain", "?text=a", b"a", 400),
        ("text/plain", "?lang=en", b"a", 400),
        ("text/plain", "?select=nothing", b"a", 400),
        ("text/plain", "", b"caf\xe9", 400),
        ("text/plain; charset=latin-1", "", b"caf\xe9", 200),
        ("text/html", "", b'<meta charset="windows-1252"><p>caf\xe9', 200),
    ],
)
def test_bodies_as_they_stand_are_read_or_refused(service: Service, kind: str, query: str, body: bytes, status: int) -> None:
    response = service.client.post(f"/v1/check{query}", content=body, headers={"Content-Type": kind} if kind else {})
    assert response.status_code == status, response.text


def test_half_a_surrogate_pair_as_browsers_send_it_counts_as_one_character(service: Service) -> None:
    body = b'{"text": "Cut \\ud83d off. The the end.", "language": "en", "select": ["repeated-word"]}'
    response = service.client.post("/v1/check", content=body, headers={"Content-Type": "application/json"})
    (finding,) = response.json()["articles"][0]["findings"]
    assert (finding["start"], finding["end"]) == (11, 18)


def test_what_a_request_asks_holds_for_it_alone(service: Service) -> None:
    def ask(**more: object) -> dict[str, Any]:
        answer: dict[str, Any] = service.client.post("/v1/check", json={"text": ARTICLE, "language": "en", **more}).json()
        return answer

    assert ask(ignore=["merged-words"])["summary"]["by_rule"] == {"repeated-word": 1}
    assert ask(select=["merged-words"])["summary"]["by_rule"] == {"merged-words": 1}
    assert ask(fail_on="never")["articles"][0]["verdict"] == "pass"
    assert ask(fail_on="never")["signature"].endswith("fail-on:never")
    assert ask()["summary"]["by_rule"] == {"merged-words": 1, "repeated-word": 1}
    assert ask(language=None)["articles"][0]["language_origin"] == "detected"


def test_the_report_is_the_one_of_the_command_line(service: Service, tmp_path: Path) -> None:
    for name, raw, kind in (("a.txt", ARTICLE, "text"), ("a.html", f"<p>{ARTICLE}<p>The <i>the</i> end &amp; so on .", "html")):
        (tmp_path / name).write_text(raw, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "qa", "check", "--format", "json", "--language", "en", name],
            capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": ROOT},
        )  # fmt: skip
        answer = service.client.post("/v1/check", json={"text": raw, "language": "en", "id": name, "format": kind})
        assert answer.json() == json.loads(done.stdout)


def test_rules_and_languages_are_listed(service: Service) -> None:
    rules = {one["name"]: one for one in service.client.get("/v1/rules").json()}
    assert rules["merged-words"]["mqm"] == "linguistic-conventions/spelling"
    assert "mind" in rules["merged-words"]["documentation"]
    languages = {one["code"]: one for one in service.client.get("/v1/languages").json()}
    assert languages["ar"]["direction"] == "rtl"
    assert "merged-words" in languages["en"]["rules"]
    assert "lowercase-noun" not in languages["en"]["rules"]


def test_a_name_that_is_added_holds_at_once(start: Start, tmp_path: Path) -> None:
    (tmp_path / "mtlint.toml").write_text('ignore = ["calque"]  # ours\nnames = ["Sanctum"]\n')
    service = start("--language", "en")
    merged = {"text": ARTICLE, "select": ["merged-words"]}
    assert found(service.client.post("/v1/check", json=merged)) == [("merged-words", "Iziumbut")]
    added = service.client.post("/v1/names", json={"name": " Iziumbut "})
    assert added.json() == {"name": "Iziumbut", "added": True, "file": str(tmp_path / "mtlint.toml")}
    assert found(service.client.post("/v1/check", json=merged)) == []
    assert service.client.post("/v1/names", json={"name": "Iziumbut"}).json()["added"] is False
    assert (tmp_path / "mtlint.toml").read_text() == 'ignore = ["calque"]  # ours\nnames = ["Sanctum", "Iziumbut"]\n'


def test_a_name_makes_the_settings_file_where_there_is_none(start: Start, tmp_path: Path) -> None:
    service = start("--language", "en")
    assert service.client.post("/v1/names", json={"name": "Iziumbut"}).status_code == 200
    assert (tmp_path / "mtlint.toml").read_text() == 'names = ["Iziumbut"]\n'
    assert found(service.client.post("/v1/check", json={"text": ARTICLE, "select": ["merged-words"]})) == []


def test_names_that_come_at_once_are_all_kept(start: Start, tmp_path: Path) -> None:
    service = start()
    names = [f"Iziumbut {number}" for number in range(24)]
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda name: service.client.post("/v1/names", json={"name": name}), names))
    assert [answer.status_code for answer in answers] == [200] * 24
    assert sorted(tomllib.loads((tmp_path / "mtlint.toml").read_text())["names"]) == sorted(names)


def test_names_want_json_and_a_name(service: Service) -> None:
    headers = {"Content-Type": "text/plain"}  # what a page elsewhere could send without asking first
    assert service.client.post("/v1/names", content=b'{"name": "Sanctum"}', headers=headers).status_code == 415
    for body in ({}, {"name": ""}, {"name": "a\nb"}, {"name": "x" * 300}, {"name": 3}):
        assert service.client.post("/v1/names", json=body).status_code == 400


def test_settings_are_read_anew_and_a_broken_file_is_told(start: Start, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('language = "en"\n')
    service = start("--config", str(own))
    assert len(found(service.client.post("/v1/check", json={"text": ARTICLE}))) == 2
    own.write_text('language = "en"\nignore = ["merged-words"]\n')
    assert found(service.client.post("/v1/check", json={"text": ARTICLE})) == [("repeated-word", "The the")]
    own.write_text('ignore = ["merged-word"]\n')
    for response in (
        service.client.post("/v1/check", json={"text": ARTICLE}),
        service.client.post("/v2/check", data={"text": ARTICLE, "language": "en"}),
    ):
        assert response.status_code == 500
        assert "did you mean 'merged-words'" in response.text
    own.write_text('language = "en"\nfail-on = "hint"\n')
    assert "fail-on" in service.client.post("/v1/check", json={"text": ARTICLE}).json()["reason"]


def test_pages_are_fetched_where_that_is_allowed_and_never_from_private_addresses(start: Start) -> None:
    service = start("--allow-fetch")
    for url in (f"{service.url}/", "http://localhost/", "http://169.254.169.254/latest", "http://[::1]/", "http://10.0.0.1/"):
        response = service.client.post("/v1/check", json={"url": url})
        assert (response.status_code, response.json()["error"]) == (422, "unreadable"), url
        assert "private network" in response.json()["reason"]
        assert "--allow-private" not in response.json()["reason"]
    for url in ("file:///etc/hostname", "ftp://a.example/", "/etc/hostname", ""):
        assert service.client.post("/v1/check", json={"url": url}).status_code == 400


def test_an_article_is_held_against_its_source(service: Service) -> None:
    asked = {
        "text": "The report is at https://flood.example.org/2024 for all.", "language": "en", "select": ["url-mismatch"],
        "source": "Der Bericht steht unter https://flood.example.org/2023 für alle.", "source_language": "de",
    }  # fmt: skip
    assert [rule for rule, _ in found(service.client.post("/v1/check", json=asked))] == ["url-mismatch"]
    same = {**asked, "source": asked["text"]}
    assert found(service.client.post("/v1/check", json=same)) == []


def test_a_review_is_the_report_with_the_article_as_it_is_read(service: Service) -> None:
    raw = f"<h1>Talks</h1>\r\n<p>{ARTICLE.replace('Izium', '<b>Izium</b>', 1)} It was 1 &lt; 2."
    response = service.client.post("/v1/review", json={"text": raw, "language": "en", "format": "html"})
    assert response.status_code == 200
    review = msgspec.json.decode(response.content, type=Review)
    checked = service.client.post("/v1/check", json={"text": raw, "language": "en", "format": "html"})
    assert review.report == msgspec.json.decode(checked.content, type=Report)
    assert (review.raw, review.format) == (raw, "html")
    assert "<h3>Talks</h3>" in review.html
    assert '">Iziumbut</a></mark>' in review.html
    assert "It was 1 &lt; 2." in review.html


def test_of_a_page_the_article_alone_is_checked_where_that_is_asked_for(service: Service) -> None:
    said = "The ferry number {} reached the port of Hobart on Monday, and the crew went ashore after a long night."
    raw = f"<ul><li>Home the the</li></ul><article>{''.join(f'<p>{said.format(number)}</p>' for number in range(5))}</article>"
    for only, texts in ((False, ["the the"]), (True, [])):
        asked = {"text": raw, "language": "en", "format": "html", "article_only": only, "select": ["repeated-word"]}
        response = service.client.post("/v1/check", json=asked)
        assert [text for _, text in found(response)] == texts


def test_a_fetched_page_is_reviewed_as_what_it_is() -> None:
    setup = Setup(Config(), "error")
    for media_type, url, format in (
        ("text/html", "https://example.org/a", "html"),
        ("text/plain", "https://example.org/a.md", "markdown"),
        ("text/plain", "https://example.org/a", "text"),
    ):
        page = web.Page(b"The ferry,, it left.", media_type, "utf-8")
        answer = review(CheckRequest(url=url, language="en"), page, setup)
        assert isinstance(answer, bytes)
        found = msgspec.json.decode(answer, type=Review)
        assert (found.format, found.raw) == (format, "The ferry,, it left.")
    refused = review(CheckRequest(url="https://example.org/a"), web.Page(b"", "image/png", ""), setup)
    assert isinstance(refused, ReportedError)


def test_what_the_page_needs_to_know_beforehand(start: Start, tmp_path: Path) -> None:
    about = start("--allow-fetch").client.get("/v1/service").json()
    assert about == {"version": qa.__version__, "fetches": True, "names_file": str(tmp_path / "mtlint.toml")}
    (tmp_path / "pyproject.toml").write_text("[tool.mtlint]\n")
    about = start().client.get("/v1/service").json()
    assert (about["fetches"], about["names_file"]) == (False, str(tmp_path / "pyproject.toml"))


@pytest.mark.parametrize("name", ["reading.css", "reading.js", "page.css", "page.js", "service.js", "text.js", "icon.svg"])
def test_every_file_of_the_page_is_served(service: Service, name: str) -> None:
    response = service.client.get(f"/{name}")
    assert response.status_code == 200
    kind = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}[name.split(".")[1]]
    assert response.headers["content-type"].startswith(kind)
    again = service.client.get(f"/{name}", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
