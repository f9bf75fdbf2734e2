"""PO files: round trips, what other editors do to them, and mistakes that must be refused."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.catalog import apply_drafts, read_catalog, renewed, same_meaning, write_catalog
from pipeline.errors import CatalogError
from pipeline.model import Catalog, Draft, Entry, EntryKey, Location, Origin, State, digest

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
LATER = datetime(2026, 7, 8, 9, 10, tzinfo=UTC)
PLACE = Location("source/en/index.html", 12)

HEADER = """\
msgid ""
msgstr ""
"Language: tr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""

needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed")


def read(content: bytes | str, language: str = "tr") -> Catalog:
    raw = content if isinstance(content, bytes) else content.encode()
    return read_catalog(raw, "index", "en", language, "locales/tr/LC_MESSAGES/index.po")


def entries(text: str) -> tuple[Entry, ...]:
    return tuple(replace(entry, line=None) for entry in read(f"{HEADER}\n{text}").entries)


def drafted(text: str = "İki tablet alın.", **fields: object) -> Entry:
    origin = Origin("argos", "1.9", 0.87, digest(text))
    return replace(Entry("p", "Take two tablets.", text, fuzzy=True, origin=origin), **fields)


FULL = Catalog(
    "index",
    "en",
    "tr",
    "locales/tr/LC_MESSAGES/index.po",
    (
        Entry("title", "Home", "Ana sayfa", references=(PLACE,), comments=("checked by Ayşe", "", "twice")),
        drafted(notes=("Dosage",), draft_notes=("look at the number",), references=(PLACE, replace(PLACE, line=40))),
        Entry(
            "p", 'A "b" \\ c\td\ne\r\v\f\b', "x\u2028y\u0085z\x1c", references=(Location("source/en/my page.html", 3),)
        ),
        Entry("p", "New", "Eski", fuzzy=True, previous=EntryKey("h2", "Old\nold"), flags=("no-wrap", "ignore-numbers")),
        Entry("li", "none"),
        Entry("h2", "gone", "gitti", obsolete=True, comments=("kept",)),
        Entry("h2", "gone too", "o da", obsolete=True, fuzzy=True, previous=EntryKey("h2", "was")),
    ),
    header_comment="Turkish for the clinic.\n, as agreed",
)


# --- round trips ------------------------------------------------------------------------------------------------------


def test_what_is_written_is_read():
    assert same_meaning(read(write_catalog(FULL)), FULL)


def test_writing_what_was_read_gives_the_same_bytes():
    content = write_catalog(renewed(FULL, None, NOW))
    assert write_catalog(read(content)) == content


def test_the_file_looks_as_people_expect_it():
    text = write_catalog(FULL).decode()
    assert (
        """
# checked by Ayşe
#
# twice
#: source/en/index.html:12
msgctxt "title"
msgid "Home"
msgstr "Ana sayfa"

#. Dosage
#. draft: argos 1.9 score 0.87 sha:d4653a6b00ef
#. check: look at the number
#: source/en/index.html:12 source/en/index.html:40
#, fuzzy
msgctxt "p"
msgid "Take two tablets."
msgstr "İki tablet alın."
""".replace("d4653a6b00ef", digest("İki tablet alın."))
        in text
    )
    assert '#: \u2068source/en/my page.html\u2069:3\nmsgctxt "p"' in text
    assert '#, fuzzy\n#~| msgctxt "h2"\n#~| msgid "was"\n#~ msgctxt "h2"\n#~ msgid "gone too"\n' in text


def test_a_draft_says_what_the_glossary_had_to_do_with_it():
    origin = Origin("argos", "1.9", 0.87, "0123456789ab", "ba9876543210")
    notes = ("term used: tablet → tabletinizi (annotated)", "term missing: dose → doz (no place)")
    text = write_catalog(replace(FULL, entries=(drafted(origin=origin, draft_notes=notes),))).decode()
    assert (
        """
#. draft: argos 1.9 glossary:ba9876543210 score 0.87 sha:0123456789ab
#. term used: tablet → tabletinizi (annotated)
#. check: term missing: dose → doz (no place)
#, fuzzy
"""
        in text
    )


def test_the_line_of_an_entry_is_that_of_its_msgid():
    lines = write_catalog(FULL).decode().split("\n")
    for entry in read("\n".join(lines)).entries:
        assert lines[entry.line - 1].removeprefix("#~ ").startswith("msgid ")


words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
one_line = st.from_regex(r"(draft: |check: |note: |term used: |, )?\S+( \S+)?", fullmatch=True).map(
    lambda s: " ".join(s.split())
)
lines_of_text = st.lists(one_line.filter(bool), max_size=2).map(tuple)
keys = st.builds(EntryKey, st.sampled_from(["p", "h2", ""]), words)
origins = st.builds(
    Origin,
    st.sampled_from(["argos", "fake"]),
    st.sampled_from(["-", "1.9", "1.9 opus score"]),
    st.none() | st.integers(0, 100).map(lambda n: n / 100),
    st.just("0123456789ab"),
    st.sampled_from(["", "ba9876543210"]),
)


@st.composite
def any_entry(draw: st.DrawFn) -> Entry:
    key = draw(keys)
    people = Entry(
        *key,
        msgstr=draw(words | st.just("")),
        fuzzy=draw(st.booleans()),
        obsolete=draw(st.booleans()),
        comments=draw(lines_of_text),
        flags=draw(st.sampled_from([(), ("no-wrap",)])),
        previous=draw(st.none() | keys),
    )
    if people.obsolete:
        return people
    return replace(people, notes=draw(lines_of_text), draft_notes=draw(lines_of_text), origin=draw(st.none() | origins))


@settings(max_examples=150, deadline=None)
@given(st.lists(any_entry(), max_size=4, unique_by=lambda entry: entry.key), one_line | st.just(""))
def test_any_catalog_survives_the_disk(some_entries, comment):
    catalog = replace(FULL, entries=tuple(some_entries), header_comment=comment)
    content = write_catalog(catalog)
    assert same_meaning(read(content), catalog)
    assert write_catalog(read(content)) == content


def test_a_note_of_the_page_never_passes_for_a_draft_line():
    forged = Entry(
        "p", "a", "b", fuzzy=True, notes=(f"draft: argos 1 sha:{digest('b')}", "check: the dose", "term used: a → b")
    )
    (entry,) = read(write_catalog(replace(FULL, entries=(forged,)))).entries
    assert entry.notes == forged.notes
    assert entry.state is State.EDITED


# --- headers, gettext's own tools -------------------------------------------------------------------------------------


@needs_gettext
@pytest.mark.parametrize("language", ["tr", "en", "pt-BR"])
def test_msgfmt_finds_nothing_to_say(tmp_path, language):
    path = tmp_path / "index.po"
    path.write_bytes(write_catalog(renewed(replace(FULL, language=language), None, NOW)))
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@needs_gettext
def test_msgfmt_accepts_the_template(tmp_path):
    path = tmp_path / "index.pot"
    pot = replace(FULL, language="", entries=(Entry("p", "Text", references=(PLACE,)),))
    path.write_bytes(write_catalog(renewed(pot, None, NOW)))
    subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, check=True)
    assert read(path.read_bytes(), "").entries[0].msgid == "Text"


def test_headers_are_complete_and_those_of_a_person_stay():
    headers = dict(read(write_catalog(replace(FULL, headers=(("Last-Translator", "Ayşe"), ("X-Mine", "1"))))).headers)
    assert list(headers)[:3] == ["Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date"]
    assert headers["Last-Translator"] == "Ayşe"
    assert headers["X-Mine"] == "1"
    assert headers["Language"] == "tr"
    assert headers["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
    assert headers["X-Source-Language"] == "en"


def test_a_language_without_known_plurals_has_no_plural_header():
    assert b"Plural-Forms" not in write_catalog(replace(FULL, language="zz"))


def test_a_new_catalog_is_dated():
    headers = dict(renewed(FULL, None, NOW).headers)
    assert headers["PO-Revision-Date"] == headers["POT-Creation-Date"] == "2026-03-04 05:06+0000"


def test_dates_change_only_when_something_else_does():
    on_disk = read(write_catalog(renewed(FULL, None, NOW)))
    assert renewed(FULL, on_disk, LATER) is on_disk
    changed = dict(renewed(replace(FULL, entries=FULL.entries[:1]), on_disk, LATER).headers)
    assert changed["PO-Revision-Date"] == "2026-07-08 09:10+0000"
    assert changed["POT-Creation-Date"] == "2026-03-04 05:06+0000"


def test_a_template_says_when_it_was_made():
    pot = replace(FULL, language="", entries=(Entry("p", "a"),))
    on_disk = read(write_catalog(renewed(pot, None, NOW)), "")
    assert dict(on_disk.headers)["PO-Revision-Date"] == "YEAR-MO-DA HO:MI+ZONE"
    assert renewed(pot, on_disk, LATER) is on_disk
    assert dict(renewed(replace(pot, entries=()), on_disk, LATER).headers)["POT-Creation-Date"].startswith("2026-07-08")


def test_a_header_that_somebody_added_to_the_file_is_no_change():
    on_disk = read(write_catalog(replace(FULL, headers=(("X-Poedit-Basepath", "."),))))
    assert renewed(FULL, on_disk, NOW) is on_disk


LONG = "Most people walk on the day of the operation, and nearly all of them go home on the second or third day. "


@pytest.mark.parametrize("width", [40, 78])
def test_other_line_breaks_are_no_change(width):
    entry = Entry("p", LONG * 3, LONG * 2, fuzzy=True, previous=EntryKey("p", LONG))
    catalog = replace(FULL, entries=(entry,), header_comment="")
    content = write_catalog(catalog)
    saved = polib.pofile(content.decode(), wrapwidth=width)
    saved.metadata["PO-Revision-Date"] = "2026-01-01 00:00+0000"
    again = read(str(saved))
    assert str(saved).encode() != content
    assert renewed(catalog, again, NOW) is again


@needs_gettext
@pytest.mark.parametrize("command", [["msgcat"], ["msgattrib"], ["msgcat", "--no-wrap"], ["msgcat", "--width=50"]])
def test_a_file_saved_by_gettext_tools_is_no_change(tmp_path, command):
    # They keep all but flags that they do not know.
    known = replace(FULL, entries=tuple(replace(entry, flags=entry.flags[:1]) for entry in FULL.entries))
    path = tmp_path / "index.po"
    path.write_bytes(write_catalog(known))
    saved = read(subprocess.run([*command, path], capture_output=True, check=True).stdout)
    assert renewed(known, saved, NOW) is saved


@needs_gettext
def test_after_msgmerge_nothing_is_approved_or_redrafted_that_was_not(tmp_path):
    po, pot = tmp_path / "index.po", tmp_path / "index.pot"
    po.write_bytes(write_catalog(FULL))
    texts = (Entry("title", "Home page"), Entry("p", "Take two tablets."), Entry("li", "none"))
    pot.write_bytes(write_catalog(replace(FULL, language="", entries=texts)))
    done = subprocess.run(["msgmerge", "--previous", "--quiet", po, pot], capture_output=True, check=True)
    after = {entry.msgid: entry for entry in read(done.stdout).entries}
    assert after["Home page"].previous == EntryKey("title", "Home")
    assert after["Home page"].comments == ("checked by Ayşe", "", "twice")
    assert after["Home page"].state is State.EDITED
    assert after["Take two tablets."].state is State.EDITED, "msgmerge drops draft lines: then it is a person's"
    assert after["gone"].state is State.APPROVED


def test_windows_line_ends_and_byte_order_mark_are_no_change():
    content = write_catalog(FULL)
    assert same_meaning(read(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")), FULL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('#,fuzzy\nmsgid "a"\nmsgstr "b"', Entry("", "a", "b", fuzzy=True)),
        ('#= ignore-x\nmsgid "a"\nmsgstr "b"', Entry("", "a", "b", flags=("ignore-x",))),
        ('#no space\n##two\nmsgid "a"\nmsgstr "b"', Entry("", "a", "b", comments=("no space", "two"))),
        ('#:\n#,\n#.\nmsgid "a"\nmsgstr "b"', Entry("", "a", "b")),
        ('msgid"a"\nmsgstr\t"b"', Entry("", "a", "b")),
        ('msgid ""\n"a  b"\n\nmsgstr ""\n"c"\n" d"', Entry("", "a  b", "c d")),
        (
            '#: a.html b.html:7\nmsgid "a"\nmsgstr ""',
            Entry("", "a", references=(Location("a.html", 1), Location("b.html", 7))),
        ),
        ('#~msgid "a"\n#~msgstr "b"\n#~"c"', Entry("", "a", "bc", obsolete=True)),
        (
            '#~| msgid ""\n#~| "old"\n#~ msgid "a"\n#~ msgstr "b"',
            Entry("", "a", "b", obsolete=True, previous=EntryKey("", "old")),
        ),
    ],
)
def test_other_ways_to_write_the_same(text, expected):
    assert entries(text) == (expected,)


def test_the_name_of_a_file_is_no_content(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("index.po").write_text(f'{HEADER}\nmsgid "a"\nmsgstr "b"\n')
    with pytest.raises(CatalogError):
        read("index.po")


# --- mistakes ---------------------------------------------------------------------------------------------------------

GOOD = 'msgid "good"\nmsgstr "iyi"\n'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('msgid "a\nmsgstr "b"', 6, "one text in double quotes"),
        ('msgid "a"\nmsgstr "b', 7, "one text in double quotes"),
        ('msgid a\nmsgstr "b"', 6, "one text in double quotes"),
        ('msgid "a"\nmsgstr "say "b""', 7, "one text in double quotes"),
        ('msgid "a"\nmsgstr "b\\\\" c"', 7, "one text in double quotes"),
        ('msgid "a"\nmsgst "b"', 7, "msgstr must come here, msgst is no keyword"),
        ('msgid "a"\nMSGSTR "b"', 7, "msgstr must come here, MSGSTR is no keyword"),
        ('domain "a"\n', 6, "domain is no keyword"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"', 7, "msgstr must come here"),
        ('msgid "a"\n\n#. note\nmsgid "b"\nmsgstr "c"', 8, "a comment between msgid and what must follow it"),
        ('msgctxt "p"\nmsgctxt "q"\nmsgid "b"\nmsgstr "c"', 7, "msgid must come here"),
        ('msgctxt "p"\nmsgstr "c"', 7, "msgid must come here"),
        ('msgstr "c"', 6, "msgctxt or msgid must come here"),
        ('msgid "a"', 6, "the file ends where msgstr should come"),
        ('msgctxt "p"', 6, "the file ends where msgid should come"),
        ('msgctxt "p"\nmsgid ""\nmsgstr "c"', 8, "the msgid of this entry is empty"),
        ('msgid ""\nmsgstr "c"', 7, "the msgid of this entry is empty"),
        ('msgid "a"\nmsgstr "b\\q"', 7, r"unknown escape \\q"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"', 7, "plural forms have no use"),
        ('msgid "a"\nmsgstr[0] "c"', 7, "plural forms have no use"),
        ('#, fuzzy\n"a"\nmsgid "a"\nmsgstr "b"', 7, "continues nothing"),
        ('msgid "a"\n#~ "a"\nmsgstr "b"', 7, "continues nothing"),
        ('#~ msgid "a"\nmsgstr "b"', 7, "obsolete .* in one line and not in the next"),
        ('msgid "a"\n#| msgid "o"\nmsgstr "b"', 7, "a previous text in the middle"),
        ('#| msgstr "o"\nmsgid "a"\nmsgstr "b"', 6, "unknown keyword msgstr in a previous text"),
        ('#|\nmsgid "a"\nmsgstr "b"', 6, "PO syntax error"),
        (f"{GOOD}\n# whose is this?\n", 9, "a comment at the end that belongs to no entry"),
        (f'{GOOD}\n#~| msgid "old"\n', 9, "a comment at the end that belongs to no entry"),
        ("<<<<<<< HEAD\n" + GOOD, 6, "git conflict marker"),
        ('msgid "a"\n=======\nmsgstr "b"', 7, "git conflict marker"),
        (f"{GOOD}>>>>>>> branch\n", 8, "git conflict marker"),
        (f"{GOOD}\n{GOOD}", 9, "duplicate entry, the first is in line 6"),
        (f'{GOOD}\n#~ msgid "good"\n#~ msgstr "hoş"\n', 9, "duplicate entry"),
        ("<html><body>", 6, "PO syntax error"),
    ],
)
def test_mistakes_are_refused_with_their_line(text, line, message):
    content = f"{HEADER}\n{text}"
    with pytest.raises(CatalogError, match=message) as caught:
        read(content)
    assert caught.value.line == line
    shown = content.split("\n")[line - 1]
    assert shown == caught.value.text or f'"{caught.value.text}"' in shown
    assert str(caught.value).startswith(f"locales/tr/LC_MESSAGES/index.po:{line}: ")


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", None, "the file is empty"),
        (b"\n \n", None, "the file is empty"),
        (b"# only a comment\n", 1, "the file ends where msgctxt or msgid should come"),
        (GOOD.encode(), 2, "the header must come first"),
        (b'msgctxt "p"\n' + HEADER.encode(), 1, "the header must come first"),
        (b'msgid ""\nmsgstr ""\n', 1, "the charset must be UTF-8"),
        (HEADER.replace("UTF-8", "ISO-8859-9").encode(), 4, "the charset must be UTF-8: 'Content-Type: text/plain; ch"),
        (HEADER.replace(": tr", ": de").encode(), 3, "in the wrong place, tr was expected: 'Language: de'"),
        (f'{HEADER}\nmsgid "a"\nmsgstr "ş"\n'.encode("iso8859-9"), 7, "not UTF-8 text.*msgstr"),
        (HEADER.encode("utf-16"), 1, "not UTF-8 text"),
        (b"\x00\x01\x02", 1, "PO syntax error"),
    ],
)
def test_files_that_are_no_catalog_are_refused(content, line, message):
    with pytest.raises(CatalogError, match=message) as caught:
        read(content)
    assert caught.value.line == line


def test_a_regional_language_header_belongs_to_the_language():
    assert read(HEADER.replace(": tr", ": tr_TR")).entries == ()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_but_never_crashes_or_loses_an_entry(data):
    lines = write_catalog(FULL).decode().split("\n")
    number = data.draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    at = data.draw(st.integers(0, len(line)))
    damage = data.draw(st.sampled_from(["", '"', "\\", "#", "~", "#~ ", "msgid ", " ", "\n", "\t"]))
    cut = data.draw(st.integers(0, 3))
    lines[number : number + 1] = [] if data.draw(st.booleans()) else [line[:at] + damage + line[at + cut :]]
    try:
        catalog = read("\n".join(lines))
    except CatalogError:
        return
    msgids = re.findall(r'^\s*(?:#~)?\s*msgid\s*"', "\n".join(lines), re.MULTILINE)
    assert len(catalog.entries) == len(msgids) - 1


# --- states and drafts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry("p", "a"), State.UNTRANSLATED),
        (Entry("p", "a", fuzzy=True), State.UNTRANSLATED),
        (Entry("p", "a", "b"), State.APPROVED),
        (drafted(fuzzy=False), State.APPROVED),
        (drafted(), State.DRAFTED),
        (drafted(msgstr="İki tablet al."), State.EDITED),
        (drafted(previous=EntryKey("p", "old")), State.EDITED),
        (drafted(origin=None), State.EDITED),
    ],
)
def test_state(entry, expected):
    assert entry.state is expected


def draft(entry: Entry, text: str = "Yeni.", **fields: object) -> dict[EntryKey, Draft]:
    return {entry.key: replace(Draft(entry.key, text, "fake", "2", 0.666), **fields)}


@pytest.mark.parametrize("entry", [Entry("p", "a"), drafted()])
def test_a_draft_goes_where_nobody_wrote(entry):
    catalog = replace(FULL, entries=(entry,))
    (after,) = read(write_catalog(apply_drafts(catalog, draft(entry, notes=("look\n here", " "))))).entries
    assert (after.msgstr, after.fuzzy, after.draft_notes) == ("Yeni.", True, ("look here",))
    assert after.origin == Origin("fake", "2", 0.67, digest("Yeni."))
    assert after.state is State.DRAFTED


@pytest.mark.parametrize(
    "entry",
    [
        Entry("p", "a", "b"),
        Entry("p", "a", "b", fuzzy=True),
        Entry("p", "a", obsolete=True),
        drafted(fuzzy=False),
        drafted(msgstr="İki tablet al."),
        drafted(previous=EntryKey("p", "old")),
    ],
)
def test_a_draft_never_goes_over_what_a_person_wrote(entry):
    catalog = replace(FULL, entries=(entry,))
    assert apply_drafts(catalog, draft(entry)) == catalog


def test_a_draft_of_an_engine_without_versions_is_recognised():
    entry = Entry("p", "a")
    catalog = apply_drafts(replace(FULL, entries=(entry,)), draft(entry, version="", score=None))
    assert read(write_catalog(catalog)).entries[0].state is State.DRAFTED


def test_a_draft_without_text_only_brings_its_notes():
    catalog = replace(FULL, entries=(Entry("p", "a"), drafted()))
    offered = draft(catalog.entries[0], "", notes=("similar",)) | draft(catalog.entries[1], "", notes=("similar",))
    first, second = apply_drafts(catalog, offered).entries
    assert (first.state, first.draft_notes, first.fuzzy) == (State.UNTRANSLATED, ("similar",), False)
    assert (second.state, second.draft_notes, second.origin) == (State.UNTRANSLATED, ("similar",), None)


def test_the_same_draft_again_is_no_change():
    catalog = apply_drafts(replace(FULL, entries=(Entry("p", "a"),)), draft(Entry("p", "a")))
    on_disk = read(write_catalog(catalog))
    assert renewed(apply_drafts(on_disk, draft(Entry("p", "a"))), on_disk, NOW) is on_disk
