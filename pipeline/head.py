"""What a page says about its own language, and the edits that make its localized copy say the truth."""

from __future__ import annotations

import html
from collections.abc import Iterator

from pipeline import locales
from pipeline.its.annotate import Annotations, annotate
from pipeline.locales import same_language
from pipeline.parse import Document, Element
from pipeline.restore import Edit, attribute_change
from pipeline.values import is_list, list_joints, localized_data


def language_edits(
    document: Document, target: str, annotations: Annotations | None = None, *, time_separator: str = ":"
) -> Iterator[Edit]:
    """Edits for ``lang``, ``dir``, the language switch, dates and numbers.

    ``annotations`` are those of the page, by default without linked rules.
    What the head says about other versions of the page is the business of :mod:`pipeline.site.alternates`.
    """
    source = document.page.language
    yield from _parts(annotations or annotate(document), target)
    for element in document.elements("html", "body", "meta", "a", "time", "data"):
        if element.name == "html":
            yield from _html(element, target)
        elif element.name == "body" and element.token.attribute("dir"):
            yield from _set(element, "dir", locales.direction(target))
        elif element.name == "meta":
            yield from _meta(element, target)
        elif element.name == "a" and element.get("hreflang"):
            yield from _switch(document.page.text, element, source, target)
        elif element.name in ("time", "data"):
            text = localized_data(element, source, target, time_separator=time_separator)
            if text is not None and element.close:
                yield Edit(element.token.end, element.close.start, html.escape(text, quote=False))


def _parts(annotations: Annotations, target: str) -> Iterator[Edit]:
    """Parts that say they are in the page's language, and are translated, say so of the other one; lists are joined."""
    source = annotations.document.page.language
    for element, _, holds in annotations.walk():
        if holds.is_active and is_list(element, source):
            yield from (Edit(*joint) for joint in list_joints(element, target))
        for name in ("lang", "xml:lang"):
            language = element.token.attribute(name)
            if language and element.name != "html" and holds.is_active and same_language(language.value, source):
                yield from _set(element, name, target)


def _html(element: Element, target: str) -> Iterator[Edit]:
    yield from _set(element, "lang", target)
    if element.token.attribute("xml:lang"):
        yield from _set(element, "xml:lang", target)
    direction = locales.direction(target)
    if direction != "ltr" or element.token.attribute("dir"):
        yield from _set(element, "dir", direction)


def _meta(element: Element, target: str) -> Iterator[Edit]:
    content = element.token.attribute("content")
    if content and str(element.get("http-equiv")).lower() == "content-language":
        yield from attribute_change(content, target)


def _switch(text: str, element: Element, source: str, target: str) -> Iterator[Edit]:
    """Mark the other language as the one that is shown."""
    current = element.token.attribute("aria-current")
    if element["hreflang"] == source and current:
        has_space = text[current.name_start - 1].isspace()
        yield Edit(current.name_start - has_space, current.end, "")
    elif element["hreflang"] == target and not current:
        yield Edit(element.token.start + len("<a"), element.token.start + len("<a"), ' aria-current="true"')


def _set(element: Element, name: str, value: str) -> Iterator[Edit]:
    attribute = element.token.attribute(name)
    if attribute is None:
        after_name = element.token.start + 1 + len(element.name)
        yield Edit(after_name, after_name, f' {name}="{value}"')
    else:
        yield from attribute_change(attribute, value)
