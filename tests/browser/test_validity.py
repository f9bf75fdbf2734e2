"""The built site by other people's rules: the W3C's HTML checker, axe, and what search engines ask for."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from tests.browser import peers
from tests.browser.chromium import Tab, address
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def built(site: Site) -> dict[str, Path]:
    """Every page for visitors, by its path; the editors' report is none."""
    folder = site.project.site
    pages = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    return {name: path for name, path in pages.items() if not name.startswith("report/")}


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(peers.as_utf8(path.read_bytes()), "html.parser")


def source_of(site: Site, name: str) -> str:
    """The source file of a built page, found through the language switch that every sample page has."""
    page = soup(site.project.site / name)
    links = {str(a["hreflang"]): str(a["href"]) for a in page.select("a[hreflang]")}
    for language, href in links.items():
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(href)))
        if (site.project.source / path).is_file() and path.startswith(f"{language}/"):
            return path
    return ""


def test_the_checker_has_nothing_new_to_say(site: Site, tmp_path: Path) -> None:
    peers.needed(peers.CHECKER, command="java")
    pages = {name: peers.as_utf8(path.read_bytes()) for name, path in built(site).items()}
    sources = {
        f"source {name}": peers.as_utf8((site.project.source / name).read_bytes())
        for name in {source_of(site, name) for name in pages} - {""}
    }
    found = peers.messages(pages | sources, tmp_path / "pages")
    pairs = ((name, found[name], found.get(f"source {source_of(site, name)}", Counter())) for name in pages)
    assert peers.more(pairs) == []


def test_the_checker_would_say_it(tmp_path: Path) -> None:
    peers.needed(peers.CHECKER, command="java")
    found = peers.messages({"bad": "<!DOCTYPE html><title>x</title><p><img src=x></p></p>"}, tmp_path / "pages")
    assert sum(found["bad"].values()) >= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_new(site: Site, tab: Tab, scheme: str) -> None:
    peers.needed(peers.AXE)
    tab.resize(1280, 900)
    tab.media(prefers_color_scheme=scheme)
    before: dict[str, set[str]] = {}
    new = []
    for name, path in built(site).items():
        source = source_of(site, name)
        if source and source not in before:
            tab.load(address(site.project.source / source))
            before[source] = set(peers.violations(tab))
        tab.load(address(path) + "#languages" if name == "index.html" else address(path))
        new += [
            f"{name}: {rule} {nodes}"
            for rule, nodes in peers.violations(tab).items()
            if rule not in before.get(source, ())
        ]
    assert new == []


def test_axe_would_find_it(tab: Tab, tmp_path: Path) -> None:
    peers.needed(peers.AXE)
    page = tmp_path / "page.html"
    page.write_text('<html><body><img src="x"><p style="color:#999;background:#fff">Hard to read', "utf-8")
    tab.load(address(page))
    assert {"html-has-lang", "image-alt", "color-contrast"} <= set(peers.violations(tab))


# --- what search engines ask for --------------------------------------------------------------------------------------


def alternates(page: BeautifulSoup) -> dict[str, str]:
    return {str(link["hreflang"]): str(link["href"]) for link in page.select('link[rel="alternate"][hreflang]')}


def localized(site: Site) -> dict[str, BeautifulSoup]:
    """The pages in the folders of the languages, by address; redirects are none."""
    pages = {name: soup(path) for name, path in built(site).items() if "/" in name}
    found = {name: page for name, page in pages.items() if not page.select('meta[http-equiv="refresh"]')}
    return {f"{site.project.base_url}/{name}": page for name, page in found.items()}


def test_versions_name_each_other_and_themselves(site: Site) -> None:
    pages = localized(site)
    assert len(pages) == 20
    for url, page in pages.items():
        versions = alternates(page)
        assert set(versions) == {"en", "tr", "x-default"}, url
        assert versions[str(page.html["lang"])[:2]] == url  # type: ignore[index]
        assert [str(link["href"]) for link in page.select('link[rel="canonical"]')] == [url]
        assert all(alternates(pages[other]) == versions for other in versions.values()), url


def test_the_sitemap_is_what_the_protocol_says(site: Site) -> None:
    content = (site.project.site / "sitemap.xml").read_bytes()
    root = ElementTree.fromstring(content)
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    pages = localized(site)
    assert {url.findtext("s:loc", namespaces=NAMES) for url in root} == set(pages)
    for url in root:
        tags = [child.tag.rpartition("}")[2] for child in url]
        assert tags[0] == "loc"
        assert set(tags) <= {"loc", "lastmod", "link"}
        stamp = url.findtext("s:lastmod", namespaces=NAMES)
        assert stamp is None or W3C_DATE.fullmatch(stamp)
        links = {str(link.get("hreflang")): str(link.get("href")) for link in url.findall("x:link", NAMES)}
        assert links == alternates(pages[str(url.findtext("s:loc", namespaces=NAMES))])


def test_every_link_leads_somewhere(site: Site) -> None:
    folder, base = site.project.site, site.project.base_url
    ids = {name: {str(e["id"]) for e in soup(path).select("[id]")} for name, path in built(site).items()}
    lost, seen = [], 0
    for name, path in built(site).items():
        for element in soup(path).select("[href], [src], [poster], [srcset]"):
            values = [str(element[a]) for a in ("href", "src", "poster") if element.has_attr(a)]
            values += [part.split()[0] for part in str(element.get("srcset", "")).split(",") if part.strip()]
            for value in values:
                link = urlsplit(value.removeprefix(base) if value.startswith(f"{base}/") else value)
                if link.scheme or link.netloc or element.name in ("form",):
                    continue
                root = "" if link.path.startswith("/") else posixpath.dirname(name)
                target = posixpath.normpath(posixpath.join(root, unquote(link.path).lstrip("/"))) if link.path else name
                target = f"{target}/index.html".removeprefix("./") if (folder / target).is_dir() else target
                seen += 1
                if not (folder / target).is_file():
                    lost.append(f"{name}: {value}")
                elif link.fragment and target in ids and unquote(link.fragment) not in ids[target]:
                    lost.append(f"{name}: {value} (no such id)")
    assert lost == []
    assert seen > 400


def test_structured_data_can_be_read(site: Site) -> None:
    base = site.project.base_url
    count = 0
    for url, page in localized(site).items():
        language = str(page.html["lang"])  # type: ignore[index]
        for script in page.select('script[type="application/ld+json"]'):
            data = json.loads(script.string or "")
            count += 1
            for address_ in re.findall(
                rf"{re.escape(base)}/(en|tr)/",
                json.dumps(
                    {key: value for key, value in data.items() if key not in ("workTranslation", "translationOfWork")}
                ),
            ):
                assert address_ == language[:2], url
            said = data.get("inLanguage", language)
            assert said == ["en", "tr"] or said[:2] == language[:2], url
    assert count >= 18
