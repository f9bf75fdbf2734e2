"""A text before and after some replacements, with the way between their offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.engine import Alignment, Span


class Edit(NamedTuple):
    """Replace ``start:end`` of a text by ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The text after the edits; a replacement corresponds, as a whole, to all that it replaced."""

    text: str
    _old_of_new: tuple[Span, ...]
    _new_of_old: tuple[Span, ...]

    def before(self, span: Span) -> Span:
        """The span of the text before the edits that a span of :attr:`text` corresponds to."""
        return _corresponding(span, self._old_of_new, len(self._new_of_old))

    def after(self, span: Span) -> Span:
        """The span of :attr:`text` that a span of the text before the edits corresponds to."""
        return _corresponding(span, self._new_of_old, len(self.text))


def apply(text: str, edits: Iterable[Edit]) -> Edited:
    """Make edits, which must not overlap; those that begin at the same offset are made in the order given."""
    parts: list[str] = []
    old_of_new: list[Span] = []
    new_of_old: list[Span] = []
    position = 0
    for start, end, new in (*sorted(edits, key=lambda edit: edit.start), Edit(len(text), len(text), "")):
        for offset in range(position, start):
            new_of_old.append(Span(len(old_of_new), len(old_of_new) + 1))
            old_of_new.append(Span(offset, offset + 1))
        parts += (text[position:start], new)
        new_of_old += [Span(len(old_of_new), len(old_of_new) + len(new))] * (end - start)
        old_of_new += [Span(start, end)] * len(new)
        position = end
    return Edited("".join(parts), tuple(old_of_new), tuple(new_of_old))


def realign(alignment: Alignment, *, source: Edited | None = None, target: Edited | None = None) -> Alignment:
    """Carry an alignment from an edited source back to what was edited, and from a target on to its edited form."""
    if source:
        alignment = replace(alignment, source=tuple(map(source.before, alignment.source)))
    if target:
        alignment = replace(alignment, target=tuple(map(target.after, alignment.target)))
    return alignment


def _corresponding(span: Span, table: Sequence[Span], length: int) -> Span:
    if span.start == span.end:
        offset = table[span.start].start if span.start < len(table) else length
        return Span(offset, offset)
    return Span(table[span.start].start, table[span.end - 1].end)
