"""The checks on figures, units, schedules, limits and dates against tables, each row in both directions."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from pipeline.model import Pair, Severity
from pipeline.qa import CHECKS
from pipeline.qa.bounds import bounds
from pipeline.qa.calendar import months, weekdays
from pipeline.qa.frequency import frequencies
from pipeline.qa.numerals import numerals, romans
from pipeline.qa.quantities import quantities

FIGURES = "numbers number-words percent units duration frequency bounds dates weekdays contacts".split()
BY_ID = {check.id: check for check in CHECKS if check.id in FIGURES}


class Bad(NamedTuple):
    """A wrong translation, and the check that must say so."""

    english: str
    turkish: str
    check_id: str


GOOD: list[tuple[str, str]] = [
    # numbers in words and in digits
    ("Take two tablets.", "2 tablet alın."),
    ("One and a half tablets", "Bir buçuk tablet"),
    ("1.5 tablets", "bir buçuk tablet"),
    ("2.5 hours", "2 buçuk saat"),
    ("an hour and a half", "bir buçuk saat"),
    ("half a tablet", "yarım tablet"),
    ("½ tablet", "yarım tablet"),
    ("a quarter of a tablet", "çeyrek tablet"),
    ("two thirds of patients", "hastaların üçte ikisi"),
    ("one in ten", "on kişiden biri"),
    ("a tenth of them", "onda biri"),
    ("three quarters of women", "kadınların dörtte üçü"),
    ("20 percent", "yüzde yirmi"),
    ("ninety per cent", "%90"),
    ("a dozen needles", "on iki iğne"),
    ("two hundred and fifty people", "250 kişi"),
    ("in your forties", "kırklı yaşlarda"),
    ("the fortieth day", "kırkıncı gün"),
    ("each of both eyes", "her iki göz"),
    ("within a fortnight", "iki hafta içinde"),
    ("a wisdom tooth", "yirmi yaş dişi"),
    ("face to face", "yüz yüze"),
    ("Stage 3 cancer", "Evre III kanser"),
    ("grade III burns", "3. derece yanık"),
    ("stages II–III", "Evre 2–3"),
    ("Type II diabetes", "Tip 2 diyabet"),
    ("an IV line", "damar yolu"),
    # thousands, negative numbers, levels
    ("5000 IU", "5.000 ünite"),
    ("5,000 IU", "5.000 IU"),
    ("−5 °C", "-5 °C"),
    ("T12–L1", "T12-L1"),
    ("C5/6", "C5-6"),
    # units
    ("2.5 mg", "2,5 miligram"),
    ("10 µg", "10 mikrogram"),
    ("0.5 mg/kg", "0,5 mg/kg"),
    ("15 mg per kg", "kilogram başına 15 mg"),
    ("15 mg/kg", "kg başına 15 mg"),
    ("100 mg/dL", "100 mg/dl"),
    ("1 mm per day", "günde 1 mm"),
    ("2 puffs", "2 puf"),
    ("5 mL is one teaspoon", "5 mL bir çay kaşığıdır"),
    ("Drink 2 glasses", "2 bardak için"),
    ("a unit of three tesla", "üç teslalık cihaz"),
    ("3D scan", "3 boyutlu tarama"),
    ("between 20 and 45 degrees", "20 ile 45 derece arasında"),
    # length of time
    ("within a few minutes", "birkaç dakika içinde"),
    ("10 mg a day", "günde 10 mg"),
    ("for 6 weeks", "6 hafta boyunca"),
    ("a six-week course", "6 haftalık kür"),
    ("48 hours", "2 gün"),
    ("30 minutes", "yarım saat"),
    ("12 months", "bir yıl"),
    ("18 months", "bir buçuk yıl"),
    ("Week 6: back to work", "6. hafta: işe dönüş"),
    ("on the fifth day", "5. günde"),
    # frequency
    ("every 8 hours", "8 saatte bir"),
    ("every 8 hours", "günde üç kez"),
    ("8-hourly", "8 saatte bir"),
    ("q8h", "8 saatte bir"),
    ("1 tablet b.i.d.", "Günde 2 kez 1 tablet"),
    ("One tablet three times a day", "3x1 tablet"),
    ("twice a day", "günde 2 defa"),
    ("once daily", "günde bir kez"),
    ("daily", "her gün"),
    ("every 24 hours", "günde bir kez"),
    ("every other day", "gün aşırı"),
    ("every second day", "iki günde bir"),
    ("three days a week", "haftada üç gün"),
    ("2–3 times a week", "haftada iki üç kez"),
    ("fortnightly", "iki haftada bir"),
    ("every half hour", "yarım saatte bir"),
    ("Two fire drills a year", "Yılda iki kez yangın tatbikatı"),
    ("At least 3 infections per year", "Yılda en az 3 kez enfeksiyon"),
    ("every four weeks", "ayda bir"),
    ("Drink 8 glasses of water daily.", "Günde 8 bardak su için."),
    ("dozens of times a day", "günde onlarca kez"),
    ("a monthly injection", "aylık iğne"),
    ("within a day or two", "bir iki gün içinde"),
    # limits
    ("at least 2 litres", "en az 2 litre"),
    ("no sooner than 24 hours, so as not to bleed", "kanamaya yol açmamak için en erken 24 saat"),
    ("mostly in people over 50", "en çok 50 yaşın üzerindekilerde"),
    ("my first 10 kilometres", "ilk 10 kilometremi"),
    ("after every half hour", "her yarım saatin ardından"),
    ("more than 38 °C", "38 °C'nin üzerinde"),
    ("no more than 4 g a day", "günde en fazla 4 g"),
    ("no more than 20 kg", "20 kg'dan fazla basmayın"),
    ("Do not lift more than 3 kg.", "3 kg'dan ağır kaldırmayın."),
    ("Salt must not exceed 5 g.", "Tuz 5 g'ı geçmemelidir."),
    ("a distance of more than 5 cm", "mesafenin 5 santimetreyi aşması"),
    ("up to 8 tablets", "8 tablete kadar"),
    ("people over 65", "65 yaş üstü kişiler"),
    ("children under 10", "10 yaşından küçük çocuklar"),
    ("for at least an hour", "en az bir saat"),
    ("65 or older", "65 yaş ve üzeri"),
    ("in 7 days at the latest", "en geç 7 gün içinde"),
    ("below 50 kg", "50 kg'ın altında"),
    ("more than five medicines", "beşten fazla ilaç"),
    ("a score of 3 out of 10", "10 üzerinden 3 puan"),
    # dates and times of day
    ("March 3", "3 Mart"),
    ("3rd of March 2026", "3 Mart 2026"),
    ("14 March 2026", "14.03.2026"),
    ("12–14 July", "12-14 Temmuz"),
    ("in May", "mayıs ayında"),
    ("It may cause drowsiness in 3 of 10 people.", "10 kişiden 3'ünde uyku yapabilir."),
    ("Last updated: March 2024", "Son güncelleme: Mart 2024"),
    ("On Monday and Friday", "Pazartesi ve cuma günleri"),
    ("Mon–Fri 9:00–17:00", "Pzt–Cum 09.00–17.00"),
    ("the market on Sunday", "pazar günü pazar"),
    ("at noon", "saat 12.00'de"),
    ("at midnight", "saat 24.00'te"),
    ("Come at half past nine.", "Saat 09.30'da gelin."),
    ("at half past nine", "dokuz buçukta"),
    ("at 9 o'clock", "saat 9'da"),
    ("at 9 PM", "saat 21.00'de"),
    ("at 9 PM", "akşam 9'da"),
    ("at 9 in the evening", "akşam saat 9'da"),
    ("from 8 to 10 pm", "20.00-22.00 arası"),
    ("from 11 to 1 pm", "11.00-13.00 arası"),
    ("at 2 am", "gece 2'de"),
    ("2 tablets in the morning", "sabah 2 tablet"),
]

BAD = [
    Bad("2.5 mg", "25 mg", "numbers"),
    Bad("0.5 mg", "5 mg", "numbers"),
    Bad("500 mg", "5000 mg", "numbers"),
    Bad("1,500 mg", "1,5 mg", "numbers"),
    Bad("10–15 days", "10–50 gün", "numbers"),
    Bad("−5 °C", "5 °C", "numbers"),
    Bad("L4–L5", "L5–S1", "numbers"),
    Bad("120/80 mmHg", "120/90 mmHg", "numbers"),
    Bad("6 pm", "saat 6'da", "numbers"),
    Bad("6 pm", "sabah 6'da", "numbers"),
    Bad("9 PM", "09.00", "numbers"),
    Bad("at noon", "saat 14.00'te", "numbers"),
    Bad("two tablets", "üç tablet", "number-words"),
    Bad("one tablet", "iki tablet", "number-words"),
    Bad("half a tablet", "çeyrek tablet", "number-words"),
    Bad("half a tablet", "bir tablet", "number-words"),
    Bad("one and a half tablets", "bir tablet", "number-words"),
    Bad("an hour and a half", "bir saat", "number-words"),
    Bad("two thirds", "üçte biri", "number-words"),
    Bad("forty patients", "on dört hasta", "number-words"),
    Bad("on the third day", "dördüncü gün", "number-words"),
    Bad("stage III", "Evre II", "number-words"),
    Bad("five sessions", "seanslar", "number-words"),
    Bad("20%", "20", "percent"),
    Bad("ten of 20%", "20 kişiden on", "percent"),
    Bad("10 mg", "10 g", "units"),
    Bad("400 mcg", "400 mg", "units"),
    Bad("15 mg/kg", "15 mg", "units"),
    Bad("5 mL", "5 L", "units"),
    Bad("38 °C", "38 °F", "units"),
    Bad("10 drops", "10 tablet", "units"),
    Bad("two tablets", "iki kapsül", "units"),
    Bad("20 mSv", "20 mGy", "units"),
    Bad("8 hours", "8 mg", "units"),
    Bad("half of the patients", "hastaların üçte biri", "number-words"),
    Bad("a third of them", "yarısı", "number-words"),
    Bad("10 mg of it", "bundan 10", "units"),
    Bad("a few millimetres", "birkaç santimetre", "units"),
    Bad("3 tesla", "3 mT", "units"),
    Bad("for 6 weeks", "6 ay boyunca", "duration"),
    Bad("within a few minutes", "birkaç saat içinde", "duration"),
    Bad("after a week", "bir ay sonra", "duration"),
    Bad("two weeks", "iki ay", "duration"),
    Bad("in the second week", "ikinci ayda", "duration"),
    Bad("Week 6", "6. ay", "duration"),
    Bad("2 hours", "2 dakika", "duration"),
    Bad("3 times a day", "3 günde bir", "frequency"),
    Bad("every 8 hours", "günde 8 kez", "frequency"),
    Bad("every 8 hours", "8 günde bir", "frequency"),
    Bad("every 8 hours", "8 saat boyunca", "frequency"),
    Bad("every 6 hours", "6 kez", "frequency"),
    Bad("q6h", "8 saatte bir", "frequency"),
    Bad("twice a day", "iki günde bir", "frequency"),
    Bad("twice a day", "günde bir kez", "frequency"),
    Bad("once a day", "günde iki kez", "frequency"),
    Bad("once a week", "günde bir kez", "frequency"),
    Bad("every other day", "her gün", "frequency"),
    Bad("daily", "haftada bir", "frequency"),
    Bad("2 tablets a day", "haftada 2 tablet", "frequency"),
    Bad("b.i.d.", "günde üç kez", "frequency"),
    Bad("every 3 months", "3 ayda iki kez", "frequency"),
    Bad("at least 8 hours", "en fazla 8 saat", "bounds"),
    Bad("more than 38 °C", "38 °C'nin altında", "bounds"),
    Bad("up to 8 tablets", "8 tabletten fazla", "bounds"),
    Bad("no more than 4 tablets", "en az 4 tablet", "bounds"),
    Bad("smaller than 5 mm, unruptured", "5 mm'den büyük, kanamamış", "bounds"),
    Bad("cut it by half", "çeyreğe indirin", "number-words"),
    Bad("Do not lift more than 3 kg.", "3 kg'dan az kaldırmayın.", "bounds"),
    Bad("No less than 3 injections", "3'ten fazla iğne yapılmamalıdır", "bounds"),
    Bad("for at least an hour", "en fazla bir saat", "bounds"),
    Bad("65 or older", "65 yaş ve altı", "bounds"),
    Bad("children under 10", "10 yaşından büyük çocuklar", "bounds"),
    Bad("more than five medicines", "beşten az ilaç", "bounds"),
    Bad("3 March", "3 Mayıs", "dates"),
    Bad("3 March 2026", "03.04.2026", "dates"),
    Bad("12–14 July", "12-14 Haziran", "dates"),
    Bad("in May", "mart ayında", "dates"),
    Bad("in November", "her yıl", "dates"),
    Bad("3 March and 5 April", "5 Mart ve 3 Nisan", "dates"),
    Bad("Last updated: March 2024", "Son güncelleme: Mayıs 2024", "dates"),
    Bad("On Monday", "Salı günü", "weekdays"),
    Bad("Monday to Friday", "pazartesiden perşembeye", "weekdays"),
    Bad("every Wednesday", "her hafta", "weekdays"),
]
"""Mistakes that a patient would act on."""


def both_ways(english: str, turkish: str) -> list[Pair]:
    return [Pair(english, turkish, "en", "tr"), Pair(turkish, english, "tr", "en")]


@pytest.mark.parametrize(("english", "turkish"), GOOD)
def test_good(english: str, turkish: str) -> None:
    for pair in both_ways(english, turkish):
        assert [finding for check in BY_ID.values() for finding in check.check(pair)] == []


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.check_id}: {bad.english} → {bad.turkish}")
def test_bad(bad: Bad) -> None:
    for pair in both_ways(bad.english, bad.turkish):
        findings = list(BY_ID[bad.check_id].check(pair))
        assert findings
        assert {finding.severity for finding in findings} == {Severity.ERROR}


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.check_id}: {bad.english} → {bad.turkish}")
def test_ignored(bad: Bad) -> None:
    pair = Pair(bad.english, bad.turkish, "en", "tr", flags=(f"ignore-{bad.check_id}",))
    assert list(BY_ID[bad.check_id].check(pair)) == []


def test_every_check_has_bad_rows() -> None:
    assert {bad.check_id for bad in BAD} == set(FIGURES) - {"contacts"}


@pytest.mark.parametrize(
    ("english", "turkish", "message"),
    [
        ("Take two tablets.", "Üç tablet alın.", "source has two, translation has Üç"),
        ("for six weeks", "haftalarca", "source has six, translation has no such number"),
        ("two weeks", "iki ay", "source has two weeks, translation has iki ay"),
        ("every 8 hours", "8 günde bir", "source has every 8 hours, translation has 8 günde 1"),
        ("every 6 hours", "6 kez", "source has every 6 hours, translation does not say so"),
        ("at least 8 hours", "en fazla 8 saat", "source has at least 8, translation has en fazla 8"),
        ("on 3 March", "3 Mayıs'ta", "source has 3 March, translation has 3 Mayıs'ta"),
        ("On Monday", "Salı günleri", "source has Monday, translation has no such day"),
    ],
)
def test_messages_name_both_sides(english: str, turkish: str, message: str) -> None:
    found = [finding.message for check in BY_ID.values() for finding in check.check(Pair(english, turkish, "en", "tr"))]
    assert message in found


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        ("2.5 mg every 8 hours", "2,5 mg alle 8 Stunden", "de", []),
        ("two tablets twice a day in May", "zwei Tabletten zweimal täglich im Mai", "de", []),
        ("at least 3 days", "mindestens 3 Tage", "de-AT", []),
        ("2.5 mg", "25 mg", "de", ["numbers"]),
        ("10 mg", "10 g", "fr", ["units"]),
    ],
)
def test_other_languages_are_checked_in_digits_only(source: str, target: str, language: str, found: list[str]) -> None:
    pair = Pair(source, target, "en", language)
    findings = [finding.check for check in BY_ID.values() for finding in check.check(pair)]
    assert findings == found


# --- what the checks read ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "twenty-five", [("twenty-five", 25)]),
        ("en", "two hundred and fifty", [("two hundred and fifty", 250)]),
        ("en", "a hundred thousand", [("hundred thousand", 100_000)]),
        ("en", "three or four", [("three", 3), ("four", 4)]),
        ("en", "two thousand ten", [("two thousand ten", 2010)]),
        ("en", "five seconds", [("five", 5)]),
        ("en", "the twenty-first", [("twenty-first", 21)]),
        ("en", "2 and a half", []),
        ("tr", "iki yüz elli", [("iki yüz elli", 250)]),
        ("tr", "iki buçuk saat", [("iki buçuk", 2.5)]),
        ("tr", "iki üç gün", [("iki", 2), ("üç", 3)]),
        ("tr", "on on beş gün", [("on", 10), ("on beş", 15)]),
        ("tr", "iki bin on", [("iki bin on", 2010)]),
        ("tr", "üçte ikisi", [("üçte ikisi", 2 / 3)]),
        ("tr", "yüzde altmış", [("yüzde altmış", 0.6)]),
        ("tr", "on binde bir", [("on binde bir", 0.0001)]),
        ("tr", "tanıdık bir yüz", [("bir", 1), ("yüz", 100)]),
        ("tr", "ikişer dördüncü ALTMIŞ", [("ikişer", 2), ("dördüncü", 4), ("ALTMIŞ", 60)]),
        ("tr", "gömülü yirmi yaş dişi", []),
        ("de", "zwei", []),
    ],
)
def test_numerals(language: str, text: str, expected: list[tuple[str, float]]) -> None:
    found = numerals(text, language)
    assert [one.text for one in found] == [words for words, _ in expected]
    assert [float(one.value) for one in found] == pytest.approx([value for _, value in expected])


@pytest.mark.parametrize(
    ("language", "text", "sure"),
    [
        *(("en", "two", True), ("en", "one", False), ("en", "second", False), ("en", "twice", True)),
        *(
            ("tr", "bir", False),
            ("tr", "altı", False),
            ("tr", "altıncı", True),
            ("tr", "on", True),
            ("tr", "onu", False),
        ),
    ],
)
def test_some_words_are_surely_numbers(language: str, text: str, sure: bool) -> None:
    assert [found.sure for found in numerals(text, language)] == [sure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("stage III", [3]), ("IV. evre", [4]), ("grades II–III", [2, 3]), ("XX. yüzyıl", [20])),
        *(("an IV line", []), ("I am", []), ("Evresinin III ve üzeri", [3])),
    ],
)
def test_romans_stand_beside_a_stage(text: str, expected: list[int]) -> None:
    assert [found.value for found in romans(text)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "5–10 mg", ["5 mg", "10 mg"]),
        ("en", "two to three days", ["2 day", "3 day"]),
        ("en", "half an hour", ["0.5 hour"]),
        ("en", "15 mg/kg every 6 hours", ["15 mg/kg", "6 hour"]),
        ("en", "day 2", ["2 day"]),
        ("en", "twice", ["2 time"]),
        ("tr", "2'şer tablet", ["2 tablet"]),
        ("tr", "altı ay", ["6 month"]),
        ("tr", "yaş altı", ["6 "]),
        ("tr", "10 iş günü içinde", ["10 day"]),
    ],
)
def test_quantities(language: str, text: str, expected: list[str]) -> None:
    assert [f"{found.value} {found.unit}" for found in quantities(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "every 8 hours", [[3]]),
        ("en", "3–4 times a day", [[3, 4]]),
        ("en", "twice every 3 days", [[2 / 3]]),
        ("en", "t.i.d.", [[3]]),
        ("en", "in a day", [[1]]),
        ("en", "within a day", []),
        ("tr", "8 saatte bir", [[3]]),
        ("tr", "günde en az üç kez", [[3]]),
        ("tr", "haftanın beş günü", [[5 / 7]]),
        ("tr", "günaşırı", [[0.5]]),
        ("tr", "10. günde", []),
        ("tr", "ilk on günde bir şey", []),
        ("tr", "üçte biri yılda bir kez", [[1 / 365]]),
        ("de", "täglich", []),
    ],
)
def test_frequencies(language: str, text: str, expected: list[list[float]]) -> None:
    found = frequencies(text, language)
    assert len(found) == len(expected)
    for one, rates in zip(found, expected, strict=True):
        assert sorted(float(rate) for rate in one.rates) == pytest.approx(rates)


@pytest.mark.parametrize(
    ("language", "text", "lower", "negative"),
    [
        ("en", "at least 3 days", True, False),
        ("en", "no more than 3 days", True, True),
        ("en", "18 years or older", True, False),
        ("tr", "3 günden fazla", True, False),
        ("tr", "3 gramı aşmamalı", True, True),
        ("tr", "3 gramı aşan", True, False),
        ("tr", "3 güne kadar", False, False),
        ("tr", "yatmadan en az 3 saat önce", True, False),
    ],
)
def test_bounds(language: str, text: str, lower: bool, negative: bool) -> None:
    assert [(bound.lower, bound.negative) for bound in bounds(text, language)] == [(lower, negative)]


def test_names_of_the_calendar() -> None:
    assert [(month.value, month.sure) for month in months("In May and on 3 March, we may march.", "en")] == [
        (5, True),
        (3, True),
    ]
    assert [month.value for month in months("ocak ayında, 5 Aralık'ta ve 1.2.2026'da", "tr")] == [2, 1, 12]
    assert [day.value for day in weekdays("Pazartesi, cumartesi ve pazar", "tr")] == [0, 5, 6]
    assert [day.value for day in weekdays("Mon–Sat; the sun sat", "en")] == [0, 5]
