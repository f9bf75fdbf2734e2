"""How much harm a text can do: what people say counts first, then what the words say."""

from __future__ import annotations

import pytest

from pipeline.errors import PageError
from pipeline.model import Assessment, Risk
from pipeline.parse import parse, read_page
from pipeline.risk import assess
from pipeline.segment import segment

CRITICAL, NORMAL, LOW = Risk.CRITICAL, Risk.NORMAL, Risk.LOW


def assessments(
    body: str, language: str = "en", head: str = "", patterns: tuple[tuple[str, Risk], ...] = ()
) -> dict[str, Assessment]:
    text = f'<html lang="{language}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    document = parse(read_page(text.encode(), name="care/after", language=language, file="after.html"))
    return {key.msgid: found for key, found in assess(document, segment(document), patterns).items()}


def risks(body: str, language: str = "en", head: str = "", patterns: tuple[tuple[str, Risk], ...] = ()) -> list[Risk]:
    return [found.risk for found in assessments(body, language, head, patterns).values()]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Take 500 mg with food.", "dosage"),
        ("2 tablets in the morning", "dosage"),
        ("Repeat it every eight hours.", "dosage"),
        ("three times a day", "dosage"),
        ("Tell us about your medicines.", "medicines"),
        ("Ketoprofen is not for you.", "medicines"),
        ("I am allergic to latex.", "medicines"),
        ("You sign the consent form.", "consent"),
        ("Possible complications", "consent"),
        ("Go to the emergency department.", "emergency"),
        ("Call 112.", "emergency"),
        ("a loss of your bladder control", "emergency"),
        ("If you have a fever:", "emergency"),
        ("Do not drive.", "instructions"),
        ("Rest. Please avoid stairs.", "instructions"),
        ("You must not smoke.", "instructions"),
        ("Keep the wound dry.", "instructions"),
    ],
)
def test_critical_words_in_english(text: str, subject: str) -> None:
    (found,) = assessments(f"<p>{text}</p>").values()
    assert found.risk is CRITICAL
    assert found.reason.startswith(f"{subject}: “")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Sabah 500 mg alın.", "dosage"),
        ("8 saatte bir tekrarlayın.", "dosage"),
        ("Günde üç kez", "dosage"),
        ("İlaçlarınızı yanınızda getirin.", "medicines"),
        ("İlacınız değişti.", "medicines"),
        ("ketoprofenle birlikte", "medicines"),
        ("Onam formunu okuyun.", "consent"),
        ("ACİL durumlar", "emergency"),
        ("112’yi arayın.", "emergency"),
        ("İdrarınızı tutamıyorsanız", "emergency"),
        ("Araç kullanmayın.", "instructions"),
        ("Ameliyattan sonra", "instructions"),
        ("Yaranızı kuru tutun.", "instructions"),
    ],
)
def test_critical_words_in_turkish(text: str, subject: str) -> None:
    (found,) = assessments(f"<p>{text}</p>", "tr").values()
    assert found.risk is CRITICAL
    assert found.reason.startswith(f"{subject}: “")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Our clinic has two floors.", "en"),
        ("Faculty of Medicine, 2024", "en"),
        ("Tel. +90 212 112 45 67", "en"),
        ("Annals 2024;10:112–120", "en"),
        ("A dosshouse in April", "en"),
        ("We do not share your address.", "en"),
        ("Kliniğimizin iki katı var; 15 gün açık.", "tr"),
        ("Yararlı bilgiler", "tr"),
        ("İlçemizde bir ilan", "tr"),
        ("Ein Satz in einer anderen Sprache: Medikamente", "de"),
    ],
)
def test_harmless_words(text: str, language: str) -> None:
    assert risks(f"<p>{text}</p>", language) == [NORMAL]


def test_amounts_are_seen_in_any_language() -> None:
    assert risks("<p>Zweimal 500 mg</p>", "de") == [CRITICAL]


def test_furniture_is_low_unless_it_speaks_of_an_emergency() -> None:
    body = """<nav><a href="/a">Team</a> <a href="/b">After your operation</a></nav>
        <p>Words.</p><button>Send</button><label>Name</label><footer><p>Imprint</p><p>Call 112.</p></footer>"""
    assert risks(body) == [LOW, NORMAL, LOW, LOW, LOW, CRITICAL]


def test_a_page_is_critical_by_its_title() -> None:
    found = assessments("<nav>Home</nav><h1>Welcome</h1><p>Rest well.</p>", head="<title>After surgery</title>")
    assert found["Rest well."] == Assessment(CRITICAL, "page about “after surgery”")
    assert found["Home"].risk is LOW


def test_a_section_is_critical_by_its_heading() -> None:
    body = """<h2>Your medicines</h2><p>One.</p><h3>More</h3><p>Two.</p><h2>Parking</h2><p>Three.</p>"""
    found = assessments(body)
    assert {text: found[text].risk for text in ("One.", "Two.", "Three.")} == {
        "One.": CRITICAL,
        "Two.": CRITICAL,
        "Three.": NORMAL,
    }
    assert found["Two."].reason == "section about medicines: “medicines”"


def test_a_list_is_critical_by_the_sentence_before_it() -> None:
    body = "<p>Call us immediately if:</p><ul><li>your leg is weak,</li><li>you feel hot.</li></ul><p>Rest.</p>"
    assert risks(body) == [CRITICAL, CRITICAL, CRITICAL, NORMAL]


def test_a_text_in_two_places_has_the_graver_risk() -> None:
    assert risks("<nav><p>Care</p></nav><p>Care</p>") == [NORMAL]


META = '<meta name="clinic-l10n:risk" content="{}">'


@pytest.mark.parametrize(
    ("body", "head", "patterns", "expected"),
    [
        ("<p>Words.</p>", META.format("critical"), (), CRITICAL),
        ("<p>Call 112.</p>", META.format("normal"), (), NORMAL),
        ("<p>Words.</p>", META.format("low"), (("care/*", CRITICAL),), CRITICAL),
        ("<p>Words.</p>", "", (("blog/*", CRITICAL),), NORMAL),
        ("<p>Words.</p>", "", (("care/*", LOW), ("*", CRITICAL)), LOW),
        ("<p data-l10n-risk='critical'>Words.</p>", META.format("low"), (), CRITICAL),
        ("<p data-l10n-risk='critical'>Words.</p>", "", (("*", LOW),), CRITICAL),
        ("<p data-l10n-risk='low'>Call 112.</p>", "", (), LOW),
        ("<p data-l10n-risk='low'>Words.</p>", "", (("*", CRITICAL),), CRITICAL),
        ("<div data-l10n-risk='low'><p data-l10n-risk='normal'>Words.</p></div>", "", (), NORMAL),
        ("<div data-l10n-risk='critical'><p data-l10n-risk='low'>Words.</p></div>", "", (), CRITICAL),
    ],
)
def test_what_people_say_counts_first(
    body: str, head: str, patterns: tuple[tuple[str, Risk], ...], expected: Risk
) -> None:
    assert risks(body, head=head, patterns=patterns) == [expected]


@pytest.mark.parametrize(
    ("body", "head"),
    [("<p data-l10n-risk='critcal'>x</p>", ""), ("<p>x</p>", META.format("high")), ("<p>x</p>", META[:-12] + ">")],
)
def test_a_risk_that_does_not_exist_is_refused(body: str, head: str) -> None:
    with pytest.raises(PageError, match=r"after\.html:1: the risk must be critical, normal, low"):
        assessments(body, head=head)
