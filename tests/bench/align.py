"""How many sentences the alignment pairs rightly where a translation was mended, in news of many languages:

    uv run python -m tests.bench.align DATA [LANGUAGE...]

Of the translations in `DATA/news` one sentence in ten is left out, one joined with the next, one cut in two at a pause. A sentence of
the English original counts as right if the pair it is in holds just what it was translated as. Lines count as sentences, for that is
what translators were given.
"""

import random
import sys
import time
from pathlib import Path

from qa import language as languages
from qa.analysis.alignment import align
from qa.article import Article, Block, Document
from qa.evaluate import read_labelled
from qa.positions import SourceMap
from qa.readers.text import document

SHARE = 0.1
LANGUAGES = ("de", "es", "fr", "it", "pl", "ru", "el", "ar", "he", "tr", "fi", "ja", "zh-Hans", "hi")


def main(data: Path, tags: list[str]) -> None:
    originals = {one.id.removeprefix("en-"): one.text for one in read_labelled([str(data / "news" / "en.jsonl")])}
    everything = [0, 0, 0, 0]
    for tag in tags or LANGUAGES:
        right = total = sure = surely_right = 0
        began = time.process_time()
        for one in read_labelled([str(data / "news" / f"{tag}.jsonl")]):
            source = originals[one.id.removeprefix(tag + "-")]
            mended, wanted = _mend(one.text.split("\n\n"), random.Random(one.id), languages.load(tag).spaces)
            if len(wanted) != len(source.split("\n\n")):
                continue
            got = _got(_article(source, "en"), _article("\n\n".join(mended), tag))
            for number, expected in enumerate(wanted):
                found, confidence = got.get(number, ((), 0.0))
                right += found == expected
                sure += confidence >= 0.9
                surely_right += confidence >= 0.9 and found == expected
                total += 1
        for at, count in enumerate((right, total, sure, surely_right)):
            everything[at] += count
        took = time.process_time() - began
        print(
            f"{tag:8} {right / total:.3f} of {total}; sure of {sure / total:.2f}, of these right {surely_right / sure:.3f}; {took:.1f} s"
        )
    right, total, sure, surely_right = everything
    print(f"{'all':8} {right / total:.3f} of {total}; sure of {sure / total:.2f}, of these right {surely_right / sure:.3f}")


def _article(text: str, tag: str) -> Article:
    made = document("", "", text, given=tag)
    article = Article(
        Document("", "", made.text, [Block(b.start, b.end) for b in made.blocks], SourceMap(text)), languages.load(tag)
    )
    article.__dict__["sentences"] = [(block.start, block.end) for block in made.blocks]
    return article


def _mend(lines: list[str], chance: random.Random, spaces: bool) -> tuple[list[str], list[tuple[int, ...]]]:
    """The lines with some left out, joined and cut, and for each old line the numbers of the new ones that hold it."""
    made: list[str] = []
    wanted: list[tuple[int, ...]] = []
    joined = False
    for line in lines:
        roll = chance.random()
        if joined:
            made[-1] += (" " if spaces else "") + line
            wanted.append((len(made) - 1,))
            joined = False
        elif roll < SHARE:
            wanted.append(())
        else:
            cut = next((at + 1 for at in range(len(line) // 3, 2 * len(line) // 3) if line[at] in ",，、،;"), 0)
            if roll < 2 * SHARE and cut:
                made += line[:cut].strip(), line[cut:].strip()
                wanted.append((len(made) - 2, len(made) - 1))
            else:
                made.append(line)
                wanted.append((len(made) - 1,))
                joined = roll > 1 - SHARE
    return made, wanted


def _got(original: Article, article: Article) -> dict[int, tuple[tuple[int, ...], float]]:
    there = [start for start, _ in original.sentences]
    here = [start for start, _ in article.sentences]
    found: dict[int, tuple[tuple[int, ...], float]] = {}
    for pair in align(article, original):
        ours = tuple(at for at, start in enumerate(here) if pair.start <= start < pair.end)
        for number, start in enumerate(there):
            if pair.source_start <= start < pair.source_end:
                found[number] = (ours, pair.confidence)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
