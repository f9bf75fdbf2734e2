"""Which files below ``source/`` hold data to translate, and into what."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Project, read_project
from pipeline.errors import ProjectError
from pipeline.inventory import asset_files, data_files
from tests.sites import HOME, make_project, write_page

LANGUAGES = '[site]\nlanguages = ["en", "tr", "ar"]\n'
RULE = '[[data]]\nfiles = "data/*.json"\nfields = ["**.name"]\n'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    make_project(tmp_path, {"en/index.html": HOME})
    (tmp_path / "clinic-l10n.toml").write_text(LANGUAGES + RULE, "utf-8")
    return read_project(tmp_path)


def found(project: Project) -> dict[str, tuple[str, ...]]:
    return {project.relative(one.path): one.targets for one in data_files(project)}


@pytest.mark.parametrize(
    ("name", "text", "targets"),
    [
        ("en/data/doctors.json", "{}", ("tr", "ar")),
        ("tr/data/a/doctors.json", "{}", ("en", "ar")),
        ("en/other/doctors.json", "{}", None),
        ("data/doctors.json", "{}", None),
        ("en/feed.xml", "<rss/>", ("tr", "ar")),
        ("tr/news.atom", "<feed>", ("en", "ar")),
        ("en/sitemap.xml", "<urlset>", None),
        ("feed.xml", "<rss/>", None),
        ("en/site.webmanifest", "{}", ("tr", "ar")),
        ("en/.feed.xml", "<rss/>", None),
    ],
)
def test_data_or_asset(project: Project, name: str, text: str, targets: tuple[str, ...] | None) -> None:
    write_page(project.root, name, text)
    assert found(project) == ({f"source/{name}": targets} if targets else {})
    is_hidden = Path(name).name.startswith(".")
    assert ((project.source / name) in asset_files(project)) is (targets is None and not is_hidden)


def test_a_language_keeps_the_file_that_its_author_wrote(project: Project) -> None:
    write_page(project.root, "en/feed.xml", "<rss/>")
    write_page(project.root, "tr/feed.xml", "<rss/>")
    assert found(project) == {"source/en/feed.xml": ("ar",)}
    assert project.source / "tr" / "feed.xml" in asset_files(project)
    write_page(project.root, "ar/feed.xml", "<rss/>")
    assert found(project) == {}
    assert len([*asset_files(project)]) == 3


def test_settings_that_name_a_file_of_another_kind(project: Project) -> None:
    (project.root / "clinic-l10n.toml").write_text(LANGUAGES + RULE.replace(".json", "*"), "utf-8")
    write_page(project.root, "en/data/plan.pdf", "%PDF")
    with pytest.raises(ProjectError, match=r"none of \.json, .*; leave it out: 'data/plan\.pdf'"):
        found(read_project(project.root))
