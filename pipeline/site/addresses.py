"""Addresses: where every page stands in every language, and what a link must say to lead to the right one of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

_INDEX = "index"
_KEPT = "/:@!$&'()*+,;=~-._"
"""What may stand in a path as it is (RFC 3986, 3.3)."""


class Place(NamedTuple):
    """A page in a language."""

    page: str
    language: str


class AddressBook:
    """The pages of a site with their paths below its root, ``tr/omurga-fuzyonu.html``.

    ``paths`` holds every version that is built, ``files`` the paths of everything else on the site. ``sources`` tells
    the language in which each page was written: a page that is not to be had in a language is linked in that one.
    """

    def __init__(
        self, paths: Mapping[Place, str], sources: Mapping[str, str], files: Iterable[str] = (), base_url: str = ""
    ):
        self._paths = dict(paths)
        self._sources = dict(sources)
        self._files = frozenset(files)
        self.base_url = base_url.rstrip("/")
        suffixes = {place.page: posixpath.splitext(path)[1] for place, path in paths.items()}
        # An author may write the name that the source file has, in any language's folder.
        self._places = {
            f"{language}/{page}{suffix}": Place(page, language)
            for page, suffix in suffixes.items()
            for language in self.site_languages
        }
        self._places |= {path: place for place, path in self._paths.items()}

    def path(self, place: Place) -> str:
        """Where a page stands; if it does not exist in that language, where it does."""
        return self._paths.get(place) or self._paths[Place(place.page, self._sources[place.page])]

    def languages(self, page: str) -> tuple[str, ...]:
        """The languages in which a page exists, in the order of the site."""
        return tuple(place.language for place in self._paths if place.page == page)

    @property
    def site_languages(self) -> tuple[str, ...]:
        """All languages of the site."""
        return tuple(dict.fromkeys(place.language for place in self._paths))

    def url(self, place: Place) -> str:
        """The absolute address of a page; empty without a base address."""
        return f"{self.base_url}/{quoted(self.path(place))}" if self.base_url else ""

    def place_at(self, path: str) -> Place | None:
        """The page that a path means."""
        return self._places.get(path)

    def has_file(self, path: str) -> bool:
        """Whether something that is no page stands at a path."""
        return path in self._files


@dataclass(frozen=True, slots=True)
class Link:
    """An address within the site, taken apart: ``path`` is decoded and below the site's root.

    ``host`` is what stands before the path (``https://host``, ``//host`` or nothing), ``written`` the path as it was
    written, ``rest`` the query and fragment with their marks. ``ending`` is what the author left out of the path of a
    page: ``index.html``, ``.html`` or nothing.
    """

    host: str
    path: str
    written: str
    rest: str
    ending: str = ""

    @property
    def is_relative(self) -> bool:
        """Whether it is to be read from the page on which it stands."""
        return not self.host and not self.written.startswith("/")


def read_link(value: str, origin: str, book: AddressBook) -> Link | None:
    """Take an address apart that stands in the page at ``origin``; None for one that does not lead into the site."""
    cut = re.search(r"[?#]|$", value.strip())
    assert cut
    value, rest = value.strip()[: cut.start()], value.strip()[cut.start() :]
    try:
        parts = urlsplit(value)
        base = urlsplit(book.base_url)
    except ValueError:
        return None
    if "{" in value or "<" in value or (parts.scheme and parts.scheme not in ("http", "https")):
        return None
    prefix = base.path + "/"
    if parts.netloc:
        inside = parts.netloc == base.netloc and parts.scheme in ("", base.scheme)
        if not inside or not f"{parts.path}/".startswith(prefix):
            return None
        path = parts.path.removeprefix(base.path).removeprefix("/")
    elif parts.path.startswith("/"):
        if not f"{parts.path}/".startswith(prefix):
            return None
        path = parts.path.removeprefix(prefix)
    elif parts.path:
        path = posixpath.join(posixpath.dirname(origin), parts.path)
    else:
        return None
    normal = posixpath.normpath(unquote(path)) if path else ""
    normal = "" if normal == "." else normal
    is_folder = parts.path.endswith(("/", "/.", "/..")) or parts.path in ("", ".", "..")
    path, ending = _completed(normal, book, is_folder=is_folder)
    return Link(value.removesuffix(parts.path) if parts.netloc else "", path, parts.path, rest, ending)


def _completed(path: str, book: AddressBook, *, is_folder: bool) -> tuple[str, str]:
    """The path of the page that is meant, and what of it was left out."""
    for ending in (f"{_INDEX}.html", f"{_INDEX}.htm", f"{_INDEX}.xhtml") if is_folder else ("", ".html", ".htm"):
        full = posixpath.join(path, ending) if is_folder else path + ending
        if book.place_at(full) or book.has_file(full):
            return full, ending
    return path, ""


def write_link(link: Link, path: str, origin: str, book: AddressBook) -> str:
    """The address that leads to ``path`` from the page at ``origin``, in the manner of ``link``.

    What leads there already stays as it was written.
    """
    short = path.removesuffix(link.ending)
    if link.is_relative:
        folder = posixpath.dirname(origin)
        here = posixpath.normpath(posixpath.join(folder, unquote(link.written)))
        new = posixpath.relpath(short or ".", folder or ".")
        is_same = posixpath.normpath(short or ".") == here
        new = f"./{new}" if link.written.startswith("./") else new
    else:
        new = f"{urlsplit(book.base_url).path}/{short}"
        is_same = new.rstrip("/") == unquote(link.written).rstrip("/")
    if is_same:
        return link.host + link.written + link.rest
    if link.ending.startswith(_INDEX) and not new.endswith("/"):
        new += "/"
    return link.host + quoted(new) + link.rest


def quoted(path: str) -> str:
    """A path as it is written into an address (RFC 3987, 3.1)."""
    return quote(path, safe=_KEPT)
