"""What a translation engine is to the drafting: sentences in, hypotheses with word alignment out.

An engine knows nothing of inline codes, memory or catalogs. It tells which part of its output came from which part of
its input (:class:`Alignment`), so that whatever stood in the input can be found again in the output without asking how
the engine works. :mod:`pipeline.argos` is the engine that ships; another needs only the three methods below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """Characters ``start`` up to, not including, ``end`` of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which target token came from which source token.

    ``source`` and ``target`` are the tokens' spans in the texts, in text order; a token may be empty.
    ``weights[t][s]`` says from 0 to 1 how much of target token ``t`` rests on source token ``s``; a row sums to at
    most 1, the rest being the engine's attention to nothing in the text.
    """

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    weights: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation: ``score`` is the geometric mean of its tokens' probabilities, 0 to 1."""

    text: str
    score: float
    alignment: Alignment


class Annotation(NamedTuple):
    """``text[start:end]`` of a sentence should come out as a form of ``lemma``."""

    start: int
    end: int
    lemma: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What an engine is asked to translate. An engine that cannot obey annotations leaves them aside."""

    text: str
    annotations: tuple[Annotation, ...] = ()


class Engine(Protocol):
    """Translates from one language to one other."""

    @property
    def name(self) -> str:
        """The kind of engine, as a draft's origin names it: ``argos``."""

    @property
    def version(self) -> str:
        """Changes whenever the output could: package version and hash."""

    @property
    def source(self) -> str:
        """Language of the sentences."""

    @property
    def target(self) -> str:
        """Language of the hypotheses."""

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Symbols that the engine copies from a sentence to its translation; empty if it has learnt none."""

    @property
    def annotates(self) -> bool:
        """Whether the engine obeys the annotations of a sentence."""

    def translate(self, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Hypothesis]]:
        """Yield the index of each sentence with its translation, in the order in which they are finished."""

    def align(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Alignment]]:
        """Yield the index of each (sentence, given translation) with the engine's alignment of the two."""
