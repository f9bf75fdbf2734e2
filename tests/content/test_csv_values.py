"""Tables: every cell with its column; quotes, line ends and what parts the cells stay the author's."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.csv_values import csv_values
from pipeline.errors import PageError
from tests.content.files import page, rewritten, said, texts

cells = texts | st.sampled_from(["two\nlines", "a\r\nb", "", '"', ",;"])


@given(
    st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_only_the_cells_change(rows: list[tuple[str, ...]], delimiter: str, quoting: int, newline: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator=newline)  # type: ignore[arg-type]
    writer.writerows([("name", "price", "note"), *rows])
    source = page(stream.getvalue(), "prices.csv")
    values = [*csv_values(source)]
    assert [v.text for v in values] == [cell for row in rows for cell in row]
    assert rewritten(source, values, str).text == source.text
    changed = rewritten(source, values, lambda text: text + "; ağrı, ")
    read = [*csv.reader(io.StringIO(changed.text, newline=""), delimiter=delimiter)]
    assert read == [["name", "price", "note"], *([cell + "; ağrı, " for cell in row] for row in rows)]


def test_columns_and_empty_lines() -> None:
    source = page('name;note\n\n"a;b";"say ""x"""\nc;\n', "prices.csv")
    assert said(csv_values(source)) == [("name", "a;b"), ("note", 'say "x"'), ("name", "c"), ("note", "")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "name,note\nMRI, with contrast,600\n",
            "source/en/prices.csv:2: the row has 3 cells, the first one 2; put texts that hold a mark in quotes: "
            "'MRI, with contrast,600'",
        ),
        (
            'name,note\nx,"open\n',
            "source/en/prices.csv:2: a cell in quotes must end with one before the next cell; "
            "write a quote in it twice: '\"open'",
        ),
    ],
)
def test_errors(text: str, message: str) -> None:
    with pytest.raises(PageError) as error:
        [*csv_values(page(text, "prices.csv"))]
    assert str(error.value) == message
