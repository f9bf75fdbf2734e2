"""The engine that ships: an Argos Translate package, decoded by CTranslate2 without Argos's own front end.

Argos's front end splits sentences with a model it would download, calls the decoder once per paragraph and drops the
attention that inline codes need. So only its package reader (metadata, tokenizer) is used here.
"""

from __future__ import annotations

import json
import math
import os
import re
import tempfile
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.engine import Alignment, Hypothesis, Sentence, Span
from pipeline.errors import ModelError

_SPACE_MARK = "▁"
_JOIN_MARK = "@@"
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the decoder searches.

    ``batch_tokens`` bounds the padded source tokens of a batch, ``threads`` is 0 for one per core. Two guards keep a
    small model from stammering: ``repetition_penalty`` (1: none) makes what was said less likely, ``repeat_ngram``
    forbids the same run of so many tokens (0: allowed). Length and repetition penalty were chosen on clinic sentences
    and FLORES-200 dev: 1.0 and 1.1 beat 0.2 and none by half a point of chrF++, with half the repetitions.
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    repetition_penalty: float = 1.1
    repeat_ngram: int = 8
    batch_tokens: int = 512
    threads: int = 0


class _Markup(NamedTuple):
    """How an annotation is written into a sentence, and which symbols are copied; from the package's metadata."""

    term: tuple[str, str, str] | None
    placeholders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Encoded:
    """A sentence as the model reads it; ``spans`` say where each token stands in the sentence without annotations."""

    index: int
    tokens: list[str]
    spans: tuple[Span, ...]


class ArgosEngine:
    """A loaded package; see :func:`load`."""

    name = "argos"

    def __init__(self, package: Any, translator: Any, markup: _Markup, digest: str, decoding: Decoding):
        self._tokenizer = package.tokenizer
        self._translator = translator
        self._markup = markup
        self._decoding = decoding
        self._prefix = [package.target_prefix] if package.target_prefix else []
        self.source: str = package.from_code
        self.target: str = package.to_code
        self.version = f"{package.package_version}+{digest[:12]}"

    @property
    def placeholders(self) -> tuple[str, ...]:
        """See :class:`pipeline.engine.Engine`."""
        return self._markup.placeholders

    @property
    def annotates(self) -> bool:
        """See :class:`pipeline.engine.Engine`."""
        return self._markup.term is not None

    def translate(self, sentences: Sequence[Sentence], alternatives: int = 1) -> Iterator[tuple[int, Hypothesis]]:
        """See :class:`pipeline.engine.Engine`; the longest sentences come first."""
        search = self._decoding
        openings = [self._tokenizer.encode(sentence.opening) for sentence in sentences]
        asked = (
            self._ask(
                batch,
                [self._prefix + openings[item.index] for item in batch],
                beam_size=max(search.beam_size, alternatives),
                num_hypotheses=alternatives,
                length_penalty=search.length_penalty,
                repetition_penalty=search.repetition_penalty,
                no_repeat_ngram_size=search.repeat_ngram,
                # No sentence of these languages trebles its length; a model that does not stop is cut here.
                max_decoding_length=3 * len(batch[0].tokens) + 16,
                return_scores=True,
            )
            for batch in self._batches(self._encoded(sentences))
        )
        for item, result in self._answers(asked):
            for said, score, attention in zip(result.hypotheses, result.scores, result.attention, strict=True):
                tokens = said[len(self._prefix) :]
                text = self._text(tokens)
                alignment = self._alignment(item.spans, locate(tokens, text), attention)
                # Search ranks by log probability over length**penalty; one token more than said: the end.
                length = len(tokens) - len(openings[item.index]) + 1
                mean = score * length**search.length_penalty / length
                yield item.index, Hypothesis(text, math.exp(min(mean, 0.0)), alignment)

    def score(self, pairs: Sequence[tuple[Sentence, str]]) -> Iterator[tuple[int, float]]:
        """See :class:`pipeline.engine.Engine`."""
        targets = [self._prefix + self._tokenizer.encode(target) for _, target in pairs]
        asked = (self._weigh(batch, targets) for batch in self._batches(self._encoded([source for source, _ in pairs])))
        for item, result in self._answers(asked):
            yield item.index, math.exp(sum(result.log_probs) / len(result.log_probs))

    def align(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Alignment]]:
        """See :class:`pipeline.engine.Engine`; the decoder is made to say the given translations."""
        targets = [self._tokenizer.encode(target) for _, target in pairs]
        spans = [locate(tokens, target) for tokens, (_, target) in zip(targets, pairs, strict=True)]
        encoded = self._encoded([Sentence(source) for source, _ in pairs])
        for item in encoded:
            if not item.tokens:
                yield item.index, Alignment((), spans[item.index], ((),) * len(spans[item.index]))
        forced = [self._prefix + tokens for tokens in targets]
        asked = (
            self._ask(
                batch,
                [forced[item.index] for item in batch],
                beam_size=1,
                max_decoding_length=max(len(forced[item.index]) for item in batch),
            )
            for batch in self._batches(encoded)
        )
        for item, result in self._answers(asked):
            yield item.index, self._alignment(item.spans, spans[item.index], result.attention[0])

    def _ask(self, batch: list[_Encoded], prefixes: list[list[str]], **options: Any) -> list[tuple[_Encoded, Any]]:
        """Give a batch to the decoder; the results are promises."""
        promises = self._translator.translate_batch(
            [item.tokens for item in batch], target_prefix=prefixes, return_attention=True, asynchronous=True, **options
        )
        return list(zip(batch, promises, strict=True))

    def _weigh(self, batch: list[_Encoded], targets: Sequence[list[str]]) -> list[tuple[_Encoded, Any]]:
        """The same for the probabilities of given translations."""
        promises = self._translator.score_batch(
            [item.tokens for item in batch],
            [targets[item.index] for item in batch],
            offset=len(self._prefix),
            asynchronous=True,
        )
        return list(zip(batch, promises, strict=True))

    def _answers(self, asked: Iterator[list[tuple[_Encoded, Any]]]) -> Iterator[tuple[_Encoded, Any]]:
        """Wait for the results in turn, while the decoder has a few more batches than threads to work on."""
        waiting: deque[list[tuple[_Encoded, Any]]] = deque()
        for batch in asked:
            waiting.append(batch)
            if len(waiting) > 2 * self._translator.num_translators:
                yield from ((item, promise.result()) for item, promise in waiting.popleft())
        for batch in waiting:
            yield from ((item, promise.result()) for item, promise in batch)

    def _batches(self, encoded: Sequence[_Encoded]) -> Iterator[list[_Encoded]]:
        """Sentences of like length together, so that little is padded; an empty sentence is left out."""
        batch: list[_Encoded] = []
        for item in sorted(encoded, key=lambda item: (-len(item.tokens), item.index)):
            if not item.tokens:
                continue
            if batch and (len(batch) + 1) * len(batch[0].tokens) > self._decoding.batch_tokens:
                yield batch
                batch = []
            batch.append(item)
        if batch:
            yield batch

    def _encoded(self, sentences: Sequence[Sentence]) -> list[_Encoded]:
        return [self._encode(index, sentence) for index, sentence in enumerate(sentences)]

    def _encode(self, index: int, sentence: Sentence) -> _Encoded:
        if not self._markup.term or not sentence.annotations:
            tokens: list[str] = self._tokenizer.encode(sentence.text)
            return _Encoded(index, tokens, locate(tokens, sentence.text))
        text, origin = annotate(sentence, self._markup.term)
        tokens = self._tokenizer.encode(text)
        origin.append(Span(len(sentence.text), len(sentence.text)))
        spans = (
            Span(origin[start].start, origin[end - 1].end if end > start else origin[start].start)
            for start, end in locate(tokens, text)
        )
        return _Encoded(index, tokens, tuple(spans))

    def _text(self, tokens: list[str]) -> str:
        """Join tokens. Argos's own SentencePiece wrapper would turn the underscores of addresses into spaces."""
        pieces = getattr(self._tokenizer, "lazy_processor", None)
        text: str = pieces().decode(tokens) if pieces else self._tokenizer.decode(tokens)
        return text.replace(_SPACE_MARK, " ").strip()

    def _alignment(self, source: tuple[Span, ...], target: tuple[Span, ...], attention: Any) -> Alignment:
        """Cut the attention, one row per target token and prefix, down to the text's own tokens."""
        rows = attention[len(self._prefix) : len(self._prefix) + len(target)]
        # The decoder reads no more than so many tokens; what is beyond has no weight.
        weights = (tuple(map(float, row[: len(source)])) for row in rows)
        return Alignment(source, target, tuple(row + (0.0,) * (len(source) - len(row)) for row in weights))


def load(folder: Path, *, digest: str, decoding: Decoding | None = None) -> ArgosEngine:
    """Load an unpacked package; ``digest`` is what identifies its content in reports.

    Raises ModelError if the folder holds no package that can be loaded.
    """
    ctranslate2, package_type = _libraries()
    decoding = decoding or Decoding()
    try:
        package = package_type(folder)
        metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
        translator = ctranslate2.Translator(
            str(folder / "model"),
            device="cpu",
            # Batches side by side: small matrices gain nothing from several threads (measured: twice as many words/s).
            inter_threads=decoding.threads or os.cpu_count() or 1,
            intra_threads=1,
        )
        package.tokenizer.encode("")
        markup = _markup(metadata)
    except (OSError, RuntimeError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise ModelError(f"cannot load the translation package ({error})", file=str(folder)) from error
    return ArgosEngine(package, translator, markup, digest, decoding)


def _markup(metadata: dict[str, Any]) -> _Markup:
    """Read what the package's own ``clinic_l10n`` table says about its reserved symbols; other packages have none."""
    own = metadata.get("clinic_l10n") or {}
    term, placeholder = own.get("terms"), own.get("placeholder", "")
    return _Markup(
        (term["open"], term["middle"], term["close"]) if term else None,
        tuple(placeholder.format(n=number) for number in range(own.get("placeholders", 0))),
    )


def annotate(sentence: Sentence, marks: tuple[str, str, str]) -> tuple[str, list[Span]]:
    """Write the annotations into a sentence; one that overlaps an earlier one is left out.

    Returns the marked text, and for each of its characters the span of the sentence that it stands for: a lemma stands
    for all the words that it belongs to, so that what the model draws from it counts as drawn from them.
    """
    opening, middle, closing = marks
    text, origin, position = "", [], 0
    for start, end, lemma in sorted(sentence.annotations):
        if start < position:
            continue
        addition = f"{middle}{lemma}{closing}"
        text += sentence.text[position:start] + opening + sentence.text[start:end] + addition
        origin += [Span(i, i + 1) for i in range(position, start)] + [Span(start, start)] * len(opening)
        origin += [Span(i, i + 1) for i in range(start, end)] + [Span(start, end)] * len(addition)
        position = end
    origin += [Span(i, i + 1) for i in range(position, len(sentence.text))]
    return text + sentence.text[position:], origin


def locate(tokens: Sequence[str], text: str) -> tuple[Span, ...]:
    """Find where the tokens of a SentencePiece or BPE tokenizer stand in the text that they were made from (or make).

    Works on the bytes of the compatibility form (NFKC), because the tokenizers normalise before they cut, and may cut
    within a character. A token that is not found gets an empty span where it should stand.
    """
    data, owner = bytearray(), []
    for index, character in enumerate(text):
        normal = "".join(unicodedata.normalize("NFKC", character).split()).encode()
        data += normal
        owner += [index] * len(normal)
    owner.append(len(text))
    spans, position = [], 0
    for token in tokens:
        byte = _BYTE.fullmatch(token)
        wanted = bytes([int(byte[1], 16)]) if byte else _surface(token)
        # Looking only a little ahead keeps one lost token from swallowing all that follow.
        found = data.find(wanted, position, position + len(wanted) + 24)
        if not wanted or found < 0:
            spans.append(Span(owner[position], owner[position]))
            continue
        position = found + len(wanted)
        spans.append(Span(owner[found], owner[position - 1] + 1))
    return tuple(spans)


def _surface(token: str) -> bytes:
    plain = token.replace(_SPACE_MARK, "").removesuffix(_JOIN_MARK)
    return "".join(unicodedata.normalize("NFKC", plain).split()).encode()


def _libraries() -> tuple[Any, Any]:
    """Import the heavy libraries: the module ctranslate2 and Argos's class for an unpacked package.

    On import Argos makes folders for data, settings and downloads in the user's home. It needs none of them here, so it
    is shown a temporary home.
    """
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
    before = {name: os.environ.get(name) for name in names}
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(dict.fromkeys(names, home))
        try:
            import ctranslate2
            from argostranslate.package import Package
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value
    return ctranslate2, Package
