"""``clinic-l10n glossary …`` on a small project."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import cli
from tests.sites import make_project

HEADER = "id,en,tr,pos,domain,status,en_variants,tr_variants,forbidden_tr,forbidden_en,note"
SPINE = "spine,spine,omurga,noun,anatomy,preferred,backbone,bel kemiği,diken,keel,A note."
DOSAGE = "dosage,dosage,doz,noun,drug,preferred,dose,,,,"
NAME = "cedar,Cedar,Cedar,name,clinic,do-not-translate,,,,,"
IN_TURKISH = SPINE.replace("omurga,", "belkemiği,")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_project(tmp_path)
    write(tmp_path / "glossary.csv", SPINE, DOSAGE)
    return tmp_path


def write(path: Path, *rows: str) -> Path:
    path.write_bytes("\r\n".join([HEADER, *rows, ""]).encode())
    return path


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call ``clinic-l10n glossary`` in this process: exit code, standard output, standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["clinic-l10n", "--project", str(folder), "glossary", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        return (int(stopped.value.code or 0), *capsys.readouterr())

    return call


def test_check(folder: Path, run: Run) -> None:
    assert run("check") == (0, "2 terms, 0 findings\n", "")
    bad = write(folder / "other.csv", SPINE.replace("diken", "bel kemiği"))
    code, out, err = run("check", str(bad))
    assert (code, out) == (1, "1 terms, 1 finding\n")
    assert "other.csv:2: error spine: 'bel kemiği' is both a variant and forbidden in tr" in err
    write(folder / "glossary.csv", SPINE.replace("preferred", "good"))
    code, _, err = run("check", "--json")
    assert code == 2
    assert "glossary.csv:2: unknown status" in err


def test_check_needs_no_project_for_a_file(folder: Path, run: Run) -> None:
    code, out, _ = run("check", str(folder / "glossary.csv"), "--json")
    assert (code, json.loads(out)) == (0, {"terms": 2, "findings": []})


def test_find_in_running_text(folder: Path, run: Run) -> None:
    code, out, _ = run("find", "Omurganızın dozu")
    assert code == 0
    assert "0–11 Omurganızın: omurga → spine  tr → en, noun, preferred, spine" in out
    assert "also backbone" in out
    assert "not keel" in out
    assert "note A note." in out
    code, out, _ = run("find", "--from", "en", "--to", "tr", "--json", "the doses")
    (match,) = json.loads(out)["matches"]
    assert (match["match"]["found"], match["match"]["term"]["target"]) == ("doses", "doz")


def test_find_a_word_in_any_cell(folder: Path, run: Run) -> None:
    code, out, _ = run("find", "KEEL")
    assert code == 0
    assert out.startswith("line 2 spine  en spine")
    assert run("find", "nothing")[:2] == (1, "")
    code, _, err = run("find", "omurga", "--from", "de")
    assert (code, "has no language de; it has en, tr" in err) == (2, True)


def test_stats(folder: Path, run: Run) -> None:
    code, out, _ = run("stats")
    assert code == 0
    assert "terms: 2" in out
    assert "used in pages written in en: 2 of 2 terms (100 %)" in out
    result = json.loads(run("stats", "--json")[1])
    assert [c["language"] for c in result["coverage"]] == ["en", "tr"]
    assert result["coverage"][1]["unused"] == ["spine", "dosage"]


@pytest.mark.parametrize("name", ["terms.tbx", "terms.CSV"])
def test_export_and_import_change_nothing(
    folder: Path, run: Run, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    file = tmp_path_factory.mktemp("out") / name
    before = (folder / "glossary.csv").read_bytes()
    assert run("export", "--check", str(file))[:2] == (1, f"{file}: would change\n")
    assert not file.exists()
    assert run("export", str(file))[:2] == (0, f"{file}: written\n")
    assert run("export", str(file))[:2] == (0, f"{file}: unchanged\n")
    assert run("import", str(file))[:2] == (0, "0 new, 0 replaced; glossary.csv: unchanged\n")
    (folder / "glossary.csv").unlink()
    assert run("import", str(file))[:2] == (0, "2 new, 0 replaced; glossary.csv: written\n")
    assert (folder / "glossary.csv").read_bytes() == before


def test_import_adds_and_keeps_what_is_there(folder: Path, run: Run) -> None:
    before = (folder / "glossary.csv").read_bytes()
    file = write(folder / "more.csv", IN_TURKISH, NAME)
    code, out, err = run("import", str(file))
    assert (code, out) == (1, "1 new, 0 replaced; glossary.csv: unchanged\n")
    assert f"{file}:2: error spine: tr differ from the glossary; --replace takes them over" in err
    assert run("import", "--replace", "--check", str(file))[0] == 1
    assert (folder / "glossary.csv").read_bytes() == before
    code, out, _ = run("import", "--replace", str(file))
    assert (code, out) == (0, "1 new, 1 replaced; glossary.csv: written\n")
    after = (folder / "glossary.csv").read_text("utf-8").splitlines()
    assert after == [HEADER, IN_TURKISH, DOSAGE, NAME]


def test_import_keeps_line_ends_and_byte_order_mark(folder: Path, run: Run) -> None:
    path = folder / "glossary.csv"
    path.write_bytes(codecs.BOM_UTF8 + f"{HEADER}\n{SPINE}\n".encode())
    assert run("import", str(write(folder / "more.csv", NAME)))[0] == 0
    assert path.read_bytes() == codecs.BOM_UTF8 + f"{HEADER}\n{SPINE}\n{NAME}\n".encode()


def test_import_refuses_what_would_break_the_glossary(folder: Path, run: Run) -> None:
    before = (folder / "glossary.csv").read_bytes()
    file = write(folder / "more.csv", DOSAGE.replace("dosage,dosage", "thorn,thorn").replace("doz", "diken"))
    code, _, err = run("import", str(file))
    assert (code, (folder / "glossary.csv").read_bytes()) == (2, before)
    assert "glossary.csv:2: the glossary would be wrong: forbidden_tr form is the preferred term" in err
    for name in ("more.xlsx", "gone.tbx", "gone.csv"):
        code, _, err = run("import", str(folder / name))
        assert code == 2
        assert name in err


def test_import_names_languages_it_leaves_out(folder: Path, run: Run) -> None:
    file = folder / "more.csv"
    file.write_text(f"{HEADER},de\n{NAME},Zeder\n", "utf-8")
    code, _, err = run("import", str(file))
    assert (code, "left out, as the glossary has no columns for them: de" in err) == (0, True)


def test_without_a_glossary(folder: Path, run: Run) -> None:
    (folder / "glossary.csv").unlink()
    for arguments in (["check"], ["find", "spine"], ["stats"], ["export", str(folder / "x.tbx")]):
        code, _, err = run(*arguments)
        assert code == 2
        assert "glossary.csv: no such file" in err
