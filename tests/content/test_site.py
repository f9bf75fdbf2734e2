"""Data files through the whole of a run: catalogs, drafts, checks, the gate, and the site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import drafting, flow
from pipeline.build import Mode
from pipeline.config import Project, read_project
from pipeline.model import RunResult, State
from tests.engines import FakeEngine
from tests.sites import SETTINGS, approve, load, make_project, snapshot, write_page

RULES = """
[[data]]
files = "data/doctors.json"
fields = ["*.name", "*.advice"]
links = ["*.page"]
[[data]]
files = "data/*.csv"
fields = ["service"]
"""
DOCTORS = """[
  {"name": "Dr. Ayla", "page": "../team.html", "advice": "Do not drive."},
  {"name": "Dr. Ayla", "page": "../team.html", "advice": "Rest"}
]
"""
PRICES = "service,price\nMRI scan,600\n"
FEED = """<rss version="2.0"><channel><title>Spine news</title><language>en</language>
<link>https://clinic.example/en/team.html</link></channel></rss>
"""
HOME = """<html lang="en"><head><title>Home</title><link rel="alternate" type="application/rss+xml" href="feed.xml">
<link rel="manifest" href="/en/site.webmanifest"></head><body><a href="data/doctors.json">Doctors</a></body></html>
"""
TEAM = '<html lang="en"><head><title>Our team</title></head><body><p>Hello you</p></body></html>'
FILES = ("data/doctors.json", "data/prices.csv", "feed.xml", "site.webmanifest")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    make_project(tmp_path, {"en/index.html": HOME, "en/team.html": TEAM})
    (tmp_path / "clinic-l10n.toml").write_text(SETTINGS + RULES, "utf-8")
    texts = (DOCTORS, PRICES, FEED, '{"name": "Spine clinic", "start_url": "/en/"}')
    for name, text in zip(FILES, texts, strict=True):
        write_page(tmp_path, f"en/{name}", text)
    return read_project(tmp_path)


def text(project: Project, name: str) -> str:
    return (project.site / name).read_text("utf-8")


def release(project: Project) -> RunResult:
    return flow.run(project, ("extract", "build"), mode=Mode.RELEASE)


def test_catalogs_hold_each_text_once_with_all_its_places(project: Project) -> None:
    flow.run(project, ("extract",))
    catalog = load(project, "data/doctors.json", "tr")
    assert [(e.msgctxt, e.msgid, [place.line for place in e.references]) for e in catalog.entries] == [
        ("json:name", "Dr. Ayla", [2, 3]),
        ("json:advice", "Do not drive.", [2]),
        ("json:advice", "Rest", [3]),
    ]
    assert catalog.entries[1].notes == ("risk: critical, instructions: “do not”",)


def test_a_moved_record_loses_no_translation(project: Project) -> None:
    flow.run(project, ("extract",))
    approve(project, "data/doctors.json", "tr", {"Rest": "Dinlenin"})
    write_page(project.root, "en/data/doctors.json", json.dumps(json.loads(DOCTORS)[::-1]))
    flow.run(project, ("extract",))
    entries = {entry.msgid: entry for entry in load(project, "data/doctors.json", "tr").entries}
    assert (entries["Rest"].msgstr, entries["Rest"].state) == ("Dinlenin", State.APPROVED)


def test_a_release_shows_what_is_approved_and_leads_to_its_own_pages(project: Project) -> None:
    flow.run(project, ("extract",))
    approve(project, "data/doctors.json", "tr", {"Do not drive.": "Araç kullanmayın.", "Rest": "Dinlenin"})
    approve(project, "team", "tr", {"Our team": "Ekibimiz"})
    approve(project, "feed.xml", "tr", {"Spine news": "Omurga haberleri"})
    result = release(project)
    assert result.failures == result.messages == ()
    unnamed = [finding.source for finding in result.findings if finding.check == "not-published"]
    assert unnamed == ["Do not drive."], "a critical text needs a reviewer's name"
    expected = DOCTORS.replace("team.html", "ekibimiz.html").replace("Rest", "Dinlenin")
    assert text(project, "tr/data/doctors.json") == expected
    assert text(project, "tr/feed.xml") == (
        FEED.replace("Spine news", "Omurga haberleri")
        .replace("<language>en", "<language>tr")
        .replace("en/team", "tr/ekibimiz")
    )
    assert '"start_url": "/tr/"' in text(project, "tr/site.webmanifest")
    assert 'href="/tr/site.webmanifest"' in text(project, "tr/index.html")
    approve(project, "data/doctors.json", "tr", {"Do not drive.": "Araç kullanmayın."}, "Test Reviewer")
    release(project)
    assert "Araç kullanmayın." in text(project, "tr/data/doctors.json")


def test_the_own_language_is_byte_for_byte_the_source(project: Project) -> None:
    release(project)
    for name in FILES:
        assert (project.site / "en" / name).read_bytes() == (project.source / "en" / name).read_bytes()


def test_a_second_run_writes_nothing(project: Project) -> None:
    release(project)
    before = snapshot(project.root)
    assert release(project).changed == ()
    assert snapshot(project.root) == before


def test_drafts_are_made_and_marked(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def engine(_: Project, source: str, target: str) -> FakeEngine:
        return FakeEngine(source=source, target=target, known={"Spine news": "Omurga haberleri", "Rest": "Dinlenin"})

    monkeypatch.setattr(drafting, "load_engine", engine)
    result = flow.run(project, names=("feed.xml", "data/doctors.json"))
    assert result.failures == ()
    assert "<title>[Taslak] Omurga haberleri</title>" in text(project, "tr/feed.xml")
    assert '"advice": "[Taslak] Dinlenin"' in text(project, "tr/data/doctors.json")
    assert {row.page for row in result.rows} == {"feed.xml", "data/doctors.json"}


def test_a_file_that_is_gone_is_removed_from_the_site(project: Project) -> None:
    release(project)
    (project.source / "en" / "feed.xml").unlink()
    release(project)
    assert not (project.site / "tr" / "feed.xml").exists()


def test_a_broken_file_is_a_failure_and_the_others_go_on(project: Project) -> None:
    write_page(project.root, "en/data/doctors.json", '[{"name": "x",}]')
    result = release(project)
    assert len(result.failures) == 1
    assert result.failures[0].startswith("source/en/data/doctors.json:1: not valid JSON (")
    assert (project.site / "tr" / "feed.xml").is_file()


def test_paths_that_lead_nowhere_are_told(project: Project) -> None:
    settings = SETTINGS + RULES.replace("*.advice", "*.advise").replace("*.csv", "prizes.csv")
    (project.root / "clinic-l10n.toml").write_text(settings, "utf-8")
    assert flow.run(read_project(project.root), ("extract",)).messages == (
        "clinic-l10n.toml: [[data]] '*.advise' leads to no text in source/en/data/doctors.json; see its keys",
        "clinic-l10n.toml: [[data]] files = 'data/prizes.csv': "
        "no such file waits for translation in source/<language>/",
    )
