"""Join catalogs, glossary and checks: findings on what people and engines wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline import codes
from pipeline.config import Project
from pipeline.glossary import Glossary
from pipeline.model import Catalog, Entry, EntryKey, Finding, Location, Pair, Severity, State
from pipeline.qa import check_pairs
from pipeline.qa.catalog import msgfmt
from pipeline.workspace import Outcome, Progress, Source, read_catalogs


def check_catalogs(
    project: Project, sources: Sequence[Source], glossary: Glossary, outcome: Outcome, progress: Progress
) -> Iterator[Finding]:
    """Findings on every translation. Those on drafts are warnings at most: a draft is not published as it is."""
    loaded = read_catalogs(project, sources, outcome)
    for done, ((page, target), catalog) in enumerate(loaded.items()):
        progress("qa", done, len(loaded))
        yield from msgfmt(project.catalog(page, target), catalog.file)
        for entry, pair in pairs_of(catalog, glossary):
            for finding in check_pairs([pair]):
                is_draft_error = entry.fuzzy and finding.severity is Severity.ERROR
                yield replace(finding, severity=Severity.WARNING) if is_draft_error else finding
    progress("qa", len(loaded), len(loaded))


def pairs_of(catalog: Catalog, glossary: Glossary) -> Iterator[tuple[Entry, Pair]]:
    """The entries that have a translation, as the checks see them."""
    languages = (catalog.source_language, catalog.language)
    for entry in catalog.entries:
        if entry.msgstr and not entry.obsolete:
            place = Location(catalog.file, entry.line or 1)
            terms = glossary.find(codes.plain(entry.msgid), *languages)
            yield entry, Pair(entry.msgid, entry.msgstr, *languages, entry.msgctxt, place, terms, entry.flags)


def unsafe_entries(catalog: Catalog, glossary: Glossary) -> Iterator[tuple[EntryKey, Finding]]:
    """Approved entries with an error: a release shows the source text instead, which is foreign but not wrong."""
    for entry, pair in pairs_of(catalog, glossary):
        if entry.state is State.APPROVED:
            errors = [f for f in check_pairs([pair]) if f.severity is Severity.ERROR]
            if errors:
                yield (
                    entry.key,
                    replace(errors[0], check="not-published", message=f"not published: {errors[0].message}"),
                )
