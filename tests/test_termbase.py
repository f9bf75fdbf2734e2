import pytest

from pipeline.errors import GlossaryError
from pipeline.glossary import HEADER, Glossary, Row, parse_glossary
from pipeline.termbase import Coverage, columns, merge, review, statistics, verify, write_csv

SPINE = "spine,spine,omurga,noun,anatomy,preferred,backbone,bel kemiği,diken,keel,A note."
DISC = "disc,disc,disk,noun,anatomy,preferred,disk,,disket,,"
MRI = "mri,MRI,MR,abbr,imaging,do-not-translate,,,,,"


def glossary(*rows: str, more: str = "") -> Glossary:
    return parse_glossary("\n".join([",".join(HEADER) + more, *rows]), "glossary.csv")


def changed(base: Glossary, *rows: str) -> tuple[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    """Ids added by a merge, and its conflicts."""
    merged = merge(base, glossary(*rows).rows, HEADER)
    return merged.added, [(conflict.id, conflict.columns) for conflict in merged.conflicts]


# --- writing and merging ----------------------------------------------------------------------------------------------


def test_writing_is_the_inverse_of_loading():
    text = "\n".join([",".join(HEADER), SPINE.replace("A note.", '"One, ""two"""'), MRI, ""])
    assert write_csv(parse_glossary(text, "x").rows, HEADER) == text


def test_columns_of_further_languages_may_be_incomplete():
    assert columns(glossary(SPINE + ",Rücken", more=",de")) == (*HEADER, "de")
    assert columns(Glossary((), ("en", "tr", "de"))) == (*HEADER, "de", "de_variants", "forbidden_de")


@pytest.mark.parametrize(
    ("rows", "added", "conflicts"),
    [
        ((SPINE,), (), []),
        ((DISC, SPINE), ("disc",), []),
        ((SPINE.replace("omurga", "bel kemiği").replace("A note.", ""),), (), [("spine", ("tr", "note"))]),
        ((SPINE.replace("backbone", ""), MRI), ("mri",), [("spine", ("en_variants",))]),
    ],
)
def test_merging_adds_and_names_what_differs(rows, added, conflicts):
    assert changed(glossary(SPINE), *rows) == (added, conflicts)


def test_merging_keeps_order_and_columns_that_the_other_table_lacks():
    base = glossary(SPINE + ",Rücken", DISC + ",", more=",de")
    merged = merge(
        base, [Row(9, {"id": "disc", "tr": "omur diski"}), Row(10, {"id": "new", "tr": "yeni"})], ["id", "tr"]
    )
    assert [row.cells["id"] for row in merged.rows] == ["spine", "disc", "new"]
    assert merged.rows[0].cells["de"] == "Rücken"
    assert (merged.rows[1].cells["tr"], merged.rows[1].cells["forbidden_tr"]) == ("omur diski", "disket")
    assert merged.columns == (*HEADER, "de")
    assert merged.incoming == {"disc", "new"}


def test_a_merge_brings_the_lists_of_a_language_when_it_needs_them():
    base = glossary(SPINE + ",Rücken", more=",de")
    row = Row(2, {"id": "spine", "de": "Rücken", "de_variants": "Wirbelsäule", "forbidden_de": ""})
    assert merge(base, [row], row.cells).columns == (*HEADER, "de", "de_variants")


@pytest.mark.parametrize(
    ("rows", "file", "line", "message"),
    [
        ([Row(7, {"id": "new", "en": "x"})], "in.tbx", 7, "tr is empty"),
        ([Row(7, {"id": "new", "en": "Spine", "tr": "y", "pos": "noun", "domain": "d", "status": "preferred"})] * 1,
         "in.tbx", 7, "en with its pos stands in line 2 already"),
        ([Row(7, {"id": "spine", "note": "=1+1"})], "in.tbx", 7, "note begins like a spreadsheet formula"),
        ([Row(7, {"id": "n", "en": "thorn", "tr": "diken", "pos": "noun", "domain": "d", "status": "preferred"})],
         "glossary.csv", 2, "forbidden_tr form is the preferred term of line 3"),
        ([Row(7, {"id": "n", "en": "a"}), Row(9, {"id": "n", "en": "b"})], "in.tbx", 7, "tr is empty"),
    ],
)  # fmt: skip
def test_a_merge_is_loaded_as_strictly_as_a_file(rows, file, line, message):
    merged = merge(glossary(SPINE), rows, {column for row in rows for column in row.cells})
    with pytest.raises(GlossaryError, match=f"the glossary would be wrong: {message}") as caught:
        verify(merged, "glossary.csv", "in.tbx")
    assert (caught.value.file, caught.value.line) == (file, line)


# --- looking it over --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "languages", "found"),
    [
        ([SPINE, DISC, MRI], "en tr", []),
        ([SPINE, DISC.replace("disk,,disket", "disk|Backbone,,disket")], "en tr", [("glossary-shared", "info", 3)]),
        ([SPINE, MRI.replace("translate,", "translate,backbone")], "en tr", []),
        ([SPINE, DISC.replace("disket", "bel kemiği")], "en tr", [("glossary-forbidden", "warning", 3)]),
        ([SPINE.replace("diken", "Bel kemiği")], "en tr", [("glossary-contradiction", "error", 2)]),
        ([SPINE.replace("backbone", "Spine")], "en tr", [("glossary-repeated", "warning", 2)]),
        ([SPINE.replace("bel kemiği", "IŞIN|ışın")], "en tr", [("glossary-repeated", "warning", 2)]),
        ([SPINE], "en tr de", [("glossary-language", "warning", 1)]),
    ],
)
def test_slips(rows, languages, found):
    findings = list(review(glossary(*rows), "glossary.csv", languages.split()))
    assert [(f.check, str(f.severity), f.location.line) for f in findings] == found


def test_a_term_without_a_language_of_the_site():
    findings = list(review(glossary(SPINE + ",Rücken", DISC + ",", more=",de"), "g.csv", ["en", "de"]))
    assert [(f.check, f.location.line, f.message) for f in findings] == [
        ("glossary-empty", 3, "disc: has no term in de, a language of the site")
    ]


# --- counting ---------------------------------------------------------------------------------------------------------


def test_statistics():
    texts = {"en": ["The spine and its discs.", "A disc."], "tr": ["Omurganız"]}
    counted = statistics(glossary(SPINE, DISC, MRI), texts)
    assert counted.terms == 3
    assert counted.domains == (("anatomy", 2), ("imaging", 1))
    assert counted.parts_of_speech == (("noun", 2), ("abbr", 1))
    assert counted.statuses == (("preferred", 2), ("do-not-translate", 1))
    assert dict(counted.forms) == {"en_variants": 2, "tr_variants": 1, "forbidden_tr": 2, "forbidden_en": 1}
    assert counted.coverage == (Coverage("en", 3, 2, 3, ("mri",)), Coverage("tr", 3, 1, 1, ("disc", "mri")))
