"""YAML: texts change in their author's style; comments, anchors and all else stay."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.yaml_values import yaml_values
from pipeline.errors import PageError
from tests.content.files import page, paragraphs, rewritten, said, texts

scalars = st.none() | st.booleans() | st.integers() | st.dates() | texts | paragraphs
trees = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=10)


def mapped(tree: object, word: str) -> object:
    """A tree with a word added to every string value."""
    if isinstance(tree, str):
        return tree + word
    if isinstance(tree, list):
        return [mapped(item, word) for item in tree]
    return {key: mapped(value, word) for key, value in tree.items()} if isinstance(tree, dict) else tree


@given(
    trees,
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([" ağrı", ": #\n"]),
)
def test_only_the_strings_change(tree: object, style: str | None, flow: bool, unicode: bool, word: str) -> None:
    text = yaml.safe_dump(tree, default_style=style, default_flow_style=flow, allow_unicode=unicode, sort_keys=False)
    source = page(text, "hours.yaml")
    values = [*yaml_values(source)]
    # A style that is given for all makes strings of numbers, too: compare with what is read.
    expected = mapped(yaml.safe_load(text), word)
    assert yaml.safe_load(rewritten(source, values, lambda said: said + word).text) == expected
    assert yaml.safe_load(rewritten(source, values, str).text) == yaml.safe_load(text)


SOURCE = """\
# Opening hours
days:            # of the week
  - &mon Monday
  - *mon
  - !!str 'It''s closed'
  - "caf\\u00e9"
at: 9
open: yes
note: |
  Two lines
  of text

more: >-
  Folded
  text

  and more
end: x
"""


def test_paths_and_types() -> None:
    assert said(yaml_values(page(SOURCE))) == [
        ("days.[]", "Monday"),
        ("days.[]", "It's closed"),
        ("days.[]", "café"),
        ("note", "Two lines\nof text\n"),
        ("more", "Folded text\nand more"),
        ("end", "x"),
    ]


def test_style_stays() -> None:
    source = page(SOURCE)
    words = iter(["Pazartesi", "Ağrı: yok", "şiş", "Bir\n\n  iki\n", "Bir\niki", "evet: #"])
    assert rewritten(source, yaml_values(source), lambda _: next(words)).text == (
        SOURCE.replace("&mon Monday", "&mon Pazartesi")
        .replace("It''s closed", "Ağrı: yok")
        .replace("caf\\u00e9", "şiş")
        .replace("Two lines\n  of text", "Bir\n\n    iki")
        .replace("Folded\n  text\n\n  and more", "Bir\n\n  iki")
        .replace("end: x", "end: 'evet: #'")
    )


def test_line_ends_stay() -> None:
    source = page("a: |\r\n  One\r\n  two\r\nb: x\r\n")
    assert rewritten(source, yaml_values(source), lambda text: text.replace("two", "iki\nüç")).text == (
        "a: |\r\n  One\r\n  iki\r\n  üç\r\nb: x\r\n"
    )


@pytest.mark.parametrize("text", ["yes", "12", "2026-01-01", "~", "a: b", "a #b", "- a", "x, y]", "", " a", "a\nb"])
@pytest.mark.parametrize("source", ["a: word\n", "a: [word, 1]\n", "a: 'word'\n", "word\n"])
def test_no_text_turns_into_something_else(source: str, text: str) -> None:
    values = [*yaml_values(page(source))]
    assert [value.text for value in yaml_values(rewritten(page(source), values, lambda _: text))] == [text]


def test_errors() -> None:
    with pytest.raises(PageError, match=r"source/en/data.json:2: not valid YAML \(.*\); mend the file"):
        [*yaml_values(page("a: b\n c: d\n"))]
