"""What the rules say of segments that their input pairs, however few."""

import pytest

from qa.check import Checker
from qa.config import Config
from qa.rule import discover
from tests.qa.readers.bilingual import only

LONG = "On Monday the defendant denied in court all that the prosecution had laid to his charge in its long indictment of last year."
SAME = (
    "Vor Gericht bestritt der Angeklagte am Montag alles, was ihm die Anklage in ihrer langen Schrift vom letzten Jahr vorwarf."
)


def raised(*rows: tuple[str, str], languages: tuple[str, str] = ("en", "de")) -> list[tuple[str, str]]:
    """Rules and texts of what is found in a table of segments, original and translation."""
    file = "source,target\n" + "".join(f'"{source}","{target}"\n' for source, target in rows)
    checker = Checker(discover(), Config(), language=languages[1], source_language=languages[0])
    report = checker.check(only("tables", file)).report
    return [(finding.rule, finding.text) for finding in report.findings]


@pytest.mark.parametrize(
    "rows", [[(LONG, "Er bestritt.")], [("He did so.", SAME)], [("He did.", "Er tat es."), ("Then he did so.", SAME)]]
)
def test_a_segment_far_too_short_or_long_is_told_though_there_are_few(rows):
    assert [rule for rule, _ in raised(*rows)] == ["length-mismatch"]


TOWN = (
    "The bridge was closed on Monday. Engineers had found cracks in two of its pillars in the spring. "
    "Karin Lund of the city council said that 400 drivers a day would have to go round by Bergen."
)


@pytest.mark.parametrize(
    ("target", "found"),
    [
        (["Die Brücke wurde am Montag gesperrt.", "Karin Lund vom Stadtrat sagte, 400 Fahrer am Tag müssten den Weg über Bergen nehmen."], "gesperrt"),
        (["Im Frühjahr hatten Ingenieure in zwei ihrer Pfeiler Risse gefunden.", "Karin Lund vom Stadtrat sagte, 400 Fahrer am Tag müssten den Weg über Bergen nehmen."], None),
        (["Die Brücke wurde am Montag gesperrt.", "Im Frühjahr hatten Ingenieure in zwei ihrer Pfeiler Risse gefunden."], "gefunden"),
        (["Im Frühjahr hatten Ingenieure Risse in zwei Pfeilern der Brücke gefunden, die am Montag gesperrt wurde.", "Karin Lund vom Stadtrat sagte, 400 Fahrer am Tag müssten den Weg über Bergen nehmen."], None),
    ],
)  # fmt: skip
def test_a_sentence_that_a_segment_of_several_lacks_is_told_where_it_was(target, found):
    whole = (LONG, SAME)
    told = raised(whole, (TOWN, " ".join(target)), whole)
    assert [text for rule, text in told if rule == "omitted-passage"] == [found] * bool(found)


def test_segments_of_one_length_are_no_fault():
    assert raised((LONG, SAME)) == []


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        ("The house is red.", "das Haus ist rot.", "de", ["das"]),
        ("The house stands by the river.", "дом стоит у реки.", "ru", ["дом"]),
        ("the house is red.", "das Haus ist rot.", "de", []),
        ("The red house", "das rote Haus", "de", []),
        ("Shares of adidas rose on Friday.", "adidas legte am Freitag zu.", "de", []),
        ("The president spoke on Friday.", "van der Bellen sprach am Freitag.", "de", []),
        ("In the morning it rained.", "'s Morgens regende het.", "nl", []),
        ("The new iPhone is dear.", "iPhones sind teuer.", "de", []),
    ],
)
def test_a_sentence_starts_with_a_capital_where_the_original_does(source, target, language, found):
    rules = {"lowercase-sentence-start"}
    assert [text for rule, text in raised((source, target), languages=("en", language)) if rule in rules] == found


def test_what_only_the_original_has_is_not_said_to_stand_in_the_article():
    checker = Checker(discover(), Config(), language="en", source_language="es")
    report = checker.check(only("tables", "source,target\nEl presidente Petro habló.,President PetroHe spoke.\n")).report
    assert [finding.evidence for finding in report.findings] == ["“Petro” stands in the original, and “He” is a common word"]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Declared as '.. c:%s'.", "声明为“.. c:%s”。", "zh"),
        ("cannot combine -a option", "no se puede usar la opción -a así", "es"),
        ("yes,no,maybe", "так,не,можа быць", "be"), ("yes,no,maybe", "হ্যাঁ,না,হয়তো", "bn"), ("(in", "(у", "sr"), ("form %(key)s", "pole %(key)s s chybou", "cs"),
        ("The :scale: option is ignored.", "Die Option wird ignoriert: :scale:.", "de"),
        ("Sorting priority: %(priority_number)s", "Forgangur röðunar: %(priority_number)s", "is"),
        ("The %(name)s “%(obj)s” was deleted.", "Eliminouse %(name)s “%(obj)s”.", "gl"),
    ],
)  # fmt: skip
def test_what_the_original_has_so_is_meant(source, target, language):
    assert raised((source, target), languages=("en", language)) == []


def test_dots_that_trail_off_in_the_original_are_no_two_dots():
    assert [text for _, text in raised(("Please wait...", "Bitte warten Sie kurz.."))] == [".."]


def of_messages(entries: str) -> list[tuple[str, str, str]]:
    """Rules, severities and messages of what is found in a PO file."""
    head = 'msgid ""\nmsgstr "Language: de\\n"\n"X-Source-Language: en\\n"\n\n'
    report = Checker(discover(), Config()).check(only("po", head + entries)).report
    return [(finding.rule, finding.severity, finding.message) for finding in report.findings]


def test_a_message_needs_the_line_breaks_at_its_edges():
    assert of_messages('msgid "It rains.\\n"\nmsgstr "Es regnet."\n') == [
        ("markup-mismatch", "error", "the original’s “…\\n” is missing")
    ]
    assert of_messages('msgid "It rains."\nmsgstr "\\nEs regnet."\n') == [
        ("markup-mismatch", "warning", "the original has no “\\n…”")
    ]
    assert of_messages('msgid "\\nIt rains.\\n"\nmsgstr "\\nEs regnet.\\n"\n') == []


def test_of_a_message_by_its_key_nothing_is_said_to_be_added():
    entry = 'msgid "menu.file.open"\nmsgstr "Bitte {name} unter https://example.org/a öffnen."\n\nmsgid "It rains."\nmsgstr "Es regnet."\n'
    assert [(rule, severity) for rule, severity, _ in of_messages(entry)] == [("leftover-markup", "info")]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("Siehe {}hier</a>, {{one,two}}.", []),
        ("Siehe , {}hier</a>.", ["extra-space", "markup-mismatch"]),
    ],
)
def test_within_a_tag_of_the_original_nothing_is_prose(target, found):
    tag = '<a href=\\"https://example.org/{}/\\">'
    entry = f'msgid "Look {tag.format("en")}here</a>, {{one,two}}."\nmsgstr "{target.format(tag.format("de"))}"\n'
    assert sorted(rule for rule, *_ in of_messages(entry)) == found


def test_a_segment_left_as_the_original_has_it_is_an_error_whichever_rule_tells_it():
    checker = Checker(discover(), Config(), language="de", source_language="en")
    said = "The cat sleeps here all day long."
    report = checker.check(only("tables", f"source,target\n{said},{said}\nIt rains.,Es regnet.\n")).report
    assert [(finding.severity, finding.text) for finding in report.findings] == [("error", said)]


def test_a_table_of_copies_is_not_checked_unless_its_languages_are_named():
    file = "source,target\n" + "The cat sleeps here all day long.,The cat sleeps here all day long.\n"
    checked = Checker(discover(), Config()).check(only("tables", file))
    assert ["in English, as the article is" in error.message for error in checked.errors] == [True]


def test_plural_forms_differ_as_grammar_asks_for():
    forms = [
        "Nur eine einzige Datei wurde gelöscht.",
        "Gelöscht hat man insgesamt %d Dateien.",
        "Es sind %d Stück, die fort sind.",
    ]
    entry = 'msgid "One file was deleted by you."\nmsgid_plural "%d files were deleted by you."\n'
    assert of_messages(entry + "".join(f'msgstr[{at}] "{form}"\n' for at, form in enumerate(forms))) == []


@pytest.mark.parametrize(
    ("one", "other", "target", "severity"),
    [
        ("Please enter your user name first.", "You may not see this page.", "Sie dürfen diese Seite nicht sehen.", "warning"),
        ("The value must be a whole number.", "The value must be a decimal number.", "Der Wert muss eine Zahl sein.", "info"),
        (
            "Password changed successfully now",
            "Password change now successful",
            "Das Passwort wurde erfolgreich geändert.",
            None,
        ),
        ("At 5 p.m. today", "At 5 pm today.", "Um fünf Uhr nachmittags heute", None),
        ("Cancel the order", "Abort it", "Vorgang abbrechen", None),
    ],
)
def test_one_translation_of_two_originals(one, other, target, severity):
    entries = (
        f'msgid "{one}"\nmsgstr "{target}"\n\nmsgid "It rains."\nmsgstr "Es regnet."\n\nmsgid "{other}"\nmsgstr "{target}"\n'
    )
    told = [(rule, grave) for rule, grave, _ in of_messages(entries) if rule == "inconsistent-translation"]
    assert told == [("inconsistent-translation", severity)] * bool(severity)


def test_a_tag_that_a_translator_set_is_not_deleted_unseen():
    head = 'msgid ""\nmsgstr "Language: fr\\n"\n"X-Source-Language: en\\n"\n\n'
    document = only("po", head + 'msgid "the {}th floor"\nmsgstr "le {}<sup>e</sup> étage"\n')
    findings = Checker(discover(), Config()).check(document).report.findings
    assert {(one.rule, one.severity) for one in findings} == {("leftover-markup", "warning")}
    assert not any(suggestion.safe for one in findings for suggestion in one.suggestions)


@pytest.mark.parametrize(
    ("token", "changed"),
    [("@name", "@nombre"), ("!user", "!usuario"), ("%title", "%titulo"), ("[site:name]", "[sitio:nombre]")],
)
def test_what_a_file_shows_to_be_a_placeholder_is_one(token, changed):
    kept = [(f"Page {number} of {token} is here.", f"Aquí está la página {number} de {token}.") for number in "ABCDE"]
    whole = (f"Welcome, {token}, to the house.", f"Bienvenido, {token}, a la casa.")
    wrong = (whole[0], f"Bienvenido, {changed}, a la casa.")
    gone = (whole[0], "Bienvenido a la casa.")

    def told(*rows: tuple[str, str]) -> list[str]:
        return [text for rule, text in raised(*rows, languages=("en", "es")) if rule == "markup-mismatch"]

    assert (told(*kept, whole), told(*kept, wrong), told(*kept, gone)) == ([], [changed], ["Bienvenido"])
    assert told(*kept[:2], wrong) == told(*kept[:2], gone) == []


def test_a_placeholder_may_stand_right_behind_words_in_other_letters():
    rows = [(f"Page {one} of [name] is here for @user.", f"{one}是[name]的@user页面。") for one in "ABCDE"]
    assert raised(*rows, languages=("en", "zh")) == []


def test_words_in_brackets_that_are_translated_are_no_placeholders():
    rows = [(f"Image {one} [figure] shows it.", f"La imagen {one} [figura] lo muestra.") for one in "ABCDE"]
    assert raised(*rows, languages=("en", "es")) == []
