"""What no author writes: whom the pages for lost visitors speak to, and how links are told apart."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from pipeline.site.furniture import Version, lost_page, root_page, switch


def homes(*languages: str) -> list[Version]:
    return [Version(language, f"/{language}/index.html") for language in languages]


@pytest.mark.parametrize(
    ("languages", "headings", "listed"),
    [
        (("en", "tr"), [("en", "Page not found"), ("tr", "Sayfa bulunamadı")], []),
        (("tr", "ar"), [("tr", "Sayfa bulunamadı")], ["ar"]),
        (("ar", "en", "he"), [("en", "Page not found")], ["ar", "he"]),
        (("ar", "he"), [("en", "Page not found")], ["ar", "he"]),
    ],
)
def test_the_page_for_lost_visitors(
    languages: tuple[str, ...], headings: list[tuple[str, str]], listed: list[str]
) -> None:
    page = BeautifulSoup(lost_page(homes(*languages)), "html.parser")
    assert [(str(s["lang"]), s.find(["h1", "h2"]).get_text()) for s in page("section")] == headings  # type: ignore[union-attr]
    assert [str(a["hreflang"]) for a in page.select("li a")] == listed
    assert {str(a["href"]) for a in page("a")} == {f"/{language}/index.html" for language in languages}
    assert len(page("h1")) == 1


def test_the_root_page_asks_in_the_languages_that_we_speak() -> None:
    page = BeautifulSoup(root_page("Clinic", homes("en", "tr", "ar")), "html.parser")
    assert [str(span["lang"]) for span in page.select("h1 span")] == ["en", "tr"]
    assert [(str(a["lang"]), str(a["dir"])) for a in page("a")] == [("en", "ltr"), ("tr", "ltr"), ("ar", "rtl")]


def test_a_switch_that_nobody_styles_has_links_high_enough_for_a_finger() -> None:
    page = BeautifulSoup(
        switch([Version("en", "a.html", is_current=True), Version("tr", "b.html")], "en"), "html.parser"
    )
    assert [str(a["style"]) for a in page("a")] == ["line-height:44px"] * 2
    assert [a.get("aria-current") for a in page("a")] == ["true", None]
