"""Translation memory: what people approved before, offered again for equal or similar text.

Units come from approved catalog entries, from TMX files and from plain two-column tables; all texts are in the notation
of :mod:`pipeline.codes`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from rapidfuzz import fuzz, process

from pipeline import codes
from pipeline.errors import MemoryFileError
from pipeline.model import Catalog, CodeKind, MemoryHit, MemoryUnit

_EQUAL = 100.0
_EQUAL_WORD_ELSEWHERE = 90.0
_BEST_SIMILAR = 99.0
_NUMBERS_DIFFER = 10.0
_CODES_DIFFER = 5.0
_SPARE = 8  # how many times ``limit`` candidates are looked at, since penalties change their order

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")


class Memory:
    """Approved pairs of one direction, searchable; where several fit equally, those given first come first."""

    def __init__(self, units: Iterable[MemoryUnit]) -> None:
        self._by_source: dict[str, list[MemoryUnit]] = {}
        for unit in dict.fromkeys(units):
            self._by_source.setdefault(unit.source, []).append(unit)
        self._sources = list(self._by_source)
        self._plain = [codes.plain(source) for source in self._sources]

    def exact(self, source: str, role: str) -> tuple[MemoryHit, ...]:
        """Translations of the very same text: those of the same role first, then of no known role, then of others.

        They score 100, except a single word from another role: "Book" on a button is a verb, in a heading a noun.
        """
        units = sorted(self._by_source.get(source, ()), key=lambda unit: _strangeness(unit, role))
        is_word = len(codes.plain(source).split()) < 2
        hits = (
            MemoryHit(unit, _EQUAL_WORD_ELSEWHERE if is_word and _strangeness(unit, role) == 2 else _EQUAL)
            for unit in units
        )
        return _one_per_target(hits)

    def fuzzy(self, source: str, role: str, limit: int = 3, cutoff: float = 75) -> tuple[MemoryHit, ...]:
        """Translations of similar texts, best first; those that :meth:`exact` finds are not among them.

        The score is the share of equal letters of the texts without codes, less a penalty if their numbers differ and
        one if their codes differ, and never 100.
        """
        found = process.extract(
            codes.plain(source), self._plain, scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit * _SPARE
        )
        hits = [
            MemoryHit(unit, score)
            for _, ratio, index in found
            if self._sources[index] != source and (score := _similarity(source, self._sources[index], ratio)) >= cutoff
            for unit in self._by_source[self._sources[index]]
        ]
        hits.sort(key=lambda hit: (-hit.score, _strangeness(hit.unit, role)))
        return _one_per_target(hits)[:limit]


def _strangeness(unit: MemoryUnit, role: str) -> int:
    if unit.role == role:
        return 0
    return 2 if unit.role else 1


def _similarity(one: str, other: str, ratio: float) -> float:
    score = ratio
    if Counter(_NUMBER.findall(codes.plain(one))) != Counter(_NUMBER.findall(codes.plain(other))):
        score -= _NUMBERS_DIFFER
    if not codes.same(one, other):
        score -= _CODES_DIFFER
    return round(min(score, _BEST_SIMILAR), 1)


def _one_per_target(hits: Iterable[MemoryHit]) -> tuple[MemoryHit, ...]:
    best: dict[str, MemoryHit] = {}
    for hit in hits:
        best.setdefault(hit.unit.target, hit)
    return tuple(best.values())


def units_of(catalog: Catalog) -> tuple[MemoryUnit, ...]:
    """What people approved in a catalog: first what is on the page, then what was."""
    approved = (entry for entry in catalog.entries if entry.msgstr and not entry.fuzzy)
    return tuple(
        MemoryUnit(entry.msgid, entry.msgstr, entry.msgctxt, catalog.file)
        for entry in sorted(approved, key=lambda entry: entry.obsolete)
    )


# --- tables -----------------------------------------------------------------------------------------------------------


def read_tsv(path: Path, source: str, target: str) -> tuple[MemoryUnit, ...]:
    """Read a table of tab-separated columns, whose first line names the languages (and ``role``, if it has one).

    Raises:
        MemoryFileError: A file that cannot be read, lacks a language, or has a row of another width.
    """
    try:
        lines = _content(path).decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise MemoryFileError("not UTF-8 text: save the file as UTF-8", file=str(path)) from error
    header = lines[0].rstrip("\r").split("\t")
    if missing := [language for language in (source, target) if language not in header]:
        message = f"the first line must name the columns, {' and '.join(missing)} among them"
        raise MemoryFileError(message, file=str(path), line=1, text=lines[0])
    units = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(header):
            message = f"{len(cells)} columns where the first line names {len(header)}"
            raise MemoryFileError(message, file=str(path), line=number, text=line)
        row = dict(zip(header, cells, strict=True))
        if row[source] and row[target]:
            units.append(MemoryUnit(row[source], row[target], row.get("role", ""), f"{path}:{number}"))
    return tuple(units)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MemoryFileError(f"cannot be read ({error.strerror})", file=str(path)) from error


# --- TMX --------------------------------------------------------------------------------------------------------------

_TMX_INLINE = {"bpt", "ept", "ph", "it", "ut"}
_ROLE, _ORIGIN = "x-role", "x-origin"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_tmx(path: Path, source: str, target: str) -> tuple[MemoryUnit, ...]:
    """Read the pairs of two languages from a TMX file (up to version 1.4b); ``en-GB`` in it is found as ``en``.

    Inline elements that hold one of our codes become that code; of others only the text around them is kept.

    Raises:
        MemoryFileError: A file that is no TMX, not well-formed, or that declares entities.
    """
    return _TmxReader(str(path), source, target).read(_content(path))


class _TmxReader:
    """Collects units from the events of one parse. Nothing outside the file is ever loaded."""

    def __init__(self, file: str, source: str, target: str) -> None:
        self._file, self._source, self._target = file, source, target
        self._units: list[MemoryUnit] = []
        self._path: list[str] = []
        self._properties: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._language = ""
        self._property = ""
        self._text = ""  # of the property, or of the segment since its last code
        self._code = ""  # content of the inline element
        self._inline = 0  # how many inline elements are open
        self._pieces: list[str] = []  # what the segment holds so far, in msgid notation
        self._line = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._entity

    def read(self, content: bytes) -> tuple[MemoryUnit, ...]:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            lines = content.split(b"\n")
            shown = lines[error.lineno - 1].decode("utf-8", "replace") if error.lineno <= len(lines) else None
            message = f"not well-formed XML ({expat.errors.messages[error.code]})"
            raise MemoryFileError(message, file=self._file, line=error.lineno, text=shown) from error
        except (LookupError, ValueError) as error:  # an encoding that the XML declaration names
            raise MemoryFileError(f"cannot be decoded ({error})", file=self._file, line=1) from error
        return tuple(self._units)

    def _refuse(self, message: str, text: str | None = None) -> NoReturn:
        raise MemoryFileError(message, file=self._file, line=self._parser.CurrentLineNumber, text=text)

    def _doctype(self, name: str, system: str | None, public: str | None, has_internal_subset: bool) -> None:
        # Real TMX files name tmx14.dtd; that does no harm, for it is not loaded. Declarations of their own may.
        if has_internal_subset:
            self._refuse("a document type with declarations of its own is not allowed in a TMX file", name)

    def _entity(self, name: str, *_: object) -> None:
        self._refuse("entities are not allowed in a TMX file", name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name != "tmx":
            self._refuse("not a TMX file, its root element is another", name)
        self._path.append(name)
        if name == "tu":
            self._properties, self._texts, self._line = {}, {}, self._parser.CurrentLineNumber
        elif name == "tuv":
            self._language = attributes.get("xml:lang", attributes.get("lang", ""))
        elif name == "prop":
            self._property, self._text = attributes.get("type", ""), ""
        elif name == "seg":
            self._pieces, self._text = [], ""
        elif name in _TMX_INLINE:
            self._inline += 1

    def _characters(self, data: str) -> None:
        if self._inline:
            self._code += data
        else:
            self._text += data

    def _end(self, name: str) -> None:
        self._path.pop()
        if name in _TMX_INLINE:
            self._inline -= 1
            if not self._inline:
                self._take_code()
        elif name == "seg":
            self._take_text()
            self._texts.setdefault(self._language.lower(), "".join(self._pieces))
        elif name == "prop" and self._path[-1] == "tu":
            self._properties[self._property] = self._text
        elif name == "tu":
            self._finish()

    def _take_code(self) -> None:
        if codes.CODE.fullmatch(self._code):
            self._take_text()
            self._pieces.append(self._code)
        self._code = ""

    def _take_text(self) -> None:
        self._pieces.append(codes.escape(self._text))
        self._text = ""

    def _finish(self) -> None:
        source, target = self._text_in(self._source), self._text_in(self._target)
        if source and target:
            origin = self._properties.get(_ORIGIN, f"{self._file}:{self._line}")
            self._units.append(MemoryUnit(source, target, self._properties.get(_ROLE, ""), origin))

    def _text_in(self, language: str) -> str:
        wanted = language.lower()
        regional = (text for name, text in self._texts.items() if name.startswith(f"{wanted}-"))
        return self._texts.get(wanted) or next(regional, "")


def write_tmx(units: Iterable[MemoryUnit], source: str, target: str) -> bytes:
    """A TMX 1.4b file of the units in their order; the same units give the same bytes.

    Units with characters that XML cannot hold are left out, since a changed text is not what a person approved.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        '<header creationtool="clinic-l10n" creationtoolversion="1" segtype="block" o-tmf="po" adminlang="en"'
        f' srclang={quoteattr(source)} datatype="html"/>',
        "<body>",
    ]
    for unit in units:
        if not _NOT_XML.search(unit.source + unit.target + unit.role + unit.origin):
            lines += _tmx_unit(unit, source, target)
    lines += ["</body>", "</tmx>", ""]
    return "\n".join(lines).encode("utf-8")


def _tmx_unit(unit: MemoryUnit, source: str, target: str) -> Iterator[str]:
    yield "<tu>"
    yield f'<prop type="{_ORIGIN}">{_xml(unit.origin)}</prop>'
    yield f'<prop type="{_ROLE}">{_xml(unit.role)}</prop>'
    for language, text in ((source, unit.source), (target, unit.target)):
        yield f"<tuv xml:lang={quoteattr(language)}><seg>{_segment(text)}</seg></tuv>"
    yield "</tu>"


def _segment(text: str) -> str:
    """A text as TMX writes it; bpt and ept must pair up, so codes that do not are written as isolated ones."""
    parts = codes.tokenize(text)
    nested = codes.nested([part for part in parts if isinstance(part, codes.Code)])
    open_pairs: list[int] = []
    out = []
    for number, part in enumerate(parts, 1):
        if isinstance(part, str):
            out.append(_xml(part))
        elif part.kind is CodeKind.EMPTY:
            out.append(f'<ph x="{number}">{_xml(str(part))}</ph>')
        elif not nested:
            position = "begin" if part.kind is CodeKind.OPEN else "end"
            out.append(f'<it pos="{position}" x="{number}">{_xml(str(part))}</it>')
        elif part.kind is CodeKind.OPEN:
            open_pairs.append(number)
            out.append(f'<bpt i="{number}" x="{number}">{_xml(str(part))}</bpt>')
        else:
            out.append(f'<ept i="{open_pairs.pop()}">{_xml(str(part))}</ept>')
    return "".join(out)


def _xml(text: str) -> str:
    return escape(text, {"\r": "&#13;"})
