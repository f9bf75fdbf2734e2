"""Words of caution that a translation must not lose."""

import pytest

from pipeline.model import Pair
from pipeline.qa.cautions import CAUTIONS, Cautions
from tests.qa.tables import found

CHECK = Cautions()

GOOD = [
    ("Tell us about your allergies.", "Alerjilerinizi bize söyleyin."),
    ("It is contraindicated in pregnancy.", "Gebelikte kontrendikedir."),
    ("It is contraindicated in children.", "Çocuklarda kullanılmamalıdır."),
    ("Are you pregnant?", "Hamile misiniz?"),
    ("Go to the emergency department.", "Acil servise gidin."),
    ("Call us immediately.", "Bizi hemen arayın."),
    ("Call us at once.", "Derhal bizi arayın."),
    ("Come without delay.", "Gecikmeden gelin."),
    ("Bleeding is rare.", "Kanama nadirdir."),
    ("If you have a fever", "Ateşiniz varsa"),
    ("This can be dangerous.", "Bu tehlikeli olabilir."),
    ("Signs of infection", "Enfeksiyon belirtileri"),
    ("An overdose damages the liver.", "Aşırı doz karaciğere zarar verir."),
    ("Breastfeeding mothers", "Emziren anneler"),
    ("An ambulance will come.", "Ambulans gelecek."),
    ("The risk of death is low.", "Ölüm riski düşüktür."),
    ("In almost every patient", "Hemen her hastada"),
    ("Right next to the nerve", "Sinirin hemen yanında"),
    ("Call us at once.", "Derhâl bizi arayın."),
    ("Go home immediately after the test.", "Testin hemen ardından eve gidin."),
    ("A wound that needs an immediate scan", "Acil tarama gerektiren yara"),
    ("Red flags in back pain", "Bel ağrısında tehlike işaretleri"),
    ("Both knees at once", "İki diz birden"),
    ("Dial 112.", "112'yi arayın."),
    ("Postpone visits that are not urgent.", "Acil olmayan randevuları erteleyin."),
]

LOST = [  # the Turkish side lacks the warning
    ("Tell us about your allergies.", "Bunları bize söyleyin.", "allergy"),
    ("It is contraindicated in pregnancy.", "Gebelikte kullanılabilir.", "contraindication"),
    ("Are you pregnant?", "Evli misiniz?", "pregnancy"),
    ("Not while breastfeeding", "Uyurken değil", "breastfeeding"),
    ("Go to the emergency department.", "Bölüme gidin.", "emergency"),
    ("Emergency: 112", "İsterseniz 112", "emergency"),
    ("An urgent scan is needed.", "Tarama gerekir.", "urgent"),
    ("Come to the hospital immediately.", "Hastaneye gelin.", "at once"),
    ("The bleeding must be stopped.", "Durdurulmalıdır.", "bleeding"),
    ("Fever and redness", "Kızarıklık", "fever"),
    ("This is dangerous.", "Bu böyledir.", "danger"),
    ("Signs of infection", "Belirtiler", "infection"),
    ("An overdose damages the liver.", "Karaciğere zarar verir.", "poison"),
    ("Call an ambulance.", "Bir araç çağırın.", "ambulance"),
    ("Call us if it hurts.", "Ağrırsa bekleyin.", "call"),
    ("It may be fatal.", "Ağır olabilir.", "death"),
]

ADDED = [  # the English side lacks what the Turkish warns of
    ("Tell us about it.", "Alerjinizi bize söyleyin.", "allergy"),
    ("Wait for us.", "Bizi arayın.", "call"),
    ("Redness", "Ateş ve kızarıklık", "fever"),
    ("Come to us.", "Derhal bize gelin.", "at once"),
    ("Go to the department.", "Acil servise gidin.", "emergency"),
]


@pytest.mark.parametrize(("english", "turkish"), GOOD)
def test_good(english: str, turkish: str) -> None:
    assert found(CHECK, english, turkish) == [(), ()]


@pytest.mark.parametrize(("english", "turkish", "caution"), LOST)
def test_lost_in_turkish(english: str, turkish: str, caution: str) -> None:
    there, back = found(CHECK, english, turkish)
    assert any(f"({caution})" in message for message in there)
    assert not any(f"({caution})" in message for message in back)


@pytest.mark.parametrize(("english", "turkish", "caution"), ADDED)
def test_lost_in_english(english: str, turkish: str, caution: str) -> None:
    there, back = found(CHECK, english, turkish)
    assert there == ()
    assert any(f"({caution})" in message for message in back)


@pytest.mark.parametrize(("english", "turkish", "caution"), [*LOST, *ADDED])
def test_ignored(english: str, turkish: str, caution: str) -> None:
    assert found(CHECK, english, turkish, "ignore-warning-words") == [(), ()]
    assert any(f"({caution})" in message for messages in found(CHECK, english, turkish) for message in messages)


def test_every_caution_has_a_row() -> None:
    assert {row[2] for row in LOST} == set(CAUTIONS)


def test_other_languages_are_left_alone() -> None:
    assert list(CHECK.check(Pair("Call us immediately.", "Warten Sie.", "en", "de"))) == []
