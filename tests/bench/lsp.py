"""How soon an editor is told: from a change of an article of 20 KB to its diagnostics, without the delay that gathers changes.

    uv run python -m tests.bench.lsp NEWS [LANGUAGE]...

NEWS is a folder of JSONL files of clean articles. The server is `mtlint lsp` over standard input and output, the client is pygls'
own. Waits are medians and 95th percentiles over changes with pauses between them. Beside them stands the processor time that a
change takes the server and the process that checks: the wait on a machine that has nothing else to do, and the figure to compare
where it has.
"""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from qa.evaluate import read_labelled
from qa.lsp.documents import DELAY
from tests.qa.lsp.editor import editing

BYTES = 20_000
CHANGES = 30
LANGUAGES = ("en", "de", "es", "fi", "ru", "ar", "ja")
GOAL = 0.150


def main(news: Path, languages: tuple[str, ...]) -> None:
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(
        f"an article of {BYTES:,} bytes, {CHANGES} changes; the delay of {DELAY * 1000:.0f} ms left out; {busy:.1f} jobs a core"
    )
    for language in languages:
        first, waits, processor = asyncio.run(_session("\n\n".join(_texts(news, language)), language, news))
        median, late = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
        print(
            f"{language}: median {median * 1000:4.0f} ms, 95% {late * 1000:4.0f} ms "
            f"({'within' if late <= GOAL else 'over'} {GOAL * 1000:.0f}), of processor time {processor * 1000:3.0f} ms a change; "
            f"first after opening {first * 1000:.0f} ms"
        )


def _texts(news: Path, language: str) -> Iterator[str]:
    """Articles of a language that come to the size."""
    size = 0
    while True:
        for article in read_labelled([str(news / f"{language}.jsonl")]):
            text = article.text.encode()[: BYTES - size].decode(errors="ignore")
            size += len(text.encode()) + 2
            yield text
            if size >= BYTES:
                return


async def _session(text: str, language: str, folder: Path) -> tuple[float, list[float], float]:
    """Seconds: from opening to the first diagnostics; from each change to its own, the delay left out; processor time a change."""
    async with editing(folder, options={"language": language}) as editor:
        await asyncio.sleep(2)  # as the server is warm when somebody opens an article
        uri, waits = "untitled:article.txt", []
        begin = time.perf_counter()
        editor.open(uri, text)
        await editor.diagnostics(uri)
        first = time.perf_counter() - begin
        used = _processor_time(editor.process_id)
        for number in range(CHANGES):
            await asyncio.sleep(0.3)
            middle = len(text) // 2
            begin = time.perf_counter()
            editor.change(uri, f"{text[:middle]} {number}{text[middle:]}")
            await editor.diagnostics(uri)
            waits.append(time.perf_counter() - begin - DELAY)
        return first, waits, (_processor_time(editor.process_id) - used) / CHANGES


def _processor_time(pid: int) -> float:
    """Seconds that a process and its children have used; 0 where the system does not say."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(_processor_time(int(child)) for child in children)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), tuple(sys.argv[2:]) or LANGUAGES)
