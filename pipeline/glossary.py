"""The glossary: a strict loader for ``glossary.csv``, and its terms seen from one language towards another."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import GlossaryError
from pipeline.homographs import is_broad
from pipeline.locales import capitalize, is_title, is_upper, known, lower, title, upper
from pipeline.matcher import Form, Matcher
from pipeline.model import Rendering, Term, TermMatch, TermUse
from pipeline.morphology import english, turkish, verbs
from pipeline.renderings import uses

HEADER = tuple("id,en,tr,pos,domain,status,en_variants,tr_variants,forbidden_tr,forbidden_en,note".split(","))
STATUSES = ("preferred", "do-not-translate")
_REQUIRED = ("id", "en", "tr", "pos", "domain", "status")
_MOJIBAKE = re.compile("[ÃÄÅ][\u0080-\u00bf\u0152-\u0178\u2018-\u2122]|â€|\ufffd|[\u0080-\u009f]")


# --- loading ----------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
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
    return parse_glossary(text, name)


def parse_glossary(text: str, name: str) -> Glossary:
    """Load the text of a glossary file that errors call ``name``; raises like :func:`read_glossary`."""
    try:
        return _checked(text, name)
    except csv.Error as error:
        raise GlossaryError(f"is not a CSV file ({error})", file=name) from error


def _checked(text: str, name: str) -> Glossary:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    header = next(reader, [])
    languages = _languages(header, name)
    rows: list[Row] = []
    seen: dict[tuple[str, str], int] = {}
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) != len(header):
            message = f"row has {len(cells)} cells, the header has {len(header)}"
            raise GlossaryError(message, file=name, line=line, text=",".join(cells))
        row = Row(line, dict(zip(header, cells, strict=True)))
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


def _faults(row: Row, seen: dict[tuple[str, str], int], languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
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


def _forbidden_faults(rows: list[Row], languages: tuple[str, ...]) -> Iterator[tuple[Row, str, str]]:
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

    def __init__(self, rows: Iterable[Row] = (), languages: tuple[str, ...] = ("en", "tr")):
        """Made by :func:`read_glossary`; without arguments, a glossary without terms."""
        self.rows = tuple(rows)
        self.languages = languages
        self._matchers: dict[tuple[str, str, bool], Matcher] = {}

    def __len__(self) -> int:
        return len(self.rows)

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
            for row in self.rows
            if row.cells[source] and row.cells[target]
        )

    def find(self, text: str, source: str, target: str) -> tuple[TermMatch, ...]:
        """The terms in a plain text, without overlaps, in text order; of two that overlap the longer one counts."""
        return self._matcher(source, target, of_target=False).find(text)

    def uses(self, matches: Sequence[TermMatch], translation: str, source: str, target: str) -> tuple[TermUse, ...]:
        """What a plain translation makes of the terms found in its plain source: one use for each match, in order.

        See :func:`pipeline.renderings.uses` for a term that occurs more often than its translation.
        """
        if not matches:
            return ()
        return uses(matches, self._matcher(source, target, of_target=True).occurrences(translation), translation)

    def exact(self, text: str, source: str, target: str) -> str | None:
        """The preferred translation of a text that is one bare term, with capitals as the text has them.

        None if the text is no term, is inflected, or is a term of several translations.
        """
        bare = text.strip()
        found = self._matcher(source, target, of_target=False).exact(bare)
        found = [form for form in found if form.rendering is Rendering.PREFERRED] or found
        if len({form.term.target for form in found}) != 1:
            return None
        (term, form) = found[0].term, found[0].text
        if not bare[0].isupper():
            return term.target
        if is_upper(bare) and not is_upper(form):
            return upper(term.target, target)
        if is_title(bare) and not is_title(form):
            return title(term.target, target)
        return capitalize(term.target, target)

    def forms(self, term: Term, language: str) -> tuple[str, ...]:
        """All forms of a term's target, in ``language``, that may stand in a text: small letters, the lemma first.

        A Turkish noun in every number, possessor and case, a verb in its commonest forms; in other languages than
        Turkish and English the lemma alone.
        """
        return _forms(term.target, term.pos, language.split("-")[0])

    def _matcher(self, source: str, target: str, *, of_target: bool) -> Matcher:
        key = (source, target, of_target)
        if key not in self._matchers:
            terms = self.terms(source, target)
            forms = _target_forms(terms, target) if of_target else _source_forms(terms, source)
            self._matchers[key] = Matcher(forms, target if of_target else source)
        return self._matchers[key]


_VARIANT = 10**6
"""Added to the rank of a variant, so that every preferred form comes first."""


def _source_forms(terms: Iterable[Term], language: str) -> Iterator[Form]:
    """What names the terms in the language that they are translated from."""
    small = language.split("-")[0]
    for order, term in enumerate(terms):
        yield Form(term, term.source, Rendering.PREFERRED, order)
        for variant in term.source_variants:
            # One-word verbs that are only variants (almak, vurmak) mean too much else.
            if small == "tr" and term.pos == "verb" and " " not in variant:
                continue
            if is_broad(variant, small):
                continue
            yield Form(term, variant, Rendering.VARIANT, order + _VARIANT)


def _target_forms(terms: Iterable[Term], language: str) -> Iterator[Form]:
    """What may stand for the terms in the language that they are translated to, right or wrong."""
    for order, term in enumerate(terms):
        for other in (term.target, *_other_parts_of_speech(term, language.split("-")[0])):
            yield Form(term, other, Rendering.PREFERRED, order)
        yield from (Form(term, variant, Rendering.VARIANT, order + _VARIANT) for variant in term.target_variants)
        yield from (Form(term, wrong, Rendering.FORBIDDEN, order + 2 * _VARIANT) for wrong in term.forbidden)


def _other_parts_of_speech(term: Term, language: str) -> tuple[str, ...]:
    """What says the same as a target in another part of speech: *painful* for pain, *tedavi* for *tedavi etmek*."""
    if language == "en":
        return english.family(term.target.lower())
    before, _, verb = term.target.rpartition(" ")
    return (before,) if language == "tr" and term.pos == "verb" and verb in verbs.LIGHT_VERBS else ()


@lru_cache(maxsize=4096)
def _forms(lemma: str, pos: str, language: str) -> tuple[str, ...]:
    if language == "en":
        return english.forms(lemma, pos)
    if language != "tr":
        return (lemma,)
    if pos == "verb":
        return verbs.common_forms(lemma)
    return tuple(dict.fromkeys(form for _, form in turkish.forms(lemma, proper=pos == "name")))
