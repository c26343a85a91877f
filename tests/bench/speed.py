"""How fast and how lean: one article cold, news in bulk, one large article.

    uv run python -m tests.bench.speed NEWS

NEWS is a folder of JSONL files of clean articles. Lexicons are built before anything is timed. Figures are medians of whole
processes where processes are compared, and single runs in bulk. Each is given by the clock and by the time that processors spent
on it: on a machine that others use too the second says more, though their use of its caches slows that as well.
"""

import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qa.check import Checker
from qa.config import Config
from qa.evaluate import LabelledArticle, read_labelled
from qa.readers.text import document
from qa.rule import discover

BULK = 5_000_000
"""Bytes of UTF-8 read in bulk."""

_PRIVATE = """
import sys
from qa.cli import main
try:
    main(sys.argv[1:])
finally:
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    print(sum(int(line.split()[1]) for line in lines if line.startswith("Private_")), file=sys.stderr)
"""


def main(news: Path) -> None:
    articles = list(read_labelled([str(news)]))
    _cold(articles)
    _bulk(articles)
    _linear(articles)


class Took(NamedTuple):
    """Seconds that something took: by the `clock`, and of a processor (`cpu`)."""

    clock: float
    cpu: float

    def __sub__(self, other: "Took") -> "Took":
        return Took(self.clock - other.clock, self.cpu - other.cpu)


def _now() -> Took:
    """Of this process."""
    return Took(time.perf_counter(), time.process_time())


def _cold(articles: list[LabelledArticle]) -> None:
    text = next(_repeated([article for article in articles if article.language == "en"], 4_000))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_text(text, encoding="utf-8")
        command = [str(Path(sys.executable).with_name("mtlint")), "check", "--language", "en", str(path)]
        ours, bare = [], []
        for _ in range(12):
            bare.append(_took([sys.executable, "-c", "pass"]))
            ours.append(_took(command))
        done = subprocess.run([sys.executable, "-c", _PRIVATE, *command[1:]], capture_output=True, text=True)
    print(f"one article of {len(text.encode()):,} bytes, cold:")
    for what, place in (("by the clock", 0), ("of CPU time", 1)):
        mine, its = (statistics.median(took[place] for took in runs[2:]) for runs in (ours, bare))
        print(f"  {mine * 1000:.0f} ms {what}, {mine / its:.1f} × a bare interpreter ({its * 1000:.0f} ms)")
    print(f"  private memory: {int(done.stderr.split()[-1]) / 1024:.0f} MB")


def _bulk(articles: list[LabelledArticle]) -> None:
    gc.set_threshold(50_000)  # as the command does
    checker = Checker(discover(), Config())
    for language in {article.language for article in articles}:  # lexicons built and mapped
        checker.check(document("", "", "word", given=language))
    size, begin, per_language = 0, _now(), dict[str, list[float]]()
    while size < BULK:
        for article in articles:
            start = time.process_time()
            checker.check(document(article.id, article.id, article.text, given=article.language))
            length = len(article.text.encode())
            mine = per_language.setdefault(article.language, [0.0, 0.0])
            mine[0] += length
            mine[1] += time.process_time() - start
            size += length
            if size >= BULK:
                break
    took = _now() - begin
    print(
        f"{size / 1e6:.1f} MB of news in one process: "
        f"{size / 1e6 / took.clock:.2f} MB/s by the clock, {size / 1e6 / took.cpu:.2f} MB/s of CPU time"
    )
    slowest = sorted((length / 1e6 / seconds, language) for language, (length, seconds) in per_language.items())
    print("  slowest, of CPU time: " + ", ".join(f"{language} {speed:.2f}" for speed, language in slowest[:8]))
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    print(f"  private memory: {sum(int(line.split()[1]) for line in lines if line.startswith('Private_')) / 1024:.0f} MB")


def _linear(articles: list[LabelledArticle]) -> None:
    checker = Checker(discover(), Config())
    english = [article for article in articles if article.language == "en"]
    times = []
    for size in (100_000, 1_000_000):
        text = next(_repeated(english, size))
        runs = []
        for _ in range(3):
            begin = _now()
            checker.check(document("", "", text, given="en"))
            runs.append(_now() - begin)
        times.append(Took(*map(min, zip(*runs, strict=True))))
    small, large = times
    print(
        f"1 MB in one article takes {large.clock / small.clock:.1f} × a 100 KB one by the clock ({large.clock:.2f} s), "
        f"{large.cpu / small.cpu:.1f} × of CPU time ({large.cpu:.2f} s)"
    )


def _repeated(articles: list[LabelledArticle], size: int) -> Iterator[str]:
    """The articles' texts one after another, as often as it takes, cut at `size` characters."""
    parts: list[str] = []
    length = 0
    while length < size:
        for article in articles:
            parts.append(article.text)
            length += len(article.text) + 2
    yield "\n\n".join(parts)[:size]


def _took(command: list[str]) -> Took:
    """Of a whole process."""
    start, spent = time.perf_counter(), _spent_by_children()
    subprocess.run(command, capture_output=True)
    return Took(time.perf_counter() - start, _spent_by_children() - spent)


def _spent_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(Path(sys.argv[1]))
