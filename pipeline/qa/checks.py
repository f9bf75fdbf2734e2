"""What a check is: a class with an id, a severity, a summary and one method that yields messages.

A new check is one more small subclass, added to :data:`pipeline.qa.CHECKS`; its docstring is its documentation.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import lru_cache
from inspect import getdoc
from typing import ClassVar

from pipeline import codes
from pipeline.model import CodeKind, Finding, Pair, Severity
from pipeline.numbers import Number, numbers


class Check(ABC):
    """One thing to look for in a pair of texts.

    ``id`` is what an editor writes after ``ignore-`` in the entry's flags to silence the check there. A check with
    ``needs_text`` has nothing to say about an empty translation: one finding is enough there.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity]
    summary: ClassVar[str]
    needs_text: ClassVar[bool] = True

    @property
    def docs(self) -> str:
        """The documentation: the docstring of the class."""
        return getdoc(type(self)) or ""

    def check(self, pair: Pair) -> Iterator[Finding]:
        """All findings in a pair, none if the pair carries the ignore flag."""
        if f"ignore-{self.id}" in pair.flags or (self.needs_text and is_empty(pair)):
            return
        for message in self.messages(pair):
            yield Finding(self.id, self.severity, message, pair.location, pair.source, pair.target)

    @abstractmethod
    def messages(self, pair: Pair) -> Iterator[str]:
        """One plain sentence for each fault, naming what the source has and what the translation has."""


# Several checks look at the same pair one after the other: a few remembered texts save most of the work.


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """The text as a reader sees it, without codes."""
    return codes.plain(text)


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
