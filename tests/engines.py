"""Engines for tests: one that looks words up, and a tiny real package for the one that ships."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from pipeline.engine import Alignment, Engine, Hypothesis, Sentence, Span

_TOKEN = re.compile(r"⟦\d+⟧|\w+|[^\w\s]")


def tokens(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in _TOKEN.finditer(text))


def alignment(source: str, target: str, links: str) -> Alignment:
    """Links are pairs of token numbers, ``source-target``, as word aligners write them."""
    here, there = tokens(source), tokens(target)
    rows = [[0.0] * len(here) for _ in there]
    for link in links.split():
        s, t = map(int, link.split("-"))
        rows[t][s] = 1.0
    return Alignment(here, there, tuple(tuple(w / max(sum(row), 1.0) for w in row) for row in rows))


SITE = {
    "A small clinic.": "Küçük bir klinik.",
    "Do not drive.": "Araba sürmeyin.",
    "Bizi her gün arayın.": "Call us every day.",
    "Take two tablets, see dosage.": "İki tablet alın, doza bakın.",
}
"""The sentences of :mod:`tests.sites`: backwards, the checks would find errors in them and the drafts be withheld."""


class FakeEngine:
    """Says what ``known`` has for a sentence, else the sentence word by word (through ``words``) and backwards.

    Where ``known`` has several answers, they are its alternatives. A translation that must begin with an opening is
    what ``opened`` has for that, else the opening alone; ``scores`` are those of translations, ``links`` their words'
    links with the sentence; without, each word rests on all.
    """

    name = "fake"
    version = "1"

    def __init__(
        self,
        known: Mapping[str, str | Sequence[str]] | None = None,
        *,
        opened: Mapping[str, str] | None = None,
        scores: Mapping[str, float] | None = None,
        links: Mapping[str, str] | None = None,
        words: Mapping[str, str] | None = None,
        source: str = "en",
        target: str = "tr",
        placeholders: tuple[str, ...] = (),
        annotates: bool = False,
        score: float = 0.8,
    ):
        self.known, self.words = SITE | dict(known or {}), dict(words or {})
        self.opened, self.scores, self.links = dict(opened or {}), dict(scores or {}), dict(links or {})
        self.source, self.target = source, target
        self.placeholders, self.annotates = placeholders, annotates
        self.base_score = score
        self.asked: list[Sentence] = []

    def translate(self, sentences: Sequence[Sentence], alternatives: int = 1) -> Iterator[tuple[int, Hypothesis]]:
        self.asked += sentences
        for index, sentence in reversed(list(enumerate(sentences))):
            text = self.opened.get(sentence.opening, sentence.opening) or self.known.get(sentence.text)
            if text is None:
                text = self._backwards(sentence.text)
                count = len(tokens(sentence.text))
                stop = bool(re.search(r"[.!?]$", sentence.text))
                order = [*range(count - 1 - stop, -1, -1), *([count - 1] if stop else [])]
                links = " ".join(f"{s}-{t}" for t, s in enumerate(order))
                yield index, Hypothesis(text, self.score_of(text), alignment(sentence.text, text, links))
                continue
            for answer in [text] if isinstance(text, str) else text[:alternatives]:
                here, there = tokens(sentence.text), tokens(answer)
                rows = self.links.get(answer)
                made = (
                    alignment(sentence.text, answer, rows)
                    if rows is not None
                    else Alignment(here, there, ((1 / max(len(here), 1),) * len(here),) * len(there))
                )
                yield index, Hypothesis(answer, self.score_of(answer), made)

    def score(self, pairs: Sequence[tuple[Sentence, str]]) -> Iterator[tuple[int, float]]:
        for index, (_, target) in enumerate(pairs):
            yield index, self.score_of(target)

    def score_of(self, text: str) -> float:
        return self.scores.get(text, self.base_score)

    def align(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Alignment]]:
        for index, (source, target) in enumerate(pairs):
            count = min(len(tokens(source)), len(tokens(target)))
            yield index, alignment(source, target, " ".join(f"{i}-{i}" for i in range(count)))

    def _backwards(self, text: str) -> str:
        found = [self.words.get(text[a:b], text[a:b]) for a, b in tokens(text)]
        stop = found.pop() if found and found[-1] in ".!?" else ""
        return " ".join(reversed(found)) + stop


class Unannotated:
    """An engine that does not take annotations, made of one that may."""

    annotates = False

    def __init__(self, engine: Engine):
        self._engine = engine
        self.name, self.version = engine.name, engine.version
        self.source, self.target = engine.source, engine.target
        self.placeholders = engine.placeholders

    def translate(self, sentences: Sequence[Sentence], alternatives: int = 1) -> Iterator[tuple[int, Hypothesis]]:
        return self._engine.translate([replace(sentence, annotations=()) for sentence in sentences], alternatives)

    def score(self, pairs: Sequence[tuple[Sentence, str]]) -> Iterator[tuple[int, float]]:
        return self._engine.score([(replace(sentence, annotations=()), target) for sentence, target in pairs])

    def align(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Alignment]]:
        return self._engine.align(pairs)


VOCABULARY = 400
WIDTH = 16
TEXT = """
The herniated disc presses on the nerve root and causes pain in the leg. Take two tablets of 2.5 mg every day.
Fıtıklaşmış disk sinir köküne baskı yapar ve bacakta ağrıya neden olur. Her gün 2,5 mg'lık iki tablet alın.
Please call our clinic before the operation. Ameliyattan önce lütfen kliniğimizi arayın. Walking is allowed.
""".strip().splitlines()


def make_package(folder: Path, source: str = "en", target: str = "tr", *, markup: bool = False) -> Path:
    """Write a package with a random one-layer model: what it says is noise, but always the same noise."""
    import sentencepiece
    from ctranslate2.specs import TransformerSpec

    name = f"translate-{source}_{target}-0_1"
    root = folder / name
    (root / "model").mkdir(parents=True)
    symbols = ["⟪", "⟹", "⟫", *(f"⟦{n}⟧" for n in range(4))]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXT),
        model_prefix=str(root / "sentencepiece"),
        vocab_size=VOCABULARY,
        byte_fallback=False,
        hard_vocab_limit=False,
        control_symbols=["<2en>", "<2tr>"],
        user_defined_symbols=symbols,
        minloglevel=2,
    )
    (root / "sentencepiece.vocab").unlink()
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
    pieces = [tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size())]
    spec = TransformerSpec.from_config(num_layers=(1, 1), num_heads=2, pre_norm=True)
    _fill(spec, len(pieces))
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(root / "model"))
    metadata = {
        "package_version": "0.1",
        "argos_version": "1.9",
        "from_code": source,
        "to_code": target,
        "target_prefix": f"<2{target}>",
    }
    if markup:
        metadata["clinic_l10n"] = {
            "terms": {"open": "⟪ ", "middle": "⟹ ", "close": "⟫"},
            "placeholder": "⟦{n}⟧",
            "placeholders": 4,
        }
    (root / "metadata.json").write_text(json.dumps(metadata), "utf-8")
    path = folder / f"{name}.argosmodel"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(root.rglob("*")):
            archive.write(file, file.relative_to(folder).as_posix())
    return path


def _fill(spec, vocabulary):
    random = np.random.default_rng(7)

    def linear(layer, inputs, outputs):
        layer.weight = random.normal(0, 0.5, (outputs, inputs)).astype("float32")
        layer.bias = np.zeros(outputs, "float32")

    def norm(layer):
        layer.gamma, layer.beta = np.ones(WIDTH, "float32"), np.zeros(WIDTH, "float32")

    embedding = random.normal(0, 1, (vocabulary, WIDTH)).astype("float32")
    for stack in (spec.encoder, spec.decoder):
        table = stack.embeddings[0] if isinstance(stack.embeddings, list) else stack.embeddings
        table.weight = embedding
        norm(stack.layer_norm)
        for layer in stack.layer:
            for attention, sizes in (
                (layer.self_attention, (3 * WIDTH, WIDTH)),
                (getattr(layer, "attention", None), (WIDTH, 2 * WIDTH, WIDTH)),
            ):
                if attention is not None:
                    norm(attention.layer_norm)
                    for part, size in zip(attention.linear, sizes, strict=True):
                        linear(part, WIDTH, size)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, WIDTH, 2 * WIDTH)
            linear(layer.ffn.linear_1, 2 * WIDTH, WIDTH)
    spec.decoder.projection.weight = embedding
    spec.decoder.projection.bias = np.zeros(vocabulary, "float32")
