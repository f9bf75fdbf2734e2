"""Train the network on the shards. Run as ``python -m training.train``; run again to resume.

The schedule follows the share of the run that is done, by steps or by minutes, whichever is further on: learning rate
(warm-up, hold, inverse square root, linear cool-down) and the mix of sources (stages).
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training import checkpoint
from training.batches import IGNORED, Batch, Stream, StreamState
from training.config import DEFAULT_CONFIG, Config, read_config
from training.curve import draw_curve
from training.loss import smoothed_cross_entropy
from training.marking import TO_ENGLISH, TO_TURKISH
from training.network import Network, Shape
from training.prepare import split_authored
from training.shards import Shard, make_shard, read_shard
from training.sources import read_lines
from training.vocabulary import PAD, TO_ENGLISH_TOKEN, TO_TURKISH_TOKEN, load_vocabulary

DEV_LINES = 250


def learning_rate(step: int, progress: float, settings: dict[str, Any]) -> float:
    """Return the rate at a step, ``progress`` being the share of the run that is done."""
    rate = float(settings["learning_rate"])
    rate *= min(1.0, step / settings["warmup_steps"])
    rate *= min(1.0, math.sqrt(settings["hold_steps"] / max(1, step)))
    start = float(settings["cooldown_from"])
    return float(rate * min(1.0, max(0.0, (1.0 - progress) / (1.0 - start))))


def shares_at(progress: float, settings: dict[str, Any]) -> dict[str, float]:
    """Return the shares of the stage that holds at ``progress``."""
    for stage in settings["stages"]:
        if progress < stage["until"]:
            return dict(stage["shares"])
    return dict(settings["stages"][-1]["shares"])


class Trainer:
    """A run: network, optimiser, stream and log."""

    def __init__(self, config: Config) -> None:
        self.settings = config.tables["train"]
        self.work = config.path("work")
        torch.manual_seed(config.seed)
        torch.set_num_threads(int(self.settings["threads"]))
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        vocabulary = load_vocabulary(self.work / "sentencepiece.model")
        language = {
            TO_TURKISH: vocabulary.piece_to_id(TO_TURKISH_TOKEN),
            TO_ENGLISH: vocabulary.piece_to_id(TO_ENGLISH_TOKEN),
        }
        self.network = Network(Shape(vocabulary=len(vocabulary), **config.tables["model"])).to(self.device)
        self.optimiser = torch.optim.AdamW(
            self.network.parameters(),
            betas=(0.9, 0.98),
            eps=1e-9,
            weight_decay=float(self.settings["weight_decay"]),
            fused=True,
        )
        groups = {group for stage in self.settings["stages"] for group in stage["shares"]}
        shards = {group: read_shard(path) for group in sorted(groups) if (path := self.work / f"{group}.npz").exists()}
        self.stream = Stream(shards, language, int(self.settings["batch_tokens"]), config.seed)
        self.development = {
            name: Stream({name: shard}, language, int(self.settings["batch_tokens"]), config.seed, len(shard))
            for name, shard in _development(config, vocabulary).items()
        }
        self.step, self.seconds, self.pieces = 0, 0.0, 0

    @property
    def progress(self) -> float:
        """Share of the run that is done."""
        by_steps = self.step / int(self.settings["max_steps"])
        return max(by_steps, self.seconds / 60 / float(self.settings["max_minutes"]))

    def loss(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return cross-entropy and guided-attention loss, each per target piece."""
        labels = torch.from_numpy(batch.labels).to(self.device)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=bool(self.settings["bfloat16"])):
            states, attention = self.network(
                torch.from_numpy(batch.source).to(self.device), torch.from_numpy(batch.target).to(self.device), PAD
            )
        real = labels != IGNORED
        entropy = smoothed_cross_entropy(
            states[real],
            self.network.embedding.weight,
            self.network.output_bias,
            labels[real],
            smoothing=float(self.settings["label_smoothing"]),
            half=bool(self.settings["bfloat16"]),
        )
        row, position, source = torch.from_numpy(batch.guides).to(self.device).unbind(1)
        weights = torch.from_numpy(batch.guide_weights).to(self.device)
        guided = -(attention[row, position, source] * weights).sum() / weights.sum()
        return entropy, guided

    def update(self, batch: Batch) -> tuple[float, float]:
        """Take one optimiser step; return plain and guided loss."""
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate(self.step + 1, self.progress, self.settings)
        entropy, guided = self.loss(batch)
        (entropy + self.settings["guided_weight"] * guided).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), float(self.settings["clip_norm"]))
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        return float(entropy.detach()), float(guided.detach())

    @torch.no_grad()
    def measure(self) -> dict[str, float]:
        """Return cross-entropy per piece on the development texts."""
        self.network.eval()
        result = {}
        for name, stream in self.development.items():
            total, count = 0.0, 0
            for items in stream.chunk({name: 1.0}):
                batch = stream.batch(items)
                pieces = int((batch.labels != IGNORED).sum())
                total += float(self.loss(batch)[0]) * pieces
                count += pieces
            result[name] = round(total / count, 4)
        self.network.train()
        return result

    def save(self) -> None:
        """Write the checkpoint and a snapshot of the weights; drop snapshots too old to be averaged."""
        weights = {name: value.cpu() for name, value in self.network.state_dict().items()}
        state = self.stream.state
        checkpoint.save(
            self.work / "checkpoint.pt",
            {
                "weights": weights,
                "optimiser": self.optimiser.state_dict(),
                "random": torch.get_rng_state(),
                "step": self.step,
                "seconds": self.seconds,
                "pieces": self.pieces,
                "stream": {"chunk": state.chunk, "used": state.used, "positions": state.positions},
            },
        )
        checkpoint.save(self.work / f"weights-{self.step:07d}.pt", weights)
        for old in checkpoint.snapshots(self.work)[: -int(self.settings["average_last"])]:
            old.unlink()

    def resume(self) -> bool:
        """Load the checkpoint if there is one."""
        path = self.work / "checkpoint.pt"
        if not path.exists():
            return False
        state = checkpoint.load(path)
        self.network.load_state_dict(state["weights"])
        self.optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"])
        self.step, self.seconds, self.pieces = state["step"], state["seconds"], state["pieces"]
        self.stream.state = StreamState(**state["stream"])
        return True

    def log(self, entry: dict[str, Any]) -> None:
        """Append a line to the learning curve."""
        line = json.dumps(entry)
        print(line, flush=True)
        with (self.work / "curve.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def checkpoint(self) -> None:
        """Measure, log, save and draw."""
        now = {"step": self.step, "minutes": round(self.seconds / 60, 2), "pieces": self.pieces}
        self.log(now | {"dev": self.measure()})
        self.save()
        draw_curve(self.work / "curve.jsonl", self.work / "learning-curve.png")

    def run(self) -> None:
        """Train until steps or minutes are spent."""
        settings = self.settings
        self.network.train()
        started, saved = time.monotonic() - self.seconds, time.monotonic()
        losses: list[tuple[float, float]] = []
        while self.progress < 1.0:
            shares = shares_at(self.progress, settings)
            for items in self.stream.chunk(shares)[self.stream.state.used :]:
                batch = self.stream.batch(items)
                losses.append(self.update(batch))
                self.pieces += int((batch.labels != IGNORED).sum())
                self.stream.state.used += 1
                self.seconds = time.monotonic() - started
                if self.step % settings["log_every"] == 0:
                    plain, guided = np.mean(losses, axis=0)
                    losses.clear()
                    self.log(
                        {
                            "step": self.step,
                            "minutes": round(self.seconds / 60, 2),
                            "pieces": self.pieces,
                            "loss": round(float(plain), 4),
                            "guided": round(float(guided), 4),
                            "rate": round(self.optimiser.param_groups[0]["lr"], 7),
                        }
                    )
                if self.progress >= 1.0:
                    break
                if time.monotonic() - saved > 60 * settings["save_minutes"]:
                    self.checkpoint()
                    saved = time.monotonic()
            else:
                self.stream.advance(shares)
        self.checkpoint()


def _development(config: Config, vocabulary: Any) -> dict[str, Shard]:
    """Return small development shards: our held-out pairs and FLORES-200 dev."""
    rows = split_authored(config)[1]
    texts = {"clinic": [(row.english, row.turkish) for row in rows][:: max(1, len(rows) // DEV_LINES)]}
    folder = config.path("flores")
    if (folder / "flores-dev.en").exists():
        lines = zip(read_lines(folder / "flores-dev.en"), read_lines(folder / "flores-dev.tr"), strict=True)
        texts["flores"] = list(lines)[::8]
    return {
        name: make_shard(
            vocabulary.encode([pair[0] for pair in pairs]),
            vocabulary.encode([pair[1] for pair in pairs]),
            [[] for _ in pairs],
            [TO_TURKISH if number % 2 else TO_ENGLISH for number in range(len(pairs))],
        )
        for name, pairs in texts.items()
        if pairs
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG)
    arguments = parser.parse_args()
    trainer = Trainer(read_config(arguments.config))
    print("resumed" if trainer.resume() else "new run", f"at step {trainer.step} on {trainer.device}", flush=True)
    trainer.run()


if __name__ == "__main__":
    main()
