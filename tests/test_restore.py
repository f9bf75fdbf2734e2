"""restore is the inverse of segment, on every page that can be read."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import codes
from pipeline.errors import CatalogError
from pipeline.markup import scan
from pipeline.model import EntryKey, Page, Segment, Slot
from pipeline.parse import parse, read_page
from pipeline.restore import encode, identity, restore
from pipeline.segment import segment
from tests.pages import bodies, documents

thorough = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cut(text: str, language: str = "en") -> tuple[Page, tuple[Segment, ...]]:
    page = read_page(text.encode(), name="page", language=language, file="page.html")
    return page, segment(parse(page))


@thorough
@given(st.one_of(documents, bodies))
def test_identity_restores_every_byte(text: str) -> None:
    page, segments = cut(text)
    assert encode(page, restore(page, segments, identity(segments))) == text.encode()


@thorough
@given(st.text(alphabet="<>/ab p=\"'!-{%}&;\n\r\u00a0ş", max_size=60))
def test_identity_restores_noise(text: str) -> None:
    page, segments = cut("<p>" + text)
    assert restore(page, segments, identity(segments)) == page.text
    assert "".join(page.text[t.start : t.end] for t in scan(page.text)) == page.text


ACCENTED = str.maketrans("aeouAEOU", "àéôüÀÉÔÜ")


def accented(text: str) -> str:
    """A translation that changes words and nothing else."""
    parts = codes.tokenize(text)
    return "".join(codes.escape(p.translate(ACCENTED)) if isinstance(p, str) else str(p) for p in parts)


@thorough
@given(documents)
def test_translations_come_back(text: str) -> None:
    """A localized page cut again holds the translations, in the same roles and order."""
    page, segments = cut(text)
    localized = restore(page, segments, {s.key: accented(s.key.msgid) for s in segments})
    _, again = cut(localized)
    assert [(s.role, s.msgid) for s in again] == [(s.role, accented(s.msgid)) for s in segments]


def test_nothing_outside_the_units_changes() -> None:
    text = (
        "<p  class='a'\n id=x>One <b >two</b > &copy;</p  >\n<!-- é -->\t<IMG SRC=x ALT='a'/>\r\n<script>a<b</script>"
    )
    page, segments = cut(text)
    assert restore(page, segments, {EntryKey("p", "One <b1>two</b1> ©"): "<b1>İki</b1> bir ©"}) == text.replace(
        "One <b >two</b > &copy;", "<b >İki</b > bir &copy;"
    )


@pytest.mark.parametrize(
    ("translation", "complaint"),
    [
        ("Bir iki", "lacks"),
        ("<b1>Bir</b1> <b1>iki</b1>", "too many"),
        ("</b1>Bir<b1> iki", "wrong order"),
        ("<b2>Bir</b2> iki", "lacks"),
    ],
)
def test_wrong_codes_never_reach_a_page(translation: str, complaint: str) -> None:
    page, segments = cut("<p>One <b>two</b> three</p>")
    with pytest.raises(CatalogError, match=complaint):
        restore(page, segments, {segments[0].key: translation})


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("<p>Safe text</p>", "<script>alert(1)</script> & co", "<p>&lt;script>alert(1)&lt;/script> &amp; co</p>"),
        ("<p title=Hi>x</p>", 'İ "y" > z', '<p title="İ &quot;y&quot; > z">x</p>'),
        ("<p title='Hi'>x</p>", "it's", "<p title='it&#39;s'>x</p>"),
        ("<title>Hi there</title>", "</title><b>", "<title>&lt;/title>&lt;b></title>"),
        ("<p>Hi there</p>", "{{ secret }}", "<p>&#123;{ secret }}</p>"),
        ("<p>Hi&nbsp;there, it&rsquo;s</p>", "Bu\u00a0da ‘o’", "<p>Bu&nbsp;da ‘o&rsquo;</p>"),
    ],
)
def test_translations_are_text_not_markup(source: str, translation: str, expected: str) -> None:
    page, segments = cut(source)
    assert restore(page, segments, {segments[0].key: codes.escape(translation)}) == expected


def test_json_strings_stay_json() -> None:
    block = '<script type="application/ld+json">{"@type":"Article","name":"One \\"two\\""}</script>'
    page, segments = cut(block)
    assert segments[0].slot is Slot.JSON
    restored = restore(page, segments, {segments[0].key: 'Bir "iki" </script>'})
    assert restored == block.replace('One \\"two\\"', 'Bir \\"iki\\" <\\/script>')


def test_what_an_encoding_lacks_becomes_a_reference() -> None:
    script = '<script type="application/ld+json">{"name":"Caf\xe9"}</script>'
    data = f'<meta charset="windows-1252"><p>Caf\xe9 rules</p>{script}'
    page = read_page(data.encode("cp1252"), name="page", language="en", file="page.html")
    segments = segment(parse(page))
    localized = encode(page, restore(page, segments, {s.key: "Şifa \xe9" for s in segments}))
    assert "<p>&#350;ifa \xe9</p>".encode("cp1252") in localized
    assert '{"name":"\\u015eifa \xe9"}'.encode("cp1252") in localized
