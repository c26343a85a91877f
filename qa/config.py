"""The project's settings: `[tool.mtlint]` in pyproject.toml, or mtlint.toml."""

import os
from collections.abc import Iterable
from fnmatch import fnmatch
from typing import Any

import msgspec
from msgspec import Struct

from qa.language import canonical
from qa.rule import MQM_WEIGHTS, MqmSeverity, Severity


class ConfigError(Exception):
    """A setting is wrong; the message names the file, the key and what was expected."""


class PathSettings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Settings for the files that a pattern matches, on top of the project's."""

    language: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a settings file may say.

    `select` (None: all that are on by default) and `ignore` name rules; `severity` sets a rule's severity; `names` are accepted
    as they stand; `glossary` names files of terms, from the folder of this one on; `source` is the pattern by which an article's original is found; `paths` maps glob patterns to further settings; `rules` maps a rule to its options. `mqm_weights` sets what
    errors of an MQM severity cost (1, 5 and 25 points).
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    names: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    language: str | None = None
    source: str | None = None
    source_language: str | None = None
    fail_on: str | None = None
    paths: dict[str, PathSettings] = {}
    rules: dict[str, dict[str, Any]] = {}
    mqm_weights: dict[MqmSeverity, float] = {}


class Config(Settings, frozen=True):
    """A project's settings. `folder` is that of the file they stand in: patterns of paths start there."""

    folder: str = "."

    @property
    def weights(self) -> dict[MqmSeverity, float]:
        """What errors of each MQM severity cost."""
        return {**MQM_WEIGHTS, **self.mqm_weights}

    def for_path(self, path: str) -> "Config":
        """These settings with those of every matching pattern applied, in their order."""
        config = self
        names = [path] if _is_url(path) or not self.paths else [path, os.path.relpath(path), os.path.relpath(path, self.folder)]
        for pattern, own in self.paths.items():
            if any(fnmatch(name, pattern) for name in names):
                config = msgspec.structs.replace(
                    config,
                    language=own.language or config.language,
                    select=own.select if own.select is not None else config.select,
                    ignore=(*config.ignore, *own.ignore),
                    severity={**config.severity, **own.severity},
                )
        return config


def find(start: str = ".") -> str | None:
    """The config file that governs a folder: the nearest mtlint.toml, or pyproject.toml with [tool.mtlint], there or above."""
    folder = os.path.abspath(start)
    while True:
        own = os.path.join(folder, "mtlint.toml")
        if os.path.isfile(own):
            return own
        shared = os.path.join(folder, "pyproject.toml")
        if os.path.isfile(shared):
            try:
                with open(shared, "rb") as file:
                    if b"[tool.mtlint" in file.read():
                        return shared
            except OSError:  # another project's, where it is above; load says so of one that is named
                pass
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def load(path: str | None) -> Config:
    """The settings in a file; the defaults where `path` is None. Raises ConfigError."""
    if path is None:
        return Config()
    import tomllib

    try:
        with open(path, "rb") as file:
            data = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    prefix = ""
    if os.path.basename(path) == "pyproject.toml":
        tool = data.get("tool")
        data, prefix = tool.get("mtlint", {}) if isinstance(tool, dict) else {}, "tool.mtlint."
    try:
        settings = msgspec.convert(data, Settings)
        config = Config(**msgspec.structs.asdict(settings), folder=os.path.dirname(path) or ".")
        return with_glossary(config, [os.path.join(config.folder, name) for name in config.glossary])
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {_in_words(str(error), prefix)}") from error


def with_glossary(config: Config, files: list[str]) -> Config:
    """The settings with further files of terms for the rule that reads them."""
    own = config.rules.get("glossary", {})
    if not files:
        return config
    return msgspec.structs.replace(
        config, rules={**config.rules, "glossary": {**own, "files": [*own.get("files", []), *files]}}
    )


def validate(config: Config, path: str | None, rules: dict[str, dict[str, Any]]) -> None:
    """Raise ConfigError where settings name rules or options that do not exist; `rules` gives each rule's options."""
    where = path or "command line"
    named: list[tuple[str, Iterable[str]]] = [
        ("select", config.select or ()),
        ("ignore", config.ignore),
        ("severity", config.severity),
        ("rules", config.rules),
    ]
    for pattern, own in config.paths.items():
        named += [
            (f'paths."{pattern}".select', own.select or ()),
            (f'paths."{pattern}".ignore', own.ignore),
            (f'paths."{pattern}".severity', own.severity),
        ]
    for key, names in named:
        for name in names:
            if name not in rules:
                raise ConfigError(f"{where}: {key}: no rule is named {name!r}{nearest(name, rules)}")
    for weight, points in config.mqm_weights.items():
        if points < 0:
            raise ConfigError(f"{where}: mqm-weights.{weight}: expected points from 0 on, got {points:g}")
    for key, tag in [
        ("language", config.language),
        ("source-language", config.source_language),
        *((f'paths."{pattern}".language', own.language) for pattern, own in config.paths.items()),
    ]:
        if tag is not None and not canonical(tag):
            raise ConfigError(f"{where}: {key}: expected a BCP 47 tag such as en or pt-BR, got {tag!r}")
    if config.source is not None:
        from qa.readers import originals

        problem = originals.wrong(config.source) if originals.is_pattern(config.source) else "expected a pattern"
        if problem:
            raise ConfigError(f"{where}: source: {problem}, such as {{stem}}.en.txt, from the folder of each article on")
    for name, options in config.rules.items():
        for option, value in options.items():
            defaults = rules[name]
            if option not in defaults:
                known = ", ".join(sorted(defaults)) or "none"
                raise ConfigError(f"{where}: rules.{name}: no option is named {option!r}; expected one of: {known}")
            if not isinstance(value, type(defaults[option])) or isinstance(value, bool) != isinstance(defaults[option], bool):
                raise ConfigError(
                    f"{where}: rules.{name}.{option}: expected {type(defaults[option]).__name__}, got {type(value).__name__}"
                )
    if "glossary" in config.rules:
        _check_glossary(config.rules["glossary"], where)


def _check_glossary(options: dict[str, Any], where: str) -> None:
    """Raise ConfigError where a glossary cannot be read: what it forbids would pass."""
    from qa.glossary import GlossaryError, concepts, load

    try:
        for path in options.get("files", ()):
            load(path)
    except GlossaryError as error:
        raise ConfigError(str(error)) from error
    try:
        list(concepts(options.get("terms", ())))
    except AttributeError as error:
        raise ConfigError(f"{where}: rules.glossary.terms: expected tables such as {{en = 'ferry', de = 'Fähre'}}") from error


def nearest(name: str, names: Iterable[str], lister: str = "mtlint rules") -> str:
    """A hint at the name that was meant, or at the command that lists them."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(names), 1)
    return f"; did you mean {close[0]!r}?" if close else f"; `{lister}` lists them"


def _in_words(message: str, prefix: str) -> str:
    """msgspec's message with the key first: 'Expected `array`, got `str` - at `$.select`'."""
    text, _, key = message.partition(" - at `$")
    text = text[:1].lower() + text[1:]
    if key:
        return f"{prefix}{key.strip('`.')}: {text}"
    return f"{prefix.rstrip('.') or 'top level'}: {text}"


def _is_url(path: str) -> bool:
    return path.startswith(("http://", "https://"))
