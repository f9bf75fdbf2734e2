"""Write ``tests/data/seeded.tsv``: ``python -m tests.seeded [--check]``."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from random import Random

from tests.seeded.kinds import KINDS, MARKUP, Kind
from tests.seeded.pairs import EDITS, SEEDED, CleanPair, Row, dump, lines, sentences, with_codes, written


def make_row(kind: Kind, pair: CleanPair, to: str, wrong: str) -> Row:
    """The seeded row; its id names kind, direction and pair."""
    source, target = ("en", "tr") if to == "tr" else ("tr", "en")
    checks = tuple(kind.checks.split())
    name = f"{kind.id}/{to}/{pair.id}"
    return Row(name, kind.id, kind.family, source, target, pair.text(source), pair.text(target), wrong, checks)


def planted(kind: Kind, pairs: list[CleanPair], to: str) -> Iterator[Row]:
    """The first ``kind.share`` pairs, in an order that only depends on their ids, in which the error can be planted."""
    left = kind.share
    for pair in sorted(pairs, key=lambda pair: zlib.crc32(f"{kind.id}:{to}:{pair.id}".encode())):
        wrong = kind.plant(pair, to, Random(f"{kind.id}:{to}:{pair.id}")) if left else None
        if wrong is not None:
            left -= 1
            yield make_row(kind, pair, to, wrong)


def edited(kind: Kind, pairs: dict[str, CleanPair]) -> Iterator[Row]:
    """The rows that were written by hand: ``old`` stands once in the translation and becomes ``new``."""
    for name, to, pair, old, new in lines(EDITS)[1:]:
        if name == kind.id:
            clean = pairs[pair].text(to)
            if clean.count(old) != 1:
                raise SystemExit(f"{EDITS.name}: {old!r} must stand once in {clean!r}")
            yield make_row(kind, pairs[pair], to, clean.replace(old, new))


def make() -> list[Row]:
    """The whole set: kind by kind, into Turkish and into English."""
    plain, marked = sentences() + written(), with_codes()
    by_id = {pair.id: pair for pair in plain}
    rows: list[Row] = []
    for kind in KINDS:
        pool = marked + written() if kind.family == MARKUP else plain
        rows += [row for to in ("tr", "en") for row in planted(kind, pool, to)]
        rows += edited(kind, by_id)
    return rows


def main() -> None:
    """Write the file, or with ``--check`` exit with 1 if it is not what would be written."""
    text = dump(make())
    if "--check" not in sys.argv[1:]:
        SEEDED.write_text(text, "utf-8", newline="\n")
    elif not SEEDED.exists() or SEEDED.read_text("utf-8") != text:
        sys.exit(f"{SEEDED.name} is out of date; run: python -m tests.seeded")


if __name__ == "__main__":
    main()
