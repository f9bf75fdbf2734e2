"""Make the localized copy of a page: translations in, language marked, unreviewed text shown as such."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline import codes, locales
from pipeline.model import BuiltPage, EntryKey, Finding, Location, Segment, Severity, Slot, State
from pipeline.parse import Document
from pipeline.restore import Edit, encode, restore


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
    findings: list[Finding] = []
    shown: dict[EntryKey, str] = {}
    counts = dict.fromkeys(State, 0)
    for key in dict.fromkeys(segment.key for segment in segments):
        translation = translations.get(key, Translation("", State.UNTRANSLATED))
        counts[translation.state] += 1
        if not _may_show(translation.state, mode):
            continue
        if problem := codes.problem(key.msgid, translation.text):
            message = f"not built: {problem}"
            findings.append(
                Finding("build-codes", Severity.ERROR, message, translation.location, key.msgid, translation.text)
            )
        else:
            shown[key] = translation.text
    drafted = counts[State.DRAFTED] + counts[State.EDITED]
    marks = [*edits, *_fallback_marks(document, segments, shown)]
    if mode is Mode.DRAFT and drafted:
        marks += _banner(document, target, drafted, sum(counts.values()))
    content = encode(document.page, restore(document.page, segments, shown, marks))
    page = BuiltPage(document.page.name, target, content, counts[State.APPROVED], drafted, counts[State.UNTRANSLATED])
    return page, tuple(findings)


def _may_show(state: State, mode: Mode) -> bool:
    return state is State.APPROVED or (mode is Mode.DRAFT and state in (State.DRAFTED, State.EDITED))


def _fallback_marks(document: Document, segments: Sequence[Segment], shown: Mapping[EntryKey, str]) -> Iterator[Edit]:
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
        elif segment.slot is Slot.TEXT or segment.role == "pre":
            yield Edit(segment.start, segment.start, f'<span lang="{language}">')
            yield Edit(segment.end, segment.end, "</span>")


def _banner(document: Document, target: str, drafted: int, total: int) -> Iterator[Edit]:
    """A line at the foot of the page that says how much of it no person has read."""
    body = next(document.elements("body"), None)
    at = body.close.start if body and body.close else len(document.page.text)
    language = target if target in _BANNER else "en"
    text = html.escape(_BANNER[language].format(drafted=drafted, total=total))
    attributes = f'lang="{language}" dir="{locales.direction(language)}" role="note" class="clinic-l10n-draft"'
    yield Edit(at, at, f'<p {attributes} style="{_BANNER_STYLE}">{text}</p>{document.page.newline}')
