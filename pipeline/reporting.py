"""Join pages, catalogs, findings and the gate to the report, and write it."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from pipeline import codes
from pipeline.addressing import address_book, read_published, slugs_of
from pipeline.checking import pairs_of
from pipeline.config import Project
from pipeline.files import write_if_changed
from pipeline.gate import Stop
from pipeline.gating import all_stops, rules_of
from pipeline.glossary import Glossary
from pipeline.model import Catalog, Finding, PageStatus, Rendering, Risk, Severity, Term
from pipeline.report import PageReport, Quotation, ReportData, ReportedFinding, RiskCount, TermCount, Waiting, render
from pipeline.site.addresses import Place
from pipeline.workspace import Outcome, Source, read_catalogs

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Catalogs = Mapping[tuple[str, str], Catalog]


def write_report(
    project: Project,
    sources: Sequence[Source],
    rows: Sequence[PageStatus],
    findings: Sequence[Finding],
    glossary: Glossary,
    outcome: Outcome,
    *,
    check: bool,
) -> None:
    """Write the report on all pages: ``rows`` say how far they are, ``findings`` what the checks found."""
    catalogs = read_catalogs(project, sources, outcome)
    place = place_of(project)
    data = _data(project, sources, catalogs, rows, findings, glossary, place.parent)
    if write_if_changed(place, render(data).encode(), check=check):
        outcome.changed.append(project.relative(place))
    published = project.site / "report" / "index.html"
    if place != published and not _is_asset(project) and published.is_file():
        outcome.changed.append(project.relative(published))
        if not check:
            published.unlink()


def place_of(project: Project) -> Path:
    """Where the report goes: into the site, unless the settings or a file of the author's keep it out."""
    folder = project.site if project.publish_report and not _is_asset(project) else project.cache
    return folder / "report" / "index.html"


def _is_asset(project: Project) -> bool:
    return (project.source / "report" / "index.html").exists()


def _data(
    project: Project,
    sources: Sequence[Source],
    catalogs: Catalogs,
    rows: Sequence[PageStatus],
    findings: Sequence[Finding],
    glossary: Glossary,
    folder: Path,
) -> ReportData:
    stops = tuple(all_stops(sources, catalogs, glossary, rules_of(project)))
    return ReportData(
        project.name,
        max(
            (day[0] for c in catalogs.values() if (day := _DAY.match(dict(c.headers)["PO-Revision-Date"]))), default=""
        ),
        tuple(_pages(project, sources, catalogs, rows, findings, folder)),
        tuple(_risks(sources, stops)),
        tuple(_waiting(project, stop, folder) for stop in stops if stop.risk is Risk.CRITICAL),
        tuple(_findings(project, catalogs, findings, folder)),
        tuple(_terms(catalogs.values(), glossary)),
    )


def _link(path: Path, folder: Path) -> str:
    return quote(Path(os.path.relpath(path, folder)).as_posix())


def _pages(
    project: Project,
    sources: Sequence[Source],
    catalogs: Catalogs,
    rows: Sequence[PageStatus],
    findings: Sequence[Finding],
    folder: Path,
) -> Iterator[PageReport]:
    book = address_book(project, sources, slugs_of(project, sources, catalogs, read_published(project)), ())
    grave = Counter(f.location.file for f in findings if f.location and f.severity is not Severity.INFO)
    for row in rows:
        catalog = project.catalog(row.page, row.language)
        yield PageReport(
            row.page,
            row.source_language,
            row.language,
            row.approved,
            row.drafted,
            row.untranslated,
            grave[project.relative(catalog)],
            _link(project.site / book.path(Place(row.page, row.language)), folder),
            _link(catalog, folder) if catalog.is_file() else "",
        )


def _risks(sources: Sequence[Source], stops: Sequence[Stop]) -> Iterator[RiskCount]:
    whole = Counter((t, risk.risk) for source in sources for t in source.targets for risk in source.risks.values())
    held = Counter((stop.language, stop.risk) for stop in stops)
    for language in dict.fromkeys(language for language, _ in whole):
        for risk in Risk:
            if count := whole[language, risk]:
                yield RiskCount(risk, language, count - held[language, risk], held[language, risk])


def _waiting(project: Project, stop: Stop, folder: Path) -> Waiting:
    return Waiting(
        f"{stop.location.file}:{stop.location.line}",
        _link(project.root / stop.location.file, folder),
        stop.why,
        stop.lack,
        Quotation(codes.plain(stop.source), stop.source_language),
        Quotation(codes.plain(stop.target), stop.language),
    )


def _findings(
    project: Project, catalogs: Catalogs, findings: Iterable[Finding], folder: Path
) -> Iterator[ReportedFinding]:
    languages = {catalog.file: (catalog.source_language, catalog.language) for catalog in catalogs.values()}
    for finding in findings:
        file = finding.location.file if finding.location else ""
        source, target = languages.get(file, project.languages[:2])
        yield ReportedFinding(
            finding.check,
            finding.severity,
            finding.message,
            f"{file}:{finding.location.line}" if finding.location else "",
            _link(project.root / file, folder) if file else "",
            Quotation(finding.source, source),
            Quotation(finding.target, target),
        )


def _terms(catalogs: Iterable[Catalog], glossary: Glossary) -> Iterator[TermCount]:
    """The terms that stand in translated texts, in the order of the catalogs."""
    counts: dict[tuple[str, str, Term], Counter[Rendering]] = {}
    for catalog in catalogs:
        for _, pair in pairs_of(catalog, glossary):
            for use in pair.uses:
                key = (pair.source_language, pair.target_language, use.match.term)
                counts.setdefault(key, Counter())[use.rendering] += 1
    for (source, target, term), counted in counts.items():
        yield TermCount(Quotation(term.source, source), Quotation(term.target, target), tuple(counted.items()))
