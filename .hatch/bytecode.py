"""Compiles the packages when they are installed to be edited in place, as installers do with wheels.

Where PYTHONDONTWRITEBYTECODE is set Python would otherwise compile every module anew at each start, and a start would take
twice as long.
"""

from compileall import compile_dir
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Bytecode(BuildHookInterface):  # type: ignore[type-arg]
    """Runs when hatchling builds the project; only an editable build compiles."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile `qa` and `rules` beside their sources where `version` is "editable"."""
        if version == "editable":
            for package in ("qa", "rules"):
                compile_dir(Path(self.root, package), quiet=1)
