"""Commands beside the main way: round trips of single files, translation packages, scores of an engine."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline import codes, drafting, packages
from pipeline.config import Project
from pipeline.engine import Engine
from pipeline.errors import GlossaryError, L10nError, ModelError
from pipeline.evaluate import CodesResult, EvaluationResult, evaluate, evaluate_codes, read_cases
from pipeline.files import project_lock, write_if_changed
from pipeline.glossary import Glossary, Row, read_glossary
from pipeline.inventory import PAGE_SUFFIXES
from pipeline.its.annotate import annotate
from pipeline.locales import lower
from pipeline.markup import TokenKind, scan
from pipeline.model import Finding, Location, Severity, TermMatch
from pipeline.packages import Package
from pipeline.parse import parse, read_page
from pipeline.restore import encode, identity, restore
from pipeline.segment import segment
from pipeline.tbx import Table, read_tbx, write_tbx
from pipeline.termbase import Conflict, Statistics, columns, merge, review, statistics, verify, write_csv
from pipeline.terminology import TermCase, TermsResult, read_term_cases, score_terms
from pipeline.workspace import Outcome, read_bytes, read_sources


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """What became of one file: ``problem`` is None when every byte came back."""

    file: str
    segments: int
    problem: str | None
    exit_code: int


def roundtrip(path: Path, language: str | None = None) -> RoundTrip:
    """Cut a page and restore it with its own texts; ``language`` is by default what the page says itself."""
    try:
        data = read_bytes(path, str(path))
        page = read_page(data, name=path.stem, language=language or "en", file=str(path))
        page = replace(page, language=language or _language(page.text))
        document = parse(page)
        segments = segment(document, annotate(document, lambda file: Path(file).read_bytes()))
        back = encode(page, restore(page, segments, identity(segments)))
    except L10nError as error:
        return RoundTrip(str(path), 0, str(error), error.exit_code)
    if back == data:
        return RoundTrip(str(path), len(segments), None, 0)
    at = next((i for i, (a, b) in enumerate(zip(data, back, strict=False)) if a != b), min(len(data), len(back)))
    line = data.count(b"\n", 0, at) + 1
    problem = f"{path}:{line}: byte {at} differs: page {data[at : at + 30]!r}, restored {back[at : at + 30]!r}"
    return RoundTrip(str(path), len(segments), problem, 1)


def _language(text: str) -> str:
    tags = (token for token in scan(text) if token.kind is TokenKind.START)
    html = next((tag for tag in tags if tag.name == "html"), None)
    lang = html.attribute("lang") if html else None
    return lang.value.partition("-")[0] if lang and lang.value else "en"


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, whether they exist or not, and the pages in the folders named."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in PAGE_SUFFIXES)
        else:
            yield path


def installed_packages(project: Project) -> tuple[Package, ...]:
    """The packages of the project, then those that Argos Translate has installed for this user."""
    return (*packages.available(project.models), *packages.installed())


def install_package(project: Project, file: Path, *, check: bool = False) -> Package:
    """Check a package and, unless only a ``check`` is asked for, add it to the project's models and their lock."""
    package = packages.read(file)
    if not {package.source, package.target} <= set(project.languages):
        raise ModelError(
            f"is for {package.source} → {package.target}; this project has {', '.join(project.languages)}",
            file=str(file),
        )
    return package if check else packages.install(file, project.models)


def verify_packages(project: Project) -> tuple[Finding, ...]:
    """What in the project's models differs from the locks."""
    return packages.verify(project.models)


def evaluate_engine(project: Project, file: Path, source: str, target: str) -> EvaluationResult:
    """Score the project's engine for a direction on a test table."""
    return evaluate(read_cases(file, source, target), _engine(project, source, target))


def evaluate_engine_codes(project: Project, file: Path, source: str, target: str) -> CodesResult:
    """Measure where the project's engine puts the inline codes of a test table."""
    return evaluate_codes(read_cases(file, source, target), _engine(project, source, target))


def evaluate_engine_terms(project: Project, file: Path, cases_file: Path, source: str, target: str) -> TermsResult:
    """Score how the project's engine renders given terms of a test table, without and with the glossary."""
    cases = read_term_cases(cases_file, source, target)
    sentences = read_cases(file, source, target)
    glossary = _glossary_with(project, cases, source, target)
    faults = partial(drafting.faults_in, (source, target))
    try:
        return score_terms(cases, sentences, _engine(project, source, target), glossary, faults)
    except L10nError as error:
        error.file = error.file or cases_file.as_posix()
        raise


def _glossary_with(project: Project, cases: Sequence[TermCase], source: str, target: str) -> Glossary:
    """The project's glossary, if it has one, and before it the terms of the cases that it lacks, as nouns."""
    glossary = _glossary(project) if project.glossary.is_file() else Glossary()

    def key(one: str, other: str) -> tuple[str, str]:
        return lower(one, source), lower(other, target)

    known = {key(term.source, term.target) for term in glossary.terms(source, target)}
    more = {pair: case for case in cases if (pair := key(case.source, case.lemma)) not in known}
    blank = dict.fromkeys(columns(glossary), "")
    rows = [
        Row(0, {**blank, "id": f"case {case.source} → {case.lemma}", source: case.source, target: case.lemma, **_NOUN})
        for case in more.values()
    ]
    return Glossary((*rows, *glossary.rows), glossary.languages)


_NOUN = {"pos": "noun", "domain": "test", "status": "preferred"}


def _engine(project: Project, source: str, target: str) -> Engine:
    engine = drafting.load_engine(project, source, target)
    if engine is None:
        raise ModelError(packages.missing(source, target))
    return engine


# --- the glossary -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term found in a text, seen from ``source`` towards ``target``."""

    source: str
    target: str
    match: TermMatch


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or would do: ids of new and of changed rows, findings on what stands against it."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    changed: bool


def check_glossary(project: Project | None, file: Path | None = None) -> tuple[int, tuple[Finding, ...]]:
    """Load the glossary of a project, or a file by itself, and look it over: number of terms, and findings."""
    if file is None and project is not None:
        glossary = _glossary(project)
        return len(glossary), tuple(review(glossary, project.relative(project.glossary), project.languages))
    glossary = read_glossary(file or Path())
    return len(glossary), tuple(review(glossary, str(file), glossary.languages))


def _glossary(project: Project) -> Glossary:
    """The glossary of a project; errors name it as the project does."""
    name = project.relative(project.glossary)
    if not project.glossary.is_file():
        raise GlossaryError("no such file; a glossary is made by: clinic-l10n glossary import FILE", file=name)
    return read_glossary(project.glossary)


def find_terms(project: Project, text: str, source: str | None, target: str | None) -> tuple[FoundTerm, ...]:
    """The terms in a text; without ``source`` or ``target``, those of all languages of the glossary."""
    glossary = _glossary(project)
    for language in filter(None, (source, target)):
        if language not in glossary.languages:
            raise GlossaryError(f"has no language {language}; it has {', '.join(glossary.languages)}")
    directions = [
        (one, other)
        for one in glossary.languages
        for other in glossary.languages
        if one != other and source in (None, one) and target in (None, other)
    ]
    return tuple(FoundTerm(*pair, match) for pair in directions for match in glossary.find(text, *pair))


def rows_with(project: Project, text: str) -> tuple[Row, ...]:
    """The rows of which some cell contains a text, whatever its capitals."""
    glossary = _glossary(project)

    def contains(row: Row, language: str) -> bool:
        return lower(text.strip(), language) in lower("\n".join(row.cells.values()), language)

    return tuple(row for row in glossary.rows if any(contains(row, language) for language in glossary.languages))


def glossary_statistics(project: Project) -> Statistics:
    """Count the glossary, and how much of it the source pages use."""
    outcome = Outcome()
    texts: dict[str, list[str]] = {language: [] for language in project.languages}
    for source in read_sources(project, outcome):
        texts[source.language] += [codes.plain(s.msgid) for s in source.segments if s.copy_of is None]
    return statistics(_glossary(project), {language: found for language, found in texts.items() if found})


def export_glossary(project: Project, file: Path, *, check: bool = False) -> bool:
    """Write the glossary as TBX or CSV, by the ending of ``file``; says whether the file changed."""
    glossary = _glossary(project)
    if _ending(file) == ".tbx":
        content = write_tbx(glossary.rows, glossary.languages, project.name)
    else:
        content = _like(project.glossary, write_csv(glossary.rows, columns(glossary)))
    return write_if_changed(file, content, check)


def _like(path: Path, text: str) -> bytes:
    """A text with the line ends of a file, and its byte order mark if it has one (spreadsheets put it there)."""
    old = path.read_bytes() if path.is_file() else b"\r\n"
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    return mark + text.replace("\n", "\r\n" if b"\r\n" in old else "\n").encode("utf-8")


def import_glossary(project: Project, file: Path, *, replace: bool = False, check: bool = False) -> ImportResult:
    """Put the terms of a TBX or CSV file into the glossary; rows are the same if their ids are.

    Where a row is there already with other content, nothing is written unless ``replace`` is asked for.
    """
    own = project.relative(project.glossary)
    with project_lock(project.cache / "lock", "glossary import"):
        is_new = not project.glossary.is_file()
        languages = dict.fromkeys(("en", "tr", *project.languages))
        glossary = Glossary((), tuple(languages)) if is_new else _glossary(project)
        table = _read_table(file, glossary)
        merged = merge(glossary, table.rows, table.columns)
        verify(merged, own, str(file))
        findings = () if replace else tuple(_conflict(file, conflict) for conflict in merged.conflicts)
        changed = False
        if not findings and merged.incoming:
            content = _like(project.glossary, write_csv(merged.rows, merged.columns))
            changed = write_if_changed(project.glossary, content, check)
    replaced = tuple(conflict.id for conflict in merged.conflicts) if replace else ()
    return ImportResult(merged.added, replaced, findings, table.left_out, changed)


def _read_table(file: Path, glossary: Glossary) -> Table:
    if _ending(file) == ".tbx":
        try:
            return read_tbx(file.read_bytes(), str(file), glossary.languages)
        except OSError as error:
            raise GlossaryError(f"cannot be read ({error.strerror})", file=str(file)) from error
    incoming = read_glossary(file)
    left_out = tuple(code for code in incoming.languages if code not in glossary.languages)
    return Table(incoming.rows, columns(incoming), left_out)


def _conflict(file: Path, conflict: Conflict) -> Finding:
    message = f"{conflict.id}: {', '.join(conflict.columns)} differ from the glossary; --replace takes them over"
    return Finding("glossary-conflict", Severity.ERROR, message, Location(str(file), conflict.line))


def _ending(file: Path) -> str:
    ending = file.suffix.lower()
    if ending not in (".tbx", ".csv"):
        raise GlossaryError("is neither .tbx nor .csv", file=str(file))
    return ending
