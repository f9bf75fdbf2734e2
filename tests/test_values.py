"""Elements that each language says in its own way."""

from __future__ import annotations

import pytest

from pipeline.build import Mode, Translation, build
from pipeline.errors import PageError
from pipeline.head import language_edits
from pipeline.model import State
from pipeline.parse import Document, parse, read_page
from pipeline.segment import segment


def document(text: str, language: str = "en") -> Document:
    return parse(read_page(text.encode(), name="page", language=language, file="page.html"))


def units(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(found.role, found.msgid) for found in segment(document(text, language))]


def built(text: str, translations: dict[str, str], target: str = "tr", language: str = "en") -> str:
    source = document(text, language)
    segments = segment(source)
    known = {s.key: Translation(translations[s.key.msgid], State.APPROVED) for s in segments}
    page, findings = build(source, segments, known, target, Mode.RELEASE, language_edits(source, target))
    assert not findings
    return page.content.decode()


LIST = '<p>We treat <span data-l10n-list="or"><b>pain</b>, <i>numbness</i>\nor <a>weakness</a></span> here.</p>'
WORDS = {
    "We treat <span1/> here.": "<span1/> tedavi edilir.",
    "pain": "ağrı",
    "numbness": "uyuşma",
    "weakness": "kayıp",
}


def test_a_list_is_joined_as_the_language_joins_it() -> None:
    assert units(LIST) == [("p", "We treat <span1/> here."), ("b", "pain"), ("i", "numbness"), ("a", "weakness")]
    expected = '<p><span data-l10n-list="or"><b>ağrı</b>, <i>uyuşma</i> veya <a>kayıp</a></span> tedavi edilir.</p>'
    assert built(LIST, WORDS) == expected
    assert "<b>ağrı</b> أو <i>uyuşma</i> أو <a>kayıp</a>" in built(LIST, WORDS, "ar")


@pytest.mark.parametrize(
    ("inside", "is_list"),
    [
        ("<b>A</b> and <b>B</b>", True),
        ("<b>A</b>, <b>B</b> and <b>C</b>", True),
        ("<b>A</b>, <b>B</b>, and <b>C</b>", True),
        ("<b>A</b>&#44; <b>B</b> and <b>C</b>", True),
        ("<b>A</b> or <b>B</b>", False),
        ("<b>A</b> and even <b>B</b>", False),
        ("<b>A</b>, <b>B</b>", False),
        ("both <b>A</b> and <b>B</b>", False),
        ("<b>A</b> and B", False),
        ("<b>A</b>", False),
        ("", False),
    ],
)
def test_other_words_than_the_language_s_own_are_text(inside: str, is_list: bool) -> None:
    found = units(f"<p>Take <span data-l10n-list>{inside}</span> daily.</p>")
    assert (("p", "Take <span1/> daily.") in found) == is_list
    assert not is_list or ("b", "B") in found


def test_an_unknown_kind_of_list_is_text() -> None:
    assert units('<p>X <i data-l10n-list="nor"><b>A</b> and <b>B</b></i> y</p>') == [
        ("p", "X <i1><b1>A</b1> and <b2>B</b2></i1> y")
    ]


def test_a_list_that_stays_as_it_is_keeps_its_words() -> None:
    text = LIST.replace("<span ", '<span translate="no" ')
    assert "</i>\nor <a>" in built(text, {"We treat <span1/> here.": "<span1/> tedavi edilir."})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "<li data-l10n-plural><data value=1>1</data> tablet alın."
            "<li data-l10n-plural><data value=3>3</data> tablet alın.",
            [("li:n=1", "<data1/> tablet alın."), ("li:n=3", "<data1/> tablet alın.")],
        ),
        ('<p data-l10n-plural="2.5">2,5 tablet alın.</p>', [("p:n=2.5", "2,5 tablet alın.")]),
        ('<p data-l10n-plural="2" title="Doz">2 tablet</p>', [("p:title", "Doz"), ("p:n=2", "2 tablet")]),
        ("<p>Günde <b data-l10n-plural=2>2 tablet</b> alın</p>", [("p", "Günde <b1/> alın"), ("b:n=2", "2 tablet")]),
    ],
)
def test_words_that_follow_a_number_are_translated_for_each_number(text: str, found: list[tuple[str, str]]) -> None:
    assert units(text, "tr") == found


def test_each_number_gets_its_own_words() -> None:
    text = '<p data-l10n-plural="1">tablet</p><p data-l10n-plural="3">tablet</p>'
    source = document(text, "tr")
    segments = segment(source)
    words = {"p:n=1": "tablet", "p:n=3": "tablets"}
    known = {s.key: Translation(words[s.role], State.APPROVED) for s in segments}
    page, _ = build(source, segments, known, "en", Mode.RELEASE)
    assert page.content.decode() == text.replace(">tablet</p>", ">tablets</p>").replace("tablets", "tablet", 1)


@pytest.mark.parametrize("said", ['="x"', '="{{ n }}"', "", '="-1"'])
def test_a_number_that_is_none_is_refused(said: str) -> None:
    with pytest.raises(PageError, match=r"page.html:2: data-l10n-plural=.* is no number"):
        segment(document(f"\n<p data-l10n-plural{said}>three tablets</p>"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<data value="1500" data-l10n-currency="TRY">1,500 TL</data>', "₺1.500"),
        ('<data value="80" data-l10n-unit="kilogram">80 kilograms</data>', "80 kilogram"),
        ('<data value="80" data-l10n-unit="cubit">80</data>', "80"),
        ('<data value="0.92">92%</data>', "%92"),
    ],
)
def test_sums_and_measures(text: str, expected: str) -> None:
    assert f">{expected}</data>" in built(f"<p>About {text} here.</p>", {"About <data1/> here.": "<data1/> burada."})
