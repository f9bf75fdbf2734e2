import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import argos, packages
from pipeline.argos import Decoding, annotate, load, locate
from pipeline.engine import Annotation, Sentence, Span
from pipeline.errors import ModelError
from tests.engines import make_package


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return make_package(tmp_path_factory.mktemp("package"), markup=True)


@pytest.fixture(scope="module")
def engine(package):
    return load(package.with_suffix(""), digest="d" * 64, decoding=Decoding(threads=1, batch_tokens=64))


SENTENCES = [
    Sentence("Take two tablets."),
    Sentence("The herniated disc presses on the nerve root and causes pain in the leg."),
    Sentence("😀 naïve ½ …"),
    Sentence(""),
    Sentence("Walking is allowed."),
]


def test_every_sentence_comes_back_once_and_longest_first(engine):
    found = list(engine.translate(SENTENCES))
    assert sorted(index for index, _ in found) == [0, 1, 2, 4]
    assert found[0][0] == 1


def test_hypotheses_are_whole(engine):
    for index, hypothesis in engine.translate(SENTENCES):
        assert 0 < hypothesis.score <= 1
        assert "<2tr>" not in hypothesis.text
        alignment = hypothesis.alignment
        assert len(alignment.weights) == len(alignment.target)
        for row in alignment.weights:
            assert len(row) == len(alignment.source)
            assert sum(row) <= 1.001
        for spans, text in ((alignment.source, SENTENCES[index].text), (alignment.target, hypothesis.text)):
            covered = {i for span in spans for i in range(*span)}
            assert covered == {i for i, char in enumerate(text) if not char.isspace()}


def test_batching_changes_nothing(package):
    """Greedy, as the noise of this model never ends and a batch is cut where its longest sentence may end."""
    engine = load(package.with_suffix(""), digest="0" * 64, decoding=Decoding(beam_size=1, threads=1))
    together = dict(engine.translate(SENTENCES))
    for index in together:
        ((_, alone),) = engine.translate([SENTENCES[index]])
        assert together[index].text.startswith(alone.text)


def test_a_model_that_never_stops_is_stopped(engine):
    for index, hypothesis in engine.translate(SENTENCES):
        assert len(hypothesis.alignment.target) <= 3 * len(SENTENCES[1].text) + 16, index


def test_alternatives_come_best_first_and_differ(engine):
    sentence = SENTENCES[0]
    found = [hypothesis for _, hypothesis in engine.translate([sentence], 3)]
    assert len({hypothesis.text for hypothesis in found}) == 3
    ((_, best),) = engine.translate([sentence])
    assert found[0].text == best.text


@pytest.mark.parametrize("opening", ["Her gün", "Fıtıklaşmış disk sinir kö"])
def test_a_translation_begins_with_its_opening(engine, opening):
    sentences = [Sentence(SENTENCES[0].text, opening=opening), SENTENCES[4]]
    opened = dict(engine.translate(sentences))
    assert opened[0].text.startswith(opening)
    assert len(opened[0].text) > len(opening)
    alignment = opened[0].alignment
    assert len(alignment.weights) == len(alignment.target)
    assert 0 < opened[0].score <= 1
    ((_, alone),) = engine.translate(sentences[1:])
    assert opened[1].text.startswith(alone.text) or alone.text.startswith(opened[1].text)


def test_given_translations_are_scored(engine):
    ((_, best),) = engine.translate([SENTENCES[4]])
    pairs = [(SENTENCES[4], best.text), (SENTENCES[4], "Fıtıklaşmış disk"), (SENTENCES[3], "x")]
    scores = dict(engine.score(pairs))
    assert set(scores) == {0, 1}
    assert all(0 < score <= 1 for score in scores.values())
    assert scores == dict(engine.score(pairs))


def test_align_covers_the_given_translation(engine):
    pairs = [("Take two tablets.", "İki tablet alın."), ("", "x"), ("x", "")]
    found = dict(engine.align(pairs))
    for index, (source, target) in enumerate(pairs):
        assert len(found[index].weights) == len(found[index].target)
        for spans, text in ((found[index].source, source), (found[index].target, target)):
            assert {i for span in spans for i in range(*span)} == {i for i, c in enumerate(text) if not c.isspace()}


def test_engine_names_itself_and_what_it_has_learnt(engine):
    assert (engine.name, engine.version, engine.source, engine.target) == ("argos", "0.1+dddddddddddd", "en", "tr")
    assert engine.placeholders == ("⟦0⟧", "⟦1⟧", "⟦2⟧", "⟦3⟧")
    assert engine.annotates


def test_annotations_count_as_the_words_that_they_belong_to(engine):
    sentence = Sentence("The disc hurts.", (Annotation(4, 8, "disk"),))
    ((_, hypothesis),) = engine.translate([sentence])
    assert all(0 <= start <= end <= len(sentence.text) for start, end in hypothesis.alignment.source)
    assert Span(4, 8) in hypothesis.alignment.source


def test_a_package_without_our_markup_has_none(tmp_path):
    plain = load(make_package(tmp_path).with_suffix(""), digest="0" * 64, decoding=Decoding(threads=1))
    assert plain.placeholders == ()
    assert not plain.annotates
    sentence = Sentence("The disc hurts.", (Annotation(4, 8, "disk"),))
    assert list(plain.translate([sentence])) == list(plain.translate([Sentence(sentence.text)]))


def test_annotate_writes_lemmas_after_their_phrase():
    text, origin = annotate(Sentence("The disc hurts.", (Annotation(4, 8, "disk"),)), ("⟪ ", "⟹ ", "⟫"))
    assert text == "The ⟪ disc⟹ disk⟫ hurts."
    assert len(origin) == len(text)
    assert origin[text.index("disk")] == Span(4, 8)
    assert origin[text.index("hurts")] == Span(9, 10)


def test_annotate_leaves_out_what_overlaps():
    text, _ = annotate(Sentence("ab", (Annotation(0, 2, "x"), Annotation(1, 2, "y"))), ("<", "|", ">"))
    assert text == "<ab|x>"


@pytest.mark.parametrize(
    ("tokens", "text", "parts"),
    [
        (["▁Take", "▁two", "."], "Take two.", ["Take", "two", "."]),
        (["▁Ta@@", "ke"], "Take", ["Ta", "ke"]),
        (["▁a", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>", "▁b"], "a 😀 b", ["a", "😀", "😀", "😀", "😀", "b"]),
        (["▁fi", "lm"], "ﬁlm", ["ﬁ", "lm"]),
        (["▁a", "▁lost", "▁b"], "a b", ["a", "", "b"]),
        (["..", "."], "…", ["…", "…"]),
        ([], "", []),
    ],
)
def test_locate(tokens, text, parts):
    assert [text[start:end] for start, end in locate(tokens, text)] == parts


def test_damaged_model_is_a_model_error(package, tmp_path):
    folder = packages.unpack(packages.read(package), tmp_path)
    (folder / "model" / "model.bin").write_bytes(b"no model")
    with pytest.raises(ModelError, match="cannot load"):
        load(folder, digest="0" * 64)


def test_loading_touches_neither_home_nor_network(package, tmp_path):
    """In a process of its own, as imports happen once: the home folder stays empty, no socket is opened."""
    program = f"""
import socket
def refuse(*args, **kwargs): raise AssertionError("network")
socket.socket.connect = refuse
from pathlib import Path
from pipeline.argos import load, Decoding
from pipeline.engine import Sentence
engine = load(Path({str(package.with_suffix(""))!r}), digest="0" * 64, decoding=Decoding(threads=1))
assert list(engine.translate([Sentence("Take two tablets.")]))
"""
    home = tmp_path / "home"
    home.mkdir()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ARGOS_"))} | {"HOME": str(home)}
    root = Path(argos.__file__).parents[1]
    subprocess.run([sys.executable, "-c", program], env=environment, cwd=root, check=True)
    assert list(home.iterdir()) == []
