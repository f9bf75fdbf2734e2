"""Tokens of pages: they tile the text, and they are what a browser sees (HTML Standard, 13.2.5)."""

from __future__ import annotations

import time
from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.head import language_edits
from pipeline.markup import RAW, RCDATA, Token, TokenKind, scan, unescape_attribute
from pipeline.parse import parse, read_page
from pipeline.restore import identity, restore
from pipeline.segment import segment

NASTY = [
    *(
        "<",
        ">",
        "/",
        "=",
        '"',
        "'",
        "!",
        "-",
        "?",
        "&",
        "{",
        "}",
        "%",
        "#",
        "[",
        "]",
        " ",
        "\n",
        "\f",
        "\r",
        "a",
        "B",
        "ş",
    ),
    *("<!--", "-->", "--!>", "<![CDATA[", "]]>", "<!doctype html>", "<?php ", "?>", "{{", "}}", "{% x %}", "{#", "#}"),
    *(
        "<script>",
        "</script>",
        "<script",
        "<style>",
        "</style >",
        "<title>",
        "</title",
        "<textarea/>",
        "<svg>",
        "</svg>",
    ),
    *(
        "<svg/>",
        "<math>",
        "<plaintext>",
        "<p a=",
        "<a b='",
        '<a b="',
        "</",
        "<b",
        "</b>",
        "&amp",
        "&#1;",
        "İ",
        "\u212a",
    ),
]
nasty_texts = st.lists(st.sampled_from(NASTY), max_size=25).map("".join)


def tokens(text: str) -> list[tuple[str, str]]:
    """Kind and source of each token."""
    return [(token.kind.value, text[token.start : token.end]) for token in scan(text)]


def tag(text: str) -> Token:
    return next(token for token in scan(text) if token.kind in (TokenKind.START, TokenKind.END))


@settings(max_examples=500)
@given(nasty_texts)
def test_tokens_tile_the_text(text: str) -> None:
    position = 0
    for token in scan(text):
        assert token.start == position
        assert token.end > token.start
        position = token.end
    assert position == len(text)


@settings(max_examples=500)
@given(nasty_texts)
def test_attributes_stand_inside_their_tag_in_order(text: str) -> None:
    for token in scan(text):
        position = token.start + 1
        for attribute in token.attributes:
            assert position <= attribute.name_start <= attribute.start <= attribute.end < token.end
            name = text[attribute.name_start :][: len(attribute.name)]
            assert name.lower() == attribute.name or not name.isascii()
            raw = text[attribute.start : attribute.end]
            if raw[:1] in ('"', "'") and raw:
                assert len(raw) > 1
                assert raw[0] == raw[-1]
                raw = raw[1:-1]
            assert unescape_attribute(raw) == attribute.value
            position = attribute.end


@settings(max_examples=300)
@given(nasty_texts)
def test_only_tags_have_names_and_attributes(text: str) -> None:
    for token in scan(text):
        is_tag = token.kind in (TokenKind.START, TokenKind.END)
        assert bool(token.name) is is_tag
        assert not set(ascii_uppercase) & set(token.name)
        assert is_tag or not (token.attributes or token.self_closing)


# --- attributes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("<p>", []),
        ('<p a="b">', [("a", "b", '"b"')]),
        ("<p a='b'>", [("a", "b", "'b'")]),
        ("<p a=b>", [("a", "b", "b")]),
        ("<p a=b/>", [("a", "b/", "b/")]),
        ("<p a=b />", [("a", "b", "b")]),
        ("<p a>", [("a", "", "")]),
        ("<p a=>", [("a", "", "")]),
        ('<p a="">', [("a", "", '""')]),
        ('<p a = "b" c>', [("a", "b", '"b"'), ("c", "", "")]),
        ('<p\na\n=\n"b"\n>', [("a", "b", '"b"')]),
        ('<p a="b"c="d">', [("a", "b", '"b"'), ("c", "d", '"d"')]),
        ("<p A=B>", [("a", "B", "B")]),
        ("<p a=1 a=2>", [("a", "1", "1"), ("a", "2", "2")]),
        ("<p/a=b/c=d>", [("a", "b/c=d", "b/c=d")]),
        ("<p =a=b>", [("=a", "b", "b")]),
        ("<p a==b>", [("a", "=b", "=b")]),
        ('<p a="x>y">', [("a", "x>y", '"x>y"')]),
        ("<p a=\"it's\" b='\"'>", [("a", "it's", '"it\'s"'), ("b", '"', "'\"'")]),
        ('<p a=x"y>', [("a", 'x"y', 'x"y')]),
        ('<p a"b=c>', [('a"b', "c", "c")]),
        ("<p a=x<y>", [("a", "x<y", "x<y")]),
        ('<p a="R&amp;D &copy=1 &copy; &lt">', [("a", "R&D &copy=1 © <", '"R&amp;D &copy=1 &copy; &lt"')]),
        ('<p a="&#304;&#x130;&#305">', [("a", "İİı", '"&#304;&#x130;&#305"')]),
        ("<p data-ş=ı>", [("data-ş", "ı", "ı")]),
        ('<p a="\n b ">', [("a", "\n b ", '"\n b "')]),
    ],
)
def test_attributes(text: str, attributes: list[tuple[str, str, str]]) -> None:
    found = tag(text)
    assert [(a.name, a.value, text[a.start : a.end]) for a in found.attributes] == attributes
    assert found.end == len(text)


def test_the_first_of_two_attributes_counts() -> None:
    found = tag("<p title=one TITLE=two>").attribute("title")
    assert found is not None
    assert found.value == "one"
    assert tag("<p title=one>").attribute("lang") is None


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ('<p {{ x }} class="y">', ["{{", "class"]),
        ('<p {% if a > b %}class="y"{% endif %}>', ["{% if a > b %}class", "{% endif %}"]),
        ("<p class={{ a > b }}>", ["class"]),
        ('<p class="{{ a > b }}">', ["class"]),
        ("<p class={{ x }}y>", ["class"]),
        ("<p {x>", ["{x"]),
    ],
)
def test_template_tags_in_a_tag_do_not_end_it(text: str, attributes: list[str]) -> None:
    found = tag(text + "words")
    assert found.end == len(text)
    names = [text[a.name_start :] for a in found.attributes]
    assert all(name.startswith(wanted) for name, wanted in zip(names, attributes, strict=True))


@pytest.mark.parametrize(
    ("text", "self_closing"),
    [("<br>", False), ("<br/>", True), ("<br />", True), ("<br / >", False), ("<br a=/>", False), ('<br a=""/>', True)],
)
def test_self_closing(text: str, self_closing: bool) -> None:
    assert tag(text).self_closing is self_closing


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<P>", "p"),
        ("</P >", "p"),
        ("<my-Tag>", "my-tag"),
        ("<a:b>", "a:b"),
        ("<p\n>", "p"),
        ("<p/>", "p"),
        ("<b<i>", "b<i"),
        ("<bş>", "bş"),
        ("<bİ>", "bİ"),
        ("<lin\u212a>", "lin\u212a"),
    ],
)
def test_tag_names(text: str, name: str) -> None:
    assert tag(text).name == name
    assert tag(text).end == len(text)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("&amp;", "&"),
        ("&amp", "&"),
        ("&ampx", "&ampx"),
        ("&amp=", "&amp="),
        ("&notit;", "&notit;"),
        ("?a=1&lt=2&gt;", "?a=1&lt=2>"),
        ("&unknown;", "&unknown;"),
        ("&#39;", "'"),
        ("&#x27", "'"),
        ("&#0;", "\ufffd"),
        ("&#xD800;", "\ufffd"),
        ("&", "&"),
    ],
)
def test_references_in_attribute_values(raw: str, value: str) -> None:
    assert unescape_attribute(raw) == value


# --- raw text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(RAW - {"plaintext"}) + sorted(RCDATA))
@pytest.mark.parametrize("end", ["</{}>", "</{} >", "</{}/>", "</{}\n>", "</{} a='>'>"])
def test_raw_content_ends_at_its_end_tag_only(name: str, end: str) -> None:
    content = f"<b>a</b> &amp; <!-- </{name}x> </ {name}> < /{name}> {{{{ x }}}}"
    end = end.format(name.upper())
    kind = "rcdata" if name in RCDATA else "raw"
    assert tokens(f"<{name}>{content}{end}<p>") == [
        ("start", f"<{name}>"),
        (kind, content),
        ("end", end),
        ("start", "<p>"),
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("<script>a", "a"),
        ("<style>a</style", "a</style"),
        ("<title>a</titl>", "a</titl>"),
        ("<plaintext>a</plaintext><p>", "a</plaintext><p>"),
        ("<textarea>\n<b></textarea>", "\n<b>"),
    ],
)
def test_raw_content_without_end(text: str, content: str) -> None:
    assert tokens(text)[1][1] == content


def test_empty_raw_content_is_no_token() -> None:
    assert [kind for kind, _ in tokens("<script></script><title></title><style>")] == ["start", "end"] * 2 + ["start"]


@pytest.mark.parametrize(
    ("content", "rest"),
    [
        ("var a = '<b>';", ""),
        ("<!-- x ", ""),
        ("<!-- x --> ", ""),
        ("<!-- <script> a </script> b ", ""),
        ("<!-- <script> a </script> b --> c", ""),
        ("<!-- <script> a --> b ", ""),
        ("<!-- <script><script> a </script> b ", ""),
        ("<!-- <scripty> ", ""),
        ("<script> a", ""),
        ("<!-- <SCRIPT\n> a </Script/> b ", ""),
        ("<!-- <script> a </script> b </scripty> ", ""),
        ("a", " <script> b </script>"),
        ("<!-- a", "</script>"),
    ],
)
def test_script_inside_a_comment_hides_an_end_tag(content: str, rest: str) -> None:
    assert tokens(f"<script>{content}</script>{rest}")[:3] == [
        ("start", "<script>"),
        ("raw", content),
        ("end", "</script>"),
    ]


@pytest.mark.parametrize("opener", ["<!-->", "<!--->"])
def test_a_comment_that_ends_at_once_hides_nothing_in_a_script(opener: str) -> None:
    text = f"<script>{opener} '<script>' </script><p>seen</p>"
    assert ("start", "<p>") in tokens(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("<svg><title>a<b>c</b></title></svg>", ["start", "start", "text", "start", "text", "end", "end", "end"]),
        ("<svg/><title><b></title>", ["start", "start", "rcdata", "end"]),
        ("<svg></svg><title><b></title>", ["start", "end", "start", "rcdata", "end"]),
        ("<svg><script/><b>", ["start", "start", "start"]),
        ("<svg><style/><b>", ["start", "start", "start"]),
        ("<script/><b>", ["start", "raw"]),
        ("<svg><textarea><b></textarea>", ["start", "start", "start", "end"]),
    ],
)
def test_in_drawings_titles_hold_markup(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in tokens(text)] == kinds


# --- comments, declarations, template tags ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- a -->",
        "<!---->",
        "<!-->",
        "<!--->",
        "<!-- a --!>",
        "<!----!>",
        "<!-- <!-- a -->",
        "<!-- a -- b ->c -->",
        "<!--[if IE]><p>x</p><![endif]-->",
        "<!-- <p> </p> {{ x }} -->",
        "<!--a--b-->",
        "<!---!>-->",
    ],
)
def test_comments(comment: str) -> None:
    assert tokens(comment + "b") == [("comment", comment), ("text", "b")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>b", [("declaration", "<!DOCTYPE html>"), ("text", "b")]),
        ('<!DOCTYPE html SYSTEM "a>b">', [("declaration", '<!DOCTYPE html SYSTEM "a>'), ("text", 'b">')]),
        ("<!x>b", [("declaration", "<!x>"), ("text", "b")]),
        ("<!>b", [("declaration", "<!>"), ("text", "b")]),
        ("<![if IE]>b", [("declaration", "<![if IE]>"), ("text", "b")]),
        ('<?xml version="1.0"?>b', [("declaration", '<?xml version="1.0"?>'), ("text", "b")]),
        ("</>b", [("declaration", "</>"), ("text", "b")]),
        ("</ p>b", [("declaration", "</ p>"), ("text", "b")]),
        ("</1>b", [("declaration", "</1>"), ("text", "b")]),
        ("<1>b", [("text", "<1>b")]),
        ("< p>b", [("text", "< p>b")]),
        ("<>b", [("text", "<>b")]),
        ("<=b", [("text", "<=b")]),
        ("<şb>", [("text", "<şb>")]),
        ("a<b", [("text", "a"), ("declaration", "<b")]),
    ],
)
def test_bogus_markup(text: str, expected: list[tuple[str, str]]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("<svg><![CDATA[a<b>]]></svg>", ["start", "cdata", "end"]),
        ("<math><mtext><![CDATA[a]]></mtext></math>", ["start", "start", "cdata", "end", "end"]),
        ("<p><![CDATA[a<b>]]></p>", ["start", "declaration", "text", "end"]),
        ("<svg></svg><![CDATA[a]]>", ["start", "end", "declaration"]),
        ("<svg><![cdata[a]]></svg>", ["start", "declaration", "end"]),
        ("<svg><![CDATA[a</svg>", ["start", "declaration"]),
        ("<svg><![CDATA[]]></svg>", ["start", "cdata", "end"]),
        ("<svg><svg></svg><![CDATA[a]]></svg>", ["start", "start", "end", "cdata", "end"]),
        ("</svg></svg><svg><![CDATA[a]]>", ["end", "end", "start", "cdata"]),
    ],
)
def test_cdata_is_text_in_foreign_content_only(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in tokens(text)] == kinds


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("a {{ b }} c", "{{ b }}"),
        ("a {% if x < y %} c", "{% if x < y %}"),
        ("a {# <p> #} c", "{# <p> #}"),
        ("a {{ b\n }} }}", "{{ b\n }}"),
        ("a <?php echo 1 > 2; ?> c", "<?php echo 1 > 2; ?>"),
        ("a <?= $b ?> c", "<?= $b ?>"),
        ("a <?php echo 1;", "<?php echo 1;"),
        ("a {{{ raw }}} c", "{{{ raw }}}"),
        ("a {{{{raw}}}} c", "{{{{raw}}}}"),
        ("a {{#if b}} c", "{{#if b}}"),
        ("a {{!-- b }} c --}} d", "{{!-- b }} c --}}"),
        ("a {{~#each b~}} c", "{{~#each b~}}"),
        ("a <%= b > 1 %> c", "<%= b > 1 %>"),
        ("a <% if b > 1 %> c", "<% if b > 1 %>"),
        ("a <? if ($b > 1): ?> c", "<? if ($b > 1): ?>"),
        ("a <?\nif ($b > 1): ?> c", "<?\nif ($b > 1): ?>"),
        ("a {{ <b> }} c", "{{ <b> }}"),
    ],
)
def test_template_tags(text: str, template: str) -> None:
    assert ("template", template) in tokens(text)


@pytest.mark.parametrize(
    "text",
    [
        "a {{ b",
        "a {{}} b",
        "a { { b } }",
        "a {%%} b",
        "{",
        "{{",
        "a {b}",
        "a {{ b %}",
        "a {!! b !!}",
        "a <% b",
        "a <%%> b",
    ],
)
def test_braces_that_are_text(text: str) -> None:
    assert tokens(text) == [("text", text)]


def test_a_template_tag_is_bounded() -> None:
    long = "{{" + "x" * 3000 + "}}"
    assert tokens(long) == [("text", long)]


@pytest.mark.parametrize(
    "text",
    [
        *("<p", "<p ", "<p a", "<p a=", "<p a=b", "<p a='", '<p a="b', "<p/", "</p", "</p ", "<p a='b'", "<p {{ x }}"),
        *("<!--", "<!-- a", "<!-- a --", "<!-", "<!", "<!doctype", "<?", "<?x", "</ x", "<p a='>\n</p>"),
    ],
)
def test_what_the_end_of_the_page_cuts_off_is_no_tag(text: str) -> None:
    assert [source for _, source in tokens("a" + text)] == ["a", text]
    assert {kind for kind, _ in tokens(text)} <= {"declaration", "comment"}


@pytest.mark.parametrize("text", ["<", "</", "a <", "a </", "&", "{"])
def test_what_the_end_of_the_page_leaves_as_text(text: str) -> None:
    assert tokens(text) == [("text", text)]


def test_php_in_a_tag_does_not_end_it() -> None:
    text = '<p <?php if ($a > 1) echo "class=x" ?>>'
    assert tokens(text + "words") == [("start", text), ("text", "words")]


def test_quotes_in_a_template_tag_do_not_end_a_value() -> None:
    found = tag('<a title="{{ say("More of it") }}">').attribute("title")
    assert found is not None
    assert found.value == '{{ say("More of it") }}'


# --- time -------------------------------------------------------------------------------------------------------------

SIZE, SMALL = 300_000, 60_000  # characters; the small ones make many elements or units
LIMIT = 5.0
JSON = '<script type="application/ld+json">'


def filled(piece: str, size: int = SIZE) -> str:
    return piece * (size // len(piece))


ADVERSARIES = {
    "less-than signs": filled("<"),
    "ampersands": "<p>x" + filled("&"),
    "references": "<p>x" + filled("&nbsp;") + "y",
    "references without semicolon": "<p>x" + filled("&amp"),
    "spaces": "<p>a" + filled(" ") + "b",
    "line ends": "<pre>" + filled("\r\n") + "x" + filled("\r"),
    "open comments": filled("<!-- - "),
    "declarations": filled("<!x", SMALL),
    "open CDATA sections": "<svg>" + filled("<![CDATA["),
    "open PHP tags": filled("<?php "),
    "open braces": filled("{{", SMALL // 2),
    "attributes without end": "<p " + filled("a=b "),
    "equals signs": "<p " + filled("= "),
    "open quotes": filled('<p a="\n'),
    "the same attribute": "<p " + filled("title=More ") + ">x",
    "scripts in scripts": "<script>" + filled("<!--<script>"),
    "open end tags in a style": "<style>" + filled("</style"),
    "code look-alikes": "<p>" + filled("&lt;b1"),
    "dots": "<p>" + filled("a."),
    "numbers": "<p>" + filled("1. , ") + "x",
    "open inline tags": filled("<b>x ", SMALL),
    "open blocks": filled("<ul><li>x", SMALL),
    "end tags of a block": filled("</p>x", SMALL),
    "end tags of nothing": "<p>x" + filled("</b>", SMALL),
    "empty pairs": "<p>x" + filled("<i></i> ", SMALL) + "y",
    "the same paragraph": filled("<p>same text</p>", SMALL),
    "times": filled('<time datetime="2026-03-14">14 March 2026</time> word ', SMALL),
    "options of one list": "<datalist>" + filled("<option value='x y'>", SMALL),
    "JSON full of tags": JSON + '{"text": "' + filled("<b>x", SMALL) + '"}</script>',
    "JSON full of escapes": JSON + '{"text": "x' + filled("\\u015f") + '"}</script>',
    "JSON arrays": JSON + '{"keywords": [' + filled('"x y", ', SMALL) + '"x y"]}</script>',
    "JSON objects": JSON + filled('{"text": ') + "1</script>",
    "options in a deep page": "<div>" * 3_000 + "<option value='x y'>" * 3_000,
    "open JSON string": JSON + '"' + filled('\\"') + "</script>",
}
# Smaller than the others, and given less time.
QUADRATIC = {
    "words after the end tags of nested elements": "<p>" + "<i>" * 8_000 + "x" + "</i>y" * 8_000,
    "end tags behind a wall": "<div>" * 7_000 + "</b>" * 7_000,
    "drawings in drawings": filled("<svg>x", 120_000),
    "parts in parts with a language": filled("<div lang=en>x", 50_000),
}


def seconds(text: str) -> float:
    """What the slowest stage takes for a page; restored with its own texts it is the same."""
    taken: list[float] = []

    def timed(function, *arguments):
        start = time.process_time()
        result = function(*arguments)
        taken.append(time.process_time() - start)
        return result

    page = read_page(text.encode(), name="page", language="en", file="page.html")
    timed(lambda: list(scan(page.text)))
    document = timed(parse, page)
    segments = timed(segment, document)
    assert timed(restore, page, segments, identity(segments)) == text
    timed(restore, page, segments, {s.key: f"{s.key.msgid} z" for s in segments})
    timed(lambda: list(language_edits(document, "tr")))
    return max(taken)


@pytest.mark.parametrize("name", ADVERSARIES)
def test_no_page_takes_long(name: str) -> None:
    assert seconds(ADVERSARIES[name]) < LIMIT


@pytest.mark.parametrize("name", QUADRATIC)
def test_no_deep_page_takes_long(name: str) -> None:
    # A busy machine deserves a second look.
    assert any(seconds(QUADRATIC[name]) < LIMIT / 2.5 for _ in range(2))
