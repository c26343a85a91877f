"""Which sentences are paired, by what their marks say where lengths say nothing, and what of an original is told to be left out."""

from qa import language as languages
from qa.analysis.alignment import align
from qa.article import Article
from qa.readers.text import document
from qa.rule import discover

SOURCE = (
    "The old mill above the river has been empty for years.",
    "“We want to live there again,” said the carpenter of the village.",
    "The roof was mended last summer by six young people.",
    "Can a village of this size pay for such a house?",
    "The council has not said what it will cost (nor when).",
    "Many remember how flour was ground there in the evening, and how the miller sang for the children of 3 valleys.",
)
TARGET = (
    "Die alte Mühle über dem Fluss steht seit Jahren leer.",
    "„Wir wollen dort wieder wohnen“, sagte der Zimmermann des Dorfes.",
    "Das Dach wurde im letzten Sommer von sechs jungen Leuten geflickt.",
    "Kann ein Dorf dieser Größe für so ein Haus bezahlen?",
    "Der Rat hat nicht gesagt, was es kosten wird (und wann).",
    "Viele erinnern sich, wie dort abends Mehl gemahlen wurde und wie der Müller für die Kinder aus 3 Tälern sang.",
)


def article(lines: tuple[str, ...], code: str) -> Article:
    return Article(document("", "", "\n\n".join(lines), given=code), languages.load(code))


def left_out(*without: int) -> tuple[Article, list[str]]:
    """The translation without some lines, and the lines of the original that have no counterpart."""
    here = article(tuple(line for number, line in enumerate(TARGET) if number not in without), "de")
    here.original = article(SOURCE, "en")
    pairs = align(here, here.original)
    return here, [here.original.text[one.source_start : one.source_end] for one in pairs if one.start == one.end]


def test_marks_tell_which_sentence_was_left_out() -> None:
    for number in (1, 3, 4):
        assert left_out(number)[1] == [SOURCE[number]]


def test_the_last_sentence_is_missed_as_one_within_is() -> None:
    module = discover()["omitted-passage"]
    for number in (3, len(SOURCE) - 1):
        here, _ = left_out(number)
        [one] = module.check(here, module.rule.options)
        assert SOURCE[number][:40] in one.message
        assert here.text[: one.end].rstrip(".?“)").endswith(TARGET[number - 1].rstrip(".?“)"))


def test_two_in_a_row_are_told_once() -> None:
    module = discover()["omitted-passage"]
    here, lines = left_out(2, 3)
    assert lines == list(SOURCE[2:4])
    assert [one.message.endswith("and 1 more") for one in module.check(here, module.rule.options)] == [True]
