"""A project's settings for programs that run for long: read anew when their file changes, and added to."""

import os
from typing import Any

from qa import config as settings
from qa.config import Config


class Project:
    """The settings that govern a folder, or those in a file that the user names.

    `options` gives the options of each rule there is, by its name.
    """

    def __init__(self, options: dict[str, dict[str, Any]], *, path: str | None = None, folder: str = ".") -> None:
        self._options = options
        self._given = path
        self._folder = folder
        self._stamp: tuple[str | None, int, int] | None = None
        self._config = Config()

    @property
    def path(self) -> str | None:
        """The file that the settings stand in; None where there is none."""
        return self._given or settings.find(self._folder)

    @property
    def names_file(self) -> str:
        """The file that names are added to: that of the settings, or a new one."""
        return os.path.abspath(self.path or os.path.join(self._folder, "mtlint.toml"))

    def config(self) -> Config:
        """The settings as they stand now. Raises ConfigError where they are wrong."""
        path = self.path
        stamp = (path, *_state(path))
        if stamp != self._stamp:
            self._stamp = None
            config = settings.load(path)
            settings.validate(config, path, self._options)
            self._config, self._stamp = config, stamp
        return self._config

    def add_name(self, name: str) -> bool:
        """Add a name that is accepted as it stands, in a new `mtlint.toml` where there is no file; False where it is there.

        Raises ConfigError where that cannot be done.
        """
        from qa.names_list import add_name

        return add_name(self.names_file, name)


def _state(path: str | None) -> tuple[int, int]:
    if path is None:
        return 0, 0
    try:
        state = os.stat(path)
    except OSError:
        return -1, -1
    return state.st_mtime_ns, state.st_size
