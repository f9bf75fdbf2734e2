"""Errors in figures: numbers, units, levels, durations, times, dates and contacts.

A mutator takes a right translation, its language and a random source, and gives the translation with one error, or None
where it finds nothing to spoil.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Mutator = Callable[[str, str, Random], str | None]

CONTACT = re.compile(r"@|www\.|https?:|\b555\b")
PLAIN = re.compile(r"(?<![\w.,:/+–−-])\d{1,3}(?![\w:/–-]|[.,]\d)")
DECIMAL = {"en": re.compile(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])"), "tr": re.compile(r"(?<![\d,])\d+,\d{1,2}(?![\d,])")}
THOUSANDS = {"en": re.compile(r"\b\d{1,3},\d{3}\b"), "tr": re.compile(r"\b\d{1,3}\.\d{3}\b")}
RANGE = re.compile(r"(?<![\w.,:/+])(\d{1,3})( ?[–-] ?| to | ila | ile | and )(\d{1,3})(?![\w:/]|[.,]\d)")
PERCENT = re.compile(r"(?<=\d)%|%(?=\d)")
LEVEL = re.compile(r"\b([CTLS])(\d{1,2})\b")
TIME = {
    "en": re.compile(r"(?<![\d.:])(\d{1,2})(:\d{2})?(?: ([AP]M)\b|(?<=:\d\d))"),
    "tr": re.compile(r"(?<![\d.,])([01]?\d|2[0-3])(\.[0-5]\d)(?![\d.])()"),
}
NUMERIC_DATE = re.compile(r"\b(\d\d)([./])(\d\d)(?=[./]\d{4})")
PHONE = re.compile(r"\+?\d[\d() ]{8,}\d|\b11[24]\b")
EMAIL = re.compile(r"[\w.]+@[\w.]+\w")
URL = re.compile(r"(?:https?://|www\.)[\w./?=-]+[\w/]")

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split(),
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar".split(),
}
UNITS = {
    "mg": "g", "g": "mg", "mcg": "mg", "mL": "L", "ml": "l", "°C": "°F", "cm": "mm", "mm": "cm", "kg": "g", "IU": "mg",
    "mmHg": "kPa", "kcal": "cal", "litres": "millilitres", "litre": "mililitre", "units": "mg", "ünite": "mg",
    "gramdan": "miligramdan", "Tesla": "gauss",
}  # fmt: skip
UNIT = re.compile(rf"(?<=\d )({'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})(?![\w²³])")

# Each form of a word of time beside the same form of the wrong one.
DURATIONS = {
    "en": {
        "minutes": "hours", "minute": "hour", "hours": "days", "hour": "day", "days": "weeks", "day": "week",
        "weeks": "months", "week": "month", "months": "years", "month": "year", "years": "months", "year": "month",
    },
    "tr": {
        "saniye": "dakika", "dakika": "saat", "dakikalık": "saatlik", "dakikada": "saatte", "saat": "gün",
        "saatte": "günde", "saatten": "günden", "saatlik": "günlük", "gün": "hafta", "günde": "haftada",
        "günden": "haftadan", "günlük": "haftalık", "hafta": "ay", "haftalık": "aylık", "haftada": "ayda",
        "haftadan": "aydan", "haftayı": "ayı", "ay": "yıl", "ayda": "yılda", "aydan": "yıldan", "aylık": "yıllık",
        "yıl": "ay", "yılda": "ayda", "yıldan": "aydan", "yıllık": "aylık",
    },
}  # fmt: skip
COUNT = {
    "en": r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten))[ -]",
    "tr": r"(?:\d|\b(?:iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on)) ",
}


def replace(text: str, match: re.Match[str], new: str) -> str:
    """The text with one match replaced."""
    return text[: match.start()] + new + text[match.end() :]


def choose(pattern: re.Pattern[str], text: str, random: Random) -> re.Match[str] | None:
    """One of the matches."""
    found = list(pattern.finditer(text))
    return random.choice(found) if found else None


def other_digit(number: str, random: Random) -> str:
    """The number with its first digit changed."""
    return random.choice([d for d in "123456789" if d != number[0]]) + number[1:]


def plain_number(text: str, language: str, random: Random) -> re.Match[str] | None:
    """A number that is a mere number: no part of a contact, a level, a date or a time."""
    if CONTACT.search(text) or any(pattern.search(text) for pattern in (NUMERIC_DATE, named_day(language))):
        return None
    return choose(PLAIN, text, random)


def named_day(language: str) -> re.Pattern[str]:
    """A day of a month with the month's name."""
    months = "|".join(MONTHS[language])
    return re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{months})\b|\b(?P<first>{months}) \d{{1,2}}\b")


def digit_changed(text: str, language: str, random: Random) -> str | None:
    """10 mg → 40 mg."""
    match = plain_number(text, language, random)
    return match and replace(text, match, other_digit(match.group(), random))


def zero_added(text: str, language: str, random: Random) -> str | None:
    """500 mg → 5000 mg."""
    match = plain_number(text, language, random)
    return match and replace(text, match, match.group() + "0")


def number_dropped(text: str, language: str, random: Random) -> str | None:
    """The number is gone, in Turkish with the suffix it carries."""
    match = plain_number(text, language, random)
    if match is None:
        return None
    tail = re.match(r"[%.]?(?:['’]\w+)? ?", text[match.end() :])
    assert tail is not None
    return text[: match.start()].removesuffix("%") + text[match.end() + tail.end() :]


def number_added(text: str, language: str, random: Random) -> str | None:
    """A number from nowhere before the closing full stop."""
    return f"{text[:-1]} ({random.randint(2, 9)})." if text.endswith(".") and text.count(" ") > 4 else None


def decimal_shifted(text: str, language: str, random: Random) -> str | None:
    """2.5 → 25, 0.4 → 4."""
    match = choose(DECIMAL[language], text, random)
    return match and replace(text, match, re.sub("[.,]", "", match.group()).lstrip("0"))


def decimal_notation(text: str, language: str, random: Random) -> str | None:
    """2,5 → 2.5 in Turkish, 2.5 → 2,5 in English."""
    match = choose(DECIMAL[language], text, random)
    return match and replace(text, match, match.group().translate(str.maketrans(".,", ",.")))


def thousands_confused(text: str, language: str, random: Random) -> str | None:
    """1,200 → 1.200 in English: twelve hundred has become little more than one."""
    match = choose(THOUSANDS[language], text, random)
    return match and replace(text, match, match.group().translate(str.maketrans(".,", ",.")))


def range_end(text: str, language: str, random: Random) -> str | None:
    """10–15 → 10–50."""
    match = choose(RANGE, text, random)
    if match is None or CONTACT.search(text):
        return None
    first, between, last = match.groups()
    turned = last[::-1]
    return replace(text, match, first + between + (turned if int(turned) > int(last) else last + "0"))


def percent_lost(text: str, language: str, random: Random) -> str | None:
    """10% → 10."""
    match = choose(PERCENT, text, random)
    return match and replace(text, match, "")


def unit_scale(text: str, language: str, random: Random) -> str | None:
    """10 mg → 10 g."""
    match = choose(UNIT, text, random)
    return match and replace(text, match, UNITS[match.group()])


def level_changed(text: str, language: str, random: Random) -> str | None:
    """L4 → L5, or C5 → L5."""
    match = choose(LEVEL, text, random)
    if match is None:
        return None
    region, number = match.groups()
    if random.random() < 0.5:
        return replace(text, match, ("L" if region in "CT" else "C") + number)
    return replace(text, match, f"{region}{int(number) + 1}")


def duration(text: str, language: str, random: Random) -> str | None:
    """6 weeks → 6 months."""
    words = DURATIONS[language]
    match = choose(re.compile(rf"{COUNT[language]}({'|'.join(words)})\b"), text, random)
    if match is None:
        return None
    return text[: match.start(1)] + words[match[1]] + text[match.end(1) :]


def time_changed(text: str, language: str, random: Random) -> str | None:
    """9 PM → 9 AM, 09.00 → 19.00."""
    match = choose(TIME[language], text, random)
    if match is None:
        return None
    hour, minutes, half = match[1], match[2] or "", match[3]
    if half:
        return replace(text, match, f"{hour}{minutes} {'AM' if half == 'PM' else 'PM'}")
    later = int(hour) + 10 if int(hour) < 14 else int(hour) - 12
    return replace(text, match, f"{later:02d}{minutes}")


def date_changed(text: str, language: str, random: Random) -> str | None:
    """Another month or weekday, or day and month exchanged."""
    numeric = NUMERIC_DATE.search(text)
    if numeric:
        return replace(text, numeric, numeric[3] + numeric[2] + numeric[1])
    match = choose(named_day(language), text, random)
    if match:
        names = MONTHS[language]
        month = match["month"] or match["first"]
        return replace(text, match, match.group().replace(month, names[names.index(month) - 5]))
    return weekday_changed(text, language, random)


def weekday_changed(text: str, language: str, random: Random) -> str | None:
    """Monday → Thursday."""
    names = WEEKDAYS[language]
    match = choose(re.compile(rf"\b(?:{'|'.join(names)})(?=s?\b)", re.IGNORECASE), text, random)
    if match is None:
        return None
    name = names[names.index(match.group().lower() if language == "tr" else match.group()) - 4]
    return replace(text, match, name.capitalize() if match.group()[0].isupper() else name)


def phone_digit(text: str, language: str, random: Random) -> str | None:
    """One digit of a telephone number."""
    match = choose(PHONE, text, random)
    if match is None:
        return None
    places = [i for i in range(match.start() + 1, match.end()) if text[i].isdigit()]
    place = random.choice(places)
    return text[:place] + other_digit(text[place], random) + text[place + 1 :]


def email_changed(text: str, language: str, random: Random) -> str | None:
    """Another domain, or a letter lost."""
    match = choose(EMAIL, text, random)
    if match is None:
        return None
    name, _, domain = match.group().partition("@")
    ending = {"com": "net", "org": "com"}[domain.rpartition(".")[2]]
    wrong = [f"{name[:-1]}@{domain}", f"{name}@{domain.rpartition('.')[0]}.{ending}", f"{name} @{domain}"]
    return replace(text, match, random.choice(wrong))


def url_changed(text: str, language: str, random: Random) -> str | None:
    """A part of the address translated or lost."""
    match = choose(URL, text, random)
    if match is None:
        return None
    address = match.group()
    wrong = [address.replace("example", "ornek"), address[:-1], address.rpartition("/")[0]]
    return replace(text, match, random.choice(wrong))
