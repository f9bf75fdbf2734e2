"""What a localized page says about its own language."""

from __future__ import annotations

import pytest

from pipeline.head import language_edits
from pipeline.parse import parse, read_page
from pipeline.restore import restore


def localized(text: str, target: str = "tr", source: str = "en", **settings: object) -> str:
    page = read_page(text.encode(), name="page", language=source, file="page.html")
    edits = language_edits(parse(page), target, **settings)  # type: ignore[arg-type]
    return restore(page, (), {}, edits)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<html lang=en>", '<html lang="tr">'),
        ("<html>", '<html lang="tr">'),
        ("<HTML LANG='en' class=x>", '<HTML LANG="tr" class=x>'),
        ('<html lang="en" xml:lang="en" dir="ltr">', '<html lang="tr" xml:lang="tr" dir="ltr">'),
        ('<meta http-equiv="Content-Language" content="en">', '<meta http-equiv="Content-Language" content="tr">'),
        ('<a hreflang="en" aria-current="true" href="x">E</a>', '<a hreflang="en" href="x">E</a>'),
        ('<a hreflang="tr" href="x">T</a>', '<a aria-current="true" hreflang="tr" href="x">T</a>'),
        ('<time datetime="2026-03-14">14 March 2026</time>', '<time datetime="2026-03-14">14 Mart 2026</time>'),
        ('<time datetime="18:30">6:30 pm</time>', '<time datetime="18:30">18:30</time>'),
        ('<time datetime="2026-03">last spring</time>', '<time datetime="2026-03">last spring</time>'),
        ('<data value="0.92">92%</data>', '<data value="0.92">%92</data>'),
        ('<data value="1500">1,500</data>', '<data value="1500">1.500</data>'),
        ('<data value="x7">belt</data>', '<data value="x7">belt</data>'),
    ],
)
def test_edits(source: str, expected: str) -> None:
    assert localized(source) == expected


def test_right_to_left() -> None:
    assert localized('<html lang="en">', "ar") == '<html dir="rtl" lang="ar">'
    text = '<html lang="en" dir="ltr"><body dir="ltr"><p dir="ltr">'
    assert localized(text, "he") == '<html lang="he" dir="rtl"><body dir="rtl"><p dir="ltr">'
    assert localized('<html lang="ar" dir="rtl"><body>', "tr", "ar") == '<html lang="tr" dir="ltr"><body>'


def test_settings_of_the_site() -> None:
    text = '<time datetime="09:00">09.00</time>'
    assert localized(text, "tr", "en", time_separator=".") == text


def test_no_edit_in_the_source_language_is_needed() -> None:
    text = '<html lang="en"><time datetime="2026-03-14">14 March 2026</time>'
    assert localized(text, "en") == text
