"""A whole text on its way through an engine: cut into sentences without codes, and put together again."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pipeline import edits, protect
from pipeline.align import place
from pipeline.engine import Alignment, Span
from pipeline.lift import lift
from pipeline.model import TERM_USED, Draft, Rendering, Request
from pipeline.sentence import Fulfilment, Masking, Query, Reading
from pipeline.sentences import split

_DOUBT = 0.9
_WORD = re.compile(r"\S+")
# Ticks, arrows, bullets, emoji and the numbers of headings are no language; they frame a sentence and stay.
_FRAME_BEFORE = re.compile(
    r"[^\w\s\"“‘'«(\[¿¡%+<>≥≤~≈±=@#$€₺£/\\.{\U00100000-\U0010ffff–—…-]+\s*"
    r"|[-–—]\s+"
    r"|(?:\d{1,2}\.){0,3}\d{1,2}[.)]\s+(?=[\"“‘'«]?[A-ZÇĞİÖŞÜ])"
)
_FRAME_AFTER = re.compile(r"\s*[→›»▸▾▼✓✔★☆]+$")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the text: either for the engine (``query``) or put down as ``text``."""

    start: int
    end: int
    text: str
    query: Query | None = None


class Passage:
    """A request and what is known about its translation."""

    def __init__(self, request: Request, languages: tuple[str, str], symbols: Sequence[str], notes: Sequence[str] = ()):
        self.request = request
        self.notes = tuple(notes)
        self._languages = languages
        self._symbols = tuple(symbols)
        self._lifted = lift(request.key.msgid)
        self._stand_ins = frozenset(self._lifted.stand_ins)
        self.readings: dict[Query, Reading] = {}

    @cached_property
    def queries(self) -> tuple[Query, ...]:
        """The sentences that an engine must translate, each once."""
        return tuple(dict.fromkeys(part.query for part in self._parts if part.query))

    @property
    def is_marked(self) -> bool:
        """Whether codes must find their places in the translation."""
        return bool(self._lifted.nodes)

    def take(self, query: Query, reading: Reading | None) -> None:
        """Keep the better of the readings of a sentence; one is None that cannot be used."""
        kept = self.readings.get(query)
        if reading and (kept is None or (reading.is_whole, reading.score) > (kept.is_whole, kept.score)):
            self.readings[query] = reading

    def wants(self, query: Query, masking: Masking) -> bool:
        """Whether the engine should be asked once more, after ``masking``: something was lost and can be saved."""
        kept = self.readings.get(query)
        return not (kept and kept.is_whole) and any(query.question(after) for after in Masking if after > masking)

    def draft(self, engine: str, version: str) -> Draft:
        """Put the readings together; without text if nothing came of them."""
        used = [self.readings[query] for query in self.queries if query in self.readings]
        if len(used) < len(self.queries) or not all(reading.text for reading in used):
            return Draft(self.request.key, "", engine, version, None, self.notes)
        target, alignments = self._joined()
        placed = place(self._lifted, target, alignments, self._languages[1])
        terms = [term_note(term) for reading in used for term in reading.terms]
        notes = (*terms, *placed.doubts, *(note for reading in used for note in reading.notes), *self.notes)
        weights = [len(query.text) for query in self.queries]
        logs = [math.log(max(reading.score, 1e-9)) * w for reading, w in zip(used, weights, strict=True)]
        score = math.exp(sum(logs) / sum(weights)) if weights else 1.0
        return Draft(
            self.request.key,
            placed.text,
            engine,
            version,
            score * _DOUBT ** len(placed.doubts),
            tuple(dict.fromkeys(notes)),
        )

    @cached_property
    def _parts(self) -> tuple[_Part, ...]:
        """Sentences, and what stands around and between them, without a gap."""
        text = self._lifted.text
        parts: list[_Part] = []
        position = 0
        for sentence in self._sentences():
            start, end = _framed(text, sentence)
            if query := self._query(start, end):
                parts += (self._plain(position, start), _Part(start, end, "", query))
                position = end
        parts.append(self._plain(position, len(text)))
        return tuple(part for part in parts if part.end > part.start)

    def _sentences(self) -> Iterator[Span]:
        """The sentences of the text; where it is nothing but pairs in a row (links, say), no sentence spans two."""
        text, nodes = self._lifted.text, self._lifted.nodes
        pairs = [node for node in nodes if node.closing]
        inside = sum(char.isalnum() for node in pairs for char in text[node.start : node.end])
        in_a_row = len(pairs) > 1 and inside == sum(char.isalnum() for char in text)
        cuts = [node.end for node in pairs[:-1]] if in_a_row else []
        for start, end in pairwise((0, *cuts, len(text))):
            for sentence in split(text[start:end], self._languages[0]):
                yield Span(sentence.start + start, sentence.end + start)

    def _plain(self, start: int, end: int) -> _Part:
        """What needs no engine; numbers get the notation of the target."""
        text = self._lifted.text[start:end]
        if _FRAME_BEFORE.match(self._lifted.text, start):
            return _Part(start, end, text)
        items = protect.find(text, self._languages[0])
        return _Part(start, end, edits.apply(text, protect.repairs(text, items, text, self._languages)).text)

    def _query(self, start: int, end: int) -> Query | None:
        text = self._lifted.text[start:end]
        terms = []
        for match in self.request.terms:
            span = self._lifted.span(match.start, match.end)
            if start <= span.start < span.end <= end:
                terms.append(replace(match, start=span.start - start, end=span.end - start))
        stand_ins = "".join(char for char in text if char in self._stand_ins)
        query = Query(text, self._languages, tuple(terms), stand_ins, self._symbols)
        return query if query.is_language else None

    def _joined(self) -> tuple[str, tuple[Alignment, ...]]:
        """The translation without codes, and its alignments with the lifted text."""
        text = ""
        alignments: list[Alignment] = []
        for part in self._parts:
            if part.query:
                reading = self.readings[part.query]
                alignments.append(reading.alignment.shifted(part.start, len(text)))
                text += reading.text
            else:
                source = self._lifted.text[part.start : part.end]
                alignments += (same.shifted(part.start, len(text)) for same in _word_by_word(source, part.text))
                text += part.text
        return text, tuple(alignments)


def term_note(term: Fulfilment) -> str:
    """What to tell an editor of a term."""
    use, match = term.use, term.use.match
    if not term.is_met:
        instead = f", not {use.found}" if use.rendering is Rendering.FORBIDDEN else ""
        return f"term missing: {match.found} → {match.term.target}{instead} ({term.how})"
    variant = ", a variant" if use.rendering is Rendering.VARIANT else ""
    return f"{TERM_USED}{match.found} → {use.found} ({term.how}{variant})"


def _word_by_word(source: str, target: str) -> Iterator[Alignment]:
    """The alignments of a text that no engine touched: only the notation of its numbers has changed."""
    for here, there in zip(_WORD.finditer(source), _WORD.finditer(target), strict=False):
        yield Alignment((Span(*here.span()),), (Span(*there.span()),), ((1.0,),))


def _framed(text: str, sentence: Span) -> Span:
    """The sentence without the symbols that frame it."""
    start, end = sentence
    if before := _FRAME_BEFORE.match(text, start, end):
        start = before.end()
    if after := _FRAME_AFTER.search(text, start, end):
        end = after.start()
    return Span(start, max(start, end))
