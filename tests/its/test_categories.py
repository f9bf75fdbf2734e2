"""The data categories of ITS 2.0, each case named by the section of the Recommendation that decides it."""

from __future__ import annotations

import pytest

from tests.its.pages import notes, rules, script, shown, texts

P = [("p", "one"), ("p", "two")]
RULES_FILE = {"source/en/rules.xml": rules('<translateRule selector="//h:p[@class]" translate="no"/>')}
LINK = '<link rel="its-rules" href="rules.xml">'
NO = '<translateRule selector="//h:p[@class]" translate="no"/>'
YES = '<translateRule selector="//h:p" translate="yes"/>'

TRANSLATE: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "8.2 local: no": ("<p>one</p><p translate=no>two</p>", P[:1]),
    "8.2 local: yes inside no": ("<div translate=no><p>one</p><p translate=yes>two</p></div>", P[1:]),
    "8.2 global: no": (script(NO) + "<p>one</p><p class=a>two</p>", P[:1]),
    "8.2 global: yes inside local no": (script(YES) + "<div translate=no>zero<p>one</p></div>", P[:1]),
    "8.2 inherited: content of child elements": (script(NO) + "<p>one</p><p class=a>a <b>b</b></p>", P[:1]),
    "8.2 inline part is left out": (
        script('<translateRule selector="//h:cite" translate="no"/>') + "<p>See <cite>Gray</cite> for one</p>",
        [("p", "See <cite1/> for one")],
    ),
    "8.2 code by rule": (
        script('<translateRule selector="//h:code" translate="yes"/>') + "<p>Press <code>Start</code> now</p>",
        [("p", "Press <code1>Start</code1> now")],
    ),
    "8.2 HTML: attributes follow their element": ("<p translate=no title=one>two</p>", []),
    "8.2 global: attribute not": (
        script('<translateRule selector="//h:img/@alt" translate="no"/>') + '<p>one <img alt="two"></p>',
        P[:1],
    ),
    "8.2 global: attribute after all": (
        script('<translateRule selector="//h:p/@data-tip" translate="yes"/>') + '<p data-tip="A tip">one</p>',
        [("p:data-tip", "A tip"), ("p", "one")],
    ),
    "8.2 global: content of a meta": (
        script('<translateRule selector="//h:meta[@name=\'slogan\']/@content" translate="yes"/>')
        + '<meta name="slogan" content="one two">',
        [("meta:content", "one two")],
    ),
    "5.5 local counts more than global": (script(NO) + "<p>one</p><p class=a translate=yes>two</p>", P),
    "5.5 global counts more than inherited": (
        script('<translateRule selector="//h:b" translate="yes"/>') + "<p translate=no>a <b>one</b> c</p>",
        P[:1],
    ),
    "5.5 the last rule counts": (script(YES, NO) + "<p>one</p><p class=a>two</p>", P[:1]),
    "5.5 the last rule counts, turned round": (script(NO, YES) + "<p>one</p><p class=a>two</p>", P),
    "6.4 the last script counts": (script(NO) + script(YES) + "<p>one</p><p class=a>two</p>", P),
    "6.2 linked rules": (LINK + "<p>one</p><p class=a>two</p>", P[:1]),
    "6.4 a script after a link": (LINK + script(YES) + "<p>one</p><p class=a>two</p>", P),
    "6.4 a link after a script": (script(YES) + LINK + "<p>one</p><p class=a>two</p>", P[:1]),
    "5.4 rules linked by xlink:href": (
        script(attributes='xlink:href="rules.xml"') + "<p>one</p><p class=a>two</p>",
        P[:1],
    ),
    "5.5 own rules count more than those they link": (
        script(YES, attributes='xlink:href="rules.xml"') + "<p>one</p><p class=a>two</p>",
        P,
    ),
    "5.3 CSS selectors": (
        script('<translateRule selector="p.a, #b" translate="no"/>', attributes='queryLanguage="css"')
        + "<p>one</p><p class=a>two</p><p id=b>three</p>",
        P[:1],
    ),
    "5.3 variables": (
        script('<param name="kind">a</param>', '<translateRule selector="//h:p[@class=$kind]" translate="no"/>')
        + "<p>one</p><p class=a>two</p>",
        P[:1],
    ),
    "5.3 namespaces: SVG": (
        script('<translateRule selector="//svg:title" translate="no"/>')
        + "<title>one</title><p>two <svg><title>disc</title></svg></p>",
        [("title", "one"), ("p", "two")],
    ),
}

WITHIN_TEXT = {
    "8.7 default: phrasing content": ("<p>a <b>bold</b> word</p>", [("p", "a <b1>bold</b1> word")]),
    "8.7 default: no": ("<p>one<div>two</div>", [("p", "one"), ("div", "two")]),
    "8.7 default: nested": ("<p>a <textarea>b c</textarea> d</p>", [("p", "a <textarea1/> d"), ("textarea", "b c")]),
    "8.7 local: yes": (
        "<div>Take <p its-within-text=yes>two</p> now</div>",
        [("div", "Take <p1>two</p1> now")],
    ),
    "8.7 local: no": ("<p>one <span its-within-text=no>two</span> three</p>", [*P, ("p", "three")]),
    "8.7 local: nested": (
        "<p>Take two <span its-within-text=nested>with water</span> daily</p>",
        [("p", "Take two <span1/> daily"), ("span", "with water")],
    ),
    "8.7 global: yes": (
        script('<withinTextRule selector="//h:li" withinText="yes"/>') + "<ul><li>one</li> or <li>two</li></ul>",
        [("ul", "<li1>one</li1> or <li2>two</li2>")],
    ),
    "8.7 global: nested": (
        script('<withinTextRule selector="//h:span[@class=\'fn\']" withinText="nested"/>')
        + "<p>one <span class=fn>a note</span> two</p>",
        [("p", "one <span1/> two"), ("span", "a note")],
    ),
    "8.7 global: no": (
        script('<withinTextRule selector="//h:b" withinText="no"/>') + "<p>one<b>two</b></p>",
        P,
    ),
    "8.7 local counts more than global": (
        script('<withinTextRule selector="//h:b" withinText="no"/>') + "<p>a <b its-within-text=yes>b</b> c</p>",
        [("p", "a <b1>b</b1> c")],
    ),
    "8.7 a block in a part of a sentence": (
        "<div>a word <b its-within-text=yes>b word</p></b> c word</div>",
        [("div", "a word"), ("div", "b word"), ("div", "c word")],
    ),
    "8.7 not inherited": (
        "<div>a <p its-within-text=yes>b <i>c</i></p></div>",
        [("div", "a <p1>b <i1>c</i1></p1>")],
    ),
}

LANGUAGE = {
    "8.6 local: lang": ("<p>one</p><p lang=la>duo</p><p>two</p>", P),
    "8.6 inherited": ("<p>one</p><div lang=la><p>duo</p></div>", P[:1]),
    "8.6 global: langPointer": (
        script('<langRule selector="//h:p" langPointer="@data-language"/>')
        + "<p>one</p><p data-language=la>duo</p><p data-language=en>two</p>",
        P,
    ),
    "8.6 local counts more than global": (
        script('<langRule selector="//h:p[@data-language]" langPointer="@data-language"/>')
        + "<p lang=en data-language=la>one</p>",
        P[:1],
    ),
    "8.6 language says nothing of Translate": ("<div translate=no><p lang=en>one</p></div>", []),
}

SPACE = {
    "8.15 default": ("<p>a\n   b</p>", [("p", "a b")]),
    "8.15 local: preserve": ("<p xml:space=preserve>a\n   b</p>", [("p", "a\n   b")]),
    "8.15 global: preserve": (
        script('<preserveSpaceRule selector="//h:p" space="preserve"/>') + "<p>a\n   b</p>",
        [("p", "a\n   b")],
    ),
    "8.15 global: default": (
        script('<preserveSpaceRule selector="//h:pre" space="default"/>') + "<pre>a\n   b</pre>",
        [("pre", "a b")],
    ),
    "8.15 inherited": (
        script('<preserveSpaceRule selector="//h:div" space="preserve"/>') + "<div><p>a\n   b</p></div>",
        [("p", "a\n   b")],
    ),
    "8.15 a part of a sentence": (
        script('<preserveSpaceRule selector="//h:kbd" space="preserve"/>') + "<p>a\n  <kbd>b   c</kbd>\n  d</p>",
        [("p", "a <kbd1>b   c</kbd1> d")],
    ),
}


@pytest.mark.parametrize("name", [*(UNITS := TRANSLATE | WITHIN_TEXT | LANGUAGE | SPACE)])
def test_units(name: str) -> None:
    page, expected = UNITS[name]
    assert texts(page, RULES_FILE) == expected


NOTES: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "8.3 local: description": ('<p its-loc-note="Short">one</p>', [("author: Short",)]),
    "8.3 local: alert": (
        '<p its-loc-note="A dose" its-loc-note-type=alert>one</p>',
        [("author: ALERT: A dose",)],
    ),
    "8.3 local: reference": ('<p its-loc-note-ref="help.html#a">one</p>', [("author: see help.html#a",)]),
    "8.3 inherited: content of child elements": (
        '<div its-loc-note="For patients"><p>one</p></div><p>two</p>',
        [("author: For patients",), ()],
    ),
    "8.3 not inherited: attributes": ('<p its-loc-note="Short" title="two">one</p>', [(), ("author: Short",)]),
    "8.3 a part of a sentence": (
        '<p>Take <b its-loc-note="Mind the case">two</b> now</p>',
        [("author: two: Mind the case",)],
    ),
    "8.3 global: locNote": (
        script('<locNoteRule selector="//h:p" locNoteType="alert"><locNote>A dose</locNote></locNoteRule>')
        + "<p>one</p>",
        [("author: ALERT: A dose",)],
    ),
    "8.3 global: locNotePointer": (
        script('<locNoteRule selector="//h:p" locNoteType="description" locNotePointer="@data-note"/>')
        + '<p data-note="Short">one</p>',
        [("author: Short",)],
    ),
    "8.3 global: locNoteRef": (
        script('<locNoteRule selector="//h:p" locNoteType="description" locNoteRef="help.html"/>') + "<p>one</p>",
        [("author: see help.html",)],
    ),
    "8.3 global: locNoteRefPointer": (
        script('<locNoteRule selector="//h:p" locNoteType="description" locNoteRefPointer="@data-help"/>')
        + '<p data-help="help.html">one</p>',
        [("author: see help.html",)],
    ),
    "8.3 global: on an attribute": (
        script('<locNoteRule selector="//h:p/@title" locNoteType="description" locNotePointer="../@data-note"/>')
        + '<p title="two" data-note="Short">one</p>',
        [("author: Short",), ()],
    ),
    "8.3 an empty element's note is for its attributes": (
        '<p><img alt="one" its-loc-note="The knee"></p>',
        [("author: The knee",)],
    ),
    "8.4 local": ("<p>Your <dfn its-term=yes>disc</dfn> heals</p>", [("marked as term: disc",)]),
    "8.4 local: information": (
        '<p>Your <dfn its-term=yes its-term-info-ref="#disc">disc</dfn> heals</p>',
        [("marked as term: disc (#disc)",)],
    ),
    "8.4 a nested part": (
        "<p>Do not drive<span its-within-text=nested its-term=yes>nor fly</span> today</p>",
        [(), ("marked as term: nor fly",)],
    ),
    "8.4 a part that is not translated": (
        "<p>Take <b translate=no its-term=yes its-loc-note=Brand>Novalgin</b> today</p>",
        [("marked as term: Novalgin", "author: Novalgin: Brand")],
    ),
    "8.4 global": (
        script('<termRule selector="//h:dfn" term="yes"/>') + "<p>Your <dfn>disc</dfn> heals</p>",
        [("marked as term: disc",)],
    ),
    "8.4 global: termInfoPointer": (
        script('<termRule selector="//h:dfn" term="yes" termInfoPointer="id(@data-is)"/>')
        + "<p>Your <dfn data-is=d>disc</dfn> heals</p><p id=d>A cushion</p>",
        [("marked as term: disc (A cushion)",), ()],
    ),
    "8.4 local counts more than global": (
        script('<termRule selector="//h:dfn" term="yes"/>') + "<p>Your <dfn its-term=no>disc</dfn> heals</p>",
        [()],
    ),
    "8.4 not inherited": (
        "<div its-term=no><p><dfn its-term=yes>disc <b>or</b> plate</dfn> heals</p></div>",
        [("marked as term: disc or plate",)],
    ),
    "8.14 global: idValue": (
        script('<idValueRule selector="//h:p" idValue="@data-key"/>') + "<p data-key=k1>one</p>",
        [("id: k1",)],
    ),
    "8.14 global: an expression": (
        script('<idValueRule selector="//h:p" idValue="concat(../@id, \'_p\')"/>') + "<div id=d><p>one</p></div>",
        [("id: d_p",)],
    ),
    "8.14 the element's own id counts more": (
        script('<idValueRule selector="//h:p" idValue="@data-key"/>') + "<p id=own data-key=k1>one</p>",
        [("id: own",)],
    ),
    "8.5 default": ("<p dir=ltr>one</p>", [()]),
    "8.5 local": ("<p dir=rtl>one</p><p>two</p>", [("direction: rtl",), ()]),
    "8.5 global": (
        script('<dirRule selector="//h:p" dir="rlo"/>') + "<p>one</p>",
        [("direction: rlo",)],
    ),
    "8.5 inherited: attributes, too": (
        '<div dir=rtl><p title="two">one</p></div>',
        [("direction: rtl",), ("direction: rtl",)],
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_notes(name: str) -> None:
    page, expected = NOTES[name]
    found = [
        tuple(note for note in unit if not note.startswith(("dfn", "b1", "span1", "section"))) for unit in notes(page)
    ]
    assert found == expected


FILTERS = {
    # what holds for the part "x": its locale filter, and whether tr-TR and en-GB see it
    "8.10 local: include": ("its-locale-filter-list='tr'", True, False),
    "8.10 local: a region": ("its-locale-filter-list='tr-TR'", True, False),
    "8.10 local: another region": ("its-locale-filter-list='tr-CY'", False, False),
    "8.10 local: any language of a region": ("its-locale-filter-list='*-TR'", True, False),
    "8.10 local: a list": ("its-locale-filter-list='de, en-GB, tr'", True, True),
    "8.10 local: exclude": ("its-locale-filter-list='tr' its-locale-filter-type=exclude", False, True),
    "8.10 all": ("its-locale-filter-list='*'", True, True),
    "8.10 all excluded": ("its-locale-filter-list='*' its-locale-filter-type=exclude", False, False),
    "8.10 an empty list": ("its-locale-filter-list=''", False, False),
    "8.10 an empty list excluded": ("its-locale-filter-list='' its-locale-filter-type=exclude", True, True),
    "8.10 global": ("class=only-tr", True, False),
    "8.10 local counts more than global": ("class=only-tr its-locale-filter-list=en", False, True),
}


@pytest.mark.parametrize("name", FILTERS)
def test_locale_filter(name: str) -> None:
    attributes, in_turkish, in_english = FILTERS[name]
    head = script('<localeFilterRule selector="//*[@class=\'only-tr\']" localeFilterList="tr"/>')
    for page in (f"<p>a</p><p {attributes}>x</p><p>b</p>", f"<p>a <b {attributes}>x</b> b</p>"):
        start, end = page.find("<p", 1) if "</p><p" in page else page.find("<b"), page.find("x<") + len("x</p>")
        without = page[:start] + page[end:]
        assert shown(head + page, "tr-TR") == head + (page if in_turkish else without)
        assert shown(head + page, "en-GB") == head + (page if in_english else without)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # inherited by child elements, which may say otherwise (8.1): the tags around stay then
        (
            "<ul its-locale-filter-list=tr><li>one<li its-locale-filter-list='*'>two</ul>",
            "<ul its-locale-filter-list=tr><li its-locale-filter-list='*'>two</ul>",
        ),
        ("<div its-locale-filter-list=tr><p>one</p></div><p>two</p>", "<p>two</p>"),
        ("<p>a<img its-locale-filter-list=tr src=x> b</p>", "<p>a b</p>"),
        (
            script('<localeFilterRule selector="//h:p/@title" localeFilterList="tr"/>') + "<p class=a title=x>a</p>",
            script('<localeFilterRule selector="//h:p/@title" localeFilterList="tr"/>') + "<p class=a>a</p>",
        ),
    ],
)
def test_what_a_locale_filter_leaves(page: str, expected: str) -> None:
    assert shown(page, "en-GB") == expected


def test_a_filtered_part_of_a_sentence_has_a_text_of_its_own() -> None:
    page = "<p>Call us <span its-locale-filter-list=tr>toll free</span> at any hour</p>"
    assert texts(page) == [("p", "Call us <span1/> at any hour"), ("p", "toll free")]


def test_there_are_enough_cases() -> None:
    assert len(UNITS) + len(NOTES) + len(FILTERS) >= 40
