"""What is known of the words of a language."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from qa.lexicon.folding import fold_of, plain
from qa.lexicon.gazetteer import COUNTRY, FEMALE, MALE, PLACE, Gazetteer
from qa.lexicon.store import Store
from qa.memo import Memo

if TYPE_CHECKING:
    import marisa_trie

Size = Literal["large", "small", "forms"]

LOWER, CAPITAL = 1, 2
"""Flags of an entry, in its lowest four bits; the other twelve hold hundredths of its Zipf value."""

REMEMBERED, REMEMBERED_KIN = 50_000, 5_000
"""Forms of a language remembered before all are forgotten, and those with their kin: an archive of any size takes bounded memory."""


class Word(Struct, frozen=True):
    """What a lexicon knows of a form, whatever its case.

    `zipf`: log10 of its occurrences per thousand million words, as in wordfreq; 0.0 where it stands in no list.
    `lower`: a dictionary accepts it in lower case. `capital`: a dictionary writes it with a capital.
    `place`, `country`, `first_name`: the gazetteer knows it as such (`first_name`: "" or a combination of "f" and "m").
    """

    zipf: float = 0.0
    lower: bool = False
    capital: bool = False
    place: bool = False
    country: bool = False
    first_name: str = ""

    @property
    def known(self) -> bool:
        """Whether any source has it."""
        return self.zipf > 0 or self.lower or self.capital or self.place or self.country or bool(self.first_name)


UNKNOWN = Word()
"""A form that stands nowhere."""

_WORDS: dict[int, Word] = {}
"""What is known of forms, once for all of which the same is known: of half a million forms some thousands of kinds."""

_SEXES = {0: "", FEMALE: "f", MALE: "m", FEMALE | MALE: "fm"}


class Kin(NamedTuple):
    """How other forms go the same way: the lengths of the longest beginning of a form that `Lexicon.starts` counts (`head`) and of
    the longest ending that `ends` counts (`tail`), and how many letters from its start on it shares with any other (`reach`).
    """

    head: int
    tail: int
    reach: int


class Lexicon:
    """The word forms of one language, mapped into memory.

    `version` names the state of its sources, `sources` says which they are. `size` is that of its frequency list: "large" reaches
    down to a word in a hundred million, "small" to one in a million, "forms" is a dictionary without frequencies (`zipf` is 0).
    `coverage` is the share of the list's 3,000 most frequent forms that the dictionary has in either case: what a missing `lower`
    tells depends on it (English 1.00, French 0.90, Malay 0.43). 0.0 where there is no dictionary, 1.0 where no list measures it.
    """

    word: Callable[[str], Word]
    """What is known of a form; its case does not matter. Remembered within the process."""

    kin: Callable[[str], Kin]
    """How other forms go the same way. Remembered within the process."""

    def __init__(self, store: Store, gazetteer: Gazetteer) -> None:
        self.code: str = store.meta["code"]
        self.version: str = store.meta["version"]
        self.sources: tuple[str, ...] = tuple(store.meta["sources"])
        self.size: Size = store.meta["size"]
        self.coverage: float = store.meta["coverage"]
        self._store = store
        self._fold = fold_of(self.code)
        self._gazetteer = gazetteer
        self._trie = store.trie("forms")
        self._entries = store.table("entries", "H")
        self._heads = store.finder("starts")
        self._head_counts = store.table("starts.counts", "H")
        self._tails = store.finder("ends")
        self._tail_counts = store.table("ends.counts", "H")
        self.kin = Memo(self._find_kin, REMEMBERED_KIN).__getitem__
        self._memo = Memo(self._look_up, REMEMBERED)
        self.word = self._memo.__getitem__

    def _look_up(self, form: str) -> Word:
        folded = self._fold(form)
        try:
            index = self._trie.get(folded)
            names = self._gazetteer.flags(folded if self._fold is plain else plain(form))
        except UnicodeEncodeError:  # half a surrogate pair
            return UNKNOWN
        if index is None and not names:
            return UNKNOWN
        entry = 0 if index is None else self._entries[index]
        key = entry << 8 | names
        if key not in _WORDS:
            _WORDS[key] = Word(
                (entry >> 4) / 100,
                entry & LOWER != 0,
                entry & CAPITAL != 0,
                names & PLACE != 0,
                names & COUNTRY != 0,
                _SEXES[names & (FEMALE | MALE)],
            )
        return _WORDS[key]

    def rest(self) -> None:
        """Gives back the memory of what is mapped, until it is asked for again; what is remembered stays."""
        self._store.rest()

    def beginnings(self, form: str) -> list[int]:
        """The lengths at which a shorter form of the lexicon ends within `form`: 1 and 4 for `ahorrible` if it held a and ahor."""
        folded = self._fold(form)
        if len(folded) != len(form):
            return [end for end in range(1, len(form)) if self._fold(form[:end]) in self._trie]
        return [len(shorter) for shorter in self._trie.prefixes(folded) if len(shorter) < len(form)]

    def _find_kin(self, form: str) -> Kin:
        folded = self._fold(form)
        head = max(map(len, self._head_trie.prefixes(folded)), default=0)
        tail = max(map(len, self._tail_trie.prefixes(folded[::-1])), default=0)
        low, high = head, len(folded)  # several forms share the head
        while low < high:
            middle = (low + high + 1) // 2
            longer = self._trie.iterkeys(folded[:middle])
            if next(longer, folded) != folded or next(longer, None) is not None:
                low = middle
            else:
                high = middle - 1
        return Kin(head, tail, min(low, len(form)))

    @cached_property
    def _head_trie(self) -> "marisa_trie.Trie":
        return self._store.trie("starts")

    @cached_property
    def _tail_trie(self) -> "marisa_trie.Trie":
        return self._store.trie("ends")

    def starts(self, prefix: str) -> int:
        """How many forms of the lexicon start with `prefix` and go on for three letters or more.

        Counted are the forms of some frequency; a prefix of one letter, of more than 16, or of fewer than three forms counts 0.
        """
        index = self._heads(self._fold(prefix))
        return 0 if index is None else self._head_counts[index]

    def ends(self, suffix: str) -> int:
        """How many forms of the lexicon end with `suffix` after three letters or more; as for `starts`."""
        index = self._tails(self._fold(suffix)[::-1])
        return 0 if index is None else self._tail_counts[index]

    def is_place(self, phrase: str) -> bool:
        """Whether a name of one or more words, with single spaces or hyphens between, is a city or a country."""
        return self._gazetteer.flags(plain(phrase)) & (PLACE | COUNTRY) != 0

    def is_capitalised(self, phrase: str) -> bool:
        """Whether two words, a space between, are a country's name of which both have a capital, whatever their case here."""
        return plain(phrase) in self._gazetteer.capitalised

    @cached_property
    def of_countries(self) -> frozenset[str]:
        """The words of such names, in lower case."""
        return frozenset(word for name in self._gazetteer.capitalised for word in name.split(" "))
