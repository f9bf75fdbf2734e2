import pytest

from pipeline import places
from pipeline.engine import Hypothesis, Span
from tests.engines import alignment

SOURCE = "a b c d"


def said(text: str, links: str) -> Hypothesis:
    return Hypothesis(text, 1.0, alignment(SOURCE, text, links))


@pytest.mark.parametrize(
    ("text", "links", "source", "starts", "rendering"),
    [
        ("x y z w", "0-0 1-1 2-2 3-3", Span(2, 3), 2, "y"),
        ("x y z w", "0-0 1-1 2-2 3-3", Span(2, 5), 2, "y z"),
        ("(x), y!", "0-4 1-1", Span(0, 1), 5, "y"),
        ("x y z w", "1-0 1-2 1-3", Span(2, 3), 0, "x"),
        ("x it's w", "1-1", Span(2, 3), 2, "it's"),
        ("x y", "", Span(2, 3), 0, None),
    ],
)
def test_words_are_found_by_what_they_rest_on(
    text: str, links: str, source: Span, starts: int, rendering: str | None
) -> None:
    hypothesis = said(text, links)
    assert places.starts(hypothesis, source)[0] == starts
    assert sorted(places.starts(hypothesis, source)) == [word.start() for word in places.WORD.finditer(text)]
    span = places.rendering(hypothesis, source)
    assert (text[span.start : span.end] if span else None) == rendering


def test_without_words_the_end_is_the_place() -> None:
    assert places.starts(said("…", "0-0"), Span(0, 1)) == [1]
    assert places.rendering(said("…", "0-0"), Span(0, 1)) is None
