"""The language checks against a table, in both directions."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.model import Location, Pair, Severity, Term, TermMatch
from pipeline.qa import CHECKS, check_pairs
from pipeline.qa.identification import foreignness
from pipeline.qa.spelling import Spelling, installed
from training.tables import TABLES, tables

ROOT = Path(__file__).parent.parent.parent
PLACE = Location("locales/tr/LC_MESSAGES/index.po", 7)


class Table(NamedTuple):
    """``good``: pairs to leave alone. ``bad``: pairs with a piece of the message that must appear."""

    good: list[Pair]
    bad: list[tuple[Pair, str]]


def en_tr(source: str, target: str, role: str = "p") -> Pair:
    return Pair(source, target, "en", "tr", role, PLACE)


def tr_en(source: str, target: str, role: str = "p") -> Pair:
    return Pair(source, target, "tr", "en", role, PLACE)


TABLE: dict[str, Table] = {
    "untranslated": Table(
        good=[
            en_tr("Take the tablets with food.", "Tabletleri yemekle birlikte alın."),
            tr_en("Tabletleri yemekle birlikte alın.", "Take the tablets with food."),
            en_tr("Published in the Journal of Spine Surgery.", "Journal of Spine Surgery dergisinde yayımlandı."),
            en_tr("Journal of Neurosurgery Spine Cases", "Journal of Neurosurgery Spine Cases"),
            en_tr('The film "The sea is calm today"', '"The sea is calm today" filmi'),
            en_tr("See https://example.org/the-page-of-the-day", "https://example.org/the-page-of-the-day"),
            en_tr("Ligamentum flavum hypertrophy", "Ligamentum flavum hipertrofisi"),
            tr_en("Atatürk Bulvarı No: 12, Kızılay, Ankara", "Atatürk Bulvarı No: 12, Kızılay, Ankara"),
            en_tr("MRI, CT and EMG", "MR, BT ve EMG"),
            Pair("Take it with food now.", "Take it with food now.", "en", "de"),
        ],
        bad=[
            (en_tr("Do not drive for a week.", "Do not drive for a week."), "'Do not drive for a week.'"),
            (en_tr("Take it with food.", "TAKE IT WITH FOOD."), "source language"),
            (en_tr("Rest. Do not lift anything heavy.", "Dinlenin. Do not lift anything heavy."), "'Do not lift"),
            (tr_en("Ağır bir şey kaldırmayın.", "Ağır bir şey kaldırmayın."), "'Ağır bir şey kaldırmayın.'"),
            (tr_en("Dinlenin. Araba kullanmayın ve yürüyün.", "Rest. Araba kullanmayın ve yürüyün."), "Araba"),
            (en_tr("<b1>Stop</b1> taking it today.", "<b1>Stop</b1> taking it today."), "'Stop taking it today.'"),
            (tr_en("Yemekten sonra alınız", "Yemekten sonra alınız"), "Yemekten sonra"),
            (en_tr("Where is the pain now?", "Where is the pain now?"), "Where is the pain now?"),
        ],
    ),
    "half-translated": Table(
        good=[
            en_tr("Take two tablets at night.", "Gece iki tablet alın."),
            en_tr("a study in The New England Journal", "The New England Journal dergisindeki çalışma"),
            en_tr('He said "I feel much better now".', 'Bize "I feel much better now" dedi.'),
            en_tr("minimally invasive lumbar discectomy", "minimal invaziv lomber diskektomi"),
            tr_en("Sosyal Güvenlik Kurumu ile anlaşmalıyız.", "We work with Sosyal Güvenlik Kurumu."),
            tr_en("cauda equina sendromu", "cauda equina syndrome"),
            en_tr("Write to the.best.team@example.org", "the.best.team@example.org adresine yazın"),
            Pair("Rest and do not drive.", "Ruhen Sie und do not drive.", "en", "de"),
        ],
        bad=[
            (en_tr("If it hurts, do not drive a car.", "Ağrırsa lütfen do not drive a car."), "do not drive a car"),
            (en_tr("Take two tablets at the same time.", "İki tableti alın at the same time."), "at the same time"),
            (en_tr("Call us when you have a fever.", "Bizi arayın when you have a fever."), "when you have a fever"),
            (tr_en("Ateşiniz varsa hemen bizi arayın.", "If you have a fever hemen bizi arayın."), "hemen bizi arayın"),
            (tr_en("Yarayı kuru ve temiz tutun.", "Keep the wound kuru ve temiz tutun."), "kuru ve temiz tutun"),
            (en_tr("Rest <b1>the first two</b1> days.", "Evde <b1>the first two</b1> gün dinlenin."), "the first two"),
            (en_tr("You may eat what you like after it.", "Sonrasında yiyebilirsiniz what you like."), "what you like"),
            (tr_en("Hastalar aynı gün içinde eve gider.", "Most patients aynı gün içinde go home."), "aynı gün"),
        ],
    ),
    "mojibake": Table(
        good=[
            en_tr("Ağrı için ğüşiöç", "Ağrı için ğüşiöç"),
            en_tr("R&D and AT&T", "Ar-Ge ve AT&T"),
            en_tr("Ångström and Äpfel", "Ångström ve Äpfel"),
            en_tr("Why? Because.", "Neden? Çünkü."),
            en_tr("https://example.org/?a=b?c", "https://example.org/?a=b?c"),
            en_tr("Write &amp;amp; here", "Buraya &amp;amp; yazın"),
            en_tr("the letter ð of Icelandic", "İzlandaca ð harfi"),
            tr_en("“Tırnak” – “çizgi”", "“Quote” – “dash”"),
        ],
        bad=[
            (en_tr("For pain", "AÄŸrÄ± iÃ§in"), "damaged text"),
            (en_tr("Üzüm", "Ã¼zÃ¼m"), "'Ã¼'"),
            (en_tr("Price", "Ücret â€“ fiyat"), "â€“"),
            (en_tr("Pain", "A\ufffdrı"), "damaged"),
            (en_tr("Pain and fever", "Ağrı &amp;amp; ateş"), "&amp;amp;"),
            (en_tr("Pain and fever", "Ağrı&nbsp;ve ateş"), "&nbsp;"),
            (en_tr("Appointment", "Ba?vuru"), "a?v"),
            (en_tr("For pain", "Aðrý için"), "'ð'"),
            (tr_en("Doktorun odası", "The doctorâ\x80\x99s room"), "damaged"),
        ],
    ),
    "invisible": Table(
        good=[
            en_tr("Home", "Ana sayfa"),
            en_tr("1\u00a0mg", "1\u00a0mg"),
            en_tr("a\u00adb", "a\u00adb"),
            en_tr("line\nline", "satır\nsatır\t"),
            en_tr("a\u200bb", "a\u200bb"),
            Pair("Home", "\u200fالصفحة", "en", "ar"),
            Pair("Home", "می\u200cشود", "en", "fa"),
            en_tr("thin\u2009space", "ince\u2009boşluk"),
        ],
        bad=[
            (en_tr("Home", "Ana\u200b sayfa"), "U+200B zero width space"),
            (en_tr("Home", "Ana\u00ad sayfa"), "U+00AD soft hyphen"),
            (en_tr("Home", "\ufeffAna sayfa"), "U+FEFF"),
            (en_tr("Home", "Ana \u202esayfa"), "U+202E"),
            (en_tr("Home", "Ana \u2066sayfa\u2069"), "U+2066"),
            (en_tr("Home", "Ana \u200fsayfa"), "U+200F right-to-left mark"),
            (en_tr("Home", "Ana \x07sayfa"), "U+0007 control character"),
            (tr_en("Ana\u200b sayfa", "Ho\u200bme\u200b page"), "U+200B"),
        ],
    ),
    "normalization": Table(
        good=[
            en_tr("Home", "Ana sayfa"),
            en_tr("Pain", "ağrı"),
            en_tr("s\u0327", "s\u0327"),
            en_tr("Å", "Å"),
            en_tr("5 °C", "5 °C"),
            en_tr("½", "½"),
            tr_en("şeker", "sugar"),
            tr_en("kâğıt", "paper"),
        ],
        bad=[
            (en_tr("Sugar", "s\u0327eker"), "not normalized"),
            (en_tr("Sugar", "bir s\u0327eker"), "'s\u0327eker'"),
            (en_tr("Paper", "ka\u0302g\u0306ıt"), "not normalized"),
            (en_tr("Medicine", "I\u0307laç"), "not normalized"),
            (en_tr("Grape", "u\u0308zu\u0308m"), "not normalized"),
            (en_tr("Eye", "go\u0308z"), "not normalized"),
            (tr_en("kafe", "cafe\u0301"), "not normalized"),
            (en_tr("Angstrom", "\u212bngström"), "not normalized"),
        ],
    ),
    "turkish-letters": Table(
        good=[
            en_tr("INFECTION", "İNFEKSİYON"),
            en_tr("Contact", "İletişim"),
            en_tr("CALL US", "BİZİ ARAYIN"),
            en_tr("HEALTHY LIFE", "SAĞLIKLI YAŞAM"),
            en_tr("MRI and HIV", "MRI ve HIV"),
            en_tr("Diagnosis Clinic", "Diagnosis Clinic"),
            en_tr("offline for a century", "yüzyıldır çevrimdışı"),
            en_tr("hala, hal, adet", "hâlâ, hâl, âdet"),
            en_tr("It is impossible", "imkânsız"),
            en_tr("It has died", "ölmüş"),
            en_tr("the PSA", "PSA'yı, EHA'nın"),
            tr_en("İNFEKSİYON", "INFECTION icin"),
            tr_en("İzmir'de Ayşe Yılmaz'a", "Ayşe Yılmaz in İzmir"),
            Pair("Infection", "İnfeksiya ağrı", "en", "az"),
        ],
        bad=[
            (en_tr("INFECTION", "INFEKSIYON"), "INFEKSIYON, with a dotless ı"),
            (en_tr("Istanbul", "ISTANBUL"), "Turkish writes İSTANBUL"),
            (en_tr("Medicine", "Ilaç"), "Turkish writes İlaç"),
            (en_tr("Our hospital", "HASTANEMIZ"), "HASTANEMIZ"),
            (en_tr("For pain", "Agri icin"), "Turkish writes Ağrı"),
            (en_tr("For pain", "ağrı icin"), "icin, Turkish writes için"),
            (en_tr("Call immediately", "hemen arayin"), "arayın"),
            (en_tr("Contact", "i̇letişim"), "second dot"),
            (en_tr("Information", "BILGI"), "BİLGİ"),
            (en_tr("The infection", "ınfeksiyon"), "dotless ı"),
            (tr_en("Enfeksiyon", "İNFECTİON"), "İNFECTİON, whose i is a Turkish letter"),
            (tr_en("ilk gün", "the fırst day"), "fırst"),
            (tr_en("İlaç", "i̇nfection"), "second dot"),
            (Pair("Infection", "İnfektion", "en", "de"), "İnfektion"),
        ],
    ),
    "suffix-harmony": Table(
        good=[
            en_tr("20% of them", "%20'si"),
            en_tr("in 2018", "2018'de"),
            en_tr("the MRI", "MR'ın, TENS'in"),
            en_tr("at L5", "L5'te"),
            en_tr("by 09:00", "09.00'a kadar"),
            en_tr("1 in 1,000", "1.000'de 1'i"),
            en_tr("the 3rd", "3'üncü"),
            en_tr("also 2018", "2018 de öyleydi"),
            en_tr("2 glasses of water", "2 su bardağı"),
            en_tr("on the ODI", "ODI'de"),
            en_tr("stage 2a", "evre 2a"),
            tr_en("%20'si", "20% si"),
        ],
        bad=[
            (en_tr("20% of them", "%20'sı"), "%20'sı"),
            (en_tr("in 2018", "2018'da"), "how 2018 is read"),
            (en_tr("in 2026", "2026'de"), "2026'de"),
            (en_tr("at L5", "L5'da"), "L5'da"),
            (en_tr("90% of them", "%90'i"), "%90'i"),
            (en_tr("20% of them", "%20si"), "belongs after an apostrophe"),
            (en_tr("20% of them", "%20 si"), "belongs after an apostrophe"),
            (en_tr("95% of them", "%95inden"), "'%95inden'"),
            (en_tr("after C7", "C7den sonra"), "'C7den'"),
        ],
    ),
    "repeated-phrase": Table(
        good=[
            en_tr("Step by step", "Adım adım, yavaş yavaş"),
            en_tr("ha ha ha ha", "ha ha ha ha"),
            en_tr("Ten mg in the morning, ten at night", "Sabah 10 mg, akşam 10 mg"),
            en_tr("Very, very slowly", "Çok ama çok yavaş"),
            en_tr("Call now, call now!", "Hemen arayın, hemen arayın!"),
            en_tr("the first day and the first night", "ilk gün ve ilk gece"),
            tr_en("Ne sıcak ne soğuk", "Neither hot nor cold"),
            tr_en("El ele yürürler", "They walk hand in hand in the park"),
            en_tr("1–2 tablets, 1–2 times", "1–2 tablet, 1–2 kez"),
        ],
        bad=[
            (en_tr("Take the tablet", "Tableti alın tableti alın"), "'tableti alın'"),
            (en_tr("Take it", "Tableti alın. Tableti alın."), "'tableti alın'"),
            (en_tr("After surgery", "ameliyattan sonra ilk ameliyattan sonra ilk gün"), "'ameliyattan sonra ilk'"),
            (tr_en("Ameliyattan sonra", "after the operation after the operation"), "'after the operation'"),
            (
                en_tr("Rest", "bir hafta boyunca dinlenin, bir hafta boyunca yatın, bir hafta boyunca"),
                "bir hafta boyunca",
            ),
            (en_tr("Yes", "evet de evet de evet de"), "evet de"),
            (en_tr("The <b1>cost</b1>", "<b1>toplam ücret</b1> toplam ücret"), "toplam ücret"),
            (tr_en("Bizi arayın", "call us on call us on call us on"), "call us on"),
        ],
    ),
    "spacing": Table(
        good=[
            en_tr("Rest, walk and eat.", "Dinlenin, yürüyün ve yiyin."),
            en_tr("2.5 or 3,000", "2,5 veya 3.000"),
            en_tr("See www.example.org, please.", "Lütfen www.example.org, bakın."),
            en_tr("At 10:30 :)", "10.30'da :)"),
            en_tr("Wait...", "Bekleyin..."),
            en_tr("two  spaces", "iki  boşluk"),
            en_tr("(yes)", "(evet)"),
            en_tr("e.g. this", "örn. bu, vb. şeyler"),
            Pair("Why?", "Pourquoi ?", "en", "fr"),
            en_tr("Ph.D. and M.D.", "Ph.D. ve M.D."),
        ],
        bad=[
            (en_tr("Rest, walk.", "Dinlenin , yürüyün."), "a space before"),
            (en_tr("Rest.", "Dinlenin ."), "a space before"),
            (en_tr("Why?", "Neden ?"), "a space before"),
            (en_tr("Rest, walk.", "Dinlenin,yürüyün."), "no space after"),
            (en_tr("Rest. Walk.", "Dinlenin.Yürüyün."), "no space after"),
            (en_tr("Rest and walk", "Dinlenin  ve yürüyün"), "two spaces"),
            (en_tr("(yes)", "( evet )"), "inside the bracket"),
            (en_tr("Rest, walk", "Dinlenin,, yürüyün"), "two marks"),
            (en_tr("Rest.", "Dinlenin.."), "two marks"),
            (tr_en("Yaklaşık 4.000 hasta", "About 4 ,000 patients"), "a space before"),
            (Pair("Yes, no", "Oui , non", "en", "fr"), "a space before"),
        ],
    ),
    "brackets": Table(
        good=[
            en_tr("MRI (a scan)", "MR (bir görüntüleme)"),
            en_tr("a) first b) second", "a) birinci b) ikinci"),
            en_tr("a broken (source", "bozuk (kaynak"),
            tr_en("Bant germe (tethering)", "Vertebral body tethering"),
            en_tr("[1] and (2)", "(2) ve [1]"),
            en_tr("f(g(x))", "f(g(x))"),
            en_tr("Home", "Ana sayfa"),
            en_tr("Video (3 min 40 s)", "Video (3 dk 40 sn)"),
        ],
        bad=[
            (en_tr("MRI (a scan)", "MR (bir görüntüleme"), "translation has ( without partner"),
            (en_tr("MRI (a scan)", "MR bir görüntüleme)"), ") without partner"),
            (en_tr("Home", "Ana sayfa)"), ") without partner"),
            (en_tr("see [1]", "bkz. [1"), "[ without partner"),
            (en_tr("Take it (after you have eaten)", "Alın"), "source has (after you have eaten)"),
            (en_tr("Paracetamol (500 mg)", "Parasetamol 500 mg"), "source has (500 mg)"),
            (en_tr("(a) (b)", "(a) (b"), "( without partner"),
            (en_tr("{ok}", "{ok"), "{ without partner"),
        ],
    ),
    "quotes": Table(
        good=[
            en_tr('He said "stop"', '"Dur" dedi'),
            en_tr("“Stop”", "“Dur”"),
            en_tr("“Stop”", '"Dur"'),
            en_tr('a 6" pipe', '6" boru'),
            en_tr("the patient's", "hastanın"),
            en_tr('a lone " mark', 'tek " işaret'),
            en_tr("“a” and «b»", "«a» ve “b”"),
            Pair("“Stop”", "„Halt“", "en", "de"),
        ],
        bad=[
            (en_tr('"Stop"', '"Dur'), "one quotation mark without partner"),
            (en_tr("“Stop”", "“Dur"), "without partner"),
            (en_tr("“Stop”", "Dur”"), "without partner"),
            (en_tr("Stop", 'Dur"'), "without partner"),
            (en_tr("“a” and “b”", "“a” ve “b"), "without partner"),
            (tr_en("«Dur»", "«Stop"), "without partner"),
            (en_tr("<b1>“Stop”</b1>", "<b1>“Dur</b1>"), "without partner"),
            (en_tr('"Stop"', '""Dur"'), "without partner"),
        ],
    ),
    "quote-style": Table(
        good=[
            en_tr("“Stop”", "“Dur”"),
            en_tr('"Stop"', '"Dur"'),
            en_tr('"Stop"', "“Dur”"),
            en_tr("Stop", '"Dur"'),
            en_tr("“Stop”", "«Dur»"),
            en_tr("“Stop”", "Dur"),
            tr_en("“Dur”", "“Stop”"),
            en_tr("‘Stop’", "‘Dur’"),
        ],
        bad=[
            (en_tr("“Stop”", '"Dur"'), 'translation has "'),
            (en_tr("“Stop”", '“Dur"'), "mixes quotation marks"),
            (en_tr('"Stop"', '"Dur”'), "mixes quotation marks"),
            (en_tr("«Stop»", '"Dur"'), 'translation has "'),
            (tr_en("“Dur”", '"Stop"'), 'translation has "'),
            (en_tr("“a” “b”", '“a” "b"'), "mixes"),
            (en_tr("<b1>“Stop”</b1>", '<b1>"Dur"</b1>'), 'translation has "'),
            (en_tr("Stop", '«Dur» "Dur"'), "mixes"),
        ],
    ),
    "length": Table(
        good=[
            en_tr("Home", "Ana sayfa"),
            en_tr("Something else", "Diğer"),
            en_tr("Take two tablets a day with food.", "Günde iki tableti yemekle birlikte alın."),
            tr_en("Yaranızı her gün temiz suyla yıkayın.", "Wash your wound with clean water every day."),
            en_tr("<time1/> <span1/> and <span2/>", "<time1/> <span1/> ve <span2/>"),
            Pair("a" * 30, "b" * 80, "en", "de"),
            en_tr("a" * 100, "b" * 140),
            en_tr("a" * 100, "b" * 70),
        ],
        bad=[
            (en_tr("a" * 100, "b" * 40), "source has 100 characters, translation has 40: unusually short"),
            (en_tr("a" * 100, "b" * 200), "unusually long"),
            (tr_en("a" * 100, "b" * 50), "unusually short"),
            (tr_en("a" * 100, "b" * 200), "unusually long"),
            (en_tr("a" * 25, "b" * 80), "unusually long"),
            (en_tr("a" * 25, "b" * 6), "unusually short"),
            (Pair("a" * 30, "b" * 300, "en", "de"), "unusually long"),
            (en_tr("Take two tablets a day with food and water.", "Alın."), "unusually short"),
        ],
    ),
    "sentence-count": Table(
        good=[
            en_tr("One. Two. Three.", "Bir. İki. Üç."),
            en_tr("One. Two.", "Bir ve iki."),
            en_tr("One and two.", "Bir. İki."),
            en_tr("See Dr. Ayşe Yılmaz at no. 5.", "Dr. Ayşe Yılmaz'a no. 5'te görünün."),
            en_tr("At 9.30 a.m. or 10.30", "9.30 veya 10.30'da"),
            en_tr("Home", "Ana sayfa"),
            en_tr("Wait... Then go.", "Bekleyin… Sonra gidin."),
            tr_en("Bir! İki? Üç.", "One! Two? Three."),
        ],
        bad=[
            (en_tr("One. Two. Three.", "Bir."), "source has 3 sentences, translation has 1"),
            (en_tr("One.", "Bir. İki. Üç."), "source has 1 sentence, translation has 3"),
            (tr_en("Bir. İki. Üç. Dört.", "One. Two."), "source has 4 sentences"),
            (tr_en("Bir? İki! Üç.", "One?"), "source has 3"),
            (en_tr("“One.” “Two.” “Three.”", "“Bir.”"), "source has 3"),
            (en_tr("A first. (A second.) A third.", "İlki."), "source has 3"),
            (en_tr("<b1>One.</b1> Two. Three.", "<b1>Bir.</b1>"), "source has 3"),
            (en_tr("See it. 5 more. 6 more.", "Bakın."), "source has 3"),
        ],
    ),
    "length-limit": Table(
        good=[
            en_tr("Home", "Ana sayfa", "title"),
            en_tr("Home", "a" * 60, "title"),
            en_tr("Home", "a" * 160, "meta:description"),
            en_tr("Home", "a" * 500, "p"),
            en_tr("Home", "a" * 61, "h1"),
            en_tr("Home", "a" * 300, "img:alt"),
            en_tr("Home", "<b1>" + "a" * 60 + "</b1>", "title"),
            tr_en("Ana sayfa", "a" * 60, "og:title"),
        ],
        bad=[
            (
                en_tr("Home", "a" * 61, "title"),
                "translation has 61 characters, search engines show about 60 of a title",
            ),
            (en_tr("a" * 70, "a" * 70, "title"), "70 characters"),
            (en_tr("Home", "a" * 161, "meta:description"), "161 characters"),
            (en_tr("Home", "a" * 61, "og:title"), "61"),
            (en_tr("Home", "a" * 61, "twitter:title"), "61"),
            (tr_en("Ana sayfa", "a" * 200, "meta:description"), "200"),
            (tr_en("Ana sayfa", "a" * 99, "title"), "99"),
            (Pair("Home", "a" * 99, "en", "de", "title"), "99"),
        ],
    ),
    "codes-spacing": Table(
        good=[
            en_tr("Take <b1>two</b1> tablets.", "<b1>İki</b1> tablet alın."),
            en_tr("the <b1>MRI</b1> scan", "<b1>MR</b1>'ın"),
            en_tr("the <b1>tablets</b1> there", "<b1>tablet</b1>ler"),
            en_tr("see <a1>here</a1>.", "<a1>buraya</a1> bakın."),
            en_tr("a <br1/>b", "a<br1/>b"),
            en_tr("a<b1> b </b1>c", "a<b1> b </b1>c"),
            en_tr("x<sub1>2</sub1>", "x<sub1>2</sub1>"),
            en_tr("open <time1/> today", "bugün <time1/>'da açık"),
            en_tr("<b1><a1>Book</a1></b1> now", "Hemen <b1><a1>ayırtın</a1></b1>"),
            en_tr("Home", "Ana sayfa"),
        ],
        bad=[
            (en_tr("Take <b1>two</b1> tablets.", "Günde<b1>iki</b1> tablet alın."), "no space before <b1>"),
            (en_tr("Take <b1>two</b1> tablets.", "<b1>İki</b1>tablet alın."), "no space after </b1>"),
            (en_tr("Take <b1>two</b1> tablets.", "Günde <b1> iki</b1> tablet"), "inner side of <b1>"),
            (en_tr("Take <b1>two</b1> tablets.", "Günde <b1>iki </b1> tablet"), "inner side of </b1>"),
            (tr_en("<b1>İki</b1> tablet alın", "Take<b1>two</b1> tablets"), "no space before <b1>"),
            (tr_en("<b1>İki</b1> tablet alın", "Take <b1>two</b1>tablets"), "no space after </b1>"),
            (tr_en("Kafes <span1/> adlı plastikten", "made of a<span1/> plastic"), "no space before <span1/>"),
            (tr_en("Kafes <span1/> adlı plastikten", "made of <span1/>plastic"), "no space after <span1/>"),
        ],
    ),
}
BY_ID = {check.id: check for check in CHECKS}
BAD = [(check_id, *row) for check_id, table in TABLE.items() for row in table.bad]


@pytest.mark.parametrize(("check_id", "pair"), [(i, pair) for i, table in TABLE.items() for pair in table.good])
def test_good(check_id: str, pair: Pair) -> None:
    assert [finding.message for finding in BY_ID[check_id].check(pair)] == []


@pytest.mark.parametrize(("check_id", "pair", "message"), BAD)
def test_bad(check_id: str, pair: Pair, message: str) -> None:
    findings = list(BY_ID[check_id].check(pair))
    assert any(message in finding.message for finding in findings), [finding.message for finding in findings]
    assert {finding.check for finding in findings} == {check_id}
    assert not any("\n" in finding.message for finding in findings)


@pytest.mark.parametrize(("check_id", "pair", "message"), BAD)
def test_ignored(check_id: str, pair: Pair, message: str) -> None:
    assert list(BY_ID[check_id].check(replace(pair, flags=(f"ignore-{check_id}",)))) == []
    assert list(BY_ID[check_id].check(replace(pair, flags=("ignore-other",))))


def test_every_table_is_long_enough() -> None:
    assert all(len(table.good) >= 8 and len(table.bad) >= 8 for table in TABLE.values())


def test_a_word_is_judged_by_its_language() -> None:
    assert all(score > 0 for _, score in foreignness("when you wake up", "en", "tr"))
    assert all(score < 0 for _, score in foreignness("uyandığınız zaman", "en", "tr"))
    assert all(score > 0 for _, score in foreignness("uyandığınız zaman", "tr", "en-GB"))
    assert foreignness("when you wake up", "en", "de") == ()


def test_the_tables_are_those_that_the_command_counts() -> None:
    for name, text in tables(ROOT / "corpora").items():
        assert (ROOT / TABLES / name).read_text("utf-8") == text, "run: python -m training.tables"


# --- spelling ---------------------------------------------------------------------------------------------------------


class Words:
    """A dictionary with a few words."""

    def __init__(self, text: str):
        self._words = frozenset(text.split())

    def spell(self, word: str) -> bool:
        return word in self._words


TURKISH = Spelling(lambda _: (Words("günde iki kez tablet alın hala"), Words("yürüyün")))
ENGLISH = Spelling(lambda _: (Words("take the tablet twice"),))
TERM = Term("x", "rod", "çubuk", "noun", "spine", "approved", target_variants=("gerdirme",))


@pytest.mark.parametrize(
    ("check", "pair", "unknown"),
    [
        (TURKISH, en_tr("Twice a day", "günde iki kez"), []),
        (TURKISH, en_tr("Walk", "yürüyün"), []),
        (TURKISH, en_tr("Twice a day", "gnüde iki kez"), ["gnüde"]),
        (TURKISH, en_tr("Still", "hâlâ hala"), []),
        (TURKISH, en_tr("Dr Smith", "Kxyz Smith"), []),
        (TURKISH, en_tr("stimulation", "stimülasyon"), []),
        (TURKISH, en_tr("microdiscectomy", "mikrodiskektomiden"), []),
        (TURKISH, en_tr("the patients", "hastalarındaki"), []),
        (TURKISH, en_tr("www.example.org", "www.qqexample.org"), []),
        (TURKISH, en_tr("two words", "qvrt bstk qvrt"), ["qvrt", "bstk"]),
        (ENGLISH, tr_en("Tableti alın", "Take teh tablet"), ["teh"]),
        (ENGLISH, tr_en("laminektomi", "laminectomy"), []),
        (ENGLISH, tr_en("tek", "MRI L4–L5 x-ray 5mg"), []),
        (Spelling(lambda _: ()), en_tr("Twice a day", "gnüde iki kez"), []),
    ],
)
def test_spelling(check: Spelling, pair: Pair, unknown: list[str]) -> None:
    expected = [f"translation has {word}, which no dictionary knows" for word in unknown]
    assert [finding.message for finding in check.check(pair)] == expected


def test_words_of_the_glossary_are_spelled_right() -> None:
    known = Pair("the rod", "çubuk gerdirme", "en", "tr", terms=(TermMatch(TERM, 4, 7, "rod"),))
    assert list(TURKISH.check(known)) == []
    assert len(list(TURKISH.check(Pair("the rod", "çubxk gerdirme", "en", "tr")))) == 2


def test_dictionaries_are_found_in_dicpath(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hunspell")
    (tmp_path / "xx_XX.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (tmp_path / "xx_XX.dic").write_text("1\nmerhaba\n", encoding="utf-8")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    (dictionary,) = installed("xx")
    assert dictionary.spell("merhaba")
    assert not dictionary.spell("mrhaba")


def test_a_language_without_dictionary_has_none() -> None:
    assert installed("zz") == ()


# --- all together -----------------------------------------------------------------------------------------------------


def test_a_damaged_draft_gets_a_finding_for_each_fault() -> None:
    pair = en_tr("Take <b1>two</b1> tablets (with food).", "Iki <b1> tablet </b1>alın alın ( yemekle  birlikte.")
    found = {finding.check for finding in check_pairs([pair])}
    assert {"codes-spacing", "turkish-letters", "doubled-word", "spacing", "brackets"} <= found


def test_severities() -> None:
    errors = {check_id for check_id in TABLE if BY_ID[check_id].severity is Severity.ERROR}
    assert errors == {"untranslated", "mojibake", "repeated-phrase"}
    assert BY_ID["spelling"].severity is Severity.INFO
