"""What a page says about its versions in other languages: canonical, hreflang, Open Graph and JSON-LD.

Search engines want the full set on every version, with absolute addresses and each version naming itself (Google Search
Central, "Localized versions of your pages"); so nothing is added while the site has no base address.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from pipeline import jsonld, locales
from pipeline.parse import Document, Element
from pipeline.restore import Edit, attribute_change
from pipeline.segment import is_json_ld
from pipeline.site.addresses import Place
from pipeline.site.links import Route, is_alternate

X_DEFAULT = "x-default"
_INDENT = re.compile(r"[ \t]*\Z")
# schema.org types whose translations are works of their own; all others describe one and the same thing.
_WORK = re.compile(r"(?:\w*Page|\w*Article|\w*Posting|CreativeWork|Report|Guide|HowTo)")


def alternate_edits(
    document: Document, route: Route, *, default: str, locale_tags: Mapping[str, str] | None = None
) -> Iterator[Edit]:
    """Edits that make canonical, ``hreflang``, ``og:url``, ``og:locale`` and JSON-LD true in a copy of a page.

    ``default`` is the language that ``x-default`` names, ``locale_tags`` overrides the ``og:locale`` of a language.
    """
    versions = route.book.languages(route.place.page)
    tags = {language: locales.og_locale(language) for language in versions} | dict(locale_tags or {})
    yield from _links(document, route, default)
    yield from _open_graph(document, route, tags)
    for script in document.elements("script"):
        if is_json_ld(script):
            yield from _json_ld(document, script, route)


def versions(route: Route, default: str) -> dict[str, str]:
    """The addresses of all versions of a page by ``hreflang``, ``x-default`` last; none if there is only one."""
    book, page = route.book, route.place.page
    found = {language: book.url(Place(page, language)) for language in book.languages(page)}
    return found | {X_DEFAULT: found.get(default) or book.url(Place(page, default))} if len(found) > 1 else {}


def _links(document: Document, route: Route, default: str) -> Iterator[Edit]:
    """Set the links that are there, and add those that are not after the last of them."""
    missing = versions(route, default)
    last: Element | None = None
    has_canonical = False
    for link in document.elements("link"):
        if not is_alternate(link):
            continue
        href, language = link.token.attribute("href"), str(link.get("hreflang") or "").lower()
        rel = [str(word).lower() for word in link.get_attribute_list("rel")]
        if href is None:
            continue
        if "canonical" in rel:
            has_canonical = True
            yield from attribute_change(href, route.moved(href.value))
        elif known := next((code for code in missing if code.lower() == language), None):
            yield from attribute_change(href, missing.pop(known) or href.value)
        last = link
    if not route.book.base_url:
        return
    added = [] if has_canonical else [f'<link rel="canonical" href="{html.escape(route.book.url(route.place))}">']
    added += [f'<link rel="alternate" hreflang="{code}" href="{html.escape(url)}">' for code, url in missing.items()]
    yield from _insert(document, added, last)


def _open_graph(document: Document, route: Route, tags: Mapping[str, str]) -> Iterator[Edit]:
    """``og:url`` and the locales; a page that uses no Open Graph gets none."""
    alternates = [tag for language, tag in tags.items() if language != route.place.language]
    own = tags.get(route.place.language, locales.og_locale(route.place.language))
    last: Element | None = None
    seen: set[str] = set()
    for meta in document.elements("meta"):
        content = meta.token.attribute("content")
        name = str(meta.get("property") or meta.get("name") or "").lower()
        if content is None or not name.startswith(("og:", "twitter:")):
            continue
        last = meta if name.startswith("og:") else last
        seen.add(name)
        if name == "og:locale":
            yield from attribute_change(content, own)
        elif name == "og:locale:alternate" and content.value in (*alternates, own):
            if alternates:
                yield from attribute_change(content, content.value if content.value in alternates else alternates[0])
                alternates.remove(content.value if content.value in alternates else alternates[0])
        elif name in ("og:url", "twitter:url"):
            yield from attribute_change(content, route.moved(content.value))
    if last is None:
        return
    added = [] if "og:locale" in seen else [f'<meta property="og:locale" content="{own}">']
    added += [f'<meta property="og:locale:alternate" content="{tag}">' for tag in alternates]
    if "og:url" not in seen and route.book.base_url:
        added.append(f'<meta property="og:url" content="{html.escape(route.book.url(route.place))}">')
    yield from _insert(document, added, last)


def _json_ld(document: Document, element: Element, route: Route) -> Iterator[Edit]:
    """Language and addresses of a JSON-LD block, and for a work what it is a translation of."""
    base = element.token.end
    block = document.page.text[base : element.close.start if element.close else element.end]
    written = jsonld.writer(block, document.page.encoding)
    primary = route.source_language.partition("-")[0]
    has_relation = "translationOfWork" in block or "workTranslation" in block
    for item in jsonld.strings(block):
        # A list of languages is true in every language; a single one is that of the page.
        is_single = block[: item.start].rstrip().endswith(":")
        if item.name == "inLanguage" and is_single and item.value.partition("-")[0] == primary:
            if route.place.language != route.source_language:
                yield Edit(base + item.start + 1, base + item.end - 1, route.place.language)
            if not has_relation and _WORK.fullmatch(item.type) and (relation := _relation(block, item, route)):
                yield Edit(base + item.end, base + item.end, relation)
        elif item.value.startswith(("https://", "http://")):
            if (moved := route.moved(item.value)) != item.value:
                yield Edit(base + item.start + 1, base + item.end - 1, written(moved))
        else:
            # Links in an HTML fragment, as answers of an FAQ hold them.
            for link in re.finditer(r"href=\\?[\"'](https?:[^\"'\\]+)", block[item.start : item.end]):
                if (moved := route.moved(link[1])) != link[1]:
                    yield Edit(base + item.start + link.start(1), base + item.start + link.end(1), written(moved))


def _relation(block: str, item: jsonld.JsonString, route: Route) -> str:
    """The property that ties a work to its translations or to its original (schema.org/workTranslation)."""
    book, page = route.book, route.place.page
    works = [
        f'{{"@type": "{item.type}", "@id": "{book.url(Place(page, language))}", "inLanguage": "{language}"}}'
        for language in book.languages(page)
        if (language == route.source_language) != (route.place.language == route.source_language)
    ]
    if not works or not book.base_url:
        return ""
    before = block[: block.rindex('"inLanguage"', 0, item.start)]
    space = before[len(before.rstrip()) :] or " "
    if route.place.language == route.source_language:
        return f',{space}"workTranslation": [{", ".join(works)}]'
    return f',{space}"translationOfWork": {works[0]}'


def _insert(document: Document, lines: list[str], after: Element | None) -> Iterator[Edit]:
    """Put elements into the head: each on a line of its own after an element, else at the end of the head."""
    head = next(document.elements("head"), None)
    if not lines or head is None:
        return
    text, newline = document.page.text, document.page.newline
    if after is not None:
        begin = after.token.start
        indent = _INDENT.search(text, 0, begin)
        space = newline + indent.group() if indent and text[: indent.start()].endswith("\n") else ""
        yield Edit(after.token.end, after.token.end, "".join(space + line for line in lines))
    else:
        at = head.close.start if head.close else head.end
        yield Edit(at, at, "".join(line + newline for line in lines))
