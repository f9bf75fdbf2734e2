"""The preview in a real browser: every page loads as it does from the folder, and follows what is saved."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from pipeline.build import Mode
from pipeline.config import Project
from pipeline.serving.changes import Work
from pipeline.serving.preview import Preview
from pipeline.serving.server import PreviewServer
from tests.browser import sample
from tests.browser.chromium import Tab, address
from tests.browser.visit import troubles

pytestmark = pytest.mark.browser

SIMPLE = """(() => ({
  title: document.title,
  language: document.documentElement.lang,
  viewport: document.querySelector("meta[name=viewport]")?.content ?? "",
  description: document.querySelector("meta[name=description]")?.content ?? "",
  unsized: document.querySelectorAll("img:not([width][height])").length,
  broken: [...document.querySelectorAll("img")].filter((i) => i.loading !== "lazy" && !i.naturalWidth).length,
  wide: document.documentElement.scrollWidth > innerWidth,
}))()"""
PROBLEMS = """[...document.querySelector("clinic-l10n-problems")?.shadowRoot.querySelectorAll("li") ?? []]
  .map((item) => item.textContent)"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Preview:
    made = Preview(sample.copy_project(tmp_path_factory.mktemp("preview")), Mode.DRAFT)
    assert not made.build(Work(whole=True)).problems
    return made


@pytest.fixture(scope="module")
def url(preview: Preview) -> Iterator[str]:
    with PreviewServer(preview.project.site, 0, preview.board) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.url
        preview.board.close()
        server.shutdown()


def site_pages(project: Project) -> list[str]:
    return sorted(path.relative_to(project.site).as_posix() for path in project.site.glob("*/*.html"))


def until(tab: Tab, script: str, expected: object) -> None:
    """Wait until a script in the page gives this value; a page that loads again answers nothing for a moment."""
    limit = time.monotonic() + 20
    while (found := tab.evaluate(script)) != expected:
        assert time.monotonic() < limit, f"{script} is {found!r}"
        time.sleep(0.05)


def test_pages_load_alike_from_the_folder_and_the_server(preview: Preview, url: str, tab: Tab) -> None:
    tab.resize(390, 844)
    tab.media(prefers_color_scheme="light")
    pages = site_pages(preview.project)
    assert len(pages) == 20
    for name in pages:
        found = []
        for home, start in ("file:", address(preview.project.site) + "/"), (url, url):
            events = tab.load(start + name)
            assert [*troubles(events + tab.events(), home)] == [], start + name
            found.append(tab.evaluate(SIMPLE))
        from_folder, from_server = found
        assert from_folder == from_server
        assert from_server["title"]
        assert from_server["description"]
        assert from_server["language"].startswith(name[:2])
        assert from_server["viewport"].startswith("width=device-width")
        assert (from_server["unsized"], from_server["broken"], from_server["wide"]) == (0, 0, False), name


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_root_sends_a_visitor_to_their_language(url: str, tab: Tab, language: str) -> None:
    tab.call("Network.setUserAgentOverride", userAgent="test", acceptLanguage=language)
    tab.load("about:blank")
    tab.load(url)
    until(tab, "location.pathname", f"/{language}/index.html")
    tab.call("Network.setUserAgentOverride", userAgent="", acceptLanguage="en-GB")


def test_the_root_keeps_who_comes_from_the_site(url: str, tab: Tab) -> None:
    tab.load(url + "en/index.html")
    tab.evaluate("location.assign('/')")
    until(tab, "document.readyState + location.pathname", "complete/")
    assert tab.evaluate("[...document.querySelectorAll('main a')].map((a) => a.pathname)") == [
        "/en/index.html",
        "/tr/index.html",
    ]


def test_an_open_page_follows_what_is_saved(preview: Preview, url: str, tab: Tab) -> None:
    path = preview.project.source / "en" / "index.html"
    text = path.read_text("utf-8")
    tab.load(url + "tr/index.html")
    tab.evaluate("window.isOld = true")
    path.write_text(text.replace("</main>", "<p id='fresh'>Fresh words</p></main>"), "utf-8")
    assert preview.update([path])
    until(tab, "document.querySelector('#fresh')?.textContent", "Fresh words")
    assert tab.evaluate("window.isOld") is None
    path.write_text(text, "utf-8")
    assert preview.update([path])
    until(tab, "document.querySelector('#fresh')", None)


def test_problems_lie_over_the_page_until_they_are_mended(preview: Preview, url: str, tab: Tab) -> None:
    settings = preview.project.root / "clinic-l10n.toml"
    text = settings.read_text("utf-8")
    tab.load(url + "en/index.html")
    settings.write_text(text + "\nbad\n", "utf-8")
    update = preview.update([settings])
    assert update
    until(tab, PROBLEMS, list(update.problems))
    settings.write_text(text, "utf-8")
    assert preview.update([settings])
    until(tab, PROBLEMS, [])


def test_the_script_is_never_in_the_files(preview: Preview) -> None:
    root: Path = preview.project.site
    assert not [path for path in root.rglob("*.html") if b"live.js" in path.read_bytes()]
