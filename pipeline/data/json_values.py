"""The texts of a JSON file (RFC 8259), with their places; another text is written in the manner of the one it replaces.

Keys are no values, and of a key that an object holds twice both values are given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.data.values import ITEMS, Path, Value
from pipeline.errors import PageError
from pipeline.model import Page

_TOKEN = re.compile(r"(?P<string>\"(?:[^\"\\]|\\.)*\")|(?P<mark>[{}\[\],:])|[^\s{}\[\],:\"]+", re.DOTALL)


@dataclass(slots=True)
class _Open:
    """An object or a list that is being read; ``step`` leads on from it."""

    path: Path
    is_object: bool
    step: str


def json_values(page: Page) -> Iterator[Value]:
    """The strings of a file in order; :class:`PageError` for one that is no JSON."""
    try:
        json.loads(page.text)
    except json.JSONDecodeError as error:
        message = f"not valid JSON ({error.msg}); mend the file"
        line = page.text.splitlines()[error.lineno - 1 : error.lineno]
        raise PageError(message, file=page.file, line=error.lineno, text="".join(line)) from None
    except RecursionError:
        raise PageError("JSON nested too deep; make it flatter", file=page.file) from None
    stack: list[_Open] = []
    previous = ""
    for token in _TOKEN.finditer(page.text):
        mark = token["mark"] or ""
        top = stack[-1] if stack else None
        path = (*top.path, top.step) if top else ()
        if mark in ("{", "["):
            stack.append(_Open(path, mark == "{", ITEMS))
        elif mark in ("}", "]"):
            stack.pop()
        elif token["string"]:
            text = str(json.loads(token["string"]))
            if top and top.is_object and previous in ("{", ","):
                top.step = text
            else:
                yield Value(*token.span(), text, path, _writer(token["string"]))
        previous = mark or "value"


def _writer(like: str) -> Callable[[str], str]:
    """Write a string; one that holds ``\\u0131`` or ``\\/`` shows how its author writes letters and slashes."""
    return partial(_write, "\\u" in like and like.isascii(), "\\/" in like)


def _write(ascii_only: bool, escapes_slashes: bool, text: str) -> str:
    written = json.dumps(text, ensure_ascii=ascii_only)
    return written.replace("/", "\\/") if escapes_slashes else written
