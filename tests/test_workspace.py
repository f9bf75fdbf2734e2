"""A project's files: which are pages, what is said of those that cannot be used, and no editor's save is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalog import write_catalog
from pipeline.config import Project
from pipeline.errors import CatalogError, OutputError, PageError
from pipeline.inventory import asset_files, page_files
from pipeline.merge import template
from pipeline.model import Catalog, Entry
from pipeline.workspace import (
    Outcome,
    all_catalogs,
    load_catalog,
    read_bytes,
    read_sources,
    update_catalog,
)
from tests.sites import make_project, write_page


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path)


def names(project: Project, *wanted: str) -> tuple[list[str], list[str]]:
    """Names of the pages that can be used, and failures."""
    outcome = Outcome()
    return [source.name for source in read_sources(project, outcome, wanted)], outcome.failures


# --- pages ------------------------------------------------------------------------------------------------------------


def test_pages_come_by_language_then_by_name(project: Project) -> None:
    for name in (
        "tr/a.html",
        "en/z.html",
        "en/treatments/fusion.htm",
        "en/B.HTML",
        "en/c.xhtml",
        "de/x.html",
        "y.html",
    ):
        write_page(project.root, name, "<p>Hello you</p>")
    found = [path.relative_to(project.source).as_posix() for path in page_files(project)]
    assert found == [
        *("en/B.HTML", "en/c.xhtml", "en/index.html", "en/treatments/fusion.htm", "en/z.html"),
        *("tr/a.html", "tr/contact.html"),
    ]
    assert names(project) == (["B", "c", "index", "treatments/fusion", "z", "a", "contact"], [])


def test_a_source_knows_its_languages_and_bytes(project: Project) -> None:
    index, contact = read_sources(project, Outcome())
    assert (index.name, index.language, index.targets) == ("index", "en", ("tr",))
    assert (contact.name, contact.language, contact.targets) == ("contact", "tr", ("en",))
    assert index.content == index.path.read_bytes()
    assert index.document.page.file == "source/en/index.html"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [((), ["index", "contact"]), (("contact",), ["contact"]), (("contact", "index"), ["index", "contact"])],
)
def test_pages_can_be_named(project: Project, wanted: tuple[str, ...], found: list[str]) -> None:
    assert names(project, *wanted) == (found, [])


@pytest.mark.parametrize("wanted", ["nope", "en/index", "index.html", "INDEX", ""])
def test_a_name_that_no_page_has_is_refused(project: Project, wanted: str) -> None:
    with pytest.raises(PageError, match=f"no such page: {wanted}"):
        names(project, "index", wanted)


@pytest.mark.parametrize("other", ["tr/index.html", "en/index.htm", "en/index.xhtml"])
def test_two_pages_of_one_name_are_a_failure_of_the_second(project: Project, other: str) -> None:
    write_page(project.root, other, "<p>1</p>")
    found, failures = names(project)
    assert "index" in found
    assert len(failures) == 1
    assert "a page of this name stands at source/en/index" in failures[0]


def test_a_page_that_cannot_be_read_is_a_failure_and_the_others_go_on(project: Project) -> None:
    (project.source / "en" / "broken.html").write_bytes(b"<meta charset=utf-8>\n\xff")
    (project.source / "en" / "folder.html").mkdir()
    (project.source / "en" / "dangling.html").symlink_to("nowhere")
    write_page(project.root, "en/blank.html", " \n")
    found, failures = names(project)
    assert found == ["index", "contact"]
    assert [failure.partition(": ")[0] for failure in failures] == [
        *("source/en/blank.html", "source/en/broken.html:2", "source/en/dangling.html", "source/en/folder.html"),
    ]


@pytest.mark.parametrize("name", ["en/._index.html", "en/.drafts/a.html", "en/.#b.html"])
def test_hidden_files_are_no_pages(project: Project, name: str) -> None:
    write_page(project.root, name, "<p>Hello you</p>")
    assert names(project) == (["index", "contact"], [])


def test_a_broken_page_that_is_named_is_a_failure_not_unknown(project: Project) -> None:
    write_page(project.root, "en/blank.html", "")
    assert names(project, "blank") == ([], ["source/en/blank.html: the page is empty; write it or delete it"])


def test_a_project_without_source_folder(project: Project) -> None:
    project.source.rename(project.root / "elsewhere")
    with pytest.raises(PageError, match="source: no such folder; put pages into source/en/"):
        read_sources(project, Outcome())


def test_a_project_without_pages(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"assets/a.css": "p {}"})
    assert names(project) == ([], [])


@pytest.mark.parametrize(
    ("name", "is_asset"),
    [
        ("assets/a.css", True),
        ("en/photo.jpg", True),
        ("robots.txt", True),
        ("de/index.html", True),
        ("home.html", True),
        ("en/a.html", False),
        ("en/a.HTM", False),
        (".htaccess", False),
        ("assets/.DS_Store", False),
        (".git/config", False),
    ],
)
def test_assets_are_what_is_no_page_and_not_hidden(project: Project, name: str, is_asset: bool) -> None:
    write_page(project.root, name, "x")
    assert ((project.source / name) in asset_files(project)) is is_asset


def test_read_bytes_says_why(tmp_path: Path) -> None:
    with pytest.raises(PageError, match=r"page.html: no such file or folder"):
        read_bytes(tmp_path / "nothing", "page.html")
    (tmp_path / "blank").write_bytes(b"\r\n \t")
    with pytest.raises(PageError, match=r"page.html: the page is empty"):
        read_bytes(tmp_path / "blank", "page.html")


def test_an_outcome_names_a_failure_once() -> None:
    outcome = Outcome()
    for error in (PageError("x", file="a"), PageError("x", file="a"), PageError("x", file="b")):
        outcome.fail(error)
    assert outcome.failures == ["a: x", "b: x"]


# --- catalogs ---------------------------------------------------------------------------------------------------------


def catalog_of(project: Project, *entries: Entry) -> Catalog:
    return Catalog("index", "en", "tr", "locales/tr/LC_MESSAGES/index.po", entries)


def save(project: Project, catalog: Catalog) -> None:
    path = project.catalog(catalog.page, catalog.language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_catalog(catalog))


HELLO, YOU = Entry("p", "Hello", "Merhaba"), Entry("p", "You", "Sen")


def test_there_may_be_no_catalog(project: Project) -> None:
    assert load_catalog(project, "index", "en", "tr") is None


def test_a_catalog_is_read_with_its_place(project: Project) -> None:
    save(project, catalog_of(project, HELLO))
    loaded = load_catalog(project, "index", "en", "tr")
    assert loaded is not None
    assert (loaded.file, loaded.language, [e.msgstr for e in loaded.entries]) == (
        "locales/tr/LC_MESSAGES/index.po",
        "tr",
        ["Merhaba"],
    )


def test_a_template_is_the_catalog_without_language(project: Project) -> None:
    (source, _) = read_sources(project, Outcome())
    pot = template(source.name, source.language, source.segments, "locales/templates/index.pot")
    assert update_catalog(project, "index", "en", "", lambda old: pot) == "locales/templates/index.pot"
    loaded = load_catalog(project, "index", "en", "")
    assert loaded is not None
    assert {e.msgid for e in loaded.entries} == {s.key.msgid for s in source.segments}


def test_a_catalog_that_is_a_folder_cannot_be_read(project: Project) -> None:
    project.catalog("index", "tr").mkdir(parents=True)
    with pytest.raises(PageError, match=r"locales/tr/LC_MESSAGES/index.po: cannot be read \(Is a directory\)"):
        load_catalog(project, "index", "en", "tr")


def test_update_creates_changes_and_then_leaves_alone(project: Project) -> None:
    path = project.catalog("index", "tr")
    assert update_catalog(project, "index", "en", "tr", lambda old: catalog_of(project, HELLO)) == project.relative(
        path
    )
    before = path.read_bytes()
    assert update_catalog(project, "index", "en", "tr", lambda old: catalog_of(project, HELLO)) is None
    assert update_catalog(project, "index", "en", "tr", lambda old: old or catalog_of(project)) is None
    assert path.read_bytes() == before
    assert update_catalog(project, "index", "en", "tr", lambda old: catalog_of(project, HELLO, YOU)) is not None
    assert b'msgid "You"' in path.read_bytes()


@pytest.mark.parametrize("exists", [False, True])
def test_check_says_what_would_change_and_writes_nothing(project: Project, exists: bool) -> None:
    if exists:
        save(project, catalog_of(project, YOU))
    path = project.catalog("index", "tr")
    before = path.read_bytes() if exists else None
    changed = update_catalog(project, "index", "en", "tr", lambda old: catalog_of(project, HELLO), check=True)
    assert changed == "locales/tr/LC_MESSAGES/index.po"
    assert (path.read_bytes() if path.exists() else None) == before


def test_an_editor_s_save_in_between_is_what_gets_changed(project: Project) -> None:
    save(project, catalog_of(project, HELLO))
    seen: list[str] = []

    def change(old: Catalog | None) -> Catalog:
        assert old is not None
        seen.append(old.entries[0].msgstr)
        if len(seen) == 1:
            save(project, catalog_of(project, replace(HELLO, msgstr="Selam")))
        return replace(old, entries=(*old.entries, YOU))

    update_catalog(project, "index", "en", "tr", change)
    loaded = load_catalog(project, "index", "en", "tr")
    assert loaded is not None
    assert [e.msgstr for e in loaded.entries] == ["Selam", "Sen"]
    assert seen == ["Merhaba", "Selam"]


def test_a_catalog_that_an_editor_broke_in_between_is_left_alone(project: Project) -> None:
    save(project, catalog_of(project, HELLO))
    path = project.catalog("index", "tr")

    def change(old: Catalog | None) -> Catalog:
        assert old is not None
        path.write_text('msgid "', "utf-8")
        return replace(old, entries=(YOU,))

    with pytest.raises(CatalogError):
        update_catalog(project, "index", "en", "tr", change)
    assert path.read_text("utf-8") == 'msgid "'


def test_a_catalog_that_cannot_be_written(project: Project) -> None:
    project.locales.write_text("a file", "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        update_catalog(project, "index", "en", "tr", lambda old: catalog_of(project, HELLO))


def test_all_catalogs_are_found_with_their_source_language(project: Project) -> None:
    save(project, catalog_of(project, HELLO))
    gone = replace(catalog_of(project, YOU), page="old/gone", file="locales/tr/LC_MESSAGES/old/gone.po")
    save(project, gone)
    broken = project.catalog("broken", "en")
    broken.parent.mkdir(parents=True)
    broken.write_text('msgid "', "utf-8")
    outcome = Outcome()
    found = {(c.page, c.source_language, c.language) for c in all_catalogs(project, outcome)}
    assert found == {("index", "en", "tr"), ("old/gone", "en", "tr")}
    assert [failure.partition(":")[0] for failure in outcome.failures] == ["locales/en/LC_MESSAGES/broken.po"]
