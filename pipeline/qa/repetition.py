"""Text that says the same twice: a word left behind by an editor, the loops of a small model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.locales import lower
from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check, plain
from pipeline.qa.words import REDUPLICATIONS


class DoubledWord(Check):
    """No word stands twice in a row, unless the language does that on purpose (``yavaş yavaş``) or the source does it.

    Small translation models get stuck on a word; people leave one behind when they edit. A comma between longer
    words changes nothing, and neither does a full stop if the word is all that follows it.
    """

    id = "doubled-word"
    severity = Severity.WARNING
    summary = "No word twice in a row"

    _DOUBLED = re.compile(
        r"(?<!\w)(?:([^\W\d_]{2,})\s+\1|([^\W\d_]{5,}),\s+\2)(?![\w'’-])|(?<!\w)([^\W\d_]{2,})\.\s+\3\W*$"
    )

    _DOUBLED_IN_SOURCE = re.compile(r"(?<!\w)([^\W\d_]{2,}),?\s+\1(?!\w)")

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each doubled word."""
        if self._DOUBLED_IN_SOURCE.search(lower(plain(pair.source), pair.source_language)):
            return
        wanted = REDUPLICATIONS.get(pair.target_language.split("-")[0], frozenset())
        for match in self._DOUBLED.finditer(lower(plain(pair.target), pair.target_language)):
            if match[match.lastindex or 0] not in wanted:
                yield f"translation has {match.group()!r}: the same word twice"


class RepeatedPhrase(Check):
    """No phrase of two to eight words stands twice in a row, or three times, if the source does nothing like it.

    This is how the loops of small translation models look. Phrases of three words and more count three times anywhere
    in the text. Doubled single words are ``doubled-word``.
    """

    id = "repeated-phrase"
    severity = Severity.ERROR
    summary = "No phrase in a loop"

    _WORD = re.compile(r"\w+(?:['’-]\w+)*")
    _LONGEST = 8
    _SHORTEST_SCATTERED, _OFTEN = 3, 3
    # "They go hand in hand in half of the cases."
    _IDIOM = re.compile(r"(?:hand in|(?:step|side|day|one|bit|little|layer|week) by|(?:day|face|back) to)")

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name the longest such phrase."""
        target = self._words(pair.target, pair.target_language)
        if len(target) - len(set(target)) < 2 or not (phrase := self._loop(target)):
            return
        if not self._loop(self._words(pair.source, pair.source_language)):
            yield f"translation repeats {' '.join(phrase)!r}, source repeats nothing"

    def _words(self, text: str, language: str) -> tuple[str, ...]:
        return tuple(self._WORD.findall(lower(plain(text), language)))

    def _loop(self, words: Sequence[str]) -> Sequence[str]:
        for length in range(min(self._LONGEST, len(words) // 2), 1, -1):
            phrases = [words[i : i + length] for i in range(len(words) - length + 1)]
            counts = Counter(phrases)
            for i, phrase in enumerate(phrases):
                if counts[phrase] < 2 or len(set(phrase)) == 1:
                    continue
                if self._IDIOM.fullmatch(" ".join(phrase)):
                    continue
                often = length >= self._SHORTEST_SCATTERED and counts[phrase] >= self._OFTEN
                if often or phrases[i + length : i + length + 1] == [phrase]:
                    return phrase
        return ()
