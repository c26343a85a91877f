"""What `omitted-passage` finds of sentences that are left out of segments of several, and what it raises in vain:

    uv run --no-sync python -m tests.bench.segment_bars DATA [--language CODE...] [--rounds N] [--alarms]

Two to five paragraphs in a row, after the headline, of each article of `DATA/news` make a segment, with those of the English article as its original. In each
round a fifth of the segments of three or more lose one, another at each; alarms are those on the segments as they are.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from qa import language as languages
from qa.article import Article, Pair
from qa.evaluate import read_labelled
from qa.rule import discover
from tests.bench.source_bars import LANGUAGES, _article

SHARE = 0.2


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--language", nargs="*", default=LANGUAGES)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--alarms", action="store_true")
    options = parser.parse_args()
    rule = discover()["omitted-passage"]
    planted = found = alarms = words = 0
    for tag in options.language:
        for turn in range(options.rounds + 1):
            for article, lost in _files(options.data, tag, turn):
                told = [(one.start, one.message) for one in rule.check(article, rule.rule.options)]
                for pair, missing in zip(article.pairs, lost, strict=True):
                    here = [message for start, message in told if pair.start <= start < pair.end]
                    planted += missing
                    found += missing and bool(here)
                    if turn == 0 and here:
                        alarms += 1
                        if options.alarms:
                            print(f"  {tag} {here[0]} / {article.text[pair.start : pair.end]}")
                if turn == 0:
                    words += len(article.text.split()) if article.language.spaces else len(article.text) // 2
    print(
        f"{alarms} alarms, {alarms * 1000 / words:.3f} per 1,000 of {words} words; {found}/{planted} {found / max(planted, 1):.2f}"
    )


def _files(data: Path, tag: str, turn: int) -> Iterator[tuple[Article, list[bool]]]:
    """The articles of a language as segments, with whether each lacks a sentence; none does in turn 0."""
    originals = {one.id.removeprefix("en-"): one.text for one in read_labelled([str(data / "news" / "en.jsonl")])}
    chance = random.Random(f"{tag} {turn}")
    space = " " if languages.load(tag).spaces else ""
    for one in read_labelled([str(data / "news" / f"{tag}.jsonl")]):
        ours, theirs = one.text.split("\n\n"), originals[one.id.removeprefix(tag + "-")].split("\n\n")
        if len(ours) != len(theirs):
            continue
        segments: list[tuple[str, str]] = []
        lost: list[bool] = []
        while ours:
            size = min(chance.choice((2, 3, 3, 4, 5)), len(ours)) if segments else 1  # headlines end in no stop
            mine, ours = ours[:size], ours[size:]
            lost.append(turn > 0 and size >= 3 and chance.random() < SHARE)
            if lost[-1]:
                del mine[chance.randrange(size)]
            segments.append((space.join(mine), " ".join(theirs[:size])))
            theirs = theirs[size:]
        article = _article("\n\n".join(mine for mine, _ in segments), tag, "\n\n".join(other for _, other in segments), "en")
        at, pairs = [0, 0], []
        for mine, other in segments:
            pairs.append(Pair(at[0], at[0] + len(mine), at[1], at[1] + len(other)))
            at = [at[0] + len(mine) + 2, at[1] + len(other) + 2]
        article.document.pairs = tuple(pairs)
        yield article, lost


if __name__ == "__main__":
    main()
