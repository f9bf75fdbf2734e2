"""Score how an engine's drafts render given terms, without and with a glossary, and with two controls.

A table of term cases names, for sentences of a test table (:mod:`pipeline.evaluate`), a term and its translation:
``segment_id<TAB>en_term<TAB>tr_lemma<TAB>tr_inflected``, where the last is the form in which the reference has it.
Read the other way round (from Turkish to English), ``en_term`` is the lemma, and the form is found in the reference.

*Term accuracy* is the exact-match accuracy of the WMT 2021 terminology task (Anastasopoulos et al. 2021, "On the
Evaluation of Machine Translation for Terminology Consistency"), with our morphology in place of a lemmatiser; *window
overlap* is theirs with two words on each side, as they stand. The control with wrong targets follows the random terms
of the WMT 2023 task (Semenov et al. 2023).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Protocol

from pipeline import codes, edits
from pipeline.edits import Edit
from pipeline.enforce import Faults, Terminology
from pipeline.engine import Engine, Span
from pipeline.errors import L10nError
from pipeline.evaluate import Case, metrics, percent
from pipeline.locales import lower
from pipeline.model import EntryKey, Rendering, Request, Term, TermMatch, TermUse
from pipeline.sentence import FIXED
from pipeline.table import read_table
from pipeline.translate import draft

_SEED = 1
_WINDOW = 2
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class TermFinder(Terminology, Protocol):
    """A glossary that holds the terms of the cases."""

    def find(self, text: str, source: str, target: str) -> tuple[TermMatch, ...]:
        """The terms in a plain text."""

    def terms(self, source: str, target: str) -> tuple[Term, ...]:
        """All its terms."""


class Mode(StrEnum):
    """What the engine is given of the terms."""

    PLAIN = "no glossary"
    GLOSSARY = "glossary"
    WRONG = "wrong targets"
    """A control: every term with the target of another one. If accuracy does not fall, the glossary does nothing."""
    PASTE = "bare paste"
    """What find and replace gives: the lemma stands in the source in place of the term, protected."""


@dataclass(frozen=True, slots=True)
class TermCase:
    """A term in a sentence: its lemmas in both languages, and the form in the reference, empty if not told."""

    segment: str
    source: str
    lemma: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class ModeScore:
    """Scores of one mode; all but ``bleu`` and ``chrf`` (0–100) are percentages.

    ``term_accuracy``: the lemma is there in some form; ``form_accuracy``: the reference's form is there;
    ``consistency``: of the terms that occur twice or more, those rendered by the same lemma every time;
    ``window_overlap``: of the two words on each side of the term in the reference, those beside it in the draft.
    """

    mode: Mode
    term_accuracy: float
    form_accuracy: float
    consistency: float
    window_overlap: float
    chrf: float
    bleu: float
    seconds: float


@dataclass(frozen=True, slots=True)
class TermsResult:
    """Scores in all modes; ``missed`` names the cases that the glossary mode did not get right."""

    source: str
    target: str
    engine: str
    version: str
    sentences: int
    cases: int
    repeated_terms: int
    bleu_signature: str
    chrf_signature: str
    modes: tuple[ModeScore, ...]
    missed: tuple[str, ...]


def read_term_cases(path: Path, source: str, target: str) -> tuple[TermCase, ...]:
    """Read a table of term cases for a direction; raises L10nError with file and line for what cannot be used."""
    rows = read_table(path, ("segment_id",))
    header = rows[0].cells if rows else {}
    forward = {f"{source}_term", f"{target}_lemma", f"{target}_inflected"} <= set(header)
    names = (f"{source}_term", f"{target}_lemma") if forward else (f"{source}_lemma", f"{target}_term")
    if not set(names) <= set(header):
        message = f"holds no cases, or its header lacks segment_id, {source}_term, {target}_lemma, {target}_inflected"
        raise L10nError(message, file=path.as_posix(), line=1)
    cases = []
    for row in rows:
        term, lemma = (row.cells[name] for name in names)
        form = row.cells[f"{target}_inflected"] if forward else ""
        if not (row.cells["segment_id"] and term and lemma) or (forward and not form):
            raise L10nError("has an empty cell", file=path.as_posix(), line=row.number, text=row.text)
        cases.append(TermCase(row.cells["segment_id"], term, lemma, form))
    return tuple(cases)


def score_terms(
    cases: Sequence[TermCase],
    sentences: Sequence[Case],
    engine: Engine,
    terminology: TermFinder,
    faults: Faults | None = None,
) -> TermsResult:
    """Draft the sentences that have cases in every mode, and score the drafts.

    ``terminology`` must know the terms of the cases and enforces them; ``faults`` is as for drafting.

    Raises:
        L10nError: A case names a sentence or a term that is not there.
    """
    known = {sentence.id: sentence for sentence in sentences}
    if unknown := next((case.segment for case in cases if case.segment not in known), None):
        raise L10nError("no sentence of the test has this segment_id", text=unknown)
    used = tuple(known[segment] for segment in dict.fromkeys(case.segment for case in cases))
    scorer = _Scorer(tuple(cases), used, (engine.source, engine.target), terminology)
    modes: list[ModeScore] = []
    missed: tuple[str, ...] = ()
    for mode in Mode:
        started = time.perf_counter()
        outputs = _drafts(mode, used, engine, terminology, faults)
        score, wrong = scorer.score(mode, outputs, time.perf_counter() - started)
        modes.append(score)
        missed = wrong if mode is Mode.GLOSSARY else missed
    return TermsResult(
        *(engine.source, engine.target, engine.name, engine.version),
        *(len(used), len(cases), len(scorer.repeated)),
        *scorer.signatures,
        modes=tuple(modes),
        missed=missed,
    )


# --- drafting ---------------------------------------------------------------------------------------------------------


def _drafts(
    mode: Mode, sentences: Sequence[Case], engine: Engine, terminology: TermFinder, faults: Faults | None
) -> dict[str, str]:
    """The plain drafts of the sentences, by their ids."""
    languages = engine.source, engine.target
    prepare = _PREPARATIONS[mode]
    change = _exchanged(terminology.terms(*languages)) if mode is Mode.WRONG else {}
    requests = []
    for sentence in sentences:
        matches = terminology.find(sentence.source, *languages)
        matches = tuple(replace(match, term=change.get(match.term.id, match.term)) for match in matches)
        text, terms = prepare(sentence.source, matches)
        requests.append(Request(EntryKey(sentence.id, codes.escape(text)), terms))
    enforced = _Exchanged(terminology, change) if mode is Mode.WRONG else terminology
    with_terms = enforced if mode in (Mode.GLOSSARY, Mode.WRONG) else None
    made = draft(requests, languages, engine=engine, terminology=with_terms, faults=faults)
    outputs = {one.key.msgctxt: codes.plain(one.text) for one in made}
    return {sentence.id: outputs.get(sentence.id, "") for sentence in sentences}


_Prepared = tuple[str, tuple[TermMatch, ...]]


def _without(text: str, matches: tuple[TermMatch, ...]) -> _Prepared:
    return text, ()


def _with(text: str, matches: tuple[TermMatch, ...]) -> _Prepared:
    return text, matches


def _pasted(text: str, matches: tuple[TermMatch, ...]) -> _Prepared:
    """Every term replaced by its bare target, which is then not to be translated."""
    pasted = edits.apply(text, [Edit(match.start, match.end, match.term.target) for match in matches])
    terms = []
    for match in matches:
        span = pasted.after(Span(match.start, match.end))
        fixed = replace(match.term, source=match.term.target, status=FIXED)
        terms.append(TermMatch(fixed, *span, pasted.text[span.start : span.end]))
    return pasted.text, tuple(terms)


_PREPARATIONS: Mapping[Mode, Callable[[str, tuple[TermMatch, ...]], _Prepared]] = {
    Mode.PLAIN: _without,
    Mode.GLOSSARY: _with,
    Mode.WRONG: _with,
    Mode.PASTE: _pasted,
}


def _exchanged(terms: Sequence[Term]) -> dict[str, Term]:
    """Each term, by its id, with the target of another one; the same every time."""
    order = list(terms)
    Random(_SEED).shuffle(order)
    others = (*order[1:], *order[:1])
    return {
        term.id: replace(term, target=other.target, target_variants=(), forbidden=(), pos=other.pos)
        for term, other in zip(order, others, strict=True)
    }


@dataclass(frozen=True, slots=True)
class _Exchanged:
    """A terminology whose terms have exchanged their targets: a term is used where the right one of its target is."""

    terminology: TermFinder
    terms: Mapping[str, Term]

    def uses(self, matches: Sequence[TermMatch], translation: str, source: str, target: str) -> tuple[TermUse, ...]:
        by_target = {term.target: term for term in self.terminology.terms(source, target)}
        real = [replace(match, term=by_target[match.term.target]) for match in matches]
        found = self.terminology.uses(real, translation, source, target)
        return tuple(replace(use, match=match) for use, match in zip(found, matches, strict=True))

    def forms(self, term: Term, language: str) -> Sequence[str]:
        return tuple(self.terminology.forms(term, language))


# --- scoring ----------------------------------------------------------------------------------------------------------


class _Scorer:
    """Scores drafts of the same sentences again and again."""

    def __init__(
        self, cases: tuple[TermCase, ...], sentences: tuple[Case, ...], languages: tuple[str, str], finder: TermFinder
    ):
        self._sentences = sentences
        self._languages = languages
        self._finder = finder
        terms = {(lower(t.source, languages[0]), lower(t.target, languages[1])): t for t in finder.terms(*languages)}
        references = {sentence.id: sentence.target for sentence in sentences}
        self._cases: list[tuple[TermCase, TermMatch]] = []
        self._references: list[TermUse] = []
        for case in cases:
            key = lower(case.source, languages[0]), lower(case.lemma, languages[1])
            if key not in terms:
                raise L10nError("the terminology lacks the term of a case", text=f"{case.source} → {case.lemma}")
            match = TermMatch(terms[key], 0, 0, case.source)
            self._cases.append((case, match))
            self._references.append(self._use(match, references[case.segment], case.form))
        names = [match.term.id for _, match in self._cases]
        self.repeated = tuple(name for name in dict.fromkeys(names) if names.count(name) > 1)
        *_, self._bleu_signature, self._chrf_signature = self._quality({s.id: s.target for s in sentences})

    @property
    def signatures(self) -> tuple[str, str]:
        """Those of BLEU and chrF++."""
        return self._bleu_signature, self._chrf_signature

    def score(self, mode: Mode, outputs: Mapping[str, str], seconds: float) -> tuple[ModeScore, tuple[str, ...]]:
        """The scores, and the cases whose term is not there."""
        uses = [self._use(match, outputs[case.segment]) for case, match in self._cases]
        right = [use.rendering is Rendering.PREFERRED for use in uses]
        forms = [
            bool(use.found) and self._holds(outputs[case.segment], use.found)
            for (case, _), use in zip(self._cases, self._references, strict=True)
        ]
        bleu, chrf, *_ = self._quality(outputs)
        missed = tuple(
            f"{case.segment} {case.source} → {case.lemma}: {outputs[case.segment]}"
            for (case, _), is_right in zip(self._cases, right, strict=True)
            if not is_right
        )
        score = ModeScore(
            mode,
            percent(sum(right), len(right)),
            percent(sum(forms), len(forms)),
            self._consistency(uses),
            self._overlap(uses, outputs),
            round(chrf, 2),
            round(bleu, 2),
            round(seconds, 1),
        )
        return score, missed

    def _use(self, match: TermMatch, text: str, form: str = "") -> TermUse:
        """Where a text has a term, in a given form or any."""
        if form and (found := self._search(text, form)):
            return TermUse(match, Rendering.PREFERRED, *found.span(), found.group())
        (use,) = self._finder.uses([match], text, *self._languages)
        return use

    def _search(self, text: str, form: str) -> re.Match[str] | None:
        """A form as whole words, whatever its capitals."""
        small = lower(text, self._languages[1])
        # Where lower case has another length, offsets would not fit: then capitals count.
        text = small if len(small) == len(text) else text
        return re.search(rf"(?<!\w){re.escape(lower(form, self._languages[1]))}(?!\w)", text)

    def _holds(self, text: str, form: str) -> bool:
        return self._search(text, form) is not None

    def _consistency(self, uses: Sequence[TermUse]) -> float:
        """A term that is not found has no lemma; a variant is known by how it begins."""
        renderings: dict[str, set[str]] = {}
        for use in uses:
            lemma = use.match.term.target if use.rendering is Rendering.PREFERRED else use.found[:4].lower()
            renderings.setdefault(use.match.term.id, set()).add(lemma)
        same = sum(len(renderings[name]) == 1 and "" not in renderings[name] for name in self.repeated)
        return percent(same, len(self.repeated))

    def _overlap(self, uses: Sequence[TermUse], outputs: Mapping[str, str]) -> float:
        references = {sentence.id: sentence.target for sentence in self._sentences}
        shares = []
        for (case, _), use, model in zip(self._cases, uses, self._references, strict=True):
            wanted = self._window(references[case.segment], model)
            if model.found and wanted:
                there = self._window(outputs[case.segment], use) if use.rendering is Rendering.PREFERRED else []
                shares.append(sum(word in there for word in wanted) / len(wanted))
        return percent(sum(shares), len(shares))

    def _window(self, text: str, use: TermUse) -> list[str]:
        """The words beside a term, in small letters."""
        before, after = (
            _WORD.findall(lower(part, self._languages[1])) for part in (text[: use.start], text[use.end :])
        )
        return [*before[-_WINDOW:], *after[:_WINDOW]]

    def _quality(self, outputs: Mapping[str, str]) -> tuple[float, float, str, str]:
        """BLEU and chrF++, then their signatures."""
        bleu, chrf = metrics([outputs[s.id] for s in self._sentences], [s.target for s in self._sentences])
        return bleu[0], chrf[0], bleu[1], chrf[1]
