"""Marked copies of sentence pairs: what the model must learn to obey rather than to translate.

* Terms: a source phrase carries its target lemma inline, and the model inflects it (target lemma annotation: Bergmanis
  and Pinnis 2021, "Facilitating Terminology Translation with Target Lemma Annotations"; inline form: Dinu et al. 2019).
* Placeholders: ``⟦1⟧`` stands for protected content and is copied.
* Casing: capitals and title case, with Turkish dotted and dotless i.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from training.cleaning import Pair
from training.sources import Term

OPEN, MIDDLE, CLOSE = "⟪ ", "⟹ ", "⟫"
SYMBOLS = tuple(mark.strip() for mark in (OPEN, MIDDLE, CLOSE))
PLACEHOLDERS = tuple(f"⟦{number}⟧" for number in range(16))

BOTH, TO_TURKISH, TO_ENGLISH = 0, 1, 2

_SOFT = {"k": "[kğg]", "p": "[pb]", "ç": "[çc]", "t": "[td]"}
_TURKISH_VOWELS = "aeıioöuüâîû"
_SMALL_ENGLISH = frozenset("a an and the of in on for to or with at by from".split())
_SMALL_TURKISH = frozenset("ve veya ile için mi mı mu mü de da".split())
_CANDIDATE = re.compile(r"(?<![\w⟦])(?:\d[\d.,:/%-]*\d|\d|[A-ZÇĞİÖŞÜ][\w.-]*[A-Z\d][\w-]*|[A-Z][a-z]+)(?!\w)")


@dataclass(frozen=True, slots=True)
class Example:
    """A training pair and the directions it may be used in (BOTH, TO_TURKISH, TO_ENGLISH)."""

    english: str
    turkish: str
    way: int = BOTH


@dataclass(frozen=True, slots=True)
class Match:
    """A term found on both sides: spans as (start, end) in characters, and the lemmas to annotate."""

    english_span: tuple[int, int]
    turkish_span: tuple[int, int]
    english_lemma: str
    turkish_lemma: str


def upper_turkish(text: str) -> str:
    """Upper-case with i→İ and ı→I."""
    return text.replace("i", "İ").replace("ı", "I").upper()


def lower_turkish(text: str) -> str:
    """Lower-case with I→ı and İ→i."""
    return text.replace("I", "ı").replace("İ", "i").lower()


def inflected_turkish(lemma: str) -> str:
    """Return a pattern that finds a lemma with suffixes: consonants soften, a possessive vowel may drop."""
    *words, last = lower_turkish(lemma).split()
    stem = last[:-1] if len(last) > 5 and last[-1] in "ıiuü" else last
    end = _SOFT.get(stem[-1], re.escape(stem[-1])) if len(stem) > 2 else re.escape(stem[-1])
    # Short stems get short suffixes only: "bel" must not find "belge".
    tail = r"(?:'?\w{0,10})" if len(stem) > 4 else f"(?:'?[{_TURKISH_VOWELS}sdnlyt]\\w{{0,6}})?"
    return r"(?<!\w)" + r"\s+".join([*map(re.escape, words), re.escape(stem[:-1]) + end + tail]) + r"(?!\w)"


def inflected_english(lemma: str) -> str:
    """Return a pattern that finds a lemma with plural or possessive; hyphen and space are one."""
    words = [re.escape(word) for word in re.split(r"[\s-]+", lemma.lower())]
    if lemma.lower().endswith("y"):
        words[-1] = words[-1][:-1] + "(?:y|ies)"
    return r"(?<!\w)" + r"[\s-]+".join(words) + r"(?:e?s)?(?!\w)"


class GlossaryMatcher:
    """Finds glossary terms that stand on both sides of a pair."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._turkish = {
            term.identity: [(lemma, re.compile(inflected_turkish(lemma))) for lemma in term.turkish] for term in terms
        }
        self._lemma = {term.identity: term.english[0] for term in terms}
        forms = sorted(
            ((form, term.identity) for term in terms for form in term.english), key=lambda item: -len(item[0])
        )
        self._identities = [identity for _, identity in forms]
        self._english = [re.compile(inflected_english(form)) for form, _ in forms]
        self._first = [re.split(r"[\s-]+", form.lower())[0][:4] for form, _ in forms]

    def matches(self, pair: Pair) -> list[Match]:
        """Return matches that do not overlap, longest English form first."""
        english, turkish = pair[0].lower(), lower_turkish(pair[1])
        found: list[Match] = []
        if len(english) != len(pair[0]) or len(turkish) != len(pair[1]):
            return found
        for identity, pattern, first in zip(self._identities, self._english, self._first, strict=True):
            if first not in english:
                continue
            for here in pattern.finditer(english):
                for lemma, stem in self._turkish[identity]:
                    there = stem.search(turkish)
                    if there is None:
                        continue
                    match = Match(here.span(), there.span(), self._lemma[identity], lemma)
                    if all(_apart(match, other) for other in found):
                        found.append(match)
                        break
        return found


class DictionaryMatcher:
    """Finds word pairs of a bilingual dictionary that stand on both sides: annotation beyond the glossary."""

    def __init__(self, entries: Iterable[Pair]) -> None:
        self._translations: dict[str, list[str]] = {}
        for english, turkish in entries:
            lemma, other = english.strip().lower(), lower_turkish(turkish.strip())
            if 4 <= len(lemma) <= 24 and 4 <= len(other) <= 24 and lemma.isalpha() and other.replace(" ", "").isalpha():
                self._translations.setdefault(lemma, []).append(other)

    def matches(self, pair: Pair) -> list[Match]:
        """Return matches that do not overlap, in the order of the English side."""
        turkish = lower_turkish(pair[1])
        found: list[Match] = []
        if len(turkish) != len(pair[1]):
            return found
        for word in re.finditer(r"[A-Za-z]{4,}", pair[0]):
            candidates = self._matches_of(word.group().lower(), word.span(), turkish)
            match = next((one for one in candidates if all(_apart(one, other) for other in found)), None)
            if match is not None:
                found.append(match)
        return found

    def _matches_of(self, form: str, span: tuple[int, int], turkish: str) -> Iterator[Match]:
        for lemma in dict.fromkeys((form, *(form.removesuffix(ending) for ending in ("s", "ed", "ing")))):
            for other in self._translations.get(lemma, ()):
                # The substring test is cheap and rules out nearly everything.
                if other[:-1] in turkish and (there := re.search(inflected_turkish(other), turkish)):
                    yield Match(span, there.span(), lemma, other)


def _apart(one: Match, other: Match) -> bool:
    english = one.english_span[1] <= other.english_span[0] or other.english_span[1] <= one.english_span[0]
    turkish = one.turkish_span[1] <= other.turkish_span[0] or other.turkish_span[1] <= one.turkish_span[0]
    return english and turkish


def annotate(text: str, notes: Sequence[tuple[tuple[int, int], str]]) -> str:
    """Write each note (character span, target lemma) into the text."""
    for (start, end), lemma in sorted(notes, reverse=True):
        text = f"{text[:start]}{OPEN}{text[start:end]}{MIDDLE}{lemma}{CLOSE}{text[end:]}"
    return text


def annotated(pair: Pair, matches: Sequence[Match], random: Random) -> list[Example]:
    """Return one annotated example per direction, with a random choice of the matches."""
    if not matches:
        return []
    examples = []
    for way in (TO_TURKISH, TO_ENGLISH):
        chosen = [match for match in matches if random.random() < 0.75] or [random.choice(matches)]
        if way == TO_TURKISH:
            text = annotate(pair[0], [(match.english_span, match.turkish_lemma) for match in chosen])
            examples.append(Example(text, pair[1], way))
        else:
            text = annotate(pair[1], [(match.turkish_span, match.english_lemma) for match in chosen])
            examples.append(Example(pair[0], text, way))
    return examples


def with_placeholders(pair: Pair, matches: Sequence[Match], random: Random) -> Example | None:
    """Put placeholders for spans that are equal on both sides, or around a term, or around the whole sentence."""
    english, turkish = pair
    first = random.choice((0, 1, 1, 1, 1, 2, 3, 5, 8))
    numbers = iter(PLACEHOLDERS[first:])
    if matches and random.random() < 0.5:
        match = random.choice(matches)
        before, after = next(numbers), next(numbers)
        return Example(
            _wrapped(english, match.english_span, before, after), _wrapped(turkish, match.turkish_span, before, after)
        )
    spans = [match.group() for match in _CANDIDATE.finditer(english)]
    spans = [span for span in dict.fromkeys(spans) if english.count(span) == 1 and _alone(span, turkish)]
    if spans:
        for span in random.sample(spans, min(len(spans), random.choice((1, 1, 2, 3)))):
            mark = next(numbers)
            english, turkish = english.replace(span, mark), turkish.replace(span, mark)
        return Example(english, turkish)
    choice = random.random()
    mark = next(numbers)
    if choice < 0.35:
        return Example(f"{mark} {english}", f"{mark} {turkish}")
    if choice < 0.6:
        return Example(f"{english} {mark}", f"{turkish} {mark}")
    if choice < 0.8:
        return Example(f"{mark}{english}{(last := next(numbers))}", f"{mark}{turkish}{last}")
    return None


def _wrapped(text: str, span: tuple[int, int], before: str, after: str) -> str:
    return f"{text[: span[0]]}{before}{text[span[0] : span[1]]}{after}{text[span[1] :]}"


def _alone(span: str, text: str) -> bool:
    return text.count(span) == 1 and re.search(rf"(?<!\w){re.escape(span)}(?!\w)", text) is not None


def recased(pair: Pair, random: Random) -> Example | None:
    """Return a short pair in capitals or, without a full stop, in title case."""
    if len(pair[0].split()) > 10:
        return None
    if random.random() < 0.5:
        return Example(pair[0].upper(), upper_turkish(pair[1]))
    if pair[0].endswith("."):
        return None
    english = [w if n and w in _SMALL_ENGLISH else w[:1].upper() + w[1:] for n, w in enumerate(pair[0].split())]
    turkish = [w if n and w in _SMALL_TURKISH else upper_turkish(w[:1]) + w[1:] for n, w in enumerate(pair[1].split())]
    return Example(" ".join(english), " ".join(turkish))


def cited(pair: Pair, random: Random) -> Example | None:
    """Return a sentence with a citation mark such as ``(2)`` or ``[3, 4]`` at its end."""
    if not (pair[0].endswith(".") and pair[1].endswith(".")):
        return None
    number = random.randint(1, 30)
    mark = random.choice((f" ({number})", f" [{number}]", f" ({number}, {number + 1})", f" [{number}-{number + 2}]"))
    if random.random() < 0.5:
        return Example(f"{pair[0]}{mark}", f"{pair[1]}{mark}")
    return Example(f"{pair[0][:-1]}{mark}.", f"{pair[1][:-1]}{mark}.")
