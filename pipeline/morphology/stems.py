"""What becomes of a Turkish noun before a suffix: it softens, loses a vowel, doubles a consonant, or is a loan word.

The rules are those of Göksel & Kerslake, *Turkish: A Comprehensive Grammar*, chapter 2. Which words follow them is a
matter of the dictionary (TDK, *Güncel Türkçe Sözlük*); the words that a clinic meets are listed here. All are in lower
case, without circumflex.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.morphology.sound import VOWELS, Sound, sound


class Stem(NamedTuple):
    """What a word is written like before a suffix, and how it sounds there."""

    text: str
    sound: Sound


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SOFT = {"k": "ğ", "p": "b", "ç": "c", "t": "d"}
_HARD = {"ğ": "kg", "g": "k", "b": "p", "c": "ç", "d": "t"}

# Before a vowel they lose their own last one: boyun, boynu. "karn" and the like are found by leaving it out.
_DROPPING = _words(
    "ağız akıl alın asıl bağır beniz beyin boyun böğür burun cisim cürüm devir emir fasıl fikir geniz göğüs gönül "
    "hacim hapis hüküm ilim isim izin kahır karın kayıp kayıt kesir keşif kısım kibir metin nabız nakil nefis nehir "
    "nesil oğul omuz ömür rahim resim ritim sabır seyir şehir şekil şükür tavır uzuv vakit zehir zihin zulüm"
)

# Before a vowel their last consonant is double: tıp, tıbbı.
_DOUBLING = {
    **{"tıp": "tıbb", "hak": "hakk", "his": "hiss", "hat": "hatt", "sır": "sırr", "ret": "redd", "zıt": "zıdd"},
    **{"üs": "üss", "af": "aff", "şık": "şıkk", "hac": "hacc", "had": "hadd", "tam": "tamm", "su": "suy"},
}

# They soften against the rules of _softened: one syllable, or a t at the end.
_SOFTENING = _words(
    "bant felç borç burç çok dip gök güç harp kalp kap kurt plak renk denk taç uç genç grup kulp blok ahenk kepenk "
    "asit armut cilt dert dört etüt kanat kağıt kilit kurt lipit oksit peptit senet simit söğüt standart steroit tat "
    "tiroit umut vücut yoğurt yurt"
)
# They stay hard against them.
_STAYING = _words(
    "ahlak evrak hukuk idrak iştirak ittifak merak erzak emlak infilak tasdik tatbik tebrik tedarik tetkik tahrik "
    "tefrik laptop genotip fenotip prototip sandviç"
)

# Loan words with back vowels and front endings: saat, saati; kontrol, kontrolü.
_FRONTED = _words(
    "alkol dikkat gol hakikat hal harf harp hayal ideal ihlal ihmal ihtimal ihtilal iptal istirahat istiklal itaat "
    "kabahat kabul kalp kanaat kemal kontrol makul menfaat mentol meşgul misal normal petrol protokol rol saat sadakat "
    "seyahat sıhhat sinyal şefkat terminal usul ziraat cemaat santral sual tabiat"
)
# So do those of several syllables in -ol (parasetamol), but not karakol and futbol.
_BACK_OL = ("karakol", "bol", "önkol")
_FRONT_OF = {"a": "e", "ı": "i", "o": "ö", "u": "ü"}


def syllables(word: str) -> int:
    """The number of syllables of a Turkish word: that of its vowels."""
    return sum(letter in VOWELS for letter in word)


@lru_cache(maxsize=8192)
def stems(word: str, *, strict: bool = False) -> tuple[Stem, ...]:
    """How a noun is written before suffixes, the best first: *darlığ-* (before vowels), *darlık-* (before others).

    Unless ``strict``, what people also write follows, for words that no list here knows: *parkı* beside *parğı*.
    """
    changed = _changed(word)
    vowels = (_harmonic(word),) if strict else tuple(dict.fromkeys((_harmonic(word), *_other_vowels(word))))
    found = []
    for vowel in vowels:
        if changed == word:
            found.append(_stem(word, vowel))
        else:
            found += [_stem(changed, vowel, "vowel"), _stem(word, vowel, "consonant")]
    if not strict and syllables(word) > 1 and word not in _DROPPING:
        others = {word, word[:-1] + _SOFT.get(word[-1], word[-1])} - {changed}
        found += [_stem(other, vowel, "vowel") for other in sorted(others) for vowel in vowels]
    return tuple(found)


def _stem(text: str, vowel: str, wants: str = "") -> Stem:
    return Stem(text, sound(text, wants)._replace(vowel=vowel) if vowel else sound(text, wants))


def _changed(word: str) -> str:
    """The word before a suffix that begins with a vowel."""
    if word in _DOUBLING:
        return _DOUBLING[word]
    if word in _DROPPING:
        short = word[:-2] + word[-1]
        return short[:-1] + _SOFT[short[-1]] if word in ("kayıt", "kayıp") else short
    return word[:-1] + _soft_end(word) if _softens(word) else word


def _soft_end(word: str) -> str:
    return "g" if word.endswith("nk") else _SOFT.get(word[-1], "ğ")


def _softens(word: str) -> bool:
    """Words of several syllables soften in k after a vowel, in p, in ç, and in *-log*; which in t, the lists say."""
    if word in _STAYING or len(word) < 2:
        return False
    if word in _SOFTENING:
        return True
    if syllables(word) < 2:
        return False
    return word.endswith(("p", "ç", "log")) or (word[-1] == "k" and word[-2] in VOWELS)


def _harmonic(word: str) -> str:
    """The vowel that suffixes harmonise with; empty for a word without any."""
    vowel = next((letter for letter in reversed(word) if letter in VOWELS), "")
    fronted = word in _FRONTED or (word.endswith("ol") and syllables(word) > 1 and not word.endswith(_BACK_OL))
    return _FRONT_OF.get(vowel, vowel) if fronted else vowel


def _other_vowels(word: str) -> Iterator[str]:
    """Loan words that end in l, t, p, k, b or r may take front endings after a back vowel."""
    vowel = next((letter for letter in reversed(word) if letter in VOWELS), "")
    if syllables(word) > 1 and word[-1] in "lptkbr" and vowel in _FRONT_OF:
        yield _FRONT_OF[vowel]
    if word in _FRONTED:
        yield vowel


# Heads of possessive compounds whose s belongs to the word: kas, kası.
_ENDING_IN_S = _words(
    "adres akis ders esas fetüs herpes his kafes kas klas kurs lupus menisküs nefes nüfus pelvis proses refleks servis "
    "ses sinüs stres talamus teşhis tetanos trombus ülkus virüs"
)


@lru_cache(maxsize=8192)
def heads(word: str) -> tuple[str, ...]:
    """The words of which this one may be the possessive, the likeliest first: *fıtığı* → *fıtık*, *ağrısı* → *ağrı*."""
    if len(word) < 3 or word[-1] not in "ıiuü" or word[-2] in VOWELS:
        return ()
    bare = word[:-1]
    if "'" in word:
        return (word.partition("'")[0],)
    candidates = [*_dictionary_forms(bare), bare]
    found = [word for word in candidates if any(stem == (bare, stem.sound) for stem in stems(word, strict=True))]
    if len(bare) > 3 and bare[-1] == "s" and bare[-2] in VOWELS:
        found.insert(len(found) if bare in _ENDING_IN_S else 0, bare[:-1])
    return tuple(dict.fromkeys(found))


def _dictionary_forms(bare: str) -> Iterator[str]:
    """The words that may be written like ``bare`` before a vowel."""
    yield from (word for word, changed in _DOUBLING.items() if changed == bare)
    for hard in _HARD.get(bare[-1], ""):
        yield bare[:-1] + hard
    for vowel in "ıiuü":
        yield bare[:-1] + vowel + bare[-1]
        if bare[-1] in "db":
            yield bare[:-1] + vowel + _HARD[bare[-1]]


# Words that end in a high vowel of their own and not in a possessive.
_OWN_VOWEL = _words(
    "ağrı arı bağlı belirti bilgi boru bulgu çarşı çatı çivi dergi deri doku dolgu duygu duyu eğri etki gerçi hizmetli "
    "ilgi iki kapı karşı pıhtı kaygı kesi kişi koku korku kuru olgu öykü örtü sancı sargı sayı sıvı soru tanı tedavi "
    "tepki uyarı uyku veri vergi vurgu yapı yedi yetki"
)
_OWN_ENDING = re.compile(
    r"(?:ji|cerrahi|terapi|skopi|opsi|grafi|trofi|pati|tomi|semi|skemi|anemi|stezi|jezi|plazi|plasti|parezi|metri|yatri|emboli|sefali"
    r"|onomi|moni|kalkanei|serebri|[ıiuü]nt[ıiuü]|[bcçdfgğhjklmnprsştvyz]l[ıiuü]|[ıiuü]c[ıiuü])$"
)
_ROOTS_IN_C = _words("sonucu gücü ucu avucu başlangıcı")


@lru_cache(maxsize=4096)
def is_possessive(word: str) -> bool:
    """Whether a noun at the end of a term looks like a possessive: *fıtığı*, *merkezi*, but not *cerrahi*."""
    likeliest = next(iter(heads(word)), None)
    if likeliest is None or word in _OWN_VOWEL:
        return False
    return likeliest in _DROPPING or likeliest in _DOUBLING or word in _ROOTS_IN_C or not _OWN_ENDING.search(word)
