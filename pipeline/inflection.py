"""How words change: English plurals and spellings, and the suffix chains of Turkish.

The Turkish rules follow vowel harmony, consonant assimilation, softening and buffer letters as in Göksel & Kerslake,
*Turkish: A Comprehensive Grammar*, chapters 2, 3, 6 and 8. They recognise forms; they do not produce any. Words are
expected in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

VOWELS = "aeıioöuü"
_VOICELESS = "fstkçşhp"
_SOFTENED = {"ğ": "kg", "b": "p", "c": "ç", "d": "t"}
_I, _A = "[ıiuü]", "[ae]"

# Plural, possessive, case, -ki and copula in their order, after derivations that keep the meaning: -lI, -sIz, -sAl. Not
# -lIk: what it makes of a noun is a word of its own (hasta, hastalık; denge, dengesizlik).
_NOMINAL = re.compile(
    rf"(?:l{_I}|s{_I}z|s{_A}l|[cç]{_I})?"
    rf"(?:l{_A}r)?"
    rf"(?:{_I}?m{_I}z|{_I}?n{_I}z|{_I}?m|s?{_I}|{_I}n)?"
    rf"(?:[yn]?{_I}|[yn]?{_A}|n?[dt]{_A}n?|n?{_I}n|y?l{_A}|n?[cç]{_A})?"
    rf"(?:y?l{_A})?"
    rf"(?:k[iü](?:l{_A}r)?(?:n{_I}n|n?[dt]{_A}n?|n{_A}|n{_I}|{_I}|{_I}n|{_A}|yl{_A})?)?"
    rf"(?:(?:y?[dt]{_I}|y?m{_I}ş|y?s{_A})(?:l{_A}r|n{_I}z|k|m)?|y?ken|[dt]{_I}r(?:l{_A}r)?|y{_I}[mz]|s{_I}n{_I}z)?"
)
# A verb stem is followed by voice, negation and ability in any number, then by a tense, participle or verbal noun.
_VERBAL = re.compile(
    rf"(?:{_I}?l|{_I}?n|{_I}ş|[dt]{_I}r|{_I}?t|m{_A}|{_A}?m{_A}|y?{_A}bil|{_I}l{_I}n)*"
    rf"(?:{_I}yor|m?{_A}z|y?{_A}r{_A}k|y?{_I}p|y?{_A}l{_I}|{_A}r|{_I}r|r|[dt]{_I}|m{_I}ş|y?{_A}c{_A}[kğ]|s{_A}|y?{_A}n|[dt]{_I}[kğ]"
    rf"|m{_A}[kğ]?|m{_A}l{_I}|y?{_I}ş|y?{_I}n|{_I}|y?{_A})"
    rf".{{0,12}}"
)

# Stems that lose their last vowel before a suffix that begins with one: boyun, boynu.
_DROPPING = frozenset(
    "ağız akıl alın asıl bağır beyin boyun böğür burun cisim ciğer devir emir fikir geniz göğüs gönül hacim hapis isim "
    "izin karın kayıt keyif kısım koyun metin nefis nesil nehir oğul omuz ömür rahim resim sabır seyir şehir şekil "
    "tavır vakit zihin zulüm".split()
)


# Stems that double their last consonant before a suffix that begins with a vowel: tıp, tıbbı.
_DOUBLING = {"tıbb": "tıp", "hakk": "hak", "hiss": "his", "hatt": "hat", "sırr": "sır", "redd": "ret", "zıdd": "zıt"}

# Words that look like a suffixed noun and are something else: bağ, bağlı; bel, belki; ödem, ödeme.
_LOOKALIKES = re.compile(r"bağl(?:ı|arken|antı|am)|belki|bell[ei]|boyunca|tanı[dtm]|ödeme|kesim|sinir(?:li|siz)|plaka")


def turkish_stems(word: str, known: frozenset[str] | set[str]) -> Iterator[str]:
    """Those of the ``known`` stems of which a Turkish word may be a suffixed form, longest first."""
    if _LOOKALIKES.match(word):
        return
    for length in range(len(word) - 1, 1, -1):
        stem, ending = word[:length], word[length:]
        for lemma in _unchanged(stem, ending):
            if lemma in known and is_nominal_ending(ending, stem):
                yield lemma


def turkish_verb_stems(word: str, known: frozenset[str] | set[str]) -> Iterator[str]:
    """The same for verbs, whose stems are written with a hyphen: ``edilir`` is a form of ``ed-``."""
    for length in range(len(word) - 1, 1, -1):
        stem, ending = word[:length], word[length:]
        if f"{stem}-" in known and is_verbal_ending(ending, stem):
            yield f"{stem}-"


def verb_stems(infinitive: str) -> Iterator[str]:
    """What stays of a Turkish infinitive before its endings: ``etmek`` → ``et-``, ``ed-``."""
    if re.search(r"m[ae]k$", infinitive):
        yield infinitive[:-3] + "-"
        if infinitive in ("etmek", "gitmek", "gütmek", "tatmak"):
            yield infinitive[:-4] + "d-"


def _unchanged(stem: str, ending: str) -> Iterator[str]:
    """The dictionary forms that may look like ``stem`` before ``ending``."""
    vowel_follows = ending[0] in VOWELS
    if stem not in _DROPPING or not vowel_follows:
        yield stem
    if not vowel_follows:
        return
    for letter in _SOFTENED.get(stem[-1], ""):
        yield stem[:-1] + letter
    if stem in _DOUBLING:
        yield _DOUBLING[stem]
    if len(stem) > 2 and stem[-1] not in VOWELS and stem[-2] not in VOWELS:
        for vowel in "ıiuü":
            full = stem[:-1] + vowel + stem[-1]
            if full in _DROPPING:
                yield full


def compound_stems(word: str) -> Iterator[str]:
    """What the last word of a possessive compound may be without its possessive: ``fıtığı`` → ``fıtık``.

    The plural and the other persons take its place: *bel fıtığı*, *bel fıtıkları*, *bel fıtığım*.
    """
    if word[-1:] not in "ıiuü" or len(word) < 4:
        return
    if word[-2] == "s" and word[-3] in VOWELS:
        yield word[:-2]
    if word[-2] not in VOWELS:
        yield from _unchanged(word[:-1], word[-1])


def is_nominal_ending(ending: str, stem: str) -> bool:
    """Whether ``ending`` can hang on a noun that looks like ``stem`` before it."""
    return bool(_NOMINAL.fullmatch(ending)) and _joins(stem, ending) and _harmonic(stem, ending)


def is_verbal_ending(ending: str, stem: str) -> bool:
    """Whether ``ending`` can hang on a verb stem: a tense, a participle, a verbal noun, with voice and negation."""
    return bool(_VERBAL.fullmatch(ending)) and _harmonic(stem, ending)


def _joins(stem: str, ending: str) -> bool:
    """Buffer letters stand after vowels only, and a vowel needs one; d and c harden after a voiceless consonant."""
    last, first = stem[-1], ending[0]
    if last in VOWELS:
        return first not in VOWELS + "tç" and not re.match(rf"d{_I}(?!r)|m{_I}ş|s{_A}(?!l)", ending)
    if first in "dt" or first in "cç":
        return (first in "tç") == (last in _VOICELESS)
    if first == "y":
        return ending.startswith("yken")
    return first != "n" and not re.match(rf"s{_I}(?!z|n{_I}z)", ending)


def _harmonic(stem: str, ending: str) -> bool:
    """Each vowel of the ending agrees with the one before it in frontness, high ones also in rounding.

    Loan words such as *kalp*, *kontrol*, *saat* take front endings after a back vowel; -ki, -ken and -yor never change.
    """
    before = next((letter for letter in reversed(stem) if letter in VOWELS), "")
    foreign = stem[-1] in "lptbkr"
    for match in re.finditer(r"k[iü]|ken|yor|[aeıioöuü]", ending):
        vowel = match.group()
        if vowel in ("ki", "ken", "yor"):
            before = vowel[-2] if vowel != "ki" else "i"
            continue
        vowel = vowel[-1]
        same_side = not before or (before in "aıou") == (vowel in "aıou")
        if not same_side and not (foreign and vowel in "eiü"):
            return False
        if vowel in "ıiuü" and before and same_side and (before in "oöuü") != (vowel in "uü"):
            return False
        before, foreign = vowel, False
    return True


# --- English ----------------------------------------------------------------------------------------------------------

_SPELLINGS = (
    # British to American, where it can be told from the letters.
    (re.compile(r"(?<=.)(?:ae|oe)(?=.{2})|^oe(?=[ds])"), "e"),
    (re.compile(r"(?<=[a-z]{2})our(?=s|ed|ing|less|$)"), "or"),
    (re.compile(r"is(?=(?:e|ed|es|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"(?<=[tb])re(?=s?$)"), "er"),
    (re.compile(r"^disk"), "disc"),
)


def english_spelling(word: str) -> str:
    """One spelling for both sides of the Atlantic: ``oedema`` → ``edema``, ``disk`` → ``disc``; only for comparing."""
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return word


def english_plurals(word: str) -> Iterator[str]:
    """The regular plural of a noun, and the Latin one of words in -is."""
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        yield word + "es"
        if word.endswith("is"):
            yield word[:-2] + "es"
    elif re.search(r"[^aeiou]y$", word):
        yield word[:-1] + "ies"
    else:
        yield word + "s"
