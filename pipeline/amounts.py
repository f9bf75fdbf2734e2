"""Sums of money and measures, said in another language the way the source page shows them (CLDR, through Babel)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Literal

from babel.core import Locale
from babel.numbers import format_currency, get_currency_name, get_currency_symbol
from babel.units import UnknownUnitError, format_unit

from pipeline.locales import regional, variants
from pipeline.numbers import Number, NumberKind, numbers

_LOCAL_SIGNS = {"TRY": ("TL", "₺"), "USD": ("$", "US$"), "EUR": ("€",), "GBP": ("£",)}
"""Signs in use that CLDR does not give in every language."""
_LENGTHS: tuple[Literal["long", "short", "narrow"], ...] = ("long", "short", "narrow")
_CODE = re.compile(r"[A-Z]{3}")


def money_like(value: str, currency: str, shown: str, source: str, target: str) -> str | None:
    """Say ``<data value="1500" data-l10n-currency="TRY">`` in the target language: ``1,500 TL`` → ``₺1.500``.

    The shown text must be that sum with the currency's sign, ISO 4217 code or name; the name stays a name, the code
    a code, and as many decimals are shown. None where it is anything else.
    """
    number = _only_number(value, shown, source)
    if number is None or not _CODE.fullmatch(currency):
        return None
    rest = " ".join(f"{shown[: number.start]} {shown[number.end :]}".replace("\xa0", " ").split())
    say = next((say for names, say in _styles(currency, number.value, source) if rest.casefold() in names), None)
    return say(number, currency, regional(target)) if say else None


_Saying = Callable[[Number, str, Locale], str]


def _styles(currency: str, value: Decimal, source: str) -> Iterable[tuple[set[str], _Saying]]:
    """How the currency may be written in the source language, and how to say the sum alike in another."""
    locales = variants(source)
    signs = {*_LOCAL_SIGNS.get(currency, ()), *(get_currency_symbol(currency, locale) for locale in locales)}
    yield {currency.casefold()}, _by_code
    yield {sign.casefold() for sign in signs}, _by_sign
    names = (get_currency_name(currency, count, locale) for locale in locales for count in (None, value, 1, 2))
    yield {name.casefold() for name in names}, _by_name


def _by_code(number: Number, currency: str, locale: Locale) -> str:
    pattern = _pattern(number, locale).replace("¤", "¤¤")
    return _apart(format_currency(number.value, currency, pattern, locale, currency_digits=False), currency)


def _by_sign(number: Number, currency: str, locale: Locale) -> str:
    text = format_currency(number.value, currency, _pattern(number, locale), locale, currency_digits=False)
    return _apart(text, currency)


def _by_name(number: Number, currency: str, locale: Locale) -> str:
    return format_currency(number.value, currency, _digits(number), locale, currency_digits=False, format_type="name")


def _pattern(number: Number, locale: Locale) -> str:
    """The locale's pattern for sums, with the decimals of the number and groups if it has groups."""
    return str(locale.currency_formats["standard"].pattern).replace("#,##0.00", _digits(number))


def _digits(number: Number) -> str:
    decimals = -int(number.value.as_tuple().exponent)
    whole = "#,##0" if number.grouped or abs(number.value) < 1000 else "0"
    return whole + (f".{'0' * decimals}" if decimals > 0 else "")


def _apart(text: str, currency: str) -> str:
    """CLDR's currency spacing: letters keep a distance from digits, ``TRY1,500`` → ``TRY 1,500``."""
    return re.sub(rf"({currency})(?=\d)|(?<=\d)(?={currency})", lambda found: f"{found[1] or ''}\xa0", text)


def measure_like(value: str, unit: str, shown: str, source: str, target: str) -> str | None:
    """Say ``<data value="80" data-l10n-unit="kilogram">`` in the target language: ``80 kilograms`` → ``80 kilogram``.

    ``unit`` is a CLDR unit identifier (``kilogram``, ``length-kilometer``). The shown text must be a CLDR form of the
    measure in the source language, long or short; otherwise the answer is None.
    """
    number = _only_number(value, shown, source)
    if number is None:
        return None
    try:
        for length in _LENGTHS:
            forms = (format_unit(number.value, unit, length, locale=locale) for locale in variants(source))
            if _fold(shown) in map(_fold, forms):
                return format_unit(number.value, unit, length, locale=regional(target))
    except UnknownUnitError:
        pass
    return None


def _fold(text: str) -> str:
    return "".join(text.split()).casefold()


def _only_number(value: str, shown: str, source: str) -> Number | None:
    """The one number of a text, if it is the value (rounded as shown)."""
    found = numbers(shown, source)
    try:
        meant = Decimal(value.strip())
        is_plain = len(found) == 1 and found[0].kind is NumberKind.PLAIN
        return found[0] if is_plain and meant.quantize(found[0].value) == found[0].value else None
    except InvalidOperation:
        return None
