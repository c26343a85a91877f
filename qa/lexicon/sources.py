"""Where the words come from: the data of installed packages, and which version of each is installed.

`wordfreq`: how often forms are met, in 42 languages, all in lower case. `simplemma`: the forms that a dictionary has, with their
case, in 53. Nothing here imports either before their words are asked for.
"""

import os
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec

from qa.lexicon.lexicon import CAPITAL, LOWER, Size

_SIMPLEMMA_CODES = {"hbs": "sh", "tl": "fil"}
_OTHERS = {"enm", "grc"}
"""No article is written in Middle English or Ancient Greek."""


@lru_cache(maxsize=8)
def package_version(package: str) -> str:
    """The version of an installed package, read from the name of its metadata folder; "" where it is not installed.

    importlib.metadata would take longer to import than a lexicon to open.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    start = package + "-"
    for entry in os.listdir(os.path.dirname(os.path.dirname(spec.origin))):
        if entry.startswith(start) and entry.endswith(".dist-info"):
            return entry[len(start) : -len(".dist-info")]
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@lru_cache(maxsize=1)
def frequency_lists() -> dict[str, tuple[Size, str]]:
    """Each language that `wordfreq` has: the size of its better list and the file."""
    found: dict[str, tuple[Size, str]] = {}
    for path in _data_files("wordfreq", "data", ".msgpack.gz"):
        size, _, code = os.path.basename(path).removesuffix(".msgpack.gz").partition("_")
        if size == "large" or (size == "small" and code not in found):
            found[code] = (size, path)  # type: ignore[assignment]
    return found


@lru_cache(maxsize=1)
def dictionaries() -> dict[str, str]:
    """Each language that `simplemma` has, with the name it goes by there."""
    names = [
        os.path.basename(path).removesuffix(".plzma")
        for path in _data_files("simplemma", "strategies/dictionaries/data", ".plzma")
    ]
    return {_SIMPLEMMA_CODES.get(name, name): name for name in names if name not in _OTHERS}


def size_of(code: str) -> Size:
    """How far down the frequency list of a language reaches; "forms" where it has a dictionary only."""
    return frequency_lists()[code][0] if code in frequency_lists() else "forms"


def sources_of(code: str) -> tuple[str, ...]:
    """The packages that know words of a language."""
    return tuple(
        package for package, codes in (("wordfreq", frequency_lists()), ("simplemma", dictionaries())) if code in codes
    )


def _data_files(package: str, folder: str, ending: str) -> list[str]:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return []
    folder = os.path.join(os.path.dirname(spec.origin), *folder.split("/"))
    return sorted(os.path.join(folder, entry) for entry in os.listdir(folder) if entry.endswith(ending))


def frequencies(code: str, *, small: bool = False) -> Iterator[tuple[str, int]]:
    """The forms of a frequency list with their Zipf values in hundredths, frequent ones first; of the `small` list if asked for."""
    from wordfreq import read_cBpack

    path = frequency_lists()[code][1]
    if small:
        path = os.path.join(os.path.dirname(path), f"small_{code}.msgpack.gz")
    for centibels, forms in enumerate(read_cBpack(path)):
        for form in forms:
            yield form, max(900 - centibels, 1)


def simplified_letters() -> dict[str, str]:
    """The traditional Chinese letters with their simplified ones, as `wordfreq` maps them."""
    import gzip

    import msgspec

    [path] = _data_files("wordfreq", "data", "_chinese_mapping.msgpack.gz")
    with gzip.open(path) as file:
        letters = msgspec.msgpack.decode(file.read(), type=dict[int, str | int | None])
    return {chr(old): new for old, new in letters.items() if isinstance(new, str) and new != chr(old)}


def dictionary_forms(code: str, *, corrected: bool = True) -> Iterator[tuple[str, int]]:
    """The forms of a dictionary, each with `LOWER` or `CAPITAL`.

    A form in lower case whose lemma is that word with a capital counts as capitalised (`monday`: Monday), and where `corrected`, so
    does one that a spelling dictionary knows with a capital only (`data/capitals.txt`). A capitalised form is passed over where the
    dictionary has it in lower case and derives it from a word in lower case: it stood at a sentence's start.

    Measured on clean news and treebank sentences, as shares of word types, in parentheses those of a hunspell dictionary: words that
    stand in lower case accepted so, en 96.8% (96.0), es 96.1 (96.4), de 96.0 (95.1), tr 96.9 (96.9), fi 84.8; of 3,000 pairs of
    neighbouring words run together, accepted en 1.0% (0.6), es 1.1 (1.4), de 2.4 (1.8), tr 0.9 (0.9), fi 0.5; words that stand
    with a capital only, accepted in lower case too, en 30% (31), es 29 (29), de 16 (10), tr 44 (38), fi 14. The words of
    `data/capitals.txt` come from the dictionaries compared with, which favours en and tr in the last row.
    """
    from simplemma.strategies.dictionaries import StreamDictionaryFactory

    lemmas = StreamDictionaryFactory(cache_max_size=1).get_dictionary(dictionaries()[code])
    capitalised = {form for form in lemmas if form[:1].isupper()}
    lowered = {form.lower() for form in capitalised} - capitalised
    both = {form for form in lemmas if form in lowered}
    capitals = _capitals(code) if corrected else frozenset()
    for form in lemmas:
        if form in capitalised:
            if not (form.lower() in both and lemmas[form][:1].islower()):
                yield form, CAPITAL
        else:
            yield form, CAPITAL if form in capitals or (form in both and lemmas[form][:1].isupper()) else LOWER


def _capitals(code: str) -> frozenset[str]:
    from importlib.resources import files

    for line in files("qa.lexicon").joinpath("data", "capitals.txt").read_text("utf-8").splitlines():
        language, _, words = line.partition("\t")
        if language == code:
            return frozenset(words.split(" "))
    return frozenset()
