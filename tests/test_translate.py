from pathlib import Path

import pytest

from pipeline import codes
from pipeline.model import EntryKey, MemoryHit, MemoryUnit, Request, Term, TermMatch
from pipeline.translate import draft
from tests.engines import FakeEngine

EN_TR = ("en", "tr")


def request(msgid, role="p", terms=()):
    return Request(EntryKey(role, msgid), tuple(terms))


def match(msgid, found, target, *, source=None, status="preferred"):
    text = codes.plain(msgid)
    start = text.index(found)
    return TermMatch(
        Term(f"id-{target}", source or found, target, "noun", "x", status), start, start + len(found), found
    )


class Memory:
    def __init__(self, *hits):
        self.hits = [MemoryHit(MemoryUnit(source, target, "p", "index.po"), score) for source, target, score in hits]

    def exact(self, source, role):
        return [hit for hit in self.hits if hit.unit.source == source]

    def fuzzy(self, source, role):
        return [hit for hit in self.hits if hit.unit.source != source and hit.score < 100]


def one(msgid, engine=None, memory=None, terms=(), languages=EN_TR):
    found = list(draft([request(msgid, terms=terms)], languages, engine=engine, memory=memory))
    assert len(found) <= 1
    return found[0] if found else None


# --- order ---


def test_exact_memory_comes_first():
    engine = FakeEngine()
    memory = Memory(("Take <b1>two</b1>.", "<b1>İki</b1> alın.", 100), ("Take <b1>two</b1>.", "<b1>İki</b1> iç.", 100))
    made = one("Take <b1>two</b1>.", engine, memory)
    assert (made.text, made.engine, made.version, made.score) == ("<b1>İki</b1> alın.", "memory", "index.po", 1.0)
    assert made.notes == ("memory 100% (index.po): Take <b1>two</b1>. → <b1>İki</b1> iç.",)
    assert engine.asked == []


def test_memory_with_damaged_codes_is_no_exact_hit():
    made = one(
        "Take <b1>two</b1>.", FakeEngine({"Take two.": "İki alın."}), Memory(("Take <b1>two</b1>.", "İki alın.", 100))
    )
    assert made.engine == "fake"


def test_similar_memory_is_a_note():
    memory = Memory(("Take three tablets.", "Üç tablet alın.", 88.4))
    made = one("Take two tablets.", FakeEngine({"Take two tablets.": "İki tablet alın."}), memory)
    assert (made.text, made.engine) == ("İki tablet alın.", "fake")
    assert made.notes == ("memory 88% (index.po): Take three tablets. → Üç tablet alın.",)


def test_without_engine_similar_memory_is_shown_alone():
    made = one("Take two tablets.", memory=Memory(("Take three tablets.", "Üç tablet alın.", 88)))
    assert made.text == ""
    assert len(made.notes) == 1
    assert one("Take two tablets.") is None


@pytest.mark.parametrize(
    ("msgid", "source", "wanted"),
    [
        ("Disc herniation", "disc herniation", "Disk hernisi"),
        ("disc herniation", "disc herniation", "disk hernisi"),
        ("DISC HERNIATION", "disc herniation", "DİSK HERNİSİ"),
        ("Disc Herniation", "disc herniation", "Disk Hernisi"),
    ],
)
def test_a_text_that_is_a_term_comes_from_the_glossary(msgid, source, wanted):
    made = one(msgid, FakeEngine(), terms=[match(msgid, msgid, "disk hernisi", source=source)])
    assert (made.text, made.engine, made.version) == (wanted, "glossary", "id-disk hernisi")


def test_an_inflected_term_is_left_to_the_engine():
    made = one("discs", FakeEngine({"discs": "diskler"}), terms=[match("discs", "discs", "disk", source="disc")])
    assert (made.text, made.engine) == ("diskler", "fake")


@pytest.mark.parametrize(
    ("msgid", "languages", "wanted"),
    [
        ("2.5", EN_TR, "2,5"),
        ("20%", EN_TR, "%20"),
        ("1,500 – 2,000", EN_TR, "1.500 – 2.000"),
        ("2,5 mg", ("tr", "en"), "2.5 mg"),
        ("info@example.com", EN_TR, "info@example.com"),
        ("+90 212 555 01 01", EN_TR, "+90 212 555 01 01"),
        ("L4–L5", EN_TR, "L4–L5"),
        ("★ ★ ★", EN_TR, "★ ★ ★"),
        ("<b1>2.5</b1> / <b2>3</b2>", EN_TR, "<b1>2,5</b1> / <b2>3</b2>"),
    ],
)
def test_what_has_no_words_needs_no_engine(msgid, languages, wanted):
    made = one(msgid, languages=languages)
    assert (made.text, made.engine, made.score) == (wanted, "rule", 1.0)


# --- sentences ---


def test_sentences_are_asked_once_whatever_their_page():
    engine = FakeEngine({"Call us.": "Arayın.", "It helps.": "Yarar."})
    texts = ["Call us.", "It helps. Call us.", "<b1>Call us.</b1> It helps."]
    made = {d.key.msgid: d.text for d in draft([request(t) for t in texts], EN_TR, engine=engine)}
    assert made == {
        "Call us.": "Arayın.",
        "It helps. Call us.": "Yarar. Arayın.",
        "<b1>Call us.</b1> It helps.": "<b1>Arayın.</b1> Yarar.",
    }
    assert sorted(sentence.text for sentence in engine.asked) == ["Call us.", "It helps."]


def test_frames_and_white_space_stay():
    engine = FakeEngine({"Free parking": "Ücretsiz otopark", "Line one": "Satır bir", "Line two": "Satır iki"})
    assert one("✔ Free parking", engine).text == "✔ Ücretsiz otopark"
    assert one("7. Free parking", engine).text == "7. Ücretsiz otopark"
    assert one("5.1. Free parking", engine).text == "5.1. Ücretsiz otopark"
    assert one("Free parking →", engine).text == "Ücretsiz otopark →"
    assert one("  Line one\n\n  Line two\n", engine).text == "  Satır bir\n\n  Satır iki\n"


def test_codes_follow_their_words():
    assert one("Take <b1>two</b1> now.", FakeEngine()).text == "Now <b1>two</b1> Take."


def test_links_in_a_row_are_translated_apart():
    engine = FakeEngine({"Book a visit": "Randevu alın", "Read on": "Devamını okuyun"})
    made = one("<a1>Book a visit</a1> <a2>Read on</a2>", engine)
    assert made.text == "<a1>Randevu alın</a1> <a2>Devamını okuyun</a2>"


def test_parts_of_a_title_are_translated_apart():
    engine = FakeEngine({"Back pain care": "Bel ağrısı bakımı", "Our clinic": "Kliniğimiz"})
    assert one("Back pain care | Our clinic", engine).text == "Bel ağrısı bakımı | Kliniğimiz"


@pytest.mark.parametrize(
    ("source", "answer", "wanted"),
    [
        ("Pain after surgery", "ameliyat sonrası ağrı", "Ameliyat sonrası ağrı"),
        ("weakness in a leg", "Bacakta güçsüzlük", "bacakta güçsüzlük"),
        ("it is in Istanbul", "İstanbul'da bulunur", "İstanbul'da bulunur"),
        ("MRI", "MR", "MR"),
        ("in the clinic", "MR odası", "MR odası"),
        ("“In time.”", "“inşallah.”", "“İnşallah.”"),
    ],
)
def test_the_first_letter_is_as_in_the_source(source, answer, wanted):
    assert one(source, FakeEngine({source: answer})).text == wanted


def test_capitals_are_lowered_and_restored():
    engine = FakeEngine({"Spinal stenosis and MRI in 2 days": "2 günde spinal darlık ve MRI, bilgi: a@b.com"})
    msgid = "SPINAL STENOSIS AND MRI IN 2 DAYS"
    made = one(msgid, engine, terms=[match(msgid, "MRI", "MRI", status="do-not-translate")])
    assert made.text == "2 GÜNDE SPİNAL DARLIK VE MRI, BİLGİ: a@b.com"
    assert one("MRI", FakeEngine({"MRI": "MR"})).text == "MR"


@pytest.mark.parametrize(
    ("msgid", "asked", "answer", "wanted"),
    [
        (
            "What Is a Herniated Disc?",
            "What is a herniated disc?",
            "Fıtıklaşmış disk nedir?",
            "Fıtıklaşmış Disk Nedir?",
        ),
        ("Rest and Ice", "Rest and ice", "Dinlenme ve buz", "Dinlenme ve Buz"),
        ("Don't Wait", "Don't wait", "İyi mi?", "İyi mi?"),
        ("Meet Dr. Elif Demir", "Meet Dr. Elif Demir", "Dr. Elif Demir ile tanışın", "Dr. Elif Demir ile Tanışın"),
        (
            "MRI Results and Vitamin D",
            "MRI results and vitamin D",
            "MR sonuçları ve D vitamini",
            "MR Sonuçları ve D Vitamini",
        ),
        ("Contact us", "Contact us", "Bize ulaşın", "Bize ulaşın"),
        ("Ask Dr. Demir.", "Ask Dr. Demir.", "Dr. Demir'e sorun.", "Dr. Demir'e sorun."),
        ("BACK PAIN", "Back pain", "ilk sırt ağrısı", "İLK SIRT AĞRISI"),
        ("FAQ", "FAQ", "SSS", "SSS"),
    ],
)
def test_headings_are_asked_in_small_letters(msgid, asked, answer, wanted):
    engine = FakeEngine({asked: answer})
    assert one(msgid, engine).text == wanted
    assert [sentence.text for sentence in engine.asked] == [asked]


def test_turkish_capitals():
    engine = FakeEngine({"Diskin yırtılması ve ışın": "Disc tear and radiation"}, source="tr", target="en")
    assert one("DİSKİN YIRTILMASI VE IŞIN", engine, languages=("tr", "en")).text == "DISC TEAR AND RADIATION"


def test_full_stops_follow_the_source():
    engine = FakeEngine({"Our team": "Ekibimiz.", "It helps.": "Yarar", "Why?": "Neden"})
    assert one("Our team", engine).text == "Ekibimiz"
    assert one("It helps.", engine).text == "Yarar."
    assert one("Why?", engine).text == "Neden?"


def test_numbers_get_the_notation_of_the_target():
    assert one("Take 2.5 mg.", FakeEngine({"Take 2.5 mg.": "2.5 mg alın."})).text == "2,5 mg alın."


# --- what goes wrong ---


def test_losses_are_noted_and_cost():
    made = one("Take 2.5 mg.", FakeEngine({"Take 2.5 mg.": "25 mg alın."}, score=0.8))
    assert made.notes == ("the number 2.5 mg is missing", "the number 25 mg is not in the source")
    assert made.score < 0.6


@pytest.mark.parametrize(
    ("source", "target", "note"),
    [
        ("Breakfast", "Kahvaltı Kahvaltı", "kahvaltı is said twice"),
        ("Lie on your side.", "yan yatın ve yan yatın ve", "yan yatın ve is said twice"),
        ("Short.", "Çok " + "uzun bir cümle ve daha " * 4, "the translation is much longer than the source"),
        ("A long sentence about many different things here.", "Ev.", "the translation is much shorter than the source"),
    ],
)
def test_stammering_is_noted(source, target, note):
    made = one(source, FakeEngine({source: target}))
    assert note in made.notes
    assert made.score < 0.5


def test_a_repetition_of_the_source_is_none_of_the_engine():
    assert one("bye bye, L4 L4", FakeEngine({"bye bye, L4 L4": "güle güle, L4 L4"})).notes == ("güle is said twice",)
    assert one("tick tock tick tock", FakeEngine({"tick tock tick tock": "tick tock tick tock"})).notes == ()


def test_empty_output_is_no_draft():
    assert one("Call us.", FakeEngine({"Call us.": ""})) is None


def test_misplaced_codes_are_noted():
    made = one("Take <b1>two</b1> now.", FakeEngine({"Take two now.": "İki tane al."}))
    assert codes.same(made.key.msgid, made.text)
    assert made.notes == ("check where <b1> stands",)


# --- placeholders and annotations ---


def test_addresses_go_through_as_placeholders():
    engine = FakeEngine({"Write to ⟦0⟧.": "⟦0⟧ adresine yazın."}, placeholders=("⟦0⟧", "⟦1⟧"))
    assert one("Write to a_b@example.com.", engine).text == "a_b@example.com adresine yazın."


def test_a_lost_placeholder_means_once_more_without():
    engine = FakeEngine(
        {"Write to ⟦0⟧.": "Bize yazın.", "Write to a@b.com.": "a@b.com adresine yazın."}, placeholders=("⟦0⟧",)
    )
    made = one("Write to a@b.com.", engine)
    assert made.text == "a@b.com adresine yazın."
    assert made.notes == ()
    assert [sentence.text for sentence in engine.asked] == ["Write to ⟦0⟧.", "Write to a@b.com."]


def test_a_lost_number_means_once_more_with_numbers_hidden():
    engine = FakeEngine(
        {"Take 2.5 mg for 10 days.": "10 gün 25 mg alın.", "Take ⟦0⟧ mg for ⟦1⟧ days.": "⟦1⟧ gün ⟦0⟧ mg alın."},
        placeholders=("⟦0⟧", "⟦1⟧"),
    )
    made = one("Take 2.5 mg for 10 days.", engine)
    assert (made.text, made.notes) == ("10 gün 2,5 mg alın.", ())


def test_the_better_of_two_bad_answers_is_kept():
    engine = FakeEngine(
        {"Take 2.5 mg for 10 days.": "10 gün alın.", "Take ⟦0⟧ mg for ⟦1⟧ days.": "Alın."}, placeholders=("⟦0⟧", "⟦1⟧")
    )
    made = one("Take 2.5 mg for 10 days.", engine)
    assert (made.text, made.notes) == ("10 gün alın.", ("the number 2.5 mg is missing",))


def test_an_engine_that_says_nothing_makes_no_draft():
    class Silent(FakeEngine):
        def translate(self, sentences):
            return iter(())

    assert one("Call us.", Silent()) is None
    similar = Memory(("Call me.", "Beni arayın.", 80))
    assert one("Call us.", Silent(), similar).notes == ("memory 80% (index.po): Call me. → Beni arayın.",)


def test_stray_placeholders_are_taken_out():
    engine = FakeEngine({"Call us.": "Arayın ⟦1⟧."}, placeholders=("⟦0⟧", "⟦1⟧"))
    assert one("Call us.", engine).text == "Arayın ."


def test_codes_that_are_words_go_through_as_placeholders():
    engine = FakeEngine({"Dear ⟦0⟧, see you on ⟦1⟧.": "Sayın ⟦0⟧, ⟦1⟧ günü görüşürüz."}, placeholders=("⟦0⟧", "⟦1⟧"))
    made = one("Dear <var1/>, see you on <time1/>.", engine)
    assert made.text == "Sayın <var1/>, <time1/> günü görüşürüz."
    assert made.notes == ()


def test_without_placeholders_such_codes_are_placed_and_noted():
    made = one("Dear <var1/>, hello.", FakeEngine({"Dear, hello.": "Sayın, merhaba."}))
    assert codes.same(made.key.msgid, made.text)
    assert made.notes == ("check where <var1/> stands",)


def test_terms_become_annotations_of_their_sentence():
    msgid = "<b1>Call us.</b1> The disc<sup1>2</sup1> and LVEF hurt."
    terms = [match(msgid, "disc", "disk"), match(msgid, "LVEF", "LVEF", status="do-not-translate")]
    engine = FakeEngine(annotates=True, placeholders=("⟦0⟧",))
    one(msgid, engine, terms=terms)
    sentence = next(s for s in engine.asked if "disc" in s.text)
    assert sentence.text == "The disc and ⟦0⟧ hurt."
    assert [(sentence.text[a:b], lemma) for a, b, lemma in sentence.annotations] == [("disc", "disk")]


def test_drafts_come_as_they_are_finished():
    engine = FakeEngine()
    stream = draft([request("2.5"), request("One thing."), request("Another thing.")], EN_TR, engine=engine)
    assert next(stream).engine == "rule"
    assert engine.asked == []
    assert next(stream).engine == "fake"


# --- with the shipped model, where there is one ---

MODELS = Path(__file__).parent.parent / "models"


@pytest.mark.skipif(not list(MODELS.glob("*.argosmodel")), reason="no model shipped")
@pytest.mark.parametrize("languages", [("en", "tr"), ("tr", "en")])
def test_shipped_model_drafts_a_page(languages, tmp_path):
    from pipeline import argos, packages

    package = packages.find(MODELS, *languages, argos=tmp_path)
    engine = argos.load(packages.unpack(package, tmp_path), digest=package.digest, decoding=argos.Decoding(threads=1))
    texts = {
        "en": ["The <b1>nerve root</b1> is under pressure. Call us on <a1>+90 212 555 01 01</a1>.", "BACK PAIN"],
        "tr": ["<b1>Sinir kökü</b1> baskı altındadır. <a1>+90 212 555 01 01</a1> numarasını arayın.", "SIRT AĞRISI"],
    }[languages[0]]
    made = {d.key.msgid: d for d in draft([request(text) for text in texts], languages, engine=engine)}
    assert set(made) == set(texts)
    for msgid, result in made.items():
        assert codes.same(msgid, result.text)
        assert codes.nested(codes.split(result.text)[1])
        assert result.version == engine.version
        assert 0 < result.score <= 1
    assert made[texts[1]].text.isupper()
