"""Two engines in a row, through a language that both know: Turkish to English to Arabic.

What the first gets wrong the second cannot mend, so this is for directions for which there is no package of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.engine import Alignment, Engine, Hypothesis, Sentence, touching


class Pivot:
    """An engine made of two; the target of ``first`` is the source of ``second``.

    Annotations of terms are left aside: their lemmas are of the target language, and the words that they stand on are
    gone when the second engine begins.
    """

    annotates = False

    def __init__(self, first: Engine, second: Engine):
        if first.target != second.source:
            raise ValueError(f"{first.source} → {first.target} does not lead to {second.source} → {second.target}")
        self._first = first
        self._second = second
        self.name = first.name
        self.version = f"{first.version}/{second.version}"
        self.source = first.source
        self.target = second.target
        self.placeholders = tuple(symbol for symbol in first.placeholders if symbol in second.placeholders)

    def translate(self, sentences: Sequence[Sentence], alternatives: int = 1) -> Iterator[tuple[int, Hypothesis]]:
        """See :class:`pipeline.engine.Engine`; only the second engine gives alternatives."""
        between = self._between([replace(sentence, annotations=(), opening="") for sentence in sentences])
        indexes = list(between)
        asked = [replace(sentences[index], text=between[index].text, annotations=()) for index in indexes]
        for place, found in self._second.translate(asked, alternatives):
            half = between[indexes[place]]
            joined = composed(half.alignment, found.alignment)
            yield indexes[place], Hypothesis(found.text, half.score * found.score, joined)

    def score(self, pairs: Sequence[tuple[Sentence, str]]) -> Iterator[tuple[int, float]]:
        """See :class:`pipeline.engine.Engine`."""
        between = self._between([Sentence(sentence.text) for sentence, _ in pairs])
        indexes = list(between)
        asked = [(Sentence(between[index].text), pairs[index][1]) for index in indexes]
        for place, score in self._second.score(asked):
            yield indexes[place], between[indexes[place]].score * score

    def align(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Alignment]]:
        """See :class:`pipeline.engine.Engine`."""
        between = self._between([Sentence(source) for source, _ in pairs])
        indexes = list(between)
        asked = [(between[index].text, pairs[index][1]) for index in indexes]
        for place, found in self._second.align(asked):
            yield indexes[place], composed(between[indexes[place]].alignment, found)

    def _between(self, sentences: Sequence[Sentence]) -> dict[int, Hypothesis]:
        """What the first engine makes of sentences, by their index; what it says nothing to is left out."""
        return dict(self._first.translate(sentences))


def composed(first: Alignment, second: Alignment) -> Alignment:
    """The alignment of a source with a target through what stands between them.

    The two sides may cut the text between them into other tokens; a token passes on the shares of those it touches.
    """
    passed = []
    for span in second.source:
        shares = tuple(touching(span, first.target))
        total = sum(share for _, share in shares) or 1.0
        passed.append(
            tuple(sum(first.weights[t][s] * share for t, share in shares) / total for s in range(len(first.source)))
        )
    rows = (
        tuple(
            sum(weight * row[s] for weight, row in zip(weights, passed, strict=True)) for s in range(len(first.source))
        )
        for weights in second.weights
    )
    return Alignment(first.source, second.target, tuple(rows))
