"""Round trips of files, and packages and scores as the command line asks for them."""

from __future__ import annotations

import codecs
import json
import zipfile
from pathlib import Path

import pytest

from pipeline import drafting, tools
from pipeline.config import Project
from pipeline.errors import L10nError, ModelError
from pipeline.model import Severity
from tests.engines import FakeEngine
from tests.sites import HOME, make_project, snapshot


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "nothing"))
    folder = tmp_path / "project"
    folder.mkdir()
    return make_project(folder)


def package(folder: Path, source: str = "en", target: str = "tr") -> Path:
    """A file that looks like a package; its model is no model."""
    path = folder / f"translate-{source}_{target}-1_0.argosmodel"
    with zipfile.ZipFile(path, "w") as archive:
        metadata = {"from_code": source, "to_code": target, "package_version": "1.0"}
        archive.writestr("package/metadata.json", json.dumps(metadata))
        archive.writestr("package/model/model.bin", "weights")
        archive.writestr("package/sentencepiece.model", "pieces")
    return path


# --- round trips ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "segments"),
    [
        (HOME.encode(), 8),
        (HOME.replace("\n", "\r\n").encode(), 8),
        (codecs.BOM_UTF8 + HOME.encode(), 8),
        (b"<meta charset=windows-1254><p>\xf0\xfe", 1),
        (codecs.BOM_UTF16_LE + "<p>Hello you".encode("utf-16-le"), 1),
        (b'<html lang="tr"><p>Merhaba', 1),
        (b'<html lang="pt-BR"><p>Bom dia', 1),
        (b'<html lang="{{ lang }}"><p>Hello', 1),
        (b"<p>caf\xe9", 1),
        (b"<p>12</p>", 0),
        (b"<p <b></i> &amp <!-- ", 0),
    ],
)
def test_a_page_comes_back_byte_for_byte(tmp_path: Path, content: bytes, segments: int) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    assert tools.roundtrip(path) == tools.RoundTrip(str(path), segments, None, 0)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the page is empty"),
        (b"<p>\x00", "control character U+0000"),
        (b"<meta charset=utf-8>\n\xff", ":2: byte 0xff is not utf-8"),
    ],
)
def test_what_cannot_be_decoded_is_a_problem(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    result = tools.roundtrip(path)
    assert result.exit_code == 2
    assert result.problem is not None
    assert result.problem.startswith(str(path))
    assert problem in result.problem


def test_the_language_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b'<html lang="tr"><p>Merhaba')
    assert tools.roundtrip(path, "tr").exit_code == 0
    assert tools.roundtrip(path, "en").exit_code == 2


def test_the_first_difference_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<p>one\n<p>two")
    monkeypatch.setattr(tools, "encode", lambda page, text: b"<p>one\n<p>twice")
    result = tools.roundtrip(path)
    assert (result.exit_code, result.segments) == (1, 2)
    assert result.problem == f"{path}:2: byte 12 differs: page b'o', restored b'ice'"
    monkeypatch.setattr(tools, "encode", lambda page, text: b"<p>one\n<p>")
    assert "byte 10 differs: page b'two', restored b''" in str(tools.roundtrip(path).problem)


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF16_LE + '<html lang="tr"><p>Merhaba'.encode("utf-16-le"),
        b"<!-- " + b"x" * 5000 + b' --><html lang="tr"><p>Merhaba',
    ],
    ids=["utf-16", "long comment"],
)
def test_a_page_s_own_language_is_found_wherever_it_stands(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    assert tools.roundtrip(path).problem is None


def test_folders_are_searched_for_pages(tmp_path: Path) -> None:
    for name in ("b.html", "a/c.HTM", "a/d.xhtml", "a/e.txt", "f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in tools.expand([tmp_path, tmp_path / "f.txt"])]
    assert found == ["a/c.HTM", "a/d.xhtml", "b.html", "f.txt"]
    assert list(tools.expand([])) == []
    nothing = tmp_path / "nothing.html"
    assert list(tools.expand([nothing])) == [nothing], "reported in its turn, like any other file"
    assert "no such file or folder" in str(tools.roundtrip(nothing).problem)


# --- packages ---------------------------------------------------------------------------------------------------------


def test_a_package_is_installed_listed_and_verified(project: Project, tmp_path: Path) -> None:
    assert tools.installed_packages(project) == ()
    assert tools.verify_packages(project) == ()
    made = tools.install_package(project, package(tmp_path))
    assert (made.source, made.target, made.version, made.path.parent) == ("en", "tr", "1.0", project.models)
    assert tools.installed_packages(project) == (made,)
    assert tools.verify_packages(project) == ()


def test_check_installs_nothing(project: Project, tmp_path: Path) -> None:
    before = snapshot(project.root)
    assert tools.install_package(project, package(tmp_path), check=True).source == "en"
    assert snapshot(project.root) == before


@pytest.mark.parametrize(("source", "target"), [("en", "de"), ("de", "tr"), ("fr", "es")])
def test_a_package_for_another_pair_is_refused(project: Project, tmp_path: Path, source: str, target: str) -> None:
    file = package(tmp_path, source, target)
    with pytest.raises(ModelError, match=f"is for {source} → {target}; this project has en, tr") as caught:
        tools.install_package(project, file)
    assert caught.value.file == str(file)
    assert not project.models.exists()


def test_what_is_no_package_is_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "x.argosmodel").write_bytes(b"no zip")
    with pytest.raises(ModelError, match="is not a readable zip archive"):
        tools.install_package(project, tmp_path / "x.argosmodel")
    with pytest.raises(ModelError, match="no such file"):
        tools.install_package(project, tmp_path / "nothing.argosmodel")


def test_damage_is_found(project: Project, tmp_path: Path) -> None:
    made = tools.install_package(project, package(tmp_path))
    made.path.write_bytes(made.path.read_bytes() + b"x")
    (finding,) = tools.verify_packages(project)
    assert (finding.check, finding.severity) == ("model", Severity.ERROR)
    assert "another SHA-256" in finding.message
    with pytest.raises(ModelError, match="another SHA-256"):
        tools.installed_packages(project)


def test_packages_that_argos_installed_are_listed_last(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tools.install_package(project, package(tmp_path))
    with zipfile.ZipFile(package(tmp_path, "tr", "en")) as archive:
        archive.extractall(tmp_path / "argos")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos"))
    first, second = tools.installed_packages(project)
    assert first == own
    assert (second.source, second.target, second.path) == ("tr", "en", tmp_path / "argos" / "package")


# --- scores -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "test.tsv"
    path.write_text("en\ttr\nTake <b1>two</b1>.\t<b1>İki</b1> alın.\n", "utf-8")
    return path


def test_without_a_package_there_is_nothing_to_score(project: Project, table: Path) -> None:
    for measure in (tools.evaluate_engine, tools.evaluate_engine_codes):
        with pytest.raises(ModelError, match="no translation package for en → tr"):
            measure(project, table, "en", "tr")


def test_a_wrong_table_is_named_before_an_engine_is_looked_for(project: Project, table: Path) -> None:
    with pytest.raises(L10nError, match="'de'") as caught:
        tools.evaluate_engine(project, table, "en", "de")
    assert (caught.value.file, caught.value.line) == (table.as_posix(), 1)


def test_the_project_s_engine_is_scored(project: Project, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        drafting, "load_engine", lambda project, source, target: FakeEngine(source=source, target=target)
    )
    result = tools.evaluate_engine(project, table, "en", "tr")
    assert (result.source, result.target, result.engine, result.sentences) == ("en", "tr", "fake", 1)
    placed = tools.evaluate_engine_codes(project, table, "en", "tr")
    assert (placed.texts, placed.pairs, placed.kept) == (1, 1, 100.0)
