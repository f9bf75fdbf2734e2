"""The forms of Turkish verbs: recognised, and taken over from one verb to another.

A verb is stem – voice – negation and ability – and then a tense with a person, a participle or verbal noun with the
endings of a noun, or a converb (Göksel & Kerslake, *Turkish: A Comprehensive Grammar*, chapters 8 and 18–20). A lemma
is an infinitive, of one word or several: *nakletmek*, *ameliyat etmek*. Words are in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.morphology.nouns import COPULAS, templates
from pipeline.morphology.nouns import chains as noun_chains
from pipeline.morphology.sound import VOWELS, Sound, alike, attach, sound
from pipeline.morphology.stems import Stem, syllables

_VOICES = ("(I)l", "(I)n", "(I)ş", "DIr", "(I)t", "nIl", "Ir")
_POLARITIES = ("mA", "(y)AmA", "(y)Abil", "mAyAbil", "(y)AmAyAbil")
_TENSES = (
    "DI",
    "mIş",
    "(A)r",
    "(I)r",
    "z",
    "(y)AcAk",
    "sA",
    "mAlI",
    "mAktA",
    "(y)A",
    "yor",
    "(I)yor",
    "mIyor",
    "(y)AmIyor",
)
_IMPERATIVES = ("(y)In", "(y)InIz", "sIn", "sInlAr", "(y)AyIm", "(y)AlIm")
_CONVERBS = (
    *(
        "(y)Ip",
        "(y)ArAk",
        "(y)IncA",
        "mAdAn",
        "mAksIzIn",
        "(y)AlI",
        "DIkçA",
        "(y)AsIyA",
        "rcAsInA",
        "DIktAn",
        "(I)rken",
    ),
    *("mAzdAn", "(A)rken", "mAzken", "(y)ken", "mAktAnsA"),
)
_NOMINALS = ("mA", "mAk", "(y)Iş", "DIk", "(y)AcAk", "(y)An", "mIş", "mAz", "(y)IcI", "mAzlIk", "mAzlIğ")
# etmek and what is written together with it (nakletmek, reddetmek), but not öğretmek or işletmek; and three more.
_SOFTENING = re.compile(r"(?:^|dd|ss|nn|ff|kl|all|yd|yb|br|hs|şf|yr|ps|mr|kr|zm|sf)etmek$|^(?:git|güt)mek$|^tatmak$")
_VOWELLED_AORISTS = frozenset("al bil bul dur gel gör kal ol öl san ver var vur".split())
"""Verbs of one syllable whose aorist is in -Ir all the same."""
_PERSONS = tuple(dict.fromkeys(("m", "n", "k", "nIz", "lAr", "(y)Iz", "(y)Im", *COPULAS.values())))
LIGHT_VERBS = ("etmek", "olmak", "yapmak", "almak", "koymak", "vermek")
"""Verbs that make a verb of the noun before them: *tedavi etmek*, *bası yapmak*, *tanı koymak*."""
_PASSIVES = {"koy": ("kon",)}
"""Stems whose passive is not made from their letters."""


def verb_stems(infinitive: str) -> tuple[Stem, ...]:
    """How a verb is written before its endings: *etmek* → *ed-* before vowels, *et-*; nothing for no infinitive."""
    bare = infinitive[:-3]
    if not infinitive.endswith(("mak", "mek")) or not any(letter in VOWELS for letter in bare):
        return ()
    if _SOFTENING.search(infinitive):
        return Stem(bare[:-1] + "d", sound(bare[:-1] + "d", "vowel")), Stem(bare, sound(bare))
    if bare[-1] in "ae":
        # Before -yor the last vowel becomes a high one: başla-, başlıyor.
        raised = attach("I", sound(bare[:-1]))[0] if any(letter in VOWELS for letter in bare[:-1]) else "i"
        return Stem(bare, sound(bare)), Stem(bare[:-1] + raised, sound(bare[:-1] + raised, "consonant"))
    return tuple(Stem(text, sound(text)) for text in (bare, *_PASSIVES.get(bare, ())))


def endings_of(word: str, infinitive: str) -> Iterator[tuple[str, ...]]:
    """The chains of suffixes, as templates, by which a word may be a form of a verb."""
    for text, heard in verb_stems(infinitive):
        if word.startswith(text):
            yield from endings(word[len(text) :], heard)


def endings(written: str, before: Sound) -> tuple[tuple[str, ...], ...]:
    """The chains of suffixes, as templates, that are written so after a verb stem; the empty one is the imperative."""
    return _endings(written, alike(before), "voice", 2)


@lru_cache(maxsize=32768)
def _endings(written: str, before: Sound, at: str, voices: int = 0) -> tuple[tuple[str, ...], ...]:
    if at == "voice":
        found = list(_endings(written, before, "polarity"))
        if voices:
            found += _after(_VOICES, written, before, "voice", voices - 1)
        return tuple(dict.fromkeys(found))
    if at == "polarity":
        return (*_endings(written, before, "tense"), *_after(_POLARITIES, written, before, "tense"))
    if at == "tense":
        found = [] if written else [()]
        found += _after(_TENSES, written, before, "person")
        found += _after(_IMPERATIVES + _CONVERBS, written, before, "end")
        found += _after(_NOMINALS, written, before, "noun")
        return tuple(found)
    if at == "person":
        return _persons(written, before)
    if at == "noun":
        return tuple(tuple(templates(form)) for form in noun_chains(written, before, derivations=False))
    return ((),) if not written else ()


def _after(choices: tuple[str, ...], written: str, before: Sound, at: str, voices: int = 0) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for suffix, template, heard in _suffixes(choices, before).get(written[:1], ()):
        if written.startswith(suffix):
            found += [(template, *rest) for rest in _endings(written[len(suffix) :], heard, at, voices)]
    return found


@lru_cache(maxsize=1024)
def _suffixes(choices: tuple[str, ...], before: Sound) -> dict[str, list[tuple[str, str, Sound]]]:
    """Some suffixes as they are written after a sound, by their first letter; before a vowel, k at the end is ğ."""
    found: dict[str, list[tuple[str, str, Sound]]] = {}
    for template in choices:
        suffix, heard = attach(template, before)
        if not before.allows(suffix):
            continue
        found.setdefault(suffix[0], []).append((suffix, template, alike(heard)))
        if suffix[-1] == "k":
            softened = alike(Sound(heard.vowel, "ğ", "vowel"))
            found[suffix[0]].append((suffix[:-1] + "ğ", template, softened))
    return found


def _persons(written: str, before: Sound) -> tuple[tuple[str, ...], ...]:
    """After a tense come a person, a copula, or both: *edildi*, *edilmiştir*, *ediliyordunuz*."""
    if not written:
        return ((),)
    return tuple(
        (template, *rest)
        for suffix, template, heard in _suffixes(_PERSONS, before).get(written[0], ())
        if written.startswith(suffix)
        for rest in _persons(written[len(suffix) :], heard)
    )


def conjugate(infinitive: str, chain: tuple[str, ...]) -> str | None:
    """A verb with a chain of suffixes as :func:`endings_of` gives it; None if what is given is no infinitive.

    The passive and the aorist are written as this verb wants them: *yapılır*, *başlanır*, *gelir*, *yapar*.
    """
    for stem in verb_stems(infinitive):
        first, *rest = (_suited(chain[0], stem), *chain[1:]) if chain else ("",)
        suffix, after = attach(first, stem.sound)
        if not stem.sound.allows(suffix) or not _is_for(first, stem):
            continue
        written = stem.text + suffix
        for template in rest:
            suffix, after = attach(template, after)
            softens = suffix[:1] in VOWELS and written[-1] == "k"
            written = (written[:-1] + "ğ" if softens else written) + suffix
        return written
    return None


def _is_for(template: str, stem: Stem) -> bool:
    """Whether a suffix hangs on this stem of a verb in a vowel: -yor on the raised one, others on the plain one."""
    raised = stem.sound.wants == "consonant"
    return stem.sound.last not in VOWELS or (template == "(I)yor") == raised


def _suited(template: str, stem: Stem) -> str:
    """The first suffix as this stem wants it."""
    if template in ("(I)l", "(I)n"):
        return "(I)n" if stem.sound.last in VOWELS + "l" else "(I)l"
    if template in ("(A)r", "(I)r"):
        short = syllables(stem.text) == 1 or stem.text.endswith("ed")
        return "(A)r" if short and stem.text not in _VOWELLED_AORISTS else "(I)r"
    return "(I)yor" if template == "yor" else template


# Chains of suffixes, joined by a plus; the first one is the imperative, "do".
_COMMON = (
    "|(y)In|(y)InIz|(I)r|(I)yor|DI|(y)AcAk|mA|(y)An|mAlI+DIr|(y)ArAk|mAktA+DIr|DI+k|(y)Abil+(I)r|mA+(s)I|DIk+DAn"
    "|(I)l+(I)r|(I)l+(I)yor|(I)l+DI|(I)l+mIş+DIr|(I)l+(y)AcAk|(I)l+(y)An|(I)l+mAlI+DIr|(I)l+mA+(s)I|(I)l+(y)Abil+(I)r"
    "|(I)l+DIk+DAn"
).split("|")


def common_forms(lemma: str) -> tuple[str, ...]:
    """A verb in the forms that are commonest in a clinic's text, itself first: *tedavi etmek*, *tedavi edilir*."""
    before, space, verb = lemma.rpartition(" ")
    made = (conjugate(verb, tuple(filter(None, chain.split("+")))) for chain in _COMMON)
    return (lemma, *dict.fromkeys(before + space + form for form in made if form))
