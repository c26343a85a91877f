"""The splitter on hard cases: a bar stands where a sentence ends and the next begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import language as languages
from qa.article import Article
from qa.readers.text import document

CASES = [
    ("en", "The U.S. President met the crew in the U.S. | The talks went on."),
    ("en", "J. K. Frost and A. Mills came at 6 p.m. Monday. | They left at 7 p.m. | Nobody cared."),
    ("en", "“Wait!” he said. | “Who goes there?” | The guard was asleep."),
    ("en", "No. | That is No. 5 of 3.14 metres, see https://example.org/a.b?c=d. | Dr. Hale agrees."),
    ("en", "He waited… and waited... then left. | It was over."),
    ("en", "The firm (Frost & Mills Inc.) closed. | Frost Bros. and Co. stayed open."),
    ("en", "Who paid? | nobody knew. | The town did not."),
    ("en", "It grew by 3.5 per cent in 2018. | The rest fell.[12] | It fell again."),
    ("en", "1. The first point stands. | So does the rest."),
    ("de", "Am 3. August kam er z. B. nach Frankfurt a. M. | Das war gut."),
    ("de", "Das 19. Jahrhundert begann. | Beim 1. FC Hafen im 2. Rennen wurde er 3. | Die Mio. Euro sind weg."),
    ("de", "„Kommt!“, rief er. | „Kommt!“ rief sie. | „Geht.“ | Er ging."),
    ("de", "Prof. Dr. Hafner sah Ludwig XIV. im Traum, d. h. usw. | Kritiker lachten."),
    ("fr", "« Quoi ? » demanda-t-il. | « Quoi ? » | Il partit avec M. Roche."),
    ("fr", "Il naquit en 300 av. J.-C. à Rome ! | Puis il mourut."),
    ("es", "¿Quién es? | ¡Nadie! | El Sr. Roca calló."),
    ("sh", "Bilo je to 3. kolovoza 2018. godine. | Poslije je otišao."),
    ("hu", "Ez 2018. augusztus 3. napján történt. | Aztán elment."),
    ("fi", "Se oli 3. elokuuta. | Sitten hän lähti."),
    ("hy", "Նավը մեկնեց. ոչ ոք չտեսավ: | Ծովը հանգիստ էր:"),
    ("sv", "– Varför då? undrade hon. | – Gå hem! ropade han. | Ingen gick."),
    ("pl", "To było na 3. piętrze przy ul. Długiej. | Potem wyszła."),
    ("ru", "— Что? — спросил он. | — Иди! | А. С. Орлов жил в г. Москве."),
    ("ru", "В 1990 г. он уехал. | Это стоило 5 млн. руб. за год."),
    ("el", "Τι είναι αυτό; | Δεν ξέρω. | Ο κ. Μέλας ήρθε."),
    ("hy", "Նա եկավ։ | Նա գնաց։"),
    ("hi", "डॉ. सिंह ने कहा। | वह गया।"),
    ("ur", "وہ آیا۔ | وہ گیا۔"),
    ("ar", "هل جاء؟ | نعم. | ثم ذهب."),
    ("zh", "会议举行。|他走了！|“好。”|他说。"),
    ("ja", "「行きます。」と述べた。|彼は帰った。"),
    ("my", "သူလာသည်။ | သူသွားသည်။"),
    ("th", "เขามา เขาไป"),
]


def article(code: str, text: str) -> Article:
    return Article(document("a", "a", text), languages.load(code))


@pytest.mark.parametrize(("code", "marked"), CASES)
def test_ends(code: str, marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace("|", "") if code in ("zh", "ja") else marked.replace(" | ", " ")
    assert [text[start:end] for start, end in article(code, text).sentences] == expected


def test_blocks_end_sentences() -> None:
    text = "A headline\n\nThe first paragraph\n\nThe second one. It goes on"
    assert [text[start:end] for start, end in article("en", text).sentences] == [
        "A headline",
        "The first paragraph",
        "The second one.",
        "It goes on",
    ]


def test_no_break_space_within_an_abbreviation() -> None:
    text = "Er kam z.\u00a0B. gestern. Dann ging er."
    assert [text[start:end] for start, end in article("de", text).sentences] == ["Er kam z.\u00a0B. gestern.", "Dann ging er."]


@given(st.text(alphabet="aB1 .!?…“”«»'\")(-—。」\u00a0\nж", max_size=60), st.sampled_from(["en", "de", "fr", "ja", "el"]))
def test_sentences_hold_every_letter_once_and_in_order(text: str, code: str) -> None:
    checked = article(code, text)
    covered = [False] * len(checked.text)
    last = 0
    for start, end in checked.sentences:
        assert last <= start < end
        last = end
        covered[start:end] = [True] * (end - start)
    assert all(covered[at] for at, letter in enumerate(checked.text) if letter.isalnum())
