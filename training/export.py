"""From weights to the two ``.argosmodel`` packages. Run as ``python -m training.export``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ctranslate2
import numpy as np
from ctranslate2.specs import TransformerSpec
from numpy.typing import NDArray
from torch import Tensor

from training import checkpoint
from training.config import DEFAULT_CONFIG, Config, read_config
from training.marking import CLOSE, MIDDLE, OPEN, PLACEHOLDERS
from training.network import MAX_POSITIONS, sinusoids
from training.package import write_archive, write_lock
from training.splitter import splitter_model
from training.vocabulary import TO_ENGLISH_TOKEN, TO_TURKISH_TOKEN, load_vocabulary

DIRECTIONS = (
    ("en", "English", "tr", "Turkish", TO_TURKISH_TOKEN),
    ("tr", "Turkish", "en", "English", TO_ENGLISH_TOKEN),
)


def specification(weights: Mapping[str, Tensor], pieces: list[str], model: Mapping[str, Any]) -> TransformerSpec:
    """Fill CTranslate2's description of a Transformer with our weights; see :mod:`training.network` for the names."""
    spec = TransformerSpec.from_config(
        (int(model["encoder_layers"]), int(model["decoder_layers"])),
        int(model["heads"]),
        pre_norm=True,
        alignment_layer=-1,
        alignment_heads=1,
    )
    array = _Arrays(weights)
    positions = sinusoids(MAX_POSITIONS, int(model["width"])).numpy()
    spec.encoder.embeddings[0].weight = array("embedding.weight")
    spec.decoder.embeddings.weight = array("embedding.weight")
    spec.decoder.projection.weight = array("embedding.weight")
    spec.decoder.projection.bias = array("output_bias")
    for side, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
        side.position_encodings.encodings = positions
        array.norm(side.layer_norm, f"{name}_norm")
        for number, layer in enumerate(side.layer):
            here = f"{name}.{number}"
            array.norm(layer.self_attention.layer_norm, f"{here}.attention.norm")
            array.linear(layer.self_attention.linear[0], f"{here}.attention.project")
            array.linear(layer.self_attention.linear[1], f"{here}.attention.output")
            if name == "decoder":
                array.norm(layer.attention.layer_norm, f"{here}.cross.norm")
                array.linear(layer.attention.linear[0], f"{here}.cross.query")
                array.linear(layer.attention.linear[1], f"{here}.cross.memory")
                array.linear(layer.attention.linear[2], f"{here}.cross.output")
            array.norm(layer.ffn.layer_norm, f"{here}.feed_forward.norm")
            array.linear(layer.ffn.linear_0, f"{here}.feed_forward.inner")
            array.linear(layer.ffn.linear_1, f"{here}.feed_forward.outer")
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.config.layer_norm_epsilon = 1e-5
    return spec


class _Arrays:
    """Weights as float32 arrays, by name."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        self._weights = weights

    def __call__(self, name: str) -> NDArray[np.float32]:
        return self._weights[name].float().numpy()

    def norm(self, spec: Any, name: str) -> None:
        spec.gamma, spec.beta = self(f"{name}.weight"), self(f"{name}.bias")

    def linear(self, spec: Any, name: str) -> None:
        spec.weight, spec.bias = self(f"{name}.weight"), self(f"{name}.bias")


def convert(weights: Mapping[str, Tensor], config: Config) -> dict[str, bytes]:
    """Return the files of the int8 CTranslate2 model by name."""
    vocabulary = load_vocabulary(config.path("work") / "sentencepiece.model")
    pieces = [vocabulary.id_to_piece(number) for number in range(len(vocabulary))]
    spec = specification(weights, pieces, config.tables["model"])
    spec.validate()
    spec.optimize(quantization="int8")
    with TemporaryDirectory() as folder:
        spec.save(folder)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def metadata(config: Config, direction: tuple[str, str, str, str, str], trained: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``metadata.json``: what Argos reads, and under ``clinic_l10n`` what this model can do."""
    source, source_name, target, target_name, token = direction
    return {
        "package_version": config.version,
        "argos_version": "1.9",
        "from_code": source,
        "from_name": source_name,
        "to_code": target,
        "to_name": target_name,
        "target_prefix": token,
        "links": [],
        "clinic_l10n": {
            "version": config.version,
            "terms": {"open": OPEN, "middle": MIDDLE, "close": CLOSE},
            "placeholder": "⟦{n}⟧",
            "placeholders": len(PLACEHOLDERS),
            "attention": "guided",
            "config_sha256": config.sha256,
            "ctranslate2": ctranslate2.__version__,
            **trained,
        },
    }


def readme(config: Config, direction: tuple[str, str, str, str, str]) -> str:
    """Return the package's own short description."""
    return (
        f"# {direction[1]} to {direction[3]}, {config.version}\n\n"
        "A small translation model for clinic pages, trained from scratch by the clinic-l10n project on public text\n"
        "and its own CC0 sentences. Its output is a first draft for a person to review, never medical advice. The\n"
        "model card in the project's `models/README.md` names data, licences, scores and weaknesses. Terms inline:\n"
        f"`{OPEN}source phrase{MIDDLE}target lemma{CLOSE}`; `⟦1⟧` stands for protected content and is copied.\n"
    )


def export(config: Config, last: int) -> list[Path]:
    """Average the last snapshots and write both packages and the lock; return the packages' paths."""
    work, models = config.path("work"), config.path("models")
    paths = checkpoint.snapshots(work)[-last:]
    files = convert(checkpoint.average(paths), config)
    state = checkpoint.load(work / "checkpoint.pt")
    trained = {"steps": int(state["step"]), "target_pieces": int(state["pieces"]), "averaged": len(paths)}
    models.mkdir(parents=True, exist_ok=True)
    written = []
    for direction in DIRECTIONS:
        name = f"translate-{direction[0]}_{direction[2]}-{config.version.replace('.', '_')}"
        for old in models.glob(f"translate-{direction[0]}_{direction[2]}-*.argosmodel"):
            old.unlink()
        content = {f"model/{file}": data for file, data in files.items()}
        content["sentencepiece.model"] = (work / "sentencepiece.model").read_bytes()
        content[f"minisbd/{direction[0]}.onnx"] = splitter_model(direction[0])
        text = json.dumps(metadata(config, direction, trained), indent=2) + "\n"
        content["metadata.json"] = text.encode("ascii")
        content["README.md"] = readme(config, direction).encode("utf-8")
        written.append(models / f"{name}.argosmodel")
        write_archive(written[-1], name, content)
    write_lock(models)
    curve = work / "learning-curve.png"
    if curve.exists():
        (models / curve.name).write_bytes(curve.read_bytes())
    return written


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG)
    parser.add_argument("--last", type=int, help="snapshots to average (train.average_last of the configuration)")
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    for path in export(config, arguments.last or int(config.tables["train"]["average_last"])):
        print(f"{path} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
