"""Punctuation inside a text: spaces around marks, brackets, quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check, listing, visible

_FIXED = re.compile(
    r"(?:https?://|www\.)\S+|\S{1,64}@\S+|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\b\w+(?:\.\w+)*\.(?:com|org|net|tr|pdf)\b"
)
"""Addresses, placeholders and file names, whose punctuation is their own."""


def _prose(text: str) -> str:
    return _FIXED.sub("x", visible(text))


class Spacing(Check):
    """Spaces stand where the language puts them: after a mark and not before it, and one at a time.

    Looked for are a space before ``, . ; : ! ?`` (right in French before the high marks), none after a comma or at the
    end of a sentence, two spaces, a space inside brackets, and marks that stand twice (``,,``). What the source does,
    too, is left alone.
    """

    id = "spacing"
    severity = Severity.WARNING
    summary = "Spaces around punctuation, one at a time"

    _FAULTS = re.compile(
        r"(?P<before>(?<=[^\s–—-])[ \u00a0](?:,|[;:!?.](?![\w.)(-])))"
        r"|(?P<after>[^\W\d_]{2}[,;!?][^\W\d_]|[^\W\d_A-ZÇĞİÖŞÜ]{2}[.:][^\W\d_a-zçğıöşü])"
        r"|(?P<double>(?<=\S)[ \u00a0]{2,}(?=\S))"
        r"|(?P<inside>[(\[][ \u00a0](?=\w)|(?<=\w)[ \u00a0][)\]])"
        r"|(?P<twice>,,|;;|::|(?<!\.)\.\.(?!\.)|[,;:]\.(?!\d)|,;)"
    )
    _NAMES: ClassVar = {
        "before": "a space before",
        "after": "no space after the mark in",
        "double": "two spaces:",
        "inside": "a space inside the bracket:",
        "twice": "two marks:",
    }

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each kind of fault that the source does not have."""
        target = _prose(pair.target)
        found = {str(match.lastgroup): match for match in reversed(list(self._FAULTS.finditer(target)))}
        if not found:
            return
        in_source = {match.lastgroup for match in self._FAULTS.finditer(_prose(pair.source))}
        is_french = pair.target_language.split("-")[0] == "fr"
        for kind, match in reversed(found.items()):
            if kind not in in_source and not (is_french and match.group()[-1] in ";:!?"):
                yield f"translation has {self._NAMES[kind]} {_around(target, match)!r}"


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 8) : match.end() + 8].strip()


class Brackets(Check):
    """Every bracket that is opened is closed, and none is lost with what stands in it.

    Lost is a pair of brackets with a number or at least three words in the source; a single word is often a gloss,
    which the other language does not need. The closing bracket of a list letter, as in ``a)``, needs no partner.
    """

    id = "brackets"
    severity = Severity.WARNING
    summary = "Brackets closed, and none lost"

    _CLOSED = re.compile(r"\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}")
    _LIST_LETTER = re.compile(r"(?:^|(?<=\s))(?:\w|\d{1,2}|[ivx]{1,4})\)")
    _SAYS_SOMETHING = re.compile(r"\d|\w+\W+\w+\W+\w+")

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name the brackets that have no partner; else those that the source has and the translation has not."""
        source, target = visible(pair.source), visible(pair.target)
        lone = self._lone(target)
        if lone and not self._lone(source):
            yield f"translation has {listing(lone)} without partner"
        elif "(" in source and "(" not in target and "[" not in target:
            lost = [piece for piece in self._CLOSED.findall(source) if self._SAYS_SOMETHING.search(piece)]
            if lost:
                yield f"source has {listing(lost)}, translation has no brackets"

    def _lone(self, text: str) -> list[str]:
        count = 1
        while count:
            text, count = self._CLOSED.subn("", text)
        return re.findall(r"[()\[\]{}]", self._LIST_LETTER.sub("", text))


_DOUBLE_MARKS = re.compile(r"[\"“”„«»]")


class Quotes(Check):
    """Quotation marks come in pairs.

    Single marks are left alone, because an apostrophe looks the same. Inches and seconds (``6"``) are no quotation.
    """

    id = "quotes"
    severity = Severity.WARNING
    summary = "Quotation marks in pairs"

    _SECONDS = re.compile(r'(?<=\d)"')

    def messages(self, pair: Pair) -> Iterator[str]:
        """Say so if the marks of the source are even in number and those of the translation are not."""
        source, target = (
            _DOUBLE_MARKS.findall(self._SECONDS.sub("", visible(text))) for text in (pair.source, pair.target)
        )
        if len(target) % 2 and len(source) % 2 == 0:
            yield f"translation has {listing(target)}: one quotation mark without partner"


class QuoteStyle(Check):
    """Quotation marks are of the kind that the source has, or of the kind that the language prefers.

    Straight marks (``"``) where the source has typographic ones, and two kinds in one text, look unfinished.
    """

    id = "quote-style"
    severity = Severity.INFO
    summary = "Typographic quotation marks stay typographic"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each of both faults."""
        if '"' not in pair.target:
            return
        marks = Counter(_DOUBLE_MARKS.findall(visible(pair.target)))
        if marks['"'] and len(marks) > 1:
            yield f"translation mixes quotation marks: {listing(list(marks))}"
        elif marks['"'] and '"' not in pair.source and _DOUBLE_MARKS.search(pair.source):
            yield 'source has typographic quotation marks, translation has "'
