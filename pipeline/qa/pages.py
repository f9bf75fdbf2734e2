"""Checks on built pages: their language, their versions, pictures without a text, telephone links.

These look at the page that a visitor gets, whatever made it: an author, a translator, or the build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pipeline.locales import same_language
from pipeline.model import Finding, Location, Severity
from pipeline.qa.links import TEL_ID, tel_links

LANGUAGE_ID, VERSIONS_ID, ALT_ID = "page-language", "page-versions", "alt-missing"

PAGE_FINDINGS = {
    LANGUAGE_ID: (Severity.WARNING, "it says that it is in the language of its folder"),
    VERSIONS_ID: (Severity.WARNING, "canonical and `hreflang` name the page itself, and each version names the others"),
    ALT_ID: (Severity.WARNING, "every picture has an `alt`, be it empty (WCAG 2.2, 1.1.1)"),
    TEL_ID: (Severity.ERROR, "a telephone link dials the number that it shows"),
}
"""What :func:`check_pages` may find: severity and what must hold, by id."""


@dataclass(slots=True)
class _Facts:
    """What a page says about itself; ``pictures`` are the lines of those without ``alt``.

    ``language`` is None where the author has left the ``<html>`` tag out: there is no place to say it.
    """

    language: str | None = None
    canonical: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)
    is_redirect: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = _Facts()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down what the tag says."""
        values = {name: value or "" for name, value in reversed(attrs)}
        rel = values.get("rel", "").lower().split()
        if tag == "html":
            self.facts.language = values.get("lang", "")
        elif tag == "link" and "canonical" in rel:
            self.facts.canonical = values.get("href", "")
        elif tag == "link" and "alternate" in rel and "hreflang" in values:
            self.facts.alternates[values["hreflang"].lower()] = values.get("href", "")
        elif tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.facts.is_redirect = True
        is_picture = tag in ("img", "area") or (tag == "input" and values.get("type", "").lower() == "image")
        # A picture for show may say so by its role instead.
        if is_picture and "alt" not in values and values.get("role") not in ("presentation", "none"):
            self.facts.pictures.append(self.getpos()[0])


def check_pages(pages: Mapping[str, str], base_url: str = "", folder: str = "site") -> Iterator[Finding]:
    """Findings on the pages of a built site, by their path below its root: ``tr/index.html``.

    ``folder`` is what findings put before the path. Versions are compared where the site has a base address.
    """
    read = {path: _read(text) for path, text in pages.items()}
    found = {path: facts for path, facts in read.items() if not facts.is_redirect}
    addresses = {f"{base_url}/{path}": facts for path, facts in found.items()}
    for path, facts in found.items():
        file = f"{folder}/{path}"
        language = path.partition("/")[0]
        if facts.language is not None and not same_language(facts.language, language):
            message = f"page in the folder {language}/ says lang={facts.language!r}"
            yield _finding(LANGUAGE_ID, message, Location(file, 1))
        for line in facts.pictures:
            yield _finding(
                ALT_ID, 'picture without alt; describe it, or write alt="" if it is for show', Location(file, line)
            )
        yield from tel_links(pages[path], file)
        if base_url:
            for message in _versions(f"{base_url}/{path}", facts, addresses):
                yield _finding(VERSIONS_ID, message, Location(file, 1))


def _read(text: str) -> _Facts:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.facts


def _finding(check: str, message: str, place: Location) -> Finding:
    return Finding(check, PAGE_FINDINGS[check][0], message, place)


def _versions(url: str, facts: _Facts, pages: Mapping[str, _Facts]) -> Iterator[str]:
    """What is wrong with the versions that a page names."""
    # A page that says its original stands elsewhere has no versions of its own.
    if facts.canonical and facts.canonical != url and facts.canonical not in pages:
        return
    if facts.canonical and facts.canonical != url:
        yield f"canonical names {facts.canonical}, not the page itself"
    if facts.alternates and url not in facts.alternates.values():
        yield "hreflang names other versions, but not the page itself"
    for language, other in facts.alternates.items():
        known = pages.get(other)
        if known is not None and url not in known.alternates.values():
            yield f"hreflang={language} names {other}, which does not name this page"
