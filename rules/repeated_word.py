"""A word that stands twice running.

What it flags: the same word twice or more in a row (`the the`), a syllable said three times within a word (`bebebe`).
Why a reader minds: it is the plainest sign that nobody read the text.
How it decides: the two stand in one paragraph with nothing but a space between; the first may have the capital of a sentence.
A function word is never meant twice unless the language's data says so (`doubles`); of other words short ones may be sounds, and
in a language that doubles words for emphasis (`reduplicates`) only a long word tells. A stutter is a word that the lexicon lacks.
In scripts without spaces the same characters stand twice within a run of them: three or more, or two that are a function word, none
that is doubled for sense, or a Japanese compound.
What it leaves alone: capitalised words (names: Duran Duran), surnames with their particle behind it (de de Gaulle), adjectives for
emphasis where the language has `degrees` to know them by (caldo caldo), words in `doubles` (that that, die die), a verb after the clause that is
its subject (what it is is hope), single letters that are no words, words said three times for emphasis, compounds with hyphens
(rata-rata), laughter; Chinese verbs and adjectives said twice (研究研究, 很多很多), 大学大学院, mimetic words, quotations.
Source: facts on reference text: 1.9% of German reference segments hold a legal double such as `die die`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress, count, islice
from operator import eq

from qa.analysis.chunks import is_code
from qa.analysis.names import PARTICLES
from qa.article import Article
from qa.patterns import late
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="repeated-word",
    summary="a word twice running, a stuttered syllable",
    severity="error",
    mqm="linguistic-conventions/grammar",
    safe=True,
)

EXAMPLES = (
    bad("en", "They said that ⟦the the⇒the⟧ bridge would open."),
    bad("en", "⟦The the⇒The⟧ bridge will open."),
    bad("en", "They said the ⟦bridge bridge⇒bridge⟧ would open."),
    bad("en", "They ⟦don’t don’t⇒don’t⟧ know."),
    bad("en", "It was ⟦a a⇒a⟧ warm day."),
    bad("nl", "Het is een ⟦onafhahahankelijke⇒onafhankelijke⟧ krant."),
    bad("ja", "工場は⟦排水排水⇒排水⟧の処理を外部に委託した。"),
    bad("ja", "会議の後、⟦ケラー氏はケラー氏は⇒ケラー氏は⟧記者団に語った。"),
    bad("zh", "由于大雾，船只⟦无法无法⇒无法⟧进港。"),
    bad("zh", "新的⟦飞行员飞行员⇒飞行员⟧培训中心已经开放。"),
    good("zh", "他一步一步走来，想研究研究这个问题。来了很多很多大学大学生，说：“谢谢谢谢！冠军队冠军队加油！”"),
    good("ja", "一人一人が大学大学院で大きな大きな声をだんだん出した。「排水排水」と言う。キラキラ、ぴかぴか。"),
    good("ar", "بنوا السور حجراً حجراً وقرأوا الكتاب صفحة صفحة."),
    bad("ar", "فُتح ⟦الطريق الطريق⇒الطريق⟧ أمام السيارات."),
    good("en", "What it is is hope. Who they were was a mystery, and how good it was was clear."),
    good("en", "He said that that bridge was closed, and they had had enough of Duran Duran and Bora Bora."),
    good("en", "Ha ha ha, it was very very very late; the well-known known bridge, a A-road, that that’s all: hahahahaha!"),
    good("de", "Die Leute, die die Brücke bauten, wussten, dass das das Ende war."),
    good("id", "Rata-rata rata-rata nilai, kata-kata."),
)

_STUTTER = re.compile(r"(\w{2,4}?)\1{2,}")
_LONG = 6
"""Letters from which on a doubled word is a slip even where the language doubles words; of the syllables of Hangul fewer will do."""
_CLAUSE = 8
"""Words within which a clause that is a subject begins."""
_QUOTED = 200
_HAN = late(r"[\u4e00-\u9fff]")
_TWICE = late(
    r"([\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff]{3,10})\1"
    r"|(?<=[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff])([\u4e00-\u9fff]{2})\2(?=[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff])"
)
"""Han and kana twice running, two of Han only within others."""
_COMMON = 5.5
"""Zipf value from which on a short word is no sound and no name."""
_SHORT = 4
"""Letters up to which a doubled word that is no function word may be a sound or a name."""
_WITHIN = frozenset("-’'\u200c")
_JOINERS = frozenset("-‐‑–’'ʼ/_@#&.\u200c")


def check(article: Article, options: Options) -> Iterator[Finding]:
    if not article.language.spaces:
        yield from _unspaced(article)
        return
    words = article.words
    lower = list(map(str.lower, words.forms))
    done = 0
    for index in compress(count(), map(eq, lower, islice(lower, 1, None))):
        if index < done:
            continue
        done = index + 1
        while done < len(lower) and lower[done] == lower[index] and _only_space(article, done):
            done += 1
        if done - index > 1 and (confidence := _confidence(article, index, done)):
            start, end = words.starts[index], words.end(done - 1)
            word = words.forms[index]
            times = "twice" if done - index == 2 else f"{done - index} times"
            function = lower[index] in article.language.function_words  # others may be said twice on purpose
            safe = confidence >= CERTAIN and function
            yield Finding(start, end, f"“{word}” stands {times}", (word,), confidence, safe=safe)
    if not _WITHIN.isdisjoint(words.outline):
        yield from _joined_twice(article, lower)
    yield from _stutters(article)


def _only_space(article: Article, index: int) -> bool:
    """Whether nothing but a space stands before the word of that index."""
    between = article.words.gap(index)
    return 0 < len(between) < 3 and not between.strip(" \u00a0\u202f")


def _confidence(article: Article, index: int, end: int) -> float:
    """How sure it is that the words `index:end`, all the same, are a slip; 0 where they are not."""
    words, text, language = article.words, article.text, article.language
    first, second, word = words.forms[index], words.forms[index + 1], words.forms[index].lower()
    start, stop = words.starts[index], words.end(end - 1)
    before, after = text[start - 1 : start], text[stop : stop + 1]
    if (
        word in language.doubles
        or _is_subject_clause(article, index)
        or before in _JOINERS
        or before.isdigit()
        or after.isdigit()
    ):
        return 0.0
    if after in _JOINERS and text[stop + 1 : stop + 2].isalnum():
        return 0.0
    function = word in language.function_words
    if end - index > 2:
        return LIKELY if function and end - index == 3 and second == word else 0.0
    if len(word) == 1 and not function:
        return 0.0
    if not function and language.doubled_forms and _pattern(language.doubled_forms).fullmatch(word):
        return 0.0
    if word in PARTICLES and end < len(words.forms) and words.forms[end].istitle() and _is_surname(article, words.forms[end]):
        return 0.0  # the speech of de Gaulle: de de Gaulle
    if second != word:  # capitals
        noun = language.nouns_capitalised and first == second and second[1:].islower()
        return LIKELY if noun and _is_noun(article, word) else 0.0
    if first != second and not _starts_a_sentence(text, start):
        return HINT
    if function:
        return CERTAIN
    emphatic = bool(language.degrees) and not _follows_article(article, index)
    if emphatic and _is_adjective(article, word):
        return 0.0
    if language.reduplicates:
        return LIKELY if len(word) >= (4 if language.script == "Hangul" else _LONG) else HINT
    if len(word) <= _SHORT:
        return LIKELY if article.lexicon is not None and article.lexicon.word(word).zipf >= _COMMON else HINT
    return CERTAIN if language.function_words and not emphatic else LIKELY


def _is_subject_clause(article: Article, index: int) -> bool:
    """Whether the word may end a clause and the next follow it as the verb of another: what it is is hope."""
    forms, language = article.words.forms, article.language
    if forms[index].lower() not in language.copulas:
        return False
    return any(form.lower() in language.relatives for form in forms[max(0, index - _CLAUSE) : index])


def _follows_article(article: Article, index: int) -> bool:
    """Whether an article or a preposition stands before the word: no place for an adjective said twice (pane caldo caldo)."""
    language = article.language
    before = article.words.forms[index - 1].lower() if index and _only_space(article, index) else ""
    return before in language.articles or (len(before) > 1 and before in language.never_last)


def _is_adjective(article: Article, word: str) -> bool:
    """Whether the lexicon knows a superlative, adverb or diminutive of a word, or there is none to ask."""
    lexicon, stem = article.lexicon, word.removesuffix("s")[:-1]
    return lexicon is None or any(lexicon.word(stem + ending).zipf > 1 for ending in article.language.degrees)


def _is_surname(article: Article, form: str) -> bool:
    """Whether a capitalised word is a surname with a particle: the article has it behind a first name, or never without a particle."""
    lexicon, words = article.lexicon, article.words
    places = [at for at in words.positions[form] if at > 1]
    if lexicon is None or any(lexicon.word(words.forms[at - 2]).first_name and words.forms[at - 2].istitle() for at in places):
        return True
    known = lexicon.word(form)
    if known.lower or known.capital or known.country or lexicon.is_place(form):
        return False
    return all(words.forms[at - 1].lower() in PARTICLES for at in places)


def _is_noun(article: Article, word: str) -> bool:
    """Whether a word in capitals is an ordinary noun, not a name."""
    if article.lexicon is None or len(word) <= _SHORT:
        return False
    known = article.lexicon.word(word)
    return known.zipf > 3 and not (known.place or known.country or known.first_name)


def _unspaced(article: Article) -> Iterator[Finding]:
    """The same characters twice running, in a script without spaces between words."""
    text, language = article.text, article.language
    for match in _TWICE.finditer(text):
        start, end = match.span()
        word, after = match[1] or match[2], text[end : end + 1]
        names = _HAN.findall(word)
        if not names or _pattern(language.doubled_forms).fullmatch(word) or after in tuple(language.suffixes):
            continue
        if len(names) < len(word) and word[-1] not in language.particles:
            continue  # 大きな大きな, もう一度もう一度
        if (
            len(word) == 2
            and language.reduplicates
            and word not in language.function_words
            and after not in tuple(language.particles)
        ):
            continue
        if not _is_quoted(text, start):
            yield Finding(start, end, f"“{word}” stands twice", (word,), LIKELY, safe=False)


def _is_quoted(text: str, at: int) -> bool:
    """Whether a Chinese or Japanese quotation is open there: a cry may say a thing twice."""
    line = text[max(0, at - _QUOTED) : at].rpartition("\n")[2]
    return any(line.rfind(opening) > line.rfind(closing) for opening, closing in ("「」", "『』", "“”"))


@lru_cache(maxsize=128)
def _pattern(pattern: str) -> "re.Pattern[str]":
    return re.compile(pattern)


def _starts_a_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \u00a0\"'“„«‘»(—–-")
    return not before or before[-1] in "\n.!?…:"


def _joined_twice(article: Article, lower: list[str]) -> Iterator[Finding]:
    """Words of two parts: don't don't, well-known well-known."""
    words, text = article.words, article.text
    for index in compress(count(), map(eq, lower, islice(lower, 2, None))):
        if (
            lower[index + 1 : index + 2] != lower[index + 3 : index + 4]
            or not lower[index + 3 : index + 4]
            or not _only_space(article, index + 2)
        ):
            continue
        start, middle = words.starts[index], words.starts[index + 2]
        end = words.end(index + 3)
        whole, again = text[start:middle].rstrip(), text[middle:end]
        joiner = whole[len(words.forms[index]) : -len(words.forms[index + 1])]
        around = (text[start - 1 : start] + text[end : end + 1]).strip()
        if (
            lower[index] != lower[index + 1]
            and joiner
            and joiner in _WITHIN
            and whole[1:] == again[1:]
            and not _JOINERS & set(around)
        ):
            yield Finding(start, end, f"“{whole}” stands twice", (whole,), LIKELY if article.language.reduplicates else CERTAIN)


def _stutters(article: Article) -> Iterator[Finding]:
    """Words with a syllable three times or more that are no words of the language otherwise."""
    if article.language.reduplicates:
        return
    positions = article.words.positions
    for form in [form for form in positions if len(form) > 9]:
        if len(form) - len(set(form)) < 4:
            continue
        match = _STUTTER.search(form)
        if not match or len(set(match[1].lower())) < 2 or len(form) - len(match[0]) < 4:
            continue
        if article.lexicon is not None and article.lexicon.word(form).known:
            continue
        fixed = form[: match.start()] + match[1] + form[match.end() :]
        for place in positions[form]:
            start = article.words.starts[place]
            if not is_code(article.text, start, start + len(form)):
                yield Finding(start, start + len(form), f"“{match[1]}” is stuttered in “{form}”", (fixed,), LIKELY, safe=False)
