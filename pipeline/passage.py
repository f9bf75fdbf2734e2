"""A whole text on its way through an engine: cut into sentences without codes, and put together again."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pipeline import codes, edits, protect
from pipeline.align import place
from pipeline.engine import Alignment, Span
from pipeline.lift import lift
from pipeline.model import Draft, Request
from pipeline.sentence import Query, Rendering
from pipeline.sentences import split

_DOUBT = 0.9
# Ticks, arrows, bullets, emoji and the numbers of headings are no language; they frame a sentence and stay.
_FRAME_BEFORE = re.compile(
    r"[^\w\s\"“‘'«(\[¿¡%+<>≥≤~≈±=@#$€₺£/\\.{\U00100000-\U0010ffff–—…-]+\s*"
    r"|[-–—]\s+"
    r"|\d{1,2}[.)]\s+(?=[\"“‘'«]?[A-ZÇĞİÖŞÜ])"
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
        self.renderings: dict[Query, Rendering] = {}

    @cached_property
    def queries(self) -> tuple[Query, ...]:
        """The sentences that an engine must translate, each once."""
        return tuple(dict.fromkeys(part.query for part in self._parts if part.query))

    @property
    def is_marked(self) -> bool:
        """Whether codes must find their places in the translation."""
        return bool(self._lifted.nodes)

    @property
    def is_done(self) -> bool:
        """Whether every sentence has its rendering."""
        return all(query in self.renderings for query in self.queries)

    def draft(self, engine: str, version: str) -> Draft:
        """Put the renderings together; without text if nothing came of them."""
        target, alignment = self._joined()
        placed = place(self._lifted, target, alignment, self._languages[1])
        used = [self.renderings[query] for query in self.queries]
        notes = (*placed.doubts, *(note for rendering in used for note in rendering.notes), *self.notes)
        if not all(rendering.text for rendering in used) or not codes.plain(placed.text).strip():
            return Draft(self.request.key, "", engine, version, None, self.notes)
        weights = [len(query.text) for query in self.queries]
        logs = [math.log(max(rendering.score, 1e-9)) * w for rendering, w in zip(used, weights, strict=True)]
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
        items = protect.find(text, self._languages[0])
        return _Part(start, end, edits.apply(text, protect.repairs(text, items, text, self._languages)).text)

    def _query(self, start: int, end: int) -> Query | None:
        text = self._lifted.text[start:end]
        terms = []
        for match in self.request.terms:
            span = self._lifted.span(match.start, match.end)
            if start <= span.start < span.end <= end:
                terms.append(replace(match, start=span.start - start, end=span.end - start))
        stand_ins = "".join(char for char in self._lifted.stand_ins if char in text)
        query = Query(text, self._languages, tuple(terms), stand_ins, self._symbols)
        return query if query.is_language else None

    def _joined(self) -> tuple[str, Alignment]:
        """The translation without codes, and its alignment with the lifted text."""
        text = ""
        source: list[Span] = []
        target: list[Span] = []
        blocks: list[tuple[int, tuple[tuple[float, ...], ...]]] = []
        for part in self._parts:
            rendering = self.renderings[part.query] if part.query else None
            done = rendering.text if rendering else part.text
            here = rendering.alignment if rendering else _word_by_word(self._lifted.text[part.start : part.end], done)
            blocks.append((len(source), here.weights))
            source += [Span(part.start + a, part.start + b) for a, b in here.source]
            target += [Span(len(text) + a, len(text) + b) for a, b in here.target]
            text += done
        rows = tuple(
            (0.0,) * first + row + (0.0,) * (len(source) - first - len(row)) for first, block in blocks for row in block
        )
        return text, Alignment(tuple(source), tuple(target), rows)


def _word_by_word(source: str, target: str) -> Alignment:
    """The alignment of a text that no engine touched: only the notation of its numbers has changed."""
    here, there = ([Span(*word.span()) for word in re.finditer(r"\S+", text)] for text in (source, target))
    rows = tuple(tuple(float(s == t) for s in range(len(here))) for t in range(len(there)))
    return Alignment(tuple(here), tuple(there), rows)


def _framed(text: str, sentence: Span) -> Span:
    """The sentence without the symbols that frame it."""
    start, end = sentence
    if before := _FRAME_BEFORE.match(text, start, end):
        start = before.end()
    if after := _FRAME_AFTER.search(text, start, end):
        end = after.start()
    return Span(start, max(start, end))
