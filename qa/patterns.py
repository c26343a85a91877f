"""Regular expressions that are compiled when they are first used."""

import re
from typing import Any


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, not compiled before its first use.

    For what only some articles need: a pattern takes 0.1 ms to compile, up to 2 where it has classes of far letters, and those of
    all rules together take longer than all that the check of one article does.
    """
    return _Late(pattern, flags)  # type: ignore[return-value]


class _Late:
    """Stands in for a compiled pattern, and compiles it as soon as one of its methods is asked for."""

    def __init__(self, *source: Any) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._source), name)  # re remembers what it has compiled
        setattr(self, name, value)
        return value
