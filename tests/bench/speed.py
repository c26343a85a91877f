"""How fast and how lean: one article cold, news in bulk, one large article.

    uv run python -m tests.bench.speed NEWS

NEWS is a folder of JSONL files of clean articles. Lexicons are built before anything is timed. Figures are medians of whole
processes where processes are compared, and single runs in bulk.
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

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


def _cold(articles: list[LabelledArticle]) -> None:
    text = next(_repeated([article for article in articles if article.language == "en"], 4_000))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_text(text, encoding="utf-8")
        command = [str(Path(sys.executable).with_name("mtlint")), "check", "--language", "en", str(path)]
        ours, bare = [], []
        for _ in range(12):
            bare.append(_seconds([sys.executable, "-c", "pass"]))
            ours.append(_seconds(command))
        done = subprocess.run([sys.executable, "-c", _PRIVATE, *command[1:]], capture_output=True, text=True)
    ratio = statistics.median(ours[2:]) / statistics.median(bare[2:])
    print(
        f"one article of {len(text.encode()):,} bytes, cold: {statistics.median(ours[2:]) * 1000:.0f} ms, {ratio:.1f} × a bare interpreter"
    )
    print(f"  private memory: {int(done.stderr.split()[-1]) / 1024:.0f} MB")


def _bulk(articles: list[LabelledArticle]) -> None:
    gc.set_threshold(50_000)  # as the command does
    checker = Checker(discover(), Config())
    for language in {article.language for article in articles}:  # lexicons built and mapped
        checker.check(document("", "", "word", given=language))
    size, begin, per_language = 0, time.perf_counter(), dict[str, list[float]]()
    while size < BULK:
        for article in articles:
            start = time.perf_counter()
            checker.check(document(article.id, article.id, article.text, given=article.language))
            length = len(article.text.encode())
            mine = per_language.setdefault(article.language, [0.0, 0.0])
            mine[0] += length
            mine[1] += time.perf_counter() - start
            size += length
            if size >= BULK:
                break
    seconds = time.perf_counter() - begin
    print(f"{size / 1e6:.1f} MB of news in one process: {size / 1e6 / seconds:.2f} MB/s")
    slowest = sorted((length / 1e6 / taken, language) for language, (length, taken) in per_language.items())
    print("  slowest: " + ", ".join(f"{language} {speed:.2f}" for speed, language in slowest[:8]))
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
            begin = time.perf_counter()
            checker.check(document("", "", text, given="en"))
            runs.append(time.perf_counter() - begin)
        times.append(min(runs))
    print(f"1 MB in one article takes {times[1] / times[0]:.1f} × a 100 KB one ({times[1]:.2f} s)")


def _repeated(articles: list[LabelledArticle], size: int) -> Iterator[str]:
    """The articles' texts one after another, as often as it takes, cut at `size` characters."""
    parts: list[str] = []
    length = 0
    while length < size:
        for article in articles:
            parts.append(article.text)
            length += len(article.text) + 2
    yield "\n\n".join(parts)[:size]


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, capture_output=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main(Path(sys.argv[1]))
