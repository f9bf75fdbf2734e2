"""Every number of the model card. Run as ``python -m training.evaluate``; needs no PyTorch.

Four tables, for both directions, with the search that stock Argos Translate uses (beam and length penalty stand in the
configuration): FLORES-200 dev beside the published outputs of other systems, the held-out clinic text, terms with
right, no and wrong annotation, and speed. Results go to ``models/scores.json``.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import ctranslate2
import sentencepiece as spm
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from training.cleaning import Pair
from training.config import DEFAULT_CONFIG, Config, read_config
from training.marking import (
    CLOSE,
    MIDDLE,
    OPEN,
    annotate,
    inflected_english,
    inflected_turkish,
    lower_turkish,
    with_placeholders,
)
from training.package import sha256
from training.prepare import split_authored
from training.sources import TERMS, AuthoredPair, read_glossary, read_lines

DIRECTIONS = (("en", "tr"), ("tr", "en"))
TOLERANCE = 0.5
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_CODE = re.compile(r"⟦\d+⟧")


class Engine:
    """A package, unpacked and loaded."""

    def __init__(self, package: Path, folder: Path, config: Config) -> None:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)
        (root,) = folder.iterdir()
        self.prefix = json.loads((root / "metadata.json").read_text(encoding="utf-8"))["target_prefix"]
        self._tokeniser = spm.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
        self._model = ctranslate2.Translator(str(root / "model"), intra_threads=int(config.tables["train"]["threads"]))
        self._search = config.tables["translate"]

    def translate(self, lines: Sequence[str]) -> list[str]:
        """Translate segments in batches, as Argos does with one sentence each."""
        pieces = self._tokeniser.encode(list(lines), out_type=str)
        results = self._model.translate_batch(
            pieces,
            target_prefix=[[self.prefix]] * len(pieces),
            max_batch_size=2048,
            batch_type="tokens",
            replace_unknowns=True,
            beam_size=int(self._search["beam_size"]),
            length_penalty=float(self._search["length_penalty"]),
        )
        return [self._tokeniser.decode_pieces(result.hypotheses[0]).strip() for result in results]

    def attention(self, source: str, target: str) -> list[tuple[int, int]]:
        """Force a translation; return, per target piece, (first target character, source character attended most)."""
        source_pieces, target_pieces = self._tokeniser.encode([source, target], out_type=str)
        result = self._model.translate_batch(
            [source_pieces], target_prefix=[[self.prefix, *target_pieces]], return_attention=True, beam_size=1
        )[0]
        # Row 0 belongs to the language token.
        rows = result.attention[0][1 : len(target_pieces) + 1]
        ends = _last_characters(source_pieces)
        origins = [ends[row.index(max(row))] for row in rows]
        return list(zip(_last_characters(target_pieces), origins, strict=True))


def _last_characters(pieces: Sequence[str]) -> list[int]:
    """Return the index of each piece's last character in the text; the space mark before the first is not in it."""
    ends, position = [], -2
    for piece in pieces:
        byte = _BYTE.fullmatch(piece)
        # A character outside the vocabulary comes as UTF-8 bytes, of which the first counts.
        position += (0x80 <= int(byte[1], 16) < 0xC0) ^ 1 if byte else len(piece)
        ends.append(position)
    return ends


def find_package(models: Path, source: str, target: str) -> Path:
    """Return the package of a direction."""
    found = sorted(models.glob(f"translate-{source}_{target}-*.argosmodel"))
    if len(found) != 1:
        raise SystemExit(f"{models}: expected one package {source} to {target}, found {len(found)}")
    return found[0]


def quality(output: Sequence[str], reference: Sequence[str]) -> dict[str, float]:
    """Return corpus BLEU and chrF++."""
    return {
        name: round(metric.corpus_score(output, [reference]).score, 1)
        for name, metric in (("bleu", BLEU()), ("chrf++", CHRF(word_order=2)))
    }


def signatures() -> dict[str, str]:
    """Return sacrebleu's signatures of the two scores of :func:`quality`."""
    metrics = (("bleu", BLEU()), ("chrf++", CHRF(word_order=2)))
    for _, metric in metrics:
        metric.corpus_score(["a"], [["a"]])
    return {name: str(metric.get_signature()) for name, metric in metrics}


def flores(engine: Engine, source: str, target: str, folder: Path) -> dict[str, Any]:
    """Score FLORES-200 dev, ours and the published outputs that lie beside it."""
    lines, reference = (read_lines(folder / f"flores-dev.{code}") for code in (source, target))
    scores = {"ours": quality(engine.translate(lines), reference)}
    for path in sorted(folder.glob(f"flores-dev.*.{source}-{target}.{target}")):
        scores[path.name.split(".")[1]] = quality(read_lines(path), reference)
    return scores


def _numbers(text: str) -> list[str]:
    """Return the digit groups of a text: 06.30 and 06:30, 1,5 and 1.5 count as the same."""
    return sorted(re.sub(r"[.,:]", " ", number) for number in _NUMBER.findall(text))


def clinic(engine: Engine, rows: Sequence[AuthoredPair], source: str, random: Random) -> dict[str, Any]:
    """Score the held-out clinic text: quality, numbers and codes."""
    pairs = [_directed(row, source) for row in rows]
    output = engine.translate([pair[0] for pair in pairs])
    scores: dict[str, Any] = quality(output, [pair[1] for pair in pairs])
    numbered = [(pair[0], line) for pair, line in zip(pairs, output, strict=True) if _NUMBER.search(pair[0])]
    scores["segments"] = len(pairs)
    scores["segments with numbers"] = len(numbered)
    scores["numbers kept"] = _share(_numbers(one) == _numbers(two) for one, two in numbered)
    marked = [example for row in rows if (example := with_placeholders((row.english, row.turkish), [], random))]
    coded = [example.english if source == "en" else example.turkish for example in marked]
    decoded = engine.translate(coded)
    scores["segments with codes"] = len(coded)
    scores["codes kept"] = _share(
        sorted(_CODE.findall(one)) == sorted(_CODE.findall(two)) for one, two in zip(coded, decoded, strict=True)
    )
    by_file: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_file.setdefault(row.file, []).append(number)
    scores["by file"] = {
        name: quality([output[n] for n in numbers], [pairs[n][1] for n in numbers])["chrf++"]
        for name, numbers in by_file.items()
    }
    return scores


def _directed(row: AuthoredPair, source: str) -> Pair:
    return (row.english, row.turkish) if source == "en" else (row.turkish, row.english)


def _share(results: Any) -> float:
    values = [bool(value) for value in results]
    return round(sum(values) / max(1, len(values)), 4)


def terms(engine: Engine, rows: Sequence[AuthoredPair], config: Config, source: str, random: Random) -> dict[str, Any]:
    """Score terms with their lemma annotated, without, and with the lemma of another entry (the control)."""
    glossary = {term.identity: term for term in read_glossary(config.path("glossary"))}
    cases = [
        row
        for row in rows
        if row.file in TERMS and row.label in glossary and _forms(row, source)[0] in _directed(row, source)[0]
    ]
    lemmas = [_lemma(glossary[row.label], source) for row in cases]
    others = [random.choice([lemma for lemma in lemmas if lemma != own]) for own in lemmas]
    plain = [_directed(row, source)[0] for row in cases]
    reference = [_directed(row, source)[1] for row in cases]
    modes = {
        "annotated": [_annotated(row, source, lemma) for row, lemma in zip(cases, lemmas, strict=True)],
        "plain": plain,
        "wrong lemma": [_annotated(row, source, lemma) for row, lemma in zip(cases, others, strict=True)],
    }
    # The patterns miss some right forms (plural compounds, verbs); what they find in the reference is the ceiling.
    found = [_found(lemma, line, source) for lemma, line in zip(lemmas, reference, strict=True)]
    result: dict[str, Any] = {"cases": len(cases), "reference": {"term accuracy": _share(found)}}
    for mode, lines in modes.items():
        output = engine.translate(lines)
        right = [_found(lemma, line, source) for lemma, line in zip(lemmas, output, strict=True)]
        result[mode] = {
            "term accuracy": _share(right),
            "form accuracy": _share(
                _plain(_forms(row, source)[1], source) in _plain(line, source)
                for row, line in zip(cases, output, strict=True)
            ),
            "symbols left over": _share(any(mark in line for mark in (OPEN[0], MIDDLE[0], CLOSE)) for line in output),
            "chrf++": quality(output, reference)["chrf++"],
        }
        if mode == "wrong lemma":
            obeyed = [_found(lemma, line, source) for lemma, line in zip(others, output, strict=True)]
            result[mode]["annotation obeyed"] = _share(obeyed)
    return result


def attention(engine: Engine, rows: Sequence[AuthoredPair], source: str) -> dict[str, Any]:
    """Say how often a piece of a term's target form attends most to a piece of its source form; codes ride on this."""
    hits: list[bool] = []
    chance: list[float] = []
    for row in rows:
        (text, target), (form, target_form) = _directed(row, source), _forms(row, source)
        start, target_start = text.find(form), target.find(target_form)
        if row.file not in TERMS or min(start, target_start) < 0:
            continue
        for place, origin in engine.attention(text, target):
            if target_start <= place < target_start + len(target_form):
                hits.append(start <= origin < start + len(form))
                chance.append(len(form) / len(text))
    return {"pieces": len(hits), "in the source term": _share(hits), "chance": round(sum(chance) / len(chance), 4)}


def _forms(row: AuthoredPair, source: str) -> Pair:
    return (row.english_form, row.turkish_form) if source == "en" else (row.turkish_form, row.english_form)


def _lemma(term: Any, source: str) -> str:
    lemma: str = term.turkish[0] if source == "en" else term.english[0]
    return lemma


def _annotated(row: AuthoredPair, source: str, lemma: str) -> str:
    text, form = _directed(row, source)[0], _forms(row, source)[0]
    start = text.index(form)
    return annotate(text, [((start, start + len(form)), lemma)])


def _plain(text: str, source: str) -> str:
    return lower_turkish(text) if source == "en" else text.lower()


def _found(lemma: str, line: str, source: str) -> bool:
    pattern = inflected_turkish(lemma) if source == "en" else inflected_english(lemma)
    return re.search(pattern, _plain(line, source)) is not None


_PROBE = """
import sys, time
started = time.perf_counter()
from pathlib import Path
from tempfile import TemporaryDirectory
from training.config import read_config
from training.evaluate import Engine
with TemporaryDirectory() as folder:
    engine = Engine(Path(sys.argv[1]), Path(folder), read_config(Path(sys.argv[2])))
    engine.translate([sys.argv[3]])
    print(time.perf_counter() - started)
"""


def speed(engine: Engine, lines: Sequence[str], package: Path, config_path: Path) -> dict[str, Any]:
    """Measure source words a second in batch, start-up with the first sentence, memory and size."""
    words = sum(len(line.split()) for line in lines)
    started = time.perf_counter()
    engine.translate(lines)
    seconds = time.perf_counter() - started
    command = [sys.executable, "-c", _PROBE, str(package), str(config_path), lines[0]]
    startup = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {
        "source words": words,
        "words per second": round(words / seconds),
        "start-up seconds": round(startup, 2),
        "memory MB": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
        "package MB": round(package.stat().st_size / 1e6, 1),
    }


def evaluate(config: Config, config_path: Path) -> dict[str, Any]:
    """Return all scores by direction."""
    rows = split_authored(config)[1]
    has_flores = (config.path("flores") / "flores-dev.en").exists()
    scores: dict[str, Any] = {"search": config.tables["translate"], "signatures": signatures()}
    for source, target in DIRECTIONS:
        package = find_package(config.path("models"), source, target)
        with TemporaryDirectory() as folder:
            engine = Engine(package, Path(folder), config)
            entry: dict[str, Any] = {"package": package.name, "sha256": sha256(package)}
            if has_flores:
                entry["flores dev"] = flores(engine, source, target, config.path("flores"))
            entry["clinic held out"] = clinic(engine, rows, source, Random(config.seed))
            entry["terms held out"] = terms(engine, rows, config, source, Random(config.seed))
            entry["attention"] = attention(engine, rows, source)
            lines = [_directed(row, source)[0] for row in rows]
            entry["speed"] = speed(engine, lines, package, config_path)
        scores[f"{source}-{target}"] = entry
        print(json.dumps({f"{source}-{target}": entry}, indent=1, ensure_ascii=False), flush=True)
    return scores


def _compare(now: dict[str, Any], then: dict[str, Any], where: str) -> None:
    """Stop unless the quality scores agree; processors differ in how they add small integers, hence the tolerance."""
    pairs = [(now["clinic held out"], then["clinic held out"])]
    if "flores dev" in now:
        pairs.append((now["flores dev"]["ours"], then["flores dev"]["ours"]))
    for one, two in pairs:
        for name in ("bleu", "chrf++"):
            if abs(one[name] - two[name]) > TOLERANCE:
                raise SystemExit(f"{where}: {name} is {one[name]}, the model card says {two[name]}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG)
    parser.add_argument("--check", action="store_true", help="compare with models/scores.json instead of writing it")
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    path = config.path("models") / "scores.json"
    scores = evaluate(config, arguments.config)
    if not arguments.check:
        path.write_text(json.dumps(scores, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    known = json.loads(path.read_text(encoding="utf-8"))
    for source, target in DIRECTIONS:
        _compare(scores[f"{source}-{target}"], known[f"{source}-{target}"], f"{source}-{target}")
    print(f"scores agree with {path}")


if __name__ == "__main__":
    main()
