"""What other programs read: each form holds every finding, with its place, and stays well-formed whatever is in it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Finding, Location, RunResult, Severity
from pipeline.qa import CHECKS
from pipeline.reporters import REPORTERS, Report
from pipeline.reporters.excerpt import excerpt

FILE = "locales/tr/LC_MESSAGES/my page.po"
OTHER = "locales/tr/LC_MESSAGES/other.po"
ERROR = Finding(
    "numbers", Severity.ERROR, "source has 2.5,\ntranslation has 25: 100%", Location(FILE, 12, 3), "2.5", "25"
)
WARNING = Finding("unchanged", Severity.WARNING, "is the source", Location(FILE, 4), "x", "x")
INFO = Finding("obsolete", Severity.INFO, "has 2 obsolete entries", Location("else.po", 1))
NOWHERE = Finding("numbers", Severity.ERROR, "somewhere")
RESULT = RunResult(findings=(ERROR, WARNING, INFO, NOWHERE), failures=("broken.po:1: not a PO file",))
REPORT = Report(RESULT, (FILE, OTHER), CHECKS, "sites/clinic")


def rendered(form: str, report: Report = REPORT) -> str:
    return REPORTERS[form](report)


def test_json_is_the_result() -> None:
    result = json.loads(rendered("json"))
    assert result["findings"][0]["location"] == {"file": FILE, "line": 12, "column": 3}
    assert result["failures"] == list(RESULT.failures)


# --- GitHub -----------------------------------------------------------------------------------------------------------


def test_annotations_are_one_line_each_and_escaped() -> None:
    assert rendered("github").splitlines() == [
        "::error file=sites/clinic/locales/tr/LC_MESSAGES/my page.po,line=12,col=3,title=numbers::"
        "source has 2.5,%0Atranslation has 25: 100%25%0Asource: 2.5%0Atarget: 25",
        "::warning file=sites/clinic/locales/tr/LC_MESSAGES/my page.po,line=4,col=1,title=unchanged::"
        "is the source%0Asource: x%0Atarget: x",
        "::notice file=sites/clinic/else.po,line=1,col=1,title=obsolete::has 2 obsolete entries",
        "::error title=numbers::somewhere",
        "::error::broken.po:1: not a PO file",
    ]


def test_commas_and_colons_do_not_end_a_property() -> None:
    finding = Finding("x", Severity.ERROR, "m", Location("a,b:c%.po", 1))
    assert rendered("github", Report(RunResult(findings=(finding,)), (), ())).startswith(
        "::error file=a%2Cb%3Ac%25.po,"
    )


# --- SARIF ------------------------------------------------------------------------------------------------------------

# The parts of the OASIS schema that we use: for each object the properties it must have and those it may have.
OBJECTS: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"results", "invocations", "columnKind"}),
    "driver": ({"name"}, {"version", "rules"}),
    "rule": ({"id"}, {"shortDescription", "fullDescription", "help", "defaultConfiguration"}),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "locations", "partialFingerprints"}),
    "physicalLocation": (set(), {"artifactLocation", "region"}),
    "invocation": ({"executionSuccessful"}, {"toolExecutionNotifications"}),
    "notification": ({"message"}, {"level"}),
    "message": (set(), {"text"}),
}


def conforms(value: dict[str, Any], kind: str) -> None:
    required, optional = OBJECTS[kind]
    assert required <= value.keys() <= required | optional, kind


def test_sarif_has_the_structure_of_its_schema() -> None:
    log = json.loads(rendered("sarif"))
    conforms(log, "log")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    conforms(run, "run")
    driver = run["tool"]["driver"]
    conforms(driver, "driver")
    for rule in driver["rules"]:
        conforms(rule, "rule")
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for result in run["results"]:
        conforms(result, "result")
        conforms(result["message"], "message")
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        for location in result.get("locations", ()):
            conforms(location["physicalLocation"], "physicalLocation")
            assert min(location["physicalLocation"]["region"].values()) >= 1
    (invocation,) = run["invocations"]
    conforms(invocation, "invocation")
    assert invocation["executionSuccessful"] is False
    for notification in invocation["toolExecutionNotifications"]:
        conforms(notification, "notification")


def test_sarif_places_and_rules() -> None:
    (run,) = json.loads(rendered("sarif"))["runs"]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {check.id for check in CHECKS} | {"obsolete"}
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "sites/clinic/locales/tr/LC_MESSAGES/my%20page.po"
    assert location["region"] == {"startLine": 12, "startColumn": 3}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error"]
    assert "locations" not in run["results"][3]


def test_a_finding_keeps_its_fingerprint_when_lines_move() -> None:
    moved = Finding(ERROR.check, ERROR.severity, ERROR.message, Location(FILE, 99), ERROR.source, ERROR.target)
    logs = [json.loads(rendered("sarif", Report(RunResult(findings=(f,)), (), CHECKS))) for f in (ERROR, moved)]
    one, other = (log["runs"][0]["results"][0]["partialFingerprints"] for log in logs)
    assert one == other


# --- JUnit ------------------------------------------------------------------------------------------------------------


def test_junit_counts_and_places() -> None:
    root = ET.fromstring(rendered("junit"))
    assert root.tag == "testsuites"
    assert (root.get("failures"), root.get("errors")) == ("2", "1")
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == [f"sites/clinic/{FILE}", f"sites/clinic/{OTHER}", "clinic-l10n", "files"]
    first = suites[f"sites/clinic/{FILE}"]
    assert (first.get("tests"), first.get("failures")) == (str(len(CHECKS)), "1")
    (failure,) = first.iter("failure")
    assert failure.get("type") == "numbers"
    assert (failure.text or "").startswith(f"sites/clinic/{FILE}:12: source has 2.5,")
    assert [out.text for out in first.iter("system-out")] == [
        f"sites/clinic/{FILE}:4: is the source\nsource: x\ntarget: x"
    ]
    assert suites[f"sites/clinic/{OTHER}"].get("failures") == "0"
    assert sum(int(suite.get("tests", 0)) for suite in root) == int(root.get("tests", -1))


def test_junit_of_nothing() -> None:
    root = ET.fromstring(rendered("junit", Report(RunResult(), (), CHECKS)))
    assert (root.get("tests"), len(root)) == ("0", 0)


ANYTHING = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20)


@given(ANYTHING, ANYTHING, ANYTHING)
@pytest.mark.parametrize("form", REPORTERS)
def test_whatever_is_in_a_finding_the_form_stays_whole(form: str, message: str, source: str, file: str) -> None:
    finding = Finding("numbers", Severity.ERROR, message, Location(file or "x", 1), source, message)
    text = rendered(form, Report(RunResult(findings=(finding,), failures=(message,)), (file or "x",), CHECKS))
    if form == "junit":
        ET.fromstring(text)
    elif form == "github":
        assert text.count("\n") == 2
        assert text.endswith("\n")
    else:
        json.loads(text)


# --- excerpts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "source", "target", "expected"),
    [
        (
            "source has 2.5, translation has 25",
            "Take 2.5 mg.",
            "25 mg alın, 251 değil.",
            ["source | Take 2.5 mg.", "       |      ^^^", "target | 25 mg alın, 251 değil.", "       | ^^"],
        ),
        (
            "source has twice a day and 2, translation has 'günde bir'",
            "Take 2 twice a day.",
            "Günde bir; günde bir alın.",
            [
                *("source | Take 2 twice a day.", "       |      ^ ^^^^^^^^^^^"),
                *("target | Günde bir; günde bir alın.", "       |            ^^^^^^^^^"),
            ],
        ),
        ("translation is empty", "One.", "", ["source | One.", "target | "]),
    ],
)
def test_marks_stand_under_what_is_named(message: str, source: str, target: str, expected: list[str]) -> None:
    assert list(excerpt(Finding("x", Severity.ERROR, message, None, source, target), 60)) == expected


def test_a_long_text_is_cut_around_its_mark() -> None:
    text = "word " * 50 + "Take 2.5 mg. " + "word " * 50
    lines = list(
        excerpt(Finding("x", Severity.ERROR, "source has 2.5, translation has no number", None, text, "x"), 60)
    )
    shown, marks = lines[0].removeprefix("source | "), lines[1].removeprefix("       | ")
    assert len(shown) == 60
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[marks.index("^") : len(marks)] == "2.5"


def test_a_finding_without_texts_has_no_excerpt() -> None:
    assert list(excerpt(INFO, 60)) == []
