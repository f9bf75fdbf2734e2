import pytest

from pipeline.morphology.readings import numeral, readings
from pipeline.morphology.stems import heads, is_possessive, stems


@pytest.mark.parametrize(
    ("word", "before_vowel"),
    [
        *(
            ("darlık", "darlığ"),
            ("kalp", "kalb"),
            ("ilaç", "ilac"),
            ("boyun", "boyn"),
            ("tıp", "tıbb"),
            ("renk", "reng"),
        ),
        *(
            ("kayıt", "kayd"),
            ("nörolog", "nöroloğ"),
            ("ameliyat", "ameliyat"),
            ("disk", "disk"),
            ("su", "suy"),
            ("park", "park"),
        ),
    ],
)
def test_before_a_vowel(word: str, before_vowel: str) -> None:
    assert stems(word, strict=True)[0].text == before_vowel


@pytest.mark.parametrize(
    ("word", "head"),
    [
        *(
            ("fıtığı", "fıtık"),
            ("ağrısı", "ağrı"),
            ("kası", "kas"),
            ("kafesi", "kafes"),
            ("boynu", "boyun"),
            ("hakkı", "hak"),
        ),
        *(
            ("kaydı", "kayıt"),
            ("tedavisi", "tedavi"),
            ("nakli", "nakil"),
            ("kökü", "kök"),
            ("ağı", "ağ"),
            ("ilacı", "ilaç"),
        ),
    ],
)
def test_heads_of_compounds(word: str, head: str) -> None:
    assert heads(word)[0] == head


def test_what_has_no_head() -> None:
    assert heads("omurga") == heads("ı") == heads("bel") == ()


def test_possessives() -> None:
    assert is_possessive("merkezi")
    assert not is_possessive("cerrahi")


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0, "sıfır"),
        (7, "yedi"),
        (20, "yirmi"),
        (300, "yüz"),
        (5000, "bin"),
        (2_000_000, "milyon"),
        (1234, "dört"),
        (110, "on"),
    ],
)
def test_numerals(value: int, word: str) -> None:
    assert numeral(value) == word


@pytest.mark.parametrize(
    ("written", "vowel", "last"),
    [
        ("BOS", "o", "s"),
        ("EKG", "e", "e"),
        ("SGK", "a", "a"),
        ("NSAİİ", "i", "i"),
        ("MR", "a", "r"),
        ("1.500", "ü", "z"),
        ("%5", "e", "ş"),
    ],
)
def test_readings(written: str, vowel: str, last: str) -> None:
    assert readings(written)[0][:2] == (vowel, last)
