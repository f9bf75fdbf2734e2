"""The glossary as a table of rows: written as CSV, merged with another, looked over and counted.

Loading and looking up terms is :mod:`pipeline.glossary`; here are the things that a person who keeps the file wants.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import GlossaryError
from pipeline.glossary import HEADER, Glossary, Row, parse_glossary
from pipeline.locales import lower
from pipeline.model import Finding, Location, Severity


def header(languages: Sequence[str]) -> tuple[str, ...]:
    """The columns of a glossary of these languages: the fixed ones, then three for each language beyond en and tr."""
    more = [language for language in languages if language not in HEADER]
    return (*HEADER, *(column for code in more for column in (code, f"{code}_variants", f"forbidden_{code}")))


def columns(glossary: Glossary) -> tuple[str, ...]:
    """The columns as the file has them: it may lack the lists of a further language."""
    return tuple(glossary.rows[0].cells) if glossary.rows else header(glossary.languages)


def write_csv(rows: Iterable[Row], names: Sequence[str]) -> str:
    """The text of a glossary file with these columns: cells are quoted only where they must be, lines end with LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([row.cells.get(name, "") for name in names] for row in rows)
    return out.getvalue()


# --- merging ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that both tables have, with different content: ``line`` is that of the incoming row."""

    id: str
    line: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A glossary with the rows of another table put in: ids of new rows, and what differs in known ones.

    ``rows`` hold the incoming side of each conflict, in the places of the old rows; new rows stand at the end.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    added: tuple[str, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def incoming(self) -> frozenset[str]:
        """The ids of the rows that come, at least in part, from the other table."""
        return frozenset((*self.added, *(conflict.id for conflict in self.conflicts)))


def merge(glossary: Glossary, incoming: Sequence[Row], present: Iterable[str]) -> Merge:
    """Put rows into a glossary by their ids.

    ``present`` are the columns that the incoming table has; a cell of another column stays as it is.
    """
    own = columns(glossary)
    shared = [column for column in header(glossary.languages) if column in set(present)]
    known = {row.cells["id"]: row for row in glossary.rows}
    changed: dict[str, Row] = {}
    added, conflicts = [], []
    for row in incoming:
        name = row.cells["id"]
        if (old := known.get(name)) is None:
            added.append(row)
        elif different := tuple(c for c in shared if old.cells.get(c, "") != row.cells[c]):
            conflicts.append(Conflict(name, row.line, different))
            changed[name] = Row(row.line, {**old.cells, **{c: row.cells[c] for c in different}})
    rows = (*(changed.get(name, row) for name, row in known.items()), *added)
    new = [c for c in shared if c not in own and any(row.cells.get(c) for row in rows)]
    return Merge(rows, (*own, *new), tuple(row.cells["id"] for row in added), tuple(conflicts))


def verify(merged: Merge, own: str, other: str) -> None:
    """Load a merged glossary as strictly as a file.

    Raises:
        GlossaryError: Names the file (``own`` of the glossary, ``other`` of the incoming table) and line of the row.
    """
    try:
        parse_glossary(write_csv(merged.rows, merged.columns), own)
    except GlossaryError as error:
        # Cells hold no line breaks, so that rows and lines correspond; the header is line 1.
        row = merged.rows[(error.line or 2) - 2]
        file = other if row.cells["id"] in merged.incoming else own
        message = f"the glossary would be wrong: {error.message}"
        raise GlossaryError(message, file=file, line=row.line, text=error.text) from error


# --- looking it over --------------------------------------------------------------------------------------------------


def review(glossary: Glossary, file: str, languages: Sequence[str]) -> Iterator[Finding]:
    """What is allowed in a glossary and still likely to be a slip; ``languages`` are those of the site."""
    for language in languages:
        if language not in glossary.languages:
            message = f"no columns for {language}, a language of the site: no term is known in it"
            yield Finding("glossary-language", Severity.WARNING, message, Location(file, 1))
            continue
        names = _names(glossary, language)
        for row in glossary.rows:
            place = Location(file, row.line)
            for check, severity, message in _slips(row, language, names):
                yield Finding(check, severity, f"{row.cells['id']}: {message}", place)


def _names(glossary: Glossary, language: str) -> Mapping[str, list[Row]]:
    """The rows in which a form, in small letters, stands for the term: as the term or as a variant."""
    names: dict[str, list[Row]] = {}
    for row in glossary.rows:
        for form in dict.fromkeys(lower(form, language) for form in _allowed(row, language)):
            names.setdefault(form, []).append(row)
    return names


def _allowed(row: Row, language: str) -> tuple[str, ...]:
    return tuple(form for form in (row.cells[language], *row.list(f"{language}_variants")) if form)


def _slips(row: Row, language: str, names: Mapping[str, list[Row]]) -> Iterator[tuple[str, Severity, str]]:
    """Check id, severity and message of what is odd about one row in one language."""
    if not row.cells[language]:
        yield "glossary-empty", Severity.WARNING, f"has no term in {language}, a language of the site"
    forms = [lower(form, language) for form in _allowed(row, language)]
    for form in (form for form, count in Counter(forms).items() if count > 1):
        yield "glossary-repeated", Severity.WARNING, f"{form!r} stands twice among the forms of {language}"
    for form in dict.fromkeys(forms):
        for other in names[form]:
            if other.line < row.line and other.cells["pos"] == row.cells["pos"]:
                message = f"{form!r} also stands for {other.cells['id']} (line {other.line}), with the same pos"
                yield "glossary-shared", Severity.INFO, message
    for form in (lower(form, language) for form in row.list(f"forbidden_{language}")):
        if form in forms:
            yield "glossary-contradiction", Severity.ERROR, f"{form!r} is both a variant and forbidden in {language}"
        for other in names.get(form, ()):
            if other is not row:
                message = f"forbidden {form!r} is a form of {other.cells['id']} (line {other.line})"
                yield "glossary-forbidden", Severity.WARNING, message


# --- counting ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the ``terms`` that a language could have occur in the source pages of that language, and how often.

    ``unused`` are the ids of those that do not, in file order.
    """

    language: str
    terms: int
    used: int
    occurrences: int
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers of rows by domain, part of speech and status, and of forms by column, each as (name, number)."""

    terms: int
    domains: tuple[tuple[str, int], ...]
    parts_of_speech: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    forms: tuple[tuple[str, int], ...]
    coverage: tuple[Coverage, ...] = ()


def statistics(glossary: Glossary, texts: Mapping[str, Sequence[str]]) -> Statistics:
    """Count a glossary; ``texts`` are the plain texts of the source pages by language."""
    lists = [column for column in columns(glossary) if "variants" in column or "forbidden" in column]
    domains, parts, statuses = (
        _counts(r.cells[column] for r in glossary.rows) for column in ("domain", "pos", "status")
    )
    forms = tuple((column, sum(len(row.list(column)) for row in glossary.rows)) for column in lists)
    coverage = tuple(_coverage(glossary, language, found) for language, found in texts.items())
    return Statistics(len(glossary), domains, parts, statuses, forms, coverage)


def _counts(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Most frequent first, then by name."""
    return tuple(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _coverage(glossary: Glossary, language: str, texts: Sequence[str]) -> Coverage:
    """Looked for in the direction of the first other language."""
    other = next((code for code in glossary.languages if code != language), language)
    terms = [term.id for term in glossary.terms(language, other)]
    found = Counter(match.term.id for text in texts for match in glossary.find(text, language, other))
    unused = tuple(name for name in terms if name not in found)
    return Coverage(language, len(terms), len(found), found.total(), unused)
