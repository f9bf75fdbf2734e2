"""How often something is done, by value: ``every 8 hours``, ``8 saatte bir``, ``3 times a day``, ``günde 3 kez``.

:func:`frequencies` reads English and Turkish and the prescription abbreviations of both (``b.i.d.``, ``q8h``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from pipeline.locales import lower
from pipeline.qa.checks import plain
from pipeline.qa.quantities import Quantity, quantities, replaced
from pipeline.qa.units import MINUTES


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often: ``rates`` are times a day, two for a range (``3–4 times a day``).

    ``exact`` tells ``once a day`` from what mostly means the same but may mean any number a day: ``daily``, ``günde``.
    ``unit`` is the unit of time that was named (a key of :data:`pipeline.qa.units.MINUTES`), ``counts`` the numbers in
    the ``text`` that says so.
    """

    rates: frozenset[Fraction]
    unit: str
    text: str
    exact: bool
    counts: frozenset[Fraction] = frozenset()

    def close_to(self, other: Frequency) -> bool:
        """Equal rates; within a tenth in different units, for a month is also four weeks or thirty days."""
        margin = 0 if self.unit == other.unit else Fraction(1, 10)
        return all(
            any(abs(one - two) <= margin * max(one, two) for two in there)
            for here, there in ((self.rates, other.rates), (other.rates, self.rates))
            for one in here
        )


# In the text that the patterns see, <3> stands for its fourth number, however that is written; "bir" stays before its
# mark, for it says "one" as often as "a".
_NUMBER = r"<(?P<{0}>\d+)>"
_RANGE = rf"{_NUMBER}(?:(?:\s?[-–—]\s?|\s(?:to|or|ila|ile|veya|ya\sda)\s|{{1}})<(?P<{{0}}_to>\d+)>)?"
_NO_ARTICLE = (
    r"(?:(?<!bir)|(?=<\d+>(?:\s?[-–—]|\s(?:ila|veya)\s)))"  # "bir ila üç ayda bir", but not "bir dakikada bir"
)
_TIMES, _EVERY = _RANGE.format("times", "(?!)"), _RANGE.format("every", "(?!)")
_KEZ, _DA = "(?:bir)?" + _RANGE.format("times", r"\s"), _NO_ARTICLE + _RANGE.format("every", r"\s")
_UNIT = "(?P<unit>second|minute|hour|day|night|week|month|year|saniye|dakika|saat|gün|gece|hafta|ay|yıl|sene)"
_ABOUT = r"(?:(?:en az|en fazla|en çok|yaklaşık|toplam|yalnızca|sadece|ortalama|ancak) )?"
_OCCASION = r"(?:kez|kere|defa|sefer|(?:gün|gece)(?!de\b|lük)\w{0,3}\b)"
_IN = "[dt][ae]"
_PART = "morning|evening|afternoon|sabah|akşam"
_NEW = r"(?<!ilk )(?<!son )(?<!önceki )(?<!sonraki )"

_EXACT: Mapping[str, tuple[str, ...]] = {
    "en": (
        rf"{_TIMES} times (?:in )?(?:every|each|per) {_EVERY} {_UNIT}s?\b",
        rf"{_TIMES} (?:times|days|nights|occasions) (?:an?|per|each|every|in an?) {_UNIT}\b",
        rf"{_TIMES} times (?:every )?(?P<unit>dai|night|week|month|hour|year)ly\b",
        rf"\b(?:every|each) (?:further |additional )?{_EVERY} (?:waking )?{_UNIT}s?\b",
        rf"{_EVERY}(?:-(?P<unit>hour|week|month|year)|[- ](?P<part>hour))ly\b",
    ),
    "tr": (
        rf"{_NEW}(?:her )?{_DA} {_UNIT}{_IN} {_ABOUT}{_KEZ} {_OCCASION}",
        rf"{_NEW}(?:her )?{_DA} {_UNIT}{_IN} bir<(?P<times>\d+)>(?! şey)",
        rf"{_UNIT}(?:{_IN}|n[ıi]n) {_ABOUT}{_KEZ} {_OCCASION}",
        rf"(?:(?<!> ){_UNIT} içinde|\bher {_UNIT.replace('unit', 'part')}) {_ABOUT}{_KEZ} {_OCCASION}",
        rf"\bher {_NUMBER.format('every')} {_UNIT}(?:{_IN}|n?[ıiuü]n)?\b",
    ),
}
_DOSES = r"(?<!>)<(?P<times>\d+)>(?P<part>\s?[x×*]\s?)<\d+>(?! ?(?:[cm]?m\b|<))"
"""``3x1``: three times a day one."""
_VAGUE: Mapping[str, tuple[str, ...]] = {
    "en": (
        _DOSES,
        r"\b(?P<unit>dai|night|week|month|hour|year|annual)ly\b",
        rf"\b(?:an?|per|each|every)(?: single| waking)? {_UNIT}\b(?! or <)",
        rf"\bevery (?P<part>{_PART})\b",
    ),
    "tr": (
        _DOSES,
        rf"{_UNIT}{_IN} {_ABOUT}{_KEZ}",
        rf"\bher (?P<part>{_PART})\b",
        rf"\bher {_UNIT}\b",
        r"(?P<unit>gün|hafta|ay|yıl)l[ıiuü][kğ]",
        rf"\b{_UNIT}{_IN}\b",
        rf"\b{_UNIT} başına\b",
    ),
}
_UNITS: Mapping[str, str] = {
    **{unit: unit for unit in MINUTES},
    **{"saniye": "second", "dakika": "minute", "saat": "hour", "gün": "day", "gece": "day", "night": "day"},
    **{"hafta": "week", "ay": "month", "yıl": "year", "sene": "year", "dai": "day", "annual": "year"},
    **dict.fromkeys(_PART.split("|"), "day"),
}
_REWORDED: Mapping[str, str] = {
    **dict.fromkeys(("once", "twice", "thrice"), "{} times"),
    **{"bir": "bir{}", "every other": "every {}", "alternate": "every {}", "every quarter": "every {} month"},
    **{"fortnight": "{} week", "fortnightly": "every {} week", "quarterly": "every {} month"},
}
"""What the patterns see of a number word that says more than its number."""
_NO_PERIOD = re.compile(r"(?:>\.?|\b(?:within|after|for|about|than|as|once|half|ilk|son|aynı|bu|o|ertesi|bir)) $")
"""Before a unit of time that is a length or a date, not a period: ``within a day``, ``10. günde``."""
_MENTION = re.compile(
    r"ly\b|\b(?:every|each|per|an?|her|gün ?aşırı)\b|başına|içinde|[dt][ae]\b|l[ıiuü][kğ]|n[ıi]n\b|\b[bt]\.?[id]|\bq"
    r"|\d\s?[x×*]"
)
"""A quick look whether there can be a frequency at all."""

_PHRASE = re.compile(r"\b(?:(?P<daily>[qbt]\.?(?:i\.?)?d\.?s?)|q\.?(?P<hours>\d{1,2})\.?h|(?P<other>gün ?aşırı))\b")
_DAILY: Mapping[str, int] = {"qd": 1, "bd": 2, "bds": 2, "bid": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4}
"""Prescription Latin and how many times a day it means (British National Formulary, "Abbreviations")."""


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The patterns of a language, compiled at the first use, and whether they are exact."""
    return (
        *((re.compile(pattern), True) for pattern in _EXACT[language]),
        *((re.compile(pattern), False) for pattern in _VAGUE[language]),
    )


@lru_cache(maxsize=64)
def frequencies(text: str, language: str) -> tuple[Frequency, ...]:
    """All frequencies of a text in msgid notation, the exact ones first; none for a language other than en and tr."""
    base = language.split("-")[0]
    lowered = lower(plain(text), language)
    if base not in _EXACT or not _MENTION.search(lowered):
        return ()
    numbers = quantities(text, language)
    values = [Fraction(number.value) for number in numbers]
    marked = replaced(lowered, _marks(lowered, numbers))
    found = list(_phrases(lowered))
    for pattern, exact in _patterns(base):
        matches = [
            match
            for match in pattern.finditer(marked)
            if exact or not _NO_PERIOD.search(marked, max(match.start() - 10, 0), match.start())
        ]
        for match in matches:
            found.append(_frequency(match, values, exact))
            marked = f"{marked[: match.start()]}{'_' * len(match.group())}{marked[match.end() :]}"
    return tuple(found)


def _marks(lowered: str, numbers: tuple[Quantity, ...]) -> Iterator[tuple[int, int, str]]:
    """Where the numbers are and what the patterns see there; vague numbers (``hundreds of times``) stay words."""
    for k, number in enumerate(numbers):
        written = lowered[number.start : number.end]
        if number.sure or number.unit or number.value < 1 or written in _REWORDED:
            yield number.start, number.end, _REWORDED.get(written, "{}").format(f"<{k}>")


def _frequency(match: re.Match[str], values: list[Fraction], exact: bool) -> Frequency:
    groups = match.groupdict()
    unit = _UNITS.get(next(groups[name] for name in ("unit", "part") if groups.get(name)), "day")
    text = re.sub(r"(?:bir)?<(\d+)>", lambda number: f"{float(values[int(number[1])]):g}", match.group())
    times, every = (
        [values[int(groups[key])] for key in (name, f"{name}_to") if groups.get(key)] for name in ("times", "every")
    )
    # "Üçte biri yılda bir kez" is a third of the people, not of a year.
    periods = [count for count in every if count.denominator in (1, 2, 4) and count] or [Fraction(1)]
    day = MINUTES["day"] / MINUTES[unit]
    rates = frozenset(time * day / period for time in times or [Fraction(1)] for period in periods)
    return Frequency(rates, unit, text, exact, frozenset((*times, *every)))


def _phrases(lowered: str) -> Iterator[Frequency]:
    for match in _PHRASE.finditer(lowered):
        rate = None
        if match["other"]:
            rate = Fraction(1, 2)
        elif match["hours"]:
            rate = Fraction(24, int(match["hours"]) or 24)
        elif times := _DAILY.get(match["daily"].replace(".", "")):
            rate = Fraction(times)
        if rate:
            yield Frequency(frozenset({rate}), "day", match.group(), exact=True)
