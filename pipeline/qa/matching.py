"""Which numbers of two texts have no counterpart on the other side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from pipeline.numbers import Number, NumberKind
from pipeline.qa.calendar import spoken_times
from pipeline.qa.checks import numbers_in, plain
from pipeline.qa.frequency import frequencies
from pipeline.qa.numerals import Numeral, completed, numerals, romans
from pipeline.qa.quantities import Quantity, quantities, uncounted
from pipeline.qa.units import MINUTES

Item = TypeVar("Item")
Figure = TypeVar("Figure", Number, Numeral)

_APART = frozenset({NumberKind.TIME, NumberKind.DATE, NumberKind.VERSION, NumberKind.EXPONENT})
"""Kinds whose value means nothing beside other numbers."""
_PER = re.compile(r"(?:/| per )(?:kg|kilogram(?:me)?|m²|d[lL]|m[lL]|[lL]|sa|saat|h|hour|gün|day)\b")


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
    left = _unspoken(left, target, target_language)
    right = _unspoken(right, source, source_language)
    if left:
        left = _without_same_period(left, source, target, source_language, target_language)
    if right:
        right = _without_same_period(right, target, source, target_language, source_language)
    if left:
        left = _unspelled(left, _spelled(target, target_language))
    if right:
        right = _unspelled(right, _spelled(source, source_language))
    return tuple(left), tuple(right)


def unmatched_words(source: str, target: str, source_language: str, target_language: str) -> list[Numeral]:
    """Number words of the first text whose value the second has neither in digits nor in words.

    Only words that are nothing but a number count, and ``two`` only before a unit: the other language often says
    ``both``, ``pair``, "either" or just a plural. A half or a third counts before a unit, and where the second text has
    another part instead.
    """
    spelled, others = _spelled(source, source_language), _spelled(target, target_language)
    if not any(numeral.sure or numeral.value < 1 for numeral in spelled):
        return []
    there = _values(target, target_language)
    here = {reading for numeral in spelled for reading in numeral.readings}
    has_other_part = any(numeral.value < 1 and numeral.value not in here for numeral in others)
    counted = {quantity.start for quantity in quantities(source, source_language) if quantity.unit}

    def counts(numeral: Numeral) -> bool:
        if numeral.value < 1 and not numeral.sure:
            return numeral.start in counted or has_other_part
        return numeral.sure and (numeral.start in counted or numeral.value != 2)

    missing = [
        numeral
        for numeral in spelled
        if there.isdisjoint((numeral.value, *numeral.others))
        and not (numeral.parts and there.issuperset(numeral.parts))
        and counts(numeral)
    ]
    return _without_same_period(missing, source, target, source_language, target_language)


def _values(text: str, language: str) -> set[Decimal]:
    """Every value that the numbers of a text can stand for, the hours of the clock from 0 to 11 among them."""
    figures = numbers_in(text, language)
    return {
        *(value for number in figures for value in (number.value, *number.parts)),
        *(number.value for number in _counted(text, language)),
        *(reading for numeral in _spelled(text, language) for reading in numeral.readings),
        *(Decimal(int(number.value) // 60 % 12) for number in figures if number.kind is NumberKind.TIME),
    }


def cancel(
    left: Sequence[Item], right: Sequence[Item], same: Callable[[Item, Item], bool]
) -> tuple[list[Item], list[Item]]:
    """Take out pairs of items that are the same, each item once; what is left keeps its order."""
    rest, others = [], list(right)
    for item in left:
        match = next((other for other in others if same(item, other)), None)
        if match is None:
            rest.append(item)
        else:
            others.remove(match)
    return rest, others


def _counted(text: str, language: str) -> list[Number]:
    """The numbers of a text but phones, with the word after them multiplied in: ``10 bin`` is 10,000."""
    return [
        replace(number, value=completed(number.value, plain(text), number.end, language))
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
    return (hour + minute / 100,) if minute or hour else (hour, Decimal(24))


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


def _unspoken(numbers: list[Number], other: str, language: str) -> list[Number]:
    """The numbers but for the times that the other text calls noon or midnight."""
    if not any(number.kind is NumberKind.TIME for number in numbers):
        return numbers
    spoken = spoken_times(other, language)
    return [number for number in numbers if number.kind is not NumberKind.TIME or number.value not in spoken]


def _without_same_period(
    found: Sequence[Figure], source: str, target: str, source_language: str, target_language: str
) -> list[Figure]:
    """The numbers of the first text but for those in a length or frequency that the second says in other numbers.

    ``48 hours`` is ``2 gün``, and ``8 saatte bir`` is ``three times a day``.
    """
    if not found:
        return []
    lengths, others = _lengths(source, source_language), _lengths(target, target_language).values()
    rhythms = frequencies(target, target_language)
    same = {
        count
        for one in frequencies(source, source_language)
        if one.exact and any(one.close_to(other) for other in rhythms)
        for count in one.counts
    }
    return [
        number
        for number in found
        if Fraction(number.value) not in same
        and not any(abs(lengths.get(number.start, 0) - other) * 50 <= other for other in others)
    ]


def _lengths(text: str, language: str) -> dict[int, Fraction]:
    """Lengths of time in minutes, by the place of their numbers."""
    return {
        quantity.start: Fraction(quantity.value) * MINUTES[quantity.unit]
        for quantity in quantities(text, language)
        if quantity.unit in MINUTES
    }


def _spelled(text: str, language: str) -> tuple[Numeral, ...]:
    return (*numerals(plain(text), language), *romans(plain(text)))


def _unspelled(numbers: list[Number], spelled: Iterable[Numeral]) -> list[Number]:
    """The numbers that are not among the spelled-out ones; each word serves once."""
    words = Counter(reading for numeral in spelled for reading in numeral.readings)
    rest = []
    for number in numbers:
        if words[number.value] and number.kind not in _APART:
            words[number.value] -= 1
        else:
            rest.append(number)
    return rest


@lru_cache(maxsize=16)
def changed_units(
    source: str, target: str, source_language: str, target_language: str
) -> tuple[tuple[Quantity, tuple[Quantity, ...]], ...]:
    """Quantities of the source whose number has another unit in the translation, each with those found there.

    Where the number stands once with and once without a unit, nothing is said: the unit may be one that is not known
    here. A symbol that is in no place at all (``10 mg`` and just 10) is missing.
    """
    if "başına" in source or "başına" in target:  # kg başına 15 mg
        source, target = _PER.sub(" ", source), _PER.sub(" ", target)
    there = _by_value(target, target_language)
    changed = []
    for value, here in _by_value(source, source_language).items():
        left, right = cancel(here, there.get(value, []), lambda one, other: one.unit == other.unit)
        left, right = ([quantity for quantity in side if quantity.unit or quantity.sure] for side in (left, right))
        if left and right and all(quantity.unit for quantity in (*left, *right)):
            changed += [(quantity, tuple(right)) for quantity in left]
        elif right and not any(quantity.unit for quantity in right):
            changed += [(quantity, tuple(right)) for quantity in left if quantity.has_symbol]
        elif left and not any(quantity.unit for quantity in left) and any(quantity.has_symbol for quantity in right):
            changed.append((left[0], tuple(right)))
    return tuple(changed)


def _by_value(text: str, language: str) -> dict[Decimal, list[Quantity]]:
    found: dict[Decimal, list[Quantity]] = {}
    for quantity in (*quantities(text, language), *uncounted(text)):
        # How often something is done may be counted in days or not at all: "three times" is "üç gün".
        plain_quantity = replace(quantity, unit="") if quantity.unit == "time" else quantity
        found.setdefault(quantity.value, []).append(plain_quantity)
    return found
