"""Which texts of a page are to be translated, in which role, and what their translators are told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.errors import PageError
from pipeline.model import EntryKey, Segment, Slot
from pipeline.parse import parse, read_page
from pipeline.segment import segment
from tests.pages import documents


def ld(block: str) -> str:
    return f'<script type="application/ld+json">{block}</script>'


def cut(text: str, language: str = "en") -> tuple[Segment, ...]:
    return segment(parse(read_page(text.encode(), name="page", language=language, file="page.html")))


def texts(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(s.role, s.msgid) for s in cut(text, language)]


# --- roles ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    """address article aside blockquote caption dd details div dt fieldset figcaption figure footer h1 h6 header label
    legend li main nav p pre section summary td th button option textarea""".split(),
)
def test_the_role_of_a_block_is_its_name(name: str) -> None:
    assert texts(f"<{name}>Hello you</{name}>") == [(name, "Hello you")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello you", [("body", "Hello you")]),
        ("<html><body>Hello you", [("body", "Hello you")]),
        ("<span>Hello you</span>", [("body", "Hello you")]),
        ("<div><span>Hello <b>you</b></span></div>", [("div", "Hello <b1>you</b1>")]),
        ("<p><a href=x>Hello you</a></p>", [("a", "Hello you")]),
        ("<p><b><a href=x><i>Hello</i> you</a></b></p>", [("a", "<i1>Hello</i1> you")]),
        ("<p>See <a href=x>you</a></p>", [("p", "See <a1>you</a1>")]),
        ("<h2><a href=x>Hello</a></h2>", [("a", "Hello")]),
        ("<ul><li>one<li>two", [("li", "one"), ("li", "two")]),
        ("<div>one<p>two</p>three</div>", [("div", "one"), ("p", "two"), ("div", "three")]),
        ("<p>one</p>two</p>three", [("p", "one"), ("body", "two"), ("body", "three")]),
        ("<b>one<p>two</p>three</b>", [("body", "one"), ("p", "two"), ("body", "three")]),
        ("<td>one</td><th>two</th>", [("td", "one"), ("th", "two")]),
        ("<select><optgroup label=one><option>two", [("optgroup:label", "one"), ("option", "two")]),
        ("<svg><title>one</title><desc>two</desc><text>three <tspan>four</tspan></text></svg>", None),
        ("<noscript>one</noscript>", [("noscript", "one")]),
        ("<video>one</video>", [("video", "one")]),
        ("<title>one &amp; two</title>", [("title", "one & two")]),
        ("<title>a <b> c</title>", [("title", "a <b> c")]),
        ("<textarea>a\n b</textarea>", [("textarea", "a\n b")]),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str]] | None) -> None:
    drawing = [("title", "one"), ("desc", "two"), ("text", "three <tspan1>four</tspan1>")]
    assert texts(text) == (drawing if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Press <button>Go on</button> now</p>", [("p", "Press <button1/> now"), ("button", "Go on")]),
        ("<p>Press <button>Go on</button></p>", [("p", "Press"), ("button", "Go on")]),
        (
            "<label>Pain <select><option>none<option>some</select> today</label>",
            [("label", "Pain <select1/> today"), ("option", "none"), ("option", "some")],
        ),
        ("<p>A <svg><title>disc</title></svg> here</p>", [("p", "A <svg1/> here"), ("title", "disc")]),
        ("<p>A <object>plain text</object> here</p>", [("p", "A <object1/> here"), ("object", "plain text")]),
        ("<p>An <iframe>no</iframe> here</p>", [("p", "An <iframe1/> here")]),
        ("<p>A <math><mi>x</mi></math> here</p>", [("p", "A <math1/> here")]),
        ("<p>Use <code>rm -r</code> here</p>", [("p", "Use <code1/> here")]),
        ("<p>A <script>var x = 'text'</script> here</p>", [("p", "A <script1/> here")]),
        ("<p>A <!-- word --> here</p>", [("p", "A <comment1/> here")]),
        ("<p>Dear {{ name }}, {% if x %}hello{% endif %}</p>", [("p", "Dear <var1/>, <tpl1/>hello")]),
        ("<p>{{ name }}, hello</p>", [("p", "<var1/>, hello")]),
        ("<p>{{ name }}</p>", []),
        ("<p><img src=a> word <img src=b></p>", [("p", "word")]),
        ("<p>a <img src=a> b</p>", [("p", "a <img1/> b")]),
    ],
)
def test_what_stands_in_a_sentence_without_being_its_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert texts(text) == expected


# --- attributes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("<p title='one two'>1", ["p:title"]),
        ("<img src='one two' alt='one two'>", ["img:alt"]),
        ("<input placeholder='one two' value='one two'>", ["input:placeholder"]),
        *(
            (f"<input type={kind} value='one two'>", ["input:value"])
            for kind in ("submit", "reset", "button", "SUBMIT")
        ),
        *((f"<input type={kind} value='one two'>", []) for kind in ("text", "hidden", "radio", "checkbox", "''")),
        ("<button value='one two'></button>", []),
        ("<input type=image alt='one two'>", ["input:alt"]),
        *(
            (f"<div aria-{name}='one two'></div>", [f"div:aria-{name}"])
            for name in ("label", "description", "placeholder")
        ),
        *((f"<div aria-{name}='one two'></div>", [f"div:aria-{name}"]) for name in ("roledescription", "valuetext")),
        *((f"<div aria-{name}='one two'></div>", []) for name in ("labelledby", "describedby", "controls", "live")),
        ("<option label='one two'>", ["option:label"]),
        ("<option value='one two'>", []),
        ("<select><option value='one two'></select>", []),
        ("<datalist><option value='one two'></datalist>", ["option:value"]),
        ("<track label='one two'>", ["track:label"]),
        ("<p label='one two'>", []),
        ("<th abbr='one two'>", ["th:abbr"]),
        ("<td abbr='one two'>", []),
        ("<abbr title='one two'>1</abbr>", ["abbr:title"]),
        ("<p TITLE='one two' title='three'>", ["p:title"]),
        ("<p title='' alt=' ' placeholder>", []),
        ("<p class='one two' id='one two' data-title='one two' summary='one two'>", []),
        ("<a href='one two' rel='one two' hreflang='en'></a>", []),
        ("<img alt='12.5%'>", []),
        ("<img alt='https://clinic.example/en'>", []),
    ],
)
def test_attributes(text: str, roles: list[str]) -> None:
    assert [(s.role, s.msgid, s.slot) for s in cut(text)] == [(role, "one two", Slot.ATTRIBUTE) for role in roles]


@pytest.mark.parametrize(
    ("text", "msgid", "source"),
    [
        ("<p title=More>", "More", "More"),
        ("<p title='Read  \n more '>", "Read more", "'Read  \n more '"),
        ('<p title="R&amp;D &lt;b1>">', "R&D &lt;b1>", '"R&amp;D &lt;b1>"'),
        ('<p title="Dear {{ name }}!">', "Dear <var1/>!", '"Dear {{ name }}!"'),
    ],
)
def test_an_attribute_s_segment_spans_its_value_with_quotes(text: str, msgid: str, source: str) -> None:
    (found,) = cut(text)
    assert (found.msgid, text[found.start : found.end]) == (msgid, source)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("<meta name=description content='one two'>", ["meta:description"]),
        ("<meta name=Keywords content='one two'>", ["meta:keywords"]),
        ("<meta name=author content='one two'>", []),
        ("<meta name=viewport content='one two'>", []),
        ("<meta property=og:title content='one two'>", ["og:title"]),
        ("<meta property=og:image:alt content='one two'>", ["og:image:alt"]),
        ("<meta property=og:image content='one two'>", []),
        ("<meta property=og:type content='one two'>", []),
        ("<meta name=twitter:description content='one two'>", ["twitter:description"]),
        ("<meta name=twitter:site content='one two'>", []),
        ("<meta name=description>", []),
        ("<meta name=description content>", []),
        ("<meta content='one two'>", []),
        ("<meta name=description content='one two' translate=no>", []),
    ],
)
def test_meta(text: str, roles: list[str]) -> None:
    assert texts(text) == [(role, "one two") for role in roles]


# --- copies -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "role", "original"),
    [
        ("<meta name=description content='Be well.'><p>Be well.", "meta:description", EntryKey("p", "Be well.")),
        ("<meta name=description content='Be  well.'><p>Be\nwell.", "meta:description", EntryKey("p", "Be well.")),
        (ld('{"text": "Be well."}') + "<p>Be <b>well</b>.", "ld+json:text", EntryKey("p", "Be <b1>well</b1>.")),
        (
            ld('{"text": "Be <b>well</b>."}') + "<p>Be <b>well</b>.",
            "ld+json:text",
            EntryKey("p", "Be <b1>well</b1>."),
        ),
        ("<title>Be well</title><meta property=og:title content='Be well'>", "og:title", EntryKey("title", "Be well")),
        (
            "<title>Be well</title><h1>Be well</h1><meta property=og:title content='Be well'>",
            "og:title",
            EntryKey("h1", "Be well"),
        ),
        (
            "<meta name=description content='Be well.'><meta property=og:description content='Be well.'>",
            "og:description",
            EntryKey("meta:description", "Be well."),
        ),
        ("<p>Be well.</p><h2>Be well.</h2><meta name=description content='Be well.'>", "meta:description", None),
    ],
)
def test_a_copy_shares_the_entry_of_what_it_repeats(text: str, role: str, original: EntryKey | None) -> None:
    copy = next(s for s in cut(text) if s.role == role)
    assert copy.copy_of == (original or EntryKey("p", "Be well."))
    assert copy.key == copy.copy_of
    assert [s.copy_of for s in cut(text) if s.role != role] == [None] * (len(cut(text)) - 1)


@pytest.mark.parametrize(
    "text",
    [
        "<meta name=description content='Be well!'><p>Be well.",
        "<meta name=description content='be well.'><p>Be well.",
        "<h1>Be well</h1><p>Be well</p>",
        "<title>Be well</title><h1>Be well</h1>",
        "<p title='Be well'>Be well</p>",
        "<p>Be <i>well</i>.</p>" + ld('{"text": "Be <b>well</b>."}'),
        "<p>Be well.</p>" + ld('{"text": "Be <b>well</b>."}'),
        "<p translate=no>Be well.</p><meta name=description content='Be well.'>",
        "<meta name=description content='Be well.'>",
    ],
)
def test_what_only_looks_alike_is_an_entry_of_its_own(text: str) -> None:
    assert [s.copy_of for s in cut(text)] == [None] * len(cut(text))


# --- what is not translated -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outer", "inner", "translated"),
    [
        ("", "", True),
        ("translate=no", "", False),
        ("translate=NO", "", False),
        ("translate=yes", "", True),
        ("translate", "", True),
        ("translate=maybe", "", True),
        ("translate=no", "translate=yes", True),
        ("translate=no", "translate", True),
        ("translate=no", "translate=maybe", False),
        ("translate=yes", "translate=no", False),
        ("class=notranslate", "", False),
        ("class='a notranslate b'", "", False),
        ("class=no-translate", "", True),
        ("class=notranslate", "translate=yes", True),
        ("class=notranslate translate=yes", "", True),
        ("lang=la", "", False),
        ("xml:lang=la", "", False),
        ("lang=en", "", True),
        ("lang=en-US", "", True),
        ("lang=EN", "", True),
        ("lang=eng", "", False),
        ("lang=tr", "", False),
        ("lang=la", "lang=en", True),
        ("lang=la", "translate=no lang=en", False),
        ("lang=en", "lang=la", False),
        ("translate=no", "lang=en", False),
        ("lang=la", "translate=yes", True),
        ("lang=la translate=no", "lang=la translate=yes", False),
    ],
)
@pytest.mark.parametrize("name", ["div", "span"])
def test_translate_class_and_lang_are_inherited_until_the_next_word(
    name: str, outer: str, inner: str, translated: bool
) -> None:
    for content in ("very good", "<img alt='very good'>"):
        text = f"<{name} {outer}><{name} {inner}>{content}</{name}></{name}>"
        assert [s.msgid for s in cut(text)] == ["very good"] * translated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Call <span translate=no>Acme Corp</span> now</p>", [("p", "Call <span1/> now")]),
        ("<p><span translate=no>Acme Corp</span> is here</p>", [("p", "<span1/> is here")]),
        ("<p>The <i lang=la>cauda equina</i> nerves</p>", [("p", "The <i1/> nerves")]),
        ("<p lang=la>lorem <b lang=en>in English</b> ipsum</p>", [("p", "in English")]),
        ("<p translate=no>no <b translate=yes>good words</b> no</p>", [("p", "good words")]),
        ("<p>one <span class=notranslate>two <b translate=yes>three</b></span> four</p>", None),
    ],
)
def test_parts_of_a_sentence_that_are_left_alone(text: str, expected: list[tuple[str, str]] | None) -> None:
    assert texts(text) == (expected or [("p", "one <span1/> four"), ("p", "three")])


@pytest.mark.parametrize(
    "text",
    [
        "<script>var a = 'Hello you'</script>",
        "<style>p::before { content: 'Hello you' }</style>",
        "<code>Hello you</code>",
        "<!-- Hello you -->",
        "<math><mtext>Hello you</mtext></math>",
        "<iframe>Hello you</iframe>",
        '<script type=\'application/json\'>{"text": "Hello you"}</script>',
        "<?php echo 'Hello you' ?>",
        "{# Hello you #}",
    ],
)
def test_what_is_no_text(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize("content", ["<p>Hello you</p>", "Hello you", "<button>Hello you</button>"])
def test_what_a_script_will_show_is_text(content: str) -> None:
    assert [msgid for _, msgid in texts(f"<template>{content}</template>")] == ["Hello you"]


@pytest.mark.parametrize(
    ("text", "is_unit"),
    [
        ("12.5%", True),
        ("%12", True),
        ("1,500", True),
        ("2.5–3.5", True),
        ("€ 1.500", True),
        ("12", False),
        ("1 000", False),
        ("14.03.2026", False),
        ("3/4/2026", False),
        ("+90 212 555 01 00", False),
        ("(2)", False),
        ("✔", False),
        ("–", False),
        ("&nbsp;", False),
        ("…", False),
        ("5 mg", True),
        ("A", True),
        ("https://clinic.example/en/a.html", False),
        ("www.clinic.example", False),
        ("info@clinic.example", False),
        ("clinic.example/appointments", False),
        ("mail info@clinic.example", True),
        ("clinic.example", True),
    ],
)
def test_numbers_and_addresses(text: str, is_unit: bool) -> None:
    assert bool(texts(f"<table><td>{text}</td></table>")) is is_unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p>On <time datetime="2026-03-14">14 March 2026</time> at noon', [("p", "On <time1/> at noon")]),
        ('<p><time datetime="2026-03-14">14 March 2026</time>', []),
        ('<p>On <time datetime="2026-03-14">a fine day</time>', [("p", "On <time1>a fine day</time1>")]),
        ("<p>On <time>14 March 2026</time>", [("p", "On <time1>14 March 2026</time1>")]),
        ('<p>About <data value="0.92">92%</data> of all', [("p", "About <data1/> of all")]),
        ('<p>About <data value="x7">a belt</data>', [("p", "About <data1>a belt</data1>")]),
        ('<p>On <time datetime="2026-03-14"><b>14 March 2026</b></time>', None),
    ],
)
def test_dates_and_numbers_with_a_value_are_formatted_not_translated(
    text: str, expected: list[tuple[str, str]] | None
) -> None:
    assert texts(text) == ([("p", "On <time1><b1>14 March 2026</b1></time1>")] if expected is None else expected)


# --- JSON-LD ----------------------------------------------------------------------------------------------------------


def test_json_ld_strings_are_segments_with_places() -> None:
    text = "<p>a\n" + ld('{"@type": "FAQPage",\n "name": "Be \\"well\\"", "url": "https://x.example", "text": "1.5"}')
    (_, found) = cut(text)
    assert (found.role, found.msgid, found.slot) == ("ld+json:FAQPage.name", 'Be "well"', Slot.JSON)
    assert text[found.start : found.end] == 'Be \\"well\\"'
    assert (found.location.line, found.location.column) == (3, 11)


def test_a_fragment_in_json_ld_has_codes() -> None:
    (found,) = cut(ld('{"text": "<p>Be <b class=\\"x\\">well</b> &amp; fit</p>"}'))
    assert (found.msgid, found.slot) == ("Be <b1>well</b1> & fit", Slot.JSON_MARKUP)
    assert [code.raw for code in found.codes] == ['<b class=\\"x\\">', "</b>"]


@pytest.mark.parametrize("attributes", ["type='Application/LD+JSON '", "TYPE=application/ld+json"])
def test_the_type_of_the_script_is_read_like_a_browser(attributes: str) -> None:
    assert texts(f'<script {attributes}>{{"text": "Be well"}}</script>') == [("ld+json:text", "Be well")]


def test_json_ld_that_is_left_alone() -> None:
    assert texts(ld('{"text": "Be well",}')) == []
    assert texts("<div translate=no>" + ld('{"text": "Be well"}') + "</div>") == []


def test_half_a_character_in_json_is_no_text_for_a_catalog() -> None:
    for found in cut(ld('{"text": "cut off \\ud83d"}')):
        found.msgid.encode()


# --- notes, order, places ---------------------------------------------------------------------------------------------


def test_notes_name_the_section_and_what_hides_behind_codes() -> None:
    page = """<title>Title</title><h1>Spine <b>care</b></h1><p>See <a href="x.html"  class=y>us</a> {{ name }}.</p>
    <h2>Dosage</h2><p title=More>Take <b>two</b>.</p><meta name=description content="One text">"""
    notes = {s.msgid: s.notes for s in cut(page)}
    assert notes["Title"] == ()
    assert notes["Spine <b1>care</b1>"] == ()
    assert notes["See <a1>us</a1> <var1/>."] == (
        "section: Spine care",
        'a1: <a href="x.html" class=y>',
        "var1: {{ name }}",
    )
    assert notes["Take <b1>two</b1>."] == ("section: Dosage",)
    assert notes["More"] == ("section: Dosage",)
    assert notes["One text"] == (), "a copy in the head stands in no section"


def test_a_long_note_is_clipped() -> None:
    (found,) = cut(f"<p>See <a href={'x' * 300}>us</a>")
    (note,) = found.notes
    assert len(note) == len("a1: ") + 100
    assert note.endswith("…")


def test_an_author_s_note_counts_for_all_inside() -> None:
    page = '<div its-loc-note="For patients"><p>one</p><p its-loc-note="For doctors">two <b>b</b></p></div><p>three</p>'
    assert [s.notes for s in cut(page)] == [("author: For patients",), ("author: For doctors",), ()]


def test_segments_come_in_the_order_of_the_page() -> None:
    page = """<title>a b</title><meta name=description content="c d"><p title="e f">g <a href=x title="h i">j</a> k</p>
    <img alt="l m"><p><b title="n o">p</b> q</p>"""
    assert [s.msgid for s in cut(page)] == [
        *("a b", "c d", "e f", "g <a1>j</a1> k", "h i", "l m"),
        *("<b1>p</b1> q", "n o"),
    ]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_segments_stand_where_they_say(text: str) -> None:
    found = cut(text)
    assert [s.start for s in found] == sorted(s.start for s in found)
    lines = text.splitlines(keepends=True)
    for item in found:
        assert item.start < item.end
        assert len("".join(lines[: item.location.line - 1])) + item.location.column - 1 == item.start
        for code in item.codes:
            assert text[code.start : code.end] == code.raw
            assert item.start <= code.start <= code.end <= item.end
        if item.slot is Slot.ATTRIBUTE:
            continue
        assert not text[item.start].isspace() or item.slot is Slot.VERBATIM
        ends_with_code = bool(item.codes) and item.codes[-1].end == item.end  # which may hold anything
        assert not text[item.end - 1].isspace() or item.slot is Slot.VERBATIM or ends_with_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Hello</p>", "<p lang=x>Hello</p>"),
        ("<p  class=a>Hello</p>", "<p lang=x  class=a>Hello</p>"),
        ("<P>Hello", "<P lang=x>Hello"),
        ("<p>Hello <b>you</b></p>", "<p lang=x>Hello <b>you</b></p>"),
        ("<p><b>Hello</b></p>", "<p lang=x><b>Hello</b></p>"),
        ("<title>Hello</title>", "<title lang=x>Hello</title>"),
        ("<select><option>Hello</select>", "<select><option lang=x>Hello</select>"),
        ("<p>1 <button>Hello</button></p>", "<p>1 <button lang=x>Hello</button></p>"),
        ("<pre>Hello</pre>", "<pre lang=x>Hello</pre>"),
        ("<textarea>Hello</textarea>", "<textarea lang=x>Hello</textarea>"),
        ("<p lang=la>1 <b translate=yes lang=en>Hello</b></p>", None),
        ("<p translate=no>1 <b translate=yes>Hello</b></p>", "<p translate=no>1 <b lang=x translate=yes>Hello</b></p>"),
        ("Hello", None),
        ("<p lang=en>Hello</p>", None),
        ("<div>Hello<p>1</p></div>", None),
        ("<p>Hello <button>1</button></p>", None),
        ("<svg><text>Hello</text></svg>", "<svg><text lang=x>Hello</text></svg>"),
    ],
)
def test_where_a_lang_attribute_speaks_of_one_text_alone(text: str, expected: str | None) -> None:
    (found,) = cut(text)
    at = found.lang_at
    assert (None if at is None else f"{text[:at]} lang=x{text[at:]}") == expected


def test_a_button_with_a_block_inside_has_no_text_alone() -> None:
    assert [s.lang_at for s in cut("<button>Hello <p>you</p></button>")] == [None, 16]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents.filter(lambda page: "<button" not in page))
def test_a_lang_attribute_put_there_takes_just_this_text_out(text: str) -> None:
    def visible(page: str) -> list[tuple[str, str]]:
        return [(s.role, s.msgid) for s in cut(page) if s.slot is not Slot.ATTRIBUTE]

    units = [s for s in cut(text) if s.slot is not Slot.ATTRIBUTE]
    for number, item in enumerate(units):
        if item.lang_at is None:
            continue
        others = [(s.role, s.msgid) for s in units]
        del others[number]
        assert visible(f"{text[: item.lang_at]} lang=la{text[item.lang_at :]}") == others


# --- the language of the page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["<html lang=tr>", "<html lang='tr-TR'>", "<html LANG=de>"])
def test_a_page_in_the_wrong_folder_is_refused(tag: str) -> None:
    with pytest.raises(PageError, match="lies in source/en/; move it or correct lang") as caught:
        cut(f"<!doctype html>\n{tag}<p>Hello")
    assert (caught.value.file, caught.value.line) == ("page.html", 2)


@pytest.mark.parametrize(
    "tag", ["<html>", "<html lang=en>", "<html lang=en-GB>", "<html lang=EN>", "<html lang=''>", ""]
)
def test_a_page_that_says_nothing_else_is_in_the_language_of_its_folder(tag: str) -> None:
    assert texts(f"{tag}<p>Hello") == [("p", "Hello")]


def test_a_lang_that_is_a_template_tag_is_no_wrong_language() -> None:
    assert texts("<html lang='{{ language }}'><p>Hello") == [("p", "Hello")]
