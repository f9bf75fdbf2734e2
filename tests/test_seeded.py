"""The checks on pairs with one planted error each (``tests/data/seeded.tsv``): the goals of docs/concepts/checks.md."""

from __future__ import annotations

from collections import Counter
from functools import cache

from pipeline.model import Pair
from pipeline.qa import CHECKS
from tests.seeded.__main__ import make
from tests.seeded.kinds import CLINICAL, KINDS
from tests.seeded.measure import (
    Texts,
    Verdict,
    alarms,
    both_ways,
    clean_texts,
    judge,
    load_glossary,
    recall,
    seconds,
    verdicts,
    wrong_texts,
)
from tests.seeded.pairs import SEEDED, SENTENCES, corpus, dump, read_rows

ROWS = read_rows()


@cache
def reported() -> dict[Texts, Verdict]:
    return verdicts([*clean_texts(ROWS), *wrong_texts(ROWS)], load_glossary())


def test_the_committed_set_is_what_the_mutators_make() -> None:
    assert SEEDED.read_text("utf-8") == dump(make()), "run: python -m tests.seeded"


def test_every_kind_is_there_and_every_row_is_wrong() -> None:
    assert len(ROWS) >= 1_200
    assert {row.kind for row in ROWS} == {kind.id for kind in KINDS}
    assert all(row.wrong != row.clean for row in ROWS)
    assert len({row.id for row in ROWS}) == len(ROWS)


def test_negation_is_spoilt_by_hand_in_both_directions() -> None:
    spoilt = [row.target_language for row in ROWS if row.kind.startswith("negation")]
    assert spoilt.count("tr") >= 60
    assert spoilt.count("en") >= 60


def test_the_rows_name_checks_that_exist() -> None:
    assert {check for row in ROWS for check in row.checks} <= {check.id for check in CHECKS}


def test_clinical_errors_are_found() -> None:
    judged = [one for one in judge(ROWS, reported()) if one.row.family == CLINICAL]
    missed = Counter(one.row.kind for one in judged if not one.found)  # no rows: nobody should tune a check to them
    assert recall(judged) >= 95, missed


def test_right_pairs_are_left_alone() -> None:
    with_error, with_any = alarms(reported()[text] for text in clean_texts(ROWS))
    assert with_error <= 1
    assert with_any <= 5


def test_ten_thousand_pairs_take_at_most_ten_seconds() -> None:
    some = [Pair(*text) for text in both_ways(pair for name in SENTENCES for pair in corpus(name))][:10_000]
    assert len(some) == 10_000
    # A busy machine deserves a second look.
    assert any(seconds(some) <= 10 for _ in range(3))
