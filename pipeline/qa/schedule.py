"""Checks on when and how long: frequencies and lengths of time, by value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check, listing
from pipeline.qa.frequency import Frequency, frequencies
from pipeline.qa.numerals import words_known
from pipeline.qa.quantities import quantities
from pipeline.qa.units import MINUTES


class FrequencyKept(Check):
    """How often something is done is the same on both sides.

    ``every 8 hours`` is ``8 saatte bir`` and also ``günde 3 kez``, but not ``günde 8 kez``; ``twice a day`` is not
    ``iki günde bir``. Read are English and Turkish and the abbreviations of prescriptions (``b.i.d.``, ``q8h``).
    """

    id = "frequency"
    severity = Severity.ERROR
    summary = "The same frequency on both sides: every 8 hours, 8 saatte bir"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for the frequencies, or the periods, without a counterpart."""
        if not words_known(pair.source_language, pair.target_language):
            return
        source = frequencies(pair.source, pair.source_language)
        target = frequencies(pair.target, pair.target_language)
        lost = _missing(source, target, pair.target, pair.target_language)
        added = _missing(target, source, pair.source, pair.source_language)
        if lost and added:
            yield f"source has {_texts(lost)}, translation has {_texts(added)}"
        elif lost := [one for one in lost if one.exact]:
            yield f"source has {_texts(lost)}, translation does not say so"
        elif added := [one for one in added if one.exact]:
            yield f"translation has {_texts(added)}, source does not say so"


def _missing(here: Sequence[Frequency], there: Sequence[Frequency], text: str, language: str) -> list[Frequency]:
    """The frequencies that the other text does not have; ``text`` is the other text, ``there`` its frequencies."""
    if not here:
        return []
    units = {frequency.unit for frequency in there}
    counts = {Fraction(quantity.value) for quantity in quantities(text, language)}
    return [
        one
        for one in here
        if not any(one.close_to(other) for other in there)
        # "Günde 2 kez" may be "every day … twice", and "günde" may stand for any number of times.
        and not (one.unit in units and (not one.exact or _times(one) <= counts))
    ]


def _times(one: Frequency) -> set[Fraction]:
    """How many times in the unit that was named."""
    return {rate * MINUTES[one.unit] / MINUTES["day"] for rate in one.rates}


def _texts(found: Sequence[Frequency]) -> str:
    return listing([frequency.text for frequency in found])
