"""Known findings, kept in a file: a run with it reports what is new, and says what is mended.

A finding is known by the file it stands in and by its fingerprint, which edits elsewhere do not change; a second copy of a known
fault is new. Paths start in the folder of the baseline, so that it serves from everywhere.
"""

import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from qa import files
from qa.check import Checked, verdict
from qa.readers import is_url
from qa.report import MendedFinding, ReportedError, ReportedFinding, mqm_score, penalty

FORMAT, VERSION = "mtlint-baseline", 1


class BaselineError(Exception):
    """A baseline cannot be read or written; the message names it and says what is wrong."""


class Entry(Struct, frozen=True, order=True, omit_defaults=True, forbid_unknown_fields=True):
    """A known finding, or `count` that are alike: records of one file may say the same."""

    rule: str
    text: str
    fingerprint: str
    count: int = 1


Files = dict[str, list[Entry]]


class Baseline:
    """The known findings of each file, as a run meets them.

    `load` reads one, `fresh` starts one that learns what a run finds. `known` says of a file's path what is known there.
    """

    def __init__(self, path: str, data: bytes | None, known: Files, *, learns: bool = False) -> None:
        self.path = path
        self.known = known
        self._learns = learns
        self._data = data
        self._folder = os.path.realpath(os.path.dirname(path) or ".")
        self._folders: dict[str, str] = {}
        self._gone: dict[str, Counter[str]] = {}

    @classmethod
    def load(cls, path: str) -> "Baseline":
        """Read a baseline. Raises BaselineError."""
        data = _read(path)
        if data is None:
            raise BaselineError(f"{path}: no such file; --write-baseline makes one")
        return cls(path, data, _decoded(data, path))

    @classmethod
    def fresh(cls, path: str) -> "Baseline":
        """An empty baseline, to be written to `path`. Raises BaselineError where something else stands there."""
        data = _read(path)
        if data and not _is_ours(data):
            raise BaselineError(f"{path}: is no baseline and would be overwritten; name another file")
        folder = os.path.dirname(path) or "."
        if not os.path.isdir(folder):
            raise BaselineError(f"{path}: there is no folder {folder}")
        return cls(path, data, {}, learns=True)

    @property
    def checksum(self) -> str:
        """Changes when what was known does; "" where nothing was read."""
        return "" if self._learns else f"{zlib.crc32(self._data or b''):08x}"

    def through(self, results: Iterable[Checked | ReportedError], fail_on: str) -> Iterator[Checked | ReportedError]:
        """The results without the findings that are known, all of them where the baseline learns."""
        return self._learn(results, fail_on) if self._learns else self._sift(results, fail_on)

    def _sift(self, results: Iterable[Checked | ReportedError], fail_on: str) -> Iterator[Checked | ReportedError]:
        """What is new; each file's last article says which of its known ones are mended.

        Nothing is called mended in a file that could not be read and checked whole, nor where its rule did not run.
        """
        file: _File | None = None
        held: Checked | None = None  # the last article of a file that may have more
        for result in results:
            path = result.path if isinstance(result, ReportedError) else result.report.path
            if file is None or file.path != path:
                yield from self._close(file, held)
                file, held = _File(path, self.known.get(self._key(path), ())), None
            elif held is not None:
                yield held
                held = None
            if isinstance(result, ReportedError):
                file.failed = True
                yield result
                continue
            held = file.sift(result, fail_on)
            if result.report.id == path:
                yield from self._close(file, held)
                file = held = None
        yield from self._close(file, held)

    def _close(self, file: "_File | None", last: Checked | None) -> Iterator[Checked]:
        """A file's last article, with what is mended in the file."""
        if file is not None and last is not None:
            key = self._key(file.path)
            if key not in self._gone:  # else it was named twice
                self._gone[key] = gone = file.gone()
                mended = tuple(
                    MendedFinding(entry.rule, file.path, entry.text)
                    for entry in self.known.get(key, ())
                    for _ in range(gone[entry.fingerprint])
                )
                last.report.mended = mended
            yield last

    def _learn(self, results: Iterable[Checked | ReportedError], fail_on: str) -> Iterator[Checked | ReportedError]:
        """Nothing is new: all is known from now on."""
        counts: dict[str, Counter[Entry]] = {}
        for result in results:
            if isinstance(result, Checked):
                key = self._key(result.report.path)
                found = Counter(Entry(one.rule, one.text, one.fingerprint) for one in result.report.findings)
                if result.report.id == result.report.path:  # alone in its file, which may be named twice
                    counts[key] = counts.get(key, Counter()) | found
                else:
                    counts[key] = counts.get(key, Counter()) + found
                result = _without(result, (), len(result.report.findings), fail_on)
            yield result
        self.known = {
            key: [replace(entry, count=count) for entry, count in found.items()] for key, found in counts.items() if found
        }

    def prune(self) -> int:
        """Forget what the run found mended; how many findings that are."""
        for key, gone in self._gone.items():
            if gone:
                left = [replace(one, count=one.count - gone[one.fingerprint]) for one in self.known[key]]
                self.known[key] = [one for one in left if one.count > 0]
        return sum(gone.total() for gone in self._gone.values())

    def save(self) -> int:
        """Write what is known to the file, and say how many findings that is. Raises BaselineError; the file is left alone then."""
        data = _encoded(self.known)
        if data != self._data:
            try:
                files.replace(self.path, data, self._data)
            except files.NotWritten as error:
                raise BaselineError(f"{self.path}: not written: {error}") from error
            self._data = data
        return sum(entry.count for entries in self.known.values() for entry in entries)

    def _key(self, path: str) -> str:
        """A file's path from the folder of the baseline, with slashes; pages and standard input by their own names."""
        if path == "-" or is_url(path):
            return path
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder or ".")
        whole = os.path.join(self._folders[folder], name)
        try:
            return os.path.relpath(whole, self._folder).replace(os.sep, "/")
        except ValueError:  # on another drive
            return whole.replace(os.sep, "/")


class _File:
    """A file of which the articles come in: what is known there and has not been met yet."""

    def __init__(self, path: str, known: Iterable[Entry]) -> None:
        self.path = path
        self.failed = False
        self._known = {entry.fingerprint: entry for entry in known}
        self._left = Counter({entry.fingerprint: entry.count for entry in known})
        self._ran: frozenset[str] | None = None
        """The rules that ran on all of its articles."""

    def sift(self, checked: Checked, fail_on: str) -> Checked:
        """The article without what is known."""
        self.failed |= bool(checked.errors)
        self._ran = checked.ran if self._ran is None else self._ran & checked.ran
        new = []
        for finding in checked.report.findings:
            if self._left[finding.fingerprint] > 0:
                self._left[finding.fingerprint] -= 1
            else:
                new.append(finding)
        return _without(checked, tuple(new), len(checked.report.findings) - len(new), fail_on)

    def gone(self) -> "Counter[str]":
        """How many of each fingerprint are mended."""
        if self.failed:
            return Counter()
        ran = self._ran or frozenset()
        return +Counter({one: left for one, left in self._left.items() if one in self._known and self._known[one].rule in ran})


def _without(checked: Checked, new: tuple[ReportedFinding, ...], known: int, fail_on: str) -> Checked:
    """The article with no findings but the new ones, and judged by them."""
    report = replace(
        checked.report,
        findings=new,
        known=known,
        mended=(),
        mqm_score=mqm_score(penalty(new, checked.weights), checked.report.words),
        verdict=verdict(new, checked.errors, fail_on),
    )
    return replace(checked, report=report)


def _read(path: str) -> bytes | None:
    """What a file holds, None where there is none. Raises BaselineError."""
    try:
        return files.content(path)
    except OSError as error:
        raise BaselineError(f"{path}: cannot be read: {error.strerror or error}") from error


class _Header(Struct):
    format: str
    version: int


class _Content(_Header, forbid_unknown_fields=True):
    files: Files


def _is_ours(data: bytes) -> bool:
    try:
        return msgspec.json.decode(data, type=_Header).format == FORMAT
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False


def _decoded(data: bytes, path: str) -> Files:
    """What a baseline says; of lines for the same finding, as merging two versions leaves them, the one that allows most."""
    if not _is_ours(data):
        raise BaselineError(f"{path}: is no baseline that `mtlint check --write-baseline` wrote, or is damaged")
    version = msgspec.json.decode(data, type=_Header).version
    if version != VERSION:
        raise BaselineError(f"{path}: is a baseline of version {version}, and this mtlint reads version {VERSION}")
    try:
        found = msgspec.json.decode(data, type=_Content).files
    except msgspec.MsgspecError as error:
        raise BaselineError(f"{path}: is a damaged baseline: {error}") from error
    return {key: list({one.fingerprint: one for one in sorted(entries)}.values()) for key, entries in found.items()}


def _encoded(known: Files) -> bytes:
    """A line a finding, sorted, so that two versions can be compared and merged."""
    parts = []
    for path, entries in sorted(known.items()):
        if entries:
            lines = ",\n".join("   " + msgspec.json.encode(entry).decode() for entry in sorted(entries))
            parts.append(f"  {msgspec.json.encode(path).decode()}: [\n{lines}\n  ]")
    head = f' "format": "{FORMAT}",\n "version": {VERSION},\n "files": '
    body = "{\n" + ",\n".join(parts) + "\n }" if parts else "{}"
    return f"{{\n{head}{body}\n}}\n".encode()
