"""How a Turkish suffix sounds after what stands before it: vowel harmony, hardening, buffer letters.

A suffix is written as a *template*: ``A`` is a or e, ``I`` is ı, i, u or ü, ``D`` is d or t, ``C`` is c or ç, and a
letter in brackets stands only where it is needed, a consonant after a vowel and a vowel after a consonant: ``(y)A``,
``(I)m``. The rules are those of Göksel & Kerslake, *Turkish: A Comprehensive Grammar*, chapters 3 and 6. Words are in
lower case.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

VOWELS = "aeıioöuü"
VOICELESS = "çfhkpsşt"
_FRONT = "eiöü"
_ROUND = "oöuü"
_WRITTEN = str.maketrans("âîû", "aiu")


class Sound(NamedTuple):
    """What a suffix hears of the word before it.

    ``vowel`` is the vowel it harmonises with, ``last`` the last sound. ``wants`` restricts what may follow: ``vowel``
    after a stem that has changed before a vowel (*darlığ-*), ``consonant`` after one that has not (*darlık*), else
    empty.
    """

    vowel: str
    last: str
    wants: str = ""

    def allows(self, suffix: str) -> bool:
        """Whether this suffix, as written, may stand here."""
        if not suffix or not self.wants:
            return self.wants != "vowel"
        return (suffix[0] in VOWELS) == (self.wants == "vowel")


_LIKE = str.maketrans("ıiuü", "aeoö")


@lru_cache(maxsize=4096)
def alike(heard: Sound) -> Sound:
    """One sound for all after which suffixes are written in the same way: there are 36 of them."""
    last = "a" if heard.last in VOWELS else "t" if heard.last in VOICELESS else "n"
    return Sound(heard.vowel.translate(_LIKE), last, heard.wants)


def sound(word: str, wants: str = "") -> Sound:
    """How a word sounds at its end; a word without vowels sounds like its letters' names, which end in e."""
    word = word.translate(_WRITTEN)
    vowel = next((letter for letter in reversed(word) if letter in VOWELS), "")
    return Sound(vowel, word[-1], wants) if vowel else Sound("e", "e", wants)


@lru_cache(maxsize=16384)
def attach(template: str, before: Sound) -> tuple[str, Sound]:
    """A suffix as it is written after this sound, and the sound of the whole."""
    vowel, last = before.vowel, before.last
    if template[:1] == "(":
        optional, template = template[1], template[3:]
        needed = (last in VOWELS) != (optional in "AI")
        template = optional + template if needed else template
    written = ""
    for letter in template:
        if letter == "A":
            letter = "e" if vowel in _FRONT else "a"
        elif letter == "I":
            letter = ("ü" if vowel in _FRONT else "u") if vowel in _ROUND else ("i" if vowel in _FRONT else "ı")
        elif letter == "D":
            letter = "t" if last in VOICELESS else "d"
        elif letter == "C":
            letter = "ç" if last in VOICELESS else "c"
        written += letter
        last = letter
        vowel = letter if letter in VOWELS else vowel
    return written, Sound(vowel, last)
