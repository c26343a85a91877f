"""Files are replaced whole or not at all."""

import os
from pathlib import Path

import pytest

from qa import files


def test_what_was_read_is_replaced_and_mode_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    owner = (path.stat().st_uid, path.stat().st_gid)
    files.replace(str(path), b"new", b"old")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o7777 == 0o640
    assert (path.stat().st_uid, path.stat().st_gid) == owner
    assert os.listdir(tmp_path) == ["a.txt"]


def test_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.mtlint", b"kept")
    except (OSError, AttributeError):
        pytest.skip("no extended attributes here")
    files.replace(str(path), b"new", b"old")
    assert os.getxattr(path, "user.mtlint") == b"kept"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "a.txt", tmp_path / "link.txt"
    target.write_bytes(b"old")
    link.symlink_to(target)
    files.replace(str(link), b"new", b"old")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert not target.is_symlink()


def test_a_new_file_is_made(tmp_path: Path) -> None:
    files.replace(str(tmp_path / "new.json"), b"{}", None)
    assert (tmp_path / "new.json").read_bytes() == b"{}"


@pytest.mark.parametrize(("held", "expected"), [(b"theirs", b"old"), (b"theirs", None)])
def test_what_changed_since_it_was_read_is_left_alone(tmp_path: Path, held: bytes, expected: bytes | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(held)
    with pytest.raises(files.NotWritten, match="changed since"):
        files.replace(str(path), b"new", expected)
    assert path.read_bytes() == held
    assert os.listdir(tmp_path) == ["a.txt"]


def test_what_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(files.NotWritten, match="changed since"):
        files.replace(str(tmp_path / "a.txt"), b"new", b"old")
    assert os.listdir(tmp_path) == []


def test_what_may_not_be_written_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(files.NotWritten, match="not writable"):
        files.replace(str(path), b"new", b"old")
    assert path.read_bytes() == b"old"


def test_a_folder_that_is_not_there_or_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(files.NotWritten, match="No such file"):
        files.replace(str(tmp_path / "none" / "a.txt"), b"new", None)
    with pytest.raises(files.NotWritten, match="no ordinary file"):
        files.replace(str(tmp_path), b"new", b"old")


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(files.NotWritten, match="No space left"):
        files.replace(str(path), b"new", b"old")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]
