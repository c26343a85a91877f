"""The language data: every file is what the schema and its docstrings say."""

import os

import msgspec
import pytest

from qa.language import DATA, Language, codes, load

LISTS = [field.name for field in msgspec.structs.fields(Language) if field.type == tuple[str, ...]]
MAY_REPEAT = {"months", "weekdays"}
LOWER_CASE = ("doubles", "never_last", "function_words", "also_lower", "said", "told")
FILE_NAMES = os.listdir(DATA)


@pytest.fixture(params=codes())
def language(request: pytest.FixtureRequest) -> Language:
    return load(request.param)


def test_there_are_only_data_files() -> None:
    assert codes()
    assert set(FILE_NAMES) == {code + ".json" for code in codes()}


def test_code_is_that_of_the_file(language: Language, request: pytest.FixtureRequest) -> None:
    assert language.code == request.node.callspec.params["language"]
    assert language.name[0].isupper()


def test_pairs_are_two_marks(language: Language) -> None:
    assert language.quotes
    assert all(len(pair) == 2 for pair in language.quotes)


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_nothing_empty_or_twice(language: Language, name: str) -> None:
    items = getattr(language, name)
    assert all(item and (item == item.strip() or item == " ") for item in items)
    if name not in MAY_REPEAT:
        assert sorted(items) == sorted(set(items))


@pytest.mark.parametrize("name", LOWER_CASE)
def test_words_are_in_lower_case(language: Language, name: str) -> None:
    assert [word for word in getattr(language, name) if word != word.lower()] == []


def test_abbreviations_end_with_their_stop(language: Language) -> None:
    both = language.abbreviations + language.ending_abbreviations
    assert [word for word in both if not word.endswith(".")] == []
    assert set(language.abbreviations).isdisjoint(language.ending_abbreviations)


def test_elisions_and_enclitics_have_their_apostrophe(language: Language) -> None:
    assert [word for word in language.elisions if not word.endswith("’")] == []
    assert [word for word in language.enclitics if "’" not in word] == []
    everything = [word for name in LISTS if name != "quotes" for word in getattr(language, name)]
    assert [word for word in everything if "'" in word] == []


def test_calendar_is_whole(language: Language) -> None:
    assert language.months and len(language.months) % 12 == 0
    assert language.weekdays and len(language.weekdays) % 7 == 0


def test_function_words_hold_the_closed_classes(language: Language) -> None:
    if language.function_words:
        assert set(language.never_last) <= set(language.function_words)
        assert {word for word in language.pronouns if word == word.lower()} <= {*language.function_words, *language.elisions}


def test_capitals(language: Language) -> None:
    assert all(any(letter.isupper() for letter in word) for word in language.capitalised)
    assert set(language.also_lower) <= {word.lower() for word in language.capitalised}
    if not language.case:
        assert not language.capitalised


def test_separators_differ(language: Language) -> None:
    assert language.decimal and language.group
    assert language.decimal not in language.group


def test_equivalents_name_data() -> None:
    with open(os.path.join(os.path.dirname(DATA), "equivalents.json"), "rb") as file:
        equivalents = msgspec.json.decode(file.read(), type=dict[str, str])
    for tag, code in equivalents.items():
        assert load(code).quotes, f"{tag}: no data for {code}"
        assert load(tag).code == load(code).code, f"{tag} has data of its own"


def test_a_variant_gives_only_what_differs() -> None:
    for code in codes():
        with open(os.path.join(DATA, code + ".json"), "rb") as file:
            own = msgspec.json.decode(file.read(), type=dict[str, object])
        if base := own.pop("based_on", None):
            other = msgspec.to_builtins(load(str(base)))
            assert [name for name, value in own.items() if value == other[name]] == []
            assert load(code).months == load(str(base)).months


def test_a_tag_falls_back_on_its_parent() -> None:
    assert load("en-GB").code == "en"
    assert load("x-none").quotes == ()


def test_a_broken_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: "os.PathLike[str]") -> None:
    with open(os.path.join(tmp_path, "qq.json"), "w", encoding="utf-8") as file:
        file.write('{"code": "qq"')
    monkeypatch.setattr("qa.language.DATA", str(tmp_path))
    with pytest.raises(ValueError, match=r"qq\.json"):
        load.__wrapped__("qq")
