"""Reading the texts: public sources, our own pairs, the glossary and the test sets."""

from __future__ import annotations

import csv
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.cleaning import Pair

AUTHORED = ("spine", "care", "site", "articles_en", "articles_tr", "terms_a", "terms_b")
TERMS = ("terms_a", "terms_b")


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry with its spellings, lemma first."""

    identity: str
    english: tuple[str, ...]
    turkish: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuthoredPair:
    """One of our own pairs; term rows also name the forms that stand in it."""

    file: str
    label: str
    english: str
    turkish: str
    english_form: str = ""
    turkish_form: str = ""


def public_pairs(folder: Path, name: str) -> Iterator[Pair]:
    """Yield (English, Turkish) lines of one public source."""
    with lzma.open(folder / f"{name}.tsv.xz", "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) >= 2:
                yield cells[0], cells[1]


def authored_pairs(folder: Path, name: str) -> Iterator[AuthoredPair]:
    """Yield the rows of one of our own files."""
    with (folder / f"{name}.tsv").open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield AuthoredPair(name, *line.rstrip("\n").split("\t"))


def read_glossary(path: Path) -> tuple[Term, ...]:
    """Read lemmas and variants of every entry that is translated."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(
                row["id"],
                (row["en"], *filter(None, row["en_variants"].split("|"))),
                (row["tr"], *filter(None, row["tr_variants"].split("|"))),
            )
            for row in csv.DictReader(file)
        )


def read_lines(path: Path) -> list[str]:
    """Read a plain text file, one segment a line."""
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")
