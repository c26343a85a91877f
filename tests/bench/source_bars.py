"""What the rules that read the original find of planted faults, and what they raise in vain in translations left alone:

    uv run --no-sync python -m tests.bench.source_bars DATA [--original CODE] [--language CODE...] [--kind KIND...] [--rounds N]
        [--documents N] [--alarms] [--misses]

The articles of `DATA/news` in English, or another language, are the originals. Of the paragraphs of each translation some get one fault
each, at a fixed seed, in each round another. Alarms on faults that the translations themselves have (`known_faults.jsonl`), or originals that are translations, are counted apart.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from qa import language as languages
from qa.analysis.sounds import distance, skeleton
from qa.article import Article
from qa.evaluate import read_exceptions, read_labelled
from qa.lexicon import open_lexicon
from qa.readers.text import document
from qa.rule import RuleModule, discover, severity_of

LANGUAGES = ("es", "de", "fr", "ru", "uk", "el", "ar", "zh-Hans", "pl", "tr", "fi", "pt")
KNOWN_FAULTS = Path(__file__).with_name("known_faults.jsonl")
SHARE = 0.2
ALIKE = 0.3
"""How far a word may be from a name at most that it is planted for."""
ADDRESS = "https://example.org/a/2024?id=17"
ENGLISH = ("day", "negation")
"""Faults that are planted into English originals."""
MARKS = ("{0}", "%s", "%1$s", "${name}", "{{name}}", "<b>", "&copy;")

Plant = Callable[[str, str, "random.Random"], "tuple[str, str] | None"]


def _number(source: str, target: str, chance: random.Random, drop: bool) -> "tuple[str, str] | None":
    found = [
        m
        for m in re.finditer(r"(?<![\w.,:])\d+(?:[.,:]\d+)*(?![\d.,:]*\d)", target)
        if m[0] in re.findall(r"\d[\d.,:]*\d|\d", source)
    ]
    if not found:
        return None
    match = chance.choice(found)
    at = chance.randrange(len(match[0]))
    while not match[0][at].isdigit():
        at = chance.randrange(len(match[0]))
    new = str((int(match[0][at]) + chance.randint(1, 8)) % 9 + 1)
    if new == match[0][at]:
        new = "1" if new != "1" else "2"
    changed = "" if drop else match[0][:at] + new + match[0][at + 1 :]
    return source, target[: match.start()] + changed + target[match.end() :]


def _name(original: str, source: str, target: str, chance: random.Random, drop: bool) -> "tuple[str, str] | None":
    names = [name for name in re.findall(r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], ))[^\W\d_]{5,}", source) if _is_name(name, original)]
    if any("\u4e00" <= letter <= "\u9fff" for letter in target):
        return None
    found = [
        m for m in re.finditer(r"\b[^\W\d_]{4,}\b", target) if not m[0].islower() and any(_says(m[0], name) for name in names)
    ]
    found = [m for m in found if len(re.findall(re.escape(m[0]), target)) == 1]
    if not found:
        return None
    match = chance.choice(found)
    other = {"Latin": "Tavanger", "Cyrillic": "Тавангер", "Greek": "Ταβάνγκερ", "Arabic": "تافانغر"}
    script = (
        "Latin"
        if match[0][0] < "\u0370"
        else "Greek"
        if match[0][0] < "\u0400"
        else "Cyrillic"
        if match[0][0] < "\u0530"
        else "Arabic"
    )
    return source, target[: match.start()] + ("" if drop else other[script]) + target[match.end() :]


def _is_name(word: str, original: str) -> bool:
    """Whether a word of the originals is a name and nothing else."""
    language = languages.load(original)
    lexicon = open_lexicon(language, quiet=True)
    if lexicon is None or not word.istitle() or word in (*language.months, *language.weekdays, *language.capitalised):
        return False
    entry = lexicon.word(word)
    return bool(entry.place or entry.first_name or not entry.known) if language.nouns_capitalised else not entry.lower


def _says(word: str, name: str) -> bool:
    """Whether a word of a translation is a name, or sounds like it."""
    if word == name:
        return True
    return len(skeleton(name)) > 2 and skeleton(word) == skeleton(name) and distance(name, word) < ALIKE


def _closed(planted: "tuple[str, str] | None") -> "tuple[str, str] | None":
    """What was planted, with nothing to show where something was removed."""
    return (planted[0], re.sub(r" +(?=[,.;:)]| |$)|^ +", "", planted[1])) if planted else None


def _address(source: str, target: str, chance: random.Random) -> "tuple[str, str] | None":
    return source + " " + ADDRESS, target + " " + ADDRESS.replace("17", "71")


def _markup(source: str, target: str, chance: random.Random) -> "tuple[str, str] | None":
    return chance.choice(MARKS) + " " + source, target


def _question(source: str, target: str, chance: random.Random) -> "tuple[str, str] | None":
    return (source, target[:-1] + "?") if source.endswith(".") and target.endswith(".") else None


def _negation(source: str, target: str, chance: random.Random) -> "tuple[str, str] | None":
    match = re.search(r"\b(?:is|are|was|were|will|would|could|can|has|have|had)\b(?! not| never|n't)", source)
    return (source[: match.end()] + " not" + source[match.end() :], target) if match else None


def _unquoted(source: str, target: str, chance: random.Random) -> "tuple[str, str] | None":
    marks = '"“”„«»「」'
    quoted = re.search(r"[\"“][^\"“”]{25,}[\"”]", source)
    return (source, re.sub(f"[{marks}]", "", target)) if quoted and sum(target.count(mark) for mark in marks) == 2 else None


def _weekday(source: str, target: str, chance: random.Random) -> "tuple[str, str] | None":
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    found = [day for day in days if day in source]
    return (source.replace(found[0], chance.choice([day for day in days if day not in source])), target) if found else None


def plants(original: str) -> dict[str, tuple[str, Plant]]:
    """What is planted into articles with originals in a language, with the rule that is to find it."""
    return {
        "number changed": ("number-mismatch", lambda s, t, c: _number(s, t, c, False)),
        "number dropped": ("number-mismatch", lambda s, t, c: _number(s, t, c, True)),
        "name replaced": ("missing-name", lambda s, t, c: _name(original, s, t, c, False)),
        "name dropped": ("missing-name", lambda s, t, c: _name(original, s, t, c, True)),
        "name left out": ("missing-name", lambda s, t, c: _closed(_name(original, s, t, c, True))),
        "address": ("url-mismatch", _address),
        "markup": ("markup-mismatch", _markup),
        "question": ("punctuation-mismatch", _question),
        "day": ("date-mismatch", _weekday),
        "unquoted": ("quote-mismatch", _unquoted),
        "negation": ("negation-mismatch", _negation),
        "copied": ("copied-source", lambda s, t, c: (s, s) if len(s) > 60 else None),
        "omitted": ("omitted-passage", lambda s, t, c: (s, "") if len(s) > 60 else None),
        "added": ("added-passage", lambda s, t, c: ("", t) if len(s) > 60 else None),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--language", nargs="*", default=LANGUAGES)
    parser.add_argument("--original", default="en")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--documents", type=int, default=99)
    parser.add_argument("--kind", nargs="*", help="what is planted: all that is not about English alone")
    parser.add_argument("--alarms", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    original = options.original
    kinds = plants(original)
    options.kind = options.kind or [kind for kind in kinds if original == "en" or kind not in ENGLISH]
    rules = {name: module for name, module in discover().items() if "original" in module.rule.requires}
    originals = {
        one.id.removeprefix(f"{original}-"): one.text
        for one in read_labelled([str(options.data / "news" / f"{original}.jsonl")])
    }
    planted, found, alarms = Counter[str](), Counter[str](), Counter[str]()
    words = excepted = 0
    known = read_exceptions(str(KNOWN_FAULTS))
    for tag in options.language:
        counts = Counter[str]()
        here, hit, count = Counter[str](), Counter[str](), 0
        for one in list(read_labelled([str(options.data / "news" / f"{tag}.jsonl")]))[: options.documents]:
            source = originals[one.id.removeprefix(tag + "-")]
            article = _article(one.text, tag, source, original)
            count += len(one.text.split()) if languages.load(tag).spaces else len(one.text) // 2
            theirs = [
                fault
                for fault in known.get((original, f"{original}-{one.id.removeprefix(tag + '-')}"), ())
                if fault.rule in rules
            ]
            for name, start, end, message in _found(article, rules):
                pair = next((one for one in article.pairs if one.start <= start < max(one.end, one.start + 1)), None)
                source_start, source_end = (pair.source_start, pair.source_end) if pair else (0, 0)
                if any(start < fault.end and fault.start < end for fault in known.get((tag, one.id), ())) or any(
                    source_start < fault.end and fault.start < source_end for fault in theirs
                ):
                    excepted += 1
                    continue
                counts[name] += 1
                if options.alarms:
                    shown = (article.text[pair.start : pair.end], source[pair.source_start : pair.source_end]) if pair else ""
                    print(f"  {tag} {name}: {article.text[start:end][:70]!r}: {message} {shown}")
            for turn in range(options.rounds):
                chance = random.Random(f"{turn or ''}{tag} {source[:40]}")
                _plant_and_look(one.text, source, tag, chance, rules, kinds, options, here, hit)
        words += count
        alarms += counts
        planted += here
        found += hit
        print(
            f"{tag:8} {sum(counts.values()) * 1000 / count:.2f} alarms per 1,000 words {dict(counts)}; "
            + ", ".join(f"{kind} {hit[kind]}/{here[kind]}" for kind in kinds if here[kind]),
            flush=True,
        )
    print(
        f"all: {sum(alarms.values()) * 1000 / words:.3f} alarms per 1,000 of {words} words {dict(alarms)}, and {excepted} on known faults"
    )
    for kind in kinds:
        print(f"  {kind:16} {found[kind]}/{planted[kind]} {found[kind] / max(planted[kind], 1):.2f}")


def _plant_and_look(
    text: str,
    source: str,
    tag: str,
    chance: random.Random,
    rules: dict[str, RuleModule],
    kinds: dict[str, tuple[str, Plant]],
    options: argparse.Namespace,
    here: Counter[str],
    hit: Counter[str],
) -> None:
    ours, theirs = text.split("\n\n"), source.split("\n\n")
    if len(ours) != len(theirs):
        return
    made_ours: list[str] = []
    made_theirs: list[str] = []
    labels: list[tuple[str, str, int]] = []
    for mine, other in zip(ours, theirs, strict=True):
        planted = None
        if chance.random() < SHARE and len(made_ours) > 1:
            for kind in chance.sample(options.kind, len(options.kind)):
                if (planted := kinds[kind][1](other, mine, chance)) is not None:
                    labels.append((kind, planted[0] or planted[1], sum(len(one) + 2 for one in made_ours)))
                    break
        other, mine = planted or (other, mine)
        made_ours += [mine] * bool(mine)
        made_theirs += [other] * bool(other)
    article = _article("\n\n".join(made_ours), tag, "\n\n".join(made_theirs), options.original)
    got = _found(article, rules)
    for kind, shown, at in labels:
        block = article.blocks[article.block_at(at)]
        first = article.blocks[max(article.block_at(at) - 1, 0)].start if kind == "omitted" else block.start
        here[kind] += 1
        right = any(name == kinds[kind][0] and first <= start <= block.end for name, start, _, _ in got)
        hit[kind] += right
        if not right and options.misses:
            around = [pair.confidence for pair in article.pairs if first <= pair.start <= block.end]
            print(f"  missed {tag} {kind}: {shown[:300]!r} / {article.text[block.start : block.end][:300]!r} {around}")


def _article(text: str, tag: str, source: str, original: str) -> Article:
    def of(code: str, written: str) -> Article:
        language = languages.load(code)
        return Article(document("", "", written, given=code), language, open_lexicon(language, quiet=True))

    article = of(tag, text)
    article.original = of(original, source)
    return article


def _found(article: Article, rules: dict[str, RuleModule]) -> list[tuple[str, int, int, str]]:
    return [
        (name, one.start, one.end, one.message)
        for name, module in rules.items()
        for one in module.check(article, module.rule.options)
        if severity_of(one.confidence, module.rule.severity) != "info"
    ]


if __name__ == "__main__":
    main()
