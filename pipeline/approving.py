"""Join pages, catalogs and checks to approvals by name: what waits for a reviewer, and the record of what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from pipeline import trail
from pipeline.config import Project
from pipeline.drafting import load_glossary
from pipeline.errors import CatalogError, PageError, ProjectError
from pipeline.files import project_lock
from pipeline.gate import Lack, Rules, Stop
from pipeline.gating import all_stops
from pipeline.glossary import Glossary
from pipeline.model import Catalog, Entry, EntryKey, Risk
from pipeline.workspace import Outcome, read_catalogs, read_sources, update_catalog


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person chose: a page, or a catalog ``file`` (named as in findings), or one ``line`` of it."""

    page: str = ""
    file: str = ""
    line: int | None = None

    def covers(self, stop: Stop) -> bool:
        """Whether the text is one of those chosen."""
        place = stop.location
        return stop.page == self.page or (place.file == self.file and self.line in (None, place.line))


def scope(project: Project, text: str, folder: Path) -> Scope:
    """Read ``PAGE``, ``FILE.po`` or ``FILE.po:LINE``; a file is looked for from ``folder``."""
    if ".po" not in text:
        return Scope(page=text)
    name, _, number = text.partition(".po:")
    path = (folder / f"{name.removesuffix('.po')}.po").resolve()
    if not path.is_file() or not path.is_relative_to(project.locales.resolve()):
        raise CatalogError("no such catalog in this project", text=text)
    if number and not number.partition(":")[0].isdecimal():
        raise CatalogError("a line number must come after the colon", text=text)
    file = path.relative_to(project.root.resolve()).as_posix()
    return Scope(file=file, line=int(number.partition(":")[0]) if number else None)


def reviewer(project: Project, name: str) -> str:
    """The name as the settings spell it; raises :class:`ProjectError` for one that may not approve."""
    normal = trail.normal_name(name)
    if not trail.is_name(normal):
        raise ProjectError("this cannot be a reviewer's name", text=name)
    known = [trail.normal_name(one) for one in project.reviewers]
    if known and normal not in known:
        close = get_close_matches(normal, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
        raise ProjectError(f"not among [review] reviewers in clinic-l10n.toml; {hint}", text=normal)
    return normal


def waiting(project: Project, scopes: Sequence[Scope], *, drafts: bool) -> tuple[Stop, ...]:
    """What waits for a reviewer within the scopes (in all pages, if there are none), in the order of the pages.

    Of pages and files these are approved texts that need a name, or that an error keeps back; with ``drafts`` also
    those that nobody has approved yet. A line stands for its text, whatever that lacks and whatever its risk.
    """
    outcome = Outcome()
    sources = read_sources(project, outcome)
    loaded = read_catalogs(project, sources, outcome)
    glossary = load_glossary(project, outcome) or Glossary()
    if outcome.failures:
        raise CatalogError(outcome.failures[0])
    if unknown := {scope.page for scope in scopes if scope.page} - {source.name for source in sources}:
        raise PageError(f"no such page: {', '.join(sorted(unknown))}")
    rules = Rules(frozenset(Risk), project.reviewers)
    every = all_stops(sources, loaded, glossary, rules, check_drafts=drafts)
    stops = [stop for stop in every if stop.lack is not Lack.TRANSLATION]
    lines = [scope for scope in scopes if scope.line]
    for scope in lines:
        if not any(map(scope.covers, stops)):
            message = "no text waits in this line; 'clinic-l10n status --gate' tells the lines"
            raise CatalogError(message, file=scope.file, line=scope.line)
    wide = [scope for scope in scopes if not scope.line]
    return tuple(
        stop
        for stop in stops
        if any(scope.covers(stop) for scope in lines)
        or ((not scopes or any(scope.covers(stop) for scope in wide)) and _asks(project, stop, drafts=drafts))
    )


def _asks(project: Project, stop: Stop, *, drafts: bool) -> bool:
    """Whether a text waits without being chosen by its line."""
    if stop.lack is Lack.NAME:
        return stop.risk in project.named
    return drafts or stop.lack is Lack.SAFETY


def record(project: Project, stops: Sequence[Stop], name: str, day: date, *, check: bool = False) -> tuple[str, ...]:
    """Write the approvals of these very texts into their catalogs; the files that changed (or would).

    A text that somebody has changed since it was shown is left alone.
    """
    by_catalog: dict[tuple[str, str, str], dict[EntryKey, str]] = {}
    for stop in stops:
        where = (stop.page, stop.source_language, stop.language)
        by_catalog.setdefault(where, {})[stop.key] = stop.target
    changed: list[str] = []
    with project_lock(project.cache / "lock", "approve"):
        for where, texts in by_catalog.items():
            change = partial(_approved, where, texts, name, day)
            if written := update_catalog(project, *where, change, check=check):
                changed.append(written)
    return tuple(changed)


def _approved(
    where: tuple[str, str, str], texts: Mapping[EntryKey, str], name: str, day: date, catalog: Catalog | None
) -> Catalog:
    *_, language = where

    def approved(entry: Entry) -> Entry:
        is_meant = not entry.obsolete and texts.get(entry.key) == entry.msgstr
        return trail.approved(entry, language, name, day) if is_meant else entry

    catalog = catalog or Catalog(*where, "")
    return replace(catalog, entries=tuple(map(approved, catalog.entries)))
