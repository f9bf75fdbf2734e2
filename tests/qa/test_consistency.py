"""Checks over many pairs: which of them are named, and with what words."""

import pytest

from pipeline.model import Location, Pair, Severity
from pipeline.qa import check_catalogs
from pipeline.qa.consistency import role_class


def pairs(*rows: tuple[str, str] | tuple[str, str, str], flags: tuple[str, ...] = ()) -> list[Pair]:
    """English to Turkish, each at the line of its number; the third column is the role."""
    return [
        Pair(row[0], row[1], "en", "tr", row[2] if len(row) > 2 else "p", Location("a.po", line), flags=flags)
        for line, row in enumerate(rows, 1)
    ]


def found(given: list[Pair]) -> list[tuple[str, int]]:
    return [(finding.check, finding.location.line) for finding in check_catalogs(given) if finding.location]


A, B = "Yürürken yavaş olun", "Yavaş yürüyün"
LONG, LONGER = "Do not eat anything before it", "Please drink nothing on that day"


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ([("Walk", A), ("Walk", A)], []),
        ([("Walk", A), ("Walk", B)], [2]),
        ([("Walk", A), ("Walk", B), ("Walk", B)], [1]),
        ([("Walk", A), ("WALK", B)], [2]),
        ([("Walk.", A), ("Walk", A + ".")], []),
        ([("Walk", A), ("<b1>Walk</b1>", f"<b1>{A}</b1>")], []),
        ([("Walk", A, "p"), ("Walk", B, "li")], [2]),
        ([("Walk", A, "p"), ("Walk", B, "button")], []),
        ([("Walk", A, "h2"), ("Walk", B, "title")], [2]),
        ([("Walk", A, "h2"), ("Walk", B, "p")], []),
        ([("Walk", A), ("Run", B)], []),
        ([("Walk", "YÜRÜRKEN YAVAŞ OLUN"), ("Walk", A)], []),
    ],
)
def test_inconsistent(given: list[tuple[str, str]], lines: list[int]) -> None:
    assert [line for check, line in found(pairs(*given)) if check == "inconsistent"] == lines


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ([(LONG, A), (LONGER, A)], [2]),
        ([(LONG, A), (LONGER, B)], []),
        ([(LONG, A), (LONG, A)], []),
        ([(LONG, A), (LONG.upper() + "!", A)], []),
        ([("Take the tablet with some water", A), ("Take a tablet with some water", A)], []),
        ([("Book now", A), ("Make an appointment", A)], []),
        ([(LONG, A, "p"), (LONGER, A + ".", "button")], [2]),
        ([(LONG, A), (LONGER, A), ("Call us at once if it bleeds", A)], [2, 3]),
    ],
)
def test_same_translation(given: list[tuple[str, str]], lines: list[int]) -> None:
    assert [line for check, line in found(pairs(*given)) if check == "same-translation"] == lines


def test_a_finding_names_the_other_place() -> None:
    (finding,) = check_catalogs(pairs(("Walk", A), ("Walk", B)))
    assert finding.severity is Severity.WARNING
    assert finding.message == f"the same text is translated {A!r} elsewhere (a.po:1)"
    assert (finding.source, finding.target) == ("Walk", B)
    (finding,) = check_catalogs(pairs((LONG, A), (LONGER, A)))
    assert finding.severity is Severity.INFO
    assert finding.message == f"another text has this translation: {LONG!r} (a.po:1)"


def test_languages_are_apart_and_flags_silence() -> None:
    one, other = pairs(("Walk", A))[0], Pair("Walk", "Gehen", "en", "de", "p", Location("b.po", 1))
    assert found([one, other]) == []
    assert found(pairs(("Walk", A), ("Walk", B), flags=("ignore-inconsistent",))) == []
    assert found(pairs(("Walk", A), ("Walk", B), flags=("ignore-other",))) == [("inconsistent", 2)]


@pytest.mark.parametrize(
    ("role", "expected"),
    [("", "text"), ("p", "text"), ("h3", "heading"), ("meta:description", "heading"), ("img:alt", "control")],
)
def test_role_class(role: str, expected: str) -> None:
    assert role_class(role) == expected
