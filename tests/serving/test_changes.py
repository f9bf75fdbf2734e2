"""What saved files ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Project
from pipeline.serving.changes import Work, known_files, work_for
from tests.sites import make_project, write_page

PAGE = "<title>Fusion</title><p>Fusion"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make_project(tmp_path)
    write_page(tmp_path, "en/treatments/fusion.html", PAGE)
    for name in ("assets/site.css", "assets/plan.svg", "en/data/prices.json"):
        write_page(tmp_path, name, "x")
    return project


def pages(*names: str) -> Work:
    return Work(pages=frozenset(names))


@pytest.mark.parametrize(
    ("saved", "expected"),
    [
        ("source/en/index.html", pages("index")),
        ("source/en/treatments/fusion.html", pages("treatments/fusion")),
        ("source/tr/contact.html", pages("contact")),
        ("source/assets/site.css", Work(copies=frozenset(["assets/site.css"]))),
        ("source/en/data/prices.json", Work(whole=True)),
        ("source/en/.index.html.swp", Work()),
        ("source/en/4913", Work()),
        ("locales/tr/LC_MESSAGES/index.po", Work(catalogs=frozenset(["index"]))),
        ("locales/tr/LC_MESSAGES/treatments/fusion.po", Work(catalogs=frozenset(["treatments/fusion"]))),
        ("locales/tr/LC_MESSAGES/gone.po", Work(whole=True)),
        ("locales/tr/LC_MESSAGES/.index.po.l10n-tmp", Work()),
        ("locales/tr/LC_MESSAGES/index.mo", Work()),
        ("locales/templates/index.pot", Work()),
        ("locales/addresses.toml", Work(whole=True)),
        ("glossary.csv", Work(whole=True)),
        ("clinic-l10n.toml", Work(whole=True)),
        ("README.md", Work()),
        ("site/en/index.html", Work()),
    ],
)
def test_saved_file(project: Project, saved: str, expected: Work) -> None:
    work = work_for(project, [project.root / saved], known_files(project))
    assert work == expected
    assert bool(work) == (expected != Work())


def test_a_page_and_its_catalog_together_are_the_page(project: Project) -> None:
    saved = [project.catalog("index", "tr"), project.source / "en/index.html", project.catalog("contact", "en")]
    work = work_for(project, saved, known_files(project))
    assert work == Work(pages=frozenset(["index"]), catalogs=frozenset(["contact"]))


def test_new_and_removed_files_ask_for_the_whole_site(project: Project) -> None:
    known = known_files(project)
    new = project.source / "en/new.html"
    write_page(project.root, "en/new.html", PAGE)
    assert work_for(project, [new], known) == Work(whole=True)
    assert work_for(project, [new], known_files(project)) == pages("new")
    new.unlink()
    assert work_for(project, [new], {**known, new: "new"}) == Work(whole=True)


def test_a_folder_that_goes_takes_its_files_along(project: Project) -> None:
    known = known_files(project)
    folder = project.source / "en/treatments"
    folder.rename(project.root / "elsewhere")
    assert work_for(project, [folder], known) == Work(whole=True)
