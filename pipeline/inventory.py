"""The files below ``source/``: which are pages, which hold data to translate, and which are copied as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from pipeline.config import Project
from pipeline.data.kinds import FEED_SUFFIXES, Kind, kind_of

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_HEAD = 4096
"""So many bytes of an XML file tell whether it is a feed."""


def page_files(project: Project) -> Iterator[Path]:
    """The source pages, by language in the order of the settings, then by name."""
    for language in project.languages:
        folder = project.source / language
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in PAGE_SUFFIXES and not is_hidden(path.relative_to(folder)):
                yield path


def page_name(project: Project, path: Path) -> str:
    """The name of a source page: its path below its language's folder, without suffix."""
    _, *inner = path.relative_to(project.source).parts
    return Path(*inner).with_suffix("").as_posix()


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that is no page but holds texts to translate into the ``targets``."""

    path: Path
    name: str
    language: str
    targets: tuple[str, ...]
    kind: Kind


def data_files(project: Project) -> Iterator[DataFile]:
    """Feeds, manifests and what ``[[data]]`` names, by language, then by path.

    A language in which the author keeps a file of that path gets that one, as it is.
    """
    for language in project.languages:
        folder = project.source / language
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(folder)
            if not path.is_file() or path.suffix.lower() in PAGE_SUFFIXES or is_hidden(inner):
                continue
            owners = [other for other in project.languages if (project.source / other / inner).is_file()]
            targets = tuple(other for other in project.languages if other not in owners)
            if kind := _kind(project, path, inner.as_posix()) if owners[0] == language and targets else None:
                yield DataFile(path, inner.as_posix(), language, targets, kind)


def _kind(project: Project, path: Path, name: str) -> Kind | None:
    rules = tuple(rule for rule in project.data if fnmatchcase(name, rule.files))
    head = b""
    if path.suffix.lower() in FEED_SUFFIXES:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    return kind_of(name, head, rules)


def asset_files(project: Project) -> Iterator[Path]:
    """Everything below ``source/`` that is no page, holds nothing to translate and is not hidden."""
    data = {found.path for found in data_files(project)}
    for path in sorted(project.source.rglob("*")):
        inner = path.relative_to(project.source)
        is_page = path.suffix.lower() in PAGE_SUFFIXES and inner.parts[0] in project.languages
        if path.is_file() and not is_page and path not in data and not is_hidden(inner):
            yield path


def is_hidden(inner: Path) -> bool:
    """Whether a file is an editor's or a system's own (``._index.html``, ``.#a.html``), or lies in such a folder."""
    return any(part.startswith(".") for part in inner.parts)
