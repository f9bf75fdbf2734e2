from pathlib import Path

import pytest

from pipeline.glossary import Glossary, read_glossary
from pipeline.model import Rendering

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return read_glossary(PROJECT / "glossary.csv")


def rendered(glossary: Glossary, text: str, translation: str, source: str = "en") -> list[tuple[str, str, str]]:
    """For each term: its id, how it is rendered, and by what."""
    target = "tr" if source == "en" else "en"
    made = glossary.uses(glossary.find(text, source, target), translation, source, target)
    for use in made:
        assert translation[use.start : use.end] == use.found
    return [(use.match.term.id, use.rendering.value, use.found) for use in made]


@pytest.mark.parametrize(
    ("text", "translation", "expected"),
    [
        ("Spinal fusion", "Omurga füzyonunun", [("spinal-fusion", "preferred", "Omurga füzyonunun")]),
        ("Spinal fusion", "Omurga füzyonu ameliyatı", [("spinal-fusion", "preferred", "Omurga füzyonu")]),
        ("Spinal fusion", "Spinal füzyondan sonra", [("spinal-fusion", "variant", "Spinal füzyondan")]),
        ("Spinal fusion", "Omurga kaynaşmasından sonra", [("spinal-fusion", "forbidden", "Omurga kaynaşmasından")]),
        ("Spinal fusion", "Bir işlem", [("spinal-fusion", "missing", "")]),
        (
            "a scoliosis patient",
            "skolyozlu hasta",
            [("scoliosis", "preferred", "skolyozlu"), ("patient", "preferred", "hasta")],
        ),
        ("He is treated.", "Tedavisi sürüyor.", [("treat", "preferred", "Tedavisi")]),
        ("He is treated.", "Tedavi ediliyor.", [("treat", "preferred", "Tedavi ediliyor")]),
        ("MRI", "mr çekilir", [("mri", "missing", "")]),
        ("MRI", "MR'ınızı getirin", [("mri", "preferred", "MR'ınızı")]),
        ("ACDF", "ACDF'den sonra", [("acdf", "preferred", "ACDF'den")]),
        # A forbidden form that is part of an allowed one is none; a term may be part of a longer one.
        ("Herniated disc", "Disk kayması", [("herniated-disc", "forbidden", "Disk kayması")]),
        (
            "A herniated disc is a disc problem.",
            "Disk hernisi bir disk sorunudur.",
            [("herniated-disc", "preferred", "Disk hernisi"), ("intervertebral-disc", "variant", "disk")],
        ),
    ],
)
def test_into_turkish(glossary: Glossary, text: str, translation: str, expected: list[tuple[str, str, str]]) -> None:
    assert rendered(glossary, text, translation) == expected


@pytest.mark.parametrize(
    ("text", "translation", "expected"),
    [
        ("omurganızın", "your spine's curve", [("spine", "preferred", "spine's")]),
        ("omurganın", "of the backbone", [("spine", "variant", "backbone")]),
        ("omurganın", "of the keel", [("spine", "forbidden", "keel")]),
        ("ağrılı", "painful", [("pain", "preferred", "painful")]),
        ("ödem", "edema", [("oedema", "preferred", "edema")]),
        ("tanı kondu", "was diagnosed", [("diagnose", "preferred", "diagnosed")]),
    ],
)
def test_into_english(glossary: Glossary, text: str, translation: str, expected: list[tuple[str, str, str]]) -> None:
    assert rendered(glossary, text, translation, "tr") == expected


def test_each_place_is_used_once(glossary: Glossary) -> None:
    made = glossary.uses(glossary.find("spine, spine", "en", "tr"), "omurga ve omurganın", "en", "tr")
    assert [use.found for use in made] == ["omurga", "omurganın"]


def test_prose_may_say_a_term_less_often(glossary: Glossary) -> None:
    made = glossary.uses(glossary.find("spine, spine, spine", "en", "tr"), "omurga, o, ve omurganın", "en", "tr")
    assert [use.found for use in made] == ["omurga", "omurga", "omurganın"]
    assert all(use.rendering is Rendering.PREFERRED for use in made)


def test_the_preferred_place_counts_before_a_variant(glossary: Glossary) -> None:
    made = glossary.uses(glossary.find("spinal fusion", "en", "tr"), "spinal füzyon, omurga füzyonu", "en", "tr")
    assert [use.found for use in made] == ["omurga füzyonu"]


def test_without_matches_there_are_no_uses(glossary: Glossary) -> None:
    assert glossary.uses((), "omurga", "en", "tr") == ()


def test_forms_of_a_target(glossary: Glossary) -> None:
    terms = {term.id: term for term in glossary.terms("en", "tr")}
    made = glossary.forms(terms["spinal-fusion"], "tr")
    assert made[0] == "omurga füzyonu"
    assert {"omurga füzyonundan", "omurga füzyonlarının", "omurga füzyonum"} <= set(made)
    assert "tedavi edilir" in glossary.forms(terms["treat"], "tr")
    back = {term.id: term for term in glossary.terms("tr", "en")}
    assert glossary.forms(back["spine"], "en") == ("spine", "spines")
    assert glossary.forms(back["spine"], "de") == ("spine",)
