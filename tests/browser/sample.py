"""The sample site, built from a copy of the project, with some texts put back to every state they can be in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import codes
from pipeline.addressing import read_published, slugs_of
from pipeline.build import Mode
from pipeline.catalog import read_catalog, write_catalog
from pipeline.config import Project, read_project
from pipeline.flow import run
from pipeline.inventory import page_files
from pipeline.model import Catalog, Entry, PageStatus, Severity, State
from pipeline.workspace import Outcome, read_catalogs, read_sources

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("clinic-l10n.toml", "glossary.csv", "locales", "source")

UNFINISHED = frozenset(("microdiscectomy", "sik-sorulan-sorular"))
"""A page of each language whose translation the tests leave half done, however far the real one is."""


def copy_project(folder: Path) -> Project:
    """A copy of the sample project without its translation packages."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    return read_project(folder)


def leave_unfinished(project: Project) -> None:
    """Of every ten texts of some pages, make three drafts and one untranslated."""
    for page, source, target in pairs(project):
        if page in UNFINISHED:
            catalog = load(project, page, source, target)
            entries = tuple(_unfinished(entry, number) for number, entry in enumerate(catalog.entries))
            project.catalog(page, target).write_bytes(write_catalog(replace(catalog, entries=entries)))


def _unfinished(entry: Entry, number: int) -> Entry:
    if number % 10 in (2, 5, 6):
        return replace(entry, fuzzy=True)
    return replace(entry, msgstr="", fuzzy=False) if number % 10 == 8 else entry


def build(project: Project, mode: Mode) -> dict[tuple[str, str], PageStatus]:
    """Build the site; how each page stands, by page name and target language."""
    result = run(project, ("build",), mode=mode)
    assert not result.failures
    assert not [finding for finding in result.findings if finding.severity is Severity.ERROR]
    return {(row.page, row.language): row for row in result.rows}


def paths(project: Project) -> dict[tuple[str, str], str]:
    """Where each page stands on the site, by page name and language."""
    outcome = Outcome()
    sources = read_sources(project, outcome)
    slugs = slugs_of(project, sources, read_catalogs(project, sources, outcome), read_published(project))
    return {(place.page, place.language): f"{place.language}/{names[0]}.html" for place, names in slugs.items()}


def pairs(project: Project) -> Iterator[tuple[str, str, str]]:
    """Every page that is to be had in another language: its name, its language, the other."""
    for path in page_files(project):
        source = path.relative_to(project.source).parts[0]
        for target in project.languages:
            if target != source:
                yield path.stem, source, target


def load(project: Project, page: str, source: str, target: str) -> Catalog:
    """The catalog of a page."""
    path = project.catalog(page, target)
    return read_catalog(path.read_bytes(), page, source, target, path.name)


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of a page's catalog, cut at the inline codes."""

    fallen_back: frozenset[str]
    """Source texts that are shown, as their translation may not be."""
    translated: frozenset[str]
    """Translations that are shown."""


def texts(catalog: Catalog, mode: Mode) -> Texts:
    """What a build in this mode shows of a catalog."""
    may_show = {State.APPROVED} if mode is Mode.RELEASE else {State.APPROVED, State.DRAFTED, State.EDITED}
    shown: set[str] = set()
    replaced: set[str] = set()
    kept: set[str] = set()
    for entry in catalog.entries:
        if entry.obsolete:
            continue
        if entry.state in may_show:
            shown.update(_pieces(entry.msgstr))
            replaced.update(_pieces(entry.msgid))
        else:
            kept.update(_pieces(entry.msgid))
    return Texts(frozenset(kept - shown - replaced), frozenset(shown - replaced - kept))


def _pieces(text: str) -> Iterator[str]:
    for part in codes.tokenize(text):
        if isinstance(part, str) and any(character.isalpha() for character in part):
            yield " ".join(part.split())
