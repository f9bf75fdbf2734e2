"""Read and write glossaries as TBX-Basic, the exchange format for terminology of ISO 30042.

Written is the 2008 edition (``<martif type="TBX-Basic">``), which all tools read; read are that and the 2019 edition
in its "data category as attribute" style. A concept is a row. Of the terms of a language the one with the status
``preferredTerm-admn-sts`` (or else the first that is not deprecated) is the term, admitted ones are variants, and
deprecated and superseded ones are forbidden. Element and category names: TBX-Basic, version 3.1 (LISA/TerminOrgs 2014).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from pipeline.errors import GlossaryError
from pipeline.glossary import Row

_PREFERRED, _ADMITTED, _DEPRECATED = (f"{name}Term-admn-sts" for name in ("preferred", "admitted", "deprecated"))
_FORBIDDEN = {_DEPRECATED, "supersededTerm-admn-sts"}
_PARTS_OF_SPEECH = {
    # pos: partOfSpeech and termType of TBX-Basic
    "noun": ("noun", ""),
    "verb": ("verb", ""),
    "adj": ("adjective", ""),
    "adv": ("adverb", ""),
    "name": ("properNoun", ""),
    "abbr": ("noun", "abbreviation"),
    "phrase": ("other", "phraseologicalUnit"),
}
_POS = {pair: pos for pos, pair in _PARTS_OF_SPEECH.items()} | {("noun", "acronym"): "abbr"}
_FIXED, _NORMAL = "do-not-translate", "preferred"
_TRANSLATION_NEEDED = "Translation needed"
"""A description that the Translate Toolkit and what builds on it understand: such a term is not to be translated."""
_UNKNOWN_POS, _UNKNOWN_DOMAIN = "noun", "imported"

_CONCEPTS = {"termEntry", "conceptEntry"}
_LANGUAGES = {"langSet", "langSec"}
_TERMS = {"tig", "ntig", "termSec"}
_ROOTS = {"martif", "tbx"}


class Table(NamedTuple):
    """Rows read from a file, the columns they have, and languages of the file that were not asked for."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    left_out: tuple[str, ...]


# --- writing ----------------------------------------------------------------------------------------------------------


def write_tbx(rows: Iterable[Row], languages: Sequence[str], name: str) -> bytes:
    """A TBX-Basic file of a glossary; the same rows give the same bytes. ``name`` is its title.

    Raises:
        GlossaryError: A cell holds a character that XML cannot hold.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">',
        f'<martif type="TBX-Basic" xml:lang={quoteattr(languages[0])}>',
        f"<martifHeader><fileDesc><titleStmt><title>{_xml(name)}</title></titleStmt>"
        f"<sourceDesc><p>{_xml(name)}</p></sourceDesc></fileDesc></martifHeader>",
        "<text><body>",
        *(line for row in rows for line in _concept(row, languages)),
        "</body></text>",
        "</martif>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _concept(row: Row, languages: Sequence[str]) -> Iterator[str]:
    cells = row.cells
    yield f"<termEntry id={quoteattr(_clean(cells['id']))}>"
    yield f'<descrip type="subjectField">{_xml(cells["domain"])}</descrip>'
    if cells["status"] == _FIXED:
        yield f'<descrip type="{_TRANSLATION_NEEDED}">no</descrip>'
    if cells["note"]:
        yield f"<note>{_xml(cells['note'])}</note>"
    for language in languages:
        terms = [(cells.get(language, ""), _PREFERRED)] if cells.get(language) else []
        terms += [(form, _ADMITTED) for form in row.list(f"{language}_variants")]
        terms += [(form, _DEPRECATED) for form in row.list(f"forbidden_{language}")]
        if terms:
            yield f"<langSet xml:lang={quoteattr(language)}>"
            yield from (_term(form, status, cells["pos"]) for form, status in terms)
            yield "</langSet>"
    yield "</termEntry>"


def _term(form: str, status: str, pos: str) -> str:
    part, kind = _PARTS_OF_SPEECH.get(pos, (pos, ""))
    notes = [("partOfSpeech", part), ("termType", kind), ("administrativeStatus", status)]
    inner = "".join(f'<termNote type="{name}">{_xml(value)}</termNote>' for name, value in notes if value)
    return f"<tig><term>{_xml(form)}</term>{inner}</tig>"


_LINE_BREAK = re.compile(r"[ \t]*\n\s*")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _xml(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    if bad := _NOT_XML.search(text):
        raise GlossaryError(f"holds U+{ord(bad.group()):04X}, which XML cannot hold; remove it", text=text)
    return text


# --- reading ----------------------------------------------------------------------------------------------------------


def read_tbx(content: bytes, name: str, languages: Sequence[str]) -> Table:
    """The rows of a TBX file in these languages; ``name`` is how errors call the file.

    ``en-US`` is read as ``en`` if only that is asked for. A concept without id gets one made from its first term; a
    missing part of speech becomes ``noun``, a missing subject field ``imported``.

    Raises:
        GlossaryError: The file is no TBX file, or is not well formed, or declares entities.
    """
    reader = _Reader(name)
    concepts = reader.read(content)
    asked = {_match(code, languages): code for concept in concepts for code in concept.terms}
    left_out = {code for concept in concepts for code in concept.terms if not _match(code, languages)}
    present = [language for language in languages if language in asked]
    rows = tuple(_row(concept, languages) for concept in concepts)
    columns = ("id", "pos", "domain", "status", "note")
    more = tuple(column for code in present for column in (code, f"{code}_variants", f"forbidden_{code}"))
    return Table(rows, (*columns, *more), tuple(sorted(left_out)))


class _Concept:
    """A concept as it is being read: texts of its own, and terms as (text, notes) by language."""

    def __init__(self, line: int, name: str):
        self.line, self.id = line, name
        self.texts: dict[str, str] = {}
        self.terms: dict[str, list[tuple[str, dict[str, str]]]] = {}


def _match(code: str, languages: Sequence[str]) -> str:
    """Which of the languages a code of the file means, or an empty string."""
    wanted = {language.lower(): language for language in languages}
    small = code.replace("_", "-").lower()
    return wanted.get(small) or wanted.get(small.partition("-")[0], "")


def _row(concept: _Concept, languages: Sequence[str]) -> Row:
    cells = {
        "id": concept.id,
        "domain": concept.texts.get("subjectField") or _UNKNOWN_DOMAIN,
        "status": _FIXED if concept.texts.get(_TRANSLATION_NEEDED, "").lower() == "no" else _NORMAL,
        "note": concept.texts.get("note") or concept.texts.get("definition") or "",
    }
    parts = []
    for language in languages:
        terms = [term for code, found in concept.terms.items() if _match(code, languages) == language for term in found]
        forbidden = [form for form, notes in terms if _status(notes) in _FORBIDDEN]
        allowed = [(form, notes) for form, notes in terms if _status(notes) not in _FORBIDDEN]
        allowed.sort(key=lambda term: _status(term[1]) != _PREFERRED)
        forms = [form for form, _ in allowed]
        cells |= {language: "".join(forms[:1]), f"{language}_variants": "|".join(forms[1:])}
        cells[f"forbidden_{language}"] = "|".join(forbidden)
        parts += [notes for _, notes in allowed]
    cells["pos"] = next(filter(None, map(_pos, parts)), _UNKNOWN_POS)
    if not cells["id"]:
        first = next((cells[language] for language in languages if cells[language]), "")
        cells["id"] = "-".join(re.findall(r"\w+", first.lower()))
    return Row(concept.line, cells)


def _status(notes: dict[str, str]) -> str:
    return notes.get("administrativeStatus") or notes.get("normativeAuthorization", "")


def _pos(notes: dict[str, str]) -> str:
    part, kind = notes.get("partOfSpeech", ""), notes.get("termType", "")
    return _POS.get((part, kind)) or _POS.get((part, ""), part)


class _Reader:
    """Follows the elements of one file; nothing outside the file is ever loaded."""

    def __init__(self, file: str):
        self._file = file
        self._concepts: list[_Concept] = []
        self._path: list[str] = []
        self._language = self._type = self._text = self._term = ""
        self._notes: dict[str, str] = {}
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._entity

    def read(self, content: bytes) -> tuple[_Concept, ...]:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            message = f"not well-formed XML ({expat.ErrorString(error.code)})"
            raise GlossaryError(message, file=self._file, line=error.lineno) from error
        if not self._concepts:
            raise GlossaryError("holds no terms", file=self._file)
        return tuple(self._concepts)

    def _refuse(self, message: str, text: str) -> NoReturn:
        raise GlossaryError(message, file=self._file, line=self._parser.CurrentLineNumber, text=text)

    def _entity(self, name: str, *_: object) -> None:
        # An entity made of entities grows without bounds, and one that names a file reads it.
        self._refuse("entities are not allowed in a TBX file", name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not self._path and local not in _ROOTS:
            self._refuse("not a TBX file, its root element is another", local)
        self._path.append(local)
        if local in _CONCEPTS:
            self._concepts.append(_Concept(self._parser.CurrentLineNumber, attributes.get("id", "")))
        elif local in _LANGUAGES:
            code = attributes.get("http://www.w3.org/XML/1998/namespace lang") or attributes.get("lang", "")
            self._language = code
        elif local in _TERMS:
            self._term, self._notes = "", {}
        if local in ("term", "termNote", "descrip", "note"):
            self._text, self._type = "", attributes.get("type", "")

    def _characters(self, data: str) -> None:
        self._text += data

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        self._path.pop()
        text = _LINE_BREAK.sub(" ", self._text).strip()
        within = set(self._path)
        if local == "term":
            if "|" in text:
                self._refuse("a term with a bar cannot stand in a glossary, where bars part variants", text)
            self._term = text
        elif local == "termNote":
            self._notes[self._type] = text
        elif local in ("descrip", "note") and within & _CONCEPTS and not within & _LANGUAGES:
            self._take(self._type if local == "descrip" else "note", text)
        elif local in _TERMS and self._term:
            self._concepts[-1].terms.setdefault(self._language, []).append((self._term, self._notes))

    def _take(self, kind: str, text: str) -> None:
        """A text about the concept; several notes become one."""
        texts = self._concepts[-1].texts
        texts[kind] = f"{texts[kind]} {text}" if kind == "note" and kind in texts else text
