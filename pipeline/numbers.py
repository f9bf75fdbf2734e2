"""Numbers by value, whatever the notation: ``2.5`` (en) is ``2,5`` (tr), ``20%`` is ``%20``, ``9:00 AM`` is ``09.00``.

:func:`numbers` finds them in a plain text, :func:`localize_number` rewrites a text that holds nothing else. Decimal and
group separators come from CLDR (through Babel); the shapes of clock times, dates and phone numbers are those in use on
English and Turkish clinic sites. Roman numerals and spelled-out numbers are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from babel.core import Locale


class NumberKind(StrEnum):
    """What a number stands for; it decides what ``value`` means."""

    PLAIN = "plain"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    TIME = "time"
    """Minutes since midnight; ``parts`` are hour and minute."""
    DATE = "date"
    """``yyyymmdd``; ``parts`` are day, month and year."""
    CITATION = "citation"
    """``(2)``, ``(2, 5)`` or ``[1–3]``: one number for each reference."""
    LABEL = "label"
    """Glued to letters, which are in ``prefix``: ``L4``, ``T1``, ``COVID-19``."""
    PHONE = "phone"
    """The digits, without leading zeros."""
    VERSION = "version"
    """The digits of ``1.2.3``."""
    EXPONENT = "exponent"
    """Raised digits after a number: the ⁹ of ``10⁹``."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number: ``text`` is what stands at ``start:end``, with its sign and percent mark.

    ``parts`` are plain values that say the same when written apart (the day, month and year of a date); ``grouped``
    means that thousands are separated; ``unit`` is the unit symbol that follows, or empty.
    """

    value: Decimal
    kind: NumberKind
    text: str
    start: int
    end: int
    prefix: str = ""
    parts: tuple[Decimal, ...] = ()
    grouped: bool = False
    unit: str = ""


# Unit symbols that English and Turkish share. A few double as words or list marks (m, L, T), hence the case.
UNITS = frozenset(
    "mg/dL mg/kg mg/mL mg/L mmol/L mEq/L ng/mL pg/mL ng/dL µg/L mcg/kg g/dL mL/kg mL/min mL/h U/L IU/mL IU/L kg/m² "
    "g/cm² mmHg cmH₂O mSv kHz MHz mcg µg μg µL mEq mmol kcal mg ng kg g mL ml dL dl cc L IU cm² mm² m² cm³ mm³ m³ cm "
    "mm km nm µm m m/s °C °F ° kV mV mA V W Hz Gy cGy GB MB kB T mT TL ₺ € $ £".split()
)

_SPACE = "[ \u00a0\u202f]"
_DASH = "[-‐‑–—]"
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8), "⅜": (3, 8)}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LETTER = rf"[^\W\d_{''.join(_GLYPHS)}⁰¹²³⁴⁵⁶⁷⁸⁹]"

# Bounded repeats, here and below, keep a hostile text from taking quadratic time.
_HIDDEN = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\{\w{0,40}\}"
)
_STARTER = re.compile(rf"[\d{''.join(_GLYPHS)}]")
_DATE = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)([./])(\d\d?)\5(\d{4}))(?!\d)")
_CLOCK = re.compile(
    rf"([01]?\d|2[0-4])(?:([:.])([0-5]\d)(?::[0-5]\d)?)?(?!\d|:\d|[.,]\d)({_SPACE}?([AaPp])\.?[Mm]\b\.?)?"
)
_HALF_AFTER = re.compile(
    rf"(?:{_SPACE}o['’]clock)?{_SPACE}(?:(in the morning)|in the (?:afternoon|evening)|at night)\b", re.IGNORECASE
)
_HALF_OF_RANGE = re.compile(
    rf"(?:{_SPACE}?[-–—]{_SPACE}?|{_SPACE}(?:to|until|and){_SPACE})(\d\d?)(?:[:.]\d\d)?{_SPACE}?([AaPp])\.?[Mm]\b"
)
_HALF_BEFORE = re.compile(
    r"\b(?:(?P<a>sabah(?:leyin|ları)?|öğleden önce)|(?P<p>öğle(?:n|yin)?|öğleden sonra|akşam(?:üstü|üzeri|ları)?)"
    rf"|gece(?:leyin|leri)?){_SPACE}(?P<clock>saat{_SPACE})?$",
    re.IGNORECASE,
)
_AT_HOUR = re.compile(r"['’](?:[dt][ae]|y?[ae]\b)")
_PHONE = re.compile(
    r"""(?:
      (?<=\+)\d{1,3}(?:[ .()\u00a0-]{0,2}\d{1,4}){2,6}           # +90 (555) 555 01 01
    | 0\d{0,4}\)?(?:[ ()\u00a0-]{1,2}\d{2,4}){2,5} | 0\d{9,10}   # 0212 555 01 01, 0 (212) 555 01 01, 02125550101
    | \d{3}\)?[ \u00a0-]?\d{3}[ \u00a0-]\d\d[ \u00a0-]?\d\d      # (555) 555 01 01, 555-555-0101
    | \d{3}[ \u00a0]\d\d[ \u00a0]\d\d | \d{3}-\d{4}              # 555 01 01, 555-0101
    | 444[ \u00a0]\d[ \u00a0]\d{3} )(?!\d)                       # 444 0 555
    """,
    re.VERBOSE,
)
_CITATION_OPEN = re.compile(rf"(?<=[\w.!?,%\"”’)]){_SPACE}?[(\[]$")
_CITATION = re.compile(
    rf"\d{{1,3}}(?:(?:,{_SPACE}?)\d{{1,3}})*(?=[)\]])|(?<=\[)\d{{1,3}}(?:(?:,{_SPACE}?|{_DASH})\d{{1,3}})*(?=\])"
)
_LABEL_PREFIX = re.compile(rf"(?<![^\W_])(?:{_LETTER}{{1,6}}|{_LETTER}{{2,8}}-)$")
_LABEL = re.compile(rf"\d{{1,4}}(?:(?:{_DASH}|/)\d{{1,2}}(?![\d.,]\d))*(?!\d|[.,]\d)")
_FRACTION = re.compile(r"(?:(\d\d?) )?([1-9])/([2-9]|10)(?![\d/]|[.,]\d)")
_GLYPH_FRACTION = re.compile(rf"(?:(\d+) ?)?([{''.join(_GLYPHS)}])")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}(?!\d)")
_EXPONENT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")

_SIGN = re.compile(r"(?:^|(?<=[\s(\[=:<>≤≥]))[-−–]$")
_PERCENT_BEFORE = re.compile(rf"(?:%{_SPACE}?|\b[Yy]üzde{_SPACE})$")
_PERCENT_AFTER = re.compile(rf"{_SPACE}?%(?!\w)|{_SPACE}(?:percent|per cent)\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|['’]n?[iıuü]?nc[iıuü]")
_ORDINAL_DOT = re.compile(rf"\.(?={_SPACE}+[a-zçğıöşü]|{_DASH}\d)")
_UNIT = re.compile(rf"[ \u00a0\u202f-]?({'|'.join(re.escape(u) for u in sorted(UNITS, key=len)[::-1])})(?![^\W_])")
_SAME_RANGE = re.compile(rf"\s?{_DASH}\s?|\s(?:to|and|or|ila|ile|ve|veya)\s")


@dataclass(frozen=True, slots=True)
class _Notation:
    """How a language writes numbers."""

    decimal: str
    group: str
    percent: str
    plain: re.Pattern[str]

    @property
    def percent_first(self) -> bool:
        return self.percent.startswith("%")


@lru_cache(maxsize=64)
def _notation(language: str) -> _Notation:
    locale = Locale.parse(language.replace("_", "-"), sep="-")
    decimal, group = (locale.number_symbols["latn"][name] for name in ("decimal", "group"))
    foreign = re.escape("," if decimal == "." else ".")
    # The second branch reads a foreign notation that was left standing: "0.4" in a Turkish text is still 0.4.
    plain = rf"""(?P<grouped>[1-9]\d{{0,2}}(?:[\u00a0\u202f{re.escape(group)}]\d{{3}})+(?!\d))
                 (?P<part>{re.escape(decimal)}\d+)?
               | (?<!\d{foreign})\d+{foreign}\d+(?!{foreign}?\d)
               | \d+(?:{re.escape(decimal)}\d+)?"""
    return _Notation(decimal, group, str(locale.percent_formats[None].pattern), re.compile(plain, re.VERBOSE))


def numbers(text: str, language: str) -> tuple[Number, ...]:
    """All numbers of a plain text (no inline codes), in order; ``language`` decides what ``1.500`` means.

    Numbers inside URLs, e-mail addresses and template placeholders do not count.
    """
    notation = _notation(language)
    text = _HIDDEN.sub(lambda match: "\ufffc" * len(match.group()), text)
    found: list[Number] = []
    position = 0
    while starter := _STARTER.search(text, position):
        for read in _READERS:
            if new := read(text, starter.start(), notation):
                break
        else:
            new = [_dress(_plain(text, starter.start(), notation), text, position)]
        found += new
        position = found[-1].end
        if raised := _EXPONENT.match(text, position):
            value = Decimal(raised.group().translate(_RAISED))
            found.append(_make(NumberKind.EXPONENT, value, text, *raised.span()))
            position = raised.end()
    return _spread_percent(found, text)


def _make(kind: NumberKind, value: Decimal | int, text: str, start: int, end: int) -> Number:
    return Number(value=Decimal(value), kind=kind, text=text[start:end], start=start, end=end)


# --- readers: each looks at a digit and takes the number that begins there, or nothing -------------------------------


def _date(text: str, start: int, _: _Notation) -> list[Number]:
    match = _DATE.match(text, start)
    if not match or text[max(start - 1, 0) : start] in (".", ","):
        return []
    written = match.group(1, 2, 3) if match[1] else match.group(7, 6, 4)
    year, month, day = (int(part) for part in written)
    if month > 12 >= day:  # 3/14/2026, as Americans write it
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return []
    number = _make(NumberKind.DATE, year * 10000 + month * 100 + day, text, start, match.end())
    return [replace(number, parts=(Decimal(day), Decimal(month), Decimal(year)))]


def _phone(text: str, start: int, _: _Notation) -> list[Number]:
    match = _PHONE.match(text, start)
    digits = re.sub(r"\D", "", match.group()).lstrip("0") if match else ""
    if not match or not 6 < len(digits) < 16 or text[max(start - 1, 0) : start] in (".", ",", "-"):
        return []
    before = re.search(r"[+(]*$", text[:start])
    return [_make(NumberKind.PHONE, int(digits), text, before.start() if before else start, match.end())]


def _time(text: str, start: int, notation: _Notation) -> list[Number]:
    match = _CLOCK.match(text, start)
    if not match or text[max(start - 1, 0) : start] in (".", ",", "%", ":", "/"):
        return []
    half, end = _half_of_day(text, match)
    if not (match[3] or half):
        return []
    # A dotted pair is a time only where the point is not the decimal sign, and no unit follows: 18.30 but 1.25 mg.
    dotted = match[2] == "." and not half
    if dotted and (notation.decimal == "." or _UNIT.match(text, end) or _PERCENT_AFTER.match(text, end)):
        return []
    hour, minute = int(match[1]), int(match[3] or 0)
    if half and hour <= 12:
        is_late = half == "p" or (half == "night" and 6 <= hour < 12)
        hour = hour % 12 + (12 if is_late else 0)
    number = _make(NumberKind.TIME, (hour * 60 + minute) % 1440, text, start, end)
    return [replace(number, parts=(Decimal(hour), Decimal(minute)))]


def _half_of_day(text: str, clock: re.Match[str]) -> tuple[str, int]:
    """Before noon (``a``), after noon (``p``) or at ``night``, as a clock time says it, and where the time ends.

    Says nothing (an empty string) for the 24-hour clock. ``8 to 10 pm`` says it for both.
    """
    if clock[5]:
        return clock[5].lower(), clock.end()
    if after := _HALF_AFTER.match(text, clock.end()):
        return ("a" if after[1] else "p"), clock.end()
    if (range_ := _HALF_OF_RANGE.match(text, clock.end())) and int(range_[1]) <= 12:
        half = range_[2].lower()
        return (half if int(clock[1]) % 12 <= int(range_[1]) % 12 else "ap"[half == "a"]), clock.end()
    before = _HALF_BEFORE.search(text, max(clock.start() - 30, 0), clock.start())
    # "Sabah 2 tablet" is no time.
    if before and (before["clock"] or clock[3] or _AT_HOUR.match(text, clock.end())):
        return ("a" if before["a"] else "p" if before["p"] else "night"), clock.end()
    return "", clock.end()


def _citation(text: str, start: int, _: _Notation) -> list[Number]:
    match = _CITATION.match(text, start)
    if not match or not _CITATION_OPEN.search(text, max(start - 3, 0), start):
        return []
    return [
        _make(NumberKind.CITATION, int(part.group()), text, start + part.start(), start + part.end())
        for part in re.finditer(r"\d+", match.group())
    ]


def _label(text: str, start: int, _: _Notation) -> list[Number]:
    prefix = _LABEL_PREFIX.search(text, max(start - 9, 0), start)
    match = _LABEL.match(text, start)
    if not prefix or not match:
        return []
    letters = prefix.group().rstrip("-")
    parts = list(re.finditer(r"\d+", match.group()))
    if len(letters) > 1 or prefix.group().endswith("-"):
        parts = parts[:1]  # only level names (L4-5, C5/6) hand their letter on
    numbers_ = [
        _make(NumberKind.LABEL, int(part.group()), text, start + part.start(), start + part.end()) for part in parts
    ]
    numbers_[0] = replace(numbers_[0], text=prefix.group() + numbers_[0].text, start=prefix.start())
    return [replace(number, prefix=letters) for number in numbers_]


def _fraction(text: str, start: int, _: _Notation) -> list[Number]:
    if match := _GLYPH_FRACTION.match(text, start):
        over, under = _GLYPHS[match[2]]
    else:
        match = _FRACTION.match(text, start)
        if not match or text[max(start - 1, 0) : start] in (".", ",", "/"):
            return []
        over, under = int(match[2]), int(match[3])
        if over >= under:
            return []
    value = Decimal(match[1] or 0) + Decimal(over) / Decimal(under)
    parts = tuple(Decimal(part) for part in (match[1], over, under) if part)
    return [replace(_make(NumberKind.FRACTION, value, text, start, match.end()), parts=parts)]


def _version(text: str, start: int, notation: _Notation) -> list[Number]:
    match = _VERSION.match(text, start)
    grouped = notation.plain.match(text, start)
    if not match or (grouped and grouped["grouped"]):
        return []
    return [_make(NumberKind.VERSION, Decimal(match.group().replace(".", "")), text, start, match.end())]


_READERS: tuple[Callable[[str, int, _Notation], list[Number]], ...] = (
    _date,
    _phone,
    _time,
    _citation,
    _label,
    _fraction,
    _version,
)


def _plain(text: str, start: int, notation: _Notation) -> Number:
    match = notation.plain.match(text, start)
    assert match  # the caller saw a digit, and the pattern takes any digit
    if match["grouped"]:
        whole = re.sub(r"\D", "", match["grouped"])
        value = Decimal(f"{whole}.{match['part'][1:]}" if match["part"] else whole)
        return replace(_make(NumberKind.PLAIN, value, text, start, match.end()), grouped=True)
    return _make(NumberKind.PLAIN, Decimal(match.group().replace(",", ".")), text, start, match.end())


def _dress(number: Number, text: str, position: int) -> Number:
    """Take in what stands around a plain number: minus, percent mark, ordinal ending, unit; not before ``position``."""
    start, end, value, kind = number.start, number.end, number.value, number.kind
    if before := _PERCENT_BEFORE.search(text, max(position, start - 6), start):
        kind, start = NumberKind.PERCENT, before.start()
    elif after := _PERCENT_AFTER.match(text, end):
        kind, end = NumberKind.PERCENT, after.end()
    elif ordinal := _ORDINAL.match(text, end):
        kind, end = NumberKind.ORDINAL, ordinal.end()
    elif _ORDINAL_DOT.match(text, end):
        kind, end = NumberKind.ORDINAL, end + 1
    if minus := _SIGN.search(text, max(position, start - 1), start):
        value, start = -value, minus.start()
    unit = _UNIT.match(text, end) if kind is NumberKind.PLAIN else None
    unit_symbol = unit[1] if unit else ""
    return replace(number, value=value, kind=kind, text=text[start:end], start=start, end=end, unit=unit_symbol)


def _spread_percent(found: list[Number], text: str) -> tuple[Number, ...]:
    """Make both ends of ``10–15%`` and ``%2 ila 3`` percentages, and give both ends of ``5–10 mg`` the unit."""
    out = list(found)
    for i in range(1, len(out)):
        left, right = out[i - 1], out[i]
        if left.value > 100 or not _SAME_RANGE.fullmatch(text, left.end, right.start):
            continue
        if {left.kind, right.kind} == {NumberKind.PLAIN, NumberKind.PERCENT} and not (left.unit or right.unit):
            out[i - 1], out[i] = replace(left, kind=NumberKind.PERCENT), replace(right, kind=NumberKind.PERCENT)
        elif left.kind is right.kind is NumberKind.PLAIN and right.unit and not left.unit:
            out[i - 1] = replace(left, unit=right.unit)
    return tuple(out)


# --- rewriting --------------------------------------------------------------------------------------------------------

_GLUE = re.compile(r"[\s()<>≤≥~≈±=+:;×x/–—-]*")
_REWRITABLE = frozenset({NumberKind.PLAIN, NumberKind.PERCENT, NumberKind.FRACTION, NumberKind.EXPONENT})


def localize_number(text: str, source: str, target: str) -> str | None:
    """Rewrite a text that holds only numbers, percent marks and shared unit symbols: ``12.5 mg`` → ``12,5 mg``.

    None where anything else stands in it, or a kind of number that must not be touched (phone, date, clock time, label,
    version, citation).
    """
    found = numbers(text, source)
    if not found or any(number.kind not in _REWRITABLE for number in found):
        return None
    starts = (0, *(number.end for number in found))
    ends = (*(number.start for number in found), len(text))
    between = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if (
        not _GLUE.fullmatch(between[0])
        or not all(_is_glue(piece) for piece in between[1:])
        or any(char.isalpha() for n in found for char in n.text)
    ):
        return None
    there = _notation(target)
    marked = _percent_marks(found, between, there)
    out = [between[0]]
    for number, mark, after in zip(found, marked, between[1:], strict=True):
        digits = _rewrite(number, there)
        out += (there.percent.replace("#,##0", digits) if mark else digits, after)
    return "".join(out)


def _is_glue(piece: str) -> bool:
    """Whether what follows a number is at most a unit and signs."""
    unit = _UNIT.match(piece)
    return _GLUE.fullmatch(piece, unit.end() if unit else 0) is not None


def _percent_marks(found: tuple[Number, ...], between: list[str], there: _Notation) -> list[bool]:
    """Which numbers carry the percent mark in the other notation: a range marked once stays marked once."""
    marks = ["%" in number.text for number in found]
    start = 0
    for i in range(1, len(found) + 1):
        if i < len(found) and found[i].kind is found[i - 1].kind and re.fullmatch(rf"\s?{_DASH}\s?", between[i]):
            continue
        if found[start].kind is NumberKind.PERCENT and not all(marks[start:i]):
            only = start if there.percent_first else i - 1
            marks[start:i] = [j == only for j in range(start, i)]
        start = i
    return marks


def _rewrite(number: Number, there: _Notation) -> str:
    """The digits of a number, and its minus as it was written, with the separators of ``there``."""
    core = number.text.strip(f"%{_SPACE}")
    sign = core[0] if number.value < 0 else ""
    if number.kind in (NumberKind.FRACTION, NumberKind.EXPONENT) or core[len(sign) :].isdigit():
        return core
    digits = f"{abs(number.value):{',' if number.grouped else ''}f}"
    return sign + digits.translate({ord(","): there.group, ord("."): there.decimal})
