import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import edits, protect
from pipeline.edits import Edit
from pipeline.engine import Span

EN_TR, TR_EN = ("en", "tr"), ("tr", "en")


def mended(source, target, languages=EN_TR):
    items = protect.find(source, languages[0])
    text = edits.apply(target, protect.repairs(source, items, target, languages)).text
    return text, protect.losses(source, items, text, languages)


FOUND = [
    ("Write to info@example.com.", ["info@example.com"]),
    ("See https://example.com/a?b=1, or www.example.com/x.", ["https://example.com/a?b=1", "www.example.com/x"]),
    ("Dear {{ name }}, {count} files, %(day)s", ["{{ name }}", "{count}", "%(day)s"]),
    ("Take 2.5 mg (20%) at L4–L5.", ["2.5", "20%", "L4", "L5"]),
    ("Call +90 212 555 01 01", ["+90 212 555 01 01"]),
    ("no such thing", []),
]


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_find(text, wanted):
    found = protect.find(text, "en")
    assert [item.text for item in found if not item.text.startswith("–")] == wanted or [
        text[item.start : item.end] for item in found
    ] == wanted


REPAIRED = [
    ("Take 2.5 mg (about 20%) daily.", "Günde 2.5 mg (yaklaşık 20%) alın.", EN_TR, "Günde 2,5 mg (yaklaşık %20) alın."),
    ("It costs 1,500 dollars.", "Fiyatı 1,500 dolar.", EN_TR, "Fiyatı 1.500 dolar."),
    ("%20'si 1.500 hasta, 2,5 mg", "%20 of 1.500 patients, 2,5 mg", TR_EN, "20% of 1,500 patients, 2.5 mg"),
    ("Pain fell (3).", "Ağrı azaldı.", EN_TR, "Ağrı azaldı (3)."),
    ("Pain fell. [3]", "Ağrı azaldı.", EN_TR, "Ağrı azaldı. [3]"),
    ("Take 2,5 mg.", "Take 2.5 mg.", TR_EN, "Take 2.5 mg."),
    ("No number.", "Sayı yok.", EN_TR, "Sayı yok."),
]


@pytest.mark.parametrize(("source", "target", "languages", "wanted"), REPAIRED)
def test_repairs(source, target, languages, wanted):
    text, lost = mended(source, target, languages)
    assert text == wanted
    assert lost == ()


LOST = [
    ("Take 2.5 mg.", "Günde 25 mg alın.", ["the number 2.5 mg is missing", "the number 25 mg is not in the source"]),
    ("Take 10 mg.", "10 g alın.", ["10 mg has become 10 g"]),
    ("Take 10 mg.", "10 alın.", ["10 mg has become 10"]),
    ("About 20% recover.", "Yaklaşık 20 kişi iyileşir.", ["20% has become 20"]),
    ("Write to a@b.com.", "Bize yazın.", ["a@b.com is missing"]),
    ("Call +90 212 555 01 01.", "Arayın.", ["the number +90 212 555 01 01 is missing"]),
    ("L4 and L5 hurt.", "L4 ve S1 ağrır.", ["the number L5 is missing", "the number S1 is not in the source"]),
    ("See {{ link }}.", "Bakın.", ["{{ link }} is missing"]),
    ("Wait 30 days.", "Bekleyin.", ["the number 30 is missing"]),
]


@pytest.mark.parametrize(("source", "target", "wanted"), LOST)
def test_losses(source, target, wanted):
    assert list(mended(source, target)[1]) == wanted


KEPT = [
    ("Take 10 mg twice, 2 tablets at 9:00 AM", "Saat 09.00'da 10 miligram, iki kez iki tablet"),
    ("Two of three", "Üçte 2"),
    ("L4–L5 on 14.03.2026", "14.03.2026'da L4-L5"),
    ("Open 9:00–18:00", "09.00–18.00 arası açık"),
    ("1 in 5 patients", "Her beş hastadan biri"),
]


@pytest.mark.parametrize(("source", "target"), KEPT)
def test_other_ways_to_say_a_number_are_no_loss(source, target):
    assert mended(source, target)[1] == ()


def test_masks_hide_what_is_no_language_and_come_back():
    source = "Write to a@b.com or call +90 212 555 01 01 about LVEF, 2.5 mg."
    at = source.index("LVEF")
    made = protect.masks(protect.find(source, "en", [Span(at, at + 4)]), ("⟦0⟧", "⟦1⟧", "⟦2⟧"))
    assert edits.apply(source, made).text == "Write to ⟦0⟧ or call ⟦1⟧ about ⟦2⟧, 2.5 mg."
    target = "⟦2⟧ için ⟦0⟧ adresine yazın, ⟦1⟧"
    back = protect.unmasks(source, made, target, EN_TR)
    assert edits.apply(target, back).text == "LVEF için a@b.com adresine yazın, +90 212 555 01 01"
    assert protect.unmasks(source, made, "⟦2⟧ ⟦0⟧", EN_TR) is None
    assert protect.unmasks(source, made, "⟦2⟧ ⟦0⟧ ⟦1⟧ ⟦1⟧", EN_TR) is None


def test_more_things_than_placeholders_are_not_masked():
    assert protect.masks(protect.find("a@b.com c@d.com", "en"), ("⟦0⟧",)) == ()


@st.composite
def edited(draw):
    text = draw(st.text("abc ", max_size=12))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    made = [Edit(a, b, draw(st.text("XY", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, made


@given(edited())
def test_edits_know_the_way_back(case):
    text, made = case
    result = edits.apply(text, made)
    for offset, char in enumerate(result.text):
        before = result.before(Span(offset, offset + 1))
        if char not in "XY":
            assert text[slice(*before)] == char
            assert result.after(before) == Span(offset, offset + 1)
    for offset in range(len(text) + 1):
        assert 0 <= result.after(Span(offset, offset)).start <= len(result.text)
