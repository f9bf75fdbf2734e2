"""Measure an engine: translation quality and speed on a test table, and where inline codes come out.

A test table is a TSV file whose header names languages and, if it likes, ``id``: ``id<TAB>en<TAB>tr``. Texts are plain
for :func:`evaluate`, in the notation of :mod:`pipeline.codes` for :func:`evaluate_codes`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import codes, edits, protect
from pipeline.align import place
from pipeline.codes import Code
from pipeline.edits import Edit
from pipeline.engine import Alignment, Engine, Span
from pipeline.errors import L10nError
from pipeline.lift import Lifted, lift
from pipeline.model import CodeKind, EntryKey, Request
from pipeline.sentences import split
from pipeline.table import read_table
from pipeline.translate import draft

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a test table."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class EvaluationResult:
    """Scores of an engine on a test: BLEU and chrF++ are 0–100, with the signatures that sacrebleu gives them.

    ``words`` are those of the source; ``seconds`` cover everything from source text to finished draft, but not the
    loading. ``numbers_kept`` is the percentage of sentences whose numbers and addresses all survived.
    """

    source: str
    target: str
    engine: str
    version: str
    sentences: int
    words: int
    seconds: float
    words_per_second: float
    bleu: float
    bleu_signature: str
    chrf: float
    chrf_signature: str
    numbers_kept: float


@dataclass(frozen=True, slots=True)
class CodesResult:
    """Where inline codes came out. All shares are percentages.

    Placement is measured apart from translation: the engine is made to say the reference, its alignment places the
    codes there, and they are compared with where the reference has them. ``exact`` is the share of pairs on exactly
    the reference's words, ``half`` that with an F1 of at least one half over letters and digits, ``alone`` the share
    of codes without content (line breaks, images) at the very place. ``noticed`` is the share of misplaced pairs for
    which the draft carries a note, ``false_alarms`` the share of well-placed pairs with one.

    In free translation ``kept`` is the share of texts that come out with the same codes, properly nested.
    """

    source: str
    target: str
    engine: str
    version: str
    texts: int
    pairs: int
    exact: float
    half: float
    mean_f1: float
    single: int
    alone: float
    noticed: float
    false_alarms: float
    kept: float
    wrong: tuple[str, ...]
    """``id: output`` of the texts with a misplaced code."""


def read_cases(path: Path, source: str, target: str) -> tuple[Case, ...]:
    """Read the two languages of a test table; raises L10nError with file and line for what cannot be used."""
    cases = []
    for row in read_table(path, (source, target)):
        if not row.cells[source].strip() or not row.cells[target].strip():
            raise L10nError("has an empty text", file=path.as_posix(), line=row.number, text=row.text)
        cases.append(Case(row.cells.get("id") or str(row.number - 1), row.cells[source], row.cells[target]))
    if not cases:
        raise L10nError("holds no test sentence", file=path.as_posix(), line=1)
    return tuple(cases)


def evaluate(cases: Sequence[Case], engine: Engine) -> EvaluationResult:
    """Translate plain texts as drafts are made, without memory and glossary, and compare them with the references."""
    languages = engine.source, engine.target
    requests = [Request(EntryKey(str(i), codes.escape(case.source))) for i, case in enumerate(cases)]
    outputs = [""] * len(cases)
    start = time.perf_counter()
    for made in draft(requests, languages, engine=engine):
        outputs[int(made.key.msgctxt)] = codes.plain(made.text)
    seconds = time.perf_counter() - start
    bleu, chrf = metrics(outputs, [case.target for case in cases])
    lossless = sum(
        not protect.losses(case.source, protect.find(case.source, languages[0]), output, languages)
        for case, output in zip(cases, outputs, strict=True)
    )
    words = sum(len(case.source.split()) for case in cases)
    return EvaluationResult(
        *languages,
        engine=engine.name,
        version=engine.version,
        sentences=len(cases),
        words=words,
        seconds=round(seconds, 3),
        words_per_second=round(words / seconds, 1) if seconds else 0.0,
        bleu=round(bleu[0], 2),
        bleu_signature=bleu[1],
        chrf=round(chrf[0], 2),
        chrf_signature=chrf[1],
        numbers_kept=percent(lossless, len(cases)),
    )


def metrics(outputs: Sequence[str], references: Sequence[str]) -> tuple[tuple[float, str], tuple[float, str]]:
    """BLEU and chrF++, each with its signature."""
    import sacrebleu  # the one heavy import of this module, needed by no other command

    found = []
    for metric in (sacrebleu.BLEU(), sacrebleu.CHRF(word_order=2)):
        score: Any = metric.corpus_score(list(outputs), [list(references)])
        found.append((float(score.score), str(metric.get_signature())))
    return found[0], found[1]


# --- inline codes -----------------------------------------------------------------------------------------------------


def evaluate_codes(cases: Sequence[Case], engine: Engine) -> CodesResult:
    """Measure the placement of codes on the references, and in free translation that none is lost."""
    scores: list[float] = []
    alone: list[bool] = []
    noticed = missed = false_alarms = 0
    wrong: list[str] = []
    for case, output, doubts in _forced(cases, engine):
        gold, found = _positions(case.target), _positions(output)
        good = True
        for code, words in gold.pairs.items():
            f1 = _f1(words, found.pairs[code])
            scores.append(f1)
            flagged = any(code in doubt for doubt in doubts)
            false_alarms += flagged and f1 == 1
            noticed += flagged and f1 < 1
            missed += not flagged and f1 < 1
            good = good and f1 == 1
        for code, place_ in gold.alone.items():
            alone.append(found.alone[code] == place_)
            good = good and alone[-1]
        if not good:
            wrong.append(f"{case.id}: {output}")
    exact = sum(score == 1 for score in scores)
    requests = [Request(EntryKey(case.id, case.source)) for case in cases]
    drafts = list(draft(requests, (engine.source, engine.target), engine=engine))
    kept = sum(codes.same(d.key.msgid, d.text) and codes.nested(codes.split(d.text)[1]) for d in drafts)
    return CodesResult(
        engine.source,
        engine.target,
        engine.name,
        engine.version,
        texts=len(cases),
        pairs=len(scores),
        exact=percent(exact, len(scores)),
        half=percent(sum(score >= HALF for score in scores), len(scores)),
        mean_f1=percent(sum(scores), len(scores)),
        single=len(alone),
        alone=percent(sum(alone), len(alone)),
        noticed=percent(noticed, noticed + missed),
        false_alarms=percent(false_alarms, exact),
        kept=percent(kept, len(cases)),
        wrong=tuple(wrong),
    )


def _forced(cases: Sequence[Case], engine: Engine) -> Iterator[tuple[Case, str, tuple[str, ...]]]:
    """Each case with its reference as our alignment would mark it up, and the doubts."""
    for case in cases:
        lifted, reference = lift(case.source), lift(case.target)
        names = {node.literal: node.stand_in for node in lifted.nodes if node.stand_in}
        target = reference.text
        for node in reference.nodes:
            if node.stand_in:
                target = target[: node.start] + names.get(node.literal, " ") + target[node.end :]
        placed = place(lifted, target, _alignments(lifted, target, engine), engine.target)
        yield case, placed.text, placed.doubts


def _alignments(lifted: Lifted, target: str, engine: Engine) -> tuple[Alignment, ...]:
    """Align sentence by sentence, as a draft's are, with placeholders for the codes that are words."""
    here, there = split(lifted.text, engine.source), split(target, engine.target)
    if len(here) != len(there):
        here, there = (Span(0, len(lifted.text)),), (Span(0, len(target)),)
    symbols = dict(zip(lifted.stand_ins, engine.placeholders, strict=False))
    edited = [
        [
            edits.apply(
                text[a:b],
                [Edit(i, i + 1, symbols.get(c, "")) for i, c in enumerate(text[a:b]) if c in lifted.stand_ins],
            )
            for a, b in spans
        ]
        for text, spans in ((lifted.text, here), (target, there))
    ]
    found = dict(engine.align([(one.text, other.text) for one, other in zip(*edited, strict=True)]))
    return tuple(
        Alignment(
            tuple(map(edited[0][index].before, alignment.source)),
            tuple(map(edited[1][index].before, alignment.target)),
            alignment.weights,
        ).shifted(here[index].start, there[index].start)
        for index, alignment in found.items()
    )


@dataclass(frozen=True, slots=True)
class _Positions:
    """Of a marked-up text: the letters that each pair covers, and the letters before each code that stands alone."""

    pairs: dict[str, frozenset[int]]
    alone: dict[str, int]


def _positions(msgid: str) -> _Positions:
    """Positions count letters and digits only, so that punctuation at an edge and spaces are no matter."""
    pairs: dict[str, frozenset[int]] = {}
    alone: dict[str, int] = {}
    begun: dict[str, int] = {}
    count = 0
    for part in codes.tokenize(msgid):
        if not isinstance(part, Code):
            count += sum(char.isalnum() for char in part)
        elif part.kind is CodeKind.OPEN:
            begun[part.name] = count
        elif part.kind is CodeKind.CLOSE:
            pairs[f"<{part.name}>"] = frozenset(range(begun[part.name], count))
        else:
            alone[str(part)] = count
    return _Positions(pairs, alone)


def _f1(one: frozenset[int], other: frozenset[int]) -> float:
    common = len(one & other)
    return 2 * common / (len(one) + len(other)) if one or other else 1.0


def percent(part: float, whole: int) -> float:
    """A share with one decimal; all of nothing is 100."""
    return round(100 * part / whole, 1) if whole else 100.0
