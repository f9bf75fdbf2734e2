"""Months, days of the week and spoken times of day in English and Turkish, and the checks that compare them.

The names are those of CLDR (``dates/calendars/gregorian``) with the abbreviations of opening hours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.locales import lower
from pipeline.model import Pair, Severity
from pipeline.numbers import NumberKind
from pipeline.qa.checks import Check, listing, numbers_in, plain
from pipeline.qa.numerals import words_known
from pipeline.qa.quantities import quantities


@dataclass(frozen=True, slots=True)
class Named:
    """A named part of the calendar: ``value`` counts from 1 (months) or from 0, Monday (days of the week).

    ``days`` are the days of the month that stand beside a month's name. ``sure`` is false where the word may be another
    (``May``, ``march``, ``pazar``).
    """

    value: int
    text: str
    sure: bool
    days: frozenset[int] = frozenset()


_MONTHS: Mapping[str, str] = {
    "en": "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?",
    "tr": "ocak|ocağ|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|aralığ",
}
_MONTH_NUMBERS: Mapping[str, int] = {
    **{name: i for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)},
    **{name: i for i, name in enumerate("oca şub mar nis may haz tem ağu eyl eki kas ara".split(), start=1)},
}
"""By the first three letters."""
_ENDING = r"(?:['’]?(?:[dt][ae](?:n|ki)?|y?[ae]|n?[ıiuü]n|y?[ıiuü]|s[ıi]|l[ae]r[ıi]?|l[ıiuü]k|[dt][ıiuü]r)){0,3}"
_DAYS = r"(\d{1,2})(?:st|nd|rd|th)?(?:\s?[-–—]\s?(\d{1,2}))?"
_MONTH: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(rf"(?:{_DAYS} (?:of )?)?\b({_MONTHS['en']})\b\.?(?: (?:the )?{_DAYS}(?!\d|:|[.,]\d))?"),
    "tr": re.compile(rf"(?:{_DAYS}[ \u00a0])?\b({_MONTHS['tr']}){_ENDING}(?!\w)( ay)?"),
}
_DAY_GROUPS: Mapping[str, tuple[int, ...]] = {"en": (1, 2, 4, 5), "tr": (1, 2)}
_IN_MONTH = re.compile(r"\b(?:in|of|by|until|since|from|between|to|every|each|and|early|late|mid|next|last|this)[ -]$")
_YEAR = re.compile(r"(?:,? |['’])\d{4}\b")
_AMBIGUOUS = frozenset({"may", "march", "mar"})

_WEEKDAYS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:(mon|tues|wednes|thurs|fri|satur|sun)days?|(mon|tue|wed|thu|fri|sat|sun)s?\.?(?=\s?[-–—/]|\s\d|[;,)]|$))(?!\w)"
    ),
    "tr": re.compile(
        rf"\b(?:(cumartesi|pazartesi|salı|çarşamba|perşembe|cuma|pazar){_ENDING}"
        r"|(pzt|sal|çar|per|cum|cmt|paz)\.?(?=\s?[-–—/]|\s\d|[;,)]|$))(?!\w)"
    ),
}
_WEEKDAY_NUMBERS: Mapping[str, int] = {
    **{name: i for i, name in enumerate("mon tue wed thu fri sat sun".split())},
    **{name: i for i, name in enumerate("pzt sal çar per cum cmt paz".split())},
    **{"pazartesi": 0, "cumartesi": 5},
}
"""By the first three letters, but for the two long Turkish names."""


class Dates(Check):
    """A date keeps its month and the day that belongs to it: ``3 March`` is ``3 Mart``, not ``3 Mayıs``.

    The month may be a number on the other side (``14.03.2026``). ``May`` and ``March`` count where they can only be
    months: beside a number or after "in". Days and years by themselves are compared as numbers.
    """

    id = "dates"
    severity = Severity.ERROR
    summary = "The same months, each with the same days"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for the months without a counterpart, or for each month with other days."""
        source, target = _both_sides(pair, months)
        if difference := _difference(source, target, "month"):
            yield difference
            return
        for one in source:
            same = [other for other in target if other.value == one.value]
            days = {day for other in same for day in other.days}
            if one.days and days and not one.days & days:
                yield f"source has {one.text}, translation has {listing([other.text for other in same])}"


class Weekdays(Check):
    """A day of the week stays the same day: ``Monday`` is ``pazartesi``, ``Mon–Fri`` is ``Pzt–Cum``."""

    id = "weekdays"
    severity = Severity.ERROR
    summary = "The same days of the week on both sides"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for the days without a counterpart."""
        if difference := _difference(*_both_sides(pair, weekdays), "day"):
            yield difference


def _both_sides(
    pair: Pair, read: Callable[[str, str], tuple[Named, ...]]
) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """What a reader finds in the source and in the translation; nothing if it does not read both languages."""
    if not words_known(pair.source_language, pair.target_language):
        return (), ()
    return read(pair.source, pair.source_language), read(pair.target, pair.target_language)


def _difference(source: Sequence[Named], target: Sequence[Named], noun: str) -> str:
    """What one side has and the other has not, as a message, or an empty string."""
    here, there = {named.value for named in source}, {named.value for named in target}
    lost = listing([named.text for named in source if named.sure and named.value not in there])
    added = listing([named.text for named in target if named.sure and named.value not in here])
    if lost and added:
        return f"source has {lost}, translation has {added}"
    if lost:
        return f"source has {lost}, translation has no such {noun}"
    return f"translation has {added}, source has no such {noun}" if added else ""


@lru_cache(maxsize=64)
def months(text: str, language: str) -> tuple[Named, ...]:
    """The months of a text in msgid notation, by name or in a date in digits; none for other languages than en, tr."""
    base = language.split("-")[0]
    if base not in _MONTH:
        return ()
    readable = plain(text)
    found = [
        Named(int(number.parts[1]), number.text, False, frozenset({int(number.parts[0])}))
        for number in numbers_in(text, language)
        if number.kind is NumberKind.DATE
    ]
    lowered = lower(readable, language)
    for match in _MONTH[base].finditer(lowered):
        name, start = match[3], match.start(3)
        days = frozenset(int(day) for day in match.group(*_DAY_GROUPS[base]) if day)
        is_dated = bool(days) or _YEAR.match(readable, match.end()) is not None
        if base == "tr":
            sure = is_dated or match[4] is not None
        else:
            # An abbreviation only counts in a date: "Jan" may be a person.
            if not readable[start].isupper() or (len(name) == 3 and name != "may" and not is_dated):
                continue
            is_placed = is_dated or _IN_MONTH.search(lowered, max(start - 10, 0), start) is not None
            sure = is_placed or name not in _AMBIGUOUS
        shown = readable[match.start() : match.end()].strip(" .")
        found.append(Named(_MONTH_NUMBERS[name[:3]], shown, sure, days))
    return tuple(found)


@lru_cache(maxsize=64)
def weekdays(text: str, language: str) -> tuple[Named, ...]:
    """The days of the week that a text in msgid notation names; none for a language other than English and Turkish."""
    base = language.split("-")[0]
    if base not in _WEEKDAYS:
        return ()
    readable = plain(text)
    found = []
    for match in _WEEKDAYS[base].finditer(lower(readable, language)):
        name = match[1] or match[2]
        value = _WEEKDAY_NUMBERS.get(name, _WEEKDAY_NUMBERS.get(name[:3], 6))
        is_short = match[1] is None
        if is_short and not readable[match.start()].isupper():
            continue
        sure = not is_short and name not in ("pazar", "salı")
        found.append(Named(value, readable[match.start() : match.end()], sure))
    return tuple(found)


# --- spoken times -----------------------------------------------------------------------------------------------------

_SPOKEN: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:(noon|midday)|(midnight))\b"),
    "tr": re.compile(r"\b(?:(öğlen|öğle vakti|öğleyin|öğleye)|(gece yarısı))"),
}
_PAST: Mapping[str, int] = {"half past": 30, "quarter past": 15, "quarter to": -15}
_CLOCK_WORDS = re.compile(rf"\b({'|'.join(_PAST)}) $")


def spoken_times(text: str, language: str) -> frozenset[int]:
    """Times of day in words, in minutes since midnight: noon, midnight, half past nine (before and after noon)."""
    base = language.split("-")[0]
    if base not in _SPOKEN:
        return frozenset()
    lowered = lower(plain(text), language)
    found = {720 if match[1] else 0 for match in _SPOKEN[base].finditer(lowered)}
    for quantity in quantities(text, language):
        past = _CLOCK_WORDS.search(lowered, max(quantity.start - 13, 0), quantity.start)
        # "Dokuz buçukta" is half past nine.
        if past or (base == "tr" and quantity.value % 1 and not quantity.unit):
            minutes = int(quantity.value * 60) + (_PAST[past[1]] if past else 0)
            found |= {minutes % 1440, (minutes + 720) % 1440}
    return frozenset(found)
