"""Locale Filter (ITS 2.0, 8.10): which parts of a page a locale is to see, and the edits that leave out the others."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import locales
from pipeline.its.annotate import Annotations
from pipeline.its.marks import START, Inherited
from pipeline.model import LocaleFilter
from pipeline.parse import Element, Text
from pipeline.restore import Edit


def includes(locale_filter: LocaleFilter, locale: str) -> bool:
    """Whether a part with this filter is for a locale, which is a language tag like ``tr-TR``."""
    in_list = any(locales.matches(locale, wanted) for wanted in locale_filter.ranges)
    return in_list is not locale_filter.is_exclude


def filter_edits(annotations: Annotations, locale: str) -> Iterator[Edit]:
    """Edits that take out of a page what is not for the locale.

    An element goes with its tags, unless something in it is for the locale after all: then its tags stay around that.
    """
    language = annotations.document.page.language
    kept = _holders_of_kept_parts(annotations, locale)
    stack: list[tuple[object, Inherited]] = [(child, START) for child in reversed(annotations.document.soup.contents)]
    while stack:
        node, outer = stack.pop()
        if isinstance(node, Text) and node.token.start < node.token.end and not includes(outer.locales, locale):
            yield Edit(node.token.start, node.token.end, "")
        if not isinstance(node, Element):
            continue
        holds = outer.inside(annotations.of(node), language)
        if not includes(holds.locales, locale) and node.token.start not in kept:
            yield Edit(node.token.start, node.end, "")
            continue
        yield from _attribute_edits(annotations, node, locale)
        stack += [(child, holds) for child in reversed(node.contents)]


def _holders_of_kept_parts(annotations: Annotations, locale: str) -> frozenset[int]:
    """The offsets of the elements that are not for the locale, but hold one that is."""
    found: set[int] = set()
    for element, marks, holds in annotations.walk():
        if marks.locales and includes(holds.locales, locale):
            for ancestor in element.parents:
                if not isinstance(ancestor, Element) or ancestor.token.start in found:
                    break
                found.add(ancestor.token.start)
    return frozenset(found)


def _attribute_edits(annotations: Annotations, element: Element, locale: str) -> Iterator[Edit]:
    text = annotations.document.page.text
    for attribute in element.token.attributes:
        marks = annotations.of_attribute(element, attribute.name)
        if marks.locales and not includes(marks.locales, locale):
            start = attribute.name_start - text[attribute.name_start - 1].isspace()
            yield Edit(start, attribute.end, "")
