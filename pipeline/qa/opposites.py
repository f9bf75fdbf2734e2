"""What the checks on opposites have in common; the checks themselves are tables (:mod:`pipeline.qa.antonyms`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import ne
from typing import ClassVar, NamedTuple

from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check, listing
from pipeline.qa.lexicon import NOTHING, Found, Lexicon, words

_Opposites = tuple[str, str]
"""The English names of two opposites."""


class Sides(NamedTuple):
    """Two opposites in one language, as patterns of :class:`~pipeline.qa.lexicon.Lexicon`.

    ``one`` and ``other`` are words that surely name a side; ``near_one`` and ``near_other`` may name it, too, so they
    can only acquit a translation; ``neither`` looks like a side and is none.
    """

    one: str
    other: str
    near_one: str = ""
    near_other: str = ""
    neither: str = ""


class Opposites(Check):
    """Base of the checks on opposites; ``tables`` holds pairs of them, by the English names of both, and language.

    A pair is wrong when the translation says one side less often than the source and the opposite more often:
    then a word has changed into its opposite. Words that are merely left out or added are no finding.
    """

    tables: ClassVar[Mapping[_Opposites, Mapping[str, Sides]]]
    apart: ClassVar[bool] = False
    """Whether a word may belong to several pairs of the check, so that each is read for itself."""
    near_counts: ClassVar[bool] = False
    """Whether a near word of the source, too, is missed when the translation says the opposite."""
    in_order: ClassVar[bool] = False
    """Whether the two languages name both sides in the same order."""
    named_with: ClassVar[Mapping[str, frozenset[str]]] = {}
    """Words, by language, before which a side must be named in the translation, too, not only kept from its opposite.

    An empty set stands for all words; a side that is named by a phrase (*on the left*) must always be named.
    """
    severity = Severity.ERROR

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each pair of opposites that changed places."""
        here, there = (language.split("-")[0] for language in (pair.source_language, pair.target_language))
        if {here, there} == {"en", "tr"}:
            for group in ((opposites,) for opposites in self.tables) if self.apart else (tuple(self.tables),):
                yield from self._compared(pair, here, there, group)

    def _compared(self, pair: Pair, here: str, there: str, group: tuple[_Opposites, ...]) -> Iterator[str]:
        source = tuple(_lexicon(type(self), here, group).find(words(pair.source, here)))
        target = tuple(_lexicon(type(self), there, group).find(words(pair.target, there))) if source else ()
        if not target and not self.named_with:
            return
        said, says = Counter(item.name for item in source), Counter(item.name for item in target)
        for opposites in group:
            for one, other in (opposites, opposites[::-1]):
                lost = said[one] + said[one + _NEAR] * self.near_counts > says[one] + says[one + _NEAR]
                if lost and says[other] > said[other] + said[other + _NEAR]:
                    yield (
                        f"source has {_shown(source, one)} ({one}), translation has {_shown(target, other)} ({other})"
                    )
                elif not says[one] + says[one + _NEAR] and self._is_named(one, source, pair.source, here):
                    yield f"source has {_shown(source, one)} ({one}), translation does not say so"
        if self.in_order and _exchanged(source, target):
            yield f"source has {_sequence(source)}, translation has {_sequence(target)}"

    def _is_named(self, side: str, found: Sequence[Found], text: str, language: str) -> bool:
        """Whether one of these words names a side where the translation must name it, too."""
        if language not in self.named_with:
            return False
        known, tokens = self.named_with[language], words(text, language)
        named = (item for item in found if item.name == side)
        return any(not known or " " in item.text or known & set(tokens[item.at + 1 : item.at + 2]) for item in named)


def _exchanged(source: Sequence[Found], target: Sequence[Found]) -> bool:
    """Whether both texts name both sides as often, each time the other one; *left and right* has no fixed order."""
    here, there = [item.name for item in source], [item.name for item in target]
    apart = all(after.at - before.at > _TOGETHER for text in (source, target) for before, after in pairwise(text))
    return apart and len(set(here)) == 2 and sorted(here) == sorted(there) and all(map(ne, here, there))


def _sequence(found: Sequence[Found]) -> str:
    return listing([f"{item.text!r} ({item.name})" for item in found])


_TOGETHER = 2
"""So many words apart, two sides are named in one breath."""
_NEAR = "?"
"""What marks the class of words that may name a side."""


@lru_cache(maxsize=64)
def _lexicon(check: type[Opposites], language: str, group: tuple[_Opposites, ...]) -> Lexicon:
    tables = {opposites: check.tables[opposites][language] for opposites in group}
    classes: dict[str, str] = {NOTHING: " ".join(sides.neither for sides in tables.values())}
    for (one, other), sides in tables.items():
        names = (one, other, one + _NEAR, other + _NEAR)
        for name, patterns in zip(names, sides, strict=False):
            classes[name] = patterns
    return Lexicon(classes)


def _shown(found: Sequence[Found], name: str) -> str:
    surely = [item.text for item in found if item.name == name]
    return repr((surely or [item.text for item in found if item.name == name + _NEAR])[0])
