"""What users install: the wheel holds all that a check needs, and its command works away from the repository."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the project's wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    if uv := shutil.which("uv"):
        command = [uv, "pip", "install", "--quiet", "--offline", "--no-deps", "--target", str(target), str(wheel)]
        subprocess.run(command, check=True, capture_output=True)
    else:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target)
    return target


def test_every_data_file_of_the_repository_is_in_the_wheel(installed: Path) -> None:
    for package in ("qa", "rules"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert (installed / path.relative_to(ROOT)).is_file(), path


def test_an_installed_command_finds_a_fault(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("The council met on Monday,, and and nobody came.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "qa", "check", "--language", "en", "article.txt"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 1, done.stderr
    assert "Monday,," in done.stdout
    place = subprocess.run(
        [sys.executable, "-c", "import qa; print(qa.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )
    assert str(installed) in place.stdout
