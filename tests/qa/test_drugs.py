"""Names of medicines in both spellings."""

import pytest

from pipeline.model import Pair
from pipeline.qa.drugs import Drugs
from pipeline.qa.medicines import fold, medicine, pairs
from tests.qa.tables import found

CHECK = Drugs()

GOOD = [
    ("Take ibuprofen.", "İbuprofen alın."),
    ("Acetaminophen or paracetamol", "Parasetamol"),
    ("Warfarin is paused.", "Varfarine ara verilir."),
    ("Stop clopidogrel and aspirin.", "Klopidogreli ve aspirini kesin."),
    ("Cefazolin is given.", "Sefazolin verilir."),
    ("Cefazolin, an antibiotic", "Antibiyotik olan sefazolinin"),
    ("amoxicillin", "amoksisilin"),
    ("Zoledronic acid once a year", "Yılda bir zoledronik asit"),
    ("injected with lidocaine", "lidokainle enjeksiyon"),
    ("Lignocaine patch", "Lidokain bandı"),
    ("epinephrine", "adrenalin"),
    ("dexamethasone", "deksametazon"),
    ("methylprednisolone", "metilprednizolonun"),
    ("Coumadin", "varfarin"),
    ("pregabalin (Lyrica)", "pregabalin"),
    ("thiocolchicoside with paracetamol", "parasetamolle tiyokolşikosid"),
    ("colchicine", "kolşisinden"),
    ("hydroxychloroquine", "hidroksiklorokin"),
    ("insulin", "insülinle"),
    ("valaciclovir", "valasiklovir"),
    ("Of our patients", "Hastalarımızın"),
    ("In April", "Nisanda"),
    ("You have tried everything.", "Her şeyi denemişsinizdir."),
    ("Choose a pair of shoes.", "Bir çift ayakkabı seçin."),
    ("guselkumab", "guselkumab"),
    ("bromfenac and azilsartan", "azilsartan ve bromfenak"),
]

BAD = [
    ("Take ibuprofen.", "Parasetamol alın.", "source names 'ibuprofen', translation does not"),
    ("Take ibuprofen.", "Parasetamol alın.", "translation names 'parasetamol', source does not"),
    ("Stop warfarin.", "İlacı kesin.", "source names 'warfarin'"),
    ("Stop the drug.", "Varfarini kesin.", "translation names 'varfarini'"),
    ("clopidogrel and aspirin", "klopidogrel", "source names 'aspirin'"),
    ("prednisone", "prednizolon", "source names 'prednisone'"),
    ("dopamine", "dobutamin", "source names 'dopamine'"),
    ("clonidine", "klozapin", "translation names 'klozapin'"),
    ("hydroxyzine", "hidralazin", "source names 'hydroxyzine'"),
    ("lamotrigine", "lamivudin", "source names 'lamotrigine'"),
    ("cefuroxime", "seftriakson", "translation names 'seftriakson'"),
    ("metformin", "metronidazol", "translation names 'metronidazol'"),
    ("tramadol", "tapentadol", "source names 'tramadol'"),
    ("azilsartan", "ilaç", "source names 'azilsartan'"),
    ("insulin", "glukagon", "translation names 'glukagon'"),
    ("Lyrica", "gabapentin", "source names 'lyrica'"),
]

WORDS = [
    ("parasetamolün", "paracetamol"),
    ("varfarin'i", "warfarin"),
    ("statins", ""),
    ("losartanla", "losartan"),
    ("morfine", "morphine"),
    ("morphine", "morphine"),
    ("botox", "botulinum"),
    ("insülindir", "insulin"),
    ("heparinler", "heparin"),
    ("aspirinden", "aspirin"),
    ("silin", ""),
    ("zaman", ""),
    ("çalışanlarımızın", ""),
    ("kapril", ""),
]


@pytest.mark.parametrize(("english", "turkish"), GOOD)
def test_good(english: str, turkish: str) -> None:
    assert found(CHECK, english, turkish) == [(), ()]


@pytest.mark.parametrize(("english", "turkish", "message"), BAD)
def test_bad(english: str, turkish: str, message: str) -> None:
    there, back = found(CHECK, english, turkish)
    assert any(message in line for line in there)
    assert back
    assert found(CHECK, english, turkish, "ignore-drugs") == [(), ()]


@pytest.mark.parametrize(("word", "name"), WORDS)
def test_a_word_names_a_medicine(word: str, name: str) -> None:
    assert medicine(word) == name


def test_the_table_says_each_name_once() -> None:
    english = [name for names, _ in pairs() for name in names]
    assert len(english) == len(set(english))
    assert len(list(pairs())) >= 300


@pytest.mark.parametrize(("english", "turkish"), [(names[0], others[0]) for names, others in pairs()])
def test_both_spellings_are_known(english: str, turkish: str) -> None:
    assert medicine(english) == medicine(turkish) == medicine(turkish + "in") == english


def test_spelling_rules() -> None:
    regular = [fold(names[0]) == fold(others[0]) for names, others in pairs()]
    assert sum(regular) >= 0.97 * len(regular)


def test_no_name_is_too_short_to_be_found() -> None:
    assert all(len(fold(name)) >= 5 for pair in pairs() for names in pair for name in names)


def test_other_languages_are_left_alone() -> None:
    assert list(CHECK.check(Pair("Take ibuprofen.", "Nehmen Sie Aspirin.", "en", "de"))) == []
