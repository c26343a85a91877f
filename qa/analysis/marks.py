"""The marks and spaces that part a quotation from its attribution."""

QUOTES = frozenset("\"'“”„«»‘’‚‹›")
SPACES = " \u00a0\u202f"
PAUSES = ",–—-" + SPACES
"""What may stand between a quotation and the attribution after it."""
