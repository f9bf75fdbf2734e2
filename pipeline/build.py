"""Make the localized copy of a page: translations in, language marked, unreviewed text shown as such."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline import codes, locales
from pipeline.model import BuiltPage, EntryKey, Finding, Location, Segment, Severity, Slot, State
from pipeline.parse import Document
from pipeline.restore import Edit, encode, restore
from pipeline.site.bidi import directed


class Mode(StrEnum):
    """What may be shown: everything there is, or only what a person has approved."""

    DRAFT = "draft"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Translation:
    """The text of an entry as it stands in its catalog."""

    text: str
    state: State
    location: Location | None = None


DRAFT_LABEL = {"en": "Draft", "tr": "Taslak"}
_BANNER = {
    "en": "Unreviewed machine translation: {drafted} of {total} texts on this page have not been checked by a person.",
    "tr": "Denetlenmemiş makine çevirisi: bu sayfadaki {total} metnin {drafted} tanesini henüz kimse gözden geçirmedi.",
}
_BANNER_STYLE = (
    "position:sticky;bottom:0;z-index:9999;margin:0;padding:.4em 1em;font:14px/1.4 system-ui,sans-serif;"
    "color:#3d2c00;background:#fff3cd;border-top:1px solid #8a6d1a"
)


def build(
    document: Document,
    segments: Sequence[Segment],
    translations: Mapping[EntryKey, Translation],
    target: str,
    mode: Mode,
    edits: Iterable[Edit] = (),
) -> tuple[BuiltPage, tuple[Finding, ...]]:
    """Localize a page; ``edits`` are those of its head (:mod:`pipeline.head`).

    What may not be shown falls back to the source text, marked with its ``lang``. A translation that would break the
    page's markup is never written: it falls back too and is a finding.
    """
    chosen = choose(segments, translations, mode)
    marks = [*edits, *fallback_marks(document, segments, chosen.shown)]
    if mode is Mode.DRAFT and chosen.drafted:
        marks += _banner(document, target, chosen.drafted, sum(chosen.counts.values()))
    text = directed(document.page, restore(document.page, segments, chosen.shown, marks), target)
    return chosen.page(document.page.name, target, encode(document.page, text)), chosen.findings


@dataclass(frozen=True, slots=True)
class Choice:
    """The translations that a copy shows, how many of its entries stand where, and what speaks against the others."""

    shown: Mapping[EntryKey, str]
    counts: Mapping[State, int]
    findings: tuple[Finding, ...]

    @property
    def drafted(self) -> int:
        """How many entries are translated, but not approved."""
        return self.counts[State.DRAFTED] + self.counts[State.EDITED]

    def page(self, name: str, language: str, content: bytes) -> BuiltPage:
        """The finished copy with its counts."""
        return BuiltPage(
            name, language, content, self.counts[State.APPROVED], self.drafted, self.counts[State.UNTRANSLATED]
        )


def choose(segments: Sequence[Segment], translations: Mapping[EntryKey, Translation], mode: Mode) -> Choice:
    """Choose what may be shown of the translations of some texts, and would break nothing."""
    findings: list[Finding] = []
    shown: dict[EntryKey, str] = {}
    counts = dict.fromkeys(State, 0)
    in_data = {segment.key for segment in segments if segment.slot in (Slot.JSON, Slot.JSON_MARKUP)}
    for key in dict.fromkeys(segment.key for segment in segments):
        translation = translations.get(key, Translation("", State.UNTRANSLATED))
        counts[translation.state] += 1
        if not _may_show(translation.state, mode):
            continue
        check, problem = "build-codes", codes.problem(key.msgid, translation.text)
        if not problem and key in in_data:
            check, problem = "build-markup", _injected(key.msgid, translation.text)
        if problem:
            message = f"not built: {problem}"
            findings.append(Finding(check, Severity.ERROR, message, translation.location, key.msgid, translation.text))
        else:
            shown[key] = translation.text
    return Choice(shown, counts, tuple(findings))


_TAG = re.compile(r"<[a-zA-Z/!?%][^<>]*>?")


def _injected(source: str, target: str) -> str | None:
    """What is wrong with a text for JSON-LD that brings in tags, in words.

    Elsewhere a tag in a translation is escaped and shown. Search engines, though, read some strings of JSON-LD as HTML,
    even those in which the author has written none.
    """
    added = Counter(_TAG.findall(codes.plain(target))) - Counter(_TAG.findall(codes.plain(source)))
    return f"translation brings in {' '.join(added)}" if added else None


def _may_show(state: State, mode: Mode) -> bool:
    return state is State.APPROVED or (mode is Mode.DRAFT and state in (State.DRAFTED, State.EDITED))


def fallback_marks(document: Document, segments: Sequence[Segment], shown: Mapping[EntryKey, str]) -> Iterator[Edit]:
    """``lang`` for texts that stay in the source language (WCAG 2.2, 3.1.2 Language of Parts).

    Attributes take the language of their element, whose text may well be translated, and JSON-LD has no place for one:
    these stay unmarked.
    """
    root = next(document.elements("html"), None)
    language = html.escape(str((root and root.get("lang")) or document.page.language))
    for segment in segments:
        if segment.key in shown or segment.slot in (Slot.ATTRIBUTE, Slot.JSON, Slot.JSON_MARKUP):
            continue
        if segment.lang_at is not None:
            yield Edit(segment.lang_at, segment.lang_at, f' lang="{language}"')
        elif segment.slot is Slot.TEXT or (segment.slot is Slot.VERBATIM and segment.role != "textarea"):
            yield Edit(segment.start, segment.start, f'<span lang="{language}">')
            yield Edit(segment.end, segment.end, "</span>")


def _banner(document: Document, target: str, drafted: int, total: int) -> Iterator[Edit]:
    """A line at the foot of the page that says how much of it no person has read."""
    body = next(document.elements("body"), None)
    at = body.close.start if body and body.close else len(document.page.text)
    language = target if target in _BANNER else "en"
    text = html.escape(_BANNER[language].format(drafted=drafted, total=total))
    # A landmark, so that a screen reader's list of the parts of the page names it.
    label = f'aria-label="{DRAFT_LABEL[language]}" class="clinic-l10n-draft"'
    attributes = f'lang="{language}" dir="{locales.direction(language)}" {label}'
    yield Edit(at, at, f'<aside {attributes} style="{_BANNER_STYLE}">{text}</aside>{document.page.newline}')
