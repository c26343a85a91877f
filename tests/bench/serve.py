"""How much the service bears: throughput and waiting times with many clients at once, and how soon it answers after its start.

    python -m tests.bench.serve [--requests N] [--clients N] [--kilobytes N] [-- OPTION...]

What stands after `--` goes to `mtlint serve`. The articles are those of `corpus/`, put together to the size asked for.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

import httpx

CORPUS = Path(__file__).parents[2] / "corpus" / "en.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--kilobytes", type=float, default=5)
    parser.add_argument("options", nargs="*")
    arguments = parser.parse_args()
    texts = _articles(int(1000 * arguments.kilobytes))
    began = time.perf_counter()
    command = [sys.executable, "-m", "qa", "serve", "--port", "0", "--quiet", *arguments.options]
    service = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert service.stdout
        match = re.search(r"http://\S+/", service.stdout.readline())
        assert match, "the service did not start"
        printed = time.perf_counter() - began
        with httpx.Client(base_url=match[0], timeout=600, trust_env=False, limits=httpx.Limits(max_connections=None)) as client:
            client.get("/healthz")
            answered = time.perf_counter() - began
            _ask(client, texts[0])
            checked = time.perf_counter() - began
            print(f"start: address after {printed:.2f} s, answers after {answered:.2f} s, first article after {checked:.2f} s")
            alone = sorted(_ask(client, text)[0] for text in islice(cycle(texts), 50))
            print(f"one client: median {1000 * alone[25]:.0f} ms, p95 {1000 * alone[47]:.0f} ms")
            _crowd(client, texts, arguments.requests, arguments.clients)
    finally:
        service.terminate()
        service.wait()


def _crowd(client: httpx.Client, texts: list[str], requests: int, clients: int) -> None:
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as threads:
        results = list(threads.map(lambda text: _ask(client, text), islice(cycle(texts), requests)))
    seconds = time.perf_counter() - began
    times = sorted(spent for spent, _ in results)
    wrong = [status for _, status in results if status != 200]
    size = sum(len(text.encode()) for text in islice(cycle(texts), requests))
    print(
        f"{clients} clients: {requests} requests in {seconds:.1f} s, {requests / seconds:.0f} a second, {size / seconds / 1e6:.2f} MB/s; "
        f"median {1000 * times[len(times) // 2]:.0f} ms, p95 {1000 * times[int(0.95 * len(times))]:.0f} ms; not answered: {len(wrong)}"
    )


def _ask(client: httpx.Client, text: str) -> tuple[float, int]:
    began = time.perf_counter()
    response = client.post("/v1/check", json={"text": text, "language": "en"})
    return time.perf_counter() - began, response.status_code


def _articles(size: int) -> list[str]:
    """Twenty texts of this many bytes or a little more."""
    records = cycle(json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines())
    texts = []
    while len(texts) < 20:
        parts: list[str] = []
        while sum(len(part.encode()) for part in parts) < size:
            parts.append(next(records))
        texts.append("\n\n".join(parts)[:size])
    return texts


if __name__ == "__main__":
    main()
