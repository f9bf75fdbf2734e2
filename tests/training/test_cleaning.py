"""The filters and the held-out split."""

from collections import Counter
from pathlib import Path

import pytest

from training.cleaning import clean, filters, held_out, key, tidy
from training.sources import AUTHORED, authored_pairs

GOOD = ("The patient can go home after two days.", "Hasta iki gün sonra evine gidebilir.")


def _reason(pair: tuple[str, str]) -> str | None:
    return next((name for name, test in filters(80) if test(pair)), None)


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (GOOD, None),
        (("", "Boş"), "empty"),
        (("Surgery", "CerrahÃ¼"), "encoding damage"),
        (("Your scan is ready", "Ã\u0087ekiminiz hazÄ±r"), "encoding damage"),
        (("Click <b>here</b> now", "Buraya <b>tıklayın</b>"), "markup or code"),
        (("Hello %s, welcome", "Merhaba %s, hoş geldiniz"), "markup or code"),
        (("Keep ⟦1⟧ dry", "⟦1⟧ kuru kalsın"), "reserved symbols"),
        (("word " * 90, "kelime " * 90), "too long"),
        (("Yes, that is quite right, and more than that", "Evet"), "length ratio"),
        (("Lumbar Disc Study Group", "Lumbar disc study group"), "untranslated copy"),
        (
            ("The patient can go home after two days", "The patient may go home after two days"),
            "wrong language",
        ),
        (("Take 2 tablets daily", "Günde 3 tablet alın"), "numbers differ"),
    ],
)
def test_filters_name_what_they_remove(pair: tuple[str, str], reason: str | None) -> None:
    assert _reason(pair) == reason


def test_clean_counts_and_removes_duplicates_and_test_sentences() -> None:
    removed: Counter[str] = Counter()
    pairs = [GOOD, (GOOD[0].upper(), GOOD[1]), ("A test sentence.", "Bir sınama cümlesi.")]
    excluded = frozenset({key("A test sentence.")})
    assert list(clean(pairs, set(), excluded, 80, removed)) == [GOOD]
    assert removed == {"kept": 1, "duplicate": 1, "test sentence": 1}


def test_tidy_makes_one_plain_text_of_many() -> None:
    assert tidy("  bel\u00a0\u200b ag\u0306r\u0131s\u0131 ") == "bel ağrısı"
    assert tidy("c\u0327o\u0308zu\u0308m\u00ad") == "çözüm"


def test_held_out_is_stable_and_about_five_percent() -> None:
    texts = ("Home", "Book an appointment", "Call us now", "spine", "disc", "Surgery", "Rehabilitation", "Pain")
    chosen = ["Book an appointment", "Call us now", "spine", "disc", "Pain"]
    assert [text for text in texts if held_out(text, 50)] == chosen
    rows = [row for name in AUTHORED for row in authored_pairs(Path("corpora"), name)]
    share = sum(held_out(row.english, 5) for row in rows) / len(rows)
    assert 0.03 < share < 0.07
