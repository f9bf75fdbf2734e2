"""The sections of the report, each from its part of the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pipeline.locales import direction
from pipeline.model import Rendering, Risk, Severity
from pipeline.report.charts import Bar, legend, stacked_bars
from pipeline.report.data import PageReport, Quotation, ReportData, ReportedFinding, RiskCount, TermCount, Waiting
from pipeline.report.elements import Html, el, join
from pipeline.report.words import Words

MOST = 100
"""How many findings of a severity, and how many waiting texts, are shown one by one."""

_AT_ONCE = 10
_MOST_TERMS = 20
Item = TypeVar("Item")
_STATES = ("approved", "drafted", "untranslated")
_RELEASE = ("released", "kept-back")
_RENDERINGS = (Rendering.PREFERRED, Rendering.VARIANT, Rendering.FORBIDDEN, Rendering.MISSING)
_ABOUT = {Severity.ERROR: "errors_about", Severity.WARNING: "warnings_about"}


def summary(data: ReportData, words: Words) -> Html:
    """The few numbers that matter, and what they mean."""
    texts = sum(page.texts for page in data.pages)
    approved = sum(page.approved for page in data.pages)
    errors = sum(finding.severity is Severity.ERROR for finding in data.findings)
    kept_back = sum(count.kept_back for count in data.risks if count.risk is Risk.CRITICAL)
    pages = len({page.page for page in data.pages})
    tiles = (
        (words.number(texts), words("summary_texts", pages=words.number(pages)), ""),
        (words.percent(approved, texts), words("summary_approved"), ""),
        (words.number(texts - approved), words("summary_waiting"), ""),
        (words.number(kept_back), words("summary_critical"), "alarming" if kept_back else "calm"),
        (words.number(errors), words("summary_errors"), "alarming" if errors else "calm"),
    )
    shown = [el("div", el("dt", label), el("dd", value), class_=f"tile {mood}".strip()) for value, label, mood in tiles]
    return join(el("dl", *shown, class_="tiles"), el("p", words("verdict_shut" if kept_back else "verdict_open")))


def coverage(pages: Sequence[PageReport], words: Words) -> Html:
    """A bar and a table row for each page and language."""
    bars = [
        Bar(f"{page.page} ({page.source_language} → {page.language})", tuple(getattr(page, s) for s in _STATES), "zxx")
        for page in pages
    ]
    labels = [words(state) for state in _STATES]
    title = words("coverage_chart")
    head = [words(name) for name in ("page", "direction", "texts", *_STATES, "findings_count")]
    columns = ("texts", *_STATES, "findings")
    rows = [
        [_page(page, words), _direction(page.source_language, page.language)]
        + [words.number(getattr(page, name)) for name in columns]
        for page in pages
    ]
    totals = [words.number(sum(getattr(page, name) for page in pages)) for name in columns]
    return join(
        _figure(stacked_bars(f"coverage-{words.language}", title, _described(bars, labels, words), _STATES, bars)),
        legend(_STATES, labels),
        _table(title, head, rows, [words("all_pages"), "", *totals], words_first=2),
    )


def _page(page: PageReport, words: Words) -> Html:
    name = el("a", page.page, href=page.page_link) if page.page_link else Html(el("span", page.page))
    catalog = el("a", words("catalog"), href=page.catalog_link, class_="catalog") if page.catalog_link else None
    return join(name, " " if catalog else None, catalog)


def risk(data: ReportData, words: Words) -> Html:
    """What a release keeps back, by risk and language, and the critical texts among it one by one."""
    bars = [Bar(_risk_label(count, words), (count.released, count.kept_back)) for count in data.risks]
    labels = [words("released"), words("kept_back")]
    title = words("risk_chart")
    rows = [
        [_risk_label(count, words), words.number(count.released), words.number(count.kept_back)] for count in data.risks
    ]
    chart = stacked_bars(f"risk-{words.language}", title, _described(bars, labels, words), _RELEASE, bars)
    return join(
        el("p", words("risk_about")),
        _figure(chart),
        legend(_RELEASE, labels),
        _table(title, [words("risk_class"), *labels], rows),
        _listed("waiting", words("waiting"), data.waiting, _waiting, "clinic-l10n status --gate", words),
    )


def _risk_label(count: RiskCount, words: Words) -> str:
    return f"{words(count.risk)}, {words('into', language=words.name(count.language))}"


def _waiting(item: Waiting, words: Words) -> Html:
    why = el("p", item.why, lang="en", class_="quiet") if item.why else None
    return _card(item.place, item.link, el("p", words(f"lack_{item.lack}")), why, item.source, item.target, words)


def findings(found: Sequence[ReportedFinding], words: Words) -> Html:
    """The findings, the gravest first, each with both texts side by side."""
    if not found:
        return el("p", words("none_found"))
    parts: list[Html | None] = [el("p", words("checks_in_english"))] if words("checks_in_english") else []
    for severity in Severity:
        mine = [finding for finding in found if finding.severity is severity]
        if mine:
            about = el("p", words(_ABOUT[severity])) if severity in _ABOUT else None
            title = f"{words(severity)} ({words.number(len(mine))})"
            parts.append(
                _listed(severity, title, mine, _finding, "clinic-l10n qa", words, about, _by_check(mine, words))
            )
    return join(*parts)


def _by_check(found: Iterable[ReportedFinding], words: Words) -> Html:
    counts = Counter(finding.check for finding in found).most_common()
    items = [el("li", el("code", check, lang="zxx"), f" {words.number(count)}") for check, count in counts]
    return el("ul", *items, class_="counts")


def _finding(finding: ReportedFinding, words: Words) -> Html:
    message = el("p", finding.message, " ", el("code", finding.check), lang="en")
    return _card(finding.place, finding.link, message, None, finding.source, finding.target, words)


def terms(counted: Sequence[TermCount], words: Words) -> Html:
    """How well translations keep to the glossary, by direction, and the terms that fare worst."""
    if not counted:
        return el("p", words("terms_none"))
    directions = dict.fromkeys((term.source.language, term.target.language) for term in counted)
    rows = []
    for source, target in directions:
        mine = [term for term in counted if (term.source.language, term.target.language) == (source, target)]
        whole = sum(term.times() for term in mine)
        followed = sum(term.times(Rendering.PREFERRED, Rendering.VARIANT) for term in mine)
        numbers = [words.number(sum(term.times(rendering) for term in mine)) for rendering in _RENDERINGS]
        rows.append([_direction(source, target), words.percent(followed, whole), *numbers])
    head = [words("direction"), words("terms_followed"), *(words(rendering) for rendering in _RENDERINGS)]
    worst = sorted(counted, key=_faults, reverse=True)[:_MOST_TERMS]
    rows_of_worst = [
        [_quote(term.source), _quote(term.target), *(words.number(term.times(r)) for r in _RENDERINGS[::-1])]
        for term in worst
        if _faults(term)
    ]
    tables = [_table(words("terms"), head, rows)]
    if rows_of_worst:
        head = [words("term"), words("wanted"), *(words(rendering) for rendering in _RENDERINGS[::-1])]
        tables.append(_table(words("terms_worst"), head, rows_of_worst, words_first=2))
    return join(el("p", words("terms_about")), *tables)


def _faults(term: TermCount) -> int:
    return term.times(Rendering.FORBIDDEN, Rendering.MISSING)


def _direction(source: str, target: str) -> str:
    return f"{source}\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}{target}"


# --- parts ------------------------------------------------------------------------------------------------------------


def _described(bars: Sequence[Bar], labels: Sequence[str], words: Words) -> str:
    """What a chart shows, for those who cannot see it."""
    return "; ".join(
        f"{bar.label}: " + ", ".join(f"{label} {words.number(n)}" for label, n in zip(labels, bar.parts, strict=True))
        for bar in bars
    )


def _figure(chart: Html) -> Html:
    return el("figure", chart)


def _table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], foot: Sequence[str] = (), *, words_first: int = 1
) -> Html:
    """A table whose first column names the rows; ``words_first`` columns are words, the others numbers.

    It scrolls by itself where the window is narrow.
    """

    def kind(column: int) -> str | None:
        return None if column < words_first else "number"

    def line(cells: Sequence[str]) -> Html:
        return el(
            "tr",
            el("th", cells[0], scope="row"),
            *(el("td", cell, class_=kind(column)) for column, cell in enumerate(cells[1:], 1)),
        )

    parts = [
        el("caption", el("span", caption)),
        el("thead", el("tr", *(el("th", cell, scope="col", class_=kind(column)) for column, cell in enumerate(head)))),
        el("tbody", *map(line, rows)),
        el("tfoot", line(foot)) if foot else None,
    ]
    return el("div", el("table", *parts), class_="scroll", tabindex="0", role="region", aria_label=caption)


def _listed(
    name: str,
    title: str,
    items: Sequence[Item],
    card: Callable[[Item, Words], Html],
    command: str,
    words: Words,
    *before: Html | None,
) -> Html | None:
    """A heading and a card for each item: the first at once, others unfolded, the rest only counted."""
    if not items:
        return None
    heading = el("h3", title, id=f"{name}-{words.language}", tabindex="-1")
    cards = [el("li", card(item, words)) for item in items[:MOST]]
    first, others = cards[:_AT_ONCE], cards[_AT_ONCE:]
    folded = None
    if others:
        summary = el("summary", words("others", count=words.number(len(items) - _AT_ONCE)))
        left = words("more", count=words.number(len(items) - MOST), command=command)
        more = el("p", left) if len(items) > MOST else None
        folded = el("details", summary, el("ul", *others, class_="cards"), more)
    return join(heading, *before, el("ul", *first, class_="cards"), folded)


def _card(
    place: str, link: str, message: Html, note: Html | None, source: Quotation, target: Quotation, words: Words
) -> Html:
    where = el("a", place, href=link) if link else Html(el("span", place))
    texts = None
    if source.text or target.text:
        translation = _quote(target) if target.text else el("em", words("no_translation"))
        texts = el(
            "dl",
            el("div", el("dt", words("source")), el("dd", _quote(source))),
            el("div", el("dt", words("target")), el("dd", translation)),
            class_="pair",
        )
    return join(message, note, texts, el("p", where, class_="place") if place else None)


def _quote(quotation: Quotation) -> Html:
    return el("q", quotation.text, lang=quotation.language, dir=direction(quotation.language))
