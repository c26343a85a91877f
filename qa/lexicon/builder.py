"""Which lexicons there are, and opening them."""

import functools
import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from qa.lexicon import cache, sources, store
from qa.lexicon.cache import LexiconError
from qa.lexicon.gazetteer import Gazetteer
from qa.lexicon.lexicon import Lexicon, Size

if TYPE_CHECKING:
    from qa.language import Language

_SAME_WORDS = {"sr": "sh"}
"""Serbian in Cyrillic letters is looked up among the Latin ones."""

Progress = Callable[[str], None]


class LexiconInfo(Struct, frozen=True):
    """What `mtlint lexicon list` shows of a language; `bytes` is its size on disk, 0 where it is not built yet."""

    code: str
    sources: tuple[str, ...]
    size: Size
    version: str
    path: str
    bytes: int

    @property
    def built(self) -> bool:
        """Whether its file stands in the cache; it may still turn out damaged when opened, and is then built anew."""
        return self.bytes > 0


def available() -> list[str]:
    """The codes of all lexicons that the installed packages can give, sorted."""
    return sorted(sources.frequency_lists().keys() | sources.dictionaries().keys())


def list_lexicons() -> list[LexiconInfo]:
    """All lexicons, built or not, by code."""
    return [
        LexiconInfo(
            code,
            sources.sources_of(code),
            sources.size_of(code),
            f"{code}.{cache.version()}",
            path := cache.path(code),
            os.path.getsize(path) if os.path.exists(path) else 0,
        )
        for code in available()
    ]


@lru_cache(maxsize=256)
def code_for(tag: str) -> str | None:
    """The code of the lexicon that serves a BCP 47 tag: its own, its equivalent's or its parent's; None where there is none."""
    from qa.language import fallbacks

    for candidate in fallbacks(tag):
        code = _SAME_WORDS.get(candidate, candidate)
        if code in sources.frequency_lists() or code in sources.dictionaries():
            return code
    return None


def build(codes: Iterable[str], progress: Progress = lambda message: None) -> None:
    """Compiles lexicons ahead of their first use, anew where they stand already, and what all share.

    Raises LexiconError, also for a tag that no lexicon serves.
    """
    from qa.language.identify import DATA
    from qa.lexicon.places import DATA as PLACES

    wanted = []
    for tag in codes:
        if not (code := code_for(tag)):
            raise LexiconError(f"no lexicon exists for {tag!r}; there are {', '.join(available())}")
        wanted.append(code)
    for name, title, compile in (_NAMES, PLACES, DATA, *map(_language, dict.fromkeys(wanted))):
        progress(f"building {title}")
        cache.build(name, title, compile)


def open_lexicon(language: "Language", *, quiet: bool = False) -> Lexicon | None:
    """The lexicon that serves a language; None where none exists. Built at first use, with a word on stderr unless `quiet`.

    Where the cache cannot be written it is built in memory, with a warning. Raises LexiconError where it exists but can be
    neither built nor read.
    """
    code = code_for(language.code)
    if code is None:
        return None
    lexicon = _opened(store.folder(), code, quiet)
    _awake.pop(lexicon, None)
    _awake[lexicon] = None
    if len(_awake) > _MOST_AWAKE:
        longest_unused = next(iter(_awake))
        del _awake[longest_unused]
        longest_unused.rest()
    return lexicon


_MOST_AWAKE = 16
_awake: dict[Lexicon, None] = {}
"""Lexicons whose memory is not taken back, which takes up to 3 MB each; the longest unused comes first."""


@functools.cache
def _opened(folder: str, code: str, quiet: bool) -> Lexicon:
    return Lexicon(cache.open_or_build(*_language(code), quiet=quiet), _gazetteer(folder, quiet))


@lru_cache(maxsize=2)
def _gazetteer(folder: str, quiet: bool) -> Gazetteer:
    return Gazetteer(cache.open_or_build(*_NAMES, quiet=quiet))


def _compile_names(version: str) -> bytes:
    from qa.lexicon.names import compile_names

    return compile_names(version)


_NAMES: tuple[str, str, cache.Compiler] = ("names", "the list of names", _compile_names)


def _language(code: str) -> tuple[str, str, cache.Compiler]:
    from qa.language import load

    def compile_forms(version: str) -> bytes:
        from qa.lexicon.forms import compile_forms

        return compile_forms(code, version)

    return code, f"the lexicon of {load(code).name}", compile_forms
