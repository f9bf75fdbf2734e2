"""Enforce the glossary in what an engine says: see what became of each term, and mend what is missing or forbidden.

Four ways, each only for the sentences that the ways before have not helped: a better choice among the engine's best
translations; decoding again from where the term should stand, first with the part that all its forms share, so that the
engine inflects it, then with whole forms; at last one word for another, in the form which the replaced word has. Where
a term should stand, the alignment says. (Post and Vilar 2018, "Fast Lexically Constrained Decoding", put constraints
into the beam; a forced prefix gives the same with any engine that can be made to begin a sentence.)

A mended translation is taken if it has more terms right, loses nothing that must survive, brings no new error, and is
not far less probable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from pipeline import edits, locales, places
from pipeline.edits import Edit
from pipeline.engine import Engine, Hypothesis, Sentence, Span
from pipeline.model import Rendering, Term, TermMatch, TermUse
from pipeline.morphology import english, turkish
from pipeline.sentence import FIXED, Fulfilment, Query, Reading

_ALTERNATIVES = 4
_FEW_PLACES, _MANY_PLACES = 2, 3
_MANY_FORMS = 6
_FLOOR = 0.35
"""How probable, compared with the first translation, a mended one must at least be."""
_SHORTEST = 0.6
"""How long, compared with the first translation, a mended one must at least be: a forced beginning can end too soon."""
_TRIES = 3
_SHORTEST_STEM = 3
_ARTICLE = re.compile(r"\b[Aa](?P<an>n?)\s+$")


class Terminology(Protocol):
    """What the enforcement must know of a glossary."""

    def uses(self, matches: Sequence[TermMatch], translation: str, source: str, target: str) -> Sequence[TermUse]:
        """What became of each match in a plain translation."""

    def forms(self, term: Term, language: str) -> Iterable[str]:
        """The forms of a term's target that may stand in a text, the lemma first, the commonest before the others."""


Faults = Callable[[str, str], int]
"""How many errors, besides those in terms, there are in a translation: takes the plain source and translation."""


class Method(StrEnum):
    """How a term came to stand in a draft."""

    ANNOTATED = "annotated"
    ENGINE = "engine"
    """The engine said it of its own accord."""
    N_BEST = "n-best"
    REPAIRED = "repaired"
    REPLACED = "replaced"
    KEPT = "kept"
    """It is not to be translated, and was not."""
    GLOSSARY = "glossary"
    MEMORY = "memory"


_GOODNESS = {Rendering.PREFERRED: 2, Rendering.VARIANT: 1, Rendering.FORBIDDEN: 0, Rendering.MISSING: 0}
_LEFT_OUT = "the engine does not say it here"
_LOSSY, _IMPROBABLE = "loses something else", "makes the sentence improbable"


@dataclass(slots=True, eq=False)
class _Case:
    """A sentence on its way: the first reading of it, the best so far, and what is wrong with better ones."""

    query: Query
    first: Reading
    best: Reading
    tried: set[TermMatch] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)

    @property
    def sentence(self) -> Sentence:
        """What the engine was asked."""
        return self.query.sentence(self.best.masking)

    def untried(self, terms: Sequence[Fulfilment]) -> TermUse | None:
        """A term that was not tried since this was last forgotten."""
        for term in terms:
            if term.use.match not in self.tried:
                self.tried.add(term.use.match)
                return term.use
        return None


_Proposal = tuple[_Case, Sequence[Hypothesis]]
"""Translations of a case's sentence, the best first, of which one at most is taken."""
_Step = Callable[[Sequence[tuple[_Case, TermUse]]], Iterable[_Proposal]]


class Enforcer:
    """Sees to it that an engine's translations use the terms of a glossary."""

    def __init__(self, engine: Engine, terminology: Terminology, faults: Faults | None = None):
        self._engine = engine
        self._terminology = terminology
        self._faults = faults or (lambda source, target: 0)
        self._languages = engine.source, engine.target
        self._unaided = Method.ANNOTATED if engine.annotates else Method.ENGINE

    def judged(self, query: Query, reading: Reading) -> Reading:
        """The reading with what became of its terms."""
        return self._judged(query, reading, self._unaided)

    def mended(self, readings: Mapping[Query, Reading], marked: Collection[Query] = ()) -> dict[Query, Reading]:
        """Better readings of sentences, where there are any; for ``marked`` ones the alignment is looked up anew."""
        cases = [_Case(query, reading, reading) for query, reading in readings.items()]
        wanting = [case for case in cases if case.best.wanting]
        again = [(case, "") for case in wanting if case.best.unmet]
        self._choose(self._answers(again, _ALTERNATIVES), Method.N_BEST)
        for step in (self._stems, self._whole_forms):
            self._each_term(wanting, lambda case: case.best.unmet, step, Method.REPAIRED)
        # A variant is good enough not to risk the rest of the sentence for it.
        self._each_term(wanting, lambda case: case.best.wanting, self._replacements, Method.REPLACED)
        self._realign([case for case in wanting if case.query in marked and case.best is not case.first])
        return {case.query: _explained(case) for case in cases}

    # --- judging ------------------------------------------------------------------------------------------------------

    def _judged(self, query: Query, reading: Reading, method: Method, before: Reading | None = None) -> Reading:
        """The reading with what became of its terms; what is as it was ``before`` keeps how it came there."""
        uses = self._terminology.uses(query.terms, reading.text, *self._languages)
        earlier = before.terms if before else (None,) * len(uses)
        terms = []
        for use, known in zip(uses, earlier, strict=True):
            if use.match.term.status == FIXED:
                use, how = _kept(use, reading.text), Method.KEPT
            else:
                how = method
            is_as_before = known and known.is_met and known.use.rendering is use.rendering
            terms.append(Fulfilment(use, known.how if known and is_as_before else how))
        return replace(reading, terms=tuple(terms))

    def _choose(self, proposals: Iterable[_Proposal], method: Method) -> None:
        """Take for each case the best of what is proposed, if that is better than what it has."""
        better: dict[_Case, dict[str, Reading]] = {}
        for case, hypotheses in proposals:
            readings = [self._better(case, hypothesis, method) for hypothesis in hypotheses]
            if found := min(filter(None, readings), key=_shortfall, default=None):
                better.setdefault(case, {}).setdefault(found.hypothesis.text, found)
        weighed = [(case, reading) for case, found in better.items() for reading in found.values()]
        pairs = [(case.sentence, reading.hypothesis.text) for case, reading in weighed]
        for index, score in sorted(self._engine.score(pairs)):
            case, reading = weighed[index]
            reading = _rescored(reading, score)
            if reading.score < _FLOOR * case.first.score:
                case.wrong.add(_IMPROBABLE)
            elif _rank(reading) < _rank(case.best):
                case.best = reading

    def _better(self, case: _Case, hypothesis: Hypothesis, method: Method) -> Reading | None:
        """A reading with more terms right and nothing more lost; None if it is no better."""
        # Reading takes its time, so that only what promises something is read.
        reading = case.query.read(hypothesis, case.best.masking) if self._promises(case, hypothesis.text) else None
        if reading is None:
            return None
        reading = self._judged(case.query, reading, method, case.best)
        if _shortfall(reading) >= _shortfall(case.best):
            return None
        if self._is_lossy(case, reading):
            case.wrong.add(_LOSSY)
            return None
        return reading

    def _promises(self, case: _Case, text: str) -> bool:
        """Whether a translation, as the engine said it, may have one of the terms right that the case is wanting."""
        wanting = [term.use for term in case.best.wanting]
        uses = self._terminology.uses([use.match for use in wanting], text, *self._languages)
        return any(
            _kept(now, text).found
            if now.match.term.status == FIXED
            else _GOODNESS[now.rendering] > _GOODNESS[before.rendering]
            for now, before in zip(uses, wanting, strict=True)
        )

    def _is_lossy(self, case: _Case, reading: Reading) -> bool:
        """Whether a reading lost more than the first one."""
        first, source = case.first, case.query.text
        if reading.losses > first.losses or len(reading.text) < _SHORTEST * len(first.text):
            return True
        faults = self._faults(source, reading.text)
        return bool(faults) and faults > self._faults(source, first.text)

    def _realign(self, cases: Sequence[_Case]) -> None:
        pairs = [(case.sentence.text, case.best.hypothesis.text) for case in cases]
        for index, alignment in self._engine.align(pairs):
            case = cases[index]
            hypothesis = replace(case.best.hypothesis, alignment=alignment)
            if again := case.query.read(hypothesis, case.best.masking):
                case.best = replace(again, terms=case.best.terms)

    # --- proposing ----------------------------------------------------------------------------------------------------

    def _each_term(
        self, cases: Sequence[_Case], terms: Callable[[_Case], Sequence[Fulfilment]], propose: _Step, method: Method
    ) -> None:
        """Try these terms of each case, one after the other; those of all cases at once."""
        for case in cases:
            case.tried.clear()
        for _ in range(_TRIES):
            waiting = [(case, use) for case in cases if (use := case.untried(terms(case)))]
            self._choose(propose(waiting), method)

    def _answers(self, asked: Sequence[tuple[_Case, str]], alternatives: int) -> Iterator[_Proposal]:
        """What the engine says if it is made to begin with these openings."""
        said: dict[int, list[Hypothesis]] = {}
        sentences = [replace(case.sentence, opening=opening) for case, opening in asked]
        for index, hypothesis in self._engine.translate(sentences, alternatives):
            said.setdefault(index, []).append(hypothesis)
        return ((asked[index][0], hypotheses) for index, hypotheses in sorted(said.items()))

    def _stems(self, waiting: Sequence[tuple[_Case, TermUse]]) -> Iterator[_Proposal]:
        """The translations up to where a term should stand, and what all forms of the term begin with."""
        asked = []
        for case, use in waiting:
            stem = _stem(use.match.term, self._forms(use.match))
            asked += [(case, self._opening(case, place, stem)) for place in self._places(case, use)[:_FEW_PLACES]]
        return self._answers(asked, _ALTERNATIVES)

    def _whole_forms(self, waiting: Sequence[tuple[_Case, TermUse]]) -> Iterator[_Proposal]:
        """The same with whole forms: all where the term most likely stands, that of the dictionary elsewhere."""
        asked = []
        for case, use in waiting:
            likeliest, *others = self._places(case, use)[:_MANY_PLACES]
            word = places.WORD.match(case.best.hypothesis.text, likeliest)
            forms = self._candidates(use.match, word.group() if word else "")
            asked += [(case, self._opening(case, likeliest, form)) for form in forms]
            asked += [(case, self._opening(case, place, use.match.term.target)) for place in others]
        return self._answers(asked, 1)

    def _replacements(self, waiting: Sequence[tuple[_Case, TermUse]]) -> Iterator[_Proposal]:
        """The translations with the words that stand for a term replaced by forms of it."""
        for case, use in waiting:
            said, span = case.best.hypothesis, self._rendered(case, use)
            if span:
                *_, last = places.WORD.finditer(said.text, span.start, span.end)
                for form in self._candidates(use.match, last.group()):
                    for changes in self._changes(said.text, span, form):
                        edited = edits.apply(said.text, changes)
                        yield case, [Hypothesis(edited.text, said.score, edits.realign(said.alignment, target=edited))]

    def _changes(self, text: str, span: Span, form: str) -> Iterator[list[Edit]]:
        """Ways to put a form in place of a span: as it is, and with the other English article before it."""
        change = Edit(*span, self._set(form, text, span.start))
        yield [change]
        article = _ARTICLE.search(text, 0, span.start) if self._languages[1].startswith("en") else None
        if article:
            yield [Edit(*article.span("an"), "" if article["an"] else "n"), change]

    # --- forms and places ---------------------------------------------------------------------------------------------

    def _forms(self, match: TermMatch) -> Sequence[str]:
        if match.term.status == FIXED:
            return (match.found,)
        return tuple(self._terminology.forms(match.term, self._languages[1]))

    def _candidates(self, match: TermMatch, word: str) -> list[str]:
        """Forms of a term to stand where a word stands: first those that the word may have, then the commonest."""
        alike = () if match.term.status == FIXED else _alike(match.term, word, self._languages[1])
        return list(dict.fromkeys((*alike, *self._forms(match))))[:_MANY_FORMS]

    def _opening(self, case: _Case, place: int, form: str) -> str:
        text = case.best.hypothesis.text
        return text[:place] + self._set(form, text, place)

    def _set(self, form: str, text: str, place: int) -> str:
        """A form as it stands at a place of the text: with a capital at its beginning."""
        return locales.capitalize(form, self._languages[1]) if place == 0 and text[:1].isupper() else form

    def _places(self, case: _Case, use: TermUse) -> list[int]:
        return places.starts(case.best.hypothesis, case.query.span(use.match, case.best.masking))

    def _rendered(self, case: _Case, use: TermUse) -> Span | None:
        """The words that stand where a term should: a forbidden form or variant of it, or what rests on it."""
        said, language = case.best.hypothesis, self._languages[1]
        at = locales.lower(said.text, language).find(locales.lower(use.found, language)) if use.found else -1
        if at >= 0:
            return Span(at, at + len(use.found))
        return places.rendering(said, case.query.span(use.match, case.best.masking))


def _shortfall(reading: Reading) -> tuple[int, int]:
    """What a reading lacks of its terms; the less, the better."""
    return len(reading.unmet), len(reading.wanting)


def _rank(reading: Reading) -> tuple[tuple[int, int], int, float]:
    """The lower, the better."""
    return _shortfall(reading), reading.losses, -reading.score


def _rescored(reading: Reading, score: float) -> Reading:
    """The reading as if the engine had given its words this score: one measure for whatever was forced and searched."""
    ratio = score / reading.hypothesis.score if reading.hypothesis.score else 0.0
    return replace(reading, score=reading.score * ratio, hypothesis=replace(reading.hypothesis, score=score))


def _explained(case: _Case) -> Reading:
    """The best reading, with the reason at each term that it does not meet."""
    why = f"each way to put it in {' or '.join(sorted(case.wrong))}" if case.wrong else _LEFT_OUT
    terms = (term if term.is_met else replace(term, how=why) for term in case.best.terms)
    return replace(case.best, terms=tuple(terms))


def _kept(use: TermUse, text: str) -> TermUse:
    """A term that is not to be translated must be there letter for letter."""
    found = use.match.found
    at = text.find(found)
    if at < 0:
        return TermUse(use.match, Rendering.MISSING)
    return TermUse(use.match, Rendering.PREFERRED, at, at + len(found), found)


def _alike(term: Term, word: str, language: str) -> tuple[str, ...]:
    """A term in the forms that a word may have, as far as its language is known."""
    if not word or not language.startswith(("tr", "en")):
        return ()
    if language.startswith("en"):
        return tuple(filter(None, (english.like(term.target, word, pos=term.pos),)))
    return () if term.pos == "verb" else turkish.likes(term.target, word)


def _stem(term: Term, forms: Sequence[str]) -> str:
    """What all forms of a term begin with, or the whole term where that says too little."""
    first, last = min(forms), max(forms)
    length = next((i for i, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:length] if length >= max(_SHORTEST_STEM, len(term.target) // 2) else term.target
