"""Turkish endings after an apostrophe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Pair, Severity
from pipeline.morphology.turkish import agrees
from pipeline.qa.checks import Check, plain


class SuffixHarmony(Check):
    """An ending after an apostrophe fits how the word before it is read: ``%20'si``, ``2018'de``, ``MR'ın``, ``L5'te``.

    ``%20`` is read *yüzde yirmi*, so that ``%20'sı`` is wrong. Judged are endings of numerals and of abbreviations in
    capitals; any usual reading is right (``1.000'de``, ``09.00'da``). Endings that stand apart from their number (``%20
    si``) or without apostrophe (``%20si``) are found, too. The rules are those of the TDK spelling guide (*Yazım
    Kılavuzu*, on the apostrophe).
    """

    id = "suffix-harmony"
    severity = Severity.WARNING
    summary = "Turkish endings after numerals and abbreviations agree with how these are read"

    _NUMERAL = r"(?<![\w'’.,:/])(?P<stem>%?\d[\d.,:]*"
    _ATTACHED = re.compile(_NUMERAL + r"|[A-ZÇĞİÖŞÜ]{2,6}\d*|[A-Z]\d+)['’](?P<suffix>[a-zçğıöşü]+)(?!\w)")
    # Without "de" and "da" after a space, which mean "also", and without "su", which is water.
    _ENDING = r"(?:s[ıiü]|s?[ıiuü]n(?:[dt]?[ae]n?|[ıiuü]n?)|n[ıiuü]n|[dt][ae]n|y[ıiuü]|l[ıiuü]k?|[dt][ıiuü]r)"
    _LONE = re.compile(rf"{_NUMERAL}|[A-Z]\d+)(?: {_ENDING}|{_ENDING}|[dt][ae])(?![\w'’])")

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each ending."""
        if pair.target_language.split("-")[0] != "tr":
            return
        text = plain(pair.target)
        for match in self._ATTACHED.finditer(text):
            if not _agrees(match["stem"], match["suffix"]):
                yield f"translation has {match.group()}, whose ending does not agree with how {match['stem']} is read"
        for match in self._LONE.finditer(text):
            yield f"translation has {match.group()!r}: an ending belongs after an apostrophe"


def _agrees(stem: str, suffix: str) -> bool:
    """Whether the ending is right, also for a foreign abbreviation whose ``I`` is read *i*: ``ODI'de``."""
    return agrees(stem, suffix) or agrees(stem.replace("I", "İ"), suffix)
