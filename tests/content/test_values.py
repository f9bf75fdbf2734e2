"""Paths: which values a path of the settings means, and what is no path."""

from __future__ import annotations

import pytest

from pipeline.data.values import Selection, Use, selector, selectors
from pipeline.errors import ProjectError


@pytest.mark.parametrize(
    ("written", "path", "fits"),
    [
        ("name", ("name",), True),
        ("name", ("names",), False),
        ("name", ("a", "name"), False),
        ("prices[].label", ("prices", "[]", "label"), True),
        ("prices[].label", ("prices", "label"), False),
        ("[].name", ("[]", "name"), True),
        ("grid[][]", ("grid", "[]", "[]"), True),
        ("*.name", ("[]", "name"), True),
        ("*.name", ("ayla", "name"), True),
        ("*.name", ("name",), False),
        ("*.name", ("[]", "a", "name"), False),
        ("**.name", ("name",), True),
        ("**.name", ("a", "[]", "name"), True),
        ("**.name", ("a", "name", "b"), False),
        ("a.**", ("a",), True),
        ("a.**", ("a", "b", "[]"), True),
        ("**.a.**.b", ("x", "a", "y", "b"), True),
        ('"a.b".c', ("a.b", "c"), True),
        ('"*"', ("x",), False),
        ("Opening hours", ("Opening hours",), True),
    ],
)
def test_paths(written: str, path: tuple[str, ...], fits: bool) -> None:
    assert selector(written).fits(path) is fits


@pytest.mark.parametrize("written", ["", ".", "a..b", "a.", ".a", "[x]", "a[]b", 'a"b"', "a[0]"])
def test_what_is_no_path(written: str) -> None:
    with pytest.raises(ProjectError, match="no path; write keys") as error:
        selector(written)
    assert error.value.text == written


def test_html_counts_before_text_and_ignore_before_all() -> None:
    selection = Selection(texts=selectors("*.*"), markup=selectors("*.bio"), ignore=selectors("old.*"))
    uses = [selection.use(path) for path in (("a", "name"), ("a", "bio"), ("old", "bio"), ("a",))]
    assert uses == [Use.TEXT, Use.MARKUP, None, None]
