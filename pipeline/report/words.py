"""What the report says of itself, in English and in Turkish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

LANGUAGES = ("en", "tr")

_TEXTS: Mapping[str, tuple[str, str]] = {
    "language": ("English", "Türkçe"),
    "title": ("Translation report", "Çeviri raporu"),
    "as_of": ("Catalogs as of {date}", "Kataloglar: {date}"),
    "contents": ("Contents", "İçindekiler"),
    "summary": ("At a glance", "Bir bakışta"),
    "summary_texts": ("texts on {pages} pages", "metin, {pages} sayfada"),
    "summary_approved": ("approved by a person", "bir kişi tarafından onaylandı"),
    "summary_waiting": ("texts wait for a person", "metin bir kişiyi bekliyor"),
    "summary_critical": ("critical texts kept back", "kritik metin yayına kapalı"),
    "summary_errors": ("errors in approved texts", "onaylı metinlerde hata"),
    "verdict_open": (
        "Nothing critical is kept back: a release shows every critical text in every language.",
        "Yayına kapalı kritik metin yok: yayın, kritik metinlerin tümünü her dilde gösterir.",
    ),
    "verdict_shut": (
        "A release shows the texts that are kept back in their source language, marked as such.",
        "Yayına kapalı metinler, yayında kaynak dillerinde ve öyle işaretlenmiş olarak görünür.",
    ),
    "coverage": ("How far each page is", "Sayfaların durumu"),
    "coverage_chart": (
        "Approved, drafted and untranslated texts of each page",
        "Sayfalara göre onaylı, taslak ve çevrilmemiş metinler",
    ),
    "page": ("Page", "Sayfa"),
    "direction": ("Languages", "Diller"),
    "texts": ("Texts", "Metin"),
    "approved": ("Approved", "Onaylı"),
    "drafted": ("Drafted", "Taslak"),
    "untranslated": ("Untranslated", "Çevrilmemiş"),
    "findings_count": ("Findings", "Bulgu"),
    "catalog": ("catalog", "katalog"),
    "all_pages": ("All pages", "Tüm sayfalar"),
    "risk": ("Risk, and what a release keeps back", "Risk ve yayına kapalı metinler"),
    "risk_about": (
        "Critical texts are about dosage, medicines, consent, emergencies or instructions. They are released only with "
        "the name of somebody who has approved exactly these words.",
        "Kritik metinler doz, ilaç, onam, acil durum veya talimatlarla ilgilidir. Yalnızca birisi tam da bu sözleri "
        "adıyla onayladıysa yayımlanır.",
    ),
    "risk_chart": ("Released texts, and texts kept back, by risk", "Riske göre yayımlanan ve yayına kapalı metinler"),
    "risk_class": ("Risk", "Risk"),
    "critical": ("critical", "kritik"),
    "normal": ("normal", "normal"),
    "low": ("low", "düşük"),
    "released": ("Released", "Yayımlanır"),
    "kept_back": ("Kept back", "Yayına kapalı"),
    "into": ("into {language}", "hedef: {language}"),
    "waiting": ("Critical texts kept back", "Yayına kapalı kritik metinler"),
    "lack_translation": ("Not translated.", "Çevrilmemiş."),
    "lack_review": ("A draft that nobody has approved.", "Kimsenin onaylamadığı bir taslak."),
    "lack_name": (
        "Approved, but nobody has put a name to these very words.",
        "Onaylı, ama kimse tam bu sözleri adıyla onaylamadı.",
    ),
    "lack_safety": ("Approved, but a check finds an error in it.", "Onaylı, ama bir denetim hata buluyor."),
    "findings": ("Findings of the checks", "Denetim bulguları"),
    "none_found": ("The checks have found nothing.", "Denetimler hiçbir şey bulmadı."),
    "error": ("Errors", "Hatalar"),
    "warning": ("Warnings", "Uyarılar"),
    "info": ("Hints", "İpuçları"),
    "errors_about": (
        "In approved texts. A release shows the source text instead.",
        "Onaylı metinlerde. Yayın bunların yerine kaynak metni gösterir.",
    ),
    "warnings_about": (
        "For an editor's eyes. What would be an error in an approved text counts here while the text is a draft.",
        "Editörün bakması için. Onaylı metinde hata sayılan bulgular, metin taslak olduğu sürece burada sayılır.",
    ),
    "source": ("Source", "Kaynak"),
    "target": ("Translation", "Çeviri"),
    "no_translation": ("no translation", "çeviri yok"),
    "others": ("{count} more", "{count} tane daha"),
    "more": ("and {count} more: {command}", "ve {count} tane daha: {command}"),
    "terms": ("Glossary", "Terim sözlüğü"),
    "terms_about": (
        "How translations, approved and drafted, render the terms of the glossary that stand in their sources.",
        "Onaylı ve taslak çevirilerin, kaynaklarında geçen sözlük terimlerini nasıl karşıladığı.",
    ),
    "terms_none": ("No term of a glossary stands in the pages.", "Sayfalarda sözlükten terim geçmiyor."),
    "terms_followed": ("As the glossary has it", "Sözlükteki gibi"),
    "preferred": ("Preferred", "Tercih edilen"),
    "variant": ("Variant", "Eş değer"),
    "forbidden": ("Forbidden", "Yasaklı"),
    "missing": ("Missing", "Eksik"),
    "term": ("Term", "Terim"),
    "wanted": ("Glossary's word", "Sözlükteki karşılık"),
    "terms_worst": ("Terms most often not followed", "En sık uyulmayan terimler"),
    "made_by": ("Made by {program}. Made anew with: {command}", "{program} ile hazırlandı. Yenilemek için: {command}"),
    "checks_in_english": ("", "Denetim iletileri İngilizcedir."),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The report's words, numbers and dates in one language."""

    language: str

    def __call__(self, name: str, **values: str) -> str:
        """A text, its places filled in."""
        return _TEXTS[name][LANGUAGES.index(self.language)].format(**values)

    def number(self, value: int) -> str:
        """A whole number: 1,785 in English, 1.785 in Turkish."""
        return format_decimal(value, locale=self.language)

    def percent(self, part: int, whole: int) -> str:
        """A share, rounded down, so that only all of it is 100 %."""
        return format_percent(part * 100 // whole / 100 if whole else 0, locale=self.language)

    def date(self, iso: str) -> str:
        """A day: 22 November 2026, 22 Kasım 2026."""
        return format_date(date.fromisoformat(iso), "d MMMM y", locale=self.language)

    def name(self, language: str) -> str:
        """A language: English, İngilizce."""
        return Locale.parse(language, sep="-").get_display_name(self.language) or language
