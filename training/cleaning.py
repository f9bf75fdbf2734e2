"""Filters that decide which sentence pairs are fit to learn from, each with a name so that its work can be counted."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

Pair = tuple[str, str]

_SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_MARKUP = re.compile(r"</?\w[^>]*>|&\w+;|\{\{|\}\}|\[\[|%[sd]|%\(|\$\{|\\[nt]|::|__|\w\(\)|https?://|[{}|]{1}|^\W*$")
_DAMAGE = re.compile(r"\ufffd|Ã[\u0080-\u00bf]|Å[\u0178\u017e\u0080-\u00bf]|Ä[±Ÿ\u0080-\u00bf]|â€|Ý[aeıiloru]|þ|ð")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DIGITS = re.compile(r"\d+")
_RESERVED = re.compile(r"[⟪⟫⟹⟦⟧]")

_ENGLISH = frozenset(
    "the of and to in is are was were be been you your that this it for with on as at by from not or an have has can"
    " will if we they he she his her their which when do does what".split()
)
_TURKISH = frozenset(
    "ve bir bu için ile da de ne daha çok olarak olan gibi kadar veya ya ise sonra en her ama mi mı mu mü değil var yok"
    " o şu biz siz ben sen onlar bunu nasıl hangi tarafından eğer ancak".split()
)
_TURKISH_LETTERS = re.compile(r"[ğışĞİŞ]")


def tidy(text: str) -> str:
    """Return text in NFC with single plain spaces and without invisible characters."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def key(text: str) -> str:
    """Return the form under which two texts count as the same: letters and digits only, case folded."""
    return "".join(ch for ch in text.casefold() if ch.isalnum())


def held_out(english: str, percent: int) -> bool:
    """Say whether a pair belongs to the development set, by hash of its English side: stable under reordering."""
    digest = hashlib.sha256(english.encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "big") % 100 < percent


def _bad_language(pair: Pair) -> bool:
    english, turkish = (set(_WORD.findall(side.lower())) for side in pair)
    english_score = len(english & _ENGLISH) - len(english & _TURKISH)
    turkish_score = len(turkish & _TURKISH) - len(turkish & _ENGLISH)
    if len(english) >= 6 and (english_score < 0 or len(_TURKISH_LETTERS.findall(pair[0])) > 3):
        return True
    return len(turkish) >= 6 and (turkish_score < 0 or (turkish_score == 0 and not _TURKISH_LETTERS.search(pair[1])))


def _bad_ratio(pair: Pair) -> bool:
    lengths = len(pair[0]), len(pair[1])
    return max(lengths) > 20 and max(lengths) / max(1, min(lengths)) > 2.2


def _other_numbers(pair: Pair) -> bool:
    return Counter(_DIGITS.findall(pair[0])) != Counter(_DIGITS.findall(pair[1]))


def _copied(pair: Pair) -> bool:
    return key(pair[0]) == key(pair[1]) and len(pair[0].split()) > 2


def _too_long(pair: Pair, max_words: int) -> bool:
    return max(len(side.split()) for side in pair) > max_words or max(map(len, pair)) > 8 * max_words


def filters(max_words: int) -> tuple[tuple[str, Callable[[Pair], bool]], ...]:
    """Return the named filters in the order they apply; each says whether a pair must go."""
    return (
        ("empty", lambda pair: not key(pair[0]) or not key(pair[1])),
        ("encoding damage", lambda pair: any(_DAMAGE.search(side) for side in pair)),
        ("markup or code", lambda pair: any(_MARKUP.search(side) for side in pair)),
        ("reserved symbols", lambda pair: any(_RESERVED.search(side) for side in pair)),
        ("too long", lambda pair: _too_long(pair, max_words)),
        ("length ratio", _bad_ratio),
        ("untranslated copy", _copied),
        ("wrong language", _bad_language),
        ("numbers differ", _other_numbers),
    )


def clean(
    pairs: Iterable[Pair], seen: set[str], excluded: frozenset[str], max_words: int, removed: Counter[str]
) -> Iterator[Pair]:
    """Yield tidied pairs that pass every filter.

    ``seen`` holds the keys of pairs taken so far (any source) and grows; ``excluded`` holds the keys of either side of
    test sentences; ``removed`` counts what each filter took.
    """
    tests = filters(max_words)
    for raw in pairs:
        pair = tidy(raw[0]), tidy(raw[1])
        reason = next((name for name, test in tests if test(pair)), None)
        if reason is None:
            keys = key(pair[0]), key(pair[1])
            mark = "\t".join(keys)
            if keys[0] in excluded or keys[1] in excluded:
                reason = "test sentence"
            elif mark in seen:
                reason = "duplicate"
            else:
                seen.add(mark)
        if reason is None:
            removed["kept"] += 1
            yield pair
        else:
            removed[reason] += 1
