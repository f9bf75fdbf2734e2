"""A sentence splitter inside the package, so that Argos Translate needs none from the network.

Argos Translate hands text to MiniSBD, which looks for an ONNX file in the package's ``minisbd`` folder and otherwise
downloads one. This module writes such a file without any training: a one-hot table over characters, one convolution
whose channels are hand-written patterns around the last character of a sentence, and one that adds them up. MiniSBD
reads class 2 at a character as "a sentence ends here" and class 0 as "inside".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

BEFORE, AFTER = 8, 4
CLASSES = 5

_CHARACTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x370, 0x3D0))]
_TERMINALS, _OPENERS, _CLOSERS = ".!?…", "\"'“‘«(⟦[", "\"'”’»)]"
_CHARACTERS += [ch for ch in "–—“”‘’„…•⟦⟧⟪⟫⟹" if ch not in _CHARACTERS]

ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "en": ("Dr", "Prof", "Mr", "Mrs", "Ms", "St", "vs", "e.g", "i.e", "approx", "Assoc", "Asst", "al", "Fig", "cf"),
    "tr": (
        *("Dr", "Prof", "Doç", "Op", "Uz", "Uzm", "Öğr", "Yrd", "Av", "Sn", "Bkz", "bkz", "Örn", "örn", "Cad", "Sok"),
        *("Mah", "Apt", "yakl", "Fzt", "Dyt", "Psk", "Hem", "Gör", "Tel", "Dt", "Ecz"),
    ),
}
BEFORE_NUMBERS = ("No", "no", "Fig", "p", "s", "Nr", "Vol", "vol", "Şek", "Tab")


@dataclass(slots=True)
class Patterns:
    """Rows of the first convolution: a pattern holds when all its parts stand where it says."""

    channels: dict[str, int]
    kernels: list[NDArray[np.float32]] = field(default_factory=list)
    biases: list[float] = field(default_factory=list)
    signs: list[float] = field(default_factory=list)

    def add(self, sign: float, parts: Mapping[int, str], absent: Mapping[int, Sequence[str]] | None = None) -> None:
        """Add a pattern: offset from the last character to the class or character wanted there, or not there."""
        kernel = np.zeros((len(self.channels), BEFORE + AFTER + 1), np.float32)
        for offset, name in parts.items():
            kernel[self.channels[name], BEFORE + offset] = 1
        for offset, names in (absent or {}).items():
            for name in names:
                kernel[self.channels[name], BEFORE + offset] = -10
        self.kernels.append(kernel)
        self.biases.append(1.0 - len(parts))
        self.signs.append(sign)


def _classes(character: str) -> Iterable[str]:
    if character in _TERMINALS:
        yield "terminal"
    if character in _OPENERS:
        yield "opener"
    if character in _CLOSERS:
        yield "closer"
    if character == " ":
        yield "space"
    if character.isdigit():
        yield "digit"
    if character.isalpha():
        yield "letter"
    if character.isupper():
        yield "upper"
    if character.isupper() or character.isdigit() or character == "⟦":
        yield "start"


def patterns(language: str) -> tuple[dict[str, int], NDArray[np.float32], Patterns]:
    """Return the vocabulary (character to id), the one-hot table (ids, channels) and the patterns of a language."""
    spelled = sorted({ch for word in (*ABBREVIATIONS[language], *BEFORE_NUMBERS) for ch in word} | set(".⟦⟧"))
    names = [*("terminal", "opener", "closer", "space", "digit", "letter", "upper", "start"), *spelled]
    channels = {name: number for number, name in enumerate(names)}
    ids = {"<PAD>": 0, "<UNK>": 1} | {ch: number for number, ch in enumerate(_CHARACTERS, 2)}
    table = np.zeros((len(ids), len(channels)), np.float32)
    for character, number in list(ids.items())[2:]:
        for name in (*_classes(character), *((character,) if character in channels else ())):
            table[number, channels[name]] = 1
    result = Patterns(channels)
    result.add(1, {0: "terminal", 1: "space", 2: "start"})
    result.add(1, {0: "terminal", 1: "space", 2: "opener", 3: "start"})
    result.add(1, {-1: "terminal", 0: "closer", 1: "space", 2: "start"})
    result.add(1, {-1: "terminal", 0: "closer", 1: "space", 2: "opener", 3: "start"})
    for digits in (1, 2):  # an inline code after the full stop: "Stop.⟦2⟧ Then"
        code = {-2 - digits: "terminal", -1 - digits: "⟦", 0: "⟧"} | dict.fromkeys(range(-digits, 0), "digit")
        result.add(1, code | {1: "space", 2: "start"})
        result.add(1, code | {1: "space", 2: "opener", 3: "start"})
    word = ("letter", "digit", ".")
    for text in ABBREVIATIONS[language]:
        result.add(-9, _spelling(text), {-len(text) - 1: word})
    for text in BEFORE_NUMBERS:
        result.add(-9, _spelling(text) | {2: "digit"}, {-len(text) - 1: word})
    result.add(-9, {-1: "upper", 0: "."}, {-2: word})  # an initial: "A. Yılmaz"
    if language == "tr":
        # An ordinal: "3. Gün", "12. Hafta"; Turkish sentences seldom end in a small number.
        result.add(-9, {-1: "digit", 0: "."}, {-2: word})
        result.add(-9, {-2: "digit", -1: "digit", 0: "."}, {-3: (*word, "opener")})
    return ids, table, result


def _spelling(text: str) -> dict[int, str]:
    return {offset - len(text): character for offset, character in enumerate(text)} | {0: "."}


def splitter_model(language: str) -> bytes:
    """Return the ONNX file of a language, the same bytes every time."""
    import onnx  # needed to write packages only
    from onnx import TensorProto, helper, numpy_helper

    ids, table, rows = patterns(language)
    add = np.zeros((CLASSES, len(rows.signs), 1), np.float32)
    add[2, :, 0] = rows.signs
    constants = {
        "table": table,
        "kernels": np.stack(rows.kernels),
        "biases": np.asarray(rows.biases, np.float32),
        "sum": add,
        # "Inside" scores a half: one pattern for an end outweighs it, and none does not.
        "base": np.asarray([0.5, -1e3, 0, -1e3, -1e3], np.float32),
    }
    nodes = [
        helper.make_node("Gather", ["table", "units"], ["onehot"], axis=0),
        helper.make_node("Transpose", ["onehot"], ["channels"], perm=[0, 2, 1]),
        helper.make_node("Conv", ["channels", "kernels", "biases"], ["matched"], pads=[BEFORE, AFTER]),
        helper.make_node("Relu", ["matched"], ["found"]),
        helper.make_node("Conv", ["found", "sum", "base"], ["scores"]),
        helper.make_node("Transpose", ["scores"], ["predictions"], perm=[0, 2, 1]),
    ]
    graph = helper.make_graph(
        nodes,
        "splitter",
        [
            helper.make_tensor_value_info("units", TensorProto.INT64, ["batch", "length"]),
            helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", "length", 1]),
        ],
        [helper.make_tensor_value_info("predictions", TensorProto.FLOAT, ["batch", "length", CLASSES])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8, producer_name="")
    vocabulary = {
        "lang": language,
        "idx": 0,
        "cutoff": 0,
        "lower": False,
        "_unit2id": ids,
        "_id2unit": list(ids),
    }
    config = {"feat_funcs": ["end_of_para"], "batch_size": 32, "max_seqlen": 1000}
    properties = {"lang_code": language, "config": json.dumps(config), "vocab": json.dumps(vocabulary)}
    helper.set_model_props(model, properties)
    onnx.checker.check_model(model)
    data: bytes = model.SerializeToString(deterministic=True)
    return data
