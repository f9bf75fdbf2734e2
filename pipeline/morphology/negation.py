"""Negation inside Turkish words: verbs negated by -mA- and words with the privative -sIz.

The forms follow Göksel & Kerslake, *Turkish: A Comprehensive Grammar*, chapters 8 (verbal inflection), 20 (negation)
and 24–26 (subordinate verb forms). Negation is told from the verbal noun in -mA (*yürüme* "walking", *almayı*,
*olması*) by what follows: only a negated verb goes on with -z, -yor, -dI, -mIş, -yAcAk, -yAn, -sIn and their like. No
dictionary is needed for that; the few words that look alike are listed. Words are expected in lower case.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Negation(StrEnum):
    """How a Turkish word says "not"."""

    NONE = ""
    VERB = "verb"
    """A verb form with -mA-, negated or impossible: *almayın*, *satmıyoruz*, *yapılamaz*, *olmayan*."""
    WITHOUT = "without"
    """The converbs -mAdAn and -mAksIzIn: *sormadan* "without asking", also "before asking"."""
    LACKING = "lacking"
    """The suffix -sIz on a noun: *ağrısız* "painless"."""
    UNCLEAR = "unclear"
    """Negated verb or verbal noun, which only the sentence can tell: *gösterme* "do not show" or "showing", *almam*."""


def _forms(a: str, i: str, u: str) -> str:
    """Endings of a negated verb in one vowel harmony: ``a``, ``i`` and ``u`` are its low, high and rounded vowels."""
    person = f"(?:m|n|k|n{i}z|l{a}r)"
    return "|".join(
        (
            f"m{a}z(?:l{a}r)?(?:(?:s{a}|d{i}|m{i}ş|ken|s{i}n|{i}m|c{a}).*)?",  # aorist
            f"m{a}y{i}z",
            f"m[{i}{u}]yor.*",
            f"m{a}d{i}{person}?(?:(?:s{a}|ys{a}|yd{i}).*)?",
            f"m{a}m{i}ş.*",
            f"m{a}y{a}c{a}[kğ].*",
            f"m{a}y{i}n(?:{i}z)?",  # imperatives and optatives
            f"m{a}s{i}n(?:l{a}r)?",
            f"m{a}y{a}(?:l{i}m|y{i}m|s{i}n|yd{i}).*",
            f"m{a}s{a}{person}?(?:y?d.*)?",  # conditional
            f"m{a}y{a}bil.*",  # possibility: "may not"
            f"m{a}m{a}(?:[ksl].*|n{i}.*|m{i}.*|y[{a}{i}].*)?",  # -mAmAk, -mAmAsI, -mAmAlI, -mAmAnIz
            f"m{a}y{a}n(?!{a}).*",  # participles and converbs
            f"m{a}d{i}[kğ].*",
            f"m{a}y{i}(?:p|nc{a}|ş.*)",
            f"m{a}y{a}r{a}k",
        )
    )


_BACK, _FRONT = r".*[aıou][^aeıioöuü]*(?:y?a)?", r".*[eiöü][^aeıioöuü]*(?:y?e)?"
_VERB = re.compile(rf"{_BACK}({_forms('a', 'ı', 'u')})|{_FRONT}({_forms('e', 'i', 'ü')})")
_WITHOUT = re.compile(rf"{_BACK}ma(?:dan|ksızın)|{_FRONT}me(?:den|ksizin)")
_UNCLEAR = re.compile(rf"{_BACK}ma(?:m|ma|zlı[kğ].*)?|{_FRONT}me(?:m|me|zli[kğ].*)?")
_LACKING = re.compile(
    r".{2,}s[ıiuü]z(?:c[ae]|d[ıiuü]r|l[ae]r.*|l[ıiuü][kğ].*|[dt][ae]n?|[ıiuü]n?|l[ae].*|k[ae]n|s[ae].*)?"
)
_NOT_VERB = re.compile(
    r"namaz.*|yılmaz|pekmez.*|papaz.*|komedi.*|tamamı.*|mesela|masa.*|domates.*|meme.*|mama.*"
    r"|(?:gö|e|u|yu)m[ıiuü]yor.*|(?:meme|mama|malzeme|plazma|ortalama|kelime|travma|magma|iğneleme)d[ae]n"
)
_NOT_LACKING = re.compile(
    r"hırsız.*|öksüz.*|egzersiz.*|fransız.*|sonsuz.*|eşsiz.*|temelsiz|.*[aıou]sınız|.*[ou]sunuz|.*[eiöü]siniz|.*[öü]sünüz|ansız.*"
)
_FOLD = str.maketrans("aıuü", "eiii")


@lru_cache(maxsize=65536)
def turkish_negation(word: str) -> Negation:
    """How a Turkish word in lower case is negated: ``almayın`` VERB, ``yürümeyi`` NONE, ``ağrısız`` LACKING."""
    if ("m" in word and len(word) > 3) and not _NOT_VERB.fullmatch(word):
        # The bare verbal noun of a negated verb (tutamama "incontinence") is a term of its own as often as a negation.
        for pattern, negation in ((_UNCLEAR, Negation.UNCLEAR), (_VERB, Negation.VERB), (_WITHOUT, Negation.WITHOUT)):
            if pattern.fullmatch(word):
                return negation
    if "z" in word and _LACKING.fullmatch(word) and not _NOT_LACKING.fullmatch(word):
        return Negation.LACKING
    return Negation.NONE


def negated_ending(word: str) -> str:
    """What follows the stem of a negated verb, its vowels levelled: ``atmayın`` and ``bükmeyin`` end in ``meyin``.

    Verbs that share one negation in another language share their ending in Turkish. Empty for any other word.
    """
    match = _VERB.fullmatch(word)
    return (match[1] or match[2]).translate(_FOLD) if match else ""
