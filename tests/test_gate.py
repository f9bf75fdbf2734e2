"""The rules of the gate, entry by entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline import trail
from pipeline.gate import Lack, Rules, Stop, lacks
from pipeline.model import Assessment, Entry, Finding, Location, Origin, Risk, Severity, digest

CRITICAL, NORMAL = Assessment(Risk.CRITICAL, "dosage"), Assessment(Risk.NORMAL, "")
APPROVED = Entry("p", "Take 2.", "2 alın.")
DRAFT = replace(APPROVED, fuzzy=True, origin=Origin("argos", "1", None, digest("2 alın.")))
SIGNED = trail.approved(APPROVED, "tr", "Test Reviewer", date(2026, 11, 22))
ERROR = Finding("numbers", Severity.ERROR, "source has 2, translation has 3")
WARNING = replace(ERROR, severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("entry", "assessment", "findings", "lack", "words"),
    [
        (None, NORMAL, (), Lack.TRANSLATION, "translate and approve"),
        (replace(APPROVED, msgstr=""), CRITICAL, (), Lack.TRANSLATION, "not translated"),
        (replace(APPROVED, obsolete=True), NORMAL, (), Lack.TRANSLATION, "not translated"),
        (DRAFT, NORMAL, (), Lack.REVIEW, "remove 'fuzzy'"),
        (replace(DRAFT, msgstr="Edited."), NORMAL, (), Lack.REVIEW, "remove 'fuzzy'"),
        (APPROVED, NORMAL, (ERROR,), Lack.SAFETY, "translation has 3 (numbers): correct it"),
        (SIGNED, CRITICAL, (WARNING, ERROR), Lack.SAFETY, "ignore-numbers"),
        (APPROVED, CRITICAL, (), Lack.NAME, "approved without a name"),
        (
            replace(SIGNED, msgstr="3 alın."),
            CRITICAL,
            (),
            Lack.NAME,
            "the translation is not the one that Test Reviewer",
        ),
        (replace(SIGNED, msgid="Take 3."), CRITICAL, (), Lack.NAME, "the source is not the one that Test Reviewer"),
    ],
)
def test_what_stops_an_entry(
    entry: Entry | None, assessment: Assessment, findings: tuple[Finding, ...], lack: Lack, words: str
) -> None:
    found = lacks(entry, "tr", assessment, findings, Rules())
    assert found is not None
    assert found[0] is lack
    assert words in found[1]


@pytest.mark.parametrize(
    ("entry", "assessment", "rules"),
    [
        (APPROVED, NORMAL, Rules()),
        (SIGNED, NORMAL, Rules()),
        (SIGNED, CRITICAL, Rules()),
        (SIGNED, CRITICAL, Rules(reviewers=("Other", "Test  Reviewer"))),
        (SIGNED, NORMAL, Rules(named=frozenset(Risk))),
    ],
)
def test_what_may_be_shown(entry: Entry, assessment: Assessment, rules: Rules) -> None:
    assert lacks(entry, "tr", assessment, (WARNING,), rules) is None


def test_only_the_names_in_the_settings_count() -> None:
    found = lacks(SIGNED, "tr", CRITICAL, (), Rules(reviewers=("Other Reader",)))
    assert found == (
        Lack.NAME,
        "approved by Test Reviewer, who is not among [review] reviewers: "
        "let a reviewer read it and run clinic-l10n approve",
    )


def test_a_policy_can_ask_for_more_names() -> None:
    found = lacks(APPROVED, "tr", NORMAL, (), Rules(named=frozenset((Risk.CRITICAL, Risk.NORMAL))))
    assert found is not None
    assert found[0] is Lack.NAME


@pytest.mark.parametrize(
    ("risk", "lack", "grave"),
    [
        (Risk.CRITICAL, Lack.TRANSLATION, True),
        (Risk.NORMAL, Lack.REVIEW, False),
        (Risk.LOW, Lack.TRANSLATION, False),
        (Risk.LOW, Lack.SAFETY, True),
        (Risk.NORMAL, Lack.NAME, True),
    ],
)
def test_what_is_grave(risk: Risk, lack: Lack, grave: bool) -> None:
    stop = Stop(Location("index.po", 1), "index", "en", "tr", risk, "", lack, "…", "p", "Take 2.")
    assert stop.is_grave is grave
    assert not stop.has_error
    assert replace(stop, findings=(ERROR,)).has_error
