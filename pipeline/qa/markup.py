"""Checks on markup: the inline codes, and markup that a translation must not bring in."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from pipeline import codes
from pipeline.model import Pair, Severity
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
