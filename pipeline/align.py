"""Put inline codes into a translation, where the engine's alignment says that their words went.

* A pair of codes covers one run of whole words, suffixes included: the run that gains most when each word counts by
  how much more of it than :data:`THRESHOLD` comes from the words between the codes (a maximum-sum run). So a word that
  the engine aligned badly does not tear a link in two, and pairs nest or stand apart, never cross.
* A code that stands alone keeps to the words it stood by; a line break keeps what is before it before it.
* Punctuation at the edge of a pair goes in or stays out as in the source.

What nothing aligns to is put in the safest place, and named in the doubts, for a person to look at. The idea of moving
codes by attention is Bergamot's; ``docs/decisions/0004-inline-codes-through-mt.md`` tells what differs, with numbers.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline import codes
from pipeline.engine import Alignment, Span
from pipeline.lift import LINE, Lifted, Node, Spot, nodes_of, write

THRESHOLD = 0.45
"""The share of a word that must come from inside a pair for the word to speak for being inside, too."""

SURE = 0.5
"""A pair is in doubt if less than this share of its words' attention goes to the words it covers."""

_FADE = 0.5
# What one language says with a suffix or not at all, the other says with a word of its own, which the engine aligns to
# the word that has the suffix: "%1'inde" is "in 1%", but nobody sets the "in" in bold type with the number.
_LIGHT = {
    "en": frozenset(
        """the a an in on at to of for from with by is are was were be and or that who which
        it i you he she we they""".split()
    ),
    "tr": frozenset("ve veya ile bu".split()),
}
_FINAL = frozenset(".?!…:")
_BRACKETS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«"}
_WORD = r"\w%&+°#@/\\<>=*$€£₺~^|\U00100000-\U0010ffff-"
_UNIT = re.compile(rf"[{_WORD}]+(?:[.,:'’–‑][{_WORD}]+)*|\S")


@dataclass(frozen=True, slots=True)
class Placed:
    """A translation with its codes, in msgid notation; ``doubts`` are sentences for the person who reviews it."""

    text: str
    doubts: tuple[str, ...] = ()


def place(lifted: Lifted, target: str, alignment: Alignment, language: str) -> Placed:
    """Put the codes of a lifted text into its translation (into ``language``), each exactly once, properly nested."""
    if not lifted.nodes:
        return Placed(codes.escape(target))
    table = _Table(lifted, target, alignment, _LIGHT.get(language, frozenset()))
    placing = _Placing(table)
    spots = placing.spread(lifted.nodes, range(len(table.source)), 0, len(table.target))
    return Placed(write(lifted, target, table.target, spots), tuple(placing.doubts))


# --- which word came from which ---------------------------------------------------------------------------------------


class _Table:
    """Words of both texts and how much of each target word (row) comes from each source word (column).

    Words are cut where a code begins or ends inside them, on both sides if the same word stands in the translation:
    so ``H<sub1>2</sub1>O`` keeps its code.
    """

    def __init__(self, lifted: Lifted, target: str, alignment: Alignment, light: frozenset[str]) -> None:
        cuts = sorted({edge for node in nodes_of(lifted) for edge in (node.start, node.end)})
        whole = [Span(*match.span()) for match in _UNIT.finditer(lifted.text)]
        self.text = target
        self.source = tuple(part for span in whole for part in _cut(span, cuts))
        words, self._same = _twins(lifted.text, whole, target, cuts)
        self.target = words
        self.source_text = lifted.text
        self._light = light
        self.rows = self._weights(alignment)

    def _weights(self, alignment: Alignment) -> list[list[float]]:
        columns = [list(_shares(token, self.source)) for token in alignment.source]
        rows = [[0.0] * len(self.source) for _ in self.target]
        seen: Counter[int] = Counter()
        for token, weights in zip(alignment.target, alignment.weights, strict=True):
            for row, share in _shares(token, self.target):
                # The stem says where a word comes from; what its suffixes attend to says less and less.
                factor = share * _FADE ** seen[row]
                seen[row] += 1
                for weight, shares in zip(weights, columns, strict=True):
                    for column, part in shares:
                        rows[row][column] += factor * weight * part
        for row, count in seen.items():
            scale = sum(_FADE**k for k in range(count))
            rows[row] = [value / scale for value in rows[row]]
        for row, column in self._same:
            rows[row] = [float(c == column) for c in range(len(self.source))]
        return rows

    def words_between(self, start: int, end: int) -> range:
        """The source words that lie in ``start:end`` of the source text."""
        first = bisect_left(self.source, (start, -1))
        return range(first, max(first, bisect_left(self.source, (end, -1))))

    def word(self, row: int) -> str:
        """The target word in a row."""
        return self.text[self.target[row].start : self.target[row].end]

    def line_break(self, offset: int) -> int | None:
        """The row that follows the line break before ``offset`` of the source, if the target has as many."""
        if self.source_text[offset - 1 : offset] != LINE or self.source_text.count(LINE) != self.text.count(LINE):
            return None
        place = -1
        for _ in range(self.source_text.count(LINE, 0, offset)):
            place = self.text.index(LINE, place + 1)
        return bisect_left(self.target, (place, -1))

    def is_mark(self, row: int) -> bool:
        """Whether a target word is punctuation."""
        return _is_mark(self.text, self.target[row])

    def is_light(self, row: int) -> bool:
        """Whether a target word is a mark or a word that no pair begins or ends with."""
        return self.is_mark(row) or self.word(row).lower() in self._light

    def is_source_sentence(self, columns: range) -> bool:
        """Whether these source words are one or more whole sentences, full stop included."""
        before = self.source[columns.start - 1] if columns.start else None
        begins = before is None or self.source_text[before.start : before.end] in _FINAL
        return begins and len(columns) > 1 and self.source_text[slice(*self.source[columns[-1]])] in _FINAL

    def is_source_mark(self, column: int) -> bool:
        """Whether a source word is punctuation."""
        return _is_mark(self.source_text, self.source[column])


def _cut(span: Span, cuts: Sequence[int]) -> Iterator[Span]:
    start = span.start
    for cut in cuts:
        if start < cut < span.end:
            yield Span(start, cut)
            start = cut
    yield Span(start, span.end)


def _twins(
    source: str, whole: Sequence[Span], target: str, cuts: Sequence[int]
) -> tuple[tuple[Span, ...], list[tuple[int, int]]]:
    """Cut the target into words; also say which target words are, letter for letter, which source words.

    Only words that are unlike any other are paired: names, levels, numbers, addresses.
    """
    found = [Span(*match.span()) for match in _UNIT.finditer(target)]
    count = Counter(source[span.start : span.end] for span in whole)
    stems = Counter(_stem(target[span.start : span.end]) for span in found)
    column = 0
    pairs: dict[str, tuple[int, list[int]]] = {}
    for span in whole:
        word = source[span.start : span.end]
        parts = list(_cut(span, cuts))
        is_name = any(char.isdigit() or char.isupper() or char >= "\U00100000" for char in word) or len(parts) > 1
        if is_name and count[word] == 1 and stems[word] == 1 and (len(word) > 1 or word.isdigit()):
            pairs[word] = column, [part.end - span.start for part in parts[:-1]]
        column += len(parts)
    words: list[Span] = []
    same: list[tuple[int, int]] = []
    for span in found:
        twin = pairs.get(_stem(target[span.start : span.end]))
        pieces = list(_cut(span, [span.start + cut for cut in twin[1]])) if twin else [span]
        if twin:
            same += [(len(words) + i, twin[0] + i) for i in range(len(pieces))]
        words += pieces
    return tuple(words), same


def _stem(word: str) -> str:
    """A proper name or number without the suffixes that Turkish and English write after an apostrophe."""
    return re.split(r"['’]", word, maxsplit=1)[0]


def _shares(token: Span, words: Sequence[Span]) -> Iterator[tuple[int, float]]:
    """The words that a token touches, each with the share of the token's characters in it."""
    length = max(token.end - token.start, 1)
    index = max(bisect_left(words, (token.start, -1)) - 1, 0)
    for i in range(index, len(words)):
        if words[i].start >= token.end:
            break
        common = min(words[i].end, token.end) - max(words[i].start, token.start)
        if common > 0:
            yield i, common / length


def _is_mark(text: str, span: Span) -> bool:
    char = text[span.start]
    return span.end - span.start == 1 and not char.isalnum() and not char >= "\U00100000"


# --- where codes go ---------------------------------------------------------------------------------------------------


class _Placing:
    """Finds a spot for every node."""

    def __init__(self, table: _Table) -> None:
        self._table = table
        self.doubts: list[str] = []

    def spread(self, nodes: Sequence[Node], scope: range, first: int, last: int) -> tuple[Spot, ...]:
        """Place siblings, whose parent covers the source words ``scope``, within the target words ``first:last``."""
        spots: list[Spot] = []
        # The longest pair first: it knows best where it belongs. One that nothing aligns to takes what is left.
        pairs = sorted((n for n in nodes if n.closing), key=lambda n: (not self._is_aligned(n), n.start - n.end))
        for node in pairs:
            spots.append(self._pair(node, first, last, spots))
        for node in nodes:
            if not node.closing and (not node.stand_in or node.stand_in not in self._table.text):
                if node.stand_in:
                    self.doubts.append(f"check where {node.literal} stands")
                at = self._boundary(node, scope, first, last, spots)
                spots.append(Spot(node, at, at))
        order = {id(node): number for number, node in enumerate(nodes)}
        return tuple(sorted(spots, key=lambda spot: (spot.first, spot.last, order[id(spot.node)])))

    # --- pairs ---

    def _pair(self, node: Node, first: int, last: int, taken: Sequence[Spot]) -> Spot:
        table = self._table
        inside = table.words_between(node.start, node.end)
        words = [c for c in inside if not table.is_source_mark(c)]
        free = [not any(spot.first <= row < spot.last for spot in taken) for row in range(first, last)]
        gains = [self._gain(row, words or inside) if free[row - first] else -math.inf for row in range(first, last)]
        start, end, total = _best_run(gains)
        start, end = start + first, end + first
        if total <= 0:
            start, end = self._nearest(words or inside, gains, first, last)
        if total <= 0 or self._is_torn(words or inside, start, end):
            self.doubts.append(f"check where {node.opening} stands")
        if words:
            start, end = self._edges(inside, start, end, first, free)
        return Spot(node, start, end, self.spread(node.children, inside, start, end))

    def _is_aligned(self, node: Node) -> bool:
        words = self._table.words_between(node.start, node.end)
        return any(self._gain(row, words) > 0 for row in range(len(self._table.rows)))

    def _gain(self, row: int, words: Sequence[int]) -> float:
        if self._table.is_mark(row) and not all(map(self._table.is_source_mark, words)):
            return 0.0
        weights = self._table.rows[row]
        return sum(weights[c] for c in words) - THRESHOLD * sum(weights)

    def _nearest(self, words: Sequence[int], gains: Sequence[float], first: int, last: int) -> tuple[int, int]:
        """The one free word that comes most from ``words``, or the longest free run if none does."""
        free = [row for row in range(first, last) if gains[row - first] > -math.inf]
        free = [row for row in free if not self._table.is_mark(row)] or free
        best = max(free, key=lambda row: sum(self._table.rows[row][c] for c in words), default=None)
        if best is not None and sum(self._table.rows[best][c] for c in words) > 0:
            return best, best + 1
        start, end, _ = _best_run([1.0 if gain > -math.inf else gain for gain in gains])
        return first + start, first + end

    def _is_torn(self, words: Sequence[int], start: int, end: int) -> bool:
        """Whether much of what comes from ``words`` is outside the run, or much of the run from elsewhere."""
        rows = self._table.rows
        of_words = [sum(row[c] for c in words) for row in rows]
        inside = sum(of_words[start:end])
        return inside < SURE * sum(of_words) or inside < SURE * sum(sum(row) for row in rows[start:end])

    def _edges(self, inside: range, start: int, end: int, first: int, free: Sequence[bool]) -> tuple[int, int]:
        """Leave out light words and marks at the edges of a run, except marks that the source has there, too."""
        table = self._table
        if table.is_source_sentence(inside):
            return self._sentence(start, end, first, free)
        while end - start > 1 and table.is_light(end - 1) and not self._closes(start, end - 1):
            end -= 1
        while end - start > 1 and table.is_light(start):
            start += 1
        marks_after = sum(1 for _ in takewhile(table.is_source_mark, reversed(inside)))
        marks_before = sum(1 for _ in takewhile(table.is_source_mark, inside))
        for _ in range(marks_after):
            if end - first < len(free) and free[end - first] and table.is_mark(end):
                end += 1
        for _ in range(marks_before):
            if start > first and free[start - 1 - first] and table.is_mark(start - 1):
                start -= 1
        return start, end

    def _sentence(self, start: int, end: int, first: int, free: Sequence[bool]) -> tuple[int, int]:
        """Widen a run to whole sentences, as far as it is free."""
        table = self._table
        while start > first and free[start - 1 - first] and table.word(start - 1) not in _FINAL:
            start -= 1
        while end - first < len(free) and free[end - first] and table.word(end - 1) not in _FINAL:
            end += 1
        return start, end

    def _closes(self, start: int, row: int) -> bool:
        """Whether the mark at ``row`` closes a bracket that opened in the run."""
        table = self._table
        opening = _BRACKETS.get(table.word(row))
        return opening is not None and any(table.word(r) == opening for r in range(start, row))

    # --- codes that stand alone ---

    def _boundary(self, node: Node, scope: range, first: int, last: int, taken: Sequence[Spot]) -> int:
        """The target word before which a literal goes."""
        table = self._table
        if node.is_break and (line := table.line_break(node.start)) is not None:
            return min(max(line, first), last)
        split = table.words_between(0, node.start).stop
        if split <= scope.start:
            return first
        if split >= scope.stop:
            return last
        allowed = [at for at in range(first, last + 1) if not any(spot.first < at < spot.last for spot in taken)]
        if node.is_break:
            allowed = allowed[1:-1] or allowed
        return max(allowed, key=lambda at: self._fit(node, split, at, first, last))

    def _fit(self, node: Node, split: int, at: int, first: int, last: int) -> float:
        """How well a literal that stands before source word ``split`` fits before target word ``at``."""
        rows = self._table.rows
        kept = sum(sum(row[:split]) for row in rows[first:at]) + sum(sum(row[split:]) for row in rows[at:last])
        fit = kept / max(sum(sum(row) for row in rows[first:last]), 1e-9)
        if node.is_break:
            # The two lines may change places.
            return max(fit, 1 - fit)
        if at > first and not node.before:
            fit += 2 * rows[at - 1][split - 1]
        if at < last and (node.before or not node.after):
            fit += 2 * rows[at][split]
        return fit


def _best_run(gains: Sequence[float]) -> tuple[int, int, float]:
    """The run of greatest sum, as start, end and sum; it begins and ends with a gain, and is empty if there is none."""
    best = (0, 0, 0.0)
    start, total = 0, 0.0
    for index, gain in enumerate(gains):
        if total < 0 or gains[start] <= 0:
            start, total = index, 0.0
        total += gain
        if gain > 0 and total >= best[2]:
            best = (start, index + 1, total)
    return best
