"""The commands: what runs the steps that join the stages, from ``extracting`` over ``drafting`` to ``publishing``.

A page or catalog that cannot be used is a failure in the result, and the others go on; what stops everything is raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pipeline import drafting
from pipeline.build import Mode
from pipeline.checking import check_catalogs, check_site
from pipeline.config import Project
from pipeline.errors import StoppedError
from pipeline.extracting import extract
from pipeline.files import project_lock, remove_leftovers
from pipeline.glossary import Glossary
from pipeline.model import Finding, Location, PageStatus, PendingEntry, RunResult, State
from pipeline.publishing import make_site, translations
from pipeline.reporting import write_report
from pipeline.workspace import Outcome, Progress, Source, read_catalogs, read_sources

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
                checked = [*check_catalogs(project, sources, glossary or Glossary(), outcome, progress)]
                findings += checked
                # A build looks at its own pages; without one, those of the last build count.
                findings += () if names or "build" in stages else check_site(project)
            if "build" in stages:
                findings += make_site(
                    project, sources, glossary or Glossary(), mode, outcome, progress, whole=not names, check=check
                )
            rows = tuple(status(project, sources, outcome, findings))
            if {"build", "report"} & set(stages) and not names and not project.is_preview:
                if "qa" not in stages:
                    checked = [*check_catalogs(project, sources, glossary or Glossary(), outcome, quiet)]
                write_report(project, sources, rows, checked, glossary or Glossary(), outcome, check=check)
    except KeyboardInterrupt:
        saved = f"saved so far: {', '.join(outcome.changed)}" if outcome.changed else "no file was changed"
        raise StoppedError(f"stopped; {saved}; run the command again to go on") from None
    return RunResult(
        tuple(dict.fromkeys(outcome.changed)), rows, tuple(findings), tuple(outcome.failures), tuple(outcome.messages)
    )


@contextmanager
def _alone(project: Project, stages: Sequence[str], *, check: bool) -> Iterator[None]:
    """Keep other writers out while we write; who only reads disturbs nobody, since files are replaced whole."""
    if check or not {"extract", "translate", "build", "report"} & set(stages):
        yield
        return
    with project_lock(project.cache / "lock", " ".join(stages)):
        remove_leftovers(project.locales)
        remove_leftovers(project.site)
        yield


def status(
    project: Project, sources: Sequence[Source], outcome: Outcome, findings: Sequence[Finding] = ()
) -> Iterator[PageStatus]:
    """How far each page is in each language."""
    loaded = read_catalogs(project, sources, outcome)
    for source in sources:
        for target in source.targets:
            keys = {s.key for s in source.segments_for(target)}
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
