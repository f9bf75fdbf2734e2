"""Limits: ``at least 8 hours``, ``more than 38 °C``, ``%10'dan fazla``, ``18 yaş altı`` and their direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.locales import lower
from pipeline.model import Pair, Severity
from pipeline.numbers import NumberKind
from pipeline.qa.checks import Check, numbers_in, plain
from pipeline.qa.quantities import quantities, replaced


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that is a limit, the lower one (``at least``) or the upper one (``at most``).

    ``negated`` means that the words of the limit hold a "not" of their own: ``no more than``, ``aşmamalı``;
    ``negative`` that they or what stands near them do. A ``fixed`` limit says at least or at most, whatever the verb.
    """

    value: Decimal
    lower: bool
    negated: bool
    negative: bool
    fixed: bool
    text: str


# Numbers are replaced by ⟨their place in the list⟩; a limit holds for both ends of a range.
_NUMBER = r"⟨(\d+)⟩(?:\s?(?:[-–—]|to|or|ila|ile|veya)\s?⟨(\d+)⟩)?"
_ABOUT = (
    r"(?: (?:another|the first|about|approximately|roughly|around|the age of|age|yaklaşık|günde|haftada))?[ \u00a0]?%?"
)
_MORE_EN = "more|(?:great|high|long|old|larg|heavi|wid|bigg|thick|deep|lat)er"
_LESS_EN = "less|fewer|(?:low|short|young|small|light|narrow|thinn|earli|soon)er"
_UNIT_EN = r"(?:[ \u00a0-]?[^\s\d⟨⟩.,;:()]{1,14}){0,3}?"
_UNIT_TR = r"(?:[ \u00a0]?(?!kadar|ve\b|veya\b)[^\s\d⟨⟩.,;:()]{1,14}){0,2}?"
_MORE_TR = "fazla|çok|uzun|büyük|yüksek|yaşlı|ağır|ileri|geniş|kalın|eski"
_LESS_TR = r"az(?:ı\w*|sa\w*|d[ıi]r)?\b|(?:kısa|küçük|düşük|genç|hafif|zayıf)\w*|(?:dar|ince)\b"
_FROM = "(?<!ne)[dt][ae]n"
_OF = "(?:[ıiuü]n|[ \u00a0]yaş)"
_EXCEED = "(?:aş|geç)"

_LIMITS: Mapping[str, tuple[tuple[str, bool, bool], ...]] = {
    # a pattern, whether it is a lower limit, and whether it holds a negation of its own
    "en": (
        (rf"\bno[tr]? (?:{_MORE_EN}) than{_ABOUT}{_NUMBER}", True, True),
        (rf"\bno[tr]? (?:{_LESS_EN}) than{_ABOUT}{_NUMBER}", False, True),
        (
            rf"(?:\bat least|\bat the earliest|\b(?:{_MORE_EN}) than|\bover|\babove|\bbeyond"
            rf"|\bexceed(?:s|ed|ing)?|\bminimum(?: of)?|[>≥]){_ABOUT}{_NUMBER}",
            True,
            False,
        ),
        (
            rf"(?:\bat most|\bat the latest|\bas (?:much|many) as|\b(?:{_LESS_EN}) than|\bunder|\bbelow|\bup to"
            rf"|\bmaximum(?: of)?|[<≤]){_ABOUT}{_NUMBER}",
            False,
            False,
        ),
        (rf"{_NUMBER}{_UNIT_EN} (?:or|and) (?:above|over|up|{_MORE_EN})\b", True, False),
        (rf"{_NUMBER}{_UNIT_EN} (?:or|and) (?:below|under|{_LESS_EN})\b", False, False),
    ),
    "tr": (
        (rf"{_NUMBER}{_UNIT_TR}(?<=[ıiuü]) {_EXCEED}m(?:[ae]m[ae]|[ae]y|[ae]z|[ae]d|[ae]sin|asın)\w*", True, True),
        (rf"{_NUMBER}{_UNIT_TR}(?<=[ıiuü]) {_EXCEED}(?:m[ae]s[ıi]|[ae]n|[ae]r|[tdıi])\w*", True, False),
        (rf"{_NUMBER}{_UNIT_TR}{_FROM} (?:daha )?(?:{_MORE_TR})", True, False),
        (rf"{_NUMBER}{_UNIT_TR}{_OF} (?:üzer|üst)(?!inden)", True, False),
        (rf"{_NUMBER}{_UNIT_TR} (?:ve|veya|ya da) (?:daha )?(?:üzer|üst|yukarı|{_MORE_TR})", True, False),
        (rf"{_NUMBER}{_UNIT_TR}{_FROM} (?:daha )?(?:{_LESS_TR})", False, False),
        (rf"{_NUMBER}{_UNIT_TR}{_OF} alt[ıi]", False, False),
        (rf"(?:\ben az|\ben erken|\basgari|\bminimum|[>≥]){_ABOUT}{_NUMBER}", True, False),
        (rf"(?:\ben fazla|\ben çok|\ben geç|\bazami|\bmaksimum|[<≤]){_ABOUT}{_NUMBER}", False, False),
        (rf"{_NUMBER}{_UNIT_TR} (?:ve|veya|ya da) (?:daha )?(?:altı|aşağı|{_LESS_TR})", False, False),
        (rf"{_NUMBER}{_UNIT_TR}[ae] (?:kadar|varan)\b", False, False),
    ),
}
_FIXED = re.compile(r"at |minimum|maximum|\ben (?:az|fazla|çok|erken|geç)\b|asgari|azami|maksimum")
_ARTICLE = re.compile(r"\b(?:least|most|than|over|under|up to|exceed(?:s|ing)?) (an?)\b")
_MARK = re.compile(r"⟨(\d+)⟩")
_BREAK = re.compile(r"[.:;!?]")
_NEAR = 60
"""So many characters from a limit a negation still belongs to it."""
_NO_LIMIT = frozenset(
    (NumberKind.PHONE, NumberKind.DATE, NumberKind.TIME, NumberKind.CITATION, NumberKind.EXPONENT, NumberKind.VERSION)
)
_MENTION = re.compile(
    r"least|most\b|more|less|than|over|above|under|below|exceed|beyond|imum|up to|[<>≤≥]|latest|earliest|\bas m"
    r"|\b(?:or|and) \w+er\b|\ben (?:az|fazla|çok|erken|geç)\b|asgari|azami|aş|geç|üzer|üst|alt[ıi]|kadar|varan"
    r"|[dt][ae]n |(?:ve|veya|ya da) "
)
_NEGATION: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:not?|never|cannot|without|neither|nor|avoid|rarely|seldom|hardly|none)\b|n['’]t\b"),
    # -me- with an ending that a verbal noun cannot have, and -meden where it is not "before" (-meden önce)
    "tr": re.compile(
        r"\b(?:değil|yok|asla|nadir|hiç)|\w(?:m[ıiuü]yor"
        r"|(?:ol|geç|aş)m[ae]y[ae]n|m[ae](?:m[ae]|z|y[ıi]n|m[ıi]şt|d[ıi]|d[ae]n\b(?!.* önce)|y[ae]c[ae]ğ|s[ae]\b))"
    ),
}


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], bool, bool], ...]:
    """The limits of a language, compiled at the first use."""
    return tuple((re.compile(pattern), low, negated) for pattern, low, negated in _LIMITS[language])


class Bounds(Check):
    """A limit keeps its direction: ``at least`` is ``en az``, ``more than 38 °C`` is ``38 °C'nin üzerinde``.

    Compared are limits at the same number where both sides name one. ``no more than 20`` and ``20'den fazla … -mayın``
    are the same. Whether the limit itself is still allowed (``over 65``, ``65 or older``) is not compared.
    """

    id = "bounds"
    severity = Severity.ERROR
    summary = "At least stays at least, and at most stays at most"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each limit in the opposite direction."""
        source = bounds(pair.source, pair.source_language)
        target = bounds(pair.target, pair.target_language) if source else ()
        for one in source:
            same = [other for other in target if other.value == one.value]
            if same and not any(_agree(one, other) for other in same):
                yield f"source has {one.text}, translation has {same[0].text}"


def _agree(one: Bound, other: Bound) -> bool:
    """Whether two limits can be the same: ``no more than`` is ``at most``, and ``-dan fazla`` with a negated verb."""
    if one.lower != other.lower and one.fixed and other.fixed:
        return False
    if one.lower == other.lower:
        return not (one.negated and not other.negative) and not (other.negated and not one.negative)
    return one.negative != other.negative


@lru_cache(maxsize=64)
def bounds(text: str, language: str) -> tuple[Bound, ...]:
    """The limits of a text in msgid notation; none for a language other than English and Turkish."""
    base = language.split("-")[0]
    readable = lower(plain(text), language)
    if base not in _LIMITS or not _MENTION.search(readable):
        return ()
    figures = _figures(text, language)
    marked = replaced(readable, ((start, end, f"⟨{k}⟩") for k, (start, end, _) in enumerate(figures)))
    found = []
    for pattern, low, negated in _patterns(base):
        for match in pattern.finditer(marked):
            written = _MARK.sub(lambda mark: readable[slice(*figures[int(mark[1])][:2])], match.group()).strip()
            before = _BREAK.split(marked[max(match.start() - _NEAR, 0) : match.start()])[-1]
            after = _BREAK.split(marked[match.end() : match.end() + _NEAR])[0]
            fixed = _FIXED.match(written) is not None
            negative = negated or (not fixed and _NEGATION[base].search(f"{before} {after}") is not None)
            found += [Bound(figures[int(k)][2], low, negated, negative, fixed, written) for k in match.groups() if k]
        marked = pattern.sub(" ", marked)
    return tuple(found)


def _figures(text: str, language: str) -> list[tuple[int, int, Decimal]]:
    """Start, end and value of each number that can be a limit; a Turkish number word ends before its last letters.

    The patterns want to see its ending: ``beşten fazla``.
    """
    digits = [(n.start, n.end, n.value) for n in numbers_in(text, language) if n.kind not in _NO_LIMIT]
    starts = {start for start, _, _ in digits}
    words = [
        (q.start, max(q.end - 3 * language.startswith("tr"), q.start), q.value)
        for q in quantities(text, language)
        if (q.sure or q.unit or q.value == 1) and q.start not in starts
    ]
    # "At least an hour" is "en az bir saat".
    articles = [(*match.span(1), Decimal(1)) for match in _ARTICLE.finditer(plain(text))]
    return sorted((*digits, *words, *articles))
