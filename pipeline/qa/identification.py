"""Text that stayed in the source language, recognised by its letters: offline, from a small table.

A frequent word is judged as a whole, another by its trigrams (Dunning, *Statistical Identification of Language*, 1994).
``python -m training.tables`` counts their odds in the project's own pairs. The table exists for English and Turkish;
for other languages these checks say nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from pipeline.locales import lower
from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check, plain

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PASSED_OVER = re.compile(
    r"[\"“«„][^\"“”«»„]*[\"”»“]|https?://\S+|www\.\S+|\S{1,64}@\S+|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}"
)
_TURKISH_LETTER = re.compile("[çğıöşüÇĞİÖŞÜ]")
_SENTENCE = re.compile(r"(?:[^.!?…]|[.!?…](?!\s))+[.!?…]*")

CLEAR = 0.5
"""How far from zero the score of a word must be to say something."""
SENTENCE_WORDS = 3
"""Fewer words are no sentence to judge."""


def words(text: str) -> list[str]:
    """The words of a text, with what an apostrophe joins to them."""
    return _WORD.findall(text)


def marked(word: str) -> str:
    """A word in lower case with its ends marked."""
    return f"^{word.replace('’', chr(39))}$"


def trigrams(word: str) -> Iterator[str]:
    """The runs of three letters of a word in lower case; its ends count as letters."""
    letters = marked(word)
    return (letters[i : i + 3] for i in range(len(letters) - 2))


@lru_cache(maxsize=1)
def _odds() -> dict[str, float]:
    table = resources.files("pipeline.qa").joinpath("data/en-tr.odds.tsv").read_text("utf-8")
    return {gram: float(odds) for gram, odds in (line.split("\t") for line in table.splitlines())}


@lru_cache(maxsize=65536)
def _englishness(word: str) -> float:
    """Above zero for an English word, below for a Turkish one, near zero for what could be either."""
    score = max(_score(lower(word, "en")), _score(lower(word, "tr"))) if "I" in word else _score(lower(word, "tr"))
    return min(score, -1.0) if _TURKISH_LETTER.search(word) else score


def _score(word: str) -> float:
    if (odds := _odds().get(marked(word))) is not None:
        return odds
    grams = list(trigrams(word))
    return sum(_odds().get(gram, 0.0) for gram in grams) / math.sqrt(len(grams))


def foreignness(text: str, source: str, target: str) -> tuple[tuple[str, float], ...]:
    """The words of a translation with a score each: above zero where the word is rather of the source language.

    Empty where the two languages are not English and Turkish.
    """
    pair = (source.split("-")[0], target.split("-")[0])
    if pair not in (("en", "tr"), ("tr", "en")):
        return ()
    sign = 1 if pair[0] == "en" else -1
    return tuple((word, sign * _englishness(word)) for word in words(text))


@lru_cache(maxsize=16)
def _sentences(text: str, source: str, target: str) -> tuple[tuple[str, tuple[tuple[str, float], ...]], ...]:
    """The sentences of a translation with their judged words, without quotations, addresses and placeholders."""
    sentences = _SENTENCE.findall(_PASSED_OVER.sub(" | ", plain(text)))
    return tuple((sentence, foreignness(sentence, source, target)) for sentence in sentences)


class Untranslated(Check):
    """No sentence of the translation is still in the source language.

    Judged are sentences of three words and more. Addresses, quotations and names – runs of words that all have a
    capital – are left alone. Shorter texts that stayed as they are belong to ``unchanged``. English and Turkish only.
    """

    id = "untranslated"
    severity = Severity.ERROR
    summary = "No sentence left in the source language"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each sentence."""
        for sentence, judged in _sentences(pair.target, pair.source_language, pair.target_language):
            if _is_foreign(judged):
                yield f"translation has a sentence in the source language: {sentence.strip()!r}"


def _is_foreign(judged: tuple[tuple[str, float], ...]) -> bool:
    """Whether a sentence of a translation is in the source language as a whole."""
    clear = [score for _, score in judged if abs(score) > CLEAR]
    foreign = sum(score > 0 for score in clear)
    if len(judged) < SENTENCE_WORDS or foreign < SENTENCE_WORDS or foreign <= 0.75 * len(clear):
        return False
    return sum(clear) > 0 and not _is_name([word for word, _ in judged])


def _is_name(run: list[str]) -> bool:
    """Whether a run of words can be a name or a title: every longer word has a capital, but not every letter."""
    long = [word for word in run if len(word) > 3]
    return all(word[0].isupper() for word in long) and not all(word.isupper() for word in run)


class HalfTranslated(Check):
    """No clause of the translation is still in the source language.

    Looked for are runs of four words that look like the source language, or of three if they stand so in the source.
    Names (each word with a capital), quotations, addresses and Latin terms are no finding. English and Turkish only.
    """

    id = "half-translated"
    severity = Severity.WARNING
    summary = "No run of words left in the source language"

    _RUN, _RUN_OF_SOURCE = 4, 3

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each run, unless the whole sentence is foreign, which is a finding of its own."""
        for _, judged in _sentences(pair.target, pair.source_language, pair.target_language):
            if _is_foreign(judged):
                continue
            for run in _runs(judged):
                if len(run) >= self._RUN_OF_SOURCE and not _is_name(run):
                    shown = " ".join(run)
                    in_source = f" {shown} " in f" {' '.join(words(plain(pair.source)))} "
                    if len(run) >= self._RUN or in_source:
                        yield f"translation has words of the source language: {shown!r}"


def _runs(judged: tuple[tuple[str, float], ...]) -> Iterator[list[str]]:
    """The runs from one word that clearly looks like the source language to another, with unclear ones in between."""
    run: list[str] = []
    clear = 0
    for word, score in (*judged, ("", -1.0)):
        if score >= -CLEAR and (run or score > CLEAR):
            run.append(word)
            clear = len(run) if score > CLEAR else clear
        elif run:
            yield run[:clear]
            run, clear = [], 0
