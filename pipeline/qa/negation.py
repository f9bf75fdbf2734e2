"""Whether a translation says "not" where its source says it: the check that matters most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check, listing
from pipeline.qa.denials import negations
from pipeline.qa.lexicon import Found, sentences, words
from pipeline.qa.negatives import (
    BAN,
    CONCEPTS,
    DEMANDING,
    DENYING,
    EXPLAINING,
    LACKING,
    PARTNERS,
    SET_PHRASES,
    SUBORDINATE,
    WEAK,
    WITHOUT,
)


class Imbalance(NamedTuple):
    """Negations of one sentence that its counterpart cannot explain.

    ``answers`` is how many negations the counterpart has itself; ``sure`` is False where only a subordinate verb denies
    (*kaymayan ayakkabı* "non-slip shoe", *bulunmadığı yıllarda* "before"), which the other language often says freely.
    """

    lost: tuple[Found, ...] = ()
    added: tuple[Found, ...] = ()
    answers: int = 0
    sure: bool = True


class Negations(Check):
    """Nothing is denied that the source affirms, and nothing affirmed that it denies, in English and Turkish.

    Negations are compared sentence by sentence: *not, never, no, nobody, without, unable* … on the English side; on the
    Turkish side negated verbs (*almayın, satmıyoruz, yapılamaz, olmadığı*), *değil, yok, -sız, -madan, ne … ne*. The
    verbal noun in -ma (*yürüme* "walking") and *-madan önce* "before" are no negations, nor is *hatırlar hatırlamaz*
    "as soon as"; *olup olmadığı* "whether" may be one. A negation may be rendered by a word that implies one (*avoid* –
    *kullanmayın*, *no more than* – *en fazla*, *failed* – *-medi*), unless that word has a counterpart of its own.

    This check reports a sentence that denies while its counterpart has nothing of the kind. ``negation-count`` reports
    the less certain: both sides deny, but not equally often, or only a subordinate Turkish verb denies (*kaymayan
    ayakkabı* "non-slip shoe"). Losses that an implying word on the other side could explain are left alone.
    """

    id = "negation"
    severity = Severity.ERROR
    summary = "Nothing denied that the source affirms, nothing affirmed that it denies"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each sentence in which one side denies and the other does not."""
        for imbalance in imbalances(pair):
            if imbalance.sure and not imbalance.answers:
                yield _one_side_denies(imbalance)


class NegationCount(Check):
    """A sentence denies as many things as its counterpart.

    Where both sides have negations, one of several may still be lost: *do not take it without asking* – *sormadan
    alın*. Reported are also subordinate verbs that are negated on one side only (*ağrısı olmayan hastalar* – *patients
    with pain*). Turkish verbs in a row with one ending (*atmayın, bükmeyin*) may share one *not*. All these are
    translated freely more often than main clauses, so this is a warning.
    """

    id = "negation-count"
    severity = Severity.WARNING
    summary = "As many negations in a sentence as in its source"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each sentence in which one side denies more than the other, or perhaps alone."""
        for imbalance in imbalances(pair):
            if not imbalance.sure:
                yield _one_side_denies(imbalance)
            elif imbalance.answers:
                side, other = ("source", "translation") if imbalance.lost else ("translation", "source")
                found = imbalance.lost or imbalance.added
                yield f"{side} denies {len(found)} times ({_shown(found)}), {other} {imbalance.answers}"


def _one_side_denies(imbalance: Imbalance) -> str:
    if imbalance.lost:
        return f"source denies ({_shown(imbalance.lost)}), translation does not"
    return f"translation denies ({_shown(imbalance.added)}), source does not"


def _shown(found: Sequence[Found]) -> str:
    return listing([repr(item.text) for item in found])


def imbalances(pair: Pair) -> tuple[Imbalance, ...]:
    """What does not balance in a pair, sentence by sentence if both sides have as many; nothing for other languages."""
    here, there = (language.split("-")[0] for language in (pair.source_language, pair.target_language))
    return _imbalances(pair.source, pair.target, here) if {here, there} == {"en", "tr"} else ()


@lru_cache(maxsize=16)
def _imbalances(source: str, target: str, source_language: str) -> tuple[Imbalance, ...]:
    left, right = sentences(source), sentences(target)
    if len(left) != len(right):
        left, right = (source,), (target,)
    if source_language == "en":
        found = (imbalance(*both) for both in zip(left, right, strict=True))
    else:
        found = (
            other._replace(lost=other.added, added=other.lost)
            for other in (imbalance(english, turkish) for turkish, english in zip(left, right, strict=True))
        )
    return tuple(item for item in found if item.lost or item.added)


def imbalance(english_text: str, turkish_text: str) -> Imbalance:
    """The negations that an English (``lost``) or a Turkish sentence (``added``) has beyond what the other explains."""
    all_english, all_turkish = negations(english_text, "en"), negations(turkish_text, "tr")
    english, turkish = _cancelled(all_english, all_turkish)
    if not english and not turkish:
        return Imbalance()
    lost = [item for item in english if item.name in DEMANDING]
    added = [item for item in turkish if item.name in DENYING]
    if not english and "with" in words(english_text, "en"):
        added += [item for item in turkish if item.name == WITHOUT or _is_lacking_now(item)]
    here = [item for item in english if item.name in EXPLAINING["en"]]
    there = [item for item in turkish if item.name in EXPLAINING["tr"]]
    if bans := _beyond(lost, there):
        return Imbalance(lost=bans)
    if bans := _beyond(added, here):
        return Imbalance(added=bans)
    in_common = min(sum(item.name == BAN for item in side) for side in (all_english, all_turkish))
    if len(lost) > len(there):
        return Imbalance(lost=tuple(lost), answers=len(there) + in_common)
    if len(added) > len(here):
        return Imbalance(added=tuple(added), answers=len(here) + in_common)
    perhaps = tuple(item for item in turkish if item.name == SUBORDINATE)
    return Imbalance(added=perhaps, sure=False) if perhaps and not here else Imbalance()


def _beyond(demanding: Sequence[Found], explaining: Sequence[Found]) -> tuple[Found, ...]:
    """The bans of one side if the other has not as much that could say them."""
    bans = tuple(item for item in demanding if item.name == BAN)
    return bans if len(bans) > sum(item.name not in WEAK for item in explaining) else ()


def _is_lacking_now(item: Found) -> bool:
    """*kontrastsız* "without contrast" is no "with contrast"; *hareketsiz* "immobile" is mostly a word of its own."""
    return item.name == LACKING and bool(re.search(r"(?<!hareket)s[ıiuü]z$", item.text))


def _cancelled(english: Sequence[Found], turkish: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Take out the concepts that both sides name, then the pairs that render each other most often."""
    named = {item.name for item in english if item.name in CONCEPTS} & {item.name for item in turkish}
    left = [item for item in english if item.name not in named]
    courtesy = not any(item.name in DEMANDING for item in english)
    set_phrases = {item.at for item in turkish if courtesy and item.name in SET_PHRASES - named}
    right = [item for item in turkish if item.name not in named and item.at not in set_phrases]
    for one, other in PARTNERS if left and right else ():
        here, there = [item for item in left if item.name == one], [item for item in right if item.name == other]
        for gone_here, gone_there in zip(here, there, strict=False):
            left.remove(gone_here)
            right.remove(gone_there)
    return left, right
