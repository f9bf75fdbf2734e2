"""Elements whose text is not translated but said anew in each language: dates, numbers, sums, measures, lists."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline import locales
from pipeline.amounts import measure_like, money_like
from pipeline.parse import Element

LIST = "data-l10n-list"
"""On an inline element around the items of a list, each an element: the value is a kind of list, by default "and"."""
PLURAL = "data-l10n-plural"
"""On the element whose text depends on a number: texts that differ in the number alone are translated one by one."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_KINDS = {"": "standard", "and": "standard", "or": "or", "unit": "unit"}


def localized_data(element: Element, source: str, target: str, *, time_separator: str = ":") -> str | None:
    """The text of ``<time datetime>`` or ``<data value>`` in another language; None where it is ordinary text."""
    if any(isinstance(child, Element) for child in element.contents):
        return None
    shown = html.unescape("".join(map(str, element.contents))).strip()
    machine = element.get("datetime" if element.name == "time" else "value")
    if not shown or not isinstance(machine, str):
        return None
    if element.name == "time":
        return locales.format_like(machine, shown, source, target, time_separator=time_separator)
    if not locales.known(source) or not locales.known(target):
        return None
    text = None
    if currency := element.get("data-l10n-currency"):
        text = money_like(machine, str(currency), shown, source, target)
    elif unit := element.get("data-l10n-unit"):
        text = measure_like(machine, str(unit), shown, source, target)
    return text or locales.number_like(machine, shown, source, target)


def counted(element: Element) -> str:
    """The number on which the forms of the words in an element depend, ``3``; empty where the author says none.

    It is the value of ``data-l10n-plural`` or, where that is empty, of the first ``<data>`` in the element. Raises
    ValueError for anything that is no number.
    """
    if PLURAL not in element.attrs:
        return ""
    inside = element.find("data", value=True)
    said = str(element[PLURAL] or (inside and inside["value"]) or "").strip()
    if not _NUMBER.fullmatch(said):
        raise ValueError(f"{PLURAL}={said!r} is no number; write one, or put a <data value> into the element")
    return said


def stands_apart(element: Element, language: str) -> bool:
    """Whether an inline element's text is a unit of its own: a list, an item of one, or words that follow a number."""
    parent = element.parent if isinstance(element.parent, Element) else None
    return PLURAL in element.attrs or is_list(element, language) or is_list(parent, language)


def is_list(element: Element | None, language: str) -> bool:
    """Whether the element joins its child elements to a list, with the words that the page's ``language`` has for it.

    With other words between them, or another kind of list, it is ordinary text.
    """
    if element is None or element.get(LIST) not in _KINDS or not locales.known(language):
        return False
    items = _items(element)
    kind = _KINDS[str(element[LIST])]
    ways = {locales.joints(str(locale), len(items), kind) for locale in locales.variants(language)}
    return len(items) > 1 and _between(element) in [tuple(map(str.strip, ("", *way, ""))) for way in ways]


def list_joints(element: Element, target: str) -> Iterator[tuple[int, int, str]]:
    """Where the words between the items of a list stand in the page, and what stands there in another language."""
    items = _items(element)
    words = locales.joints(target, len(items), _KINDS[str(element[LIST])])
    for (before, after), joint in zip(pairwise(items), words, strict=True):
        yield before.end, after.token.start, html.escape(joint, quote=False)


def _items(element: Element) -> list[Element]:
    return [child for child in element.contents if isinstance(child, Element)]


def _between(element: Element) -> tuple[str, ...]:
    """The text before, between and after the items of a list."""
    texts = [""]
    for child in element.contents:
        if isinstance(child, Element):
            texts.append("")
        else:
            texts[-1] += html.unescape(str(child))
    return tuple(" ".join(text.split()) for text in texts)
