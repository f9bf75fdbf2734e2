"""Words that the checks know, by language: spelled-out numbers, units, reduplications, words alike in both languages.

Written from general knowledge of English and Turkish; a language that is missing here just gets less tolerance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.locales import lower

_SMALL: Mapping[str, str] = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "tr": "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
}
_TENS: Mapping[str, str] = {
    "en": "ten twenty thirty forty fifty sixty seventy eighty ninety",
    "tr": "on yirmi otuz kırk elli altmış yetmiş seksen doksan",
}
_OTHER: Mapping[str, Mapping[str, str]] = {
    "en": {
        **{"once": "1", "single": "1", "first": "1", "twice": "2", "both": "2", "double": "2"},
        **{"second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8"},
        **{"ninth": "9", "tenth": "10", "half": "0.5", "quarter": "0.25", "dozen": "12", "couple": "2", "pair": "2"},
        **{"triple": "3", "hundreds": "100", "thousands": "1000", "fifteenth": "15", "twentieth": "20"},
    },
    "tr": {
        **{"ilk": "1", "tek": "1", "çift": "2", "yarım": "0.5", "yarı": "0.5", "yarısı": "0.5", "buçuk": "0.5"},
        **{"çeyrek": "0.25", "dördüncü": "4", "dörtte": "4", "dördü": "4", "düzine": "12"},
    },
}
_MULTIPLIERS: Mapping[str, Mapping[str, int]] = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
    "tr": {"yüz": 100, "bin": 1000, "milyon": 10**6, "milyar": 10**9},
}
_SCALE = {
    # Endings spelled out, with vowel harmony: "bina" is a building, not a thousand.
    "en": re.compile(r"[ \u00a0-](thousand|million|billion)\b"),
    "tr": re.compile(r"[ \u00a0](bin|milyon|milyar)(?:[dt][ea]n?|l[ıiu]k|(?<=n)[eiu]n?|(?<=r)[aı]n?|l[ea]r\w*)?\b"),
}


def scale_after(text: str, position: int, language: str) -> int:
    """What the word right after a number multiplies it by: ``10 bin`` is ``10,000``. 1 if there is no such word."""
    base = language.split("-")[0]
    match = _SCALE[base].match(text, position) if base in _SCALE else None
    return _MULTIPLIERS[base][match[1]] if match else 1


# What Turkish hangs on a number word: ordinals (üçüncü), distributives (ikişer), cases and possessives (ikisini).
_NUMBER_ENDING = {
    "tr": re.compile(
        r"(?:[ıiuü]?nc[ıiuü]|ş?[ae]r|s?[ıiuü]n?|[ly]?[ae]|d[ae]n?|t[ae]n?|l[ıiuü]|l[ae]r|n?[ıiuü]n|y[ıiuü]"
        r"|l[ıiuü]k|d[ıiuü]r|t[ıiuü]r)*"
    ),
    "en": re.compile(r"(?:th|s|fold|ths)?"),
}


def spelled_numbers(text: str, language: str) -> Iterator[Decimal]:
    """Values of the number words in a text: each word by itself, and runs of words together (``twenty-five``)."""
    base = language.split("-")[0]
    if base not in _SMALL:
        return
    run: list[tuple[Decimal, int]] = []
    for word in re.findall(r"[^\W\d_]+|[^\w\s-]|\d+", lower(text, language)):
        value = _word_value(word, base)
        if value is None:
            if word not in ("and", "ve"):
                yield from _run_values(run)
                run = []
            continue
        yield value[0]
        run.append(value)
    yield from _run_values(run)


def _word_value(word: str, language: str) -> tuple[Decimal, int] | None:
    """The value of a number word, and what it multiplies what stands before it by (1: it is added)."""
    if word in _OTHER[language]:
        return Decimal(_OTHER[language][word]), 1
    for stem, value in _STEMS[language]:
        if word.startswith(stem) and _NUMBER_ENDING[language].fullmatch(word, len(stem)):
            return Decimal(value), _MULTIPLIERS[language].get(stem, 1)
    return None


def _run_values(run: list[tuple[Decimal, int]]) -> Iterator[Decimal]:
    """``two hundred fifty`` → 250, ``iki bin on`` → 2010."""
    if len(run) < 2:
        return
    total = current = Decimal(0)
    for value, multiplier in run:
        if multiplier == 1:
            current += value
        else:
            current = (current or Decimal(1)) * multiplier
            if multiplier >= 1000:
                total, current = total + current, Decimal(0)
    yield total + current


_STEMS: Mapping[str, tuple[tuple[str, int], ...]] = {
    language: tuple(
        sorted(
            [
                *((word, value) for value, word in enumerate(_SMALL[language].split())),
                *((word, value * 10) for value, word in enumerate(_TENS[language].split(), start=1)),
                *_MULTIPLIERS[language].items(),
            ],
            key=lambda stem: -len(stem[0]),
        )
    )
    for language in _SMALL
}
"""Number words and their values, longer words first, so that ``altmış`` is not read as ``altı``."""

# --- units ------------------------------------------------------------------------------------------------------------

_UNITS: Mapping[str, tuple[str, str]] = {
    # canonical unit: its symbols, and its names in both languages; Turkish endings hang on names only
    "mg": ("mg", "milligram(?:me)?s?|miligram"),
    "g": ("g|gr", "gram(?:me)?s?"),
    "µg": ("mcg|[µμ]g", "micrograms?|mikrogram"),
    "ng": ("ng", "nanograms?|nanogram"),
    "kg": ("kg", "kilos?|kilogram(?:me)?s?"),
    "mL": ("m[lL]|cc", "millilit(?:re|er)s?|mililitre"),
    "dL": ("d[lL]", "decilit(?:re|er)s?|desilitre"),
    "L": ("[lL]", "lit(?:re|er)s?"),
    "IU": ("IU|İÜ|ÜI", "international units?|uluslararası ünite"),
    "mmHg": ("mm ?Hg", "milimetre cıva"),
    "mm": ("mm", "millimet(?:re|er)s?|milimetre"),
    "cm": ("cm", "centimet(?:re|er)s?|santim(?:etre)?"),
    "km": ("km", "kilomet(?:re|er)s?|kilometre"),
    "m": ("m", "met(?:re|er)s?"),
    "°F": ("°F", "Fahrenheit"),
    "°": ("°C?", "degrees?|derece"),
    "second": ("secs?|sn", "seconds?|saniye"),
    "minute": ("mins?|dk", "minutes?|dakika"),
    "hour": ("hrs?", "hours?|saat"),
    "day": ("days", "day|gün"),
    "week": ("weeks", "week|hafta"),
    "month": ("months", "month|ay"),
    "year": ("yrs?", "years?|yıl|yaş|sene"),
}
_TURKISH_ENDING = (
    "(?:l[ıiuü][kğ]|l[ıiuü]|l[ae]r|s[ıiuü]|[dt][ae]n?|[ıiuü]|[ae]|[ıiuü]n|n[ıiuü]n|y[ıiuüae]|[dt][ıiuü]r"
    "|k[iı]|ken|c[ae]|n)*"
)
_UNIT = re.compile(
    r"[ \u00a0\u202f-]?(?:(?:working|full|iş|tam) )?(?:"
    + "|".join(
        f"(?P<u{i}>{symbols}|(?:{names}){_TURKISH_ENDING})" for i, (symbols, names) in enumerate(_UNITS.values())
    )
    + r")(?![^\W_])"
)
_CANONICAL = tuple(_UNITS)


def unit_after(text: str, position: int) -> str:
    """The canonical unit that stands at ``position`` in a text, right after a number, or an empty string."""
    match = _UNIT.match(text, position)
    return _CANONICAL[int(str(match.lastgroup)[1:])] if match else ""


# --- words ------------------------------------------------------------------------------------------------------------

REDUPLICATIONS: Mapping[str, frozenset[str]] = {
    "en": frozenset("had that very bye knock".split()),
    "tr": frozenset(
        "adım akın aşama akşam alttan ara avuç ay ayrı az azar ağır bacak basamak baştan birer bol bölge bölüm "
        "dalga damla demet deste dilim dizi dolu doğru duya düzine evire geri gide göre güle gün günlük hafta "
        "hemen hızlı ikişer ileri ince isteye kademe kalem karış karşı kat katman kelime kolay koşa kucak "
        "küçük kısa kıyı madde milim milimetre mışıl nokta oluk parça parıl pırıl ruhu saat sabah salkım "
        "santim satır sayfa serin sessiz seve seyrek soğuk sıcak sık sıkı sıra sızım tane tatlı tek teker "
        "tekrar tertemiz tür tıka tıpkı ufak uslu usul uzun yana yavaş yaş yeni yer yudum yüz yıl yığın zaman "
        "zonk zıp çabuk çeşit çift çizgi öbek üst üçer şaka şekil".split()
    ),
}
"""Words that a language doubles on purpose: ``yavaş yavaş``, ``had had``."""

ALIKE = frozenset(
    "alarm alfa alveol anal anemi app asthma atlas baby bar beta bit blog botoks box check-in check-up chip club "
    "cm com coma data diploma dr e-posta email enema facebook faks fax film form fotoğraf gamma gen google hostel "
    "hotel ibuprofen implant instagram insulin internet kg km kod koma konfor lamina laptop laser lazer lens "
    "linkedin lumen marker menu migraine mikro mini mm mobil model motor net norm normal online oral org panel "
    "paracetamol parasetamol park pdf pelvis plan plasma plus polio port post prof program protein protez radyo "
    "rapor robot rod ses sinus sms spor stent stop stres super tan taxi telegram test tiktok titan ton tonus "
    "tumor tv twitter ultrason vertebra video virus vitamin web whatsapp wi-fi wifi x youtube".split()
)
"""Words that may read the same in source and translation."""
