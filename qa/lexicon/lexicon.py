"""What is known of the words of a language."""

from msgspec import Struct


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


class Lexicon:
    """The word forms of one language, mapped into memory."""

    code: str
    version: str

    def word(self, form: str) -> Word:
        """What is known of `form`; its case does not matter. Remembered within the process."""
        raise NotImplementedError

    def starts(self, prefix: str) -> int:
        """How many forms of the lexicon start with `prefix` and go on for three letters or more."""
        raise NotImplementedError

    def ends(self, suffix: str) -> int:
        """How many forms of the lexicon end with `suffix` after three letters or more."""
        raise NotImplementedError
