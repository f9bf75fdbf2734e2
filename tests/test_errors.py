"""Errors are one line: place, message, offending text."""

from __future__ import annotations

import pytest

from pipeline import errors
from pipeline.errors import CatalogError, L10nError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, L10nError)]


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({}, "is wrong"),
        ({"file": "a.po"}, "a.po: is wrong"),
        ({"file": "a.po", "line": 7}, "a.po:7: is wrong"),
        ({"line": 7}, "7: is wrong"),
        ({"text": "x"}, "is wrong: 'x'"),
        ({"text": ""}, "is wrong: ''"),
        ({"file": "a.po", "line": 7, "text": "it's"}, 'a.po:7: is wrong: "it\'s"'),
        ({"file": "a.po", "text": "one\n  two\tthree "}, "a.po: is wrong: 'one two three'"),
        ({"text": "x\x00\x1b"}, r"is wrong: 'x\x00\x1b'"),
        ({"text": "ağrı"}, "is wrong: 'ağrı'"),
    ],
)
def test_places_and_texts(settings: dict[str, object], shown: str) -> None:
    error = L10nError("is wrong", **settings)  # type: ignore[arg-type]
    assert str(error) == shown
    assert (error.message, error.file, error.line, error.text) == (
        "is wrong",
        settings.get("file"),
        settings.get("line"),
        settings.get("text"),
    )


@pytest.mark.parametrize(("length", "shown"), [(80, "x" * 80), (81, "x" * 79 + "…"), (100_000, "x" * 79 + "…")])
def test_long_texts_are_clipped(length: int, shown: str) -> None:
    assert str(L10nError("is wrong", text="x" * length)) == f"is wrong: '{shown}'"


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_ends_a_command_with_2(kind: type[L10nError]) -> None:
    assert kind("x").exit_code == 2
    assert str(kind("x", file="f", line=1)) == "f:1: x"


def test_there_are_many_kinds_of_one_tree() -> None:
    assert {kind.__name__ for kind in KINDS} >= {
        "L10nError",
        "PageError",
        "CatalogError",
        "StoppedError",
        "OutputError",
    }
    with pytest.raises(L10nError):
        raise CatalogError("x")
