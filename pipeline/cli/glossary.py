"""The commands for the glossary: ``glossary check``, ``find``, ``stats``, ``export`` and ``import``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline import terminal, tools
from pipeline.cli.root import CLEAN, FOUND, check_option, cli, json_option, open_project
from pipeline.model import Severity

file_argument = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@cli.group()
def glossary() -> None:
    """Look after glossary.csv, the project's terms."""


@glossary.command("check")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@json_option
@click.pass_context
def glossary_check(context: click.Context, file: Path | None, as_json: bool) -> int:
    """Load the glossary (or FILE) strictly and look for slips; exit 1 for errors and warnings."""
    terms, findings = tools.check_glossary(open_project(context) if file is None else None, file)
    if as_json:
        terminal.print_json({"terms": terms, "findings": findings})
    else:
        terminal.print_findings(findings)
        click.echo(f"{terms} terms, {len(findings)} {'finding' if len(findings) == 1 else 'findings'}")
    return FOUND if any(finding.severity is not Severity.INFO for finding in findings) else CLEAN


@glossary.command("find")
@click.argument("text")
@click.option("--from", "source", help="Language of TEXT (default: look in all).")
@click.option("--to", "target", help="Language of the translation (default: all others).")
@json_option
@click.pass_context
def glossary_find(context: click.Context, text: str, source: str | None, target: str | None, as_json: bool) -> int:
    """Show the terms in TEXT; for a single word also the rows that contain it. Exit 1 if there are none."""
    project = open_project(context)
    matches = tools.find_terms(project, text, source, target)
    rows = tools.rows_with(project, text) if len(text.split()) == 1 else ()
    if as_json:
        terminal.print_json({"matches": matches, "rows": [row.cells for row in rows]})
    else:
        terminal.print_terms(matches)
        terminal.print_rows(rows)
    return CLEAN if matches or rows else FOUND


@glossary.command("stats")
@json_option
@click.pass_context
def glossary_stats(context: click.Context, as_json: bool) -> int:
    """Count terms and forms, and how many of them the source pages use."""
    result = tools.glossary_statistics(open_project(context))
    if as_json:
        terminal.print_json(result)
    else:
        terminal.print_statistics(result)
    return CLEAN


@glossary.command("export")
@file_argument
@check_option
@click.pass_context
def glossary_export(context: click.Context, file: Path, check: bool) -> int:
    """Write the glossary to FILE, as TBX (.tbx) or CSV (.csv)."""
    changed = tools.export_glossary(open_project(context), file, check=check)
    click.echo(f"{file}: {_done(changed, check=check)}")
    return FOUND if check and changed else CLEAN


@glossary.command("import")
@file_argument
@click.option("--replace", is_flag=True, help="Where a term is there already, take over what FILE says.")
@check_option
@click.pass_context
def glossary_import(context: click.Context, file: Path, replace: bool, check: bool) -> int:
    """Add the terms of FILE (.tbx or .csv) to the glossary; what differs is a finding, and nothing is written."""
    result = tools.import_glossary(open_project(context), file, replace=replace, check=check)
    terminal.print_findings(result.findings)
    if result.left_out:
        click.echo(f"left out, as the glossary has no columns for them: {', '.join(result.left_out)}", err=True)
    click.echo(
        f"{len(result.added)} new, {len(result.replaced)} replaced; glossary.csv: {_done(result.changed, check=check)}"
    )
    return FOUND if result.findings or (check and result.changed) else CLEAN


def _done(changed: bool, *, check: bool) -> str:
    return ("would change" if check else "written") if changed else "unchanged"
