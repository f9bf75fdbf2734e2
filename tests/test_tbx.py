from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.tbx import tbxfile

from pipeline.errors import GlossaryError
from pipeline.glossary import HEADER, Glossary, Row, parse_glossary, read_glossary
from pipeline.tbx import read_tbx, write_tbx
from pipeline.termbase import header, merge, write_csv

PROJECT = Path(__file__).parent.parent
LANGUAGES = ("en", "tr")
HEAD = '<?xml version="1.0"?><martif type="TBX-Basic" xml:lang="en"><text><body>'
FOOT = "</body></text></martif>"


def row(**cells: str) -> Row:
    return Row(2, {**dict.fromkeys(HEADER, ""), "pos": "noun", "domain": "care", "status": "preferred", **cells})


def back_as_csv(content: bytes, languages: tuple[str, ...] = LANGUAGES) -> str:
    """A TBX file imported into an empty glossary."""
    table = read_tbx(content, "terms.tbx", languages)
    merged = merge(Glossary((), languages), table.rows, table.columns)
    return write_csv(merged.rows, merged.columns)


def test_the_project_glossary_survives_byte_for_byte():
    text = (PROJECT / "glossary.csv").read_bytes().decode("utf-8")
    glossary = read_glossary(PROJECT / "glossary.csv")
    content = write_tbx(glossary.rows, glossary.languages, "Test")
    assert back_as_csv(content).replace("\n", "\r\n") == text
    assert write_tbx(glossary.rows, glossary.languages, "Test") == content


words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), include_characters=" ", exclude_characters="|"),
    min_size=1,
    max_size=12,
).map(str.strip)
lists = st.lists(words.filter(bool), max_size=3).map("|".join)


@st.composite
def rows(draw: st.DrawFn) -> tuple[Row, ...]:
    """Rows of three languages; in the last the term may be missing, and then it has no variants either."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        cells = {name: draw(lists) for name in header(("en", "tr", "de")) if "_" in name}
        cells |= {name: draw(words.filter(bool)) for name in ("en", "tr", "domain")}
        cells |= {"id": f"term-{number}", "de": draw(words), "note": draw(words)}
        cells["de_variants"] *= bool(cells["de"])
        cells["pos"] = draw(st.sampled_from(["noun", "verb", "adj", "adv", "name", "abbr", "phrase", "particle"]))
        cells["status"] = draw(st.sampled_from(["preferred", "do-not-translate"]))
        found.append(Row(number + 2, {name: cells[name] for name in header(("en", "tr", "de"))}))
    return tuple(found)


@given(rows())
def test_any_rows_survive(rows: tuple[Row, ...]):
    languages = ("en", "tr", "de")
    text = write_csv(rows, header(languages))
    read = read_tbx(write_tbx(rows, languages, "x"), "x.tbx", languages)
    assert write_csv(read.rows, header(languages)) == text


# --- other programs ---------------------------------------------------------------------------------------------------


def test_the_translate_toolkit_reads_terms_statuses_and_notes():
    glossary = read_glossary(PROJECT / "glossary.csv")
    content = write_tbx(glossary.rows, glossary.languages, "Test")
    store = tbxfile(BytesIO(content), sourcelanguage="en", targetlanguage="tr")
    units = {unit.getid(): unit for unit in store.units}
    assert len(units) == len(glossary)
    for found in glossary.rows:
        unit = units[found.cells["id"]]
        assert (unit.source, unit.target) == (found.cells["en"], found.cells["tr"])
        targets = unit.get_target_terms("tr")
        allowed = [term.text for term in targets if not term.deprecated]
        assert allowed == [found.cells["tr"], *found.list("tr_variants")]
        assert [term.text for term in targets if term.deprecated] == [*found.list("forbidden_tr")]
        assert unit.istranslatable() is (found.cells["status"] != "do-not-translate")
        assert found.cells["note"] in unit.getnotes()


def test_what_the_translate_toolkit_wrote_can_be_read():
    store = tbxfile(sourcelanguage="en", targetlanguage="tr")
    unit = store.addsourceunit("herniated disc")
    unit.target = "disk hernisi"
    unit.setid("hernia")
    unit.addnote("Not a slipped disc.", origin="translator")
    unit.addnote("noun", origin="pos")
    unit.set_target_terms(["disk hernisi", "disk fıtığı"])
    table = read_tbx(bytes(store), "weblate.tbx", LANGUAGES)
    cells = table.rows[0].cells
    assert (cells["id"], cells["en"], cells["tr"]) == ("hernia", "herniated disc", "disk hernisi")
    assert (cells["tr_variants"], cells["note"]) == ("disk fıtığı", "Not a slipped disc.")
    assert (cells["pos"], cells["domain"], cells["status"]) == ("noun", "imported", "preferred")


def test_the_edition_of_2019_can_be_read():
    content = """<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
    <conceptEntry id="c1"><descrip type="subjectField">imaging</descrip>
      <langSec xml:lang="en-US"><termSec><term>MRI</term><termNote type="partOfSpeech">noun</termNote>
        <termNote type="termType">acronym</termNote></termSec></langSec>
      <langSec xml:lang="tr-TR">
        <termSec><term>emar</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
        <termSec><term>manyetik
           rezonans</term></termSec>
        <termSec><term>MR</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
      </langSec>
      <langSec xml:lang="de"><termSec><term>MRT</term></termSec></langSec>
    </conceptEntry></body></text></tbx>"""
    table = read_tbx(content.encode(), "c.tbx", LANGUAGES)
    cells = table.rows[0].cells
    assert (cells["en"], cells["tr"], cells["tr_variants"], cells["forbidden_tr"]) == (
        *("MRI", "MR", "manyetik rezonans", "emar"),
    )
    assert (cells["pos"], cells["domain"]) == ("abbr", "imaging")
    assert (table.rows[0].line, table.left_out) == (2, ("de",))


def test_nested_term_groups_can_be_read():
    group = "<ntig><termGrp><term>rod</term><termNote type='partOfSpeech'>verb</termNote></termGrp></ntig>"
    content = f'{HEAD}<termEntry id="r"><langSet xml:lang="en">{group}</langSet></termEntry>{FOOT}'
    cells = read_tbx(content.encode(), "c.tbx", LANGUAGES).rows[0].cells
    assert (cells["en"], cells["pos"]) == ("rod", "verb")


def test_a_language_that_the_file_lacks_is_no_column():
    content = f'{HEAD}<termEntry><langSet xml:lang="en"><tig><term>Big toe!</term></tig></langSet></termEntry>{FOOT}'
    table = read_tbx(content.encode(), "c.tbx", LANGUAGES)
    assert table.rows[0].cells["id"] == "big-toe"
    assert {"en", "en_variants", "forbidden_en"} <= set(table.columns)
    assert "tr" not in table.columns


# --- what is refused --------------------------------------------------------------------------------------------------

BOMB = '<!DOCTYPE martif [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "not well-formed XML"),
        ("id,en,tr", "not well-formed XML"),
        ("<martif><text>", "not well-formed XML"),
        ("<tmx><body/></tmx>", "not a TBX file"),
        (f"{HEAD}{FOOT}", "holds no terms"),
        (f"{BOMB}<martif>&b;</martif>", "entities are not allowed"),
        ('<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/passwd">]><martif>&a;</martif>', "entities are not allowed"),
        (
            f'{HEAD}<termEntry><langSet xml:lang="en"><tig><term>a|b</term></tig></langSet></termEntry>{FOOT}',
            "with a bar",
        ),
    ],
)
def test_what_cannot_be_read_is_named(content: str, message: str):
    with pytest.raises(GlossaryError, match=message) as caught:
        read_tbx(content.encode(), "bad.tbx", LANGUAGES)
    assert caught.value.file == "bad.tbx"


def test_characters_that_xml_cannot_hold():
    with pytest.raises(GlossaryError, match=r"U\+0001, which XML cannot hold"):
        write_tbx([row(id="a", en="a\x01", tr="b")], LANGUAGES, "x")


def test_markup_in_a_cell_stays_text():
    text = write_csv([row(id='a"&<b>', en="<b>&amp;</b>", tr="]]>", note='"quoted"')], HEADER)
    assert back_as_csv(write_tbx(parse_glossary(text, "x").rows, LANGUAGES, "<&>")) == text
