"""From pieces of a page to one unit: trim its edges, number its codes, write its msgid."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline import codes
from pipeline.markup import SPACE, VOID, TokenKind, scan, unescape_attribute
from pipeline.model import CodeKind, InlineTag, Slot

_WHITE = re.compile(f"[{SPACE}]+")
_NBSP = ("&nbsp;", "&#160;", "&#xa0;", "&#xA0;")
_BLANK = re.compile(f"(?:[{SPACE}\xa0]|{'|'.join(_NBSP)})*")
_BREAK = re.compile(r"\r\n?|\n")
_DECODERS: dict[Slot, Callable[[str], str]] = {Slot.JSON: str, Slot.ATTRIBUTE: unescape_attribute}
_NOT_IN_NAMES = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page: text as written, or a code when ``kind`` is set.

    ``offsets`` holds the page offset of each character of ``raw`` and of its end (they differ from a plain range in
    JSON strings, where six characters may stand for one). ``note`` tells translators what hides behind a code;
    ``speaks`` marks a code that readers see as words (a name, a date), which a sentence has to find a place for;
    ``holds_unit`` one that has a translatable text of its own inside. In ``verbatim`` text white space counts.
    """

    start: int
    end: int
    raw: str = ""
    offsets: Sequence[int] = ()
    name: str = ""
    kind: CodeKind | None = None
    note: str = ""
    speaks: bool = False
    verbatim: bool = False
    holds_unit: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether the piece is nothing but white space, or a code that says nothing."""
        return not self.speaks if self.kind is not None else _BLANK.fullmatch(self.raw) is not None


@dataclass(frozen=True, slots=True)
class Unit:
    """What translators see of a run. ``in_link`` says that a link wraps it whole."""

    msgid: str
    start: int
    end: int
    codes: tuple[InlineTag, ...]
    notes: tuple[str, ...]
    in_link: bool


def make_unit(pieces: Sequence[Piece], slot: Slot, text: str) -> Unit | None:
    """The unit that the pieces of a page's ``text`` hold, or None when they hold none."""
    if all(piece.is_blank for piece in pieces):
        return None
    if slot is Slot.ATTRIBUTE:
        # The whole value is written anew, so nothing of it can be left outside.
        kept, in_link = list(pieces), False
    else:
        kept, in_link = _trim(pieces, verbatim=slot is Slot.VERBATIM)
    msgid, inline, notes = _render(_with_gaps(kept, text), slot, text)
    return Unit(msgid, kept[0].start, kept[-1].end, inline, notes, in_link)


def fragment(text: str, offsets: Sequence[int]) -> list[Piece]:
    """The pieces of an HTML fragment inside a string; tags are paired by name, unpaired ones stand alone."""
    pieces: list[Piece] = []
    waiting: list[int] = []
    waiting_names: Counter[str] = Counter()
    for token in scan(text):
        start, end = offsets[token.start], offsets[token.end]
        if token.kind is TokenKind.TEXT:
            pieces.append(Piece(start, end, text[token.start : token.end], offsets[token.start : token.end + 1]))
            continue
        kind = CodeKind.EMPTY
        if token.kind is TokenKind.START and token.name not in VOID:
            waiting.append(len(pieces))
            waiting_names[token.name] += 1
        elif token.kind is TokenKind.END and waiting_names[token.name]:
            while pieces[opening := waiting.pop()].name != token.name:
                waiting_names[pieces[opening].name] -= 1
            waiting_names[token.name] -= 1
            pieces[opening] = replace(pieces[opening], kind=CodeKind.OPEN)
            kind = CodeKind.CLOSE
        pieces.append(Piece(start, end, name=token.name or "x", kind=kind))
    return pieces


def _trim(pieces: Sequence[Piece], *, verbatim: bool) -> tuple[list[Piece], bool]:
    """Leave white space and codes at the edges in the page.

    Returns the pieces that make up the unit, and whether a link wraps it whole. A code stays when it opens or closes
    inside the unit. Verbatim text keeps its white space but for one line break at each edge.
    """
    solid = [i for i, piece in enumerate(pieces) if not piece.is_blank]
    first, last = solid[0], solid[-1]
    partner = _partners(pieces)
    begin = min((i for i in range(first) if first < partner.get(i, -1) <= last), default=first)
    end = max((i for i in range(last + 1, len(pieces)) if first <= partner.get(i, -1) < last), default=last)
    in_link = any(pieces[i].name == "a" and partner.get(i, -1) > end for i in range(begin))
    if verbatim:
        while begin and pieces[begin - 1].kind is None:
            begin -= 1
        while end + 1 < len(pieces) and pieces[end + 1].kind is None:
            end += 1
    kept = list(pieces[begin : end + 1])
    kept[0] = _cut(kept[0], leading=True, verbatim=verbatim)
    # An end tag that the author left out stands where the text ends, before the white space.
    tail = len(kept)
    while kept[tail - 1].kind is CodeKind.CLOSE and kept[tail - 1].start == kept[tail - 1].end:
        tail -= 1
    last_text = kept[tail - 1] = _cut(kept[tail - 1], leading=False, verbatim=verbatim)
    kept[tail:] = [replace(piece, start=last_text.end, end=last_text.end) for piece in kept[tail:]]
    return kept, in_link


def _partners(pieces: Sequence[Piece]) -> dict[int, int]:
    """For each opening code the index of its closing one, and the other way round."""
    partner: dict[int, int] = {}
    stack: list[int] = []
    for i, piece in enumerate(pieces):
        if piece.kind is CodeKind.OPEN:
            stack.append(i)
        elif piece.kind is CodeKind.CLOSE:
            opening = stack.pop()
            partner[opening], partner[i] = i, opening
    return partner


def _cut(piece: Piece, *, leading: bool, verbatim: bool) -> Piece:
    """Take the white space (in verbatim text: one line break) off one edge of a piece of text."""
    if piece.kind is not None:
        return piece
    if leading:
        found = (_BREAK if verbatim else _BLANK).match(piece.raw)
        n = found.end() if found else 0
        return replace(piece, start=piece.offsets[n], raw=piece.raw[n:], offsets=piece.offsets[n:])
    n = _last_break(piece.raw) if verbatim else _last_blank(piece.raw)
    return replace(piece, end=piece.offsets[n], raw=piece.raw[:n], offsets=piece.offsets[: n + 1])


def _last_break(raw: str) -> int:
    return len(raw) - len("\r\n") * raw.endswith("\r\n") - (raw.endswith(("\r", "\n")) and not raw.endswith("\r\n"))


def _last_blank(raw: str) -> int:
    """Where the white space at the end of a text begins."""
    end = len(raw)
    while True:
        end = len(raw[:end].rstrip(SPACE + "\xa0"))
        reference = next((r for r in _NBSP if raw.endswith(r, 0, end)), None)
        if reference is None:
            return end
        end -= len(reference)


def _with_gaps(pieces: Sequence[Piece], text: str) -> Iterator[Piece]:
    """Put a code where the page has characters that the tree does not: nothing may get lost."""
    position = pieces[0].start
    for piece in pieces:
        if piece.start > position:
            yield Piece(position, piece.start, name="x", kind=CodeKind.EMPTY, note=text[position : piece.start])
        yield piece
        position = max(position, piece.end)


def _render(pieces: Iterable[Piece], slot: Slot, text: str) -> tuple[str, tuple[InlineTag, ...], tuple[str, ...]]:
    """Number the codes and write the msgid; returns it with its codes and notes on what hides behind them."""
    numbers: Counter[str] = Counter()
    open_names: list[str] = []
    out: list[str] = []
    inline: list[InlineTag] = []
    notes: list[str] = []
    after_space = True
    for piece in pieces:
        if piece.kind is None:
            decoded = _DECODERS.get(slot, html.unescape)(piece.raw)
            if slot is Slot.VERBATIM:
                decoded = decoded.replace("\r\n", "\n").replace("\r", "\n")
            elif piece.verbatim:
                after_space = False
            elif slot is not Slot.JSON:  # where line breaks part paragraphs
                decoded = _WHITE.sub(" ", decoded)
                decoded = decoded[1:] if after_space and decoded.startswith(" ") else decoded
                after_space = decoded.endswith(" ") if decoded else after_space
            out.append(codes.escape(decoded))
            continue
        if piece.kind is CodeKind.CLOSE:
            name = open_names.pop()
            # An empty pair is an icon drawn by a style sheet: white space on both sides shows.
            after_space = after_space and out[-1] != f"<{name}>"
        else:
            name = _code_name(piece.name, numbers)
            if piece.kind is CodeKind.OPEN:
                open_names.append(name)
            else:
                after_space = False
            if shown := " ".join(piece.note.split()):
                notes.append(f"{name}: {shown if len(shown) <= 100 else shown[:99] + '…'}")
        code = InlineTag(name, piece.kind, text[piece.start : piece.end], piece.start, piece.end)
        inline.append(code)
        out.append(str(code))
    msgid = "".join(out)
    return msgid if slot is Slot.VERBATIM else msgid.strip(SPACE), tuple(inline), tuple(notes)


def _code_name(element: str, numbers: Counter[str]) -> str:
    """The next name for a code of this element: ``b1``; ``foo2-1`` where the element itself ends in a digit."""
    base = _NOT_IN_NAMES.sub("-", element).strip("-") or "x"
    base = base if base[0].isalpha() else f"x-{base}"
    numbers[base] += 1
    return f"{base}{'-' if base[-1].isdigit() else ''}{numbers[base]}"
