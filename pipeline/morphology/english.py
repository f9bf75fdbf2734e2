"""English words in their forms: plurals, the forms of verbs, and one spelling for both sides of the Atlantic.

The rules are those of Quirk et al., *A Comprehensive Grammar of the English Language*, sections 3.5–3.20 (verbs) and
5.73–5.103 (plurals). Words are expected in small letters, abbreviations as they are written.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["family", "forms", "like", "plurals", "spelling", "verb_forms"]

_SPELLINGS = (
    # British to American, where it can be told from the letters.
    (re.compile(r"(?<=.)(?:ae|oe)(?=.{2})|^oe(?=[ds])"), "e"),
    (re.compile(r"(?<=[a-z]{2})our(?=s|ed|ing|less|$)"), "or"),
    (re.compile(r"is(?=(?:e|ed|es|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"(?<=[tb])re(?=s?$)"), "er"),
    (re.compile(r"^disk"), "disc"),
)

# Plurals of Latin and Greek words, by their ending; and some English ones.
_CLASSICAL = (("is", "es"), ("foramen", "foramina"), ("omen", "omina"), ("oma", "omata"), ("ganglion", "ganglia"))
_IRREGULAR = {
    **{"man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth", "person": "people"},
    **{
        "calf": "calves",
        "half": "halves",
        "knife": "knives",
        "life": "lives",
        "vertebra": "vertebrae",
        "bursa": "bursae",
    },
    **{"lamina": "laminae", "criterion": "criteria", "bacterium": "bacteria", "nucleus": "nuclei", "x-ray": "x-rays"},
}

# Present third person, past, participle, -ing; the regular forms are made from the letters.
_VERBS = {
    **{"undergo": ("undergoes", "underwent", "undergone", "undergoing"), "have": ("has", "had", "had", "having")},
    **{"bear": ("bears", "bore", "borne", "bearing"), "take": ("takes", "took", "taken", "taking")},
    **{"make": ("makes", "made", "made", "making"), "put": ("puts", "put", "put", "putting")},
    **{"get": ("gets", "got", "got", "getting"), "give": ("gives", "gave", "given", "giving")},
    **{"lie": ("lies", "lay", "lain", "lying"), "lay": ("lays", "laid", "laid", "laying")},
    **{"be": ("is", "was", "been", "being"), "become": ("becomes", "became", "become", "becoming")},
    **{"buy": ("buys", "bought", "bought", "buying"), "write": ("writes", "wrote", "written", "writing")},
    **{"go": ("goes", "went", "gone", "going"), "lead": ("leads", "led", "led", "leading")},
    **{"bleed": ("bleeds", "bled", "bled", "bleeding"), "feel": ("feels", "felt", "felt", "feeling")},
    **{"break": ("breaks", "broke", "broken", "breaking"), "bend": ("bends", "bent", "bent", "bending")},
}
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$|(?:admit|refer|transfer|occur|commit|permit|infer|prefer)$")

# Words of one family, by which a translation may say the same in another part of speech: pain, painful.
_FAMILIES = tuple(
    tuple(line.split())
    for line in (
        "pain painful painless painfully painlessly ache aching, patient, treat treatment treatable untreated "
        "retreatment, recover recovery, diagnose diagnosis diagnostic undiagnosed, operate operation operative surgery "
        "surgical operable, prescribe prescription, remove removal, compress compression, radiate radiation, admit "
        "admission, refer referral, relieve relief, examine examination exam, inflammation inflammatory inflamed, "
        "infection infected infectious, symptom symptomatic asymptomatic, abdomen abdominal belly, fever febrile "
        "feverish afebrile, paralysis paralysed paralysis paralyse, vertebra vertebral, spine spinal, muscle muscular, "
        "fracture fractured, swelling swollen swell, nerve neural, skull cranial, sacrum sacral, ligament ligamentous, "
        "vein venous, disc discal, instability unstable, deformity deformed, calcification calcified, degeneration "
        "degenerative degenerated, arthritis arthritic, rehabilitation rehabilitate, haemorrhage bleeding, numbness "
        "numb, stiffness stiff, weakness weak, dizziness dizzy, tenderness tender, bruise bruised bruising, scar "
        "scarring scarred, drain drainage, fasting fast, disability disabled, medication medicated, implant implanted "
        "implantation, fusion fuse fused, anaesthesia anaesthetic, sedation sedative sedated, prosthesis prosthetic, "
        "diabetes diabetic, hypertension hypertensive, osteoporosis osteoporotic, epilepsy epileptic, stenosis "
        "stenotic, allergy allergic, tumour tumoral, metastasis metastatic, trauma traumatic, complaint complain, "
        "communication contact communicate, injection inject injected, imaging image images, follow-up follow, "
        "specialist specialised, hospitalisation hospitalised, physiotherapy physiotherapist, lesion, oedema "
        "oedematous, haematoma, atrophy atrophic atrophied, radiograph radiographic radiological, surgeon, consult "
        "consultation, rest resting, complication complicated, mobilisation mobilise mobilised, nausea nauseous"
    ).split(", ")
)


@lru_cache(maxsize=1024)
def family(word: str) -> tuple[str, ...]:
    """The words of the same family in other parts of speech, as far as a clinic needs them: ``pain`` → ``painful``."""
    return tuple(other for words in _FAMILIES if word in words for other in words if other != word)


def spelling(word: str) -> str:
    """One spelling for both sides of the Atlantic: ``oedema`` → ``edema``, ``disk`` → ``disc``; only for comparing."""
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return word


@lru_cache(maxsize=4096)
def plurals(word: str) -> tuple[str, ...]:
    """The plurals of a noun, the usual one first: ``biopsy`` → ``biopsies``; ``metastasis`` → ``metastases``."""
    if word in _IRREGULAR:
        regular = (word + "s",) if word.endswith(("a", "on", "um", "us")) else ()
        return (_IRREGULAR[word], *regular)
    classical = tuple(word.removesuffix(ending) + plural for ending, plural in _CLASSICAL if word.endswith(ending))
    return (*classical, _with_s(word))


def _with_s(word: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


@lru_cache(maxsize=1024)
def verb_forms(verb: str) -> tuple[str, str, str, str]:
    """Third person of the present, past, participle and -ing form of a verb: ``admit`` → ``admits``, ``admitted``."""
    if verb in _VERBS:
        return _VERBS[verb]
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb + "d", verb[:-1] + "ing" if not verb.endswith("ee") else verb + "ing"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    stem = verb + verb[-1] if _DOUBLING.search(verb) else verb
    return _with_s(verb), stem + "ed", stem + "ed", stem + "ing"


def forms(lemma: str, pos: str = "noun") -> tuple[str, ...]:
    """A term in all its forms, itself first: a noun's plurals, a verb's tenses; ``pos`` is that of the glossary.

    Of a verb of several words the first one changes, of a noun the last one, or the one before *of*.
    """
    return tuple(dict.fromkeys(_paradigm(lemma, pos)))


def _paradigm(lemma: str, pos: str) -> list[str]:
    """The forms, each in its place: those of a verb are five, even where two are alike."""
    if pos == "verb":
        verb, *rest = lemma.split(" ")
        return [lemma, *(" ".join([form, *rest]) for form in verb_forms(verb))]
    if pos not in ("noun", "abbr"):
        return [lemma]
    changing, of, rest_of = lemma.partition(" of ")
    before, space, last = changing.rpartition(" ")
    return [lemma, *(before + space + plural + of + rest_of for plural in plurals(last))]


def like(lemma: str, word: str, word_lemma: str | None = None, *, pos: str = "noun") -> str | None:
    """The lemma in the form that a word has, in number or tense: ("fusion", "fractures", "fracture") → ``fusions``.

    Without ``word_lemma`` the ending of the word decides. None if the word is no form of ``word_lemma``.
    """
    possessive = next((ending for ending in ("'s", "’s", "'", "’") if word.endswith(ending)), "")
    bare = word.removesuffix(possessive).lower()
    given = [form.lower() for form in _paradigm(word_lemma, pos)] if word_lemma else []
    if given and bare not in given:
        return None
    place = given.index(bare) if given else _guessed(bare, pos)
    wanted = _paradigm(lemma, pos)
    return wanted[min(place, len(wanted) - 1, 4 if pos == "verb" else 1)] + possessive


def _guessed(word: str, pos: str) -> int:
    """The place among the forms of a part of speech that the ending of a word speaks for."""
    if pos == "verb":
        return next((place for ending, place in (("ing", 4), ("ed", 2), ("s", 1)) if word.endswith(ending)), 0)
    return int(bool(re.search(r"[^sui]s$", word)))
