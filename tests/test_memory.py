"""Memory: what is offered for a text and at which score, and the files that units come from."""

from __future__ import annotations

import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import codes
from pipeline.errors import MemoryFileError
from pipeline.memory import Memory, read_tmx, read_tsv, units_of, write_tmx
from pipeline.model import Catalog, Entry, MemoryUnit


def unit(source: str, target: str = "çeviri", role: str = "p") -> MemoryUnit:
    return MemoryUnit(source, target, role, "locales/tr/LC_MESSAGES/index.po")


# --- exact ------------------------------------------------------------------------------------------------------------


def test_the_same_role_comes_first_then_an_unknown_one_then_others():
    text = "Book an appointment"
    memory = Memory([unit(text, "1", "h2"), unit(text, "2", ""), unit(text, "3", "a"), unit(text, "4", "a")])
    hits = memory.exact(text, "a")
    assert [hit.unit.target for hit in hits] == ["3", "4", "2", "1"]
    assert {hit.score for hit in hits} == {100}


def test_a_single_word_of_another_role_is_not_certain():
    memory = Memory([unit("<b1>Book</b1>", "Randevu", "h2"), unit("Book", "Kitap", "h2"), unit("Book", "Kitap al", "")])
    assert [(hit.unit.target, hit.score) for hit in memory.exact("Book", "button")] == [
        ("Kitap al", 100),
        ("Kitap", 90),
    ]
    assert memory.exact("Book", "h2")[0].score == 100
    assert memory.exact("<b1>Book</b1>", "button")[0].score == 90


def test_a_translation_is_offered_once():
    hits = Memory([unit("a b", "x", "li"), unit("a b", "x", "p"), unit("a b", "x", "p")]).exact("a b", "p")
    assert [hit.unit.role for hit in hits] == ["p"]


@pytest.mark.parametrize(
    "other", ["Take <b1>two</b1> tablets", "Take two tablets.", "take two tablets", "Take 2 tablets"]
)
def test_what_is_not_letter_for_letter_equal_is_not_exact(other):
    assert Memory([unit("Take two tablets")]).exact(other, "p") == ()


# --- fuzzy ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("Take two tablets a day.", "Take two tablets each day.", 85, 98),
        ("Take 2 tablets a day.", "Take 3 tablets a day.", 80, 90),
        ("Take 2.5 mg a day after your meal.", "Take 25 mg a day after your meal.", 75, 90),
        ("Take <b1>two</b1> tablets.", "Take two tablets.", 94, 96),
        ("Take <b1>two</b1> tablets.", "Take <i1>two</i1> tablets.", 94, 96),
        ("Take <b1>two</b1> tablets.", "Take two <b1>tablets</b1>.", 99, 99),
        ("Take <b1>2</b1> tablets.", "Take 3 tablets.", 78, 82),
    ],
)
def test_scores(one, other, low, high):
    (hit,) = Memory([unit(one)]).fuzzy(other, "p")
    assert low <= hit.score <= high


def test_exact_hits_are_not_repeated_as_fuzzy_ones():
    assert Memory([unit("Take two tablets")]).fuzzy("Take two tablets", "p") == ()


def test_fuzzy_hits_are_ranked_cut_off_and_limited():
    texts = ["Take two tablets a day", "Take two tablets every day", "Take two tablets today", "Call us"]
    memory = Memory([unit(text, text) for text in texts])
    hits = memory.fuzzy("Take two tablets per day", "p", limit=2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score >= 75
    assert memory.fuzzy("Take two tablets per day", "p", cutoff=99) == ()


def test_among_equal_scores_the_same_role_comes_first():
    memory = Memory([unit("Take two tablets", "1", "li"), unit("Take two tablets", "2", "p")])
    assert [hit.unit.target for hit in memory.fuzzy("Take two tablet", "p")] == ["2", "1"]


@given(st.text("ab 12", max_size=8), st.text("ab 12", max_size=8))
def test_only_equal_texts_score_a_hundred(one, other):
    memory = Memory([unit(one)])
    assert all(hit.score < 100 for hit in memory.fuzzy(other, "p", cutoff=0))
    assert bool(memory.exact(other, "p")) is (one == other)


def test_a_large_memory_answers_in_time():
    words = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in ("a", "eo", "ui", "y") for c in "klmnrstz"]
    texts = [" ".join(words[(n * 7 + k * (n % 31 + 3)) % len(words)] for k in range(4 + n % 20)) for n in range(20_000)]
    memory = Memory(unit(text) for text in texts)
    start = time.process_time()
    for text in texts[::200]:
        memory.fuzzy(f"{text} now", "p")
    assert time.process_time() - start < 1, "100 of the 500 questions that 5 seconds are for"


# --- units ------------------------------------------------------------------------------------------------------------


def test_only_what_is_approved_becomes_memory_and_what_is_on_the_page_comes_first():
    entries = (
        Entry("p", "gone", "gitti", obsolete=True),
        Entry("p", "fuzzy", "bulanık", fuzzy=True),
        Entry("p", "none"),
        Entry("h2", "here", "burada"),
    )
    units = units_of(Catalog("index", "en", "tr", "locales/tr/LC_MESSAGES/index.po", entries))
    assert units == (unit("here", "burada", "h2"), unit("gone", "gitti"))


# --- tables -----------------------------------------------------------------------------------------------------------


def table(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_table_is_read_in_either_direction(tmp_path):
    path = table(tmp_path, "\ufeffid\ten\ttr\trole\r\n1\tHome\tAna sayfa\ta\r\n\r\n2\tEmpty\t\tp\r\n")
    assert read_tsv(path, "en", "tr") == (MemoryUnit("Home", "Ana sayfa", "a", f"{path}:2"),)
    assert read_tsv(path, "tr", "en") == (MemoryUnit("Ana sayfa", "Home", "a", f"{path}:2"),)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("", 1, "must name the columns, en and tr among them"),
        ("en\tde\na\tb\n", 1, "tr among them"),
        ("en\ttr\na\tb\nc\n", 3, "1 columns where the first line names 2: 'c'"),
        (b"en\ttr\na\t\xfe\n", None, "not UTF-8"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path, content, line, message):
    with pytest.raises(MemoryFileError, match=message) as caught:
        read_tsv(table(tmp_path, content), "en", "tr")
    assert caught.value.line == line


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MemoryFileError, match=r"none\.tsv: cannot be read \(No such file"):
        read_tsv(tmp_path / "none.tsv", "en", "tr")


# --- TMX --------------------------------------------------------------------------------------------------------------


def tmx(tmp_path: Path, body: str | bytes, before: str = '<?xml version="1.0"?>') -> Path:
    path = tmp_path / "memory.tmx"
    if isinstance(body, str):
        body = f'{before}<tmx version="1.4"><header/><body>{body}</body></tmx>'.encode()
    path.write_bytes(body)
    return path


def pair(source: str, target: str = "b") -> str:
    return f'<tu><tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="tr"><seg>{target}</seg></tuv></tu>'


def sources(path: Path) -> list[str]:
    return [unit.source for unit in read_tmx(path, "en", "tr")]


texts = st.text(st.sampled_from("aş <>&;/b1\t\n\r\"'😀") | st.characters(codec="utf-8"), min_size=1, max_size=12)
marked = st.one_of(
    texts.map(codes.escape),
    st.builds("{}<b1>{}</b1><br1/><i2>{}</i2>".format, *[texts.map(codes.escape)] * 3),
    st.sampled_from(["<b1>open", "close</b1>", "<b1><i1>crossed</b1></i1>", "<b1>a</b1><b1>again</b1>"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(MemoryUnit, marked, marked, st.sampled_from(["", "p", "img:alt"]), texts), max_size=3))
def test_what_is_written_is_read(tmp_path_factory, units):
    path = tmp_path_factory.getbasetemp() / "round.tmx"
    path.write_bytes(write_tmx(units, "en", "tr"))
    kept = tuple(unit for unit in units if not any(is_no_xml(part) for part in "".join(unit_texts(unit))))
    assert read_tmx(path, "en", "tr") == kept


def unit_texts(one: MemoryUnit) -> tuple[str, ...]:
    return one.source, one.target, one.role, one.origin


def is_no_xml(character: str) -> bool:
    return (character < " " and character not in "\t\n\r") or character in "\ufffe\uffff"


def test_codes_are_inline_elements_that_pair_up():
    content = write_tmx([unit("Take <b1>2</b1><br1/>", "<b1>x")], "en", "tr")
    root = ElementTree.fromstring(content)
    opened, closed = root.find(".//bpt"), root.find(".//ept")
    assert opened is not None
    assert closed is not None
    assert (opened.text, closed.text, opened.get("i")) == ("<b1>", "</b1>", closed.get("i"))
    assert root.findtext(".//ph") == "<br1/>"
    assert root.findtext(".//it") == "<b1>"


def test_the_same_units_give_the_same_bytes():
    units = [unit("a"), unit("b")]
    assert write_tmx(units, "en", "tr") == write_tmx(iter(units), "en", "tr")


def test_regions_older_attributes_and_the_first_of_several(tmp_path):
    body = """<tu><tuv xml:lang="de"><seg>x</seg></tuv><tuv lang="EN-gb"><seg>colour</seg></tuv>
    <tuv xml:lang="tr-TR"><seg>renk</seg></tuv><tuv xml:lang="tr"><seg>Renk</seg></tuv></tu>
    <tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>
    <tu><tuv xml:lang="eng"><seg>other</seg></tuv><tuv xml:lang="tr"><seg>başka</seg></tuv></tu>"""
    (found,) = read_tmx(tmx(tmp_path, body), "en", "tr")
    assert (found.source, found.target, found.role) == ("colour", "Renk", "")
    assert found.origin.endswith("memory.tmx:1")


@pytest.mark.parametrize(
    ("seg", "expected"),
    [
        ('<bpt i="1">&lt;b1&gt;</bpt>two<ept i="1">&lt;/b1&gt;</ept> tablets', "<b1>two</b1> tablets"),
        ('<bpt i="1">&lt;strong class="x"&gt;</bpt>two<ept i="1">&lt;/strong&gt;</ept>', "two"),
        ('<bpt i="1">\\b <sub>note</sub></bpt>two<ph>x<sub><ph>&lt;b1&gt;</ph></sub></ph>', "two"),
        ("a <hi>high</hi> light", "a high light"),
        ("literal &lt;b1&gt; and &amp;lt;", "literal &lt;b1> and &amp;lt;"),
        ("split &lt;<ph>x</ph>b1>", "split &lt;b1>"),
    ],
)
def test_inline_elements(tmp_path, seg, expected):
    assert sources(tmx(tmp_path, pair(seg))) == [expected]


def test_properties_and_notes_are_not_text(tmp_path):
    body = pair("a").replace("<tu>", '<tu><note>n</note><prop type="x-role">h2</prop><prop type="y">z</prop>')
    assert [(unit.source, unit.role) for unit in read_tmx(tmx(tmp_path, body), "en", "tr")] == [("a", "h2")]


@pytest.mark.parametrize("encoding", ["utf-16", "iso8859-9"])
def test_other_encodings(tmp_path, encoding):
    before = f'<?xml version="1.0" encoding="{encoding.replace("iso", "iso-")}"?>'
    path = tmx(tmp_path, pair("ışık"), before)
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    assert sources(path) == ["ışık"]


def test_a_document_type_is_read_past(tmp_path):
    doctype = '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "https://example.invalid/tmx14.dtd">'
    assert sources(tmx(tmp_path, pair("a"), doctype)) == ["a"]


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("body", "before", "message"),
    [
        (pair("&b;"), BOMB, "declarations of its own is not allowed"),
        (pair("&a;"), EXTERNAL, "declarations of its own is not allowed"),
        (pair("&a;"), '<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "entities are not allowed in a TMX file: 'a'"),
        (pair("&a;"), "", "not well-formed XML .undefined entity"),
        (pair("a</b>"), "", "not well-formed XML .mismatched tag"),
        (b"<xliff/>", "", "not a TMX file, its root element is another: 'xliff'"),
        (b"", "", "not well-formed XML .no element found"),
        (b"\x00\xff\x80", "", "not well-formed"),
        (b'<?xml version="1.0" encoding="klingon"?><tmx/>', "", "klingon|unknown encoding"),
        (b"<tmx><body><tu>", "", "no element found"),
    ],
)
def test_files_that_are_refused(tmp_path, body, before, message):
    with pytest.raises(MemoryFileError, match=message) as caught:
        read_tmx(tmx(tmp_path, body, before), "en", "tr")
    assert caught.value.line == 1
    assert "memory.tmx:1: " in str(caught.value)
