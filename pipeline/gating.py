"""Join pages, catalogs and checks to the gate: what a release of the project would not show, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.checking import findings_in, pairs_of
from pipeline.config import Project
from pipeline.drafting import load_glossary
from pipeline.gate import Lack, Rules, Stop, lacks
from pipeline.glossary import Glossary
from pipeline.model import Catalog, Finding, Location, Risk, Severity, State
from pipeline.workspace import Outcome, Source, read_catalogs, read_sources


def rules_of(project: Project) -> Rules:
    """The gate's rules as the settings have them."""
    return Rules(project.named, project.reviewers)


def stops_of(
    source: Source,
    target: str,
    catalog: Catalog | None,
    glossary: Glossary,
    rules: Rules,
    *,
    check_drafts: bool = False,
) -> Iterator[Stop]:
    """What a release would not show of a page in a language, in the order of the page.

    The checks look at approved texts only, unless they are told to ``check_drafts`` too.
    """
    entries = {entry.key: entry for entry in catalog.entries if not entry.obsolete} if catalog else {}
    pairs = {entry.key: pair for entry, pair in pairs_of(catalog, glossary)} if catalog else {}
    places = {segment.key: segment.location for segment in reversed(source.segments_for(target))}
    for key in dict.fromkeys(segment.key for segment in source.segments_for(target)):
        entry, assessment = entries.get(key), source.risks[key]
        is_checked = entry is not None and key in pairs and (check_drafts or entry.state is State.APPROVED)
        findings = findings_in(pairs[key]) if is_checked else ()
        if lack := lacks(entry, target, assessment, findings, rules):
            place = Location(catalog.file, entry.line or 1) if catalog and entry else places[key]
            languages = (source.language, target)
            text = entry.msgstr if entry else ""
            yield Stop(place, source.name, *languages, assessment.risk, assessment.reason, *lack, *key, text, findings)


def all_stops(
    sources: Sequence[Source],
    catalogs: Mapping[tuple[str, str], Catalog],
    glossary: Glossary,
    rules: Rules,
    *,
    check_drafts: bool = False,
) -> Iterator[Stop]:
    """What a release would not show of these sources in all their languages; see :func:`stops_of`."""
    for source in sources:
        for target in source.targets:
            catalog = catalogs.get((source.name, target))
            yield from stops_of(source, target, catalog, glossary, rules, check_drafts=check_drafts)


def stops(project: Project, names: Sequence[str] = ()) -> tuple[tuple[Stop, ...], tuple[str, ...]]:
    """What a release of all pages (or those named) would not show, and the files that could not be used."""
    outcome = Outcome()
    sources = read_sources(project, outcome, names)
    glossary = load_glossary(project, outcome) or Glossary()
    loaded = read_catalogs(project, sources, outcome)
    return tuple(all_stops(sources, loaded, glossary, rules_of(project))), tuple(outcome.failures)


def findings_of(held: Sequence[Stop]) -> Iterator[Finding]:
    """What a release says about the texts of a page that it does not show.

    Each text that an editor believes to be public is one finding; critical texts that wait for review are counted in
    one, because on a new site there are hundreds.
    """
    for stop in held:
        if stop.lack in (Lack.NAME, Lack.SAFETY):
            message = f"not published: {stop.message}"
            yield Finding("not-published", Severity.ERROR, message, stop.location, stop.source, stop.target)
    waiting = [s for s in held if s.risk is Risk.CRITICAL and s.lack in (Lack.TRANSLATION, Lack.REVIEW)]
    if waiting:
        count = "1 critical text is" if len(waiting) == 1 else f"{len(waiting)} critical texts are"
        message = f"{count} shown in the source language until approved: clinic-l10n status --gate {waiting[0].page}"
        yield Finding("not-reviewed", Severity.WARNING, message, waiting[0].location)
