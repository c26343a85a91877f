"""What axe, by the rules of WCAG, finds wrong with the report and the page: nothing, in light and in dark."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_page import ENGLISH
from tests.browser.test_report import ARTICLES, opened, report
from tests.qa.server.conftest import Service


def faults(page: Page) -> list[str]:
    """Each fault with the element that has it."""
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in violations for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report(open_page: Open, tmp_path: Path, scheme: str) -> None:
    page = open_page(report(tmp_path, ARTICLES), color_scheme=scheme, bypass_csp=True)
    assert faults(page) == []
    opened(page, "ar")
    page.keyboard.press("j")
    assert faults(page) == []
    page.keyboard.press("?")
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_review_page(open_page: Open, tmp_path: Path, scheme: str, browser: Browser) -> None:
    service = Service("--allow-fetch", folder=tmp_path)
    try:
        page = open_page(service.url, color_scheme=scheme, bypass_csp=True)
        assert faults(page) == []
        page.locator("#text").fill(ENGLISH)
        page.get_by_role("button", name="Check").click()
        expect(page.locator(".article")).to_be_visible()
        page.keyboard.press("j")
        page.keyboard.press("d")
        expect(page.locator(".dismissed")).to_be_visible()
        assert faults(page) == []
        page.keyboard.press("e")
        assert faults(page) == []
    finally:
        service.stop()
