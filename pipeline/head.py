"""What a page says about its own language, and the edits that make its localized copy say the truth."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from bs4 import Tag

from pipeline import jsonld, locales
from pipeline.markup import Attribute
from pipeline.parse import Document, Element
from pipeline.restore import Edit
from pipeline.segment import is_json_ld, localized_data, same_language

_ADDRESS_PROPERTIES = frozenset(("@id", "url", "mainEntityOfPage", "item"))


def language_edits(
    document: Document,
    target: str,
    *,
    base_url: str = "",
    locale_tags: Mapping[str, str] | None = None,
    time_separator: str = ":",
) -> Iterator[Edit]:
    """Edits for ``lang``, ``dir``, ``og:locale``, own addresses, the language switch, JSON-LD, dates and numbers.

    ``base_url`` is the site's address without a final slash: what lies under ``base_url/<source>/`` moves to
    ``base_url/<target>/``. ``locale_tags`` overrides the ``og:locale`` of a language.
    """
    source = document.page.language
    tags = {language: locales.og_locale(language) for language in (source, target)} | dict(locale_tags or {})
    ours, theirs = f"{base_url}/{source}/", f"{base_url}/{target}/"
    yield from _parts(document, target)
    for element in document.elements("html", "meta", "link", "a", "script", "time", "data"):
        if element.name == "html":
            yield from _html(element, target)
        elif element.name == "meta":
            yield from _meta(element, source, target, tags, ours, theirs)
        elif element.name == "link" and "canonical" in (element.get("rel") or ()):
            yield from _moved(element.token.attribute("href"), ours, theirs)
        elif element.name == "a" and element.get("hreflang"):
            yield from _switch(document.page.text, element, source, target)
        elif element.name == "script" and is_json_ld(element):
            yield from _json_ld(document, element, target, ours, theirs)
        elif element.name in ("time", "data"):
            text = localized_data(element, source, target, time_separator=time_separator)
            if text is not None and element.close:
                yield Edit(element.token.end, element.close.start, html.escape(text, quote=False))


def _parts(document: Document, target: str) -> Iterator[Edit]:
    """Parts that say they are in the page's language, and are translated, say so of the other one."""
    source = document.page.language
    for name in ("lang", "xml:lang"):
        for element in document.soup.find_all(True, attrs={name: True}):
            if not isinstance(element, Element) or element.name == "html":
                continue
            stays = any(_stays(node) for node in (element, *element.parents))
            if same_language(str(element[name]), source) and not stays:
                yield from _set(element, name, target)


def _stays(node: Tag) -> bool:
    return str(node.get("translate", "")).lower() == "no" or "notranslate" in (node.get("class") or ())


def _html(element: Element, target: str) -> Iterator[Edit]:
    yield from _set(element, "lang", target)
    if element.token.attribute("xml:lang"):
        yield from _set(element, "xml:lang", target)
    direction = locales.direction(target)
    if direction != "ltr" or element.token.attribute("dir"):
        yield from _set(element, "dir", direction)


def _meta(
    element: Element, source: str, target: str, tags: Mapping[str, str], ours: str, theirs: str
) -> Iterator[Edit]:
    content = element.token.attribute("content")
    if content is None:
        return
    name = str(element.get("property") or element.get("name") or element.get("http-equiv") or "").lower()
    if name == "og:locale":
        yield _value(content, tags[target])
    elif name == "og:locale:alternate" and content.value == tags[target]:
        yield _value(content, tags[source])
    elif name == "content-language":
        yield _value(content, target)
    elif name in ("og:url", "twitter:url"):
        yield from _moved(content, ours, theirs)


def _switch(text: str, element: Element, source: str, target: str) -> Iterator[Edit]:
    """Mark the other language as the one that is shown."""
    current = element.token.attribute("aria-current")
    if element["hreflang"] == source and current:
        has_space = text[current.name_start - 1].isspace()
        yield Edit(current.name_start - has_space, current.end, "")
    elif element["hreflang"] == target and not current:
        yield Edit(element.token.start + len("<a"), element.token.start + len("<a"), ' aria-current="true"')


def _json_ld(document: Document, element: Element, target: str, ours: str, theirs: str) -> Iterator[Edit]:
    base = element.token.end
    block = document.page.text[base : element.close.start if element.close else element.end]
    primary = document.page.language.partition("-")[0]
    for item in jsonld.strings(block):
        # A list of languages is true in every language; a single one is that of the page.
        is_single = block[: item.start].rstrip().endswith(":")
        if item.name == "inLanguage" and is_single and item.value.partition("-")[0] == primary:
            yield Edit(base + item.start + 1, base + item.end - 1, target)
        elif item.name in _ADDRESS_PROPERTIES and item.value.startswith(ours):
            moved = jsonld.writer(block[item.start : item.end])(theirs + item.value.removeprefix(ours))
            yield Edit(base + item.start + 1, base + item.end - 1, moved)
        else:
            # Links in an HTML fragment, as answers of an FAQ hold them.
            for link in re.finditer(rf"href=\\?[\"']({re.escape(ours)})", block[item.start : item.end]):
                yield Edit(base + item.start + link.start(1), base + item.start + link.end(1), theirs)


def _moved(attribute: Attribute | None, ours: str, theirs: str) -> Iterator[Edit]:
    if attribute and attribute.value.startswith(ours):
        yield _value(attribute, theirs + attribute.value.removeprefix(ours))


def _set(element: Element, name: str, value: str) -> Iterator[Edit]:
    attribute = element.token.attribute(name)
    if attribute is None:
        after_name = element.token.start + 1 + len(element.name)
        yield Edit(after_name, after_name, f' {name}="{value}"')
    elif attribute.value != value:
        yield _value(attribute, value)


def _value(attribute: Attribute, value: str) -> Edit:
    is_bare = attribute.start == attribute.name_start + len(attribute.name)
    return Edit(attribute.start, attribute.end, f'{"=" if is_bare else ""}"{html.escape(value)}"')
