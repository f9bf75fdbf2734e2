"""What a person sees while and after a command works: progress, tables, findings."""

from __future__ import annotations

import dataclasses
import math
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pipeline.gate import Lack, Stop
from pipeline.glossary import Row
from pipeline.model import Finding, Location, PageStatus, PendingEntry, Risk, RunResult, Severity
from pipeline.packages import Package
from pipeline.reporters.excerpt import excerpt
from pipeline.reporters.plain import to_json
from pipeline.termbase import Statistics
from pipeline.terminology import TermsResult
from pipeline.tools import FoundTerm, RoundTrip
from pipeline.workspace import Progress as Report

_LABELS = {
    "extract": "Reading pages",
    "translate": "Drafting",
    "qa": "Checking",
    "build": "Building pages",
    "evaluate": "Translating",
}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_RISK_STYLES = {Risk.CRITICAL: "bold red", Risk.NORMAL: "yellow", Risk.LOW: "dim"}
_SECONDS_BETWEEN_LINES = 10.0

_EXCERPT = 100
_WIDTH = None if sys.stdout.isatty() else 120

out = Console(highlight=False, soft_wrap=True, emoji=False, width=_WIDTH)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Report]:
    """Yield a function that shows how far each stage is: a bar on a terminal, a line now and then elsewhere."""
    if quiet:
        yield lambda stage, done, total: None
    elif err.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=err, transient=True) as bars:
            tasks: dict[str, Any] = {}

            def show(stage: str, done: int, total: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bars.add_task(_LABELS.get(stage, stage), total=total)
                bars.update(tasks[stage], completed=done, total=total)

            yield show
    else:
        last: dict[str, float] = {}

        def line(stage: str, done: int, total: int) -> None:
            now = time.monotonic()
            if total and (
                (done == total and last.get(stage) != math.inf)
                or now - last.setdefault(stage, now) > _SECONDS_BETWEEN_LINES
            ):
                last[stage] = math.inf if done == total else now
                err.print(f"{_LABELS.get(stage, stage)}: {done}/{total}")

        yield line


def print_json(value: Any) -> None:
    """Print a value as JSON; dataclasses as objects."""
    sys.stdout.write(to_json(value))


def print_result(
    result: RunResult,
    *,
    check: bool = False,
    verbose: bool = False,
    excerpts: bool = False,
    most: int | None = None,
) -> None:
    """Messages, findings (the gravest, ``most`` of them) and failures of a command: the most important stands last."""
    for message in result.messages:
        err.print(f"[cyan]note:[/] {escape(message)}")
    by_gravity = _by_gravity(result.findings)
    print_findings(by_gravity[:most], verbose=verbose, excerpts=excerpts)
    if most is not None and len(by_gravity) > most:
        err.print(f"… and {len(by_gravity) - most} more: clinic-l10n qa")
    if check:
        for name in result.changed:
            err.print(f"would change: {escape(name)}")
    for failure in result.failures:
        print_error(failure)


def print_findings(findings: Sequence[Finding], *, verbose: bool = False, excerpts: bool = False) -> None:
    """Each finding on a line; below it, where asked for, source and translation whole or as marked excerpts."""
    for line in _finding_lines(findings, verbose=verbose, excerpts=excerpts):
        err.print(line)


def findings_as_text(result: RunResult, *, verbose: bool = False) -> str:
    """What :func:`print_result` says of findings and failures, without colours, for a file."""
    lines = [*_finding_lines(_by_gravity(result.findings), verbose=verbose, excerpts=True)]
    plain = [Text.from_markup(line, emoji=False).plain for line in lines]
    return "".join(f"{line}\n" for line in (*plain, *(f"error: {failure}" for failure in result.failures)))


def _finding_lines(findings: Sequence[Finding], *, verbose: bool, excerpts: bool) -> Iterator[str]:
    for finding in findings:
        place = f"{finding.location.file}:{finding.location.line}: " if finding.location else ""
        style = _STYLES[finding.severity]
        yield f"{escape(place)}[{style}]{finding.severity}[/] {escape(finding.message)} [dim]({finding.check})[/]"
        if verbose and finding.source:
            yield f"    [dim]source[/] {escape(finding.source)}"
            yield f"    [dim]target[/] {escape(finding.target)}"
        elif excerpts:
            for line in excerpt(finding, _EXCERPT):
                yield f"    [{style}]{line}[/]" if line.endswith("^") else f"    {escape(line)}"


def _by_gravity(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: list(Severity).index(finding.severity))


def print_status(rows: Sequence[PageStatus]) -> None:
    """The closing table."""
    table = Table(show_edge=False, pad_edge=False, header_style="bold", show_footer=len(rows) > 1, footer_style="bold")
    total = {name: str(sum(getattr(r, name) for r in rows)) for name in _COUNTS}
    table.add_column("Page", "All pages")
    table.add_column("Language")
    for name, title in _COUNTS.items():
        table.add_column(title, total[name], justify="right", no_wrap=True)
    for row in rows:
        counts = (f"[{_colour(name, row)}]{getattr(row, name)}[/]" for name in _COUNTS)
        table.add_row(escape(row.page), f"{row.source_language} → {row.language}", *counts)
    out.print(table)


_COUNTS = {
    "segments": "Segments",
    "approved": "Approved",
    "drafted": "Drafted",
    "untranslated": "Untranslated",
    "findings": "Findings",
}


def _colour(name: str, row: PageStatus) -> str:
    value = getattr(row, name)
    if name == "approved" and value == row.segments:
        return "green"
    if value and name in ("drafted", "findings"):
        return "yellow"
    return "red" if value and name == "untranslated" else "default"


def print_pages_to_open(site: Path, languages: Sequence[str]) -> None:
    """Where the site is; the path of the page to open stands alone on the last line."""
    pages = (site / language / "index.html" for language in languages)
    out.print(f"Open {escape(str(next((page for page in pages if page.is_file()), site)))}")


def print_summary(result: RunResult, *, check: bool) -> None:
    """One line on what was done."""
    errors = sum(1 for finding in result.findings if finding.severity is Severity.ERROR)
    parts = []
    if result.changed or not result.findings:
        parts.append(f"{_count(len(result.changed), 'file')} {'would change' if check else 'changed'}")
    if result.findings:
        parts.append(f"{_count(len(result.findings), 'finding')}, {_count(errors, 'error')} among them")
    if result.failures:
        parts.append(f"{_count(len(result.failures), 'file')} could not be used")
    out.print("; ".join(parts))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def print_error(message: str) -> None:
    """The one line that a command ends with when it cannot run."""
    err.print(Text.assemble(("error:", "bold red"), " ", message))


def print_pending(entries: Sequence[PendingEntry]) -> None:
    """What waits for a person, a place and a text on each line."""
    for entry in entries:
        out.print(f"{_place(entry.location)}: [yellow]{entry.state}[/] {_clipped(entry.source)}")


def print_stops(stops: Sequence[Stop]) -> None:
    """What a release would not show: the grave ones each on a line with the way out, the others counted."""
    grave = [stop for stop in stops if stop.is_grave]
    for stop in grave:
        why = f" [dim]({escape(stop.why)})[/]" if stop.why else ""
        out.print(f"{_place(stop.location)}: [{_RISK_STYLES[stop.risk]}]{stop.risk}[/]{why} {escape(stop.message)}")
        out.print(f"    {_clipped(stop.source)}")
    others = len(stops) - len(grave)
    if others:
        out.print(f"{_count(others, 'text')} of lower risk also {'wait' if others > 1 else 'waits'}: status --pending")
    critical = sum(stop.risk is Risk.CRITICAL for stop in stops)
    if grave:
        out.print(
            f"{_count(len(grave), 'text')} {'stop' if len(grave) > 1 else 'stops'} a release, {critical} critical"
        )
    else:
        out.print("nothing critical stops a release")


def print_stop_in_full(stop: Stop, position: str) -> None:
    """One text that waits, with all that a reviewer needs to decide."""
    why = f" ({escape(stop.why)})" if stop.why else ""
    out.rule(position, align="left")
    out.print(f"{_place(stop.location)}  {escape(stop.role)}  [{_RISK_STYLES[stop.risk]}]{stop.risk}[/]{why}")
    out.print(f"[dim]{stop.source_language}[/] {escape(stop.source)}")
    out.print(f"[dim]{stop.language}[/] {escape(stop.target)}")
    out.print(escape(stop.message))
    for finding in stop.findings:
        out.print(f"[{_STYLES[finding.severity]}]{finding.severity}[/] {escape(finding.message)} ({finding.check})")


def print_approvals(approved: Sequence[Stop], left: Sequence[Stop], reviewer: str, *, check: bool) -> None:
    """What was approved by name, and what could not be; lines are not told, because the approvals moved them."""
    for stop in approved:
        out.print(f"{escape(stop.location.file)}: [{_RISK_STYLES[stop.risk]}]{stop.risk}[/] {_clipped(stop.source)}")
    for stop in left:
        hint = "; or answer --ask" if stop.lack is Lack.REVIEW else ""
        err.print(f"{escape(stop.location.file)}: [yellow]left[/] {escape(stop.message)}{hint}")
        err.print(f"    {_clipped(stop.source)}")
    done = "would be approved" if check else "approved"
    out.print(f"{_count(len(approved), 'text')} {done} by {escape(reviewer)}")


def _place(location: Location) -> str:
    return escape(f"{location.file}:{location.line}")


def _clipped(text: str) -> str:
    line = " ".join(text.split())
    return escape(line if len(line) <= 90 else line[:89] + "…")


def print_roundtrip(result: RoundTrip) -> None:
    """One file's round trip."""
    if result.problem:
        print_error(result.problem)
    else:
        out.print(f"{escape(result.file)}: every byte the same, {result.segments} segments")


def print_packages(packages: Sequence[Package]) -> None:
    """Translation packages, one on a line."""
    for package in packages:
        out.print(
            f"{package.source} → {package.target}  {escape(package.identity)}  [dim]{escape(str(package.path))}[/]"
        )
    if not packages:
        out.print("no packages; add one with: clinic-l10n models install FILE.argosmodel")


def print_terms(terms: Sequence[FoundTerm]) -> None:
    """Terms found in a text, one in a paragraph: place, form and translation, then what else the glossary says."""
    for found in terms:
        match, term = found.match, found.match.term
        about = f"{found.source} → {found.target}, {term.pos}, {term.status}, {term.id}"
        out.print(
            f"{match.start}–{match.end} [bold]{escape(match.found)}[/]: {escape(term.source)} → "
            f"[bold]{escape(term.target)}[/]  [dim]{escape(about)}[/]"
        )
        more = {"also": term.target_variants, "not": term.forbidden, "note": (term.note,) if term.note else ()}
        for label, texts in more.items():
            if texts:
                out.print(f"    [dim]{label}[/] {escape(', '.join(texts))}")


def print_rows(rows: Sequence[Row]) -> None:
    """Glossary rows, each with its line and its filled cells."""
    for row in rows:
        cells = (f"[dim]{column}[/] {escape(cell)}" for column, cell in row.cells.items() if cell and column != "id")
        out.print(f"line {row.line} [bold]{escape(row.cells['id'])}[/]  " + "  ".join(cells))


def print_statistics(counted: Statistics) -> None:
    """Counts of a glossary, a kind on each line, and how much of it the pages use."""
    out.print(f"terms: {counted.terms}")
    for title in ("domains", "parts_of_speech", "statuses", "forms"):
        counts = ", ".join(f"{name} {number}" for name, number in getattr(counted, title))
        out.print(f"{title.replace('_', ' ')}: {escape(counts)}")
    for language in counted.coverage:
        share = 100 * language.used / language.terms if language.terms else 0.0
        out.print(
            f"used in pages written in {language.language}: {language.used} of {language.terms} terms "
            f"({share:.0f} %), {language.occurrences} times"
        )


def print_term_scores(scored: TermsResult) -> None:
    """A row for each mode, then the terms that were missed."""
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    titles = ("Term %", "Form %", "Consistent %", "Window %", "chrF++", "BLEU", "Seconds")
    table.add_column(f"{scored.source} → {scored.target}", no_wrap=True)
    for title in titles:
        table.add_column(title, justify="right", no_wrap=True)
    for mode in scored.modes:
        name, *numbers = (getattr(mode, field.name) for field in dataclasses.fields(mode))
        table.add_row(name.value, *(f"{number:.1f}" for number in numbers))
    repeated = f"{scored.repeated_terms} of them more than once"
    out.print(f"{scored.engine} {scored.version}: {scored.cases} terms in {scored.sentences} sentences, {repeated}")
    out.print(table)
    out.print(f"[dim]chrF++ {scored.chrf_signature}\nBLEU {scored.bleu_signature}[/]")
    for line in scored.missed:
        out.print(f"missed with the glossary: {escape(line)}")


def print_fields(value: Any) -> None:
    """The fields of a result, a name and a value on each line; lists of texts one on a line below."""
    for field in dataclasses.fields(value):
        content = getattr(value, field.name)
        if isinstance(content, tuple):
            out.print(f"{field.name}:")
            for item in content:
                out.print(f"  {escape(str(item))}")
        else:
            shown = f"{content:.1f}" if isinstance(content, float) else str(content)
            out.print(f"{field.name:<18} {escape(shown)}")
