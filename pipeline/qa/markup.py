"""Checks on markup: the inline codes, and markup that a translation must not bring in."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pipeline import codes
from pipeline.model import CodeKind, Pair, Severity
from pipeline.morphology.turkish import agrees
from pipeline.qa.checks import Check, listing


class CodesEqual(Check):
    """The translation holds each inline code of the source exactly as often, in whatever order.

    A code stands for markup of the page: a missing one loses a link or an emphasis, an additional one has no markup to
    stand for.
    """

    id = "codes-equal"
    severity = Severity.ERROR
    summary = "The same inline codes on both sides"

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name the codes that are missing and those that are too many."""
        missing, added = codes.difference(pair.source, pair.target)
        if missing:
            yield f"source has {listing(list(missing))}, translation has not"
        if added:
            yield f"translation has {listing(list(added))}, source has not"


class CodesNested(Check):
    """Every opening code is closed, the inner ones first: ``<b1><a1>…</a1></b1>``.

    Wrongly nested codes make broken HTML. A source page may itself nest wrongly; then the translation may, too.
    """

    id = "codes-nested"
    severity = Severity.ERROR
    summary = "Inline codes properly nested"

    def messages(self, pair: Pair) -> Iterator[str]:
        """Say so where the source nests properly and the translation does not."""
        source, target = (codes.split(text)[1] for text in (pair.source, pair.target))
        if codes.nested(source) and not codes.nested(target):
            yield f"source nests its codes properly, translation does not: {' '.join(map(str, target))}"


class MarkupInjected(Check):
    """The translation brings in no markup or script of its own.

    Looked for are raw tags (``<b>``, ``<script``), event handlers (``onclick=``) and ``javascript:`` links, also when
    they are written with entities. What the source text shows literally, the translation may show, too.
    """

    id = "markup-injected"
    severity = Severity.ERROR
    summary = "No markup or script brought in by the translation"

    _SUSPECT = re.compile(
        r"</?[a-z!][^<>]*>?|\bon[a-z]{3,}\s*=\s*[\"'\w]|(?:java|vb)script\s*:|data\s*:\s*text/html", re.IGNORECASE
    )

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name each suspect piece that the source does not hold as often."""
        for piece in self._pieces(pair.target) - self._pieces(pair.source):
            yield f"translation has {piece!r}, which is not in the source and is no inline code"

    def _pieces(self, text: str) -> Counter[str]:
        readable = html.unescape(html.unescape(codes.plain(text)))
        return Counter(match.group().lower() for match in self._SUSPECT.finditer(readable))


class CodesSpacing(Check):
    """Around inline codes there is space where the source has it.

    A code that lost the space before or after it glues two words together on the page; a space that slipped inside a
    link or an emphasis is underlined or coloured with it. In Turkish an ending may follow a code without space:
    ``<b1>MR</b1>'ın``, ``<b1>tablet</b1>ler``.
    """

    id = "codes-spacing"
    severity = Severity.WARNING
    summary = "The same spaces around inline codes"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each side of a code with a space inside or none outside, where the source has it right."""
        if "<" not in pair.target:
            return
        in_source = {(place.code, place.is_after): place for place in _places(pair.source)}
        for place in _places(pair.target):
            model = in_source.get((place.code, place.is_after))
            if model is None:
                continue
            if place.inside[-1:].isspace() and not model.inside[-1:].isspace():
                yield f"translation has a space on the inner side of {place.code}, source has not"
            if place.is_glued() and not model.is_glued() and not self._is_ending(place, pair.target_language):
                where = "after" if place.is_after else "before"
                yield f"translation has no space {where} {place.code}, source has"

    @staticmethod
    def _is_ending(place: _Place, language: str) -> bool:
        """Whether what follows a code is a Turkish ending of the word before it."""
        return place.is_after and language.split("-")[0] == "tr" and agrees(place.inside, place.outside)


class _Place(NamedTuple):
    """One side of a code: the words, or else the characters, that stand next to it.

    ``is_after`` tells the right side of the marked text from the left one. A code that stands alone has both sides;
    inside it stands what it shows, a digit for all that we know.
    """

    code: str
    is_after: bool
    inside: str
    outside: str

    def is_glued(self) -> bool:
        """Whether letters or digits stand on both sides."""
        return self.inside[-1:].isalnum() and self.outside[-1:].isalnum()


_LAST, _NEXT = re.compile(r"(?:\w+|\W)$"), re.compile(r"\w+|\W")
_LINE_BREAKS = re.compile(r"w?br\d+")
_STAND_IN = "\ufffc"


def _places(text: str) -> Iterator[_Place]:
    """The sides of the codes; line breaks, around which space does not show, are left out."""
    plain = ""
    found: list[tuple[codes.Code, int]] = []
    for part in codes.tokenize(text):
        if isinstance(part, codes.Code):
            found.append((part, len(plain)))
            plain += _STAND_IN * (part.kind is CodeKind.EMPTY)
        else:
            plain += part
    for code, offset in found:
        is_alone = code.kind is CodeKind.EMPTY
        before, after = _LAST.search(plain[:offset]), _NEXT.match(plain, offset + is_alone)
        left, right = (before.group() if before else "", after.group() if after else "")
        if is_alone and not _LINE_BREAKS.fullmatch(code.name):
            yield _Place(str(code), False, "0", left)
            yield _Place(str(code), True, "0", right)
        elif code.kind is CodeKind.OPEN:
            yield _Place(str(code), False, right, left)
        elif code.kind is CodeKind.CLOSE:
            yield _Place(str(code), True, left, right)
