"""For people: a finding with the line of text that it speaks of, and marks under what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Finding

_CLAUSE = re.compile(r"(?P<side>source|translation) \S+ (?P<named>.*?)(?=(?:, |: )?(?:source|translation) |$)")
_NAMED = re.compile(r"'(?P<quoted>[^']+)'|(?P<figure>[^\s,()]*[\d<@%][^\s,()]*)")


def excerpt(finding: Finding, width: int) -> Iterator[str]:
    """The lines to show below a finding: each text on one line of at most ``width``, with marks below it."""
    if not (finding.source or finding.target):
        return
    for label, side, text in (("source", "source", finding.source), ("target", "translation", finding.target)):
        line = " ".join(text.split())
        spans = sorted(_spans(line, finding.message, side))
        start = max(0, spans[0][0] - width // 3) if spans and len(line) > width else 0
        shown = line[start : start + width - 1] + "…" if len(line) - start > width else line[start:]
        shown = f"…{shown[1:]}" if start else shown
        yield f"{label} | {shown}"
        marks = "".join("^" if any(a <= start + i < b for a, b in spans) else " " for i in range(len(shown)))
        if marks.strip():
            yield f"{' ' * len(label)} | {marks.rstrip()}"


def _spans(text: str, message: str, side: str) -> Iterator[tuple[int, int]]:
    """Where in a text the things stand that a message names on this side: all of it together, or else its parts."""
    for clause in _CLAUSE.finditer(message):
        if clause["side"] == side:
            whole = clause["named"].strip(" .:")
            found = list(_find(whole, text))
            yield from found or (span for piece in _pieces(whole) for span in _find(piece, text))


def _pieces(named: str) -> Iterator[str]:
    yield from re.split(r", | and | \(", named)
    for match in _NAMED.finditer(named):
        yield match["quoted"] or match["figure"].strip(".,;:")


def _find(piece: str, text: str) -> Iterator[tuple[int, int]]:
    """The places of a piece, but not those in the middle of a longer word or number."""
    piece = piece.strip("'\"")
    before = r"(?<!\w)(?<!\d[.,])" if piece[:1].isalnum() else ""
    after = r"(?!\w|[.,]\d)" if piece[-1:].isalnum() else ""
    if piece:
        yield from (match.span() for match in re.finditer(f"{before}{re.escape(piece)}{after}", text))
