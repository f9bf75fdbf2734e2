"""How words that deny are read in their sentence."""

import pytest

from pipeline.qa.denials import negations
from pipeline.qa.negatives import BAN, IF, LACKING, MAYBE, NOT, SUBORDINATE, WITHOUT

ENGLISH = [
    ("Do not walk.", [BAN]),
    ("Please don't walk.", [BAN]),
    ("You must not walk.", [BAN]),
    ("Never walk alone; do not run.", [BAN, "only", BAN]),
    ("Most people do not walk.", [NOT]),
    ("Don't you walk?", [NOT]),
    ("If you cannot walk, do not run.", [IF, BAN]),
    ("Rest when you do not walk.", [IF]),
    ("They rest, and cannot walk.", [NOT]),
]

TURKISH = [
    ("Yürümeyin.", [BAN]),
    ("Yürünmemelidir.", [BAN]),
    ("Yürümez.", [NOT]),
    ("Yürümemektedir.", [NOT]),
    ("Yürümüyorsanız oturun.", [IF]),
    ("Ağrı yoksa yürüyün.", [IF]),
    ("Yürümeyen hastalar", [SUBORDINATE]),
    ("Yürümemeniz gerekir.", [SUBORDINATE]),
    ("Yürümeyeceğini söyledi.", [SUBORDINATE]),
    ("Koşmayın, yürümeyin.", [BAN, MAYBE]),
    ("Yürümedi mi?", [MAYBE]),
    ("Sormadan yürüyün.", [WITHOUT]),
    ("Yürümeden önce sorun.", ["before"]),
    ("Sormadan bir sonraki adıma geçmeyin.", [WITHOUT, MAYBE]),
    ("Unutmayın.", ["forget", BAN]),
    ("Kalorifersiz", ["keep", LACKING]),
    ("İki seçenekten biri mi, yoksa ikisi mi?", []),
]


@pytest.mark.parametrize(("text", "classes"), ENGLISH)
def test_english(text: str, classes: list[str]) -> None:
    assert [item.name for item in negations(text, "en")] == classes


@pytest.mark.parametrize(("text", "classes"), TURKISH)
def test_turkish(text: str, classes: list[str]) -> None:
    assert [item.name for item in negations(text, "tr")] == classes
