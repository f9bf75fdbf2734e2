"""Sums and measures in other languages."""

from __future__ import annotations

import pytest

from pipeline.amounts import measure_like, money_like


@pytest.mark.parametrize(
    ("value", "currency", "shown", "languages", "expected"),
    [
        ("1500", "TRY", "1,500 TL", "en tr", "₺1.500"),
        ("1500", "TRY", "1,500\u00a0₺", "en tr", "₺1.500"),
        ("1500", "TRY", "₺1.500", "tr en", "TRY\u00a01,500"),
        ("1500", "TRY", "1500 TL", "en tr", "₺1500"),
        ("250", "EUR", "€250", "en tr", "€250"),
        ("250.5", "EUR", "€250.50", "en de", "250,50\u00a0€"),
        ("3500", "TRY", "TRY 3,500", "en tr", "TRY\u00a03.500"),
        ("3500", "TRY", "3,500 Turkish lira", "en tr", "3.500 Türk lirası"),
        ("1", "EUR", "1 euro", "en tr", "1 Euro"),
        ("3500", "TRY", "3,500 TL", "en ar", "\u200f3,500\u00a0TRY"),
        ("3500", "TRY", "3,500 dollars", "en tr", None),
        ("3500", "TRY", "about 3,500 TL", "en tr", None),
        ("3500", "TRY", "3,600 TL", "en tr", None),
        ("3500", "TRY", "3,500–4,000 TL", "en tr", None),
        ("much", "TRY", "3,500 TL", "en tr", None),
        ("3500", "lira", "3,500 lira", "en tr", None),
        ("0.5", "TRY", "50%", "en tr", None),
    ],
)
def test_money(value: str, currency: str, shown: str, languages: str, expected: str | None) -> None:
    assert money_like(value, currency, shown, *languages.split()) == expected


@pytest.mark.parametrize(
    ("value", "unit", "shown", "languages", "expected"),
    [
        ("80", "kilogram", "80 kilograms", "en tr", "80 kilogram"),
        ("80", "kilogram", "80\u00a0kg", "en ar", "80 كغم"),
        ("80", "mass-kilogram", "80 kilograms", "en he", "80 קילוגרם"),
        ("1", "hour", "1 hour", "en de", "1 Stunde"),
        ("2", "hour", "2 hours", "en de", "2 Stunden"),
        ("1.8", "meter", "1.8 metres", "en tr", "1,8 metre"),
        ("1.8", "meter", "1.8 meters", "en tr", "1,8 metre"),
        ("2.5", "milliliter", "2.5 mL", "en tr", "2,5 ml"),
        ("80", "kilogram", "80 kilos", "en tr", None),
        ("80", "kilogram", "81 kg", "en tr", None),
        ("80", "cubit", "80 cubits", "en tr", None),
        ("", "kilogram", "80 kg", "en tr", None),
    ],
)
def test_measures(value: str, unit: str, shown: str, languages: str, expected: str | None) -> None:
    assert measure_like(value, unit, shown, *languages.split()) == expected
