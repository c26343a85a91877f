"""Names of places, countries and people, whatever the language of the text."""

from qa.lexicon.store import Store

PLACE, COUNTRY, FEMALE, MALE = 1, 2, 4, 8


class Gazetteer:
    """Names mapped into memory; keys are folded by `folding.plain`, the words of a name separated as it is written.

    `capitalised` are those of countries of two words that both have a capital.
    """

    def __init__(self, names: Store) -> None:
        self.version: str = names.meta["version"]
        self.capitalised: frozenset[str] = frozenset(names.meta["capitalised"])
        self._store = names
        self._index = names.finder("names")
        self._flags = names.table("flags")

    def flags(self, key: str) -> int:
        """What a folded name is: the sum of `PLACE`, `COUNTRY`, `FEMALE`, `MALE`; 0 where it is not known."""
        index = self._index(key)
        return 0 if index is None else self._flags[index]
