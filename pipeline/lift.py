"""Take the inline codes out of a msgid, so that an engine sees whole sentences, and put them into the translation.

The codes become a forest over the text: pairs with the stretch that they cover, and literals, which are put back as
they are. :mod:`pipeline.align` finds the spot of each in the translation, between :func:`lift` and :func:`write`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby

from pipeline import codes
from pipeline.codes import Code
from pipeline.engine import Span
from pipeline.model import CodeKind

LINE = "\u2028"
"""Written for a line break that ends a sentence or a line of its own; :func:`str.splitlines` knows it."""

_STAND_IN = 0x100000
"""First of the private characters that stand for codes that are words; icon fonts use the lower private planes."""

_BREAKS = frozenset(("br", "hr"))
_NO_WORD = _BREAKS | frozenset(
    """img input svg math button select textarea label iframe video audio canvas object embed picture map meter
    progress script style template noscript comment x tpl link meta area wbr""".split()
)
MAX_DEPTH = 50
_CLOSING = ".,;:!?…)]}\"”’'»%"
_SPACE_BEFORE = re.compile(r"\s+$")
_SPACE_AFTER = re.compile(r"\s+")
_ENDS_LINE = re.compile(r"[.!?:;…][\s\"”’'»)\]]*$")
_STARTS_LINE = re.compile(r"\s*[^\w\s]*\s*[A-ZÇĞİÖŞÜ\d]")
_REFERENCE = re.compile(r"[\[(]?[\d\s,;–*†‡§-]+[\])]?|[®™©*†‡§]")


@dataclass(frozen=True, slots=True)
class Node:
    """A pair of codes around ``start:end`` of the lifted text, or, with a ``literal``, what is put back as it is.

    ``before`` and ``after`` are the white space around a literal in the source; ``is_break`` tells line breaks,
    ``follows`` literals that belong to the word before them, ``stand_in`` is the character that holds the place of a
    code that is a word of its sentence.
    """

    start: int
    end: int
    opening: str = ""
    closing: str = ""
    children: tuple[Node, ...] = ()
    literal: str = ""
    before: str = ""
    after: str = ""
    is_break: bool = False
    follows: bool = False
    stand_in: str = ""


@dataclass(frozen=True, slots=True)
class Lifted:
    """The text of a msgid without codes, and the codes in the order of the text."""

    msgid: str
    text: str
    nodes: tuple[Node, ...]
    origins: tuple[int, ...]
    """For each character of ``text`` its offset in the msgid's plain text (:func:`pipeline.codes.plain`)."""

    def span(self, start: int, end: int) -> Span:
        """Where ``start:end`` of the msgid's plain text stands in ``text``."""
        return Span(bisect_left(self.origins, start), bisect_left(self.origins, end))

    @property
    def stand_ins(self) -> str:
        """The characters of the text that stand for codes."""
        return "".join(char for char in self.text if ord(char) >= _STAND_IN)


def lift(msgid: str) -> Lifted:
    """Take the codes out of a msgid.

    The text loses the white space that stood beside a lone code, and reference marks that are glued to a word
    (``pain<sup1>2</sup1>``). It gains white space where only a line break separated two words – :data:`LINE` where
    the break ends a line – and one private character for each code that is a word: a template variable, text that
    must not be translated.
    """
    plain, flat = codes.split(msgid)
    lifter = _Lifter(plain, _alone(plain, flat))
    nodes = lifter.walk(_forest(plain, flat))
    return Lifted(msgid, "".join(lifter.text), tuple(nodes), tuple(lifter.origins))


def nodes_of(lifted: Lifted) -> Iterator[Node]:
    """All nodes of a lifted text, those within pairs included."""
    waiting = list(reversed(lifted.nodes))
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.children)


@dataclass(slots=True)
class _Branch:
    """A code or pair of codes over ``start:end`` of the plain text; ``parts`` are what stands between a pair."""

    opening: str
    element: str = ""
    closing: str = ""
    start: int = 0
    end: int = 0
    parts: list[_Branch | str] = field(default_factory=list)

    @property
    def holds_word(self) -> bool:
        """Whether a code in it, or it itself, is a word of the sentence."""
        if not self.closing:
            return bool(self.element) and self.element not in _NO_WORD
        return any(isinstance(part, _Branch) and part.holds_word for part in self.parts)

    def __str__(self) -> str:
        inside = "".join(codes.escape(part) if isinstance(part, str) else str(part) for part in self.parts)
        return f"{self.opening}{inside}{self.closing}"


def _forest(plain: str, flat: Sequence[Code]) -> list[_Branch | str]:
    """Nest the codes. Where they cross, one is missing or they nest beyond reason, every code stands alone."""
    whole = codes.nested(flat) and _depth(flat) <= MAX_DEPTH
    root = _Branch("", start=0, end=len(plain))
    stack = [root]
    position = 0
    for code in flat:
        if position < code.offset:
            stack[-1].parts.append(plain[position : code.offset])
            position = code.offset
        if not whole:
            root.parts.append(_Branch(str(code), start=code.offset, end=code.offset))
        elif code.kind is CodeKind.CLOSE:
            branch = stack.pop()
            branch.closing, branch.end = str(code), code.offset
        else:
            branch = _Branch(str(code), code.name.rstrip("0123456789"), start=code.offset, end=code.offset)
            stack[-1].parts.append(branch)
            if code.kind is CodeKind.OPEN:
                stack.append(branch)
    if position < len(plain):
        root.parts.append(plain[position:])
    return root.parts


def _alone(plain: str, flat: Sequence[Code]) -> list[int]:
    """Where in the plain text codes stand alone or pairs begin that hold nothing."""
    pairs = zip(flat, (*flat[1:], None), strict=False)
    return [
        code.offset
        for code, following in pairs
        if code.kind is CodeKind.EMPTY
        or (following and following.name == code.name and not plain[code.offset : following.offset].strip())
    ]


def _depth(flat: Sequence[Code]) -> int:
    steps = {CodeKind.OPEN: 1, CodeKind.CLOSE: -1, CodeKind.EMPTY: 0}
    return max(accumulate((steps[code.kind] for code in flat), initial=0))


class _Lifter:
    """Walks the forest and writes the text.

    ``plain`` is the msgid's text with nothing but the codes left out, ``alone`` where in it codes stand alone.
    """

    def __init__(self, plain: str, alone: Sequence[int]) -> None:
        self._plain = plain
        self._alone = alone
        self._last_alone = 0
        self._begins = len(plain) - len(plain.lstrip())
        self._ends = len(plain.rstrip())
        self._position = 0
        self._drop_space = False
        self._words = 0
        self.text: list[str] = []
        self.origins: list[int] = []

    def walk(self, parts: Sequence[_Branch | str]) -> list[Node]:
        """Write the parts and return the nodes among them."""
        nodes: list[Node] = []
        for part in parts:
            start = len(self.origins)
            if isinstance(part, str):
                written = part.lstrip() if self._drop_space else part
                self._position += len(part) - len(written)
                self._write(written, moves=True)
            elif not part.closing and part.holds_word:
                sign = chr(_STAND_IN + self._words)
                self._words += 1
                self._write(sign)
                nodes.append(Node(start, len(self.origins), literal=str(part), stand_in=sign))
                self._last_alone = part.end
            elif self._is_literal(part):
                nodes.append(self._literal(part))
            else:
                children = self.walk(part.parts)
                nodes.append(Node(start, len(self.origins), part.opening, part.closing, tuple(children)))
        return nodes

    def _write(self, text: str, *, moves: bool = False) -> None:
        """Append text, either from the plain text, where it ``moves`` the position, or in addition to it."""
        for char in text:
            self.text.append(char)
            self.origins.append(self._position)
            self._position += moves
            self._drop_space = False

    def _is_literal(self, branch: _Branch) -> bool:
        """Whether nothing between the codes is for an engine to translate."""
        if not branch.closing:
            return True
        content = self._plain[branch.start : branch.end]
        return not branch.holds_word and (not content.strip() or self._is_reference(branch))

    def _is_reference(self, branch: _Branch) -> bool:
        """Whether a pair holds nothing but a mark that follows a word: ``<sup1>2</sup1>``, ``<a1>[3]</a1>``, ``®``."""
        content = self._plain[branch.start : branch.end].strip()
        before, after = self._plain[max(branch.start - 1, 0) : branch.start], self._plain[branch.end : branch.end + 1]
        if not branch.closing or after.isalpha() or not _REFERENCE.fullmatch(content):
            return False
        is_glued = bool(before) and (before.isalnum() or before in _CLOSING)
        is_bracketed = content[0] in "[("
        is_raised = branch.element == "sup" or not content.isdigit()
        return (is_glued and is_raised) or (is_bracketed and before.isspace())

    def _literal(self, branch: _Branch) -> Node:
        following = bisect_left(self._alone, branch.end + 1)
        limit = self._alone[following] if following < len(self._alone) else len(self._plain)
        before = _SPACE_BEFORE.search(self._plain, self._last_alone, branch.start)
        after = _SPACE_AFTER.match(self._plain, branch.end, limit)
        left, right = before.group() if before else "", after.group() if after else ""
        self._last_alone = branch.end
        is_break = branch.element in _BREAKS
        if is_break and self._begins < branch.start and branch.end < self._ends:
            if _ENDS_LINE.search(self._plain, max(branch.start - 8, 0), branch.start) or _STARTS_LINE.match(
                self._plain, branch.end
            ):
                self._write(LINE)
            elif not left and not right:
                self._write(" ")
                left = right = ""
        at = len(self.origins)
        follows = not left or self._is_reference(branch)
        node = Node(at, at, literal=str(branch), before=left, after=right, is_break=is_break, follows=follows)
        self._position = branch.end
        # One side's white space is enough between two words.
        self._drop_space = not self.origins or self.text[-1].isspace()
        return node


# --- in ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spot:
    """A node over the words ``first:last`` of a translation; a literal stands before word ``first == last``."""

    node: Node
    first: int
    last: int
    inner: tuple[Spot, ...] = ()


def write(lifted: Lifted, text: str, words: Sequence[Span], spots: Sequence[Spot]) -> str:
    """Put the nodes of a lifted text into its translation at their spots: the result is in msgid notation.

    ``words`` are all that is not white space in ``text``. Stand-ins become their codes wherever they are.
    """
    return _Writer(lifted, text, words).write(spots)


class _Writer:
    """Writes words, the white space between them, and codes."""

    def __init__(self, lifted: Lifted, text: str, words: Sequence[Span]) -> None:
        self._text = text
        self._words = words
        self._stand_ins = {node.stand_in: node.literal for node in nodes_of(lifted) if node.stand_in}
        self._out: list[str] = []
        self._plain: list[str] = []

    def write(self, spots: Sequence[Spot]) -> str:
        """The whole translation in msgid notation."""
        count = len(self._words)
        self._plain.append(self._gap(0))
        self._stretch(spots, 0, count)
        self._plain.append(self._gap(count) if count else "")
        self._flush()
        return "".join(self._out)

    def _stretch(self, spots: Sequence[Spot], first: int, last: int) -> None:
        """Write the words ``first:last`` with the spots among them; the space before them has been written."""
        position, spaced = first, True
        for (at, is_pair), group in groupby(spots, key=lambda spot: (spot.first, bool(spot.node.closing))):
            for word in range(position, at):
                self._plain += ("" if spaced else self._gap(word), self._word(word))
                spaced = False
            position = at
            if not is_pair:
                spaced = self._literals([spot.node for spot in group], at, spaced, at == last)
                continue
            for spot in group:
                self._plain.append("" if spaced else self._gap(position))
                self._code(spot.node.opening)
                self._stretch(spot.inner, spot.first, spot.last)
                self._code(spot.node.closing)
                position, spaced = spot.last, spot.first == spot.last
        for word in range(position, last):
            self._plain += ("" if spaced else self._gap(word), self._word(word))
            spaced = False

    def _literals(self, nodes: Sequence[Node], at: int, spaced: bool, at_end: bool) -> bool:
        """Write literals that share a place, with white space as in the source; return whether it is complete."""
        before, after = nodes[0].before, nodes[-1].after
        gap = "" if spaced or at_end else self._gap(at)
        if not spaced:
            self._plain.append(before)
        for number, node in enumerate(nodes):
            self._code(node.literal)
            if number + 1 < len(nodes):
                self._plain.append(node.after)
        if at_end:
            return False
        if spaced or (gap and not (before and not after)):
            self._plain.append(after or ("" if spaced or nodes[-1].is_break else gap))
        return True

    def _word(self, index: int) -> str:
        return self._text[self._words[index].start : self._words[index].end]

    def _gap(self, index: int) -> str:
        """The white space before a word; before the one after the last: what ends the text."""
        start = self._words[index - 1].end if index else 0
        return self._text[start : self._words[index].start if index < len(self._words) else len(self._text)]

    def _code(self, text: str) -> None:
        self._flush()
        self._out.append(text)

    def _flush(self) -> None:
        plain = codes.escape("".join(self._plain).replace(LINE, " "))
        for sign, literal in self._stand_ins.items():
            plain = plain.replace(sign, literal)
        self._out.append(plain)
        self._plain.clear()
