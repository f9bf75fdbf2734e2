"""Tables of texts: tab-separated columns, whose first line names languages and whatever else there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import L10nError


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; ``number`` counts from 1, the header's line."""

    number: int
    cells: Mapping[str, str]

    @property
    def text(self) -> str:
        """The line as it stands in the file."""
        return "\t".join(self.cells.values())


def read_table(path: Path, columns: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a table that has these ``columns`` (and perhaps others); empty lines are passed over.

    Raises :class:`L10nError` with file and line for what cannot be used.
    """
    name = path.as_posix()
    try:
        lines = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise L10nError(f"is not UTF-8 (byte {error.start})", file=name) from error
    except OSError as error:
        raise L10nError(f"cannot be read ({error.strerror})", file=name) from error
    header = lines[0].split("\t")
    for column in columns:
        if header.count(column) != 1:
            raise L10nError(f"the header must name the column {column!r} once", file=name, line=1, text=lines[0])
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise L10nError(f"has {len(cells)} cells, the header {len(header)}", file=name, line=number, text=line)
        rows.append(Row(number, dict(zip(header, cells, strict=True))))
    return tuple(rows)
