"""The checks themselves: a page that does everything wrong must not pass any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import chromium
from tests.browser.chromium import Tab, address
from tests.browser.visit import Visit, nameless, visit

pytestmark = pytest.mark.browser

BAD = """<html lang="en"><body style="background: #fff">
<a href="nowhere.html">Straight to it</a>
<nav></nav><nav></nav>
<h1>One</h1><h3>Three</h3><h1>Two</h1>
<img src="missing.png"><img src="missing-too.png" alt="A spine" loading="lazy">
<p id="x">Text</p><p id="x" aria-labelledby="nobody">Text</p>
<input type="text" name="who"><a href="a.html"></a>
<table><tr><td>1</td></tr></table>
<p style="color: #999">Hard to read</p>
<p style="width: 1300px">Wide</p>
<div style="overflow-x: auto"><p style="width: 2000px">Wide, but it can be scrolled</p></div>
<svg viewBox="0 0 100 20" width="100" height="20"><text x="90" y="15">Cut off</text></svg>
<p dir="rtl">The other way</p>
<p class="clinic-l10n-draft" hidden>3 of 4</p>
<script>console.error("out of order"); setTimeout(() => null.nothing); fetch("https://192.0.2.1/")</script>
</body></html>
"""


@pytest.fixture(scope="module")
def bad(tab: Tab, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    page = tmp_path_factory.mktemp("bad") / "page.html"
    page.write_text(BAD, "utf-8")
    return visit(tab, page)


def test_trouble_while_loading_is_noticed(bad: Visit) -> None:
    heard = "\n".join(bad.loading)
    for expected in (
        "console: out of order",
        "script: TypeError",
        "not loaded: Image",
        "not from the site: https://192.0.2.1/",
    ):
        assert expected in heard
    assert len(bad.facts["brokenImages"]) == 2
    assert bad.facts["mode"] == "BackCompat"


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("h1", 2),
        ("skippedLevels", [3]),
        ("doubledIds", ["x"]),
        ("missingReferences", ["aria-labelledby=nobody"]),
        ("namelessNavs", [""]),
        ("firstLink", "nowhere.html"),
        ("cutDrawings", ["Cut off"]),
        ("directionOfParts", ["ltr", "rtl"]),
        ("landmarks", {"main": 0, "body > header": 0, "body > footer": 0, "nav": 2}),
    ],
)
def test_fault_is_noticed(bad: Visit, fact: str, expected: object) -> None:
    assert bad.facts[fact] == expected


@pytest.mark.parametrize("fact", ["withoutAlt", "withoutLabel", "headlessTables"])
def test_faulty_element_is_noticed(bad: Visit, fact: str) -> None:
    assert len(bad.facts[fact]) == 1


def test_what_has_no_name_is_noticed(bad: Visit) -> None:
    assert {"link", "textbox", "image"} <= set(nameless(bad.accessible))


def test_hidden_banner_is_noticed(bad: Visit) -> None:
    assert [banner["shown"] for banner in bad.facts["banners"]] == [False]


def test_what_sticks_out_is_noticed_and_what_scrolls_is_not(bad: Visit) -> None:
    narrow = bad.layouts[390, "light"]
    assert narrow["pageWidth"] > 1300
    assert any(">Wide<" in found for found in narrow["sticksOut"])
    assert not any("scrolled" in found for found in narrow["sticksOut"])


def test_faint_text_is_noticed(bad: Visit) -> None:
    assert ["Hard to read" in found for found in bad.layouts[390, "light"]["faint"]] == [True]


def test_colour_scheme_is_the_one_asked_for(bad: Visit) -> None:
    assert {scheme: layout["dark"] for (_, scheme), layout in bad.layouts.items()} == {"light": False, "dark": True}


def test_browser_leaves_nothing_behind(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with chromium.start(command) as browser, browser.tab() as tab:
        tab.load(address(Path(__file__).parent / "facts.js"))
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
