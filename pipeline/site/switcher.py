"""The language switch: filled in where the author marked a place for it, else a small one at the end of the page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from pipeline.parse import Document
from pipeline.restore import Edit
from pipeline.site.addresses import Place, quoted
from pipeline.site.furniture import Version, language_list, switch
from pipeline.site.links import Route

MARK = "data-l10n-switch"


def switch_edits(document: Document, route: Route) -> Iterator[Edit]:
    """Edits for the switch: ``<nav data-l10n-switch></nav>`` gets a list of links.

    A page that links to its other versions itself (``<a hreflang>``), or that exists in one language only, is left
    alone.
    """
    versions = tuple(_versions(route))
    marked = [element for element in document.elements_with(MARK) if element.close]
    for element in marked:
        assert element.close
        yield Edit(element.token.end, element.close.start, language_list(versions))
    body = next(document.elements("body"), None)
    has_own = any(a.has_attr("hreflang") for a in document.elements("a"))
    if body and len(versions) > 1 and not marked and not has_own:
        at = body.close.start if body.close else body.end
        yield Edit(at, at, switch(versions, route.place.language) + document.page.newline)


def _versions(route: Route) -> Iterator[Version]:
    book, here = route.book, posixpath.dirname(route.book.path(route.place))
    for language in book.languages(route.place.page):
        path = posixpath.relpath(book.path(Place(route.place.page, language)), here or ".")
        yield Version(language, quoted(path), language == route.place.language)
