import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import codes
from pipeline.align import place
from pipeline.engine import Alignment, Sentence, Span, TwoWay, agreement
from pipeline.lift import LINE, lift
from tests.engines import FakeEngine, alignment


def placed(msgid, target, links):
    lifted = lift(msgid)
    return place(lifted, target, [alignment(lifted.text, target, links)], "tr")


# Links are source-target token numbers; a token is a word or a mark.
PLACES = [
    ("Take <b1>two</b1> tablets.", "İki tablet alın.", "0-2 1-0 2-1 3-3", "<b1>İki</b1> tablet alın."),
    ("Read <a1>our guide</a1>.", "Rehberimizi okuyun.", "0-1 1-0 2-0 3-2", "<a1>Rehberimizi</a1> okuyun."),
    # A stray word inside a link does not tear it, one outside does not stretch it.
    (
        "<a1>one two three</a1> four five",
        "bir iki üç dört beş",
        "0-0 3-1 2-2 3-3 4-4",
        "<a1>bir iki üç</a1> dört beş",
    ),
    ("<b1>one</b1> two three four", "x iki üç bir", "1-1 2-2 0-3", "x iki üç <b1>bir</b1>"),
    # Marks at the edge go in as in the source.
    ("<b1>Rest:</b1> lie down.", "Dinlenme: uzanın.", "0-0 1-1 2-2 3-2 4-3", "<b1>Dinlenme:</b1> uzanın."),
    ("<b1>Rest</b1>: lie down.", "Dinlenme: uzanın.", "0-0 1-1 2-2 3-2 4-3", "<b1>Dinlenme</b1>: uzanın."),
    ("See (<a1>here</a1>).", "Bakın (buraya).", "0-0 1-1 2-2 3-3 4-4", "Bakın (<a1>buraya</a1>)."),
    ("<b1>fusion (TLIF)</b1> helps", "füzyon (TLIF) yarar", "0-0 2-2 4-4", "<b1>füzyon (TLIF)</b1> yarar"),
    # Several pairs change places; nested pairs stay nested.
    ("<b1>a1a</b1> and <i1>b2b</i1>", "y ve x", "0-2 1-1 2-0", "<i1>y</i1> ve <b1>x</b1>"),
    ("<a1>see <b1>this</b1></a1> now", "şimdi bunu gör", "0-2 1-1 2-0", "şimdi <a1><b1>bunu</b1> gör</a1>"),
    ("<b1><a1>us</a1></b1> call", "bizi arayın", "0-0 1-1", "<b1><a1>bizi</a1></b1> arayın"),
    # Codes that stand alone.
    ("<img1/> Free parking", "Ücretsiz otopark", "0-0 1-1", "<img1/> Ücretsiz otopark"),
    ("Press the <img1/> button.", "Düğmeye basın.", "0-1 2-0 3-2", "<img1/> Düğmeye basın."),
    ("Call us <img1/>", "Bizi arayın", "0-1 1-0", "Bizi arayın <img1/>"),
    ("pain<sup1>2</sup1> fell.", "ağrı azaldı.", "0-0 1-1 2-2", "ağrı<sup1>2</sup1> azaldı."),
    ("It helps.<sup1>2</sup1><sup2>3</sup2>", "Yarar.", "1-0 2-1", "Yarar.<sup1>2</sup1><sup2>3</sup2>"),
    ("nerve damage<a1>[4]</a1> is rare", "sinir hasarı nadir", "0-0 1-1 3-2", "sinir hasarı<a1>[4]</a1> nadir"),
    ("low pain <a1>(4)</a1> is rare", "az ağrı nadir", "0-0 1-1 3-2", "az ağrı <a1>(4)</a1> nadir"),
    ("One.<br1/>Two.", f"Bir.{LINE}İki.", "0-0 1-1 2-2 3-3", "Bir.<br1/>İki."),
    ("spine care<br1/>in town", "şehirde omurga bakımı", "0-1 1-2 2-0 3-0", "şehirde<br1/>omurga bakımı"),
    ("<a1><img1/> Chat</a1> with us", "Bizimle sohbet", "0-1 1-0 2-0", "Bizimle <a1><img1/> sohbet</a1>"),
    # The same word on both sides is its own alignment, also in parts, also with a suffix.
    ("H<sub1>2</sub1>O is water", "su H2O demek", "", "su H<sub1>2</sub1>O demek"),
    ("at <b1>L4–L5</b1> now", "şimdi L4–L5'te", "", "şimdi <b1>L4–L5'te</b1>"),
    # A whole text, and text that reads like a code.
    ("<b1>Stop now.</b1>", "Şimdi dur.", "0-1 1-0 2-2", "<b1>Şimdi dur.</b1>"),
    ("a &lt;b1> <b2>c</b2>", "c <b1> a", "0-4 4-0", "<b2>c</b2> &lt;b1> a"),
]


@pytest.mark.parametrize(("msgid", "target", "links", "wanted"), PLACES)
def test_codes_stand_on_their_words(msgid, target, links, wanted):
    assert placed(msgid, target, links).text == wanted


def test_words_that_are_suffixes_elsewhere_stay_outside():
    lifted = lift("Ağrı <b1>bacakta</b1> artar.")
    target = "Pain in the leg increases."
    links = alignment(lifted.text, target, "0-0 1-1 1-2 1-3 2-4 3-5")
    assert place(lifted, target, [links], "en").text == "Pain in the <b1>leg</b1> increases."


def test_whole_sentences_stay_whole():
    msgid = "<b1>Kimler için?</b1> Hastalar."
    target = "Who is it for? Patients."
    result = place(lift(msgid), target, [alignment("Kimler için? Hastalar.", target, "0-0 2-4 3-5 4-6")], "en")
    assert result.text == "<b1>Who is it for?</b1> Patients."


def test_both_directions_must_agree():
    here, there = (Span(0, 1), Span(2, 3)), (Span(0, 1), Span(2, 3))
    forward = Alignment(here, there, ((0.6, 0.4), (0.5, 0.5)))
    backward = Alignment(there, here, ((0.1, 0.9), (0.9, 0.1)))
    agreed = agreement(forward, backward)
    assert agreed.weights[0][1] > agreed.weights[0][0]
    assert agreed.weights[1][0] > agreed.weights[1][1]
    for row, before in zip(agreed.weights, forward.weights, strict=True):
        assert sum(row) == pytest.approx(sum(before))


def test_two_way_engine_only_looks_back_where_codes_are():
    class Counting(FakeEngine):
        aligned = 0

        def align(self, pairs):
            self.aligned += len(pairs)
            return super().align(pairs)

    back = Counting(source="tr", target="en")
    engine = TwoWay(FakeEngine(), back)
    found = dict(engine.translate([Sentence("a b", marked=True), Sentence("c d")]))
    assert {index: hypothesis.text for index, hypothesis in found.items()} == {0: "b a", 1: "d c"}
    assert back.aligned == 1
    assert (engine.name, engine.version, engine.source, engine.target) == ("fake", "1", "en", "tr")
    assert len(dict(engine.align([("a b", "x y"), ("c", "z")]))) == 2
    assert dict(engine.score([(Sentence("a"), "x")])) == {0: 0.8}
    assert [
        hypothesis.text for _, hypothesis in TwoWay(FakeEngine({"a": ("x", "y")}), back).translate([Sentence("a")], 2)
    ] == ["x", "y"]
    with pytest.raises(ValueError, match="way back"):
        TwoWay(FakeEngine(), FakeEngine())


def test_confident_placing_raises_no_doubt():
    assert placed(*PLACES[0][:3]).doubts == ()


def test_without_alignment_codes_go_to_a_safe_place_and_are_named():
    result = placed("Take <b1>two</b1> tablets <img1/>", "İki tablet alın", "")
    assert result.text == "<b1>İki tablet alın</b1> <img1/>"
    assert result.doubts == ("check where <b1> stands",)


def test_scattered_words_raise_a_doubt():
    result = placed(
        "<b1>one two three four</b1> five", "bir x x iki x x üç x x dört", "0-0 1-3 2-6 3-9 4-1 4-2 4-4 4-5 4-7 4-8"
    )
    assert result.doubts == ("check where <b1> stands",)


def test_two_pairs_never_share_a_word():
    result = placed("<b1>one</b1> <b2>two</b2>", "tek", "0-0 1-0")
    assert codes.same("<b1>one</b1> <b2>two</b2>", result.text)
    assert codes.nested(codes.split(result.text)[1])
    assert result.doubts


LIFTS = [
    ("Take <b1>two</b1>.<br1/>", "Take two."),
    ("One.<br1/>Two", f"One.{LINE}Two"),
    ("Cedar Clinic<br1/>12 Cedar St.", f"Cedar Clinic{LINE}12 Cedar St."),
    ("spine care<br1/>in town", "spine care in town"),
    ("A <img1/> B", "A B"),
    ("<i1></i1> Call", "Call"),
    ("pain<sup1>2</sup1> fell<sup2><a1>[3]</a1></sup2>.", "pain fell."),
    ("pain <span1>(<a1>1</a1>, <a2>2</a2>)</span1> fell", "pain fell"),
    ("word<sup1>®</sup1> mark", "word mark"),
    ("Take <b1>2</b1> tablets", "Take 2 tablets"),
    ("at (<a1>2</a1>) or L<b1>4</b1>", "at (2) or L4"),
    ("10 m<sup1>2</sup1>", "10 m"),
    ("CO<sub1>2</sub1>", "CO2"),
    ("<b1>x <i1>y</b1></i1>", "x y"),
    ("a &lt;b1> &amp;lt;", "a <b1> &lt;"),
]


@pytest.mark.parametrize(("msgid", "text"), LIFTS)
def test_lift(msgid, text):
    lifted = lift(msgid)
    assert lifted.text == text
    assert len(lifted.origins) == len(text)


def test_stand_ins_tell_codes_that_are_words():
    lifted = lift("Dear <var1/>, on <time1/> <img1/>")
    assert len(lifted.stand_ins) == 2
    assert re.fullmatch(r"Dear ., on . ", lifted.text)
    back = place(lifted, f"{lifted.stand_ins[1]}: sayın {lifted.stand_ins[0]}", [], "tr")
    assert back.text == "<time1/>: sayın <var1/> <img1/>"


def test_lost_stand_in_comes_back_with_a_doubt():
    lifted = lift("Dear <var1/>, hello")
    result = place(lifted, "Sayın, merhaba", [alignment(lifted.text, "Sayın, merhaba", "0-0 2-1 3-2")], "tr")
    assert codes.same("<var1/>", result.text)
    assert result.doubts == ("check where <var1/> stands",)


def test_spans_of_the_plain_text_are_found_in_the_lifted_one():
    msgid = "<img1/> pain<sup1>12</sup1> and <b1>two</b1> discs"
    lifted, plain = lift(msgid), codes.plain(msgid)
    start = plain.index("discs")
    assert lifted.text[slice(*lifted.span(start, start + 5))] == "discs"


def test_deep_nesting_is_no_recursion():
    depth = 3000
    msgid = "".join(f"<b{i}>" for i in range(depth)) + "x" + "".join(f"</b{i}>" for i in reversed(range(depth)))
    result = place(lift(msgid), "y", [Alignment((Span(0, 1),), (Span(0, 1),), ((1.0,),))], "tr")
    assert codes.same(msgid, result.text)


def test_a_flood_of_codes_is_no_flood_of_work():
    msgid = "<b0>one <var1/></b0> " + "".join(f"two<br{i}/> <i{i}>three</i{i}> " for i in range(20_000))
    lifted = lift(msgid)
    target = f"bir {lifted.stand_ins} " + "iki üç " * 20_000
    result = place(lifted, target, [], "tr")
    assert codes.same(msgid, result.text)
    assert codes.nested(codes.split(result.text)[1])
    assert codes.plain(result.text).split() == ["bir", *["iki", "üç"] * 20_000]
    assert result.doubts == ("check where the codes stand",)


# --- whatever the text and the alignment, codes come out whole ---

_words = st.lists(st.sampled_from(["one", "L4", "2.5", "(", ")", ".", "a b", "x,", "“q”", "<b1>", "é"]), max_size=3)


@st.composite
def marked(draw, depth=3):
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from("tttpes" if depth else "te"))
        space = draw(st.sampled_from(["", " "]))
        if kind == "t":
            parts.append(codes.escape(" ".join(draw(_words))))
        elif kind == "e":
            parts.append(f"<{draw(st.sampled_from(['br', 'img', 'var', 'wbr']))}#/>")
        elif kind == "s":
            parts.append("<sup#>3</sup#>")
        else:
            parts.append(f"<b#>{draw(marked(depth - 1))}</b#>")
        parts.append(space)
    return "".join(parts)


def _numbered(text):
    stack, out, count = [], [], 0
    for piece in re.split(r"(<[^<>]*#/?>)", text):
        if piece.endswith("#/>"):
            count += 1
            piece = piece.replace("#", str(count))
        elif piece.startswith("</") and piece.endswith("#>"):
            piece = piece.replace("#", stack.pop())
        elif piece.endswith("#>"):
            count += 1
            stack.append(str(count))
            piece = piece.replace("#", str(count))
        out.append(piece)
    return "".join(out)


@settings(max_examples=150, deadline=None)
@given(
    marked().map(_numbered), st.lists(st.sampled_from(["bir", "iki.", "(üç)", "L4", "dört'ün"]), max_size=6), st.data()
)
def test_no_code_is_ever_lost(msgid, words, data):
    lifted = lift(msgid)
    target = " ".join([*words, *lifted.stand_ins])
    here = [Span(*m.span()) for m in re.finditer(r"\w+|\S", lifted.text)]
    there = [Span(*m.span()) for m in re.finditer(r"\w+|\S", target)]
    weight = st.floats(0, 1 / max(len(here), 1))
    rows = tuple(tuple(data.draw(weight) for _ in here) for _ in there)
    result = place(lifted, target, [Alignment(tuple(here), tuple(there), rows)], "tr")
    assert codes.same(msgid, result.text)
    assert codes.nested(codes.split(result.text)[1])
    letters = re.sub(r"[\W\d]|3", "", codes.plain(result.text))
    assert letters == re.sub(r"[\W\d]|3", "", target.translate(dict.fromkeys(map(ord, lifted.stand_ins))))
