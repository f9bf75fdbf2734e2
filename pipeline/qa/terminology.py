"""Terminology: what the glossary demands of the terms in the source.

The checks read what was found of each term in the translation (:class:`pipeline.model.TermUse`) and know no glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline import codes
from pipeline.locales import lower
from pipeline.model import CodeKind, Pair, Rendering, Severity, Term, TermUse
from pipeline.qa.checks import Check, SetCheck, plain

EVERYDAY = {
    "en": frozenset(
        "ankle arthritis back bladder bowel bruise companion contact contraindication ct decompression disability "
        "drain examination fasting follow-up implant infection lead mobilisation outpatient physician prescription "
        "recovery relative rest sacrum scar skull stroke surgeon surgery symptom treatment".split()
    ),
    "tr": frozenset(
        "algoloji ameliyat ağrı bağ bel belirti bulgu bölüm dikiş duruş eklem felç görüntüleme gövde hassasiyet hasta "
        "hekim ilaç implant inme iyileşme karın kesi kırık muayene plak poliklinik protez randevu reçete sırt "
        "takip tanı tedavi ödem özgeçmiş şikâyet".split()
    )
    | {"hasta kabul", "idrar yapamama"},
}
"""Terms that are everyday words too, or that good translations like to leave to the context.

Chosen by measuring: of our own pairs (corpora/, but every third), at least 3 % and two render such a term neither by a
form that the glossary has nor by a word like it (``python -m tests.bench_terminology --everyday``). Five were added
while looking at the sample site: bowel, lead, surgery; *hasta kabul*, *idrar yapamama*.
"""

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_CIRCUMFLEX = str.maketrans("âîû", "aiu")
_SHORTEST = 3
_SMALL = frozenset("the and with for from ile bir veya".split())
_FIXED = "do-not-translate"
_NO_WORDS = re.compile(r"(?:br|img|wbr|hr|input|time|data)\d+")


class TermMissing(Check):
    """A term of the glossary that stands in the source is rendered by the glossary's term, or a variant of it.

    Any inflected form will do. So will, since prose is free, a rendering by words that are like those of the term:
    *insurer* for *insurance*. Nothing is said about verbs and adjectives, about a term that the source names by a
    variant only, about a name that the translation keeps, and about everyday words (*back*, *rest*; *bölüm*, *hasta*),
    which good translations render in many ways.
    """

    id = "term-missing"
    severity = Severity.WARNING
    summary = "The terms of the source, in the glossary's words"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each term that is nowhere in the translation."""
        if _hides_text(pair.source):
            return
        target = plain(pair.target)
        rest = _unclaimed(target, pair.uses)
        for use in _distinct(pair.uses):
            term, found = use.match.term, use.match.found
            if use.rendering is not Rendering.MISSING or not is_law(use, pair.source_language):
                continue
            is_kept = found[0].isupper() and found in _BRACKETS.sub("", target)
            if not is_kept and (term.status == _FIXED or not _echoed(term, rest, pair.target_language)):
                yield f"source has the term {found!r}, translation has no form of {_wanted(term)}"


class TermForbidden(Check):
    """A term of the glossary is not rendered by a word that the glossary forbids for it.

    It counts in any inflected form, and only where the translation has no allowed rendering of that term.
    """

    id = "term-forbidden"
    severity = Severity.ERROR
    summary = "No rendering that the glossary forbids"

    _of_everyday_words = False

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each term that is rendered so."""
        for use in _distinct(pair.uses):
            is_everyday = not is_law(use, pair.source_language)
            if use.rendering is Rendering.FORBIDDEN and is_everyday is self._of_everyday_words:
                term = use.match.term
                yield f"{use.found!r} is forbidden for {use.match.found!r}; the glossary wants {_wanted(term)}"


class TermQuestionable(TermForbidden):
    """The same for everyday words, verbs and adjectives, and terms that the source names by a variant.

    There the forbidden word may be right: *oruç* is wrong for fasting before surgery and right for that in Ramadan.
    """

    id = "term-questionable"
    severity = Severity.WARNING
    summary = "No word that is likely wrong for a term"

    _of_everyday_words = True


class TermInconsistent(SetCheck):
    """A page calls one thing by one name: not by the glossary's term here and by an unlike variant there.

    Renderings with a common word (*siyatik*, *siyatik ağrısı*) are one name. Everyday words, verbs and adjectives, and
    terms that the source itself varies are left alone; so is a text that has both names, which explains one by the
    other.
    """

    id = "term-inconsistent"
    severity = Severity.WARNING
    summary = "One term, one rendering on a page"

    def messages(self, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, str]]:
        """One message for each rendering by a variant on a page that has the preferred rendering, too."""
        named: dict[tuple[str, str, str], list[tuple[Pair, TermUse]]] = {}
        for pair in pairs:
            for use in _distinct(pair.uses):
                if use.found and is_law(use, pair.source_language):
                    page = pair.location.file if pair.location else ""
                    named.setdefault((page, pair.target_language, use.match.term.id), []).append((pair, use))
        for uses in named.values():
            preferred = [(pair, use) for pair, use in uses if use.rendering is Rendering.PREFERRED]
            for pair, use in uses:
                if preferred and use.rendering is Rendering.VARIANT and not self._explained(pair, use):
                    other, model = preferred[0]
                    place = f" ({other.location.file}:{other.location.line})" if other.location else ""
                    yield pair, f"{use.match.found!r} is {use.found!r} here and {model.found!r} elsewhere{place}"

    def _explained(self, pair: Pair, use: TermUse) -> bool:
        """Whether the translation has the preferred term too, or the variant has a word in common with it."""
        language = pair.target_language
        alike = _like(_content(use.found, language), _words(use.match.term.target, language))
        return any(alike) or _echoed_form(use.match.term.target, plain(pair.target), language)


# --- what counts ------------------------------------------------------------------------------------------------------


def _distinct(uses: Sequence[TermUse]) -> list[TermUse]:
    """The first use of each term in each rendering: one finding is enough."""
    return list({(use.match.term.id, use.rendering): use for use in reversed(uses)}.values())[::-1]


def _wanted(term: Term) -> str:
    more = f" or {', '.join(map(repr, term.target_variants))}" if term.target_variants else ""
    return f"{term.target!r}{more}"


def _hides_text(text: str) -> bool:
    """Whether a code stands for words of its own, among which may be the term."""
    parts = codes.tokenize(text)
    lone = [part for part in parts if not isinstance(part, str) and part.kind is CodeKind.EMPTY]
    return any(not _NO_WORDS.fullmatch(code.name) for code in lone)


def _unclaimed(target: str, uses: Sequence[TermUse]) -> str:
    """A translation without the words that render some term: they render no other one."""
    for use in uses:
        target = target[: use.start] + "." * (use.end - use.start) + target[use.end :]
    return target


def is_law(use: TermUse, language: str) -> bool:
    """Whether one may rely on a term to be rendered by the glossary's words wherever it stands.

    It must be a noun, name or abbreviation, named by the glossary's own form, and no everyday word.
    """
    term = use.match.term
    if term.pos in ("verb", "adj") or lower(term.source, language) in EVERYDAY.get(language.split("-")[0], ()):
        return False
    found, lemma = _words(use.match.found, language), _words(term.source, language)
    if len(found) != len(lemma) or found[:-1] != lemma[:-1]:
        return False
    # Endings and consonant changes touch the last two letters at most: boyun, boynu; darlık, darlığı.
    return found[-1].startswith(lemma[-1][: max(_SHORTEST, len(lemma[-1]) - 2)])


def _words(text: str, language: str) -> list[str]:
    return [word.translate(_CIRCUMFLEX) for word in _WORD.findall(lower(text, language))]


def _echoed(term: Term, target: str, language: str) -> bool:
    """Whether a translation has words like those of the term, or of a variant; an abbreviation has none like it."""
    forms = (term.target, *term.target_variants) if term.pos != "abbr" else ()
    return any(_echoed_form(form, target, language) for form in forms)


def _echoed_form(form: str, target: str, language: str) -> bool:
    """Whether there are words like the last one, which names the thing, or like two thirds of all.

    An everyday word at the end (*opioid ilaç*) names too much to count alone.
    """
    words = _content(form, language)
    like = _like(words, _words(target, language))
    if not words or 3 * sum(like) >= 2 * len(like):
        return bool(words)
    return like[-1] and not any(words[-1].startswith(_stem(word)) for word in EVERYDAY.get(language.split("-")[0], ()))


def _content(text: str, language: str) -> list[str]:
    return [word for word in _words(text, language) if len(word) >= _SHORTEST and word not in _SMALL]


def _like(words: Sequence[str], others: Sequence[str]) -> list[bool]:
    """For each word, whether one of the others begins as it does."""
    return [any(other.startswith(_stem(word)) for other in others) for word in words]


def _stem(word: str) -> str:
    """What is left when an ending goes: at least three letters, at most three fewer."""
    return word[: max(4, len(word) - 3)] if len(word) > 4 else word[: max(_SHORTEST, len(word) - 1)]
