"""The matcher against sentences whose terms were listed by hand, and against what must not match."""

import time

import pytest

from pipeline.glossary import Glossary, read_glossary
from pipeline.homographs import is_broad, looks_alike, other_senses
from tests.bench_terms import OTHER, PAGE, PROJECT, gold, seconds, table


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return read_glossary(PROJECT / "glossary.csv")


@pytest.mark.parametrize("language", ["en", "tr"])
def test_sentences_with_all_their_terms(glossary: Glossary, language: str) -> None:
    right, lost, wrong = gold(glossary, language)
    assert right >= 500
    assert right / (right + len(lost)) >= 0.99
    assert right / (right + len(wrong)) >= 0.995


@pytest.mark.parametrize("language", ["en", "tr"])
def test_what_must_not_match(glossary: Glossary, language: str) -> None:
    traps = [row["text"] for row in table("terms_traps.tsv") if row["language"] == language]
    assert len(traps) >= 150
    assert [text for text in traps if glossary.find(text, language, OTHER[language])] == []


@pytest.mark.parametrize("language", ["en", "tr"])
def test_matches_read_by_hand_are_still_made(glossary: Glossary, language: str) -> None:
    for row in table("terms_read.tsv"):
        if row["language"] == language and row["right"] == "yes":
            found = [(m.start, m.found, m.term.id) for m in glossary.find(row["text"], language, OTHER[language])]
            assert (int(row["start"]), row["found"], row["term"]) in found


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_long_page_is_quick(language: str) -> None:
    """About 0.05 s; the rest is room for a busy machine. No word is known from the other tests."""
    assert seconds(read_glossary(PROJECT / "glossary.csv"), language) < 0.2


def test_a_page_that_repeats_itself_is_quick(glossary: Glossary) -> None:
    text = "Bel fıtığı, omurga kanalının içindeki sinir köküne bası yaparak bacağa yayılan ağrıya yol açabilir. " * 115
    start = time.perf_counter()
    assert len(glossary.find(text, "tr", "en")) >= 400
    assert len(text.split()) >= PAGE
    assert time.perf_counter() - start < 0.5


def test_homographs() -> None:
    assert looks_alike("belki", "bel")
    assert not looks_alike("beli", "bel")
    assert is_broad("kol", "tr")
    assert not is_broad("kol", "en")
    assert other_senses("the rest of the day", "en") == {(4, 8)}
    assert other_senses("le reste", "fr") == frozenset()
