"""Word alignment of token sequences with eflomal (Östling and Tiedemann 2016), an optional tool at training time."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

Links = list[tuple[int, int]]


def align(english: Sequence[Sequence[int]], turkish: Sequence[Sequence[int]]) -> list[Links]:
    """Align each pair of token sequences; every link is (English index, Turkish index).

    Without eflomal every list is empty and training goes on without guidance.
    """
    if importlib.util.find_spec("eflomal") is None:
        return [[] for _ in english]
    import eflomal  # type: ignore[import-untyped,import-not-found,unused-ignore]  # optional, used here only

    with TemporaryDirectory() as folder:
        forward, backward = str(Path(folder) / "forward"), str(Path(folder) / "backward")
        eflomal.Aligner(model=3, n_samplers=1, rel_iterations=0.5).align(
            [" ".join(map(str, row)) for row in english],
            [" ".join(map(str, row)) for row in turkish],
            links_filename_fwd=forward,
            links_filename_rev=backward,
        )
        return [_merge(one, two) for one, two in zip(_read(Path(forward)), _read(Path(backward)), strict=True)]


def _read(path: Path) -> list[Links]:
    rows = path.read_text(encoding="ascii").rstrip("\n").split("\n")
    return [[(int(one), int(two)) for one, two in (link.split("-") for link in row.split())] for row in rows]


def _merge(forward: Links, backward: Links) -> Links:
    """Intersect, then add links of tokens that would stay without one ("final", Koehn et al. 2003)."""
    links = sorted(set(forward) & set(backward))
    english, turkish = {one for one, _ in links}, {two for _, two in links}
    for one, two in sorted(set(forward) ^ set(backward)):
        if one not in english or two not in turkish:
            links.append((one, two))
            english.add(one)
            turkish.add(two)
    return sorted(links)
