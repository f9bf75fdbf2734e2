"""Links: taken apart, moved to the same language's page, and written as their author wrote them."""

from __future__ import annotations

import pytest

from pipeline.model import Severity
from pipeline.parse import Document, parse, read_page
from pipeline.restore import restore
from pipeline.site.addresses import AddressBook, Place
from pipeline.site.links import Route, anchors, broken_links, link_edits

BASE = "https://clinic.example"
PATHS = {
    Place("index", "en"): "en/index.html",
    Place("index", "tr"): "tr/index.html",
    Place("fusion", "en"): "en/fusion.html",
    Place("fusion", "tr"): "tr/omurga-fuzyonu.html",
    Place("care/home", "en"): "en/care/home.html",
    Place("care/home", "tr"): "tr/care/evde-bakim.html",
    Place("sorular", "en"): "en/questions.html",
    Place("sorular", "tr"): "tr/sorular.html",
}
SOURCES = {"index": "en", "fusion": "en", "care/home": "en", "sorular": "tr"}
FILES = ("assets/plan.png", "assets/plan.tr.png", "en/img/scan.png", "en/img/map.png", "tr/img/map.png", "index.html")
VARIANTS = {"assets/plan.png": "assets/plan.tr.png", "en/img/map.png": "tr/img/map.png"}


def book(base: str = BASE) -> AddressBook:
    return AddressBook(PATHS, SOURCES, FILES, base)


def route(page: str = "fusion", target: str = "tr", base: str = BASE) -> Route:
    source = SOURCES[page]
    return Route(book(base), Place(page, target), f"{source}/{page}.html", source, VARIANTS if target == "tr" else {})


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        # relative
        ("index.html", "index.html"),
        ("fusion.html", "omurga-fuzyonu.html"),
        ("./fusion.html#risks", "./omurga-fuzyonu.html#risks"),
        ("fusion.html?x=1&y=2#a", "omurga-fuzyonu.html?x=1&y=2#a"),
        ("care/home.html", "care/evde-bakim.html"),
        ("care/../fusion.html", "omurga-fuzyonu.html"),
        ("sorular.html", "sorular.html"),
        ("questions.html", "sorular.html"),
        ("../en/fusion.html", "omurga-fuzyonu.html"),
        ("../tr/fusion.html", "omurga-fuzyonu.html"),
        ("fusion", "omurga-fuzyonu"),
        ("./", "./"),
        (".", "."),
        ("../", "../"),
        # from the root, absolute
        ("/en/fusion.html", "/tr/omurga-fuzyonu.html"),
        ("/tr/sorular.html", "/tr/sorular.html"),
        ("/en/", "/tr/"),
        ("/", "/"),
        (f"{BASE}/en/fusion.html#risks", f"{BASE}/tr/omurga-fuzyonu.html#risks"),
        (f"{BASE}/en/", f"{BASE}/tr/"),
        (f"{BASE}/", f"{BASE}/"),
        (BASE, BASE),
        (f"{BASE}/#clinic", f"{BASE}/#clinic"),
        ("//clinic.example/en/fusion.html", "//clinic.example/tr/omurga-fuzyonu.html"),
        # files
        ("../assets/site.css", "../assets/site.css"),
        ("../assets/plan.png", "../assets/plan.tr.png"),
        ("/assets/plan.png?v=2", "/assets/plan.tr.png?v=2"),
        ("img/scan.png", "../en/img/scan.png"),
        ("img/map.png", "img/map.png"),
        # not ours
        ("#risks", "#risks"),
        ("?page=2", "?page=2"),
        ("", ""),
        ("https://other.example/en/fusion.html", "https://other.example/en/fusion.html"),
        ("https://clinic.example.evil.example/en/fusion.html", "https://clinic.example.evil.example/en/fusion.html"),
        ("mailto:info@clinic.example", "mailto:info@clinic.example"),
        ("tel:+902125550100", "tel:+902125550100"),
        ("javascript:void(0)", "javascript:void(0)"),
        ("data:image/png;base64,AAAA", "data:image/png;base64,AAAA"),
        ("{{ url }}", "{{ url }}"),
        ("http://[broken", "http://[broken"),
        ("../../outside.html", "../../outside.html"),
        ("missing.html", "missing.html"),
    ],
)
def test_moved(link: str, expected: str) -> None:
    assert route().moved(link) == expected


def test_a_page_that_moves_between_folders_takes_its_links_along() -> None:
    paths = {**PATHS, Place("care/home", "tr"): "tr/evde-bakim.html"}
    moved = Route(AddressBook(paths, SOURCES, FILES, BASE), Place("care/home", "tr"), "en/care/home.html", "en", {})
    assert moved.moved("../fusion.html") == "omurga-fuzyonu.html"
    assert moved.moved("../../assets/site.css") == "../../assets/site.css", "no such file: nothing is known of it"
    assert moved.moved("../../assets/plan.png") == "../assets/plan.png"


def test_a_link_that_asks_for_a_language_gets_it() -> None:
    assert route().moved("fusion.html", "en") == "../en/fusion.html"
    assert route("sorular", "en").moved("sorular.html", "tr") == "../tr/sorular.html"


def test_a_page_that_a_language_lacks_is_linked_where_it_is() -> None:
    paths = {place: path for place, path in PATHS.items() if place != Place("index", "tr")}
    moved = Route(AddressBook(paths, SOURCES, FILES, BASE), Place("fusion", "tr"), "en/fusion.html", "en", {})
    assert moved.moved("index.html") == "../en/index.html"


def test_a_site_below_a_folder_of_its_host() -> None:
    below = route(base="https://host.example/spine")
    assert below.moved("/spine/en/fusion.html") == "/spine/tr/omurga-fuzyonu.html"
    assert below.moved("/en/fusion.html") == "/en/fusion.html", "another site of the host"
    assert (
        below.moved("https://host.example/spine/en/fusion.html") == "https://host.example/spine/tr/omurga-fuzyonu.html"
    )
    assert below.moved("https://host.example/spinetingling") == "https://host.example/spinetingling"


def test_other_scripts_are_encoded_where_they_are_written() -> None:
    paths = {Place("fusion", "en"): "en/fusion.html", Place("fusion", "ar"): "ar/دمج.html"}
    to_arabic = Route(AddressBook(paths, {"fusion": "en"}, (), BASE), Place("fusion", "ar"), "en/fusion.html", "en", {})
    assert to_arabic.moved("fusion.html") == "%D8%AF%D9%85%D8%AC.html"
    assert to_arabic.book.place_at("ar/دمج.html") == Place("fusion", "ar")


@pytest.mark.parametrize(
    "link",
    ["fusion.html", "../tr/sorular.html", "/en/", "care/../fusion.html", f"{BASE}/en/fusion.html", "img/map.png"],
)
def test_nothing_moves_in_the_author_s_own_page(link: str) -> None:
    assert route("fusion", "en").moved(link) == link


def test_an_author_need_not_know_the_slugs_of_other_pages() -> None:
    """In ``source/tr`` the file name of an English page names its Turkish version, wherever that comes to stand."""
    assert route("sorular", "tr").moved("fusion.html") == "omurga-fuzyonu.html"
    assert route("sorular", "en").moved("fusion.html") == "fusion.html"


# --- in a page --------------------------------------------------------------------------------------------------------


def document(text: str, name: str = "fusion", language: str = "en") -> Document:
    return parse(read_page(text.encode(), name=name, language=language, file=f"source/{language}/{name}.html"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<a href="fusion.html">', '<a href="omurga-fuzyonu.html">'),
        ("<a href=fusion.html>", '<a href="omurga-fuzyonu.html">'),
        ("<a HREF='fusion.html' class=x>", '<a HREF="omurga-fuzyonu.html" class=x>'),
        ('<a href="fusion.html?a=1&amp;b=2">', '<a href="omurga-fuzyonu.html?a=1&amp;b=2">'),
        ('<area href="fusion.html">', '<area href="omurga-fuzyonu.html">'),
        ('<form action="care/home.html">', '<form action="care/evde-bakim.html">'),
        ('<button formaction="fusion.html">', '<button formaction="omurga-fuzyonu.html">'),
        ('<blockquote cite="fusion.html">', '<blockquote cite="omurga-fuzyonu.html">'),
        ('<img src="img/scan.png">', '<img src="../en/img/scan.png">'),
        ('<img src="../assets/plan.png">', '<img src="../assets/plan.tr.png">'),
        ('<img src="x.png" data-l10n-src="y.{lang}.png">', '<img src="y.tr.png" data-l10n-src="y.{lang}.png">'),
        ('<video poster="img/scan.png">', '<video poster="../en/img/scan.png">'),
        (
            '<img srcset="img/scan.png 1x, ../assets/plan.png 2x">',
            '<img srcset="../en/img/scan.png 1x, ../assets/plan.tr.png 2x">',
        ),
        (
            '<picture><source srcset="img/map.png, img/scan.png 640w"></picture>',
            '<picture><source srcset="img/map.png, ../en/img/scan.png 640w"></picture>',
        ),
        (
            '<meta http-equiv="refresh" content="5; url=fusion.html">',
            '<meta http-equiv="refresh" content="5; url=omurga-fuzyonu.html">',
        ),
        ('<meta http-equiv="refresh" content="30">', '<meta http-equiv="refresh" content="30">'),
        ('<a hreflang="en" href="fusion.html">', '<a hreflang="en" href="../en/fusion.html">'),
        ('<a hreflang="tr" href="../tr/fusion.html">', '<a hreflang="tr" href="omurga-fuzyonu.html">'),
        ('<a href="#risks">', '<a href="#risks">'),
        ("<a href>", "<a href>"),
        ('<svg><a xlink:href="fusion.html"/></svg>', '<svg><a xlink:href="omurga-fuzyonu.html"/></svg>'),
    ],
)
def test_link_edits(source: str, expected: str) -> None:
    page = document(source)
    assert restore(page.page, (), {}, link_edits(page, route())) == expected


def test_broken_links_are_found_with_their_place() -> None:
    page = document(
        "<p id=risks>\n<a href=missing.html><a href=index.html#nowhere><a href='#gone'><a href=/en/care/home.html#here>"
        "<a href='#risks'><a href='#top'><a href='index.html'><a href='https://other.example/x'><img src=img/none.png>"
        "<a href='index.html#:~:text=x'>"
    )
    known = {"fusion": anchors(page), "index": frozenset(), "care/home": frozenset(("here",))}
    found = list(broken_links(page, "en/fusion.html", book(), known.get))
    assert [(f.source, f.severity) for f in found] == [
        ("missing.html", Severity.WARNING),
        ("index.html#nowhere", Severity.WARNING),
        ("#gone", Severity.WARNING),
        ("img/none.png", Severity.WARNING),
    ]
    assert str(found[0].location) == "source/en/fusion.html:2:4"
    assert found[1].message == "link to index.html#nowhere, but index has no id 'nowhere'"
