"""An endless, resumable stream of length-bucketed batches, mixed from shards by the shares of the current stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.marking import TO_ENGLISH, TO_TURKISH
from training.shards import Shard
from training.vocabulary import END, PAD, START

Item = tuple[str, int, int]
"""Group, example number, direction."""

IGNORED = -100
CHUNK = 8192


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded token ids: source (n, s), target input and labels (n, t); guides (k, 3) are (row, position, source index).

    ``guide_weights`` (k,) make the guides of one target position sum to one.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    labels: NDArray[np.int64]
    guides: NDArray[np.int64]
    guide_weights: NDArray[np.float32]


@dataclass(slots=True)
class StreamState:
    """Where the stream stands: chunks drawn, batches used of the current one, items used per group."""

    chunk: int
    used: int
    positions: dict[str, int]


class Stream:
    """Draws chunks of items by share, sorts each chunk by length and cuts it into batches."""

    def __init__(
        self, shards: Mapping[str, Shard], language: Mapping[int, int], batch_tokens: int, seed: int, size: int = CHUNK
    ) -> None:
        self._shards = shards
        self._language = language
        self._batch_tokens = batch_tokens
        self._seed = seed
        self._size = size
        self._items = {group: _items(shard) for group, shard in shards.items()}
        self._orders: dict[tuple[str, int], NDArray[np.int64]] = {}
        self.state = StreamState(0, 0, dict.fromkeys(shards, 0))

    def chunk(self, shares: Mapping[str, float]) -> list[list[Item]]:
        """Return the batches of the chunk the state points to, without moving the state on."""
        random = np.random.default_rng((self._seed, self.state.chunk))
        total = sum(shares[group] for group in shares if len(self._items.get(group, ())))
        items: list[Item] = []
        for group, share in shares.items():
            if len(self._items.get(group, ())):
                items += self._take(group, round(self._size * share / total))
        lengths = np.array([self._length(item) for item in items], dtype=np.float64)
        order = np.argsort(lengths + random.uniform(0, 2, len(items)))
        batches: list[list[Item]] = [[]]
        longest = 0
        for number in order:
            longest = max(longest, int(lengths[number]))
            if longest * (len(batches[-1]) + 1) > self._batch_tokens and batches[-1]:
                batches.append([])
                longest = int(lengths[number])
            batches[-1].append(items[number])
        return [batches[number] for number in random.permutation(len(batches))]

    def advance(self, shares: Mapping[str, float]) -> None:
        """Move the state on to the next chunk, after one drawn with the same shares."""
        total = sum(shares[group] for group in shares if len(self._items.get(group, ())))
        for group, share in shares.items():
            if len(self._items.get(group, ())):
                self.state.positions[group] += round(self._size * share / total)
        self.state.chunk += 1
        self.state.used = 0

    def batch(self, items: Sequence[Item]) -> Batch:
        """Build the padded arrays of a batch."""
        sources, targets, guides, weights = [], [], [], []
        for row, (group, number, way) in enumerate(items):
            source, target, links = self._example(group, number, way)
            sources.append([*source, END])
            targets.append([START, self._language[way], *target, END])
            links = np.concatenate((links, [[len(source), len(target)]])).astype(np.int64)
            share = 1.0 / np.bincount(links[:, 1])[links[:, 1]]
            # Position 0 predicts the language token, so the piece with index j is predicted at position j + 1.
            guides.append(np.stack((np.full(len(links), row), links[:, 1] + 1, links[:, 0]), axis=1))
            weights.append(share.astype(np.float32))
        target_ids = _padded(targets, PAD)
        labels = np.where(target_ids[:, 1:] == PAD, IGNORED, target_ids[:, 1:])
        labels[:, 0] = IGNORED
        return Batch(_padded(sources, PAD), target_ids[:, :-1], labels, np.concatenate(guides), np.concatenate(weights))

    def _take(self, group: str, count: int) -> Iterator[Item]:
        items, position = self._items[group], self.state.positions[group]
        for place in range(position, position + count):
            epoch, index = divmod(place, len(items))
            if (group, epoch) not in self._orders:
                self._orders = {known: order for known, order in self._orders.items() if known[0] != group}
                seed = (self._seed, epoch, *group.encode())
                self._orders[group, epoch] = np.random.default_rng(seed).permutation(len(items))
            number, way = items[self._orders[group, epoch][index]]
            yield group, int(number), int(way)

    def _length(self, item: Item) -> int:
        shard, number = self._shards[item[0]], item[1]
        return 2 + int(
            max(
                shard.english_at[number + 1] - shard.english_at[number],
                shard.turkish_at[number + 1] - shard.turkish_at[number],
            )
        )

    def _example(self, group: str, number: int, way: int) -> tuple[list[int], list[int], NDArray[np.uint16]]:
        shard = self._shards[group]
        english = shard.english[shard.english_at[number] : shard.english_at[number + 1]].tolist()
        turkish = shard.turkish[shard.turkish_at[number] : shard.turkish_at[number + 1]].tolist()
        links = shard.links[shard.links_at[number] : shard.links_at[number + 1]]
        return (english, turkish, links) if way == TO_TURKISH else (turkish, english, links[:, ::-1])


def _items(shard: Shard) -> NDArray[np.int64]:
    numbers = np.arange(len(shard))
    parts = [
        np.stack((numbers[shard.way != other], np.full(int((shard.way != other).sum()), way)), axis=1)
        for way, other in ((TO_TURKISH, TO_ENGLISH), (TO_ENGLISH, TO_TURKISH))
    ]
    return np.concatenate(parts)


def _padded(rows: Sequence[Sequence[int]], pad: int) -> NDArray[np.int64]:
    result = np.full((len(rows), max(map(len, rows))), pad, dtype=np.int64)
    for number, row in enumerate(rows):
        result[number, : len(row)] = row
    return result
