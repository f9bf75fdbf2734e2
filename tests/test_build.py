"""Localized pages: what is shown in which mode, what falls back, and how a reader is told."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import codes
from pipeline.build import Mode, Translation, build
from pipeline.head import language_edits
from pipeline.model import BuiltPage, Finding, Location, Severity, Slot, State
from pipeline.parse import Document, parse, read_page
from pipeline.restore import Edit
from pipeline.segment import segment
from tests.pages import documents

PLACE = Location("locales/tr/LC_MESSAGES/page.po", 7)


def document(text: str, language: str = "en") -> Document:
    return parse(read_page(text.encode(), name="page", language=language, file="page.html"))


def built(
    text: str,
    translations: dict[str, str] | None = None,
    state: State = State.APPROVED,
    *,
    mode: Mode = Mode.RELEASE,
    target: str = "tr",
    language: str = "en",
) -> tuple[BuiltPage, tuple[Finding, ...]]:
    """Build a page; ``translations`` go by msgid, whatever the role."""
    source = document(text, language)
    segments = segment(source)
    known = {
        s.key: Translation(translations[s.key.msgid], state, PLACE)
        for s in segments
        if translations and s.key.msgid in translations
    }
    return build(source, segments, known, target, mode)


def page(*arguments: object, **settings: object) -> str:
    return built(*arguments, **settings)[0].content.decode()  # type: ignore[arg-type]


# --- modes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.APPROVED, State.DRAFTED, State.EDITED])
@pytest.mark.parametrize("mode", list(Mode))
def test_a_release_shows_approved_text_only(mode: Mode, state: State) -> None:
    shown = mode is Mode.DRAFT or state is State.APPROVED
    expected = "<p>Merhaba</p>" if shown else '<p lang="en">Hello</p>'
    assert page("<p>Hello</p>", {"Hello": "Merhaba"}, state, mode=mode).startswith(expected)


@pytest.mark.parametrize("mode", list(Mode))
def test_untranslated_text_falls_back_in_every_mode(mode: Mode) -> None:
    assert page("<p>Hello</p>", mode=mode) == '<p lang="en">Hello</p>'


@pytest.mark.parametrize(
    ("mode", "state", "has_banner"),
    [
        (Mode.DRAFT, State.DRAFTED, True),
        (Mode.DRAFT, State.EDITED, True),
        (Mode.DRAFT, State.APPROVED, False),
        (Mode.RELEASE, State.DRAFTED, False),
        (Mode.RELEASE, State.APPROVED, False),
    ],
)
def test_only_a_page_that_shows_drafts_says_so(mode: Mode, state: State, has_banner: bool) -> None:
    localized = page("<body><p>Hello</p></body>", {"Hello": "Merhaba"}, state, mode=mode)
    assert ("clinic-l10n-draft" in localized) is has_banner


def test_an_untranslated_page_has_no_banner() -> None:
    assert "clinic-l10n-draft" not in page("<body><p>Hello</p></body>", mode=Mode.DRAFT)


@pytest.mark.parametrize(
    ("target", "language", "text"),
    [
        ("tr", "tr", "bu sayfadaki 3 metnin 1 tanesini"),
        ("en", "en", "1 of 3 texts on this page"),
        ("de", "en", "1 of 3 texts on this page"),
        ("ar", "en", "1 of 3 texts on this page"),
    ],
)
def test_the_banner_speaks_the_page_s_language_or_english(target: str, language: str, text: str) -> None:
    source = "en" if target == "tr" else "tr"
    localized = page(
        "<body><p>Bir</p><p>İki</p><p>Üç</p></body>",
        {"Bir": "Ein"},
        State.DRAFTED,
        mode=Mode.DRAFT,
        target=target,
        language=source,
    )
    (banner,) = re.findall(r"<aside lang=[^>]*clinic-l10n-draft.*?</aside>", localized)
    assert text in banner
    assert f'lang="{language}" dir="ltr"' in banner


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("<html><body><p>Hello</p>\n</body>\n</html>\n", "</aside>\n</body>\n</html>\n"),
        ("<html>\r\n<body><p>Hello</p>\r\n</body></html>", "</aside>\r\n</body></html>"),
        ("<body><p>Hello</p>", "</aside>\n"),
        ("<p>Hello</p>", "</aside>\n"),
    ],
)
def test_the_banner_stands_at_the_foot(text: str, end: str) -> None:
    assert page(text, {"Hello": "Merhaba"}, State.DRAFTED, mode=Mode.DRAFT).endswith(f"gözden geçirmedi.{end}")


def test_the_banner_is_written_in_the_page_s_encoding() -> None:
    data = b"<meta charset=koi8-r><body><p>Hello</p></body>"
    source = parse(read_page(data, name="page", language="en", file="page.html"))
    segments = segment(source)
    known = {s.key: Translation("Merhaba", State.DRAFTED) for s in segments}
    made, _ = build(source, segments, known, "tr", Mode.DRAFT)
    assert b"makine &#231;evirisi" in made.content


# --- fallback ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p class=a>Hello</p>", '<p lang="en" class=a>Hello</p>'),
        ("<p>Hello <b>you</b></p>", '<p lang="en">Hello <b>you</b></p>'),
        ("<title>Hello</title>", '<title lang="en">Hello</title>'),
        ("<textarea>Hello</textarea>", '<textarea lang="en">Hello</textarea>'),
        ("<select><option>Hello<option>you", '<select><option lang="en">Hello<option lang="en">you'),
        ("<button>Hello</button>", '<button lang="en">Hello</button>'),
        ("<pre>Hello\n you</pre>", '<pre lang="en">Hello\n you</pre>'),
        ("<div>one<p>two</p>three</div>", None),
        ("<p>Hello <button>you</button></p>", '<p><span lang="en">Hello</span> <button lang="en">you</button></p>'),
        (
            "<p>Hello <b>you</b> <button>2</button></p>",
            '<p><span lang="en">Hello <b>you</b></span> <button>2</button></p>',
        ),
        ("Hello", '<span lang="en">Hello</span>'),
        ("Hello\n", '<span lang="en">Hello</span>\n'),
        ("<p lang=en-GB>Hello</p>", '<p lang=en-GB><span lang="en">Hello</span></p>'),
        ("<p title='Hello'>1</p>", "<p title='Hello'>1</p>"),
        ("<img alt=Hello>", "<img alt=Hello>"),
        ("<meta name=description content='Hello'>", "<meta name=description content='Hello'>"),
        ('<script type="application/ld+json">{"name": "Be well"}</script>', None),
        ("<p translate=no>Hello</p>", "<p translate=no>Hello</p>"),
        ("<p lang=la>Lorem</p>", "<p lang=la>Lorem</p>"),
        ("<td>12.5%</td>", '<td lang="en">12.5%</td>'),
    ],
)
def test_text_that_stays_is_marked_with_its_language(text: str, expected: str | None) -> None:
    if expected is None:
        expected = text.replace("one", '<span lang="en">one</span>').replace("<p>", '<p lang="en">')
        expected = expected.replace("three", '<span lang="en">three</span>')
    assert page(text) == expected


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("<html lang=en-US><p>Hello", 'lang="en-US"'),
        ("<html><p>Hello", 'lang="en"'),
        ("<p>Hello", 'lang="en"'),
    ],
)
def test_the_mark_says_the_language_as_the_page_does(text: str, mark: str) -> None:
    assert f"<p {mark}>Hello" in page(text)


def test_only_what_is_not_shown_is_marked() -> None:
    text = "<ul><li>one<li>two</ul><div>three<p>four</p></div>"
    assert page(text, {"one": "bir", "four": "dört"}) == (
        '<ul><li>bir<li lang="en">two</ul><div><span lang="en">three</span><p>dört</p></div>'
    )


def test_a_copy_is_shown_with_the_text_it_repeats() -> None:
    text = "<meta name=description content='Be well.'><p>Be <b>well</b>.</p>"
    assert page(text, {"Be <b1>well</b1>.": "<b1>İyi</b1> & sağ olun."}) == (
        "<meta name=description content='İyi &amp; sağ olun.'><p><b>İyi</b> &amp; sağ olun.</p>"
    )


@pytest.mark.parametrize(
    "text", ["<pre>Hello <button>1</button></pre>", "<pre lang=en-GB>Hello</pre>", "<pre>Hello</p></pre>"]
)
def test_verbatim_text_that_shares_its_element_is_marked(text: str) -> None:
    assert '<span lang="en">Hello' in page(text)


@pytest.mark.parametrize(
    "text",
    [
        '<html lang="en"><body lang="en"><p>Hello</p></body></html>',
        '<html lang="en"><body><p lang="en-GB">Hello</p></body></html>',
        '<html lang="en"><body><div xml:lang="en"><p>Hello</p></div></body></html>',
    ],
)
def test_translated_text_does_not_say_it_is_in_the_source_language(text: str) -> None:
    source = document(text)
    segments = segment(source)
    known = {s.key: Translation("Merhaba", State.APPROVED) for s in segments}
    made, _ = build(source, segments, known, "tr", Mode.RELEASE, language_edits(source, "tr"))
    again = parse(read_page(made.content, name="page", language="tr", file="page.html"))
    assert [s.msgid for s in segment(again)] == ["Merhaba"]


def test_text_right_in_the_html_element_has_one_language() -> None:
    source = document("<html>Hello")
    made, _ = build(source, segment(source), {}, "tr", Mode.RELEASE, language_edits(source, "tr"))
    assert made.content.count(b" lang=") - made.content.count(b"<span lang=") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<html lang><p>1", '<html lang="tr"><p>1'),
        ("<html lang=><p>1", '<html lang="tr"><p>1'),
        ('<a hreflang="en"aria-current="true" href=x>1</a>', '<a hreflang="en" href=x>1</a>'),
        ('<a hreflang="en" aria-current href=x>1</a>', '<a hreflang="en" href=x>1</a>'),
    ],
)
def test_edits_of_the_head_keep_odd_attributes_apart(text: str, expected: str) -> None:
    source = document(text)
    made, _ = build(source, segment(source), {}, "tr", Mode.RELEASE, language_edits(source, "tr"))
    assert made.content.decode() == expected


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents.filter(lambda text: not re.search(r"<svg|<a href='|<pre|<button", text)))
def test_a_page_without_translations_is_all_in_its_source_language(text: str) -> None:
    """Cut again as a Turkish page it has no text: everything says that it is English."""
    source = document(text)
    made, _ = build(source, segment(source), {}, "tr", Mode.RELEASE, language_edits(source, "tr"))
    again = segment(parse(read_page(made.content, name="page", language="tr", file="page.html")))
    assert [s for s in again if s.slot is not Slot.ATTRIBUTE] == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents, st.randoms(use_true_random=False))
def test_marks_are_all_that_is_added(text: str, random) -> None:
    source = document(text)
    segments = segment(source)
    known = {
        s.key: Translation(s.key.msgid, random.choice([State.APPROVED, State.DRAFTED]))
        for s in segments
        if random.random() < 0.5
    }
    made, _ = build(source, segments, known, "tr", Mode.RELEASE)
    position = 0
    # What was added and taken out again may not be told from what the author wrote: compare as subsequences.
    localized = made.content.decode()
    for character in text:
        position = localized.index(character, position) + 1
    added = len(localized) - len(text)
    units = [1 for s in segments if s.key not in known or known[s.key].state is not State.APPROVED]
    assert 0 <= added <= len(units) * len('<span lang="en-GB"></span>')


# --- hostile and wrong translations -----------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "</p></body>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "<img src=x onerror=alert(1)>",
    "<!-- -",
    "&lt;script>",
    "{{ secret }}",
    "{% include x %}",
    "</title></textarea></option></script>",
    "]]>",
    "<b>",
]
PLACES = [
    "<p>{}</p>",
    "<p title='{}'>1</p>",
    '<p title="{}">1</p>',
    "<img alt={}>",
    "<title>{}</title>",
    "<textarea>{}</textarea>",
    "<pre>{}</pre>",
    "<select><option>{}</select>",
    "<svg><title>{}</title></svg>",
    "<svg><text><![CDATA[{}]]></text></svg>",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_translation_never_becomes_markup(place: str, text: str) -> None:
    source = place.format("Hello")
    localized = page(source, {"Hello": f"x {codes.escape(text)}"})
    tags = r"<[a-z!/%{][^>]*"
    assert len(re.findall(tags, localized)) == len(re.findall(tags, source)) - ("CDATA" in place)
    assert not re.search("{[{%]", localized)
    (found,) = segment(document(localized))
    assert codes.plain(found.msgid) == f"x {text}"


DATA = [
    '<script type="application/ld+json">{"@type": "Answer", "text": "Hello"}</script>',
    '<script type="application/ld+json">{"@type": "Answer", "text": "<p>Hello</p>"}</script>',
    '<p>Hello</p><script type="application/ld+json">{"@type": "Answer", "text": "Hello"}</script>',
]


@pytest.mark.parametrize("source", DATA)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_translation_never_becomes_markup_in_data(source: str, text: str) -> None:
    made, findings = built(source, {"Hello": f"x {codes.escape(text)}"})
    localized = made.content.decode()
    assert [f.check for f in findings] == ["build-markup"] * bool(re.match("<[a-z/!]", text))
    if findings:
        assert localized == source.replace("<p>Hello</p><script", '<p lang="en">Hello</p><script')
    assert not re.search("{[{%]", localized)
    assert localized.count("<script") == localized.count("</script") == 1
    block = localized[localized.index('{"@type') : localized.index("</script>")]
    assert json.loads(block)["@type"] == "Answer"
    assert json.loads(block)["text"].count("<") == (2 if '<p>Hello</p>"' in source else 0)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "x onclick=alert(1)"])
def test_words_that_look_like_script_stay_words(text: str) -> None:
    for place in ("<p>{}</p>", '<p title="{}">1</p>', "<p title={}>1</p>", "<title>{}</title>"):
        localized = page(place.format("Hello"), {"Hello": text})
        assert not re.search(r"<\w+[^>]*? onclick", re.sub(r"[\"'].*?[\"']", "", localized))
        (found,) = segment(document(localized))
        assert codes.plain(found.msgid) == text


@pytest.mark.parametrize(
    ("text", "translation", "complaint"),
    [
        ("<p>Hello <b>you</b></p>", "Merhaba", "lacks <b1> </b1>"),
        ("<p>Hello</p>", "<b1>Merhaba</b1>", "has <b1> </b1> too many"),
        ("<p>Hello <b>you</b></p>", "</b1>Merhaba<b1>", "wrong order"),
        ("<p>Hello <br> you</p>", "Merhaba <br2/> sen", "lacks <br1/>"),
    ],
)
def test_wrong_codes_are_a_finding_and_the_source_stays(text: str, translation: str, complaint: str) -> None:
    source = segment(document(text))[0].msgid
    made, (finding,) = built(text, {source: translation})
    assert made.content.decode() == text.replace("<p>", '<p lang="en">')
    assert (finding.check, finding.severity, finding.location) == ("build-codes", Severity.ERROR, PLACE)
    assert finding.message.startswith("not built: translation ")
    assert complaint in finding.message
    assert (finding.source, finding.target) == (source, translation)


def test_wrong_codes_in_a_draft_stop_nothing_else() -> None:
    made, findings = built(
        "<p>one</p><p>two</p>", {"one": "<b1>bir</b1>", "two": "iki"}, State.DRAFTED, mode=Mode.DRAFT
    )
    assert made.content.decode().startswith('<p lang="en">one</p><p>iki</p>')
    assert len(findings) == 1


def test_what_a_release_does_not_show_is_not_complained_about() -> None:
    assert built("<p>one</p>", {"one": "<b1>bir</b1>"}, State.DRAFTED)[1] == ()


# --- counts, edits ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", list(Mode))
def test_counts_are_those_of_entries(mode: Mode) -> None:
    text = "<p>one</p><p>one</p><meta name=description content=one><p>two</p><p>three</p><p>four</p><p>five</p>"
    text += "<h2>one</h2>"
    source = document(text)
    segments = segment(source)
    states = {"one": State.APPROVED, "two": State.DRAFTED, "three": State.EDITED, "four": State.UNTRANSLATED}
    known = {s.key: Translation("x", states[s.msgid]) for s in segments if s.role == "p" and s.msgid in states}
    made, _ = build(source, segments, known, "tr", mode)
    assert (made.approved, made.drafted, made.untranslated) == (1, 2, 3)
    assert (made.name, made.language) == ("page", "tr")


def test_edits_of_the_head_are_made_with_the_texts() -> None:
    text = '<html lang="en"><p>On <time datetime="2026-03-14">14 March 2026</time></p></html>'
    source = document(text)
    segments = segment(source)
    known = {s.key: Translation("<time1/> günü", State.APPROVED) for s in segments}
    made, _ = build(source, segments, known, "tr", Mode.RELEASE, language_edits(source, "tr"))
    assert made.content.decode() == (
        '<html lang="tr"><p><time datetime="2026-03-14">14 Mart 2026</time> günü</p></html>'
    )


def test_an_edit_and_a_mark_at_the_same_place_are_both_made() -> None:
    source = document("<p>Hello</p>")
    made, _ = build(source, segment(source), {}, "tr", Mode.RELEASE, [Edit(2, 2, " id=x")])
    assert made.content == b'<p id=x lang="en">Hello</p>'


def test_the_byte_order_mark_stays() -> None:
    source = parse(read_page(b"\xef\xbb\xbf<p>Hello</p>", name="page", language="en", file="page.html"))
    made, _ = build(source, segment(source), {}, "tr", Mode.RELEASE)
    assert made.content == b'\xef\xbb\xbf<p lang="en">Hello</p>'
