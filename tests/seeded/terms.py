"""Errors of terminology: a wrong term, and a rendering that the glossary forbids."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from random import Random

from tests.seeded.pairs import ROOT, CleanPair


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary row as far as the errors need it; the pairs are (English, Turkish)."""

    pos: str
    lemmas: tuple[str, str]
    forbidden: tuple[tuple[str, ...], tuple[str, ...]]


@cache
def glossary() -> dict[str, Entry]:
    """The glossary's rows by their id."""
    with (ROOT / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: Entry(row["pos"], (row["en"], row["tr"]), (cell(row["forbidden_en"]), cell(row["forbidden_tr"])))
            for row in csv.DictReader(file)
        }


def cell(text: str) -> tuple[str, ...]:
    """The renderings in a cell."""
    return tuple(filter(None, text.split("|")))


def put(pair: CleanPair, side: int, new: str) -> str | None:
    """The pair's term replaced, where it stands in its dictionary form, is a noun and stands there once."""
    text, found = (pair.en, pair.tr)[side], pair.forms[side]
    entry = glossary().get(pair.term)
    if entry is None or entry.pos != "noun" or found.casefold() != entry.lemmas[side].casefold():
        return None
    if text.count(found) != 1 or found.islower() != found[:1].islower():
        return None
    first = "İ" if side and new[0] == "i" else new[0].upper()
    return text.replace(found, new if found[0].islower() else first + new[1:])


def forbidden(pair: CleanPair, language: str, random: Random) -> str | None:
    """A rendering that the glossary forbids."""
    side = int(language == "tr")
    entry = glossary().get(pair.term)
    names = entry.forbidden[side] if entry else ()
    return put(pair, side, random.choice(names)) if names else None


def exchanged(pair: CleanPair, language: str, random: Random) -> str | None:
    """Another term of the glossary in its place."""
    side = int(language == "tr")
    others = sorted(entry.lemmas[side] for entry in glossary().values() if entry.pos == "noun")
    new = random.choice(others)
    same = {word.casefold() for word in pair.forms[side].split()} & {word.casefold() for word in new.split()}
    return None if same else put(pair, side, new)
