from pathlib import Path

import pytest

from pipeline.errors import GlossaryError
from pipeline.glossary import HEADER, Glossary, read_glossary

PROJECT = Path(__file__).parent.parent
ROW = "spine,spine,omurga,noun,anatomy,preferred,backbone,bel kemiği,diken,keel,A note."


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return read_glossary(PROJECT / "glossary.csv")


def write(folder: Path, *rows: str, header: str = ",".join(HEADER)) -> Path:
    path = folder / "glossary.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def found(glossary: Glossary, text: str, source: str) -> list[tuple[str, str]]:
    matches = glossary.find(text, source, "tr" if source == "en" else "en")
    for match in matches:
        assert text[match.start : match.end] == match.found
    return [(match.term.id, match.found) for match in matches]


# --- loading ----------------------------------------------------------------------------------------------------------


def test_the_project_glossary_loads(glossary: Glossary) -> None:
    assert len(glossary) == 701
    assert len(glossary.terms("en", "tr")) == len(glossary.terms("tr", "en")) == 701
    term = next(term for term in glossary.terms("tr", "en") if term.id == "spine")
    assert (term.source, term.target, term.status) == ("omurga", "spine", "preferred")
    assert "backbone" in term.target_variants
    assert term.forbidden == ("keel",)
    assert glossary.terms("en", "de") == ()


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        ([ROW, ROW.replace("spine,spine", "spine,back")], 3, "id stands in line 2 already"),
        ([ROW, ROW.replace("spine,spine", "other,Spine")], 3, "en with its pos stands in line 2"),
        ([ROW, ROW.replace("spine,spine", "other,back")], 3, "tr with its pos stands in line 2"),
        ([ROW.replace("omurga", "")], 2, "tr is empty"),
        ([ROW.replace("preferred", "good")], 2, "unknown status; known are preferred, do-not-translate"),
        ([ROW.replace("diken", "Omurga")], 2, "forbidden_tr form is the preferred term of line 2"),
        ([ROW.replace("omurga", "omurÄŸa")], 2, "tr has mojibake"),
        ([ROW.replace("kemiği", "kemiÄŸi")], 2, "tr_variants has mojibake"),
        ([ROW.replace("A note.", "=cmd()")], 2, "note begins like a spreadsheet formula"),
        ([ROW.replace("backbone", "+backbone")], 2, "en_variants begins like a spreadsheet formula"),
        ([ROW.replace("backbone", "@backbone")], 2, "en_variants begins"),
        ([ROW.replace("backbone", "backbone||column")], 2, "en_variants has an empty item"),
        ([ROW.replace("omurga", " omurga")], 2, "tr has white space at an end"),
        ([ROW.replace("A note.", '"two\nlines"')], 2, "note has white space at an end or a line break"),
        ([ROW.replace(",A note.", "")], 2, "row has 10 cells, the header has 11"),
        ([ROW, ROW + ",more"], 3, "row has 12 cells"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, rows: list[str], line: int, message: str) -> None:
    path = write(tmp_path, *rows)
    with pytest.raises(GlossaryError, match=message) as caught:
        read_glossary(path)
    assert (caught.value.file, caught.value.line) == (path.as_posix(), line)
    assert caught.value.text is not None
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("header", ["", "id,en,tr", ",".join(HEADER) + ",xx", ",".join(HEADER) + ",de,de"])
def test_a_wrong_header_is_named(tmp_path: Path, header: str) -> None:
    with pytest.raises(GlossaryError, match="wrong header; it must be id,en,tr") as caught:
        read_glossary(write(tmp_path, header=header))
    assert caught.value.line == 1


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="cannot be read"):
        read_glossary(tmp_path / "none.csv")
    path = tmp_path / "latin.csv"
    path.write_bytes(",".join(HEADER).encode() + b"\nx,y,a\xfer\xfd,noun\n")
    with pytest.raises(GlossaryError, match="not UTF-8") as caught:
        read_glossary(path)
    assert caught.value.line == 2
    with pytest.raises(GlossaryError, match="not a CSV file"):
        read_glossary(write(tmp_path, '"open'))


def test_further_languages_are_columns(tmp_path: Path) -> None:
    header = ",".join([*HEADER, "de", "de_variants", "forbidden_de"])
    path = write(
        tmp_path,
        ROW + ",Wirbelsäule,Rückgrat,Stachel",
        ROW.replace("spine,spine,omurga", "rod,rod,rod") + ",,,",
        header=header,
    )
    glossary = read_glossary(path)
    (term,) = glossary.terms("en", "de")
    assert (term.target, term.target_variants, term.forbidden) == ("Wirbelsäule", ("Rückgrat",), ("Stachel",))
    assert len(glossary.terms("en", "tr")) == 2


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = write(tmp_path, ROW)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_glossary(path)) == 1


# --- finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A herniated disc presses.", [("herniated-disc", "herniated disc")]),
        ("HERNIATED DISKS press.", [("herniated-disc", "HERNIATED DISKS")]),
        ("a herniated-disc operation", [("herniated-disc", "herniated-disc"), ("surgery", "operation")]),
        ("the spine's curves", [("spine", "spine's")]),
        ("vertebrae and edema", [("vertebra", "vertebrae"), ("oedema", "edema")]),
        ("MRIs, mris", [("mri", "MRIs")]),
        ("It may lead to numbness.", [("numbness", "numbness")]),
        ("Come back in patients' time", [("patient", "patients'")]),
        ("in-patient stay", [("inpatient", "in-patient")]),
        ("spineless backing", []),
        ("https://example.org/spine spine@example.org", []),
        ("", []),
    ],
)
def test_find_english(glossary: Glossary, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(glossary, text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel fıtığının tedavisi", ["lumbar-disc-herniation", "treatment"]),
        ("bel fıtıkları", ["lumbar-disc-herniation"]),
        ("BEL FITIĞINDA", ["lumbar-disc-herniation"]),
        ("siyatiğe", ["sciatica"]),
        ("karnındaki", ["abdomen"]),
        ("omurganızdan", ["spine"]),
        ("kanıta dayalı tıbbın", ["evidence-based-medicine"]),
        ("MR'da, MR'ınızı", ["mri", "mri"]),
        ("IMPLANT ve İMPLANT", ["implant", "implant"]),
        ("şikayetiniz, şikâyetiniz", ["complaint", "complaint"]),
        ("ameliyat edildi", ["operate"]),
        ("randevu alan", ["book-an-appointment"]),
        # Not these: other words that begin like a term.
        ("belge belki belli beleş", []),
        ("hastalık", []),
        ("bağlıdır", []),
        ("altı hafta boyunca", []),
        ("sagital dengesizliğin", ["sagittal-imbalance"]),
        ("Ağrı'da kış, ağrıda", ["pain"]),
        ("koldaki", []),
    ],
)
def test_find_turkish(glossary: Glossary, text: str, expected: list[str]) -> None:
    assert [term for term, _ in found(glossary, text, "tr")] == expected


def test_the_longest_match_counts(glossary: Glossary) -> None:
    assert [term for term, _ in found(glossary, "Lumbar disc herniation", "en")] == ["lumbar-disc-herniation"]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("herniated disc", "en", "disk hernisi"),
        ("Herniated disc", "en", "Disk hernisi"),
        ("Herniated Disc", "en", "Disk Hernisi"),
        ("HERNIATED DISC", "en", "DİSK HERNİSİ"),
        (" Implant ", "en", "İmplant"),
        ("MRI", "en", "MR"),
        ("L4-L5", "en", "L4-L5"),
        ("Bel fıtığı", "tr", "Lumbar disc herniation"),
        ("herniated discs", "en", None),
        ("a herniated disc", "en", None),
        ("Herniated disc?", "en", None),
        ("MR'da", "tr", None),
        ("", "en", None),
        (" ", "en", None),
    ],
)
def test_exact(glossary: Glossary, text: str, source: str, expected: str | None) -> None:
    assert glossary.exact(text, source, "tr" if source == "en" else "en") == expected


def test_without_terms_nothing_is_found() -> None:
    assert Glossary().find("spine", "en", "tr") == ()
    assert Glossary().exact("spine", "en", "tr") is None
