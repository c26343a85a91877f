"""The README's pictures can be taken anew at any time, are all shown, and are small."""

import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.screenshots import FOLDER, ROOT, take


def test_the_command_takes_every_picture_that_the_readme_shows(browser: Browser, tmp_path: Path) -> None:
    take(browser, tmp_path)
    shown = set(re.findall(r"\.github/images/([\w-]+\.png)", (ROOT / "README.md").read_text("utf-8")))
    assert {path.name for path in tmp_path.iterdir()} == shown
    assert shown <= {path.name for path in FOLDER.iterdir()}


def test_the_pictures_are_under_a_megabyte_together() -> None:
    assert 0 < sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000
