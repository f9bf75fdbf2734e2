"""How the checks on meaning are tested: rows of English and Turkish, each read in both directions."""

from __future__ import annotations

from pipeline.model import Pair
from pipeline.qa.checks import Check


def found(check: Check, english: str, turkish: str, *flags: str) -> list[tuple[str, ...]]:
    """The messages of a check on a pair, from English to Turkish and back."""
    both = (
        Pair(english, turkish, "en", "tr", flags=flags),
        Pair(turkish, english, "tr", "en", flags=flags),
    )
    return [tuple(finding.message for finding in check.check(pair)) for pair in both]
