"""What an element says of itself: ``its-*`` attributes (ITS 2.0, 6.1), and HTML's ``translate``, ``lang`` and ``dir``.

Wrong values are refused, with one exception: like browsers, we pass over a wrong ``translate`` or ``dir``.
"""

from __future__ import annotations

from typing import NoReturn, TypeVar

from pipeline.errors import PageError
from pipeline.its.marks import NOTHING, Marks, Note, TermMark, Within
from pipeline.model import LocaleFilter
from pipeline.parse import Document, Element

_T = TypeVar("_T")
_HTML = frozenset(("translate", "class", "lang", "xml:lang", "dir", "xml:space"))
_DIRECTIONS = frozenset(("ltr", "rtl", "lro", "rlo", "auto"))
_YES_NO = {"yes": True, "no": False}
_SPACE = {"preserve": True, "default": False}


def local_marks(document: Document, element: Element) -> Marks:
    """The marks of an element by its own attributes."""
    attributes = element.attrs
    if not any(name in _HTML or name.startswith("its-") for name in attributes):
        return NOTHING
    return _Local(document, element).marks()


class _Local:
    def __init__(self, document: Document, element: Element):
        self._document, self._element = document, element

    def marks(self) -> Marks:
        within, term, info = self._its("within-text"), self._its("term"), self._its("term-info-ref")
        return Marks(
            translate=self._translate(),
            note=self._note(),
            within=None if within is None else self._choice("within-text", within, {w.value: w for w in Within}),
            term=None if term is None else TermMark(self._choice("term", term, _YES_NO), info or ""),
            locales=self._locales(),
            direction=self._direction(),
            preserve=_SPACE.get(self._value("xml:space")),
            language=self._language(),
        )

    def _value(self, name: str) -> str:
        return str(self._element.get(name, "")).strip()

    def _its(self, name: str) -> str | None:
        return self._value(f"its-{name}") if self._element.has_attr(f"its-{name}") else None

    def _choice(self, name: str, value: str, choices: dict[str, _T]) -> _T:
        found = choices.get(value.lower())
        if found is None:
            self._refuse(f"its-{name} must be {' or '.join(choices)}", value)
        return found

    def _refuse(self, message: str, text: str) -> NoReturn:
        line = self._document.location(self._element.token.start).line
        raise PageError(message, file=self._document.page.file, line=line, text=text)

    def _translate(self) -> bool | None:
        """HTML's ``translate``, and ``class="notranslate"``, which search engines made common."""
        if self._element.has_attr("translate"):
            wish = self._value("translate").lower()
            if wish in ("", "yes", "no"):
                return wish != "no"
        return False if "notranslate" in (self._element.get("class") or ()) else None

    def _note(self) -> Note | None:
        text, reference, kind = self._its("loc-note"), self._its("loc-note-ref"), self._its("loc-note-type")
        is_alert = self._choice("loc-note-type", kind or "description", {"description": False, "alert": True})
        return Note(text or "", is_alert, reference or "") if text or reference else None

    def _locales(self) -> LocaleFilter | None:
        ranges = self._its("locale-filter-list")
        if ranges is None:
            return None
        kind = self._its("locale-filter-type") or "include"
        choices = {"include": False, "exclude": True}
        return LocaleFilter(ranges_of(ranges), self._choice("locale-filter-type", kind, choices))

    def _direction(self) -> str | None:
        direction = self._value("dir").lower()
        return direction if direction in _DIRECTIONS else None

    def _language(self) -> str | None:
        language = self._value("lang") or self._value("xml:lang")
        return language if language and not is_templated(language) else None


def ranges_of(text: str) -> tuple[str, ...]:
    """The language ranges of a comma-separated list."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def is_templated(value: str) -> bool:
    """Whether a value is filled in by a template tag, so that nobody knows it yet."""
    return "{" in value or "<" in value
