"""Find the strings of a JSON-LD block that a reader would want in their language, with their places.

Which properties hold text and which hold codes, dates or addresses follows the definitions on schema.org (Text against
URL, Date, Enumeration …).
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

TEXT_PROPERTIES = frozenset(
    """name headline alternativeHeadline alternateName description disambiguatingDescription text articleBody
    articleSection abstract caption keywords slogan jobTitle award knowsAbout serviceType category audienceType
    honorificPrefix honorificSuffix reviewBody transcript about mentions subjectOf teaches howPerformed preparation
    followup bodyLocation possibleComplication expectedPrognosis naturalProgression pathophysiology epidemiology
    riskFactor primaryPrevention secondaryPrevention signOrSymptom possibleTreatment typicalTest indication
    contraindication seriousAdverseOutcome adverseOutcome warning foodWarning alcoholWarning purpose
    availableService amenityFeature areaServed paymentAccepted contactType roleName backstory credentialCategory
    educationalLevel accessibilitySummary actionableFeedbackPolicy siteName additionalName tool supply estimatedCost
    """.split()
)
_CODE_CONTAINERS = frozenset(("PostalAddress", "GeoCoordinates", "PropertyValue", "OpeningHoursSpecification"))
_NOT_TEXT = re.compile(
    r"(?:https?:|mailto:|tel:|#|/|\./)\S*|[\w.+-]+@[\w.-]+|[\d\s.,:;/+()TZ%-]*|[A-Z]{2,}(?:[-_][A-Z0-9]+)*", re.ASCII
)
"""URLs, addresses, dates, numbers and upper-case codes such as ``FBSS``: the same in every language."""

_TOKEN = re.compile(
    r"[ \t\r\n]*(?:(?P<string>\"(?:[^\"\\]|\\.)*\")|(?P<mark>[{}\[\],:])|(?P<atom>[^\s{}\[\],:\"]+))", re.S
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCRIPT_OPENER = re.compile(r"<(?=!--|script)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.S)


@dataclass(frozen=True, slots=True)
class JsonString:
    """A string value: ``start:end`` spans it with its quotes in the block.

    ``name`` is the property that holds it, ``type`` the type of its object.
    """

    start: int
    end: int
    value: str
    type: str
    name: str

    @property
    def role(self) -> str:
        """The msgctxt of the string."""
        return f"ld+json:{self.type}.{self.name}" if self.type else f"ld+json:{self.name}"

    @property
    def translatable(self) -> bool:
        """Whether this is text for readers."""
        is_whole = not _SURROGATE.search(self.value)  # half a character fits into no catalog
        return is_whole and self.name in TEXT_PROPERTIES and not _NOT_TEXT.fullmatch(self.value.strip())


@dataclass(slots=True)
class _Frame:
    """An open object or array; an array speaks with the name of the property that holds it."""

    is_object: bool
    name: str
    parent: _Frame | None
    key: str = ""
    type: str = ""

    def owner(self) -> _Frame:
        frame = self
        while not frame.type and frame.parent is not None:
            frame = frame.parent
        return frame


def strings(block: str) -> Iterator[JsonString]:
    """Yield the string values of a JSON-LD block in order; nothing when the block is not JSON."""
    try:
        json.loads(block)
    except (ValueError, RecursionError):
        return
    top = current = _Frame(False, "", None)
    found: list[tuple[_Frame, int, int, str, str]] = []
    previous = ""
    for token in _TOKEN.finditer(block):
        mark = token["mark"] or ""
        if mark in ("{", "["):
            current = _Frame(mark == "{", current.key if current.is_object else current.name, current)
        elif mark in ("}", "]"):
            current = current.parent or top
        elif token["string"]:
            start, end = token.span("string")
            value = str(json.loads(token["string"]))
            is_key = current.is_object and previous in ("{", ",")
            if is_key:
                current.key = value
            else:
                name = current.key if current.is_object else current.name
                if name == "@type":
                    holder = current if current.is_object else current.parent or top
                    holder.type = holder.type or value.rpartition("/")[2]
                found.append((current, start, end, value, name))
        previous = mark or "value"
    for frame, start, end, value, name in found:
        if not _in_code_container(frame):
            yield JsonString(start, end, value, frame.owner().type, name)


def _in_code_container(frame: _Frame | None) -> bool:
    while frame is not None:
        if frame.type in _CODE_CONTAINERS:
            return True
        frame = frame.parent
    return False


def decode_positions(block: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """Decode the inside of a JSON string at ``start:end`` (quotes excluded).

    Returns the text and, for each of its characters and its end, the offset in ``block`` where it is written.
    """
    text: list[str] = []
    offsets: list[int] = []
    position = start
    while position < end:
        escape = _ESCAPE.match(block, position)
        piece = str(json.loads(f'"{escape.group()}"')) if escape else block[position]
        text.append(piece)
        offsets += [position] * len(piece)
        position = escape.end() if escape else position + 1
    return "".join(text), (*offsets, end)


def writer(like: str, encoding: str = "utf-8") -> Callable[[str], str]:
    """Return a function that writes text for the inside of a JSON string, in the manner of ``like``, which it replaces.

    A block that writes ``\\u015f`` or ``\\/`` goes on doing so; what would end the script or open a comment in it is
    always escaped (HTML Standard, 4.12.1.3), and so is what ``encoding`` lacks.
    """
    ascii_only = "\\u" in like and like.isascii()
    all_slashes = "\\/" in like

    def write(text: str) -> str:
        written = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
        written = written.replace("/", "\\/") if all_slashes else written.replace("</", "<\\/")
        written = _SCRIPT_OPENER.sub(r"\\u003c", written)
        return written.encode(encoding, "json_escape").decode(encoding)

    return write


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("json_escape", _json_escape)
