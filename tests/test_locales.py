import pytest

from pipeline import locales


@pytest.mark.parametrize(
    ("value", "shown", "source", "target", "expected"),
    [
        ("2026-03-14", "14 March 2026", "en", "tr", "14 Mart 2026"),
        ("2026-03-14", "March 14, 2026", "en", "tr", "14 Mart 2026"),
        ("2026-03-14", "Saturday, 14 March 2026", "en", "tr", "14 Mart 2026 Cumartesi"),
        ("2026-03-14", "Saturday 14 March", "en", "tr", "14 Mart Cumartesi"),
        ("2026-03-14", " 14\u00a0Mar  2026 ", "en", "tr", "14 Mar 2026"),
        ("2026-03-14", "14/03/2026", "en", "tr", "14.03.2026"),
        ("2026-03-14", "3/14/2026", "en", "tr", "14.03.2026"),
        ("2026-03-14", "March", "en", "tr", "Mart"),
        ("2026-03-14", "Saturday", "en", "tr", "Cumartesi"),
        ("2026-03", "March 2026", "en", "tr", "Mart 2026"),
        ("2026", "2026", "en", "tr", "2026"),
        ("03-14", "14 March", "en", "tr", "14 Mart"),
        ("2026-03-14", "14 Mart 2026", "tr", "en", "14 March 2026"),
        ("2026-03-14", "14.03.2026", "tr", "en", "14/03/2026"),
        ("2026-11-02", "2 Kasım 2026 Pazartesi", "tr", "en", "Monday, 2 November 2026"),
        ("09:00", "9:00 AM", "en", "tr", "09:00"),
        ("09:00", "9 a.m.", "en", "tr", "09:00"),
        ("18:30", "18.30", "tr", "en", "18:30"),
        ("18:30", "18:30", "tr", "en-US", "6:30 PM"),
        ("2026-03-14T09:00", "14 March 2026 at 09:00", "en", "tr", "14 Mart 2026 09:00"),
        ("2026-03-14T09:00+03:00", "14 March 2026, 9:00 a.m.", "en", "tr", "14 Mart 2026 09:00"),
        ("2026-03-14 09:00:00", "14 Mart 2026 saat 09.00", "tr", "en", "14 March 2026, 09:00"),
        ("2026-03-14T09:00", "14 March 2026", "en", "tr", "14 Mart 2026"),
        ("2026-03-14", "14. März 2026", "de", "tr", "14 Mart 2026"),
    ],
)
def test_format_like(value: str, shown: str, source: str, target: str, expected: str) -> None:
    assert locales.format_like(value, shown, source, target) == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-03-14", "14 March 2025"),
        ("2026-03-14", "in March"),
        ("2026-03-14", ""),
        ("2026-03", "14 March 2026"),
        ("2026-02-30", "30 February 2026"),
        ("P2D", "two days"),
        ("2026-W11", "week 11"),
        ("", ""),
        ("yesterday", "yesterday"),
    ],
)
def test_format_like_leaves_ordinary_text(value: str, shown: str) -> None:
    assert locales.format_like(value, shown, "en", "tr") is None


def test_format_like_uses_the_time_separator() -> None:
    assert locales.format_like("18:30", "6:30 pm", "en", "tr", time_separator=".") == "18.30"


def test_format_like_needs_known_languages() -> None:
    assert locales.format_like("2026-03-14", "14 March 2026", "en", "xx") is None


@pytest.mark.parametrize(
    ("value", "shown", "source", "target", "expected"),
    [
        ("0.92", "92%", "en", "tr", "%92"),
        ("92", "92%", "en", "tr", "%92"),
        ("0.9234", "%92", "tr", "en", "92%"),
        ("2.5", "2.5", "en", "tr", "2,5"),
        ("1500", "1,500", "en", "tr", "1.500"),
        ("1500", "1.500", "tr", "en", "1,500"),
        ("12.5", "12.5 mg", "en", "tr", "12,5 mg"),
        ("3", "2.5", "en", "tr", None),
        ("1500", "1,500 patients", "en", "tr", None),
        ("abc", "1", "en", "tr", None),
        ("nan", "1", "en", "tr", None),
        ("1e400", "1", "en", "tr", None),
    ],
)
def test_number_like(value: str, shown: str, source: str, target: str, expected: str | None) -> None:
    assert locales.number_like(value, shown, source, target) == expected


def test_facts() -> None:
    assert (locales.og_locale("en"), locales.og_locale("tr"), locales.og_locale("en-US")) == ("en_GB", "tr_TR", "en_US")
    assert locales.og_locale("en", {"en": "US"}) == "en_US"
    assert locales.og_locale("de") == "de"
    assert (locales.direction("tr"), locales.direction("ar")) == ("ltr", "rtl")
    assert locales.plural_forms("tr") == "nplurals=2; plural=(n > 1);"
    assert locales.plural_forms("en") == "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize(
    ("language", "known"), [("en", True), ("en-GB", True), ("xx", False), ("", False), ("1", False)]
)
def test_known(language: str, known: bool) -> None:
    assert locales.known(language) is known


@pytest.mark.parametrize(
    ("small", "big"), [("ilk", "İLK"), ("ışık", "IŞIK"), ("iğne", "İĞNE"), ("sıcak iç", "SICAK İÇ")]
)
def test_turkish_case(small: str, big: str) -> None:
    assert locales.upper(small, "tr") == big
    assert locales.lower(big, "tr") == small


def test_combining_dot_never_appears() -> None:
    assert locales.lower("İSTANBUL I\u0307", "tr") == "istanbul i"
    assert locales.lower("İstanbul", "en") == "istanbul"
    assert locales.upper("i\u0307", "tr") == "İ"
    assert locales.upper("ilk", "en") == "ILK"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("iğne", "İğne"), ("(ışık)", "(Işık)"), ("MR çekimi", "MR çekimi"), ("3 gün", "3 gün"), ("", "")],
)
def test_capitalize(text: str, expected: str) -> None:
    assert locales.capitalize(text, "tr") == expected


def test_title() -> None:
    assert locales.title("iyi ki ankara'da MR", "tr") == "İyi Ki Ankara'da MR"
    assert locales.title("follow-up visit", "en") == "Follow-Up Visit"


def test_shapes_of_capitals() -> None:
    assert locales.is_upper("İLK 3 GÜN")
    assert not locales.is_upper("İlk")
    assert not locales.is_upper("A")
    assert locales.is_title("Bel Fıtığı ve Tedavisi")
    assert not locales.is_title("Bel fıtığı")
    assert not locales.is_title("Fıtık")


@pytest.mark.parametrize(
    ("language", "count", "kind", "expected"),
    [
        ("en", 3, "standard", (", ", " and ")),
        ("en-US", 3, "standard", (", ", ", and ")),
        ("tr", 2, "or", (" veya ",)),
        ("tr", 4, "standard", (", ", ", ", " ve ")),
        ("ar", 3, "standard", (" و", " و")),
        ("de", 1, "standard", ()),
        ("de", 0, "standard", ()),
    ],
)
def test_joints(language: str, count: int, kind: str, expected: tuple[str, ...]) -> None:
    assert locales.joints(language, count, kind) == expected
