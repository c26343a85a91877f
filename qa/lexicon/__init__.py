"""Word forms, their frequencies and names of a language: built once, mapped into memory."""

from qa.lexicon.builder import LexiconInfo, available, build, code_for, list_lexicons, open_lexicon
from qa.lexicon.cache import LexiconError
from qa.lexicon.lexicon import Lexicon, Word

__all__ = ["Lexicon", "LexiconError", "LexiconInfo", "Word", "available", "build", "code_for", "list_lexicons", "open_lexicon"]
