import pytest

from pipeline.inflection import (
    compound_stems,
    english_plurals,
    english_spelling,
    is_nominal_ending,
    turkish_stems,
    turkish_verb_stems,
    verb_stems,
)


@pytest.mark.parametrize(
    ("stem", "endings"),
    [
        ("omurga", "nın ya yı da dan lar larımızın nızdaki sı sında sıyla ysa dır sız"),
        ("disk", "in e te ten ler leri lerin tir in imiz li"),
        ("füzyon", "un u da dan lar unuz suz lu la dur"),
        ("kontrol", "ü e ün ünüz lerde"),
        ("kalb", "i in e imiz"),
        ("tedavi", "yi nin si sinde dir niz lerimiz ydi"),
        ("göz", "ü ünüz deki ler lerinizi"),
    ],
)
def test_endings_that_hang_on_a_noun(stem: str, endings: str) -> None:
    for ending in endings.split():
        assert is_nominal_ending(ending, stem), stem + ending


@pytest.mark.parametrize(
    ("stem", "ending"),
    [
        *(("bel", "ge"), ("disk", "da"), ("disk", "den"), ("omurga", "in"), ("omurga", "den"), ("füzyon", "ın")),
        *(("bel", "yi"), ("disk", "nin"), ("hasta", "lık"), ("inme", "di"), ("ağrı", "tır"), ("göz", "lar")),
    ],
)
def test_endings_that_do_not(stem: str, ending: str) -> None:
    assert not is_nominal_ending(ending, stem)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("antibiyotiği", "antibiyotik"),
        ("kalbinin", "kalp"),
        ("ilacı", "ilaç"),
        ("tıbbın", "tıp"),
        ("boynunuzdaki", "boyun"),
        ("göğsü", "göğüs"),
        ("nöroloğa", "nörolog"),
    ],
)
def test_changed_stems(word: str, stem: str) -> None:
    assert list(turkish_stems(word, {stem})) == [stem]


def test_the_longest_stem_comes_first() -> None:
    assert list(turkish_stems("sinirlerin", {"sinir", "sinirler"})) == ["sinirler", "sinir"]


@pytest.mark.parametrize("word", ["edildi", "edilmezse", "ediyoruz", "edilebilir", "edecek", "eden"])
def test_verbs(word: str) -> None:
    assert set(turkish_verb_stems(word, set(verb_stems("etmek")))) == {"ed-"}


def test_compounds_lose_their_possessive() -> None:
    assert "fıtık" in list(compound_stems("fıtığı"))
    assert "ağrı" in list(compound_stems("ağrısı"))
    assert list(compound_stems("omurga")) == []


@pytest.mark.parametrize(
    ("british", "american"),
    [
        *(("oedema", "edema"), ("orthopaedic", "orthopedic"), ("tumours", "tumors"), ("centre", "center")),
        *(("disk", "disc"), ("mobilisation", "mobilization"), ("anaesthesia", "anesthesia"), ("paralyse", "paralyze")),
    ],
)
def test_one_spelling(british: str, american: str) -> None:
    assert english_spelling(british) == english_spelling(american)


@pytest.mark.parametrize("word", ["four", "toe", "sore", "disease", "exercise", "hour"])
def test_short_words_stay_apart(word: str) -> None:
    others = {"for", "te", "sor", "sored", "her", "hor"}
    assert english_spelling(word) not in others


def test_plurals() -> None:
    assert list(english_plurals("disc")) == ["discs"]
    assert list(english_plurals("biopsy")) == ["biopsies"]
    assert list(english_plurals("metastasis")) == ["metastasises", "metastases"]
