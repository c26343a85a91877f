"""Plants faults into clean articles: where there are too few labels of a rule, these make more, the same ones for the same seed.

A planter is given an article and a source of chance, and yields places where its variant of a fault may stand: the stretch to
replace, what replaces it, and what a reader would want there instead (None: nobody can guess). Names of variants are those of the
development data. Faults are planted one to a paragraph.
"""

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from qa import language as languages
from qa.article import Article
from qa.evaluate import Artefact, LabelledArticle
from qa.lexicon import open_lexicon
from qa.readers.text import document

AN_ARTICLE = {"name-edge": 2, "truncated-name": 2, "stray-function-word": 3}
"""Faults of a kind planted into one copy of an article at most; of others one: a real article still shows its own style."""


KINDS = 5
"""Kinds of faults that `plant_all` puts into one copy of an article at most."""

IN_PARAGRAPHS, SENTENCES_A_PARAGRAPH = ("truncated",), 3
"""Kinds for which the sentences of an article that has one a line are set in paragraphs, as articles have them."""

AGAIN = ("number-format",)
"""Kinds planted into one place again, for the figures are others each time."""


class Planted(NamedTuple):
    """Put `text` in place of the article's `start:end`; the label covers it but for its first `lead` characters, and asks for `fix`."""

    start: int
    end: int
    text: str
    fix: str | None
    lead: int = 0


Planter = Callable[[Article, random.Random], Iterator[Planted]]


def _article(labelled: LabelledArticle) -> Article:
    language = languages.load(labelled.language)
    return Article(
        document(labelled.id, labelled.id, labelled.text, given=labelled.language),
        language,
        open_lexicon(language, quiet=True),
    )


def plant(clean: list[LabelledArticle], kind: str, wanted: int, seed: int = 1, rounds: int = 160) -> list[LabelledArticle]:
    """`wanted` faults of a kind, `PLANTERS` has them, planted into copies of the articles, the variants in turn; fewer where places run out."""
    variants = list(PLANTERS[kind])
    made: list[LabelledArticle] = []
    count = 0
    used: set[tuple[str, int]] = set()
    if kind in IN_PARAGRAPHS:
        clean = [_in_paragraphs(one) for one in clean]
    articles = [_article(one) for one in clean]
    for number in range(rounds):
        for labelled, article in zip(clean, articles, strict=True):
            if count >= wanted:
                return made
            chance = random.Random(f"{seed} {kind} {labelled.language} {labelled.id} {number}")
            chosen: list[tuple[str, str, Planted]] = []
            turns = variants[number % len(variants) :] + variants[: number % len(variants)]
            for place in range(min(AN_ARTICLE.get(kind, 1), wanted - count)):
                variant = turns[place % len(turns)]
                options = [
                    one
                    for one in PLANTERS[kind][variant](article, chance)
                    if (kind in AGAIN or (labelled.id, one.start) not in used)
                    and all(article.block_at(one.start) != article.block_at(other.start) for _, _, other in chosen)
                ]
                if options:
                    one = chance.choice(options)
                    chosen.append((RULE_OF.get(kind, kind), variant, one))
                    used.add((labelled.id, one.start))
            if chosen:
                made.append(_with(labelled, chosen, number))
                count += len(chosen)
    return made


def plant_all(clean: list[LabelledArticle], each: int, seed: int = 1) -> list[LabelledArticle]:
    """`each` faults of every kind, those of different kinds together: an article's paragraphs take one each, up to `KINDS` of them."""
    made: list[LabelledArticle] = []
    articles = [_article(one) for one in clean]
    left = dict.fromkeys((kind for kind in PLANTERS if kind not in IN_PARAGRAPHS), each)
    for number in range(each):
        for labelled, article in zip(clean, articles, strict=True):
            chance = random.Random(f"{seed} {labelled.language} {labelled.id} {number}")
            chosen: list[tuple[str, str, Planted]] = []
            for kind in chance.sample([kind for kind, count in left.items() if count], k=sum(map(bool, left.values()))):
                variant, planter = chance.choice(list(PLANTERS[kind].items()))
                taken = {article.block_at(other.start) for _, _, other in chosen}
                options = [one for one in planter(article, chance) if article.block_at(one.start) not in taken]
                if options:
                    chosen.append((kind, variant, chance.choice(options)))
                    left[kind] -= 1
                if len(chosen) == KINDS:
                    break
            if chosen:
                made.append(_with(labelled, [(RULE_OF.get(kind, kind), variant, one) for kind, variant, one in chosen], number))
    return made


def _in_paragraphs(labelled: LabelledArticle) -> LabelledArticle:
    """The article with its lines joined, but for the headline."""
    headline, *lines = labelled.text.split("\n\n")
    space = " " if languages.load(labelled.language).spaces else ""
    groups = [lines[at : at + SENTENCES_A_PARAGRAPH] for at in range(0, len(lines), SENTENCES_A_PARAGRAPH)]
    return LabelledArticle(labelled.id, labelled.language, "\n\n".join((headline, *map(space.join, groups))))


def _with(labelled: LabelledArticle, chosen: list[tuple[str, str, Planted]], number: int) -> LabelledArticle:
    """The article with these faults, each with its rule and variant."""
    text, labels, shift = labelled.text, [], 0
    for rule, variant, one in sorted(chosen, key=lambda fault: fault[2].start):
        start = one.start + shift
        text = text[:start] + one.text + text[one.end + shift :]
        labels.append(Artefact(start + one.lead, start + len(one.text), rule, one.fix, variant))
        shift += len(one.text) - (one.end - one.start)
    return LabelledArticle(f"{labelled.id}+{number}", labelled.language, text, tuple(labels))


def _amid(article: Article) -> Iterator[tuple[int, int, str]]:
    """(index, start, form) of the words that stand in mid-sentence: a word and a space before, a space and a word after."""
    text, words = article.text, article.words
    firsts = {sentence.start for sentence in article.sentences}
    for index in range(1, len(words) - 1):
        start, form = words.starts[index], words.forms[index]
        if (
            start not in firsts
            and words.gap(index) == " "
            and words.gap(index + 1) == " "
            and not article.names.in_title(start)
        ) and text[start - 2].isalpha():
            yield index, start, form


def _names(article: Article) -> set[str]:
    """Names that the article writes at least twice with a capital in mid-sentence."""
    return {form for form, count in article.names.counts.items() if count > 1 and len(form) > 3 and form[1:].islower()}


# Merges at the edge of a name, and names that lost letters.


def _name_word(article: Article, chance: random.Random) -> Iterator[Planted]:
    names, words = _names(article), article.words
    for index, start, form in _amid(article):
        after = words.forms[index + 1]
        if form in names and after.islower() and len(after) > 1:
            yield Planted(start, words.end(index + 1), form + after, f"{form} {after}")


def _word_name(article: Article, chance: random.Random) -> Iterator[Planted]:
    names, words = _names(article), article.words
    for index, start, form in _amid(article):
        before = words.forms[index - 1]
        if form in names and before.islower() and len(before) > 1:
            yield Planted(words.starts[index - 1], start + len(form), before + form, f"{before} {form}")


def _name_mark_word(article: Article, chance: random.Random) -> Iterator[Planted]:
    names, words = _names(article), article.words
    for index in range(1, len(words) - 1):
        form, after = words.forms[index], words.forms[index + 1]
        if form in names and after.islower() and len(after) > 1 and words.gap(index + 1) == ", ":
            yield Planted(words.starts[index], words.end(index + 1), form + after, f"{form}, {after}")


def _name_name(article: Article, chance: random.Random) -> Iterator[Planted]:
    names, words = _names(article), article.words
    for index in range(1, len(words) - 1):
        form, after = words.forms[index], words.forms[index + 1]
        if (
            form in names
            and after[0].isupper()
            and after[1:].islower()
            and len(after) > 1
            and words.gap(index + 1) in (" ", ", ", ". ")
        ):
            yield Planted(words.starts[index], words.end(index + 1), form + after, f"{form}{words.gap(index + 1)}{after}")


def _cut_name(article: Article, chance: random.Random) -> Iterator[Planted]:
    names, words = _names(article), article.words
    for index in range(1, len(words) - 1):
        form, after, gap = words.forms[index], words.forms[index + 1], words.gap(index + 1)
        if form in names and len(form) > 4 and after.islower() and len(after) > 1 and gap in (" ", ", "):
            stub = form[: len(form) - chance.randint(1, min(4, len(form) - 3))]
            yield Planted(words.starts[index], words.end(index + 1), stub + after, f"{form}{gap}{after}")


def _plain(article: Article, chance: random.Random) -> Iterator[Planted]:
    words = article.words
    for index, start, form in _amid(article):
        after = words.forms[index + 1]
        if form.islower() and after.islower() and len(form) > 2 and len(after) > 2:
            yield Planted(start, words.end(index + 1), form + after, f"{form} {after}")


def _function_content(article: Article, chance: random.Random) -> Iterator[Planted]:
    small = article.language.function_words
    for one in _plain(article, chance):
        assert one.fix is not None
        if one.fix.split(" ")[0] in small:
            yield one


# Spaces and marks.


def _at(pattern: str, make: Callable[[re.Match[str]], Planted | None]) -> Planter:
    """A planter of the places where a pattern stands in running text."""
    compiled = re.compile(pattern)

    def places(article: Article, chance: random.Random) -> Iterator[Planted]:
        for match in compiled.finditer(article.text):
            one = make(match)
            if one is not None:
                yield one

    return places


_W = r"[^\W\d_]"


def _lost_space(mark: str, after: str = "[^\\W\\d_]") -> Planter:
    return _at(
        rf"({_W}{{2,}}){mark} ({after}[^\W\d_]*)",
        lambda m: Planted(m.start(), m.end(), m[0].replace(" ", ""), m[0]),
    )


def _before(mark: str) -> Planter:
    return _at(rf"{_W}{{2,}}{mark}(?=\s|$)", lambda m: Planted(m.start(), m.end(), m[0][:-1] + " " + m[0][-1], m[0]))


def _after_bracket(article: Article, chance: random.Random) -> Iterator[Planted]:
    for m in re.finditer(rf"(?<=\s)\({_W}{{2,}}", article.text):
        yield Planted(m.start(), m.end(), "( " + m[0][1:], m[0])


def _double(pattern: str, doubled: str, fix: str) -> Planter:
    return _at(pattern, lambda m: Planted(m.start(), m.end(), doubled, fix))


def _repeated(small: bool) -> Planter:
    def places(article: Article, chance: random.Random) -> Iterator[Planted]:
        allowed, small_words = frozenset(article.language.doubles), article.language.function_words
        for _index, start, form in _amid(article):
            if form.islower() and form not in allowed and (form in small_words) == small and len(form) > 1 + 2 * (not small):
                yield Planted(start, start + len(form), f"{form} {form}", form)

    return places


def _mojibake(article: Article, chance: random.Random) -> Iterator[Planted]:
    for _index, start, form in _amid(article):
        if not form.isascii():
            try:
                spoilt = form.encode("utf-8").decode("cp1252")
            except UnicodeDecodeError:
                continue
            yield Planted(start, start + len(form), spoilt, form)


def _replacement(article: Article, chance: random.Random) -> Iterator[Planted]:
    for _index, start, form in _amid(article):
        if not form.isascii() and len(form) > 3:
            at = chance.choice([place for place, letter in enumerate(form) if not letter.isascii()])
            yield Planted(start, start + len(form), form[:at] + "\ufffd" + form[at + 1 :], form)


def _inserted(article: Article, chance: random.Random) -> Iterator[Planted]:
    for _index, start, _form in _amid(article):
        kind = chance.choice((" </g> ", " %1$s ", " {0} ", " [/ad_2] ", " <br/> ", " $1 ", " &lt;b&gt; "))
        yield Planted(start - 1, start, kind, " ")


def _entity(article: Article, chance: random.Random) -> Iterator[Planted]:
    for _index, start, _form in _amid(article):
        yield Planted(start - 1, start, chance.choice(("&nbsp;", "&#160;", "&amp;nbsp;")), " ")


# Dashes.

_hyphen_left = _at(rf"{_W}{{2,}}-{_W}{{2,}}", lambda m: Planted(m.start(), m.end(), m[0].replace("-", " -"), m[0]))
_hyphen_right = _at(rf"{_W}{{2,}}-{_W}{{2,}}", lambda m: Planted(m.start(), m.end(), m[0].replace("-", "- "), m[0]))
_hyphen_both = _at(rf"{_W}{{2,}}-{_W}{{2,}}", lambda m: Planted(m.start(), m.end(), m[0].replace("-", " - "), m[0]))
_dash_left = _at(rf"{_W}{{2,}} [–—] {_W}{{2,}}", lambda m: Planted(m.start(), m.end(), re.sub(" ([–—])", r"\1", m[0]), m[0]))
_dash_right = _at(rf"{_W}{{2,}} [–—] {_W}{{2,}}", lambda m: Planted(m.start(), m.end(), re.sub("([–—]) ", r"\1", m[0]), m[0]))


# Capitals.


def _small_name(article: Article, chance: random.Random) -> Iterator[Planted]:
    """Names that the article never writes in lower case."""
    known = article.lexicon
    for _, start, form in _amid(article):
        small = article.language.small(form)
        if form not in article.names or not form[1:].islower() or len(form) < 4 or small in article.words.positions:
            continue
        if article.language.nouns_capitalised and known and known.word(form).capital and not known.word(form).place:
            continue
        yield Planted(start, start + len(form), small, form)


def _small_start(article: Article, chance: random.Random) -> Iterator[Planted]:
    for sentence in article.sentences[1:]:
        form = re.match(rf"{_W}+", article.text[sentence.start : sentence.end])
        if form and form[0][0].isupper() and (len(form[0]) == 1 or form[0][1:].islower()) and form[0] not in article.names:
            end = sentence.start + len(form[0])
            yield Planted(sentence.start, end, article.language.small(form[0]), form[0])


def _capital(function_words: bool) -> Planter:
    def places(article: Article, chance: random.Random) -> Iterator[Planted]:
        language, lexicon = article.language, article.lexicon
        small = frozenset((*language.function_words, *language.pronouns))
        for _index, start, form in _amid(article):
            if not form.islower() or len(form) < 2:
                continue
            if function_words and not (
                form in small or (lexicon and lexicon.word(form).zipf >= FREQUENT and not language.nouns_capitalised)
            ):
                continue
            yield Planted(start, start + len(form), language.capital(form), form)

    return places


FREQUENT = 6.0
"""Zipf value from which a word counts as a function word or a common verb: one in a thousand."""


# Quotation marks.


def _lost_quote(closing: bool) -> Planter:
    def places(article: Article, chance: random.Random) -> Iterator[Planted]:
        for pair in article.quotes.pairs:
            opening, closed = pair.opening, pair.closing
            if article.block_at(opening.start) != article.block_at(closed.start):
                continue
            inner = article.text[opening.start + 1 : closed.start]
            whole = article.text[opening.start : closed.start + 1]
            if closing:
                yield Planted(opening.start, closed.start + 1, whole[:-1].rstrip(), whole)
            else:
                yield Planted(opening.start, closed.start + 1, inner.lstrip() + whole[-1], whole)

    return places


def _mixed_quote(article: Article, chance: random.Random) -> Iterator[Planted]:
    for pair in article.quotes.pairs:
        opening, closed = pair.opening, pair.closing
        whole = article.text[opening.start : closed.start + 1]
        if article.block_at(opening.start) == article.block_at(closed.start) and article.text.count(whole[0]) > 2:
            if whole[0] in "“„«»" and not whole[-2].isspace():
                yield Planted(opening.start, closed.start + 1, whole[:-1] + '"', whole)
            elif whole[0] == whole[-1] == '"':
                yield Planted(opening.start, closed.start + 1, whole[:-1] + "”", whole)


# Sentences.


def _cut(article: Article, chance: random.Random) -> Iterator[Planted]:
    """The last sentence of a paragraph, cut after some of its words and without its stop."""
    last = {article.block_at(sentence.start): sentence for sentence in article.sentences}
    for sentence in last.values():
        words = list(article.words.between(sentence.start, sentence.end))
        if len(words) > 12 and article.text[sentence.end - 1] in ".!?" and not article.names.in_title(sentence.start):
            index = words[chance.randint(len(words) * 2 // 5, len(words) * 4 // 5)]
            start, end = article.words.starts[index], article.words.end(index)
            if article.words.gap(index + 1) == " ":
                yield Planted(start, sentence.end, article.text[start:end], None)


def _shared_id(id: str, language: str) -> str:
    """What names the same article in every language: ids differ by the language that they start with only."""
    return id.removeprefix(language + "-")


def _abroad(half: bool) -> Planter:
    """Paragraphs that stand in `ABROAD` instead, all of each or its second half."""

    def places(article: Article, chance: random.Random) -> Iterator[Planted]:
        others = ABROAD.get(_shared_id(article.document.id, article.document.given or ""), [])
        if len(others) != len(article.blocks):
            return
        for block, other in zip(article.blocks, others, strict=True):
            own, theirs = article.text[block.start : block.end].split(" "), other.split(" ")
            if len(theirs) < SHORTEST or block.end - block.start < 5 * SHORTEST:
                continue
            head = " ".join(own[: len(own) // 2]) + " " if half else ""
            tail = " ".join(theirs[len(theirs) // 2 :] if half else theirs)
            yield Planted(block.start, block.end, head + tail, None, lead=len(head))

    return places


SHORTEST = 8
"""Words that a paragraph of another language has at least, so that half of it is four."""

ABROAD: dict[str, list[str]] = {}
"""The paragraphs of the same articles in another language, by what their ids share."""


def take_abroad(other: list[LabelledArticle]) -> None:
    """Lets `untranslated` plant paragraphs of these articles."""
    ABROAD.clear()
    for one in other:
        ABROAD[_shared_id(one.id, one.language)] = [one.text[block.start : block.end] for block in _article(one).blocks]


# Rules of which articles with planted faults hold few or none.


def _lost_bracket(closing: bool) -> Planter:
    """A phrase of three words in brackets, of which one is lost."""

    def places(article: Article, chance: random.Random) -> Iterator[Planted]:
        words = article.words
        for index, start, _form in _amid(article):
            if index + 3 < len(words) and words.gap(index + 2) == words.gap(index + 3) == " ":
                end = words.end(index + 2)
                inner = article.text[start:end]
                yield Planted(start, end, "(" + inner if closing else inner + ")", f"({inner})")

    return places


def _without_opening_mark(mark: str) -> Planter:
    def places(article: Article, chance: random.Random) -> Iterator[Planted]:
        for sentence in article.sentences:
            text = article.text[sentence.start : sentence.end]
            if text[-1] == "." and text[0].isupper() and not any(other in text for other in '¿?¡!:«“"—'):
                yield Planted(sentence.start, sentence.end, text[:-1] + mark, {"?": "¿", "!": "¡"}[mark] + text[:-1] + mark)

    return places


def _foreign_groups(article: Article, chance: random.Random) -> Iterator[Planted]:
    """A figure of the text made one of millions, with the other separator between its thousands."""
    language = article.language
    if language.decimal not in (".", ",") or not language.group:
        return
    for match in re.finditer(r"(?<=[^\W\d_] )[1-9]\d{1,2}(?= [^\W\d_])", article.text):
        parts = (match[0], f"{chance.randint(100, 999)}", f"{chance.randint(100, 999)}")
        yield Planted(*match.span(), language.decimal.join(parts), language.group[0].join(parts))


def _foreign_decimal(article: Article, chance: random.Random) -> Iterator[Planted]:
    """A figure before a per-cent sign with the decimal separator of other languages."""
    decimal = article.language.decimal
    if decimal not in (".", ","):
        return
    other = "," if decimal == "." else "."
    for match in re.finditer(r"(?<![\d.,])\d{1,2}(?:[.,]\d{1,2})?(?=[ \u00a0\u202f]?%)", article.text):
        whole = re.split("[.,]", match[0])[0]
        part = str(chance.randint(1, 9))
        yield Planted(*match.span(), whole + other + part, whole + decimal + part)


def _twice(article: Article, chance: random.Random) -> Iterator[Planted]:
    """A sentence given again right after itself."""
    space = " " if article.language.spaces else ""
    for sentence in article.sentences[1:]:
        text = article.text[sentence.start : sentence.end]
        if len(text) > 40 and text[-1] in ".。।۔。":
            yield Planted(sentence.end, sentence.end, space + text, "", lead=len(space))


_SPELLINGS = (
    ("y", "i"),
    ("i", "y"),
    ("k", "c"),
    ("v", "w"),
    ("w", "v"),
    ("ou", "u"),
    ("ph", "f"),
    ("kh", "h"),
    ("и", "і"),
    ("е", "э"),
)


def _respelt(article: Article, chance: random.Random) -> Iterator[Planted]:
    """One of three or more occurrences of a name as another transliteration would spell it."""
    names = {form for form, count in article.names.counts.items() if count > 2 and len(form) > 4 and form[1:].islower()}
    for index, form in enumerate(article.words.forms):
        if form in names:
            for old, other in _SPELLINGS:
                if old in form[1:]:
                    start = article.words.starts[index]
                    yield Planted(start, start + len(form), form[0] + form[1:].replace(old, other, 1), form)
                    break


_LOOK_ALIKES = {"Latin": dict(zip("aceopxy", "асеорху", strict=True)), "Cyrillic": dict(zip("асеорху", "aceopxy", strict=True)), "Greek": {"ο": "o", "ν": "v"}}  # fmt: skip


def _look_alike(article: Article, chance: random.Random) -> Iterator[Planted]:
    """A letter of a word written as its look-alike of another script; in other scripts, a Latin or Cyrillic letter in its place."""
    alike = _LOOK_ALIKES.get(article.language.script)
    for _, start, form in _amid(article):
        if len(form) < 4:
            continue
        if alike is None:
            yield Planted(start, start + len(form), form[:2] + chance.choice("naти") + form[3:], None)
        elif any(letter in alike for letter in form[1:]):
            at = chance.choice([place for place, letter in enumerate(form) if place and letter in alike])
            yield Planted(start, start + len(form), form[:at] + alike[form[at]] + form[at + 1 :], form)


def _small_noun(article: Article, chance: random.Random) -> Iterator[Planted]:
    """A noun after an article or adjective, in languages whose nouns have a capital."""
    lexicon = article.lexicon
    for index, start, form in _amid(article):
        before = article.words.forms[index - 1]
        word = lexicon.word(form) if lexicon else None
        if (
            word
            and form[0].isupper()
            and form[1:].islower()
            and word.capital
            and not word.lower
            and not word.place
            and before.islower()
        ):
            yield Planted(start, start + len(form), form.lower(), form)


PLANTERS: dict[str, dict[str, Planter]] = {
    "merged-words": {"plain": _plain, "function+content": _function_content, "name+word": _name_word, "word+name": _word_name},
    "name-edge": {
        "name+word": _name_word,
        "word+name": _word_name,
        "punct_dropped": _name_mark_word,
        "punct_dropped_names": _name_name,
    },
    "truncated-name": {"truncated_name": _cut_name},
    "missing-space": {
        "comma": _lost_space(","),
        "stop_between_sentences": _lost_space(r"\.", r"[^\W\d_a-zа-яα-ω]"),
        "colon_semicolon": _lost_space("[:;]"),
    },
    "extra-space": {
        "before_stop": _before(r"\."),
        "before_comma": _before(","),
        "after_open_paren": _after_bracket,
        "before_colon_semicolon": _before("[:;]"),
    },
    "doubled-punctuation": {
        "comma": _double(rf"(?<={_W}),(?= )", ",,", ","),
        "stop_comma": _double(rf"(?<={_W}{{3}})\.(?=\s|$)", ".,", "."),
        "stop": _double(rf"(?<={_W}{{3}})\.(?=\s|$)", "..", "."),
    },
    "repeated-word": {"function_word": _repeated(True), "content_word": _repeated(False)},
    "mojibake": {"utf8_as_cp1252": _mojibake, "replacement_char": _replacement},
    "leftover-markup": {"inserted": _inserted, "nbsp": _entity},
    "dash-spacing": {
        "hyphen_space_left": _hyphen_left,
        "hyphen_space_right": _hyphen_right,
        "hyphen_spaces": _hyphen_both,
        "space_lost_left": _dash_left,
        "space_lost_right": _dash_right,
    },
    "lowercase-name": {"name": _small_name},
    "lowercase-sentence-start": {"sentence_start": _small_start},
    "stray-capital": {"stray_capital": _capital(function_words=False)},
    "stray-function-word": {"stray_capital": _capital(function_words=True)},
    "unpaired-quote": {"drop_close": _lost_quote(closing=True), "drop_open": _lost_quote(closing=False)},
    "quote-style": {"mix_straight_curly": _mixed_quote},
    "truncated": {"cut_words": _cut},
    "unpaired-bracket": {"drop_close": _lost_bracket(closing=True), "drop_open": _lost_bracket(closing=False)},
    "inverted-mark": {"question": _without_opening_mark("?"), "exclamation": _without_opening_mark("!")},
    "number-format": {"groups": _foreign_groups, "decimal": _foreign_decimal},
    "repeated-passage": {"twice": _twice},
    "inconsistent-name": {"spelling": _respelt},
    "mixed-script": {"look_alike": _look_alike},
    "lowercase-noun": {"noun": _small_noun},
    "untranslated": {"sentence": _abroad(half=False), "second_half": _abroad(half=True)},
}
"""The planters of each rule by variant; two kinds that have a bar of their own stand beside the rules, under names of their own."""

RULE_OF = {"name-edge": "merged-words", "truncated-name": "merged-words", "stray-function-word": "stray-capital"}
"""The rule that should find such a kind."""
