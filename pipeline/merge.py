"""Bringing a catalog up to date with its page without losing a word that a person wrote.

An entry whose role and text are still on the page keeps everything. One that is gone becomes obsolete and comes back as
it was when its text returns; only what no person touched is dropped. A text that is new takes over the translation of
the most similar one that is gone, as fuzzy and with the text it was written for, so that an editor sees what changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from pipeline.model import Catalog, Entry, EntryKey, Location, Segment, State

SIMILAR = 60.0
"""How alike two texts must be, 0–100, for one to take over the other's translation; msgmerge uses the same 0.6."""

_SAME_ROLE_BONUS = 5.0
_FINALISTS = 8

# Comparing every new text with every vanished one in full takes seconds on a rewritten page of long paragraphs.
# Beginning and end choose the finalists, and the finalists are compared in full.
_SKETCH_HALF = 64
_SKETCH_SIMILAR = 45.0


def template(page: str, source_language: str, segments: Iterable[Segment], file: str = "") -> Catalog:
    """The entries that a page needs, in page order: equal text in the same role is one entry with all its places.

    A copy of a visible text (in JSON-LD, say) only adds its place to the entry of that text.
    """
    found: dict[EntryKey, list[Segment]] = {}
    for segment in sorted(segments, key=lambda segment: segment.copy_of is not None):
        if segment.key.msgid:  # an empty msgid would be taken for the header
            found.setdefault(segment.key, []).append(segment)
    return Catalog(page, source_language, "", file, tuple(_needed(key, places) for key, places in found.items()))


def _needed(key: EntryKey, segments: Sequence[Segment]) -> Entry:
    notes = (" ".join(note.split()) for segment in segments for note in segment.notes)
    places = sorted({(segment.location.file, segment.location.line) for segment in segments})
    return Entry(
        key.msgctxt,
        key.msgid,
        references=tuple(Location(*place) for place in places),  # a PO file has no room for columns
        notes=tuple(dict.fromkeys(note for note in notes if note)),
    )


def merge(
    old: Catalog | None,
    pot: Catalog,
    language: str,
    served: Collection[EntryKey] = frozenset(),
) -> Catalog:
    """The catalog for ``language`` after the page changed to what its template ``pot`` says.

    ``old`` is the catalog so far (an empty one decides the ``file`` of a new one). ``served`` are texts for which the
    memory has an exact translation: they take over no similar one. Merging twice changes nothing more.
    """
    old = old or Catalog(pot.page, pot.source_language, language, "")
    known = {entry.key: entry for entry in old.entries}
    wanted = {entry.key for entry in pot.entries}
    gone = sorted((entry for entry in old.entries if entry.key not in wanted), key=lambda entry: not entry.obsolete)
    heirs = _heirs(
        [entry for entry in pot.entries if entry.key not in known and entry.key not in served],
        [entry for entry in gone if _is_human(entry)],
    )
    active = (_updated(entry, known.get(entry.key), heirs.get(entry.key)) for entry in pot.entries)
    retired = (_retired(entry) for entry in gone if _is_worth_keeping(entry, known))
    created = {name: value for name, value in pot.headers if name == "POT-Creation-Date"}
    return replace(
        old,
        entries=(*active, *retired),
        headers=tuple((dict(old.headers or pot.headers) | created).items()),
        header_comment=old.header_comment or pot.header_comment,
    )


def _is_human(entry: Entry) -> bool:
    return entry.state in (State.APPROVED, State.EDITED)


def _updated(new: Entry, before: Entry | None, parent: Entry | None) -> Entry:
    """A template entry with the translation it had before, or else with the one of its parent."""
    if before:
        approved = before.state is State.APPROVED
        return replace(
            before,
            obsolete=False,
            references=new.references,
            notes=new.notes,
            flags=tuple(dict.fromkeys(before.flags + new.flags)),
            # What only helps to review a text has served once the text is approved.
            draft_notes=() if approved else before.draft_notes,
            previous=None if approved else before.previous,
            line=None,
        )
    if parent:
        # A parent that was fuzzy itself was written for its own previous text: show what changed since then.
        previous = parent.previous if parent.fuzzy and parent.previous else parent.key
        return replace(new, msgstr=parent.msgstr, fuzzy=True, previous=previous)
    return new


def _retired(entry: Entry) -> Entry:
    """An entry whose text is gone: what the page and the machine had to say goes, what people wrote stays."""
    if not _is_human(entry):
        entry = replace(entry, msgstr="", fuzzy=False, previous=None)
    return replace(entry, obsolete=True, references=(), notes=(), draft_notes=(), origin=None, line=None)


def _is_worth_keeping(entry: Entry, known: Mapping[EntryKey, Entry]) -> bool:
    """Whether an entry that is gone holds anything that a person wrote, beyond what it took over from its parent."""
    if entry.comments or not _is_human(entry):
        return bool(entry.comments)
    parent = known.get(entry.previous) if entry.fuzzy and entry.previous else None
    if parent is None or parent.previous or not _is_human(parent):
        return True  # the parent might go as well, or not be where the text came from
    return entry.msgstr != parent.msgstr


def _heirs(new: Sequence[Entry], gone: Sequence[Entry]) -> dict[EntryKey, Entry]:
    """For each new text the vanished entry to take over from: the most similar pairs first, each entry once."""
    sketches = [_sketch(entry.msgid) for entry in gone]
    pairs: list[tuple[float, bool, int, int]] = []
    for number, entry in enumerate(new):
        finalists = process.extract(
            _sketch(entry.msgid), sketches, scorer=fuzz.ratio, score_cutoff=_SKETCH_SIMILAR, limit=_FINALISTS
        )
        for _, _, index in finalists:
            score = fuzz.ratio(entry.msgid, gone[index].msgid)
            if score >= SIMILAR:
                bonus = _SAME_ROLE_BONUS if entry.msgctxt == gone[index].msgctxt else 0.0
                pairs.append((-score - bonus, gone[index].obsolete, number, index))
    heirs: dict[EntryKey, Entry] = {}
    taken: set[int] = set()
    for _, _, number, index in sorted(pairs):
        if new[number].key not in heirs and index not in taken:
            heirs[new[number].key] = gone[index]
            taken.add(index)
    return heirs


def _sketch(text: str) -> str:
    return text if len(text) <= 2 * _SKETCH_HALF else text[:_SKETCH_HALF] + text[-_SKETCH_HALF:]
