"""Join pages, catalogs and addresses to the site: localized pages, assets and what holds them together."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from pipeline.addressing import address_book, read_published, slugs_of
from pipeline.build import Mode, Translation, build
from pipeline.config import Project
from pipeline.data.content import broken_data_links, localize
from pipeline.errors import PageError
from pipeline.files import write_if_changed
from pipeline.gate import Stop
from pipeline.gating import findings_of, rules_of, stops_of
from pipeline.glossary import Glossary
from pipeline.head import language_edits
from pipeline.inventory import asset_files
from pipeline.model import BuiltPage, Catalog, EntryKey, Finding, Location, digest
from pipeline.qa.pages import check_pages
from pipeline.restore import Edit, decode, encode, restore
from pipeline.site import furniture
from pipeline.site.addresses import AddressBook, Place, quoted
from pipeline.site.alternates import alternate_edits, versions
from pipeline.site.links import Anchors, Route, anchors, broken_links, link_edits
from pipeline.site.record import Published, write_record
from pipeline.site.sitemap import Redirect, SitemapEntry, netlify_redirects, nginx_map, sitemap
from pipeline.site.switcher import switch_edits
from pipeline.workspace import (
    DataSource,
    Outcome,
    PageSource,
    Progress,
    Source,
    pages_in,
    read_catalogs,
    read_sources,
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What must be known of the whole site before one page of it can be built."""

    project: Project
    sources: tuple[Source, ...]
    catalogs: Mapping[tuple[str, str], Catalog]
    files: tuple[str, ...]
    slugs: Mapping[Place, tuple[str, ...]]
    published: tuple[Published, ...]
    book: AddressBook
    variants: Mapping[str, Mapping[str, str]]
    """By language: files, and what stands in for them."""

    @property
    def pages(self) -> tuple[PageSource, ...]:
        """The sources that are pages."""
        return pages_in(self.sources)

    def route(self, source: Source, language: str) -> Route:
        """The way from a source to its copy in a language, which may be its own."""
        return Route(self.book, Place(source.name, language), _origin(source), source.language, self.variants[language])


@dataclass(slots=True)
class _Site:
    """The site on disk, as it grows."""

    project: Project
    outcome: Outcome
    check: bool
    made: set[str] = field(default_factory=set)

    def write(self, name: str, content: bytes) -> None:
        """Write a file of the site, unless it says the same already."""
        self.made.add(name)
        path = self.project.site / name
        if write_if_changed(path, content, check=self.check):
            self.outcome.changed.append(self.project.relative(path))

    def remove_stale(self) -> None:
        """Remove what an earlier build made and this one does not; files that we did not make stay."""
        record = self.project.cache / f"{self.project.site.name}-files.txt"
        before = set(record.read_text("utf-8").splitlines()) if record.is_file() else set()
        for name in sorted(before - self.made):
            path = self.project.site / name
            if path.is_file():
                self.outcome.changed.append(self.project.relative(path))
                if not self.check:
                    path.unlink()
        if not self.check:
            write_if_changed(record, "".join(f"{name}\n" for name in sorted(self.made)).encode())


def make_site(
    project: Project,
    sources: Sequence[Source],
    glossary: Glossary,
    mode: Mode,
    outcome: Outcome,
    progress: Progress,
    *,
    whole: bool,
    check: bool,
) -> tuple[Finding, ...]:
    """Write the site: these sources in every language, and, when it is the ``whole`` site, all that belongs to it.

    Then files of an earlier build that are no more are removed, too. A release records the addresses that it publishes.
    """
    plan = _plan(project, sources if whole else read_sources(project, Outcome()), outcome)
    site = _Site(project, outcome, check)
    findings: list[Finding] = []
    contents: dict[Place, str] = {}
    pages: dict[str, str] = {}
    anchors_of = _anchors(plan)
    for done, source in enumerate(sources):
        progress("build", done, len(sources))
        if isinstance(source, DataSource):
            findings += broken_data_links(source.data, _origin(source), plan.book, anchors_of)
        else:
            findings += broken_links(source.document, _origin(source), plan.book, anchors_of)
        for language in (source.language, *source.targets):
            place = Place(source.name, language)
            try:
                copy, found = _copy(plan, source, language, glossary, mode)
            except PageError as error:
                outcome.fail(error)
                continue
            findings += found
            contents[place] = digest(copy.content.decode("latin-1"))
            site.write(plan.book.path(place), copy.content)
            if isinstance(source, PageSource):
                pages[plan.book.path(place)] = decode(source.document.page, copy.content)
    record = {Place(entry.page, entry.language): entry for entry in _recorded(plan, contents)}
    if whole:
        findings += check_pages(pages, project.base_url)
        for name in plan.files:
            site.write(name, (project.source / name).read_bytes())
        for name, content in _belongings(plan, record if mode is Mode.RELEASE else {}):
            if name not in plan.files:
                site.write(name, content)
        site.remove_stale()
    if (
        mode is Mode.RELEASE
        and not project.is_preview
        and write_if_changed(project.addresses, write_record(record.values()).encode(), check=check)
    ):
        outcome.changed.append(project.relative(project.addresses))
    progress("build", len(sources), len(sources))
    return tuple(findings)


def _plan(project: Project, sources: Sequence[Source], outcome: Outcome) -> _Plan:
    catalogs = read_catalogs(project, sources, outcome)
    published = read_published(project)
    slugs = slugs_of(project, sources, catalogs, published)
    files = tuple(path.relative_to(project.source).as_posix() for path in asset_files(project))
    book = address_book(project, sources, slugs, files)
    variants = {language: dict(_variants(files, language, project.languages)) for language in project.languages}
    return _Plan(project, tuple(sources), catalogs, files, slugs, published, book, variants)


def _variants(files: Sequence[str], language: str, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Files that stand in for others: ``plan.tr.png`` for ``plan.png``, ``tr/plan.png`` for ``en/plan.png``."""
    known = frozenset(files)
    for file in files:
        stem, suffix = posixpath.splitext(file)
        folder, _, inner = file.partition("/")
        others = [f"{stem}.{language}{suffix}"]
        if folder in languages:
            others.append(f"{language}/{inner}")
        yield from ((file, other) for other in others if other in known)


def _origin(source: Source) -> str:
    suffix = source.path.suffix if isinstance(source, PageSource) else ""
    return f"{source.language}/{source.name}{suffix}"


def _copy(
    plan: _Plan, source: Source, language: str, glossary: Glossary, mode: Mode
) -> tuple[BuiltPage, tuple[Finding, ...]]:
    """A page or data file in a language, which may be its own."""
    catalog = plan.catalogs.get((source.name, language))
    entries = translations(catalog)
    held: tuple[Stop, ...] = ()
    if mode is Mode.RELEASE and language != source.language:
        held = tuple(stops_of(source, language, catalog, glossary, rules_of(plan.project)))
        stopped = {stop.key for stop in held}
        entries = {key: entry for key, entry in entries.items() if key not in stopped}
    if isinstance(source, DataSource):
        copy, found = localize(source.data, entries, plan.route(source, language), mode)
    else:
        copy, found = _page(plan, source, language, entries, mode)
    return copy, (*findings_of(held), *found)


def _page(
    plan: _Plan, source: PageSource, language: str, entries: Mapping[EntryKey, Translation], mode: Mode
) -> tuple[BuiltPage, tuple[Finding, ...]]:
    """A page in a language; in its own one nothing changes but what it says about itself and its versions."""
    project, document = plan.project, source.document
    route = plan.route(source, language)
    separator = dict(project.time_separators).get(language, ":")
    edits: list[Edit] = [*source.filter_edits(language)]
    if language != source.language:
        edits += language_edits(document, language, source.annotations, time_separator=separator)
    edits += link_edits(document, route)
    edits += alternate_edits(document, route, default=project.languages[0], locale_tags=dict(project.locale_tags))
    if project.switcher == "auto":
        edits += switch_edits(document, route)
    if language == source.language:
        content = encode(document.page, restore(document.page, source.segments, {}, edits))
        return BuiltPage(source.name, language, content, len({s.key for s in source.segments}), 0, 0), ()
    return build(document, source.segments_for(language), entries, language, mode, edits)


def _anchors(plan: _Plan) -> Anchors:
    sources = {source.name: source for source in plan.pages}
    return cache(lambda page: anchors(sources[page].document) if page in sources else None)


def _belongings(plan: _Plan, record: Mapping[Place, Published]) -> Iterator[tuple[str, bytes]]:
    """What belongs to a site besides pages and assets: path and content."""
    project, book = plan.project, plan.book
    names = {source.name for source in plan.pages}
    prefix = urlsplit(project.base_url).path
    if "index" in names:
        homes = [(language, quoted(book.path(Place("index", language)))) for language in project.languages]
        yield "index.html", furniture.root_page(project.name, [furniture.Version(*home) for home in homes])
        yield "404.html", furniture.lost_page([furniture.Version(home[0], f"{prefix}/{home[1]}") for home in homes])
    redirects = [*_redirects(plan)]
    for redirect in redirects:
        if redirect.new:
            language = redirect.old.partition("/")[0]
            href = quoted(posixpath.relpath(redirect.new, posixpath.dirname(redirect.old)))
            url = f"{project.base_url}/{quoted(redirect.new)}" if project.base_url else ""
            yield redirect.old, furniture.redirect_page(language, href, url)
    if redirects:
        yield "_redirects", netlify_redirects(redirects, prefix)
        yield "redirects.nginx.map", nginx_map(redirects, prefix)
    if project.base_url:
        entries = [
            SitemapEntry(
                book.url(place),
                versions(plan.route(source, language), project.languages[0]),
                record[place].changed if place in record else None,
            )
            for source in plan.pages
            for language in project.languages
            for place in (Place(source.name, language),)
            if posixpath.basename(source.name) != "404"
        ]
        yield "sitemap.xml", sitemap(entries)


def _redirects(plan: _Plan) -> Iterator[Redirect]:
    suffixes = {source.name: source.path.suffix for source in plan.pages}
    for place, (_, *earlier) in plan.slugs.items():
        for old in earlier:
            yield Redirect(f"{place.language}/{old}{suffixes[place.page]}", plan.book.path(place))
    for entry in plan.published:
        if entry.page not in suffixes:
            yield from (Redirect(f"{entry.language}/{old}.html", "") for old in entry.slugs)


def _recorded(plan: _Plan, contents: Mapping[Place, str]) -> Iterator[Published]:
    """The record after this build: what was built gets its present slug, and today's date if its content is new."""
    before = {Place(entry.page, entry.language): entry for entry in plan.published}
    for place, slugs in plan.slugs.items():
        old = before.pop(place, None)
        content = contents.get(place, "")
        if content and (old is None or old.content != content):
            yield Published(*place, slugs, content, date.today())
        elif old is not None:
            yield replace(old, slugs=slugs, gone=False)
    yield from (replace(entry, gone=True) for entry in before.values())


def translations(catalog: Catalog | None) -> dict[EntryKey, Translation]:
    """What a catalog has to offer to a build."""
    if catalog is None:
        return {}
    return {
        e.key: Translation(e.msgstr, e.state, Location(catalog.file, e.line or 1))
        for e in catalog.entries
        if not e.obsolete and e.msgstr
    }
