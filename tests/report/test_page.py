"""The report as text: everything in both languages, quotations in theirs, nothing from outside, nothing unescaped."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gate import Lack
from pipeline.model import Rendering, Risk, Severity
from pipeline.report import PageReport, Quotation, ReportData, ReportedFinding, RiskCount, TermCount, Waiting, render
from pipeline.report.sections import MOST
from pipeline.report.words import _TEXTS, LANGUAGES, Words

SOURCE, TARGET = Quotation("Take 2.5 mg & rest.", "en"), Quotation("25 mg alın.", "tr")
FINDING = ReportedFinding("numbers", Severity.ERROR, "source has 2.5", "index.po:12", "../index.po", SOURCE, TARGET)
DATA = ReportData(
    "Test Clinic",
    "2026-11-22",
    pages=(
        PageReport("index", "en", "tr", 1200, 30, 4, 2, "../tr/index.html", "../../locales/tr/index.po"),
        PageReport("iletisim", "tr", "en", 0, 0, 10, 0),
    ),
    risks=(RiskCount(Risk.CRITICAL, "tr", 10, 1), RiskCount(Risk.LOW, "en", 0, 7)),
    waiting=(Waiting("index.po:12", "../index.po", "dosage: “2.5 mg”", "name", SOURCE, TARGET),),
    findings=(FINDING, replace(FINDING, severity=Severity.WARNING, check="length")),
    terms=(
        TermCount(
            Quotation("dosage", "en"), Quotation("doz", "tr"), ((Rendering.PREFERRED, 3), (Rendering.MISSING, 1))
        ),
    ),
)


def soup(data: ReportData = DATA) -> BeautifulSoup:
    return BeautifulSoup(render(data), "html.parser")


def part(language: str, data: ReportData = DATA) -> Tag:
    found = soup(data).find("article", id=language)
    assert isinstance(found, Tag)
    return found


def rows(table: Tag) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row(["th", "td"])] for row in table("tr")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_has_its_headings_in_order(language: str) -> None:
    levels = [int(heading.name[1]) for heading in part(language)(re.compile("h[1-6]"))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert part(language)["lang"] == language


def test_numbers_and_dates_are_those_of_the_language() -> None:
    english, turkish = (part(language).get_text(" ") for language in LANGUAGES)
    for words in ("1,244", "96%", "22 November 2026", "into Turkish"):
        assert words in english
    for words in ("1.244", "%96", "22 Kasım 2026", "hedef: Türkçe"):
        assert words in turkish


def test_a_share_is_all_only_if_it_is_all() -> None:
    assert Words("en").percent(999, 1000) == "99%"
    assert Words("en").percent(0, 0) == "0%"


def test_coverage_is_a_chart_and_a_table() -> None:
    table = next(table for table in part("en")("table") if "Untranslated" in table.get_text())
    assert rows(table)[1:] == [
        ["index catalog", "en\xa0→\xa0tr", "1,234", "1,200", "30", "4", "2"],
        ["iletisim", "tr\xa0→\xa0en", "10", "0", "0", "10", "0"],
        ["All pages", "", "1,244", "1,200", "30", "14", "2"],
    ]
    assert [link["href"] for link in table("a")] == ["../tr/index.html", "../../locales/tr/index.po"]
    chart = part("en").select_one("svg.chart")
    assert chart is not None
    assert "index (en → tr): Approved 1,200, Drafted 30, Untranslated 4" in chart.desc.get_text()
    named = str(chart["aria-labelledby"]).split()
    assert all(chart.find(id=name) for name in named)
    assert len(chart.select("rect.part")) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotations_are_in_their_language(language: str) -> None:
    quotations = {(quote.get_text(), quote["lang"], quote["dir"]) for quote in part(language)("q")}
    assert quotations == {
        (SOURCE.text, "en", "ltr"),
        (TARGET.text, "tr", "ltr"),
        ("dosage", "en", "ltr"),
        ("doz", "tr", "ltr"),
    }
    assert all(message["lang"] == "en" for message in part(language).select("p:has(> code)"))


def test_a_text_without_translation_says_so() -> None:
    data = replace(DATA, waiting=(replace(DATA.waiting[0], target=Quotation("", "tr")),))
    assert "no translation" in part("en", data).get_text()


def test_ids_are_unique_and_links_within_the_page_lead_somewhere() -> None:
    page = soup()
    ids = [element["id"] for element in page(id=True)]
    assert len(set(ids)) == len(ids)
    inner = [link["href"][1:] for link in page("a") if link["href"].startswith("#")]
    assert set(inner) <= set(ids)
    assert {"en", "tr"} <= set(inner)
    patterns = set(re.findall(r"url\(#([\w-]+)\)", str(page)))
    assert {"hatch-drafted", "hatch-untranslated", "hatch-kept-back"} <= set(ids)
    assert patterns <= {f"hatch-{kind}" for kind in "approved released drafted untranslated kept-back".split()}


def test_nothing_comes_from_outside_and_nobody_is_to_index_it() -> None:
    text = render(DATA)
    assert not re.search(r"(?:src|srcset|data)=|@import|https?://", text)
    assert soup().find("meta", attrs={"name": "robots", "content": "noindex"})
    assert not soup().find("link")


def test_long_lists_are_folded_and_then_counted() -> None:
    data = replace(DATA, findings=(FINDING,) * (MOST + 5))
    details = part("en", data).find("details")
    assert isinstance(details, Tag)
    assert details.summary.get_text() == "95 more"
    assert len(details("li")) == MOST - 10
    assert "and 5 more: clinic-l10n qa" in details.get_text()


def test_an_empty_project_has_a_report() -> None:
    text = part("tr", ReportData("Boş", "")).get_text(" ")
    assert "Denetimler hiçbir şey bulmadı." in text
    assert "Yayına kapalı kritik metin yok" in text


@pytest.mark.parametrize(("name", "texts"), _TEXTS.items())
def test_both_languages_have_the_same_places(name: str, texts: tuple[str, str]) -> None:
    english, turkish = (set(re.findall(r"{(\w+)}", text)) for text in texts)
    assert english == turkish, name


def test_every_class_has_its_word() -> None:
    for name in (*Risk, *Severity, *Rendering, *(f"lack_{lack}" for lack in Lack)):
        assert Words("tr")(name)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_no_text_becomes_markup(text: str) -> None:
    wild = f"{text}<script>alert(1)</script>\"'>&amp;"
    quote = Quotation(wild, "en")
    data = ReportData(
        wild,
        "",
        pages=(replace(DATA.pages[0], page=wild, page_link=wild),),
        waiting=(Waiting(wild, wild, wild, "name", quote, quote),),
        findings=(replace(FINDING, message=wild, check=wild, place=wild, source=quote),),
        terms=(TermCount(quote, quote, ((Rendering.MISSING, 1),)),),
    )
    page = soup(data)
    assert len(page("script")) == 1
    assert page("q")[0].get_text() == wild
