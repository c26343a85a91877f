"""The pictures in the README: `python -m tests.browser.screenshots` takes them anew."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from qa import cli
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.qa.server.conftest import Service

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "images"
DEMO = ROOT / "corpus" / "demo"


def take(browser: Browser, folder: Path) -> None:
    """Put all pictures into a folder."""
    with tempfile.TemporaryDirectory() as work:
        report = Path(work) / "report.html"
        inputs = [str(path) for path in sorted(DEMO.iterdir())]
        cli.main(["check", "--quiet", "--format", "html", "--output", str(report), *inputs])
        text = (DEMO / "en-talks.txt").read_text("utf-8")
        arabic = json.loads((ROOT / "corpus" / "ar.jsonl").read_text("utf-8").splitlines()[0])["text"]
        with window(browser, report.as_uri()) as page:
            page.get_by_role("link", name="en-talks.txt").click()
            page.evaluate(
                "document.querySelector('article.open h2 bdi').textContent = 'en-talks.txt'"
            )  # not this machine's folder
            page.evaluate("scrollTo(0, 0)")
            page.keyboard.press("j")
            page.keyboard.press("j")
            page.screenshot(path=folder / "report.png")
        service = Service(folder=Path(work))
        try:
            with window(browser, service.url) as page:
                review(page, text)
                for key in "jajj":
                    page.keyboard.press(key)
                expect(page.locator(".finding")).to_have_count(8)
                page.screenshot(path=folder / "page.png")
            with window(browser, service.url, width=390, height=760, dark=True) as page:
                review(page, arabic)
                page.locator("mark a").nth(1).click()
                page.screenshot(path=folder / "phone.png")
        finally:
            service.stop()


def review(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".article")).to_be_visible()


@contextmanager
def window(browser: Browser, url: str, *, width: int = 1200, height: int = 760, dark: bool = False) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(url)
    yield page
    context.close()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        take(chromium, FOLDER)
        chromium.close()
