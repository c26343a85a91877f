"""Who is let in: by name, by origin, by token; and what is said to browsers."""

import base64
import socket
from pathlib import Path

import httpx
import pytest

from tests.qa.server.conftest import Service, Start

ASKED = {"text": "A word.", "language": "en"}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:80", "LOCALHOST:8081", "[::1]", "[::1]:8081"])
def test_names_of_this_machine_are_answered(service: Service, host: str) -> None:
    assert service.client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "169.254.1.1", "", "[::1", "localhost:80:80", "*"],
)
@pytest.mark.parametrize("path", ["/", "/healthz", "/v1/rules", "/v2/languages", "/openapi.json"])
def test_foreign_names_are_refused(service: Service, host: str, path: str) -> None:
    response = service.client.get(path, headers={"Host": host})
    assert response.status_code == 403
    assert "--allow-host" in response.text


def test_a_request_without_a_name_is_refused(service: Service) -> None:
    with socket.create_connection(("127.0.0.1", int(service.url.rpartition(":")[2])), timeout=30) as bare:
        bare.sendall(b"GET /v1/rules HTTP/1.0\r\n\r\n")
        assert bare.recv(100).split()[1] in (b"400", b"403")


def test_further_names_can_be_allowed(start: Start) -> None:
    service = start("--allow-host", "lint.example.org", "--allow-host", "Desk.example.org")
    for host in ("lint.example.org", "lint.example.org:8081", "desk.example.org", "localhost"):
        assert service.client.get("/healthz", headers={"Host": host}).status_code == 200
    assert service.client.get("/healthz", headers={"Host": "example.org"}).status_code == 403
    assert start("--allow-host", "*").client.get("/healthz", headers={"Host": "any.example"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "https://localhost", "null", "http://127.0.0.1", "http://["])
def test_pages_of_other_sites_are_refused(service: Service, origin: str) -> None:
    headers = {"Origin": origin}
    for response in (
        service.client.post("/v1/check", json=ASKED, headers=headers),
        service.client.post("/v2/check", data=ASKED, headers=headers),
        service.client.post("/v1/names", json={"name": "Sanctum"}, headers=headers),
        service.client.options("/v1/check", headers={**headers, "Access-Control-Request-Method": "POST"}),
    ):
        assert response.status_code == 403
        assert "access-control-allow-origin" not in response.headers


def test_its_own_page_and_extensions_of_browsers_are_answered(service: Service) -> None:
    for origin in (service.url, "moz-extension://1b2c", "app://obsidian.md"):
        assert service.client.post("/v2/check", data=ASKED, headers={"Origin": origin}).status_code == 200


def test_an_allowed_origin_may_ask_and_read(start: Start) -> None:
    service = start("--allow-origin", "https://cms.example.org/")
    headers = {"Origin": "https://cms.example.org"}
    asks = {**headers, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = service.client.options("/v1/check", headers=asks)
    assert (preflight.status_code, preflight.headers["access-control-allow-origin"]) == (200, headers["Origin"])
    answer = service.client.post("/v1/check", json=ASKED, headers=headers)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, headers["Origin"])
    refused = service.client.post("/v1/check", json={}, headers=headers)
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (400, headers["Origin"])
    assert service.client.post("/v1/check", json=ASKED, headers={"Origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_token_is_asked_for(start: Start, by: str) -> None:
    service = start("--token", "s3crét") if by == "option" else start(environment={"MTLINT_TOKEN": "s3crét"})
    right = "s3crét".encode()
    basic = b"Basic " + base64.b64encode(b"any:" + right)
    for given, status in (
        (b"Bearer " + right, 200), (b"bearer " + right, 200), (basic, 200), (b"", 401), (b"Bearer", 401),
        (b"Bearer s3cr", 401), (b"Bearer " + right + b"x", 401), (b"Token " + right, 401), (b"Basic !", 401), (b"Basic /w==", 401),
    ):  # fmt: skip
        for path in ("/v1/rules", "/v2/languages"):
            response = service.client.get(path, headers=[(b"Authorization", given)])
            assert response.status_code == status, given
        assert (response.headers.get("www-authenticate") == "Bearer") == (status == 401)
    assert service.client.post("/v1/names", json={"name": "Sanctum"}).status_code == 401
    assert [service.client.get(path).status_code for path in ("/", "/healthz", "/openapi.json")] == [200, 200, 200]


def test_every_answer_has_its_security_headers(service: Service) -> None:
    for path, status in (("/", 200), ("/healthz", 200), ("/nothing", 404), ("/v1/check", 405), ("/../app.py", 404)):
        response = service.client.get(path)
        assert response.status_code == status, path
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert "unsafe" not in response.headers["content-security-policy"]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "server" not in response.headers


@pytest.mark.parametrize("path", ["/..%2fapp.py", "/%2e%2e/app.py", "/..%5capp.py", "//etc/passwd", "/%00"])
def test_only_files_of_the_page_are_served(service: Service, path: str) -> None:
    response = httpx.get(service.url + path, trust_env=False)
    assert response.status_code == 404
    assert response.json()["error"] == "not-found"


def test_the_wrong_method_is_told(service: Service) -> None:
    response = service.client.get("/v1/check")
    assert (response.status_code, response.json()["error"], response.headers["allow"]) == (405, "wrong-method", "POST")
    assert service.client.post("/healthz").status_code == 405
    assert service.client.delete("/").status_code == 405


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--port", "70000"), "--port"), (("--jobs", "-1"), "--jobs"), (("--timeout", "0"), "--timeout"), (("--max-body", "0"), "--max-body"),
        (("--allow-origin", "cms.example.org"), "--allow-origin"), (("--language", "12"), "--language"), (("--config", "none.toml"), "none.toml"),
        (("--host", "no.such.host.invalid"), "cannot listen"), (("--timeout", "nan"), "--timeout"), (("--token", ""), "--token"),
    ],
)  # fmt: skip
def test_a_wrong_option_is_told(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        Service(*words, folder=tmp_path)


def test_a_port_that_is_taken_is_told(service: Service, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="--port 0 takes a free port"):
        Service("--port", service.url.rpartition(":")[2], folder=tmp_path)


def test_a_service_that_others_reach_says_what_that_means(start: Start) -> None:
    _, log = start("--host", "0.0.0.0").stop()
    assert "--token asks for one" in log
    assert "--allow-host NAME" in log
    careful = start("--quiet", "--host", "0.0.0.0", "--token", "s3cret", "--allow-host", "lint.example.org")
    assert careful.stop() == (0, "")


def test_lexicons_that_are_not_built_are_told_of(start: Start, tmp_path: Path) -> None:
    _, log = start("--language", "tlh", environment={"MTLINT_CACHE_DIR": str(tmp_path)}).stop()
    assert "mtlint lexicon build" in log
