"""The inflection of Turkish nouns: which suffixes there are, in which order, and what a chain of them says.

The order is derivation – plural – possessor – case – *-ki* (– plural – case) – copula, as in Göksel & Kerslake,
*Turkish: A Comprehensive Grammar*, chapter 8. Everything here is in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pipeline.morphology.sound import Sound, alike, attach


@dataclass(frozen=True, slots=True)
class Form:
    """The inflection of a noun; the empty form is the one of the dictionary.

    ``derivation`` is one of ``li siz lik ci sel`` or a pair such as ``sizlik``; ``possessor`` one of ``1s 2s 3s 1p 2p
    3p``; ``case`` one of ``acc dat loc abl gen ins equ``; ``relative`` says that *-ki* follows, which may have a plural
    and a case of its own; ``copula`` is ``dir while past evid cond`` or a person, or two of them joined by a dot
    (``past.1p``).
    """

    plural: bool = False
    possessor: str = ""
    case: str = ""
    relative: bool = False
    relative_plural: bool = False
    relative_case: str = ""
    copula: str = ""
    derivation: str = ""


DERIVATIONS = {
    **{"li": "lI", "siz": "sIz", "lik": "lIk", "ci": "CI", "sel": "sAl"},
    **{"sizlik": "sIzlIk", "lilik": "lIlIk", "cilik": "CIlIk"},
}
PLURAL = "lAr"
POSSESSORS = {"3s": "(s)I", "1s": "(I)m", "2s": "(I)n", "1p": "(I)mIz", "2p": "(I)nIz", "3p": "lArI"}
CASES = {"acc": "(y)I", "dat": "(y)A", "loc": "DA", "abl": "DAn", "gen": "(n)In", "ins": "(y)lA", "equ": "CA"}
PRONOMINAL_CASES = {"acc": "nI", "dat": "nA", "loc": "nDA", "abl": "nDAn", "gen": "nIn", "ins": "(y)lA", "equ": "nCA"}
"""Cases after a third person's possessive and after *-ki*."""
_PERSONS = {"1s": "(y)Im", "2s": "sIn", "1p": "(y)Iz", "2p": "sInIz", "3p": "lAr"}
_SHORT_PERSONS = {"": "", "1s": "m", "2s": "n", "1p": "k", "2p": "nIz", "3p": "lAr"}
COPULAS = {
    **{"dir": "DIr", "dir.3p": "DIrlAr", "while": "(y)ken", "evid.dir": "(y)mIştIr"},
    **{f"past.{person}".rstrip("."): "(y)DI" + ending for person, ending in _SHORT_PERSONS.items()},
    **{f"cond.{person}".rstrip("."): "(y)sA" + ending for person, ending in _SHORT_PERSONS.items()},
    "evid": "(y)mIş",
    **{f"evid.{person}": "(y)mIş" + ending.replace("(y)", "") for person, ending in _PERSONS.items()},
    **{person: ending for person, ending in _PERSONS.items() if person != "3p"},
}
_THIRD = ("3s", "3p")


def templates(form: Form, *, possessed: bool = False) -> Iterator[str]:
    """The suffixes of a form in their order, without the derivation.

    ``possessed`` says that the word before them is a third person's possessive already: *omurga füzyonu*.
    """
    third = possessed or form.possessor in _THIRD
    if form.plural:
        yield PLURAL
    if form.possessor:
        # Of two plurals in a row one is written: ağrıları is "their pain", "their pains" and "her pains".
        yield "I" if form.plural and form.possessor in _THIRD else POSSESSORS[form.possessor]
    if form.case:
        yield (PRONOMINAL_CASES if third else CASES)[form.case]
    if form.relative:
        yield "ki"
        if form.relative_plural:
            yield PLURAL
        if form.relative_case:
            yield (CASES if form.relative_plural else PRONOMINAL_CASES)[form.relative_case]
    if form.copula:
        yield COPULAS[form.copula]


class _At(NamedTuple):
    """Where in a chain of suffixes we are: before which kind, and what of the ones before still matters."""

    kind: str
    plural: bool = False
    third: bool = False
    case: str = ""


_NEXT = {
    **{"derivation": "plural", "plural": "possessor", "possessor": "case", "case": "relative"},
    **{"relative": "relative_plural", "relative_plural": "relative_case", "relative_case": "copula", "copula": "end"},
}


def _shape(templates: Iterable[str]) -> str:
    """A pattern for any of some suffixes, without regard to harmony."""
    sounds = {"(": "", ")": "?", "A": "[ae]", "I": "[ıiuü]", "D": "[dt]", "C": "[cç]", "k": "[kğ]"}
    patterns = {"".join(sounds.get(letter, letter) for letter in template) for template in templates}
    return f"(?:{'|'.join(sorted(patterns))})?"


# What is no chain by its letters is refused at once.
_ANY_CASE = _shape([*CASES.values(), *PRONOMINAL_CASES.values()])
_SHAPE = (
    _shape(DERIVATIONS.values())
    + _shape([PLURAL])
    + _shape([*POSSESSORS.values(), "I"])
    + _ANY_CASE
    + f"(?:ki{_shape([PLURAL])}{_ANY_CASE})?"
    + _shape(COPULAS.values())
)


@cache
def _shape_pattern() -> re.Pattern[str]:
    """Compiled at the first use."""
    return re.compile(_SHAPE)


def chains(written: str, before: Sound, *, possessed: bool = False, derivations: bool = True) -> tuple[Form, ...]:
    """Every form whose suffixes, after this sound, are written so; the simplest first.

    ``possessed`` as in :func:`templates`: then plural, possessor and derivation have no place any more.
    """
    if not _shape_pattern().fullmatch(written):
        return ()
    start = _At("case", third=True) if possessed else _At("derivation" if derivations else "plural")
    return _chains(written, alike(before), start)


@lru_cache(maxsize=65536)
def _chains(written: str, before: Sound, at: _At) -> tuple[Form, ...]:
    if at.kind == "end":
        return (Form(),) if not written and before.allows("") else ()
    found = list(_chains(written, before, _without(at)))
    for suffix, heard, change, after in _suffixes(at, before).get(written[:1], ()):
        if written.startswith(suffix):
            found += [change(form) for form in _chains(written[len(suffix) :], heard, after)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=256)
def _without(at: _At) -> _At:
    """Where it goes on without a suffix of this kind: where there is no -ki, it has no plural or case of its own."""
    return at._replace(kind="copula" if at.kind == "relative" else _NEXT[at.kind])


@lru_cache(maxsize=1024)
def _suffixes(at: _At, before: Sound) -> dict[str, list[tuple[str, Sound, Callable[[Form], Form], _At]]]:
    """The suffixes that may come now as they are written after a sound, by their first letter."""
    found: dict[str, list[tuple[str, Sound, Callable[[Form], Form], _At]]] = {}
    for template, wants, change, after in _arcs(at):
        suffix, heard = attach(template, before)
        if before.allows(suffix):
            found.setdefault(suffix[0], []).append(
                (suffix, alike(Sound(heard.vowel, heard.last, wants)), change, after)
            )
    return found


def _arcs(at: _At) -> Iterator[tuple[str, str, Callable[[Form], Form], _At]]:
    """The suffixes that may come now: template, what must follow, what it adds to the form, and where it leads."""

    def adds(**features: Any) -> Callable[[Form], Form]:
        return lambda form: replace(form, **features)

    after = at._replace(kind=_NEXT[at.kind])
    if at.kind == "derivation":
        for name, template in DERIVATIONS.items():
            if template.endswith("k"):
                yield template[:-1] + "ğ", "vowel", adds(derivation=name), after
                yield template, "consonant", adds(derivation=name), after
            else:
                yield template, "", adds(derivation=name), after
    elif at.kind == "plural":
        yield PLURAL, "", adds(plural=True), after._replace(plural=True)
    elif at.kind == "possessor":
        for name, template in POSSESSORS.items():
            if at.plural and name in _THIRD:
                template = "I"
            yield template, "", adds(possessor=name), after._replace(third=name in _THIRD)
    elif at.kind == "case":
        for name, template in (PRONOMINAL_CASES if at.third else CASES).items():
            yield template, "", adds(case=name), after._replace(case=name)
    elif at.kind == "relative" and at.case in ("loc", "gen"):
        yield "ki", "", adds(relative=True), after._replace(plural=False, third=True)
    elif at.kind == "relative_plural":
        yield PLURAL, "", adds(relative_plural=True), after._replace(third=False)
    elif at.kind == "relative_case":
        for name, template in (PRONOMINAL_CASES if at.third else CASES).items():
            yield template, "", adds(relative_case=name), after
    elif at.kind == "copula":
        for name, template in COPULAS.items():
            yield template, "", adds(copula=name), after
