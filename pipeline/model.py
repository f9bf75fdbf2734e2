"""The values that pass between the stages: frozen, slotted, made of tuples.

Offsets count characters of the decoded page text from 0; lines and columns count from 1.
A *language* is a BCP 47 code such as ``en`` or ``tr``; a *page* name is the path below ``source/<lang>/``
without ``.html`` (``index``, ``treatments/fusion``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class EntryKey(NamedTuple):
    """What gettext identifies an entry by."""

    msgctxt: str
    msgid: str


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file; ``file`` is relative to the project, with forward slashes."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


# --- parse and segment ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """A source page, decoded so that encoding ``text`` again gives the bytes of the file (after ``bom``)."""

    name: str
    language: str
    file: str
    text: str
    encoding: str
    bom: bytes = b""

    @property
    def newline(self) -> str:
        """The line end that the page uses."""
        return "\r\n" if "\r\n" in self.text else "\n"


class CodeKind(StrEnum):
    """Whether a code opens, closes, or stands alone."""

    OPEN = "open"
    CLOSE = "close"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class InlineTag:
    """One inline code of a segment: ``name`` is what stands in the msgid (``b1``), ``raw`` what stood in the page.

    ``start`` and ``end`` are offsets in the page text; an implied end tag has ``start == end`` and an empty ``raw``.
    """

    name: str
    kind: CodeKind
    raw: str
    start: int
    end: int

    def __str__(self) -> str:
        return {"open": f"<{self.name}>", "close": f"</{self.name}>", "empty": f"<{self.name}/>"}[self.kind]


class Slot(StrEnum):
    """What kind of place a segment came from: it decides how its translation is escaped."""

    TEXT = "text"
    VERBATIM = "verbatim"
    """``<pre>``: white space counts."""
    RCDATA = "rcdata"
    """``<title>``, ``<textarea>``: entities but no markup."""
    ATTRIBUTE = "attribute"
    JSON = "json"
    JSON_MARKUP = "json-markup"
    """A JSON string that holds an HTML fragment (schema.org allows it for answers and descriptions)."""


@dataclass(frozen=True, slots=True)
class LocaleFilter:
    """The locales that a part of a page is for: those in its ranges (RFC 4647), or, if ``is_exclude``, the others."""

    ranges: tuple[str, ...] = ("*",)
    is_exclude: bool = False


EVERYWHERE = LocaleFilter()
"""What holds for a part of which nothing is said."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One translatable unit of a page.

    ``role`` is the msgctxt, ``msgid`` the text with inline codes in the notation of :mod:`pipeline.codes`.
    ``text[start:end]`` of the page is what a translation replaces (for an attribute: the value with its quotes).
    ``copy_of`` names the visible entry whose text this one repeats (JSON-LD and meta copies share its translation).
    ``lang_at`` is the offset inside a start tag where a ``lang`` attribute for this text alone can be put, or None.
    ``locales`` are those whose versions of the page show the text at all.
    """

    role: str
    msgid: str
    start: int
    end: int
    slot: Slot
    location: Location
    codes: tuple[InlineTag, ...] = ()
    copy_of: EntryKey | None = None
    lang_at: int | None = None
    notes: tuple[str, ...] = ()
    locales: LocaleFilter = EVERYWHERE

    @property
    def key(self) -> EntryKey:
        """The catalog entry that holds the translation of this segment."""
        return self.copy_of or EntryKey(self.role, self.msgid)


# --- catalogs ---------------------------------------------------------------------------------------------------------


class State(StrEnum):
    """Where an entry stands on its way to publication."""

    UNTRANSLATED = "untranslated"
    DRAFTED = "drafted"
    """Fuzzy and exactly as the machine left it: may be drafted again."""
    EDITED = "edited"
    """Fuzzy but touched by a person, or made fuzzy by a source change: never overwritten, not published."""
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a draft. ``score`` is 0–1; ``digest`` is that of the drafted text, to recognise it untouched.

    ``engine`` names the kind of origin: ``argos``, ``memory``, ``glossary``, ``rule`` or ``fake`` (tests).
    ``glossary`` is the digest of the terms that were found in the source (:func:`terms_digest`), empty if unknown.
    """

    engine: str
    version: str
    score: float | None
    digest: str
    glossary: str = ""


def digest(text: str) -> str:
    """The short fingerprint by which a drafted text is recognised as untouched."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Entry:
    """One gettext entry.

    ``notes`` are the extracted comments (``#.``) that come from the source page; ``draft_notes`` those that come from
    the drafting (also ``#.``, recognised by their prefixes); ``comments`` the translator's own (``#``).
    ``flags`` are all flags but ``fuzzy``.
    """

    msgctxt: str
    msgid: str
    msgstr: str = ""
    fuzzy: bool = False
    obsolete: bool = False
    references: tuple[Location, ...] = ()
    notes: tuple[str, ...] = ()
    draft_notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: EntryKey | None = None
    origin: Origin | None = None
    line: int | None = None

    @property
    def key(self) -> EntryKey:
        """What identifies the entry in its catalog."""
        return EntryKey(self.msgctxt, self.msgid)

    @property
    def state(self) -> State:
        """Where the entry stands; a draft counts as the machine's only while it is letter for letter its draft."""
        if not self.msgstr:
            return State.UNTRANSLATED
        if not self.fuzzy:
            return State.APPROVED
        untouched = self.origin is not None and self.origin.digest == digest(self.msgstr)
        return State.DRAFTED if untouched and self.previous is None else State.EDITED


@dataclass(frozen=True, slots=True)
class Catalog:
    """One PO file (or POT template, with ``language`` empty): what ``locales/<target>/LC_MESSAGES/<page>.po`` says."""

    page: str
    source_language: str
    language: str
    file: str
    entries: tuple[Entry, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    header_comment: str = ""


class Risk(StrEnum):
    """What a wrong translation can do to a patient; the gravest stands first."""

    CRITICAL = "critical"
    """Dosage, medicines, consent, emergencies, instructions: goes public only with a reviewer's name to it."""
    NORMAL = "normal"
    LOW = "low"
    """Navigation and other furniture."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The risk of a text, and why: ``medicines: "tablet"``, ``[risk] in clinic-l10n.toml`` …."""

    risk: Risk
    reason: str


# --- glossary, memory, drafts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary row seen from one direction: ``source`` or a variant is found, ``target`` must be used."""

    id: str
    source: str
    target: str
    pos: str
    domain: str
    status: str
    source_variants: tuple[str, ...] = ()
    target_variants: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found in a plain text at ``start:end``, in the form ``found``."""

    term: Term
    start: int
    end: int
    found: str


class Rendering(StrEnum):
    """How a translation renders a term that stands in its source."""

    PREFERRED = "preferred"
    """By the glossary's target, in any of its forms."""
    VARIANT = "variant"
    """By a target variant that the glossary allows."""
    FORBIDDEN = "forbidden"
    """By a form that the glossary forbids, and nowhere by an allowed one."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TermUse:
    """What became of a source term in a plain translation: ``found`` stands there at ``start:end``.

    A missing term has an empty ``found`` and ``start == end == 0``.
    """

    match: TermMatch
    rendering: Rendering
    start: int = 0
    end: int = 0
    found: str = ""


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A human-approved pair, in msgid notation, from a catalog or a TMX file; ``role`` is empty where unknown."""

    source: str
    target: str
    role: str
    origin: str


@dataclass(frozen=True, slots=True)
class MemoryHit:
    """A memory unit offered for a text; ``score`` is 0–100, 100 meaning equal text."""

    unit: MemoryUnit
    score: float


@dataclass(frozen=True, slots=True)
class Request:
    """A text to be drafted, in msgid notation, with the terms found in its plain text."""

    key: EntryKey
    terms: tuple[TermMatch, ...] = ()


def terms_digest(matches: Iterable[TermMatch]) -> str:
    """The short fingerprint of what a glossary says of the terms in a text; changes when that changes."""
    terms = {(m.term.id, m.term.target, m.term.status, *m.term.target_variants, *m.term.forbidden) for m in matches}
    return digest(repr(sorted(terms)))


TERM_USED = "term used: "
"""Begins the note on a term that stands in a draft: in which form, and how it came there."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine's proposal for one entry, in msgid notation.

    ``notes`` say what an editor must look at, or begin with :data:`TERM_USED`; ``glossary`` is as in :class:`Origin`.
    """

    key: EntryKey
    text: str
    engine: str
    version: str
    score: float | None = None
    notes: tuple[str, ...] = ()
    glossary: str = ""


# --- checks, build, report --------------------------------------------------------------------------------------------


class Severity(StrEnum):
    """How much a finding matters: an error stops a release."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its translation, in msgid notation, as the checks see them.

    ``terms`` are those found in the plain source, ``uses`` what became of each of them in the plain translation.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    role: str = ""
    location: Location | None = None
    terms: tuple[TermMatch, ...] = ()
    flags: tuple[str, ...] = ()
    uses: tuple[TermUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; ``check`` is its id, ``message`` one plain sentence."""

    check: str
    severity: Severity
    message: str
    location: Location | None = None
    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A localized page: the bytes to write and how much of it a person has approved."""

    name: str
    language: str
    content: bytes
    approved: int
    drafted: int
    untranslated: int


@dataclass(frozen=True, slots=True)
class PageStatus:
    """One row of the closing table. Counts are entries of the page's catalog."""

    page: str
    source_language: str
    language: str
    segments: int
    approved: int
    drafted: int
    untranslated: int
    findings: int = 0


@dataclass(frozen=True, slots=True)
class PendingEntry:
    """An entry that waits for a person; ``location`` is its place in the catalog."""

    location: Location
    state: State
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a command did: files it wrote (or would write), table rows, findings, and failures it went on after."""

    changed: tuple[str, ...] = ()
    rows: tuple[PageStatus, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[str, ...] = ()
    messages: tuple[str, ...] = field(default=())
