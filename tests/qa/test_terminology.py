"""Terms: missing, forbidden and inconsistent renderings, and the alarms that must not be."""

from collections import Counter
from random import Random

import pytest

from pipeline import codes
from pipeline.glossary import HEADER, Glossary, parse_glossary
from pipeline.model import Location, Pair, Severity
from pipeline.qa import check_catalogs, check_pairs
from pipeline.qa.checks import Check, SetCheck
from pipeline.qa.terminology import TermForbidden, TermInconsistent, TermMissing, TermQuestionable, is_law
from tests.qa.planted import FOUND_BY, approved, planted

CHECKS: tuple[Check, ...] = (TermMissing(), TermForbidden(), TermQuestionable())
SET_CHECKS: tuple[SetCheck, ...] = (TermInconsistent(),)
ROWS = """
hernia,herniated disc,disk hernisi,noun,condition,preferred,disc herniation,disk fıtığı|taşma,disk kayması,slipped disc,
numbness,numbness,uyuşma,noun,symptom,preferred,,hissizlik,donukluk,,
canal,spinal canal,omurga kanalı,noun,anatomy,preferred,,vertebral tünel,spinal oluk,,
rest,rest,istirahat,noun,care,preferred,,dinlenme,geri kalan,,
operate,operate,ameliyat etmek,verb,care,preferred,,opere etmek,işletmek,,
mri,MRI,MR,abbr,imaging,preferred,,manyetik rezonans görüntüleme,,,
opioid,opioid,opioid,noun,drug,preferred,,opioid ilaç,,,
name,Cedar Gel,Cedar Gel,name,drug,do-not-translate,,,,,
"""


def glossary() -> Glossary:
    return parse_glossary(",".join(HEADER) + ROWS.rstrip(), "glossary.csv")


def pair(source: str, target: str, languages: str = "en tr", line: int = 1, flags: str = "") -> Pair:
    one, other = languages.split()
    terms = glossary().find(codes.plain(source), one, other)
    uses = glossary().uses(terms, codes.plain(target), one, other)
    return Pair(source, target, one, other, "p", Location("page.po", line), terms, tuple(flags.split()), uses)


def found(source: str, target: str, languages: str = "en tr", flags: str = "") -> list[str]:
    return [finding.check for finding in check_pairs([pair(source, target, languages, flags=flags)], CHECKS)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("A herniated disc hurts.", "Disk hernisi ağrır."),
        ("Two herniated discs.", "İki disk hernisiniz var."),
        ("A herniated disc and its numbness.", "Disk fıtığı ve hissizliği."),
        ("A herniated disc.", "Bel fıtığı."),  # a word like the variant's
        ("The disc herniation.", "Kayan parça."),  # the source names it by a variant
        ("You may rest today.", "Bugün yatabilirsiniz."),  # an everyday word
        ("We operate on Monday.", "Ameliyat pazartesi."),  # a verb
        ("The spinal canal of the <span1/>.", "<span1/>."),  # text that is hidden from us
        ("Numbness<br1/>", "Uyuşma<br1/>"),
        ("Use Cedar Gel.", "Cedar Gel kullanın."),
        ("Numbness Clinic", "Numbness Kliniği"),  # a name that was kept
        ("Nothing special.", "Özel bir şey yok."),
        ("Numbness", ""),  # another check's business
    ],
)
def test_nothing_to_say(source: str, target: str) -> None:
    assert found(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "checks"),
    [
        ("A herniated disc hurts.", "Boyun tutulması ağrır.", "term-missing"),
        ("A herniated disc hurts.", "Disk dejenerasyonu ağrır.", "term-missing"),
        ("Numbness and numbness again<br1/>", "Ağrı ve yine ağrı<br1/>", "term-missing"),
        ("Before the MRI", "Görüntülemeden önce", "term-missing"),
        ("No opioids.", "Bu ilaçlar olmaz.", "term-missing"),
        ("Use Cedar Gel.", "Sedir jeli kullanın.", "term-missing"),
        ("Numbness Clinic", "Ağrı Kliniği (Numbness)", "term-missing"),
        ("The spinal canal", "Spinal oluğun", "term-forbidden"),
        ("A herniated disc hurts.", "Disk kaymaları ağrır.", "term-forbidden"),
        ("Numbness in the spinal canal", "Spinal olukta donukluk", "term-forbidden term-forbidden"),
        ("You may rest.", "Geri kalanı.", "term-questionable"),
        ("The disc herniation", "Disk kayması", "term-questionable"),
        ("We operate.", "İşletiyoruz.", "term-questionable"),
    ],
)
def test_faults(source: str, target: str, checks: str) -> None:
    assert sorted(found(source, target)) == checks.split()


def test_from_turkish() -> None:
    assert found("Disk hernisi ağrır.", "A slipped disc hurts.", "tr en") == ["term-forbidden"]
    assert found("Uyuşmanız geçer.", "The pain goes away.", "tr en") == ["term-missing"]
    assert found("Uyuşmanız geçer.", "Your numbness goes away.", "tr en") == []


def test_messages_name_both_sides() -> None:
    (finding,) = check_pairs([pair("The spinal canal", "Spinal oluğun")], CHECKS)
    assert finding.message == (
        "'Spinal oluğun' is forbidden for 'spinal canal'; the glossary wants 'omurga kanalı' or 'vertebral tünel'"
    )
    assert (finding.severity, finding.location) == (Severity.ERROR, Location("page.po", 1))
    (finding,) = check_pairs([pair("Opioids", "Ağrılar")], CHECKS)
    assert finding.message == "source has the term 'Opioids', translation has no form of 'opioid' or 'opioid ilaç'"
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("flag", ["ignore-term-missing", "ignore-term-forbidden ignore-term-missing"])
def test_ignored(flag: str) -> None:
    assert found("Numbness", "Ağrı", flags=flag) == []
    assert found("Numbness", "Ağrı", flags="ignore-term-forbidden") == ["term-missing"]


# --- one name for one thing -------------------------------------------------------------------------------------------

FIRST = ("Numbness passes.", "Uyuşma geçer.")


@pytest.mark.parametrize(
    ("source", "target", "is_found"),
    [
        ("Your numbness", "Hissizliğiniz", True),
        ("Your numbness", "Uyuşmanız", False),
        ("Numbness and numbness", "Uyuşma (hissizlik)", False),  # one explains the other
        ("You may rest", "Dinlenme", False),
        ("Your pain", "Ağrınız", False),
    ],
)
def test_one_rendering_on_a_page(source: str, target: str, is_found: bool) -> None:
    pairs = [pair(*FIRST), pair("Rest", "İstirahat"), pair(source, target, line=7)]
    findings = [*check_catalogs(pairs, SET_CHECKS)]
    assert [finding.location for finding in findings] == [Location("page.po", 7)] * is_found
    if is_found:
        assert findings[0].message == "'numbness' is 'Hissizliğiniz' here and 'Uyuşma' elsewhere (page.po:1)"


def test_variants_with_a_common_word_are_one_name() -> None:
    pairs = [pair("The herniated disc", "Disk hernisi"), pair("A herniated disc", "Disk fıtığı")]
    assert [*check_catalogs(pairs, SET_CHECKS)] == []
    pairs = [*pairs, pair("My herniated disc", "Taşmam", flags="ignore-term-inconsistent")]
    assert [*check_catalogs(pairs, SET_CHECKS)] == []
    assert len([*check_catalogs([*pairs, pair("My herniated disc", "Taşmam")], SET_CHECKS)]) == 1


def test_pages_are_apart() -> None:
    other = pair("Your numbness", "Hissizliğiniz")
    elsewhere = Pair(other.source, other.target, "en", "tr", "p", Location("other.po", 1), other.terms, (), other.uses)
    assert [*check_catalogs([pair(*FIRST), elsewhere], SET_CHECKS)] == []


# --- the sample site --------------------------------------------------------------------------------------------------


def test_no_false_alarm_on_the_approved_site() -> None:
    for page in approved():
        findings = [*check_pairs(page, CHECKS), *check_catalogs(page, SET_CHECKS)]
        assert [(f.location, f.message) for f in findings] == []


QUOTA = {"forbidden": 60, "other": 60, "dropped": 60, "variant": 20}


def test_every_planted_violation_is_found() -> None:
    """200 faults, each term once in a direction, in texts that say the thing once; see tests.bench_terminology."""
    seen: set[tuple[str, str, str]] = set()
    counted: Counter[str] = Counter()
    for fault in planted(Random(1)):
        key = fault.kind, fault.use.match.term.id, fault.pair.target_language
        usable = is_law(fault.use, fault.pair.source_language) and "<span" not in fault.pair.source
        if key in seen or fault.says_it_again or not usable or counted[fault.kind] == QUOTA[fault.kind]:
            continue
        seen.add(key)
        counted[fault.kind] += 1
        findings = [*check_pairs([fault.pair], CHECKS), *TermInconsistent().check(fault.pairs)]
        ids = {finding.check for finding in findings if finding.target == fault.pair.target}
        assert ids & FOUND_BY[fault.kind], f"{fault.kind} {fault.use.match.found}: {fault.pair.target}"
    assert counted == QUOTA
