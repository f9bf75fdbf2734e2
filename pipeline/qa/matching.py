"""Which numbers of two texts have no counterpart on the other side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from pipeline.numbers import Number, NumberKind
from pipeline.qa.checks import numbers_in, plain
from pipeline.qa.words import scale_after, spelled_numbers

_APART = frozenset({NumberKind.TIME, NumberKind.DATE, NumberKind.VERSION, NumberKind.EXPONENT})
"""Kinds whose value means nothing beside other numbers."""


@lru_cache(maxsize=16)
def unmatched(
    source: str, target: str, source_language: str, target_language: str
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """Numbers of the source without counterpart, and numbers of the translation without; phones are left out.

    First equal values cancel out, then what says the same in another shape (``18:30`` and 18.30, ``C5/6`` and "5 ve 6",
    a date and its day and year), last what the other side spells out.
    """
    left, right = _counted(source, source_language), _counted(target, target_language)
    for same in (_equal, _alike):
        left, right = cancel(left, right, same)
    left, right = _cancel_parts(left, right)
    right, left = _cancel_parts(right, left)
    if left:
        left = _unspelled(left, spelled_numbers(plain(target), target_language))
    if right:
        right = _unspelled(right, spelled_numbers(plain(source), source_language))
    return tuple(left), tuple(right)


def cancel(
    left: Sequence[Number], right: Sequence[Number], same: Callable[[Number, Number], bool]
) -> tuple[list[Number], list[Number]]:
    """Take out pairs of numbers that are the same, each number once; what is left keeps its order."""
    rest, others = [], list(right)
    for number in left:
        match = next((other for other in others if same(number, other)), None)
        if match is None:
            rest.append(number)
        else:
            others.remove(match)
    return rest, others


def _counted(text: str, language: str) -> list[Number]:
    """The numbers of a text but phones, with the word after them multiplied in: ``10 bin`` is 10,000."""
    return [
        replace(number, value=number.value * scale_after(plain(text), number.end, language))
        for number in numbers_in(text, language)
        if number.kind is not NumberKind.PHONE
    ]


def _equal(one: Number, other: Number) -> bool:
    """Same value of the same sort; a level name must keep its letter (L4 is not C4)."""
    if one.value != other.value:
        return False
    if one.kind is NumberKind.LABEL or other.kind is NumberKind.LABEL:
        return one.prefix.casefold() == other.prefix.casefold()
    return one.kind is other.kind or not {one.kind, other.kind} & _APART


def _alike(one: Number, other: Number) -> bool:
    """The same in another shape: ``type-2`` and ``tip 2``; 10.30 as a time and read as a decimal."""
    kinds = {one.kind, other.kind}
    if kinds == {NumberKind.LABEL}:
        return one.value == other.value and min(len(one.prefix), len(other.prefix)) > 1
    if NumberKind.LABEL in kinds:
        return one.value == other.value and not kinds & _APART
    if kinds == {NumberKind.TIME, NumberKind.PLAIN}:
        time, plain_ = (one, other) if one.kind is NumberKind.TIME else (other, one)
        return plain_.value in _time_readings(time)
    return False


def _time_readings(time: Number) -> tuple[Decimal, ...]:
    hour, minute = time.parts
    if minute:
        return (hour + minute / 100, hour % 12 + minute / 100)
    return (hour, hour % 12, hour % 12 + 12)


def _cancel_parts(left: list[Number], right: list[Number]) -> tuple[list[Number], list[Number]]:
    """Take out numbers whose parts all stand on the other side (a month may be a word there)."""
    rest = []
    for number in left:
        needed = [part for part in number.parts if number.kind is not NumberKind.DATE or part != number.parts[1]]
        others = list(right)
        for part in needed:
            match = next((other for other in others if other.value == part and other.kind not in _APART), None)
            if match is None:
                break
            others.remove(match)
        else:
            if needed:
                right = others
                continue
        rest.append(number)
    return rest, right


def _unspelled(numbers: list[Number], spelled: Iterable[Decimal]) -> list[Number]:
    """The numbers that are not among the spelled-out ones; each word serves once."""
    words = Counter(spelled)
    rest = []
    for number in numbers:
        if words[number.value] and number.kind not in _APART:
            words[number.value] -= 1
        else:
            rest.append(number)
    return rest
