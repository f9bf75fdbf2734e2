"""Facts about languages: dates and numbers as CLDR writes them (through Babel), direction, names, plural rules, casing.

A language is a BCP 47 code, with or without a region (``en``, ``en-GB``). Where a region is needed and the code has
none, :data:`REGIONS` gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from babel.core import Locale, UnknownLocaleError
from babel.dates import parse_pattern
from babel.messages.plurals import get_plural

from pipeline.numbers import NumberKind, localize_number, numbers

REGIONS: Mapping[str, str] = {"en": "GB", "tr": "TR"}

# Babel still gives Turkish one plural form; gettext's own table (plural-table.c) gives it two.
_PLURALS = {"tr": "nplurals=2; plural=(n > 1);"}


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("_", "-"), sep="-")


def known(language: str) -> bool:
    """Whether CLDR has data for this language code."""
    try:
        return bool(_locale(language))
    except (ValueError, UnknownLocaleError):
        return False


def same_language(one: str, other: str) -> bool:
    """Whether two language tags differ in nothing but region or script."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def matches(tag: str, language_range: str) -> bool:
    """Whether a language tag is in a range such as ``tr``, ``*-TR`` or ``*`` (RFC 4647, 3.3.2 Extended Filtering)."""
    wanted = language_range.strip().lower().split("-")
    subtags = tag.lower().split("-")
    if wanted[0] not in ("*", subtags[0]):
        return False
    at = 1
    for part in wanted[1:]:
        if part == "*":
            continue
        while at < len(subtags) and subtags[at] != part and len(subtags[at]) > 1:
            at += 1
        if at == len(subtags) or subtags[at] != part:
            return False
        at += 1
    return True


def direction(language: str) -> str:
    """``ltr`` or ``rtl``, as the ``dir`` attribute wants it."""
    return str(_locale(language).text_direction)


def og_locale(language: str, regions: Mapping[str, str] = REGIONS) -> str:
    """The value of ``og:locale``: ``en`` → ``en_GB``; ``regions`` maps a language without region to its region."""
    locale = _locale(language)
    region = locale.territory or regions.get(locale.language)
    return f"{locale.language}_{region}" if region else locale.language


def plural_forms(language: str) -> str:
    """The ``Plural-Forms`` header of a gettext catalog."""
    name = _locale(language).language
    return _PLURALS.get(name) or get_plural(name).plural_forms


# --- dates and times --------------------------------------------------------------------------------------------------

# CLDR lengths and skeletons. The first whose text is the one shown wins, so the fuller ones come first.
_DATE_FORMATS = (
    *("full", "long", "medium", "short", "yMMMMEEEEd", "yMMMEEEEd", "yMMMEd", "yMMMd", "yMd", "yMMMM", "yMMM", "yM"),
    *("MMMMEEEEd", "MMMEEEEd", "MMMEd", "MMMMd", "MMMd", "Md", "y", "MMMM", "EEEE"),
)
_TIME_FORMATS = ("Hm", "hm", "Hms", "hms", "h")
_LONE = {"MMMM": "LLLL", "EEEE": "cccc"}
_TO_24_HOURS = {"hm": "Hm", "hms": "Hms", "h": "Hm"}
_TO_12_HOURS = {"Hm": "hm", "Hms": "hms"}
_JOINTS = frozenset({"", "at", "saat", "–", "-", "|", "·"})

_DATETIME = re.compile(
    r"""(?:(?P<y>\d{4})(?:-(?P<M>\d\d)(?:-(?P<d>\d\d))?)?|(?:--)?(?P<M2>\d\d)-(?P<d2>\d\d))?
        (?:(?:^|(?<=\d)[T ])(?P<H>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?""",
    re.VERBOSE,
)


class _Style(NamedTuple):
    """How a moment is shown: a date format, a time format, or both."""

    date: str | None
    time: str | None


def format_like(datetime_text: str, shown: str, source: str, target: str, *, time_separator: str = ":") -> str | None:
    """Say a ``<time datetime="…">`` in the target language the way the source page shows it.

    ``format_like("2026-03-14", "14 March 2026", "en", "tr")`` → ``14 Mart 2026``. The shown text must be a CLDR format
    of the value in the source language (for ``en``: British or American); otherwise the answer is None, and the text
    is ordinary text. Clock times follow the habit of the target language, with ``time_separator`` after the hour.
    """
    match = _DATETIME.fullmatch(datetime_text.strip())
    if not match or not any(match.groups()) or not known(source) or not known(target):
        return None
    fields = {name[0]: int(text) for name, text in match.groupdict().items() if text}
    try:
        moment = datetime(
            # 2000 stands in for an unknown year: it has a 29 February.
            *(fields.get("y", 2000), fields.get("M", 1), fields.get("d", 1)),
            *(fields.get("H", 0), fields.get("m", 0), fields.get("s", 0)),
        )
    except ValueError:
        return None
    style = _style_of(shown, moment, frozenset(fields), source)
    return _say(moment, style, regional(target), time_separator) if style else None


def regional(language: str) -> Locale:
    """The CLDR locale of a language, with its region from :data:`REGIONS` if it names none."""
    return _locale(og_locale(language))


def variants(language: str) -> tuple[Locale, ...]:
    """The locales in which a source text may be written."""
    if language == "en":
        return (_locale("en-GB"), _locale("en-US"))
    return (regional(language),)


def _style_of(shown: str, moment: datetime, fields: frozenset[str], source: str) -> _Style | None:
    """The first style whose text is the one shown."""
    wanted = _fold(shown)
    for locale in variants(source):
        dates = [(name, _fold(text)) for name, text in _texts(moment, fields, locale, _DATE_FORMATS)]
        times = [(name, _clock(_fold(text))) for name, text in _texts(moment, fields, locale, _TIME_FORMATS)]
        for name, text in dates:
            if text == wanted:
                return _Style(name, None)
        for name, text in times:
            if text == _clock(wanted):
                return _Style(None, name)
        for (day, day_text), (clock, clock_text) in ((a, b) for a in dates for b in times):
            rest = _clock(wanted.removeprefix(day_text))
            joint = rest.removesuffix(clock_text)
            if rest != wanted and joint != rest and joint.strip() in _JOINTS:
                return _Style(day, clock)
    return None


def _texts(
    moment: datetime, fields: frozenset[str], locale: Locale, formats: Iterable[str]
) -> Iterator[tuple[str, str]]:
    for name in formats:
        pattern = _pattern(name, locale)
        if _needs(pattern) <= fields:
            yield name, parse_pattern(pattern).apply(moment, locale)


@lru_cache(maxsize=512)
def _pattern(name: str, locale: Locale) -> str:
    """The CLDR pattern of a length or skeleton; a skeleton with wide names is made from the one with short names."""
    if name in locale.date_formats:
        return str(locale.date_formats[name].pattern)
    if name in _LONE:
        return _LONE[name]
    skeletons = locale.datetime_skeletons
    short = name.replace("MMMM", "MMM").replace("EEEE", "E")
    found = skeletons.get(name) or skeletons.get(short) or skeletons[short.replace("MMM", "M")]
    pattern = str(found.pattern)
    if name not in skeletons:
        pattern = re.sub(r"M{3}", "MMMM", pattern) if "MMMM" in name else pattern
        pattern = re.sub(r"E+", "EEEE", pattern) if "EEEE" in name else pattern
    return pattern


@lru_cache(maxsize=512)
def _needs(pattern: str) -> frozenset[str]:
    """Which fields of the value a pattern shows; a weekday needs the whole date."""
    letters = set(re.sub(r"'[^']*'", "", pattern))
    needs = {"y": "y", "M": "M", "L": "M", "d": "d", "E": "yMd", "c": "yMd", "H": "H", "h": "H", "m": "m", "s": "s"}
    return frozenset("".join(needs.get(letter, "") for letter in letters))


def _fold(text: str) -> str:
    """Level out what people write differently from CLDR: kinds of space, commas, the dots of ``a.m.``."""
    text = " ".join(text.replace(",", " ").split())
    return re.sub(r" ?\b([AaPp])\.?[Mm]\b\.?", lambda match: f" {match[1].lower()}m", text)


def _clock(text: str) -> str:
    """Level out clock times: ``9.00`` and ``09:00``, ``9am`` and ``9 am``."""
    text = re.sub(r"(?<=\d)\.(?=\d\d\b)", ":", text)
    text = re.sub(r"(?<=\d)(?=[ap]m\b)", " ", text)
    return re.sub(r"\b0(?=\d:)", "", text)


def _say(moment: datetime, style: _Style, locale: Locale, time_separator: str) -> str:
    day = parse_pattern(_pattern(style.date, locale)).apply(moment, locale) if style.date else ""
    if not style.time:
        return day
    swap = _TO_24_HOURS if "H" in str(locale.time_formats["short"].pattern) else _TO_12_HOURS
    clock = parse_pattern(_pattern(swap.get(style.time, style.time), locale)).apply(moment, locale)
    clock = clock.replace(":", time_separator)
    return str(locale.datetime_formats["long"]).format(clock, day) if day else clock


def number_like(value: str, shown: str, source: str, target: str) -> str | None:
    """Say a ``<data value="…">`` in the target language: ``("0.92", "92%", "en", "tr")`` → ``%92``.

    None where the shown text is not just that number (rounded as shown), with at most a unit symbol.
    """
    found = numbers(shown, source)
    try:
        meant = Decimal(value.strip())
    except InvalidOperation:
        return None
    if len(found) != 1 or not meant.is_finite():
        return None
    number = found[0]
    readings = (meant, meant * 100) if number.kind is NumberKind.PERCENT else (meant,)
    if number.value not in [_round_like(reading, number.value) for reading in readings]:
        return None
    return localize_number(shown, source, target)


def _round_like(value: Decimal, example: Decimal) -> Decimal:
    try:
        return value.quantize(example)
    except InvalidOperation:  # more digits than the context holds: surely not the number shown
        return value


# --- lists ------------------------------------------------------------------------------------------------------------


def joints(language: str, count: int, kind: str = "standard") -> tuple[str, ...]:
    """What stands between the items of a list of ``count``: in English ``(", ", " and ")`` for three.

    ``kind`` is one of CLDR's: ``standard`` (and), ``or``, ``unit`` (neither), each also with ``-short`` or ``-narrow``.
    Raises KeyError for another.
    """
    patterns = regional(language).list_patterns[kind]
    if count < 2:
        return ()
    wanted = ["2"] if count == 2 else ["start", *["middle"] * (count - 3), "end"]
    return tuple(re.sub(r"\{[01]\}", "", patterns[name]) for name in wanted)


# --- casing -----------------------------------------------------------------------------------------------------------

_WORD_START = re.compile(r"(?<![\w'’])[^\W\d_]")
_DOTTED = frozenset({"tr", "az"})
"""Languages with dotted and dotless i."""


def _dotted(language: str) -> bool:
    return re.split("[-_]", language)[0].lower() in _DOTTED


def lower(text: str, language: str) -> str:
    """Lower case: in Turkish ``IŞIK`` → ``ışık`` and ``İLK`` → ``ilk``, without a stray combining dot."""
    if _dotted(language):
        text = text.replace("I\u0307", "i").replace("İ", "i").replace("I", "ı")
    return text.lower().replace("i\u0307", "i")


def upper(text: str, language: str) -> str:
    """Upper case: in Turkish ``iğne`` → ``İĞNE`` and ``ışık`` → ``IŞIK``."""
    if _dotted(language):
        text = text.replace("i\u0307", "i").replace("i", "İ").replace("ı", "I")
    return text.upper()


def capitalize(text: str, language: str) -> str:
    """Make the first letter a capital and leave the rest: ``iğne`` → ``İğne``, ``MR çekimi`` stays."""
    match = re.search(r"[^\W_]", text)
    if not match or not match.group().isalpha():
        return text
    return text[: match.start()] + upper(match.group(), language) + text[match.end() :]


def title(text: str, language: str) -> str:
    """Make the first letter of each word a capital and leave the rest; a suffix after an apostrophe stays small."""
    return _WORD_START.sub(lambda match: upper(match.group(), language), text)


def is_upper(text: str) -> bool:
    """Whether the text holds at least two letters and all letters are capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)


def is_title(text: str) -> bool:
    """Whether there are at least two words and every word but the short ones (of, and, ve, ile) has a capital."""
    words = re.findall(r"[^\W\d_][\w'’]*", text)
    long = [word for word in words if len(word) > 3]
    return len(words) > 1 and bool(long) and words[0][0].isupper() and all(word[0].isupper() for word in long)
