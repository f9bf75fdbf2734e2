"""Runs and parts that go against the direction of their page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Page
from pipeline.parse import read_page
from pipeline.site.bidi import directed, left_to_right


def page(language: str = "en") -> Page:
    return read_page(b"<html>", name="page", language=language, file="page.html")


def rtl(body: str) -> str:
    head = '<html lang="ar" dir="rtl">'
    text = directed(page(), head + body, "ar")
    assert text.startswith(head)
    return text.removeprefix(head)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("اتصل على +90 212 555 01 00 الآن", ["+90 212 555 01 00"]),
        ("טלפון: (0212) 555 01 00", ["(0212) 555 01 00"]),
        ("خذ 500 mg مرتين", ["500 mg"]),
        ("2.5&nbsp;mg/mL", ["2.5&nbsp;mg/mL"]),
        ("الدكتور Dr. Deniz Kaya, MD من", ["Dr. Deniz Kaya", "MD"]),
        ("في Cedar Spine Clinic (Istanbul).", ["Cedar Spine Clinic", "Istanbul"]),
        ("MRI. 500 mg", ["MRI", "500 mg"]),
        ("L4&ndash;L5", ["L4&ndash;L5"]),
        ("حرارة −5 °C", ["−5 °C"]),
        ("زيارة https://www.x.example/a?b=1.", ["https://www.x.example/a?b=1"]),
        ("اكتب إلى a.b@c.example.", ["a.b@c.example"]),
        ("ב-5 ימים, 6–12 שבועות", []),
        ("09:00–17:00، 2026، 12%", []),
        ("٥٠٠ ملغ", []),
        ("&amp; &lt; &nbsp;", []),
        ("", []),
    ],
)
def test_runs(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in left_to_right(text)] == runs


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>خذ 500 mg</p>", '<p>خذ <bdi dir="ltr">500 mg</bdi></p>'),
        ("<p><bdi>A</bdi> <bdo dir=rtl>B</bdo></p>", "<p><bdi>A</bdi> <bdo dir=rtl>B</bdo></p>"),
        ('<p dir="ltr">500 mg</p>', '<p dir="ltr">500 mg</p>'),
        ('<p dir="ltr">a <b dir=RTL>500 mg</b></p>', '<p dir="ltr">a <b dir=RTL><bdi dir="ltr">500 mg</bdi></b></p>'),
        ('<p lang="en">500 mg</p>', '<p dir="ltr" lang="en">500 mg</p>'),
        ('<ul><li lang="en">5 mg</ul>', '<ul><li lang="en"><bdi dir="ltr">5 mg</bdi></ul>'),
        ('<li lang="en"><p>5 mg</p></li>', '<li dir="ltr" lang="en"><p>5 mg</p></li>'),
        ('<p lang="he">אב 5 mg</p>', '<p lang="he">אב <bdi dir="ltr">5 mg</bdi></p>'),
        ('<p lang="x-unknown">א</p>', '<p lang="x-unknown">א</p>'),
        ("<title>500 mg</title><textarea>500 mg</textarea>", "<title>500 mg</title><textarea>500 mg</textarea>"),
        ('<select><option lang="en">A 5</select>', '<select><option dir="ltr" lang="en">A 5</select>'),
        ("<svg><text>L4</text></svg>", "<svg><text>L4</text></svg>"),
        ('<a href="tel:112">1 1 2</a>', '<a href="tel:112"><bdi dir="ltr">1 1 2</bdi></a>'),
        ('<a href="tel:112"><b>+90</b> 212</a>', '<a href="tel:112"><bdi dir="ltr"><b>+90</b> 212</bdi></a>'),
        ('<a href="tel:112">اتصل 1 1</a>', '<a href="tel:112">اتصل 1 1</a>'),
        ('<a href="tel:112"><img alt=""></a>', '<a href="tel:112"><img alt=""></a>'),
        ("<script>a = '5 mg'</script><!-- 5 mg -->", "<script>a = '5 mg'</script><!-- 5 mg -->"),
    ],
)
def test_right_to_left_pages(source: str, expected: str) -> None:
    assert rtl(source) == expected


def test_a_part_that_fell_back_to_arabic_on_a_turkish_page() -> None:
    text = '<html lang="tr"><p>Merhaba</p><p lang="ar">مرحبا</p>'
    assert directed(page("ar"), text, "tr") == text.replace("<p lang", '<p dir="rtl" lang')


def test_pages_of_one_direction_are_left_alone() -> None:
    text = '<html lang="tr"><p lang="ar">مرحبا 500 mg</p>'
    assert directed(page("en"), text, "tr") == text


TEXTS = st.text('aB1 +-.,()&;:%אבم٥\u0301\u200f\u00a0’"|°', max_size=30)


@given(TEXTS)
def test_isolation_adds_nothing_else_and_is_done_once(text: str) -> None:
    source = f"<p>{text}</p>"
    once = rtl(source)
    assert re.sub(r'<bdi dir="ltr">|</bdi>', "", once) == source
    assert rtl(once) == once
    for run in re.findall(r'<bdi dir="ltr">(.*?)</bdi>', once):
        assert not re.search("[אבם\u0645٥]", run)
