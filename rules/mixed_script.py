"""Letters of two scripts in one word.

What it flags: a word of Latin letters with Cyrillic, Greek, Arabic or other ones among them, be they look-alikes (a Cyrillic `а` in
`bаnk`), letters that were not carried over (`Tbilисi`) or two words run together (`antwortendЛига`); a Cyrillic or Greek word with
Latin look-alikes; an Arabic, Hebrew, Chinese or Japanese word and the like with some Cyrillic letters.
Why a reader minds: look-alikes break searching, hyphenation and reading aloud; the others show where two texts were glued.
How it decides: where every letter of one script looks like one of the other, the word is rewritten in one script, that of most of
its letters; where the script changes once and nothing else explains it, a space is missing. Letters that were not carried over are
few and small; they are put as the article has the word elsewhere, or by their sound.
What it leaves alone: Chinese, Japanese and Korean next to Latin letters; in Cyrillic and Greek text a foreign name with an ending
(`COVIDом`) and brands of two scripts; prefixes and particles of Arabic, Hebrew and Indian languages at foreign names; Greek letters in
formulas, units and names of proteins (`ΔT`, `kΩ`, `NFκB`); handles and tags; a single stylised capital (`KoЯn`).
Source: Unicode Technical Standard 39 (confusable characters).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from qa.article import Article
from qa.language.cyrillic import spelt
from qa.language.scripts import script_of
from qa.patterns import late
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="mixed-script",
    summary="letters of two scripts in one word",
    severity="error",
    mqm="linguistic-conventions/spelling",
    safe=True,
)

EXAMPLES = (
    bad("en", "The central ⟦bаnk⇒bank⟧ raised its rates."),
    bad("de", "Die Zeitung ⟦schreibtНовости⇒schreibt Новости⟧ am Montag."),
    bad("fi", "Ohjaaja ⟦Tamaraшвиli⇒Tamarashvili⟧ saapui juhlille."),
    bad("pl", "Do ⟦Tbiliси⇒Tbilisi⟧ przyjechali artyści."),
    bad("ar", "وصل الوفد ⟦الأوлمبي⇒الأولمبي⟧ إلى المدينة أمس."),
    bad("ar", "أعلنت البلدية فتح ⟦المكnبة⟧ يوم الأحد."),
    bad("hi", "नगर निगम ने नई ⟦सaक⟧ का काम शुरू किया।"),
    bad("he", "הנשיא ⟦פוтין⟧ הגיע אתמול לעיר."),
    bad("ja", "優勝した⟦ペтロワ⇒ペトロワ⟧は笑顔で手を振った。"),
    bad("zh", "教练⟦莫罗佐ва⇒莫罗佐娃⟧说，比赛很难。莫罗佐娃已经四十岁了。"),
    good("ja", "ロシア語のдаは「はい」という意味だ。(ﾟдﾟ)と書く。α線とБ型、「Правда」紙。"),
    good("zh", "俄语的“да”是“是”，字母и读作“伊”。他给Правда写稿。"),
    good("ar", "كتب كلمة да بالروسية، وقرأ صحيفة Правда في الصباح."),
    bad("fr", "Selon le site ⟦الجزيرةdimanche⟧, le calme est revenu."),
    bad("ru", "Центральный ⟦бaнк⇒банк⟧ поднял ставку."),
    bad("ru", "Президент ⟦Cергей⇒Сергей⟧ Иванов приехал."),
    bad("uk", "Такого закону ще не ⟦iснує⇒існує⟧, сказав він, і пішов."),
    bad("el", "Όλος ο ⟦κόσμoς⇒κόσμος⟧ ήταν εκεί σήμερα."),
    good("ru", "Больные COVIDом звонили в BBC, СберSound и на e-mail, а #ДеньCity и @имяName — нет. Су-35С, 1С, VIPы."),
    good("en", "The NFκB pathway, ΔT, 5 kΩ, 3 µm, IFNγ, KoЯn, θɪŋk and naïve café."),
    good("ko", "FBI는 K팝과 SNS를 조사했다."),
    good("ja", "Tシャツを着たX線技師がμmを測った。"),
    good("he", "לפי הBBC וFacebook, המצב השתפר."),
    good("ar", "قالت الـBBC إن الوضع تحسن."),
    good("el", "Η NASA και η COVID-19, η IFNγ και τα 3 μm."),
    good("sr", "Аутобус стиже у 5 h на трг, каже ББЦ."),
)

_ALIKE = {
    "Cyrillic": dict(zip("АВЕКМНОРСТУХЅІЈԚԜаеорсухѕіјһԛԝӏәӘїЇёЁѐѝ", "ABEKMHOPCTYXSIJQWaeopcyxsijhqwləƏïÏëËèì", strict=False)),
    "Greek": dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικρυόίϊΐΆΈΉΊΌΎ", "ABEZHIKMNOPTYXovikpuóíïïÁÉHÍÓÝ", strict=False)),
}
"""Letters that look like Latin ones, by script; each with the Latin letter."""
_UNUSUAL = frozenset("ѕіјһԛԝӏїЅІЈԚԜЇәӘϊΐ")
"""Letters of few languages: a Latin one is taken for one of these only where the article writes them elsewhere."""
_LATIN = "A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0259\u1e00-\u1eff"
_GREEK_AND_CYRILLIC = "\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff"
_ALPHABETS = _GREEK_AND_CYRILLIC + "\u0531-\u0587\u05d0-\u05ea\u0620-\u06ff\u0904-\u0ddf\u0e01-\u0e4e\u10a0-\u10ff\u1200-\u135a"
_SMALL_CYRILLIC = late(r"[\u0430-\u045f](?<![\u0400-\u052f].)[\u0430-\u045f]{0,2}(?![\u0400-\u052f])")
_SMALL_LATIN = late(r"[a-z](?<=[^\x00-\x7f].)[a-z]?(?=[^\x00-\x7f])")
_MIXES_FREELY = frozenset(("", "Latin", "Cyrillic", "Greek", "Han", "Kana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar"))
"""Scripts that may have a Latin letter amid others without a space: x軸."""
_FEW = 3
"""Letters up to which some in another script are a slip, not a word of another language."""
_MOST = 200
"""Runs of small Cyrillic letters looked at in a text of another script: each costs a look at all of it."""
_MANY = 10
"""More words with look-alikes, and more than one in fifty, are one fault of the whole text."""
_PATTERNS: dict[str, "re.Pattern[str]"] = {}


def check(article: Article, options: Options) -> Iterator[Finding]:
    text = article.text
    if article.words.latin:
        return
    found: list[Finding] = []
    letters: frozenset[str] = frozenset()
    end = -1
    for match in _pattern(article.scripts).finditer(text):
        start = match.start()
        if start < end:
            continue
        start, end = _widen(text, start, match.end(), _in_word)
        if text[start - 1 : start] in ("#", "@", "_", "/"):
            continue
        letters = letters or frozenset(text)
        if finding := _judge(article, text[start:end], start, letters):
            found.append(finding)
    alike = [finding for finding in found if finding.safe is None]
    if len(alike) > max(_MANY, len(article.words) // 50):
        alike[0].message += f", and so do {len(alike) - 1} other words"
        alike[0].safe = False  # what is done throughout is not mended word by word
        found = [alike[0], *(finding for finding in found if finding.safe is not None)]
    yield from found
    if not article.scripts & {"Latin", "Cyrillic", "Greek"}:
        yield from _left_over(article)
        yield from _strayed(article)


def _strayed(article: Article) -> Iterator[Finding]:
    """Words of such a script with a small Latin letter or two amid their own."""
    text = article.text
    for match in islice(_SMALL_LATIN.finditer(text), _MOST):
        start, end = match.span()
        script = script_of(text[start - 1])
        if script in _MIXES_FREELY or script_of(text[end]) != script:
            continue
        first, last = _widen(text, start, end, _in_word)
        same = _said_elsewhere(text, text[first:start], text[end:last])
        fixed = (text[first:start] + same + text[end:last],) if same else ()
        message = f"“{text[first:last]}” has Latin letters"
        yield Finding(first, last, message, fixed, CERTAIN if same else LIKELY, _mixture_of(match[0], "Latin"), safe=False)


def _pattern(scripts: frozenset[str]) -> "re.Pattern[str]":
    """Where two scripts meet; it looks for the letters that are the rarer in the article."""
    if "Latin" not in scripts and scripts & {"Cyrillic", "Greek"}:
        rare, usual = _LATIN, _GREEK_AND_CYRILLIC
    else:
        rare, usual = (_ALPHABETS if scripts == {"Latin"} else _GREEK_AND_CYRILLIC), _LATIN
    if rare not in _PATTERNS:
        _PATTERNS[rare] = re.compile(f"[{rare}](?:(?=[{usual}])|(?<=[{usual}].))")
    return _PATTERNS[rare]


def _in_word(character: str) -> bool:
    return ("a" + character).isidentifier() and not character.isdigit() and character != "_"


def _judge(article: Article, word: str, start: int, letters: frozenset[str]) -> Finding | None:
    scripts = [script_of(letter) for letter in word]
    others = {script for script in scripts if script not in ("", "Latin")}
    if len(others) != 1 or "Latin" not in scripts:
        return None
    other = others.pop()
    switches = [at for at in range(1, len(word)) if scripts[at] != scripts[at - 1] and scripts[at] and scripts[at - 1]]
    if other == "Greek" and _is_symbol([letter for letter, script in zip(word, scripts, strict=True) if script == other], word):
        return None
    if whole := _in_one_script(article, word, scripts, other, switches, letters):
        message = f"“{word}” mixes Latin and {other} letters that look alike"
        return Finding(
            start,
            start + len(word),
            message,
            (whole,),
            CERTAIN if _known(article, whole) else LIKELY,
            _mixture(word, scripts, other),
        )
    if article.scripts & {"Cyrillic", "Greek"} or (scripts.count(other) == 1 and word[scripts.index(other)].isupper()):
        return None
    split = (f"{word[: switches[0]]} {word[switches[0] :]}",) if len(switches) == 1 else ()
    carried = _carried_over(article, word, scripts) if other == "Cyrillic" else ()
    message = f"“{word}” mixes Latin and {other} letters"
    return Finding(start, start + len(word), message, carried + split, CERTAIN, _mixture(word, scripts, other), safe=False)


def _carried_over(article: Article, word: str, scripts: list[str]) -> tuple[str, ...]:
    """A Latin word with some small Cyrillic letters by their sound, where it looks like one word."""
    foreign = "".join(letter for letter, script in zip(word, scripts, strict=True) if script == "Cyrillic")
    sounds = [spelt(letter, "Latin") if script == "Cyrillic" else letter for letter, script in zip(word, scripts, strict=True)]
    whole = "".join(sound or "?" for sound in sounds)
    few = foreign.islower() and len(foreign) <= min(_FEW, len(word) - len(foreign))
    return (whole,) if foreign.islower() and "?" not in whole and (few or _known(article, whole)) else ()


def _left_over(article: Article) -> Iterator[Finding]:
    """Words of a script that is neither Latin, Cyrillic nor Greek with a few small Cyrillic letters."""
    text, last = article.text, 0
    for match in islice(_SMALL_CYRILLIC.finditer(text), _MOST):
        start, end = match.span()
        if start < last:
            continue
        script = script_of(text[start - 1]) if start else ""
        if script == "Han":
            first, last = max(_widen(text, start, start, _is_han)[0], start - _FEW), end
            first += first == start - _FEW and not _said_elsewhere(text, text[first:start], "")
        else:
            first, last = _widen(text, start, end, _is_katakana if script == "Kana" else _in_word)
        before, after = text[first:start], text[end:last]
        if script in ("", "Latin", "Cyrillic", "Greek", "Thai") or len(before + after) < 2 or (script == "Kana" and not after):
            continue
        same = _said_elsewhere(text, before, after)
        if same or script != "Han":
            sound = same or spelt(match[0], script)
            fixed = (before + sound + after,) if sound else ()
            message = f"“{text[first:last]}” has Cyrillic letters"
            yield Finding(
                first, last, message, fixed, CERTAIN if same else LIKELY, _mixture_of(match[0], "Cyrillic"), safe=False
            )


def _said_elsewhere(text: str, before: str, after: str) -> str:
    """The letter or two that the article has elsewhere between two parts of a word, if they are always the same."""
    pattern = f"{re.escape(before)}([^\\W\\d_\u0400-\u052f]{{1,2}}?){re.escape(after)}" + ("(?!\\w)" if after else "")
    forms = set(re.findall(pattern, text)) if len(before + after) > 1 else set()
    return str(forms.pop()) if len(forms) == 1 else ""


def _widen(text: str, start: int, end: int, belongs: Callable[[str], bool]) -> tuple[int, int]:
    """The stretch around `text[start:end]` whose characters belong."""
    while start and belongs(text[start - 1]):
        start -= 1
    while end < len(text) and belongs(text[end]):
        end += 1
    return start, end


def _is_han(letter: str) -> bool:
    return script_of(letter) == "Han"


def _is_katakana(letter: str) -> bool:
    return "\u30a1" <= letter <= "\u30fa" or letter == "ー"


def _is_symbol(greek: list[str], word: str) -> bool:
    """Whether Greek letters in a word are signs of mathematics, physics, biology or phonetics."""
    if len(greek) > 2 or len(word) < 4:
        return len(word) < 4
    at_edge = word[0] in greek or word[-1] in greek
    capitals = sum(letter.isupper() for letter in word)
    small = all(letter.islower() for letter in greek)
    return (small and (at_edge or capitals > 1)) or not all(letter in _ALIKE["Greek"] for letter in greek)


def _in_one_script(
    article: Article, word: str, scripts: list[str], other: str, switches: list[int], letters: frozenset[str]
) -> str | None:
    """The word in the one script that its look-alikes were meant to be; None where they do not explain it."""
    to_latin = _ALIKE.get(other, {})
    if not to_latin:
        return None
    to_other = {latin: letter for letter, latin in reversed(to_latin.items()) if letter not in _UNUSUAL or letter in letters}
    forms = []
    if all(letter in to_latin for letter, script in zip(word, scripts, strict=True) if script == other):
        forms.append(("Latin", "".join(to_latin.get(letter, letter) for letter in word)))
    if all(letter in to_other for letter, script in zip(word, scripts, strict=True) if script == "Latin"):
        forms.append((other, "".join(to_other.get(letter, letter) for letter in word)))
    forms = [(script, form) for script, form in forms if form.islower() or form.isupper() or form.istitle()]
    own = next(iter(article.scripts & {other, "Latin"}), other)
    if "Latin" not in article.scripts and len(switches) == 1 and scripts[0] == "Latin" and switches[0] > 1:
        return None  # a foreign name with an ending
    forms.sort(key=lambda form: (_known(article, form[1]), scripts.count(form[0]), form[0] == own), reverse=True)
    return forms[0][1] if forms else None


def _known(article: Article, word: str) -> bool:
    return word in article.words.positions or (article.lexicon is not None and article.lexicon.word(word).known)


def _mixture(word: str, scripts: list[str], other: str) -> str:
    strange = other if scripts.count(other) <= scripts.count("Latin") else "Latin"
    return _mixture_of([letter for letter, script in zip(word, scripts, strict=True) if script == strange], strange)


def _mixture_of(letters: Iterable[str], script: str) -> str:
    return f"of its letters “{'”, “'.join(letters)}” are {script}"
