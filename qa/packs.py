"""Phrase packs: what a rule knows to look for, a JSON file a language in `rules/packs/RULE/`."""

import os
from functools import lru_cache
from typing import TypeVar

import msgspec

import rules
from qa.language import fallbacks

T = TypeVar("T")

FOLDER = os.path.join(rules.__path__[0], "packs")


@lru_cache(maxsize=128)
def load(rule: str, code: str, kind: type[T]) -> T | None:
    """The pack of a rule that serves a language: its own, its equivalent's or its parent's; None where there is none.

    Raises ValueError where a pack is broken, naming it.
    """
    for candidate in (code, *fallbacks(code)):
        path = os.path.join(FOLDER, rule, candidate + ".json")
        try:
            with open(path, "rb") as file:
                return msgspec.json.decode(file.read(), type=kind)
        except FileNotFoundError:
            continue
        except msgspec.MsgspecError as error:
            raise ValueError(f"{path}: {error}") from error
    return None


def codes(rule: str) -> tuple[str, ...]:
    """The languages that a rule has packs for, sorted."""
    return tuple(sorted(name[:-5] for name in os.listdir(os.path.join(FOLDER, rule)) if name.endswith(".json")))
