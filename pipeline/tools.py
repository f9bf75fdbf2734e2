"""Commands beside the main way: round trips of single files, translation packages, scores of an engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import drafting, packages
from pipeline.config import Project
from pipeline.engine import Engine
from pipeline.errors import L10nError, ModelError
from pipeline.evaluate import CodesResult, EvaluationResult, evaluate, evaluate_codes, read_cases
from pipeline.markup import TokenKind, scan
from pipeline.model import Finding
from pipeline.packages import Package
from pipeline.parse import parse, read_page
from pipeline.restore import encode, identity, restore
from pipeline.segment import segment
from pipeline.workspace import PAGE_SUFFIXES, read_bytes


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
        segments = segment(parse(page))
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


def _engine(project: Project, source: str, target: str) -> Engine:
    engine = drafting.load_engine(project, source, target)
    if engine is None:
        raise ModelError(packages.missing(source, target))
    return engine
