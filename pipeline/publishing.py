"""Join pages, catalogs and locale facts to the site: localized pages and assets, as files."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.build import Mode, Translation, build
from pipeline.checking import unsafe_entries
from pipeline.config import Project
from pipeline.files import write_if_changed
from pipeline.glossary import Glossary
from pipeline.head import language_edits
from pipeline.model import Catalog, EntryKey, Finding, Location
from pipeline.workspace import Outcome, Progress, Source, asset_files, read_catalogs


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
                unsafe = dict(unsafe_entries(catalog, glossary))
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


def translations(catalog: Catalog | None) -> dict[EntryKey, Translation]:
    """What a catalog has to offer to a build."""
    if catalog is None:
        return {}
    return {
        e.key: Translation(e.msgstr, e.state, Location(catalog.file, e.line or 1))
        for e in catalog.entries
        if not e.obsolete and e.msgstr
    }
