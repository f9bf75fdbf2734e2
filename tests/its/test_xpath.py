"""The part of XPath 1.0 that rules may use."""

from __future__ import annotations

import pytest

from pipeline.its.nodes import HTML_NAMESPACE, AttributeNode, text_of
from pipeline.its.xpath import XPath
from pipeline.parse import Element, parse, read_page

PAGE = """<html lang=en><body id=top>
<h1>Title</h1>
<div class="a b"><p id=p1 title="R&amp;D">one</p><p id=p2 class=x>two <b>bold</b></p></div>
<div id=d2><P id=p3 data-n=3>three &amp; more</P>
<svg><title>disc</title><foreignObject><p id=p4>in</p></foreignObject></svg></div>
<!-- gone --></body></html>"""
NAMESPACES = {"h": HTML_NAMESPACE, "svg": "http://www.w3.org/2000/svg"}
DOCUMENT = parse(read_page(PAGE.encode(), name="page", language="en", file="page.html"))


def found(expression: str) -> list[str]:
    """The nodes that an expression selects: ids or names of elements, names of attributes, texts."""

    def shown(node: object) -> str:
        if isinstance(node, Element):
            return str(node.get("id") or node.name)
        return f"@{node.name}" if isinstance(node, AttributeNode) else str(node).strip()

    return [shown(node) for node in XPath(expression, NAMESPACES, {"k": "x"}).select(DOCUMENT.soup)]


@pytest.mark.parametrize(
    ("expression", "nodes"),
    [
        ("/html/body/h1", ["h1"]),
        ("//p", ["p1", "p2", "p3", "p4"]),
        ("//P", ["p1", "p2", "p3", "p4"]),
        ("//h:p", ["p1", "p2", "p3", "p4"]),
        ("//svg:title", ["title"]),
        ("//h:title", []),
        ("//svg:*", ["svg", "title", "foreignobject"]),
        ("/html//b", ["b"]),
        ("//div/p", ["p1", "p2", "p3"]),
        ("//div//p[1]", ["p1", "p3", "p4"]),
        ("(//p)[2]", ["p2"]),
        ("//p[last()]", ["p2", "p3", "p4"]),
        ("//p[position() < 2]", ["p1", "p3", "p4"]),
        ("//p[@id]", ["p1", "p2", "p3", "p4"]),
        ("//p[@id='p2']", ["p2"]),
        ("//p[@id!='p2']", ["p1", "p3", "p4"]),
        ("//p[@class=$k]", ["p2"]),
        ("//p[@data-n > 2]", ["p3"]),
        ("//p[not(@class) and ../@class]", ["p1"]),
        ("//p[@class or @title]", ["p1", "p2"]),
        ("//p[b]", ["p2"]),
        ("//p[b='bold']", ["p2"]),
        ("//p[.='one']", ["p1"]),
        ("//p[text()='one']", ["p1"]),
        ("//p[. = 'three & more']", ["p3"]),
        ("//div[contains(@class, 'b')]/p", ["p1", "p2"]),
        ("//*[starts-with(@id, 'd')]", ["d2"]),
        ("//p[normalize-space(.)='two bold']", ["p2"]),
        ("//*[local-name()='b' or name()='h1']", ["h1", "b"]),
        ("//p[string-length(@id) = 2][count(b) = 1]", ["p2"]),
        ("//h1 | //b", ["h1", "b"]),
        ("//p/@title | //p/@class", ["@title", "@class"]),
        ("//p[@id='p1']/@*", ["@id", "@title"]),
        ("//b/..", ["p2"]),
        ("//b/ancestor::div", ["div"]),
        ("//b/ancestor-or-self::*[@id]", ["p2", "top"]),
        ("//h1/following-sibling::div", ["div", "d2"]),
        ("//div[@id]/preceding-sibling::h1", ["h1"]),
        ("//div/descendant::b", ["b"]),
        ("//b/self::b", ["b"]),
        ("//b/parent::p/child::b", ["b"]),
        ("id('p1')", ["p1"]),
        ("id('p1 p3')", ["p1", "p3"]),
        ("id('d2')/h:p", ["p3"]),
        ("//b/text()", ["bold"]),
        ("//h1/node()", ["Title"]),
        ("//*[@title='R&D']", ["p1"]),
        ('//p[@id="p1" and (@title="x" or true())]', ["p1"]),
    ],
)
def test_select(expression: str, nodes: list[str]) -> None:
    assert found(expression) == nodes


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("@id", "p2"),
        ("../p/@title", "R&D"),
        (".", "two bold"),
        ("b", "bold"),
        ("none", ""),
        ("concat(../@class, '-', @id)", "a b-p2"),
        ("'x'", "x"),
        ("count(b)", "1"),
        ("@id = 'p2'", "true"),
        ("string(b)", "bold"),
        ("/html/@lang", "en"),
    ],
)
def test_string(expression: str, text: str) -> None:
    (node,) = XPath("id('p2')", {}, {}).select(DOCUMENT.soup)
    assert XPath(expression, {}, {}).string(node) == text


@pytest.mark.parametrize(
    ("expression", "is_absolute"),
    [("//p", True), ("id('a')/b", True), ("//p | //b", True), ("p", False), ("//p | b", False), ("//p['|']", True)],
)
def test_what_starts_at_the_root(expression: str, is_absolute: bool) -> None:
    assert XPath(expression, {}, {}).is_absolute is is_absolute


def test_comments_are_no_text() -> None:
    assert "gone" not in text_of(DOCUMENT.soup)
