"""Every check against a table: pairs it must leave alone, and pairs in which it must find something."""

from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.model import Location, Pair, Severity, Term, TermMatch
from pipeline.qa import CHECKS, SET_CHECKS, check_pairs
from pipeline.qa.checks import Check, SetCheck

CLEAN_PAIRS = Path(__file__).parent.parent / "data" / "clean_pairs.tsv"


class Rows(NamedTuple):
    """``good``: (source, translation). ``bad``: the same with a piece of the message that must appear."""

    good: list[tuple[str, str]]
    bad: list[tuple[str, str, str]]


TABLE: dict[str, Rows] = {
    "empty": Rows(
        good=[("Home", "Ana sayfa"), ("", ""), ("<img1/>", "<img1/>")],
        bad=[("Home", "", "empty"), ("Home", " \n", "empty"), ("<b1>Home</b1>", "<b1></b1>", "empty")],
    ),
    "codes-equal": Rows(
        good=[
            ("Take <b1>two</b1> tablets.<br1/>", "<b1>İki</b1> tablet alın.<br1/>"),
            ("See <a1>A</a1> and <a2>B</a2>.", "<a2>B</a2> ve <a1>A</a1> sayfalarına bakın."),
            ("5 < 10", "5 < 10"),
        ],
        bad=[
            ("Take <b1>two</b1> tablets.", "İki tablet alın.", "source has <b1> and </b1>, translation has not"),
            ("Call us.", "<a1>Bizi arayın.</a1>", "translation has <a1> and </a1>, source has not"),
            ("One<br1/>two", "Bir<br1/><br1/>iki", "translation has <br1/>, source has not"),
            ("Read <a1>this</a1>.", "<a2>Bunu</a2> okuyun.", "source has <a1> and </a1>"),
        ],
    ),
    "codes-nested": Rows(
        good=[
            ("<b1><a1>Book</a1></b1> now", "Hemen <b1><a1>randevu alın</a1></b1>"),
            ("<b1><a1>Book</b1></a1>", "<b1><a1>Randevu</b1></a1>"),
        ],
        bad=[
            ("<b1><a1>Book</a1></b1>", "<b1><a1>Randevu</b1></a1>", "translation does not: <b1> <a1> </b1> </a1>"),
            ("<b1>Book</b1>", "</b1>Randevu<b1>", "</b1> <b1>"),
        ],
    ),
    "markup-injected": Rows(
        good=[
            ("Pain <b1>may</b1> persist", "Ağrı <b1>sürebilir</b1>"),
            ("Blood pressure < 140", "Tansiyon < 140"),
            ("Write <em> for emphasis", "Vurgu için <em> yazın"),
            ("Operation on Monday", "Pazartesi günü ameliyat; son = 17.00"),
        ],
        bad=[
            ("Home", "Ana sayfa<script>alert(1)</script>", "<script>"),
            ("Home", "Ana sayfa <SCRIPT src=//x.example>", "<script"),
            ("Home", "Ana <b>sayfa</b>", "<b>"),
            ("Home", 'Ana sayfa" onclick="x()', "onclick="),
            ("Home", "javascript:alert(1)", "javascript:"),
            ("Home", "Ana sayfa &lt;script&gt;x", "<script>"),
            ("Home", "Ana sayfa &amp;lt;img src=x onerror=y&amp;gt;", "onerror=y"),
            ("Home", "Ana sayfa <!-- x -->", "<!-- x -->"),
        ],
    ),
    "placeholders": Rows(
        good=[
            ("Hello {{ name }}", "Merhaba {{ name }}"),
            ("20% of patients", "hastaların %20'si"),
            ("It is 20%", "Oran %20'dir"),
            ("%s files", "%s dosya"),
        ],
        bad=[
            ("Hello {{ name }}", "Merhaba {{ ad }}", "source has {{ name }}, translation has not"),
            ("Hello {{ name }}", "Merhaba {{ ad }}", "translation has {{ ad }}, source has not"),
            ("{% if x %}Yes{% endif %}", "{% if x %}Evet", "{% endif %}"),
            ("%(count)s results", "sonuç", "%(count)s"),
            ("Page {0}", "Sayfa", "{0}"),
            ("%s files", "%d dosya", "%s"),
        ],
    ),
    "numbers": Rows(
        good=[
            ("Take 2.5 mg daily.", "Günde 2,5 mg alın."),
            ("About 1,500 patients", "Yaklaşık 1.500 hasta"),
            ("The site costs 1,234.5 euros", "Site 1.234,5 avro tutuyor"),
            ("20% of patients improve.", "Hastaların %20'si iyileşir."),
            ("5 to 10% of patients", "hastaların %5 ila 10'u"),
            ("Arrive at 9:00 AM.", "Saat 09.00'da gelin."),
            ("Visits from 10 am to 8 pm", "10.00-20.00 arası ziyaret"),
            ("Come at 6 pm", "Saat 18'de gelin"),
            ("On 2026-03-14", "14.03.2026 tarihinde"),
            ("On 14 March 2026", "14.03.2026 tarihinde"),
            ("½ tablet", "1/2 tablet"),
            ("½ tablet", "Yarım tablet"),
            ("Level L4–L5", "L4-5 seviyesi"),
            ("Type-2 diabetes", "Tip 2 diyabet"),
            ("10,000 people", "10 bin kişi"),
            ("1.5 million people", "1.500.000 kişi"),
            ("3 buildings", "3 bina"),
            ("Two tablets after 25 minutes", "Yirmi beş dakika sonra 2 tablet"),
            ("In week 6", "6. haftada"),
            ("24/7 open", "7/24 açık"),
            ("5 out of 10", "10 üzerinden 5"),
            ("Pain score 7/10", "Ağrı puanı 10 üzerinden 7"),
            ("T-score −2.5", "T skoru -2,5"),
            ("Live at 21:00: ask Dr Kerem", "Saat 21.00'de canlı: Dr. Kerem'e sorun"),
            ("Take <b1>2.5</b1> mg", "<b1>2,5</b1> mg alın"),
            ("Call +90 555 555 01 01", "+90 555 555 01 01'i arayın"),
            ("stage IV", "IV. evre"),
        ],
        bad=[
            ("Take 2.5 mg daily.", "Günde 25 mg alın.", "source has 2.5, translation has 25"),
            ("About 1,500 patients", "Yaklaşık 1,500 hasta", "source has 1,500, translation has 1,500"),
            ("About 1,500 patients", "Yaklaşık 150 hasta", "translation has 150"),
            ("for 6 weeks", "haftalarca", "source has 6, translation has no such number"),
            ("for weeks", "6 hafta boyunca", "translation has 6, source has no such number"),
            ("10 mg and 10 mg", "10 mg", "source has 10"),
            ("at 9:00 PM", "saat 09.00'da", "source has 9:00 PM, translation has 09.00"),
            ("On 14 March 2026", "15.03.2026 tarihinde", "translation has 15.03.2026"),
            ("The L4 root", "C4 kökü", "source has L4, translation has C4"),
            ("Level L4–L5", "L4-L6 seviyesi", "source has L5, translation has L6"),
            ("T-score −2.5", "T skoru 2,5", "source has −2.5, translation has 2,5"),
            ("½ tablet", "1½ tablet", "source has ½, translation has 1½"),
            ("10⁹/L", "10⁶/L", "source has ⁹"),
            ("0.5 mg, 1 mg, 2 mg", "0,5 mg, 1 mg", "source has 2"),
        ],
    ),
    "percent": Rows(
        good=[
            ("20% of patients", "hastaların %20'si"),
            ("2 to 3% a year", "yılda %2 ila 3"),
            ("20 percent", "yüzde 20"),
            ("8 of 10", "10'da 8"),
        ],
        bad=[
            ("20% of patients", "20 hasta", "source has 20%, translation has 20 without percent sign"),
            ("20 patients", "hastaların %20'si", "translation has %20, source has 20 without percent sign"),
        ],
    ),
    "units": Rows(
        good=[
            ("10 mg twice a day", "günde iki kez 10 mg"),
            ("500 mg", "500 miligram"),
            ("400 micrograms", "400 mcg"),
            ("50 mL", "50 cc"),
            ("6-week course", "6 haftalık kür"),
            ("people over 80 gain", "80 yaş üstü kişiler kazanır"),
            ("within 3 working days", "3 iş günü içinde"),
            ("4 to 6 weeks, then 6 months", "4 ila 6 hafta, ardından 6 ay"),
            ("30 degrees", "30 derecelik"),
            ("38.5 °C", "38,5 °C'yi"),
            ("the 10th day", "10. günde"),
            ("2 glasses", "2 bardak"),
        ],
        bad=[
            ("Take 10 mg.", "10 g alın.", "source has 10 mg, translation has 10 g"),
            ("0.4 mg", "0,4 mcg", "source has 0.4 mg, translation has 0,4 mcg"),
            ("50 mL of water", "50 litre su", "source has 50 mL, translation has 50 litre"),
            ("a 3 mm gap", "3 cm'lik aralık", "source has 3 mm, translation has 3 cm"),
        ],
    ),
    "contacts": Rows(
        good=[
            ("Call +90 555 555 01 01", "+90 (555) 555 01 01'i arayın"),
            ("Call 0212 555 01 01", "+90 212 555 01 01'i arayın"),
            ("Write to info@example.org.", "info@example.org adresine yazın."),
            ("See https://example.org/a.", "https://example.org/a adresine bakın."),
        ],
        bad=[
            ("Call +90 555 555 01 01", "+90 555 555 01 10'u arayın", "source has +90 555 555 01 01, translation has"),
            ("Call 0212 555 01 01", "Bizi arayın", "translation has no such phone number"),
            ("Write to info@example.org.", "bilgi@example.org adresine yazın.", "translation has bilgi@example.org"),
            ("See www.example.org", "Siteye bakın", "source has www.example.org"),
        ],
    ),
    "citations": Rows(
        good=[("Shown twice (2), [3, 5].", "İki kez gösterildi (2), [3, 5]."), ("58 (range 22–84)", "58 (22–84)")],
        bad=[
            ("Shown before (2).", "Daha önce gösterildi.", "source cites 2, translation cites nothing"),
            ("A (2) but B (3).", "A (3) ama B (2).", "source cites 2 and 3, translation cites 3 and 2"),
        ],
    ),
    "notation": Rows(
        good=[
            ("3.1. Causes", "3.1. Nedenler"),
            ("2.5 and 20%", "2,5 ve %20"),
            ("at 07:30", "07.30'da"),
            ("in 2018", "2018'de"),
            ("1,500", "1.500"),
        ],
        bad=[
            ("2.5", "2.5", "has 2.5, which the language writes 2,5"),
            ("20%", "20%", "20%, which the language writes %20"),
        ],
    ),
    "unchanged": Rows(
        good=[
            ("MR", "MR"),
            ("L4–L5", "L4–L5"),
            ("info@example.org", "info@example.org"),
            ("Video", "Video"),
            ("Prof. Dr. Ayşe Yılmaz", "Prof. Dr. Ayşe Yılmaz"),
            ("{{ name }}", "{{ name }}"),
            ("Home", "Ana sayfa"),
            ("12.5 mg", "12.5 mg"),
        ],
        bad=[
            ("Home", "Home", "unchanged: 'Home'"),
            ("Book an appointment", "Book an appointment", "unchanged"),
            ("Dr. Yılmaz answers questions", "Dr. Yılmaz answers questions", "unchanged"),
        ],
    ),
    "doubled-word": Rows(
        good=[
            ("Walk slowly", "Yavaş yavaş yürüyün"),
            ("Step by step", "Adım adım"),
            ("Breakfast. Breakfast room", "Kahvaltı. Kahvaltı salonu"),
            ("that that", "bu bu"),
            ("One tablet every 6 hours", "6 saatte bir, bir tablet"),
            ("A big, big house", "Büyük, büyük bir ev"),
        ],
        bad=[
            ("Breakfast", "Kahvaltı Kahvaltı", "'kahvaltı kahvaltı'"),
            ("The knee hurts", "Diz Diz ağrıyor", "'diz diz'"),
            ("Infection", "İLTİHAP iltihap", "'iltihap iltihap'"),
            ("Nausea, itching", "Bulantı, kaşıntı, kaşıntı", "'kaşıntı, kaşıntı'"),
            ("It goes away.", "Kendiliğinden geçer. geçer.", "'geçer. geçer.'"),
            ("The <b1>knee</b1>", "<b1>Diz</b1> diz", "'diz diz'"),
        ],
    ),
    "end-punctuation": Rows(
        good=[
            ("Why?", "Neden?"),
            ('He said "stop."', "“Dur.” dedi."),
            ("Wait...", "Bekleyin…"),
            ("Fees (2026).", "Ücretler (2026)."),
            ("How we work", "Nasıl çalışıyoruz?"),
        ],
        bad=[
            ("Why?", "Neden.", "source ends with ?, translation ends with ."),
            ("Fees:", "Ücretler", "translation ends with no mark"),
            ("Home", "Ana sayfa.", "source ends with no mark"),
        ],
    ),
    "end-space": Rows(
        good=[("Home", "Ana sayfa"), ("a\n", "b\n")],
        bad=[
            ("Home", " Ana sayfa", "translation begins with ' '"),
            ("Home", "Ana sayfa ", "translation ends with ' '"),
            ("a\n", "b", "source ends with '\\n'"),
        ],
    ),
}
BY_ID = {check.id: check for check in CHECKS}


def pair(source: str, target: str, *flags: str) -> Pair:
    return Pair(source, target, "en", "tr", location=Location("locales/tr/LC_MESSAGES/index.po", 7), flags=flags)


def rows(kind: str) -> list[object]:
    return [
        pytest.param(check_id, *row, id=f"{check_id}: {row[0]} → {row[1]}")
        for check_id, table in TABLE.items()
        for row in getattr(table, kind)
    ]


@pytest.mark.parametrize(("check_id", "source", "target"), rows("good"))
def test_good(check_id: str, source: str, target: str) -> None:
    assert list(BY_ID[check_id].check(pair(source, target))) == []


@pytest.mark.parametrize(("check_id", "source", "target", "message"), rows("bad"))
def test_bad(check_id: str, source: str, target: str, message: str) -> None:
    findings = list(BY_ID[check_id].check(pair(source, target)))
    assert any(message in finding.message for finding in findings), [finding.message for finding in findings]
    for finding in findings:
        assert (finding.check, finding.severity) == (check_id, BY_ID[check_id].severity)
        assert (finding.source, finding.target) == (source, target)
        assert str(finding.location) == "locales/tr/LC_MESSAGES/index.po:7:1"
        assert "\n" not in finding.message


@pytest.mark.parametrize(("check_id", "source", "target", "message"), rows("bad"))
def test_ignored(check_id: str, source: str, target: str, message: str) -> None:
    assert list(BY_ID[check_id].check(pair(source, target, f"ignore-{check_id}"))) == []
    assert list(BY_ID[check_id].check(pair(source, target, "ignore-other")))


def test_every_check_has_rows_and_docs() -> None:
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert set(TABLE) <= set(BY_ID)
    assert len(BY_ID) == len(CHECKS)
    for check in (*CHECKS, *SET_CHECKS):
        assert f'"{check.id}"' in tests or f"{type(check).__name__}(" in tests, f"nothing tests {check.id}"
        assert check.docs.endswith(".")
        assert check.summary
        assert check.docs not in (Check.__doc__, SetCheck.__doc__)


def test_all_findings_are_reported() -> None:
    found = list(check_pairs([pair("Take <b1>10</b1> mg.", "20 g alın ")]))
    assert [finding.check for finding in found] == ["codes-equal", "numbers", "end-punctuation", "end-space"]


def test_an_empty_translation_is_one_finding() -> None:
    assert [finding.check for finding in check_pairs([pair("Take <b1>10</b1> mg.", "")])] == ["empty"]


def test_terms_that_are_not_translated_may_stay() -> None:
    term = Term("x", "Oswestry", "Oswestry", "name", "imaging", "do-not-translate")
    same = pair("Oswestry", "Oswestry")
    assert list(BY_ID["unchanged"].check(same))
    known = Pair("Oswestry", "Oswestry", "en", "tr", terms=(TermMatch(term, 0, 8, "Oswestry"),))
    assert list(BY_ID["unchanged"].check(known)) == []


def clean_pairs() -> list[Pair]:
    lines = [line.split("\t") for line in CLEAN_PAIRS.read_text(encoding="utf-8").splitlines()]
    header, body = lines[0], lines[1:]
    assert header == ["en", "tr"]
    return [
        *(Pair(en, tr, "en", "tr") for en, tr in body),
        *(Pair(tr, en, "tr", "en") for en, tr in body),
    ]


def test_no_false_alarm_on_clean_pairs() -> None:
    errors = [finding for finding in check_pairs(clean_pairs()) if finding.severity is Severity.ERROR]
    assert errors == []


def test_few_warnings_on_clean_pairs() -> None:
    pairs = clean_pairs()
    assert len({finding.source for finding in check_pairs(pairs)}) <= len(pairs) * 0.05


def test_a_shifted_decimal_is_always_found() -> None:
    for clean in clean_pairs():
        if clean.target_language == "tr" and "," in clean.target:
            for i, char in enumerate(clean.target):
                if char == "," and clean.target[i - 1 : i].isdigit() and clean.target[i + 1 : i + 2].isdigit():
                    shifted = Pair(clean.source, clean.target[:i] + clean.target[i + 1 :], "en", "tr")
                    assert [f for f in check_pairs([shifted]) if f.check == "numbers"], shifted.target
