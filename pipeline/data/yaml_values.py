"""The texts of a YAML file (1.1, as PyYAML reads it), with their places; each is written again in its author's style.

Comments, anchors, key order and every other character stay, because only the text itself is replaced. A text that is
used again by an alias is one value, at its anchor.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from functools import partial

import yaml
from yaml.emitter import Emitter

from pipeline.data.values import ITEMS, Path, Value
from pipeline.errors import PageError
from pipeline.model import Page

_STRING = "tag:yaml.org,2002:str"
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
"""Anchor and tag, which PyYAML counts to the text."""
# What JSON allows in a string and YAML does not, or takes for a line break (YAML 1.1, 5.1 and 5.4).
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def yaml_values(page: Page) -> Iterator[Value]:
    """The strings of a file in order; :class:`PageError` for one that is no YAML."""
    try:
        for document in yaml.compose_all(page.text, Loader=yaml.SafeLoader):
            yield from _values(document, (), page, set())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        line = mark.line + 1 if mark else None
        raise PageError(f"not valid YAML ({reason}); mend the file", file=page.file, line=line) from None
    except RecursionError:
        raise PageError("YAML nested too deep; make it flatter", file=page.file) from None


def _values(node: yaml.Node | None, path: Path, page: Page, seen: set[int]) -> Iterator[Value]:
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            step = key.value if isinstance(key, yaml.ScalarNode) else ""
            yield from _values(value, (*path, step), page, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _values(item, (*path, ITEMS), page, seen)
    elif node.tag == _STRING:
        properties = _PROPERTIES.match(page.text, node.start_mark.index)
        assert properties, "it may be empty"
        start, end = properties.end(), node.end_mark.index
        yield Value(start, end, node.value, path, _writer(page.text[start:end], node, page.newline))


def _writer(raw: str, node: yaml.ScalarNode, newline: str) -> Callable[[str], str]:
    if node.style in ("|", ">"):
        return partial(_write_block, raw, str(node.value), newline)
    return partial(_write_flow, node.style or "")


def _write_flow(style: str, text: str) -> str:
    """Write on one line: plain or in single quotes where the author did and the text allows it, else double."""
    analysis = Emitter(io.StringIO(), allow_unicode=True).analyze_scalar(text)
    is_string = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False)) == _STRING
    if style == "" and analysis.allow_flow_plain and is_string and "\n" not in text:
        return text
    if style in ("", "'") and analysis.allow_single_quoted and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    written = json.dumps(text, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found.group()):04X}", written)


def _write_block(raw: str, before: str, newline: str, text: str) -> str:
    """Write a block: its header, indentation and the empty lines at its end stay.

    A text that begins or ends with other white space than the one before it, or that a block cannot hold, goes in
    quotes.
    """
    header, _, body = raw.partition(newline)
    content = body.rstrip(" \r\n")
    ending = body[len(content) :]
    # What the first line is indented by, less the spaces that belong to the text.
    indent = _indentation(content).removesuffix(_indentation(before))
    analysis = Emitter(io.StringIO(), allow_unicode=True).analyze_scalar(text)
    if not indent or not analysis.allow_block or _edges(text) != _edges(before):
        return _write_flow('"', text) + (newline if raw.endswith(newline) else "")
    if header.startswith(">") and re.search(r"(?m)^[ \t]", text):
        header = "|" + header[1:]  # lines that begin with white space are not folded
    shown = text.rstrip("\n")
    if header.startswith(">"):
        # Behind the first word a lone line end would be read as a space.
        shown = re.sub(r"(?<=[^\n])\n+", lambda run: run.group() + "\n", shown)
    lines = shown.split("\n")
    return header + newline + newline.join(indent + line if line else "" for line in lines) + ending


def _indentation(text: str) -> str:
    """The spaces before the first line that holds more than spaces."""
    first = next((line for line in text.splitlines() if line.strip(" ")), "")
    return first[: len(first) - len(first.lstrip(" "))]


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
