"""Data files for tests, and what becomes of them when all their texts are written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from hypothesis import strategies as st

from pipeline.data.values import Value
from pipeline.model import Page
from pipeline.restore import Edit, restore

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30) | st.sampled_from(
    ["yes", "12", "null", "# no", "a: b", "- a", "it's", 'say "x"', "ağrı; şiş, ışık", " edges ", "<b>x</b> & y", "]]>"]
)
"""Texts of one line, among them such as mean something in one of the formats."""
paragraphs = st.lists(st.sampled_from(["Take two.", "", "  indented", "İyi günler: dinlenin", "# 5"]), min_size=1).map(
    "\n".join
)


def page(text: str, name: str = "data.json") -> Page:
    return Page(name, "en", f"source/en/{name}", text, "utf-8")


def rewritten(source: Page, values: Iterable[Value], change: Callable[[str], str]) -> Page:
    """The file with every text changed by ``change``."""
    edits = [Edit(value.start, value.end, value.write(change(value.text))) for value in values]
    return replace(source, text=restore(source, (), {}, edits))


def said(values: Iterator[Value]) -> list[tuple[str, str]]:
    """Paths and texts."""
    return [(".".join(value.path), value.text) for value in values]
