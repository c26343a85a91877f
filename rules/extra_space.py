"""A space that does not belong: before punctuation, inside brackets and figures, around apostrophes.

What it flags: a space before a comma, stop, colon, semicolon, question or exclamation mark or a closing bracket (`Scholars .`),
behind an opening bracket, inside a decimal, a time or a date (`20 .7%`, `18: 30`, `21h 30`, `30 .9.2024`), around an apostrophe (`qu ’ elle`, `it ’s`), before
a closing quotation mark with its stop (`evaluation ”.`).
Why a reader minds: marks hang between words or start a line; it is how machine output looks before it is put together.
How it decides: by what stands on both sides of the space; which marks take one is the language's data (`spaced_marks`), and so is
which words lean on an apostrophe (`elisions`, `enclitics`) beside what the lexicon knows as one word. A time has a preposition or a
word for the hour beside it (`clock`), where it is written with a stop always such a word. In scripts without spaces between words only figures are looked at.
What it leaves alone: French spacing, spaced ellipses, decimals and names that start with a stop (.45, .NET), emoticons, ratios and
scores (3 : 2), boxes to tick, words that stand alone with their apostrophe (Dutch ’s avonds), addresses, and what follows them.
Source: facts on machine-translated news; planted and clean news in 70 languages.
"""

import re
from collections.abc import Iterator

from qa.analysis.chunks import Neighbour, is_code, knows, word_after, word_before
from qa.article import Article
from qa.patterns import late
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="extra-space",
    summary="a space before punctuation, inside figures, around apostrophes",
    severity="error",
    mqm="linguistic-conventions/punctuation",
    safe=True,
)

EXAMPLES = (
    bad("en", "The lamp burned all ⟦night .⇒night.⟧ Nobody came."),
    bad("en", "The ⟦lamp ,⇒lamp,⟧ though old, burned all night."),
    bad("en", "Did the lamp burn all ⟦night ?⇒night?⟧ Nobody knew."),
    bad("en", "The lamp ⟦( made⇒(made⟧ of brass) burned all night."),
    bad("en", "The lamp (made of ⟦brass )⇒brass)⟧ burned all night."),
    bad("en", "Prices rose by ⟦20 .7⇒20.7⟧% in a year."),
    bad("en", "The show starts at ⟦18: 30⇒18:30⟧ in the old theatre."),
    bad("ar", "وقع الحادث عند الساعة ⟦7: 35⟧ صباحا."),
    bad("de", "Der Zug fährt um acht, der Bus ⟦18: 30⇒18:30⟧ Uhr."),
    bad("fi", "Silta valmistui ⟦14 .3.2021⇒14.3.2021⟧ etuajassa."),
    bad("pt", "O trem partiu às ⟦19h 35⇒19h35⟧, com atraso."),
    bad("zh", "比赛在下午⟦3: 45⇒3:45⟧开始。"),
    bad("ja", "彼は⟦8 .3⇒8.3⟧メートル跳んだ。"),
    bad("nb", "Alarmen gikk klokken ⟦05 .40⇒05.40⟧ om morgenen."),
    bad("da", "Butikken åbner kl. ⟦9 .15⇒9.15⟧ på fredag."),
    bad("fi", "Juna lähtee kello ⟦17 .05⇒17.05⟧ laiturilta."),
    good("da", "Mødet er kl. 9. 15 deltager, og klokken blev 10. 20 gik."),
    good("en", "In columns\t , with tabs."),
    good("ja", "3 : 2で勝った。"),
    good("pt", "Das 19h 30 músicos tocam; a prova durou 19h 35min."),
    good("cs", "Schůzka byla 30. 9. 2024, výsledek 12: 30 lidí."),
    bad("en", "Nobody thinks that ⟦it ’s⇒it’s⟧ over."),
    bad("en", "They ⟦don ' t⇒don't⟧ think so."),
    bad("en", "They called it “final” and “a fair ⟦evaluation ”⇒evaluation”⟧."),
    bad("fr", "Il a dit ⟦qu ’ elle⇒qu’elle⟧ viendrait."),
    bad("fr", "Elle attend devant ⟦l' entrée⇒l'entrée⟧ depuis midi."),
    bad("fr", "La lampe a brûlé toute la ⟦nuit .⇒nuit.⟧ Personne n’est venu."),
    good("fr", "Vraiment ? Oui ! « La lampe ; la nuit » : 3,8 % de plus."),
    good(
        "en",
        "Wait . . . it fired a .45 round, wrote .NET code and hit .300 [ ] ( ) said the boys’ coach, rock ’n’ roll in the ’60s :)",
    ),
    good(
        "en", "The score was 3 : 2, the ratio 1 : 100; see https://example.com/x , or ask @lamp . She said: ‘Go!’ ’Twas late."
    ),
    good("en", "1 . Boil the lamp oil.\n2 . Let it cool."),
    good("nl", "’s Avonds zag ik ’t huis en ’n man; zo ’s ochtends ook."),
)

_SPACE = " \u00a0\u202f\u2009"
_BEFORE_MARK = re.compile(
    rf"[,.;:!?،؛؟۔।॥։)\]\"”“»’'](?<=[{_SPACE}].)"
    rf"(?:(?<=([,.;:!?،؛؟۔।॥։]))(?! ?\.|[:;/\\=])|(?<=([)\]]))|[\"”“»’']?(?<=[\"”“»’'])(?=[.,;:!?](?:\s|$)))"
)
_OPENING = re.compile(rf"[(\[][{_SPACE}]{{1,3}}(?=[\w\"“«„‘])")
_FIGURE = re.compile(
    r"[.,:](?:(?<=\d [.,])(?:\d{1,3}(?![.,]?\d)|\d{1,2}\.(?:19|20)\d\d(?!\d))|(?:(?<=\d:) |(?<=\d :))([0-5]\d)(?![\d:.]))"
)
_HOURS = late(rf"h(?<=\dh)[{_SPACE}][0-5]\d(?![\w:]|[.,]\d|[{_SPACE}]?m(?:in)?\b)")
_DIGITS_BEFORE = late(r"(?<![\d.,:])\d{1,3} ?$")
_APOSTROPHE = re.compile(r"['’](?:(?<=[^\W\d_] .) ?|(?<=[^\W\d_].) )(?=[^\W\d_])")
_NUMBERED = late(r"(?:^|\n)\d{1,3}$")
"""The number of an item in a list."""
_TOKEN = late(r"[\d.,]*\S$")
_LOW_QUOTE = late("[^\\n]{,200}?[‘’'](?!\\w)")
"""What follows a comma that stands for a low quotation mark."""
_SILENT_BEFORE = frozenset(".,;:!?…-–—―/\\|*•·<>=&+([{¿¡#$€£_~^")
_EMOTICON = frozenset(")(DPp*|3oO-<>]['")


def check(article: Article, options: Options) -> Iterator[Finding]:
    text, outline = article.text, article.words.outline
    for match in _FIGURE.finditer(text) if _FIGURE.search(outline) else ():
        yield from _inside_figure(article, match)
    if not article.language.spaces:
        return
    tight: dict[str, bool] = {}
    for match in _BEFORE_MARK.finditer(text) if _BEFORE_MARK.search(outline) else ():
        start = match.start()
        while start and text[start - 1] in _SPACE:
            start -= 1
        if start and not text[start - 1].isspace() and (confidence := _before_mark(article, start, match, tight)):
            yield _joined(article, start, match.end(), confidence)
    for match in _OPENING.finditer(text) if _OPENING.search(outline) else ():
        yield from _behind_bracket(article, match)
    if "h" in article.language.time and not article.language.spaced_marks:
        for match in _HOURS.finditer(text):
            yield from _hours(article, match)
    for match in _APOSTROPHE.finditer(text) if _APOSTROPHE.search(outline) else ():
        yield from _apostrophe(article, match)


def _before_mark(article: Article, start: int, match: "re.Match[str]", tight: dict[str, bool]) -> float:
    """How sure it is that the space from `start` to a mark is too much; 0 where it is not."""
    text, end, mark = article.text, match.end(), match[0]
    before, after = text[start - 1], text[end : end + 1]
    if before in _SILENT_BEFORE or mark in article.language.spaced_marks or is_code(text, start - 1, start):
        return 0.0
    if mark == "." and _NUMBERED.search(text, max(0, start - 4), start):
        return 0.0
    if match[2]:
        return LIKELY if _bracket_is_open(text, start, mark) else 0.0
    if not match[1]:
        if before.isdigit() or ("»" in mark and article.language.spaced_marks):
            return 0.0
        if mark not in tight:
            tight[mark] = _closes_tightly(text, mark)
        return LIKELY if tight[mark] else HINT
    if mark in ":;" and (after in _EMOTICON or (before.isdigit() and text[end : end + 2].strip().isdigit())):
        return 0.0
    if not after or after.isspace() or after in "\"”“»’')]":
        return CERTAIN
    if mark in ",،":
        return CERTAIN if after.isalpha() and not _LOW_QUOTE.match(text, end) else 0.0
    word = word_after(article, end)
    return LIKELY if mark == "." and word and after.isupper() and word.form[1:].islower() and knows(article, word.form) else 0.0


def _bracket_is_open(text: str, at: int, closing: str) -> bool:
    """Whether the paragraph has an opening bracket for the closing one: `:-) )` has none."""
    line = text[max(0, at - 1000) : at].rpartition("\n")[2]
    opening = "(" if closing == ")" else "["
    return line.rfind(opening) > line.rfind(closing)


def _closes_tightly(text: str, mark: str) -> bool:
    """Whether the article as a rule writes a closing mark without a space before it, so that one with it is a slip."""
    tight = re.findall(rf"(?<=\S){re.escape(mark)}(?=[.,;:!?\s]|$)", text)
    loose = re.findall(rf"(?<=\w) {re.escape(mark)}(?=[.,;:!?\s]|$)", text)
    return len(tight) > len(loose)


def _may_lack_a_word(article: Article, word: Neighbour | None, mark: str) -> bool:
    """Whether what followed a word may have been lost, so that there is more to mend than a space: `in a talk with .`"""
    return mark in ".!?…" and word is not None and word.form.lower() in article.language.function_words


def _joined(article: Article, start: int, end: int, confidence: float) -> Finding:
    """The word before, the space and the mark, to be written without the space; a word run into the mark gets its own."""
    text = article.text
    word, after = word_before(article, start), word_after(article, end)
    first = word.start if word else start - len(_TOKEN.search(text, max(0, start - 12), start)[0])  # type: ignore[index]
    stop = after.end if after else end
    fixed = text[first:start] + text[start:end].strip(_SPACE) + (f" {after.form}" if after else "")
    message = f"there is a space too many in “{text[first:stop]}”"
    safe = confidence >= CERTAIN and not _may_lack_a_word(article, word, text[end - 1])
    return Finding(first, stop, message, (fixed,), confidence, safe=safe)


def _behind_bracket(article: Article, match: "re.Match[str]") -> Iterator[Finding]:
    text, start, end = article.text, match.start(), match.end()
    if text[start - 1 : start].strip().strip('"“„«‘'):
        return
    word = word_after(article, end)
    stop = word.end if word else end + 1
    fixed = text[start] + text[end:stop]
    yield Finding(start, stop, f"there is a space too many in “{text[start:stop]}”", (fixed,), LIKELY)


def _inside_figure(article: Article, match: "re.Match[str]") -> Iterator[Finding]:
    """A decimal or a group of thousands torn apart, or a time; a list or a section may look like them from behind the mark only."""
    text, language, end = article.text, article.language, match.end()
    head = _DIGITS_BEFORE.search(text, max(0, match.start() - 6), match.start())
    if head is None:
        return
    shown = text[head.start() : end]
    found = Finding(head.start(), end, f"there is a space too many in “{shown}”", (shown.replace(" ", ""),), LIKELY)
    if match[1]:
        if int(head[0]) < 25 and _is_time(article, head.start(), end):
            yield found
        return
    separator = match[0][0]
    sure = text[end : end + 2].strip(_SPACE)[:1] in ("%", "€", "$", "£") or separator == language.decimal == ","
    date = match[0].count(".") > 1
    if separator == "." and _is_hour_and_minutes(head[0], match[0]) and _is_on_the_clock(article, head.start(), end):
        yield found
        return
    if sure or date or separator == "," or len(match[0]) < 3:  # .45 is a calibre
        found.confidence, found.safe = (CERTAIN, True) if sure else (LIKELY, False)
        yield found


def _is_time(article: Article, start: int, end: int) -> bool:
    """Whether a preposition or a word for the hour stands before figures like a time of day, or such a word behind them."""
    text, language = article.text, article.language
    if not language.spaces:
        return text[:start].endswith(language.clock)
    before, after = word_before(article, start - 1), text[end : end + 12].lstrip(_SPACE).lower()
    beside = before is not None and (before.form in language.function_words or before.form.lower() in language.clock)
    return beside or any(after.startswith(word) and not after[len(word) : len(word) + 1].isalpha() for word in language.clock)


def _is_hour_and_minutes(hour: str, rest: str) -> bool:
    """Whether two figures with a stop between them can be a time of day: 4 .30, 22 .15."""
    return int(hour) < 25 and len(rest) == 3 and rest[1] < "6"


def _is_on_the_clock(article: Article, start: int, end: int) -> bool:
    """Whether the language writes times with a stop and a word for the hour stands beside the figures: kl. 04 .30."""
    text, language = article.text, article.language
    if "." not in language.time or not language.clock:
        return False
    before, after = word_before(article, start - 1), text[end : end + 12].lstrip(_SPACE).lower()
    if before is None:  # a shortened word: kl. 4
        before = word_before(article, len(text[max(0, start - 3) : start].rstrip(_SPACE + ".")) + max(0, start - 3))
    words = frozenset(language.clock)
    beside = before is not None and before.form.lower() in words
    return beside or any(after.startswith(word) and not after[len(word) : len(word) + 1].isalpha() for word in words)


def _hours(article: Article, match: "re.Match[str]") -> Iterator[Finding]:
    """21h 30, but not before what may be counted: das 21h 30 músicos tocam."""
    text, end = article.text, match.end()
    head = _DIGITS_BEFORE.search(text, max(0, match.start() - 6), match.start())
    following = word_after(article, end + 1)
    if head is None or int(head[0]) > 24 or text[head.start() - 1 : head.start()].isalnum():
        return
    if following is None or not following.form.islower() or following.form in article.language.function_words:
        shown = text[head.start() : end]
        message = f"there is a space too many in “{shown}”"
        yield Finding(head.start(), end, message, (head[0] + "h" + shown[-2:],), LIKELY, safe=False)


def _apostrophe(article: Article, match: "re.Match[str]") -> Iterator[Finding]:
    """An apostrophe with a space beside it, where the words on its sides are one with it."""
    text, start, end = article.text, match.start(), match.end()
    start -= text[start - 1] == " "
    before, after = word_before(article, start), word_after(article, end)
    if before is None or after is None:
        return
    gap, language = text[start:end], article.language
    head, tail = before.form.lower() + "’", "’" + after.form.lower()
    both = gap[0] == gap[-1] == " "
    if head in language.elisions:
        leans = both or (_elides(article, head) and text[before.start - 1 : before.start] not in ("'", "‘"))
    else:
        words = language.function_words
        alone = gap[-1] != " " and (after.form[0].isupper() or tail in words or tail[1:] in words)
        closed = text[after.end : after.end + 1] not in ("'", "’", "-")
        ending = (before.form.lower() + tail).endswith(language.enclitics) and closed
        leans = (both or (ending and not alone)) and _one_word(article, before.form, after.form)
    if leans:
        shown, fixed = text[before.start : after.end], f"{before.form}{gap.strip()}{after.form}"
        message = f"there is a space too many in “{shown}”"
        yield Finding(before.start, after.end, message, (fixed,), CERTAIN if both else LIKELY, safe=both)


def _elides(article: Article, head: str) -> bool:
    """Whether the next word joins an elided one.

    Greek keeps the space; elsewhere what lost no more than a vowel ends in a consonant, so a cup o’ tea and Maltese ta’ keep theirs.
    """
    return article.language.script == "Latin" and head[-2] not in "aeio"


def _one_word(article: Article, first: str, second: str) -> bool:
    """Whether the lexicon has both parts and the apostrophe as one word (don't, об'єднання), or the first may be a name with ’s."""
    if article.lexicon is not None and article.lexicon.word(f"{first}'{second}").known:
        return True
    return first[0].isupper() and "’" + second.lower() in article.language.enclitics
