"""Words that change into their opposite, in both directions."""

import pytest

from pipeline.model import Pair
from pipeline.qa import antonyms
from pipeline.qa.opposites import Opposites, Sides
from tests.qa.tables import found

CLASSES = [check for check in vars(antonyms).values() if isinstance(check, type) and issubclass(check, Opposites)]
CHECKS = {check.id: check() for check in CLASSES if check is not Opposites}

GOOD = [
    ("laterality", "Pain in the left leg", "Sol bacakta ağrı"),
    ("laterality", "Your right hand and your left hand", "Sağ eliniz ve sol eliniz"),
    ("laterality", "The left and right sides", "Sağ ve sol yanlar"),
    ("laterality", "Call us right away.", "Hemen bizi arayın."),
    ("laterality", "You have the right to object.", "İtiraz hakkınız vardır."),
    ("laterality", "The screws are left in place.", "Vidalar yerinde bırakılır."),
    ("laterality", "Your health comes first.", "Sağlığınız önce gelir."),
    ("laterality", "A brace provides support.", "Korse destek sağlar."),
    ("laterality", "The gap left by the disc", "Diskten kalan boşluk"),
    ("laterality", "It is right to wait.", "Beklemek doğrudur."),
    ("laterality", "Turn it left or right for relief.", "Rahatlamak için sola veya sağa çevirin."),
    ("level", "The upper vertebra", "Üst omur"),
    ("level", "Ask upstairs.", "Üst katta sorun."),
    ("level", "Lower back pain", "Bel ağrısı"),
    ("level", "Pain below the knee", "Diz altında ağrı"),
    ("level", "Six months", "Altı ay"),
    ("order", "Before the operation", "Ameliyattan önce"),
    ("order", "After the injection", "Enjeksiyonun ardından"),
    ("order", "Two years ago", "İki yıl önce"),
    ("order", "Preoperative tests", "Ameliyat öncesi tetkikler"),
    ("change", "This increases the risk.", "Bu, riski artırır."),
    ("change", "The pain eases.", "Ağrı azalır."),
    ("change", "A lower dose", "Daha düşük bir doz"),
    ("change", "Low back pain", "Bel ağrısı"),
    ("change", "This speeds up healing.", "Bu, iyileşmeyi hızlandırır."),
    ("change", "A lengthened interval", "Uzatılan ara"),
    ("change", "Open reduction of a fracture that extends upwards", "Yukarı uzanan kırıkta açık redüksiyon"),
    ("change", "A small risk of stroke", "Küçük bir inme riski"),
    ("change", "Increasingly common", "Giderek yaygınlaşan"),
    ("place", "The front of the neck", "Boynun ön yüzü"),
    ("place", "Inpatient treatment", "Yatarak tedavi"),
    ("course", "Start the tablets on Monday.", "Tabletlere pazartesi başlayın."),
    ("course", "Stop warfarin five days before.", "Varfarini beş gün önce kesin."),
    ("course", "Continue your medicines.", "İlaçlarınıza devam edin."),
    ("nature", "A benign tumour", "İyi huylu bir tümör"),
    ("nature", "Acute pain", "Akut ağrı"),
    ("nature", "It is safe.", "Güvenlidir."),
    ("nature", "Unsafe implants", "Güvenli olmayan implantlar"),
    ("condition", "On an empty stomach", "Aç karnına"),
    ("condition", "Day and night", "Gece gündüz"),
    ("condition", "In the morning", "Sabah"),
    ("obligation", "You must rest.", "Dinlenmelisiniz."),
    ("obligation", "You may shower.", "Duş alabilirsiniz."),
    ("obligation", "You should rest.", "Dinlenmeniz gerekir."),
]

BAD = [
    ("laterality", "Pain in the left leg", "Sağ bacakta ağrı", "'left' (left), translation has 'sağ' (right)"),
    ("laterality", "Turn to the right.", "Sola dönün.", "'right' (right), translation has 'sola' (left)"),
    ("laterality", "Left 5, right 3", "Sağ 5, sağ 3", "translation has 'sağ' (right)"),
    ("laterality", "Left: pain. And on the right: none", "Sağ: ağrı var. Diğer taraf olan solda: yok", "(right)"),
    ("laterality", "The left kidney is removed.", "Sağdaki böbrek alınır.", "translation has 'sağdaki' (right)"),
    ("level", "The upper vertebra", "Alt omur", "translation has 'alt' (lower)"),
    ("level", "The lower limb", "Üst ekstremite", "translation has 'üst' (upper)"),
    ("level", "Pain below the knee", "Dizin üstünde ağrı", "translation has 'üstünde' (upper)"),
    ("level", "Fever above 38 °C", "38 °C'nin altında ateş", "translation has 'altında' (lower)"),
    ("order", "Fast before the operation.", "Ameliyattan sonra aç kalın.", "translation has 'sonra' (after)"),
    ("order", "Walk after the operation.", "Ameliyattan önce yürüyün.", "translation has 'önce' (before)"),
    ("order", "Preoperative visit", "Ameliyat sonrası muayene", "translation has 'sonrası' (after)"),
    ("change", "This increases the risk.", "Bu, riski azaltır.", "translation has 'azaltır' (less)"),
    ("change", "Reduce the dose.", "Dozu artırın.", "translation has 'artırın' (more)"),
    ("change", "High blood pressure", "Düşük tansiyon", "translation has 'düşük' (less)"),
    ("change", "A low dose", "Yüksek bir doz", "translation has 'yüksek' (more)"),
    ("change", "This speeds up healing.", "Bu, iyileşmeyi yavaşlatır.", "'yavaşlatır' (slowing)"),
    ("change", "Lengthen the interval.", "Arayı kısaltın.", "'kısaltın' (shortening)"),
    ("change", "Exercise strengthens the back.", "Egzersiz sırtı zayıflatır.", "'zayıflatır' (weakening)"),
    ("change", "The canal narrows.", "Kanal genişler.", "'genişler' (widening)"),
    ("change", "The pain improves.", "Ağrı kötüleşir.", "(worsen)"),
    ("change", "You may gain weight.", "Kilo verebilirsiniz.", "(losing weight)"),
    ("change", "The tumour shrinks.", "Tümör büyür.", "'büyür' (growing)"),
    ("change", "Walking aggravates the pain.", "Yürümek ağrıyı hafifletir.", "'hafifletir' (relieving)"),
    ("place", "An anterior approach", "Posterior yaklaşım", "translation has 'posterior' (back)"),
    ("place", "Outpatient treatment", "Yatarak tedavi", "translation has 'yatarak' (inpatient)"),
    ("course", "Start the tablets.", "Tabletleri bırakın.", "translation has 'bırakın' (stop)"),
    ("course", "Stop warfarin.", "Varfarine başlayın.", "translation has 'başlayın' (start)"),
    ("course", "Continue aspirin.", "Aspirini kesin.", "translation has 'kesin' (stop)"),
    ("nature", "A benign tumour", "Kötü huylu bir tümör", "translation has 'kötü huylu' (malignant)"),
    ("nature", "Chronic pain", "Akut ağrı", "translation has 'akut' (acute)"),
    ("nature", "The test is negative.", "Test pozitiftir.", "translation has 'pozitiftir' (positive)"),
    ("nature", "It is safe.", "Tehlikelidir.", "translation has 'tehlikelidir' (dangerous)"),
    ("nature", "Hypothyroidism", "Hipertiroidi", "translation has 'hipertiroidi' (hyper)"),
    ("condition", "On an empty stomach", "Tok karnına", "(full stomach)"),
    ("condition", "Use a cold pack.", "Sıcak kompres uygulayın.", "translation has 'sıcak' (hot)"),
    ("condition", "Keep the dressing dry.", "Pansumanı ıslak tutun.", "translation has 'ıslak' (wet)"),
    ("condition", "Take it in the morning.", "Akşam alın.", "translation has 'akşam' (evening)"),
    ("condition", "For adults", "Çocuklar için", "translation has 'çocuklar' (child)"),
    ("obligation", "You must call us.", "Bizi arayabilirsiniz.", "translation has 'arayabilirsiniz' (may)"),
    ("obligation", "You may shower.", "Duş almalısınız.", "translation has 'almalısınız' (must)"),
]


@pytest.mark.parametrize(("check_id", "english", "turkish"), GOOD)
def test_good(check_id: str, english: str, turkish: str) -> None:
    assert found(CHECKS[check_id], english, turkish) == [(), ()]


@pytest.mark.parametrize(("check_id", "english", "turkish", "message"), BAD)
def test_bad(check_id: str, english: str, turkish: str, message: str) -> None:
    there, back = found(CHECKS[check_id], english, turkish)
    assert len(there) == len(back) == 1
    assert message in there[0]


def test_a_side_that_is_left_out() -> None:
    assert found(CHECKS["laterality"], "Drops for the left eye", "Göz için damla") == [
        ("source has 'left' (left), translation does not say so",),
        (),
    ]
    assert found(CHECKS["laterality"], "Drops for the eye", "Sağ göz için damla")[1] == (
        "source has 'sağ' (right), translation does not say so",
    )
    assert found(CHECKS["laterality"], "One on the left side, one on the right", "İkisi de sağda")[0]


@pytest.mark.parametrize(("check_id", "english", "turkish", "message"), BAD)
def test_ignored(check_id: str, english: str, turkish: str, message: str) -> None:
    assert found(CHECKS[check_id], english, turkish, f"ignore-{check_id}") == [(), ()]
    assert message in found(CHECKS[check_id], english, turkish, "ignore-other")[0][0]


def test_every_check_has_rows() -> None:
    assert {row[0] for row in GOOD} == {row[0] for row in BAD} == set(CHECKS)


@pytest.mark.parametrize("check", [type(check) for check in CHECKS.values()])
def test_tables_are_complete(check: type[Opposites]) -> None:
    for (one, other), sides in check.tables.items():
        assert one != other
        assert set(sides) == {"en", "tr"}
        for side in sides.values():
            assert isinstance(side, Sides)
            assert side.one.split()
            assert side.other.split()
            assert not set(side.one.split()) & set(side.other.split())


def test_other_languages_are_left_alone() -> None:
    pair = Pair("Pain in the left leg", "Schmerzen im rechten Bein", "en", "de")
    assert [message for check in CHECKS.values() for message in check.check(pair)] == []
