"""The command as people and scripts meet it: exit codes, one line for an error, JSON, pipes, Ctrl-C."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from pipeline import cli, drafting, flow, tools
from pipeline.config import Project
from pipeline.files import project_lock
from tests.engines import FakeEngine
from tests.sites import HOME, approve, edit, load, make_project, snapshot, write_page

ROOT = Path(__file__).parent.parent


class Answer(NamedTuple):
    """What a command ended with and said."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "nothing"))
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return make_project(folder)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the program in this process."""

    def call(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["clinic-l10n", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert isinstance(stopped.value.code, int)
        return Answer(stopped.value.code, *capsys.readouterr())

    return call


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        drafting, "load_engine", lambda project, source, target: FakeEngine(source=source, target=target)
    )


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm"} | more


def program(*arguments: str, cwd: Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """Call the program in a process of its own."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | settings
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=cwd,
        **({"env": environment()} | streams),
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def approve_wrong(project: Project) -> None:
    """An approved text with an error in it."""
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {"Do not drive.": "2,5 gün araç kullanmayın."})


def break_catalog(project: Project) -> None:
    flow.run(project, ("extract",))
    path = project.catalog("index", "tr")
    path.write_text(path.read_text("utf-8").replace('msgid "Do not drive."', 'msgid "Do not drive.'), "utf-8")


# --- help and usage ---------------------------------------------------------------------------------------------------


def commands(group: click.Group, *before: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [before]
    for name, command in group.commands.items():
        found += commands(command, *before, name) if isinstance(command, click.Group) else [(*before, name)]
    return found


def test_the_commands_are_those_that_are_promised() -> None:
    assert {" ".join(names) for names in commands(cli.cli)} >= set(
        "init extract translate qa build run status roundtrip models evaluate".split()
    ) | {"models list", "models install", "models verify"}


@pytest.mark.parametrize("names", commands(cli.cli), ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_explains_itself(run: Run, names: tuple[str, ...], option: str) -> None:
    code, out, err = run(*names, option)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: ")
    assert " ".join(["clinic-l10n", *names, "[OPTIONS]"]) in out
    assert out.count("\n") > 5
    assert "\x1b" not in out


def test_every_writing_command_can_check_and_every_reporting_one_print_json() -> None:
    options = {" ".join(names): options_of(names) for names in commands(cli.cli)}
    for name in ("init", "extract", "translate", "build", "run", "models install"):
        assert "--check" in options[name], name
    for name in (
        "extract",
        "translate",
        "qa",
        "build",
        "run",
        "status",
        "roundtrip",
        "evaluate",
        "models list",
        "models verify",
    ):
        assert "--json" in options[name], name


def options_of(names: tuple[str, ...]) -> set[str]:
    command: click.Command = cli.cli
    for name in names:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    return {option for parameter in command.params for option in parameter.opts}


def test_help_comes_fast_and_loads_no_engine() -> None:
    code = (
        "import sys, pipeline.__main__ as m\n"
        "sys.argv = ['clinic-l10n', 'translate', '--help']\n"
        "try: m.main()\n"
        "except SystemExit as stop: assert not stop.code\n"
        "heavy = {'ctranslate2', 'argostranslate', 'sentencepiece', 'sacrebleu', 'numpy', 'torch'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    taken = []
    for _ in range(4):  # the first start may have to read everything from the disk
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
        )
        taken.append(time.perf_counter() - start)
    assert done.stdout.splitlines()[-1] == "[]"
    assert min(taken) < 1.5


def test_version(run: Run) -> None:
    code, out, _ = run("--version")
    assert code == 0
    assert out.startswith("clinic-l10n, version ")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "Commands:"),
        (["bild"], "No such command 'bild'"),
        (["build", "--relaese"], "No such option"),
        (["extract", "--release"], "No such option"),
        (["roundtrip"], "Missing argument"),
        (["init"], "Missing argument"),
        (["models"], "Commands:"),
        (["models", "remove"], "No such command 'remove'"),
        (["models", "install"], "Missing argument"),
        (["evaluate", "--from", "en"], "Missing option"),
        (["--project"], "requires an argument"),
    ],
)
def test_wrong_usage_is_2(project: Project, run: Run, arguments: list[str], complaint: str) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert complaint in err
    assert out == ""


# --- exit codes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["translate"],
        ["qa"],
        ["build"],
        ["build", "--release"],
        ["build", "--draft"],
        ["run"],
        ["run", "index"],
        ["run", "--redraft", "--verbose"],
        ["status"],
        ["status", "--pending"],
        ["models", "list"],
        ["models", "verify"],
        ["roundtrip", "source"],
        ["init", "new"],
    ],
    ids=" ".join,
)
def test_a_clean_project_is_0(project: Project, run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 0


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    "arguments", [["extract"], ["translate"], ["build"], ["build", "--release"], ["run"]], ids=" ".join
)
def test_check_is_1_until_the_work_is_done(project: Project, run: Run, arguments: list[str]) -> None:
    if arguments != ["extract"] and arguments != ["run"]:
        flow.run(project, ("extract",))
    before = snapshot(project.root)
    waiting = run(*arguments, "--check")
    assert waiting.code == 1
    assert "would change: " in waiting.err
    assert snapshot(project.root) == before
    assert run(*arguments).code == 0
    done = run(*arguments, "--check")
    assert done.code == 0
    assert "would change" not in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["qa"], 1),
        (["run"], 1),
        (["build", "--release"], 1),
        (["build"], 0),
        (["extract"], 0),
        (["status"], 0),
        (["qa", "contact"], 0),
    ],
    ids=str,
)
def test_an_error_in_approved_text_is_1(project: Project, run: Run, arguments: list[str], code: int) -> None:
    approve_wrong(project)
    assert run(*arguments).code == code


def test_an_error_in_a_draft_is_a_warning(project: Project, run: Run) -> None:
    approve_wrong(project)
    edit(project, "index", "tr", lambda entry: replace(entry, fuzzy=bool(entry.msgstr)))
    code, _, err = run("qa")
    assert code == 0
    assert "warning" in err


def test_a_finding_names_the_place_in_the_catalog(project: Project, run: Run) -> None:
    approve_wrong(project)
    code, out, err = run("qa", "--verbose")
    line = next(line for line in err.splitlines() if " error " in line)
    file, number, _ = line.split(":", 2)
    assert (code, file) == (1, "locales/tr/LC_MESSAGES/index.po")
    assert "Do not drive." in (project.root / file).read_text("utf-8").splitlines()[int(number) - 1]
    assert "target 2,5 gün araç kullanmayın." in " ".join(err.split())
    assert "1 error among them" in out


@pytest.mark.parametrize("command", ["extract", "translate", "qa", "build", "run", "status"])
def test_a_broken_catalog_is_2_and_the_rest_is_done(project: Project, run: Run, command: str) -> None:
    break_catalog(project)
    before = project.catalog("index", "tr").read_bytes()
    code, _, err = run(command)
    assert code == 2
    (line,) = [line for line in err.splitlines() if line.startswith("error: ")]
    assert line.startswith("error: locales/tr/LC_MESSAGES/index.po:")
    assert "Do not drive." in line
    assert project.catalog("index", "tr").read_bytes() == before
    assert load(project, "contact", "en").entries


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01", b"<meta charset=utf-8>\xff", b"<html lang=tr>"],
    ids=["empty", "binary", "bytes", "lang"],
)
def test_a_bad_page_is_2_and_the_rest_is_done(project: Project, run: Run, content: bytes) -> None:
    (project.source / "en" / "bad.html").write_bytes(content)
    code, out, err = run("run")
    assert code == 2
    assert "error: source/en/bad.html" in err
    assert "index" in out
    assert (project.site / "tr" / "index.html").is_file()


@pytest.mark.parametrize("command", ["extract", "translate", "qa", "build", "run", "status"])
def test_an_unknown_page_is_2(project: Project, run: Run, command: str) -> None:
    code, out, err = run(command, "nope")
    assert (code, out) == (2, "")
    assert err.startswith("error: no such page: nope; ")
    assert err.count("\n") == 1


OUTSIDE = [
    ["extract"],
    ["run"],
    ["status", "--json"],
    ["models", "list"],
    ["models", "verify"],
    ["models", "install", "x"],
    ["evaluate", "--test", "x", "--from", "en", "--to", "tr"],
]


@pytest.mark.parametrize("arguments", OUTSIDE, ids=" ".join)
def test_without_a_project_it_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err == (
        f"error: {tmp_path}: no clinic-l10n.toml here or in a folder above; "
        "run 'clinic-l10n init DIR' to make one, or name it with --project\n"
    )
    code, out, err = run("--project", str(tmp_path / "nothing"), *arguments)
    assert (code, out) == (2, "")
    assert err == f"error: {tmp_path / 'nothing'}: no clinic-l10n.toml in this folder; run 'clinic-l10n init DIR'\n"


def test_a_project_can_be_named_or_found_upward(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(project.source / "en")
    assert run("extract").code == 0
    monkeypatch.chdir(tmp_path)
    assert run("--project", str(project.root), "extract", "--check").code == 0


@pytest.mark.parametrize(
    ("place", "arguments"),
    [("site", ["build"]), ("locales", ["extract"]), (".clinic-l10n", ["extract"]), ("locales/tr", ["run"])],
    ids=str,
)
def test_what_cannot_be_written_is_2(project: Project, run: Run, place: str, arguments: list[str]) -> None:
    """As in a read-only folder, which a test run by root cannot have."""
    (project.root / place).parent.mkdir(exist_ok=True)
    (project.root / place).write_text("a file", "utf-8")
    code, _, err = run(*arguments)
    assert code == 2
    (line,) = [line for line in err.splitlines() if line.startswith("error: ")]
    assert place in line
    assert "cannot be written" in line


def test_a_broken_setting_is_2(project: Project, run: Run) -> None:
    (project.root / "clinic-l10n.toml").write_text("[site]\nlangauges = ['en']", "utf-8")
    code, _, err = run("status")
    assert code == 2
    assert err.count("\n") == 1
    assert "did you mean 'languages'?" in err


def test_a_command_at_work_is_2(project: Project, run: Run) -> None:
    with project_lock(project.cache / "lock", "translate"):
        code, _, err = run("run")
    assert code == 2
    assert err.startswith("error: another command is working on this project: translate (process ")
    assert err.count("\n") == 1


# --- what commands say ------------------------------------------------------------------------------------------------


def test_a_run_ends_with_the_table_and_the_page_to_open(project: Project, run: Run) -> None:
    code, out, err = run("run")
    assert code == 0
    lines = out.splitlines()
    assert "Untranslated" in lines[0]
    assert any("index" in line and "en → tr" in line for line in lines)
    assert lines[-1] == f"Open {project.site / 'en' / 'index.html'}"
    assert [line for line in err.splitlines() if line.startswith("note: ")] == [
        "note: no translation package for en → tr: only memory and glossary are used; "
        "to get drafts, run: clinic-l10n models install translate-en_tr.argosmodel",
        "note: no translation package for tr → en: only memory and glossary are used; "
        "to get drafts, run: clinic-l10n models install translate-tr_en.argosmodel",
    ]


def test_a_run_shows_ten_findings_at_most(project: Project, run: Run) -> None:
    write_page(project.root, "en/many.html", "".join(f"<p>Take {n}.5 mg now.</p>" for n in range(2, 20)))
    flow.run(project, ("extract",))
    approve(project, "many", "tr", {f"Take {n}.5 mg now.": "Şimdi alın." for n in range(2, 20)})
    err = run("run").err
    assert err.count(" error ") == 10
    assert "more: clinic-l10n qa" in err
    assert run("qa").err.count(" error ") == 18


@pytest.mark.parametrize(
    ("arguments", "count"), [(["extract"], "4 files"), (["qa"], "0 files"), (["extract", "index"], "2 files")]
)
def test_other_commands_end_with_one_line(project: Project, run: Run, arguments: list[str], count: str) -> None:
    assert run(*arguments).out == f"{count} changed\n"


def test_init_says_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("init", "new", "--languages", "tr, en", "--check")
    assert code == 1
    assert "would write new/clinic-l10n.toml" in out
    assert not (tmp_path / "new").exists()
    code, out, _ = run("init", "new", "--languages", "tr, en")
    assert code == 0
    assert out.splitlines()[-1] == "Next: cd new && clinic-l10n run"
    code, out, err = run("init", "new")
    assert (code, out) == (2, "")
    assert err == "error: new/clinic-l10n.toml: exists already; choose an empty folder\n"


def test_init_refuses_unknown_languages(tmp_path: Path, run: Run) -> None:
    code, _, err = run("init", str(tmp_path / "new"), "--languages", "en,klingon")
    assert code == 2
    assert "'klingon'" in err


def test_pending_entries_have_places(project: Project, run: Run) -> None:
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {"Do not drive.": "Araç kullanmayın."})
    out = run("status", "--pending", "index").out
    assert "untranslated Spine care" in out
    assert "Do not drive." not in out
    assert out.count("locales/tr/LC_MESSAGES/index.po:") == 6


def test_round_trips(tmp_path: Path, run: Run) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_text(HOME, "utf-8")
    bad.write_bytes(b"\x00")
    code, out, err = run("roundtrip", str(good))
    assert (code, out, err) == (0, f"{good}: every byte the same, 8 segments\n", "")
    code, out, err = run("roundtrip", str(bad), str(good))
    assert code == 2
    assert out.startswith(f"{good}: every byte")
    assert err.startswith(f"error: {bad}:1: control character U+0000")
    code, _, err = run("roundtrip", str(tmp_path / "nothing"))
    assert (code, err) == (2, f"error: {tmp_path / 'nothing'}: no such file or folder\n")
    assert run("roundtrip", "--language", "tr", str(good)).code == 2


def test_a_missing_file_does_not_stop_the_round_trips(tmp_path: Path, run: Run) -> None:
    good = tmp_path / "good.html"
    good.write_text(HOME, "utf-8")
    code, out, _ = run("roundtrip", str(good), str(tmp_path / "nothing"))
    assert code == 2
    assert "every byte the same" in out


def package(folder: Path) -> Path:
    path = folder / "translate-en_tr-1_0.argosmodel"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("p/metadata.json", '{"from_code": "en", "to_code": "tr", "package_version": "1.0"}')
        archive.writestr("p/model/model.bin", "weights")
        archive.writestr("p/sentencepiece.model", "pieces")
    return path


def test_packages(project: Project, tmp_path: Path, run: Run) -> None:
    file = package(tmp_path)
    assert "no packages" in run("models", "list").out
    checked = run("models", "install", "--check", str(file))
    assert (checked.code, checked.out[:29]) == (1, "would install translate-en_tr")
    assert not project.models.exists()
    assert run("models", "install", str(file)).out.startswith("installed translate-en_tr-1_0@1.0+")
    assert "en → tr  translate-en_tr-1_0@1.0+" in run("models", "list").out
    assert run("models", "verify") == (0, "all packages are as locked\n", "")
    (project.models / file.name).write_bytes(b"x")
    code, out, err = run("models", "verify")
    assert (code, out) == (1, "1 finding\n")
    assert "another SHA-256" in err
    code, _, err = run("models", "install", str(tmp_path / "nothing"))
    assert (code, err) == (2, f"error: {tmp_path / 'nothing'}: no such file\n")


def test_an_engine_that_is_missing_is_2(project: Project, tmp_path: Path, run: Run) -> None:
    table = tmp_path / "test.tsv"
    table.write_text("en\ttr\nHello\tMerhaba\n", "utf-8")
    code, out, err = run("evaluate", "--test", str(table), "--from", "en", "--to", "tr", "--json")
    assert (code, out) == (2, "")
    assert err.startswith("error: no translation package for en → tr")
    code, _, err = run("evaluate", "--test", str(table), "--from", "en", "--to", "de")
    assert code == 2
    assert err.startswith(f"error: {table}:1: ")


# --- JSON -------------------------------------------------------------------------------------------------------------

RESULT = {"changed", "rows", "findings", "failures", "messages"}


@pytest.mark.parametrize(
    "arguments",
    [["extract"], ["translate"], ["qa"], ["build"], ["run"], ["run", "--check"], ["status"]],
    ids=" ".join,
)
def test_results_as_json(project: Project, run: Run, arguments: list[str]) -> None:
    approve_wrong(project)
    (project.source / "en" / "bad.html").write_bytes(b"")
    code, out, err = run(*arguments, "--json")
    result = json.loads(out)
    assert code == 2
    assert err == ""
    assert set(result) == RESULT
    assert result["failures"] == ["source/en/bad.html: the page is empty; write it or delete it"]
    counts = {"segments", "approved", "drafted", "untranslated", "findings"}
    assert all(set(row) == {"page", "source_language", "language"} | counts for row in result["rows"])
    assert {(row["page"], row["language"]) for row in result["rows"]} == {("index", "tr"), ("contact", "en")}
    for finding in result["findings"]:
        assert set(finding) == {"check", "severity", "message", "location", "source", "target"}
        assert set(finding["location"]) == {"file", "line", "column"}
    assert bool(result["findings"]) is (arguments[0] in ("qa", "run"))


def test_pending_as_json(project: Project, run: Run) -> None:
    flow.run(project, ("extract",))
    result = json.loads(run("status", "--pending", "--json").out)
    assert set(result) == {"result", "pending"}
    assert set(result["result"]) == RESULT
    assert len(result["pending"]) == 10
    assert all(set(entry) == {"location", "state", "source", "target"} for entry in result["pending"])


@pytest.mark.usefixtures("engine")
def test_other_json(project: Project, tmp_path: Path, run: Run) -> None:
    assert json.loads(run("models", "list", "--json").out) == []
    assert json.loads(run("models", "verify", "--json").out) == []
    (result,) = json.loads(run("roundtrip", "--json", str(project.source / "en" / "index.html")).out)
    assert set(result) == {"file", "segments", "problem", "exit_code"}
    table = tmp_path / "test.tsv"
    table.write_text("en\ttr\nHello you\tMerhaba sana\n", "utf-8")
    scores = json.loads(run("evaluate", "--test", str(table), "--from", "en", "--to", "tr", "--json").out)
    assert set(scores) >= {"bleu", "bleu_signature", "chrf", "chrf_signature", "words_per_second", "engine", "version"}
    text = run("evaluate", "--test", str(table), "--from", "en", "--to", "tr").out
    assert "bleu_signature" in text


# --- streams ----------------------------------------------------------------------------------------------------------


def test_errors_are_one_line_without_traceback(project: Project) -> None:
    done = program("extract", "nope", cwd=project.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("error: no such page: nope")


def test_what_is_not_a_terminal_gets_no_escape_codes(project: Project) -> None:
    done = program("run", cwd=project.root)
    assert done.returncode == 0
    assert "Untranslated" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def on_a_terminal(*arguments: str, cwd: Path, **more: str) -> str:
    """What a command prints on a terminal."""
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=cwd,
        env=environment(**more),
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(controller, 4096):
            shown += piece
    except OSError:  # Linux says so when the other end has been closed
        pass
    finally:
        os.close(controller)
    process.wait(timeout=60)
    return shown.decode()


def test_a_terminal_gets_colours_unless_it_wants_none(project: Project) -> None:
    flow.run(project, ("extract",))
    colour = re.compile(r"\x1b\[3[1-7]m")
    assert colour.search(on_a_terminal("status", cwd=project.root))
    plain = on_a_terminal("status", cwd=project.root, NO_COLOR="1")
    assert "Untranslated" in plain
    assert not colour.search(plain)


@pytest.mark.parametrize("arguments", [["status"], ["status", "--json"], ["--help"]], ids=" ".join)
def test_a_reader_that_goes_away_is_no_disaster(project: Project, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = program(*arguments, cwd=project.root, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", [["status"], ["status", "--json"]], ids=" ".join)
def test_a_full_disk_under_the_output_is_2(project: Project, arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = program(*arguments, cwd=project.root, stdout=full)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["status"], ["--help"]], ids=" ".join)
def test_an_output_that_knows_turkish_letters_only(project: Project, arguments: list[str]) -> None:
    done = program(*arguments, cwd=project.root, env=environment(PYTHONIOENCODING="iso-8859-9"))
    assert done.returncode == 0


# --- Ctrl-C -----------------------------------------------------------------------------------------------------------

SLOW = """
import sys, time
from pipeline import cli, drafting
from tests.engines import FakeEngine

class Slow(FakeEngine):
    def translate(self, sentences):
        for number, answer in enumerate(super().translate(sentences)):
            if number == 2:
                print("translating", flush=True)
                time.sleep(30)
            yield answer

drafting.load_engine = lambda project, source, target: Slow(source=source, target=target)
cli.main()
"""


def interrupted(project: Project, *arguments: str) -> Answer:
    """Press Ctrl-C when the engine has finished two sentences."""
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, *arguments],
        cwd=project.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "translating\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    return Answer(process.returncode, out, err)


def test_ctrl_c_says_what_was_saved(project: Project) -> None:
    code, _, err = interrupted(project, "run")
    assert code == 2
    (line,) = [line for line in err.splitlines() if line.startswith("error: ")]
    assert line.startswith("error: stopped; saved so far: ")
    assert "locales/tr/LC_MESSAGES/index.po" in line
    assert line.endswith("run the command again to go on")
    assert "Traceback" not in err
    drafted = [entry for entry in load(project, "index", "tr").entries if entry.msgstr]
    assert len(drafted) == 2
    assert not flow.run(project).failures, "the lock is free again"


def test_ctrl_c_before_anything_is_saved(monkeypatch: pytest.MonkeyPatch, project: Project, run: Run) -> None:
    def stop(*arguments: object, **settings: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(flow, "read_sources", stop)
    code, out, err = run("extract")
    assert (code, out) == (2, "")
    assert err == "error: stopped; no file was changed; run the command again to go on\n"


def test_ctrl_c_elsewhere(monkeypatch: pytest.MonkeyPatch, project: Project, run: Run) -> None:
    def stop(*arguments: object, **settings: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tools, "roundtrip", stop)
    code, out, err = run("roundtrip", str(project.source))
    assert (code, out) == (2, "")
    assert err.strip().startswith("error: stopped")
    assert err.strip().count("\n") == 0
