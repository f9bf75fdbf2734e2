"""How often the checks are right: findings on clean pairs and on pairs with a planted error."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline import codes
from pipeline.glossary import Glossary, read_glossary
from pipeline.model import Pair, Severity
from pipeline.qa import CHECKS, check_pairs
from tests.seeded.pairs import ROOT, CleanPair, Row

DIRECTIONS = (("en", "tr"), ("tr", "en"))


class Texts(NamedTuple):
    """A source and its translation, with their languages."""

    source: str
    target: str
    source_language: str
    target_language: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was reported on a pair: the ids of all checks, and of those that report errors."""

    all: frozenset[str]
    errors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A seeded row with the new findings: those on the wrong pair by checks that are silent on the clean one."""

    row: Row
    new: frozenset[str]
    errors: frozenset[str]

    @property
    def found(self) -> bool:
        """Whether one of the checks that may rightly report did."""
        return bool(self.new & set(self.row.checks))

    @property
    def stopped(self) -> bool:
        """Whether one of them reported an error, which keeps the text out of a release."""
        return bool(self.errors & set(self.row.checks))


def clean_texts(rows: Iterable[Row]) -> list[Texts]:
    """The clean sides of the seeded rows, each once."""
    return list(dict.fromkeys(Texts(r.source, r.clean, r.source_language, r.target_language) for r in rows))


def wrong_texts(rows: Iterable[Row]) -> list[Texts]:
    """The wrong sides of the seeded rows."""
    return [Texts(r.source, r.wrong, r.source_language, r.target_language) for r in rows]


def both_ways(pairs: Iterable[CleanPair]) -> list[Texts]:
    """Clean pairs in both directions."""
    return [Texts(p.text(a), p.text(b), a, b) for p in pairs for a, b in DIRECTIONS]


def load_glossary() -> Glossary:
    """The project's glossary."""
    return read_glossary(ROOT / "glossary.csv")


def as_pair(texts: Texts, glossary: Glossary) -> Pair:
    """The pair as the checks see it, with the glossary's terms."""
    languages = texts.source_language, texts.target_language
    terms = glossary.find(codes.plain(texts.source), *languages)
    uses = glossary.uses(terms, codes.plain(texts.target), *languages)
    return Pair(texts.source, texts.target, *languages, terms=terms, uses=uses)


def verdicts(texts: Iterable[Texts], glossary: Glossary) -> dict[Texts, Verdict]:
    """What the checks report on each pair."""
    result = {}
    for pair in texts:
        found = list(check_pairs([as_pair(pair, glossary)]))
        errors = frozenset(f.check for f in found if f.severity is Severity.ERROR)
        result[pair] = Verdict(frozenset(f.check for f in found), errors)
    return result


def judge(rows: Sequence[Row], judged: dict[Texts, Verdict]) -> list[Judged]:
    """The rows with what is new on their wrong side."""
    result = []
    for row in rows:
        languages = row.source_language, row.target_language
        clean, wrong = (judged[Texts(row.source, text, *languages)] for text in (row.clean, row.wrong))
        result.append(Judged(row, wrong.all - clean.all, wrong.errors - clean.all))
    return result


def share(part: int, whole: int) -> float:
    """A share in per cent."""
    return 100 * part / whole if whole else 0.0


def recall(judged: Iterable[Judged]) -> float:
    """Which share of the planted errors was found, in per cent."""
    found = [one.found for one in judged]
    return share(sum(found), len(found))


def alarms(clean: Iterable[Verdict]) -> tuple[float, float]:
    """Which share of right pairs got an error, and which any finding, in per cent."""
    reports = list(clean)
    with_error, with_any = sum(bool(v.errors) for v in reports), sum(bool(v.all) for v in reports)
    return share(with_error, len(reports)), share(with_any, len(reports))


class CheckScore(NamedTuple):
    """How a check does: the planted errors it was made for, how many of them it found, and all its reports.

    A report is ``right`` where the row names the check, ``besides`` where the pair has another error, and one of the
    ``alarms`` on a pair that is right.
    """

    made_for: int
    found: int
    right: int
    besides: int
    alarms: int


def by_check(judged: Sequence[Judged], clean: Iterable[Verdict]) -> dict[str, CheckScore]:
    """The score of each check, in the order in which the checks report."""
    made_for, found, right, besides, alarms = (Counter[str]() for _ in range(5))
    for one in judged:
        first, named = one.row.checks[0], set(one.row.checks)
        made_for[first] += 1
        found[first] += first in one.new
        right.update(one.new & named)
        besides.update(one.new - named)
    for verdict in clean:
        alarms.update(verdict.all)
    return {c.id: CheckScore(*(count[c.id] for count in (made_for, found, right, besides, alarms))) for c in CHECKS}


def seconds(pairs: Sequence[Pair]) -> float:
    """The processor time that all checks take for these pairs."""
    started = time.process_time()
    for _ in check_pairs(pairs):
        pass
    return time.process_time() - started
