"""A data file with the texts that people translate in it, and its localized copy.

Like a page it is never written anew: what stands at the recorded places is replaced, and every other character stays.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline import codes, locales
from pipeline.build import DRAFT_LABEL, Mode, Translation, choose, fallback_marks
from pipeline.data.kinds import Kind
from pipeline.data.values import ITEMS, Path, Use, Value
from pipeline.data.xml_values import xml_values
from pipeline.errors import PageError
from pipeline.locales import same_language
from pipeline.markup import TEMPLATE, TokenKind, scan
from pipeline.model import (
    Assessment,
    BuiltPage,
    CodeKind,
    EntryKey,
    Finding,
    Location,
    Page,
    Risk,
    Segment,
    Slot,
    State,
)
from pipeline.parse import MAX_BYTES, Document, parse
from pipeline.restore import Edit, encode, identity, restore
from pipeline.risk import assess, assess_texts, gravest
from pipeline.segment import is_translatable, segment
from pipeline.site.addresses import AddressBook
from pipeline.site.links import Anchors, Route, broken_address, broken_links, link_edits
from pipeline.units import Piece, make_unit

_OUTERMOST = 3
"""A language that is declared at most this deep is that of the file: ``rss.channel.language``, ``feed.@xml:lang``."""

_NOT_IN_CATALOGS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A value that the copy of a file says otherwise.

    Offsets of ``segments`` count from the start of the text of the value, their ``location`` is that of the value.
    ``document`` is the tree of a fragment of HTML.
    """

    value: Value
    use: Use
    location: Location
    segments: tuple[Segment, ...] = ()
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A data file, its values, and those of them that its copies say otherwise."""

    page: Page
    kind: Kind
    values: tuple[Value, ...]
    parts: tuple[Part, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What people translate, in the order of the file."""
        return tuple(segment for part in self.parts for segment in part.segments)

    def risks(self, patterns: tuple[tuple[str, Risk], ...]) -> Mapping[EntryKey, Assessment]:
        """The risk of each entry (:mod:`pipeline.risk`); ``patterns`` are those of the settings."""
        page = self.page
        return gravest(
            pair
            for part in self.parts
            for pair in (
                assess(part.document, part.segments, patterns)
                if part.document
                else assess_texts(page.name, page.language, part.segments, patterns)
            ).items()
        )


def read_text(data: bytes, *, name: str, language: str, file: str) -> Page:
    """Decode a data file, which must be UTF-8; :class:`PageError` says why it cannot be read."""
    if len(data) > MAX_BYTES:
        raise PageError(f"file of {len(data) / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:.0f} MB: split it", file=file)
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        return Page(name, language, file, data[len(bom) :].decode("utf-8"), "utf-8", bom)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        shown = data[max(0, error.start - 20) : error.start + 20].decode("ascii", "backslashreplace")
        raise PageError("the file is not UTF-8; save it as UTF-8", file=file, line=line, text=shown) from None


def read_content(page: Page, kind: Kind) -> Content:
    """Find the texts of a data file; :class:`PageError` for one that does not follow its format."""
    values = tuple(kind.read(page))
    uses = {path: kind.selection.use(path) for path in {value.path for value in values}}
    used = [(value, use) for value in values if (use := uses[value.path])]
    places = _places(page, [value for value, _ in used])
    parts = tuple(_part(page, kind, value, use, place) for (value, use), place in zip(used, places, strict=True))
    return Content(page, kind, values, parts)


def _places(page: Page, values: list[Value]) -> Iterator[Location]:
    """Where values stand; they come in the order of the file."""
    line, position = 1, 0
    for value in values:
        line += page.text.count("\n", position, value.start)
        position = value.start
        yield Location(page.file, line, position - page.text.rfind("\n", 0, position))


def _part(page: Page, kind: Kind, value: Value, use: Use, place: Location) -> Part:
    if use is Use.LANGUAGE and len(value.path) <= _OUTERMOST and not same_language(value.text, page.language):
        message = f"the file says it is in {value.text!r} but lies in source/{page.language}/; move it or correct that"
        raise PageError(message, file=page.file, line=place.line)
    if use not in (Use.TEXT, Use.MARKUP, Use.EITHER) or not _can_stand_in_catalogs(value.text):
        return Part(value, use, place)
    role = f"{kind.name}:{'.'.join(_named(kind, value.path))}"
    if use is Use.MARKUP or (use is Use.EITHER and _holds_markup(value.text)):
        document = parse(replace(page, text=value.text, bom=b""))
        return Part(value, use, place, tuple(_of_file(one, role, place) for one in segment(document)), document)
    return Part(value, use, place, tuple(_plain(value.text, role, place)))


def _holds_markup(text: str) -> bool:
    return html.unescape(text) != text or any(token.kind is not TokenKind.TEXT for token in scan(text))


def _can_stand_in_catalogs(text: str) -> bool:
    """Whether a text is characters that a PO file holds: no control characters, no halves of a character."""
    return _NOT_IN_CATALOGS.search(text) is None


def _named(kind: Kind, path: Path) -> Iterator[str]:
    """The names in a path: a place in a list says nothing, and the outermost element is the kind of a feed."""
    steps = path[1:] if kind.read is xml_values else path
    return (step for step in steps if step != ITEMS)


def _of_file(found: Segment, role: str, place: Location) -> Segment:
    """A segment of a fragment as one of the file."""
    copy_of = EntryKey(role, found.copy_of.msgid) if found.copy_of else None
    return replace(found, role=role, location=place, copy_of=copy_of)


def _plain(text: str, role: str, place: Location) -> Iterator[Segment]:
    """The unit of a text without markup, if it holds words; template tags in it are codes."""
    pieces: list[Piece] = []
    position = 0
    for template in TEMPLATE.finditer(text):
        pieces += _words(text, position, template.start())
        pieces.append(Piece(*template.span(), name="var", kind=CodeKind.EMPTY, note=template.group(), speaks=True))
        position = template.end()
    pieces += _words(text, position, len(text))
    unit = make_unit(pieces, Slot.JSON, text) if pieces else None
    # A number for people to read has a notation of their language; in data only the settings can tell it is for them.
    if unit and is_translatable(codes.plain(unit.msgid), Slot.TEXT):
        yield Segment(role, unit.msgid, unit.start, unit.end, Slot.JSON, place, unit.codes, notes=unit.notes)


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    """A stretch of plain text; catalogs know one line end only."""
    if start < end:
        offsets = [at for at in range(start, end) if not text.startswith("\r\n", at)]
        yield Piece(start, end, "".join(text[at] for at in offsets), (*offsets, end))


# --- the localized copy -----------------------------------------------------------------------------------------------


def localize(
    content: Content, translations: Mapping[EntryKey, Translation], route: Route, mode: Mode
) -> tuple[BuiltPage, tuple[Finding, ...]]:
    """Write a file in the language that ``route`` leads to, which may be its own: then only links change.

    Data has no place for a banner, so each text that no person has approved says itself that it is a draft. Raises
    :class:`PageError` when the copy would not say what it should.
    """
    page, language = content.page, route.place.language
    if language == page.language:
        translations = {key: Translation(text, State.APPROVED) for key, text in identity(content.segments).items()}
    chosen = choose(content.segments, translations, mode)
    mark = f"[{DRAFT_LABEL.get(language, DRAFT_LABEL['en'])}] "
    shown = {
        key: text if translations[key].state is State.APPROVED else mark + text for key, text in chosen.shown.items()
    }
    said = {part.value.start: _said(part, shown, route) for part in content.parts}
    edits = [
        Edit(part.value.start, part.value.end, part.value.write(new))
        for part in content.parts
        if (new := said[part.value.start]) != part.value.text
    ]
    text = restore(page, (), {}, edits)
    _verify(content, text, [said.get(value.start, value.text) for value in content.values], language)
    return chosen.page(page.name, language, encode(page, text)), chosen.findings


def _said(part: Part, shown: Mapping[EntryKey, str], route: Route) -> str:
    """What the value of a part is in the copy."""
    language, text = route.place.language, part.value.text
    if part.document:
        edits = [*fallback_marks(part.document, part.segments, shown), *link_edits(part.document, route)]
        return restore(part.document.page, part.segments, shown, edits)
    if part.use is Use.ADDRESS:
        return route.moved(text)
    if part.use is Use.LANGUAGE:
        return language if language != route.source_language and same_language(text, route.source_language) else text
    if part.use is Use.DIRECTION:
        return locales.direction(language) if text in ("ltr", "rtl") else text
    for one in part.segments:
        text = text[: one.start] + _translated(one, shown.get(one.key), text) + text[one.end :]
    return text


def _translated(one: Segment, translation: str | None, text: str) -> str:
    """What stands in the place of a unit; ``translation`` has its codes, or it would not have been chosen."""
    if translation is None or translation == one.msgid:
        return text[one.start : one.end]
    tags = {str(tag): tag.raw for tag in one.codes}
    written = "".join(part if isinstance(part, str) else tags[str(part)] for part in codes.tokenize(translation))
    return written.replace("\n", "\r\n") if "\r\n" in text else written


def _verify(content: Content, text: str, expected: list[str], language: str) -> None:
    """Read the copy again: each value must stand there. A part that was in another language may now come to it."""
    try:
        again = (value.text for value in content.kind.read(replace(content.page, text=text, language=language)))
        lost = next((wanted for wanted in expected if wanted not in again), None)
    except PageError as error:
        raise PageError(f"its copy in {language} cannot be read: {error.message}", file=content.page.file) from None
    if lost is not None:
        message = f"its copy in {language} would not say this; write the text in quotes in the source file"
        raise PageError(message, file=content.page.file, text=lost)


def broken_data_links(content: Content, origin: str, book: AddressBook, anchors_of: Anchors) -> Iterator[Finding]:
    """Findings for addresses in a file that lead into the site and nowhere."""
    for part in content.parts:
        if part.document:
            for finding in broken_links(part.document, origin, book, anchors_of):
                yield replace(finding, location=part.location)
        elif part.use is Use.ADDRESS:
            yield from broken_address(part.value.text, part.location, content.page.name, origin, book, anchors_of)
