"""Left-to-right words and numbers in right-to-left pages, and the other way round.

The Unicode Bidirectional Algorithm (UAX #9) shows ``500 mg`` or ``+90 212 555 01 00`` backwards between Arabic or
Hebrew words, because spaces and signs take the direction of the paragraph. The W3C's advice ("Inline markup and
bidirectional text in HTML") is to isolate such runs: ``<bdi dir="ltr">``. And a part in another language needs the
direction of that language beside its ``lang``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from pipeline import locales
from pipeline.markup import TokenKind
from pipeline.model import Page
from pipeline.numbers import NumberKind, numbers
from pipeline.parse import Document, Element, Text, parse
from pipeline.restore import Edit, restore

_DRAWN = frozenset(("svg", "math"))
_NO_MARKUP = frozenset(("bdi", "bdo", "datalist", "select"))
"""Elements that isolate already, or in which no ``<bdi>`` may stand."""
_DIALLED = ("tel:", "sms:", "mailto:")
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_SIGNS = "+-−±"

# Over the classes of characters, one letter for each (_classes). A dot after "Dr" or an initial belongs to a name.
_ABBREVIATION = re.compile(r"(?<![Ul1])Ul{0,3}(\.)(?=_U)")
_RUN = re.compile(r"(?:(?<![^_B])s(?=1))?[Ul1]+(?:(?:_[.ns]{0,3}|[.ns]{1,3})[Ul1]+)*")
_NEEDS_HELP = re.compile(r"[Ul]|^s")


def directed(page: Page, text: str, target: str) -> str:
    """The text of a localized page, with directions where it mixes them; elsewhere the same text.

    ``page`` is the source page and ``text`` its localized copy, whose ``<html>`` has its ``lang`` and ``dir`` already.
    """
    if "rtl" not in (locales.direction(page.language), locales.direction(target)):
        return text
    document = parse(replace(page, text=text, language=target))
    return restore(document.page, (), {}, direction_edits(document))


def direction_edits(document: Document) -> Iterator[Edit]:
    """``dir`` for parts whose language runs the other way, ``<bdi>`` for left-to-right runs in right-to-left text."""
    stack: list[tuple[Iterator[object], str, bool]] = [(iter(document.soup.contents), "ltr", True)]
    while stack:
        children, direction, may_isolate = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
        elif isinstance(child, Element):
            inner = _direction(child, direction)
            if inner != direction and not child.token.attribute("dir"):
                yield from _turned(child, inner)
            if may_isolate and inner == "rtl" and child.close and _is_dialled(child):
                yield from _isolated(child.token.end, child.close.start)
            elif child.name not in _DRAWN:
                stack.append((iter(child.contents), inner, may_isolate and child.name not in _NO_MARKUP))
        elif isinstance(child, Text) and may_isolate and direction == "rtl" and child.token.kind is TokenKind.TEXT:
            offset = child.token.start
            for start, end in left_to_right(document.page.text[offset : child.token.end]):
                yield from _isolated(offset + start, offset + end)


def _turned(element: Element, direction: str) -> Iterator[Edit]:
    if element.name == "li" and direction == "ltr" and not element.has_block:
        # With a direction of its own, the item would have its bullet outside the list's box.
        yield from _isolated(element.token.end, element.close.start if element.close else element.end)
    else:
        after_name = element.token.start + 1 + len(element.name)
        yield Edit(after_name, after_name, f' dir="{direction}"')


def _isolated(start: int, end: int) -> Iterator[Edit]:
    yield Edit(start, start, '<bdi dir="ltr">')
    yield Edit(end, end, "</bdi>")


def _direction(element: Element, inherited: str) -> str:
    if written := element.token.attribute("dir"):
        # Where the browser is to find out, or a template says it, it is no business of ours.
        return "rtl" if written.value.lower() == "rtl" else "ltr"
    language = element.token.attribute("lang")
    if language and locales.known(language.value):
        return locales.direction(language.value)
    return inherited


def _is_dialled(element: Element) -> bool:
    """Whether the element is a link that shows a telephone number or an address, and nothing else."""
    if element.name != "a" or not str(element.get("href", "")).lower().startswith(_DIALLED) or element.has_block:
        return False
    classes = _classes("".join(node for node in element.descendants if isinstance(node, Text)))
    return "R" not in classes and re.search("[Ul1]", classes) is not None and element.find(["bdi", "bdo"]) is None


def left_to_right(raw: str) -> Iterator[tuple[int, int]]:
    """Where the left-to-right runs of a text begin and end: names, doses with Latin units, telephone numbers.

    ``raw`` may hold character references. Bare numbers need no isolation but for a sign in front.
    """
    characters, starts = _decoded(raw)
    classes = _classes(characters)
    if not re.search("[Ul1]", classes):
        return
    spans = [(n.start, n.end) for n in numbers(characters, "en") if n.kind is NumberKind.PHONE]
    named = _ABBREVIATION.sub(lambda match: match.group()[:-1] + "l", classes)
    spans += [run.span() for run in _RUN.finditer(named) if _NEEDS_HELP.search(run.group())]
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            yield starts[start], starts[end]
            last = end


def _decoded(raw: str) -> tuple[str, list[int]]:
    """The characters of a text as written in a page, and where each of them, and the end, stands there."""
    characters: list[str] = []
    starts: list[int] = []
    position = 0
    for reference in _REFERENCE.finditer(raw):
        starts += range(position, reference.start())
        characters.append(raw[position : reference.start()])
        meant = html.unescape(reference.group())
        # One that stands for more than a character, or for none, breaks runs and is otherwise left alone.
        characters.append(meant if len(meant) == 1 else "|")
        starts.append(reference.start())
        position = reference.end()
    starts += range(position, len(raw) + 1)
    return "".join(characters) + raw[position:], starts


def _classes(text: str) -> str:
    """A letter for each character.

    ``U`` and ``l`` are left-to-right letters, ``1`` European digits, ``R`` what runs the other way, ``_`` white space,
    ``B`` what no run reaches over (brackets, quotation marks, controls), ``s`` signs, ``.`` the dot, ``n`` the rest.
    """
    out: list[str] = []
    for character in text:
        direction, category = unicodedata.bidirectional(character), unicodedata.category(character)
        if character.isspace():
            out.append("_")
        elif category == "Cf" or (category in ("Ps", "Pe", "Pi", "Pf") and character != "’") or character in '"|':
            out.append("B")
        elif direction == "L":
            out.append("U" if character.isupper() else "l")
        elif direction == "EN":
            out.append("1")
        elif direction in ("R", "AL", "AN"):
            out.append("R")
        elif direction == "NSM":
            out.append(out[-1] if out else "n")
        else:
            out.append("s" if character in _SIGNS else "." if character == "." else "n")
    return "".join(out)
