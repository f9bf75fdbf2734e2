"""Checks on built pages."""

from __future__ import annotations

import pytest

from pipeline.qa.pages import check_pages

BASE = "https://clinic.example"
HEAD = (
    '<html lang="{0}"><link rel="canonical" href="' + BASE + '/{0}/a.html">'
    '<link rel="alternate" hreflang="en" href="' + BASE + '/en/a.html">'
    '<link rel="alternate" hreflang="tr" href="' + BASE + '/tr/a.html"><img src=x alt="">'
)
GOOD = {"en/a.html": HEAD.format("en"), "tr/a.html": HEAD.format("tr")}


def found(pages: dict[str, str], base: str = BASE) -> list[tuple[str, str]]:
    return [(f"{f.check} {f.location}", f.message) for f in check_pages(pages, base)]


def test_versions_that_agree() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("tr/a.html", HEAD.format("en"), "page-language site/tr/a.html:1:1"),
        ("tr/a.html", "<html><p>x", "page-language site/tr/a.html:1:1"),
        ("tr/a.html", '<html lang="tr">', "page-versions site/en/a.html:1:1"),
        ("tr/a.html", HEAD.format("tr").replace("tr/a.html", "en/a.html"), "page-versions site/tr/a.html:1:1"),
        ("tr/b.html", '<html lang="tr">\n<img src="x">', "alt-missing site/tr/b.html:2:1"),
        ("tr/b.html", '<html lang="tr">\n<input type=image>', "alt-missing site/tr/b.html:2:1"),
        ("tr/b.html", '<html lang=tr><a href="tel:+902125550100">0212 555 01 01</a>', "tel-links site/tr/b.html:1:1"),
    ],
)
def test_faults(path: str, text: str, expected: str) -> None:
    assert expected in [place for place, _ in found(GOOD | {path: text})]


@pytest.mark.parametrize(
    "text",
    [
        "<p>A part of a page",
        '<html lang="tr-TR"><img src=x role="presentation"><input type=text>',
        '<html lang="tr"><link rel="canonical" href="https://other.example/x">',
        '<html lang="en"><meta http-equiv="refresh" content="0; url=a.html">',
        '<html lang="tr"><link rel="alternate" hreflang="de" href="https://de.example/">'
        f'<link rel="alternate" hreflang="tr" href="{BASE}/tr/b.html">',
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert found(GOOD | {"tr/b.html": text}) == []


def test_without_a_base_address_versions_are_not_compared() -> None:
    assert found({"tr/a.html": HEAD.format("tr").replace("tr/a.html", "en/a.html")}, base="") == []
