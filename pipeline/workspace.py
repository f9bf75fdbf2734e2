"""A project's files as values: pages read and cut, catalogs read and written back without losing an editor's save.

With :mod:`pipeline.flow` this is the layer that touches files; the stages do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from errno import EACCES
from fnmatch import fnmatchcase
from functools import lru_cache, partial
from pathlib import Path

from pipeline.catalog import read_catalog, renewed, write_catalog
from pipeline.config import FILE, Project
from pipeline.data.content import Content, read_content, read_text
from pipeline.data.values import selector
from pipeline.errors import L10nError, PageError
from pipeline.files import write_if_changed
from pipeline.inventory import DataFile, data_files, page_files, page_name
from pipeline.its.annotate import Annotations, annotate
from pipeline.its.filters import filter_edits, includes
from pipeline.locales import og_locale
from pipeline.model import Assessment, Catalog, EntryKey, Segment
from pipeline.parse import MAX_BYTES, Document, parse, read_page
from pipeline.restore import Edit
from pipeline.risk import assess
from pipeline.segment import segment

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, how much is done and how much there is."""


@dataclass(frozen=True, slots=True)
class _SourceFile:
    """A source file with its units and their risks, and the languages it is to be had in.

    ``name`` is that of a page, or the path of another file below ``source/<language>/``; ``language`` is the one that
    its author wrote in.
    """

    path: Path
    content: bytes
    name: str
    language: str
    segments: tuple[Segment, ...]
    targets: tuple[str, ...]
    risks: Mapping[EntryKey, Assessment]

    def segments_for(self, language: str) -> tuple[Segment, ...]:
        """The units that the file shows in a language."""
        return self.segments


@dataclass(frozen=True, slots=True)
class PageSource(_SourceFile):
    """A source page with its tree."""

    document: Document
    annotations: Annotations
    locales: Mapping[str, str]
    """The locale of each language of the site, ``tr-TR`` for ``tr``."""

    def segments_for(self, language: str) -> tuple[Segment, ...]:
        """The units that the page shows in a language: those that no locale filter leaves out."""
        return tuple(s for s in self.segments if includes(s.locales, self.locales[language]))

    def filter_edits(self, language: str) -> Iterator[Edit]:
        """Edits that take out what the page does not show in a language."""
        return filter_edits(self.annotations, self.locales[language])


@dataclass(frozen=True, slots=True)
class DataSource(_SourceFile):
    """A source file that is no page, with what it holds."""

    data: Content


Source = PageSource | DataSource


def pages_in(sources: Iterable[Source]) -> tuple[PageSource, ...]:
    """The pages among sources."""
    return tuple(source for source in sources if isinstance(source, PageSource))


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
    """All pages and data files of the project (or those named).

    A file that cannot be read is a failure, and the others go on.
    """
    if not project.source.is_dir():
        raise PageError(
            f"no such folder; put pages into source/{project.languages[0]}/", file=project.relative(project.source)
        )
    found: list[Source] = []
    homes: dict[str, str] = {}
    locale_tags = _locale_tags(project)
    for name, path, read in (*_page_readers(project, locale_tags), *_data_readers(project)):
        file = project.relative(path)
        if names and name not in names:
            continue
        if name in homes:
            outcome.failures.append(
                f"{file}: a page of this name stands at {homes[name]} already; give one of them another name"
            )
            continue
        homes[name] = file
        try:
            found.append(read())
        except L10nError as error:
            outcome.fail(error)
    if names and (unknown := [name for name in names if name not in homes]):
        raise PageError(f"no such page: {', '.join(unknown)}; pages are named without folder language and .html")
    if not names and not outcome.failures:
        outcome.messages += _idle_rules(project, found)
    return tuple(found)


_Reader = Callable[[], Source]


def _page_readers(project: Project, locale_tags: Mapping[str, str]) -> Iterator[tuple[str, Path, _Reader]]:
    for path in page_files(project):
        language = path.relative_to(project.source).parts[0]
        name = page_name(project, path)
        yield name, path, partial(_read_page_source, project, path, name, language, locale_tags)


def _read_page_source(
    project: Project, path: Path, name: str, language: str, locale_tags: Mapping[str, str]
) -> PageSource:
    file = project.relative(path)
    content = read_bytes(path, file)
    document = _parsed_page(content, name, language, file)
    annotations = annotate(document, partial(_linked_rules, project))
    segments = segment(document, annotations)
    risks = assess(document, segments, project.risk_pages)
    targets = _targets(project, language)
    return PageSource(path, content, name, language, segments, targets, risks, document, annotations, locale_tags)


@lru_cache(maxsize=256)
def _parsed_page(content: bytes, name: str, language: str, file: str) -> Document:
    """Parse a page once for all who look at it; a preview does so again at every save."""
    return parse(read_page(content, name=name, language=language, file=file))


def _data_readers(project: Project) -> Iterator[tuple[str, Path, _Reader]]:
    for found in data_files(project):
        yield found.name, found.path, partial(_read_data_source, project, found)


def _read_data_source(project: Project, found: DataFile) -> DataSource:
    file = project.relative(found.path)
    content = read_bytes(found.path, file)
    data = read_content(read_text(content, name=found.name, language=found.language, file=file), found.kind)
    risks = data.risks(project.risk_pages)
    return DataSource(found.path, content, found.name, found.language, data.segments, found.targets, risks, data)


def _idle_rules(project: Project, sources: Sequence[Source]) -> Iterator[str]:
    """What ``[[data]]`` names and nothing has: probably a slip, by which texts stay untranslated."""
    contents = [source.data for source in sources if isinstance(source, DataSource)]
    for rule in project.data:
        meant = [content for content in contents if fnmatchcase(content.page.name, rule.files)]
        if not meant:
            yield f"{FILE}: [[data]] files = {rule.files!r}: no such file waits for translation in source/<language>/"
        for path in (*rule.fields, *rule.html, *rule.links) if meant else ():
            if not any(selector(path).fits(value.path) for content in meant for value in content.values):
                yield f"{FILE}: [[data]] {path!r} leads to no text in {meant[0].page.file}; see its keys"


def _locale_tags(project: Project) -> dict[str, str]:
    named = dict(project.locale_tags)
    return {language: (named.get(language) or og_locale(language)).replace("_", "-") for language in project.languages}


def _linked_rules(project: Project, file: str) -> bytes:
    """The content of a file of ITS rules that a page links; nothing outside the project is read."""
    path = (project.root / file).resolve()
    if not path.is_relative_to(project.root.resolve()):
        raise PermissionError(EACCES, "it lies outside the project")
    return path.read_bytes()


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
