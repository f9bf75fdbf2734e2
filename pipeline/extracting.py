"""Bring templates and catalogs up to date with the source pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from pipeline import codes
from pipeline.config import Project
from pipeline.drafting import Memories
from pipeline.errors import CatalogError
from pipeline.glossary import Glossary
from pipeline.merge import merge, template
from pipeline.model import Assessment, Catalog, Entry, EntryKey, Risk
from pipeline.workspace import Outcome, Progress, Source, update_catalog


def extract(
    project: Project,
    sources: Sequence[Source],
    memories: Memories,
    glossary: Glossary,
    outcome: Outcome,
    progress: Progress,
    *,
    check: bool,
) -> None:
    """Bring templates and catalogs up to date with the pages; nothing that a person wrote is lost."""
    for done, source in enumerate(sources):
        progress("extract", done, len(sources))
        file = project.relative(project.template(source.name))
        pot = _with_risks(template(source.name, source.language, source.segments, file), source.risks)
        _update(project, source, "", partial(_renewed, pot), outcome, check=check)
        for target in source.targets:
            shown = {segment.key for segment in source.segments_for(target)}
            pot_for = replace(pot, entries=tuple(entry for entry in pot.entries if entry.key in shown))
            change = partial(_merged, project, _with_terms(pot_for, glossary, target), target, memories)
            _update(project, source, target, change, outcome, check=check)
    progress("extract", len(sources), len(sources))


def _with_risks(pot: Catalog, risks: Mapping[EntryKey, Assessment]) -> Catalog:
    """The template with a note at each critical text, which says why it is one."""

    def noted(entry: Entry) -> Entry:
        risk, reason = risks[entry.key].risk, risks[entry.key].reason
        return replace(entry, notes=(*entry.notes, f"risk: {risk}, {reason}")) if risk is Risk.CRITICAL else entry

    return replace(pot, entries=tuple(map(noted, pot.entries)))


def _with_terms(pot: Catalog, glossary: Glossary, target: str) -> Catalog:
    """The template with the glossary's terms in each text as notes for its translator."""

    def noted(entry: Entry) -> Entry:
        found = glossary.find(codes.plain(entry.msgid), pot.source_language, target)
        terms = dict.fromkeys(f"term: {match.found} → {match.term.target}" for match in found)
        return replace(entry, notes=(*entry.notes, *terms))

    return replace(pot, entries=tuple(map(noted, pot.entries)))


def _renewed(pot: Catalog, old: Catalog | None) -> Catalog:
    return pot


def _merged(project: Project, pot: Catalog, target: str, memories: Memories, old: Catalog | None) -> Catalog:
    if old is None:
        file = project.relative(project.catalog(pot.page, target))
        return merge(Catalog(pot.page, pot.source_language, target, file), pot, target)
    known = {entry.key for entry in old.entries}
    new = [entry.key for entry in pot.entries if entry.key not in known]
    memory = memories.get(pot.source_language, target) if new else None
    served = {key for key in new if memory and memory.exact(key.msgid, key.msgctxt)}
    return merge(old, pot, target, served)


def _update(
    project: Project,
    source: Source,
    target: str,
    change: Callable[[Catalog | None], Catalog],
    outcome: Outcome,
    *,
    check: bool,
) -> None:
    try:
        changed = update_catalog(project, source.name, source.language, target, change, check=check)
    except CatalogError as error:
        outcome.fail(error)
    else:
        if changed:
            outcome.changed.append(changed)
