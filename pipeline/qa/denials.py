"""What says "not" in a sentence, each word read as it stands there: a ban, a condition, or no denial at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.morphology.negation import Negation, negated_ending, turkish_negation
from pipeline.qa.lexicon import Found, words
from pipeline.qa.negatives import (
    BAN,
    CONCEPTS,
    DENYING,
    IF,
    LACKING,
    LEXICONS,
    MAYBE,
    NOT,
    PAIRED,
    SUBORDINATE,
    WITHOUT,
)


@lru_cache(maxsize=256)
def negations(text: str, language: str) -> tuple[Found, ...]:
    """What says "not" in an English or Turkish sentence, and what may stand for it, in the classes of the lexicons."""
    tokens = words(text, language)
    found = tuple(LEXICONS[language].find(tokens))
    if not found:
        return ()
    return tuple(_turkish_reading(found, tokens) if language == "tr" else _english_reading(found, tokens, text))


_CONDITIONS = frozenset("if when whenever unless where".split())
_AUXILIARIES = frozenset("should must can may will would do does did is are was were".split())
_BANS = frozenset("must should ought shall".split())
_SUBJECTS = frozenset("you we they i".split())
_CALLS = frozenset("please and or but so then also just simply therefore always".split())
"""What may stand before an imperative; before *do not* with a subject stands something else."""


def _english_reading(found: Sequence[Found], tokens: Sequence[str], text: str) -> Iterator[Found]:
    starts = _clause_starts(text, tokens)
    for item in found:
        if item.name != NOT:
            yield item
            continue
        clause = tokens[max(at for at in starts if at <= item.at) : item.at]
        after = tokens[item.at + 1 : item.at + 2]
        if _is_condition(clause):
            yield item._replace(name=IF)
        else:
            asked = item.text == "don't" and bool(_SUBJECTS & set(after))
            yield item._replace(name=BAN) if not asked and _is_ban(item.text, clause) else item


def _is_condition(clause: Sequence[str]) -> bool:
    """Whether a clause up to its "not" says under which condition; "When should you not wait" asks instead."""
    asks = clause[:1] in (("when",), ("where",)) and clause[1:2] and clause[1] in _AUXILIARIES
    return not asks and bool(_CONDITIONS & set(clause))


def _clause_starts(text: str, tokens: Sequence[str]) -> list[int]:
    """Where clauses begin, counted in words: after a comma, a dash, a semicolon or a colon."""
    starts = [0, *(at for at, token in enumerate(tokens, start=1) if token in (";", ":"))]
    counted = 0
    for part in re.split(r"[,–—](?=\s)", text):
        counted += len(words(part, "en"))
        starts.append(counted)
    return starts


def _is_ban(word: str, before: Sequence[str]) -> bool:
    """Whether an English "not" says what must not be done, after these words of its clause."""
    modal = before[-2:-1] if before and before[-1] in _SUBJECTS else before[-1:]
    if _BANS & set(modal) or word in ("mustn't", "shouldn't"):
        return True
    if word == "not" and before and before[-1] == "do":
        before = before[:-1]
    elif word not in ("don't", "never"):
        return False
    return not before or before[-1] in _CALLS


_QUESTION = re.compile(r"m[ıiuü](?:y?d[ıiuü]r?|y[ıiuü][mz]|s[ıiuü]n(?:[ıiuü]z)?)?")
_BEFORE_OR_AFTER = frozenset("önce evvel önceki öncesinde hemen sonra sonraki itibaren kaynaklanan".split())
_CLAUSE_STARTS = frozenset("; : ? ama ancak fakat".split())
_SUBORDINATE = re.compile(r"me(?:yen|miş$|di[kğ]|me(?!l|kte)|yi[şp]|yerek|yince|yeceği(?:$|n|m[ie]|mizi))")
_BAN = re.compile("me(?:yin|meli|sin|yelim)")
_CONDITION = re.compile("m.*se(?:[mnk]|niz|ler)?")


def _turkish_reading(found: Sequence[Found], tokens: Sequence[str]) -> Iterator[Found]:
    endings: list[str] = []
    halves = [item for item in found if item.name == PAIRED]
    denied = False
    for item in _with_negated_concepts(found):
        name = _class_in_sentence(item, tokens)
        ending = "meden" if name == WITHOUT else negated_ending(item.text) if name in (*DENYING, SUBORDINATE) else ""
        if ending:  # verbs in a row with one ending may share one negation in English
            if any(ending.startswith(other[:5]) or other.startswith(ending[:5]) for other in endings):
                name = MAYBE
            endings.append(ending)
        if name:
            denied |= name in (*DENYING, SUBORDINATE)
            yield item._replace(name=name)
    if len(halves) > 1 and tokens[-1] != "?":
        yield Found(MAYBE if denied else NOT, "ne … ne", halves[0].at)


def _with_negated_concepts(found: Sequence[Found]) -> Iterator[Found]:
    """Words that name a concept and negate it as well (*unutmayın*) stand for both."""
    for item in found:
        yield item
        if item.name in CONCEPTS:
            match turkish_negation(item.text):
                case Negation.VERB:
                    yield item._replace(name=NOT)
                case Negation.WITHOUT:
                    yield item._replace(name=WITHOUT)
                case Negation.LACKING:
                    yield item._replace(name=LACKING)
                case Negation.UNCLEAR:
                    yield item._replace(name=MAYBE)


def _class_in_sentence(item: Found, tokens: Sequence[str]) -> str:
    """The class that a word has where it stands, empty if it says nothing about negation there."""
    before, after = tokens[: item.at], tokens[item.at + 1 :]
    if item.name == PAIRED:
        return ""
    if item.name == WITHOUT:
        near = [word for word, previous in zip(after[:5], (item.text, *after), strict=False) if previous != "bir"]
        return "" if _BEFORE_OR_AFTER & set(near) else WITHOUT  # but not "bir sonraki" (the next)
    if item.name == MAYBE and _is_verbal_noun(item.text):  # at the end of a clause it may be an imperative
        return MAYBE if not after or after[0] in _CLAUSE_STARTS else ""
    if item.name == NOT and item.text == "yoksa":  # "or" between the halves of a question, else "if there is no"
        return "" if any(map(_QUESTION.fullmatch, tokens)) else IF
    if item.name == NOT and after and _QUESTION.fullmatch(after[0]):  # "Has he called yet?": aramadı mı
        return MAYBE
    if item.name == NOT and item.text.startswith("değil"):  # "not as … as" is often "less …"
        return MAYBE if "kadar" in before[-4:] else IF if item.text.startswith("değilse") else NOT
    return _class_of_verb(item.text, before, after) if item.name == NOT else item.name


def _is_verbal_noun(word: str) -> bool:
    return turkish_negation(word) is Negation.UNCLEAR and bool(re.search(r"(?<!m[ae])m[ae]m?$", word))


def _class_of_verb(word: str, before: Sequence[str], after: Sequence[str]) -> str:
    """The class of a negated verb: no negation if it only names the other of two possibilities."""
    ending = negated_ending(word)
    if ending.startswith("meyece") and after[:1] == ("kadar",):  # "so … that not": often "too …"
        return MAYBE
    stem = word[: len(word) - len(ending)]
    affirmed = [other for other in before[-3:] if other.startswith(_affirmed(stem)) and not turkish_negation(other)]
    if not affirmed:
        return _class_of_ending(ending, after)
    # hatırlar hatırlamaz "as soon as"; but yapıp yapmadığı "whether … or not", takılabilir, takılamaz "can … cannot"
    return "" if affirmed[-1] == before[-1] and before[-1].endswith("r") else MAYBE


def _class_of_ending(ending: str, after: Sequence[str]) -> str:
    if _CONDITION.fullmatch(ending):
        return IF
    if _SUBORDINATE.match(ending):
        return SUBORDINATE
    return BAN if _BAN.match(ending) else NOT


def _affirmed(stem: str) -> tuple[str, ...]:
    """How the stem of a negated verb may begin without the negation: ``et`` – edip, ``hatırla`` – hatırlıyor."""
    if stem.endswith("t"):
        return (stem, stem[:-1] + "d")
    return (stem[:-1] if len(stem) > 3 and stem[-1] in "ae" else stem,)
