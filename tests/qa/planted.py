"""Violations of terminology, planted into the approved pairs of the sample site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from pipeline import codes
from pipeline.checking import pairs_of
from pipeline.config import read_project
from pipeline.glossary import Glossary, read_glossary
from pipeline.model import Pair, Rendering, State, Term, TermUse
from pipeline.morphology import english, turkish
from pipeline.workspace import Outcome, all_catalogs

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Planted:
    """A page's pairs with one fault in them: ``at`` is the index of the faulty one, ``use`` what was right there.

    ``says_it_again`` means that the rest of the text has a word like one of the term's, and so may say it otherwise.
    """

    kind: str
    pairs: tuple[Pair, ...]
    at: int
    use: TermUse
    says_it_again: bool

    @property
    def pair(self) -> Pair:
        """The faulty pair."""
        return self.pairs[self.at]


@cache
def glossary() -> Glossary:
    return read_glossary(ROOT / "glossary.csv")


@cache
def approved() -> tuple[tuple[Pair, ...], ...]:
    """The approved pairs of each catalog."""
    catalogs = all_catalogs(read_project(ROOT), Outcome())
    return tuple(
        tuple(pair for entry, pair in pairs_of(catalog, glossary()) if entry.state is State.APPROVED)
        for catalog in catalogs
    )


def planted(random: Random) -> Iterator[Planted]:
    """Every fault of every kind that can be planted; what stands in its place is chosen with ``random``."""
    for page in approved():
        for at, pair in enumerate(page):
            for use in pair.uses:
                for kind, make in KINDS.items():
                    new = make(page, use, pair, random) if use.rendering is Rendering.PREFERRED else None
                    if new is not None and (changed := _changed(pair, use, new, is_variant=kind == "variant")):
                        pairs = (*page[:at], changed, *page[at + 1 :])
                        yield Planted(kind, pairs, at, use, _says_it_again(pair, use))


def _changed(pair: Pair, use: TermUse, new: str, *, is_variant: bool) -> Pair | None:
    """The pair with the rendering of the term replaced; None if that leaves nothing, or another allowed rendering."""
    target = pair.target.replace(use.found, new)
    if not codes.plain(target).strip():
        return None
    uses = glossary().uses(pair.terms, codes.plain(target), pair.source_language, pair.target_language)
    after = {other.rendering for other in uses if other.match.term.id == use.match.term.id}
    is_right = bool(after & {Rendering.PREFERRED, Rendering.VARIANT})
    # A variant such as "MRIs" may be a form of the preferred term after all.
    is_fault = Rendering.PREFERRED not in after if is_variant else not is_right
    return replace(pair, target=target, uses=uses) if is_fault else None


def _says_it_again(pair: Pair, use: TermUse) -> bool:
    term = use.match.term
    rest = _beginnings(codes.plain(pair.target).replace(use.found, ""))
    return bool(rest & _beginnings(" ".join((term.target, *term.target_variants))))


def _forbidden(page: Sequence[Pair], use: TermUse, pair: Pair, random: Random) -> str | None:
    return _inflected(use, pair, random.choice(use.match.term.forbidden)) if use.match.term.forbidden else None


def _other(page: Sequence[Pair], use: TermUse, pair: Pair, random: Random) -> str | None:
    others = [term for term in _terms(pair) if term.pos == use.match.term.pos and term.id != use.match.term.id]
    return _inflected(use, pair, random.choice(others).target)


def _dropped(page: Sequence[Pair], use: TermUse, pair: Pair, random: Random) -> str | None:
    return ""


def _variant(page: Sequence[Pair], use: TermUse, pair: Pair, random: Random) -> str | None:
    elsewhere = [
        other
        for found in page
        if found is not pair
        for other in found.uses
        if other.match.term.id == use.match.term.id and other.rendering is Rendering.PREFERRED
    ]
    known = _beginnings(use.match.term.target)
    variants = [variant for variant in use.match.term.target_variants if not known & _beginnings(variant)]
    return _inflected(use, pair, random.choice(variants)) if elsewhere and variants else None


def _beginnings(text: str) -> set[str]:
    return {word[:4] for word in re.findall(r"\w{3,}", text.lower())}


KINDS: dict[str, Callable[[Sequence[Pair], TermUse, Pair, Random], str | None]] = {
    "forbidden": _forbidden,
    "other": _other,
    "dropped": _dropped,
    "variant": _variant,
}


FOUND_BY = {
    "forbidden": {"term-forbidden", "term-questionable"},
    "other": {"term-missing", "term-forbidden"},
    "dropped": {"term-missing", "term-forbidden"},
    "variant": {"term-inconsistent"},
}
"""The checks of which one must find a fault."""


def _terms(pair: Pair) -> tuple[Term, ...]:
    return glossary().terms(pair.source_language, pair.target_language)


def _inflected(use: TermUse, pair: Pair, lemma: str) -> str | None:
    """Another term in the form of the one that stands there, with its capital."""
    like = turkish.like if pair.target_language == "tr" else english.like
    new = like(lemma, use.found, use.match.term.target)
    return new and (new[0].upper() + new[1:] if use.found[0].isupper() and new[0] != "i" else new)
