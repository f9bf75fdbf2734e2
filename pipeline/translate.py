"""Draft what nobody has translated yet: from the memory, the glossary, a rule for numbers, else from the engine.

Everything for the engine goes to it at once, so that it can sort and batch the sentences of all pages; the drafts come
back as they are finished, in any order, and can be saved before the last one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from pipeline import codes, locales
from pipeline.enforce import Enforcer, Faults, Method, Terminology
from pipeline.engine import Engine, Sentence
from pipeline.model import Draft, MemoryHit, Rendering, Request, TermMatch, TermUse, terms_digest
from pipeline.passage import Passage, term_note
from pipeline.sentence import FIXED, Fulfilment, Masking, Query

MEMORY, GLOSSARY, RULE = "memory", "glossary", "rule"
"""What the origin of a draft says if no engine made it."""

RULE_VERSION = "1"
"""Changes when the rule for texts without words does."""

_EQUAL = 100.0
_GROUP = 64
"""So many texts have their terms mended together, before their drafts come."""


class Lookup(Protocol):
    """A translation memory of one direction, best hits first; 100 means equal text."""

    def exact(self, source: str, role: str) -> Sequence[MemoryHit]:
        """Translations of the very same text."""

    def fuzzy(self, source: str, role: str) -> Sequence[MemoryHit]:
        """Translations of similar texts."""


def draft(
    requests: Iterable[Request],
    languages: tuple[str, str],
    *,
    engine: Engine | None = None,
    memory: Lookup | None = None,
    terminology: Terminology | None = None,
    faults: Faults | None = None,
) -> Iterator[Draft]:
    """Yield one draft per request, as each is finished; ``languages`` are source and target.

    A request that nothing is known about yields no draft, or, if the memory has something similar, one without text
    whose notes show it. With a ``terminology`` the engine's drafts are made to use the terms of the requests, and each
    draft notes what became of them; without one the terms only go to an engine that takes annotations. ``faults`` keeps
    this from bringing errors into a translation that had none.
    """
    enforcer = Enforcer(engine, terminology, faults) if engine and terminology else None
    for made, request in _drafts(requests, languages, engine, memory, terminology, enforcer):
        if terminology and made.text and made.engine != MEMORY:
            made = replace(made, glossary=terms_digest(request.terms))
        yield made


def _drafts(
    requests: Iterable[Request],
    languages: tuple[str, str],
    engine: Engine | None,
    memory: Lookup | None,
    terminology: Terminology | None,
    enforcer: Enforcer | None,
) -> Iterator[tuple[Draft, Request]]:
    passages: list[Passage] = []
    for request in requests:
        exact = tuple(memory.exact(request.key.msgid, request.key.msgctxt)) if memory else ()
        # A lone word that was approved in another role stands behind the glossary, and still before a small model.
        ready = (
            _from_memory(request, [hit for hit in exact if hit.score >= _EQUAL])
            or _from_glossary(request, languages)
            or _from_memory(request, exact)
        )
        if ready:
            yield _checked(ready, request, languages, terminology), request
            continue
        similar = (*exact, *(memory.fuzzy(request.key.msgid, request.key.msgctxt) if memory else ()))
        passage = Passage(request, languages, engine.placeholders if engine else (), tuple(map(_shown, similar)))
        if not passage.queries:
            yield passage.draft(RULE, RULE_VERSION), request
        elif engine:
            passages.append(passage)
        elif passage.notes:
            yield Draft(request.key, "", MEMORY, "", None, passage.notes), request
    if engine:
        yield from _from_engine(passages, engine, enforcer)


def _checked(made: Draft, request: Request, languages: tuple[str, str], terminology: Terminology | None) -> Draft:
    """A draft that no engine made stays as it is; its notes say which terms it has."""
    uses: Sequence[TermUse] = ()
    if terminology and made.engine == MEMORY:
        uses = terminology.uses(request.terms, codes.plain(made.text), *languages)
    elif terminology:
        uses = [TermUse(m, Rendering.PREFERRED, 0, len(made.text), made.text) for m in request.terms]
    how = Method.MEMORY if made.engine == MEMORY else Method.GLOSSARY
    return replace(made, notes=(*dict.fromkeys(term_note(Fulfilment(use, how)) for use in uses), *made.notes))


def _from_memory(request: Request, hits: Sequence[MemoryHit]) -> Draft | None:
    usable = [hit for hit in hits if codes.same(request.key.msgid, hit.unit.target)]
    if not usable:
        return None
    first, *others = usable
    notes = ("approved in another role",) * (first.score < _EQUAL) + tuple(map(_shown, others))
    return Draft(request.key, first.unit.target, MEMORY, first.unit.origin, first.score / _EQUAL, notes)


def _shown(hit: MemoryHit) -> str:
    return f"memory {hit.score:.0f}% ({hit.unit.origin}): {hit.unit.source} → {hit.unit.target}"


def _from_glossary(request: Request, languages: tuple[str, str]) -> Draft | None:
    """A text that is nothing but a term, in the form that the glossary has it in."""
    msgid = request.key.msgid
    for match in request.terms:
        if codes.plain(msgid) == msgid == match.found and _is_lemma(match, languages[0]):
            return Draft(request.key, _in_case_of(match, languages[1]), GLOSSARY, match.term.id, 1.0)
    return None


def _is_lemma(match: TermMatch, language: str) -> bool:
    return match.term.status == FIXED or locales.lower(match.found, language) == locales.lower(
        match.term.source, language
    )


def _in_case_of(match: TermMatch, language: str) -> str:
    target = match.term.target
    if match.found == match.term.source or match.term.status == FIXED:
        return target
    if locales.is_upper(match.found) and not locales.is_upper(match.term.source):
        return locales.upper(target, language)
    if locales.is_title(match.found):
        return locales.title(target, language)
    return locales.capitalize(target, language) if match.found[0].isupper() else target


def _from_engine(
    passages: Sequence[Passage], engine: Engine, enforcer: Enforcer | None
) -> Iterator[tuple[Draft, Request]]:
    """Drafts with all their terms as the glossary prefers them first, those that may be mended after them."""
    faulty: list[Passage] = []
    for passage in _translated(passages, engine):
        if enforcer:
            passage.readings = {query: enforcer.judged(query, made) for query, made in passage.readings.items()}
        if any(reading.wanting for reading in passage.readings.values()):
            faulty.append(passage)
        else:
            yield from _finished(passage, engine)
    for start in range(0, len(faulty), _GROUP):
        group = faulty[start : start + _GROUP]
        if enforcer:
            _mend(group, enforcer)
        for passage in group:
            yield from _finished(passage, engine)


def _mend(passages: Sequence[Passage], enforcer: Enforcer) -> None:
    readings = {query: reading for passage in passages for query, reading in passage.readings.items()}
    marked = {query for passage in passages if passage.is_marked for query in passage.queries}
    mended = enforcer.mended(readings, marked)
    for passage in passages:
        passage.readings = {query: mended[query] for query in passage.readings}


def _translated(passages: Sequence[Passage], engine: Engine) -> Iterator[Passage]:
    """Translate each different sentence once; where something was lost, again with more or nothing hidden."""
    waiting = {passage: set(passage.queries) for passage in passages}
    for masking in Masking:
        asked: dict[Sentence, list[tuple[Passage, Query]]] = {}
        for passage, queries in waiting.items():
            for query in passage.queries:
                if query in queries and (sentence := query.question(masking)):
                    asked.setdefault(sentence, []).append((passage, query))
        askers = list(asked.values())
        sentences = [replace(s, marked=any(passage.is_marked for passage, _ in who)) for s, who in asked.items()]
        for index, hypothesis in engine.translate(sentences):
            for passage, query in askers[index]:
                passage.take(query, query.read(hypothesis, masking))
                if not passage.wants(query, masking):
                    waiting[passage].discard(query)
                    if not waiting[passage]:
                        del waiting[passage]
                        yield passage
    yield from waiting  # the engine said nothing to one of its sentences


def _finished(passage: Passage, engine: Engine) -> Iterator[tuple[Draft, Request]]:
    made = passage.draft(engine.name, engine.version)
    if made.text or made.notes:
        yield made, passage.request
