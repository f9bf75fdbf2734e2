"""Numbers with their units, in digits or in words: ``2.5 mg``, ``two weeks``, ``yarım tablet``, ``5–10 gün``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from pipeline.numbers import NumberKind
from pipeline.qa.checks import numbers_in, plain
from pipeline.qa.numerals import completed, numerals
from pipeline.qa.units import SYMBOLS, unit_after

_COUNTING = frozenset({NumberKind.PLAIN, NumberKind.ORDINAL, NumberKind.FRACTION})
_SAME_UNIT = re.compile(r"\s?[-‐‑–—]\s?|\s(?:to|or|ila|ile|veya|ya da)\s|\s")
"""What stands between two numbers of which only the second has the unit: ``5–10 mg``, ``two to three days``."""
_SAME_MEASURE = re.compile(rf"{_SAME_UNIT.pattern}|\s(?:and|ve)\s|\s?[x×/]\s?")
"""And between two measures: ``between 5 and 10 mg``, ``2 x 3 cm``."""
_UNIT_BEFORE = re.compile(r"\b(day|week|month|year)s? $", re.IGNORECASE)
"""``day 2`` and ``weeks 3–6`` name the unit first."""
_ADVERBS = frozenset({"once", "twice", "thrice"})
_ONES = frozenset("one bir altı ilk first second third fourth fifth sixth seventh eighth ninth tenth".split())
"""Words that may be something else but count where a unit follows."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the unit after it (a canonical name of :mod:`pipeline.qa.units`, or empty).

    ``text`` is what a reader sees, with the unit; ``start:end`` is the place of the number alone.
    ``sure`` is false for a word that may be something else than a number.
    """

    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    sure: bool

    @property
    def has_symbol(self) -> bool:
        """Whether a unit of measurement stands at this very number."""
        return self.unit in SYMBOLS and len(self.text) > self.end - self.start


@lru_cache(maxsize=64)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """All numbers of a text in msgid notation that count something, in order; offsets are those of the plain text."""
    readable = plain(text)
    found = sorted((*_in_digits(text, language), *_in_words(text, language)), key=lambda quantity: quantity.start)
    for i in range(len(found) - 1, 0, -1):
        left, right = found[i - 1], found[i]
        shared = _SAME_MEASURE if right.unit in SYMBOLS else _SAME_UNIT
        if right.unit and not left.unit and shared.fullmatch(readable, left.end, right.start):
            found[i - 1] = replace(left, unit=right.unit)
    return tuple(found)


def _in_digits(text: str, language: str) -> Iterator[Quantity]:
    readable = plain(text)
    for number in numbers_in(text, language):
        if number.kind in _COUNTING:
            unit, end = unit_after(readable, number.end)
            if not unit and (before := _UNIT_BEFORE.search(readable, max(number.start - 8, 0), number.start)):
                unit = before[1].lower()
            value = number.value if unit else completed(number.value, readable, number.end, language)
            yield Quantity(value, unit, readable[number.start : end], number.start, number.end, True)


def _in_words(text: str, language: str) -> Iterator[Quantity]:
    readable = plain(text)
    for numeral in numerals(readable, language):
        unit, end = "", numeral.end
        if numeral.text.casefold() in _ADVERBS:
            unit = "time"
        elif numeral.sure or numeral.value < 1 or numeral.text.casefold() in _ONES:
            unit, end = unit_after(readable, numeral.end, fraction=numeral.value < 1)
        yield Quantity(numeral.value, unit, readable[numeral.start : end], numeral.start, numeral.end, numeral.sure)


A_FEW = Decimal(-1)
"""Stands for the number in "a few minutes" and ``birkaç dakika``."""
_UNCOUNTED = re.compile(
    r"\b(?:(?P<few>a few|few|several|birkaç)(?: (?:hundred|thousand|yüz|bin))?"
    r"|(?:for|within|after|only|about|until|least|most|than|takes) (?P<one>an?))(?= )",
    re.IGNORECASE,
)


def uncounted(text: str) -> tuple[Quantity, ...]:
    """Units after "a few" and, where it cannot mean "per", after "a": ``within a minute``; offsets as above."""
    readable = plain(text)
    found = []
    for match in _UNCOUNTED.finditer(readable):
        unit, end = unit_after(readable, match.end())
        if unit:
            start = match.start("one") if match["one"] else match.start()
            value = Decimal(1) if match["one"] else A_FEW
            found.append(Quantity(value, unit, readable[start:end], start, match.end(), sure=False))
    return tuple(found)


def replaced(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    """The text with another string at each place (start, end, what to put there); the places are in order."""
    parts: list[str] = []
    position = 0
    for start, end, new in places:
        parts += (text[position:start], new)
        position = end
    return "".join((*parts, text[position:]))
