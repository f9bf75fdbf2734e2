"""Bar charts as inline SVG: each bar is a whole cut into parts, told apart by hatching as well as by colour.

A chart is a picture with a name and a description for screen readers; the table beside it holds the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.report.elements import Html, el, join

# In pixels; along the bar everything is a percentage, so that a chart fits every window and its words keep their size.
_BAR, _GAP, _LABEL = 16, 10, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled whole; ``parts`` are the lengths of its parts, in the order of the chart's kinds."""

    label: str
    parts: tuple[int, ...]
    language: str | None = None


def stacked_bars(name: str, title: str, description: str, kinds: Sequence[str], bars: Sequence[Bar]) -> Html:
    """Bars that are all equally wide, so that shares can be compared; ``name`` makes ids unique in the page."""
    step = _LABEL + _BAR + _GAP
    height = step * len(bars)
    drawn = [_bar(bar, kinds, number * step) for number, bar in enumerate(bars)]
    return el(
        "svg",
        el("title", title, id=f"{name}-title"),
        el("desc", description, id=f"{name}-desc"),
        *drawn,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        width="100%",
        height=height,
        class_="chart",
    )


def _bar(bar: Bar, kinds: Sequence[str], top: int) -> Html:
    whole = sum(bar.parts)
    parts = []
    left = 0.0
    for kind, part in zip(kinds, bar.parts, strict=True):
        width = 100 * part / whole if whole else 0.0
        place = {"x": f"{left:.2f}%", "y": top + _LABEL, "width": f"{width:.2f}%", "height": _BAR}
        if part:
            parts += [el("rect", **place, class_=f"part {kind}"), el("rect", **place, fill=f"url(#hatch-{kind})")]
        left += width
    return el("g", el("text", bar.label, x=0, y=top + _LABEL - 5, lang=bar.language), *parts)


def legend(kinds: Sequence[str], labels: Sequence[str]) -> Html:
    """What the parts of a chart's bars mean."""
    swatch = [
        el(
            "svg",
            el("rect", width=16, height=16, class_=f"part {kind}"),
            el("rect", width=16, height=16, fill=f"url(#hatch-{kind})"),
            viewBox="0 0 16 16",
            aria_hidden="true",
        )
        for kind in kinds
    ]
    items = [el("li", mark, " ", label) for mark, label in zip(swatch, labels, strict=True)]
    return el("ul", *items, class_="legend")


def hatches(strokes: dict[str, str]) -> Html:
    """The patterns of the parts, defined once for all charts of a page: kind, and the path that is drawn over it."""
    patterns = [
        el(
            "pattern",
            el("path", d=path, class_="hatch"),
            id=f"hatch-{kind}",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
        )
        for kind, path in strokes.items()
    ]
    return el("svg", el("defs", join(*patterns)), width=0, height=0, aria_hidden="true", class_="hidden")
