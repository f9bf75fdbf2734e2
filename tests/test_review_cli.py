"""``approve``, ``status --gate`` and ``qa`` as people and scripts meet them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import cli, flow
from pipeline.config import Project
from pipeline.errors import ProjectError
from pipeline.model import State
from tests.sites import approve, edit, load, make_project, snapshot

DOSE, DRIVE = "Take <b1>two</b1> tablets, see <a1>dosage</a1>.", "Do not drive."
CATALOG = "locales/tr/LC_MESSAGES/index.po"
Run = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project in whose catalog one critical text is approved without a name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLINIC_L10N_REVIEWER", raising=False)
    project = make_project(tmp_path)
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {DRIVE: "Araç kullanmayın."})
    return project


@pytest.fixture
def run() -> Run:
    def call(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(cli.cli, arguments, input=typed, standalone_mode=False)

    return call


def state(project: Project, msgid: str) -> State:
    return next(entry.state for entry in load(project, "index", "tr").entries if entry.msgid == msgid)


# --- status --gate ----------------------------------------------------------------------------------------------------


def test_the_gate_lists_what_is_critical_and_counts_the_rest(project: Project, run: Run) -> None:
    result = run("status", "--gate", "index")
    assert result.return_value == 1
    lines = result.stdout.splitlines()
    assert any(line.startswith(f"{CATALOG}:") and "approved without a name" in line for line in lines)
    assert "instructions: “do not”" in result.stdout
    assert "5 texts of lower risk also wait" in result.stdout
    assert lines[-1] == "2 texts stop a release, 2 critical"


def test_the_gate_as_json(project: Project, run: Run) -> None:
    stops = json.loads(run("status", "--gate", "--json", "index").stdout)["stops"]
    drive = next(stop for stop in stops if stop["source"] == DRIVE)
    assert (drive["risk"], drive["lack"], drive["language"], drive["role"]) == ("critical", "name", "tr", "p")
    assert drive["location"]["file"] == CATALOG
    assert len(stops) == 7


def test_an_open_gate(project: Project, run: Run) -> None:
    texts = {
        "Spine care": "Omurga sağlığı",
        "A small clinic.": "Küçük bir klinik.",
        "More": "Daha fazla",
        "Open since <time1/>.": "<time1/> tarihinden beri açık.",
        DOSE: "<b1>İki</b1> tablet alın, bkz. <a1>doz</a1>.",
    }
    approve(project, "index", "tr", texts)
    assert run("approve", "--as", "Test Reviewer", "index").return_value == 0
    result = run("status", "--gate", "index")
    assert (result.return_value, result.stdout) == (0, "nothing critical stops a release\n")


def test_a_broken_catalog_stops_the_gate(project: Project, run: Run) -> None:
    project.catalog("index", "tr").write_text("msgid", "utf-8")
    assert run("status", "--gate").return_value == 2


# --- approve ----------------------------------------------------------------------------------------------------------


def test_approving_a_page(project: Project, run: Run) -> None:
    before = snapshot(project.root)
    result = run("approve", "--as", "Test Reviewer", "--check", "index")
    assert result.return_value == 1
    assert "1 text would be approved by Test Reviewer" in result.stdout
    assert snapshot(project.root) == before
    result = run("approve", "--as", "Test Reviewer", "index")
    assert result.return_value == 0
    assert DRIVE in result.stdout
    assert "# approved: Test Reviewer 20" in project.catalog("index", "tr").read_text("utf-8")
    assert "0 texts approved" in run("approve", "--as", "Test Reviewer", "--all").stdout


def test_the_name_can_come_from_the_environment(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLINIC_L10N_REVIEWER", "Test Reviewer")
    assert json.loads(run("approve", "--json", "index").stdout)["reviewer"] == "Test Reviewer"


@pytest.mark.parametrize("arguments", [["index"], ["--as", "A"], ["--as", "A", "--all", "index"]])
def test_approving_needs_a_name_and_a_choice(project: Project, run: Run, arguments: list[str]) -> None:
    assert run("approve", *arguments).exception is not None


def test_a_draft_is_not_approved_by_its_line(project: Project, run: Run) -> None:
    edit(project, "index", "tr", lambda e: replace(e, fuzzy=True) if e.msgid == DRIVE else e)
    line = next(e.line for e in load(project, "index", "tr").entries if e.msgid == DRIVE)
    result = run("approve", "--as", "Test Reviewer", f"{CATALOG}:{line}")
    assert result.return_value == 1
    assert "left fuzzy, so not approved" in result.stderr
    assert state(project, DRIVE) is State.EDITED


def test_an_error_is_not_approved(project: Project, run: Run) -> None:
    approve(project, "index", "tr", {DRIVE: "2,5 mg alın."})
    result = run("approve", "--as", "Test Reviewer", "index")
    assert result.return_value == 1
    assert "left" in result.stderr


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("y\ny\n", State.APPROVED), ("n\ny\n", State.EDITED), ("q\n", State.EDITED), ("\n\n", State.EDITED)],
)
def test_asking_text_by_text(project: Project, run: Run, typed: str, expected: State) -> None:
    texts = {DOSE: "<b1>İki</b1> tablet alın, bkz. <a1>doz</a1>.", DRIVE: "Araç kullanmayın."}
    edit(project, "index", "tr", lambda e: replace(e, msgstr=texts.get(e.msgid, ""), fuzzy=e.msgid in texts))
    result = run("approve", "--as", "Test Reviewer", "--ask", "index", typed=typed)
    assert result.return_value == 0
    assert "1/2" in result.stdout
    assert "<b1>İki</b1> tablet" in result.stdout
    assert state(project, DOSE) is expected


def test_only_reviewers_approve(project: Project, run: Run) -> None:
    settings = project.root / "clinic-l10n.toml"
    settings.write_text(settings.read_text("utf-8") + '[review]\nreviewers = ["Test Reviewer"]\n', "utf-8")
    refused = run("approve", "--as", "Test Reviwer", "index").exception
    assert isinstance(refused, ProjectError)
    assert "did you mean 'Test Reviewer'" in str(refused)


# --- qa ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def wrong(project: Project) -> Project:
    approve(project, "index", "tr", {DRIVE: "2,5 mg alın."})
    return project


def test_findings_with_marked_excerpts(wrong: Project, run: Run) -> None:
    result = run("qa", "index")
    assert result.return_value == 1
    lines = result.stderr.splitlines()
    at = next(number for number, line in enumerate(lines) if "(numbers)" in line)
    assert lines[at + 1 : at + 4] == ["    source | Do not drive.", "    target | 2,5 mg alın.", "           | ^^^"]


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("json", '{\n  "changed"'), ("junit", "<?xml"), ("sarif", '{\n  "$schema"'), ("github", "::error file=")],
)
def test_formats(wrong: Project, run: Run, form: str, beginning: str) -> None:
    result = run("qa", "--format", form, "index")
    assert result.return_value == 1
    assert result.stdout.startswith(beginning)
    assert result.stderr == ""
    written = run("qa", "--format", form, "--output", "out/result", "index")
    assert (written.return_value, written.stdout) == (1, "")
    assert (wrong.root / "out/result").read_text("utf-8") == result.stdout


def test_human_words_in_a_file(wrong: Project, run: Run) -> None:
    assert run("qa", "--output", "result.txt", "index").return_value == 1
    text = (wrong.root / "result.txt").read_text("utf-8")
    assert f"{CATALOG}:" in text
    assert "           | ^^^\n" in text


TABLE = "id\ten\trole\ttr\n1\tTake 2.5 mg.\tp\t25 mg alın.\n\n2\tRest well.\tp\tİyi dinlenin.\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pairs.tsv").write_text(TABLE, "utf-8")
    return tmp_path / "pairs.tsv"


def test_a_table_needs_no_project(table: Path, run: Run) -> None:
    result = run("qa", "--pairs", "pairs.tsv", "--from", "en", "--to", "tr", "--json")
    assert result.return_value == 1
    findings = json.loads(result.stdout)["findings"]
    (number,) = (finding for finding in findings if finding["check"] == "numbers")
    assert number["location"] == {"file": "pairs.tsv", "line": 2, "column": 1}
    assert number["source"] == "Take 2.5 mg."


@pytest.mark.parametrize("form", ["junit", "sarif", "github"])
def test_every_format_tells_the_line_of_a_table(table: Path, run: Run, form: str) -> None:
    assert "pairs.tsv" in run("qa", "--pairs", "pairs.tsv", "--from", "en", "--to", "tr", "--format", form).stdout


def test_codes_in_a_table(table: Path, run: Run) -> None:
    table.write_text("en\ttr\nTake <b1>two</b1> now.\tŞimdi iki alın.\n", "utf-8")
    arguments = ("qa", "--pairs", "pairs.tsv", "--from", "en", "--to", "tr", "--json")
    plain, coded = (json.loads(run(*arguments, *more).stdout)["findings"] for more in ((), ("--codes",)))
    assert "codes-equal" not in {finding["check"] for finding in plain}
    assert "codes-equal" in {finding["check"] for finding in coded}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--pairs", "pairs.tsv"),
        ("--pairs", "pairs.tsv", "--from", "en"),
        ("--pairs", "pairs.tsv", "--from", "en", "--to", "tr", "index"),
        ("--from", "en"),
        ("--pairs", "pairs.tsv", "--from", "en", "--to", "de"),
        ("--pairs", "gone.tsv", "--from", "en", "--to", "tr"),
    ],
)
def test_wrong_usage(table: Path, run: Run, arguments: tuple[str, ...]) -> None:
    assert run("qa", *arguments).exception is not None
