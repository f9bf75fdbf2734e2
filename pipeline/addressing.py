"""Join settings, pages, catalogs and the record of what was published to the addresses of the site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline import codes
from pipeline.config import FILE, Project
from pipeline.errors import ProjectError
from pipeline.model import Catalog, State
from pipeline.site.addresses import AddressBook, Place
from pipeline.site.record import Published, read_record
from pipeline.site.slugs import Wish, assign, slug, slug_of_title
from pipeline.workspace import PageSource, Source, pages_in

GENERATED = ("index.html", "404.html", "sitemap.xml")
"""What the build adds at the root of the site, where the author has put no such file."""

_SLUG_META = "clinic-l10n:slug:"


def read_published(project: Project) -> tuple[Published, ...]:
    """What has been published so far."""
    path = project.addresses
    try:
        return read_record(path.read_text("utf-8"), project.relative(path))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"cannot be read ({error})", file=project.relative(path)) from None


def address_book(
    project: Project,
    sources: Sequence[Source],
    slugs: Mapping[Place, tuple[str, ...]],
    files: Iterable[str],
) -> AddressBook:
    """Where every page and data file stands in every language, with the other ``files`` of the site.

    Data files keep their names, because programs ask for them by name.
    """
    pages = {source.name: source.path.suffix for source in pages_in(sources)}
    paths = {
        Place(name, language): f"{language}/{slugs[Place(name, language)][0]}{pages[name]}"
        if name in pages
        else f"{language}/{name}"
        for name in (source.name for source in sources)
        for language in project.languages
    }
    languages = {source.name: source.language for source in sources}
    return AddressBook(paths, languages, (*files, *GENERATED), project.base_url)


def slugs_of(
    project: Project,
    sources: Sequence[Source],
    catalogs: Mapping[tuple[str, str], Catalog],
    published: Iterable[Published],
) -> dict[Place, tuple[str, ...]]:
    """The slug of every page in every language, and behind it those it had before."""
    wishes = [
        _wish(project, source, language, catalogs.get((source.name, language)))
        for source in pages_in(sources)
        for language in project.languages
    ]
    return assign(wishes, published)


def _wish(project: Project, source: PageSource, language: str, catalog: Catalog | None) -> Wish:
    """From the settings, the page's own metadata, the approved title, or the name of the source file, in this order."""
    page = source.name
    if fixed := _set(project, page, language) or _meta(source, language):
        return Wish(page, language, fixed, fixed=True)
    folder, name = posixpath.split(page)
    if language == source.language or name in ("index", "404"):
        return Wish(page, language, page, fixed=True)
    made = next(_titles(source, catalog), "")
    own = slug_of_title(made, language) if made else ""
    return Wish(page, language, posixpath.join(folder, own) if own else page)


def _set(project: Project, page: str, language: str) -> str:
    """What the settings say; only what a slug may be, so that no page lands outside its folder."""
    given = dict(project.slugs).get(language, {}).get(page, "")
    proper = _cleaned(given, language)
    if given != proper:
        message = f"[slugs.{language}] {page}: not a slug; write {proper!r}" if proper else "not a slug"
        raise ProjectError(message, file=FILE, text=given)
    return given


def _meta(source: PageSource, language: str) -> str:
    """``<meta name="clinic-l10n:slug:tr" content="omurga-fuzyonu">``, cleaned part by part."""
    for meta in source.document.elements("meta"):
        if str(meta.get("name")).lower() == _SLUG_META + language.lower():
            return _cleaned(str(meta.get("content", "")), language)
    return ""


def _cleaned(path: str, language: str) -> str:
    return "/".join(filter(None, (slug(part, language) for part in path.split("/"))))


def _titles(source: Source, catalog: Catalog | None) -> Iterator[str]:
    """The approved translation of the page's title; a draft would make an address that changes with the next one."""
    keys = {segment.key for segment in source.segments if segment.role == "title"}
    for entry in catalog.entries if catalog else ():
        if entry.key in keys and not entry.obsolete and entry.state is State.APPROVED:
            yield codes.plain(entry.msgstr)
