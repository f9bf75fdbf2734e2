"""How numerals and abbreviations end when they are read aloud in Turkish: ``%20``, ``2018``, ``MRG``.

TDK, *Yazım Kılavuzu*, "Kısaltmalar" and "Kesme işareti": the suffix follows the reading. Where people read in several
ways (*EKG'nin*, *KVKK'nın* and *KVKK'nin*; *2,5'i*, *2,5'u*), all of them are given, the most usual first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.morphology.sound import VOWELS, Sound, sound

_DIGITS = ("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_THOUSANDS = ("", "bin", "milyon", "milyar", "trilyon")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

# Letters whose name does not end in e, and abbreviations that are read like a word.
_LETTERS = {"K": ("ka", "ke"), "H": ("ha", "he"), "R": ("re", "ar"), "X": ("iks",), "Q": ("kü",), "W": ("ve", "vu")}
_READ = {
    **{"MR": "emar", "mm": "milimetre", "cm": "santimetre", "km": "kilometre", "m": "metre", "kg": "kilogram"},
    **{"mg": "miligram", "g": "gram", "gr": "gram", "mcg": "mikrogram", "µg": "mikrogram", "l": "litre", "L": "litre"},
    **{
        "mL": "mililitre",
        "ml": "mililitre",
        "dk": "dakika",
        "sn": "saniye",
        "cc": "sisi",
        "°C": "santigrat",
        "kcal": "kilokalori",
    },
    **{"TL": "lira", "₺": "lira", "€": "avro", "$": "dolar", "%": "yüzde", "IU": "ünite", "mSv": "milisivert"},
}
_WORD_LIKE = re.compile(r"[aeıioöuü][lmnr]?[^aeıioöuü]$")
_NUMBER = re.compile(r"\d[\d.,:/]*$")


def is_spelled_out(word: str) -> bool:
    """Whether a word is a numeral or an abbreviation: it has a digit, or no small letters."""
    letters = [letter for letter in word if letter.isalpha()]
    return word in _READ or any(map(str.isdigit, word)) or (len(word) > 1 and bool(letters) and word == word.upper())


@lru_cache(maxsize=4096)
def readings(word: str) -> tuple[Sound, ...]:
    """How the end of a numeral or an abbreviation sounds, the most usual reading first."""
    return tuple(dict.fromkeys(sound(reading) for reading in _spoken(word.strip("()[]"))))


def _spoken(word: str) -> Iterator[str]:
    """The last word of each reading."""
    if word in _READ:
        yield _READ[word]
        return
    if number := _NUMBER.search(word):
        yield from _number(number.group().rstrip(".,:/"))
        return
    if word and set(word) <= set(_ROMAN):
        yield numeral(_roman(word))
        if len(word) > 1 and set(word) <= set("IVX"):
            return
    last = re.split(r"[\W_]", word)[-1] or word
    small = last.replace("I", "ı").replace("İ", "i").lower()
    if not small:
        return
    if small[-1] in VOWELS:
        yield small
        return
    names = _LETTERS.get(last[-1].upper(), (small[-1] + "e",))
    # TENS and BOS are read as words, EKG and SGK by their letters; where there is a vowel, people do both.
    as_words = [small, small.replace("ı", "i")] if any(letter in VOWELS for letter in small) else []
    yield from (*as_words, *names) if _WORD_LIKE.search(small) else (*names, *as_words)


def _number(digits: str) -> Iterator[str]:
    """The last word of a number, a time or a decimal."""
    whole = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+|\d+", digits)
    if whole:
        yield numeral(int(re.sub(r"\D", "", digits)))
        if digits.startswith("0"):
            yield _DIGITS[int(digits[-1])]
    parts = re.split(r"[.,:/]", digits)
    if len(parts) < 2:
        return
    *_, before, last = parts
    if not whole and int(last):
        yield numeral(int(last))
    if not int(last) and before:
        # A full hour: 09.00 is "dokuz".
        yield numeral(int(before))
        yield "sıfır"
    if last == "5":
        yield "buçuk"
    if last == "30":
        yield "buçuk"
        yield "yarım"


def numeral(value: int) -> str:
    """The last word of a whole number: 120 → *yirmi*, 2000 → *bin*."""
    if not value:
        return _DIGITS[0]
    if value % 10:
        return _DIGITS[value % 10]
    if value % 100:
        return _TENS[value % 100 // 10]
    if value % 1000:
        return "yüz"
    groups = 0
    while value % 1000 == 0 and groups < len(_THOUSANDS) - 1:
        value //= 1000
        groups += 1
    return _THOUSANDS[groups]


def _roman(word: str) -> int:
    values = [_ROMAN[letter] for letter in word]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
