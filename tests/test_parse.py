"""Bytes to text without loss, and text to a tree that closes elements where the HTML Standard says they end."""

from __future__ import annotations

import codecs
import contextlib

import pytest
import webencodings
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PageError
from pipeline.model import Page
from pipeline.parse import MAX_BYTES, Document, Element, Text, parse, read_page
from tests.pages import bodies


def read(data: bytes, language: str = "en") -> Page:
    return read_page(data, name="page", language=language, file="source/en/page.html")


def document(text: str, language: str = "en") -> Document:
    return parse(read(text.encode(), language))


# --- encodings --------------------------------------------------------------------------------------------------------

TURKISH = "Ağrı kesici: İlaç, şişlik, göğüs"
WESTERN = "Café – “naïve” €"
META = b"<meta charset="


@pytest.mark.parametrize(
    ("data", "language", "encoding", "text"),
    [
        (b"<p>plain", "en", "utf-8", "<p>plain"),
        (TURKISH.encode(), "tr", "utf-8", TURKISH),
        (codecs.BOM_UTF8 + TURKISH.encode(), "tr", "utf-8", TURKISH),
        (codecs.BOM_UTF16_LE + TURKISH.encode("utf-16-le"), "tr", "utf-16-le", TURKISH),
        (codecs.BOM_UTF16_BE + TURKISH.encode("utf-16-be"), "tr", "utf-16-be", TURKISH),
        (codecs.BOM_UTF8 + META + b"windows-1254>" + "ğ".encode(), "tr", "utf-8", "<meta charset=windows-1254>ğ"),
        (META + b"windows-1254>" + TURKISH.encode("cp1254"), "en", "cp1254", f"<meta charset=windows-1254>{TURKISH}"),
        (META + b"'ISO-8859-9' >" + b"\xf0\xfd", "tr", "cp1254", "<meta charset='ISO-8859-9' >ğı"),
        (META + b'"iso-8859-1">' + b"\x93caf\xe9\x94", "en", "cp1252", '<meta charset="iso-8859-1">“café”'),
        (META + b"latin5>" + b"\xfe", "tr", "cp1254", "<meta charset=latin5>ş"),
        (META + b"utf-16>" + "ğ".encode(), "tr", "utf-8", "<meta charset=utf-16>ğ"),
        (META + b"utf-16le>" + "ğ".encode(), "tr", "utf-8", "<meta charset=utf-16le>ğ"),
        (META + b"UTF8>" + "ğ".encode(), "tr", "utf-8", "<meta charset=UTF8>ğ"),
        (TURKISH.encode("cp1254"), "tr", "windows-1254", TURKISH),
        (WESTERN.encode("cp1252"), "en", "windows-1252", WESTERN),
        (b"<!-- <meta charset=klingon> --><p>x", "en", "utf-8", "<!-- <meta charset=klingon> --><p>x"),
        (b"<p>charset=klingon", "en", "utf-8", "<p>charset=klingon"),
        (b"<metadata charset=klingon>", "en", "utf-8", "<metadata charset=klingon>"),
        (b"<!--" + b"x" * 5000 + b"-->" + META + b"klingon>", "en", "utf-8", None),
        (
            b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1254"><p>\xfe',
            "en",
            "cp1254",
            '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1254"><p>ş',
        ),
    ],
)
def test_encodings(data: bytes, language: str, encoding: str, text: str | None) -> None:
    page = read(data, language)
    assert codecs.lookup(page.encoding) == codecs.lookup(encoding)
    assert text is None or page.text == text
    assert page.bom + page.text.encode(page.encoding) == data


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (META + b"klingon>", "source/en/page.html:1: unknown charset in <meta>; write charset=utf-8: 'klingon'"),
        (b"<html>\r\n\n" + META + b"x-nope>", "source/en/page.html:3: unknown charset"),
        (META + b"utf-8>\n<p>caf\xe9</p>", "source/en/page.html:2: byte 0xe9 is not utf-8; save the page as UTF-8"),
        (META + b"utf-8>\n<p>caf\xe9</p>", r"caf\\xe9</p>'"),
        (b"a\nb\x81c", "source/en/page.html:2: byte 0x81 is not windows-1252"),
        (codecs.BOM_UTF8 + b"\n\xff", "source/en/page.html:2: byte 0xff is not utf-8"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00", "byte 0x00 is not utf-16-le"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "is not utf-16-le"),
        (b"a\n\nb\x00c", "source/en/page.html:3: control character U+0000: a binary file or a damaged page"),
        (b"\x89PNG\r\n\x1a\n", "source/en/page.html:2: control character U+001A"),
        (codecs.BOM_UTF32_LE + "<p>x".encode("utf-32-le"), "source/en/page.html:1: control character U+0000"),
        (
            META + b"iso-2022-jp>a\x1b$B\x1b(B",
            "source/en/page.html: reading as iso2022_jp and writing back would change bytes",
        ),
        (META + b"utf-7>", "unknown charset"),
    ],
)
def test_refusals_name_file_line_and_text(data: bytes, complaint: str) -> None:
    with pytest.raises(PageError) as caught:
        read(data)
    assert complaint in str(caught.value)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_a_page_beyond_the_limit_is_refused() -> None:
    with pytest.raises(PageError, match="page of 20 MB; the limit is 20 MB: split it"):
        read(b"x" * (MAX_BYTES + 1))


@pytest.mark.parametrize("character", "\t\n\v\f\r\x7f\x85\u2028\ufeff\ufffe")
def test_white_space_and_odd_characters_are_no_binary_file(character: str) -> None:
    assert read(f"a{character}b".encode()).text == f"a{character}b"


NOT_IN_PYTHON = {"replacement", "x-user-defined"}
LABELS = sorted(
    label for label in webencodings.LABELS if webencodings.lookup(label).codec_info.name not in NOT_IN_PYTHON
)


def test_every_charset_of_the_web_is_read_or_refused() -> None:
    for label in LABELS:
        assert read(META + label.encode() + b"><p>abc").text.endswith("<p>abc")


@pytest.mark.parametrize("label", ["iso-2022-kr", "hz-gb-2312", "x-user-defined"])
def test_charsets_that_nobody_may_use(label: str) -> None:
    with pytest.raises(PageError, match=label):
        read(META + label.encode() + b"><p>abc")


def test_a_charset_in_a_long_comment_is_no_declaration() -> None:
    page = read(b"<!-- <meta charset=windows-1254>" + b"x" * 5000 + b"-->" + "ğ".encode())
    assert page.encoding == "utf-8"


@given(
    st.sampled_from(["utf-8", "windows-1254", "gb18030", "big5", "shift_jis", "euc-kr", "koi8-r", "macintosh"]),
    st.binary(max_size=30),
)
def test_what_is_read_can_be_written_back(label: str, content: bytes) -> None:
    data = META + label.encode() + b">" + content
    with contextlib.suppress(PageError):
        page = read(data)
        assert page.bom + page.text.encode(page.encoding) == data


@pytest.mark.parametrize(("text", "newline"), [("a", "\n"), ("a\nb", "\n"), ("a\r\nb", "\r\n"), ("a\nb\r\nc", "\r\n")])
def test_line_end_of_a_page(text: str, newline: str) -> None:
    assert read(text.encode()).newline == newline


# --- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_from_one(newline: str) -> None:
    text = newline.join(["<p>ş", "", "\tx<b>", "y"])
    found = document(text)
    for wanted, line, column in (("<p>", 1, 1), ("ş", 1, 4), ("x", 3, 2), ("<b>", 3, 3), ("y", 4, 1)):
        place = found.location(text.index(wanted))
        assert (place.line, place.column) == (line, column)
    assert str(found.location(len(text))) == "source/en/page.html:4:2"


def test_line_ends_may_be_mixed() -> None:
    found = document("a\r\nb\rc\nd\n\re")
    assert [found.location(offset).line for offset in range(len("a\r\nb\rc\nd\n\re"))] == [
        1,
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
        5,
        6,
    ]


def test_lines_of_a_refused_page_count_like_all_others() -> None:
    with pytest.raises(PageError, match=":3: control"):
        read(b"a\rb\rc\x00")


# --- the tree ---------------------------------------------------------------------------------------------------------


def tree(text: str) -> str:
    """The tree in brackets: ``p[a b[c]]``; stray end tags and comments are left out."""

    def shown(node: object) -> str:
        if isinstance(node, Element):
            return f"{node.name}[{''.join(map(shown, node.contents))}]"
        assert isinstance(node, Text)
        return str(node) if node.token.kind in ("text", "raw", "rcdata") else ""

    return "".join(map(shown, document(text).soup.contents))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # optional end tags (13.1.2.4)
        ("<p>a<p>b", "p[a]p[b]"),
        ("<p>a<div>b</div>c", "p[a]div[b]c"),
        ("<p>a<h2>b</h2>", "p[a]h2[b]"),
        ("<p>a<ul><li>b<li>c</ul>d", "p[a]ul[li[b]li[c]]d"),
        ("<p>a<span>b<p>c", "p[aspan[b]]p[c]"),
        ("<p>a<button>b<p>c</button>", "p[abutton[bp[c]]]"),
        ("<p>a<table><tr><td>b", "p[a]table[tr[td[b]]]"),
        ("<p>a<hr>b", "p[a]hr[]b"),
        ("<p>a<details>b", "p[a]details[b]"),
        ("<li>a<li>b", "li[a]li[b]"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "ul[li[aul[li[b]]]li[c]]"),
        ("<ul><li><div>a<li>b</ul>", "ul[li[div[a]]li[b]]"),
        ("<ul><li><section>a<li>b", "ul[li[section[ali[b]]]]"),
        ("<ul><li><p>a<li>b</ul>", "ul[li[p[a]]li[b]]"),
        ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "dl[dt[a]dd[b]dt[c]dd[d]]"),
        ("<dl><dd>a<dl><dt>b</dl><dd>c</dl>", "dl[dd[adl[dt[b]]]dd[c]]"),
        ("<dl><dt>a<p>b<dd>c", "dl[dt[ap[b]]dd[c]]"),
        ("<table><tr><td>a<td>b<tr><th>c<td>d", "table[tr[td[a]td[b]]tr[th[c]td[d]]]"),
        (
            "<table><thead><tr><th>a<tbody><tr><td>b<tfoot><tr><td>c",
            "table[thead[tr[th[a]]]tbody[tr[td[b]]]tfoot[tr[td[c]]]]",
        ),
        ("<table><caption>a<tr><td>b", "table[caption[a]tr[td[b]]]"),
        ("<table><colgroup><col><tr><td>b", "table[colgroup[col[]]tr[td[b]]]"),
        ("<table><tr><td><table><tr><td>a</table>b<td>c", "table[tr[td[table[tr[td[a]]]b]td[c]]]"),
        ("<table><tr><td><b>a<td>c", "table[tr[td[b[a]]td[c]]]"),
        ("<select><option>a<option>b<optgroup><option>c<optgroup><option>d", None),
        ("<datalist><option>a<option>b</datalist>", "datalist[option[a]option[b]]"),
        ("<ruby>a<rt>b<rp>c<rt>d</ruby>e", "ruby[art[b]rp[c]rt[d]]e"),
        ("<ruby><rb>a<rt>b</ruby>", "ruby[rb[a]rt[b]]"),
        ("<head><title>a</title><body>b", "head[title[a]]body[b]"),
        ("<a href=x>a<a href=y>b", "a[a]a[b]"),
        ("<a>a<td>b<a>c", "a[atd[ba[c]]]"),
        ("<button>a<button>b", "button[a]button[b]"),
        ("<h1>a<h2>b</h2>", "h1[a]h2[b]"),
        ("<h1>a</h3>b", "h1[a]b"),
        # void elements and foreign content
        ("a<br>b<br/>c<BR>d", "abr[]bbr[]cbr[]d"),
        ("<img><input><wbr>a", "img[]input[]wbr[]a"),
        ("<div/>a", "div[a]"),
        ("<svg><path/><text>a</text></svg>b", "svg[path[]text[a]]b"),
        ("<svg/>a", "svg[]a"),
        ("<x-pill>a</x-pill>b", "x-pill[a]b"),
        # second html, head, body
        ("<html><body>a<body class=x>b<html>c", "html[body[abc]]"),
        # raw text
        ("<title>a<b>c</title>", "title[a<b>c]"),
        ("<script>a<b></script>c", "script[a<b>]c"),
    ],
)
def test_tree(text: str, expected: str | None) -> None:
    assert tree(text) == (expected or "select[option[a]option[b]optgroup[option[c]]optgroup[option[d]]]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a</b>c", "ac"),
        ("<p>a</b>c</p>d", "p[ac]d"),
        ("<b><i>a</b>c</i>d", "b[i[a]]cd"),
        ("<b>a<p>c</b>d</p>e", "b[ap[cd]e]"),
        ("<div>a</section>b</div>", "div[ab]"),
        ("<td>a</tr>b", "td[ab]"),
        ("<table><tr><td><b>a</tr></table>b", "table[tr[td[b[a]]]]b"),
        ("<b><table><tr><td>a</b>c</table>d", "b[table[tr[td[ac]]]d]"),
        ("<div><table><tr><td>a</div>b</table>c", "div[table[tr[td[ab]]]c]"),
        ("<table><tr><td><table><tr><td>a</td></table>b</td></table>", "table[tr[td[table[tr[td[a]]]b]]]"),
        ("<ul><li>a</ul>b</li>c", "ul[li[a]]bc"),
        ("<p>a</div>b", "p[ab]"),
        ("<div><p>a</div>b", "div[p[a]]b"),
        ("<section><b>a</section>b", "section[b[a]]b"),
        ("<template><p>a</div></template>b</div>", "template[p[a]]b"),
        ("<body>a</html>b</body>c", None),
    ],
)
def test_stray_end_tags(text: str, expected: str | None) -> None:
    assert tree(text) == (expected or "body[ab]c")


@given(bodies)
def test_elements_nest_and_know_their_places(text: str) -> None:
    found = document(text)
    for element in found.soup.descendants:
        if not isinstance(element, Element):
            continue
        start = element.token.start
        assert found.page.text[start : start + 1 + len(element.name)].lower() == f"<{element.name}"
        inside = [child for child in element.contents if isinstance(child, Element)]
        places = [element.token.end, *(edge for child in inside for edge in (child.token.start, child.end))]
        close = element.close.start if element.close else element.end
        assert [*places, close, element.end] == sorted([*places, close, element.end])


@given(bodies)
def test_no_token_is_lost_between_text_and_tree(text: str) -> None:
    found = document(text)
    places = []
    for node in found.soup.descendants:
        token = getattr(node, "token", None)
        assert token is not None
        places.append((token.start, token.end))
        close = getattr(node, "close", None)
        if close:
            places.append((close.start, close.end))
    places.sort()
    assert "".join(found.page.text[a:b] for a, b in places) == text


@pytest.mark.parametrize(
    ("text", "has_block"),
    [
        ("<div>a</div>", False),
        ("<div>a<b>c</b></div>", False),
        ("<div>a<p>c</p></div>", True),
        ("<div>a<b><p>c</p></b></div>", True),
        ("<div><select><option>a</select></div>", False),
        ("<div>a</p>b</div>", True),
        ("<div><button><p>a</p></button></div>", False),
    ],
)
def test_blocks_inside_an_element_are_known(text: str, has_block: bool) -> None:
    assert next(document(text).elements("div")).has_block is has_block


def test_elements_of_some_names_in_order() -> None:
    found = document("<a id=1><p id=2><b><a id=3></a></b></p>")
    assert [element["id"] for element in found.elements("a", "p")] == ["1", "2", "3"]


def test_a_page_of_one_word_is_a_page() -> None:
    assert tree("index.html") == "index.html"
    assert tree("https://clinic.example") == "https://clinic.example"
