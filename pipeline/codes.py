"""Inline codes as translators see them: ``Take <b1>two</b1> tablets.<br1/>``.

A code is ``<name>``, ``</name>`` or ``<name/>``, where the name is that of the element followed by a number. Literal
text that would read as a code is written ``&lt;b1>``, and a literal ``&lt;`` or ``&amp;`` before such text gets its
ampersand escaped, so that every msgid has one reading; ``5 < 10`` and ``R&D`` stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import CodeKind

CODE = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*[0-9])(?P<empty>/?)>")
_ESCAPABLE = re.compile(r"<(?=/?[a-z][a-z0-9-]*[0-9]/?>)|&(?=(?:lt|amp);)")
_ESCAPED = re.compile(r"&(lt|amp);")


@dataclass(frozen=True, slots=True)
class Code:
    """A code inside a text: its name and kind, and its offset in the text *without* codes."""

    name: str
    kind: CodeKind
    offset: int = 0

    def __str__(self) -> str:
        return {"open": f"<{self.name}>", "close": f"</{self.name}>", "empty": f"<{self.name}/>"}[self.kind]


def escape(text: str) -> str:
    """Write plain text so that nothing in it reads as a code."""
    return _ESCAPABLE.sub(lambda m: "&lt;" if m.group() == "<" else "&amp;", text)


def unescape(text: str) -> str:
    """Inverse of :func:`escape`, for text between codes."""
    return _ESCAPED.sub(lambda m: "<" if m.group(1) == "lt" else "&", text)


def tokenize(text: str) -> tuple[str | Code, ...]:
    """Cut a msgid into plain strings (unescaped) and codes, in order; empty strings are left out."""
    parts: list[str | Code] = []
    plain = position = 0
    for match in CODE.finditer(text):
        if match.start() > position:
            piece = unescape(text[position : match.start()])
            parts.append(piece)
            plain += len(piece)
        parts.append(Code(match["name"], _kind(match), plain))
        position = match.end()
    if position < len(text):
        parts.append(unescape(text[position:]))
    return tuple(parts)


def _kind(match: re.Match[str]) -> CodeKind:
    if match["close"]:
        return CodeKind.CLOSE
    return CodeKind.EMPTY if match["empty"] else CodeKind.OPEN


def split(text: str) -> tuple[str, tuple[Code, ...]]:
    """Take the codes out: the plain text, and the codes with their offsets in it."""
    parts = tokenize(text)
    return "".join(p for p in parts if isinstance(p, str)), tuple(p for p in parts if isinstance(p, Code))


def join(plain: str, codes: Iterable[Code]) -> str:
    """Put codes into plain text at their offsets; inverse of :func:`split`. Codes must be sorted by offset."""
    out: list[str] = []
    position = 0
    for code in codes:
        out += (escape(plain[position : code.offset]), str(code))
        position = code.offset
    out.append(escape(plain[position:]))
    return "".join(out)


def plain(text: str) -> str:
    """The text without its codes, as a reader sees it."""
    return split(text)[0]


def same(source: str, target: str) -> bool:
    """Whether both texts hold the same codes, each as often, in whatever order."""
    return _counts(source) == _counts(target)


def difference(source: str, target: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes that ``target`` lacks and those it has too many, as they are written."""
    left, right = _counts(source), _counts(target)
    return tuple((left - right).elements()), tuple((right - left).elements())


def _counts(text: str) -> Counter[str]:
    return Counter(str(part) for part in tokenize(text) if isinstance(part, Code))


def problem(source: str, target: str) -> str | None:
    """What is wrong with the codes of a translation, in words; None when they are those of the source, nested."""
    missing, added = difference(source, target)
    if missing or added:
        wrong = [f"lacks {' '.join(missing)}"] * bool(missing) + [f"has {' '.join(added)} too many"] * bool(added)
        return f"translation {' and '.join(wrong)}"
    if not nested(split(target)[1]):
        return "translation closes its codes in the wrong order"
    return None


def nested(codes: Sequence[Code]) -> bool:
    """Whether every opening code is closed in proper order."""
    stack: list[str] = []
    for code in codes:
        if code.kind is CodeKind.OPEN:
            stack.append(code.name)
        elif code.kind is CodeKind.CLOSE and (not stack or stack.pop() != code.name):
            return False
    return not stack
