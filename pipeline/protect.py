"""What a translation must not lose: numbers with their units, addresses, template placeholders, fixed terms.

Three ways, from safe to modest: :func:`masks` hides what is not language from an engine that has learnt to copy
placeholders; :func:`repairs` mends what can only be meant one way (``2.5`` left standing in a Turkish text); what is
lost after that :func:`losses` puts into words, for a person to put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.edits import Edit
from pipeline.engine import Span
from pipeline.locales import lower
from pipeline.numbers import Number, NumberKind, localize_number, numbers

_ADDRESS = re.compile(
    r"""(?:https?://|www\.)[^\s<>"]*[^\s<>".,;:!?)\]'’]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | \{\{.*?\}\} | \{%.*?%\} | \{\w*\} | %\(\w+\)[sd]""",
    re.VERBOSE,
)
_CITATION_AT_END = re.compile(r"\s?(?:\(\d[\d,;–\s-]*\)|\[\d[\d,;–\s-]*\])(?=[.!?…]?$)")
_STOP_AT_END = re.compile(r"[.!?…]?$")
_AFTER = re.compile(r"\s*(\w*)")

# Translations rightly write small numbers as words, and words as numbers.
_SPELLED = {
    "en": {
        **{w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())},
        **{"once": 1, "single": 1, "first": 1, "twice": 2, "second": 2, "third": 3, "half": 50, "hundred": 100},
    },
    "tr": {
        **{w: n for n, w in enumerate("sıfır bir iki üç dört beş altı yedi sekiz dokuz on".split())},
        **{"tek": 1, "ilk": 1, "ikinci": 2, "üçüncü": 3, "yarı": 50, "yüz": 100},
    },
}
_SPELLED_UNITS = {
    "mg": "mil", "g": "gra", "kg": "kil", "mcg": "mi", "µg": "mi", "μg": "mi", "ml": "mil", "mL": "mil", "L": "lit",
    "cm": "cen san", "mm": "mil", "m": "met", "km": "kil", "°C": "der deg", "TL": "lir tur", "₺": "TL lir",
    "€": "eur avr", "$": "dol usd",
}  # fmt: skip


class Item(NamedTuple):
    """Something at ``start:end`` of a text that must survive: a ``number`` by its value, all else letter for letter."""

    start: int
    end: int
    text: str
    number: Number | None = None


def find(text: str, language: str, fixed: Sequence[Span] = ()) -> tuple[Item, ...]:
    """The protected things of a plain text, in order; ``fixed`` are the spans of terms that stay as they are."""
    found = [Item(*match.span(), match.group()) for match in _ADDRESS.finditer(text)]
    for span in fixed:
        found.append(Item(*span, text[span.start : span.end]))
    taken = list(found)
    for number in numbers(text, language):
        if not any(item.start < number.end and number.start < item.end for item in taken):
            found.append(Item(number.start, number.end, number.text, number))
    return tuple(sorted(found, key=lambda item: item.start))


def masks(items: Sequence[Item], symbols: Sequence[str], *, with_numbers: bool = False) -> tuple[Edit, ...]:
    """Edits that put an engine's placeholders for what is no language: addresses, phone numbers, fixed terms.

    ``with_numbers`` hides all other numbers, too. Nothing is masked if there are more things than symbols: a sentence
    of that kind is a list, not a sentence.
    """
    opaque: list[Item] = []
    for item in items:
        is_opaque = item.number is None or item.number.kind is NumberKind.PHONE
        # An ordinal's full stop or ending belongs to its language.
        is_number = with_numbers and item.number is not None and item.number.kind is not NumberKind.ORDINAL
        if (is_opaque or is_number) and (not opaque or opaque[-1].end <= item.start):
            opaque.append(item)
    if len(opaque) > len(symbols):
        return ()
    return tuple(Edit(item.start, item.end, symbol) for item, symbol in zip(opaque, symbols, strict=False))


def unmasks(source: str, made: Sequence[Edit], target: str, languages: tuple[str, str]) -> tuple[Edit, ...] | None:
    """Edits that put back what stood behind the placeholders; None if a placeholder was lost or doubled.

    Numbers come back in the notation of the target; ``languages`` are those of source and target.
    """
    if any(target.count(symbol) != 1 for _, _, symbol in made):
        return None
    back = []
    for start, end, symbol in made:
        at = target.index(symbol)
        hidden = source[start:end]
        back.append(Edit(at, at + len(symbol), localize_number(hidden, *languages) or hidden))
    return tuple(back)


def repairs(source: str, items: Sequence[Item], target: str, languages: tuple[str, str]) -> tuple[Edit, ...]:
    """Edits of a translation that give numbers the notation of its language and put a lost last citation back.

    A number is rewritten only where the translation has it letter for letter as the source has it; ``languages`` are
    those of source and target.
    """
    edits: list[Edit] = []
    waiting = [item.number for item in items if item.number]
    for there in numbers(target, languages[1]):
        for here in waiting:
            if here.text == there.text and (wanted := localize_number(here.text, *languages)):
                waiting.remove(here)
                if wanted != there.text:
                    edits.append(Edit(there.start, there.end, wanted))
                break
    citation = _CITATION_AT_END.search(source)
    stop = _STOP_AT_END.search(target)
    if citation and stop and citation.group().strip() not in target:
        follows_stop = source[: citation.start()].endswith((".", "!", "?", "…"))
        at = stop.end() if follows_stop else stop.start()
        edits.append(Edit(at, at, citation.group()))
    return tuple(edits)


def losses(source: str, items: Sequence[Item], target: str, languages: tuple[str, str]) -> tuple[str, ...]:
    """Say, one sentence each, what a translation lost, changed or added."""
    return tuple(dict.fromkeys(_losses(source, items, target, languages)))


def _losses(source: str, items: Sequence[Item], target: str, languages: tuple[str, str]) -> Iterator[str]:
    for item in items:
        if item.number is None and target.count(item.text) < source.count(item.text):
            yield f"{item.text} is missing"
    left = [n for n in numbers(target, languages[1]) if not any(_covers(item, target, n) for item in items)]
    spelled = _spelled_values(target, languages[1])
    lost: list[Number] = []
    for item in items:
        if item.number is None:
            continue
        match = next((n for n in left if _same(item.number, n)), None) or next(
            (n for n in left if n.value == item.number.value), None
        )
        if match is None:
            lost.append(item.number)
            continue
        left.remove(match)
        yield from _difference(item.number, match, target)
    for number in lost:
        parts = [next((n for n in left if n.value == part), None) for part in number.parts]
        if parts and None not in parts:
            left = [n for n in left if n not in parts]
        elif not _is_spelled(number, spelled) and number.text not in target:
            yield f"the number {_shown(number)} is missing"
    here = _spelled_values(source, languages[0])
    stated = {part for number in lost for part in number.parts}
    for number in left:
        if not _is_spelled(number, here) and number.value not in stated:
            yield f"the number {_shown(number)} is not in the source"


def _same(one: Number, other: Number) -> bool:
    return one.value == other.value and one.unit == other.unit and one.prefix.casefold() == other.prefix.casefold()


def _covers(item: Item, target: str, number: Number) -> bool:
    """Whether a number of the target is part of something that is protected letter for letter."""
    at = target.find(item.text) if item.number is None else -1
    return at >= 0 and at <= number.start and number.end <= at + len(item.text)


def _difference(here: Number, there: Number, target: str) -> Iterator[str]:
    if NumberKind.PERCENT in (here.kind, there.kind) and here.kind is not there.kind:
        yield f"{_shown(here)} has become {_shown(there)}"
    elif here.unit != there.unit:
        following = _AFTER.match(target, there.end)
        word = following.group(1).lower() if following else ""
        if there.unit or not word or not word.startswith(tuple(_SPELLED_UNITS.get(here.unit, "").lower().split())):
            yield f"{_shown(here)} has become {_shown(there)}"


def _shown(number: Number) -> str:
    return f"{number.text} {number.unit}".strip()


def _spelled_values(text: str, language: str) -> set[int]:
    words = _SPELLED.get(language, {})
    return {
        value
        for word in re.findall(r"[^\W\d_]+", lower(text, language))
        for value in (words.get(word), next((v for w, v in words.items() if len(w) > 2 and word.startswith(w)), None))
        if value is not None
    }


def _is_spelled(number: Number, spelled: set[int]) -> bool:
    return number.kind not in (NumberKind.LABEL, NumberKind.CITATION) and number.value in spelled
