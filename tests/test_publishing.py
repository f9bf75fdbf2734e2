"""The site on disk: addresses through the years, and what holds the pages of a site together."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from pipeline import flow, publishing
from pipeline.build import Mode
from pipeline.config import Project, read_project
from pipeline.errors import ProjectError
from pipeline.model import RunResult, Severity
from tests.sites import SETTINGS, approve, make_project, snapshot, write_page

STEPS = ("extract", "build")
PAGE = '<html lang="en"><head><title>{}</title></head><body><p>Text <a href="index.html">home</a>.</p></body></html>'
HOME = '<html lang="en"><head><title>Home</title></head><body><a href="fusion.html">Fusion</a></body></html>'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path, {"en/index.html": HOME, "en/fusion.html": PAGE.format("Spinal fusion | Clinic")})


def release(project: Project, *steps: str) -> RunResult:
    return flow.run(project, steps or STEPS, mode=Mode.RELEASE)


def titled(project: Project, title: str, page: str = "fusion", source: str = "Spinal fusion | Clinic") -> None:
    flow.run(project, ("extract",))
    approve(project, page, "tr", {source: title})


def pages(project: Project, language: str = "tr") -> list[str]:
    folder = project.site / language
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def text(project: Project, name: str) -> str:
    return (project.site / name).read_text("utf-8")


# --- slugs ------------------------------------------------------------------------------------------------------------


def test_an_approved_title_makes_the_address(project: Project) -> None:
    flow.run(project, STEPS)
    assert pages(project) == ["fusion.html", "index.html"], "no title yet"
    titled(project, "Omurga füzyonu | Sedir")
    flow.run(project, STEPS)
    assert pages(project) == ["index.html", "omurga-fuzyonu.html"]
    assert 'href="omurga-fuzyonu.html"' in text(project, "tr/index.html")
    assert 'href="fusion.html"' in text(project, "en/index.html")
    assert not project.addresses.exists(), "only a release publishes"


def test_a_published_address_stays_when_the_title_changes(project: Project) -> None:
    titled(project, "Omurga füzyonu")
    release(project)
    titled(project, "Omur kaynatma")
    release(project)
    assert pages(project) == ["index.html", "omurga-fuzyonu.html"]


def test_a_makeshift_address_is_replaced_once_with_a_redirect(project: Project) -> None:
    release(project)
    titled(project, "Omurga füzyonu")
    release(project)
    assert pages(project) == ["fusion.html", "index.html", "omurga-fuzyonu.html"]
    moved = BeautifulSoup(text(project, "tr/fusion.html"), "html.parser")
    assert moved.html is not None
    assert moved.html["lang"] == "tr"
    assert moved.find("meta", attrs={"http-equiv": "refresh"})["content"] == "0; url=omurga-fuzyonu.html"  # type: ignore[index]
    assert moved.find("link", rel="canonical")["href"] == "https://clinic.example/tr/omurga-fuzyonu.html"  # type: ignore[index]
    assert text(project, "_redirects") == "/tr/fusion.html /tr/omurga-fuzyonu.html 301\n"
    assert text(project, "redirects.nginx.map") == '"/tr/fusion.html" "/tr/omurga-fuzyonu.html";\n'


def test_the_settings_rename_a_page(project: Project) -> None:
    titled(project, "Omurga füzyonu")
    release(project)
    (project.root / "clinic-l10n.toml").write_text(
        SETTINGS + '[slugs.tr]\nfusion = "tedaviler/fuzyon"\n[slugs.en]\nfusion = "treatments/fusion"\n', "utf-8"
    )
    release(read_project(project.root))
    assert pages(project) == ["index.html", "omurga-fuzyonu.html", "tedaviler/fuzyon.html"]
    assert pages(project, "en") == ["fusion.html", "index.html", "treatments/fusion.html"]
    assert 'href="../index.html"' in text(project, "tr/tedaviler/fuzyon.html")
    assert "url=tedaviler/fuzyon.html" in text(project, "tr/omurga-fuzyonu.html")
    assert 'href="treatments/fusion.html"' in text(project, "en/index.html")


def test_a_page_names_its_own_slug(project: Project) -> None:
    page = PAGE.replace("<title>", '<meta name="clinic-l10n:slug:tr" content="Omurga Füzyonu"><title>')
    write_page(project.root, "en/fusion.html", page.format("x"))
    flow.run(project, STEPS)
    assert pages(project) == ["index.html", "omurga-fuzyonu.html"]


@pytest.mark.parametrize("given", ["../secret", "Füzyon", "a b", "/"])
def test_a_setting_that_is_no_slug_is_refused(project: Project, given: str) -> None:
    (project.root / "clinic-l10n.toml").write_text(f'{SETTINGS}[slugs.tr]\nfusion = "{given}"\n', "utf-8")
    with pytest.raises(ProjectError, match="not a slug"):
        flow.run(read_project(project.root), STEPS)


def test_two_titles_that_make_one_slug(project: Project) -> None:
    write_page(project.root, "en/second.html", PAGE.format("Fusion of the spine"))
    titled(project, "Omurga Füzyonu")
    approve(project, "second", "tr", {"Fusion of the spine": "OMURGA FÜZYONU"})
    release(project)
    assert pages(project) == ["index.html", "omurga-fuzyonu-2.html", "omurga-fuzyonu.html"]
    before = text(project, "tr/omurga-fuzyonu.html")
    write_page(project.root, "en/a-new-one.html", PAGE.format("A third"))
    flow.run(project, ("extract",))
    approve(project, "a-new-one", "tr", {"A third": "Omurga füzyonu"})
    release(project)
    assert text(project, "tr/omurga-fuzyonu.html") == before
    assert "omurga-fuzyonu-3.html" in pages(project)


def test_a_deleted_page_is_gone_and_its_address_is_not_given_away(project: Project) -> None:
    titled(project, "Omurga füzyonu")
    release(project)
    (project.source / "en/fusion.html").unlink()
    write_page(project.root, "en/new.html", PAGE.format("New"))
    flow.run(project, ("extract",))
    approve(project, "new", "tr", {"New": "Omurga füzyonu"})
    release(project)
    assert pages(project) == ["index.html", "omurga-fuzyonu-2.html"]
    assert "/tr/omurga-fuzyonu.html /404.html 410\n" in text(project, "_redirects")
    assert '"/tr/omurga-fuzyonu.html" "gone";\n' in text(project, "redirects.nginx.map")
    assert "gone = true" in project.addresses.read_text("utf-8")
    write_page(project.root, "en/fusion.html", PAGE.format("Spinal fusion | Clinic"))
    release(project)
    assert "omurga-fuzyonu.html" in pages(project), "back again"


def test_a_title_in_another_script(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"en/index.html": HOME, "en/fusion.html": PAGE.format("Spinal fusion")})
    (tmp_path / "clinic-l10n.toml").write_text(SETTINGS.replace('"tr"', '"ar"'), "utf-8")
    project = read_project(tmp_path)
    flow.run(project, ("extract",))
    approve(project, "fusion", "ar", {"Spinal fusion": "دمج الفقرات"})
    flow.run(project, STEPS)
    assert pages(project, "ar") == ["index.html", "دمج-الفقرات.html"]
    assert "ar/%D8%AF%D9%85%D8%AC-" in text(project, "sitemap.xml")


def test_a_damaged_record_is_named(project: Project) -> None:
    project.addresses.parent.mkdir(parents=True, exist_ok=True)
    project.addresses.write_text("<<<<<<< HEAD\n", "utf-8")
    with pytest.raises(ProjectError, match=r"locales/addresses\.toml.*restore it from version control"):
        release(project)


# --- sitemap ----------------------------------------------------------------------------------------------------------

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_the_sitemap_names_every_version_and_its_versions(project: Project) -> None:
    release(project)
    root = ElementTree.fromstring(text(project, "sitemap.xml"))
    found = {
        url.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
        }
        for url in root
    }
    base = "https://clinic.example"
    home = {"en": f"{base}/en/index.html", "tr": f"{base}/tr/index.html", "x-default": f"{base}/en/index.html"}
    assert found[f"{base}/en/index.html"] == found[f"{base}/tr/index.html"] == home
    assert len(found) == 4


def lastmods(project: Project) -> dict[str, str]:
    return dict(re.findall(r"<loc>https://clinic\.example/(.*?)</loc>\s*<lastmod>(.*?)<", text(project, "sitemap.xml")))


def test_lastmod_changes_with_the_content_only(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def on(day: int) -> None:
        class Today(date):
            @classmethod
            def today(cls) -> Today:
                return cls(2026, 3, day)

        monkeypatch.setattr(publishing, "date", Today)

    on(1)
    release(project)
    assert set(lastmods(project).values()) == {"2026-03-01"}
    on(2)
    before = snapshot(project.root)
    assert release(project).changed == ()
    assert snapshot(project.root) == before
    write_page(project.root, "en/fusion.html", PAGE.format("Spinal fusion | Clinic").replace("Text", "More text"))
    release(project)
    assert lastmods(project) == {
        "en/index.html": "2026-03-01",
        "tr/index.html": "2026-03-01",
        "en/fusion.html": "2026-03-02",
        "tr/fusion.html": "2026-03-02",
    }


def test_without_a_base_address_there_is_no_sitemap(tmp_path: Path) -> None:
    make_project(tmp_path, {"en/index.html": HOME})
    (tmp_path / "clinic-l10n.toml").write_text('[site]\nlanguages = ["en", "tr"]\n', "utf-8")
    project = read_project(tmp_path)
    release(project)
    assert not (project.site / "sitemap.xml").exists()
    assert "canonical" not in text(project, "en/index.html")


# --- what no author writes --------------------------------------------------------------------------------------------


def test_the_root_page_offers_every_language(project: Project) -> None:
    flow.run(project, STEPS)
    page = BeautifulSoup(text(project, "index.html"), "html.parser")
    assert [(a["href"], a["lang"], a.text) for a in page.find_all("a")] == [
        ("en/index.html", "en", "English"),
        ("tr/index.html", "tr", "Türkçe"),
    ]


def test_the_author_s_own_root_page_and_404_stay(project: Project) -> None:
    for name in ("index.html", "404.html", "robots.txt"):
        write_page(project.root, name, "mine")
    flow.run(project, STEPS)
    assert {text(project, name) for name in ("index.html", "404.html", "robots.txt")} == {"mine"}


def test_the_page_for_lost_visitors_speaks_both_languages(project: Project) -> None:
    flow.run(project, STEPS)
    page = BeautifulSoup(text(project, "404.html"), "html.parser")
    assert [section["lang"] for section in page.find_all("section")] == ["en", "tr"]
    assert [a["href"] for a in page.find_all("a")] == ["/en/index.html", "/tr/index.html"]


def test_broken_links_are_findings(project: Project) -> None:
    write_page(project.root, "en/fusion.html", PAGE.format("x").replace("index.html", "nowhere.html"))
    (finding,) = flow.run(project, STEPS).findings
    assert (finding.check, finding.severity) == ("link-broken", Severity.WARNING)
    assert str(finding.location).startswith("source/en/fusion.html:1:")


def test_a_localized_picture_takes_the_place_of_the_other(project: Project) -> None:
    write_page(project.root, "assets/plan.svg", "<svg/>")
    write_page(project.root, "assets/plan.tr.svg", "<svg/>")
    write_page(
        project.root, "en/fusion.html", PAGE.format("x").replace("Text", '<img src="../assets/plan.svg" alt="">')
    )
    flow.run(project, STEPS)
    assert 'src="../assets/plan.tr.svg"' in text(project, "tr/fusion.html")
    assert 'src="../assets/plan.svg"' in text(project, "en/fusion.html")


def test_one_page_is_built_with_the_addresses_of_all(project: Project) -> None:
    titled(project, "Omurga füzyonu")
    flow.run(project, STEPS, names=("index",))
    assert 'href="omurga-fuzyonu.html"' in text(project, "tr/index.html")
    assert pages(project) == ["index.html"]
