"""JSON: every string with its path, written again in its author's manner."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.json_values import json_values
from pipeline.errors import PageError
from tests.content.files import page, paragraphs, rewritten, said, texts

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts | paragraphs
trees = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=15)


def mapped(tree: object) -> object:
    """A tree with every string value turned round."""
    if isinstance(tree, str):
        return tree[::-1]
    if isinstance(tree, list):
        return [*map(mapped, tree)]
    return {key: mapped(value) for key, value in tree.items()} if isinstance(tree, dict) else tree


@given(trees, st.booleans(), st.sampled_from([None, 0, 2, "\t"]))
def test_only_the_strings_change(tree: object, ascii_only: bool, indent: int | str | None) -> None:
    source = page(json.dumps(tree, ensure_ascii=ascii_only, indent=indent))
    values = [*json_values(source)]
    assert [json.loads(source.text[v.start : v.end]) for v in values] == [v.text for v in values]
    assert json.loads(rewritten(source, values, lambda text: text[::-1]).text) == mapped(tree)
    assert rewritten(source, values, str).text == source.text


def test_paths() -> None:
    source = page('{"a": {"b": ["x", {"c": "y"}, [["z"]]]}, "d": 1, "e": "w"}')
    assert said(json_values(source)) == [("a.b.[]", "x"), ("a.b.[].c", "y"), ("a.b.[].[].[]", "z"), ("e", "w")]


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ('"a\\u0131"', "ş", '"\\u015f"'),
        ('"aı"', "ş", '"ş"'),
        ('"a\\/b"', "c/d", '"c\\/d"'),
        ('"a"', '</p> "x"\n', '"</p> \\"x\\"\\n"'),
    ],
)
def test_manner(written: str, text: str, expected: str) -> None:
    (value,) = json_values(page(written))
    assert value.write(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": "x",\n"b": }', "source/en/data.json:2: not valid JSON (Expecting value); mend the file: '\"b\": }'"),
        ("[" * 100_000 + "]" * 100_000, "source/en/data.json: JSON nested too deep; make it flatter"),
    ],
)
def test_errors(text: str, message: str) -> None:
    with pytest.raises(PageError) as error:
        [*json_values(page(text))]
    assert str(error.value) == message
