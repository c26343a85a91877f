"""How fast and in how much memory a large XLIFF file is checked: reading alone, and the whole command.

    uv run python -m tests.bench.xliff NEWS [SEGMENTS] [SOURCE TARGET]

NEWS is a folder of JSONL files of the same articles in many languages, by codes (`en.jsonl`), under ids that differ only in the
language. Their paragraphs, sentence by sentence where both sides have as many, are the segments, given again and again, every third with
a figure more, until there are enough (100,000; English to German). The command runs as a process of its own, on one core.

Measured on one core of a machine that others used too, with CPython 3.11: 100,000 segments, 2.1 million words of German, 35 MB:
reading 5 s, the whole command 30 to 37 s and 190 MB.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from qa.readers import Options, read

SEGMENTS = 100_000


def main(news: Path, segments: int = SEGMENTS, source: str = "en", target: str = "de") -> None:
    pairs = list(_pairs(news, source, target))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlf"
        _write(path, pairs, segments, source, target)
        size = path.stat().st_size
        words = sum(len(one.split()) for _, one in pairs) * segments // len(pairs)
        print(f"{segments:,} segments, {words:,} words of {target}, {size / 1e6:.1f} MB")
        began = time.process_time()
        documents = sum(1 for _ in read(str(path), Options()))
        print(f"reading: {time.process_time() - began:.1f} s of one core, {documents} documents")
        _command(path)


def _pairs(news: Path, source: str, target: str) -> Iterator[tuple[str, str]]:
    theirs, ours = (_articles(news / f"{code}.jsonl", code) for code in (source, target))
    for id in sorted(theirs.keys() & ours.keys()):
        there, here = (re.split(r"\n+", articles[id].strip()) for articles in (theirs, ours))
        if len(there) != len(here):
            continue
        for one, other in zip(there, here, strict=True):
            sentences = [re.split(r"(?<=[.!?]) +(?=[A-ZÄÖÜ])", text) for text in (one, other)]
            yield from zip(*sentences, strict=True) if len(sentences[0]) == len(sentences[1]) else [(one, other)]


def _articles(path: Path, code: str) -> dict[str, str]:
    with path.open(encoding="utf-8") as file:
        return {record["id"].replace(code, ""): record["text"] for record in map(json.loads, file)}


def _write(path: Path, pairs: list[tuple[str, str]], segments: int, source: str, target: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2">\n'
            f'<file original="large" source-language="{source}" target-language="{target}" datatype="plaintext"><body>\n'
        )
        for number in range(segments):
            there, here = pairs[number % len(pairs)]
            mark = f" ({number})" if number >= len(pairs) and number % 3 == 0 else ""
            file.write(
                f'<trans-unit id="{number}">\n  <source>{escape(there + mark)}</source>\n'
                f"  <target>{escape(here + mark)}</target>\n</trans-unit>\n"
            )
        file.write("</body></file></xliff>\n")


def _command(path: Path) -> None:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "qa", "check", "--format", "jsonl", "--quiet", str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.getcwd()}, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    findings = sum(len(json.loads(line)["findings"]) for line in done.stdout.splitlines())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"mtlint check: {cpu:.1f} s of one core ({time.perf_counter() - began:.1f} s by the clock), "
        f"{after.ru_maxrss / 1024:.0f} MB at most, {findings:,} findings, exit status {done.returncode}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else SEGMENTS, *sys.argv[3:5])
