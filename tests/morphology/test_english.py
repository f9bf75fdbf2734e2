import pytest

from pipeline.morphology.english import family, forms, like, plurals, spelling, verb_forms


@pytest.mark.parametrize(
    ("british", "american"),
    [
        *(("oedema", "edema"), ("orthopaedic", "orthopedic"), ("tumours", "tumors"), ("centre", "center")),
        *(("disk", "disc"), ("mobilisation", "mobilization"), ("anaesthesia", "anesthesia"), ("paralyse", "paralyze")),
    ],
)
def test_one_spelling(british: str, american: str) -> None:
    assert spelling(british) == spelling(american)


@pytest.mark.parametrize("word", ["four", "toe", "sore", "disease", "exercise", "hour"])
def test_short_words_stay_apart(word: str) -> None:
    assert spelling(word) not in {"for", "te", "sor", "sored", "her", "hor"}


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        *(("disc", "discs"), ("biopsy", "biopsies"), ("metastasis", "metastases"), ("foramen", "foramina")),
        *(
            ("vertebra", "vertebrae"),
            ("foot", "feet"),
            ("stitch", "stitches"),
            ("x-ray", "x-rays"),
            ("ganglion", "ganglia"),
        ),
    ],
)
def test_plurals(word: str, plural: str) -> None:
    assert plurals(word)[0] == plural


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("admit", "admits admitted admitted admitting"),
        ("prescribe", "prescribes prescribed prescribed prescribing"),
        ("undergo", "undergoes underwent undergone undergoing"),
        ("carry", "carries carried carried carrying"),
        ("treat", "treats treated treated treating"),
        ("compress", "compresses compressed compressed compressing"),
        ("agree", "agrees agreed agreed agreeing"),
    ],
)
def test_verb_forms(verb: str, expected: str) -> None:
    assert " ".join(verb_forms(verb)) == expected


def test_forms_of_terms() -> None:
    assert forms("length of stay") == ("length of stay", "lengths of stay")
    assert forms("book an appointment", "verb")[:3] == (
        "book an appointment",
        "books an appointment",
        "booked an appointment",
    )
    assert forms("MRI", "abbr") == ("MRI", "MRIs")
    assert forms("surgical", "adj") == ("surgical",)


@pytest.mark.parametrize(
    ("lemma", "word", "of", "pos", "expected"),
    [
        ("fusion", "fractures", "fracture", "noun", "fusions"),
        ("biopsy", "scans", None, "noun", "biopsies"),
        ("spine", "backbone's", "backbone", "noun", "spine's"),
        ("spine", "diagnosis", None, "noun", "spine"),
        ("undergo surgery", "operated", "operate", "verb", "underwent surgery"),
        ("admit", "hospitalising", None, "verb", "admitting"),
        ("spine", "keels", "spine", "noun", None),
    ],
)
def test_copying_a_form(lemma: str, word: str, of: str | None, pos: str, expected: str | None) -> None:
    assert like(lemma, word, of, pos=pos) == expected


def test_families() -> None:
    assert "painful" in family("pain")
    assert "treatment" in family("treat")
    assert family("screw") == ()
