"""Adds to a project's list of accepted names, in its settings file, of which all else stays as it is."""

import os
import tomllib
from typing import Any

import tomlkit
from tomlkit.items import Array

from qa.config import ConfigError
from qa.lexicon import store

LONGEST = 200


def add_name(path: str, name: str) -> bool:
    """Add `name` to `names` in `mtlint.toml`, or in `[tool.mtlint]` of `pyproject.toml`; the file is made where it is missing.

    False where it stands there already. Comments, order and line ends stay; the file is replaced as a whole or not at all. Raises
    ConfigError where the name is none, or the file cannot be read, understood or written.
    """
    name = name.strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise ConfigError(f"expected a name: printable characters in a line, at most {LONGEST}")
    path = os.path.realpath(path)
    with store.lock(os.path.join(store.folder(), "settings")):
        before = _read(path)
        old = _parsed(before, path)
        names = _table(old, path).get("names", [])
        if not isinstance(names, list):
            raise ConfigError(f"{path}: names: expected a list")
        if name in names:
            return False
        after = _with_name(before, path, name)
        _check(old, after, path, name)
        try:
            _write(path, after)
        except OSError as error:
            raise ConfigError(f"{path}: cannot be written: {error.strerror}") from error
    return True


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _parsed(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error


def _table(data: Any, path: str) -> Any:
    """The table that holds our settings; one is put in where it is missing."""
    if os.path.basename(path) != "pyproject.toml":
        return data
    return data.setdefault("tool", {}).setdefault("mtlint", {})


def _with_name(text: str, path: str, name: str) -> str:
    document = tomlkit.parse(text)
    table: Any = document
    if os.path.basename(path) == "pyproject.toml":
        tool = document.setdefault("tool", tomlkit.table(is_super_table=True))
        table = tool.setdefault("mtlint", tomlkit.table())
    names = table.get("names")
    if names is None:
        table["names"] = [name]
    elif isinstance(names, Array):
        names.append(name)
    return tomlkit.dumps(document)


def _check(old: dict[str, Any], after: str, path: str, name: str) -> None:
    """Raise ConfigError unless the new text says what the old one said and the name."""
    table = _table(old, path)
    table["names"] = [*table.get("names", []), name]
    if _parsed(after, path) != old:
        raise ConfigError(f"{path}: its list of names could not be changed without changing more: add {name!r} by hand")


def _write(path: str, text: str) -> None:
    """Put the text in place at once, with the rights that the file has."""
    mode = os.stat(path).st_mode if os.path.exists(path) else None
    store.write(path, text.encode())
    if mode is not None:
        os.chmod(path, mode & 0o7777)
