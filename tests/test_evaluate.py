from pathlib import Path

import pytest

from pipeline import codes
from pipeline.errors import L10nError
from pipeline.evaluate import Case, evaluate, evaluate_codes, read_cases
from tests.engines import FakeEngine

CODES = Path(__file__).parent / "data" / "codes_en-tr.tsv"


def test_scores_and_signatures():
    cases = (Case("1", "Call us now, please.", "Lütfen bizi hemen arayın."), Case("2", "Take 2.5 mg.", "2,5 mg alın."))
    perfect = FakeEngine({case.source: case.target for case in cases})
    result = evaluate(cases, perfect)
    assert (result.bleu, result.chrf, result.numbers_kept) == (100.0, 100.0, 100.0)
    assert result.bleu_signature.startswith("nrefs:1|case:mixed|")
    assert "nw:2" in result.chrf_signature
    assert (result.sentences, result.words) == (2, 7)
    assert (result.engine, result.version) == ("fake", "1")
    assert result.words_per_second > 0


def test_bad_engine_scores_less():
    cases = (Case("1", "Take 2.5 mg.", "2,5 mg alın."),)
    result = evaluate(cases, FakeEngine({"Take 2.5 mg.": "25 mg iç."}))
    assert result.chrf < 50
    assert result.numbers_kept == 0.0


def test_texts_with_markup_are_plain_text_here():
    cases = (Case("1", "a <b1> c", "c <b1> a"),)
    assert evaluate(cases, FakeEngine({"a <b1> c": "c <b1> a"})).chrf == 100.0


def test_placement_is_measured_on_the_reference():
    cases = (
        Case("good", "<b1>one</b1> two", "<b1>bir</b1> iki"),
        Case("bad", "<b1>one</b1> two", "bir <b1>iki</b1>"),
        Case("half", "<b1>one two</b1> three", "<b1>bir</b1> iki üç"),
        Case("alone", "one <img1/> two", "bir <img1/> iki"),
        Case("word", "Dear <var1/> hello", "Sayın <var1/> merhaba"),
    )
    result = evaluate_codes(cases, FakeEngine(placeholders=("⟦0⟧",)))
    assert (result.pairs, result.exact, result.half) == (3, 33.3, 66.7)
    assert (result.single, result.alone) == (2, 100.0)
    assert result.kept == 100.0
    assert [line.split(":")[0] for line in result.wrong] == ["bad", "half"]


def test_table_of_codes_is_sound():
    cases = read_cases(CODES, "en", "tr")
    assert len(cases) >= 60
    assert len({case.id for case in cases}) == len(cases)
    for case in cases:
        assert codes.same(case.source, case.target), case.id
        for text in (case.source, case.target):
            assert codes.nested(codes.split(text)[1]), case.id
    assert read_cases(CODES, "tr", "en")[0].source == cases[0].target


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("", 1, "must name the column 'en'"),
        ("en\tde\na\tb\n", 1, "must name the column 'tr'"),
        ("en\ten\ttr\na\ta\tb\n", 1, "'en' once"),
        ("en\ttr\na\tb\nc\n", 3, "has 1 cells, the header 2"),
        ("en\ttr\na\t \n", 2, "empty text"),
        ("en\ttr\n\n", 1, "no test sentence"),
    ],
)
def test_table_errors_name_their_place(tmp_path, content, line, message):
    path = tmp_path / "test.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(L10nError, match=message) as caught:
        read_cases(path, "en", "tr")
    assert (caught.value.file, caught.value.line) == (path.as_posix(), line)


def test_table_that_is_no_text(tmp_path):
    path = tmp_path / "test.tsv"
    path.write_bytes(b"en\ttr\n\xff\t\xfe\n")
    with pytest.raises(L10nError, match="not UTF-8"):
        read_cases(path, "en", "tr")
    with pytest.raises(L10nError, match="cannot be read"):
        read_cases(tmp_path / "gone.tsv", "en", "tr")


def test_id_is_optional_and_byte_order_mark_no_matter(tmp_path):
    path = tmp_path / "test.tsv"
    path.write_bytes(b"\xef\xbb\xbftr\ten\r\nbir\tone\r\n")
    assert read_cases(path, "en", "tr") == (Case("1", "one", "bir"),)


MODELS = Path(__file__).parent.parent / "models"


@pytest.mark.skipif(len(list(MODELS.glob("*.argosmodel"))) < 2, reason="no models shipped")
@pytest.mark.parametrize("languages", [("en", "tr"), ("tr", "en")])
def test_shipped_models_put_codes_on_their_words(languages, tmp_path):
    """Not the figures of the decision record, but a floor below which something is broken."""
    from pipeline import argos, packages
    from pipeline.engine import TwoWay

    engines = []
    for pair in (languages, languages[::-1]):
        package = packages.find(MODELS, *pair, argos=tmp_path)
        folder = packages.unpack(package, tmp_path)
        engines.append(argos.load(folder, digest=package.digest, decoding=argos.Decoding(threads=1)))
    result = evaluate_codes(read_cases(CODES, *languages), TwoWay(*engines))
    assert result.exact >= 60
    assert result.half >= 90
    assert result.alone >= 85
    assert result.kept == 100
