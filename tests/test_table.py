"""Tables of texts: what is read, and what is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import L10nError
from pipeline.table import Row, read_table


def write(folder: Path, content: bytes) -> Path:
    path = folder / "table.tsv"
    path.write_bytes(content)
    return path


def test_rows_with_their_lines(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufefftr\tid\ten\r\nbir\t7\tone\r\n\r\n\t8\ttwo\u2028lines\r\n".encode())
    rows = read_table(path, ("en", "tr"))
    assert rows == (
        Row(2, {"tr": "bir", "id": "7", "en": "one"}),
        Row(4, {"tr": "", "id": "8", "en": "two\u2028lines"}),
    )
    assert rows[0].text == "bir\t7\tone"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, "must name the column 'en' once"),
        (b"en\ten\ttr\n", 1, "must name the column 'en' once"),
        (b"en\tde\n", 1, "must name the column 'tr' once"),
        (b"en\ttr\none\n", 2, "has 1 cells, the header 2"),
        (b"en\ttr\na\tb\tc\n", 2, "has 3 cells, the header 2"),
        (b"en\ttr\n\xff\n", None, "is not UTF-8"),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, content: bytes, line: int | None, message: str) -> None:
    with pytest.raises(L10nError, match=message) as caught:
        read_table(write(tmp_path, content), ("en", "tr"))
    assert caught.value.line == line


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(L10nError, match="cannot be read"):
        read_table(tmp_path / "gone.tsv", ("en", "tr"))
