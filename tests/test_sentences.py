"""Each row is a text with ``|`` where a sentence must end; everything else must stay whole."""

import pytest

from pipeline.sentences import split

ENGLISH = r"""
Dr. Smith will see you now.| Please wait.
Prof. Dr. Elif Kaya joined the clinic in 2019.| She leads the spine team.
Mr. and Mrs. Brown arrived early.
We treat common problems, e.g. disc herniation and stenosis.
The nerve, i.e. The sciatic nerve, leaves the spine here.
It takes approx. 45 minutes.| You can go home the same day.
See Fig. 2 for details.| The arrow marks the disc.
Smith et al. Found no difference between the groups.
Smith et al. (2019) found no difference.| Others did.
Take 2.5 mg twice a day.| Do not crush the tablets.
The dose is 0.5 ml.| Repeat after 6 hours.
Your visit is on 14.03.2026 at 09.30.| Please bring your scans.
We are open 09.00–18.00 on weekdays.| On Saturdays we close at 13.00.
1. Implant
1. Implant removal is rarely needed.| It takes an hour.
2. Stand up slowly.| 3. Walk to the door.
The L4–L5 level was fused.| L5–S1 was left alone.
Pain often goes away...| But not always.
Well … it depends.
He asked, "Will it hurt?"| Most patients say no.
"Will it hurt?" he asked.
She said: “You can walk tomorrow.”| And I did.
Surgery helps most patients (about 80%).| The rest improve slowly.
(See the section on aftercare.)| Then call us.
Is surgery needed?| Rarely.
Call now!| We are here to help.
What is a disc herniation?
Outcomes improved over two years [3].| Pain scores fell.
Outcomes improved over two years.[3]| Pain scores fell.
Outcomes improved over two years. (3)| Pain scores fell.
Outcomes improved.(2)| Pain scores fell.
Write to info@example.com.| We answer within a day.
Visit www.example.com for more.| It is free.
The U.S. guidelines agree.
He works in the U.S.| He moved there in 2010.
Surgery starts at 8 a.m.| Please do not eat before.
The clinic is at No. 12, Cedar St. near the park.
St. Mary Hospital is next door.
Vol. 3, No. 2, pp. 45–51.
It costs 1,500.50 dollars.| Insurance pays half.
Rest, ice, etc. help at first.
The cage vs. bone graft question is open.
J. R. Miller and A. B. Stone wrote the paper.
A spinal fusion joins two bones
Stage I.| Stage II follows.
Vitamin D.| Calcium.
Blood pressure was 120/80 mmHg.| It fell later.
Version 2.0 is out.| Update now.
No.| You may not drive.
The answer is no.| Walk instead.
Ph.D. students and M.D. candidates may apply.
First line\n|Second line
✔ Physical therapy.| ✔ Injections.
Cedar Spine Clinic, Istanbul |||| Care for back and neck
Home| ›| Treatments
Do not take ibuprofen.| Take paracetamol instead.
i.v. antibiotics are given for 24 h.| Then stop.
"""

TURKISH = r"""
Dr. Ayşe Yılmaz bugün izinli.| Lütfen yarın arayın.
Prof. Dr. Mehmet Kaya 2019'da kliniğe katıldı.| Omurga ekibini yönetiyor.
Op. Dr. Can Demir sizi bekliyor.
Doç. Dr. Elif Şahin ve Uzm. Dr. Ali Can muayene eder.
Yrd. Doç. Dr. Selin Ak yazdı.
Sn. Yılmaz, randevunuz onaylandı.| Görüşmek üzere.
Av. Deniz Er bilgi verecek.
Fizik tedavi, egzersiz vb. yöntemler denenir.| Çoğu hasta rahatlar.
Ağrı, uyuşma vb.| Bu belirtiler haftalarca sürebilir.
Ağrı kesici, kas gevşetici vs. verilir.
Bazı durumlarda, örn. Kanal darlığında, ameliyat gerekir.
Bkz. Şekil 2.| Ok diski gösteriyor.
Bkz. Şek. 3 ve Tab. 2.
Adres: Çınar Mah. Sedir Cad. No. 12, Beşiktaş
Sedir Cad. No: 12 Kat. 3 D. 5.| Otopark vardır.
Atatürk Bul. Lale Sok. Gül Apt. No. 7
Günde iki kez 2.5 mg alın.| Tableti ezmeyin.
Doz 0,5 ml'dir.| 6 saat sonra tekrarlanır.
Randevunuz 14.03.2026 saat 09.30'dadır.| Görüntülerinizi getirin.
Hafta içi 09.00–18.00 arası açığız.| Cumartesi 13.00'te kapanır.
1. İmplant
1. İmplantın çıkarılması nadiren gerekir.| Bir saat sürer.
2. Yavaşça kalkın.| 3. Kapıya yürüyün.
3. gün taburcu olursunuz.| 10. günde dikişler alınır.
Hastada 2. derece yanık var.| Pansuman yapıldı.
20. yüzyılda teknik değişti.| Bugün daha güvenlidir.
L4–L5 seviyesi sabitlendi.| L5–S1 bırakıldı.
Ağrı çoğu zaman geçer...| Ama her zaman değil.
Şey… duruma bağlı.
Hasta "Acıyacak mı?" diye sordu.| Çoğunlukla hayır.
“Yarın yürüyebilirsiniz.”| Ben de yürüdüm.
Hekim "Yarın yürürsünüz." dedi.| Ben de yürüdüm.
Hastaların çoğu iyileşir (yaklaşık %80).| Kalanlar yavaş düzelir.
(Bakım bölümüne bakın.)| Sonra bizi arayın.
Ameliyat gerekir mi?| Nadiren.
Hemen arayın!| Yardıma hazırız.
Sonuçlar iki yılda düzeldi [3].| Ağrı azaldı.
Sonuçlar iki yılda düzeldi.[3]| Ağrı azaldı.
Sonuçlar iki yılda düzeldi. (3)| Ağrı azaldı.
info@example.com adresine yazın.| Bir günde yanıtlarız.
Ayrıntılar www.example.com adresinde.| Ücretsizdir.
Ücret 1.500,50 TL'dir.| Yarısını sigorta öder.
T.C. Sağlık Bakanlığı onaylıdır.| Belgesi vardır.
T.C. kimlik numaranızı yazın.
M. Kemal Öz ve A. B. Taş yazdı.
Yak. 45 dakika sürer.
Tel. 0212 000 00 00 numarasını arayın.
Ör. yüzme ve yürüyüş uygundur.
Ort. yaş 54, maks. yaş 81 idi.
Hz. Muhammed
Evre I.| Evre II sonra gelir.
D vitamini.| Kalsiyum.
İlk satır\n|İkinci satır
✔ Fizik tedavi.| ✔ Enjeksiyon.
Hayır.| Araç kullanamazsınız.
Tansiyon 120/80 mmHg idi.| Sonra düştü.
Kilonuz 70 kg.| Boyunuz 1,70 m.
İbuprofen almayın.| Yerine parasetamol alın.
M.Ö. 400 yılında Hipokrat yazdı.
Enfeksiyon oranı %1.| Bu düşük bir orandır.
İlaç i.v. olarak verilir.| 24 saat sürer.
Yılmaz ve ark. Farkın olmadığını bildirdi.
Yılmaz ve ark. (2019) fark bulmadı.
Ameliyat 2 sa. sürer.| Sonra odanıza dönersiniz.
"""


def _cases():
    for language, table in (("en", ENGLISH), ("tr", TURKISH)):
        for row in table.strip().splitlines():
            yield language, row.replace("\\n", "\n")


@pytest.mark.parametrize(("language", "marked"), list(_cases()))
def test_splits_where_a_reader_would(language, marked):
    parts = [part.strip() for part in marked.replace("||||", "|\0|").split("|")]
    text = marked.replace("||||", "\0").replace("|", "").replace("\0", "|")
    assert [text[s.start : s.end] for s in split(text, language)] == [part.replace("\0", "|") for part in parts]


def test_nothing_is_too_long():
    text = "kelime, " * 500
    spans = split(text, "tr")
    assert all(span.end - span.start <= 700 for span in spans)
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")
    assert split("x" * 2000, "en")[0].end == 700


def test_table_is_large_enough():
    assert len(list(_cases())) >= 60
