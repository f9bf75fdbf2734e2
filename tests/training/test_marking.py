"""Marked copies: terms, placeholders, casing."""

import re
from random import Random

import pytest

from training.marking import (
    TO_ENGLISH,
    TO_TURKISH,
    DictionaryMatcher,
    Example,
    GlossaryMatcher,
    annotate,
    annotated,
    cited,
    inflected_english,
    inflected_turkish,
    lower_turkish,
    recased,
    upper_turkish,
    with_placeholders,
)
from training.sources import Term

PAIR = ("Spinal fusion joins two vertebrae.", "Omurga füzyonunda iki omur birleştirilir.")
TERMS = (
    Term("spinal-fusion", ("spinal fusion",), ("omurga füzyonu",)),
    Term("vertebra", ("vertebra", "vertebrae"), ("omur",)),
    Term("spine", ("spine",), ("omurga",)),
)


@pytest.mark.parametrize(
    ("lemma", "text", "found"),
    [
        ("omurga füzyonu", "omurga füzyonunu", True),
        ("antibiyotik", "antibiyotiği", True),
        ("kanal darlığı", "kanal darlığının", True),
        ("bel", "belge", False),
        ("bel", "belde", True),
        ("omur", "omurga", False),
        ("disk", "diskin", True),
    ],
)
def test_turkish_lemmas_are_found_with_suffixes_only(lemma: str, text: str, found: bool) -> None:
    assert bool(re.search(inflected_turkish(lemma), text)) is found


@pytest.mark.parametrize(("lemma", "text"), [("biopsy", "two biopsies"), ("disc-height", "disc heights")])
def test_english_lemmas_are_found_in_plural(lemma: str, text: str) -> None:
    assert re.search(inflected_english(lemma), text)


def test_turkish_case_keeps_the_dot() -> None:
    assert upper_turkish("ilaç ısısı") == "İLAÇ ISISI"
    assert lower_turkish("İLAÇ ISISI") == "ilaç ısısı"


def test_glossary_terms_are_annotated_in_both_directions() -> None:
    matches = GlossaryMatcher(TERMS).matches(PAIR)
    assert {match.turkish_lemma for match in matches} == {"omurga füzyonu", "omur"}
    examples = annotated(PAIR, matches, Random(3))
    assert {example.way for example in examples} == {TO_TURKISH, TO_ENGLISH}
    one = next(example for example in examples if example.way == TO_TURKISH)
    assert one.turkish == PAIR[1]
    assert "⟪ " in one.english


def test_annotation_is_written_from_the_end() -> None:
    notes = [((0, 13), "omurga füzyonu"), ((24, 33), "omur")]
    assert annotate(PAIR[0], notes) == "⟪ Spinal fusion⟹ omurga füzyonu⟫ joins two ⟪ vertebrae⟹ omur⟫."


def test_dictionary_words_match_when_they_stand_on_both_sides() -> None:
    matcher = DictionaryMatcher([("kitchen", "mutfak"), ("garden", "bahçe")])
    (match,) = matcher.matches(("She is in the kitchen.", "O mutfağında."))
    assert (match.english_lemma, match.turkish_lemma) == ("kitchen", "mutfak")


@pytest.mark.parametrize("seed", range(20))
def test_placeholders_stand_on_both_sides(seed: int) -> None:
    pair = ("Call 0212 or ask Dr Smith for MRI.", "0212'yi arayın ya da MRI için Dr Smith'e sorun.")
    example = with_placeholders(pair, [], Random(seed))
    assert example is not None
    marks = [sorted(re.findall(r"⟦\d+⟧", side)) for side in (example.english, example.turkish)]
    assert marks[0] == marks[1] != []


def test_casing_and_citations() -> None:
    texts = {recased(("About us", "iletişim ve ısı"), Random(seed)) for seed in range(8)}
    assert texts == {Example("ABOUT US", "İLETİŞİM VE ISI"), Example("About Us", "İletişim ve Isı")}
    cite = cited(("It helps.", "Yarar sağlar."), Random(1))
    assert cite is not None
    assert re.sub(r"\D", "", cite.english) == re.sub(r"\D", "", cite.turkish)
