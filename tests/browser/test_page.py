"""The review page in Chromium against a running service: paste, see, accept, dismiss, add a name, take the text away."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Open
from tests.qa.server.conftest import Service

ARTICLES = {
    # language: (article, text as it is flagged, its mended form), one of each on which the page is tried
    "en": ("\U0001f600 Ferry returns\n\nThe ferry \U0001f6a2 reached Hobart,, and the the crew went ashore .", ",,", ","),
    "ru": ("Паром вернулся\n\nПаром \U0001f6a2 прибыл в порт,, а команда сошла на берег на на следующий день .", ",,", ","),
    "ar": (
        "عودة العبارة\n\nوصلت العبارة \U0001f6a2 إلى الميناء،، ثم عاد الطاقم إلى السفينة . وقال القبطان إن الرحلة هادئة.",
        "،،",
        "،",
    ),
    "ja": (
        "フェリー帰港\n\nフェリー\U0001f6a2は月曜日に港に到着した、、翌日乗組員は上陸した。 けが人はいなかった。",
        "、、",
        "、",
    ),
}
ENGLISH = ARTICLES["en"][0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def service(folder: Path, browser: Browser) -> Iterator[Service]:
    """A service over an empty project; not started where there is no Chromium."""
    one = Service(folder=folder)
    yield one
    status, log = one.stop()
    assert status == 0, log


@pytest.fixture
def page(open_page: Open, service: Service) -> Page:
    return open_page(service.url)


def put_in(page: Page, text: str) -> None:
    """Paste a text as a user does, and wait for its findings."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator("#text").focus()
    page.keyboard.press("Control+v")
    expect(page.locator(".article")).to_be_visible()


def flagged(page: Page, text: str) -> None:
    """Make the finding at this text the current one."""
    page.locator("mark a").filter(has_text=text).first.click()
    expect(page.locator("mark.current")).to_contain_text(text)


def clipboard(page: Page) -> str:
    page.get_by_role("button", name="Copy text").click()
    expect(page.locator("#toast")).to_have_text("Copied.")
    return str(page.evaluate("navigator.clipboard.readText()"))


def saved(page: Page, button: str, folder: Path) -> tuple[str, bytes]:
    """(name, content) of what a button of the menu downloads."""
    page.get_by_text("Download", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file.name, file.read_bytes()


@pytest.mark.parametrize("language", ARTICLES)
def test_the_whole_round(page: Page, language: str, tmp_path: Path) -> None:
    text, wrong, right = ARTICLES[language]
    put_in(page, text)
    expect(page.locator(".text")).to_have_attribute("lang", language)
    expect(page.locator(".text")).to_have_css("direction", "rtl" if language == "ar" else "ltr")
    count = page.locator(".finding").count()
    assert count >= 2
    for place in range(count):
        expect(page.locator(f'mark[data-f~="{place + 1}"]').first).to_be_visible()

    flagged(page, wrong)
    page.locator(".finding.current .accept").first.click()
    expect(page.locator(".finding:visible")).to_have_count(count - 1)
    mended = text.replace(wrong, right, 1)
    assert clipboard(page) == mended

    gone = page.locator(".finding:visible").first.locator(".what span").last.inner_text()
    page.locator(".finding:visible").first.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".finding:visible")).to_have_count(count - 2)
    expect(page.locator(".dismissed")).to_contain_text("1 dismissed")
    assert gone not in page.locator(".finding:visible").all_inner_texts()

    assert saved(page, "Text", tmp_path) == ("article.txt", mended.encode())
    name, report = saved(page, "Report as JSON", tmp_path)
    assert name == "article.mtlint.json"
    (article,) = json.loads(report)["articles"]
    assert article["language"] == language
    assert all(mended[one["start"] : one["end"]] == one["text"] for one in article["findings"])


def test_a_name_goes_into_the_settings_and_the_page_says_where(page: Page, service: Service, folder: Path) -> None:
    put_in(page, "Officials met in Kyiv on Monday.\n\nThe talks in kyiv went on,, and nobody left.")
    flagged(page, "kyiv")
    button = page.locator(".finding.current").get_by_role("button", name="Add the name kyiv")
    expect(button).to_have_attribute("title", re.compile(re.escape(str(folder / "mtlint.toml"))))
    button.click()
    expect(page.locator("#toast")).to_have_text(f"“kyiv” is now among the names in {folder / 'mtlint.toml'}")
    expect(page.locator("mark", has_text="kyiv")).to_have_count(0)
    expect(page.locator(".finding")).to_have_count(1)
    assert tomllib.loads((folder / "mtlint.toml").read_text("utf-8")) == {"names": ["kyiv"]}


def test_keys_do_it_all(page: Page) -> None:
    put_in(page, ENGLISH)
    expect(page.locator(".finding")).to_have_count(3)
    page.keyboard.press("j")
    for _ in range(2):
        page.keyboard.press("a")
    page.keyboard.press("d")
    expect(page.locator(".finding:visible")).to_have_count(0)
    expect(page.locator(".done")).to_contain_text("Nothing left to settle")
    assert clipboard(page) == ENGLISH.replace(",,", ",").replace("the the", "the")
    for left in range(1, 4):
        page.keyboard.press("u")
        expect(page.locator(".finding:visible")).to_have_count(left)
    expect(page.locator("#undo")).to_be_disabled()
    assert clipboard(page) == ENGLISH


def test_what_is_asked_for_twice_at_once_is_done_twice(page: Page) -> None:
    put_in(page, ENGLISH)
    page.evaluate(
        "for (const key of ['j', 'a', 'a', 'a']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))"
    )
    expect(page.locator(".done")).to_be_visible()
    assert clipboard(page) == ENGLISH.replace(",,", ",").replace("the the", "the").replace("ashore .", "ashore.")


def test_safe_fixes_are_applied_at_once_and_taken_back_at_once(page: Page) -> None:
    put_in(page, ENGLISH)
    page.get_by_role("button", name="safe fixes").click()
    expect(page.locator("#safe")).to_be_hidden()
    assert ",," not in clipboard(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#safe")).to_be_visible()
    assert clipboard(page) == ENGLISH


def test_a_dismissed_finding_stays_away_while_the_text_around_it_changes(page: Page) -> None:
    put_in(page, ENGLISH)
    flagged(page, "the the")
    page.keyboard.press("d")
    expect(page.locator(".finding:visible")).to_have_count(2)
    flagged(page, ",,")
    page.keyboard.press("a")
    expect(page.locator(".finding")).to_have_count(2)
    expect(page.locator("mark:not(.off)")).to_have_text(["ashore ."])
    page.get_by_role("button", name="Show again").click()
    expect(page.locator(".finding:visible")).to_have_count(2)


def test_edited_text_is_checked_anew(page: Page) -> None:
    put_in(page, ENGLISH)
    flagged(page, "the the")
    page.keyboard.press("e")
    selected = "t => t.value.slice(t.selectionStart, t.selectionEnd)"
    assert page.locator("#text").evaluate(selected) == "the the"
    page.keyboard.type("its")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".finding")).to_have_count(2)
    assert clipboard(page) == ENGLISH.replace("the the", "its")
    page.keyboard.press("e")
    page.keyboard.type("lost")
    page.keyboard.press("Escape")
    assert clipboard(page) == ENGLISH.replace("the the", "its")


@pytest.mark.parametrize(
    ("name", "raw", "mended"),
    [
        ("a.txt", "\ufeffThe ferry left,, again.\r\n\r\nIt came.\r\n", "\ufeffThe ferry left, again.\r\n\r\nIt came.\r\n"),
        ("b.md", "# Ferry\n\nThe *ferry*,, it left.\n", "# Ferry\n\nThe *ferry*, it left.\n"),
        (
            "c.html",
            "<p lang=en>The <b>ferry</b>,, caf&eacute; \U0001f600</p>\r\n",
            "<p lang=en>The <b>ferry</b>, caf&eacute; \U0001f600</p>\r\n",
        ),
    ],
)
def test_a_file_comes_back_with_nothing_else_changed(page: Page, tmp_path: Path, name: str, raw: str, mended: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(raw.encode())
    page.locator("#file").set_input_files(tmp_path / "in" / name)
    expect(page.locator("h2", has_text=name)).to_be_visible()
    page.locator(".accept", has_text=",").first.click()
    expect(page.locator("mark", has_text=",,")).to_have_count(0)
    assert saved(page, "Text", tmp_path) == (name, mended.encode())
    if name == "c.html":
        assert clipboard(page) == "The ferry, café \U0001f600"


def test_a_file_keeps_its_line_ends_when_it_is_edited(page: Page, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One.\r\n\r\nTwo.\r\n")
    page.locator("#file").set_input_files(tmp_path / "a.txt")
    expect(page.locator(".article")).to_be_visible()
    page.keyboard.press("e")
    page.locator("#text").fill("One.\n\nTwo.\n\nThree.\n")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".text")).to_contain_text("Three.")
    assert saved(page, "Text", tmp_path)[1] == b"One.\r\n\r\nTwo.\r\n\r\nThree.\r\n"


@pytest.mark.parametrize(
    ("name", "content", "reason"), [("a.txt", b"caf\xe9", "not UTF-8"), ("a.jsonl", b"{}", "mtlint check")]
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    page: Page, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    page.locator("#file").set_input_files(tmp_path / name)
    expect(page.get_by_role("alert")).to_contain_text(reason)
    expect(page.locator("#text")).to_be_visible()


def test_hostile_text_is_text(page: Page) -> None:
    text = "</textarea><img src=x onerror=\"document.title='gone'\"><script>document.title='gone'</script> one,, two"
    put_in(page, text)
    assert page.locator(".text").inner_text() == text
    before = page.locator(".finding").count()
    page.locator(".accept").last.click()
    expect(page.locator(".finding")).to_have_count(before - 1)
    assert page.locator("#reading img, #reading script").count() == 0
    expect(page).to_have_title("mtlint")


def test_the_language_can_be_set(page: Page) -> None:
    put_in(page, ENGLISH)
    expect(page.locator(".facts")).to_contain_text("English, detected")
    page.get_by_label("Language").select_option("de")
    expect(page.locator(".facts")).to_contain_text("German")
    page.get_by_label("Language").select_option("")
    expect(page.locator(".facts")).to_contain_text("English, detected")


def test_severities_can_be_left_out(page: Page) -> None:
    put_in(page, ENGLISH + " He said “ nothing.")
    chips = page.locator(".chip")
    before = page.locator(".finding:visible").count()
    chips.first.click()
    assert page.locator(".finding:visible").count() < before
    expect(page.get_by_role("status").first).to_contain_text(f"of {before} findings")
    chips.first.click()
    expect(page.locator(".finding:visible")).to_have_count(before)


def test_a_reload_loses_nothing(page: Page) -> None:
    put_in(page, ENGLISH)
    flagged(page, ",,")
    page.keyboard.press("a")
    flagged(page, "the the")
    page.keyboard.press("d")
    expect(page.locator(".finding:visible")).to_have_count(1)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator(".finding:visible")).to_have_count(1)
    assert clipboard(page) == ENGLISH.replace(",,", ",")


def test_mended_text_is_not_thrown_away_unasked(page: Page) -> None:
    put_in(page, ENGLISH)
    flagged(page, ",,")
    page.keyboard.press("a")
    expect(page.locator(".finding")).to_have_count(2)
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="New").click()
    assert asked
    expect(page.locator(".article")).to_be_visible()
    clipboard(page)
    page.get_by_role("button", name="New").click()
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#text")).to_have_value("")


def test_a_failed_check_keeps_the_text_and_can_be_tried_again(page: Page, open_page: Open) -> None:
    put_in(page, ENGLISH)
    page.route("**/v1/review", lambda route: route.abort())
    flagged(page, ",,")
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    expect(page.locator(".finding")).to_have_count(3)
    page.unroute("**/v1/review")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".finding")).to_have_count(2)
    assert clipboard(page) == ENGLISH.replace(",,", ",")
    assert open_page.complaints.pop().endswith("net::ERR_FAILED")  # type: ignore[attr-defined]


def test_a_busy_service_is_asked_again(page: Page, open_page: Open) -> None:
    answered = []

    def busy(route: Route) -> None:
        if answered:
            route.continue_()
        else:
            answered.append(503)
            route.fulfill(status=503, headers={"Retry-After": "1"}, json={"error": "busy", "reason": "too busy"})

    page.route("**/v1/review", busy)
    put_in(page, ENGLISH)
    expect(page.locator(".finding")).to_have_count(3)
    assert answered
    assert "503" in open_page.complaints.pop()  # type: ignore[attr-defined]


def test_a_refusal_says_why(open_page: Open, tmp_path: Path, browser: Browser) -> None:
    service = Service("--max-body", "2000", folder=tmp_path)
    try:
        page = open_page(service.url)
        page.locator("#text").fill("word " * 1000)
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("alert")).to_contain_text("--max-body")
        expect(page.locator("#text")).to_have_value("word " * 1000)
        assert "413" in open_page.complaints.pop()  # type: ignore[attr-defined]
    finally:
        service.stop()


def test_a_service_with_a_token_asks_for_it(open_page: Open, tmp_path: Path, browser: Browser) -> None:
    service = Service("--token", "sesame", folder=tmp_path)
    try:
        page = open_page(service.url)
        for token in ("wrong", "sesame"):
            page.get_by_label("Whoever started it").fill(token)
            page.get_by_role("button", name="Go on").click()
            if token == "wrong":  # it is asked anew once the service has answered
                expect(page.get_by_role("dialog", name="That is not the token")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        put_in(page, ENGLISH)
        expect(page.locator(".finding")).to_have_count(3)
        assert all("401" in one for one in open_page.complaints)  # type: ignore[attr-defined]
        open_page.complaints.clear()  # type: ignore[attr-defined]
    finally:
        service.stop()


def test_addresses_are_fetched_only_where_that_is_allowed(page: Page) -> None:
    expect(page.locator("#url")).to_be_hidden()
    page.locator("#text").fill("https://example.org/article")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("alert")).to_contain_text("--allow-fetch")


def test_a_fetched_page_is_reviewed_as_its_article(open_page: Open, tmp_path: Path, browser: Browser) -> None:
    body = (
        "<p>The ferry reached the port of Hobart on Monday,, and the crew went ashore after a long night at sea with no sleep.</p>"
        "<p>Nobody was hurt, the captain told reporters, although several windows broke when the storm came up from the south.</p>"
        "<p>The shipping company wants to have the damage mended within a week, so that the summer season can begin as planned.</p>"
    )
    raw = f"<html lang=en><body><nav>Home</nav><article><h1>Ferry</h1>{body}</article></body></html>"
    service = Service("--allow-fetch", folder=tmp_path)

    def fetched(route: Route) -> None:
        """In place of the network, which tests have none of: the service's answer for the same page as text."""
        asked = route.request.post_data_json
        if "url" in asked:
            asked |= {"text": raw, "format": "html", "article_only": True}
            del asked["url"]
        route.fulfill(json=service.client.post("/v1/review", json=asked).json())

    try:
        page = open_page(service.url)
        page.route("**/v1/review", fetched)
        page.get_by_label("Address of a page").fill("https://example.org/ferry.html")
        page.get_by_role("button", name="Fetch").click()
        expect(page.locator("h2", has_text="https://example.org/ferry.html")).to_be_visible()
        expect(page.locator(".text")).not_to_contain_text("Home")
        flagged(page, ",,")
        page.keyboard.press("a")
        expect(page.locator("mark", has_text=",,")).to_have_count(0)
        expect(page.locator(".text")).not_to_contain_text("Home")
        assert saved(page, "Text", tmp_path) == ("ferry.html", raw.replace(",,", ",", 1).encode())
    finally:
        service.stop()


def test_a_private_address_is_refused(open_page: Open, tmp_path: Path, browser: Browser) -> None:
    service = Service("--allow-fetch", folder=tmp_path)
    try:
        page = open_page(service.url)
        page.get_by_label("Address of a page").fill(service.url)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("private network")
        assert "422" in open_page.complaints.pop()  # type: ignore[attr-defined]
    finally:
        service.stop()


def test_a_phone_has_all_of_it(open_page: Open, service: Service) -> None:
    page = open_page(service.url, viewport={"width": 390, "height": 844}, has_touch=True)
    put_in(page, ENGLISH)
    page.locator("mark a", has_text="the the").tap()
    expect(page.locator(".finding:visible")).to_have_count(1)
    page.locator(".finding:visible .accept").tap()
    expect(page.locator("mark", has_text="the the")).to_have_count(0)
    expect(page.locator(".finding:visible")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_is_asked_of_other_machines_and_nothing_runs_inline(page: Page, open_page: Open) -> None:
    put_in(page, ENGLISH)
    assert page.locator("script:not([src]), style").count() == 0
    response = page.request.get(page.url)
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "unsafe-inline" not in response.headers["content-security-policy"]
    assert not open_page.complaints  # type: ignore[attr-defined]
