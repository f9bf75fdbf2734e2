"""Small pages with rules, and what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.its.annotate import Annotations, annotate
from pipeline.its.filters import filter_edits
from pipeline.parse import parse, read_page
from pipeline.restore import identity, restore
from pipeline.segment import segment

NAMESPACES = (
    'xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def rules(*inner: str, attributes: str = "") -> str:
    """A rules element that holds these rules, written without their prefix."""
    held = "".join(re.sub("<(/?)", r"<\1its:", rule) for rule in inner)
    return f'<its:rules version="2.0" {NAMESPACES} {attributes}>{held}</its:rules>'


def script(*inner: str, attributes: str = "") -> str:
    """A script that holds these rules."""
    return f'<script type="application/its+xml">{rules(*inner, attributes=attributes)}</script>'


def annotated(text: str, files: Mapping[str, str] | None = None, language: str = "en") -> Annotations:
    """What ITS says of a page at ``source/en/page.html`` with these files around it."""

    def load(path: str) -> bytes:
        if path not in (files or {}):
            raise FileNotFoundError(2, "no such file", path)
        return (files or {})[path].encode()

    page = read_page(text.encode(), name="page", language=language, file=f"source/{language}/page.html")
    return annotate(parse(page), load)


def texts(text: str, files: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Roles and texts of the units of a page, which restore it byte for byte."""
    annotations = annotated(text, files)
    segments = segment(annotations.document, annotations)
    assert restore(annotations.document.page, segments, identity(segments)) == text
    return [(s.role, s.msgid) for s in segments]


def notes(text: str, files: Mapping[str, str] | None = None) -> list[tuple[str, ...]]:
    """The notes on the units of a page."""
    annotations = annotated(text, files)
    return [s.notes for s in segment(annotations.document, annotations)]


def shown(text: str, locale: str) -> str:
    """The page as it is for a locale."""
    annotations = annotated(text)
    return restore(annotations.document.page, (), {}, filter_edits(annotations, locale))
