"""The commands: what joins the stages, with :mod:`pipeline.workspace` (files) and :mod:`pipeline.drafting` (engines).

A page or catalog that cannot be used is a failure in the result, and the others go on; what stops everything is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from pipeline import codes, drafting
from pipeline.build import Mode, Translation, build
from pipeline.config import Project
from pipeline.errors import CatalogError, L10nError, StoppedError
from pipeline.files import project_lock, remove_leftovers, write_if_changed
from pipeline.glossary import Glossary
from pipeline.head import language_edits
from pipeline.merge import merge, template
from pipeline.model import (
    Catalog,
    Entry,
    EntryKey,
    Finding,
    Location,
    PageStatus,
    Pair,
    PendingEntry,
    RunResult,
    Severity,
    State,
)
from pipeline.qa import check_pairs
from pipeline.qa.catalog import msgfmt
from pipeline.workspace import (
    Outcome,
    Progress,
    Source,
    asset_files,
    load_catalog,
    read_sources,
    update_catalog,
)

STAGES = ("extract", "translate", "qa", "build")


def quiet(stage: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


def run(
    project: Project,
    stages: Sequence[str] = STAGES,
    *,
    names: Sequence[str] = (),
    mode: Mode = Mode.DRAFT,
    check: bool = False,
    redraft: bool = False,
    progress: Progress = quiet,
) -> RunResult:
    """Run stages in order over all pages (or those named) and say how the pages stand afterwards.

    With ``check`` nothing is written: ``changed`` names what would be. Raises :class:`StoppedError` on Ctrl-C, saying
    what was saved by then.
    """
    outcome = Outcome()
    findings: list[Finding] = []
    try:
        with _alone(project, stages, check=check):
            sources = read_sources(project, outcome, names)
            memories = drafting.Memories(project, outcome)
            glossary = drafting.load_glossary(project, outcome)
            if "extract" in stages:
                extract(project, sources, memories, glossary or Glossary(), outcome, progress, check=check)
            # Drafts made without the glossary would have to be made again: better none until it is mended.
            if "translate" in stages and glossary is not None:
                drafting.draft_pages(
                    project, sources, memories, glossary, outcome, progress, check=check, redraft=redraft
                )
            if "qa" in stages:
                findings += check_catalogs(project, sources, glossary or Glossary(), outcome, progress)
            if "build" in stages:
                findings += make_site(
                    project, sources, glossary or Glossary(), mode, outcome, progress, whole=not names, check=check
                )
            rows = tuple(status(project, sources, outcome, findings))
    except KeyboardInterrupt:
        saved = f"saved so far: {', '.join(outcome.changed)}" if outcome.changed else "no file was changed"
        raise StoppedError(f"stopped; {saved}; run the command again to go on") from None
    return RunResult(
        tuple(dict.fromkeys(outcome.changed)), rows, tuple(findings), tuple(outcome.failures), tuple(outcome.messages)
    )


@contextmanager
def _alone(project: Project, stages: Sequence[str], *, check: bool) -> Iterator[None]:
    """Keep other writers out while we write; who only reads disturbs nobody, since files are replaced whole."""
    if check or not {"extract", "translate", "build"} & set(stages):
        yield
        return
    with project_lock(project.cache / "lock", " ".join(stages)):
        remove_leftovers(project.locales)
        remove_leftovers(project.site)
        yield


def extract(
    project: Project,
    sources: Sequence[Source],
    memories: drafting.Memories,
    glossary: Glossary,
    outcome: Outcome,
    progress: Progress,
    *,
    check: bool,
) -> None:
    """Bring templates and catalogs up to date with the pages; nothing that a person wrote is lost."""
    for done, source in enumerate(sources):
        progress("extract", done, len(sources))
        pot = template(source.name, source.language, source.segments, project.relative(project.template(source.name)))
        _update(project, source, "", partial(_renewed, pot), outcome, check=check)
        for target in source.targets:
            change = partial(_merged, project, _with_terms(pot, glossary, target), target, memories)
            _update(project, source, target, change, outcome, check=check)
    progress("extract", len(sources), len(sources))


def _with_terms(pot: Catalog, glossary: Glossary, target: str) -> Catalog:
    """The template with the glossary's terms in each text as notes for its translator."""

    def noted(entry: Entry) -> Entry:
        found = glossary.find(codes.plain(entry.msgid), pot.source_language, target)
        terms = dict.fromkeys(f"term: {match.found} → {match.term.target}" for match in found)
        return replace(entry, notes=(*entry.notes, *terms))

    return replace(pot, entries=tuple(map(noted, pot.entries)))


def _renewed(pot: Catalog, old: Catalog | None) -> Catalog:
    return pot


def _merged(project: Project, pot: Catalog, target: str, memories: drafting.Memories, old: Catalog | None) -> Catalog:
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


def read_catalogs(project: Project, sources: Sequence[Source], outcome: Outcome) -> dict[tuple[str, str], Catalog]:
    """The catalogs of the pages, by page name and target language; a broken one is a failure and left out."""
    found: dict[tuple[str, str], Catalog] = {}
    for source in sources:
        for target in source.targets:
            try:
                loaded = load_catalog(project, source.name, source.language, target)
            except L10nError as error:
                outcome.fail(error)
                continue
            if loaded:
                found[source.name, target] = loaded
    return found


def translations(catalog: Catalog | None) -> dict[EntryKey, Translation]:
    """What a catalog has to offer to a build."""
    if catalog is None:
        return {}
    return {
        e.key: Translation(e.msgstr, e.state, Location(catalog.file, e.line or 1))
        for e in catalog.entries
        if not e.obsolete and e.msgstr
    }


def check_catalogs(
    project: Project, sources: Sequence[Source], glossary: Glossary, outcome: Outcome, progress: Progress
) -> Iterator[Finding]:
    """Findings on every translation. Those on drafts are warnings at most: a draft is not published as it is."""
    loaded = read_catalogs(project, sources, outcome)
    for done, ((page, target), catalog) in enumerate(loaded.items()):
        progress("qa", done, len(loaded))
        yield from msgfmt(project.catalog(page, target), catalog.file)
        for entry, pair in _pairs(catalog, glossary):
            for finding in check_pairs([pair]):
                is_draft_error = entry.fuzzy and finding.severity is Severity.ERROR
                yield replace(finding, severity=Severity.WARNING) if is_draft_error else finding
    progress("qa", len(loaded), len(loaded))


def _pairs(catalog: Catalog, glossary: Glossary) -> Iterator[tuple[Entry, Pair]]:
    """The entries that have a translation, as the checks see them."""
    languages = (catalog.source_language, catalog.language)
    for entry in catalog.entries:
        if entry.msgstr and not entry.obsolete:
            place = Location(catalog.file, entry.line or 1)
            terms = glossary.find(codes.plain(entry.msgid), *languages)
            yield entry, Pair(entry.msgid, entry.msgstr, *languages, entry.msgctxt, place, terms, entry.flags)


def _unsafe(catalog: Catalog, glossary: Glossary) -> Iterator[tuple[EntryKey, Finding]]:
    """Approved entries with an error: a release shows the source text instead, which is foreign but not wrong."""
    for entry, pair in _pairs(catalog, glossary):
        if entry.state is State.APPROVED:
            errors = [f for f in check_pairs([pair]) if f.severity is Severity.ERROR]
            if errors:
                yield (
                    entry.key,
                    replace(errors[0], check="not-published", message=f"not published: {errors[0].message}"),
                )


def make_site(
    project: Project,
    sources: Sequence[Source],
    glossary: Glossary,
    mode: Mode,
    outcome: Outcome,
    progress: Progress,
    *,
    whole: bool,
    check: bool,
) -> tuple[Finding, ...]:
    """Write the site: the pages in every language, and the assets.

    When the ``whole`` site is built, files of an earlier build that are no more are removed.
    """
    loaded = read_catalogs(project, sources, outcome)
    findings: list[Finding] = []
    made: set[str] = set()
    for done, source in enumerate(sources):
        progress("build", done, len(sources))
        suffix = source.path.suffix
        _write(project, f"{source.language}/{source.name}{suffix}", source.content, made, outcome, check=check)
        for target in source.targets:
            edits = language_edits(
                source.document,
                target,
                base_url=project.base_url,
                locale_tags=dict(project.locale_tags),
                time_separator=dict(project.time_separators).get(target, ":"),
            )
            catalog = loaded.get((source.name, target))
            entries = translations(catalog)
            if catalog and mode is Mode.RELEASE:
                unsafe = dict(_unsafe(catalog, glossary))
                findings += unsafe.values()
                entries = {key: entry for key, entry in entries.items() if key not in unsafe}
            page, found = build(source.document, source.segments, entries, target, mode, edits)
            findings += found
            _write(project, f"{target}/{source.name}{suffix}", page.content, made, outcome, check=check)
    for path in asset_files(project):
        _write(project, path.relative_to(project.source).as_posix(), path.read_bytes(), made, outcome, check=check)
    if whole:
        _remove_stale(project, made, outcome, check=check)
    progress("build", len(sources), len(sources))
    return tuple(findings)


def _write(project: Project, name: str, content: bytes, made: set[str], outcome: Outcome, *, check: bool) -> None:
    made.add(name)
    path = project.site / name
    if write_if_changed(path, content, check=check):
        outcome.changed.append(project.relative(path))


def _remove_stale(project: Project, made: set[str], outcome: Outcome, *, check: bool) -> None:
    """Remove what an earlier build made and this one does not; files that we did not make stay."""
    record = project.cache / "site-files.txt"
    before = set(record.read_text("utf-8").splitlines()) if record.is_file() else set()
    for name in sorted(before - made):
        path = project.site / name
        if path.is_file():
            outcome.changed.append(project.relative(path))
            if not check:
                path.unlink()
    if not check:
        write_if_changed(record, "".join(f"{name}\n" for name in sorted(made)).encode())


def status(
    project: Project, sources: Sequence[Source], outcome: Outcome, findings: Sequence[Finding] = ()
) -> Iterator[PageStatus]:
    """How far each page is in each language."""
    loaded = read_catalogs(project, sources, outcome)
    for source in sources:
        keys = {s.key for s in source.segments}
        for target in source.targets:
            file = project.relative(project.catalog(source.name, target))
            counts = dict.fromkeys(State, 0)
            entries = translations(loaded.get((source.name, target)))
            for key in keys:
                counts[entries[key].state if key in entries else State.UNTRANSLATED] += 1
            yield PageStatus(
                source.name,
                source.language,
                target,
                len(keys),
                counts[State.APPROVED],
                counts[State.DRAFTED] + counts[State.EDITED],
                counts[State.UNTRANSLATED],
                sum(1 for f in findings if f.location and f.location.file == file),
            )


def pending(project: Project, names: Sequence[str] = ()) -> tuple[PendingEntry, ...]:
    """The entries that wait for a person, in page order."""
    outcome = Outcome()
    loaded = read_catalogs(project, read_sources(project, outcome, names), outcome)
    return tuple(
        PendingEntry(Location(catalog.file, entry.line or 1), entry.state, entry.msgid, entry.msgstr)
        for catalog in loaded.values()
        for entry in catalog.entries
        if not entry.obsolete and entry.state is not State.APPROVED
    )
