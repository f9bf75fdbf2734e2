"""Words and phrases of one language sorted into classes, and how they are found in a text.

The checks on meaning compare classes ("left", "emergency", "not") on both sides; which words belong to a class is data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.locales import lower
from pipeline.qa.checks import plain

NOTHING = "-"
"""The class of words that only look like one of another class: ``right away`` says nothing about a side."""

_CIRCUMFLEX = str.maketrans("âîû", "aiu")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[;:?]")
_SENTENCE_END = re.compile(r"(?<!\bDr)(?<!\bNo)(?<!\bno)(?<!\b\w)[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W\d_a-zçğıöşü])")
_LITERAL = re.compile(r"[^\W\d_]*")
_ANY = "~"
_REMEMBERED = 100_000  # words
_STEM = 2  # letters of a pattern that must be literal, by which it is looked up


_Candidate = tuple[str, tuple[str, ...]]
"""A class, and the patterns of the words that must follow."""


class Found(NamedTuple):
    """A word or phrase of a class; ``at`` counts words from the beginning of the text."""

    name: str
    text: str
    at: int


@lru_cache(maxsize=128)
def words(text: str, language: str) -> tuple[str, ...]:
    """The words of a text in msgid notation, in lower case, with figures, ``;``, ``:`` and ``?`` as words of their own.

    A hyphen parts words (``pain-free``); an apostrophe, always ``'``, does not (``don't``, ``MR'ın``). Turkish words
    are given without a circumflex, which writers use or leave out: ``derhâl`` is ``derhal``.
    """
    lowered = lower(plain(text).replace("’", "'"), language)
    return tuple(_WORD.findall(lowered.translate(_CIRCUMFLEX) if language == "tr" else lowered))


@lru_cache(maxsize=128)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in msgid notation, cut where a full stop is followed by a capital."""
    return tuple(_SENTENCE_END.split(plain(text)))


class Lexicon:
    """Classes of words and phrases in one language.

    ``classes`` maps the name of a class to its patterns, separated by white space. A pattern is a word, or a regular
    expression whose first two characters are letters; ``~`` stands for any ending, at the beginning of a pattern for
    any stem; ``_`` joins the words of a phrase. The longest phrase wins; of patterns equally long the one of the class
    named first. ``other`` gives the class of a word that no pattern matches.
    """

    def __init__(self, classes: Mapping[str, str], other: Callable[[str], str] = lambda _word: NOTHING) -> None:
        self._unread, self._other = classes, other
        self._by_word: dict[str, list[_Candidate]] = {}
        self._by_stem: dict[str, list[tuple[re.Pattern[str], str, tuple[str, ...]]]] = {}
        self._by_end: list[tuple[re.Pattern[str], str, tuple[str, ...]]] = []
        self._candidates: dict[str, tuple[_Candidate, ...]] = {}

    def _read(self) -> None:
        """Sort the patterns, at the first use: the commands that check nothing start without it."""
        classes, self._unread = self._unread, {}
        for name, patterns in classes.items():
            for pattern in patterns.split():
                first, *rest = pattern.split("_")
                if first.startswith(_ANY):
                    self._by_end.append((_compiled(first), name, tuple(rest)))
                elif _LITERAL.fullmatch(first):
                    self._by_word.setdefault(first, []).append((name, tuple(rest)))
                else:
                    self._by_stem.setdefault(first[:_STEM], []).append((_compiled(first), name, tuple(rest)))

    def _look_up(self, word: str) -> tuple[_Candidate, ...]:
        """The classes that may begin with a word, each with the words that must follow; longest phrase first."""
        if self._unread:
            self._read()
        found = list(self._by_word.get(word, ()))
        patterns = (*self._by_stem.get(word[:_STEM], ()), *self._by_end)
        found += ((name, rest) for first, name, rest in patterns if first.fullmatch(word))
        if (name := self._other(word)) != NOTHING:
            found.append((name, ()))
        return tuple(sorted(found, key=lambda candidate: -len(candidate[1])))

    def find(self, text: Sequence[str]) -> Iterator[Found]:
        """The classes in a sequence of words, from left to right; what looks alike is left out."""
        known, end = self._candidates, 0
        for index, word in enumerate(text):
            candidates = known.get(word)
            if candidates is None:
                if len(known) > _REMEMBERED:
                    known.clear()
                candidates = known[word] = self._look_up(word)
            if not candidates or index < end:
                continue
            for name, rest in candidates:
                after = text[index + 1 : index + 1 + len(rest)]
                if len(after) == len(rest) and all(map(_matches, rest, after)):
                    end = index + 1 + len(rest)
                    if name != NOTHING:
                        yield Found(name, " ".join(text[index:end]), index)
                    break


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(_ANY, r"[^\W\d_]*(?:'[^\W\d_]*)?"))


def _matches(pattern: str, word: str) -> bool:
    return pattern == word or _compiled(pattern).fullmatch(word) is not None
