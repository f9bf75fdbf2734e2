import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary import Glossary, read_glossary
from pipeline.morphology.nouns import CASES, POSSESSORS, Form
from pipeline.morphology.turkish import agrees, analyses, fold, forms, inflect, is_compound, like, likes
from tests.morphology.forms import form

PROJECT = Path(__file__).parent.parent.parent


def spots() -> Iterator[tuple[str, str, str]]:
    """Forms written by hand: lemma, notation of the form, the form as it is written."""
    with (PROJECT / "tests/data/turkish_forms.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield row["lemma"], row["form"], row["written"]


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return read_glossary(PROJECT / "glossary.csv")


def test_the_list_is_long_enough() -> None:
    assert len(set(spots())) >= 300


@pytest.mark.parametrize(("lemma", "notation", "written"), list(spots()))
def test_forms_written_by_hand(lemma: str, notation: str, written: str) -> None:
    assert inflect(lemma, form(notation)) == written
    assert form(notation) in set(analyses(written, lemma))


@pytest.mark.parametrize(
    ("lemma", "notation", "written"),
    [
        ("Ankara", "gen", "Ankara'nın"),
        ("Zonguldak", "dat", "Zonguldak'a"),
        ("Kişisel Verilerin Korunması Kanunu", "gen", "Kişisel Verilerin Korunması Kanunu'nun"),
        ("Sağlık Bakanlığı", "loc", "Sağlık Bakanlığı'nda"),
    ],
)
def test_names_take_an_apostrophe(lemma: str, notation: str, written: str) -> None:
    assert inflect(lemma, form(notation), proper=True) == written
    assert form(notation) in set(analyses(written, lemma))


def test_capitals_stay_as_they_are() -> None:
    assert inflect("Omurga Kanalı Darlığı", form("gen")) == "Omurga Kanalı Darlığının"
    assert inflect("Boyun", form("loc.ki")) == "Boyundaki"
    assert inflect("İlaç", form("acc")) == "İlacı"


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        *(("belge", "bel"), ("diskde", "disk"), ("omurgain", "omurga"), ("gözlar", "göz")),
        *(("kanalnın", "kanal"), ("omurgaı", "omurga"), ("boyunu", "boyun"), ("bel fıtık", "bel fıtığı"), ("", "bel")),
        *(("diskilerden", "disk"), ("disklerler", "disk"), ("MR'in", "MR"), ("BT'ın", "BT"), ("%20'sı", "%20")),
    ],
)
def test_what_is_no_form(word: str, lemma: str) -> None:
    assert list(analyses(word, lemma)) == []


def test_every_noun_of_the_glossary_in_every_form(glossary: Glossary) -> None:
    """All are recognised; the matcher leaves out the few that are better known as other words."""
    homographs = ("bağla", "karınca", "belle", "kesi", "belirtin", "ödeme", "tanım", "ekleme", "kolla")
    for term in glossary.terms("tr", "en"):
        if term.pos not in ("noun", "abbr", "name"):
            continue
        for made, written in forms(term.source, proper=term.pos == "name"):
            plural_already = term.source.endswith(("ları", "leri"))
            assert plural_already or made in set(analyses(written, term.source)), written
            found = glossary.find(written, "tr", "en")
            whole = any((match.start, match.end) == (0, len(written)) for match in found)
            assert whole or written.startswith(homographs) or "." in written, written


NOUNS = sorted({lemma for lemma, _, _ in spots() if lemma.isalpha() and lemma.islower()})
SIMPLE = st.builds(
    Form,
    plural=st.booleans(),
    possessor=st.sampled_from(["", *POSSESSORS]),
    case=st.sampled_from(["", *CASES]),
    copula=st.sampled_from(["", "dir", "past", "evid", "cond", "while"]),
    derivation=st.sampled_from(["", "li", "siz", "lik", "sizlik"]),
)


@given(st.sampled_from(NOUNS), SIMPLE)
def test_what_is_made_is_recognised(lemma: str, made: Form) -> None:
    assert made in set(analyses(inflect(lemma, made), lemma))


@given(
    st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyz", min_size=2, max_size=12).filter(
        lambda t: set(t) & set("aeıioöuü")
    )
)
def test_any_word_can_be_inflected(word: str) -> None:
    for made, written in forms(word):
        assert written
        assert made in set(analyses(written, word)), (word, written)


@pytest.mark.parametrize(
    ("term", "compound"),
    [
        *(
            ("omurga füzyonu", True),
            ("bel ağrısı", True),
            ("kan nakli", True),
            ("tedavi sonucu", True),
            ("bel MR'ı", True),
        ),
        *(("fizik tedavi", False), ("yan etki", False), ("kas gevşetici", False), ("kişisel veri", False)),
        *(
            ("spinal cerrahi", False),
            ("yatan hasta", False),
            ("lateral reses", False),
            ("veri", False),
            ("balon kifoplasti", False),
        ),
    ],
)
def test_compounds(term: str, compound: bool) -> None:
    assert is_compound(term) is compound


@pytest.mark.parametrize(
    ("lemma", "word", "of", "expected"),
    [
        ("kaynaşma", "füzyonunun", "füzyon", "kaynaşmasının"),
        ("omurga füzyonu", "kaynaşmanın", None, "omurga füzyonunun"),
        ("omurga füzyonu", "spinal füzyonlardan", "spinal füzyon", "omurga füzyonlarından"),
        ("disk hernisi", "disk kaymasına", "disk kayması", "disk hernisine"),
        ("disk hernisi", "disk kaymaları", "disk kayması", "disk hernileri"),
        ("darlık", "stenozda", "stenoz", "darlıkta"),
        ("darlık", "stenozlu", "stenoz", "darlıklı"),
        ("tedavi", "ameliyatlarınızdan", None, "tedavilerinizden"),
        ("MR", "MRG'nin", "MRG", "MR'ın"),
        ("ilaç", "hapı", "hap", "ilacı"),
        ("opere etmek", "ameliyat edilmesini", "ameliyat etmek", "opere edilmesini"),
        ("hastaneye yatırmak", "taburcu edilmelidir", "taburcu etmek", "hastaneye yatırılmalıdır"),
        ("hasta", "belge", "bel", None),
    ],
)
def test_copying_a_form(lemma: str, word: str, of: str | None, expected: str | None) -> None:
    assert like(lemma, word, of) == expected


def test_all_readings_of_a_word_are_offered() -> None:
    assert likes("omurga kaynaşması", "füzyonu", "füzyon") == ("omurga kaynaşması", "omurga kaynaşmasını")


@pytest.mark.parametrize(
    ("stem", "right", "wrong"),
    [
        ("%20", "si sinin sini dir nin", "sı nın ya"),
        ("2018", "de in den e", "da te ın"),
        ("1990", "da ın lar lı", "de in"),
        ("3", "ü üncü te lü", "i inci de"),
        ("4", "ü üncü te er lük", "i inci"),
        ("6", "yı ncı dan şar", "i ı ıncı"),
        ("40", "ı ıncı ta a", "i inci da"),
        ("1000", "i inci de", "ı da"),
        ("2,5", "i u", "ı"),
        ("09.00", "da a", "de"),
        ("14.30", "da", "de"),
        ("MR", "ı ın da a ınız", "i in de"),
        ("MRG", "nin yi de", "nın da"),
        ("KVKK", "nın nin ya", "nun"),
        ("L5", "te in e", "de ın"),
        ("III", "te ü", "da"),
        ("kg", "dan ın", "den"),
        ("cm", "lik den", "lık dan"),
        ("Ankara", "da nın ya", "de ın"),
        ("Oswestry", "nin ye", ""),
        ("Cobb", "un a", "in"),
    ],
)
def test_suffixes_agree_with_what_is_read(stem: str, right: str, wrong: str) -> None:
    assert [suffix for suffix in right.split() if not agrees(stem, suffix)] == []
    assert [suffix for suffix in wrong.split() if agrees(stem, suffix)] == []


def test_folding() -> None:
    assert fold("ŞİKÂYET’İN") == "şikayet'in"
