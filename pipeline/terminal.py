"""What a person sees while and after a command works: progress, tables, findings."""

from __future__ import annotations

import dataclasses
import json
import math
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pipeline.model import Finding, PageStatus, PendingEntry, RunResult, Severity
from pipeline.packages import Package
from pipeline.tools import RoundTrip
from pipeline.workspace import Progress as Report

_LABELS = {
    "extract": "Reading pages",
    "translate": "Drafting",
    "qa": "Checking",
    "build": "Building pages",
    "evaluate": "Translating",
}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_SECONDS_BETWEEN_LINES = 10.0

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
    json.dump(value, sys.stdout, default=_plain, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    return str(value)


def print_result(result: RunResult, *, check: bool = False, verbose: bool = False, most: int | None = None) -> None:
    """Messages, findings (the gravest, ``most`` of them) and failures of a command: the most important stands last."""
    for message in result.messages:
        err.print(f"[cyan]note:[/] {escape(message)}")
    by_gravity = sorted(result.findings, key=lambda finding: list(Severity).index(finding.severity))
    print_findings(by_gravity[:most], verbose=verbose)
    if most is not None and len(by_gravity) > most:
        err.print(f"… and {len(by_gravity) - most} more: clinic-l10n qa")
    if check:
        for name in result.changed:
            err.print(f"would change: {escape(name)}")
    for failure in result.failures:
        print_error(failure)


def print_findings(findings: Sequence[Finding], *, verbose: bool = False) -> None:
    """Each finding on a line, with source and translation below where asked for."""
    for finding in findings:
        place = f"{finding.location.file}:{finding.location.line}: " if finding.location else ""
        style = _STYLES[finding.severity]
        err.print(f"{escape(place)}[{style}]{finding.severity}[/] {escape(finding.message)} [dim]({finding.check})[/]")
        if verbose and finding.source:
            err.print(f"    [dim]source[/] {escape(finding.source)}")
            err.print(f"    [dim]target[/] {escape(finding.target)}")


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
        text = " ".join(entry.source.split())
        shown = text if len(text) <= 90 else text[:89] + "…"
        out.print(f"{escape(entry.location.file)}:{entry.location.line}: [yellow]{entry.state}[/] {escape(shown)}")


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
