"""Saving and averaging: a run may be killed at any moment and goes on from its last checkpoint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor


def save(path: Path, state: dict[str, Any]) -> None:
    """Write atomically: the old file stands until the new one is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def load(path: Path) -> dict[str, Any]:
    """Read a checkpoint onto the CPU."""
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return state


def snapshots(folder: Path) -> list[Path]:
    """Return the saved weights of a run, oldest first."""
    return sorted(folder.glob("weights-*.pt"))


def average(paths: Sequence[Path]) -> dict[str, Tensor]:
    """Return the mean of saved weights (Vaswani et al. 2017, section 6.1)."""
    total: dict[str, Tensor] = {}
    for path in paths:
        for name, value in load(path).items():
            total[name] = total[name] + value if name in total else value.clone()
    return {name: value / len(paths) for name, value in total.items()}
