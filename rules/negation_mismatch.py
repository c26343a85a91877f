"""A sentence that denies what the original says, or says what it denies.

What it flags: a short sentence with a negation (`not`, `never`, `nobody`) whose original has none, and one that lost it.
Why a reader minds: they read the contrary.
How it decides: of two sentences that surely translate each other one has words that negate, the other has none, nor anything else by
which its language denies: affixes (`un-`, `-less`), verbs and adverbs (`refuse`, `lack`, `only`, `hardly`). Words are the languages'
data; where these are not known it is silent.
What it leaves alone: sentences of more than eighteen words, questions, several sentences, languages that negate with an ending
(Turkish, Japanese), whatever is not surely aligned.
Source: the languages' grammars; `negation flipped` among the gravest faults of machine translation.
"""

from collections.abc import Iterator
from functools import lru_cache

from qa.analysis.passages import is_settled, lacking, sure
from qa.analysis.words import LETTERS_A_WORD
from qa.article import Article
from qa.language import Language
from qa.patterns import late
from qa.rule import HINT, Finding, Options, Rule, bad, good

RULE = Rule(
    name="negation-mismatch",
    summary="a sentence that denies what the original says, or says what it denies",
    severity="warning",
    mqm="accuracy/mistranslation",
    mqm_severity="critical",
    requires=("original",),
)

EXAMPLES = (
    bad("de", "⟦Die⟧ Brücke wird im Mai gebaut.", "en", "The bridge will not be built in May."),
    bad("es", "El puente ⟦no⟧ se construirá en mayo.", "en", "The bridge will be built in May."),
    bad("ru", "⟦Мост⟧ построят в мае.", "en", "The bridge will not be built in May."),
    bad("el", "Η γέφυρα ⟦δεν⟧ θα χτιστεί τον Μάιο.", "en", "The bridge will be built in May."),
    bad("zh", "这座桥将⟦不⟧在五月建造。", "en", "The bridge will be built in May."),
    bad("ar", "⟦لن⟧ يُبنى الجسر في مايو.", "en", "The bridge will be built in May."),
    good("fr", "La maire refuse de payer le pont.", "en", "The mayor does not want to pay for the bridge."),
    good("de", "Die Antwort ist ungewiss.", "en", "The answer is not certain."),
    good("it", "Non è la prima volta che il ponte crolla.", "en", "The bridge has collapsed more than once before."),
    good("ru", "Школа № 5 стоит у моста.", "en", "School No. 5 stands at the bridge."),
    good("pl", "Most jest bezużyteczny.", "en", "The bridge is of no use."),
    bad("hu", "⟦A⟧ hidat májusban megépítik.", "en", "The bridge will not be built in May."),
    bad("hi", "पुल मई में ⟦नहीं⟧ बनेगा।", "en", "The bridge will be built in May."),
    good("lt", "Tiltas gegužę nebus pastatytas.", "en", "The bridge will not be built in May."),
    good("uk", "Міст не збудують у травні.", "en", "The bridge will not be built in May."),
)

_LONGEST = 18
"""Words of the sentence with the more words, in scripts without spaces by their letters: longer ones deny in ways of their own."""

_NUMBERED = late(r"(?:No |[Nn][Oo]\. ?)\d")
"""What is no negation: No. 5, No 10."""
_WORD = late(r"[^\W\d_][\w\u0300-\u036f\u064b-\u0652\u0900-\u0dff]*(?:['’-]\w+)*")
"""A word with what leans on it (don’t, n’est) and what it is compounded with: no-deal denies nothing."""

_PART = 3
"""Letters that a word has at least beside a beginning or an ending."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    if not (article.language.negations and original.language.negations):
        return
    for number, pair in sure(article):
        if not is_settled(article, number) or not _is_short(article, pair.start, pair.end):
            continue
        if not _is_short(original, pair.source_start, pair.source_end):
            continue
        ours, we_deny = _negation(article, pair.start, pair.end)
        theirs, they_deny = _negation(original, pair.source_start, pair.source_end)
        if theirs and not ours and not we_deny:
            shown = original.text[slice(*theirs)]
            yield lacking(article, pair, f"the original denies this: “{shown}”", HINT)
        elif ours and not theirs and not they_deny:
            yield Finding(*ours, "the original does not deny this", (), HINT)


def _is_short(article: Article, start: int, end: int) -> bool:
    """Whether a passage is one short sentence, and no question."""
    if article.sentence_at(start) != article.sentence_at(end - 1) or any(mark in article.text[start:end] for mark in "?？؟;"):
        return False
    words = len(article.words.between(start, end)) if article.language.spaces else (end - start) / LETTERS_A_WORD
    return 3 <= words <= _LONGEST


def _negation(article: Article, start: int, end: int) -> tuple[tuple[int, int] | None, bool]:
    """Where the first negation of a passage stands, and whether something else in it may deny."""
    language = article.language
    if not language.spaces:
        text = article.text[start:end]
        places = [at for at, letter in enumerate(text) if letter in language.negations]
        first = (start + places[0], start + places[0] + 1) if places else None
        return first, any(letter in language.denials for letter in text)
    found, denies = None, False
    for match in _WORD.finditer(article.text, start, end):
        if _NUMBERED.match(article.text, match.start()):
            continue
        kind = _kind(match[0], language)
        if kind == "negation" and found is None:
            found = match.span()
        denies = denies or kind == "denial"
    return found, denies


@lru_cache(maxsize=50_000)
def _kind(form: str, language: Language) -> str:
    """Whether a word is a "negation", a "denial", or neither: ""."""
    small = form.lower().replace("'", "’")
    if small in language.negations or small.partition("’")[0] + "’" in language.negations:
        return "negation"
    for piece in language.denials:
        if piece == small or (
            len(small) - len(piece) + 1 >= (_PART if len(piece) < 5 else 0)
            and ((piece[-1] == "-" and small.startswith(piece[:-1])) or (piece[0] == "-" and small.endswith(piece[1:])))
        ):
            return "denial"
    return ""
