"""Building, opening and asking lexicons. Icelandic and Gaelic are small, so they are built here; both kinds of source are in them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa import language as languages
from qa.language import Language
from qa.lexicon import Lexicon, LexiconError, Word, build, builder, code_for, forms, list_lexicons, open_lexicon, sources, store
from qa.lexicon import cache as cache_of_data
from qa.lexicon.folding import fold_of


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _in_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MTLINT_CACHE_DIR", str(cache))


def opened(code: str) -> Lexicon:
    lexicon = open_lexicon(Language(code=code, name=code), quiet=True)
    assert lexicon is not None
    return lexicon


def forget(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """As in a new process, with another folder. The list of names is brought along, it takes longest to build."""
    [names] = Path(os.environ["MTLINT_CACHE_DIR"]).glob("names.*") or [None]
    if names and folder.is_dir() and not (folder / names.name).exists():
        shutil.copy(names, folder)
    monkeypatch.setenv("MTLINT_CACHE_DIR", str(folder))
    cache_of_data._warn_of_folder.cache_clear()
    builder._opened.cache_clear()
    builder._gazetteer.cache_clear()


def test_a_word_of_a_list_and_a_dictionary() -> None:
    lexicon = opened("is")
    assert lexicon.sources == ("wordfreq", "simplemma")
    assert lexicon.size == "small"
    assert lexicon.version == f"is.{cache_of_data.version()}"
    assert lexicon.word("hestur").lower
    assert 3 < lexicon.word("hestur").zipf < 6
    assert lexicon.word("Hestur") == lexicon.word("HESTUR") == lexicon.word("hestur")


def test_case_is_that_of_the_dictionary() -> None:
    lexicon = opened("is")
    iceland = lexicon.word("ísland")
    assert iceland.capital
    assert not iceland.lower
    assert iceland.country


def test_zipf_is_that_of_the_list() -> None:
    lexicon = opened("is")
    listed = dict(sources.frequencies("is"))
    for form in ("og", "hestur", "vera"):
        assert lexicon.word(form).zipf == pytest.approx(listed[form] / 100)


def test_a_dictionary_without_frequencies() -> None:
    lexicon = opened("gd")
    assert lexicon.sources == ("simplemma",)
    assert lexicon.size == "forms"
    assert lexicon.word("taigh") == Word(lower=True)
    assert lexicon.starts("comh") > 20


def test_how_much_a_dictionary_knows() -> None:
    listed = [form for form, _ in sources.frequencies("is") if form.isalpha() and len(form) > 1][:3000]
    lexicon = opened("is")
    known = sum(lexicon.word(form).lower or lexicon.word(form).capital for form in listed)
    assert lexicon.coverage == pytest.approx(known / 3000, abs=0.001)
    assert 0.8 < lexicon.coverage < 1
    assert opened("gd").coverage == 1.0


def test_an_unknown_word_is_nothing() -> None:
    assert opened("is").word("xqzjk") == Word()
    assert not opened("is").word("xqzjk").known


@pytest.mark.parametrize("form", ["", " ", "\0", "a\0b", "'", "-", "\ud800", "𝔘", "ǆ", "İ", "x" * 10_000])
def test_any_string_may_be_asked(form: str) -> None:
    lexicon = opened("is")
    assert isinstance(lexicon.word(form), Word)
    assert lexicon.starts(form) >= 0
    assert lexicon.ends(form) >= 0
    assert lexicon.is_place(form) in (True, False)


@given(st.text(max_size=12))
@settings(max_examples=200)
def test_case_does_not_matter(form: str) -> None:
    lexicon = opened("is")
    assert (
        lexicon.word(form) == lexicon.word(form.swapcase().swapcase())
        or form.swapcase().swapcase().casefold() != form.casefold()
    )
    assert lexicon.word(form) is lexicon.word(form)


def test_affixes_are_counted_on_the_list() -> None:
    lexicon = opened("is")
    listed = list(forms.frequencies("is"))
    for prefix in ("hest", "af", "fjár", "ó"):
        expected = sum(form.startswith(prefix) and len(form) >= len(prefix) + 3 for form in listed)
        assert lexicon.starts(prefix) == (expected if expected >= 3 and len(prefix) > 1 else 0)
    for suffix in ("unum", "legur", "xqz"):
        expected = sum(form.endswith(suffix) and len(form) >= len(suffix) + 3 for form in listed)
        assert lexicon.ends(suffix) == (expected if expected >= 3 else 0)


def test_a_lexicon_that_rests_still_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "_MOST_AWAKE", 1)
    lexicon, word = opened("is"), opened("is").word("hestur")
    opened("cy")
    assert opened("is") is lexicon
    assert lexicon.word("hestur") == word
    assert lexicon.word("hestar").known
    assert not lexicon.word("hesturxq").known


@pytest.mark.parametrize(
    ("name", "place", "country", "first_name"),
    [
        ("Ukraine", False, True, ""),
        ("Україна", False, True, ""),
        ("Kyiv", True, False, ""),
        ("Reykjavík", True, False, ""),
        ("Izium", True, False, ""),
        ("Izyum", True, False, ""),
        ("Susan", False, False, "f"),
        ("Andrea", False, False, "fm"),
        ("York", True, False, "m"),
        ("Kingdom", False, False, ""),
    ],
)
def test_names(name: str, place: bool, country: bool, first_name: str) -> None:
    word = opened("is").word(name)
    assert (word.country, word.first_name) == (country, first_name)
    assert word.place == place


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("New York", True), ("las vegas", True), ("United Kingdom", True), ("New Vegas", False), ("the", False)],
)
def test_places_of_several_words(phrase: str, expected: bool) -> None:
    assert opened("is").is_place(phrase) is expected


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("pt-BR", "pt"),
        ("no", "nb"),
        ("nn", "nn"),
        ("hr", "sh"),
        ("sr-Latn", "sh"),
        ("sr", "sh"),
        ("sr-Cyrl-RS", "sh"),
        ("zh-Hant", "zh"),
        ("tl", "fil"),
        ("und", None),
        ("xx", None),
        ("mt", None),
    ],
)
def test_which_lexicon_serves_a_tag(tag: str, code: str | None) -> None:
    assert code_for(tag) == code


def test_no_lexicon_is_no_error() -> None:
    assert open_lexicon(Language(code="xx", name="xx")) is None


@pytest.mark.parametrize("code", ["ar", "bn", "de", "el", "fa", "he", "hi", "ko", "ro", "ru", "sh", "ta", "tr", "ur"])
def test_keys_are_folded_as_the_lists_are(code: str) -> None:
    fold = fold_of(code)
    forms = [form for form, zipf in sources.frequencies(code) if zipf >= 300 and form.isalpha()]
    assert [form for form in forms if fold(form) != form] == []
    cased = "tr" if code == "tr" else ""
    shouted = [form.replace("i", "İ").upper() if cased else form.upper() for form in forms]
    assert sum(fold(shout) == form for shout, form in zip(shouted, forms, strict=True)) > 0.99 * len(forms)


@pytest.mark.parametrize(
    ("code", "form", "same"),
    [
        ("tr", "İSTANBUL", "istanbul"),
        ("tr", "Isparta", "ısparta"),
        ("sh", "Београд", "Beograd"),
        ("ro", "oraş", "oraș"),
        ("ar", "كَلِمَة", "كلمة"),
        ("de", "Groß", "gross"),
        ("fr", "É", "é"),
        ("en", "don’t", "don't"),
    ],
)
def test_folding(code: str, form: str, same: str) -> None:
    assert fold_of(code)(form) == fold_of(code)(same)


def test_listing_says_what_is_built() -> None:
    opened("is")
    listed = {info.code: info for info in list_lexicons()}
    assert listed["is"].built
    assert os.path.getsize(listed["is"].path) == listed["is"].bytes
    assert not listed["fi"].built
    assert listed["fi"].size == "large"
    assert listed["et"].sources == ("simplemma",)
    assert len(listed) >= 55


def test_building_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch, tmp_path)
    monkeypatch.setattr("qa.language.identify.DATA", ("languages", "what is slow to build", lambda version: store.pack({}, {})))
    said: list[str] = []
    build(["gd"], said.append)
    assert {path.name.partition(".")[0] for path in tmp_path.glob("*.lexicon")} == {"gd", "languages", "names", "places"}
    assert [info.code for info in list_lexicons() if info.built] == ["gd"]
    assert said


def test_building_what_no_source_knows() -> None:
    with pytest.raises(LexiconError, match="'xx'"):
        build(["xx"])


def test_first_use_says_what_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forget(monkeypatch, tmp_path)
    open_lexicon(Language(code="gd", name="Gaelic"))
    said = capsys.readouterr()
    assert said.out == ""
    assert "building the lexicon of" in said.err
    forget(monkeypatch, tmp_path)
    open_lexicon(Language(code="gd", name="Gaelic"))
    assert capsys.readouterr().err == ""


def test_an_unwritable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    forget(monkeypatch, blocked / "cache")
    assert opened("gd").word("taigh").lower
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert str(blocked) in err
    assert "MTLINT_CACHE_DIR" in err


@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_damaged_file_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | None) -> None:
    forget(monkeypatch, tmp_path)
    opened("gd")
    [path] = tmp_path.glob("gd.*")
    whole = path.read_bytes()
    path.unlink()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    forget(monkeypatch, tmp_path)
    assert opened("gd").word("taigh").lower
    assert path.read_bytes() == whole


def test_new_sources_mean_a_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch, tmp_path)
    before = opened("gd").version
    monkeypatch.setattr(sources, "package_version", lambda package: "99.0")
    cache_of_data.version.cache_clear()
    try:
        forget(monkeypatch, tmp_path)
        assert opened("gd").version != before
        assert len(list(tmp_path.glob("gd.*"))) == 2
    finally:
        monkeypatch.undo()
        cache_of_data.version.cache_clear()


def test_sources_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch, tmp_path)

    def broken(code: str) -> None:
        raise ValueError("truncated")

    monkeypatch.setattr(sources, "dictionary_forms", broken)
    with pytest.raises(LexiconError, match="could not be built: ValueError: truncated"):
        opened("gd")
    assert not list(tmp_path.glob("gd.*"))


def test_two_processes_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from qa.language import Language; from qa.lexicon import open_lexicon\n"
        "print(open_lexicon(Language(code='gd', name='Gaelic')).word('taigh').lower)"
    )
    environment = {**os.environ, "MTLINT_CACHE_DIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert [out for out, _ in said] == ["True\n"] * 3
    assert sum(err.count("building the lexicon") for _, err in said) == 1
    assert sorted(path.name.partition(".")[0] for path in tmp_path.iterdir()) == ["gd", "lock", "names"]


def test_languages_with_data_have_their_lexicon() -> None:
    served = {code_for(code) for code in languages.codes()}
    assert {"en", "de", "es", "fr"} <= served


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("reino Unido", True),
        ("Verenigd koninkrijk", True),
        ("Palestinian territories", False),
        ("Western Sahara", False),
        ("Reino", False),
    ],
)
def test_countries_of_two_capitalised_words(phrase: str, expected: bool) -> None:
    assert opened("es").is_capitalised(phrase) is expected
