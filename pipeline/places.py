"""Where in a translation the words stand that render a part of its source, by the engine's alignment."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.engine import Alignment, Hypothesis, Span

WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SAME_BLOCK = 0.5
"""Words that rest on the source at least so much, compared with the one that does most, belong to the rendering."""


def starts(said: Hypothesis, source: Span) -> list[int]:
    """Where words begin that may render a span of the source, the likeliest first; the end if there are no words."""
    weights = _weights(said, source)
    ranked = sorted(weights, key=lambda start: (-weights[start], start))
    return list(dict.fromkeys((*_block(weights)[:1], *ranked))) or [len(said.text)]


def rendering(said: Hypothesis, source: Span) -> Span | None:
    """The neighbouring words that render a span of the source; None if nothing rests on it."""
    block = _block(_weights(said, source))
    last = WORD.match(said.text, block[-1]) if block else None
    return Span(block[0], last.end()) if last else None


def _weights(said: Hypothesis, source: Span) -> dict[int, float]:
    """For the start of each word how much the word rests on a span of the source."""
    return {word.start(): _weight(said.alignment, source, Span(*word.span())) for word in WORD.finditer(said.text)}


def _block(weights: Mapping[int, float]) -> list[int]:
    """The neighbouring words that rest on a term, around the one that does most, by their starts; none if none does."""
    starts = sorted(weights)
    if not starts:
        return []
    most = max(starts, key=lambda start: (weights[start], -start))
    if not weights[most]:
        return []
    rests = [weights[start] >= _SAME_BLOCK * weights[most] for start in starts]
    first = last = starts.index(most)
    while first and rests[first - 1]:
        first -= 1
    while last + 1 < len(starts) and rests[last + 1]:
        last += 1
    return starts[first : last + 1]


def _weight(alignment: Alignment, source: Span, target: Span) -> float:
    """How much the tokens of a target span rest on those of a source span: the most that any does."""
    columns = [index for index, span in enumerate(alignment.source) if _overlap(span, source)]
    return max(
        (
            sum(row[column] for column in columns)
            for span, row in zip(alignment.target, alignment.weights, strict=True)
            if _overlap(span, target)
        ),
        default=0.0,
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
