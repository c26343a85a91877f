"""The files of the lexicon: nothing damaged is read, nothing half written is seen."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.lexicon import store

VALUES = st.dictionaries(
    st.text(min_size=1, max_size=8).filter(lambda key: "\0" not in key and key.isprintable()),
    st.integers(0, 0xFFFF),
    max_size=30,
)


def packed(values: dict[str, int]) -> bytes:
    return store.pack(store.mapping("keys", "values", "H", values.items), {"version": "xx"})


@given(VALUES)
def test_every_key_keeps_its_value(values: dict[str, int]) -> None:
    opened = store.Store(packed(values), "test")
    trie, table = opened.trie("keys"), opened.table("values", "H")
    assert {key: table[index] for key, index in trie.items()} == values
    assert opened.meta == {"version": "xx"}


def test_values_of_a_key_given_twice_are_joined() -> None:
    opened = store.Store(store.pack(store.mapping("k", "v", "B", {"a": 1}.items, {"a": 4, "b": 2}.items), {}), "test")
    assert {key: opened.table("v")[index] for key, index in opened.trie("k").items()} == {"a": 5, "b": 2}


def test_same_content_gives_same_bytes() -> None:
    assert packed({"one": 1, "two": 2}) == packed({"one": 1, "two": 2})


@given(st.data())
def test_damage_is_noticed(data: st.DataObject) -> None:
    whole = packed({f"word{number}": number for number in range(40)})
    if data.draw(st.booleans()):
        damaged = whole[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        place = data.draw(st.integers(0, len(whole) - 1))
        damaged = whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    with pytest.raises(store.StoreError):
        store.Store(damaged, "test")


def test_an_empty_file_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(store.StoreError):
        store.read(str(tmp_path / "empty"))


def test_a_reader_keeps_the_file_that_is_replaced(tmp_path: Path) -> None:
    path = str(tmp_path / "folder" / "file")
    store.write(path, packed({"old": 1}))
    old = store.read(path)
    store.write(path, packed({"new": 2}))
    assert list(old.trie("keys").keys()) == ["old"]
    assert list(store.read(path).trie("keys").keys()) == ["new"]


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "file")
    store.write(path, packed({"old": 1}))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.write(path, packed({"new": 2}))
    assert os.listdir(tmp_path) == ["file"]
    assert "old" in store.read(path).trie("keys")


def test_files_follow_the_umask(tmp_path: Path) -> None:
    store.write(str(tmp_path / "file"), b"x")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(os.stat(tmp_path / "file").st_mode) == 0o666 & ~mask


def test_the_folder_is_the_one_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MTLINT_CACHE_DIR", "/somewhere")
    assert store.folder() == "/somewhere"
    monkeypatch.delenv("MTLINT_CACHE_DIR")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert store.folder() == os.path.join("/caches", "mtlint")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert store.folder() == os.path.join(os.path.expanduser("~"), ".cache", "mtlint")
