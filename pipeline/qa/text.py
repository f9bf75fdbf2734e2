"""Checks on the text itself: empty, unchanged, punctuation and spaces at the ends, placeholders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.model import Pair, Severity
from pipeline.numbers import UNITS
from pipeline.qa.checks import Check, is_empty, listing, plain, visible
from pipeline.qa.words import ALIKE

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class Empty(Check):
    """A text with words has a translation with words.

    White space or codes alone are no translation.
    """

    id = "empty"
    severity = Severity.ERROR
    summary = "No empty translation"
    needs_text = False

    def messages(self, pair: Pair) -> Iterator[str]:
        """Say so if only the translation has nothing to read."""
        if is_empty(pair):
            yield "source has text, translation is empty"


class Unchanged(Check):
    """The translation is not the source text again.

    Left alone are texts of which every word may stay as it is: numbers, addresses, codes and abbreviations (MR, VBT),
    names with a title (Dr. …), words alike in both languages (video, implant) and glossary terms that are not
    translated.
    """

    id = "unchanged"
    severity = Severity.WARNING
    summary = "Translation differs from the source"

    _FIXED = re.compile(r"(?:https?://|www\.)\S+|\S*\d\S*|\S{1,64}@\S+|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|&\w{1,32};")
    _TITLED = re.compile(r"\b(?:Dr|Prof|Doç|Op|Uzm|Mr|Mrs|Ms|PhD|MD|Assoc)\b\.?")

    def messages(self, pair: Pair) -> Iterator[str]:
        """Say so if some word should have changed."""
        text = plain(pair.source).strip()
        if text != plain(pair.target).strip():
            return
        for match in pair.terms:
            if match.term.source == match.term.target:
                text = text.replace(match.found, " ")
        words = _WORD.findall(self._FIXED.sub(" ", text))
        is_person = self._TITLED.search(text) or pair.role == "ld+json:Person.name"
        if is_person and all(word[0].isupper() for word in words):
            return
        if any(not self._may_stay(word) for word in words):
            yield f"translation is the source unchanged: {text!r}"

    @staticmethod
    def _may_stay(word: str) -> bool:
        return len(word) < 2 or (word.isupper() and len(word) < 6) or word in UNITS or word.lower() in ALIKE


class EndPunctuation(Check):
    """The translation ends with the same kind of punctuation mark.

    Full stop, question mark, exclamation mark, colon, semicolon, comma and dash are kinds of their own; the ellipsis is
    one, however it is typed; closing quotes and brackets after the mark do not count. A heading may become a question.
    """

    id = "end-punctuation"
    severity = Severity.WARNING
    summary = "The same punctuation mark at the end"

    _CLOSERS = "\"'’”»)]\u00a0 "
    _END = re.compile(r"(?:\.\.\.|…|[.?!:;,–—-])$")
    # The marks of other scripts count as those that do their work in Latin script.
    _ALIKE = str.maketrans("؟،؛۔।。？！：；，", "?,;...?!:;,")

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name both marks if they differ."""
        source, target = (self._mark(visible(text)) for text in (pair.source, pair.target))
        if source != target and (source, target) != ("", "?"):
            yield f"source ends with {source or 'no mark'}, translation ends with {target or 'no mark'}"

    def _mark(self, text: str) -> str:
        match = self._END.search(text.rstrip().rstrip(self._CLOSERS).translate(self._ALIKE))
        return match.group().replace("...", "…").replace("—", "–") if match else ""


class EndSpace(Check):
    """The translation begins and ends with white space only where the source does."""

    id = "end-space"
    severity = Severity.WARNING
    summary = "The same white space at both ends"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each end."""
        source, target = visible(pair.source), visible(pair.target)
        ends = (
            ("begins", source[: len(source) - len(source.lstrip())], target[: len(target) - len(target.lstrip())]),
            ("ends", source[len(source.rstrip()) :], target[len(target.rstrip()) :]),
        )
        for where, here, there in ends:
            if here != there:
                yield f"source {where} with {_shown(here)}, translation {where} with {_shown(there)}"


def _shown(space: str) -> str:
    return repr(space) if space else "no space"


class Placeholders(Check):
    """Placeholders of templates and programs stand in the translation as they stand in the source.

    Known are ``{{ name }}``, ``{% tag %}``, ``{name}``, ``%(name)s``, ``%s`` and ``%d``. ``%20'dir`` is a percentage.
    """

    id = "placeholders"
    severity = Severity.ERROR
    summary = "The same placeholders on both sides"

    _PLACEHOLDER = re.compile(
        r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\{\w{0,40}\}|%\(\w{1,40}\)[sd]|(?<![\d\w])%[sd](?!\w)|\$\{\w{1,40}\}"
    )

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name the placeholders that are missing and those that are too many."""
        source, target = (Counter(self._PLACEHOLDER.findall(plain(text))) for text in (pair.source, pair.target))
        if missing := list((source - target).elements()):
            yield f"source has {listing(missing)}, translation has not"
        if added := list((target - source).elements()):
            yield f"translation has {listing(added)}, source has not"
