"""Whether a text can be in the language that it is said to be in."""

from qa import language as languages
from qa.language.identify import identify, scores, tokens

_SAMPLE = 1_500
"""Characters that are looked at."""
_FEWEST = 12
"""Words of a text of which anything is said."""
_OF_SEVERAL_SCRIPTS = frozenset(
    ["az", "bs", "kk", "ku", "ky", "mn", "ms", "pa", "sd", "sh", "sr", "tg", "tk", "tt", "ug", "uz"]
)
"""Languages that are written in more than one script: one of them in another script is taken for a third, or for one that uses it."""
_SURE, _MARGIN = 0.999, 1.0
"""How probable another language must be, and by how many powers of ten per word it must fit better. In news the nearest relatives
(Danish and Bokmål, Portuguese and Galician) stay below 0.9, other languages above 1.1.
"""


def contradicts(text: str, tag: str) -> str | None:
    """The language of a text that is surely not in the one that `tag` names; None where it may be. Raises LexiconError."""
    text = text[:_SAMPLE]
    found = surely(text)
    if found is None or same(found, tag):
        return None
    claimed, other = languages.load(tag), languages.load(found)
    if claimed.script != other.script:
        in_several = tag.partition("-")[0] in _OF_SEVERAL_SCRIPTS and (
            found.partition("-")[0] in _OF_SEVERAL_SCRIPTS or other.script == "Arabic"
        )
        return found if claimed.name != claimed.code and not in_several else None
    fits = scores(text.split())
    own = [fits[code] for code in (claimed.code, claimed.based_on or "", tag) if code in fits]
    return found if own and fits.get(found, 0.0) - max(own) > _MARGIN * len(tokens(text)) else None


def surely(text: str) -> str | None:
    """The language that a text is surely in, None where that cannot be told. Raises LexiconError."""
    text = text[:_SAMPLE]
    if len(tokens(text)) < _FEWEST:
        return None
    found, probability = identify(text)
    return found if probability >= _SURE or found.startswith("zh") else None  # unsure is which Chinese it is


def same(one: str, other: str) -> bool:
    """Whether two tags name one language, whatever the variant."""
    return languages.load(one).code.partition("-")[0] == languages.load(other).code.partition("-")[0]
