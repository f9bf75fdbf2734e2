"""How a translation renders the terms of its source: as the glossary wants, allows or forbids, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.matcher import Found
from pipeline.model import Rendering, TermMatch, TermUse


def uses(matches: Sequence[TermMatch], occurrences: Iterable[Found], translation: str) -> tuple[TermUse, ...]:
    """What became of each match; ``occurrences`` are the forms of the terms' targets found in the translation.

    A term that occurs n times is compared with the n best places: the preferred form before a variant, a place of its
    own before one inside the form of another term; then both follow the order of the text. Running prose says a term
    less often than its source, by a pronoun or an ellipsis, so that the places may be fewer: then neighbours share one.
    A forbidden form counts only for a term that has no allowed form anywhere, and never inside an allowed form of any
    term.
    """
    terms = {match.term.id for match in matches}
    relevant = [found for found in occurrences if found.form.term.id in terms]
    allowed = [found for found in relevant if found.form.rendering is not Rendering.FORBIDDEN]
    places = {term: _places(term, relevant) for term in terms}
    for term in terms:
        if not places[term]:
            places[term] = [
                found
                for found in relevant
                if found.form.term.id == term and not any(_within(found, other) for other in allowed)
            ]
    made = []
    for match in matches:
        same = [other for other in matches if other.term.id == match.term.id]
        found = _nth(places[match.term.id], same.index(match), len(same))
        if found:
            text = translation[found.start : found.end]
            made.append(TermUse(match, found.form.rendering, found.start, found.end, text))
        else:
            made.append(TermUse(match, Rendering.MISSING))
    return tuple(made)


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _within(one: Found, other: Found) -> bool:
    return other.start <= one.start and one.end <= other.end


def _places(term: str, relevant: list[Found]) -> list[Found]:
    """The places that render a term rightly, the best first, without overlaps."""
    own = [
        found for found in relevant if found.form.term.id == term and found.form.rendering is not Rendering.FORBIDDEN
    ]
    kept: list[Found] = []
    for found in sorted(own, key=lambda found: (found.start - found.end, found.form.rank)):
        if not any(_overlap(found, other) for other in kept):
            kept.append(found)

    def drawback(found: Found) -> tuple[bool, bool]:
        longer = (
            other
            for other in relevant
            if other.form.term.id != term and other.end - other.start > found.end - found.start
        )
        return found.form.rendering is not Rendering.PREFERRED, any(_within(found, other) for other in longer)

    return sorted(kept, key=drawback)


def _nth(places: list[Found], number: int, of: int) -> Found | None:
    """The place for the n-th of several matches."""
    if not places:
        return None
    chosen = sorted(places[:of], key=lambda found: found.start)
    return chosen[number * len(chosen) // of]
