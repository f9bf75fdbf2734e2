"""What a localized page says about its own language."""

from __future__ import annotations

import pytest

from pipeline.head import language_edits
from pipeline.parse import parse, read_page
from pipeline.restore import restore

BASE = "https://clinic.example"


def localized(text: str, target: str = "tr", source: str = "en", **settings: object) -> str:
    page = read_page(text.encode(), name="page", language=source, file="page.html")
    edits = language_edits(parse(page), target, base_url=BASE, **settings)  # type: ignore[arg-type]
    return restore(page, (), {}, edits)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<html lang=en>", '<html lang="tr">'),
        ("<html>", '<html lang="tr">'),
        ("<HTML LANG='en' class=x>", '<HTML LANG="tr" class=x>'),
        ('<html lang="en" xml:lang="en" dir="ltr">', '<html lang="tr" xml:lang="tr" dir="ltr">'),
        ('<meta property="og:locale" content="en_GB">', '<meta property="og:locale" content="tr_TR">'),
        (
            '<meta property="og:locale:alternate" content="tr_TR">',
            '<meta property="og:locale:alternate" content="en_GB">',
        ),
        (
            '<meta property="og:locale:alternate" content="de_DE">',
            '<meta property="og:locale:alternate" content="de_DE">',
        ),
        ('<meta http-equiv="Content-Language" content="en">', '<meta http-equiv="Content-Language" content="tr">'),
        (f'<link rel="canonical" href="{BASE}/en/a.html">', f'<link rel="canonical" href="{BASE}/tr/a.html">'),
        (
            '<link rel="canonical" href="https://other.example/en/a">',
            '<link rel="canonical" href="https://other.example/en/a">',
        ),
        (
            f'<link rel="alternate" hreflang="en" href="{BASE}/en/a">',
            f'<link rel="alternate" hreflang="en" href="{BASE}/en/a">',
        ),
        (f'<meta property="og:url" content="{BASE}/en/a">', f'<meta property="og:url" content="{BASE}/tr/a">'),
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


def test_json_ld_language_and_own_addresses() -> None:
    block = '<script type="application/ld+json">{{"inLanguage": "{}", "url": "{}", "sameAs": "https://x.example/en/"}}</script>'
    assert localized(block.format("en-GB", BASE + "/en/a")) == block.format("tr", BASE + "/tr/a")


def test_json_ld_links_in_a_fragment() -> None:
    block = r'<script type="application/ld+json">{{"text": "See <a href=\"{}/a\">here</a> or <a href={}/>"}}</script>'
    assert localized(block.format(BASE + "/en", BASE + "/en")) == block.format(BASE + "/tr", BASE + "/en")


def test_a_list_of_languages_is_true_in_every_language() -> None:
    block = '<script type="application/ld+json">{"inLanguage": ["en", "tr"]}</script>'
    assert localized(block) == block


def test_right_to_left() -> None:
    assert localized('<html lang="en">', "ar") == '<html dir="rtl" lang="ar">'


def test_settings_of_the_site() -> None:
    text = '<meta property="og:locale" content="tr_TR"><time datetime="09:00">09.00</time>'
    assert localized(text, "en", "tr", locale_tags={"en": "en_US"}, time_separator=".") == (
        '<meta property="og:locale" content="en_US"><time datetime="09:00">09.00</time>'
    )


def test_no_language_edit_in_the_source_language_is_needed() -> None:
    text = f'<html lang="en"><link rel=canonical href="{BASE}/en/a"><time datetime="2026-03-14">14 March 2026</time>'
    assert localized(text, "en").replace('"', "") == text.replace('"', "")
