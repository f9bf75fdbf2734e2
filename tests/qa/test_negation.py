"""Lost and added negations, and the many ways in which the two languages deny differently."""

import pytest

from pipeline.model import Pair, Severity
from pipeline.qa.negation import NegationCount, Negations
from tests.qa.tables import found

CHECK = Negations()

GOOD = [
    ("We never sell your data.", "Verilerinizi asla satmıyoruz."),
    ("When should you not wait for a visit?", "Hangi durumlarda muayeneyi beklememelisiniz?"),
    ("Say where you are and when.<br1/>Do not hang up first.", "Nerede olduğunuzu söyleyin.<br1/>Telefonu kapatmayın."),
    ("Do not eat or drink after midnight.", "Gece yarısından sonra bir şey yiyip içmeyin."),
    ("Do not cross your legs or bend forward.", "Bacak bacak üstüne atmayın, öne eğilmeyin."),
    ("The screw cannot be removed.", "Vida çıkarılamaz."),
    ("You can't drive for a week.", "Bir hafta araç kullanamazsınız."),
    ("There is no infection.", "Enfeksiyon yok."),
    ("This is not a side effect.", "Bu bir yan etki değildir."),
    ("No fever and no cough.", "Ne ateş ne de öksürük var."),
    ("Neither the wound nor the muscle hurts.", "Ne yara ne de kas ağrıyor."),
    ("Nobody may enter the room.", "Odaya kimse giremez."),
    ("Surgery without a scar", "Yara izi bırakmayan ameliyat"),
    ("Do not stop the drug without asking us.", "Bize sormadan ilacı bırakmayın."),
    ("MRI without contrast", "Kontrastsız MR"),
    ("The procedure is painless.", "İşlem ağrısızdır."),
    ("An unnecessary operation", "Gereksiz bir ameliyat"),
    ("Patients who are unable to walk", "Yürüyemeyen hastalar"),
    ("An untreated fracture may shift.", "Tedavi edilmeyen kırık kayabilir."),
    ("Non-slip shoes", "Kaymayan ayakkabılar"),
    ("Non-surgical treatment", "Ameliyatsız tedavi"),
    ("Lack of sleep and stress", "Uykusuzluk ve stres"),
    ("Avoid alcohol for two days.", "İki gün alkol almayın."),
    ("Avoid lifting heavy things.", "Ağır kaldırmaktan kaçının."),
    ("Stay with the patient.", "Hastanın yanından ayrılmayın."),
    ("Keep the wound dry.", "Yarayı ıslatmayın."),
    ("Keep your knee straight.", "Dizinizi bükmeyin."),
    ("The nerve failed to recover.", "Sinir düzelmedi."),
    ("He refused the operation.", "Ameliyatı kabul etmedi."),
    ("Take no more than four tablets a day.", "Günde en fazla dört tablet alın."),
    ("Take no more than four tablets a day.", "Günde dört tabletten fazla almayın."),
    ("No later than six weeks after surgery", "Ameliyattan en geç altı hafta sonra"),
    ("Take it only when needed.", "Gerekmedikçe almayın."),
    ("Only a doctor may change the dose.", "Dozu hekimden başkası değiştiremez."),
    ("Do not hesitate to call.", "Aramaktan çekinmeyin."),
    ("Do not forget your tablets.", "Tabletlerinizi unutmayın."),
    ("Remember to bring your images.", "Görüntülerinizi getirmeyi unutmayın."),
    ("Wash your hands before you eat.", "Yemek yemeden önce ellerinizi yıkayın."),
    ("Sign the form before leaving.", "Çıkmadan formu imzalayın."),
    ("Walking is good for the back.", "Yürüme bele iyi gelir."),
    ("Taking the drug is easy.", "İlacı almak kolaydır."),
    ("Ask whether the dose has changed.", "Dozun değişip değişmediğini sorun."),
    ("Take it as soon as you remember.", "Hatırlar hatırlamaz alın."),
    ("With or without a referral", "Sevkli ya da sevksiz"),
    ("Is it a sprain, or is it broken?", "Burkulma mı, yoksa kırık mı?"),
    ("You had an MRI, didn't you?", "MR çektirdiniz, değil mi?"),
    ("Not only pain but also numbness", "Yalnızca ağrı değil, uyuşma da"),
    ("The pain no longer wakes me.", "Ağrı artık beni uyandırmıyor."),
    ("Exercise rather than rest", "Dinlenme değil, egzersiz"),
    ("The pain rarely goes below the knee.", "Ağrı dizin altına pek inmez."),
    ("Painkillers are of little use.", "Ağrı kesiciler pek işe yaramaz."),
    ("Urinary incontinence is an emergency.", "İdrar tutamama acil bir durumdur."),
    ("Persistent pain needs an examination.", "Geçmeyen ağrı muayene gerektirir."),
    ("There is no harm in walking.", "Yürümenizde sakınca yoktur."),
    ("Weakness and discomfort", "Güçsüzlük ve rahatsızlık"),
    ("Law No. 6698", "6698 sayılı Kanun"),
    ("Take your time.", "Acele etmeyin."),
    ("Unless it hurts, keep walking.", "Ağrımıyorsa yürümeye devam edin."),
    ("The operation cannot be done. Call us.", "Ameliyat yapılamaz. Bizi arayın."),
    ("It is not uncommon.", "Sık görülür."),
    ("It is too weak for nerve pain.", "Sinir ağrısına yetmez."),
    ("What it can and cannot do", "Neyi yapıp neyi yapamadığı"),
    ("Any time", "Fark etmez"),
    ("If you cannot stand, do not walk.", "Ayakta duramıyorsanız yürümeyin."),
    ("Do not drive unless we allow it.", "İzin vermediysek araç kullanmayın."),
    ("You should not wait for the result.", "Sonucu beklememeniz gerekir."),
    ("Do not press, rub or scratch the scar.", "Yaraya bastırmayın, ovmayın ve kaşımayın."),
    ("There is a loss of feeling.", "His kaybı var."),
    ("Lack of feeling in the foot", "Ayakta his kaybı"),
    ("Surgery that cannot be avoided", "Kaçınılmaz ameliyat"),
    ("Please note the hour.", "Saati unutmayın."),
    ("The nurse does not leave you.", "Hemşire yanınızdan ayrılmaz."),
    ("In at most 3% of patients", "Hastaların ancak %3'ünde"),
    ("In no more than 3% of patients", "Hastaların ancak %3'ünde"),
    ("She no longer needs painkillers.", "Artık ağrı kesiciye ihtiyacı kalmadı."),
    ("The knee no longer swells.", "Dizin şişmesi sona erdi, ağrı da kesildi."),
    ("Has your doctor called yet?", "Doktorunuz aramadı mı?"),
    ("The lab keeps samples so that no germ is missed.", "Mikrop atlanmaması için örnekler saklanır."),
]

LOST = [
    ("We never sell your data.", "Verilerinizi asla satıyoruz."),
    ("Do not eat or drink after midnight.", "Gece yarısından sonra yiyip için."),
    ("You must not drive.", "Araç kullanmalısınız."),
    ("The screw cannot be removed.", "Vida çıkarılabilir."),
    ("There is no infection.", "Enfeksiyon var."),
    ("This is not a side effect.", "Bu bir yan etkidir."),
    ("It isn't dangerous.", "Tehlikelidir."),
    ("Nobody may enter the room.", "Odaya herkes girebilir."),
    ("Nothing needs to be done.", "Bir şey yapmak gerekir."),
    ("Do not stop the tablets.", "Tabletleri bırakın."),
    ("Never stop aspirin on your own.", "Aspirini kendiniz kesin."),
    ("Do not forget the appointment.", "Randevuyu unutun."),
    ("Treatment without surgery", "Ameliyatlı tedavi"),
    ("MRI without contrast", "Kontrastlı MR"),
    ("He was unable to walk.", "Yürüyebildi."),
    ("Neither drug helps.", "İki ilaç da yarar."),
    ("Do not swallow the capsule before reading this.", "Bunu okumadan önce kapsülü yutun."),
    ("Do not get up until the nurse comes.", "Hemşire gelene kadar kalkın."),
    ("The wound does not need a dressing.", "Yaranın pansumana ihtiyacı vardır."),
    ("Patients who do not smoke", "Sigara içen hastalar"),
    ("Do not stop it without asking.", "Sormadan bırakın."),
    ("No drug is without risk.", "Risksiz ilaç vardır."),
    # another denial of the sentence does not stand for the lost one
    ("If you cannot stand, do not walk.", "Ayakta duramıyorsanız yürüyün."),
    ("Do not drive unless we allow it.", "İzin vermediysek araç kullanın."),
    ("Unused tablets should not be kept.", "Artan haplar saklanmalıdır."),
    ("Do not sit for long without a cushion.", "Mindersiz uzun süre oturun."),
    ("The price does not include the room.", "Oda fiyata dâhildir."),
    ("The swelling does not cause disability.", "Şişlik engelliliğe yol açar."),
    ("Do not sit still for hours on end.", "Aralıksız saatlerce oturun."),
]

ADDED = [
    ("Take the tablet with water.", "Tableti suyla almayın."),
    ("You may shower tomorrow.", "Yarın duş alamazsınız."),
    ("The dose should be increased.", "Doz artırılmamalıdır."),
    ("The drug is safe in pregnancy.", "İlaç gebelikte güvenli değildir."),
    ("There is a risk of bleeding.", "Kanama riski yoktur."),
    ("We share your data with your insurer.", "Verilerinizi sigortanızla paylaşmıyoruz."),
    ("The stitches are removed after ten days.", "Dikişler on gün sonra alınmaz."),
    ("Your doctor examined you.", "Doktorunuz sizi muayene etmedi."),
    ("The pain will return.", "Ağrı geri dönmeyecek."),
    ("Treatment with surgery", "Ameliyatsız tedavi"),
    ("Bring your medicines.", "İlaçlarınızı getirmeyin."),
    ("This vaccine is needed.", "Bu aşıya gerek yok."),
]

COUNTS = [
    ("It does not hurt and it does not bleed.", "Ağrımaz ve kanar."),
    ("It is not safe and it must not be used.", "Güvenli değildir ve kullanılmalıdır."),
]


@pytest.mark.parametrize(("english", "turkish"), GOOD)
def test_good(english: str, turkish: str) -> None:
    assert found(CHECK, english, turkish) == [(), ()]


@pytest.mark.parametrize(("english", "turkish"), LOST)
def test_the_turkish_side_affirms(english: str, turkish: str) -> None:
    there, back = found(CHECK, english, turkish)
    assert len(there) == len(back) == 1
    assert there[0].startswith("source denies (")
    assert back[0].startswith("translation denies (")


@pytest.mark.parametrize(("english", "turkish"), ADDED)
def test_the_turkish_side_denies(english: str, turkish: str) -> None:
    there, back = found(CHECK, english, turkish)
    assert len(there) == len(back) == 1
    assert there[0].startswith("translation denies (")
    assert back[0].startswith("source denies (")


@pytest.mark.parametrize(("english", "turkish"), [*LOST, *ADDED])
def test_ignored(english: str, turkish: str) -> None:
    assert found(CHECK, english, turkish, "ignore-negation") == [(), ()]


@pytest.mark.parametrize(("english", "turkish"), COUNTS)
def test_both_sides_deny_but_not_equally_often(english: str, turkish: str) -> None:
    assert found(CHECK, english, turkish) == [(), ()]
    there, back = found(NegationCount(), english, turkish)
    assert there[0].startswith("source denies ")
    assert back[0].startswith("translation denies ")
    assert found(NegationCount(), english, turkish, "ignore-negation-count") == [(), ()]
    assert NegationCount.severity is Severity.WARNING


def test_the_message_names_the_words() -> None:
    assert found(CHECK, "Do not stop the tablets.", "Tabletleri bırakın.") == [
        ("source denies ('not'), translation does not",),
        ("translation denies ('not'), source does not",),
    ]


def test_sentences_are_compared_one_by_one() -> None:
    english = "Do not eat. Drink water."
    assert found(CHECK, english, "Yemek yemeyin. Su için.") == [(), ()]
    assert found(CHECK, english, "Yemek yiyin. Su içmeyin.")[0] == (
        "source denies ('not'), translation does not",
        "translation denies ('içmeyin'), source does not",
    )


def test_codes_do_not_disturb() -> None:
    assert found(CHECK, "Do <b1>not</b1> eat.", "Yemek <b1>yemeyin</b1>.") == [(), ()]
    assert found(CHECK, "Do <b1>not</b1> eat.", "Yemek <b1>yiyin</b1>.")[0]


def test_other_languages_are_left_alone() -> None:
    assert list(CHECK.check(Pair("Do not eat.", "Essen Sie.", "en", "de"))) == []
    assert list(CHECK.check(Pair("Do not eat.", "Yiyin.", "en-GB", "tr-TR"))) != []
