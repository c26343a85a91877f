"""Extracts `qa/lexicon/data/capitals.txt`: words that simplemma has in lower case and a spelling dictionary only with a capital.

    for code in en en-gb nl ru tr; do
        mkdir -p dictionaries/$code && tar xzf $(npm pack dictionary-$code) --strip-components 1 -C dictionaries/$code; done
    uv run --with chunspell python tests/bench/extract_capitals.py dictionaries

Only dictionaries under MIT and BSD licences serve. A line a language: its code, a tab, the words.
"""

import sys
from pathlib import Path

from hunspell import Hunspell

from qa.lexicon import sources
from qa.lexicon.folding import fold_of
from qa.lexicon.lexicon import LOWER

DATA = Path(__file__).parents[2] / "qa" / "lexicon" / "data"
DICTIONARIES = {"en": ("en", "en-gb"), "nl": ("nl",), "ru": ("ru",), "tr": ("tr",)}
APOSTROPHE_AFTER_NAMES = {"tr"}
"""Languages that put an apostrophe between a name and its endings, and nowhere else."""


def main(folder: Path) -> None:
    lines = []
    for code, names in DICTIONARIES.items():
        spellers = [Hunspell("index", hunspell_data_dir=str(folder / name)) for name in names]
        fold = fold_of(code)
        listed = {form for form, _ in sources.frequencies(code)}
        forms = dict(sources.dictionary_forms(code, corrected=False))
        names = {form.partition("'")[0] for form in forms if "'" in form} if code in APOSTROPHE_AFTER_NAMES else set()
        words = []
        for form, flag in forms.items():
            if flag == LOWER and len(form) > 1 and form.isalpha() and fold(form) in listed:
                first = "İ" if code == "tr" and form[0] == "i" else form[0].upper()
                if not any(speller.spell(form) for speller in spellers) and (
                    form in names
                    or any(speller.spell(written) for speller in spellers for written in (first + form[1:], form.upper()))
                ):
                    words.append(form)
        lines.append(f"{code}\t{' '.join(sorted(words))}\n")
    (DATA / "capitals.txt").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
