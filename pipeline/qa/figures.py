"""Checks on figures: numbers by value, percent marks, units, citations, phone numbers and addresses on the web."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.model import Pair, Severity
from pipeline.numbers import Number, NumberKind, localize_number
from pipeline.qa.checks import Check, listing, numbers_in, plain
from pipeline.qa.matching import cancel, changed_units, unmatched, unmatched_words
from pipeline.qa.numerals import words_known
from pipeline.qa.units import MINUTES


class Numbers(Check):
    """Each number of the source stands in the translation with the same value, and no number is added.

    Values are compared, not digits: ``2.5`` and ``2,5``, ``20%`` and ``%20``, ``1,500`` and ``1.500``, ``9:00 AM`` and
    ``09.00``, ``½`` and ``1/2``, ``2026-03-14`` and ``14.03.2026`` are the same; ``2.5`` and ``25`` are not. A small
    number may be spelled out on either side, and a date or a time may be written with words.
    """

    id = "numbers"
    severity = Severity.ERROR
    summary = "The same numbers on both sides, by value"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for all numbers without a counterpart."""
        missing, added = unmatched(*_texts_of(pair))
        if missing and added:
            yield f"source has {_texts(missing)}, translation has {_texts(added)}"
        elif missing:
            yield f"source has {_texts(missing)}, translation has no such number"
        elif added:
            yield f"translation has {_texts(added)}, source has no such number"


class NumberWords(Check):
    """A spelled-out number stands in the translation with the same value, in words or in digits.

    Read are number words of English and Turkish with their endings (``two thirds``, ``twenty-five``, ``bir buçuk``,
    ``üçte ikisi``, ``ikişer``) and the Roman numerals of stages (``stage III``, ``IV. evre``). Words that are a number
    only now and then (``one``, ``second``, ``bir``, ``altı``) are accepted but never asked for.
    """

    id = "number-words"
    severity = Severity.ERROR
    summary = "The same spelled-out numbers on both sides, by value"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for all number words without a counterpart."""
        if not words_known(pair.source_language, pair.target_language):
            return
        missing, added = (
            listing(list(dict.fromkeys(numeral.text for numeral in unmatched_words(*texts))))
            for texts in (
                (pair.source, pair.target, pair.source_language, pair.target_language),
                (pair.target, pair.source, pair.target_language, pair.source_language),
            )
        )
        if missing and added:
            yield f"source has {missing}, translation has {added}"
        elif missing:
            yield f"source has {missing}, translation has no such number"
        elif added:
            yield f"translation has {added}, source has no such number"


class Percent(Check):
    """A number that is a percentage in the source is one in the translation, and the other way round.

    The mark may stand on either side or be a word (``percent``, ``yüzde``); one mark serves both ends of a range.
    """

    id = "percent"
    severity = Severity.ERROR
    summary = "Percentages stay percentages"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each value that is a percentage on one side only."""
        source, target = (
            numbers_in(pair.source, pair.source_language),
            numbers_in(pair.target, pair.target_language),
        )
        yield from self._lost(source, target, "source has {}, translation has {} without percent sign")
        yield from self._lost(target, source, "translation has {}, source has {} without percent sign")

    def _lost(self, left: tuple[Number, ...], right: tuple[Number, ...], message: str) -> Iterator[str]:
        for number in dict.fromkeys(n for n in left if n.kind is NumberKind.PERCENT):
            same = [other for other in right if other.value == number.value]
            if same and not any(other.kind is NumberKind.PERCENT for other in same):
                yield message.format(number.text, same[0].text)


_SECTION = re.compile(r"\d+(?:\.\d+)+\.? [A-ZÇĞİÖŞÜ]")
"""The number of a section before its heading (``3.1. Causes``), which begins with a capital; most units do not."""


class Notation(Check):
    """The translation writes numbers the way its language does: ``2,5`` and ``%20`` in Turkish.

    A number with the right value in the wrong notation can be misread: ``1,500`` is one and a half to a Turkish reader.
    """

    id = "notation"
    severity = Severity.WARNING
    summary = "Decimal comma, thousands and percent sign as the language writes them"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each number in foreign notation."""
        for number in numbers_in(pair.target, pair.target_language):
            proper = localize_number(number.text, pair.target_language, pair.target_language)
            is_time = number.text[0] == "0" and number.value >= 1
            is_section = number.start == 0 and _SECTION.match(plain(pair.target))
            if is_time or is_section:
                continue
            if proper and proper.replace("\u00a0", "") != re.sub(r"\s", "", number.text):
                yield f"translation has {number.text}, which the language writes {proper}"


class Units(Check):
    """A number keeps its unit, with its scale: ``10 mg`` is not ``10 g``, ``mg/kg`` is not ``mg``.

    Known are units of mass, volume, length, pressure, temperature, energy and radiation and the forms of medicines
    (tablets, drops, puffs), as symbols and as English and Turkish words. Where a unit is not recognised on one side
    nothing is said. Units of time are left to the check ``duration``.
    """

    id = "units"
    severity = Severity.ERROR
    summary = "The same unit, in the same scale, at the same number"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each number whose unit differs."""
        for here, there in changed_units(*_texts_of(pair)):
            if not {here.unit, there[0].unit} <= MINUTES.keys():
                yield f"source has {here.text}, translation has {listing([quantity.text for quantity in there])}"


class Duration(Check):
    """A length of time keeps its unit: ``6 weeks`` is not ``6 ay``, ``iki saat`` is not ``two days``.

    Compared are units at the same number, in digits or in words. Lengths that are the same in another unit pass:
    ``48 hours`` and ``2 gün``, ``18 months`` and ``bir buçuk yıl``.
    """

    id = "duration"
    severity = Severity.ERROR
    summary = "The same length of time on both sides"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each length of time whose unit differs."""
        for here, there in changed_units(*_texts_of(pair)):
            if {here.unit, there[0].unit} <= MINUTES.keys():
                yield f"source has {here.text}, translation has {listing([quantity.text for quantity in there])}"


class Citations(Check):
    """Each citation – ``(2)``, ``[3, 5]`` – stands in the translation, in brackets, and in the same order.

    The order matters because it ties each statement to its source in the reference list.
    """

    id = "citations"
    severity = Severity.WARNING
    summary = "The same citations, in the same order"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message if the sequences differ."""
        source = self._sequence(pair.source, pair.source_language)
        target = self._sequence(pair.target, pair.target_language)
        if source != target:
            yield f"source cites {listing(source) or 'nothing'}, translation cites {listing(target) or 'nothing'}"

    def _sequence(self, text: str, language: str) -> list[str]:
        return [n.text for n in numbers_in(text, language) if n.kind is NumberKind.CITATION]


class Contacts(Check):
    """Phone numbers, e-mail addresses and URLs are the same on both sides.

    A phone number may gain or lose its country code or leading zero and its spacing.
    """

    id = "contacts"
    severity = Severity.ERROR
    summary = "Phone numbers, e-mail addresses and URLs identical"

    _ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s<>'’\"]*[\w/]")

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for phones, one for addresses."""
        phones, other_phones = (
            self._phones(pair.source, pair.source_language),
            self._phones(pair.target, pair.target_language),
        )
        missing, added = cancel(phones, other_phones, self._same_phone)
        if missing or added:
            here, there = _texts(missing) or "no such phone number", _texts(added) or "no such phone number"
            yield f"source has {here}, translation has {there}"
        source, target = (Counter(self._ADDRESS.findall(plain(text))) for text in (pair.source, pair.target))
        if source != target:
            left, right = (listing(list((a - b).elements())) for a, b in ((source, target), (target, source)))
            yield f"source has {left or 'no such address'}, translation has {right or 'no such address'}"

    def _phones(self, text: str, language: str) -> list[Number]:
        return [n for n in numbers_in(text, language) if n.kind is NumberKind.PHONE]

    @staticmethod
    def _same_phone(one: Number, other: Number) -> bool:
        short, long = sorted((str(one.value), str(other.value)), key=len)
        return long.endswith(short) and len(long) - len(short) <= 3


def _texts_of(pair: Pair) -> tuple[str, str, str, str]:
    return pair.source, pair.target, pair.source_language, pair.target_language


def _texts(found: Iterable[Number]) -> str:
    return listing([number.text for number in found])
