"""Slugs through the life of a site."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.site.addresses import Place
from pipeline.site.record import Published, read_record, write_record
from pipeline.site.slugs import Wish, assign, slug, slug_of_title


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("Omurga füzyonu ve sonrası", "tr", "omurga-fuzyonu-ve-sonrasi"),
        ("ĞÜŞİÖÇ ğüşiöçı", "tr", "gusioc-gusioci"),
        ("ISI ve ışık", "tr", "isi-ve-isik"),
        ("İstanbul'da muayene", "tr", "istanbulda-muayene"),
        ("Hekim’in görüşü", "tr", "hekimin-gorusu"),
        ("Failed back surgery: causes & treatment", "en", "failed-back-surgery-causes-treatment"),
        ("L4–L5 disc (2026)", "en", "l4-l5-disc-2026"),
        ("Straße, Ærø, Łódź", "de", "strasse-aero-lodz"),
        ("العمود الفقري", "ar", "العمود-الفقري"),
        ("עמוד השדרה", "he", "עמוד-השדרה"),
        ("रीढ़ की हड्डी", "hi", "रीढ़-की-हड्डी"),
        ("  --  ", "en", ""),
        ("½ dose", "en", "1-2-dose"),
        ("word " * 40, "en", "-".join(["word"] * 16)),
    ],
)
def test_slug(title: str, language: str, expected: str) -> None:
    assert slug(title, language) == expected


@given(st.text(max_size=120), st.sampled_from(["en", "tr", "ar"]))
def test_a_slug_is_safe_and_stays(text: str, language: str) -> None:
    made = slug(text, language)
    assert not set(made) & set("/\\.?#%&<>\"' \t\n:*|_")
    assert not made.startswith("-")
    assert slug(made, language) == made


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Mikrodiskektomi | Sedir Omurga Kliniği", "mikrodiskektomi"),
        ("Omurga füzyonu: Kimlere gerekir? – Sedir", "omurga-fuzyonu-kimlere-gerekir"),
        ("Check-up programı", "check-up-programi"),
    ],
)
def test_the_site_s_name_is_no_part_of_a_slug(title: str, expected: str) -> None:
    assert slug_of_title(title, "tr") == expected


FUSION = Place("fusion", "tr")


def of(*slugs: str, page: str = "fusion") -> Published:
    return Published(page, "tr", slugs)


@pytest.mark.parametrize(
    ("wishes", "published", "expected"),
    [
        pytest.param([("fusion", "fuzyon")], [], {"fusion": ("fuzyon",)}, id="new"),
        pytest.param([("fusion", "kaynasma")], [of("fuzyon")], {"fusion": ("fuzyon",)}, id="retranslated: stays"),
        pytest.param([("fusion", "fuzyon")], [of("fusion")], {"fusion": ("fuzyon", "fusion")}, id="title at last"),
        pytest.param(
            [("a", "ayni"), ("b", "ayni"), ("c", "ayni")],
            [],
            {"a": ("ayni",), "b": ("ayni-2",), "c": ("ayni-3",)},
            id="collision",
        ),
        pytest.param([("b", "Plan"), ("a", "plan")], [], {"b": ("Plan",), "a": ("plan-2",)}, id="case only"),
        pytest.param(
            [("new", "fuzyon"), ("fusion", "fuzyon")],
            [of("fuzyon")],
            {"fusion": ("fuzyon",), "new": ("fuzyon-2",)},
            id="who was published first keeps it",
        ),
        pytest.param(
            [("new", "fuzyon")], [of("fuzyon", page="deleted")], {"new": ("fuzyon-2",)}, id="deleted: not given away"
        ),
        pytest.param(
            [("new", "eski"), ("fusion", "fuzyon")],
            [of("fuzyon", "eski")],
            {"fusion": ("fuzyon", "eski"), "new": ("eski-2",)},
            id="an old address is not given away",
        ),
        pytest.param([("fusion", "عمود")], [of("fusion")], {"fusion": ("عمود", "fusion")}, id="non-Latin"),
    ],
)
def test_assign(
    wishes: list[tuple[str, str]], published: list[Published], expected: dict[str, tuple[str, ...]]
) -> None:
    found = assign([Wish(page, "tr", name) for page, name in wishes], published)
    assert {place.page: slugs for place, slugs in found.items()} == expected


def test_a_fixed_slug_moves_the_page_and_the_way_back_is_free() -> None:
    moved = assign([Wish("fusion", "tr", "omurga-fuzyonu", fixed=True)], [of("fuzyon")])[FUSION]
    assert moved == ("omurga-fuzyonu", "fuzyon")
    back = assign([Wish("fusion", "tr", "fuzyon", fixed=True)], [of(*moved)])[FUSION]
    assert back == ("fuzyon", "omurga-fuzyonu")


def test_languages_have_slugs_of_their_own() -> None:
    found = assign([Wish("a", "tr", "plan"), Wish("b", "en", "plan")], [])
    assert found == {Place("a", "tr"): ("plan",), Place("b", "en"): ("plan",)}


SLUGS = st.text("abçIİı/-7", min_size=1, max_size=6)
WISHES = st.builds(Wish, st.sampled_from("abcdef"), st.sampled_from(["en", "tr"]), SLUGS, st.booleans())


@given(st.lists(WISHES, unique_by=lambda wish: wish.place), st.lists(WISHES, unique_by=lambda wish: wish.place))
def test_no_two_pages_ever_share_an_address(first: list[Wish], second: list[Wish]) -> None:
    then = assign(first, [])
    now = assign(second, [Published(*place, slugs) for place, slugs in then.items()])
    levelled = [(place.language, slugs[0].casefold()) for place, slugs in now.items()]
    assert len(set(levelled)) == len(levelled)
    for place, slugs in then.items():
        others = {other: found[0].casefold() for other, found in now.items() if other.language == place.language}
        assert all(page == place or name != slugs[0].casefold() for page, name in others.items())


def test_the_record_is_read_as_it_was_written() -> None:
    entries = (
        Published("fusion", "tr", ("fuzyon", 'a"b\\ş'), "0123456789ab", date(2026, 3, 14)),
        Published("عمود", "ar", ("العمود",), gone=True),
    )
    text = write_record(entries)
    assert set(read_record(text, "x")) == set(entries)
    assert write_record(read_record(text, "x")) == text
