"""Links of a page: each leads to the same language's version of what it names, and to something that exists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from pipeline.model import Finding, Location, Severity
from pipeline.parse import Document, Element
from pipeline.restore import Edit, attribute_change
from pipeline.site.addresses import AddressBook, Place, read_link, write_link

BROKEN = "link-broken"

# Attributes that hold one address (HTML Standard, "Attributes": valid URL), on whatever elements they stand.
_ADDRESSES = (
    "href",
    "xlink:href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "longdesc",
    "cite",
    "background",
    "manifest",
)
_LISTS = ("srcset", "imagesrcset")
_CANDIDATE = re.compile(r"[^\s,]\S*[^\s,]|[^\s,]")
_DESCRIPTOR = re.compile(r"[\d.]+[wxh]")
_REFRESH = re.compile(r"(\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?)([^\"'\s]+)", re.IGNORECASE)
_VARIANT = "data-l10n-src"


@dataclass(frozen=True, slots=True)
class Route:
    """The way that a page's links take: from the source page at ``origin`` to its copy at ``target``.

    ``variants`` gives the localized version of a file by the path of the file: ``plan.png`` → ``plan.tr.png``.
    """

    book: AddressBook
    place: Place
    """The copy: page and target language."""
    origin: str
    source_language: str
    variants: Mapping[str, str]

    def moved(self, value: str, language: str | None = None) -> str:
        """What an address of the source page must be in the copy; ``language`` is the one that a link asks for.

        A link into the page's own language follows it into the target language; one that names another stays there.
        """
        link = read_link(value, self.origin, self.book)
        if link is None:
            return value
        place = self.book.place_at(link.path)
        if place:
            wanted = language or (self.place.language if place.language == self.source_language else place.language)
            path = self.book.path(Place(place.page, wanted))
        elif self.book.has_file(link.path):
            path = self.variants.get(link.path, link.path)
        else:
            return value
        return write_link(link, path, self.book.path(self.place), self.book)


def link_edits(document: Document, route: Route) -> Iterator[Edit]:
    """Edits for every attribute that holds an address, for ``srcset`` and for ``<meta http-equiv=refresh>``.

    What ``rel=canonical`` and ``hreflang`` links say is the business of :mod:`pipeline.site.alternates`.
    """
    for element in document.elements_with(*_ADDRESSES, *_LISTS, _VARIANT, "http-equiv"):
        if is_alternate(element):
            continue
        asked = str(element.get("hreflang") or "").strip()
        language = asked if asked in route.book.site_languages else None
        variant = element.get(_VARIANT)
        for name in _ADDRESSES:
            attribute = element.token.attribute(name)
            if attribute is None or not attribute.value.strip():
                continue
            new = str(variant).replace("{lang}", route.place.language) if variant and name == "src" else attribute.value
            yield from attribute_change(attribute, route.moved(new, language))
        for name in _LISTS:
            if attribute := element.token.attribute(name):
                yield from attribute_change(attribute, _each(attribute.value, route.moved))
        is_refresh = element.name == "meta" and str(element.get("http-equiv")).lower() == "refresh"
        content = element.token.attribute("content") if is_refresh else None
        if content and (match := _REFRESH.match(content.value)):
            yield from attribute_change(content, match[1] + route.moved(match[2]) + content.value[match.end() :])


def is_alternate(element: Element) -> bool:
    """Whether an element is a link that says where versions of its page stand."""
    rel = [str(word).lower() for word in element.get_attribute_list("rel")]
    return element.name == "link" and ("canonical" in rel or ("alternate" in rel and element.has_attr("hreflang")))


def _each(value: str, moved: Callable[[str], str]) -> str:
    """Move every address of a ``srcset`` (HTML Standard, "image candidate strings")."""
    return _CANDIDATE.sub(lambda m: m.group() if _DESCRIPTOR.fullmatch(m.group()) else moved(m.group()), value)


# --- broken links -----------------------------------------------------------------------------------------------------


def anchors(document: Document) -> frozenset[str]:
    """What fragments of a page's address may name: ids, and names of ``<a>``."""
    ids = {str(element["id"]) for element in document.elements_with("id")}
    return frozenset(ids | {str(a["name"]) for a in document.elements("a", "map") if a.has_attr("name")})


Anchors = Callable[[str], frozenset[str] | None]
"""Tells the anchors of a page by its name; None where they are not known."""


def broken_links(document: Document, origin: str, book: AddressBook, anchors_of: Anchors) -> Iterator[Finding]:
    """Findings for links into the site that lead nowhere, with their place in the source page.

    Forms are left out: they go to programs on the server, of which a folder of files says nothing.
    """
    names = ("href", "src", "poster")
    for element in document.elements_with(*names):
        for attribute in filter(None, map(element.token.attribute, names)):
            if not is_alternate(element):
                place, page = document.location(attribute.name_start), document.page.name
                yield from broken_address(attribute.value, place, page, origin, book, anchors_of)


def broken_address(
    value: str, location: Location, page: str, origin: str, book: AddressBook, anchors_of: Anchors
) -> Iterator[Finding]:
    """A finding if an address that stands in the page or file at ``origin`` leads nowhere."""
    if problem := _problem(value, page, origin, book, anchors_of):
        yield Finding(BROKEN, Severity.WARNING, problem, location, value)


def _problem(value: str, page: str, origin: str, book: AddressBook, anchors_of: Anchors) -> str:
    fragment = unquote(value.partition("#")[2])
    if not value.startswith("#"):
        link = read_link(value, origin, book)
        place = book.place_at(link.path) if link else None
        if link and link.path and not place and not book.has_file(link.path):
            return f"link to {value}, but nothing stands there"
        if place is None:
            return ""
        page = place.page
    known = anchors_of(page)
    # "#top" always works, and ":~:text=" is no id but words to look for.
    if not fragment or fragment == "top" or ":~:" in fragment or "{" in fragment or known is None or fragment in known:
        return ""
    return f"link to {value}, but {page} has no id {fragment!r}"
