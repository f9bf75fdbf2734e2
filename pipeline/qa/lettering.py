"""Letters: Turkish dots and tails, damaged encodings, characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from pipeline.locales import lower, upper
from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check, listing, plain

_WORD = re.compile(r"(?<!['’])\b[^\W\d_]+")
_UNACCENTED = str.maketrans("çğıöşüâîû", "cgiosuaiu")
_WITHOUT_CIRCUMFLEX = str.maketrans("âîû", "aiu")


def unaccented(word: str) -> str:
    """A Turkish word in lower case as someone types it on a keyboard without Turkish letters."""
    return word.translate(_UNACCENTED)


def without_circumflex(word: str) -> str:
    """A Turkish word in lower case without its circumflexes, which many people leave out."""
    return word.translate(_WITHOUT_CIRCUMFLEX)


@lru_cache(maxsize=1)
def frequent_words() -> frozenset[str]:
    """Frequent Turkish words of the project's own text, in lower case, without circumflexes."""
    words = resources.files("pipeline.qa").joinpath("data/tr.words.txt").read_text("utf-8").split()
    return frozenset(map(without_circumflex, words))


@lru_cache(maxsize=1)
def _spellings() -> dict[str, frozenset[str]]:
    """How Turkish spells what reads so without its letters: ``icin`` → ``için``."""
    found: dict[str, set[str]] = {}
    for word in frequent_words():
        found.setdefault(unaccented(word), set()).add(word)
    return {read: frozenset(spelled) for read, spelled in found.items()}


class TurkishLetters(Check):
    """Turkish words have their own letters: ``İNFEKSİYON`` and not ``INFEKSIYON``, ``için`` and not ``icin``.

    A program that does not know Turkish makes ``I`` of ``i`` and ``i`` of ``I``, or ``i`` with a dot upon its dot;
    some people type without Turkish letters. A word is taken for wrong if it lacks only dots and tails of a frequent
    word, or if a dotless ı stands next to a front vowel (*ınfeksıyon*), which vowel harmony forbids (Göksel &
    Kerslake, *Turkish: A Comprehensive Grammar*, 3.1). Words that stand so in the source, and abbreviations, are left
    alone. In other languages Turkish letters are wrong but in names: ``İNFECTİON``.
    """

    id = "turkish-letters"
    severity = Severity.WARNING
    summary = "Turkish letters (ı, i, ş, ğ …) in Turkish words, and only there"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each wrong word."""
        target = unicodedata.normalize("NFC", pair.target)
        if "\u0307" in target:
            yield "translation has an i with a second dot (U+0307)"
        language = pair.target_language.split("-")[0]
        if language != "tr" and (language in _DOTLESS or not _TURKISH_I.search(target)):
            return
        kept = set(_WORD.findall(plain(pair.source)))
        for word in dict.fromkeys(_WORD.findall(plain(target).replace("\u0307", ""))):
            if word in kept:
                continue
            if fault := _fault(word) if language == "tr" else _foreign_letters(word, kept):
                yield f"translation has {word}, {fault}"


_DISHARMONY = re.compile(r"[eiöü][^aeıioöuüâîûqwx]*ı|^ı[^aeıioöuüâîûqwx]+[eiöü]")
_COMPOUND = re.compile(r"dış|yıl|sıra|sınır|sık|sıv|kır|kız|kıs|çık|yık|ısı|ışı")
"""Second parts of words like *çevrimdışı* and *yüzyıl*, which keep their own vowels."""


_DOTLESS = frozenset({"az", "crh", "kk", "tr", "tt"})
"""Languages that write dotless ı in the Latin alphabet."""
_TURKISH_I = re.compile("[İı]")


def _foreign_letters(word: str, source: set[str]) -> str:
    """Turkish letters in a word of another language that is no name from the source."""
    if not _TURKISH_I.search(word) or any(word[:4] == name[:4] for name in source):
        return ""
    return "whose i is a Turkish letter"


@lru_cache(maxsize=65536)
def _fault(word: str) -> str:
    """What is wrong with the letters of a Turkish word; an empty string if nothing is."""
    is_capital = word.isupper()
    if is_capital and len(word) < 4:
        return ""
    small = without_circumflex(lower(word, "tr"))
    known = _spellings().get(unaccented(small), frozenset())
    if known and small not in known:
        meant = [right for right in sorted(known) if _is_worn(small, right, "I" in word)]
        return f"Turkish writes {' or '.join(_cased_like(word, right) for right in meant)}" if meant else ""
    is_short = is_capital and len(word) < 6
    if not (known or is_short or _COMPOUND.search(small)) and _DISHARMONY.search(small):
        return "with a dotless ı where Turkish has i"
    return ""


def _is_worn(small: str, right: str, had_capital_i: bool) -> bool:
    """Whether a word can be another one that lost dots and tails, or whose i a program took for ı with its capitals."""
    return all(a in (b, unaccented(b)) or (had_capital_i and a + b == "ıi") for a, b in zip(small, right, strict=True))


def _cased_like(example: str, word: str) -> str:
    if example.isupper():
        return upper(word, "tr")
    return upper(word[0], "tr") + word[1:] if example[0].isupper() else word


# --- damage -----------------------------------------------------------------------------------------------------------

_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"


class Mojibake(Check):
    """No text that was read in a wrong encoding: ``Ã¼`` for ü, ``ÅŸ`` for ş, ``�``, ``&amp;amp;``.

    Looked for are UTF-8 read as Windows-1252, ISO 8859-9 read as ISO 8859-1 (``ð``, ``þ``, ``ý`` in Turkish words),
    letters replaced by a question mark, the replacement character, and references that were escaped once too often.
    What stands in the source may stand in the translation.
    """

    id = "mojibake"
    severity = Severity.ERROR
    summary = "No text read in a wrong encoding"

    _DAMAGE = re.compile(
        rf"[ÂÃÄÅ][\u0080-\u00bf{_CP1252}]|â(?:€.?|[\u0080-\u009f]+)|\ufffd"
        r"|&amp;#?\w+;|&(?:#\d+|#x[0-9a-fA-F]+|nbsp|quot);|[a-zçğıöşü]\?[a-zçğıöşü]"
    )
    _TURKISH_DAMAGE = re.compile(r"(?<=[^\W\d_])[ðþý]|[ðþýÐÞÝ](?=[a-zçğıöşü])")

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for all damaged places."""
        found = self._damage(pair.target, pair.target_language)
        if found and (damage := found - self._damage(pair.source, pair.source_language)):
            yield f"translation has damaged text: {listing([repr(piece) for piece in damage])}"

    def _damage(self, text: str, language: str) -> Counter[str]:
        pieces = self._DAMAGE.findall(_ADDRESS.sub(" ", text))
        if language.split("-")[0] == "tr":
            pieces += self._TURKISH_DAMAGE.findall(text)
        return Counter(pieces)


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


class Invisible(Check):
    """No characters that nobody sees, unless the source has them: zero-width spaces, direction marks, soft hyphens.

    They come with text copied from word processors and chats, and then search, line breaks and equal words go wrong.
    Languages written from right to left need direction marks, and several scripts need joiners; there they may stand.
    """

    id = "invisible"
    severity = Severity.WARNING
    summary = "No invisible characters that the source has not"

    _INVISIBLE = re.compile(
        "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    )
    _MARKED = frozenset("ar bn dv fa gu he hi kn ku ml mr ne or pa ps sd si ta te ug ur yi".split())

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for all characters, by their code points and names."""
        if pair.target_language.split("-")[0] in self._MARKED:
            return
        added = Counter(self._INVISIBLE.findall(pair.target)) - Counter(self._INVISIBLE.findall(pair.source))
        if added:
            names = [f"U+{ord(char):04X} {unicodedata.name(char, 'control character').lower()}" for char in added]
            yield f"translation has invisible characters: {listing(names)}"


class Normalization(Check):
    """Letters with marks are single characters: ``ş``, not ``s`` and a cedilla after it (Unicode normalization form C).

    Both look the same, but search and comparison take them for different words.
    """

    id = "normalization"
    severity = Severity.WARNING
    summary = "Text in Unicode normalization form C"

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name the first word that is not normalized."""
        if unicodedata.is_normalized("NFC", pair.target) or not unicodedata.is_normalized("NFC", pair.source):
            return
        word = next(word for word in pair.target.split() if not unicodedata.is_normalized("NFC", word))
        yield f"translation has {word!r} with letters and marks apart (not normalized)"
