"""Fetching pages, from a server on this machine."""

import gzip
import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from qa import readers
from qa.article import Document
from qa.readers import html, web

PRIVATE = readers.Options(allow_private=True)
PARAGRAPHS = [
    "The river rose by two metres overnight, and the lower streets of the old town were under water by dawn.",
    "Firefighters carried the residents of a nursing home to the sports hall, where the school had put up beds.",
    "“We have not seen anything like it since I was a boy,” said Anton Hruby, who has kept the mill for fifty years.",
    "The council will decide on Thursday whether the bridge can be opened again before the end of the month.",
]
ARTICLE = f"""<!doctype html><html lang="en"><head><title>Flood - The Daily Mill</title></head><body>
<div class="top"><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/login">Log in to your account</a></div>
<article><h1>Old town under water</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}</article>
<div class="teasers"><a href="/a">Ten recipes for the weekend</a><a href="/b">Quiz of the week</a></div>
<footer>Copyright</footer></body></html>"""


class Server(BaseHTTPRequestHandler):
    """Answers each path in its own way."""

    def do_GET(self) -> None:
        self.close_connection = True
        name = self.path.strip("/")
        if name.startswith("hops"):
            left = int(name[4:])
            return self.answer(b"", status=302, Location=f"/hops{left - 1}" if left else "/article")
        if name == "elsewhere":
            return self.answer(b"", status=302, Location="file:///etc/hostname")
        if name == "large":
            return self.answer(b"<p>" + b"x" * (web.BYTES + 1))
        if name == "bomb":
            return self.answer(gzip.compress(b" " * (web.BYTES + 1)), Content_Encoding="gzip")
        if name == "slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(20):
                self.wfile.write(b"<p>wait</p>")
                self.wfile.flush()
                time.sleep(0.1)
            return None
        if name == "missing":
            return self.answer(b"no", status=404)
        if name == "picture":
            return self.answer(b"GIF", Content_Type="image/gif")
        if name == "plain":
            return self.answer("Straße & mehr".encode("latin-1"), Content_Type="text/plain; charset=ISO-8859-1")
        if name == "notes.md":
            return self.answer(b"# Head\n\nsome *text*", Content_Type="text/plain")
        if name == "meta":
            return self.answer('<meta charset="windows-1251"><p>Привет</p>'.encode("cp1251"))
        if name == "damaged":
            return self.answer(b"<p>caf\xe9</p>")
        return self.answer(ARTICLE.encode())

    def answer(self, body: bytes, status: int = 200, Content_Type: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": Content_Type, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass

    def handle_one_request(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # the client had enough, as it should
            super().handle_one_request()


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def fetch(url: str, options: readers.Options = PRIVATE) -> Document | readers.ReportedError:
    (only,) = readers.read(url, options)
    return only


def blocks(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_of_a_page_the_article_is_read_and_leads_back_to_the_page(server):
    document = fetch(f"{server}/article")
    assert blocks(document) == ["Old town under water", *PARAGRAPHS]
    assert document.blocks[0].kind == "heading"
    assert (document.declared, document.id) == ("en", f"{server}/article")
    for block in document.blocks:
        start, end = document.source.raw_span(block.start, block.end)
        assert document.source.raw[start:end] == document.text[block.start : block.end]


def test_redirects_are_followed_but_not_for_ever(server):
    assert isinstance(fetch(f"{server}/hops4"), Document)
    assert fetch(f"{server}/hops9").message == "more than 5 redirects"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("large", "larger than 10 MB"),
        ("bomb", "larger than 10 MB"),
        ("missing", "the server answered 404 Not Found"),
        ("picture", "image/gif cannot be checked: expected HTML, plain text or Markdown"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(server, path, message):
    assert fetch(f"{server}/{path}") == readers.ReportedError(f"{server}/{path}", message)


def test_a_redirect_leads_to_no_file(server):
    assert "no address that can be fetched" in fetch(f"{server}/elsewhere").message


def test_a_slow_page_is_given_up(server, monkeypatch):
    monkeypatch.setattr(web, "SECONDS", 0.4)
    assert fetch(f"{server}/slow").message == "not fetched within 0.4 seconds"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "169.254.169.254", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_refused(server, host):
    port = server.rsplit(":", 1)[1]
    error = fetch(f"http://{host}:{port}/article", readers.Options())
    assert isinstance(error, readers.ReportedError)
    assert "private network" in error.message or "could not be fetched" in error.message


def test_nobody_at_a_private_address_is_even_called():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        error = fetch(f"http://localhost:{listening.getsockname()[1]}/", readers.Options())
        assert "private network" in error.message
        listening.settimeout(0.3)
        with pytest.raises(TimeoutError):
            listening.accept()


@pytest.mark.parametrize("url", ["http://", "http://[", "https://no such host/", "http://a..b/", "http://x:99999999/"])
def test_addresses_that_are_none(url):
    assert isinstance(fetch(url, readers.Options()), readers.ReportedError)


def test_the_charset_is_the_servers_or_the_pages(server):
    plain = fetch(f"{server}/plain")
    assert (plain.text, plain.encoding) == ("Straße & mehr", "windows-1252")
    assert blocks(fetch(f"{server}/meta")) == ["Привет"]


def test_markdown_may_come_as_plain_text(server):
    assert blocks(fetch(f"{server}/notes.md")) == ["Head", "some text"]


def test_a_damaged_page_is_read_as_a_browser_shows_it(server):
    document = fetch(f"{server}/damaged")
    assert (document.text, document.warnings) == ("caf\ufffd", ("not UTF-8 at byte 6",))


def test_blocks_outside_the_article_take_their_languages_and_suppressions_with_them():
    page = html.document(
        "p",
        "p",
        "<html lang=en><!-- mtlint-ignore-file a --><p>one</p><!-- mtlint-ignore b --><p lang=fr>deux</p>"
        "<!-- mtlint-ignore c --><p>a <i lang=de>drei</i></p><p>&nbsp;four five",
    )
    kept = web.only(page, {0, 2, 3})
    assert kept.text == "one\na drei\nfour five"
    assert [(kept.text[one.start : one.end], one.language) for one in kept.foreign] == [("drei", "de")]
    assert [(one.rules, kept.text[one.start : one.end]) for one in kept.suppressions] == [
        (("a",), kept.text),
        (("c",), "a drei"),
    ]
    raw = kept.source.raw
    for word in ("one", "drei", "four"):
        at = kept.text.index(word)
        start, end = kept.source.raw_span(at, at + len(word))
        assert raw[start:end] == word
