"""Finds the forms of terms in running text, in any inflection.

A form is found by whole words. English words match in either spelling (``oedema``, ``edema``), in the plural, with
``'s`` and as verbs in their tenses; the last word of a Turkish form may carry suffixes (:mod:`pipeline.morphology`).
Every word is looked up by the stems it may have, so the time does not depend on the number of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.homographs import looks_alike, other_senses
from pipeline.locales import is_upper, lower
from pipeline.model import Rendering, Term, TermMatch
from pipeline.morphology import english, turkish
from pipeline.morphology.turkish import Host
from pipeline.morphology.verbs import LIGHT_VERBS, endings, verb_stems

_HIDDEN = re.compile(r"(?<!\S)\S{1,64}@\S+|https?://\S+|www\.\S+|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}")
_WORD = re.compile(r"([^\W_]+)(?:['’]([^\W_]+)|['’](?=\s|$))?")
# Derivations in which a term keeps its meaning: stenozlu, ağrısız. Not -lIk and -CI: hasta, hastalık; takip, takipçi.
_KEPT_DERIVATIONS = ("", "li", "siz", "sel")
_CAUSATIVES = ("DIr", "(I)t", "Ir")
_LONGEST_WORD = 50
_PREPOSITIONS = ("in-", "out-", "on-")
"""First parts of hyphenated terms that are words of their own: *in-patient* must keep its hyphen."""
_GLUE = re.compile(r"[\s\-‐‑–/]*\.?[\s\-‐‑–/]*")


@dataclass(frozen=True, slots=True)
class Form:
    """A form to be found, and the term it stands for; of two found at one place the lower ``rank`` counts."""

    term: Term
    text: str
    rendering: Rendering
    rank: int


@dataclass(frozen=True, slots=True)
class Found:
    """A form found in a text at ``start:end``."""

    form: Form
    start: int
    end: int


class _Word(NamedTuple):
    """A word of a text: what it may be in a term (``forms``), and of what it may be an inflection (``stems``).

    ``named`` says that it is written like a name: *Ağrı'da* is a town, not a pain.
    """

    start: int
    end: int
    text: str
    after: str
    named: bool
    forms: tuple[str, ...]
    stems: tuple[str, ...]


class _Stem(NamedTuple):
    """What a Turkish word may begin with, and the stem (see ``_stem_of``) that it is then a form of."""

    host: Host
    stem: str


def _fits(form: Form, bare: bool, word: _Word, first: _Word) -> bool:
    """Whether the words of a text may mean this form: an abbreviation must be in capitals, its suffixes must not."""
    if form.text.lower().startswith(_PREPOSITIONS) and first.after not in "-‐‑":
        return False
    if word.named and form.text == lower(form.text, "tr"):
        return False
    return not is_upper(form.text.removesuffix("s")) or (first.text[:2].isupper() and (bare or not word.text.isupper()))


def _keeps_noun(forms: Iterable[turkish.Form], stem: str) -> bool:
    """Whether one of the readings of a word has the meaning of the noun: not *görüntülemeli*, "one must show"."""
    return any(
        form.derivation in _KEPT_DERIVATIONS
        and not (form.derivation == "li" and stem.endswith(("ma", "me")))
        and not (form.possessor == "2s" and form.copula)
        for form in forms
    )


def _keeps_verb(chains: Iterable[tuple[str, ...]], stem: str) -> bool:
    """Whether one of the readings of a word has the meaning of the verb: *iyileştirmek* has not that of *iyileşmek*."""
    light = stem.partition("+")[0] in LIGHT_VERBS
    return any(light or not chain or chain[0] not in _CAUSATIVES for chain in chains)


def marks(text: str) -> str:
    """The punctuation of a text: "Surgery?" is not the term "surgery"."""
    return re.sub(r"[\w\s‐‑–-]", "", text).replace("’", "'")


class Matcher:
    """The forms of terms in one language, by their words."""

    def __init__(self, forms: Iterable[Form], language: str):
        self._language = language.split("-")[0]
        self._forms: dict[tuple[str, ...], list[Form]] = {}
        self._bare: dict[tuple[str, ...], list[Form]] = {}
        self._stems: dict[str, list[_Stem]] = {}
        for form in forms:
            words = self._split(form.text)
            if words:
                self._bare.setdefault(words, []).append(form)
                for key in dict.fromkeys(self._keys(words, form)):
                    self._forms.setdefault(key, []).append(form)
        self._prefixes = {key[:length] for key in self._forms for length in range(1, len(key))}
        self._read = lru_cache(maxsize=16384)(self._read_word)

    def exact(self, text: str) -> list[Form]:
        """The forms that a whole text is, not inflected."""
        return [form for form in self._bare.get(self._split(text), ()) if marks(form.text) == marks(text)]

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """The terms in a text, without overlaps, in text order; of two that overlap the longer one counts."""
        other = other_senses(text, self._language)
        taken: list[Found] = []
        best: dict[tuple[int, int], Found] = {}
        for found in self.occurrences(text):
            if (found.start, found.end) not in other:
                best.setdefault((found.start, found.end), found)
        for found in sorted(best.values(), key=lambda found: (found.start - found.end, found.start)):
            if all(found.end <= other.start or other.end <= found.start for other in taken):
                taken.append(found)
        taken.sort(key=lambda found: found.start)
        return tuple(TermMatch(at.form.term, at.start, at.end, text[at.start : at.end]) for at in taken)

    def occurrences(self, text: str) -> Iterator[Found]:
        """All that is found, overlapping or not; at one place the longest stem first, then the lowest rank."""
        words = self._words(text)
        for start in range(len(words)):
            yield from self._at(words, start, text)

    def _at(self, words: list[_Word], start: int, text: str) -> Iterator[Found]:
        """What begins at a word."""
        prefixes: list[tuple[str, ...]] = [()]
        first = words[start]
        for stop in range(start, len(words)):
            word = words[stop]
            if stop > start and not _GLUE.fullmatch(text, words[stop - 1].end, word.start):
                return
            for stem in word.stems:
                if stop == start and looks_alike(word.forms[0], stem.partition("+")[0]):
                    continue
                forms = [form for prefix in prefixes for form in self._forms.get((*prefix, stem), ())]
                for form in sorted(forms, key=lambda form: form.rank):
                    if _fits(form, stem in word.forms, word, first):
                        yield Found(form, first.start, word.end)
            prefixes = [(*prefix, form) for prefix in prefixes for form in word.forms]
            prefixes = [prefix for prefix in prefixes if prefix in self._prefixes]
            if not prefixes:
                return

    def _words(self, text: str) -> list[_Word]:
        text = _HIDDEN.sub(lambda match: "." * len(match.group()), text)
        words = []
        for match in _WORD.finditer(text):
            forms, stems = self._read(match[1], bool(match[2]))
            named = self._language == "tr" and bool(match[2]) and match[1][0].isupper() and not match[1].isupper()
            words.append(_Word(*match.span(), match[1], text[match.end() : match.end() + 1], named, forms, stems))
        return words

    def _read_word(self, word: str, apostrophe: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a word may be in a term, and of which stems it may be an inflection, the longest first."""
        forms = self._levelled(word)
        stems = list(forms)
        if self._language == "tr" and not apostrophe and len(word) < _LONGEST_WORD:
            stems += [stem for form in forms for stem in self._inflected(form)]
        return forms, tuple(dict.fromkeys(stems))

    def _inflected(self, word: str) -> Iterator[str]:
        """The stems of which a Turkish word may be an inflection."""
        for length in range(len(word), 1, -1):
            for host, stem in self._stems.get(word[:length], ()):
                if host.kind == "verb":
                    found = _keeps_verb(endings(word[length:], host.sound), stem)
                else:
                    found = _keeps_noun(host.forms(word[length:]), word[:length])
                if found:
                    yield stem

    def _levelled(self, word: str) -> tuple[str, ...]:
        """What a word may be when case and spelling are levelled out."""
        small = lower(word, self._language)
        if self._language == "en":
            return (english.spelling(small),)
        if self._language != "tr":
            return (small,)
        # People also type IMPLANT with a dotless I; then it is to be read as i, all of them or the first.
        readings = (small, "i" + small[1:], lower(word, "en")) if word.startswith("I") else (small,)
        return tuple(dict.fromkeys(turkish.fold(reading) for reading in readings))

    def _split(self, form: str) -> tuple[str, ...]:
        return tuple(self._levelled(match[1])[0] for match in _WORD.finditer(form))

    def _keys(self, words: tuple[str, ...], form: Form) -> Iterator[tuple[str, ...]]:
        """The sequences of words, or of words and a stem, by which a form is found."""
        yield words
        if self._language == "en":
            # Adjectives have a plural when they stand for a noun: anti-inflammatories.
            pos = "noun" if form.term.pos == "adj" else form.term.pos
            yield from (self._split(other) for other in english.forms(form.text, pos))
        elif self._language == "tr" and words[-1].isalpha():
            yield (*words[:-1], self._stem_of(form.text.split()[-1], words[-1], form))

    def _stem_of(self, written: str, word: str, form: Form) -> str:
        """The stem, in whose inflections the last word of a form is found; it is named apart from the words."""
        compound = turkish.is_compound(form.text)
        if form.term.pos == "verb" and verb_stems(word):
            hosts = tuple(Host(*stem, "verb") for stem in verb_stems(word))
        else:
            hosts = turkish.hosts(written, compound=compound)
            if " " in form.text and word.endswith(("ma", "me")):
                # The other verbal noun: ağır kaldırma, ağır kaldırmak.
                hosts += turkish.hosts(written + "k")
        stem = f"{word}+{len(hosts)}{hosts[0].kind}"
        for host in hosts:
            entry = _Stem(host, stem)
            if entry not in self._stems.setdefault(host.text, []):
                self._stems[host.text].append(entry)
        return stem
