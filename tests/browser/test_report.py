"""The report in a real browser, in both languages: legible in every window, in light and dark, and on paper."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.build import Mode
from tests.browser import chromium, sample
from tests.browser.chromium import Tab, address
from tests.browser.visit import LAYOUT, WINDOWS, nameless, troubles

pytestmark = pytest.mark.browser

STRUCTURE = """(() => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
  return {
    language: document.documentElement.lang,
    parts: seen("main > article").map((e) => e.id),
    headings: seen("h1, h2, h3, h4").map((e) => Number(e.tagName[1])),
    landmarks: ["header", "main", "nav"].map((name) => seen(name).length),
    regions: seen("section, [role=region]").every((e) => e.matches("[aria-label], [aria-labelledby]")),
    current: seen(".switch a[aria-current]").map((e) => e.lang),
    charts: seen("svg.chart").length,
    links: seen("article a[href]").map((e) => e.href),
    unlabelled: seen("q").filter((e) => !e.lang).length,
    focus: document.activeElement.id,
  };
})()"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = sample.copy_project(tmp_path_factory.mktemp("report"))
    sample.leave_unfinished(project)
    sample.build(project, Mode.DRAFT)
    return project.site / "report" / "index.html"


@pytest.fixture(scope="module", params=["en", "tr"])
def shown(request: pytest.FixtureRequest, report: Path, tab: Tab) -> str:
    """The report is open in this language."""
    tab.resize(1280, 900)
    tab.media(prefers_color_scheme="light")
    tab.load("about:blank")
    events = tab.load(f"{address(report)}#{request.param}")
    assert not [*troubles(events + tab.events())]
    language: str = request.param
    return language


def test_structure(shown: str, tab: Tab, report: Path) -> None:
    found = tab.evaluate(STRUCTURE)
    assert found["parts"] == [shown]
    assert found["language"] == shown
    assert found["current"] == [shown]
    assert found["headings"][0] == 1
    assert found["headings"].count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(found["headings"]))
    assert found["landmarks"] == [1, 1, 2]
    assert found["regions"]
    assert found["charts"] == 2
    assert not found["unlabelled"]
    assert not nameless(tuple(tab.accessible()))
    root = report.parent.parent.parent
    files = {link.partition("#")[0] for link in found["links"]}
    assert all(link.startswith(address(root)) and Path(link.removeprefix("file://")).is_file() for link in files)


def test_fits_and_is_legible(shown: str, tab: Tab) -> None:
    for width, scheme in WINDOWS:
        tab.resize(width, 900)
        tab.media(prefers_color_scheme=scheme)
        layout = tab.evaluate(LAYOUT)
        assert layout["pageWidth"] <= width
        assert not layout["sticksOut"]
        assert layout["dark"] == (scheme == "dark")
        assert not layout["faint"]


def test_on_paper(shown: str, tab: Tab) -> None:
    tab.resize(720, 900)
    tab.call("Emulation.setEmulatedMedia", media="print")
    layout = tab.evaluate(LAYOUT)
    tab.call("Emulation.setEmulatedMedia", media="")
    assert layout["pageWidth"] <= 720
    assert not layout["faint"]
    assert not layout["sticksOut"]


def test_the_switch_needs_no_script(report: Path, command: str, tmp_path: Path) -> None:
    bare = tmp_path / "bare.html"
    bare.write_text(re.sub(r"<script>.*?</script>", "", report.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    with chromium.start(command) as browser, browser.tab() as tab:
        tab.load(address(bare))
        assert tab.evaluate(STRUCTURE)["parts"] == ["en"]
        for selector, language in (
            (".switch a[lang=tr]", "tr"),
            ("#tr .contents li:last-child a", "tr"),
            (".switch a[lang=en]", "en"),
        ):
            tab.evaluate(f"document.querySelector('{selector}').click()")
            found = tab.evaluate(STRUCTURE)
            assert found["parts"] == [language]
        assert found["focus"] == "en", "the keyboard goes on in the part that was chosen"
