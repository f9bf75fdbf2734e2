"""One sentence on its way through an engine: made ready for it, and its translation mended and judged.

Capitals are lowered first and restored after, as models know few words in capitals; what is no language is hidden
behind placeholders where the engine knows such; numbers get the notation of the target; what was lost is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property

from pipeline import edits, locales, protect
from pipeline.edits import Edit, Edited
from pipeline.engine import Alignment, Annotation, Hypothesis, Sentence, Span
from pipeline.model import Rendering, TermMatch, TermUse
from pipeline.numbers import localize_number

FIXED = "do-not-translate"
"""The glossary status of terms that stay as they are."""

# Words that stay small in a heading (for Turkish: the list of the Türk Dil Kurumu).
_SMALL = {
    "en": frozenset("a an and as at but by for from in into nor of on or per the to via vs with".split()),
    "tr": frozenset("ve ile ya veya yahut ki da de mı mi mu mü".split()),
}
_NAME = re.compile(
    r"(?:\b(?:Dr|Prof|Doç|Op|Uzm|Mr|Mrs|Ms|Sn|Av)\b\.?\s+)+[A-ZÇĞİÖŞÜ][\w'’-]+(?:\s+[A-ZÇĞİÖŞÜ][\w'’-]+)?"
)
_FIRST_WORD = re.compile(r"[^\w\s]*(?P<letter>[^\W\d_])(?P<rest>[^\s.,;:!?…)\"”]*)")
_VOWEL = re.compile(r"[aeıioöuüâîûAEIİOÖUÜÂÎÛ]")

_LOSS, _LOOP = 0.8, 0.5
_LONGEST_REPEAT = 6
_WORD = re.compile(r"\S+")
_SPACE_BESIDE = re.compile(r"\s?$")
_STOP = re.compile(r"(?:\.{3}|[.!?:;…])$")


class Casing(StrEnum):
    """How a sentence is set."""

    PLAIN = "plain"
    TITLE = "title"
    """As Headings Often Are."""
    CAPITALS = "capitals"


class Masking(IntEnum):
    """What is hidden behind placeholders; in this order it is tried."""

    ADDRESSES = 0
    """What is no language: addresses, phone numbers, fixed terms."""
    NUMBERS = 1
    """Numbers, too: their notation and endings come out a little worse, but none is lost."""
    NOTHING = 2


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What became of a term, and how that came about; for one that is not met, why not."""

    use: TermUse
    how: str

    @property
    def is_met(self) -> bool:
        """Whether an editor would let it pass."""
        return self.use.rendering in (Rendering.PREFERRED, Rendering.VARIANT)


@dataclass(frozen=True, slots=True)
class Reading:
    """A finished translation of one sentence, read from what an engine said about it (``hypothesis``, to ``masking``).

    ``score`` is 0 to 1, ``notes`` say what a person must look at, ``losses`` counts what should have survived and did
    not, ``terms`` say what became of the terms, once :mod:`pipeline.enforce` has looked.
    """

    text: str
    score: float
    alignment: Alignment
    hypothesis: Hypothesis
    masking: Masking
    notes: tuple[str, ...] = ()
    losses: int = 0
    terms: tuple[Fulfilment, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all that must survive did."""
        return not self.losses

    @property
    def unmet(self) -> tuple[Fulfilment, ...]:
        """The terms that are missing, or only there in a form that is forbidden."""
        return tuple(term for term in self.terms if not term.is_met)

    @property
    def wanting(self) -> tuple[Fulfilment, ...]:
        """The terms that are not there as the glossary prefers them: unmet, or by a variant."""
        return tuple(term for term in self.terms if term.use.rendering is not Rendering.PREFERRED)


@dataclass(frozen=True)
class Query:
    """A sentence to be translated, with the terms found in it (offsets in ``text``).

    ``languages`` are source and target; ``stand_ins`` are the characters of ``text`` that stand for codes.
    """

    text: str
    languages: tuple[str, str]
    terms: tuple[TermMatch, ...] = ()
    stand_ins: str = ""
    symbols: tuple[str, ...] = ()

    @cached_property
    def casing(self) -> Casing:
        """How the sentence is set."""
        hidden = {index for item in self.items for index in range(item.start, item.end)}
        text = "".join(" " if index in hidden else char for index, char in enumerate(self.text))
        words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)
        vowels = [len(word) for word in words if _VOWEL.search(word)]
        if locales.is_upper(text) and max(vowels, default=0) > (3 if len(words) > 1 else 4):
            return Casing.CAPITALS
        heading = not self.text.endswith((".", ",", ";"))
        capitals = sum(word[0].isupper() for word in words)
        if heading and capitals > 1 and all(w[0].isupper() or w in _small(self.languages[0]) for w in words):
            return Casing.TITLE
        return Casing.PLAIN

    @cached_property
    def items(self) -> tuple[protect.Item, ...]:
        """What must survive, stand-ins included."""
        fixed = [Span(m.start, m.end) for m in self.terms if m.term.status == FIXED]
        fixed += [Span(i, i + 1) for i, char in enumerate(self.text) if char in self.stand_ins]
        return protect.find(self.text, self.languages[0], fixed)

    @property
    def is_language(self) -> bool:
        """Whether there is anything to translate besides what must survive."""
        fixed = {index for item in self.items for index in range(item.start, item.end)}
        has_words = any(char.isalpha() for index, char in enumerate(self.text) if index not in fixed)
        return has_words and localize_number(self.text, *self.languages) is None

    def question(self, masking: Masking) -> Sentence | None:
        """What to ask the engine; None if that has been asked with less hidden."""
        sentence = self.sentence(masking)
        return None if any(self.sentence(before) == sentence for before in Masking if before < masking) else sentence

    def sentence(self, masking: Masking) -> Sentence:
        """The sentence as the engine sees it."""
        edited = self._edited(masking)
        spans = ((edited.after(Span(match.start, match.end)), match.term) for match in self.terms)
        return Sentence(
            edited.text,
            tuple(Annotation(*span, term.target) for span, term in spans if term.status != FIXED),
        )

    def span(self, match: TermMatch, masking: Masking) -> Span:
        """Where a term stands in the sentence as the engine sees it."""
        return self._edited(masking).after(Span(match.start, match.end))

    def read(self, hypothesis: Hypothesis, masking: Masking) -> Reading | None:
        """Finish the engine's answer; None if it lost a placeholder."""
        text, alignment = hypothesis.text, edits.realign(hypothesis.alignment, source=self._edited(masking))
        back = protect.unmasks(self.text, self._masks(masking), text, self.languages)
        if back is None:
            return None
        for change in (lambda _: back, self._without_symbols, self._repairs, self._stop, self._cased):
            if made := tuple(change(text)):
                edited = edits.apply(text, made)
                text, alignment = edited.text, edits.realign(alignment, target=edited)
        if not text:
            return Reading("", 0.0, alignment, hypothesis, masking, losses=1)
        lost = self._losses(text)
        strange = tuple(_strange(self.text, text))
        score = hypothesis.score * _LOSS ** len(lost) * _LOOP ** len(strange)
        return Reading(text, score, alignment, hypothesis, masking, lost + strange, len(lost))

    def _masks(self, masking: Masking) -> tuple[Edit, ...]:
        """Placeholders, if the engine knows any."""
        if masking is Masking.NOTHING:
            return ()
        return protect.masks(self.items, self.symbols, with_numbers=masking is Masking.NUMBERS)

    def _edited(self, masking: Masking) -> Edited:
        if masking not in self._known_edits:
            lowered = self.text if self.casing is Casing.PLAIN else self._lowered()
            self._known_edits[masking] = edits.apply(lowered, self._masks(masking) or self._without_stand_ins())
        return self._known_edits[masking]

    @cached_property
    def _known_edits(self) -> dict[Masking, Edited]:
        return {}

    def _lowered(self) -> str:
        """The sentence in lower case with a capital at its start; same length, so that offsets stay.

        Abbreviations and names after a title (``Dr. Demir``) keep their capitals, as far as they can be told.
        """
        spans = [(m.start, m.end) for m in self.terms if m.term.source[:1].isupper()]
        spans += [(item.start, item.end) for item in self.items]
        spans += [match.span() for match in _NAME.finditer(self.text)]
        kept = {offset for start, end in spans for offset in range(start, end)}

        def lowered(match: re.Match[str]) -> str:
            word = match.group()
            is_short = word.isupper() and (self.casing is Casing.TITLE or not _VOWEL.search(word)) and word != "A"
            if is_short or match.start() in kept or any(char.isdigit() for char in word):
                return word
            return locales.lower(word, self.languages[0])

        small = locales.capitalize(_WORD.sub(lowered, self.text), self.languages[0])
        return small if len(small) == len(self.text) else self.text

    def _without_stand_ins(self) -> Iterator[Edit]:
        for index, char in enumerate(self.text):
            if char in self.stand_ins:
                space = _SPACE_BESIDE.search(self.text, 0, index)
                yield Edit(space.start() if space else index, index + 1, "")

    def _without_symbols(self, text: str) -> Sequence[Edit]:
        """A placeholder that nobody asked for is noise."""
        return tuple(
            Edit(*found.span(), "") for symbol in self.symbols for found in re.finditer(re.escape(symbol), text)
        )

    def _repairs(self, text: str) -> Sequence[Edit]:
        return protect.repairs(self.text, self.items, text, self.languages)

    def _stop(self, text: str) -> Sequence[Edit]:
        """A heading gets no full stop, a sentence keeps its own."""
        here, there = _STOP.search(self.text.rstrip("\"”’'»)]")), _STOP.search(text)
        if here is None and there is not None and there.group() == ".":
            return (Edit(there.start(), there.end(), ""),)
        if here is not None and there is None and text and text[-1].isalnum() and self.text.endswith(here.group()):
            return (Edit(len(text), len(text), here.group()),)
        return ()

    def _cased(self, text: str) -> Sequence[Edit]:
        """Set the translation as the sentence is set."""
        language = self.languages[1]
        if self.casing is Casing.PLAIN:
            return _first_letter(self.text, text, language)
        change = locales.upper if self.casing is Casing.CAPITALS else locales.capitalize
        kept = [item for item in protect.find(text, language) if item.number is None]
        return [
            Edit(*word.span(), change(word.group(), language))
            for word in _WORD.finditer(text)
            if not any(item.start < word.end() and word.start() < item.end for item in kept)
            and not (self.casing is Casing.TITLE and word.start() and word.group().rstrip("?!:,)") in _small(language))
        ]

    def _losses(self, text: str) -> tuple[str, ...]:
        items = [item for item in self.items if item.text not in self.stand_ins]
        return protect.losses(self.text, items, text, self.languages)


def _first_letter(source: str, target: str, language: str) -> Sequence[Edit]:
    """A capital at the start where the source has one, a small letter where it has one; names and addresses stay."""
    here, word = _FIRST_WORD.match(source), _FIRST_WORD.match(target)
    if not here or not word:
        return ()
    first, rest = word["letter"], word["rest"]
    if here["letter"].isupper() and first.islower() and (rest.isalpha() or not rest):
        changed = locales.upper(first, language)
    elif here["letter"].islower() and here["rest"].isalpha() and first.isupper() and rest.isalpha() and rest.islower():
        changed = locales.lower(first, language)
    else:
        return ()
    return (Edit(word.start("letter"), word.end("letter"), changed),)


def _small(language: str) -> frozenset[str]:
    return _SMALL.get(language, frozenset())


def _strange(source: str, target: str) -> Iterator[str]:
    """What small models do to sentences that they do not understand: they stammer, run on or stop short."""
    words = _words(target)
    known = set(_stammers(_words(source)))
    for repeated in dict.fromkeys(_stammers(words)):
        if repeated not in known:
            yield f"{' '.join(repeated)} is said twice"
    if len(target) > 3 * len(source) + 20:
        yield "the translation is much longer than the source"
    if 4 * len(target) + 10 < len(source):
        yield "the translation is much shorter than the source"


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text)]


def _stammers(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Runs of up to six words that follow themselves at once; single short words and digits may."""
    for length in range(1, _LONGEST_REPEAT + 1):
        for at in range(len(words) - 2 * length + 1):
            run = tuple(words[at : at + length])
            if run == tuple(words[at + length : at + 2 * length]) and (length > 1 or len(run[0]) > 2):
                yield run
