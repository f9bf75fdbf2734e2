"""Drafts with a glossary enforced, step by step with an engine of known answers, and with the shipped packages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import codes
from pipeline.glossary import HEADER, Glossary, read_glossary
from pipeline.model import Draft, EntryKey, MemoryHit, MemoryUnit, Request, terms_digest
from pipeline.translate import draft
from tests.engines import FakeEngine, Unannotated

ROOT = Path(__file__).parent.parent
MODELS = ROOT / "models"
ROWS = """
fusion,fusion,füzyon,noun,x,preferred,,,kaynaşma,,
posture,posture,duruş,noun,x,preferred,,postür,,,
nerve-root,nerve root,sinir kökü,noun,x,preferred,,,,,
stenosis,spinal stenosis,kanal darlığı,noun,x,preferred,,,,,
case,case,vaka,noun,x,preferred,,,,,
lvef,LVEF,LVEF,abbr,x,do-not-translate,,,,,
"""


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    path = tmp_path_factory.mktemp("glossary") / "glossary.csv"
    path.write_text(",".join(HEADER) + ROWS, "utf-8")
    return read_glossary(path)


def enforced(msgid: str, engine: FakeEngine, glossary: Glossary, memory: object = None) -> Draft:
    languages = (engine.source, engine.target)
    request = Request(EntryKey("p", msgid), glossary.find(codes.plain(msgid), *languages))
    (made,) = draft([request], languages, engine=engine, memory=memory, terminology=glossary)  # type: ignore[arg-type]
    return made


# --- when all is well -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("annotates", "how"), [(True, "annotated"), (False, "engine")])
def test_a_term_that_the_engine_uses_is_noted_and_nothing_more_is_asked(
    glossary: Glossary, annotates: bool, how: str
) -> None:
    engine = FakeEngine({"The fusion heals.": "Füzyonunuz iyileşiyor."}, annotates=annotates)
    made = enforced("The fusion heals.", engine, glossary)
    assert (made.text, made.notes) == ("Füzyonunuz iyileşiyor.", (f"term used: fusion → Füzyonunuz ({how})",))
    assert len(engine.asked) == 1


def test_an_allowed_variant_stays_where_the_preferred_term_is_improbable(glossary: Glossary) -> None:
    engine = FakeEngine({"Good posture": "İyi postür"}, scores={"İyi postür": 0.8}, score=0.01)
    made = enforced("Good posture", engine, glossary)
    assert (made.text, made.notes) == ("İyi postür", ("term used: posture → postür (engine, a variant)",))
    assert len(engine.asked) == 1


def test_without_a_terminology_terms_are_not_judged(glossary: Glossary) -> None:
    request = Request(EntryKey("p", "Fusion heals."), glossary.find("Fusion heals.", "en", "tr"))
    (made,) = draft([request], ("en", "tr"), engine=FakeEngine({"Fusion heals.": "İyileşir."}))
    assert (made.text, made.notes, made.glossary) == ("İyileşir.", (), "")


def test_a_draft_tells_what_the_glossary_said(glossary: Glossary) -> None:
    found = glossary.find("Fusion heals.", "en", "tr")
    assert enforced("Fusion heals.", FakeEngine(), glossary).glossary == terms_digest(found)
    assert enforced("2.5", FakeEngine(), glossary).glossary == terms_digest(())
    assert terms_digest(found) != terms_digest(())


# --- the four ways ----------------------------------------------------------------------------------------------------


def test_the_alternative_with_the_term_is_chosen(glossary: Glossary) -> None:
    engine = FakeEngine({"The fusion heals.": ("Kaynak iyileşir.", "O iyileşir.", "Füzyon iyileşir.")})
    made = enforced("The fusion heals.", engine, glossary)
    assert (made.text, made.notes) == ("Füzyon iyileşir.", ("term used: fusion → Füzyon (n-best)",))


STENOSIS = {"Tell us about your spinal stenosis today.": "Bugün bize kanalınızdaki daralmanızı anlatın."}
STENOSIS_LINKS = {"Bugün bize kanalınızdaki daralmanızı anlatın.": "6-0 1-1 4-2 5-3 0-4 7-5"}


def test_the_engine_goes_on_from_the_stem_where_the_term_should_stand(glossary: Glossary) -> None:
    opened = {"Bugün bize kanal darlı": "Bugün bize kanal darlığınızı anlatın."}
    engine = FakeEngine(STENOSIS, opened=opened, links=STENOSIS_LINKS)
    made = enforced("Tell us about your spinal stenosis today.", engine, glossary)
    assert made.text == "Bugün bize kanal darlığınızı anlatın."
    assert made.notes == ("term used: spinal stenosis → kanal darlığınızı (repaired)",)


def test_whole_forms_are_tried_where_the_stem_does_not_help(glossary: Glossary) -> None:
    opened = {"Bugün bize kanal darlığını": "Bugün bize kanal darlığını anlatın."}
    scores = {"Bugün bize kanal darlığını anlatın.": 0.7}
    engine = FakeEngine(STENOSIS, opened=opened, links=STENOSIS_LINKS, scores=scores, score=0.1)
    made = enforced("Tell us about your spinal stenosis today.", engine, glossary)
    assert made.text == "Bugün bize kanal darlığını anlatın."
    assert made.notes == ("term used: spinal stenosis → kanal darlığını (repaired)",)


def test_a_forbidden_form_is_replaced_by_the_term_inflected_like_it(glossary: Glossary) -> None:
    engine = FakeEngine(
        {"The aim of fusion is stability.": "Amaç kaynaşmanın dengesidir."},
        links={"Amaç kaynaşmanın dengesidir.": "1-0 3-1 5-2 6-3"},
        scores={"Amaç kaynaşmanın dengesidir.": 0.8, "Amaç füzyonun dengesidir.": 0.7},
        score=0.01,
    )
    made = enforced("The aim of fusion is stability.", engine, glossary)
    assert (made.text, made.score) == ("Amaç füzyonun dengesidir.", pytest.approx(0.7))
    assert made.notes == ("term used: fusion → füzyonun (replaced)",)


def test_a_variant_is_replaced_by_the_preferred_term_inflected_like_it(glossary: Glossary) -> None:
    known = {"Check your posture.": "Postürünüzü kontrol edin."}
    scores = {"Postürünüzü kontrol edin.": 0.8, "Duruşunuzu kontrol edin.": 0.8}
    made = enforced("Check your posture.", FakeEngine(known, scores=scores, score=0.01), glossary)
    assert (made.text, made.notes) == (
        "Duruşunuzu kontrol edin.",
        ("term used: posture → Duruşunuzu (replaced)",),
    )


def test_a_replacement_in_english_brings_its_article(glossary: Glossary) -> None:
    engine = FakeEngine(
        {"Burada vakanın yeri.": "The place of a event here."},
        source="tr",
        target="en",
        links={"The place of a event here.": "1-4"},
        scores={"The place of a event here.": 0.8, "The place of a case here.": 0.8, "The place of an case here.": 0.7},
        score=0.01,
    )
    assert enforced("Burada vakanın yeri.", engine, glossary).text == "The place of a case here."
    engine.scores["The place of an case here."] = 0.9
    assert enforced("Burada vakanın yeri.", engine, glossary).text == "The place of an case here."


def test_a_replacement_at_the_beginning_has_a_capital(glossary: Glossary) -> None:
    engine = FakeEngine(
        {"Fusion is stable.": "Kaynaşma sağlamdır."},
        links={"Kaynaşma sağlamdır.": "0-0 2-1"},
        scores={"Kaynaşma sağlamdır.": 0.8, "Füzyon sağlamdır.": 0.8},
        score=0.01,
    )
    assert enforced("Fusion is stable.", engine, glossary).text == "Füzyon sağlamdır."


def test_several_terms_are_mended_one_after_the_other(glossary: Glossary) -> None:
    first = "Dik kemik ve kol"
    engine = FakeEngine(
        {"Posture, fusion and nerve root": first},
        opened={
            "Duruş": "Duruş, kemik ve kol",
            "Duruş, füzyon": "Duruş, füzyon ve kol",
            "Duruş, füzyon ve sinir k": "Duruş, füzyon ve sinir kökü",
        },
        links={
            first: "0-0 2-1 3-2 5-3",
            "Duruş, kemik ve kol": "0-0 1-1 2-2 3-3 5-4",
            "Duruş, füzyon ve kol": "0-0 1-1 2-2 3-3 5-4",
        },
    )
    made = enforced("Posture, fusion and nerve root", engine, glossary)
    assert made.text == "Duruş, füzyon ve sinir kökü"
    assert len([note for note in made.notes if note.startswith("term used: ")]) == 3


# --- what is not accepted ---------------------------------------------------------------------------------------------


def test_a_repair_that_loses_a_number_is_not_taken(glossary: Glossary) -> None:
    engine = FakeEngine({"Fusion takes 2.5 hours.": ("Kaynama 2,5 saat sürer.", "Füzyon 25 saat sürer.")})
    made = enforced("Fusion takes 2.5 hours.", engine, glossary)
    assert made.text == "Kaynama 2,5 saat sürer."
    (note,) = made.notes
    assert note == "term missing: Fusion → füzyon (each way to put it in loses something else)"


REASONS = "term missing: Fusion → füzyon (each way to put it in loses something else or makes the sentence improbable)"


def test_a_repair_that_is_far_less_probable_is_not_taken(glossary: Glossary) -> None:
    engine = FakeEngine(
        {"Fusion heals.": ("Kaynama iyileşir.", "Füzyon iyileşir.")}, scores={"Kaynama iyileşir.": 0.8}, score=0.1
    )
    made = enforced("Fusion heals.", engine, glossary)
    assert made.text == "Kaynama iyileşir."
    assert made.notes == (REASONS,)


def test_a_repair_that_ends_too_soon_is_not_taken(glossary: Glossary) -> None:
    engine = FakeEngine({"Fusion heals well in time.": "Kaynama zamanla iyileşir."}, opened={"Füzyon": "Füzyon iyi."})
    made = enforced("Fusion heals well in time.", engine, glossary)
    assert not made.text.startswith("Füzyon iyi")


def test_a_repair_that_brings_an_error_is_not_taken(glossary: Glossary) -> None:
    engine = FakeEngine({"No fusion now.": ("Kaynama yok.", "Füzyon var.", "Füzyon yok.")})
    request = Request(EntryKey("p", "No fusion now."), glossary.find("No fusion now.", "en", "tr"))

    def lost_negation(source: str, target: str) -> int:
        return "No" in source and "yok" not in target

    (made,) = draft([request], ("en", "tr"), engine=engine, terminology=glossary, faults=lost_negation)
    assert made.text == "Füzyon yok."


def test_one_term_is_not_paid_with_another(glossary: Glossary) -> None:
    engine = FakeEngine(
        {"Fusion and posture": ("Kaynama ve duruş", "Füzyon ve hâl")}, scores={"Kaynama ve duruş": 0.8}, score=0.01
    )
    made = enforced("Fusion and posture", engine, glossary)
    assert made.text == "Kaynama ve duruş"
    assert "term used: posture → duruş (engine)" in made.notes


def test_a_forbidden_form_that_stays_is_named(glossary: Glossary) -> None:
    engine = FakeEngine({"Fusion heals.": "Kaynaşma iyileşir."}, scores={"Kaynaşma iyileşir.": 0.9}, score=0.01)
    made = enforced("Fusion heals.", engine, glossary)
    assert made.text == "Kaynaşma iyileşir."
    (note,) = made.notes
    assert note.startswith("term missing: Fusion → füzyon, not Kaynaşma (")


def test_an_engine_that_ignores_openings_is_left_with_its_answer(glossary: Glossary) -> None:
    class Deaf(FakeEngine):
        def translate(self, sentences, alternatives=1):
            return super().translate([type(s)(s.text) for s in sentences], alternatives)

    engine = Deaf({"Fusion heals.": "..."})
    made = enforced("Fusion heals.", engine, glossary)
    assert made.text.startswith("..")
    assert any(note.startswith("term missing: Fusion") for note in made.notes)


# --- terms that stay as they are --------------------------------------------------------------------------------------


def test_fixed_terms_go_through_as_placeholders(glossary: Glossary) -> None:
    engine = FakeEngine({"Your ⟦0⟧ is good.": "⟦0⟧ iyi."}, placeholders=("⟦0⟧",))
    made = enforced("Your LVEF is good.", engine, glossary)
    assert (made.text, made.notes) == ("LVEF iyi.", ("term used: LVEF → LVEF (kept)",))


def test_a_sentence_with_a_placeholder_is_mended(glossary: Glossary) -> None:
    engine = FakeEngine({"Your ⟦0⟧ after fusion": ("Kaynama sonrası ⟦0⟧", "Füzyon sonrası ⟦0⟧")}, placeholders=("⟦0⟧",))
    made = enforced("Your LVEF after fusion", engine, glossary)
    assert made.text == "Füzyon sonrası LVEF"
    assert made.notes == ("term used: LVEF → LVEF (kept)", "term used: fusion → Füzyon (n-best)")


def test_without_placeholders_a_lost_fixed_term_is_put_back(glossary: Glossary) -> None:
    engine = FakeEngine(
        {"Your LVEF is good.": "Değeriniz iyi."},
        opened={"LVEF": "LVEF değeriniz iyi."},
        links={"Değeriniz iyi.": "1-0 3-1 4-2"},
    )
    made = enforced("Your LVEF is good.", engine, glossary)
    assert (made.text, made.notes) == ("LVEF değeriniz iyi.", ("term used: LVEF → LVEF (kept)",))


def test_a_fixed_term_in_other_letters_is_not_kept(glossary: Glossary) -> None:
    engine = FakeEngine({"Your LVEF is good.": "Lvef iyi."}, scores={"Lvef iyi.": 0.8}, score=0.01)
    made = enforced("Your LVEF is good.", engine, glossary)
    assert made.text == "Lvef iyi."
    assert "LVEF is missing" in made.notes


# --- drafts that no engine makes --------------------------------------------------------------------------------------


class Memory:
    def exact(self, source: str, role: str) -> list[MemoryHit]:
        return [MemoryHit(MemoryUnit(source, "Kaynama iyileşir, duruş da.", "p", "index.po"), 100)]

    def fuzzy(self, source: str, role: str) -> list[MemoryHit]:
        return []


def test_what_the_memory_has_is_checked_and_never_changed(glossary: Glossary) -> None:
    engine = FakeEngine()
    made = enforced("Fusion heals, posture too.", engine, glossary, Memory())
    assert (made.text, made.engine, made.glossary) == ("Kaynama iyileşir, duruş da.", "memory", "")
    assert made.notes == ("term missing: Fusion → füzyon (memory)", "term used: posture → duruş (memory)")
    assert engine.asked == []


def test_a_text_that_is_a_term_says_so(glossary: Glossary) -> None:
    made = enforced("Nerve Root", FakeEngine(), glossary)
    assert (made.text, made.engine) == ("Sinir Kökü", "glossary")
    assert made.notes == ("term used: Nerve Root → Sinir Kökü (glossary)",)


# --- codes ------------------------------------------------------------------------------------------------------------


def test_codes_are_placed_in_the_mended_sentence(glossary: Glossary) -> None:
    engine = FakeEngine(
        {"Good posture heals": ("İyi hâl iyileşir", "İyi duruş iyileştirir")},
        links={"İyi hâl iyileşir": "0-0 1-1 2-2", "İyi duruş iyileştirir": ""},
    )
    made = enforced("Good <b1>posture</b1> heals", engine, glossary)
    assert made.text == "İyi <b1>duruş</b1> iyileştirir"


# --- whatever an engine says ------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "fusion posture LVEF 2.5 nerve root hurts. (good) Füzyonun kaynaşma duruş sinir kökü 25 ,".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(source=TEXTS, answers=st.lists(TEXTS, min_size=1, max_size=3), opened=st.lists(TEXTS, max_size=3))
def test_enforcement_loses_nothing_and_is_repeatable(
    glossary: Glossary, source: str, answers: list[str], opened: list[str]
) -> None:
    def made(terminology: Glossary | None) -> list[Draft]:
        class Babbling(FakeEngine):
            def translate(self, sentences, alternatives=1):
                for index, hypothesis in super().translate(sentences, alternatives):
                    tail = opened[index % len(opened)] if opened and sentences[index].opening else ""
                    yield (
                        index,
                        type(hypothesis)(f"{hypothesis.text} {tail}".strip(), hypothesis.score, hypothesis.alignment),
                    )

        engine = Babbling(dict.fromkeys([source, source.capitalize()], answers))
        request = Request(EntryKey("p", source), glossary.find(source, "en", "tr"))
        return list(draft([request], ("en", "tr"), engine=engine, terminology=terminology))

    before, after, again = made(None), made(glossary), made(glossary)
    assert after == again
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        uses = [glossary.uses(glossary.find(source, "en", "tr"), d.text, "en", "tr") for d in (one, other)]
        met = [sum(use.rendering in ("preferred", "variant") for use in found) for found in uses]
        assert met[0] <= met[1]
        losses = [sum("number" in note or "is missing" in note for note in d.notes) for d in (one, other)]
        assert losses[1] <= losses[0]


# --- with the shipped packages, where there are any -------------------------------------------------------------------

SENTENCES = {
    ("en", "tr"): [
        "Correct your posture every half hour while working at the computer.",
        "The fractured vertebra is filled with bone cement through a needle under fluoroscopic guidance.",
        "Have you ever had an allergic reaction to local anaesthesia at the dentist's?",
        "We use a short questionnaire to recognise patients with neuropathic pain.",
    ],
    ("tr", "en"): [
        "Kesi uzunluğu ameliyatın ne kadar büyük olduğunun ölçüsü değildir.",
        "Her yönde belirgin hareket kısıtlılığı, donuk omuz için tipiktir.",
        "Kendi dosyanızın bir kopyasını istemek bir hasta hakkıdır.",
    ],
}


@pytest.mark.skipif(not list(MODELS.glob("*.argosmodel")), reason="no model shipped")
@pytest.mark.parametrize("annotating", [True, False], ids=["annotated", "repair alone"])
@pytest.mark.parametrize("languages", SENTENCES)
def test_shipped_model_uses_the_terms(languages: tuple[str, str], annotating: bool, tmp_path: Path) -> None:
    from pipeline import argos, packages

    package = packages.find(MODELS, *languages, argos=tmp_path)
    assert package is not None
    loaded = argos.load(packages.unpack(package, tmp_path), digest=package.digest, decoding=argos.Decoding(threads=1))
    engine = loaded if annotating else Unannotated(loaded)
    terms = read_glossary(ROOT / "glossary.csv")
    requests = [Request(EntryKey("p", text), terms.find(text, *languages)) for text in SENTENCES[languages]]
    made = list(draft(requests, languages, engine=engine, terminology=terms))
    assert made == list(draft(requests, languages, engine=engine, terminology=terms))
    notes = [note for one in made for note in one.notes if note.startswith("term ")]
    missing = [note for note in notes if note.startswith("term missing")]
    assert len(notes) >= len(requests)
    assert len(missing) <= len(notes) // 10, missing
