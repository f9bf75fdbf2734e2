"""The report as one HTML page: the same content in English and in Turkish, of which one shows at a time.

The switch is two links: a part shows while it, or a place in it, is the page's target. That needs no script; a few
lines of script only choose the reader's language at first. The page loads nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.report import sections
from pipeline.report.charts import hatches
from pipeline.report.data import ReportData
from pipeline.report.elements import Html, el
from pipeline.report.words import LANGUAGES, Words

_HERE = Path(__file__).parent
_STYLE = (_HERE / "style.css").read_text("utf-8")
_SCRIPT = (_HERE / "choose.js").read_text("utf-8")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_HATCHES = {"drafted": "M-1,1l2,-2M0,6l6,-6M5,7l2,-2", "untranslated": "M3,0v6", "kept-back": "M0,3h6M3,0v6"}


def render(data: ReportData) -> str:
    """The page as text."""
    words = [Words(language) for language in LANGUAGES]
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="robots", content="noindex"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("title", f"{data.site} – {' · '.join(one('title') for one in words)}"),
        el("style", Html(_STYLE)),
    )
    body = el(
        "body",
        hatches(_HATCHES),
        el("header", el("p", data.site, class_="site"), _switch(words)),
        el("main", *(_part(data, one) for one in words)),
        el("script", Html(_SCRIPT)),
    )
    return f"<!DOCTYPE html>\n{el('html', head, body, lang=LANGUAGES[0])}\n"


def _switch(words: Iterable[Words]) -> Html:
    links = [
        el("a", one("language"), href=f"#{one.language}", lang=one.language, hreflang=one.language) for one in words
    ]
    return el("nav", *links, aria_label="Language · Dil", class_="switch")


def _part(data: ReportData, words: Words) -> Html:
    language = words.language
    made = [
        (name, title, content)
        for name, title, content in (
            ("summary", words("summary"), sections.summary(data, words)),
            ("coverage", words("coverage"), sections.coverage(data.pages, words)),
            ("risk", words("risk"), sections.risk(data, words)),
            ("findings", words("findings"), sections.findings(data.findings, words)),
            ("terms", words("terms"), sections.terms(data.terms, words)),
        )
    ]
    contents = [el("li", el("a", title, href=f"#{name}-{language}")) for name, title, _ in made]
    parts = [
        el(
            "section",
            el("h2", title, id=f"{name}-{language}", tabindex="-1"),
            content,
            aria_labelledby=f"{name}-{language}",
        )
        for name, title, content in made
    ]
    as_of = el("p", words("as_of", date=words.date(data.as_of)), class_="quiet") if data.as_of else None
    return el(
        "article",
        el("h1", words("title")),
        as_of,
        el("nav", el("ul", *contents), aria_label=words("contents"), class_="contents"),
        *parts,
        el("p", words("made_by", program="clinic-l10n", command="clinic-l10n report"), class_="quiet"),
        id=language,
        lang=language,
        tabindex="-1",
    )
