"""Adds to a project's list of accepted names, in its settings file, of which all else stays as it is."""

import os
import tomllib
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from qa import files
from qa.config import ConfigError
from qa.lexicon import store

LONGEST = 200


class BadName(ConfigError):
    """What should be added is no name."""


def add_name(path: str, name: str) -> bool:
    """Add `name` to `names` in `mtlint.toml`, or in `[tool.mtlint]` of `pyproject.toml`; the file is made where it is missing.

    False where it stands there already. Comments, order and line ends stay; the file is replaced as a whole or not at all. Raises
    BadName where it is none, ConfigError where the file cannot be read, understood or written.
    """
    name = name.strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise BadName(f"expected a name: printable characters in a line, at most {LONGEST}")
    shared = os.path.basename(path) == "pyproject.toml"
    with store.lock(os.path.join(store.folder(), "settings")):
        before = _read(path)
        try:
            text = (before or b"").decode()
        except UnicodeDecodeError as error:
            raise ConfigError(f"{path}: not UTF-8 at byte {error.start}") from error
        data = _parsed(text, path)
        ours = _table(data, shared, path)
        names = ours.get("names", [])
        if not isinstance(names, list):
            raise ConfigError(f"{path}: names: expected a list")
        if name in names:
            return False
        after = _with_name(text, shared, name)
        ours["names"] = [*names, name]
        if after is None or _parsed(after, path) != data:
            raise ConfigError(f"{path}: its list of names cannot be changed without changing more: add {name!r} by hand")
        try:
            files.replace(path, after.encode(), before)
        except files.NotWritten as error:
            raise ConfigError(f"{path}: {error}") from error
    return True


def _read(path: str) -> bytes | None:
    """What stands in the file; None where there is none."""
    try:
        return files.content(path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error


def _parsed(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error


def _table(data: dict[str, Any], shared: bool, path: str) -> dict[str, Any]:
    """The table that holds our settings, `tool.mtlint` in a `shared` file; an empty one is put in where it is missing."""
    for key in ("tool", "mtlint") if shared else ():
        data = data.setdefault(key, {})
        if not isinstance(data, dict):
            raise ConfigError(f"{path}: {key}: expected a table")
    return data


def _with_name(text: str, shared: bool, name: str) -> str | None:
    """The text with the name in its list; None where the editor of TOML cannot do that."""
    try:
        document = tomlkit.parse(text)
        table: Any = document
        if shared:
            table = document.setdefault("tool", tomlkit.table(is_super_table=True)).setdefault("mtlint", tomlkit.table())
        if "names" in table:
            table["names"].append(name)
        else:
            table["names"] = [name]
        return tomlkit.dumps(document)
    except TOMLKitError:
        return None
