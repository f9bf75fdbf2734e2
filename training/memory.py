"""Write our own pairs as a translation memory: ``python -m training.memory`` (``make memory``).

The held-out development pairs stay out, so that a draft from memory never flatters a measurement.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.files import write_if_changed
from pipeline.memory import write_tmx
from pipeline.model import MemoryUnit
from training.cleaning import held_out
from training.config import DEFAULT_CONFIG, read_config
from training.sources import AUTHORED, authored_pairs


def units(folder: Path, held_out_percent: int) -> tuple[MemoryUnit, ...]:
    """Our pairs, English to Turkish, each once; the origin names the file."""
    pairs = (pair for name in AUTHORED for pair in authored_pairs(folder, name))
    kept = (pair for pair in pairs if not held_out(pair.english, held_out_percent))
    return tuple(
        {(p.english, p.turkish): MemoryUnit(p.english, p.turkish, "", f"corpora/{p.file}") for p in kept}.values()
    )


def main() -> None:
    """Write ``memory/clinic.tmx``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, default=Path("memory/clinic.tmx"))
    arguments = parser.parse_args()
    config = read_config(DEFAULT_CONFIG)
    found = units(config.path("authored"), int(config.tables["prepare"]["held_out_percent"]))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(arguments.out, write_tmx(found, "en", "tr"))
    print(f"{len(found)} units in {arguments.out}")


if __name__ == "__main__":
    main()
