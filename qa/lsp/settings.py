"""What governs a document: its project's settings file, read anew when it changes, and what the user told the editor."""

import os
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from qa.config import Config, ConfigError, nearest
from qa.language import canonical
from qa.project import Project
from qa.report import UNUSED_SUPPRESSION
from qa.rule import RuleModule
from qa.worker import Setup

SECTION = "mtlint"
"""Under which editors keep our settings."""


_EDITOR = "the editor's settings of mtlint"


class Preferences(Struct, frozen=True):
    """What the editor's own settings may say, on top of the project's; other keys mean nothing here."""

    language: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


class Settings:
    """The settings of every folder that is open. `tell` is called with what is wrong in them, once for each wrong."""

    def __init__(self, rules: Mapping[str, RuleModule], tell: Callable[[str], None]) -> None:
        self._options: dict[str, dict[str, Any]] = {
            UNUSED_SUPPRESSION: {},
            **{name: module.rule.options for name, module in rules.items()},
        }
        self._tell = tell
        self._folders: list[str] = []
        self._projects: dict[str, Project] = {}
        self._last_good: dict[str, Config] = {}
        self._told: dict[str, str] = {}
        self._initial: Any = None
        self._general: Any = None
        self._preferences: dict[str | None, Preferences] = {}

    def open_folders(self, folders: list[str]) -> None:
        """The folders that the editor has open now."""
        self._folders = sorted((os.path.normpath(folder) for folder in folders), key=len, reverse=True)

    def folder_of(self, path: str | None) -> str | None:
        """The open folder that a file lies in, else the file's own; for what is no file the only one that is open, if any."""
        if path is None:
            return self._folders[0] if len(self._folders) == 1 else None
        for folder in self._folders:
            if path.startswith(folder.rstrip(os.sep) + os.sep):
                return folder
        return os.path.dirname(path)

    def project(self, path: str | None) -> Project | None:
        """The project that a file is part of."""
        folder = self.folder_of(path)
        if folder is None:
            return None
        if folder not in self._projects:
            self._projects[folder] = Project(self._options, folder=folder)
        return self._projects[folder]

    def setup(self, path: str | None) -> Setup:
        """With what a document is checked now. Settings that are wrong are told, and those before them serve."""
        folder, project = self.folder_of(path), self.project(path)
        config = Config()
        if folder is not None and project is not None:
            try:
                config = self._last_good[folder] = project.config()
                self._told.pop(folder, None)
            except ConfigError as error:
                config = self._last_good.get(folder, config)
                self._tell_once(folder, str(error))
        mine = self._preferences.get(folder, self._preferences.get(None, Preferences()))
        return Setup(
            replace(
                config,
                language=mine.language or config.language,
                select=mine.select if mine.select is not None else config.select,
                ignore=(*config.ignore, *mine.ignore),
            )
        )

    def start_with(self, options: Any) -> None:
        """What the editor said as it started: our settings themselves, or all of them by section."""
        self._initial = options.get(SECTION, options) if isinstance(options, dict) else None
        self.prefer(None, None)

    def prefer(self, folder: str | None, said: Any) -> None:
        """What the editor says of a folder, None for all; what it does not say of one is as for all, and that as at first."""
        if folder is None:
            self._preferences.clear()
            self._general = said
            self._told.pop(_EDITOR, None)
        given = {
            key: value
            for some in (self._initial, self._general, said)
            if isinstance(some, dict)
            for key, value in some.items()
            if value is not None
        }
        self._preferences[os.path.normpath(folder) if folder else None] = self._checked(given)

    def _checked(self, given: dict[str, Any]) -> Preferences:
        """The settings without what is wrong in them, which is told."""
        try:
            preferences = msgspec.convert(given, Preferences)
        except msgspec.ValidationError as error:
            self._tell_once(_EDITOR, f"{_EDITOR}: {error}")
            return Preferences()
        wrong: list[str] = []
        for key, names in (("select", preferences.select or ()), ("ignore", preferences.ignore)):
            wrong += (
                f"{key}: no rule is named {name!r}{nearest(name, self._options)}" for name in names if name not in self._options
            )
        if preferences.language is not None and not canonical(preferences.language):
            wrong.append(f"language: expected a BCP 47 tag such as en or pt-BR, got {preferences.language!r}")
            preferences = replace(preferences, language=None)
        if wrong:
            self._tell_once(_EDITOR, f"{_EDITOR}: {'; '.join(wrong)}")
        return preferences

    def _tell_once(self, where: str, message: str) -> None:
        if self._told.get(where) != message:
            self._told[where] = message
            self._tell(message)
