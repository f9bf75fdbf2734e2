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
from pipeline.markup import TEMPLATE, VOID, Attribute, Token, TokenKind
from pipeline.model import CodeKind, EntryKey, Segment, Slot
from pipeline.parse import BLOCK, NESTED, Document, Element, Text
from pipeline.units import Piece, fragment, make_unit

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
_JSON_MARKUP = re.compile(r"<[a-zA-Z/]|&#?\w+;")


@dataclass(slots=True)
class _Run:
    """The unit under construction: pieces in page order, and the element whose text it is."""

    role: str
    slot: Slot
    active: bool
    element: Element | None
    note: str = ""
    pieces: list[Piece] = field(default_factory=list)


def segment(document: Document) -> tuple[Segment, ...]:
    """All units of a page in document order; a copy in meta or JSON-LD points to the visible text it repeats.

    Raises :class:`PageError` for a page that says it is in another language than its folder.
    """
    page = document.page
    for element in document.elements("html"):
        declared = str(element.get("lang") or page.language)
        if "{" not in declared and not same_language(declared, page.language):
            raise PageError(
                f"the page says lang={declared!r} but lies in source/{page.language}/; move it or correct lang",
                file=page.file,
                line=document.location(element.token.start).line,
            )
    found = sorted(_Segmenter(document).walk(), key=lambda item: item.start)
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
    def __init__(self, document: Document):
        self._document = document
        self._page = document.page
        self._heading = ""
        self._found: list[Segment] = []
        self._runs = [_Run("body", Slot.TEXT, True, None)]

    def walk(self) -> list[Segment]:
        """Visit the tree in document order, without recursion: pages may nest as deep as they like."""
        soup = self._document.soup
        stack: list[tuple[Iterator[object], Element | None]] = [(iter(soup.contents), None)]
        while stack:
            children, element = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if element is not None:
                    self._leave(element)
            elif isinstance(child, Element):
                self._enter(child)
                stack.append((iter(child.contents), child))
            elif isinstance(child, Text):
                self._text(child.token)
        self._flush()
        return self._found

    # --- elements ---

    def _enter(self, element: Element) -> None:
        run = self._runs[-1]
        name = element.name
        # ITS 2.0, Localization Note: what an author tells translators about an element and all in it.
        note = str(element.get("its-loc-note") or run.note)
        active = self._is_active(element, run.active)
        if active:
            self._attributes(element)
            if name == "meta":
                self._meta(element)
        if self._is_block(element):
            self._flush()
            role = name if name in BLOCK else run.role
            self._runs.append(_Run(role, _slot(name, run.slot), active, element, note))
        elif self._is_one_code(element, active, run.active):
            is_word = (active != run.active or name in _WORDS) and name not in NESTED
            source = self._page.text[element.token.start : element.end]
            self._add_code(name, CodeKind.EMPTY, element.token.start, element.end, note=source, speaks=is_word)
            if active and is_json_ld(element):
                self._json_ld(element)
            inside = active and (name in NESTED or not run.active) and name not in _FOREIGN_PLAIN
            role = name if name in NESTED else run.role
            self._runs.append(_Run(role, _slot(name, run.slot), inside, element, note))
        elif name in VOID:
            self._add_code(name, CodeKind.EMPTY, element.token.start, element.token.end, note=self._tag(element))
        else:
            self._add_code(name, CodeKind.OPEN, element.token.start, element.token.end, note=self._tag(element))

    def _leave(self, element: Element) -> None:
        if self._runs[-1].element is element:
            self._flush()
            self._runs.pop()
        elif element.name not in VOID:
            start = element.close.start if element.close else element.end
            self._add_code(element.name, CodeKind.CLOSE, start, element.end)

    def _is_block(self, element: Element) -> bool:
        if element.name in NESTED:
            return False
        return element.name in BLOCK or element.has_block

    def _is_active(self, element: Element, inherited: bool) -> bool:
        """Whether the element's text is to be translated: ``translate``, ``.notranslate`` and ``lang`` decide."""
        language = element.get("lang") or element.get("xml:lang")
        if language and "{" not in str(language):
            inherited = same_language(str(language), self._page.language)
        wish = str(element.get("translate", "")).lower() if element.has_attr("translate") else None
        if wish in ("", "yes"):
            return True if not language else inherited
        if wish == "no" or "notranslate" in (element.get("class") or ()):
            return False
        return inherited

    def _is_one_code(self, element: Element, active: bool, outer: bool) -> bool:
        """Whether the element is one code in its sentence, because its text is of another kind or no text at all."""
        if element.name in NESTED or element.name in _OPAQUE or active != outer:
            return True
        return active and element.name in ("time", "data") and self._is_data(element)

    def _is_data(self, element: Element) -> bool:
        """Whether a machine-readable value stands behind the text, so that it is formatted and not translated."""
        return localized_data(element, self._page.language, self._page.language) is not None

    def _tag(self, element: Element) -> str:
        return self._page.text[element.token.start : element.token.end] if element.token.attributes else ""

    # --- text ---

    def _text(self, token: Token) -> None:
        if token.kind is TokenKind.TEXT:
            self._add_text(token.start, token.end)
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

    def _add_text(self, start: int, end: int) -> None:
        raw = self._page.text[start:end]
        self._runs[-1].pieces.append(Piece(start, end, raw, range(start, end + 1)))

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
        is_value = source.startswith(("{{", "<?="))
        self._add_code("var" if is_value else "tpl", CodeKind.EMPTY, start, end, note=source, speaks=is_value)

    def _add_code(
        self, name: str, kind: CodeKind, start: int, end: int, note: str = "", *, speaks: bool = False
    ) -> None:
        self._runs[-1].pieces.append(Piece(start, end, name=name, kind=kind, note=note, speaks=speaks))

    def _flush(self) -> None:
        run = self._runs[-1]
        pieces, run.pieces = run.pieces, []
        if run.active and (made := self._make(run.role, run.slot, pieces, run.element)):
            self._found.append(made)
            if run.role in _HEADINGS:
                self._heading = codes.plain(made.msgid)

    # --- attributes, meta, JSON-LD ---

    def _attributes(self, element: Element) -> None:
        wanted = ATTRIBUTES | _ATTRIBUTES_OF.get(element.name, frozenset())
        seen: set[str] = set()
        for attribute in element.token.attributes:
            if attribute.name in seen:
                continue
            seen.add(attribute.name)
            if attribute.name in wanted or (attribute.name == "value" and _shows_value(element)):
                self._attribute(f"{element.name}:{attribute.name}", element, attribute)

    def _meta(self, element: Element) -> None:
        name = str(element.get("property") or element.get("name") or "").lower()
        content = element.token.attribute("content")
        if name in META and content:
            self._attribute(name if ":" in name else f"meta:{name}", element, content)

    def _attribute(self, role: str, element: Element, attribute: Attribute) -> None:
        if attribute.start == attribute.end:
            return
        quoted = self._page.text[attribute.start] in "\"'"
        self._runs.append(_Run(role, Slot.ATTRIBUTE, True, element))
        self._add_templated(attribute.start + quoted, attribute.end - quoted)
        made = self._make(role, Slot.ATTRIBUTE, self._runs.pop().pieces, element)
        if made:
            place = self._document.location(attribute.start)
            self._found.append(replace(made, start=attribute.start, end=attribute.end, location=place))

    def _json_ld(self, element: Element) -> None:
        block = self._page.text[element.token.end : element.close.start if element.close else element.end]
        base = element.token.end
        for item in jsonld.strings(block):
            if not item.translatable:
                continue
            text, positions = jsonld.decode_positions(block, item.start + 1, item.end - 1)
            offsets = [base + position for position in positions]
            is_markup = _JSON_MARKUP.search(text) is not None
            pieces = fragment(text, offsets) if is_markup else [Piece(offsets[0], offsets[-1], text, offsets)]
            made = self._make(item.role, Slot.JSON_MARKUP if is_markup else Slot.JSON, pieces, None)
            if made:
                self._found.append(made)

    # --- from pieces to a segment ---

    def _make(self, role: str, slot: Slot, pieces: list[Piece], element: Element | None) -> Segment | None:
        unit = make_unit(pieces, slot, self._page.text)
        if unit is None or not _is_translatable(codes.plain(unit.msgid), slot):
            return None
        if unit.in_link and slot is Slot.TEXT:
            role = "a"
        notes = unit.notes
        if author := self._runs[-1].note:
            notes = (f"author: {author}", *notes)
        if self._heading and role not in _HEADINGS and not role.startswith(_COPIES):
            notes = (f"section: {self._heading}", *notes)
        lang_at = None
        has_place = element is not None and element.name != "html" and element.get("lang") is None
        if element is not None and has_place and _alone(pieces, element):
            lang_at = element.token.start + 1 + len(element.name)
        place = self._document.location(unit.start)
        return Segment(role, unit.msgid, unit.start, unit.end, slot, place, unit.codes, None, lang_at, notes)


def _shows_value(element: Element) -> bool:
    """Whether readers see the ``value``: on buttons, and in the suggestions of a ``<datalist>``."""
    if element.name == "option":
        return element.parent is not None and element.parent.name == "datalist"
    return element.name == "input" and str(element.get("type", "")).lower() in _BUTTON_TYPES


def is_json_ld(element: Element) -> bool:
    """Whether the element is a script that holds JSON-LD."""
    return element.name == "script" and str(element.get("type", "")).strip().lower() == "application/ld+json"


def localized_data(element: Element, source: str, target: str, *, time_separator: str = ":") -> str | None:
    """The text of ``<time datetime>`` or ``<data value>`` in another language; None where it is ordinary text."""
    if any(isinstance(child, Element) for child in element.contents):
        return None
    shown = html.unescape("".join(map(str, element.contents))).strip()
    machine = element.get("datetime" if element.name == "time" else "value")
    if not shown or not isinstance(machine, str):
        return None
    if element.name == "time":
        return locales.format_like(machine, shown, source, target, time_separator=time_separator)
    return locales.number_like(machine, shown, source, target)


def same_language(one: str, other: str) -> bool:
    """Whether two language tags differ in nothing but region or script."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def _slot(name: str, inherited: Slot) -> Slot:
    if name in ("title", "textarea") and inherited is not Slot.JSON:
        return Slot.RCDATA if name == "title" else Slot.VERBATIM
    return Slot.VERBATIM if name in ("pre", "xmp", "listing") else inherited


def _alone(pieces: Sequence[Piece], element: Element) -> bool:
    """Whether a ``lang`` on the element would speak of this text alone."""
    return not element.has_block and not any(p.name in NESTED for p in pieces)


def _is_translatable(plain: str, slot: Slot) -> bool:
    """Whether readers of another language need another text: words, or in the page's text a number with notation."""
    text = plain.strip()
    if any(character.isalpha() for character in text):
        return _SAME_EVERYWHERE.fullmatch(text) is None
    if slot in (Slot.ATTRIBUTE, Slot.JSON, Slot.JSON_MARKUP) or text.startswith(("+", "(")):
        return False
    return _NUMBER.fullmatch(text) is not None and _DATE.search(text) is None
