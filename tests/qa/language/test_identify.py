"""Telling languages apart, by script, words and letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.identify import UNDETERMINED, detect, identify, profiles, scores, tokens
from qa.language.scripts import LANGUAGE_OF, script_of

TEXTS = [
    ("en", "The council said on Tuesday that the new bridge would not be open to traffic before the end of the year."),
    ("de", "Der Rat teilte am Dienstag mit, dass die neue Brücke nicht vor Ende des Jahres für den Verkehr freigegeben wird."),
    ("fr", "Le conseil a annoncé mardi que le nouveau pont ne serait pas ouvert à la circulation avant la fin de l’année."),
    ("es", "El ayuntamiento anunció el martes que el puente nuevo no se abrirá al tráfico antes de que termine el año."),
    ("pt", "A câmara anunciou na terça-feira que a nova ponte não será aberta ao trânsito antes do fim do ano."),
    (
        "gl",
        "O concello dixo o martes que a nova ponte non estará aberta ao tráfico antes de que remate o ano, segundo a alcaldesa.",
    ),
    ("it", "Il comune ha annunciato martedì che il nuovo ponte non sarà aperto al traffico prima della fine dell’anno."),
    ("nl", "De gemeente zei dinsdag dat de nieuwe brug niet voor het einde van het jaar open zal zijn voor het verkeer."),
    ("af", "Die raad het Dinsdag gesê dat die nuwe brug nie voor die einde van die jaar vir verkeer oopgemaak sal word nie."),
    ("sv", "Kommunen meddelade på tisdagen att den nya bron inte kommer att öppnas för trafik före årets slut."),
    ("da", "Kommunen oplyste tirsdag, at den nye bro ikke bliver åbnet for trafik inden udgangen af året."),
    ("nn", "Kommunen sa tysdag at den nye brua ikkje vert opna for trafikk før året er omme, og at dei ikkje veit kvifor."),
    ("fi", "Kaupunki kertoi tiistaina, että uusi silta avataan liikenteelle vasta ensi vuoden alussa."),
    ("et", "Linnavalitsus teatas teisipäeval, et uus sild avatakse liiklusele alles järgmise aasta alguses."),
    ("tr", "Belediye salı günü yaptığı açıklamada yeni köprünün yıl sonundan önce trafiğe açılmayacağını söyledi."),
    ("pl", "Rada miasta poinformowała we wtorek, że nowy most nie zostanie otwarty przed końcem roku."),
    ("cs", "Město v úterý oznámilo, že nový most nebude otevřen pro dopravu dříve než na konci roku."),
    ("sh", "Gradsko vijeće je u utorak objavilo da novi most neće biti otvoren za promet prije kraja godine."),
    ("sr", "Градско веће је у уторак саопштило да нови мост неће бити отворен за саобраћај пре краја године."),
    ("ru", "Городской совет сообщил во вторник, что новый мост не откроют для движения до конца года."),
    ("uk", "Міська рада повідомила у вівторок, що новий міст не відкриють для руху до кінця року."),
    ("be", "Гарадскі савет паведаміў у аўторак, што новы мост не адкрыюць для руху да канца года."),
    ("bg", "Общинският съвет съобщи във вторник, че новият мост няма да бъде отворен за движение преди края на годината."),
    ("ar", "أعلن المجلس يوم الثلاثاء أن الجسر الجديد لن يفتح أمام حركة المرور قبل نهاية العام."),
    ("fa", "شورای شهر روز سه‌شنبه اعلام کرد که پل جدید تا پایان سال به روی خودروها باز نخواهد شد."),
    ("ur", "کونسل نے منگل کو کہا کہ نیا پل سال کے آخر سے پہلے ٹریفک کے لیے نہیں کھولا جائے گا۔"),
    ("hi", "परिषद ने मंगलवार को कहा कि नया पुल साल के अंत से पहले यातायात के लिए नहीं खोला जाएगा।"),
    ("el", "Ο δήμος ανακοίνωσε την Τρίτη ότι η νέα γέφυρα δεν θα ανοίξει πριν από το τέλος του έτους."),
    ("he", "העירייה הודיעה ביום שלישי כי הגשר החדש לא ייפתח לתנועה לפני סוף השנה."),
    ("ko", "시의회는 새 다리가 연말 전에는 개통되지 않을 것이라고 화요일에 밝혔다."),
    ("ja", "市議会は火曜日、新しい橋は年末まで開通しないと発表した。"),
    ("zh-Hans", "市议会星期二表示，新大桥在年底之前不会开放通车。"),
    ("zh-Hant", "市議會星期二表示，新大橋在年底之前不會開放通車。"),
    ("th", "สภาเมืองกล่าวเมื่อวันอังคารว่าสะพานใหม่จะไม่เปิดก่อนสิ้นปี"),
    ("ka", "საბჭომ სამშაბათს განაცხადა, რომ ახალი ხიდი წლის ბოლომდე არ გაიხსნება."),
]


@pytest.mark.parametrize(("code", "text"), TEXTS, ids=[code for code, _ in TEXTS])
def test_a_sentence_is_known(code: str, text: str) -> None:
    assert detect(text) == code
    assert 0.5 < identify(text)[1] <= 1


@pytest.mark.parametrize("text", ["", "12 345,6 %", "Kyiv", "NASA", "xq zvwk jjqh wxzv kqpt zzgh", "☃ → ∞", "\ud800"])
def test_nothing_claims_it(text: str) -> None:
    assert identify(text) == (UNDETERMINED, 0.0)


def test_names_in_another_script_do_not_decide() -> None:
    assert detect("Ο δήμος ανακοίνωσε ότι η Microsoft και η Google δεν θα έρθουν πριν από το τέλος του έτους.") == "el"
    assert detect("Компания Microsoft сообщила, что новый офис не откроют до конца этого года.") == "ru"


def test_letters_that_only_look_cyrillic() -> None:
    text = next(text for code, text in TEXTS if code == "ru")
    assert detect(text.translate(str.maketrans("аеос", "aeoc"))) == "ru"


def test_words_are_scored_for_the_languages_of_their_script() -> None:
    found = scores(["Der", "Rat", "teilte", "am", "Dienstag", "mit"])
    assert max(found, key=lambda code: found[code]) == "de"
    assert {"en", "fr", "pl"} <= found.keys()
    assert "ru" not in found
    assert scores([]) == {}
    assert scores(["日本"]) == {}


def test_a_long_text_is_sampled() -> None:
    text = next(text for code, text in TEXTS if code == "pl")
    assert detect(text * 3000) == "pl"


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    code, probability = identify(text)
    assert 0 <= probability <= 1
    assert code
    assert all(token == token.casefold() for token in tokens(text) if token.isascii())


@given(st.characters())
def test_every_letter_has_one_script_at_most(letter: str) -> None:
    script = script_of(letter)
    assert script == "" or script in LANGUAGE_OF or script in {*profiles().scripts, "Han"}
