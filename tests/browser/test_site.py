"""The sample site in a real browser: every page, in both languages, as a draft and as a release."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from pipeline import locales
from pipeline.build import Mode
from tests.browser import sample
from tests.browser.chromium import Tab, address
from tests.browser.conftest import Site
from tests.browser.visit import Visit, nameless, visit

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "tr")
SOURCES = {path.stem: path.parent.name for path in sorted((sample.ROOT / "source").glob("*/*.html"))}
_visits: dict[tuple[Mode, str, str], Visit] = {}


class Seen:
    """A page of the built site, with what the browser says about it."""

    def __init__(self, site: Site, name: str, language: str, visited: Visit):
        self.site = site
        self.name = name
        self.language = language
        self.source = SOURCES[name]
        self.visit = visited
        self.facts = visited.facts

    @property
    def is_localized(self) -> bool:
        return self.language != self.source

    def path(self, language: str) -> str:
        """Where the page stands in a language."""
        return self.site.paths[self.name, language]

    @property
    def drafted(self) -> int:
        return self.site.status[self.name, self.language].drafted if self.is_localized else 0


@pytest.fixture(params=[(name, language) for name in SOURCES for language in LANGUAGES], ids="-".join)
def seen(request: pytest.FixtureRequest, site: Site, tab: Tab) -> Seen:
    name, language = request.param
    key = site.mode, name, language
    if key not in _visits:
        _visits[key] = visit(tab, site.project.site / site.paths[name, language])
    return Seen(site, name, language, _visits[key])


def test_loads_with_all_its_files_and_no_error(seen: Seen) -> None:
    assert not seen.visit.loading
    assert not seen.facts["brokenImages"]
    assert seen.facts["mode"] == "CSS1Compat"


def test_says_its_language(seen: Seen) -> None:
    assert seen.facts["language"].partition("-")[0] == seen.language, "an author may say which English it is"
    assert seen.facts["direction"] == locales.direction(seen.language)
    assert seen.facts["directionOfParts"] == [locales.direction(seen.language)]
    assert seen.facts["title"]


def test_links_lead_somewhere(seen: Seen) -> None:
    missing = [link for link in seen.facts["links"] if not leads_somewhere(link, seen.site.project.site)]
    assert not missing


def test_knows_its_address_and_its_counterpart(seen: Seen) -> None:
    base = seen.site.project.base_url
    assert [link for _, link in seen.facts["canonical"]] == [f"{base}/{seen.path(seen.language)}"]
    alternates = dict(seen.facts["alternates"])
    assert {language: alternates.get(language) for language in LANGUAGES} == {
        language: f"{base}/{seen.path(language)}" for language in LANGUAGES
    }


def test_language_switch_leads_to_the_same_page(seen: Seen) -> None:
    switches = {link["hreflang"]: link for link in seen.facts["switches"]}
    assert set(switches) == set(LANGUAGES)
    for language, link in switches.items():
        assert link["href"] == address(seen.site.project.site / seen.path(language))
        assert link["lang"] == language
        assert link["current"] == ("true" if language == seen.language else None)


def test_banner_tells_of_drafts(seen: Seen) -> None:
    banners = seen.facts["banners"]
    if seen.site.mode is Mode.RELEASE or not seen.drafted:
        assert not banners
        return
    [banner] = banners
    assert banner["shown"]
    assert banner["bottom"] == banner["window"], "stays in view at the foot of the window"
    assert banner["language"] == seen.language
    total = seen.site.status[seen.name, seen.language].segments
    assert set(map(int, re.findall(r"\d+", banner["text"]))) == {seen.drafted, total}


def test_text_left_in_the_source_language_says_so(seen: Seen) -> None:
    if not seen.is_localized:
        return
    texts = sample.texts(sample.load(seen.site.project, seen.name, seen.source, seen.language), seen.site.mode)
    fallen_back = [(text, lang) for text, lang in seen.facts["texts"] if text in texts.fallen_back]
    assert [text for text, lang in fallen_back if lang.partition("-")[0] != seen.source] == []
    assert [
        text for text, lang in seen.facts["texts"] if text in texts.translated and lang.startswith(seen.source)
    ] == []
    if seen.name in sample.UNFINISHED:
        assert len(fallen_back) >= 10


def test_structure_is_accessible(seen: Seen) -> None:
    facts = seen.facts
    assert facts["h1"] == 1
    assert facts["landmarks"] == {"main": 1, "body > header": 1, "body > footer": 1, "nav": facts["landmarks"]["nav"]}
    assert facts["landmarks"]["nav"] >= 1
    for fault in (
        "skippedLevels",
        "withoutAlt",
        "withoutLabel",
        "namelessNavs",
        "doubledIds",
        "missingReferences",
        "headlessTables",
    ):
        assert not facts[fault], fault
    assert facts["firstLink"].startswith("#"), "the first link skips the navigation"
    assert not nameless(seen.visit.accessible)


def test_fits_every_window(seen: Seen) -> None:
    for (width, _), layout in seen.visit.layouts.items():
        assert layout["width"] == width
        assert not layout["sticksOut"]
        assert layout["pageWidth"] <= width
    assert not seen.facts["cutDrawings"]


def test_is_legible_in_light_and_dark(seen: Seen) -> None:
    for (_, scheme), layout in seen.visit.layouts.items():
        assert layout["dark"] == (scheme == "dark")
        assert not layout["faint"]


def leads_somewhere(link: str, site: Path) -> bool:
    """Whether a link leads to a file of the site, and to a place in it that exists; links to elsewhere are believed."""
    parts = urlsplit(link)
    if parts.scheme != "file":
        return parts.scheme in ("https", "mailto", "tel")
    path = Path(unquote(parts.path))
    return (
        path.is_file() and path.is_relative_to(site) and (not parts.fragment or unquote(parts.fragment) in _ids(path))
    )


@cache
def _ids(path: Path) -> frozenset[str]:
    page = BeautifulSoup(path.read_bytes(), "html.parser")
    return frozenset(str(element["id"]) for element in page.find_all(id=True))
