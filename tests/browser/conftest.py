"""A real Chromium. Where there is none these tests are skipped on a user's machine; in CI, which installs it, they fail."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

expect.set_options(timeout=60_000)  # the first text of a language waits for its lexicon to be built

Open = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests here; not for the session: Playwright holds an event loop, and tests elsewhere run their own."""
    path = CHROMIUM if os.path.exists(CHROMIUM) else shutil.which("chromium")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI has no Chromium: apt-get install chromium fonts-noto-cjk")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens an address in a window of its own; whatever the page complains of fails the test, and so does a request that leaves
    this machine.
    """
    contexts, complaints = [], []

    def open_page(url: str, **options: Any) -> Page:
        context = browser.new_context(
            **{
                "viewport": {"width": 1280, "height": 860},
                "locale": "en-GB",
                "permissions": ["clipboard-read", "clipboard-write"],
                **options,
            }
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("request", lambda request: complaints.append(request.url) if not _is_here(request.url) else None)
        page.goto(url)
        return page

    open_page.complaints = complaints  # type: ignore[attr-defined]
    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


def _is_here(url: str) -> bool:
    return url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:", "http://localhost:"))
