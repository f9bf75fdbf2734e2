"""A new project runs as it is, and nothing that is there already is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import flow, scaffold
from pipeline.config import read_project
from pipeline.errors import OutputError, ProjectError
from tests.sites import snapshot


@pytest.fixture(autouse=True)
def no_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "nothing"))


def made(folder: Path, *languages: str, check: bool = False) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in scaffold.create(folder, languages, check=check)]


@pytest.mark.parametrize(
    ("languages", "page", "targets"),
    [
        (("en", "tr"), "en", ("tr",)),
        (("tr", "en"), "tr", ("en",)),
        (("en", "ar", "pt-BR"), "en", ("ar", "pt-BR")),
        (("de", "en"), "en", ("de",)),
    ],
)
def test_a_new_project_runs(tmp_path: Path, languages: tuple[str, ...], page: str, targets: tuple[str, ...]) -> None:
    folder = tmp_path / "new" / "site"
    assert made(folder, *languages) == ["clinic-l10n.toml", f"source/{page}/index.html", "glossary.csv", ".gitignore"]
    project = read_project(folder)
    assert (project.name, project.languages) == ("site", languages)
    result = flow.run(project)
    assert result.failures == ()
    assert [(row.source_language, row.language) for row in result.rows] == [(page, target) for target in targets]
    assert all(row.segments == 3 for row in result.rows)
    for language in languages:
        assert f'lang="{language}"' in (folder / "site" / language / "index.html").read_text("utf-8")
    assert flow.run(project, check=True).changed == ()


def test_the_glossary_of_a_new_project_is_used(tmp_path: Path) -> None:
    made(tmp_path, "tr", "en")
    (row,) = flow.run(read_project(tmp_path)).rows
    assert row.drafted == 2, "the title and the heading are a term"


@pytest.mark.parametrize("name", ["clinic-l10n.toml", "glossary.csv", ".gitignore", "source/en/index.html"])
def test_nothing_is_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine", "utf-8")
    before = snapshot(tmp_path)
    with pytest.raises(ProjectError, match="exists already; choose an empty folder") as caught:
        made(tmp_path, "en", "tr")
    assert caught.value.file == str(tmp_path / name)
    assert snapshot(tmp_path) == before


def test_other_files_may_lie_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("mine", "utf-8")
    made(tmp_path, "en", "tr")
    assert (tmp_path / "LICENSE").read_text("utf-8") == "mine"


def test_check_names_the_files_and_writes_none(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert "clinic-l10n.toml" in made(folder, "en", "tr", check=True)
    assert not folder.exists()
    made(folder, "en", "tr")
    with pytest.raises(ProjectError, match="exists already"):
        made(folder, "en", "tr", check=True)


@pytest.mark.parametrize(
    ("languages", "complaint"),
    [
        ((), "at least two different languages"),
        (("en",), "at least two different languages: 'en'"),
        (("en", "en"), "at least two different languages: 'en,en'"),
        (("en", "klingon"), "unknown language; use a code such as en, tr or pt-BR: 'klingon'"),
        (("en", ""), "unknown language"),
        (("en", "../x"), "unknown language"),
        (("de", "fr"), "name en or tr among the languages"),
    ],
)
def test_unusable_languages(tmp_path: Path, languages: tuple[str, ...], complaint: str) -> None:
    with pytest.raises(ProjectError, match=complaint):
        made(tmp_path / "new", *languages)
    assert not (tmp_path / "new").exists()


def test_turkish_need_not_be_the_first_language(tmp_path: Path) -> None:
    assert "source/tr/index.html" in made(tmp_path, "de", "tr")


@pytest.mark.parametrize("name", ['my "site"', "my\\site"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    made(tmp_path / name, "en", "tr")
    assert read_project(tmp_path / name).name == name


@pytest.mark.parametrize("languages", [("en", "EN"), ("en", "pt-BR", "pt_BR")])
def test_one_language_written_in_two_ways(tmp_path: Path, languages: tuple[str, ...]) -> None:
    with pytest.raises(ProjectError):
        made(tmp_path, *languages)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        made(tmp_path / "file" / "new", "en", "tr")
