"""Numbers that are not written in digits: number words of English and Turkish, and the Roman numerals of stages.

The number words follow the reference grammars (Huddleston & Pullum, *The Cambridge Grammar of the English Language*,
ch. 5 §7.9; Göksel & Kerslake, *Turkish: A Comprehensive Grammar*, §8.2.3 and §15.7). A language that is missing here
has no number words for the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cache, lru_cache

from pipeline.locales import lower


class _Role(Enum):
    """What may follow a word in the same number."""

    CARDINAL = auto()
    """More words: ``two`` hundred."""
    DENOMINATOR = auto()
    """In Turkish a numerator (``üçte iki``, "in three, two"); in English it is the end of a fraction: ``thirds``."""
    LAST = auto()
    """Nothing: an ordinal, or a Turkish word with an ending."""
    ALONE = auto()
    """Nothing, nor may it follow another word."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in words: ``text`` is what stands at ``start:end``.

    ``parts`` say the same when written apart (``two thirds`` is "2 of 3"), ``others`` is what the word can mean besides
    (``third`` is also a part). ``sure`` means that it is a number and nothing else: ``second`` may be a time, ``bir``
    is mostly "a", ``altı`` is also "below".
    """

    value: Decimal
    parts: tuple[Decimal, ...]
    others: tuple[Decimal, ...]
    text: str
    start: int
    end: int
    sure: bool

    @property
    def readings(self) -> tuple[Decimal, ...]:
        """Everything that the word can stand for."""
        return (self.value, *self.parts, *self.others)


@dataclass(frozen=True, slots=True)
class _Word:
    """One number word. A multiplier (``hundred``) multiplies what stands before it, all else is added to it."""

    values: tuple[Decimal, ...]
    start: int
    end: int
    role: _Role
    sure: bool = False
    multiplier: bool = False

    @property
    def value(self) -> Decimal:
        return self.values[0]


_SMALL: Mapping[str, str] = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "tr": "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
}
_TENS: Mapping[str, str] = {
    "en": "ten twenty thirty forty fifty sixty seventy eighty ninety",
    "tr": "on yirmi otuz kırk elli altmış yetmiş seksen doksan",
}
_CARDINALS: Mapping[str, Mapping[str, int]] = {
    language: {word: value for value, word in enumerate(_SMALL[language].split())}
    | {word: value * 10 for value, word in enumerate(_TENS[language].split(), start=1)}
    for language in _SMALL
}
_MULTIPLIERS: Mapping[str, Mapping[str, int]] = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
    "tr": {"yüz": 100, "bin": 1000, "milyon": 10**6, "milyar": 10**9},
}
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_ORDINALS: Mapping[str, Mapping[str, int]] = {
    "en": {word: value for value, word in enumerate(_ENGLISH_ORDINALS.split(), start=1)}
    | {f"{word[:-1]}ieth": value * 10 for value, word in enumerate(_TENS["en"].split(), start=1) if value > 1},
    "tr": {},
}
_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")
_HALVES: Mapping[str, Mapping[str, Decimal]] = {
    "en": {"half": _HALF, "halves": _HALF, "quarter": _QUARTER, "quarters": _QUARTER},
    "tr": {"buçuk": _HALF},
}
_CASES, _CASES_FRONT = (("", "nı", "na", "nda", "ndan", "nın"), ("", "ni", "ne", "nde", "nden", "nin"))
"""Case endings after a possessive, with back and with front vowels."""
_OTHER: Mapping[str, Mapping[str, str]] = {
    # Words with a number in them, which the other language may well spell out.
    "en": {
        **dict.fromkeys(("once", "single"), "1"),
        **dict.fromkeys("twice both either neither double doubles doubled doubling dual bilateral".split(), "2"),
        **dict.fromkeys(("couple", "pair", "twin", "biweekly", "latter", "every other", "alternate"), "2"),
        **dict.fromkeys(("fortnight", "fortnights", "fortnightly"), "2 14 15"),
        **dict.fromkeys(("thrice", "triple", "trio", "triad", "trimester", "trifocal"), "3"),
        **dict.fromkeys(("quarterly", "every quarter"), "3"),
        **{"fours": "4", "decade": "10", "decades": "10"},
        **dict.fromkeys(("dozen", "dozens"), "12"),
        **{f"{word[:-1]}ies": str(value * 10) for value, word in enumerate(_TENS["en"].split(), start=1) if value > 1},
        **{f"{word}s": str(value) for word, value in _MULTIPLIERS["en"].items()},
    },
    "tr": {
        **{"ilk": "1", "tek": "1", "çift": "2", "düzine": "12", "asır": "100"},
        **{f"yarı{ending}": "0.5" for ending in ("", "ya", "yı", "dan", *(f"sı{case}" for case in _CASES), "sıyla")},
        **{f"yarım{ending}": "0.5" for ending in ("", "ı", "a", "da", "dan", "ar", "lık")},
        **{
            f"çeyre{ending}": "0.25"
            for ending in ("k", "kte", "kten", "kler", "ğe", *(f"ği{case}" for case in _CASES_FRONT))
        },
    },
}
_UNSURE: Mapping[str, frozenset[str]] = {
    "en": frozenset("zero one hundred thousand million billion".split()),
    "tr": frozenset("sıfır bir altı yüz bin milyon milyar".split()),
}
"""Number words that are something else at least as often, or a vague number."""
_SURE_OTHERS = frozenset("twice thrice".split())
_BARE_ONLY = frozenset({"on"})
"""``on`` is ten, but ``ona``, ``ondan``, ``onun`` are "he, she, it"."""

_ENDINGS: Mapping[str, str] = {
    # What Turkish hangs on a number word: ordinals (üçüncü), distributives (ikişer), cases and possessives (ikisini).
    "tr": r"(?:[ıiuü]?nc[ıiuü]|ş?[ae]r|s?[ıiuü]n?|[ly]?[ae]|d[ae]n?|t[ae]n?|l[ıiuü]|l[ae]r|n?[ıiuü]n|y[ıiuü]"
    r"|l[ıiuü]k|d[ıiuü]r|t[ıiuü]r|c[ae])*",
    "en": r"(?:fold)?",
}
_CHANGED: Mapping[str, Mapping[str, str]] = {"en": {}, "tr": {"dörd": "dört"}}
"""Stems that change before a vowel: ``dördü``, ``dördüncü``."""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """All number words of a language, compiled at the first use."""

    def longest_first(words: Iterable[str]) -> str:
        return "|".join(sorted(words, key=len, reverse=True))

    stems = longest_first([*_CARDINALS[language], *_MULTIPLIERS[language], *_CHANGED[language]])
    plural = r"(?:(?<!second)s)?" if language == "en" else ""
    return re.compile(
        rf"(?<!\w)(?:(?P<other>{longest_first(_OTHER[language])})"
        rf"|(?<!\d )(?<!\d and a )(?P<half>{longest_first(_HALVES[language])})"
        rf"|(?P<ordinal>{longest_first(_ORDINALS[language]) or '(?!)'}){plural}"
        rf"|(?P<stem>{stems})(?P<ending>{_ENDINGS[language]}))(?!\w)"
    )


_JOINT: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"[ \u00a0-](?:and[ \u00a0-](?:an?[ \u00a0])?)?"),
    "tr": re.compile(r"[ \u00a0]"),
}


_ONE_AND = re.compile(r"\b(?:an?|one) \w+ and a $")
"""Before ``half``: an hour and a half is one and a half."""
_NAMES = re.compile("yirmi(?= yaş diş)|all-on-")
"""Names with a number word that the other language does not have: the wisdom tooth, a dental bridge."""


def words_known(*languages: str) -> bool:
    """Whether number words and the like are read in all these languages: only then can one be missing."""
    return all(language.split("-")[0] in _CARDINALS for language in languages)


@lru_cache(maxsize=64)
def numerals(text: str, language: str) -> tuple[Numeral, ...]:
    """The number words of a plain text, neighbours that make up one number taken together: ``iki yüz elli`` is 250.

    Empty for a language without a table here.
    """
    base = language.split("-")[0]
    if base not in _CARDINALS:
        return ()
    lowered = lower(text, language)
    if "yirmi yaş diş" in lowered or "all-on-" in lowered:
        lowered = _NAMES.sub(lambda match: "_" * len(match.group()), lowered)
    runs: list[list[_Word]] = []
    for word in _words(lowered, base):
        if runs and _joins(runs[-1][-1], word, lowered, base):
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(_numeral(run, text, base) for run in runs)


def _words(lowered: str, language: str) -> Iterator[_Word]:
    for match in _pattern(language).finditer(lowered):
        stem, ending = match.group("stem", "ending")
        start, end = match.span()
        if other := match["other"]:
            values = tuple(Decimal(value) for value in _OTHER[language][other].split())
            yield _Word(values, start, end, _Role.ALONE, other in _SURE_OTHERS)
        elif half := match["half"]:
            if half == "half" and _ONE_AND.search(lowered, max(start - 30, 0), start):
                yield _Word((Decimal("1.5"), _HALF), start, end, _Role.ALONE, sure=True)
            else:
                yield _Word((_HALVES[language][half],), start, end, _Role.CARDINAL)
        elif ordinal := match["ordinal"]:
            value = Decimal(_ORDINALS[language][ordinal])
            if value > 2 and lowered.startswith("a ", start - 2):
                yield _Word((1 / value, value), start, end, _Role.ALONE)  # "a third of them", or of all times
                continue
            role = _Role.DENOMINATOR if lowered.endswith("s", start, end) else _Role.LAST
            yield _Word((value,), start, end, role)
        else:
            stem = _CHANGED[language].get(stem, stem)
            is_ordinal = "nc" in ending
            sure = is_ordinal or (stem not in _UNSURE[language] and not (ending and stem in _BARE_ONLY))
            value = Decimal(_MULTIPLIERS[language].get(stem) or _CARDINALS[language][stem])
            role = _Role.LAST if ending else _Role.CARDINAL
            role = _Role.DENOMINATOR if ending in ("te", "ta", "de", "da") else role
            yield _Word((value,), start, end, role, sure, stem in _MULTIPLIERS[language])


def _joins(last: _Word, word: _Word, lowered: str, language: str) -> bool:
    """Whether a word goes on with the number before it: ``twenty`` + ``five``, but not ``two`` + ``three``."""
    joint = lowered[last.end : word.start]
    if word.role is _Role.ALONE or not _JOINT[language].fullmatch(joint):
        return False
    if last.role is _Role.DENOMINATOR:
        return language == "tr" and 1 <= word.value < last.value
    if last.role is not _Role.CARDINAL or last.value < 1:
        return False
    if word.multiplier and not (last.multiplier and word.value <= last.value):
        # Turkish says "yüz", never "one hundred": "bir yüz" is a face.
        return language == "en" or last.value > 1 or word.value >= 10**6
    if "and" in joint:
        return word.value < last.value if last.multiplier else word.value == _HALF
    if language == "en" and (word.value == _HALF or (last.multiplier and word.role is _Role.LAST)):
        return False
    return _divides(last, word, language) or _magnitude(last) > _magnitude(word)


def _divides(last: _Word, word: _Word, language: str) -> bool:
    """Whether two English words are a fraction: ``two thirds``, ``one fifth``, ``three quarters``."""
    is_ordinal = word.role is _Role.DENOMINATOR or (word.role is _Role.LAST and last.value == 1)
    return language == "en" and last.value < 10 and (is_ordinal or word.value == _QUARTER)


def _magnitude(word: _Word) -> int:
    """Which part of a number a word is: 0 for a half, 1 for ones, 2 for tens, from 3 on for what multiplies."""
    if word.multiplier:
        return len(str(word.value))
    return 0 if word.value < 1 else 1 if word.value % 10 else 2


def _numeral(run: list[_Word], text: str, language: str) -> Numeral:
    total = current = Decimal(0)
    parts: tuple[Decimal, ...] = ()
    last: _Word | None = None
    for word in run:
        if last and last.role is _Role.DENOMINATOR:
            # "yüzde 20" is twenty percent, and "üçte iki" two out of three.
            parts = (word.value,) if last.value == 100 else (total + current, word.value)
            total, current = Decimal(0), word.value / (total + current)
        elif last and _divides(last, word, language) and word.value != _HALF:
            parts = (current, word.value)
            current = current * word.value if word.value < 1 else current / word.value
        elif word.multiplier:
            current = (current or Decimal(1)) * word.value
            if word.value >= 1000:
                total, current = total + current, Decimal(0)
        else:
            current += word.value
        last = word
    whole = total + current
    is_ordinal = len(run) == 1 and run[0].role in (_Role.DENOMINATOR, _Role.LAST) and whole > 2
    others = (*run[0].values[1:], *((1 / whole,) if is_ordinal else ())) if len(run) == 1 else ()
    start, end = run[0].start, run[-1].end
    return Numeral(whole, parts, others, text[start:end], start, end, any(word.sure for word in run) or len(run) > 1)


_SCALE: Mapping[str, re.Pattern[str]] = {
    # Endings spelled out, with vowel harmony: "bina" is a building, not a thousand.
    "en": re.compile(r"[ \u00a0-](thousand|million|billion)\b|[ \u00a0]and a half\b"),
    "tr": re.compile(
        r"[ \u00a0](?:(bin|milyon|milyar)(?:[dt][ea]n?|l[ıiu]k|(?<=n)[eiu]n?|(?<=r)[aı]n?|l[ea]r\w*)?"
        r"|buçuk(?:ta|tan)?)\b"
    ),
}


def completed(value: Decimal, text: str, position: int, language: str) -> Decimal:
    """The value of a number in digits together with the word at ``position``: ``10 bin`` is 10,000, ``2 buçuk`` 2.5."""
    base = language.split("-")[0]
    match = _SCALE[base].match(text, position) if base in _SCALE else None
    if not match:
        return value
    return value * _MULTIPLIERS[base][match[1]] if match[1] else value + _HALF


# --- Roman numerals ---------------------------------------------------------------------------------------------------

_ROMANS = {
    roman: value
    for value, roman in enumerate(
        "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split(), start=1
    )
}
_STAGE = (
    "stages?|grades?|types?|class|phases?|levels?|degrees?|factors?|categor(?:y|ies)|nerves?|chapters?|sections?|zones?"
    "|evre|derece|tip|sınıf|faz|düzey|faktör|kategori|sinir|bölüm|kısım|bölge|aşama|yüzyıl|centur(?:y|ies)"
)
_ROMAN = rf"(?:{'|'.join(sorted(_ROMANS, key=len, reverse=True))})"
_AND = r"(?:\s?[-–—/,]\s?|\s(?:to|and|or|ila|ile|ve|veya)\s)"
_STAGED = re.compile(
    rf"\b(?i:{_STAGE})(?:[a-zçğıöşü]{{1,6}})?[ \u00a0](?:of )?({_ROMAN}(?:{_AND}{_ROMAN})*)(?!\w|\.\w)"
    rf"|(?<![\w.])({_ROMAN}\.?(?:{_AND}{_ROMAN}\.?)*)[ \u00a0](?i:{_STAGE})"
)
_ROMAN_WORD = re.compile(rf"\b{_ROMAN}\b")


@lru_cache(maxsize=64)
def romans(text: str) -> tuple[Numeral, ...]:
    """The Roman numerals of stages and the like: ``stage III``, ``IV. evre``, ``grades II–III``; up to XXI.

    Anywhere else ``IV`` is as likely intravenous, and ``I`` the reader.
    """
    found = []
    for staged in _STAGED.finditer(text):
        group = 1 if staged[1] else 2
        for match in _ROMAN_WORD.finditer(text, *staged.span(group)):
            value = Decimal(_ROMANS[match.group()])
            found.append(Numeral(value, (), (), match.group(), match.start(), match.end(), sure=True))
    return tuple(found)
