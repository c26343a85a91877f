"""What agrees with the persons of an article."""

import pytest

from qa import language as languages
from qa import packs
from qa.analysis.agreement.bearers import bearers
from qa.analysis.agreement.places import Places
from qa.analysis.agreement.qualities import qualities
from qa.analysis.agreement.subjects import Subjects
from qa.analysis.persons import Persons
from qa.article import Article
from qa.lexicon import open_lexicon
from qa.readers.text import document
from rules import wrong_person

CODES = packs.codes("wrong-person")


def subjects_in(code: str, text: str) -> Subjects:
    language = languages.load(code)
    article = Article(document("", "", text), language, open_lexicon(language, quiet=True))
    pack = packs.load("wrong-person", code, wrong_person.Pack)
    assert pack is not None
    return Subjects(Places(article, pack), Persons(article, pack))


@pytest.mark.parametrize(
    ("code", "text", "fix", "sure"),
    [
        ("es", "Ayer el ministra habló.", "la ministra", True),
        ("es", "El doctora Joaquín Robles habló.", "doctor", True),
        ("fr", "La chanteur Pierre Morel est là.", "Le chanteur", True),
        ("fr", "Le président Julie Morel est là.", "La présidente", False),
        ("pt", "A diretor Tiago Prado falou.", "O diretor", True),
        ("de", "Eine Sprecher kam.", "Ein Sprecher", True),
        ("en", "Chairman Emily Holm spoke.", "Chairwoman", False),
    ],
)
def test_titles_and_roles_clash_with_what_stands_beside_them(code: str, text: str, fix: str, sure: bool) -> None:
    assert [(clash.fix, clash.sure) for clash in bearers(subjects_in(code, text))] == [(fix, sure)]


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Julie Morel est arrivée.", "f"),
        ("Hier, Julie Morel a été élue.", "f"),
        ("La présidente, qui est née à Lyon, parle.", "f"),
        ("« Oui », dit Pierre Morel, ému.", "m"),
        ("« Oui », a-t-elle dit, émue.", "f"),
        ("Née à Lyon en 1970, elle parle.", "f"),
        ("Le frère de Julie Morel est arrivé.", None),
        ("Madame Morel et son fils sont là, émus.", None),
    ],
)
def test_the_subject_of_a_participle_stands_right_before_it(text: str, sex: str | None) -> None:
    subjects = subjects_in("fr", text)
    found = [subjects.subject_of(first) for first, _, _ in qualities(subjects.places)]
    assert [subject.sex for subject in found if subject] == ([sex] if sex else [])


@pytest.mark.parametrize("code", CODES)
def test_pairs_have_one_sex_each(code: str) -> None:
    pack = packs.load("wrong-person", code, wrong_person.Pack)
    assert pack is not None
    assert pack.qualities.keys().isdisjoint(other for one, other in pack.qualities.items() if one != other)
    assert pack.roles.keys().isdisjoint(pack.roles.values())
    assert pack.titular <= pack.roles.keys() | pack.someone
    assert pack.soft <= pack.bearers.keys()
    assert pack.first_titles <= pack.bearers.keys()
