"""The learning curve as a picture."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path


def draw_curve(log: Path, picture: Path) -> None:
    """Draw training and development loss over minutes; without matplotlib the log alone remains."""
    if importlib.util.find_spec("matplotlib") is None:
        return
    import matplotlib  # optional, and used here only

    matplotlib.use("Agg")
    from matplotlib import pyplot

    entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    figure, axes = pyplot.subplots(figsize=(7, 4), layout="constrained")
    plain = [entry for entry in entries if "dev" not in entry]
    axes.plot([entry["minutes"] for entry in plain], [entry["loss"] for entry in plain], lw=0.8, label="training mix")
    measured = [entry for entry in entries if "dev" in entry]
    for name in sorted({name for entry in measured for name in entry["dev"]}):
        points = [(entry["minutes"], entry["dev"][name]) for entry in measured if name in entry["dev"]]
        axes.plot(*zip(*points, strict=True), marker=".", label=f"development: {name}")
    axes.set_xlabel("minutes of training")
    axes.set_ylabel("cross-entropy per piece (nats)")
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(picture, dpi=110, metadata={"Software": None})
    pyplot.close(figure)
