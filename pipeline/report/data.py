"""What a report is made from. Links are relative to the report's own place; an empty one is left out."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Rendering, Risk, Severity


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a page or of a translation, in their language; plain text, without codes."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class PageReport:
    """How far a page is in a language. The counts are texts; ``findings`` are errors and warnings."""

    page: str
    source_language: str
    language: str
    approved: int
    drafted: int
    untranslated: int
    findings: int
    page_link: str = ""
    catalog_link: str = ""

    @property
    def texts(self) -> int:
        """All texts of the page."""
        return self.approved + self.drafted + self.untranslated


@dataclass(frozen=True, slots=True)
class RiskCount:
    """Texts of a risk in a language: how many a release shows, and how many it keeps back."""

    risk: Risk
    language: str
    released: int
    kept_back: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A critical text that a release does not show: ``why`` it is critical, and what it lacks.

    ``lack`` is ``translation``, ``review``, ``name`` or ``safety`` (:class:`pipeline.gate.Lack`).
    """

    place: str
    link: str
    why: str
    lack: str
    source: Quotation
    target: Quotation


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A finding of the checks; ``place`` is file and line. The quotations may be empty."""

    check: str
    severity: Severity
    message: str
    place: str
    link: str
    source: Quotation
    target: Quotation


@dataclass(frozen=True, slots=True)
class TermCount:
    """A glossary term in a direction, and how often its translations render it how."""

    source: Quotation
    target: Quotation
    counts: tuple[tuple[Rendering, int], ...]

    def times(self, *renderings: Rendering) -> int:
        """How often it is rendered in one of these ways (in any way, if none is named)."""
        return sum(count for rendering, count in self.counts if not renderings or rendering in renderings)


@dataclass(frozen=True, slots=True)
class ReportData:
    """The whole: ``site`` is its name, ``as_of`` the day of the latest change to a catalog (ISO, or empty)."""

    site: str
    as_of: str
    pages: tuple[PageReport, ...] = ()
    risks: tuple[RiskCount, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    findings: tuple[ReportedFinding, ...] = ()
    terms: tuple[TermCount, ...] = ()
