"""What may be released: the rules, on plain values.

A release shows a translation that a person has approved and in which no check finds an error. Where the risk of a text
asks for a name, the approval must be on record (:mod:`pipeline.trail`) for exactly the words that stand there, by
somebody who may approve. Whatever is not released shows as its source text, which is foreign but not wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline import trail
from pipeline.model import Assessment, Entry, EntryKey, Finding, Location, Risk, Severity, State


class Lack(StrEnum):
    """What a text lacks for its release."""

    TRANSLATION = "translation"
    REVIEW = "review"
    """There is a draft, or a text that its source has outgrown."""
    NAME = "name"
    """It is approved, but not by name, or not as it stands there now."""
    SAFETY = "safety"
    """It is approved, and a check finds an error in it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Which risks need a name, and whose names count (everybody's, if there are none)."""

    named: Collection[Risk] = frozenset((Risk.CRITICAL,))
    reviewers: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """A text that a release does not show, and the way out: ``message``. ``why`` says where its risk comes from.

    ``location`` is that of the catalog entry, or that in the page for a text which is in no catalog yet; ``findings``
    are those of the checks, if they have looked.
    """

    location: Location
    page: str
    source_language: str
    language: str
    risk: Risk
    why: str
    lack: Lack
    message: str
    role: str
    source: str
    target: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def key(self) -> EntryKey:
        """What identifies the entry in its catalog."""
        return EntryKey(self.role, self.source)

    @property
    def has_error(self) -> bool:
        """Whether a check finds an error in the translation, so that no name helps."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def is_grave(self) -> bool:
        """Whether it stops a release as a whole: what could harm, or what an editor believes to be public."""
        return self.risk is Risk.CRITICAL or self.lack in (Lack.NAME, Lack.SAFETY)


def lacks(
    entry: Entry | None, language: str, assessment: Assessment, findings: Sequence[Finding], rules: Rules
) -> tuple[Lack, str] | None:
    """What an entry lacks for its release, in words that tell the way out; None if it may be shown.

    ``findings`` are those of the checks on its translation.
    """
    if entry is None or entry.obsolete or entry.state is State.UNTRANSLATED:
        return Lack.TRANSLATION, "not translated: translate and approve it"
    if entry.state is State.DRAFTED:
        return Lack.REVIEW, "a draft that nobody has approved: read it, correct it and remove 'fuzzy'"
    if entry.state is State.EDITED:
        return Lack.REVIEW, "fuzzy, so not approved: compare it with its source and remove 'fuzzy'"
    if error := next((f for f in findings if f.severity is Severity.ERROR), None):
        return Lack.SAFETY, f"{error.message} ({error.check}): correct it; if the check is wrong, ignore-{error.check}"
    if assessment.risk not in rules.named:
        return None
    return _lacks_name(entry, language, rules.reviewers)


def _lacks_name(entry: Entry, language: str, reviewers: Collection[str]) -> tuple[Lack, str] | None:
    known = {trail.normal_name(name) for name in reviewers}
    holding = trail.holding(entry, language)
    if any(not known or made.reviewer in known for made in holding):
        return None
    way_out = "let a reviewer read it and run clinic-l10n approve"
    if holding:
        return Lack.NAME, f"approved by {holding[-1].reviewer}, who is not among [review] reviewers: {way_out}"
    if earlier := trail.approvals(entry.comments):
        last = earlier[-1]
        what = "source" if last.source != trail.source_digest(entry.key) else "translation"
        return Lack.NAME, f"the {what} is not the one that {last.reviewer} approved on {last.date}: {way_out}"
    return Lack.NAME, f"approved without a name: {way_out}"
