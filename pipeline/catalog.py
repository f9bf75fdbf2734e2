"""PO files as values: read what people's editors saved, write it so that it stays the same byte for byte.

How our data lies in the comments of an entry::

    #  an editor's words (comments)
    #. heading: Dosage (notes, from the page)
    #. draft: argos 1.9 glossary:ab0123456789 score 0.87 sha:0123456789ab (origin: who drafted it, and digests)
    #. term used: dosage → dozun (annotated) (draft_notes)
    #. check: the link may stand on the wrong words (draft_notes)
    #: source/en/index.html:12 (references)
    #, fuzzy (not yet approved)
    #| msgid "Take one tablet." (previous: what the msgstr was written for)

Strings are never wrapped, so that a changed word shows as one changed line. An obsolete entry keeps only what gettext's
own tools keep of it: the comments of people, the flags, the previous text and the strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn

import polib

from pipeline.errors import CatalogError
from pipeline.locales import known, plural_forms
from pipeline.model import TERM_USED, Catalog, Draft, Entry, EntryKey, Location, Origin, State, digest

_DATES = ("POT-Creation-Date", "PO-Revision-Date")
_NO_DATE = "YEAR-MO-DA HO:MI+ZONE"

_DRAFT, _CHECK, _NOTE = "draft: ", "check: ", "note: "
_DRAFT_LINE = re.compile(
    r"draft: (?P<engine>\S+) (?P<version>.+?)(?: glossary:(?P<glossary>[0-9a-f]{12}))?"
    r"(?: score (?P<score>[01]\.\d\d))? sha:(?P<digest>[0-9a-f]{12})"
)
_EMPTY_COMMENT = re.compile("^# $", re.MULTILINE)
# A file name with spaces stands between U+2068 and U+2069, as in GNU gettext.
_REFERENCE = re.compile(r"(?:\u2068(?P<spaced>[^\u2069]*)\u2069|(?P<file>\S+?))(?::(?P<line>\d+))?(?:\s+|$)")


# --- states and drafts ------------------------------------------------------------------------------------------------


def apply_drafts(catalog: Catalog, drafts: Mapping[EntryKey, Draft]) -> Catalog:
    """Put drafts in where nobody has written anything: into untranslated entries and over earlier, untouched drafts.

    A draft without text makes its entry untranslated and only brings its notes (a similar translation, say).
    """
    return replace(catalog, entries=tuple(_drafted(entry, drafts.get(entry.key)) for entry in catalog.entries))


def _drafted(entry: Entry, draft: Draft | None) -> Entry:
    now = entry.state
    if draft is None or entry.obsolete or now not in (State.UNTRANSLATED, State.DRAFTED):
        return entry
    notes = tuple(filter(None, map(_one_line, draft.notes)))
    if not draft.text:
        return replace(entry, msgstr="", fuzzy=False, draft_notes=notes, origin=None)
    score = None if draft.score is None else round(min(max(draft.score, 0.0), 1.0), 2)
    origin = Origin(draft.engine, _one_line(draft.version) or "-", score, digest(draft.text), draft.glossary)
    return replace(entry, msgstr=draft.text, fuzzy=True, previous=None, draft_notes=notes, origin=origin)


# --- meaning and dates ------------------------------------------------------------------------------------------------


def same_meaning(one: Catalog, other: Catalog) -> bool:
    """Whether two catalogs say the same, whatever their dates, their line breaks and the order of their headers."""
    return _meaning(one) == _meaning(other)


def _meaning(catalog: Catalog) -> tuple[object, ...]:
    headers = {name: value for name, value in _headers(catalog).items() if name not in _DATES}
    return headers, catalog.header_comment, [replace(entry, line=None) for entry in _obsolete_last(catalog.entries)]


def renewed(new: Catalog, on_disk: Catalog | None, now: datetime) -> Catalog:
    """What to write in place of ``on_disk``: that very catalog if ``new`` says nothing new, else ``new``, dated.

    Headers that ``new`` does not speak of stay.
    """
    if on_disk:
        headers = dict(on_disk.headers) | dict(new.headers)
        comment = new.header_comment or on_disk.header_comment
        new = replace(new, headers=tuple(headers.items()), header_comment=comment)
        if same_meaning(new, on_disk):
            return on_disk
    return _stamped(new, now)


def _stamped(catalog: Catalog, now: datetime) -> Catalog:
    """Date a catalog; a template has only a date of creation, and other catalogs take that one over from it."""
    headers = dict(catalog.headers)
    date = now.strftime("%Y-%m-%d %H:%M%z")
    if catalog.language:
        headers["PO-Revision-Date"] = date
    if not catalog.language or headers.get("POT-Creation-Date", _NO_DATE) == _NO_DATE:
        headers["POT-Creation-Date"] = date
    return replace(catalog, headers=tuple(headers.items()))


# --- writing ----------------------------------------------------------------------------------------------------------


def write_catalog(catalog: Catalog) -> bytes:
    """The bytes of the PO file (of the POT file, if the catalog has no language), with complete headers."""
    header = polib.POEntry(
        msgid="",
        msgstr="".join(f"{name}: {value}\n" for name, value in _headers(catalog).items()),
        tcomment=catalog.header_comment,
    )
    raw = [header, *map(_to_polib, _obsolete_last(catalog.entries))]
    text = "\n".join(entry.__unicode__(wrapwidth=0) for entry in raw)
    return _EMPTY_COMMENT.sub("#", text).encode("utf-8")


def _headers(catalog: Catalog) -> dict[str, str]:
    """The headers of the catalog in gettext's order, the missing ones filled in, a person's own at the end."""
    complete = {
        "Project-Id-Version": catalog.page,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": _NO_DATE,
        "PO-Revision-Date": _NO_DATE,
        "Last-Translator": "Automatically generated",
        "Language-Team": "none",
        "Language": catalog.language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(catalog.language) if known(catalog.language) else "",
        "X-Generator": "clinic-l10n",
        "X-Source-Language": catalog.source_language,
    }
    complete |= {name: value for name, value in catalog.headers if value}
    return {name: value for name, value in complete.items() if value or name != "Plural-Forms"}


def _to_polib(entry: Entry) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=entry.msgctxt or None,
        msgid=entry.msgid,
        msgstr=entry.msgstr,
        obsolete=entry.obsolete,
        tcomment="\n".join(entry.comments),
        comment="\n".join(_extracted_lines(entry)),
        occurrences=[(_spaced(place.file), str(place.line)) for place in entry.references],
        flags=["fuzzy", *entry.flags] if entry.fuzzy else list(entry.flags),
        previous_msgctxt=entry.previous.msgctxt or None if entry.previous else None,
        previous_msgid=entry.previous.msgid if entry.previous else None,
    )


def _extracted_lines(entry: Entry) -> Iterator[str]:
    for note in entry.notes:
        # A page's own words must not pass for a draft line.
        yield _NOTE + note if note.startswith((_DRAFT, _CHECK, _NOTE, TERM_USED)) else note
    if entry.origin:
        score = "" if entry.origin.score is None else f"score {entry.origin.score:.2f}"
        glossary = f"glossary:{entry.origin.glossary}" if entry.origin.glossary else ""
        parts = (entry.origin.engine, entry.origin.version, glossary, score, f"sha:{entry.origin.digest}")
        yield _DRAFT + " ".join(filter(None, parts))
    for note in entry.draft_notes:
        yield note if note.startswith(TERM_USED) else _CHECK + note


def _obsolete_last(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.obsolete)


def _spaced(file: str) -> str:
    return f"\u2068{file}\u2069" if re.search(r"\s", file) else file


def _one_line(text: str) -> str:
    return " ".join(text.split())


# --- reading ----------------------------------------------------------------------------------------------------------


def read_catalog(content: bytes, page: str, source_language: str, language: str, file: str = "") -> Catalog:
    """Read the bytes of a PO file, or of a POT file if ``language`` is empty; ``file`` is its name in messages.

    Raises:
        CatalogError: Whatever a careless edit or a merge left behind. We refuse all that ``msgfmt`` refuses rather
            than guess, because a guess would be written back over somebody's work.
    """
    lines = _normalized(_decoded(content, file), file)
    try:
        parsed = polib.pofile(_Lines("\n".join(lines.texts)), encoding="utf-8")
    except (OSError, ValueError) as error:
        found = re.search(r"\(line (\d+)\)", str(error))
        line = int(found[1]) if found else 1
        raise CatalogError("PO syntax error", file=file, line=line, text=lines.texts[line - 1]) from error
    _check_headers(parsed.metadata, language, lines, file)
    entries = tuple(_from_polib(raw, line) for raw, line in zip(parsed, lines.msgids[1:], strict=True))
    _check_unique(entries, file)
    headers = tuple(parsed.metadata.items())
    return Catalog(page, source_language, language, file, entries, headers, parsed.header.rstrip())


class _Lines(str):
    """A text that polib cuts at line feeds only, not also at U+2028, U+0085 and the like inside a string."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


def _decoded(content: bytes, file: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        shown = content.split(b"\n")[line - 1].decode("utf-8", "replace")
        raise CatalogError("not UTF-8 text: save the file as UTF-8", file=file, line=line, text=shown) from error
    if not text.strip():
        raise CatalogError("the file is empty: restore it, or delete it to start anew", file=file)
    return text.replace("\r\n", "\n")


def _check_headers(headers: Mapping[str, str], language: str, lines: _Source, file: str) -> None:
    def refuse(message: str, name: str) -> NoReturn:
        line = next((number for number, text in enumerate(lines.texts, 1) if f'"{name}:' in text), 1)
        raise CatalogError(message, file=file, line=line, text=f"{name}: {headers.get(name, '')}")

    if "charset=utf-8" not in headers.get("Content-Type", "").lower():
        refuse("the charset must be UTF-8", "Content-Type")
    said = headers.get("Language", "")
    if said and _primary(said) != _primary(language):
        refuse(f"the file is in the wrong place, {language or 'no language'} was expected", "Language")


def _primary(language: str) -> str:
    return re.split(r"[-_@.]", language.lower())[0]


def _check_unique(entries: Iterable[Entry], file: str) -> None:
    first: dict[EntryKey, Entry] = {}
    for entry in entries:
        if first.setdefault(entry.key, entry) is not entry:
            message = f"duplicate entry, the first is in line {first[entry.key].line}: keep one of them"
            raise CatalogError(message, file=file, line=entry.line, text=entry.msgid)


def _from_polib(raw: polib.POEntry, line: int) -> Entry:
    previous = EntryKey(raw.previous_msgctxt or "", raw.previous_msgid) if raw.previous_msgid else None
    notes, draft_notes, origin = _read_extracted(raw.comment)
    places = " ".join(f"{file}:{number}" if number else file for file, number in raw.occurrences)
    return Entry(
        msgctxt=raw.msgctxt or "",
        msgid=raw.msgid,
        msgstr=raw.msgstr,
        fuzzy=raw.fuzzy,
        obsolete=bool(raw.obsolete),
        references=() if raw.obsolete else tuple(map(_location, _REFERENCE.finditer(places))),
        notes=() if raw.obsolete else notes,
        draft_notes=() if raw.obsolete else draft_notes,
        comments=tuple(raw.tcomment.split("\n")) if raw.tcomment else (),
        flags=tuple(flag for flag in raw.flags if flag not in ("", "fuzzy")),
        previous=previous,
        origin=None if raw.obsolete else origin,
        line=line,
    )


def _location(match: re.Match[str]) -> Location:
    return Location(match["spaced"] or match["file"] or "", int(match["line"] or 1))


def _read_extracted(comment: str) -> tuple[tuple[str, ...], tuple[str, ...], Origin | None]:
    notes: list[str] = []
    draft_notes: list[str] = []
    origin = None
    for line in filter(None, map(str.strip, comment.split("\n"))):
        if found := _DRAFT_LINE.fullmatch(line):
            score = float(found["score"]) if found["score"] else None
            origin = Origin(found["engine"], found["version"], score, found["digest"], found["glossary"] or "")
        elif line.startswith((_CHECK, TERM_USED)):
            draft_notes.append(line.removeprefix(_CHECK))
        else:
            notes.append(line.removeprefix(_NOTE))
    return tuple(notes), tuple(draft_notes), origin


# --- the grammar that polib does not check ----------------------------------------------------------------------------

_FIELD = re.compile(r'(?P<prefix>#~\||#\||#~)?\s*(?P<keyword>[^\s"#]+)?\s*(?P<string>"(?:[^"\\]|\\.)*")')
_BAD_ESCAPE = re.compile(r'\\(?:[ntrvbf"\\]|(?P<bad>.))')
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")
_MARKERS = {"#,": "#,", "#=": "#,", "#.": "#.", "#:": "#:"}
_NO_HEADER = 'the header must come first: msgid "", msgstr "Project-Id-Version: …"'
_FOLLOWERS = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr",),
    "msgstr": ("msgctxt", "msgid"),
}


@dataclass(frozen=True, slots=True)
class _Source:
    """The lines of a PO file as polib understands them, and the numbers of those that hold a msgid."""

    texts: list[str]
    msgids: list[int]


def _normalized(text: str, file: str) -> _Source:
    """Check each line and its place, and write it so that polib loses nothing of it.

    polib cuts off the last letter of an unterminated string, joins two entries where a msgstr is missing, drops
    comments at the end, forgets the previous text of obsolete entries, and keeps unknown escapes for literal text.
    """
    grammar = _Grammar()
    written = text.split("\n")
    texts: list[str] = []
    for number, line in enumerate(written, 1):
        try:
            texts.append(grammar.feed(line.strip(), number))
        except ValueError as error:
            raise CatalogError(str(error), file=file, line=number, text=line) from None
    if fault := grammar.fault_at_end():
        last = max(number for number, line in enumerate(texts, 1) if line)
        raise CatalogError(fault, file=file, line=last, text=written[last - 1])
    return _Source(texts, grammar.msgids)


class _Grammar:
    """What may follow what in a PO file. Says what is wrong as a ValueError."""

    def __init__(self) -> None:
        self.msgids: list[int] = []
        self._keyword = ""  # of the last field that belongs to an entry, not to its previous text
        self._prefix = ""  # of that field
        self._open: str | None = None  # prefix of the string that a continuation line would go on with
        self._stray = False  # comments or previous texts that still wait for their entry
        self._unnamed = False  # the string of the last msgid is empty so far

    def feed(self, line: str, number: int) -> str:
        """Check one line without its surrounding space, and return it for polib."""
        if not line:
            return line
        if _CONFLICT.match(line):
            raise ValueError("git conflict marker: resolve the conflict")
        if line.startswith("#") and not line.startswith(("#~", "#|")):
            return self._comment(line)
        return self._field(line, number)

    def _comment(self, line: str) -> str:
        if self._keyword in ("msgctxt", "msgid"):
            raise ValueError(f"a comment between {self._keyword} and what must follow it")
        self._open, self._stray = None, True
        if marker := _MARKERS.get(line[:2]):
            return f"{marker} {line[2:].lstrip()}".rstrip()
        return line if line[:2] in ("#", "##") or line[1].isspace() else f"# {line[1:]}"

    def _field(self, line: str, number: int) -> str:
        field = _FIELD.fullmatch(line)
        if not field:
            raise ValueError("PO syntax error: a keyword and one text in double quotes must stand here")
        if bad := next((found["bad"] for found in _BAD_ESCAPE.finditer(field["string"]) if found["bad"]), None):
            raise ValueError(f"unknown escape \\{bad} (a backslash is written \\\\)")
        prefix, keyword = field["prefix"] or "", field["keyword"] or ""
        if not keyword:
            self._continue(prefix, field["string"])
        elif "|" in prefix:
            self._previous(keyword)
        else:
            self._advance(prefix, keyword, number)
            self._unnamed = keyword == "msgid" and field["string"] == '""'
        self._open = prefix
        # polib passes over the previous text of obsolete entries unless it looks like that of others.
        return " ".join(filter(None, (prefix.replace("#~|", "#|"), keyword, field["string"])))

    def _continue(self, prefix: str, string: str) -> None:
        if self._open != prefix:
            raise ValueError("a text in quotes that continues nothing")
        if string != '""' and "|" not in prefix and self._keyword == "msgid":
            self._unnamed = False

    def _previous(self, keyword: str) -> None:
        if self._keyword in ("msgctxt", "msgid"):
            raise ValueError("a previous text in the middle of an entry")
        if keyword not in ("msgctxt", "msgid"):
            raise ValueError(f"unknown keyword {keyword} in a previous text")
        self._stray = True

    def _advance(self, prefix: str, keyword: str, number: int) -> None:
        if keyword == "msgid_plural" or keyword.startswith("msgstr["):
            raise ValueError("plural forms have no use in these catalogs")
        expected = _FOLLOWERS[self._keyword]
        if keyword not in expected:
            known = "must come here" if keyword in _FOLLOWERS else f"must come here, {keyword} is no keyword"
            raise ValueError(f"{' or '.join(expected)} {known}")
        if self._keyword in ("msgctxt", "msgid") and prefix != self._prefix:
            raise ValueError("an entry that is obsolete (#~) in one line and not in the next")
        if keyword == "msgstr":
            self._check_msgid(prefix)
        elif keyword == "msgid":
            self.msgids.append(number)
        elif not self.msgids:
            raise ValueError(_NO_HEADER)
        self._keyword, self._prefix, self._stray = keyword, prefix, False

    def _check_msgid(self, prefix: str) -> None:
        """The first msgid is that of the header, which is empty; no other is."""
        is_first = len(self.msgids) == 1
        if is_first and (prefix or not self._unnamed):
            raise ValueError(_NO_HEADER)
        if self._unnamed and not is_first:
            raise ValueError("the msgid of this entry is empty")

    def fault_at_end(self) -> str:
        """What is missing when the file ends here."""
        if self._keyword != "msgstr":
            return f"the file ends where {' or '.join(_FOLLOWERS[self._keyword])} should come"
        return "a comment at the end that belongs to no entry" if self._stray else ""
