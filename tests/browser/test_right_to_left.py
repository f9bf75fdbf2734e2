"""Two pages of the sample site in Arabic and Hebrew, partly translated, as a browser lays them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline import trail
from pipeline.build import Mode
from pipeline.catalog import write_catalog
from pipeline.config import FILE, Project, read_project
from pipeline.flow import run
from pipeline.model import Entry, Severity
from tests.browser import chromium, peers, sample
from tests.browser.visit import LAYOUT

TEXTS = Path(__file__).parent.parent / "data" / "right_to_left.tsv"
PAGES = ("index", "appointment")
LANGUAGES = ("ar", "he")
REVIEWER = "sample reviewer (fictitious)"

# What a reader sees from left to right: the words' places on the line, not their order in the page.
SHOWN = """(selector) => [...document.querySelectorAll(selector)].map((run) => {
  const letters = [];
  const walker = document.createTreeWalker(run, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at++) {
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + 1);
    const box = range.getBoundingClientRect();
    if (box.width) letters.push([Math.round(box.top / 8), box.left, range.toString()]);
  }
  return letters.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((letter) => letter[2]).join("").trim();
})"""

FACTS = """({
  direction: getComputedStyle(document.documentElement).direction,
  language: document.documentElement.lang,
  english: [...document.querySelectorAll("main [lang=en]:not(noscript *, datalist *, progress *)")]
    .map((part) => getComputedStyle(part.querySelector(":scope > bdi") ?? part).direction),
})"""


def translated(language: str) -> Callable[[Entry], Entry]:
    head, *rows = (line.split("\t") for line in TEXTS.read_text("utf-8").splitlines())
    texts = {row[0]: row[head.index(language)] for row in rows}

    def change(entry: Entry) -> Entry:
        if entry.msgid not in texts:
            return entry
        return trail.approved(replace(entry, msgstr=texts[entry.msgid]), language, REVIEWER, date(2026, 11, 22))

    return change


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("right-to-left")
    sample.copy_project(folder)
    settings = (folder / FILE).read_text("utf-8")
    (folder / FILE).write_text(settings.replace('["en", "tr"]', '["en", "tr", "ar", "he"]'), "utf-8")
    project = read_project(folder)
    assert not run(project, ("extract",)).failures
    for language in LANGUAGES:
        for page in PAGES:
            catalog = sample.load(project, page, "en", language)
            entries = tuple(map(translated(language), catalog.entries))
            project.catalog(page, language).write_bytes(write_catalog(replace(catalog, entries=entries)))
    result = run(project, ("build",), mode=Mode.RELEASE)
    assert not result.failures
    stopped = [str(found.location) for found in result.findings if found.severity is Severity.ERROR]
    assert not [place for place in stopped if place.startswith(("locales/ar/", "locales/he/"))]
    return project


def built(project: Project, page: str, language: str) -> Path:
    (path,) = (
        path
        for path in (project.site / language).glob("*.html")
        if f'hreflang="en" href="https://www.cedar-spine.example/en/{page}.html"'.encode() in path.read_bytes()
    )
    return path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_the_page_runs_from_right_to_left(project: Project, tab: chromium.Tab, page: str, language: str) -> None:
    tab.load(chromium.address(built(project, page, language)))
    facts = tab.evaluate(FACTS)
    assert (facts["direction"], facts["language"]) == ("rtl", language)
    assert len(facts["english"]) > 10, "not all is translated"
    assert set(facts["english"]) == {"ltr"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out(project: Project, tab: chromium.Tab, page: str, language: str, width: int) -> None:
    tab.resize(width, 900)
    tab.load(chromium.address(built(project, page, language)))
    layout = tab.evaluate(LAYOUT)
    assert layout["pageWidth"] <= width
    assert not layout["sticksOut"]
    assert (
        tab.evaluate("Math.min(...[...document.querySelectorAll('main *')].map((e) => e.getBoundingClientRect().left))")
        >= -1
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_numbers_read_from_left_to_right(project: Project, tab: chromium.Tab, language: str) -> None:
    tab.resize(1280, 900)
    tab.load(chromium.address(built(project, "index", language)))
    assert tab.evaluate(f"({SHOWN})('a[href^=\"tel:\"]')") == ["+90 212 555 01 00", "+90 212 555 01 34"]
    assert tab.evaluate(f"({SHOWN})('a[href^=\"mailto:\"]')") == ["info@cedar-spine.example"]
    runs = tab.evaluate(f"({SHOWN})('main bdi')")
    for wanted in ("Cedar Spine Clinic", "Prof. Emre Sedirli", "38.5\u00a0°C", "MRI"):
        assert wanted in runs


def test_the_pages_are_valid(project: Project, tmp_path: Path) -> None:
    peers.needed(peers.CHECKER, command="java")
    texts = {
        (page, language): peers.as_utf8(built(project, page, language).read_bytes())
        for page in PAGES
        for language in ("en", *LANGUAGES)
    }
    found = peers.messages({" ".join(names): text for names, text in texts.items()}, tmp_path / "pages")
    assert not peers.more(
        (f"{page} {language}", found[f"{page} {language}"], found[f"{page} en"]) for page, language in texts
    )
