import pytest

from pipeline.morphology.verbs import common_forms, conjugate, endings_of, verb_stems


@pytest.mark.parametrize(
    ("infinitive", "words"),
    [
        (
            "etmek",
            "eder edilir edildi edilmiştir ediyoruz edecek edeceğiz edilmeyecektir ettiğinizde edilmesini edemezsiniz "
            "etmeyin "
            "edilebilir ediliyordu ettirin ederek edip etmeden edilmedikçe edilmelidir eden edilenler etmektedir",
        ),
        ("almak", "alınız aldıysanız alınmaksızın alarak alacağım alıyor almıyorum alındıktan"),
        ("başlamak", "başlıyor başlar başlandı başlamadan başlayabilirsiniz başlamıyor"),
        ("koymak", "konur konmuş koyuldu koyar konmaz"),
        ("iyileşmek", "iyileşir iyileşene iyileşmesi iyileşmektedir iyileştikten iyileşmeyen iyileşiyordu"),
        ("nakletmek", "nakledildi naklediyor nakletti"),
    ],
)
def test_forms_of_a_verb(infinitive: str, words: str) -> None:
    assert [word for word in words.split() if not list(endings_of(word, infinitive))] == []


@pytest.mark.parametrize(
    ("word", "infinitive"),
    [
        ("etiket", "etmek"),
        ("etki", "etmek"),
        ("edebiyat", "etmek"),
        ("almanya", "almak"),
        ("başlık", "başlamak"),
        ("et", "el"),
    ],
)
def test_other_words(word: str, infinitive: str) -> None:
    assert list(endings_of(word, infinitive)) == []


@pytest.mark.parametrize(
    ("infinitive", "suffixes", "written"),
    [
        ("yapmak", ("(I)l", "DI"), "yapıldı"),
        ("başlamak", ("(I)l", "DI"), "başlandı"),
        ("gelmek", ("(A)r",), "gelir"),
        ("yapmak", ("(I)r",), "yapar"),
        ("nakletmek", ("(A)r",), "nakleder"),
        ("başlamak", ("(I)yor", "(y)Iz"), "başlıyoruz"),
        ("etmek", ("(y)AcAk", "(y)Iz"), "edeceğiz"),
        ("etmek", (), "et"),
        ("omurga", (), None),
    ],
)
def test_conjugation(infinitive: str, suffixes: tuple[str, ...], written: str | None) -> None:
    assert conjugate(infinitive, suffixes) == written


def test_softening_of_etmek_alone() -> None:
    softened = [
        verb
        for verb in ("etmek", "kaydetmek", "reddetmek", "öğretmek", "işletmek", "üretmek")
        if len(verb_stems(verb)) == 2
    ]
    assert softened == ["etmek", "kaydetmek", "reddetmek"]


def test_common_forms() -> None:
    made = common_forms("tedavi etmek")
    assert made[0] == "tedavi etmek"
    assert {"tedavi edilir", "tedavi edilmelidir", "tedavi ediyor", "tedavi edilebilir"} <= set(made)
