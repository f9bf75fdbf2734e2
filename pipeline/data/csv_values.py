"""The cells of a table (RFC 4180), also with tabs, or with semicolons as spreadsheets write where commas are decimal.

The first row names the columns. What parts the cells is the mark that stands most often in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pipeline.data.values import Value
from pipeline.errors import PageError
from pipeline.model import Page

_DELIMITERS = ",;\t|"
_LINE_END = re.compile(r"\r\n?|\n")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')


def csv_values(page: Page) -> Iterator[Value]:
    """The cells below the first row; :class:`PageError` for a row that does not fit the columns."""
    rows = _rows(page)
    names = [text for _, _, text in next(rows, [])]
    delimiter = _delimiter(page.text)
    for row in rows:
        if len(row) != len(names):
            line = _line(page, row[0][0])
            message = f"the row has {len(row)} cells, the first one {len(names)}; put texts that hold a mark in quotes"
            raise PageError(message, file=page.file, line=line, text=page.text.splitlines()[line - 1])
        for name, (start, end, text) in zip(names, row, strict=True):
            yield Value(start, end, text, (name,), partial(_write, page.text[start:end], delimiter))


def columns(page: Page) -> tuple[str, ...]:
    """The names in the first row."""
    return tuple(text for _, _, text in next(_rows(page), []))


def _rows(page: Page) -> Iterator[list[tuple[int, int, str]]]:
    """Rows of cells: where each stands, with its quotes, and what it says; empty lines are no rows."""
    text, position = page.text, 0
    delimiter = _delimiter(text)
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    row: list[tuple[int, int, str]] = []
    while position < len(text) or row:
        quoted = text.startswith('"', position)
        found = (_QUOTED if quoted else plain).match(text, position)
        end = found.end() if found else position
        after = text[end : end + 1]
        if found is None or after not in ("", delimiter, "\r", "\n"):
            line = _line(page, position)
            message = "a cell in quotes must end with one before the next cell; write a quote in it twice"
            raise PageError(message, file=page.file, line=line, text=text[position : position + 60])
        said = found[1].replace('""', '"') if quoted else found[0]
        row.append((position, end, said))
        line_end = _LINE_END.match(text, end)
        position = line_end.end() if line_end else end + 1
        if after != delimiter:
            if len(row) > 1 or end > row[0][0]:
                yield row
            row = []


def _delimiter(text: str) -> str:
    first = _LINE_END.split(_QUOTED.sub("", text[:10_000]).lstrip("\r\n"), maxsplit=1)[0]
    return max(_DELIMITERS, key=first.count)


def _line(page: Page, offset: int) -> int:
    return len(_LINE_END.findall(page.text, 0, offset)) + 1


def _write(like: str, delimiter: str, text: str) -> str:
    must = any(mark in text for mark in f'{delimiter}"\r\n')
    return '"' + text.replace('"', '""') + '"' if must or like.startswith('"') else text
