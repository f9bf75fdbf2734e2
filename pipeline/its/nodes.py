"""The tree of a page as XPath sees it: elements, texts, attributes, and the ways between them."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

from bs4 import Tag

from pipeline.markup import FOREIGN, TokenKind
from pipeline.parse import Element, Text

HTML_NAMESPACE = "http://www.w3.org/1999/xhtml"
_NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
_TEXT_KINDS = frozenset((TokenKind.TEXT, TokenKind.RCDATA, TokenKind.RAW, TokenKind.CDATA))


@dataclass(frozen=True, slots=True)
class AttributeNode:
    """An attribute of an element, as XPath sees it."""

    element: Element
    name: str

    @property
    def value(self) -> str:
        """The value with its character references read."""
        found = self.element.token.attribute(self.name)
        return found.value if found else ""


Node = Tag | Text | AttributeNode
"""An element, the root of the tree, a text, or an attribute."""


def unique(nodes: Iterable[Node]) -> list[Node]:
    """Each node once, in the order of the first time."""
    # Tags compare by content, so that two like paragraphs would be one: compare by identity.
    kept = {(id(n.element), n.name) if isinstance(n, AttributeNode) else (id(n), ""): n for n in nodes}
    return list(kept.values())


def namespace_of(element: Element) -> str:
    """The namespace in which an HTML parser puts an element: that of HTML, SVG or MathML."""
    for node in (element, *element.parents):
        if node.name == "foreignobject" and node is not element:
            break
        if node.name in FOREIGN:
            return _NAMESPACES[node.name]
    return HTML_NAMESPACE


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, Tag):
        yield from (child for child in node.contents if _is_seen(child))


def descendants(node: Node) -> Iterator[Node]:
    """The elements and texts in a node, in the order of the page."""
    if isinstance(node, Tag):
        yield from (child for child in node.descendants if _is_seen(child))


def _is_seen(node: object) -> TypeGuard[Element | Text]:
    return isinstance(node, Element) or (isinstance(node, Text) and node.token.kind in _TEXT_KINDS)


def ancestors(node: Node) -> Iterator[Node]:
    """What a node lies in, from the inside out; the last one is the root."""
    if isinstance(node, AttributeNode):
        yield node.element
        node = node.element
    yield from (parent for parent in node.parents if isinstance(parent, Tag))


def _siblings(node: Node, *, after: bool) -> Iterator[Node]:
    if not isinstance(node, AttributeNode):
        yield from (n for n in (node.next_siblings if after else node.previous_siblings) if _is_seen(n))


def _attributes(node: Node) -> Iterator[Node]:
    if isinstance(node, Element):
        yield from (AttributeNode(node, name) for name in dict.fromkeys(a.name for a in node.token.attributes))


AXES: dict[str, Callable[[Node], Iterator[Node]]] = {
    "child": _children,
    "descendant": descendants,
    "descendant-or-self": lambda node: iter((node, *descendants(node))),
    "self": lambda node: iter((node,)),
    "parent": lambda node: iter([*ancestors(node)][:1]),
    "ancestor": ancestors,
    "ancestor-or-self": lambda node: iter((node, *ancestors(node))),
    "following-sibling": lambda node: _siblings(node, after=True),
    "preceding-sibling": lambda node: _siblings(node, after=False),
    "attribute": _attributes,
}


def text_of(node: Node) -> str:
    """The string value of a node: the text in an element, the value of an attribute."""
    if isinstance(node, AttributeNode):
        return node.value
    if isinstance(node, Text):
        return html.unescape(node) if node.token.kind in (TokenKind.TEXT, TokenKind.RCDATA) else str(node)
    return "".join(text_of(n) for n in node.descendants if isinstance(n, Text) and n.token.kind in _TEXT_KINDS)
