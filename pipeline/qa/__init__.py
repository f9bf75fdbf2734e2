"""Checks of a translation against its source: :data:`CHECKS` in the order in which they report.

An entry's flag ``ignore-<id>`` silences one check at that entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model import Finding, Pair
from pipeline.qa.catalog import msgfmt
from pipeline.qa.checks import Check
from pipeline.qa.figures import Citations, Contacts, Notation, Numbers, Percent, Units
from pipeline.qa.markup import CodesEqual, CodesNested, MarkupInjected
from pipeline.qa.text import DoubledWord, Empty, EndPunctuation, EndSpace, Placeholders, Unchanged

__all__ = ["CHECKS", "Check", "check_pairs", "msgfmt"]

CHECKS: tuple[Check, ...] = (
    Empty(),
    CodesEqual(),
    CodesNested(),
    MarkupInjected(),
    Placeholders(),
    Numbers(),
    Percent(),
    Units(),
    Contacts(),
    Citations(),
    Notation(),
    Unchanged(),
    DoubledWord(),
    EndPunctuation(),
    EndSpace(),
)


def check_pairs(pairs: Iterable[Pair], checks: Iterable[Check] = CHECKS) -> Iterator[Finding]:
    """All findings of all checks, pair by pair, in the order of the checks."""
    checks = tuple(checks)
    for pair in pairs:
        for check in checks:
            yield from check.check(pair)
