"""The notation of inline codes: one reading for every text, and no plain text that reads as a code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import codes
from pipeline.codes import Code
from pipeline.model import CodeKind

OPEN, CLOSE, EMPTY = CodeKind.OPEN, CodeKind.CLOSE, CodeKind.EMPTY

# Pieces from which texts come out that look like codes, or like escaped ones.
LOOK_ALIKES = [
    "<",
    ">",
    "/",
    "&",
    ";",
    "b1",
    "a",
    "1",
    "-",
    "lt;",
    "amp;",
    "&lt;",
    "&amp;",
    "<b1>",
    "</b1>",
    "B1",
    " ",
    "ş",
]
plain_texts = st.lists(st.sampled_from(LOOK_ALIKES), max_size=12).map("".join)
names = st.sampled_from(["b1", "b2", "a1", "h2-1", "br1", "x-ray10"])
code_list = st.lists(st.builds(Code, names, st.sampled_from(list(CodeKind))), max_size=4)


@st.composite
def canonical_texts(draw: st.DrawFn) -> str:
    """Plain text as the segmenter writes it, with codes in between."""
    pieces = [codes.escape(draw(plain_texts))]
    for code in draw(code_list):
        pieces += (str(code), codes.escape(draw(plain_texts)))
    return "".join(pieces)


@given(plain_texts)
def test_escaped_text_holds_no_code_and_comes_back(text: str) -> None:
    assert codes.unescape(codes.escape(text)) == text
    assert codes.tokenize(codes.escape(text)) == ((text,) if text else ())


@given(canonical_texts())
def test_join_is_the_inverse_of_split(text: str) -> None:
    assert codes.join(*codes.split(text)) == text


@given(plain_texts, st.data())
def test_split_is_the_inverse_of_join(text: str, data: st.DataObject) -> None:
    found = [Code(c.name, c.kind, data.draw(st.integers(0, len(text)))) for c in data.draw(code_list)]
    found.sort(key=lambda code: code.offset)
    assert codes.split(codes.join(text, found)) == (text, tuple(found))


@given(canonical_texts())
def test_tokens_are_the_text_piece_by_piece(text: str) -> None:
    parts = codes.tokenize(text)
    assert "".join(codes.escape(part) if isinstance(part, str) else str(part) for part in parts) == text
    assert codes.plain(text) == "".join(part for part in parts if isinstance(part, str))
    assert "" not in parts


@pytest.mark.parametrize(
    ("plain", "escaped"),
    [
        ("5 < 10 and R&D", "5 < 10 and R&D"),
        ("a <b> tag", "a <b> tag"),
        ("a <B1> tag", "a <B1> tag"),
        ("a <b1> code", "a &lt;b1> code"),
        ("a </b1> code", "a &lt;/b1> code"),
        ("a <br1/> code", "a &lt;br1/> code"),
        ("a < b1>", "a < b1>"),
        ("&nbsp; &copy;", "&nbsp; &copy;"),
        ("&lt;b>", "&amp;lt;b>"),
        ("&amp;", "&amp;amp;"),
        ("&amp;lt;", "&amp;amp;lt;"),
        ("<<b1>", "<&lt;b1>"),
        ("", ""),
    ],
)
def test_only_what_would_be_misread_is_escaped(plain: str, escaped: str) -> None:
    assert codes.escape(plain) == escaped
    assert codes.unescape(escaped) == plain


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("plain", ("plain",)),
        ("<b1>two</b1>", (Code("b1", OPEN), "two", Code("b1", CLOSE, 3))),
        ("a<br1/>b", ("a", Code("br1", EMPTY, 1), "b")),
        ("<h2-1>x</h2-1>", (Code("h2-1", OPEN), "x", Code("h2-1", CLOSE, 1))),
        ("&lt;b1> & &amp;lt;", ("<b1> & &lt;",)),
        ("<b1><i1/>", (Code("b1", OPEN), Code("i1", EMPTY))),
        ("<b> <1b> <b1 > <-1>", ("<b> <1b> <b1 > <-1>",)),
    ],
)
def test_tokenize(text: str, parts: tuple[str | Code, ...]) -> None:
    assert codes.tokenize(text) == parts


def test_offsets_count_what_a_reader_sees() -> None:
    plain, found = codes.split("&lt;b1> is <b1>bold</b1>&amp;amp;<br1/>")
    assert plain == "<b1> is bold&amp;"
    assert [plain[: code.offset] for code in found] == ["<b1> is ", "<b1> is bold", "<b1> is bold&amp;"]


@pytest.mark.parametrize(
    ("source", "target", "missing", "added"),
    [
        ("<b1>x</b1>", "<b1>y</b1>", (), ()),
        ("<b1>x</b1> <br1/>", "<br1/><b1>y</b1>", (), ()),
        ("<b1>x</b1>", "y", ("<b1>", "</b1>"), ()),
        ("x", "<b1>y</b1>", (), ("<b1>", "</b1>")),
        ("<b1>x</b1>", "<b1>y</b1><b1>z</b1>", (), ("<b1>", "</b1>")),
        ("<b1>x</b1>", "<b2>y</b2>", ("<b1>", "</b1>"), ("<b2>", "</b2>")),
        ("<br1/>x", "<br1>x", ("<br1/>",), ("<br1>",)),
        ("x &lt;b1>", "y", (), ()),
        ("<br1/><br1/>", "<br1/>", ("<br1/>",), ()),
    ],
)
def test_difference(source: str, target: str, missing: tuple[str, ...], added: tuple[str, ...]) -> None:
    assert codes.difference(source, target) == (missing, added)
    assert codes.same(source, target) is (not missing and not added)


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("<b1>y</b1> <i1>z</i1><br1/>", None),
        ("<br1/><i1>z<b1>y</b1></i1>", None),
        ("<b1>y</b1> <i1>z</i1>", "translation lacks <br1/>"),
        ("<b1>y</b1> <i1>z</i1><br1/><br1/>", "translation has <br1/> too many"),
        ("<b1>y</b1> <i1>z<br2/>", "translation lacks </i1> <br1/> and has <br2/> too many"),
        ("<b1>y<i1>z</b1></i1><br1/>", "translation closes its codes in the wrong order"),
        ("</b1>y<b1> <i1>z</i1><br1/>", "translation closes its codes in the wrong order"),
    ],
)
def test_problem_is_said_in_words(target: str, problem: str | None) -> None:
    assert codes.problem("<b1>x</b1> <i1>w</i1><br1/>", target) == problem


@given(canonical_texts())
def test_a_text_has_no_problem_with_itself_if_it_is_nested(text: str) -> None:
    assert (codes.problem(text, text) is None) is codes.nested(codes.split(text)[1])


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("", True),
        ("<br1/>", True),
        ("<b1></b1>", True),
        ("<b1><i1></i1></b1><i2></i2>", True),
        ("<b1>", False),
        ("</b1>", False),
        ("</b1><b1>", False),
        ("<b1><i1></b1></i1>", False),
        ("<b1></b1></b1>", False),
    ],
)
def test_nested(text: str, nested: bool) -> None:
    assert codes.nested(codes.split(text)[1]) is nested
