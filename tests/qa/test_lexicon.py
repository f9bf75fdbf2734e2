"""Classes of words: patterns, phrases, look-alikes."""

import pytest

from pipeline.qa.lexicon import NOTHING, Found, Lexicon, sentences, words

LEXICON = Lexicon(
    {
        NOTHING: "right_away lower_back",
        "side": "left right",
        "pain": "pain~ ache[sd]?",
        "tablet": "take_\\d+_tablets?",
        "ing": "~ing",
    },
    lambda word: "long" if len(word) > 9 else NOTHING,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the left side", [Found("side", "left", 1)]),
        ("right away", []),
        ("right arm pains", [Found("side", "right", 0), Found("pain", "pains", 2)]),
        ("it aches", [Found("pain", "aches", 1)]),
        ("it aching", [Found("ing", "aching", 1)]),
        ("take 2 tablets", [Found("tablet", "take 2 tablets", 0)]),
        ("take two tablets", []),
        ("take 2", []),
        ("immunodeficiency", [Found("long", "immunodeficiency", 0)]),
    ],
)
def test_find(text: str, expected: list[Found]) -> None:
    for _ in range(2):  # the second time from memory
        assert list(LEXICON.find(words(text, "en"))) == expected


def test_a_circumflex_makes_no_other_word() -> None:
    assert words("Derhâl, hâlâ", "tr") == ("derhal", "hala")
    assert words("fâché", "en") == ("fâché",)


def test_words() -> None:
    assert words("Don’t take <b1>MR'ı</b1> pain-free; 2.5?", "en") == tuple("don't take mr'ı pain free ; 2 5 ?".split())
    assert words("IŞIK", "tr") == ("ışık",)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Yılmaz", 1),
        ("Law No. 6698 applies.", 1),
        ("2.5 mg. then", 1),
        ("“Dur.” Dedi.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count
