"""Every way in which a text could reach a release without its approval, and the command that records approvals."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import polib
import pytest

from pipeline import approving, flow, gating
from pipeline.approving import Scope
from pipeline.build import Mode
from pipeline.config import Project, read_project
from pipeline.errors import CatalogError, L10nError, PageError, ProjectError
from pipeline.gate import Lack, Stop
from pipeline.model import Severity, State
from tests.sites import SETTINGS, approve, edit, load, make_project, snapshot, write_page

DAY = date(2026, 11, 22)
WHO = "Test Reviewer"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Spine</title></head>
<body>
<p>Take 2 tablets at night.</p>
<p>Our rooms are bright.</p>
</body>
</html>
"""
DOSE, ROOMS = "Take 2 tablets at night.", "Our rooms are bright."
DOSE_TR, ROOMS_TR = "Gece 2 tablet alın.", "Odalarımız aydınlıktır."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose texts are all translated and approved, the dose by name."""
    project = make_project(tmp_path, {"en/index.html": PAGE})
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {"Spine": "Omurga", ROOMS: ROOMS_TR})
    approve(project, "index", "tr", {DOSE: DOSE_TR}, reviewer=WHO)
    return project


def released(project: Project) -> str:
    """The Turkish page as a release makes it."""
    flow.run(project, ("build",), mode=Mode.RELEASE)
    return (project.site / "tr/index.html").read_text("utf-8")


def stops(project: Project) -> list[tuple[str, Lack]]:
    found, failures = gating.stops(project)
    assert not failures
    return [(stop.source, stop.lack) for stop in found]


def waiting(project: Project, *scopes: Scope, drafts: bool = False) -> tuple[Stop, ...]:
    return approving.waiting(project, scopes, drafts=drafts)


# --- ways around an approval ------------------------------------------------------------------------------------------


def test_what_is_approved_is_released(project: Project) -> None:
    page = released(project)
    assert DOSE_TR in page
    assert ROOMS_TR in page
    assert stops(project) == []


def test_an_edit_after_the_approval(project: Project) -> None:
    edit(project, "index", "tr", lambda e: replace(e, msgstr="Gece 2 tablet alın!") if e.msgid == DOSE else e)
    assert "Gece" not in released(project)
    assert f'<p lang="en">{DOSE}</p>' in released(project)
    assert stops(project) == [(DOSE, Lack.NAME)]


def test_a_change_of_the_source(project: Project) -> None:
    write_page(project.root, "en/index.html", PAGE.replace("2 tablets", "3 tablets"))
    flow.run(project, ("extract",))
    assert "Gece" not in released(project)
    assert stops(project) == [(DOSE.replace("2", "3"), Lack.REVIEW)]
    edit(project, "index", "tr", lambda e: replace(e, fuzzy=False, msgstr=DOSE_TR.replace("2", "3")))
    assert "Gece" not in released(project), "removing fuzzy is not the approval of a critical text"


def test_a_change_of_the_source_that_nobody_extracted(project: Project) -> None:
    write_page(project.root, "en/index.html", PAGE.replace("2 tablets", "3 tablets"))
    assert "Gece" not in released(project)
    assert stops(project) == [(DOSE.replace("2", "3"), Lack.TRANSLATION)]


def test_a_fuzzy_entry(project: Project) -> None:
    edit(project, "index", "tr", lambda e: replace(e, fuzzy=True))
    page = released(project)
    assert "Gece" not in page
    assert ROOMS_TR not in page


def test_a_merge_by_gettext(project: Project) -> None:
    write_page(project.root, "en/index.html", PAGE.replace("2 tablets", "3 tablets"))
    catalog, template = project.catalog("index", "tr"), project.template("index")
    before = catalog.read_bytes()
    flow.run(project, ("extract",))
    catalog.write_bytes(before)
    for command in (
        ["msgmerge", "--update", "--backup=none", catalog, template],
        ["msgattrib", "--clear-fuzzy", catalog, "-o", catalog],
    ):
        program = shutil.which(str(command[0]))
        if program is None:
            pytest.skip("gettext is not installed")
        subprocess.run([program, *command[1:]], check=True, capture_output=True)
    entry = next(e for e in load(project, "index", "tr").entries if "3 tablets" in e.msgid)
    assert entry.state is State.APPROVED, "gettext copied text and comments, and fuzzy was cleared in bulk"
    assert any("approved:" in comment for comment in entry.comments)
    assert "Gece" not in released(project)


def test_a_merge_conflict_resolved_with_the_other_text(project: Project) -> None:
    """The approval of one side beside the translation of the other, as a three-way merge can leave them."""
    edit(project, "index", "tr", lambda e: replace(e, msgstr="Gece 2 hap alın.") if e.msgid == DOSE else e)
    assert "hap" not in released(project)


def test_a_file_copied_from_another_page(project: Project) -> None:
    write_page(project.root, "en/other.html", PAGE.replace(DOSE, "Take 4 tablets at night."))
    flow.run(project, ("extract",))
    copied = (
        project.catalog("index", "tr").read_text("utf-8").replace(f'msgid "{DOSE}"', 'msgid "Take 4 tablets at night."')
    )
    project.catalog("other", "tr").write_text(copied, "utf-8")
    flow.run(project, ("build",), mode=Mode.RELEASE)
    (other,) = (path for path in (project.site / "tr").glob("*.html") if path.name != "index.html")
    assert "Take 4 tablets at night." in other.read_text("utf-8")


def test_a_file_copied_to_another_language(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"en/index.html": PAGE})
    settings = project.root / "clinic-l10n.toml"
    settings.write_text(SETTINGS.replace('["en", "tr"]', '["en", "tr", "az"]'), "utf-8")
    project = read_project(project.root)
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {DOSE: DOSE_TR}, reviewer=WHO)
    copied = project.catalog("index", "tr").read_text("utf-8").replace("Language: tr", "Language: az")
    project.catalog("index", "az").write_text(copied, "utf-8")
    flow.run(project, ("build",), mode=Mode.RELEASE)
    assert "Gece" in (project.site / "tr/index.html").read_text("utf-8")
    assert "Gece" not in (project.site / "az/index.html").read_text("utf-8")


@pytest.mark.parametrize("part", ["source=", "text="])
def test_a_changed_digest(project: Project, part: str) -> None:
    path = project.catalog("index", "tr")
    text = path.read_text("utf-8")
    at = text.index(part, text.index("# approved:")) + len(part)
    digit = "0" if text[at] != "0" else "1"
    path.write_text(text[:at] + digit + text[at + 1 :], "utf-8")
    assert "Gece" not in released(project)


def test_an_approval_without_a_name(project: Project) -> None:
    edit(project, "index", "tr", lambda e: replace(e, comments=()))
    assert "Gece" not in released(project)
    assert ROOMS_TR in released(project), "an ordinary text needs none"


def test_an_approval_by_somebody_else(project: Project) -> None:
    settings = project.root / "clinic-l10n.toml"
    settings.write_text(SETTINGS + '[review]\nreviewers = ["Somebody Else"]\n', "utf-8")
    assert "Gece" not in released(read_project(project.root))


def test_an_approved_error(project: Project) -> None:
    approve(project, "index", "tr", {DOSE: "Gece 20 tablet alın."}, reviewer=WHO)
    assert "Gece" not in released(project)
    assert stops(project) == [(DOSE, Lack.SAFETY)]


def test_a_policy_that_asks_for_names_everywhere(project: Project) -> None:
    settings = project.root / "clinic-l10n.toml"
    settings.write_text(SETTINGS + '[release]\nnormal = "named"\nlow = "named"\n', "utf-8")
    page = released(read_project(project.root))
    assert ROOMS_TR not in page
    assert DOSE_TR in page


def test_an_editor_s_program_that_folds_lines(project: Project) -> None:
    polib.pofile(str(project.catalog("index", "tr")), wrapwidth=40).save()
    assert DOSE_TR in released(project)


# --- what a release says ----------------------------------------------------------------------------------------------


def test_a_release_says_what_it_keeps_back(project: Project) -> None:
    edit(project, "index", "tr", lambda e: replace(e, comments=()))
    (finding,) = flow.run(project, ("build",), mode=Mode.RELEASE).findings
    assert (finding.check, finding.severity) == ("not-published", Severity.ERROR)
    assert "clinic-l10n approve" in finding.message
    edit(project, "index", "tr", lambda e: replace(e, fuzzy=True))
    (finding,) = flow.run(project, ("build",), mode=Mode.RELEASE).findings
    assert (finding.check, finding.severity) == ("not-reviewed", Severity.WARNING)
    assert "1 critical text is" in finding.message


def test_a_draft_build_asks_for_no_approval(project: Project) -> None:
    edit(project, "index", "tr", lambda e: replace(e, comments=(), fuzzy=True))
    assert flow.run(project, ("build",)).findings == ()
    assert DOSE_TR in (project.site / "tr/index.html").read_text("utf-8")


# --- approving --------------------------------------------------------------------------------------------------------


def test_a_page_is_approved_and_released(project: Project) -> None:
    edit(project, "index", "tr", lambda e: replace(e, comments=("Mine.",)))
    found = waiting(project, Scope(page="index"))
    assert [stop.source for stop in found] == [DOSE]
    before = snapshot(project.root)
    assert approving.record(project, found, WHO, DAY, check=True) == ("locales/tr/LC_MESSAGES/index.po",)
    assert snapshot(project.root) == before
    assert approving.record(project, found, WHO, DAY) == ("locales/tr/LC_MESSAGES/index.po",)
    assert DOSE_TR in released(project)
    assert approving.record(project, found, WHO, DAY) == (), "the same approval again writes nothing"
    assert {c for e in load(project, "index", "tr").entries for c in e.comments if "approved" not in c} == {"Mine."}


def test_drafts_wait_only_where_they_are_asked_for(project: Project) -> None:
    edit(project, "index", "tr", lambda e: replace(e, fuzzy=True))
    assert waiting(project) == ()
    found = waiting(project, drafts=True)
    assert {stop.source for stop in found} == {"Spine", DOSE, ROOMS}
    approving.record(project, found, WHO, DAY)
    assert {e.state for e in load(project, "index", "tr").entries} == {State.APPROVED}
    assert stops(project) == []


def test_a_line_names_one_text_of_any_risk(project: Project) -> None:
    entry = next(e for e in load(project, "index", "tr").entries if e.msgid == ROOMS)
    scope = approving.scope(project, f"locales/tr/LC_MESSAGES/index.po:{entry.line}", project.root)
    assert [stop.source for stop in waiting(project, scope)] == [ROOMS]
    with pytest.raises(CatalogError, match="no text waits in this line"):
        waiting(project, replace(scope, line=1))


def test_a_text_that_changed_meanwhile_is_left_alone(project: Project) -> None:
    edit(project, "index", "tr", lambda e: replace(e, comments=()))
    found = waiting(project)
    edit(project, "index", "tr", lambda e: replace(e, msgstr="Gece 20 tablet alın.") if e.msgid == DOSE else e)
    assert approving.record(project, found, WHO, DAY) == ()


def test_a_draft_with_an_error_says_so(project: Project) -> None:
    edit(project, "index", "tr", lambda e: replace(e, fuzzy=True, msgstr="Gece 20 tablet alın."))
    assert any(stop.has_error for stop in waiting(project, drafts=True) if stop.source == DOSE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("index", Scope(page="index")),
        ("locales/tr/LC_MESSAGES/index.po", Scope(file="locales/tr/LC_MESSAGES/index.po")),
        ("locales/tr/LC_MESSAGES/index.po:12:1", Scope(file="locales/tr/LC_MESSAGES/index.po", line=12)),
    ],
)
def test_scopes(project: Project, text: str, expected: Scope) -> None:
    assert approving.scope(project, text, project.root) == expected


@pytest.mark.parametrize("text", ["locales/tr/LC_MESSAGES/gone.po", "index.po", "locales/tr/LC_MESSAGES/index.po:x"])
def test_scopes_that_are_none(project: Project, text: str) -> None:
    with pytest.raises(L10nError):
        approving.scope(project, text, project.root)


def test_an_unknown_page_is_named(project: Project) -> None:
    with pytest.raises(PageError, match="no such page: idnex"):
        waiting(project, Scope(page="idnex"))


def test_who_may_approve(project: Project) -> None:
    assert approving.reviewer(project, " Anybody  Here ") == "Anybody Here"
    strict = replace(project, reviewers=("Ayşe Yılmaz",))
    assert approving.reviewer(strict, "Ays\u0327e Yılmaz") == "Ayşe Yılmaz"
    with pytest.raises(ProjectError, match="did you mean 'Ayşe Yılmaz'"):
        approving.reviewer(strict, "Ayse Yilmaz")
    with pytest.raises(ProjectError, match="cannot be a reviewer's name"):
        approving.reviewer(project, "")
