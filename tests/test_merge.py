"""Templates and merging; above all, that no word of a person is lost whatever happens to page and catalog."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pipeline.catalog import apply_drafts, read_catalog, write_catalog
from pipeline.merge import merge, template
from pipeline.model import Catalog, Draft, Entry, EntryKey, Location, Segment, Slot, State, digest

WALK = "Most people walk on the day of the operation."
WALK_SOON = "Most people walk on the evening of the operation."
YURU = "Hastaların çoğu ameliyat günü yürür."


def segment(text: str, role: str = "p", line: int = 1, **fields: object) -> Segment:
    return replace(Segment(role, text, 0, 1, Slot.TEXT, Location("source/en/index.html", line, 7)), **fields)


def page(*texts: str | Segment) -> Catalog:
    """The template of a page of paragraphs."""
    lines = enumerate(texts, 1)
    return template("index", "en", [t if isinstance(t, Segment) else segment(t, line=n) for n, t in lines])


def catalog(*entries: Entry) -> Catalog:
    return Catalog("index", "en", "tr", "locales/tr/LC_MESSAGES/index.po", entries)


def merged(old: Catalog | None, pot: Catalog) -> Catalog:
    """Merged, and through the disk; merging once more must change nothing."""
    new = merge(old, pot, "tr")
    again = read_catalog(write_catalog(new), "index", "en", "tr", new.file)
    assert write_catalog(merge(again, pot, "tr")) == write_catalog(new)
    return again


def by_text(some: Catalog) -> dict[str, Entry]:
    return {entry.msgid: replace(entry, line=None) for entry in some.entries}


def drafted(some: Catalog, suffix: str = "") -> Catalog:
    drafts = {e.key: Draft(e.key, f"[{e.msgid}]{suffix}", "fake", "1") for e in some.entries}
    return apply_drafts(some, drafts)


# --- template ---------------------------------------------------------------------------------------------------------


def test_equal_text_in_the_same_role_is_one_entry_with_all_its_places():
    pot = page(segment("Book", "a", 3), segment("Book", "button", 4), segment("Book", "a", 9), segment("Book", "a", 3))
    assert [entry.key for entry in pot.entries] == [("a", "Book"), ("button", "Book")]
    assert [place.line for place in pot.entries[0].references] == [3, 9]
    assert pot.language == ""


def test_a_copy_adds_its_place_to_the_entry_of_the_visible_text():
    copy = segment("Is it safe?", "ld+json:Question", 2, copy_of=EntryKey("summary", "Is it safe?"))
    pot = page(copy, segment("First", line=4), segment("Is it safe?", "summary", 8))
    assert [entry.key for entry in pot.entries] == [("p", "First"), ("summary", "Is it safe?")]
    assert [place.line for place in pot.entries[1].references] == [2, 8]


def test_notes_are_joined_without_repeats_or_line_breaks():
    pot = page(segment("a", notes=("Dosage", "two\n lines")), segment("a", notes=("Dosage", "", "more")))
    assert pot.entries[0].notes == ("Dosage", "two lines", "more")


def test_a_text_of_nothing_is_no_entry():
    assert page("").entries == ()


def test_columns_stay_out_since_a_po_file_has_none():
    assert page("a").entries[0].references == (Location("source/en/index.html", 1),)


# --- merge ------------------------------------------------------------------------------------------------------------


def test_a_new_catalog_has_the_entries_of_the_template():
    new = merged(None, page("a", "b"))
    assert [entry.msgid for entry in new.entries] == ["a", "b"]
    assert new.language == "tr"
    assert dict(new.headers)["Language"] == "tr"


def test_an_empty_catalog_names_the_file_of_a_new_one():
    assert merge(catalog(), page("a"), "tr").file == "locales/tr/LC_MESSAGES/index.po"


def test_the_creation_date_is_that_of_the_template():
    pot = replace(page("a"), headers=(("POT-Creation-Date", "2026-01-02 03:04+0000"), ("Language", "")))
    old = replace(catalog(), headers=(("POT-Creation-Date", "2025-01-01 00:00+0000"), ("Last-Translator", "Ayşe")))
    assert dict(merge(old, pot, "tr").headers) == {
        "POT-Creation-Date": "2026-01-02 03:04+0000",
        "Last-Translator": "Ayşe",
    }


def test_moved_text_keeps_all_that_people_wrote_and_gets_its_new_place():
    entry = Entry("p", WALK, YURU, comments=("checked",), flags=("ignore-numbers",))
    new = merged(catalog(entry), page("New first", segment(WALK, line=30, notes=("Heading",))))
    place = (Location("source/en/index.html", 30),)
    assert [e.msgid for e in new.entries] == ["New first", WALK]
    assert by_text(new)[WALK] == replace(entry, references=place, notes=("Heading",))


def test_a_changed_text_takes_the_translation_over_as_fuzzy_and_the_old_one_is_kept():
    entry = Entry("p", WALK, YURU, comments=("checked",))
    new = by_text(merged(catalog(entry), page(WALK_SOON)))
    assert (new[WALK_SOON].msgstr, new[WALK_SOON].fuzzy, new[WALK_SOON].previous) == (YURU, True, entry.key)
    assert new[WALK_SOON].state is State.EDITED
    assert new[WALK_SOON].comments == ()
    assert new[WALK] == replace(entry, obsolete=True)


def test_the_text_that_returns_comes_back_as_it_was():
    entry = Entry("p", WALK, YURU, comments=("checked",), flags=("no-wrap",))
    changed = merged(catalog(entry), page(WALK_SOON))
    back = merged(changed, page(WALK))
    assert by_text(back) == {WALK: replace(entry, references=page(WALK).entries[0].references)}


def test_after_several_changes_the_editor_sees_what_changed_since_the_translation():
    changed = merged(merged(catalog(Entry("p", WALK, YURU)), page(WALK_SOON)), page(WALK_SOON + " Slowly."))
    entry = by_text(changed)[WALK_SOON + " Slowly."]
    assert (entry.msgstr, entry.previous) == (YURU, EntryKey("p", WALK))
    assert WALK_SOON not in by_text(changed), "what only repeats the approved translation is no one's work"


def test_a_fuzzy_translation_that_a_person_improved_is_kept():
    changed = merged(catalog(Entry("p", WALK, YURU)), page(WALK_SOON))
    improved = replace(
        changed, entries=tuple(replace(e, msgstr="Akşam.") if e.msgid == WALK_SOON else e for e in changed.entries)
    )
    gone = by_text(merged(improved, page()))
    assert (gone[WALK_SOON].msgstr, gone[WALK_SOON].fuzzy, gone[WALK_SOON].obsolete) == ("Akşam.", True, True)


def test_a_takeover_is_kept_when_what_it_came_from_might_go():
    child = Entry("p", WALK_SOON, YURU, fuzzy=True, previous=EntryKey("p", WALK))
    untouched = drafted(catalog(Entry("p", WALK))).entries[0]
    untouched = replace(untouched, msgstr=YURU, origin=replace(untouched.origin, digest=digest(YURU)))
    assert untouched.state is State.DRAFTED
    assert by_text(merged(catalog(child, untouched), page())).keys() == {WALK_SOON}
    circular = Entry("p", WALK, YURU, fuzzy=True, previous=child.key)
    assert by_text(merged(catalog(child, circular), page())).keys() == {WALK, WALK_SOON}


def test_what_nobody_touched_goes_with_its_text():
    assert merged(merged(None, page(WALK)), page()).entries == ()
    assert merged(drafted(merged(None, page(WALK))), page()).entries == ()


def test_a_draft_is_not_taken_over_by_a_changed_text():
    new = by_text(merged(drafted(merged(None, page(WALK))), page(WALK_SOON)))
    assert new.keys() == {WALK_SOON}
    assert new[WALK_SOON].state is State.UNTRANSLATED


def test_a_comment_on_an_untouched_draft_is_kept_without_the_draft():
    draft = drafted(merged(None, page(WALK)))
    draft = replace(draft, entries=tuple(replace(entry, comments=("ask Ayşe",)) for entry in draft.entries))
    gone = merged(draft, page())
    assert by_text(gone)[WALK] == Entry("p", WALK, obsolete=True, comments=("ask Ayşe",))
    assert by_text(merged(gone, page(WALK)))[WALK].comments == ("ask Ayşe",)


def test_one_vanished_text_goes_to_the_most_similar_new_one():
    new = by_text(merged(catalog(Entry("p", WALK, YURU)), page(WALK + " Or the day after, or later.", WALK_SOON)))
    assert [text for text, entry in new.items() if entry.fuzzy] == [WALK_SOON]


def test_a_text_that_was_there_before_takes_nothing_from_a_new_one():
    waiting = Entry("p", WALK + " Slowly.")
    new = by_text(merged(catalog(Entry("p", WALK, YURU), waiting), page(waiting.msgid, WALK_SOON)))
    assert new[waiting.msgid].state is State.UNTRANSLATED
    assert new[WALK_SOON].state is State.EDITED


def test_the_same_role_is_preferred():
    old = catalog(Entry("li", WALK, "liste"), Entry("p", WALK, "paragraf"))
    assert by_text(merged(old, page(WALK_SOON)))[WALK_SOON].msgstr == "paragraf"


def test_the_same_text_in_another_role_is_taken_over_as_fuzzy():
    (new, old) = merged(catalog(Entry("p", WALK, YURU)), page(segment(WALK, "h2"))).entries
    assert (new.msgstr, new.fuzzy, new.previous) == (YURU, True, EntryKey("p", WALK))
    assert old.obsolete


def test_a_text_that_the_memory_serves_takes_over_nothing():
    new = merge(catalog(Entry("p", WALK, YURU)), page(WALK_SOON), "tr", served={EntryKey("p", WALK_SOON)})
    assert by_text(new)[WALK_SOON].state is State.UNTRANSLATED


def test_texts_that_are_not_similar_take_over_nothing():
    assert not by_text(merged(catalog(Entry("p", WALK, YURU)), page("Opening hours: 9 to 17")))[
        "Opening hours: 9 to 17"
    ].msgstr


def test_approval_clears_the_helps_for_review_but_not_the_origin():
    draft = drafted(merged(None, page("a"))).entries[0]
    approved = replace(draft, fuzzy=False, draft_notes=("look",), previous=EntryKey("p", "b"))
    (entry,) = merged(catalog(approved), page("a")).entries
    assert (entry.draft_notes, entry.previous, entry.origin) == ((), None, draft.origin)


def test_two_thousand_changed_paragraphs_take_less_than_two_seconds():
    words = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in ("a", "eo", "ui", "y") for c in "klmnrstz"]
    texts = [" ".join(words[(n * 7 + k * (n % 13 + 3)) % len(words)] for k in range(60)) for n in range(2000)]
    old = catalog(*(Entry("p", text, "çeviri") for text in dict.fromkeys(texts)))
    pot = page(*(text.replace(" ", " new ", 4) for text in reversed(texts)))
    start = time.process_time()
    new = merge(old, pot, "tr")
    assert time.process_time() - start < 2
    assert sum(entry.fuzzy for entry in new.entries) > 0.9 * len(texts)


# --- whatever happens -------------------------------------------------------------------------------------------------

TEXTS = [
    f"{subject} {verb} {end}"
    for subject in ("Most people", "Some patients")
    for verb in ("walk", "go home")
    for end in ("on the day.", "after <b1>two</b1> days.")
]
paragraphs = st.tuples(st.sampled_from(["p", "p", "li"]), st.sampled_from(TEXTS))
pick = st.integers(0, 1000)


class Clinic(RuleBasedStateMachine):
    """People change the page, editors work in the file, and commands run, in any order.

    ``words`` is what a person last wrote or approved, by entry: text and whether it is approved.
    """

    def __init__(self) -> None:
        super().__init__()
        self.page: list[tuple[str, str]] = [("p", TEXTS[0]), ("p", TEXTS[-1])]
        self.catalog: Catalog | None = None
        self.words: dict[EntryKey, tuple[str, bool]] = {}
        self.written = 0

    # The page

    @rule(paragraph=paragraphs, at=pick)
    def add_or_restore(self, paragraph: tuple[str, str], at: int) -> None:
        self.page.insert(at % (len(self.page) + 1), paragraph)

    @precondition(lambda self: self.page)
    @rule(at=pick)
    def delete(self, at: int) -> None:
        del self.page[at % len(self.page)]

    @precondition(lambda self: self.page)
    @rule(at=pick, paragraph=paragraphs, run=st.booleans())
    def edit(self, at: int, paragraph: tuple[str, str], run: bool) -> None:
        self.page[at % len(self.page)] = paragraph
        if run:
            self.extract()

    @precondition(lambda self: self.page)
    @rule(at=pick, to=pick)
    def move(self, at: int, to: int) -> None:
        self.page.insert(to % len(self.page), self.page.pop(at % len(self.page)))

    # The editor

    def change(self, at: int, wanted: set[State], **fields: object) -> Entry | None:
        """Change one of the entries that stand as ``wanted``, as an editor does in the file."""
        assert self.catalog
        able = [n for n, e in enumerate(self.catalog.entries) if e.state in wanted and not e.obsolete]
        if not able:
            return None
        entries = list(self.catalog.entries)
        number = able[at % len(able)]
        entries[number] = replace(entries[number], **fields)
        self.catalog = replace(self.catalog, entries=tuple(entries))
        return entries[number]

    @precondition(lambda self: self.catalog)
    @rule(at=pick)
    def approve(self, at: int) -> None:
        if entry := self.change(at, {State.DRAFTED, State.EDITED}, fuzzy=False):
            self.words[entry.key] = (entry.msgstr, True)

    @precondition(lambda self: self.catalog)
    @rule(at=pick, approved=st.booleans())
    def write(self, at: int, approved: bool) -> None:
        self.written += 1
        if entry := self.change(at, set(State), msgstr=f"insan {self.written}", fuzzy=not approved):
            self.words[entry.key] = (entry.msgstr, approved)

    @precondition(lambda self: self.catalog)
    @rule(at=pick)
    def improve_without_approving(self, at: int) -> None:
        self.written += 1
        if entry := self.change(at, {State.DRAFTED, State.EDITED}, msgstr=f"insan {self.written}"):
            self.words[entry.key] = (entry.msgstr, False)

    @precondition(lambda self: self.catalog)
    @rule(at=pick)
    def comment(self, at: int) -> None:
        self.change(at, {State.DRAFTED, State.APPROVED}, comments=("seen",))

    # The commands

    @rule()
    def extract(self) -> None:
        pot = template("index", "en", [segment(t, role, n) for n, (role, t) in enumerate(self.page, 1)])
        new = merge(self.catalog, pot, "tr")
        assert write_catalog(merge(new, pot, "tr")) == write_catalog(new)
        assert [entry.key for entry in new.entries if not entry.obsolete] == list(dict.fromkeys(self.keys()))
        self.catalog = new

    def keys(self) -> list[EntryKey]:
        return [EntryKey(*paragraph) for paragraph in self.page]

    @precondition(lambda self: self.catalog)
    @rule(suffix=st.sampled_from(["", " again"]))
    def translate(self, suffix: str) -> None:
        assert self.catalog
        self.catalog = drafted(self.catalog, suffix)

    @precondition(lambda self: self.catalog)
    @rule()
    def through_the_disk(self) -> None:
        assert self.catalog
        self.catalog = read_catalog(write_catalog(self.catalog), "index", "en", "tr")

    @invariant()
    def nothing_that_a_person_wrote_is_lost(self) -> None:
        there = {entry.key: entry for entry in self.catalog.entries} if self.catalog else {}
        for key, (text, approved) in self.words.items():
            assert there[key].msgstr == text
            assert there[key].fuzzy is not approved

    @invariant()
    def nothing_is_approved_but_by_a_person(self) -> None:
        for entry in self.catalog.entries if self.catalog else ():
            assert entry.state is not State.APPROVED or self.words[entry.key][1]


TestClinic = Clinic.TestCase
TestClinic.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
