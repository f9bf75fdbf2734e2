"""The glossary: a strict loader for ``glossary.csv``, and a matcher that finds its terms in running text.

A term is found by whole words, the longest first. English words match in either spelling (``oedema``, ``edema``), in
the plural and with ``'s``; the last word of a Turkish term may carry suffixes (:mod:`pipeline.inflection`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import GlossaryError
from pipeline.inflection import (
    compound_stems,
    english_plurals,
    english_spelling,
    turkish_stems,
    turkish_verb_stems,
    verb_stems,
)
from pipeline.locales import capitalize, is_title, is_upper, known, lower, title, upper
from pipeline.model import Term, TermMatch

HEADER = tuple("id,en,tr,pos,domain,status,en_variants,tr_variants,forbidden_tr,forbidden_en,note".split(","))
STATUSES = ("preferred", "do-not-translate")
_REQUIRED = ("id", "en", "tr", "pos", "domain", "status")
_MOJIBAKE = re.compile("[ÃÄÅ][\u0080-\u00bf\u0152-\u0178\u2018-\u2122]|â€|\ufffd|[\u0080-\u009f]")


# --- loading ----------------------------------------------------------------------------------------------------------


class _Row(NamedTuple):
    """A row of the file: the line it begins on, and its cells by column."""

    line: int
    cells: dict[str, str]

    def list(self, column: str) -> tuple[str, ...]:
        """The items of a cell that holds a list."""
        text = self.cells.get(column, "")
        return tuple(text.split("|")) if text else ()


def read_glossary(path: Path) -> Glossary:
    """Load a glossary file; :class:`GlossaryError` names the file, line and text of the first thing wrong in it."""
    name = path.as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"cannot be read ({error.strerror})", file=name) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise GlossaryError("is not UTF-8; save it as UTF-8", file=name, line=line) from error
    try:
        return _checked(text, name)
    except csv.Error as error:
        raise GlossaryError(f"is not a CSV file ({error})", file=name) from error


def _checked(text: str, name: str) -> Glossary:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    header = next(reader, [])
    languages = _languages(header, name)
    rows: list[_Row] = []
    seen: dict[tuple[str, str], int] = {}
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) != len(header):
            message = f"row has {len(cells)} cells, the header has {len(header)}"
            raise GlossaryError(message, file=name, line=line, text=",".join(cells))
        row = _Row(line, dict(zip(header, cells, strict=True)))
        for message, cell in _faults(row, seen, languages):
            raise GlossaryError(message, file=name, line=line, text=cell)
        rows.append(row)
        line = reader.line_num + 1
    for row, message, cell in _forbidden_faults(rows, languages):
        raise GlossaryError(message, file=name, line=row.line, text=cell)
    return Glossary(rows, languages)


def _languages(header: list[str], name: str) -> tuple[str, ...]:
    """The languages of the columns; the header must be the known one, with complete columns for others after it."""
    more = header[len(HEADER) :]
    extra = [column for column in more if known(column)]
    allowed = {name for language in extra for name in (language, f"{language}_variants", f"forbidden_{language}")}
    if tuple(header[: len(HEADER)]) != HEADER or len(set(header)) < len(header) or not allowed.issuperset(more):
        message = f"wrong header; it must be {','.join(HEADER)}, then columns of further languages"
        raise GlossaryError(message, file=name, line=1, text=",".join(header))
    return ("en", "tr", *extra)


def _faults(row: _Row, seen: dict[tuple[str, str], int], languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What is wrong with a row, by itself or beside what was ``seen`` on a line before: message and offending text."""
    for column, cell in row.cells.items():
        if cell[:1] in ("=", "+", "@", "\t"):
            yield f"{column} begins like a spreadsheet formula", cell
        if _MOJIBAKE.search(cell):
            yield f"{column} has mojibake (wrongly decoded letters)", cell
        if not cell and column in _REQUIRED:
            yield f"{column} is empty", ",".join(row.cells.values())
        if cell != cell.strip() or "\n" in cell or "\r" in cell:
            yield f"{column} has white space at an end or a line break", cell
        if column != "note" and "|" in cell and "" in (item.strip() for item in cell.split("|")):
            yield f"{column} has an empty item between its bars", cell
    if row.cells["status"] not in STATUSES:
        yield f"unknown status; known are {', '.join(STATUSES)}", row.cells["status"]
    keys = [("id", row.cells["id"])]
    keys += [(language, f"{row.cells[language]}, {row.cells['pos']}") for language in languages if row.cells[language]]
    for column, key in keys:
        line = seen.setdefault((column, lower(key, "en" if column == "id" else column)), row.line)
        if line != row.line:
            yield (
                f"{column} with its pos stands in line {line} already"
                if column != "id"
                else f"id stands in line {line} already",
                key,
            )


def _forbidden_faults(rows: list[_Row], languages: tuple[str, ...]) -> Iterator[tuple[_Row, str, str]]:
    """Forbidden forms that are preferred in some row."""
    for language in languages:
        preferred = {lower(row.cells[language], language): row.line for row in rows}
        for row in rows:
            for form in row.list(f"forbidden_{language}"):
                if line := preferred.get(lower(form, language)):
                    yield row, f"forbidden_{language} form is the preferred term of line {line}", form


# --- the glossary -----------------------------------------------------------------------------------------------------


class Glossary:
    """Terms in several languages, seen from one language towards another."""

    def __init__(self, rows: Iterable[_Row] = (), languages: tuple[str, ...] = ("en", "tr")):
        """Made by :func:`read_glossary`; without arguments, a glossary without terms."""
        self._rows = tuple(rows)
        self.languages = languages
        self._indexes: dict[tuple[str, str], _Index] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def terms(self, source: str, target: str) -> tuple[Term, ...]:
        """All terms that have both languages, in file order."""
        if source not in self.languages or target not in self.languages:
            return ()
        return tuple(
            Term(
                id=row.cells["id"],
                source=row.cells[source],
                target=row.cells[target],
                pos=row.cells["pos"],
                domain=row.cells["domain"],
                status=row.cells["status"],
                source_variants=row.list(f"{source}_variants"),
                target_variants=row.list(f"{target}_variants"),
                forbidden=row.list(f"forbidden_{target}"),
                note=row.cells["note"],
            )
            for row in self._rows
            if row.cells[source] and row.cells[target]
        )

    def find(self, text: str, source: str, target: str) -> tuple[TermMatch, ...]:
        """The terms in a plain text, without overlaps, in text order; of two that overlap the longer one counts."""
        return self._index(source, target).find(text)

    def exact(self, text: str, source: str, target: str) -> str | None:
        """The preferred translation of a text that is one bare term, with capitals as the text has them.

        None if the text is no term, is inflected, or is a term of several translations.
        """
        bare = text.strip()
        found = self._index(source, target).exact(bare)
        if len({term.target for term, _ in found}) != 1:
            return None
        (term, form), *_ = found
        if not bare[0].isupper():
            return term.target
        if is_upper(bare) and not is_upper(form):
            return upper(term.target, target)
        if is_title(bare) and not is_title(form):
            return title(term.target, target)
        return capitalize(term.target, target)

    def _index(self, source: str, target: str) -> _Index:
        key = (source, target)
        if key not in self._indexes:
            self._indexes[key] = _Index(self.terms(source, target), source)
        return self._indexes[key]


# --- finding ----------------------------------------------------------------------------------------------------------

_HIDDEN = re.compile(r"(?<!\S)\S{1,64}@\S+|https?://\S+|www\.\S+|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}")
_WORD = re.compile(r"([^\W_]+)(?:['’]([^\W_]+)|['’](?=\s|$))?")
# Phrases in which a word is no term: "may lead to" has no electrode lead in it.
_OTHER_SENSE = {
    "en": re.compile(r"\bleads? to\b|\b(?:come|comes|came|go|goes|went|get|bring|look) back\b", re.IGNORECASE),
    "tr": re.compile(r"\bortaya çık\w+"),
}
_LONGEST_WORD = 50
_PREPOSITIONS = ("in-", "out-", "on-")
"""First parts of hyphenated terms that are words of their own: *in-patient* must keep its hyphen."""
_CIRCUMFLEX = str.maketrans("âîû", "aiu")
_GLUE = re.compile(r"[\s\-‐‑–/]*\.?[\s\-‐‑–/]*")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: what it may be in a term (``forms``), and what it may be as the last word of one (``last``).

    ``after`` is the character that follows.
    """

    start: int
    end: int
    text: str
    after: str
    forms: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """A term that a sequence of words may name; lower ``rank`` is preferred, ``form`` is what the glossary says.

    ``suffixed`` means that the last word must carry a suffix: *bel fıtık* is no term, *bel fıtıkları* is one.
    """

    term: Term
    rank: int
    form: str
    suffixed: bool = False


_VARIANT = 10**6
"""Added to the rank of a variant, so that every preferred form comes first."""


def _fits(end: _End, last: str, word: _Word, first: _Word) -> bool:
    """Whether the words of a text may mean this term: an abbreviation must be in capitals, its suffixes must not."""
    bare = last in word.forms
    if (end.suffixed and bare) or (end.form.lower().startswith(_PREPOSITIONS) and first.after not in "-‐‑"):
        return False
    return not is_upper(end.form.removesuffix("s")) or (first.text[:2].isupper() and (bare or not word.text.isupper()))


def _marks(text: str) -> str:
    """The punctuation of a text: "Surgery?" is not the term "surgery"."""
    return re.sub(r"[\w\s‐‑–-]", "", text).replace("’", "'")


class _Index:
    """The terms of one language, by their words."""

    def __init__(self, terms: Iterable[Term], language: str):
        self._language = language.split("-")[0]
        self._ends: dict[tuple[str, ...], list[_End]] = {}
        self._bare: dict[tuple[str, ...], list[_End]] = {}
        for order, term in enumerate(terms):
            for form in dict.fromkeys((term.source, *term.source_variants)):
                words = self._split(form)
                if not words:
                    continue
                end = _End(term, order + (0 if form == term.source else _VARIANT), form)
                self._bare.setdefault(words, []).append(end)
                # One-word verbs that are only variants (almak, vurmak) mean too much else.
                if self._language == "tr" and term.pos == "verb" and len(words) == 1 and end.rank >= _VARIANT:
                    continue
                for key in dict.fromkeys(self._keys(words, term)):
                    self._ends.setdefault(key, []).append(end)
                for stem in self._stems(words, end):
                    self._ends.setdefault((*words[:-1], stem), []).append(replace(end, suffixed=True))
        self._prefixes = {key[:length] for key in self._ends for length in range(1, len(key))}
        self._last = {key[-1] for key in self._ends}

    def exact(self, text: str) -> list[tuple[Term, str]]:
        """The terms whose bare form a whole text is, with that form; only the preferred ones if there are any."""
        ends = [end for end in self._bare.get(self._split(text), ()) if _marks(end.form) == _marks(text)]
        named = [end for end in ends if end.rank < _VARIANT] or ends
        return [(end.term, end.form) for end in named]

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """All matches, longest first kept, in text order."""
        words = self._words(text)
        found = [match for start in range(len(words)) for match in self._at(words, start, text)]
        taken: list[TermMatch] = []
        for match in sorted(found, key=lambda match: (match.start - match.end, match.start)):
            if all(match.end <= other.start or other.end <= match.start for other in taken):
                taken.append(match)
        return tuple(sorted(taken, key=lambda match: match.start))

    def _at(self, words: list[_Word], start: int, text: str) -> Iterator[TermMatch]:
        """All matches that begin at a word."""
        prefixes: list[tuple[str, ...]] = [()]
        for stop in range(start, len(words)):
            word = words[stop]
            if stop > start and not _GLUE.fullmatch(text, words[stop - 1].end, word.start):
                return
            # The longest stem is the surest reading: dengesizlik before denge.
            for last in sorted(word.last, key=len, reverse=True):
                ends = [end for prefix in prefixes for end in self._ends.get((*prefix, last), ())]
                ends = [end for end in ends if _fits(end, last, word, words[start])]
                if ends:
                    begin, close = words[start].start, word.end
                    yield TermMatch(min(ends, key=lambda end: end.rank).term, begin, close, text[begin:close])
                    break
            prefixes = [(*prefix, form) for prefix in prefixes for form in word.forms]
            prefixes = [prefix for prefix in prefixes if prefix in self._prefixes]
            if not prefixes:
                return

    def _words(self, text: str) -> list[_Word]:
        for hidden in filter(None, (_HIDDEN, _OTHER_SENSE.get(self._language))):
            text = hidden.sub(lambda match: "." * len(match.group()), text)
        words = []
        for match in _WORD.finditer(text):
            forms = self._forms(match[1])
            last = list(forms)
            if self._language == "tr" and not match[2] and len(match[1]) < _LONGEST_WORD:
                for form in forms:
                    last += [*turkish_stems(form, self._last), *turkish_verb_stems(form, self._last)]
            words.append(
                _Word(*match.span(), match[1], text[match.end() : match.end() + 1], forms, tuple(dict.fromkeys(last)))
            )
        return words

    def _forms(self, word: str) -> tuple[str, ...]:
        """What a word may be when case and spelling are levelled out."""
        small = lower(word, self._language)
        if self._language == "en":
            return (english_spelling(small),)
        if self._language != "tr":
            return (small,)
        # People also type IMPLANT with a dotless I; then it is to be read as i, all of them or the first.
        readings = (small, "i" + small[1:], lower(word, "en")) if word.startswith("I") else (small,)
        return tuple(dict.fromkeys(reading.translate(_CIRCUMFLEX) for reading in readings))

    def _split(self, form: str) -> tuple[str, ...]:
        return tuple(self._forms(match[1])[0] for match in _WORD.finditer(form))

    def _keys(self, words: tuple[str, ...], term: Term) -> Iterator[tuple[str, ...]]:
        """The sequences of words that name a term by themselves."""
        yield words
        *before, last = words
        if self._language == "en" and term.pos in ("noun", "abbr"):
            for plural in english_plurals(last):
                yield (*before, plural)

    def _stems(self, words: tuple[str, ...], end: _End) -> Iterator[str]:
        """What the last word of a Turkish term may be under its suffixes, besides itself."""
        if self._language != "tr":
            return
        if end.term.pos == "noun" and len(words) > 1:
            yield from compound_stems(words[-1])
        if end.term.pos == "verb":
            yield from verb_stems(words[-1])
