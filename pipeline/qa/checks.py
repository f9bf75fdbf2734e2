"""What a check is: a class with an id, a severity, a summary and one method that yields messages.

A new check is one more small subclass, added to :data:`pipeline.qa.CHECKS`; its docstring is its documentation.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import lru_cache
from inspect import getdoc
from typing import ClassVar

from pipeline import codes
from pipeline.model import CodeKind, Finding, Pair, Severity
from pipeline.numbers import Number, numbers


class Rule(ABC):
    """What every check tells of itself.

    ``id`` is what an editor writes after ``ignore-`` in the entry's flags to silence the check there.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity]
    summary: ClassVar[str]

    @property
    def docs(self) -> str:
        """The documentation: the docstring of the class."""
        return getdoc(type(self)) or ""

    def finding(self, pair: Pair, message: str) -> Finding:
        """A finding of this check in a pair."""
        return Finding(self.id, self.severity, message, pair.location, pair.source, pair.target)

    def ignored(self, pair: Pair) -> bool:
        """Whether the pair carries the flag that silences this check."""
        return f"ignore-{self.id}" in pair.flags


class Check(Rule):
    """One thing to look for in a pair of texts.

    A check with ``needs_text`` has nothing to say about an empty translation: one finding is enough there.
    """

    needs_text: ClassVar[bool] = True

    def check(self, pair: Pair) -> Iterator[Finding]:
        """All findings in a pair, none if the pair carries the ignore flag."""
        if self.ignored(pair) or (self.needs_text and is_empty(pair)):
            return
        for message in self.messages(pair):
            yield self.finding(pair, message)

    @abstractmethod
    def messages(self, pair: Pair) -> Iterator[str]:
        """One plain sentence for each fault, naming what the source has and what the translation has."""


class SetCheck(Rule):
    """One thing to look for in many pairs together, such as one text that is translated in two ways."""

    def check(self, pairs: Sequence[Pair]) -> Iterator[Finding]:
        """All findings in the pairs but those that carry the ignore flag."""
        for pair, message in self.messages([pair for pair in pairs if not self.ignored(pair)]):
            yield self.finding(pair, message)

    @abstractmethod
    def messages(self, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, str]]:
        """A pair and one plain sentence for each fault."""


_BREAK = re.compile(r"<br\d+/>")

# Several checks look at the same pair one after the other: a few remembered texts save most of the work.


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """The text as a reader sees it, without codes; a line break parts what stands before and after it."""
    return codes.plain(_BREAK.sub("\n", text))


def visible(text: str) -> str:
    """The text as a reader sees it, with a stand-in for each code that shows something of its own (a date, a name)."""
    parts = codes.tokenize(text)
    return "".join(part if isinstance(part, str) else "\ufffc" * (part.kind is CodeKind.EMPTY) for part in parts)


@lru_cache(maxsize=64)
def numbers_in(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a text in msgid notation; offsets are those of the text without codes."""
    return numbers(plain(text), language)


def is_empty(pair: Pair) -> bool:
    """Whether the source has something to read and the translation has not."""
    return bool(plain(pair.source).strip()) and not plain(pair.target).strip()


def listing(items: list[str]) -> str:
    """Items for a message: ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))
