"""The commands on real files: nothing written twice, nothing of a person's lost, failures named and passed over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import drafting, flow
from pipeline.build import Mode
from pipeline.config import Project
from pipeline.errors import BusyError, StoppedError
from pipeline.files import project_lock
from pipeline.model import Severity, State
from tests.engines import FakeEngine
from tests.sites import HOME, approve, edit, load, make_project, snapshot, write_page


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def load_engine(project: Project, source: str, target: str) -> FakeEngine:
        return FakeEngine(source=source, target=target, words={"tablets": "tablet"})

    monkeypatch.setattr(drafting, "load_engine", load_engine)


def by_text(project: Project, page: str, language: str) -> dict[str, State]:
    return {e.msgid: e.state for e in load(project, page, language).entries if not e.obsolete}


def test_one_run_makes_catalogs_drafts_and_site(project: Project, engine: None) -> None:
    result = flow.run(project)
    assert not result.failures
    assert {row.page: row.drafted for row in result.rows} == {"index": 7, "contact": 3}
    for name in ("locales/templates/index.pot", "locales/tr/LC_MESSAGES/index.po", "site/tr/index.html"):
        assert (project.root / name).is_file()
    source, made = ((folder / "en/index.html").read_text("utf-8") for folder in (project.source, project.site))
    assert made.partition("<body>")[2].startswith(source.partition("<body>")[2].partition("</body>")[0])


@pytest.mark.usefixtures("engine")
def test_second_run_writes_nothing(project: Project) -> None:
    flow.run(project)
    before = snapshot(project.root)
    assert flow.run(project).changed == ()
    assert snapshot(project.root) == before
    assert flow.run(project, check=True).changed == ()


def test_check_writes_nothing_and_says_what_would_change(project: Project) -> None:
    before = snapshot(project.root)
    result = flow.run(project, ("extract",), check=True)
    assert "locales/tr/LC_MESSAGES/index.po" in result.changed
    assert snapshot(project.root) == before


def test_without_a_package_the_run_says_so_once_per_direction(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(project.root / "nothing"))
    result = flow.run(project)
    assert [m for m in result.messages if "models install" in m] == list(result.messages)
    assert len(result.messages) == 2
    assert {row.untranslated for row in result.rows} == {7, 3}


def test_memory_serves_the_other_page_and_the_other_direction(project: Project) -> None:
    write_page(project.root, "en/dose.html", HOME.replace("Spine care", "Dosage"))
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {"Do not drive.": "Araç kullanmayın."})
    approve(project, "contact", "en", {"Bizi <b1>her gün</b1> arayın.": "Call us <b1>every day</b1>."})
    write_page(project.root, "en/call.html", "<p>Call us <b>every day</b>.</p>")
    flow.run(project, ("extract", "translate"))
    dose = {e.msgid: e for e in load(project, "dose", "tr").entries}["Do not drive."]
    assert (dose.msgstr, dose.state, dose.origin and dose.origin.engine) == (
        "Araç kullanmayın.",
        State.DRAFTED,
        "memory",
    )
    assert load(project, "call", "tr").entries[0].msgstr == "Bizi <b1>her gün</b1> arayın."


def test_memory_files_serve_both_directions(project: Project) -> None:
    project.memory.mkdir()
    (project.memory / "old.tsv").write_text("en\ttr\nDo not drive.\tAraç kullanmayın.\nContact\tİletişim\n", "utf-8")
    (project.memory / "broken.tmx").write_text("<tmx", "utf-8")
    result = flow.run(project, ("extract", "translate"))
    assert [failure.split(":")[0].rpartition("/")[2] for failure in result.failures] == ["broken.tmx"]
    assert by_text(project, "index", "tr")["Do not drive."] is State.DRAFTED
    assert {e.msgstr for e in load(project, "contact", "en").entries if e.msgid == "İletişim"} == {"Contact"}


@pytest.mark.usefixtures("engine")
def test_an_approval_replaces_untouched_drafts_elsewhere(project: Project) -> None:
    write_page(project.root, "en/dose.html", HOME.replace("Spine care", "Dosage"))
    flow.run(project)
    approve(project, "index", "tr", {"Do not drive.": "Araç kullanmayın."})
    flow.run(project)
    dose = {e.msgid: e for e in load(project, "dose", "tr").entries}["Do not drive."]
    assert dose.msgstr == "Araç kullanmayın."
    assert dose.fuzzy, "a memory hit still waits for its editor"


@pytest.mark.usefixtures("engine")
def test_release_shows_approved_text_only(project: Project) -> None:
    flow.run(project)
    approve(project, "index", "tr", {"Do not drive.": "Araç kullanmayın."}, reviewer="Test Reviewer")
    flow.run(project, ("build",), mode=Mode.RELEASE)
    page = (project.site / "tr/index.html").read_text("utf-8")
    assert "<p>Araç kullanmayın.</p>" in page
    assert '<h1 lang="en">Spine care</h1>' in page
    assert "clinic-l10n-draft" not in page
    flow.run(project, ("build",), mode=Mode.DRAFT)
    draft = (project.site / "tr/index.html").read_text("utf-8")
    assert 'class="clinic-l10n-draft"' in draft
    assert "Spine care" not in draft


def test_source_change_keeps_approved_text_and_asks_again(project: Project) -> None:
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {"Do not drive.": "Araç kullanmayın.", "Spine care": "Omurga sağlığı"})
    write_page(project.root, "en/index.html", HOME.replace("Do not drive.", "Do not drive today."))
    flow.run(project, ("extract",))
    changed = {e.msgid: e for e in load(project, "index", "tr").entries if not e.obsolete}["Do not drive today."]
    assert (changed.msgstr, changed.state) == ("Araç kullanmayın.", State.EDITED)
    assert changed.previous is not None
    assert changed.previous.msgid == "Do not drive."
    write_page(project.root, "en/index.html", HOME)
    flow.run(project, ("extract",))
    assert by_text(project, "index", "tr")["Do not drive."] is State.APPROVED


@pytest.mark.usefixtures("engine")
def test_a_person_s_fuzzy_words_are_never_drafted_over(project: Project) -> None:
    flow.run(project)
    edit(project, "index", "tr", lambda e: replace(e, msgstr="Sürmeyin!") if e.msgid == "Do not drive." else e)
    flow.run(project, redraft=True)
    entry = {e.msgid: e for e in load(project, "index", "tr").entries}["Do not drive."]
    assert (entry.msgstr, entry.state) == ("Sürmeyin!", State.EDITED)


def test_a_broken_catalog_is_named_left_alone_and_the_others_go_on(project: Project) -> None:
    flow.run(project, ("extract",))
    broken = project.catalog("index", "tr")
    text = broken.read_text("utf-8").replace('msgid "Do not drive."', 'msgid "Do not drive.')
    broken.write_text(text, "utf-8")
    result = flow.run(project)
    assert len(result.failures) == 1
    assert result.failures[0].startswith("locales/tr/LC_MESSAGES/index.po:")
    assert "Do not drive." in result.failures[0]
    assert broken.read_text("utf-8") == text
    assert (project.site / "en/contact.html").is_file()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "source/en/bad.html"),
        (b"<meta charset=utf-8><p>caf\xe9</p>", "source/en/bad.html:1: byte 0xe9 is not utf-8"),
        (b"", "the page is empty"),
        (b"<p>x</p>" * 3_000_000, "the limit is 20 MB"),
        (b'<html lang="tr"><p>Merhaba</p>', "says lang='tr'"),
        (b"<meta charset=klingon><p>x</p>", "unknown charset"),
    ],
    ids=["binary", "wrong-encoding", "empty", "huge", "wrong-language", "unknown-charset"],
)
def test_a_bad_page_is_named_and_the_others_go_on(project: Project, content: bytes, complaint: str) -> None:
    (project.source / "en/bad.html").write_bytes(content)
    result = flow.run(project, ("extract", "build"))
    assert len(result.failures) == 1
    assert complaint in result.failures[0]
    assert (project.site / "tr/index.html").is_file()


def test_deep_nesting_is_no_problem(project: Project) -> None:
    write_page(project.root, "en/deep.html", "<div>" * 100_000 + "deep words" + "</div>" * 100_000)
    result = flow.run(project, ("extract", "build"))
    assert not result.failures
    assert b"deep words" in (project.site / "en/deep.html").read_bytes()


def test_page_of_the_same_name_in_two_languages_is_refused(project: Project) -> None:
    write_page(project.root, "tr/index.html", "<p>Merhaba</p>")
    assert "give one of them another name" in flow.run(project, ("extract",)).failures[0]


def test_a_second_command_is_told_who_works(project: Project) -> None:
    with project_lock(project.cache / "lock", "translate"), pytest.raises(BusyError, match="translate"):
        flow.run(project)
    with project_lock(project.cache / "lock", "translate"):
        assert flow.run(project, ("qa",)).rows, "who only reads need not wait"


def test_ctrl_c_saves_what_is_finished(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(FakeEngine):
        def translate(self, sentences):
            for number, answer in enumerate(super().translate(sentences)):
                if number == 2:
                    raise KeyboardInterrupt
                yield answer

    monkeypatch.setattr(drafting, "load_engine", lambda project, source, target: Slow(source=source, target=target))
    with pytest.raises(StoppedError, match=r"saved so far: .*index\.po"):
        flow.run(project)
    drafted = [e for e in load(project, "index", "tr").entries if e.state is State.DRAFTED]
    assert drafted


def test_an_editor_s_save_during_drafting_is_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    flow.run(project, ("extract",))

    class Meanwhile(FakeEngine):
        def translate(self, sentences):
            approve(project, "index", "tr", {"Do not drive.": "Araç kullanmayın."})
            yield from super().translate(sentences)

    monkeypatch.setattr(
        drafting, "load_engine", lambda project, source, target: Meanwhile(source=source, target=target)
    )
    flow.run(project, ("translate",))
    states = by_text(project, "index", "tr")
    assert states["Do not drive."] is State.APPROVED
    assert states["Spine care"] is State.DRAFTED


def test_a_killed_run_leaves_whole_files(project: Project) -> None:
    """Kill the command at many moments; every catalog on disk can be read and holds the approved text."""
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {"Do not drive.": "Araç kullanmayın."})
    for delay in (0.25, 0.4, 0.5, 0.6, 0.8):
        write_page(project.root, "en/index.html", HOME.replace("small clinic", f"clinic of {delay} rooms"))
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "--project", str(project.root), "extract"],
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
        )
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        entry = {e.msgid: e for e in load(project, "index", "tr").entries}["Do not drive."]
        assert (entry.msgstr, entry.state) == ("Araç kullanmayın.", State.APPROVED)
    assert not flow.run(project, ("extract",)).failures


def test_errors_in_drafts_do_not_stop_a_release_but_those_in_approved_text_do(project: Project) -> None:
    flow.run(project, ("extract",))
    wrong = {"Do not drive.": "2,5 gün araç kullanmayın."}
    approve(project, "index", "tr", wrong)
    errors = [f for f in flow.run(project, ("qa",)).findings if f.severity is Severity.ERROR]
    assert [f.check for f in errors] == ["numbers"]
    assert errors[0].location is not None
    assert errors[0].location.file == "locales/tr/LC_MESSAGES/index.po"
    edit(project, "index", "tr", lambda e: replace(e, fuzzy=True) if e.msgid in wrong else e)
    assert not [f for f in flow.run(project, ("qa",)).findings if f.severity is Severity.ERROR]


def test_a_release_does_not_publish_an_approved_error(project: Project) -> None:
    write_page(project.root, "en/index.html", HOME.replace("Do not drive.", "In an emergency, call 112."))
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {"In an emergency, call 112.": "Acil durumda 121’i arayın."})
    result = flow.run(project, ("build",), mode=Mode.RELEASE)
    assert [f.check for f in result.findings if f.severity is Severity.ERROR] == ["not-published"]
    assert '<p lang="en">In an emergency, call 112.</p>' in (project.site / "tr/index.html").read_text("utf-8")


def test_a_damaged_package_does_not_stop_the_pages(project: Project) -> None:
    project.models.mkdir()
    (project.models / "translate-en_tr-1_0.argosmodel").write_bytes(b"no zip")
    (project.models / "models.lock").write_text(f"{'0' * 64}  translate-en_tr-1_0.argosmodel\n", "utf-8")
    result = flow.run(project)
    assert any("translate-en_tr-1_0.argosmodel" in failure for failure in result.failures)
    assert (project.site / "tr/index.html").is_file()


def test_a_translation_that_breaks_markup_is_not_built(project: Project) -> None:
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {"Do not drive.": "Araç <b1>kullanmayın</b1>."})
    result = flow.run(project, ("build",))
    assert [f.check for f in result.findings] == ["build-codes"]
    assert result.rows[0].findings == 1, "counted with the catalog that an editor opens"
    assert '<p lang="en">Do not drive.</p>' in (project.site / "tr/index.html").read_text("utf-8")


def test_pages_that_are_gone_leave_the_site_but_not_the_catalogs(project: Project) -> None:
    flow.run(project)
    (project.source / "tr/contact.html").unlink()
    (project.site / "robots.txt").write_text("mine", "utf-8")
    flow.run(project)
    assert not (project.site / "en/contact.html").exists()
    assert project.catalog("contact", "en").is_file()
    assert (project.site / "robots.txt").read_text("utf-8") == "mine"


def test_assets_are_copied(project: Project) -> None:
    (project.source / "assets").mkdir()
    (project.source / "assets/site.css").write_text("p {}", "utf-8")
    (project.source / ".hidden").write_text("x", "utf-8")
    flow.run(project, ("build",))
    assert (project.site / "assets/site.css").read_text("utf-8") == "p {}"
    assert not (project.site / ".hidden").exists()


class Careless(FakeEngine):
    """Gets the emergency number wrong, and is not sure of anything else."""

    def __init__(self, source: str, target: str, score: float = 0.8):
        known = {"Call 112 at once.": "Hemen 121’i arayın."} | {t: t for t in ("Bizi her gün arayın.", "İletişim")}
        super().__init__(known, source=source, target=target, score=score)


def test_a_draft_with_an_error_is_withheld(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write_page(project.root, "en/index.html", HOME.replace("Do not drive.", "Call 112 at once."))
    monkeypatch.setattr(drafting, "load_engine", lambda project, source, target: Careless(source, target))
    flow.run(project)
    entry = {e.msgid: e for e in load(project, "index", "tr").entries}["Call 112 at once."]
    assert (entry.msgstr, entry.state) == ("", State.UNTRANSLATED)
    assert entry.draft_notes[0].startswith("withheld 1 (")
    assert entry.draft_notes[0].endswith(": Hemen 121’i arayın.")
    page = (project.site / "tr/index.html").read_text("utf-8")
    assert '<p lang="en">Call 112 at once.</p>' in page
    assert "121" not in page
    before = snapshot(project.root)
    flow.run(project)
    assert snapshot(project.root) == before


def test_a_draft_below_the_least_score_is_withheld(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "load_engine", lambda project, source, target: Careless(source, target, score=0.29))
    assert {row.drafted for row in flow.run(project).rows} == {0}


GLOSSARY = "id,en,tr,pos,domain,status,en_variants,tr_variants,forbidden_tr,forbidden_en,note\n"


def test_translators_are_told_terms_headings_and_the_author_s_notes(project: Project) -> None:
    project.glossary.write_text(GLOSSARY + "tablet,tablet,tablet,noun,medicine,preferred,tablets,,,,\n", "utf-8")
    text = HOME.replace("<p>Do not drive.</p>", '<p its-loc-note="Said to car drivers">Do not drive.</p>')
    write_page(project.root, "en/index.html", text)
    flow.run(project, ("extract",))
    notes = {e.msgid: e.notes for e in load(project, "index", "tr").entries}
    assert notes["Do not drive."] == (
        *("section: Spine care", "author: Said to car drivers"),
        "risk: critical, instructions: “do not”",
    )
    assert "term: tablets → tablet" in notes["Take <b1>two</b1> tablets, see <a1>dosage</a1>."]
    assert 'a1: <a href="contact.html" title="More">' in notes["Take <b1>two</b1> tablets, see <a1>dosage</a1>."]


@pytest.mark.usefixtures("engine")
def test_a_broken_glossary_stops_the_drafting_only(project: Project) -> None:
    project.glossary.write_text("id,english,turkish\n1,pain,ağrı\n", "utf-8")
    result = flow.run(project)
    assert len(result.failures) == 1
    assert "glossary.csv" in result.failures[0]
    assert {row.drafted for row in result.rows} == {0}
    assert (project.site / "tr/index.html").is_file()
