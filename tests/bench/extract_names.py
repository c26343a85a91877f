"""Extracts the names in `qa/lexicon/data/` from public packages; run by a developer when they have news.

    for package in cldr-localenames-full cldr-subdivisions-full; do npm pack $package && tar xzf $package-*.tgz; done
    uv run --with faker python tests/bench/extract_names.py package

Countries come from CLDR (Unicode-3.0) in all languages that CLDR covers well, first names from Faker (MIT).
"""

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path

DATA = Path(__file__).parents[2] / "qa" / "lexicon" / "data"

LANGUAGES = (
    "af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk kn ko lt lv mk ml mn mr "
    "ms nb ne nl nn pa pl pt ro ru sk sl sq sr sr-Latn sv sw ta te th tr uk ur uz vi zh zh-Hant"
)

CONTINENTS = {"002", "003", "005", "009", "019", "142", "150", "419"}
NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
NAME = re.compile(r"[^\W\d_][^\d_\s(),.;/|]+(?: [^\d_\s(),.;/|]+)*")
"""A name of two letters or more, no abbreviation."""
ARTICLE = re.compile(r"^[a-z]{1,3} (?=[^\W\d_a-z])")
"""The article that Irish and Welsh put before a country."""
GIVEN_NAME = re.compile(r"[^\W\d_]\w+(?:[-'’][^\W\d_]\w*)*")


def countries(main: Path) -> None:
    """`countries.txt`: a territory a line, its CLDR code and all its names."""
    names: dict[str, set[str]] = {}
    for language in LANGUAGES.split():
        [locale] = json.loads((main / language / "territories.json").read_text("utf-8"))["main"].values()
        for key, name in locale["localeDisplayNames"]["territories"].items():
            code = key.partition("-alt-")[0]
            if (code.isalpha() and code not in NO_COUNTRIES) or code in CONTINENTS:
                name = ARTICLE.sub("", " ".join(name.split()))
                if NAME.fullmatch(name) and not name.isupper() and "-variant" not in name:
                    names.setdefault(code, set()).add(name)
    lines = [f"{code}\t{'|'.join(sorted(forms))}\n" for code, forms in sorted(names.items())]
    (DATA / "countries.txt").write_text("".join(lines), "utf-8")


def subdivisions(folder: Path) -> None:
    """`subdivisions.txt`: the same of the parts of countries that CLDR names in most languages: England, Scotland and Wales."""
    names: dict[str, set[str]] = {}
    for language in LANGUAGES.split():
        if (path := folder / language / f"{language}.json").exists():
            own = json.loads(path.read_text("utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
            for code in own.keys() & {"gbeng", "gbsct", "gbwls"}:
                names.setdefault(code, set()).add(ARTICLE.sub("", own[code]))
    lines = [f"{code}\t{'|'.join(sorted(forms))}\n" for code, forms in sorted(names.items())]
    (DATA / "subdivisions.txt").write_text("".join(lines), "utf-8")


def first_names() -> None:
    """`first_names.txt`: a line a sex (f, m, fm: either, or the list does not say), then the names."""
    people = importlib.import_module("faker.providers.person")
    sexes: dict[str, set[str]] = {}
    for locale in sorted(module.name for module in pkgutil.iter_modules(people.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        lists = [("f", "first_names_female"), ("m", "first_names_male")]
        if not any(isinstance(provider.__dict__.get(name), tuple | list | dict) for _, name in lists):
            lists = [("fm", "first_names")]
        for sex, attribute in lists:
            entries = provider.__dict__.get(attribute)
            for name in entries if isinstance(entries, tuple | list | dict) else ():
                if GIVEN_NAME.fullmatch(name) and not name[0].islower() and not name.isupper():
                    sexes.setdefault(name, set()).update(sex)
    groups: dict[str, list[str]] = {"f": [], "fm": [], "m": []}
    for name, both in sorted(sexes.items()):
        groups["".join(sorted(both))].append(name)
    (DATA / "first_names.txt").write_text("".join(f"{sex}\t{' '.join(names)}\n" for sex, names in groups.items()), "utf-8")


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    countries(Path(sys.argv[1]) / "main")
    subdivisions(Path(sys.argv[1]) / "subdivisions")
    first_names()
