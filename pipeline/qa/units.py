"""Units of measurement and of dosage, as symbols and as English and Turkish words, with Turkish endings.

The canonical names are the symbols of the SI brochure and its table of accepted non-SI units, where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache

_UNITS: Mapping[str, tuple[str, str]] = {
    # canonical unit: its symbols, and its names in both languages; Turkish endings hang on names only
    "mg": ("mg", "milligram(?:me)?s?|miligram"),
    "g": ("g|gr", "gram(?:me)?s?"),
    "µg": ("mcg|[µμ]g|ug", "micrograms?|mikrogram"),
    "ng": ("ng", "nanograms?|nanogram"),
    "kg": ("kg", "kilos?|kilogram(?:me)?s?"),
    "mL": ("m[lL]|cc", "millilit(?:re|er)s?|mililitre"),
    "dL": ("d[lL]", "decilit(?:re|er)s?|desilitre"),
    "µL": ("[µμ][lL]", "microlit(?:re|er)s?|mikrolitre"),
    "L": ("[lL]|lt", "lit(?:re|er)s?"),
    "IU": ("IU|İÜ|ÜI|IÜ|U", "(?:international )?units?|(?:uluslararası )?ünite"),
    "mmol": ("mmol", "millimoles?|milimol"),
    "µmol": ("[µμ]mol", "micromoles?|mikromol"),
    "mol": ("mol", ""),
    "mEq": ("mEq", "milliequivalents?|miliekivalan"),
    "kcal": ("kcal", "(?:kilo)?calories?|(?:kilo)?kalori"),
    "mmHg": ("mm ?Hg", "millimet(?:re|er)s? of mercury|milimetre cıva"),
    "cmHg": ("cm ?Hg", "santimetre cıva"),
    "cmH₂O": ("cm ?H[₂2]O", ""),
    "kPa": ("kPa", "kilopas[ck]als?"),
    "mm": ("mm", "millimet(?:re|er)s?|milimetre"),
    "cm²": ("cm²", "square centimet(?:re|er)s?|santimetrekare"),
    "cm³": ("cm³", "cubic centimet(?:re|er)s?|santimetreküp"),
    "m²": ("m²", "square met(?:re|er)s?|metrekare"),
    "cm": ("cm", "centimet(?:re|er)s?|santim(?:etre)?"),
    "µm": ("[µμ]m", "microns?|micromet(?:re|er)s?|mikron|mikrometre"),
    "km": ("km", "kilomet(?:re|er)s?|kilometre"),
    "m": ("m", "met(?:re|er)s?"),
    "°F": ("°F", "Fahrenheit"),
    "°": ("°C?", "degrees?|derece"),
    "Sv": ("Sv", "sieverts?"),
    "µSv": ("[µμ]Sv", "microsieverts?|mikrosievert"),
    "mSv": ("mSv", "millisieverts?|milisievert"),
    "mGy": ("mGy", "milligrays?|miligray"),
    "Gy": ("Gy", ""),
    "Hz": ("Hz", "hertz"),
    "kHz": ("kHz", "kilohertz"),
    "MHz": ("MHz", "megahertz"),
    "T": ("T", "teslas?"),
    "mT": ("mT", "milliteslas?|militesla"),
    "W": ("W", "watts?|vat"),
    "D": ("", "diopt(?:re|er)s?|dioptri"),
    "inch": ("", "inch(?:es)?|inç"),
    "MB": ("MB", "megabytes?|megabayt"),
    "GB": ("GB", "gigabytes?|gigabayt"),
    "lira": ("TL|₺|TRY", "liras?"),
    "euro": ("€|EUR", "euros?|avro"),
    "dollar": ("USD|[$]", "dollars?|dolar"),
    "mA": ("mA", "milliamp(?:ere)?s?|miliamper"),
    "lb": ("lbs?", "pounds?|libre"),
    "tablet": ("tb|tbl", "tablets?|pills?|hap"),
    "capsule": ("kps", "capsules?|kapsül"),
    "drop": ("gtt", "drops?|damla"),
    "puff": ("", "puffs?|puf|fıs"),
    "sachet": ("", "sachets?|saşe|poşet"),
    "teaspoon": ("tsp", "teaspoon(?:ful)?s?|(?:çay|tatlı) kaşığı"),
    "tablespoon": ("tbsp", "tablespoon(?:ful)?s?|(?:yemek|çorba) kaşığı"),
    "ampoule": ("", "ampoules?|ampuls?|ampul"),
    "time": ("", "times|kez|kere|defa|sefer"),
    "second": ("secs?|sn", "seconds?|saniye"),
    "minute": ("mins?|dk", "minutes?|dakika"),
    "hour": ("hrs?|sa", "hours?|saat"),
    "night": ("", "nights?|gece"),
    "day": ("", "days?|gün"),
    "week": ("wks?|hf", "weeks?|hafta"),
    "month": ("mos?", "months?|ay"),
    "year": ("yrs?", "years?|yıl|yaş|sene"),
}
SYMBOLS = frozenset("mg g µg ng kg mL dL L mmol mEq kcal mmHg mm cm m km cm² mSv Gy °F".split())
"""Units that a translation has no reason to leave out."""
MINUTES: Mapping[str, Fraction] = {
    **{"second": Fraction(1, 60), "minute": Fraction(1), "hour": Fraction(60), "night": Fraction(1440)},
    **{"day": Fraction(1440), "week": Fraction(10080), "month": Fraction(43200), "year": Fraction(525600)},
}
"""How long each unit of time is; a month counts 30 days and a year 365, as in speech."""

_ENDING = (
    "(?:[ıiuü]?n[ıiuü]z|[ıiuü]m[ıiuü]z|l[ıiuü][kğ]|l[ıiuü]|l[ae]r|s[ıiuü]|[dt][ae]n?|[ıiuü]|[ae]|[ıiuü]n|n[ıiuü]n|m[ıiuü]?|y[ıiuüae]|[dt][ıiuü]r"
    "|k[iı]|ken|c[ae]|n)*"
)
"""Turkish plural, possessive, case and adjective endings, and the copula, in any order."""
_BETWEEN = (
    r"(?:['’]\w{1,5})?[ \u00a0\u202f-]?(?:(?:working|full|whole|more|extra|additional|further|consecutive|of"
    r"|iş|tam|adet|tane|daha)[ \u00a0])?"
)
_UNIT = (
    _BETWEEN
    + "(?:"
    + "|".join(
        f"(?P<u{i}>{symbols or '(?!)'}{f'|(?i:{names}){_ENDING}' if names else ''})"
        for i, (symbols, names) in enumerate(_UNITS.values())
    )
    + r")(?![^\W_])"
)
_CANONICAL = tuple(_UNITS)
_PER = re.compile(
    r"(?:[ \u00a0]?/[ \u00a0]?(?:(?P<h>h|sa|saat|hour)|(?P<min>min|dk)|(?P<day>day|gün)|(?P<week>week|hafta))"
    r"|(?:[ \u00a0]?/[ \u00a0]?|[ \u00a0]per[ \u00a0])"
    r"(?:(?P<kg>kg|kilogram(?:me)?)|(?P<m2>m²)|(?P<dL>d[lL])|(?P<mL>m[lL])|(?P<L>[lL])))(?![^\W_])"
)
"""The second unit of a rate. ``per day`` is a frequency, but ``mg/day`` has no other place."""
_PART_OF = re.compile(r"[ \u00a0](?:of )?an?(?=[ \u00a0])")


@cache
def _unit_pattern() -> re.Pattern[str]:
    """Compiled at the first use: this takes longer than the rest of the command's start."""
    return re.compile(_UNIT)


def unit_after(text: str, position: int, fraction: bool = False) -> tuple[str, int]:
    """The canonical unit that stands at ``position`` in a text, right after a number, and where it ends.

    A rate keeps its second unit (``mg/kg``). After a ``fraction`` the unit may have an article (``half an hour``).
    Without a unit: an empty string and ``position``.
    """
    part = _PART_OF.match(text, position) if fraction else None
    match = _unit_pattern().match(text, part.end() if part else position)
    if not match:
        return "", position
    unit = _CANONICAL[int(str(match.lastgroup)[1:])]
    per = _PER.match(text, match.end())
    if not per:
        return unit, match.end()
    return f"{unit}/{per.lastgroup}", per.end()
