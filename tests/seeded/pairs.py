"""Clean pairs, seeded rows, and their files."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CORPORA = ROOT / "corpora"
DATA = ROOT / "tests" / "data"
SEEDED = DATA / "seeded.tsv"
EDITS = DATA / "seeded_edits.tsv"

SENTENCES = ("care", "site", "spine", "terms_a", "terms_b")


@dataclass(frozen=True, slots=True)
class CleanPair:
    """An English text and its Turkish translation, both right; a translation of either from the other.

    ``term`` is the glossary id of the term that the pair shows, ``forms`` how it stands in English and in Turkish.
    """

    id: str
    en: str
    tr: str
    term: str = ""
    forms: tuple[str, str] = ("", "")

    def text(self, language: str) -> str:
        """The side in one of the two languages."""
        return self.tr if language == "tr" else self.en


@dataclass(frozen=True, slots=True)
class Row:
    """A pair with one planted error: ``wrong`` is ``clean`` after it; ``checks`` are the ids that may rightly report.

    The first of ``checks`` is the one made for this kind of error.
    """

    id: str
    kind: str
    family: str
    source_language: str
    target_language: str
    source: str
    clean: str
    wrong: str
    checks: tuple[str, ...]

    @property
    def english(self) -> str:
        """The right text in English, by which the pair is known."""
        return self.source if self.source_language == "en" else self.clean


def lines(path: Path) -> list[list[str]]:
    """The fields of a TSV file; only a line feed ends a line, as the texts may hold other separators."""
    return [line.split("\t") for line in path.read_text("utf-8").rstrip("\n").split("\n")]


def key(english: str) -> int:
    """What a corpus pair is known by: the CRC-32 of its English text in UTF-8."""
    return zlib.crc32(english.encode("utf-8"))


def is_held_out(english: str) -> bool:
    """Whether the pair belongs to the third that nobody looks at while writing checks."""
    return key(english) % 3 == 0


def is_opened(english: str) -> bool:
    """Whether the pair belongs to the half of that third that was opened for tuning later; the rest is still unread."""
    return key(english) % 6 == 0


def corpus(name: str) -> Iterator[CleanPair]:
    """The pairs of one file of ``corpora/``."""
    for label, en, tr, *forms in lines(CORPORA / f"{name}.tsv"):
        shown = (label, (forms[0], forms[1])) if forms else ("", ("", ""))
        yield CleanPair(f"{key(en):08x}", en, tr, *shown)


def sentences() -> list[CleanPair]:
    """The held-out third of the sentence files, each English text once."""
    return list({p.id: p for name in SENTENCES for p in corpus(name) if is_held_out(p.en)}.values())


def written() -> list[CleanPair]:
    """The pairs written for the seeded set: doses, dates, contacts, sides, which the corpora hold few of."""
    return [CleanPair(name, en, tr) for name, en, tr in lines(DATA / "seeded_pairs.tsv")[1:]]


def with_codes() -> list[CleanPair]:
    """The pairs with inline codes."""
    return [CleanPair(name, en, tr) for name, en, tr in lines(DATA / "codes_en-tr.tsv")[1:]]


HEADER = ("id", "kind", "family", "from", "to", "source", "clean", "wrong", "checks")


def dump(rows: Iterable[Row]) -> str:
    """The rows as a TSV file."""
    names = [field.name for field in fields(Row)][:-1]
    table = [HEADER, *((*(getattr(row, name) for name in names), " ".join(row.checks)) for row in rows)]
    return "".join("\t".join(cells) + "\n" for cells in table)


def read_rows(path: Path = SEEDED) -> list[Row]:
    """The seeded set as committed."""
    return [
        Row(name, kind, family, source_language, target_language, source, clean, wrong, tuple(checks.split()))
        for name, kind, family, source_language, target_language, source, clean, wrong, checks in lines(path)[1:]
    ]
