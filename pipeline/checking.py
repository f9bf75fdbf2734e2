"""Join catalogs, glossary and checks: findings on what people and engines wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pipeline import codes, qa
from pipeline.config import Project
from pipeline.glossary import Glossary
from pipeline.model import Catalog, Entry, Finding, Location, Pair, Severity
from pipeline.qa import check_pairs
from pipeline.qa.catalog import headers, msgfmt, obsolete
from pipeline.qa.pages import check_pages
from pipeline.table import read_table
from pipeline.workspace import Outcome, Progress, Source, read_catalogs


def check_catalogs(
    project: Project, sources: Sequence[Source], glossary: Glossary, outcome: Outcome, progress: Progress
) -> Iterator[Finding]:
    """Findings on every translation. Those on drafts are warnings at most: a draft is not published as it is."""
    loaded = read_catalogs(project, sources, outcome)
    pairs: list[Pair] = []
    for done, ((page, target), catalog) in enumerate(loaded.items()):
        progress("qa", done, len(loaded))
        yield from (*msgfmt(project.catalog(page, target), catalog.file), *headers(catalog), *obsolete(catalog))
        for entry, pair in pairs_of(catalog, glossary):
            pairs.append(pair)
            for finding in findings_in(pair):
                is_draft_error = entry.fuzzy and finding.severity is Severity.ERROR
                yield replace(finding, severity=Severity.WARNING) if is_draft_error else finding
    yield from qa.check_catalogs(pairs)
    progress("qa", len(loaded), len(loaded))


def check_site(project: Project) -> Iterator[Finding]:
    """Findings on the pages that the last build made, if there was one."""
    pages = {
        f"{language}/{path.relative_to(project.site / language).as_posix()}": path.read_bytes().decode(
            "utf-8", "replace"
        )
        for language in project.languages
        for path in sorted((project.site / language).rglob("*.html"))
    }
    yield from check_pages(pages, project.base_url, project.relative(project.site))


@lru_cache(maxsize=1 << 14)
def findings_in(pair: Pair) -> tuple[Finding, ...]:
    """What the checks find in a pair; remembered, because the gate and the report ask again in the same run."""
    return tuple(check_pairs([pair]))


@lru_cache(maxsize=256)
def pairs_of(catalog: Catalog, glossary: Glossary) -> tuple[tuple[Entry, Pair], ...]:
    """The entries that have a translation, as the checks see them; remembered like what is found in them."""
    return tuple(_pairs(catalog, glossary))


def _pairs(catalog: Catalog, glossary: Glossary) -> Iterator[tuple[Entry, Pair]]:
    languages = (catalog.source_language, catalog.language)
    for entry in catalog.entries:
        if entry.msgstr and not entry.obsolete:
            place = Location(catalog.file, entry.line or 1)
            terms = glossary.find(codes.plain(entry.msgid), *languages)
            uses = glossary.uses(terms, codes.plain(entry.msgstr), *languages)
            yield entry, Pair(entry.msgid, entry.msgstr, *languages, entry.msgctxt, place, terms, entry.flags, uses)


def check_table(
    path: Path, source: str, target: str, glossary: Glossary, *, has_codes: bool = False
) -> Iterator[Finding]:
    """Findings on a table of pairs (:mod:`pipeline.table`), whose columns are named by language, and maybe ``role``.

    Texts are plain unless the table ``has_codes``: those in the notation of :mod:`pipeline.codes`.
    """
    pairs = []
    for row in read_table(path, (source, target)):
        texts = [row.cells[source], row.cells[target]]
        if not has_codes:
            texts = [*map(codes.escape, texts)]
        place = Location(path.as_posix(), row.number)
        terms = glossary.find(codes.plain(texts[0]), source, target)
        uses = glossary.uses(terms, codes.plain(texts[1]), source, target)
        role = row.cells.get("role", "")
        pairs.append(Pair(texts[0], texts[1], source, target, role, place, terms, uses=uses))
    yield from (*check_pairs(pairs), *qa.check_catalogs(pairs))
