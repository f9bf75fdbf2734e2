"""Words that the checks know, by language: reduplications, and words alike in both languages.

Written from general knowledge of English and Turkish; a language that is missing here just gets less tolerance.
"""

from __future__ import annotations

from collections.abc import Mapping

REDUPLICATIONS: Mapping[str, frozenset[str]] = {
    "en": frozenset("had that very bye knock".split()),
    "tr": frozenset(
        "adım akın aşama akşam alttan ara avuç ay ayrı az azar ağır bacak basamak baştan birer bol bölge bölüm "
        "dalga damla demet deste dilim dizi dolu doğru duya düzine evire geri gide göre güle gün günlük hafta "
        "hemen hızlı ikişer ileri ince isteye kademe kalem karış karşı kat katman kelime kolay koşa kucak "
        "küçük kısa kıyı madde milim milimetre mışıl nokta oluk parça parıl pırıl ruhu saat sabah salkım "
        "santim satır sayfa serin sessiz seve seyrek soğuk sıcak sık sıkı sıra sızım tane tatlı tek teker "
        "tekrar tertemiz tür tıka tıpkı ufak uslu usul uzun yana yavaş yaş yeni yer yudum yüz yıl yığın zaman "
        "zonk zıp çabuk çeşit çift çizgi öbek üst üçer şaka şekil".split()
    ),
}
"""Words that a language doubles on purpose: ``yavaş yavaş``, ``had had``."""

ALIKE = frozenset(
    "alarm alfa alveol anal anemi app asthma atlas baby bar beta bit blog botoks box check-in check-up chip club "
    "cm com coma data diploma dr e-posta email enema facebook faks fax film form fotoğraf gamma gen google hostel "
    "hotel ibuprofen implant instagram insulin internet kg km kod koma konfor lamina laptop laser lazer lens "
    "linkedin lumen marker menu migraine mikro mini mm mobil model motor net norm normal online oral org panel "
    "paracetamol parasetamol park pdf pelvis plan plasma plus polio port post prof program protein protez radyo "
    "rapor robot rod ses sinus sms spor stent stop stres super tan taxi telegram test tiktok titan ton tonus "
    "tumor tv twitter ultrason vertebra video virus vitamin web whatsapp wi-fi wifi x youtube".split()
)
"""Words that may read the same in source and translation."""
