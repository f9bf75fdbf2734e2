"""The sitemap, and the redirects from addresses that pages had before.

Formats: sitemaps.org protocol 0.9 with ``xhtml:link`` alternates (Google Search Central, "Localized versions"), the
``_redirects`` file of Netlify and Cloudflare Pages, and an include for nginx's ``map``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from pipeline.site.addresses import quoted

_OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One version of a page: its address, those of all versions by ``hreflang``, and when its content last changed."""

    url: str
    alternates: Mapping[str, str]
    changed: date | None = None


def sitemap(entries: Iterable[SitemapEntry]) -> bytes:
    """The sitemap of these pages, in their order."""
    lines = [_OPEN]
    for entry in entries:
        lines.append(f"  <url>\n    <loc>{escape(entry.url)}</loc>\n")
        if entry.changed:
            lines.append(f"    <lastmod>{entry.changed.isoformat()}</lastmod>\n")
        if len(entry.alternates) > 1:
            lines += [
                f'    <xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(url)}/>\n'
                for code, url in entry.alternates.items()
            ]
        lines.append("  </url>\n")
    return "".join((*lines, "</urlset>\n")).encode()


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old path below the site's root and the one that took its place; an empty ``new`` means that it is gone."""

    old: str
    new: str


def netlify_redirects(redirects: Iterable[Redirect], prefix: str = "") -> bytes:
    """``_redirects``: one rule a line, ``from to status``; a page that is gone has status 410."""
    lines = (
        f"{prefix}/{quoted(r.old)} {prefix}/{quoted(r.new) if r.new else '404.html'} {301 if r.new else 410}\n"
        for r in redirects
    )
    return "".join(lines).encode()


def nginx_map(redirects: Iterable[Redirect], prefix: str = "") -> bytes:
    """The inside of ``map $uri $moved { … }``; nginx compares decoded paths, and a page that is gone is ``gone``."""
    lines = (f'"{prefix}/{r.old}" "{f"{prefix}/{quoted(r.new)}" if r.new else "gone"}";\n' for r in redirects)
    return "".join(lines).encode()
