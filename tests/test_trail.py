"""Approvals by name: they hold for the very words, and outlive every tool that editors use."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import trail
from pipeline.catalog import read_catalog, write_catalog
from pipeline.merge import merge
from pipeline.model import Catalog, Entry, EntryKey, Origin, State, digest

DAY = date(2026, 11, 22)
WHO = "Test Reviewer"
SOURCE = "Take two tablets of 500 mg in the morning, and never more than four tablets in 24 hours."
TARGET = "Sabahları 500 mg’lık iki tablet alın, 24 saatte asla dört tabletten fazla almayın."
ENTRY = Entry("p", SOURCE, TARGET, fuzzy=True, origin=Origin("argos", "0.1 beta", 0.9, digest(TARGET)))
SIGNED = trail.approved(ENTRY, "tr", WHO, DAY)


def reviewers(entry: Entry, language: str = "tr") -> list[str]:
    return [approval.reviewer for approval in trail.holding(entry, language)]


# --- one entry --------------------------------------------------------------------------------------------------------


def test_an_approval_says_who_when_and_what() -> None:
    (approval,) = trail.approvals(SIGNED.comments)
    assert (approval.reviewer, approval.date, approval.draft) == (WHO, "2026-11-22", "argos/0.1_beta")
    assert SIGNED.comments == (str(approval),)
    assert SIGNED.state is State.APPROVED
    assert reviewers(SIGNED) == [WHO]


def test_a_text_without_a_draft_has_none_in_its_trail() -> None:
    signed = trail.approved(replace(ENTRY, origin=None), "tr", WHO, DAY)
    assert signed.comments[0].endswith(" draft=- glossary=-")


@pytest.mark.parametrize(
    "changed",
    [
        replace(SIGNED, msgstr=TARGET.replace("500", "50")),
        replace(SIGNED, msgstr=f"{TARGET} "),
        replace(SIGNED, msgid=SOURCE.replace("two", "three")),
        replace(SIGNED, msgctxt="li"),
        replace(SIGNED, fuzzy=True),
        replace(SIGNED, obsolete=True),
        replace(SIGNED, msgstr=""),
        replace(SIGNED, comments=(SIGNED.comments[0].replace("text=", "text=0")[:-1],)),
        replace(SIGNED, comments=(SIGNED.comments[0].replace("source=", "source=x"),)),
        replace(SIGNED, comments=()),
        replace(SIGNED, comments=("approved: Test Reviewer 2026-11-22",)),
    ],
    ids="edited spaced source-changed moved fuzzy obsolete emptied other-text other-source removed bare".split(),
)
def test_nothing_else_is_approved(changed: Entry) -> None:
    assert reviewers(changed) == []


def test_an_approval_speaks_of_one_language() -> None:
    assert reviewers(SIGNED, "az") == []


def test_a_second_reviewer_joins_the_first_and_a_new_text_ends_both() -> None:
    both = trail.approved(SIGNED, "tr", "Second Reader", DAY)
    assert reviewers(both) == [WHO, "Second Reader"]
    assert reviewers(trail.approved(both, "tr", WHO, DAY)) == ["Second Reader", WHO]
    edited = trail.approved(replace(both, msgstr="Başka."), "tr", WHO, DAY)
    assert [a.reviewer for a in trail.approvals(edited.comments)] == [WHO]


def test_words_of_people_stay() -> None:
    words = ("Ask Dr A about the dose.", "", "approved: not yet, see above")
    entry = trail.approved(replace(ENTRY, comments=words), "tr", WHO, DAY)
    assert entry.comments[:3] == words
    assert reviewers(entry) == [WHO]
    assert trail.approved(entry, "tr", WHO, DAY) == entry, "approving again changes nothing"


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60)


@given(NAMES, st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1))
def test_any_name_and_text_can_be_approved(name: str, text: str) -> None:
    name = trail.normal_name(name)
    if trail.is_name(name):
        assert reviewers(trail.approved(replace(ENTRY, msgstr=text), "tr", name, DAY)) == [name]


@pytest.mark.parametrize("name", ["", "a\nb", "approved: me", "x source=1", "n" * 101])
def test_what_cannot_be_a_name(name: str) -> None:
    assert not trail.is_name(name)


# --- a catalog in the hands of other tools ----------------------------------------------------------------------------

CATALOG = Catalog("index", "en", "tr", "index.po", (SIGNED, Entry("h1", "Dosage", "Doz")))


def save(folder: Path, catalog: Catalog = CATALOG, name: str = "index.po") -> Path:
    path = folder / name
    path.write_bytes(write_catalog(catalog))
    return path


def load(path: Path, language: str = "tr") -> Catalog:
    return read_catalog(path.read_bytes(), "index", "en", language, path.name)


def first(catalog: Catalog) -> Entry:
    return next(entry for entry in catalog.entries if not entry.obsolete)


def gettext(*command: str | Path) -> None:
    program = shutil.which(str(command[0]))
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    subprocess.run([program, *command[1:]], check=True, capture_output=True)


def test_our_own_writing_keeps_it(tmp_path: Path) -> None:
    assert reviewers(first(load(save(tmp_path)))) == [WHO]


@pytest.mark.parametrize("width", [0, 20, 50, 78, 200])
@pytest.mark.parametrize("name", [WHO, "Ayşe-Nur Yılmaz-Karaosmanoğlu of the Cedar Spine Clinic"])
def test_polib_folds_it_and_it_holds(tmp_path: Path, width: int, name: str) -> None:
    path = save(tmp_path, replace(CATALOG, entries=(trail.approved(ENTRY, "tr", name, DAY),)))
    polib.pofile(str(path), wrapwidth=width).save()
    assert reviewers(first(load(path))) == [name]


@pytest.mark.parametrize("options", [(), ("--width=40",), ("--no-wrap",), ("--sort-output",), ("--use-first",)])
def test_msgcat_keeps_it(tmp_path: Path, options: tuple[str, ...]) -> None:
    path = save(tmp_path)
    gettext("msgcat", *options, path, "-o", path)
    assert [reviewers(entry) for entry in load(path).entries if entry.msgid == SOURCE] == [[WHO]]


def test_msgmerge_keeps_it_for_the_same_text(tmp_path: Path) -> None:
    path = save(tmp_path)
    template = save(tmp_path, Catalog("index", "en", "", "", (Entry("p", SOURCE),)), "index.pot")
    gettext("msgmerge", "--update", "--backup=none", "--previous", path, template)
    assert reviewers(first(load(path))) == [WHO]


def test_msgmerge_copies_it_to_a_similar_text_and_it_does_not_hold(tmp_path: Path) -> None:
    path = save(tmp_path)
    similar = Entry("p", SOURCE.replace("500", "50"))
    template = save(tmp_path, Catalog("index", "en", "", "", (similar,)), "index.pot")
    gettext("msgmerge", "--update", "--backup=none", "--previous", path, template)
    entry = first(load(path))
    assert entry.fuzzy
    assert [a.reviewer for a in trail.approvals(entry.comments)] == [WHO], "msgmerge copies translators' comments"
    assert reviewers(entry) == []
    assert reviewers(replace(entry, fuzzy=False, previous=None)) == [], "not even when somebody removes fuzzy"


def test_clearing_fuzzy_in_bulk_approves_nothing(tmp_path: Path) -> None:
    path = save(tmp_path, replace(CATALOG, entries=(ENTRY,)))
    gettext("msgattrib", "--clear-fuzzy", path, "-o", path)
    entry = first(load(path))
    assert entry.state is State.APPROVED
    assert reviewers(entry) == []


def test_a_file_copied_to_another_language_is_not_approved(tmp_path: Path) -> None:
    path = save(tmp_path)
    path.write_text(path.read_text("utf-8").replace("Language: tr", "Language: az"), "utf-8")
    assert reviewers(first(load(path, "az")), "az") == []


def test_the_storage_that_weblate_uses_keeps_it(tmp_path: Path) -> None:
    pypo = pytest.importorskip("translate.storage.pypo")
    path = save(tmp_path)
    store = pypo.pofile.parsefile(str(path))
    for unit in store.units:
        unit.addnote("Looked at it twice.", origin="translator")
    store.save()
    entry = first(load(path))
    assert reviewers(entry) == [WHO]
    assert "Looked at it twice." in entry.comments


# --- our own merging --------------------------------------------------------------------------------------------------


def test_a_changed_source_ends_it_and_the_old_source_brings_it_back() -> None:
    changed = Catalog("index", "en", "", "", (Entry("p", SOURCE.replace("four", "three")),))
    merged = merge(CATALOG, changed, "tr")
    assert reviewers(first(merged)) == []
    assert trail.approvals(first(merged).comments) == (), "the heir of a translation does not inherit its approval"
    back = merge(merged, Catalog("index", "en", "", "", (Entry("p", SOURCE),)), "tr")
    assert reviewers(first(back)) == [WHO]


def test_a_text_that_moves_keeps_it() -> None:
    moved = Catalog("index", "en", "", "", (Entry("h1", "Dosage"), Entry("p", SOURCE)))
    entries = {entry.key: entry for entry in merge(CATALOG, moved, "tr").entries}
    assert reviewers(entries[EntryKey("p", SOURCE)]) == [WHO]
