"""Token shards: one compressed NumPy file per group of examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Shard:
    """Ragged arrays: example n holds ``english[english_at[n]:english_at[n + 1]]`` and so on.

    ``links`` are pairs (English piece, Turkish piece) of the word alignment, empty where none was computed; ``way``
    says in which directions an example may be used (see :mod:`training.marking`).
    """

    english: Ids
    english_at: NDArray[np.int64]
    turkish: Ids
    turkish_at: NDArray[np.int64]
    links: Ids
    links_at: NDArray[np.int64]
    way: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.way)


def _ragged(rows: Sequence[Sequence[int]]) -> tuple[Ids, NDArray[np.int64]]:
    ends = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    return np.fromiter((value for row in rows for value in row), np.uint16, int(ends[-1])), ends


def make_shard(
    english: Sequence[Sequence[int]],
    turkish: Sequence[Sequence[int]],
    links: Sequence[Sequence[tuple[int, int]]],
    way: Sequence[int],
) -> Shard:
    """Pack lists into arrays."""
    flat_links, links_at = _ragged([[value for pair in row for value in pair] for row in links])
    return Shard(
        *_ragged(english), *_ragged(turkish), flat_links.reshape(-1, 2), links_at // 2, np.asarray(way, np.uint8)
    )


def write_shard(path: Path, shard: Shard) -> None:
    """Write a shard."""
    np.savez_compressed(path, **{name: getattr(shard, name) for name in Shard.__slots__})


def read_shard(path: Path) -> Shard:
    """Read a shard."""
    with np.load(path) as arrays:
        return Shard(**{name: arrays[name] for name in Shard.__slots__})
