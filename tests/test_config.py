"""Settings: what a project is without any, and which mistakes are named how."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import FILE, DataRule, find_project, read_project
from pipeline.errors import ProjectError
from pipeline.model import Risk

LANGUAGES = '[site]\nlanguages = ["en", "tr"]\n'


def write(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, "utf-8")
    return folder


def test_defaults(tmp_path: Path) -> None:
    project = read_project(write(tmp_path, LANGUAGES))
    assert (project.root, project.name, project.languages) == (tmp_path, tmp_path.name, ("en", "tr"))
    assert (project.base_url, project.beam, project.threads) == ("", 4, 0)
    assert (project.fuzzy_cutoff, project.min_score) == (75, 0.3)
    assert (project.time_separators, project.locale_tags) == ((), ())


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = """[site]
        name = "Spine"
        languages = ["tr", "en", "pt-BR"]
        base_url = "https://clinic.example/"
        time_separators = { tr = "." }
        locales = { en = "en_US" }
        [translate]
        beam = 1
        threads = 8
        fuzzy_cutoff = 0
        min_score = 1"""
    project = read_project(write(tmp_path, text))
    assert (project.name, project.languages) == ("Spine", ("tr", "en", "pt-BR"))
    assert project.base_url == "https://clinic.example", "without the final slash"
    assert (project.time_separators, project.locale_tags) == ((("tr", "."),), (("en", "en_US"),))
    assert (project.beam, project.threads, project.fuzzy_cutoff, project.min_score) == (1, 8, 0, 1)


def test_risks_reviewers_and_policy(tmp_path: Path) -> None:
    plain = read_project(write(tmp_path, LANGUAGES))
    assert (plain.risk_pages, plain.reviewers, plain.named) == ((), (), {Risk.CRITICAL})
    text = """[risk]
        low = ["privacy"]
        critical = ["consent/*", "after"]
        [review]
        reviewers = ["Test  Reviewer"]
        [release]
        normal = "named"
        low = "approved"
        """
    project = read_project(write(tmp_path, LANGUAGES + text))
    assert project.risk_pages == (
        *(("consent/*", Risk.CRITICAL), ("after", Risk.CRITICAL)),
        ("privacy", Risk.LOW),
    )
    assert project.reviewers == ("Test Reviewer",)
    assert project.named == {Risk.CRITICAL, Risk.NORMAL}


def test_data(tmp_path: Path) -> None:
    text = """[[data]]
        files = "data/*.json"
        fields = ["*.name"]
        links = ["*.url"]
        [[data]]
        files = "hours.yaml"
        html = ["**.note"]
        ignore = ["old.**"]
        """
    assert read_project(write(tmp_path, LANGUAGES + text)).data == (
        DataRule("data/*.json", fields=("*.name",), links=("*.url",)),
        DataRule("hours.yaml", html=("**.note",), ignore=("old.**",)),
    )


def test_places(tmp_path: Path) -> None:
    project = read_project(write(tmp_path, LANGUAGES))
    assert project.relative(project.catalog("a/b", "tr")) == "locales/tr/LC_MESSAGES/a/b.po"
    assert project.relative(project.template("a/b")) == "locales/templates/a/b.pot"
    folders = (project.source, project.locales, project.models, project.memory, project.site, project.cache)
    assert [project.relative(folder) for folder in folders] == [
        *("source", "locales", "models", "memory", "site", ".clinic-l10n"),
    ]
    assert project.relative(project.glossary) == "glossary.csv"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("site = ", "not valid TOML: "),
        ("[site]\n\nname = x", "(at line 3, column 8)"),
        ("[sites]\n", "unknown section [sites]; did you mean 'site'?"),
        ("[translation]\n", "unknown section [translation]; did you mean 'translate'?"),
        ("[zzz]\n", "unknown section [zzz]; known are site, "),
        (LANGUAGES + "nmae = 'x'", "unknown key 'nmae' in [site]; did you mean 'name'?"),
        (LANGUAGES + "baseurl = 'x'", "unknown key 'baseurl' in [site]; did you mean 'base_url'?"),
        (LANGUAGES + "[translate]\nbeams = 1", "unknown key 'beams' in [translate]; did you mean 'beam'?"),
        (
            LANGUAGES + "[translate]\nx = 1",
            "unknown key 'x' in [translate]; known are beam, threads, fuzzy_cutoff, min_score",
        ),
        (LANGUAGES + "[translate]\nname = 'x'", "unknown key 'name' in [translate]"),
        (LANGUAGES + "name = 5", "[site] name has the wrong type: '5'"),
        ("[site]\nlanguages = 'en'", "[site] languages has the wrong type: 'en'"),
        (LANGUAGES + "time_separators = '.'", "[site] time_separators has the wrong type: '.'"),
        (LANGUAGES + "locales = ['en']", "[site] locales has the wrong type"),
        (LANGUAGES + "[translate]\nbeam = '4'", "[translate] beam has the wrong type: '4'"),
        (LANGUAGES + "[translate]\nbeam = true", "[translate] beam has the wrong type: 'True'"),
        (LANGUAGES + "[translate]\nthreads = 1.5", "[translate] threads has the wrong type: '1.5'"),
        (LANGUAGES + "[translate]\nbeam = 0", "[translate] beam must lie between 1 and 32: '0'"),
        (LANGUAGES + "[translate]\nthreads = -1", "[translate] threads must lie between 0 and 256: '-1'"),
        (LANGUAGES + "[translate]\nfuzzy_cutoff = 101", "[translate] fuzzy_cutoff must lie between 0 and 100: '101'"),
        (LANGUAGES + "[translate]\nmin_score = 1.5", "[translate] min_score must lie between 0 and 1: '1.5'"),
        (LANGUAGES + "[translate]\nmin_score = nan", "[translate] min_score must lie between 0 and 1: 'nan'"),
        (LANGUAGES + "[translate]\nmin_score = '1'", "[translate] min_score has the wrong type: '1'"),
        (LANGUAGES + "[risk]\nhigh = ['x']", "unknown key 'high' in [risk]; known are critical, normal, low"),
        (LANGUAGES + "[risk]\ncritical = 'x'", "[risk] critical has the wrong type: 'x'"),
        (LANGUAGES + "[risk]\ncritical = [1]", "[risk] critical has the wrong type: it is a list of texts: '[1]'"),
        (LANGUAGES + "[review]\nreviewers = ['']", "[review] reviewers has the wrong type: it is a list of texts"),
        (LANGUAGES + "[review]\nreviewer = ['A']", "unknown key 'reviewer' in [review]; did you mean 'reviewers'?"),
        (LANGUAGES + "[release]\nnormal = 'drafted'", "[release] normal must be approved or named: 'drafted'"),
        (LANGUAGES + "[release]\ncritical = 'approved'", "unknown key 'critical' in [release]"),
        (LANGUAGES + "[data]\nfiles = 'x'", "data files have sections of their own: write [[data]]"),
        (LANGUAGES + "[[data]]\nfiles = 'x'", "[[data]] needs files and fields: files = "),
        (LANGUAGES + "[[data]]\nfields = ['x']", "[[data]] needs files and fields: files = "),
        (LANGUAGES + "[[data]]\nfile = 'x'", "unknown key 'file' in [[data]]; did you mean 'files'?"),
        (LANGUAGES + "[[data]]\nfiles = ['x']", "[[data]] files has the wrong type: it is a text: "),
        (LANGUAGES + "[[data]]\nfields = 'x'", "[[data]] fields has the wrong type: it is a list of texts: 'x'"),
        ("site = 1", "[site]"),
        ("translate = []", "[translate]"),
        ("[[site]]\nname = 'x'", "[site]"),
        ("", "[site] languages must name at least two languages, each once"),
        ("[site]\nlanguages = []", "[site] languages must name at least two languages, each once"),
        ("[site]\nlanguages = ['en']", "[site] languages must name at least two languages, each once"),
        ("[site]\nlanguages = ['en', 'tr', 'en']", "[site] languages must name at least two languages, each once"),
        ("[site]\nlanguages = ['en', 'klingon']", "[site] languages: unknown code; use en, tr, pt-BR …: 'klingon'"),
        ("[site]\nlanguages = ['en', 5]", "[site] languages: unknown code; use en, tr, pt-BR …: '5'"),
        ("[site]\nlanguages = ['en', '']", "[site] languages: unknown code; use en, tr, pt-BR …: ''"),
        ("[site]\nlanguages = ['en', '../tr']", "[site] languages: unknown code"),
    ],
)
def test_mistakes_are_named_with_file_and_key(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ProjectError) as caught:
        read_project(write(tmp_path, text))
    assert str(caught.value).startswith(f"{tmp_path / FILE}: ")
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"[site]\nname = '\xff'\n")
    with pytest.raises(ProjectError, match="not valid TOML"):
        read_project(tmp_path)


def test_a_folder_without_settings(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="run 'clinic-l10n init DIR'") as caught:
        read_project(tmp_path)
    assert caught.value.file == str(tmp_path)


def test_a_section_that_is_no_table_is_not_called_unknown(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        read_project(write(tmp_path, "site = 1"))
    assert "unknown" not in str(caught.value)


def test_a_folder_in_the_place_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(ProjectError, match=FILE):
        read_project(tmp_path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert read_project(write(tmp_path, f"\ufeff{LANGUAGES}")).languages == ("en", "tr")


@pytest.mark.parametrize("line", ["time_separators = { tr = 5 }", "locales = { en = ['en_GB'] }"])
def test_values_in_a_table_are_checked(tmp_path: Path, line: str) -> None:
    with pytest.raises(ProjectError, match="wrong type"):
        read_project(write(tmp_path, LANGUAGES + line))


def test_the_nearest_project_upward_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "outer" / "inner"
    deep = inner / "source" / "en"
    deep.mkdir(parents=True)
    write(tmp_path / "outer", LANGUAGES)
    assert find_project(deep) == (tmp_path / "outer").resolve()
    write(inner, LANGUAGES)
    assert find_project(deep) == inner.resolve()
    assert find_project(inner) == inner.resolve()


def test_no_project_upward(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(ProjectError, match="or name it with --project") as caught:
        find_project(tmp_path)
    assert caught.value.file == str(tmp_path)
