"""What a translation engine is to the drafting: sentences in, hypotheses with word alignment out.

An engine knows nothing of inline codes, memory or catalogs. It tells which part of its output came from which part of
its input (:class:`Alignment`), so that whatever stood in the input can be found again in the output without asking how
the engine works. :mod:`pipeline.argos` is the engine that ships; another needs only the methods of :class:`Engine`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

_GROUP = 32
_FLOOR = 0.01
"""Keeps one engine's zero from being a veto."""


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

    def shifted(self, source: int, target: int) -> Alignment:
        """The same alignment where the two texts begin at these offsets of longer ones."""
        return Alignment(
            tuple(Span(start + source, end + source) for start, end in self.source),
            tuple(Span(start + target, end + target) for start, end in self.target),
            self.weights,
        )


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation: ``score`` is the geometric mean of its tokens' probabilities, 0 to 1.

    The tokens of an opening that the engine was made to say do not count.
    """

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
    """What an engine is asked to translate. An engine that cannot obey annotations leaves them aside.

    ``marked`` says that something will be carried over by the alignment, so that it is worth some effort. ``opening``
    is what the translation must begin with; it may end within a word, which the engine then completes.
    """

    text: str
    annotations: tuple[Annotation, ...] = ()
    marked: bool = False
    opening: str = ""


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

    def translate(self, sentences: Sequence[Sentence], alternatives: int = 1) -> Iterator[tuple[int, Hypothesis]]:
        """Yield the index of each sentence with its translation, in the order in which they are finished.

        With ``alternatives`` up to so many different translations come for each sentence, the best first.
        """

    def score(self, pairs: Sequence[tuple[Sentence, str]]) -> Iterator[tuple[int, float]]:
        """Yield the index of each (sentence, given translation) with the score the engine gives to its tokens."""

    def align(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Alignment]]:
        """Yield the index of each (sentence, given translation) with the engine's alignment of the two."""


class TwoWay:
    """An engine whose alignments the engine of the other direction must agree to.

    Each alone errs in its own way; the product of both (Liang, Taskar and Klein 2006, "Alignment by Agreement") puts
    many more codes on the right words. It costs one forced decoding of each marked sentence.
    """

    def __init__(self, forward: Engine, backward: Engine):
        if (forward.source, forward.target) != (backward.target, backward.source):
            raise ValueError(f"{backward.source} → {backward.target} is not the way back")
        self._forward = forward
        self._backward = backward
        self.name = forward.name
        self.version = forward.version
        self.source = forward.source
        self.target = forward.target
        self.placeholders = forward.placeholders
        self.annotates = forward.annotates

    def translate(self, sentences: Sequence[Sentence], alternatives: int = 1) -> Iterator[tuple[int, Hypothesis]]:
        """See :class:`Engine`; marked sentences come in small groups."""
        group: list[tuple[int, Hypothesis]] = []
        for index, hypothesis in self._forward.translate(sentences, alternatives):
            if not sentences[index].marked:
                yield index, hypothesis
                continue
            group.append((index, hypothesis))
            if len(group) == _GROUP:
                yield from self._agreed(sentences, group)
                group = []
        yield from self._agreed(sentences, group)

    def score(self, pairs: Sequence[tuple[Sentence, str]]) -> Iterator[tuple[int, float]]:
        """See :class:`Engine`."""
        return self._forward.score(pairs)

    def align(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Alignment]]:
        """See :class:`Engine`."""
        back = dict(self._backward.align([(target, source) for source, target in pairs]))
        for index, alignment in self._forward.align(pairs):
            yield index, agreement(alignment, back[index])

    def _agreed(
        self, sentences: Sequence[Sentence], group: Sequence[tuple[int, Hypothesis]]
    ) -> Iterator[tuple[int, Hypothesis]]:
        pairs = [(hypothesis.text, sentences[index].text) for index, hypothesis in group]
        for place, back in self._backward.align(pairs):
            index, hypothesis = group[place]
            yield index, replace(hypothesis, alignment=agreement(hypothesis.alignment, back))


def agreement(alignment: Alignment, back: Alignment) -> Alignment:
    """Weigh an alignment by one of the other direction (whose source is this one's target); row sums stay."""
    columns = [tuple(touching(span, back.target)) for span in alignment.source]
    rows = []
    for span, weights in zip(alignment.target, alignment.weights, strict=True):
        touched = tuple(touching(span, back.source))
        products = []
        for weight, column in zip(weights, columns, strict=True):
            total = sum(share for _, share in column) or 1.0
            returned = sum(back.weights[t][s] * a * b for t, a in column for s, b in touched) / total
            products.append((weight + _FLOOR) * (returned + _FLOOR))
        scale = sum(weights) / (sum(products) or 1.0)
        rows.append(tuple(product * scale for product in products))
    return replace(alignment, weights=tuple(rows))


def touching(span: Span, tokens: Sequence[Span]) -> Iterator[tuple[int, float]]:
    """The tokens that share characters with a span, each with the share of its own characters that they are."""
    for index, token in enumerate(tokens):
        common = min(span.end, token.end) - max(span.start, token.start)
        if common > 0:
            yield index, common / (token.end - token.start)
