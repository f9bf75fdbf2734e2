import json
import sys
from pathlib import Path

import pytest

from pipeline import cli, drafting
from pipeline.errors import L10nError
from pipeline.evaluate import Case, read_cases
from pipeline.glossary import HEADER, Glossary, parse_glossary
from pipeline.terminology import Mode, ModeScore, TermCase, TermsResult, read_term_cases, score_terms
from tests.engines import FakeEngine
from tests.sites import make_project
from training.cleaning import held_out

DATA = Path(__file__).parent / "data"
ROWS = """
spine,spine,omurga,noun,anatomy,preferred,,bel kemiği,,,
disc,disc,disk,noun,anatomy,preferred,,,,,
"""
SENTENCES = (
    Case("1", "the spine hurts", "ağrıyan omurganız var"),
    Case("2", "my spine", "benim omurgam"),
    Case("3", "a disc", "bir disk"),
    Case("4", "nothing", "hiçbir şey"),
)
CASES = (
    TermCase("1", "spine", "omurga", "omurganız"),
    TermCase("2", "Spine", "omurga", "omurgam"),
    TermCase("3", "disc", "disk", "disk"),
)


def glossary() -> Glossary:
    return parse_glossary(",".join(HEADER) + ROWS.rstrip(), "glossary.csv")


def scored(known: dict[str, str], *, annotates: bool = False) -> TermsResult:
    engine = FakeEngine(known, words={"spine": "sırt", "disc": "plak"}, annotates=annotates)
    return score_terms(CASES, SENTENCES, engine, glossary())


def modes(result: TermsResult) -> dict[Mode, ModeScore]:
    return {score.mode: score for score in result.modes}


def test_what_is_counted():
    result = scored({"the spine hurts": "ağrıyan omurganız", "my spine": "benim omurgada", "a disc": "bir plak"})
    assert (result.sentences, result.cases, result.repeated_terms) == (3, 3, 1)
    plain = modes(result)[Mode.PLAIN]
    assert (plain.term_accuracy, plain.form_accuracy, plain.consistency) == (66.7, 33.3, 100.0)
    # Beside the terms the references have "ağrıyan … var", "benim …" and "bir …"; the last term is not there at all.
    assert plain.window_overlap == 50.0
    assert plain.chrf < 100
    assert "nw:2" in result.chrf_signature
    assert result.bleu_signature.startswith("nrefs:1")


def test_perfect_drafts():
    perfect = modes(scored({sentence.source: sentence.target for sentence in SENTENCES}))[Mode.PLAIN]
    assert (perfect.term_accuracy, perfect.form_accuracy, perfect.consistency) == (100.0, 100.0, 100.0)
    assert (perfect.window_overlap, perfect.chrf) == (100.0, 100.0)


def test_a_variant_is_consistent_and_not_the_lemma():
    drafts = {"the spine hurts": "bel kemiği ağrıyor", "my spine": "bel kemiğim", "a disc": "bir disk"}
    plain = modes(scored(drafts))[Mode.PLAIN]
    assert (plain.term_accuracy, plain.consistency) == (33.3, 100.0)
    mixed = modes(scored({**drafts, "my spine": "omurgam"}))[Mode.PLAIN]
    assert (mixed.term_accuracy, mixed.consistency) == (66.7, 0.0)


def test_the_glossary_acts_and_the_control_shows_it():
    result = scored({})
    scores = modes(result)
    assert list(scores) == list(Mode)
    assert scores[Mode.PLAIN].term_accuracy == 0
    assert scores[Mode.GLOSSARY].term_accuracy == 100
    assert scores[Mode.WRONG].term_accuracy == 0
    assert scores[Mode.PASTE].term_accuracy == 100
    assert result.missed == ()


def test_missed_terms_are_named():
    case = TermCase("3", "spine", "omurga")  # whose sentence does not have it
    result = score_terms((case,), SENTENCES, FakeEngine({"a disc": "bir disk"}), glossary())
    assert result.missed == ("3 spine → omurga: bir disk",)


@pytest.mark.parametrize(
    ("case", "message"),
    [
        (TermCase("9", "spine", "omurga"), "no sentence of the test has this segment_id"),
        (TermCase("1", "spine", "sırt"), "the terminology lacks the term of a case"),
    ],
)
def test_cases_that_fit_nothing(case: TermCase, message: str):
    with pytest.raises(L10nError, match=message):
        score_terms((case,), SENTENCES, FakeEngine(), glossary())


# --- tables -----------------------------------------------------------------------------------------------------------


def test_reading_in_both_directions(tmp_path: Path):
    path = tmp_path / "cases.tsv"
    path.write_text("segment_id\ten_term\ttr_lemma\ttr_inflected\n1\tspine\tomurga\tomurganız\n", "utf-8")
    assert read_term_cases(path, "en", "tr") == (TermCase("1", "spine", "omurga", "omurganız"),)
    assert read_term_cases(path, "tr", "en") == (TermCase("1", "omurga", "spine", ""),)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("segment_id\ten_term\ttr_lemma\n1\ta\tb\n", 1, "its header lacks segment_id, en_term, tr_lemma, tr_inflected"),
        ("segment_id\ten_term\ttr_lemma\ttr_inflected\n", 1, "holds no cases"),
        ("id\ten_term\n1\ta\n", 1, "must name the column 'segment_id'"),
        ("segment_id\ten_term\ttr_lemma\ttr_inflected\n1\ta\tb\tc\n2\ta\tb\t\n", 3, "has an empty cell"),
        ("segment_id\ten_term\ttr_lemma\ttr_inflected\n1\ta\tb\n", 2, "has 3 cells"),
    ],
)
def test_tables_that_cannot_be_used(tmp_path: Path, content: str, line: int, message: str):
    path = tmp_path / "cases.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(L10nError, match=message) as caught:
        read_term_cases(path, "en", "tr")
    assert (caught.value.file, caught.value.line) == (path.as_posix(), line)


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_held_out_cases_are_sound():
    sentences = {case.id: case for case in read_cases(DATA / "terms_test.tsv", "en", "tr")}
    cases = read_term_cases(DATA / "terms_cases.tsv", "en", "tr")
    assert len(cases) > 80
    for case in cases:
        assert case.form in sentences[case.segment].target
        assert held_out(sentences[case.segment].source, 5), "a sentence that the model has seen"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Evaluate a fake engine on a small project, with or without a glossary."""
    make_project(tmp_path)
    (tmp_path / "cases.tsv").write_text("segment_id\ten_term\ttr_lemma\ttr_inflected\n1\tspine\tomurga\tomurgam\n")
    (tmp_path / "test.tsv").write_text("id\ten\ttr\n1\tmy spine\tomurgam\n")
    monkeypatch.setattr(drafting, "load_engine", lambda *_: FakeEngine(words={"spine": "sırt"}))

    def call(*options: str) -> tuple[int, str, str]:
        files = ("--test", str(tmp_path / "test.tsv"), "--term-cases", str(tmp_path / "cases.tsv"))
        command = ("clinic-l10n", "--project", str(tmp_path), "evaluate", *files, "--from", "en", "--to", "tr")
        monkeypatch.setattr(sys, "argv", [*command, *options])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        return (int(stopped.value.code or 0), *capsys.readouterr())

    return call


def test_the_cases_are_a_glossary_where_there_is_none(run):
    code, out, _ = run("--json")
    result = json.loads(out)
    assert (code, result["cases"], result["sentences"]) == (0, 1, 1)
    assert [mode["term_accuracy"] for mode in result["modes"]] == [0.0, 100.0, 100.0, 100.0]


def test_the_table(run, tmp_path):
    (tmp_path / "glossary.csv").write_text(",".join(HEADER) + ROWS, "utf-8")
    code, out, _ = run()
    assert code == 0
    assert "fake 1: 1 terms in 1 sentences, 0 of them more than once" in out
    assert [line.split("│")[0].strip() for line in out.splitlines()[3:7]] == [mode.value for mode in Mode]


def test_a_case_without_its_sentence(run, tmp_path):
    (tmp_path / "test.tsv").write_text("id\ten\ttr\n2\tmy spine\tomurgam\n")
    code, _, err = run()
    assert code == 2
    assert "cases.tsv: no sentence of the test has this segment_id: '1'" in err
