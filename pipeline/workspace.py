"""A project's files as values: pages read and cut, catalogs read and written back without losing an editor's save.

With :mod:`pipeline.flow` this is the layer that touches files; the stages do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from pipeline.catalog import read_catalog, renewed, write_catalog
from pipeline.config import Project
from pipeline.errors import L10nError, PageError
from pipeline.files import write_if_changed
from pipeline.model import Catalog, Segment
from pipeline.parse import MAX_BYTES, Document, parse, read_page
from pipeline.segment import segment

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, how much is done and how much there is."""

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Source:
    """A source page with its tree and its units, and the languages it is to be had in."""

    path: Path
    content: bytes
    document: Document
    segments: tuple[Segment, ...]
    targets: tuple[str, ...]

    @property
    def name(self) -> str:
        """The page name."""
        return self.document.page.name

    @property
    def language(self) -> str:
        """The language its author wrote in."""
        return self.document.page.language


@dataclass(slots=True)
class Outcome:
    """What a command has done so far; it grows while the command works, so that an interrupted one can say it."""

    changed: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def fail(self, error: L10nError) -> None:
        """Note that a file could not be used, once."""
        if str(error) not in self.failures:
            self.failures.append(str(error))


def read_sources(project: Project, outcome: Outcome, names: Sequence[str] = ()) -> tuple[Source, ...]:
    """All pages of the project (or those named); a page that cannot be read is a failure, and the others go on."""
    if not project.source.is_dir():
        raise PageError(
            f"no such folder; put pages into source/{project.languages[0]}/", file=project.relative(project.source)
        )
    found: list[Source] = []
    homes: dict[str, str] = {}
    for path in page_files(project):
        file = project.relative(path)
        _, language, *_ = Path(file).parts
        name = path.relative_to(project.source / language).with_suffix("").as_posix()
        if names and name not in names:
            continue
        if name in homes:
            outcome.failures.append(
                f"{file}: a page of this name stands at {homes[name]} already; give one of them another name"
            )
            continue
        homes[name] = file
        try:
            content = read_bytes(path, file)
            document = parse(read_page(content, name=name, language=language, file=file))
            found.append(Source(path, content, document, segment(document), _targets(project, language)))
        except L10nError as error:
            outcome.fail(error)
    if names and (unknown := [name for name in names if name not in homes]):
        raise PageError(f"no such page: {', '.join(unknown)}; pages are named without folder language and .html")
    return tuple(found)


def page_files(project: Project) -> Iterator[Path]:
    """The source pages, by language in the order of the settings, then by name."""
    for language in project.languages:
        folder = project.source / language
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in PAGE_SUFFIXES and not _is_hidden(path.relative_to(folder)):
                yield path


def asset_files(project: Project) -> Iterator[Path]:
    """Everything below ``source/`` that is no page and not hidden."""
    for path in sorted(project.source.rglob("*")):
        inner = path.relative_to(project.source)
        is_page = path.suffix.lower() in PAGE_SUFFIXES and inner.parts[0] in project.languages
        if path.is_file() and not is_page and not _is_hidden(inner):
            yield path


def _is_hidden(inner: Path) -> bool:
    """Whether a file is an editor's or a system's own (``._index.html``, ``.#a.html``), or lies in such a folder."""
    return any(part.startswith(".") for part in inner.parts)


def _targets(project: Project, language: str) -> tuple[str, ...]:
    return tuple(other for other in project.languages if other != language)


def read_bytes(path: Path, file: str) -> bytes:
    """The content of a page file; PageError for one that cannot be read or holds nothing."""
    try:
        # One byte more than is allowed is enough for the parser to refuse the page.
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PageError("no such file or folder", file=file) from None
    except OSError as error:
        raise PageError(f"cannot be read ({error.strerror})", file=file) from None
    if not content.strip():
        raise PageError("the page is empty; write it or delete it", file=file)
    return content


def load_catalog(project: Project, page: str, source: str, language: str) -> Catalog | None:
    """The catalog of a page on disk, or None; raises CatalogError for one that cannot be parsed."""
    path = project.catalog(page, language) if language else project.template(page)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PageError(f"cannot be read ({error.strerror})", file=project.relative(path)) from None
    return _parsed(content, page, source, language, project.relative(path))


@lru_cache(maxsize=1024)
def _parsed(content: bytes, page: str, source: str, language: str, file: str) -> Catalog:
    """Parse a catalog once for all the stages of a run that look at it."""
    return read_catalog(content, page, source, language, file)


def read_catalogs(project: Project, sources: Sequence[Source], outcome: Outcome) -> dict[tuple[str, str], Catalog]:
    """The catalogs of the pages, by page name and target language; a broken one is a failure and left out."""
    found: dict[tuple[str, str], Catalog] = {}
    for source in sources:
        for target in source.targets:
            try:
                loaded = load_catalog(project, source.name, source.language, target)
            except L10nError as error:
                outcome.fail(error)
                continue
            if loaded:
                found[source.name, target] = loaded
    return found


def all_catalogs(project: Project, outcome: Outcome) -> Iterator[Catalog]:
    """Every catalog in ``locales/``, of pages that are no more, too: what was approved stays good to know."""
    for language in project.languages:
        folder = project.locales / language / "LC_MESSAGES"
        for path in sorted(folder.rglob("*.po")):
            page = path.relative_to(folder).with_suffix("").as_posix()
            try:
                catalog = load_catalog(project, page, "", language)
            except L10nError as error:
                outcome.fail(error)
                continue
            if catalog:
                source = dict(catalog.headers).get("X-Source-Language", "")
                yield replace(catalog, source_language=source)


def update_catalog(
    project: Project,
    page: str,
    source: str,
    language: str,
    change: Callable[[Catalog | None], Catalog],
    *,
    check: bool = False,
) -> str | None:
    """Apply ``change`` to the catalog on disk and write it if it says something new; the path if it did (or would).

    An editor may save the file at any moment: if it is another one when we come to write, ``change`` is applied to
    what the editor saved.
    """
    path = project.catalog(page, language) if language else project.template(page)
    while True:
        before = path.read_bytes() if path.is_file() else None
        old = _parsed(before, page, source, language, project.relative(path)) if before is not None else None
        new = renewed(change(old), old, datetime.now().astimezone())
        if old is not None and new is old:
            return None
        content = write_catalog(new)
        if (path.read_bytes() if path.is_file() else None) != before:
            continue
        return project.relative(path) if write_if_changed(path, content, check=check) else None
