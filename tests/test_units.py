"""From pieces of a page to one unit: its edges, the names of its codes, its msgid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import codes
from pipeline.model import CodeKind, Slot
from pipeline.units import Piece, Unit, fragment, make_unit


def pieces_of(text: str) -> list[Piece]:
    return fragment(text, range(len(text) + 1))


def unit_of(text: str, slot: Slot = Slot.TEXT) -> Unit | None:
    """The unit of a text with tags, as in an HTML fragment."""
    return make_unit(pieces_of(text), slot, text)


def kept(text: str, slot: Slot = Slot.TEXT) -> tuple[str, str] | None:
    """The msgid, and what of the text it replaces."""
    unit = unit_of(text, slot)
    return (unit.msgid, text[unit.start : unit.end]) if unit else None


# --- edges ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "msgid", "source"),
    [
        ("Hello", "Hello", "Hello"),
        (" \n Hello you\t", "Hello you", "Hello you"),
        ("Hello \n  you", "Hello you", "Hello \n  you"),
        ("\u00a0Hello\u00a0you\u00a0", "Hello\u00a0you", "Hello\u00a0you"),
        ("&nbsp;Hello&nbsp;you&#160; &#xa0;", "Hello\u00a0you", "Hello&nbsp;you"),
        ("&nbsp;&nbsp;Hello", "Hello", "Hello"),
        ("\u2009Hello\u2009", "\u2009Hello\u2009", "\u2009Hello\u2009"),
        # what wraps the whole stays in the page
        ("<b>Hello</b>", "Hello", "Hello"),
        (" <b> Hello </b> ", "Hello", "Hello"),
        ("<b><i>Hello</i></b>", "Hello", "Hello"),
        ("<b><i>Hello</i> you</b>", "<i1>Hello</i1> you", "<i>Hello</i> you"),
        ("<b>Hello</b> you", "<b1>Hello</b1> you", "<b>Hello</b> you"),
        ("<b>Hello</b> <i>you</i>", "<b1>Hello</b1> <i1>you</i1>", "<b>Hello</b> <i>you</i>"),
        # and so do codes that stand alone at the edges
        ("<br>Hello<br>", "Hello", "Hello"),
        ("<img> <br> Hello", "Hello", "Hello"),
        ("Hello <br> you", "Hello <br1/> you", "Hello <br> you"),
        ("<i></i> Hello <i></i>", "Hello", "Hello"),
        ("<b><br>Hello</b> you", "<b1><br1/>Hello</b1> you", "<b><br>Hello</b> you"),
        ("<b> Hello</b> you", "<b1>Hello</b1> you", "<b> Hello</b> you"),
        ("<b>Hello <i></i></b>", "Hello", "Hello"),
        ("<b>Hello <i></i></b> you", "<b1>Hello <i1></i1></b1> you", "<b>Hello <i></i></b> you"),
        ("</b>Hello<i>", "Hello", "Hello"),
        ("Hel<b>lo you", "Hel<b1/>lo you", "Hel<b>lo you"),
        # nothing but blanks and codes
        ("", None, None),
        (" \n\u00a0&nbsp;", None, None),
        ("<br><b> </b>", None, None),
    ],
)
def test_edges(text: str, msgid: str | None, source: str | None) -> None:
    assert kept(text) == (None if msgid is None else (msgid, source))


@pytest.mark.parametrize(
    ("text", "msgid", "source"),
    [
        ("Hello\n  you", "Hello\n  you", "Hello\n  you"),
        ("\nHello\n", "Hello", "Hello"),
        ("\r\nHello\r\n", "Hello", "Hello"),
        ("\n\nHello\n\n", "\nHello\n", "\nHello\n"),
        ("  Hello  ", "  Hello  ", "  Hello  "),
        ("a\r\nb\rc", "a\nb\nc", "a\r\nb\rc"),
        ("<b>Hello</b>\n", "Hello", "Hello"),
        (" <b>a</b> b", " <b1>a</b1> b", " <b>a</b> b"),
        ("\n  \n", None, None),
    ],
)
def test_verbatim_text_keeps_its_white_space(text: str, msgid: str | None, source: str | None) -> None:
    assert kept(text, Slot.VERBATIM) == (None if msgid is None else (msgid, source))


@pytest.mark.parametrize(
    ("text", "slot", "msgid"),
    [
        ("R&amp;D &lt;b1> &copy; &Scaron;", Slot.TEXT, "R&D &lt;b1> © Š"),
        ("R&ampD &copy2", Slot.TEXT, "R&D ©2"),
        ("a&copy=1 &copy;", Slot.ATTRIBUTE, "a&copy=1 ©"),
        ("R&amp;D", Slot.RCDATA, "R&D"),
        ("R&amp;D\nS", Slot.JSON, "R&amp;amp;D\nS"),
        ("a  b", Slot.JSON, "a  b"),
        ("R&amp;D  S", Slot.JSON_MARKUP, "R&D S"),
        ("a&#32;&#32;b", Slot.TEXT, "a b"),
        ("a&#10;b", Slot.VERBATIM, "a\nb"),
    ],
)
def test_texts_are_decoded_by_the_rules_of_their_place(text: str, slot: Slot, msgid: str) -> None:
    piece = Piece(0, len(text), text, range(len(text) + 1))
    unit = make_unit([piece], slot, text)
    assert unit is not None
    assert unit.msgid == msgid


def test_an_attribute_is_taken_whole() -> None:
    text = " Hello {{ name }} "
    pieces = [
        Piece(0, 7, text[:7], range(8)),
        Piece(7, 17, name="var", kind=CodeKind.EMPTY, speaks=True),
        Piece(17, 18, text[17:], range(17, 19)),
    ]
    unit = make_unit(pieces, Slot.ATTRIBUTE, text)
    assert unit is not None
    assert (unit.msgid, unit.start, unit.end) == ("Hello <var1/>", 0, len(text))


@pytest.mark.parametrize(
    ("text", "in_link"),
    [
        ("<a>Hello</a>", True),
        ("<b><a>Hello</a></b>", True),
        ("<a><b>Hello</b></a>", True),
        ("<a>Hello</a> you", False),
        ("<b>Hello</b>", False),
        ("<a></a>Hello", False),
        ("<a>Hello", False),
    ],
)
def test_a_link_around_the_whole_is_noticed(text: str, in_link: bool) -> None:
    unit = unit_of(text)
    assert unit is not None
    assert unit.in_link is in_link


def test_codes_that_speak_are_part_of_the_unit() -> None:
    text = "{{ name }} "
    piece = Piece(0, 10, name="var", kind=CodeKind.EMPTY, note="{{ name }}", speaks=True)
    unit = make_unit([piece, Piece(10, 11, " ", range(10, 12))], Slot.TEXT, text)
    assert unit is not None
    assert (unit.msgid, unit.end, unit.notes) == ("<var1/>", 10, ("var1: {{ name }}",))


# --- codes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "msgid"),
    [
        ("a <b>c</b> <b>d</b> e", "a <b1>c</b1> <b2>d</b2> e"),
        ("a <b>c <b>d</b></b> e", "a <b1>c <b2>d</b2></b1> e"),
        ("a <b>c</b> <i>d</i> e", "a <b1>c</b1> <i1>d</i1> e"),
        ("a <B>c</b> e", "a <b1>c</b1> e"),
        ("a <h2>c</h2> e", "a <h2-1>c</h2-1> e"),
        ("a <x-pill>c</x-pill> e", "a <x-pill1>c</x-pill1> e"),
        ("a <o:p>c</o:p> e", "a <o-p1>c</o-p1> e"),
        ("a <ağ>c</ağ> e", "a <a1>c</a1> e"),
        ("a <x->c</x-> e", "a <x1>c</x1> e"),
        ("a <b><i>c</b></i> e", "a <b1><i1/>c</b1><i2/> e"),
        ("a </b> c", "a <b1/> c"),
        ("a <!-- n --> c", "a <x1/> c"),
        ("a<br>\n b", "a<br1/> b"),
        ("a <i></i> b", "a <i1></i1> b"),
        ("a <b> c</b> d", "a <b1>c</b1> d"),
        pytest.param(
            "a <b>c </b> d",
            "a <b1>c </b1>d",
        ),
    ],
)
def test_names_of_codes(text: str, msgid: str) -> None:
    unit = unit_of(text)
    assert unit is not None
    assert unit.msgid == msgid
    assert [str(code) for code in unit.codes] == [
        str(part) for part in codes.tokenize(msgid) if not isinstance(part, str)
    ]


def test_codes_know_what_they_stand_for() -> None:
    text = 'See <a href="x">us</a>.<br>Now.'
    unit = unit_of(text)
    assert unit is not None
    assert [(code.name, code.kind, code.raw) for code in unit.codes] == [
        ("a1", CodeKind.OPEN, '<a href="x">'),
        ("a1", CodeKind.CLOSE, "</a>"),
        ("br1", CodeKind.EMPTY, "<br>"),
    ]
    assert all(text[code.start : code.end] == code.raw for code in unit.codes)


def test_characters_that_no_piece_has_become_a_code() -> None:
    text = "a<!x>b"
    pieces = [Piece(0, 1, "a", range(2)), Piece(5, 6, "b", range(5, 7))]
    unit = make_unit(pieces, Slot.TEXT, text)
    assert unit is not None
    assert (unit.msgid, unit.notes) == ("a<x1/>b", ("x1: <!x>",))
    assert unit.codes[0].raw == "<!x>"


def test_long_notes_are_clipped_and_empty_ones_left_out() -> None:
    note = "x" * 150
    pieces = [
        Piece(0, 1, "a", range(2)),
        Piece(1, 2, name="b", kind=CodeKind.EMPTY, note=note),
        Piece(2, 3, name="i", kind=CodeKind.EMPTY, note=" "),
        Piece(3, 4, "b", range(3, 5)),
    ]
    unit = make_unit(pieces, Slot.TEXT, "a..b")
    assert unit is not None
    assert unit.notes == (f"b1: {'x' * 99}…",)


# --- fragments --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a", ["text"]),
        ("<b>a</b>", ["open", "text", "close"]),
        ("<b>a", ["empty", "text"]),
        ("a</b>", ["text", "empty"]),
        ("<b>a</B>", ["open", "text", "close"]),
        ("<br>a<img>", ["empty", "text", "empty"]),
        ("<b><i>a</b></i>", ["open", "empty", "text", "close", "empty"]),
        ("<p>a<p>b</p>", ["empty", "text", "open", "text", "close"]),
        ("</b><b>", ["empty", "empty"]),
        ("<!-- a -->b{{ c }}", ["empty", "text", "empty"]),
    ],
)
def test_tags_of_a_fragment_are_paired_by_name(text: str, kinds: list[str]) -> None:
    assert [piece.kind or "text" for piece in pieces_of(text)] == kinds


def test_offsets_of_a_fragment_may_be_far_apart() -> None:
    text = "<b>\u015f</b>"
    offsets = [10, 11, 12, 13, 19, 20, 21, 22, 23]
    pieces = fragment(text, offsets)
    assert [(piece.start, piece.end) for piece in pieces] == [(10, 13), (13, 19), (19, 23)]
    assert list(pieces[1].offsets) == [13, 19]


FRAGMENTS = st.lists(
    st.sampled_from(
        ["<b>", "</b>", "<i>", "</i>", "<br>", "a", " ", "&nbsp;", "\n", "<!-- -->", "{{ x }}", "&lt;b1>", "ş."]
    ),
    max_size=14,
).map("".join)


@given(FRAGMENTS, st.sampled_from([Slot.TEXT, Slot.JSON_MARKUP, Slot.VERBATIM]))
def test_a_unit_has_the_codes_and_words_of_its_stretch(text: str, slot: Slot) -> None:
    unit = unit_of(text, slot)
    if unit is None:
        assert not any(piece.kind is None and piece.raw.replace("&nbsp;", "").strip() for piece in pieces_of(text))
        return
    found = [part for part in codes.tokenize(unit.msgid) if not isinstance(part, str)]
    assert codes.nested(found)
    assert [str(code) for code in found] == [str(code) for code in unit.codes]
    assert len({(code.name, code.kind) for code in found}) == len(found)
    inside = "".join(
        piece.raw
        for piece in pieces_of(text)
        if piece.kind is None and unit.start < piece.end and piece.start < unit.end
    )
    words = codes.plain(unit.msgid).replace("<b1>", "&lt;b1>").replace("\u00a0", "&nbsp;").split()
    assert "".join(words).replace("&nbsp;", "") == "".join(inside.split()).replace("&nbsp;", "")


@given(FRAGMENTS)
def test_what_stays_in_the_page_says_nothing(text: str) -> None:
    unit = unit_of(text)
    if unit:
        rest = text[: unit.start] + text[unit.end :]
        assert unit_of(rest) is None
