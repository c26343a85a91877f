"""What several commands share: options, settings, rules."""

import argparse
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from qa import config as settings
from qa import readers
from qa.cli import UsageError
from qa.config import Config
from qa.language import canonical
from qa.report import UNUSED_SUPPRESSION
from qa.rule import BadRule, RuleModule, discover


def names(value: str) -> tuple[str, ...]:
    """A comma-separated list."""
    return tuple(name.strip() for name in value.split(",") if name.strip())


def add_selection(parser: argparse.ArgumentParser) -> None:
    """The options that pick rules and settings."""
    parser.add_argument(
        "--language", metavar="CODE", help="the articles' language, as a BCP 47 tag (default: as declared, or detected)"
    )
    parser.add_argument("--select", type=names, metavar="A,B", help="run only these rules, also where they are off by default")
    parser.add_argument("--ignore", type=names, default=(), metavar="A,B", help="leave these rules out")
    parser.add_argument(
        "--glossary",
        action="append",
        default=[],
        metavar="FILE",
        help="terms that must and must not be used, TBX or CSV with a column a language: en, de, de forbidden; may be given again",
    )
    add_config(parser)


def add_config(parser: argparse.ArgumentParser) -> None:
    """The option that names the settings file."""
    parser.add_argument(
        "--config", metavar="FILE", help="settings (default: mtlint.toml or [tool.mtlint] in pyproject.toml, here or above)"
    )


def add_source(parser: argparse.ArgumentParser) -> None:
    """The options that say what the articles were translated from."""
    parser.add_argument(
        "--source",
        metavar="PATH",
        help="the original of an article; of several a folder with the same relative paths, or a pattern beside them: {stem}.en.txt",
    )
    parser.add_argument("--source-language", metavar="CODE", help="the originals' language (default: as declared, or detected)")


def source_of(arguments: argparse.Namespace, config: Config) -> str | None:
    """Where the originals are: as the command line says, else the settings. Raises UsageError where that fits no `paths`."""
    source: str | None = arguments.source
    if source is None:
        return config.source
    from qa.readers import originals

    if (problem := None if readers.is_url(source) else originals.wrong(source)) is not None:
        raise UsageError(f"--source: {problem}")
    if originals.is_pattern(source) or readers.is_folder(source):
        return source
    (first, *more) = arguments.paths
    if more or readers.is_folder(first):
        raise UsageError(
            f"--source: {source} is the original of one article; name a folder or a pattern such as {{stem}}.en.txt"
        )
    if not readers.holds_one(first):
        raise UsageError(f"--source: {first} holds any number of articles and brings their originals itself")
    return source


def load_rules() -> dict[str, RuleModule]:
    """All rules. Raises UsageError where one of them is none."""
    try:
        return discover()
    except BadRule as error:
        raise UsageError(str(error)) from error


def load_config(arguments: argparse.Namespace, rules: dict[str, RuleModule]) -> Config:
    """The project's settings with the command line's on top. Raises UsageError, naming the file and the key."""
    if arguments.language is not None and not canonical(arguments.language):
        raise UsageError(f"--language: expected a BCP 47 tag such as en or pt-BR, got {arguments.language!r}")
    source_language = getattr(arguments, "source_language", None)
    if source_language is not None and not canonical(source_language):
        raise UsageError(f"--source-language: expected a BCP 47 tag such as en or pt-BR, got {source_language!r}")
    if arguments.select == ():
        raise UsageError("--select: expected the name of a rule; `mtlint rules` lists them")
    defaults: dict[str, dict[str, Any]] = {
        UNUSED_SUPPRESSION: {},
        **{name: module.rule.options for name, module in rules.items()},
    }
    for option, chosen in (("--select", arguments.select), ("--ignore", arguments.ignore)):
        known(chosen or (), defaults, option)
    path = arguments.config or settings.find()
    try:
        config = settings.with_glossary(settings.load(path), getattr(arguments, "glossary", []))
        settings.validate(config, path, defaults)
    except settings.ConfigError as error:
        raise UsageError(str(error)) from error
    return replace(
        config,
        select=arguments.select if arguments.select is not None else config.select,
        ignore=(*config.ignore, *arguments.ignore),
    )


def known(chosen: Iterable[str], rules: Iterable[str], option: str) -> None:
    """Raise UsageError for a rule that does not exist."""
    for name in chosen:
        if name not in rules:
            raise UsageError(f"{option}: no rule is named {name!r}{settings.nearest(name, rules)}")


T = TypeVar("T")


def stored(path: str, kind: type[T], what: str) -> T:
    """What a JSON file holds that mtlint wrote earlier. Raises UsageError, naming the file, where it is no such `what`."""
    try:
        with open(path, "rb") as file:
            return msgspec.json.decode(file.read(), type=kind)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no {what}: {error}") from error
