"""What the processes share that check for a program which runs for long: with what they check, and what they load once."""

import gc
import signal
from functools import lru_cache

from msgspec import Struct

from qa import readers
from qa.check import Checker
from qa.config import Config
from qa.rule import RuleModule, discover


class Setup(Struct, frozen=True):
    """With what an article is checked."""

    config: Config
    fail_on: str = "error"
    language: str | None = None

    def checker(self) -> Checker:
        return Checker(_rules(), self.config, self.fail_on, language=self.language)


def warm(language: str | None) -> None:
    """Load what every check needs, by checking a few words."""
    prepare()
    document = readers.from_string("A few words, to be ready. Some more of them.", "text", "warm")
    Setup(Config(), language=language).checker().check(document)


@lru_cache(maxsize=1)
def prepare() -> None:
    """Once a process: the program itself says when to stop, and little that a check makes is garbage."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all
    gc.set_threshold(50_000)


@lru_cache(maxsize=1)
def _rules() -> dict[str, RuleModule]:
    return discover()
