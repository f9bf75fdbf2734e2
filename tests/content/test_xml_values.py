"""XML: texts and attributes with their paths, whatever prefixes, references and CDATA sections a file uses."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.xml_values import xml_values
from pipeline.errors import PageError
from tests.content.files import page, rewritten, said, texts

xml_texts = texts.map(lambda text: text.replace("\ufffe", "").replace("\uffff", "").replace("]]>", "]]"))
styles = st.sampled_from([escape, lambda text: f"<![CDATA[{text}]]>"])
CHANGE = " ağrı ]]> & <b>"


def changed(text: str) -> str:
    return text + CHANGE if text.strip() else text


@given(st.lists(st.tuples(xml_texts, xml_texts), max_size=5), styles)
def test_only_values_change(items: list[tuple[str, str]], style: Callable[[str], str]) -> None:
    inner = "\n".join(
        f"<item a = {quoteattr(attribute)} ><!-- x --><t>{style(text)}</t></item>" for text, attribute in items
    )
    source = page(f'<?xml version="1.0"?>\n<rss ç="ö">{inner}</rss>', "feed.xml")
    again = rewritten(source, xml_values(source), changed)
    root = ElementTree.fromstring(again.text)
    assert root.attrib == {"ç": changed("ö")}
    found = [(item[0].text or "", item.attrib["a"]) for item in root]
    assert found == [(changed(text), changed(attribute)) for text, attribute in items]
    assert again.text.count("<!-- x -->") == len(items)


def test_prefixes_are_those_that_people_know() -> None:
    source = page(
        '<f:feed xmlns:f="http://www.w3.org/2005/Atom" xmlns:m="http://search.yahoo.com/mrss/" f:x="1">'
        "<f:title>News</f:title><m:title>Film</m:title><m:content url='a.mp4'/></f:feed>"
    )
    assert said(xml_values(source)) == [
        ("feed.title", "News"),
        ("feed.media:title", "Film"),
        ("feed.media:content.@url", "a.mp4"),
    ]


def test_parts_in_another_language_and_links_that_name_theirs_give_no_values() -> None:
    source = page(
        '<feed xml:lang="en-GB"><title>News</title><p xml:lang="tr" a="b">Haber<q>x</q></p>'
        '<link hreflang="en" rel="alternate" href="a.html"/></feed>'
    )
    assert said(xml_values(source)) == [
        ("feed.@xml:lang", "en-GB"),
        ("feed.title", "News"),
        ("feed.link.@hreflang", "en"),
        ("feed.link.@rel", "alternate"),
    ]


def test_xhtml_is_one_value() -> None:
    source = page('<feed><content type="xhtml"><div><p>A &amp; <b>b</b></p></div></content></feed>')
    assert said(xml_values(source)) == [
        ("feed.content.@type", "xhtml"),
        ("feed.content", "<div><p>A &amp; <b>b</b></p></div>"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<rss>\n<a></b></rss>", "source/en/feed.xml:2: not well-formed XML (mismatched tag); mend the file: '<a></b>"),
        (
            '<?xml version="1.0" encoding="iso-8859-9"?><rss/>',
            "source/en/feed.xml:1: declares another encoding; save it as UTF-8 and say so: 'iso-8859-9'",
        ),
        (
            '<!DOCTYPE rss [\n<!ENTITY x "y">]><rss>&x;</rss>',
            "source/en/feed.xml:2: entities of its own are not read; write the text out where it is used: 'x'",
        ),
    ],
)
def test_errors(text: str, message: str) -> None:
    with pytest.raises(PageError) as error:
        [*xml_values(page(text, "feed.xml"))]
    assert str(error.value).startswith(message)
