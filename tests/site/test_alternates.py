"""What pages say about their other versions, in all languages of the site."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from pipeline.parse import parse, read_page
from pipeline.restore import restore
from pipeline.site.addresses import AddressBook, Place
from pipeline.site.alternates import alternate_edits
from pipeline.site.links import Route
from pipeline.site.switcher import switch_edits

BASE = "https://clinic.example"
PATHS = {
    Place("a", "en"): "en/a.html",
    Place("a", "tr"): "tr/bel.html",
    Place("index", "en"): "en/index.html",
    Place("index", "tr"): "tr/index.html",
}
ALTERNATES = (
    f'<link rel="alternate" hreflang="en" href="{BASE}/en/a.html">',
    f'<link rel="alternate" hreflang="tr" href="{BASE}/tr/bel.html">',
    f'<link rel="alternate" hreflang="x-default" href="{BASE}/en/a.html">',
)


def route(target: str, base: str = BASE, only: str = "") -> Route:
    paths = {place: path for place, path in PATHS.items() if only in ("", place.language)}
    return Route(AddressBook(paths, {"a": "en", "index": "en"}, (), base), Place("a", target), "en/a.html", "en", {})


def localized(text: str, target: str = "tr", base: str = BASE, only: str = "", **settings: object) -> str:
    page = read_page(text.encode(), name="a", language="en", file="a.html")
    edits = alternate_edits(parse(page), route(target, base, only), default="en", **settings)  # type: ignore[arg-type]
    return restore(page, (), {}, edits)


@pytest.mark.parametrize("target", ["en", "tr"])
def test_every_version_names_all_versions_and_itself(target: str) -> None:
    made = localized("<html><head>\n<title>x</title>\n</head><body>", target)
    own = f'<link rel="canonical" href="{BASE}/{PATHS[Place("a", target)]}">'
    assert made == "\n".join(("<html><head>", "<title>x</title>", own, *ALTERNATES, "</head><body>"))


def test_what_is_there_is_set_and_what_is_missing_follows_it() -> None:
    canonical = '<link rel="canonical" href="{}/{}">'
    made = localized(
        f'<head>\n  <link rel=alternate hreflang=TR href="/tr/a.html">\n  {canonical.format(BASE, "en/a.html")}'
    )
    en, _, default = ALTERNATES
    assert made.split("\n  ") == [
        "<head>",
        f'<link rel=alternate hreflang=TR href="{BASE}/tr/bel.html">',
        canonical.format(BASE, "tr/bel.html"),
        en,
        default,
    ]


def test_a_canonical_elsewhere_stays() -> None:
    link = '<link rel="canonical" href="https://other.example/en/a.html">'
    assert link in localized(f"<head>{link}</head>")


def test_languages_that_are_not_ours_stay() -> None:
    link = '<link rel="alternate" hreflang="de" href="https://de.clinic.example/">'
    assert link in localized(f"<head>{link}</head>")


def test_nothing_is_added_without_a_base_address() -> None:
    text = '<head><meta property="og:title" content="x"></head>'
    assert localized(text, base="", only="en", target="en") == text.replace(
        'x">', 'x"><meta property="og:locale" content="en_GB">'
    )


def test_a_page_in_one_language_has_no_alternates() -> None:
    made = localized("<head></head>", "en", only="en")
    assert made == f'<head><link rel="canonical" href="{BASE}/en/a.html">\n</head>'


def test_a_page_without_head_is_left_alone() -> None:
    assert localized("<p>x</p>") == "<p>x</p>"


def test_open_graph() -> None:
    text = (
        '<head><meta property="og:locale" content="en_GB"><meta property="og:locale:alternate" content="tr_TR">'
        f'<meta property="og:url" content="{BASE}/en/a.html"><meta name="twitter:url" content="{BASE}/en/"></head>'
    )
    made = BeautifulSoup(localized(text, locale_tags={"en": "en_GB"}), "html.parser")
    assert [(str(m.get("property") or m.get("name")), m["content"]) for m in made.find_all("meta")] == [
        ("og:locale", "tr_TR"),
        ("og:locale:alternate", "en_GB"),
        ("og:url", f"{BASE}/tr/bel.html"),
        ("twitter:url", f"{BASE}/tr/"),
    ]


def test_open_graph_is_completed_where_it_is_used() -> None:
    made = localized('<head>\n<meta property="og:title" content="x">\n<title>t</title></head>', only="")
    assert made.startswith(
        '<head>\n<meta property="og:title" content="x">\n<meta property="og:locale" content="tr_TR">\n'
        '<meta property="og:locale:alternate" content="en_GB">\n'
        f'<meta property="og:url" content="{BASE}/tr/bel.html">\n<title>'
    )


def test_an_alternate_locale_that_is_not_ours_stays() -> None:
    meta = '<meta property="og:locale:alternate" content="de_DE">'
    assert meta in localized(f"<head>{meta}</head>")


def block(text: str, target: str = "tr") -> str:
    opening, closing = '<script type="application/ld+json">', "</script>"
    return localized(opening + text + closing, target).removeprefix(opening).removesuffix(closing)


def test_json_ld_language_and_addresses() -> None:
    made = json.loads(
        block(
            json.dumps(
                {
                    "@type": "MedicalClinic",
                    "@id": f"{BASE}/#clinic",
                    "inLanguage": "en-GB",
                    "url": f"{BASE}/en/a.html",
                    "sameAs": ["https://other.example/en/a.html", f"{BASE}/en/a.html#x"],
                    "name": f"{BASE}/en/",
                }
            )
        )
    )
    assert made == {
        "@type": "MedicalClinic",
        "@id": f"{BASE}/#clinic",
        "inLanguage": "tr",
        "url": f"{BASE}/tr/bel.html",
        "sameAs": ["https://other.example/en/a.html", f"{BASE}/tr/bel.html#x"],
        "name": f"{BASE}/tr/",
    }


def test_json_ld_links_in_a_fragment() -> None:
    text = r'{{"text": "See <a href=\"{}\">here</a> or <a href={}>"}}'
    assert block(text.format(f"{BASE}/en/a.html", "x")) == text.format(f"{BASE}/tr/bel.html", "x")


def test_a_list_of_languages_is_true_in_every_language() -> None:
    assert block('{"inLanguage": ["en", "tr"]}') == '{"inLanguage": ["en", "tr"]}'


def test_works_name_their_translations_and_translations_their_original() -> None:
    work = {"@type": "MedicalWebPage", "inLanguage": "en", "name": "x"}
    original = json.loads(block(json.dumps(work), "en"))
    (translation,) = original["workTranslation"]
    assert translation == {"@type": "MedicalWebPage", "@id": f"{BASE}/tr/bel.html", "inLanguage": "tr"}
    translated = json.loads(block(json.dumps(work)))
    assert translated["translationOfWork"]["@id"] == f"{BASE}/en/a.html"
    assert translated["inLanguage"] == "tr"


def test_a_clinic_is_no_work_and_a_relation_is_not_repeated() -> None:
    assert "translationOfWork" not in block('{"@type": "MedicalClinic", "inLanguage": "en"}')
    made = block('{"@type": "WebPage", "inLanguage": "en", "translationOfWork": {"@id": "x"}}')
    assert made.count("translationOfWork") == 1


# --- the language switch ----------------------------------------------------------------------------------------------


def switched(text: str, target: str = "tr", only: str = "") -> str:
    page = read_page(text.encode(), name="a", language="en", file="a.html")
    return restore(page, (), {}, switch_edits(parse(page), route(target, only=only)))


def test_a_marked_place_is_filled() -> None:
    made = switched("<body><nav data-l10n-switch aria-label=Dil>old</nav></body>")
    assert made == (
        "<body><nav data-l10n-switch aria-label=Dil><ul>"
        '<li><a href="../en/a.html" hreflang="en" lang="en" dir="ltr">English</a></li>'
        '<li><a href="bel.html" hreflang="tr" lang="tr" dir="ltr" aria-current="true">Türkçe</a></li>'
        "</ul></nav></body>"
    )


def test_a_page_without_a_switch_gets_one() -> None:
    made = BeautifulSoup(switched("<body><p>x</p></body>"), "html.parser")
    assert made.body is not None
    assert made.body.nav is not None
    assert made.body.nav["aria-label"] == "Dil"
    assert [a["hreflang"] for a in made.body.nav.find_all("a")] == ["en", "tr"]


@pytest.mark.parametrize("text", ['<body><a hreflang="tr" href="../tr/a.html">T</a></body>', "<p>no body</p>"])
def test_a_page_with_its_own_links_is_left_alone(text: str) -> None:
    assert switched(text) == text


def test_one_language_needs_no_switch() -> None:
    assert switched("<body></body>", "en", only="en") == "<body></body>"
