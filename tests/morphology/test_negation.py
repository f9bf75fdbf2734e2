"""Negated Turkish words, and words that only look like them."""

import pytest

from pipeline.morphology.negation import Negation, negated_ending, turkish_negation

FORMS = {
    Negation.VERB: "almaz almazlar almazsa almazsınız konuşmazken olmazdı gitmeyiz satmıyoruz bilmiyorum olmuyor "
    "gülmüyor almadı gelmediniz geçmediyse bitmedinizse gelmemiş kanıtlanmamıştır yapılmayacak gidemeyeceği almayın "
    "almayınız kapatmasın gitmeyelim duymayayım olmasa beklenmese olmayabilir almamak olmaması almamalısınız "
    "unutulmamalıdır kullanmamanız olmayan içmeyenlere olmadığı bulunmadığından görmeyip olmayınca gülmeyerek "
    "yapılamaz okuyamıyorum",
    Negation.WITHOUT: "sormadan beklemeden gecikmeksizin olmaksızın yemeden",
    Negation.LACKING: "ağrısız ağrısızdır ameliyatsız korsesiz tuzsuz ölümsüz kontrastsız sessizce umutsuzluğa",
    Negation.UNCLEAR: "gösterme almam tutamama yetmezliği bulunamam",
    Negation.NONE: "almayı olması yürümeye gitmekten almanın alın alınız yapılmalıdır gelmeli gelmelisiniz almak "
    "namaz yılmaz komedi memeden malzemeden tamamını mesela domates memnun uyuyor gömüyor umuyor emiyor "
    "hırsız egzersiz fransız iyisiniz alabilirsiniz yorgunsunuz elma temiz deniz zaman ameliyat",
}


@pytest.mark.parametrize(("word", "negation"), [(word, kind) for kind, text in FORMS.items() for word in text.split()])
def test_negation(word: str, negation: Negation) -> None:
    assert turkish_negation(word) is negation


@pytest.mark.parametrize(
    ("word", "ending"),
    [
        ("atmayın", "meyin"),
        ("bükmeyin", "meyin"),
        ("satmıyoruz", "miyoriz"),
        ("almamalıdır", "memelidir"),
        ("alın", ""),
        ("ağrısız", ""),
    ],
)
def test_negated_ending(word: str, ending: str) -> None:
    assert negated_ending(word) == ending
