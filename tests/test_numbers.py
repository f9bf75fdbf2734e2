import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers import NumberKind, localize_number, numbers


def read(text: str, language: str) -> list[str]:
    """Numbers as ``kind:value``, plain ones as the bare value."""
    return [
        f"{n.prefix}{n.value}" if n.kind in (NumberKind.PLAIN, NumberKind.LABEL) else f"{n.kind}:{n.value}"
        for n in numbers(text, language)
    ]


@pytest.mark.parametrize(
    ("english", "turkish"),
    [
        ("2.5 mg", "2,5 mg"),
        ("1,500 patients", "1.500 hasta"),
        ("1,234.5", "1.234,5"),
        ("20% of people", "insanların %20'si"),
        ("20 percent", "yüzde 20"),
        ("10–15%", "%10-15"),
        ("2 to 3%", "%2 ila 3'ü"),
        ("5 to 10% of patients", "hastaların %5 ila 10'unda"),
        ("between 20 and 30%", "%20 ile 30 arasında"),
        ("at 9:00 AM", "saat 09.00'da"),
        ("6:30 p.m.", "18.30"),
        ("from 12:00 am", "24.00'ten"),
        ("9 am", "09:00"),
        ("2026-03-14", "14.03.2026"),
        ("3/14/2026", "14/03/2026"),
        ("½ tablet", "1/2 tablet"),
        ("1½ tablets", "1 1/2 tablet"),
        ("L4–L5", "L4-5"),
        ("C5/6", "C5-C6"),
        ("COVID-19", "COVID-19'a"),
        ("38.5 °C", "38,5 °C'yi"),
        ("10⁹/L", "10⁹/L"),
        ("2 cm² of skin", "2 cm² deri"),
        ("T-score −2.5", "T skoru -2,5"),
        ("call +90 555 555 01 01", "+90 (555) 555 01 01"),
        ("24/7", "24/7"),
        ("120/80 mmHg", "120/80 mmHg"),
        ("shown (2), [3, 5]", "gösterilmiştir (2), [3,5]"),
    ],
)
def test_same_value_in_both_notations(english: str, turkish: str) -> None:
    assert read(english, "en") == read(turkish, "tr") != []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1.500", "en", ["1.500"]),
        ("1.500", "tr", ["1500"]),
        ("1,500", "tr", ["1.500"]),
        ("0.4 mg and 0.500 g", "tr", ["0.4", "0.500"]),
        ("1.25 mg", "tr", ["1.25"]),
        ("10.30", "en", ["10.30"]),
        ("in 2018. Then", "en", ["2018"]),
        ("2018'de", "tr", ["2018"]),
        ("6. hafta", "tr", ["ordinal:6"]),
        ("10-14. gün", "tr", ["10", "ordinal:14"]),
        ("the 24th and 1st, 6'ncı", "en", ["ordinal:24", "ordinal:1", "ordinal:6"]),
        ("T1, B12, 500mg, 5-ALA", "en", ["T1", "B12", "500", "5"]),
        ("1,2,3", "en", ["1", "2", "3"]),
        ("v1.2.3", "en", ["version:123"]),
        ("1.234.567", "tr", ["1234567"]),
        ("1:1000 and 3x10", "en", ["1", "1000", "3", "10"]),
        ("555 01 99", "tr", ["phone:5550199"]),
        ("0212 555 01 01", "tr", ["phone:2125550101"]),
        ("https://example.org/12 a1@example.org {{ x2 }} {% if 3 %} 4", "en", ["4"]),
        ("stage IV, phase II", "en", []),
        ("%20'si", "tr", ["percent:20"]),
        ("99.99.2026", "tr", ["version:99992026"]),
        ("", "en", []),
    ],
)
def test_kinds(text: str, language: str, expected: list[str]) -> None:
    assert read(text, language) == expected


def test_offsets_take_in_sign_and_mark() -> None:
    text = "Hastaların %20'si, −3 °C, (2) kez, 12,5 mg"
    for number in numbers(text, "tr"):
        assert text[number.start : number.end] == number.text
    assert [n.text for n in numbers(text, "tr")] == ["%20", "−3", "2", "12,5"]
    assert [n.unit for n in numbers(text, "tr")] == ["", "°C", "", "mg"]


def test_both_ends_of_a_range_share_the_unit() -> None:
    assert [n.unit for n in numbers("5–10 mg", "en")] == ["mg", "mg"]


def test_parts_of_a_date() -> None:
    assert numbers("14.03.2026", "tr")[0].parts == (Decimal(14), Decimal(3), Decimal(2026))


@given(st.text(alphabet="0123456789.,:/-–%()[] '½²aL°+m{}", max_size=30), st.sampled_from(["en", "tr", "de", "fr"]))
def test_offsets_never_overlap(text: str, language: str) -> None:
    found = numbers(text, language)
    assert all(n.start < n.end for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("english", "turkish"),
    [
        ("2.5", "2,5"),
        ("20%", "%20"),
        ("1,500", "1.500"),
        ("12.5 mg", "12,5 mg"),
        ("10–15%", "%10–15"),
        ("10%–15.5%", "%10–%15,5"),
        ("−2.5", "−2,5"),
        ("< 0.05", "< 0,05"),
        ("2018", "2018"),
        ("5.5–7.5 mm", "5,5–7,5 mm"),
        ("1/2", "1/2"),
        ("007", "007"),
        ("1,234.50 TL", "1.234,50 TL"),
        ("38.5 °C", "38,5 °C"),
        ("120/80 mmHg", "120/80 mmHg"),
        ("(2)", "(2)"),
    ],
)
def test_localize_number_both_ways(english: str, turkish: str) -> None:
    assert localize_number(english, "en", "tr") == turkish
    assert localize_number(turkish, "tr", "en") == english


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "10 days", "L4", "B12", "+90 555 555 01 01", "2026-03-14", "18:30", "1.2.3", "20 percent"),
        *("€1,500", "24th", "see (2)", "{{ x1 }}"),
    ],
)
def test_localize_number_leaves_the_rest_alone(text: str) -> None:
    assert localize_number(text, "en", "tr") is None


def test_other_languages_follow_cldr() -> None:
    assert localize_number("20%", "en", "de") == "20\u00a0%"
    assert localize_number("1,500.5", "en", "de") == "1.500,5"
    assert localize_number("1,500.5", "en", "fr") == "1\u202f500,5"
    assert read("1\u202f500,5", "fr") == ["1500.5"]
