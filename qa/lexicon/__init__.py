"""Word forms, their frequencies and names of a language: built once, mapped into memory."""

from qa.lexicon.lexicon import Lexicon, Word

__all__ = ["Lexicon", "Word"]
