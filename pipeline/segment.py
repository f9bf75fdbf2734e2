"""Cut a page into the texts that people translate.

A unit is a run of text and inline elements between the tags of block elements (ITS 2.0, Elements Within Text).
Inline elements become numbered codes; what wraps a whole unit or stands at its edges stays in the page. Buttons, lists
of options, drawings and the like inside a sentence are one empty code there and units of their own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline import codes, jsonld, locales
from pipeline.errors import PageError
from pipeline.its.annotate import Annotations, annotate
from pipeline.its.local import is_templated
from pipeline.its.marks import START, Inherited, Marks, Within
from pipeline.locales import same_language
from pipeline.markup import RAW, TEMPLATE, VOID, Attribute, Token, TokenKind
from pipeline.model import CodeKind, EntryKey, Segment, Slot
from pipeline.parse import BLOCK, NESTED, Document, Element, Text
from pipeline.units import Piece, fragment, make_unit
from pipeline.values import counted, is_list, localized_data

ATTRIBUTES = frozenset(
    """title alt placeholder aria-label aria-description aria-placeholder aria-roledescription
    aria-valuetext""".split()
)
_ATTRIBUTES_OF = {
    "option": frozenset(("label",)),
    "optgroup": frozenset(("label",)),
    "track": frozenset(("label",)),
    "th": frozenset(("abbr",)),
}
_BUTTON_TYPES = frozenset(("submit", "reset", "button"))
META = frozenset(
    """description keywords application-name apple-mobile-web-app-title og:title og:description og:site_name
    og:image:alt twitter:title twitter:description twitter:image:alt""".split()
)
_COPIES = ("og:", "twitter:", "ld+json:", "meta:")
_OPAQUE = frozenset(("code", "script", "style", "template"))
_WORDS = frozenset(("code", "time", "data"))
_FOREIGN_PLAIN = frozenset(("math",))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SAME_EVERYWHERE = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*")
_NUMBER = re.compile(r"[\d\s.,%€$£₺+–—−×/()<>≤≥≈~±-]*(?:\d[.,]\d|%)[\d\s.,%€$£₺+–—−×/()<>≤≥≈~±-]*")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_VALUE = re.compile(r"\{\{(?![#/^!]|~?[#/^]|~?\s*else\b)|<\?=|<%[=-]")
"""A template tag that writes something; others decide, repeat or are comments."""
_JSON_MARKUP = re.compile(r"<[a-zA-Z/]|&#?\w+;")


@dataclass(slots=True)
class _Run:
    """The unit under construction: pieces in page order, and the element whose text it is.

    ``holds`` is what holds for the element's content; ``remarks`` are notes on this unit alone.
    """

    role: str
    slot: Slot
    active: bool
    element: Element | None
    holds: Inherited
    pieces: list[Piece] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def segment(document: Document, annotations: Annotations | None = None) -> tuple[Segment, ...]:
    """All units of a page in document order; a copy in meta or JSON-LD points to the visible text it repeats.

    ``annotations`` are what :func:`pipeline.its.annotate.annotate` makes of the page, by default without linked rules.
    Raises :class:`PageError` for a page that says it is in another language than its folder.
    """
    page = document.page
    for element in document.elements("html"):
        declared = str(element.get("lang") or page.language)
        if not is_templated(declared) and not same_language(declared, page.language):
            raise PageError(
                f"the page says lang={declared!r} but lies in source/{page.language}/; move it or correct lang",
                file=page.file,
                line=document.location(element.token.start).line,
            )
    found = sorted(_Segmenter(annotations or annotate(document)).walk(), key=lambda item: item.start)
    return tuple(_link_copies(found))


def _link_copies(segments: Sequence[Segment]) -> Iterator[Segment]:
    primary: dict[str, EntryKey] = {}
    visible = [s for s in segments if s.slot in (Slot.TEXT, Slot.VERBATIM, Slot.RCDATA) and s.role != "title"]
    titles = [s for s in segments if s.role == "title"]
    rest = [s for s in segments if s.role.startswith(_COPIES)]
    for item in (*visible, *titles, *rest):
        primary.setdefault(_words(item), item.key)
    for item in segments:
        original = primary.get(_words(item))
        is_copy = item.role.startswith(_COPIES) and original is not None and original != item.key
        # A copy without markup takes the plain text; one with markup needs the very same codes.
        if is_copy and original is not None and (not item.codes or codes.same(item.msgid, original.msgid)):
            yield replace(item, copy_of=original)
        else:
            yield item


def _words(segment: Segment) -> str:
    return " ".join(codes.plain(segment.msgid).split())


class _Segmenter:
    def __init__(self, annotations: Annotations):
        self._its = annotations
        self._document = annotations.document
        self._page = self._document.page
        language = self._page.language
        self._direction = locales.direction(language) if locales.known(language) else ""
        self._heading = ""
        self._found: list[Segment] = []
        self._runs = [_Run("body", Slot.TEXT, True, None, START)]

    def walk(self) -> list[Segment]:
        """Visit the tree in document order, without recursion: pages may nest as deep as they like."""
        soup = self._document.soup
        stack: list[tuple[Iterator[object], Element | None, Inherited]] = [(iter(soup.contents), None, START)]
        while stack:
            children, element, holds = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if element is not None:
                    self._leave(element)
            elif isinstance(child, Element):
                stack.append((iter(child.contents), child, self._enter(child, holds)))
            elif isinstance(child, Text):
                self._text(child.token, holds)
        self._flush()
        return self._found

    # --- elements ---

    def _enter(self, element: Element, outer: Inherited) -> Inherited:
        """Begin an element; returns what holds for its content."""
        run, name, marks = self._runs[-1], element.name, self._its.of(element)
        holds = outer.inside(marks, self._page.language)
        active, within = holds.is_active, self._its.within(element)
        self._attributes(element, marks, holds)
        if within is Within.NO:
            self._flush()
            role = name if name in BLOCK else run.role
            self._runs.append(_Run(role, _slot(name, run.slot, marks), active, element, holds))
            self._remark(element, marks, note=False)
            return holds
        is_own = within is Within.NESTED or holds.locales != outer.locales
        if is_own or self._is_one_code(element, marks, active, run.active):
            is_word = (active != run.active or name in _WORDS or is_own) and name not in NESTED | VOID
            source = _clipped(self._page.text, element)
            piece = Piece(element.token.start, element.end, "", (), name, CodeKind.EMPTY, source, is_word)
            run.pieces.append(replace(piece, holds_unit=is_own))
            if active and is_json_ld(element):
                self._json_ld(element, holds)
            inside = active and (is_own or not run.active) and name not in _FOREIGN_PLAIN
            if not inside:
                self._remark(element, marks, note=True)
            role = name if within is Within.NESTED else run.role
            self._runs.append(_Run(role, _slot(name, run.slot, marks), inside, element, holds))
            if inside:
                self._remark(element, marks, note=False)
            # What is no text stays none all through, unless something in it is explicitly to be translated.
            return holds if inside or not active else replace(holds, translate=False)
        kind = CodeKind.EMPTY if name in VOID else CodeKind.OPEN
        self._add_code(name, kind, element.token.start, element.token.end, note=self._tag(element))
        self._remark(element, marks, note=True)
        return holds

    def _remark(self, element: Element, marks: Marks, *, note: bool) -> None:
        """Tell translators what is said of an element alone: an id, a term, and a ``note`` that holds for its text."""
        remarks = self._runs[-1].remarks
        if marks.id_value:
            remarks.append(f"id: {marks.id_value}")
        if marks.term and marks.term.is_term:
            info = f" ({marks.term.info})" if marks.term.info else ""
            remarks.append(f"marked as term: {_some_words(element)}{info}")
        if note and marks.note:
            words = _some_words(element)
            remarks.append(f"author: {words}: {marks.note}" if words else f"author: {marks.note}")

    def _leave(self, element: Element) -> None:
        if self._runs[-1].element is element:
            self._flush()
            self._runs.pop()
        elif element.name not in VOID:
            start = element.close.start if element.close else element.end
            self._add_code(element.name, CodeKind.CLOSE, start, element.end)

    def _is_one_code(self, element: Element, marks: Marks, active: bool, outer: bool) -> bool:
        """Whether the element is one code in its sentence, because its text is of another kind or no text at all."""
        is_opaque = element.name in _OPAQUE and (element.name in RAW or not marks.translate)
        if is_opaque or active != outer:
            return True
        return active and element.name in ("time", "data") and self._is_data(element)

    def _is_data(self, element: Element) -> bool:
        """Whether a machine-readable value stands behind the text, so that it is formatted and not translated."""
        return localized_data(element, self._page.language, self._page.language) is not None

    def _tag(self, element: Element) -> str:
        return self._page.text[element.token.start : element.token.end] if element.token.attributes else ""

    # --- text ---

    def _text(self, token: Token, holds: Inherited) -> None:
        if is_list(self._runs[-1].element, self._page.language):
            return  # the words between the items are each language's own
        if token.kind is TokenKind.TEXT:
            self._add_text(token.start, token.end, verbatim=bool(holds.preserve))
        elif token.kind is TokenKind.CDATA:
            # Written as ordinary text: the section is replaced whole, so its characters stand nowhere on their own.
            raw = html.escape(self._page.text[token.start + len("<![CDATA[") : token.end - len("]]>")], quote=False)
            offsets = (*[token.start] * len(raw), token.end)
            self._runs[-1].pieces.append(Piece(token.start, token.end, raw, offsets))
        elif token.kind is TokenKind.RCDATA:
            self._add_templated(token.start, token.end)
        elif token.kind is TokenKind.TEMPLATE:
            self._add_template(token.start, token.end)
        elif token.kind is TokenKind.END and token.name == "p":
            self._flush()  # stray; see SourceTreeBuilder
        elif token.kind is not TokenKind.RAW:
            name = "comment" if token.kind in (TokenKind.COMMENT, TokenKind.DECLARATION) else "x"
            self._add_code(name, CodeKind.EMPTY, token.start, token.end, note=self._page.text[token.start : token.end])

    def _add_text(self, start: int, end: int, *, verbatim: bool = False) -> None:
        raw = self._page.text[start:end]
        self._runs[-1].pieces.append(Piece(start, end, raw, range(start, end + 1), verbatim=verbatim))

    def _add_templated(self, start: int, end: int) -> None:
        position = start
        for template in TEMPLATE.finditer(self._page.text, start, end):
            if position < template.start():
                self._add_text(position, template.start())
            self._add_template(*template.span())
            position = template.end()
        if position < end:
            self._add_text(position, end)

    def _add_template(self, start: int, end: int) -> None:
        source = self._page.text[start:end]
        is_value = _VALUE.match(source) is not None
        self._add_code("var" if is_value else "tpl", CodeKind.EMPTY, start, end, note=source, speaks=is_value)

    def _add_code(
        self, name: str, kind: CodeKind, start: int, end: int, note: str = "", *, speaks: bool = False
    ) -> None:
        self._runs[-1].pieces.append(Piece(start, end, name=name, kind=kind, note=note, speaks=speaks))

    def _flush(self) -> None:
        run = self._runs[-1]
        pieces, run.pieces = run.pieces, []
        remarks, run.remarks = run.remarks, []
        if run.active and (made := self._make(run.role, run.slot, pieces, run.element, run.holds)):
            self._found.append(replace(made, notes=(*remarks, *made.notes)))
            if run.role in _HEADINGS:
                self._heading = codes.plain(made.msgid)

    # --- attributes, meta, JSON-LD ---

    def _attributes(self, element: Element, own: Marks, outer: Inherited) -> None:
        """The attributes that readers see, and those that rules name; what rules say of one counts more than the rest.

        A note on an element is not for its attributes (ITS 2.0, 8.1), but an element without content has nothing else.
        """
        note = own.note if element.name in VOID else None
        wanted = ATTRIBUTES | _ATTRIBUTES_OF.get(element.name, frozenset())
        seen: set[str] = set()
        for attribute in element.token.attributes:
            if attribute.name in seen:
                continue
            seen.add(attribute.name)
            marks = self._its.of_attribute(element, attribute.name)
            role = _meta_role(element) if element.name == "meta" and attribute.name == "content" else None
            is_seen = role or attribute.name in wanted or (attribute.name == "value" and _shows_value(element))
            if marks.translate if marks.translate is not None else is_seen and outer.is_active:
                holds = replace(outer, note=note).inside(marks, self._page.language)
                self._attribute(role or f"{element.name}:{attribute.name}", element, attribute, marks, holds)

    def _attribute(self, role: str, element: Element, attribute: Attribute, marks: Marks, holds: Inherited) -> None:
        if attribute.start == attribute.end:
            return
        quoted = self._page.text[attribute.start] in "\"'"
        self._runs.append(_Run(role, Slot.ATTRIBUTE, True, element, holds))
        self._add_templated(attribute.start + quoted, attribute.end - quoted)
        made = self._make(role, Slot.ATTRIBUTE, self._runs.pop().pieces, element, holds)
        if made and marks.id_value:
            made = replace(made, notes=(f"id: {marks.id_value}", *made.notes))
        if made:
            place = self._document.location(attribute.start)
            self._found.append(replace(made, start=attribute.start, end=attribute.end, location=place))

    def _json_ld(self, element: Element, holds: Inherited) -> None:
        block = self._page.text[element.token.end : element.close.start if element.close else element.end]
        base = element.token.end
        for item in jsonld.strings(block):
            if not item.translatable:
                continue
            text, positions = jsonld.decode_positions(block, item.start + 1, item.end - 1)
            offsets = [base + position for position in positions]
            is_markup = _JSON_MARKUP.search(text) is not None
            pieces = fragment(text, offsets) if is_markup else [Piece(offsets[0], offsets[-1], text, offsets)]
            made = self._make(item.role, Slot.JSON_MARKUP if is_markup else Slot.JSON, pieces, None, holds)
            if made:
                self._found.append(made)

    # --- from pieces to a segment ---

    def _make(
        self, role: str, slot: Slot, pieces: list[Piece], element: Element | None, holds: Inherited
    ) -> Segment | None:
        unit = make_unit(pieces, slot, self._page.text)
        if unit is None or not is_translatable(codes.plain(unit.msgid), slot):
            return None
        if unit.in_link and slot is Slot.TEXT:
            role = "a"
        if element is not None and slot is Slot.TEXT:
            role += self._number_of(element)
        notes = unit.notes
        if holds.direction not in ("", "auto", self._direction):
            notes = (f"direction: {holds.direction}", *notes)
        if holds.note:
            notes = (f"author: {holds.note}", *notes)
        if self._heading and role not in _HEADINGS and not role.startswith(_COPIES):
            notes = (f"section: {self._heading}", *notes)
        lang_at = None
        has_place = element is not None and element.name != "html" and element.get("lang") is None
        if element is not None and has_place and self._is_alone(pieces, element):
            lang_at = element.token.start + 1 + len(element.name)
        place = self._document.location(unit.start)
        return Segment(
            role, unit.msgid, unit.start, unit.end, slot, place, unit.codes, None, lang_at, notes, holds.locales
        )

    def _number_of(self, element: Element) -> str:
        """What a role ends in where another number would want other words."""
        try:
            number = counted(element)
        except ValueError as error:
            place = self._document.location(element.token.start)
            raise PageError(str(error), file=place.file, line=place.line) from None
        return f":n={number}" if number else ""

    def _is_alone(self, pieces: Sequence[Piece], element: Element) -> bool:
        """Whether a ``lang`` on the element would speak of this text alone."""
        return not self._its.has_block(element) and not any(p.holds_unit for p in pieces)


def _meta_role(element: Element) -> str | None:
    """The role of the content of a ``<meta>``, if readers see it."""
    name = str(element.get("property") or element.get("name") or "").lower()
    return (name if ":" in name else f"meta:{name}") if name in META else None


def _shows_value(element: Element) -> bool:
    """Whether readers see the ``value``: on buttons, and in the suggestions of a ``<datalist>``."""
    if element.name == "option":
        return element.parent is not None and element.parent.name == "datalist"
    return element.name == "input" and str(element.get("type", "")).lower() in _BUTTON_TYPES


def is_json_ld(element: Element) -> bool:
    """Whether the element is a script that holds JSON-LD."""
    return element.name == "script" and str(element.get("type", "")).strip().lower() == "application/ld+json"


def _slot(name: str, inherited: Slot, marks: Marks) -> Slot:
    if name in ("title", "textarea") and inherited is not Slot.JSON:
        return Slot.RCDATA if name == "title" else Slot.VERBATIM
    if marks.preserve is not None:
        return Slot.VERBATIM if marks.preserve else Slot.TEXT
    return Slot.VERBATIM if name in ("pre", "xmp", "listing") else inherited


def _clipped(text: str, element: Element) -> str:
    """Enough of an element's source for a note; elements that lie in one another would else fill the memory."""
    return text[element.token.start : min(element.end, element.token.start + 500)]


def _some_words(element: Element) -> str:
    """The first words in an element."""
    words = ""
    for node in element.descendants:
        if isinstance(node, Text) and node.token.kind is TokenKind.TEXT:
            words += html.unescape(node)
            if len(words) > 60:
                return " ".join(words.split())[:59] + "…"
    return " ".join(words.split())


def is_translatable(plain: str, slot: Slot) -> bool:
    """Whether readers of another language need another text: words, or in the page's text a number with notation."""
    text = plain.strip()
    if any(character.isalpha() for character in text):
        return _SAME_EVERYWHERE.fullmatch(text) is None
    if slot in (Slot.ATTRIBUTE, Slot.JSON, Slot.JSON_MARKUP) or text.startswith(("+", "(")):
        return False
    return _NUMBER.fullmatch(text) is not None and _DATE.search(text) is None
