"""What is printed: plain words, one line for each thing, nothing lost to markup."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from pipeline import terminal
from pipeline.model import Finding, Location, PageStatus, PendingEntry, RunResult, Severity, State
from pipeline.packages import Package
from pipeline.tools import RoundTrip

PLACE = Location("locales/tr/LC_MESSAGES/index.po", 12, 3)
ERROR = Finding("numbers", Severity.ERROR, "lacks 2.5", PLACE, "Take 2.5 mg.", "Alın.")
WARNING = Finding("unchanged", Severity.WARNING, "is the source text", PLACE, "[b]x[/b]", "[b]x[/b]")
INFO = Finding("hint", Severity.INFO, "has no place")


@pytest.fixture(autouse=True)
def consoles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Consoles that write where pytest looks; those of the module have been made with other streams."""
    monkeypatch.setattr(terminal, "out", Console(highlight=False, soft_wrap=True, emoji=False, width=120))
    monkeypatch.setattr(terminal, "err", Console(stderr=True, highlight=False, soft_wrap=True, emoji=False, width=120))


def row(page: str = "index", **counts: int) -> PageStatus:
    numbers = {"segments": 0, "approved": 0, "drafted": 0, "untranslated": 0} | counts
    return PageStatus(page, "en", "tr", **numbers)


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


# --- findings and results ---------------------------------------------------------------------------------------------


def test_a_finding_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_findings([ERROR, WARNING, INFO])
    assert capsys.readouterr().err.splitlines() == [
        "locales/tr/LC_MESSAGES/index.po:12: error lacks 2.5 (numbers)",
        "locales/tr/LC_MESSAGES/index.po:12: warning is the source text (unchanged)",
        "info has no place (hint)",
    ]


def test_verbose_findings_show_both_texts(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_findings([WARNING, INFO], verbose=True)
    assert capsys.readouterr().err.splitlines()[1:] == [
        "    source [b]x[/b]",
        "    target [b]x[/b]",
        "info has no place (hint)",
    ]


def test_a_result_ends_with_what_matters_most(capsys: pytest.CaptureFixture[str]) -> None:
    result = RunResult(
        changed=("a.po",),
        findings=(INFO, WARNING, ERROR),
        failures=("b.html: is [red]broken[/]",),
        messages=("no package",),
    )
    terminal.print_result(result, check=True)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert [line.split()[0] for line in shown.err.splitlines()] == [
        "note:",
        *([PLACE.file + ":12:"] * 2),
        "info",
        "would",
        "error:",
    ]
    assert shown.err.splitlines()[1].split()[1] == "error"
    assert shown.err.splitlines()[-1] == "error: b.html: is [red]broken[/]"


def test_changes_are_named_when_only_checking(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_result(RunResult(changed=("a.po", "b.po")))
    assert capsys.readouterr().err == ""
    terminal.print_result(RunResult(changed=("a.po", "b.po")), check=True)
    assert capsys.readouterr().err == "would change: a.po\nwould change: b.po\n"


@pytest.mark.parametrize(
    ("count", "most", "more"), [(12, 10, "2 more"), (10, 10, None), (12, None, None), (0, 10, None)]
)
def test_only_the_gravest_of_many_findings(
    capsys: pytest.CaptureFixture[str], count: int, most: int | None, more: str | None
) -> None:
    findings = (*[WARNING] * (count - 1), ERROR) if count else ()
    terminal.print_result(RunResult(findings=findings), most=most)
    shown = capsys.readouterr().err.splitlines()
    assert len(shown) == (min(count, most) + 1 if more and most else count)
    assert not count or "error" in shown[0]
    assert (more is None) or f"{more}: clinic-l10n qa" in shown[-1]


@pytest.mark.parametrize(
    ("result", "check", "summary"),
    [
        (RunResult(), False, "0 files changed"),
        (RunResult(changed=("a",)), False, "1 file changed"),
        (RunResult(changed=("a", "b")), True, "2 files would change"),
        (RunResult(findings=(ERROR, WARNING)), False, "2 findings, 1 error among them"),
        (RunResult(findings=(INFO,)), False, "1 finding, 0 errors among them"),
        (RunResult(changed=("a",), findings=(INFO,)), False, "1 file changed; 1 finding, 0 errors among them"),
        (RunResult(failures=("x", "y")), False, "0 files changed; 2 files could not be used"),
    ],
)
def test_summary(capsys: pytest.CaptureFixture[str], result: RunResult, check: bool, summary: str) -> None:
    terminal.print_summary(result, check=check)
    assert capsys.readouterr().out == summary + "\n"


@pytest.mark.parametrize("message", ["a.po:3: [bold]x[/]", "source/en/[draft].html: x", "x" * 500, "[/]"])
def test_an_error_is_one_line_as_it_is(capsys: pytest.CaptureFixture[str], message: str) -> None:
    terminal.print_error(message)
    assert capsys.readouterr().err == f"error: {message}\n"


@pytest.mark.parametrize("message", ["ends in \\", "source/en/:smile:.html: x", "a.po:3: 'Call :telephone: us'"])
def test_colons_and_backslashes_are_what_they_are(capsys: pytest.CaptureFixture[str], message: str) -> None:
    terminal.print_error(message)
    assert capsys.readouterr().err == f"error: {message}\n"


# --- tables and lists -------------------------------------------------------------------------------------------------


def test_the_table_of_several_pages_has_a_sum(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_status([row(segments=7, approved=7), row("long/page [x]", segments=3, drafted=1, untranslated=2)])
    shown = lines(capsys.readouterr().out.replace("┃", " ").replace("│", " "))
    assert shown[0] == "Page Language Segments Approved Drafted Untranslated Findings"
    assert "index en → tr 7 7 0 0 0" in shown
    assert "long/page [x] en → tr 3 0 1 2 0" in shown
    assert shown[-1] == "All pages 10 7 1 2 0"


@pytest.mark.parametrize("rows", [[], [row(segments=1)]])
def test_the_table_of_one_page_needs_no_sum(capsys: pytest.CaptureFixture[str], rows: list[PageStatus]) -> None:
    terminal.print_status(rows)
    shown = capsys.readouterr().out
    assert "All pages" not in shown
    assert "Untranslated" in shown


@pytest.mark.parametrize(
    ("counts", "coloured"),
    [
        ({"segments": 2, "approved": 2}, {"approved": "green"}),
        ({"segments": 2, "approved": 1, "drafted": 1}, {"drafted": "yellow"}),
        ({"segments": 2, "untranslated": 2, "findings": 1}, {"untranslated": "red", "findings": "yellow"}),
    ],
)
def test_colours_show_what_is_left_to_do(counts: dict[str, int], coloured: dict[str, str]) -> None:
    found = {name: terminal._colour(name, row(**counts)) for name in terminal._COUNTS}
    assert {name: colour for name, colour in found.items() if colour != "default"} == coloured


def test_what_waits_is_shown_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_pending(
        [
            PendingEntry(PLACE, State.DRAFTED, "[b]Take\n  two", "x"),
            PendingEntry(PLACE, State.UNTRANSLATED, "y" * 91, ""),
        ]
    )
    assert capsys.readouterr().out.splitlines() == [
        "locales/tr/LC_MESSAGES/index.po:12: drafted [b]Take two",
        f"locales/tr/LC_MESSAGES/index.po:12: untranslated {'y' * 89}…",
    ]


def test_round_trips(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_roundtrip(RoundTrip("[a].html", 7, None, 0))
    terminal.print_roundtrip(RoundTrip("b.html", 0, "b.html:1: differs", 1))
    shown = capsys.readouterr()
    assert shown.out == "[a].html: every byte the same, 7 segments\n"
    assert shown.err == "error: b.html:1: differs\n"


def test_packages(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_packages([Package(Path("models/a[1].argosmodel"), "en", "tr", "1.0", "0123456789abcdef")])
    assert capsys.readouterr().out == "en → tr  a[1]@1.0+0123456789ab  models/a[1].argosmodel\n"
    terminal.print_packages([])
    assert "clinic-l10n models install" in capsys.readouterr().out


def test_fields(capsys: pytest.CaptureFixture[str]) -> None:
    @dataclass
    class Score:
        bleu: float
        engine: str
        wrong: tuple[str, ...]

    terminal.print_fields(Score(12.345, "[x]", ("1: <b1>a</b1>", "2: [b]")))
    assert capsys.readouterr().out.splitlines() == [
        "bleu               12.3",
        "engine             [x]",
        "wrong:",
        "  1: <b1>a</b1>",
        "  2: [b]",
    ]


@pytest.mark.parametrize(
    ("pages", "opened"),
    [(("tr/index.html",), "tr/index.html"), (("en/index.html", "tr/index.html"), "en/index.html"), ((), "")],
)
def test_the_page_to_open_stands_last(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, pages: tuple[str, ...], opened: str
) -> None:
    for page in pages:
        (tmp_path / page).parent.mkdir(exist_ok=True)
        (tmp_path / page).write_text("x", "utf-8")
    terminal.print_pages_to_open(tmp_path, ("en", "tr"))
    assert capsys.readouterr().out == f"Open {tmp_path / opened}\n"


def test_json_of_a_result(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_json(RunResult(("a.po",), (row(segments=1),), (ERROR,), messages=("ağrı",)))
    shown = capsys.readouterr().out
    assert "ağrı" in shown
    assert shown.endswith("}\n")
    result = json.loads(shown)
    assert set(result) == {"changed", "rows", "findings", "failures", "messages"}
    assert result["findings"][0] == {
        "check": "numbers",
        "severity": "error",
        "message": "lacks 2.5",
        "location": {"file": PLACE.file, "line": 12, "column": 3},
        "source": "Take 2.5 mg.",
        "target": "Alın.",
    }
    assert result["rows"][0]["source_language"] == "en"


def test_json_of_other_values(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_json([Package(Path("a"), "en", "tr", "1", "d"), RoundTrip("a", 1, None, 0)])
    assert json.loads(capsys.readouterr().out) == [
        {"path": "a", "source": "en", "target": "tr", "version": "1", "digest": "d"},
        {"file": "a", "segments": 1, "problem": None, "exit_code": 0},
    ]


# --- progress ---------------------------------------------------------------------------------------------------------


def test_elsewhere_than_on_a_terminal_progress_is_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 1.0, 12.0, 13.0, 14.0, 15.0, 16.0, 40.0])
    monkeypatch.setattr(terminal.time, "monotonic", lambda: next(clock))
    with terminal.progress() as report:
        for done in range(5):
            report("translate", done, 4)
        report("translate", 4, 4)
        report("qa", 0, 0)
        report("other", 1, 1)
    assert capsys.readouterr().err.splitlines() == ["Drafting: 2/4", "Drafting: 4/4", "other: 1/1"]


def test_quiet_progress_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.progress(quiet=True) as report:
        report("translate", 4, 4)
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_progress_is_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(force_terminal=True, record=True, width=80)
    monkeypatch.setattr(terminal, "err", console)
    with terminal.progress() as report:
        report("translate", 0, 4)
        report("translate", 2, 4)
        report("build", 4, 4)
    shown = console.export_text()
    assert "Drafting" in shown
    assert "Building pages" in shown
