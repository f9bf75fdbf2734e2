"""Checks that know words know them in English and Turkish; in other languages they keep quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Pair
from pipeline.qa import check_pairs

TEXTS = Path(__file__).parent.parent / "data" / "right_to_left.tsv"


@pytest.mark.parametrize("language", ["ar", "he"])
def test_good_translations_are_let_pass(language: str) -> None:
    head, *rows = (line.split("\t") for line in TEXTS.read_text("utf-8").splitlines())
    pairs = [Pair(row[0], row[head.index(language)], "en", language) for row in rows]
    assert len(pairs) > 50
    assert [(found.check, found.message) for found in check_pairs(pairs)] == []


def test_what_can_be_seen_in_any_language_is_found() -> None:
    pairs = [Pair("Take <b1>2</b1> tablets?", "خذ <b1>3</b1> أقراص.", "en", "ar")]
    assert {found.check for found in check_pairs(pairs)} >= {"numbers", "end-punctuation"}
