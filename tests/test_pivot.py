"""Two engines in a row."""

from __future__ import annotations

import pytest

from pipeline.engine import Alignment, Sentence, Span
from pipeline.pivot import Pivot, composed
from tests.engines import FakeEngine

TO_ENGLISH = FakeEngine(
    {"Sırt ağrısı geçer.": "Back pain passes."},
    links={"Back pain passes.": "0-0 1-1 2-2 3-3"},
    source="tr",
    target="en",
    placeholders=("⟦0⟧", "⟦1⟧"),
    score=0.5,
)
TO_ARABIC = FakeEngine(
    {"Back pain passes.": ["يزول ألم الظهر.", "ألم الظهر يزول."]},
    links={"يزول ألم الظهر.": "2-0 1-1 0-2 3-3", "ألم الظهر يزول.": "1-0 0-1 2-2 3-3"},
    source="en",
    target="ar",
    placeholders=("⟦1⟧", "⟦2⟧"),
    score=0.8,
)


def test_it_is_one_engine_to_others() -> None:
    engine = Pivot(TO_ENGLISH, TO_ARABIC)
    assert (engine.source, engine.target, engine.version) == ("tr", "ar", "1/1")
    assert engine.placeholders == ("⟦1⟧",)
    ((index, found),) = engine.translate([Sentence("Sırt ağrısı geçer.")])
    assert (index, found.text) == (0, "يزول ألم الظهر.")
    assert found.score == pytest.approx(0.4)
    source = "Sırt ağrısı geçer."
    links = {
        found.text[t.start : t.end]: source[slice(*max(zip(row, found.alignment.source, strict=True))[1])]
        for t, row in zip(found.alignment.target, found.alignment.weights, strict=True)
    }
    assert links == {"يزول": "geçer", "ألم": "ağrısı", "الظهر": "Sırt", ".": "."}


def test_alternatives_are_the_second_engine_s() -> None:
    found = list(Pivot(TO_ENGLISH, TO_ARABIC).translate([Sentence("Sırt ağrısı geçer.")], 2))
    assert [hypothesis.text for _, hypothesis in found] == ["يزول ألم الظهر.", "ألم الظهر يزول."]


def test_given_translations_are_scored_and_aligned() -> None:
    engine = Pivot(TO_ENGLISH, TO_ARABIC)
    assert dict(engine.score([(Sentence("Sırt ağrısı geçer."), "يزول ألم الظهر.")])) == {0: pytest.approx(0.4)}
    ((_, alignment),) = engine.align([("Sırt ağrısı geçer.", "a b c.")])
    assert len(alignment.weights) == len(alignment.target) == 4
    assert len(alignment.weights[0]) == len(alignment.source) == 4


def test_engines_that_do_not_meet_are_refused() -> None:
    with pytest.raises(ValueError, match="does not lead to"):
        Pivot(TO_ARABIC, TO_ENGLISH)


def test_tokens_that_are_cut_otherwise_pass_on_their_shares() -> None:
    first = Alignment((Span(0, 1), Span(2, 3)), (Span(0, 2), Span(2, 4)), ((1.0, 0.0), (0.0, 1.0)))
    second = Alignment((Span(0, 4),), (Span(0, 9),), ((1.0,),))
    assert composed(first, second).weights == ((0.5, 0.5),)
