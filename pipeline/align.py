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
from itertools import accumulate, takewhile

from pipeline import codes
from pipeline.engine import Alignment, Span
from pipeline.lift import LINE, Lifted, Node, Spot, nodes_of, write

THRESHOLD = 0.45
"""The share of a word that must come from inside a pair for the word to speak for being inside, too."""

MOST = 20_000_000
"""Codes times characters; beyond that a text is no text, and its codes are not worth a minute's work."""

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


def place(lifted: Lifted, target: str, alignments: Sequence[Alignment], language: str) -> Placed:
    """Put the codes of a lifted text into its translation (into ``language``), each exactly once, properly nested.

    ``alignments`` are those of the sentences, their spans being offsets in the two texts.
    """
    if not lifted.nodes:
        return Placed(codes.escape(target))
    count = sum(1 for _ in nodes_of(lifted))
    if count * (len(lifted.text) + len(target)) > MOST:
        spots = _in_order(lifted.nodes, target)
        return Placed(write(lifted, target, (Span(0, len(target)),), spots), ("check where the codes stand",))
    table = _Table(lifted, target, alignments, _LIGHT.get(language, frozenset()))
    placing = _Placing(table)
    spots = placing.spread(lifted.nodes, range(len(table.source)), 0, len(table.target))
    return Placed(write(lifted, target, table.target, spots), tuple(placing.doubts))


def _in_order(nodes: Sequence[Node], target: str) -> tuple[Spot, ...]:
    """Spots for all codes at the end of a target that counts as one word."""
    missing = [node for node in nodes if not node.stand_in or node.stand_in not in target]
    return tuple(Spot(node, 1, 1, _in_order(node.children, target)) for node in missing)


# --- which word came from which ---------------------------------------------------------------------------------------


class _Table:
    """Words of both texts and how much of each target word (row) comes from each source word (column).

    Words are cut where a code begins or ends inside them, on both sides if the same word stands in the translation:
    so ``H<sub1>2</sub1>O`` keeps its code.
    """

    def __init__(self, lifted: Lifted, target: str, alignments: Sequence[Alignment], light: frozenset[str]) -> None:
        cuts = sorted({edge for node in nodes_of(lifted) for edge in (node.start, node.end)})
        whole = [Span(*match.span()) for match in _UNIT.finditer(lifted.text)]
        self.text = target
        self.source = tuple(part for span in whole for part in _cut(span, cuts))
        words, self._same = _twins(lifted.text, whole, target, cuts)
        self.target = words
        self.source_text = lifted.text
        self._light = light
        self.rows = self._weights(alignments)

    def _weights(self, alignments: Sequence[Alignment]) -> list[dict[int, float]]:
        rows: list[dict[int, float]] = [{} for _ in self.target]
        seen: Counter[int] = Counter()
        for alignment in alignments:
            columns = [list(_shares(token, self.source)) for token in alignment.source]
            for token, weights in zip(alignment.target, alignment.weights, strict=True):
                for index, share in _shares(token, self.target):
                    # The stem says where a word comes from; what its suffixes attend to says less and less.
                    factor = share * _FADE ** seen[index]
                    seen[index] += 1
                    row = rows[index]
                    for weight, shares in zip(weights, columns, strict=True):
                        for column, part in shares:
                            row[column] = row.get(column, 0.0) + factor * weight * part
        for index, count in seen.items():
            scale = sum(_FADE**k for k in range(count))
            rows[index] = {column: value / scale for column, value in rows[index].items()}
        for index, column in self._same:
            rows[index] = {column: 1.0}
        return rows

    def from_words(self, row: int, words: range) -> float:
        """How much of a target word comes from a run of source words; nothing if only the former is punctuation."""
        if self.is_mark(row) and not all(map(self.is_source_mark, words)):
            return 0.0
        return sum(weight for column, weight in self.rows[row].items() if column in words)

    def total(self, row: int) -> float:
        """How much of a target word comes from the source at all."""
        return sum(self.rows[row].values())

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
        words = table.words_between(node.start, node.end)
        free = [not any(spot.first <= row < spot.last for spot in taken) for row in range(first, last)]
        gains = [self._gain(row, words) if free[row - first] else -math.inf for row in range(first, last)]
        start, end, total = _best_run(gains)
        start, end = start + first, end + first
        if total <= 0:
            start, end = self._nearest(words, gains, first, last)
        if total <= 0 or self._is_torn(words, start, end):
            self.doubts.append(f"check where {node.opening} stands")
        if not all(map(table.is_source_mark, words)):
            start, end = self._edges(words, start, end, first, free)
        return Spot(node, start, end, self.spread(node.children, words, start, end))

    def _is_aligned(self, node: Node) -> bool:
        words = self._table.words_between(node.start, node.end)
        return any(self._gain(row, words) > 0 for row in range(len(self._table.rows)))

    def _gain(self, row: int, words: range) -> float:
        """What a target word adds to a run; punctuation neither adds nor takes, unless the pair holds nothing else."""
        if self._table.is_mark(row) and not all(map(self._table.is_source_mark, words)):
            return 0.0
        return self._table.from_words(row, words) - THRESHOLD * self._table.total(row)

    def _nearest(self, words: range, gains: Sequence[float], first: int, last: int) -> tuple[int, int]:
        """The one free word that comes most from ``words``, or the longest free run if none does."""
        free = [row for row in range(first, last) if gains[row - first] > -math.inf]
        best = max(free, key=lambda row: self._table.from_words(row, words), default=None)
        if best is not None and self._table.from_words(best, words) > 0:
            return best, best + 1
        start, end, _ = _best_run([1.0 if gain > -math.inf else gain for gain in gains])
        return first + start, first + end

    def _is_torn(self, words: range, start: int, end: int) -> bool:
        """Whether much of what comes from ``words`` is outside the run, or much of the run from elsewhere."""
        table = self._table
        everywhere = sum(table.from_words(row, words) for row in range(len(table.rows)))
        inside = sum(table.from_words(row, words) for row in range(start, end))
        return inside < SURE * everywhere or inside < SURE * sum(table.total(row) for row in range(start, end))

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
        fits = self._fits(node, split, first, last)
        return max(allowed, key=lambda at: fits[at - first])

    def _fits(self, node: Node, split: int, first: int, last: int) -> list[float]:
        """How well a literal that stands before source word ``split`` fits before each of the words ``first:last``."""
        rows = self._table.rows[first:last]
        before = [sum(weight for column, weight in row.items() if column < split) for row in rows]
        after = [sum(row.values()) - weight for row, weight in zip(rows, before, strict=True)]
        total = max(sum(before) + sum(after), 1e-9)
        # What comes from before the literal should stand before it, what comes from after it after it.
        kept = [
            (left + right) / total
            for left, right in zip(
                accumulate(before, initial=0.0), reversed([*accumulate(reversed(after), initial=0.0)]), strict=True
            )
        ]
        if node.is_break:
            # The two lines may change places.
            return [max(fit, 1 - fit) for fit in kept]
        for at in range(len(kept)):
            if at > 0 and node.follows:
                kept[at] += 2 * rows[at - 1].get(split - 1, 0.0)
            if at < len(rows) and not (node.follows and (node.after or node.before)):
                kept[at] += 2 * rows[at].get(split, 0.0)
        return kept


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
