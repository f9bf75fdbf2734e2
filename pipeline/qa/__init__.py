"""Checks of a translation against its source: :data:`CHECKS` in the order in which they report.

An entry's flag ``ignore-<id>`` silences one check at that entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model import Finding, Pair
from pipeline.qa.antonyms import Change, Condition, Course, Laterality, Level, Nature, Obligation, Order, Place
from pipeline.qa.bounds import Bounds
from pipeline.qa.calendar import Dates, Weekdays
from pipeline.qa.catalog import msgfmt
from pipeline.qa.cautions import Cautions
from pipeline.qa.checks import Check, SetCheck
from pipeline.qa.consistency import Inconsistent, SameTranslation
from pipeline.qa.drugs import Drugs
from pipeline.qa.figures import Citations, Contacts, Duration, Notation, Numbers, NumberWords, Percent, Units
from pipeline.qa.identification import HalfTranslated, Untranslated
from pipeline.qa.length import Length, LengthLimit, SentenceCount
from pipeline.qa.lettering import Invisible, Mojibake, Normalization, TurkishLetters
from pipeline.qa.markup import CodesEqual, CodesNested, CodesSpacing, MarkupInjected
from pipeline.qa.negation import NegationCount, Negations
from pipeline.qa.repetition import DoubledWord, RepeatedPhrase
from pipeline.qa.schedule import FrequencyKept
from pipeline.qa.spelling import Spelling
from pipeline.qa.suffixes import SuffixHarmony
from pipeline.qa.terminology import TermForbidden, TermInconsistent, TermMissing, TermQuestionable
from pipeline.qa.text import Empty, EndPunctuation, EndSpace, Placeholders, Unchanged
from pipeline.qa.typography import Brackets, Quotes, QuoteStyle, Spacing

__all__ = ["CHECKS", "SET_CHECKS", "Check", "SetCheck", "check_catalogs", "check_pairs", "msgfmt"]

CHECKS: tuple[Check, ...] = (
    Empty(),
    CodesEqual(),
    CodesNested(),
    CodesSpacing(),
    MarkupInjected(),
    Placeholders(),
    Numbers(),
    NumberWords(),
    Percent(),
    Units(),
    Duration(),
    FrequencyKept(),
    Bounds(),
    Dates(),
    Weekdays(),
    Contacts(),
    Citations(),
    Negations(),
    NegationCount(),
    Laterality(),
    Level(),
    Order(),
    Change(),
    Place(),
    Course(),
    Nature(),
    Condition(),
    Obligation(),
    Cautions(),
    Drugs(),
    TermMissing(),
    TermForbidden(),
    TermQuestionable(),
    Notation(),
    Untranslated(),
    HalfTranslated(),
    Unchanged(),
    Mojibake(),
    Invisible(),
    Normalization(),
    TurkishLetters(),
    SuffixHarmony(),
    RepeatedPhrase(),
    DoubledWord(),
    EndPunctuation(),
    EndSpace(),
    Spacing(),
    Brackets(),
    Quotes(),
    QuoteStyle(),
    Length(),
    SentenceCount(),
    LengthLimit(),
    Spelling(),
)

SET_CHECKS: tuple[SetCheck, ...] = (Inconsistent(), SameTranslation(), TermInconsistent())


def check_pairs(pairs: Iterable[Pair], checks: Iterable[Check] = CHECKS) -> Iterator[Finding]:
    """All findings of all checks, pair by pair, in the order of the checks."""
    checks = tuple(checks)
    for pair in pairs:
        for check in checks:
            yield from check.check(pair)


def check_catalogs(pairs: Sequence[Pair], checks: Iterable[SetCheck] = SET_CHECKS) -> Iterator[Finding]:
    """All findings in the pairs of one or many catalogs together, check by check."""
    for check in checks:
        yield from check.check(pairs)
