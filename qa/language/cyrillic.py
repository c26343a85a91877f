"""Cyrillic letters as other scripts spell their sounds: for words that kept a letter or two of them in translation."""

_LETTERS = "а б в г ґ д е ё є ж з и і ї й к л м н о п р с т у ў ф х ц ч ш щ ъ ы ь э ю я ј љ њ ћ ђ џ"
_LATIN = "a b v g g d e yo ye zh z i i yi y k l m n o p r s t u w f kh ts ch sh shch - y - e yu ya j lj nj ć đ dž"
_ARABIC = "ا ب ف غ غ د ي يو ي ج ز ي ي ي ي ك ل م ن و ب ر س ت و و ف خ تس تش ش شتش - ي - ي يو يا ي ل ن تش ج ج"
_KATAKANA = "ア ブ ヴ グ グ ド エ ヨ エ ジュ ズ イ イ イ イ ク ル ム ン オ プ ル ス ト ウ ウ フ フ ツ チ シュ シチ - ウ - エ ユ ヤ イ リ ニ チ ジ ジ"

SPELT: dict[str, dict[str, str]] = {
    script: dict(zip(_LETTERS.split(), spelling.replace("-", "\u200b").split(), strict=True))
    for script, spelling in (("Latin", _LATIN), ("Arabic", _ARABIC), ("Kana", _KATAKANA))
}
"""By script: how it writes each letter in lower case where no vowel of its own follows."""


def spelt(letters: str, script: str) -> str | None:
    """Cyrillic letters in another script, None where it is not known how."""
    table = SPELT.get(script, {})
    if not all(letter.lower() in table for letter in letters):
        return None
    return "".join(table[letter.lower()] for letter in letters).replace("\u200b", "")
