"""Turkish words in their forms: made from a lemma, recognised, and copied from one word to another.

A *lemma* is the form of the dictionary, of one word or several; only its last word changes. In a possessive *compound*
(*omurga füzyonu*) that word has a possessive already, whose place other suffixes take: *omurga füzyonum*, *omurga
füzyonları*, *omurga füzyonunu*. Abbreviations and numerals get their suffixes after an apostrophe, by how they are read
aloud; so do proper names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.morphology.nouns import CASES, DERIVATIONS, POSSESSORS, Form, chains, templates
from pipeline.morphology.readings import is_spelled_out, readings
from pipeline.morphology.sound import VOWELS, Sound, attach, sound
from pipeline.morphology.stems import Stem, heads, is_possessive, stems, syllables
from pipeline.morphology.verbs import conjugate, endings_of, verb_stems

__all__ = ["Form", "agrees", "analyses", "fold", "forms", "inflect", "is_compound", "like", "likes"]

_APOSTROPHES = re.compile("['’ʼ]")
_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_CIRCUMFLEX = str.maketrans("âîû", "aiu")


def lower(word: str) -> str:
    """A word in small letters, by the Turkish rule for i and ı."""
    return word.translate(_LOWER).lower()


def fold(word: str) -> str:
    """A word as it is compared: in small letters, without circumflex, with one kind of apostrophe."""
    return _APOSTROPHES.sub("'", lower(word).translate(_CIRCUMFLEX))


# --- making forms -----------------------------------------------------------------------------------------------------


def inflect(lemma: str, form: Form, *, proper: bool = False, compound: bool = False) -> str:
    """A lemma in a form, written as the lemma is: *kanal darlığı*, genitive → *kanal darlığının*.

    ``compound`` says that the last word stands in the possessive; it is found out for lemmas of several words. A
    possessor of the third person is the one which a compound has anyway.
    """
    before, last = _split(lemma)
    compound = compound or is_compound(lemma)
    if compound and not (form.plural or form.derivation or form.possessor not in ("", "3s", "3p")):
        form = replace(form, possessor="")
        return before + _written(last, _possessed(last, proper), templates(form, possessed=True))
    if compound:
        last = _cased(next(iter(heads(fold(last))), last), last)
        form = replace(form, plural=form.plural and not last.endswith(("lar", "ler")))
        if not form.possessor and not form.derivation:
            form = replace(form, possessor="3s")
        proper = False
    if form.derivation:
        last = _written(last, _stems(last, proper=False), [DERIVATIONS[form.derivation]])
    return before + _written(last, _stems(last, proper), templates(form))


def _split(lemma: str) -> tuple[str, str]:
    """What stays, and the word that changes: the last one, from the last space on."""
    cut = max(lemma.rfind(" "), lemma.rfind("\u00a0")) + 1
    return lemma[:cut], lemma[cut:]


def _stems(word: str, proper: bool) -> tuple[Stem, ...]:
    """The ways in which suffixes hang on a word, the best first; for a word with an apostrophe, with it."""
    if is_spelled_out(word):
        return tuple(Stem(fold(word) + "'", heard) for heard in readings(word))
    if proper:
        return tuple(Stem(fold(word) + "'", stem.sound._replace(wants="")) for stem in stems(fold(word))[:1])
    return stems(fold(word), strict=True)


def _possessed(word: str, proper: bool) -> tuple[Stem, ...]:
    small = fold(word)
    return (Stem(small + "'" if proper else small, sound(small)),)


def _written(word: str, hosts: tuple[Stem, ...], suffixes: Iterator[str] | list[str]) -> str:
    """The word with its suffixes, on the first of the stems that takes them."""
    suffixes = list(suffixes)
    if not suffixes:
        return word
    for text, heard in hosts:
        suffix, after = attach(suffixes[0], heard)
        if not heard.allows(suffix):
            continue
        for template in suffixes[1:]:
            more, after = attach(template, after)
            suffix += more
        return _cased(text, word) + suffix
    raise ValueError(f"no stem of {word!r} takes {suffixes}")


def _cased(changed: str, word: str) -> str:
    """The changed word with the letters of the given one as far as they agree."""
    same = 0
    while same < min(len(changed), len(word)) and fold(word[same]) == changed[same]:
        same += 1
    return word[:same] + changed[same:]


def forms(lemma: str, *, proper: bool = False, compound: bool = False) -> Iterator[tuple[Form, str]]:
    """All plural, possessor and case forms of a lemma, the lemma itself first."""
    compound = compound or is_compound(lemma)
    for plural in (False, True):
        for possessor in ("", *POSSESSORS):
            if compound and possessor in ("3s", "3p"):
                continue
            for case in ("", *CASES):
                form = Form(plural=plural, possessor=possessor, case=case)
                yield form, inflect(lemma, form, proper=proper, compound=compound)


# --- reading forms ----------------------------------------------------------------------------------------------------


class Host(NamedTuple):
    """A way in which a word can stand before suffixes, and which suffixes it takes.

    ``kind`` is ``word`` for a plain word, ``possessed`` for the dictionary form of a compound's last word (*füzyonu-*),
    ``head`` for that word without its possessive (*füzyon-*), which must get something in its place.
    """

    text: str
    sound: Sound
    kind: str = "word"

    def forms(self, ending: str) -> tuple[Form, ...]:
        """The forms whose suffixes after this host are written so."""
        if self.kind != "head":
            return chains(ending, self.sound, possessed=self.kind == "possessed")
        found = []
        for form in chains(ending, self.sound):
            third = form.possessor in ("3s", "3p")
            if form.derivation or (form.plural and third) or (form.possessor and not third):
                found.append(replace(form, possessor="") if third else form)
        return tuple(found)


def analyses(word: str, lemma: str, *, compound: bool = False) -> Iterator[Form]:
    """Every reading of a word, or words, as a form of a lemma; none if it is no form of it.

    Of a compound's forms, those with the possessive of the lemma itself have no ``possessor``.
    """
    before, last = _split(lemma)
    given = fold(word)
    if given.startswith(fold(before)):
        given = given[len(before) :]
        found: dict[Form, None] = {}
        for host in hosts(last, compound=compound or is_compound(lemma)):
            if given.startswith(host.text):
                found |= dict.fromkeys(host.forms(given[len(host.text) :]))
        yield from found


@lru_cache(maxsize=16384)
def hosts(word: str, *, compound: bool = False) -> tuple[Host, ...]:
    """All that may stand before the suffixes of a word, folded, without an apostrophe and with it."""
    small = fold(word)
    if is_spelled_out(word):
        return (Host(small, sound(small)), *(Host(small + "'", heard) for heard in readings(word)))
    if not compound:
        plain = [Host(*stem) for stem in stems(small)]
        named = dict.fromkeys(Host(small + "'", stem.sound._replace(wants="")) for stem in stems(small))
        return (*plain, *named)
    found = [Host(small + mark, sound(small), "possessed") for mark in ("", "'")]
    for bare in [word.split("'")[0]] if "'" in small else heads(small):
        found += [host._replace(kind="head") for host in hosts(bare)]
    return tuple(found)


@lru_cache(maxsize=4096)
def is_compound(lemma: str) -> bool:
    """Whether the last of several words looks like a possessive: *omurga füzyonu*, but not *kişisel veri*."""
    words = lemma.split()
    last = fold(words[-1]) if len(words) > 1 else ""
    return is_possessive(last) and ("'" in last or not is_spelled_out(words[-1]))


# --- copying forms ----------------------------------------------------------------------------------------------------


def like(lemma: str, word: str, word_lemma: str | None = None, *, compound: bool = False) -> str | None:
    """The lemma in the form of a word: ("kaynaşma", "füzyonunun", "füzyon") → *kaynaşmasının*; None if unreadable.

    The most plausible of :func:`likes`.
    """
    return next(iter(likes(lemma, word, word_lemma, compound=compound)), None)


def likes(lemma: str, word: str, word_lemma: str | None = None, *, compound: bool = False) -> tuple[str, ...]:
    """The lemma in each form that a word may have, the most plausible first.

    Without ``word_lemma``, the lemma of the word is guessed: the longest usual chain of suffixes is taken off.
    """
    before, last = _split(lemma)
    if word_lemma and verb_stems(fold(last)) and verb_stems(_split(fold(word_lemma))[1]):
        changed = (
            conjugate(fold(last), chain) for chain in endings_of(_split(fold(word))[1], _split(fold(word_lemma))[1])
        )
        return tuple(dict.fromkeys(before + form for form in changed if form))
    readings_of = sorted(analyses(word, word_lemma), key=_oddity) if word_lemma else _guesses(word)
    return tuple(dict.fromkeys(inflect(lemma, form, compound=compound) for form in readings_of))


def _oddity(form: Form) -> tuple[bool, int, bool]:
    """How unusual a form is where several are possible: the first or second person, many suffixes, the accusative."""
    features = (form.plural, form.possessor, form.case, form.relative, form.copula, form.derivation)
    personal = form.possessor in ("1s", "2s") or form.copula not in ("", "dir")
    return personal, sum(map(bool, features)), form.case == "acc"


def _guesses(word: str) -> list[Form]:
    """The forms that a word of unknown lemma may be, the most plausible first."""
    small = fold(word.split()[-1])
    found: list[tuple[tuple[bool, int, tuple[bool, int, bool]], Form]] = []
    for cut in range(3, len(small)):
        stem, ending = small[:cut], small[cut:]
        if syllables(stem) < 2 and cut < 4:
            continue
        for form in chains(ending, sound(stem), derivations=False):
            odd = _oddity(form)
            found.append(((odd[0], cut, odd), form))
    return [*(form for _, form in sorted(found, key=lambda item: item[0])), Form()]


# --- apostrophes ------------------------------------------------------------------------------------------------------

_COUNTING = ("(I)ncI", "(ş)Ar")
_FOREIGN = re.compile(r"[qwx]|[^aeıioöuü]y$|th|ph|sh|ch|ck|ee|oo|ea|ou|au|[^aeıioöuü]{2}e$|e$|es$")


def agrees(stem: str, suffix: str) -> bool:
    """Whether a suffix after an apostrophe is right for the stem before it, in any way in which that is read.

    ``%20`` takes *si* and not *sı*; ``2018`` *de*, ``MR`` *ın*, ``L5`` *te*, ``3`` also *üncü*. Names with foreign
    spelling may be read in ways that their letters do not tell, so any harmonious suffix is right after them.
    """
    small = fold(suffix)
    return any(_fits(small, heard) for heard in _heard(stem))


def _heard(stem: str) -> Iterator[Sound]:
    if is_spelled_out(stem):
        yield from readings(stem)
        return
    small = fold(stem)
    yield from (found.sound._replace(wants="") for found in stems(small))
    if _FOREIGN.search(small):
        yield from (Sound(vowel, last) for vowel in VOWELS for last in (vowel, "n", "t"))


def _fits(suffix: str, heard: Sound) -> bool:
    if chains(suffix, heard):
        return bool(suffix)
    for template in _COUNTING:
        written, after = attach(template, heard)
        if suffix.startswith(written) and chains(suffix[len(written) :], after):
            return True
    return False
