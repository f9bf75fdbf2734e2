"""Join memory, glossary and engine to drafts, and put them into the catalogs as they are finished."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline import argos, codes, packages
from pipeline.catalog import apply_drafts
from pipeline.config import Project
from pipeline.engine import Engine, TwoWay
from pipeline.errors import L10nError
from pipeline.glossary import Glossary, read_glossary
from pipeline.memory import Memory, read_tmx, read_tsv, units_of
from pipeline.model import (
    TERM_USED,
    Catalog,
    Draft,
    Entry,
    EntryKey,
    MemoryHit,
    MemoryUnit,
    Pair,
    Request,
    Severity,
    State,
    terms_digest,
)
from pipeline.pivot import Pivot
from pipeline.qa import check_pairs
from pipeline.translate import GLOSSARY, MEMORY, draft
from pipeline.workspace import Outcome, Progress, Source, all_catalogs, load_catalog, update_catalog

_SECONDS_BETWEEN_SAVES = 20.0
_WITHHELD = "withheld"
_DOUBTFUL = frozenset(("negation-count",))
"""Checks whose warnings are enough to withhold a draft: a person knows what was meant, a model may lose a "not"."""
_DETOUR = "translated through English, which loses more than a direct translation: compare it with the source"


class Memories:
    """The translation memories of a project, one for each direction, made when first asked for.

    They hold what was approved in any catalog (in the other direction, too: a pair is a pair), ``memory/*.tmx``
    and tables of two languages, ``memory/*.tsv``.
    """

    def __init__(self, project: Project, outcome: Outcome):
        self._project = project
        self._outcome = outcome
        self._memories: dict[tuple[str, str], Memory] = {}

    def get(self, source: str, target: str) -> Memory:
        """The memory from one language to another."""
        if (source, target) not in self._memories:
            self._memories[source, target] = Memory(self._units(source, target))
        return self._memories[source, target]

    def _units(self, source: str, target: str) -> Iterator[MemoryUnit]:
        for catalog in all_catalogs(self._project, self._outcome):
            if (catalog.source_language, catalog.language) == (source, target):
                yield from units_of(catalog)
            elif (catalog.source_language, catalog.language) == (target, source):
                yield from (MemoryUnit(u.target, u.source, u.role, u.origin) for u in units_of(catalog))
        for path in sorted(self._project.memory.glob("*.t[ms][xv]")):
            read = read_tmx if path.suffix == ".tmx" else read_tsv
            try:
                yield from read(path, source, target)
            except L10nError as error:
                self._outcome.fail(error)


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A memory as the drafting asks it, with the project's threshold."""

    memory: Memory
    cutoff: float

    def exact(self, source: str, role: str) -> Sequence[MemoryHit]:
        return self.memory.exact(source, role)

    def fuzzy(self, source: str, role: str) -> Sequence[MemoryHit]:
        return self.memory.fuzzy(source, role, limit=2, cutoff=self.cutoff)


def load_glossary(project: Project, outcome: Outcome) -> Glossary | None:
    """The project's glossary, one without terms if it has none, or None if it is broken, which is a failure."""
    try:
        return read_glossary(project.glossary) if project.glossary.is_file() else Glossary()
    except L10nError as error:
        outcome.fail(error)
        return None


def load_engine(project: Project, source: str, target: str) -> Engine | None:
    """The engine for a direction, through English where there is no other way, or None when no package is there.

    With the package for the way back, both must agree on where inline codes stand, which makes them stand better.
    """
    legs = [_load_package(project, package) for package in packages.route(project.models, source, target)]
    return Pivot(*legs) if len(legs) == 2 else next(iter(legs), None)


def _load_package(project: Project, package: packages.Package) -> Engine:
    back = packages.find(project.models, package.target, package.source)
    forward, *backward = (_unpacked(project, each) for each in (package, back) if each)
    return TwoWay(forward, *backward) if backward else forward


def _unpacked(project: Project, package: packages.Package) -> Engine:
    folder = packages.unpack(package, project.cache / "models")
    decoding = argos.Decoding(beam_size=project.beam, threads=project.threads)
    return argos.load(folder, digest=package.digest, decoding=decoding)


def draft_pages(
    project: Project,
    sources: Sequence[Source],
    memories: Memories,
    glossary: Glossary,
    outcome: Outcome,
    progress: Progress,
    *,
    check: bool,
    redraft: bool,
) -> None:
    """Draft what waits in the catalogs of these pages, all pages of a direction in one stream.

    Finished drafts are saved every few seconds and when the person stops the command. An engine's draft in which a
    check finds an error, or that scores too low, is offered to the editor as a comment and shown to nobody else.
    """
    waiting: dict[tuple[str, str], list[tuple[str, Entry]]] = {}
    digests: dict[tuple[str, str], tuple[str, ...]] = {}
    for source in sources:
        for target in source.targets:
            catalog = _load(project, source, target, outcome)
            languages = (source.language, target)
            if languages not in digests:
                digests[languages] = _digests(project, *languages, outcome)
            if catalog:
                pending = _pending(catalog, memories.get(*languages), glossary, digests[languages], redraft=redraft)
                waiting.setdefault(languages, []).extend((source.name, entry) for entry in pending)
    total = sum(map(len, waiting.values()))
    done = 0
    for languages, entries in waiting.items():
        if not entries:
            continue
        pen = _Pen(project, languages, entries, outcome, check=check)
        try:
            for finished in _drafts(project, languages, entries, memories, glossary, outcome):
                done += pen.write(finished)
                progress("translate", done, total)
        finally:
            pen.save()
    progress("translate", total, total)


def _load(project: Project, source: Source, target: str, outcome: Outcome) -> Catalog | None:
    try:
        return load_catalog(project, source.name, source.language, target)
    except L10nError as error:
        outcome.fail(error)
        return None


def _digests(project: Project, source: str, target: str, outcome: Outcome) -> tuple[str, ...]:
    """What identifies the packages of a direction in a draft's version; none if there are none that can be used."""
    try:
        return tuple(package.digest[:12] for package in packages.route(project.models, source, target))
    except L10nError as error:
        outcome.fail(error)
        return ()


def _pending(
    catalog: Catalog, memory: Memory, glossary: Glossary, digests: Sequence[str], *, redraft: bool
) -> Iterator[Entry]:
    """Untranslated entries, and untouched drafts for which somebody has approved a text since or changed the glossary.

    What the same packages have been withheld for already would only be withheld again.
    """
    for entry in catalog.entries:
        if entry.obsolete or entry.state not in (State.UNTRANSLATED, State.DRAFTED):
            continue
        if entry.state is State.UNTRANSLATED:
            withheld = [note for note in entry.draft_notes if note.startswith(_WITHHELD)]
            is_done = bool(digests) and any(all(digest in note for digest in digests) for note in withheld)
        else:
            is_done = True
        maker = entry.origin.engine if entry.origin else ""
        can_draft = bool(digests) or maker == GLOSSARY
        if not is_done or (
            maker != MEMORY
            and (
                redraft
                or memory.exact(entry.msgid, entry.msgctxt)
                or (can_draft and _is_outdated(entry, catalog, glossary))
            )
        ):
            yield entry


def _is_outdated(entry: Entry, catalog: Catalog, glossary: Glossary) -> bool:
    """Whether the glossary says something else of an entry's terms than when the entry was drafted."""
    if entry.origin is None or not entry.origin.glossary:
        return False
    found = glossary.find(codes.plain(entry.msgid), catalog.source_language, catalog.language)
    return entry.origin.glossary != terms_digest(found)


def _drafts(
    project: Project,
    languages: tuple[str, str],
    entries: Iterable[tuple[str, Entry]],
    memories: Memories,
    glossary: Glossary,
    outcome: Outcome,
) -> Iterator[Draft]:
    """One draft for each different text of a direction."""
    keys = dict.fromkeys(entry.key for _, entry in entries)
    requests = [Request(key, glossary.find(codes.plain(key.msgid), *languages)) for key in keys]
    try:
        engine = load_engine(project, *languages)
        if engine is None:
            outcome.messages.append(packages.missing(*languages))
    except L10nError as error:
        # A damaged package is a failure, but no reason to keep back what memory and glossary know.
        outcome.fail(error)
        engine = None
    memory = _Lookup(memories.get(*languages), project.fuzzy_cutoff)
    faults = partial(faults_in, languages)
    made = draft(requests, languages, engine=engine, memory=memory, terminology=glossary, faults=faults)
    if isinstance(engine, Pivot):
        made = _noted(made, engine)
    return _vetted(made, languages, project.min_score)


def _noted(drafts: Iterable[Draft], engine: Pivot) -> Iterator[Draft]:
    """Tell editors which drafts came by way of a third language."""
    for made in drafts:
        is_by_engine = (made.engine, made.version) == (engine.name, engine.version)
        yield replace(made, notes=(_DETOUR, *made.notes)) if is_by_engine else made


def faults_in(languages: tuple[str, str], source: str, target: str) -> int:
    """How many errors the checks find in a plain translation."""
    pair = Pair(codes.escape(source), codes.escape(target), *languages)
    return sum(finding.severity is Severity.ERROR for finding in check_pairs([pair]))


def _vetted(drafts: Iterable[Draft], languages: tuple[str, str], min_score: float) -> Iterator[Draft]:
    """Take the text out of drafts that might do harm: it goes into a note, with the reason.

    A term that is missing or wrong is no such reason: the draft is kept, and its notes say so.
    """
    for made in drafts:
        # What memory has, a person has approved.
        if not made.text or made.engine == MEMORY:
            yield made
            continue
        pair = Pair(made.key.msgid, made.text, *languages, made.key.msgctxt)
        found = tuple(check_pairs([pair]))
        reasons = [f.message for f in found if f.severity is Severity.ERROR or f.check in _DOUBTFUL]
        if made.score is not None and made.score < min_score:
            reasons.append(f"score {made.score:.2f}")
        if reasons:
            note = f"{_WITHHELD} {made.version} ({'; '.join(reasons)}): {made.text}"
            others = (other for other in made.notes if not other.startswith(TERM_USED))
            made = replace(made, text="", notes=(note, *others))
        yield made


class _Pen:
    """Collects drafts and writes them into the catalogs that wait for them."""

    def __init__(
        self,
        project: Project,
        languages: tuple[str, str],
        entries: Iterable[tuple[str, Entry]],
        outcome: Outcome,
        *,
        check: bool,
    ):
        self._project, self._languages, self._outcome, self._check = project, languages, outcome, check
        self._pages: dict[EntryKey, list[str]] = {}
        for page, entry in entries:
            self._pages.setdefault(entry.key, []).append(page)
        self._unsaved: dict[str, dict[EntryKey, Draft]] = {}
        self._saved_at = time.monotonic()

    def write(self, finished: Draft) -> int:
        """Take a draft; returns how many entries it is for."""
        pages = self._pages.get(finished.key, [])
        for page in pages:
            self._unsaved.setdefault(page, {})[finished.key] = finished
        if time.monotonic() - self._saved_at > _SECONDS_BETWEEN_SAVES and not self._check:
            self.save()
        return len(pages)

    def save(self) -> None:
        """Put what was collected into the catalogs as they are on disk now."""
        unsaved, self._unsaved = self._unsaved, {}
        for page, drafts in unsaved.items():
            change = partial(_apply, page, self._languages, drafts)
            changed = update_catalog(self._project, page, *self._languages, change, check=self._check)
            if changed:
                self._outcome.changed.append(changed)
        self._saved_at = time.monotonic()


def _apply(page: str, languages: tuple[str, str], drafts: dict[EntryKey, Draft], catalog: Catalog | None) -> Catalog:
    # Somebody may have deleted the file since we read it: then there is nothing to put drafts into.
    return apply_drafts(catalog or Catalog(page, *languages, ""), drafts)
