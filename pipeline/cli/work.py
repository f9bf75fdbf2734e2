"""The commands that work on a project: from ``init`` to ``status``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline import flow, scaffold, terminal
from pipeline.build import Mode
from pipeline.cli.root import (
    CLEAN,
    FOUND,
    check_option,
    cli,
    exit_code,
    json_option,
    mode_option,
    open_project,
    options,
    pages_argument,
    redraft_option,
    verbose_option,
)

_FINDINGS_IN_A_RUN = 10


def run_stages(
    context: click.Context,
    stages: tuple[str, ...],
    pages: tuple[str, ...],
    *,
    check: bool = False,
    as_json: bool = False,
    verbose: bool = False,
    table: bool = False,
    mode: Mode = Mode.DRAFT,
    redraft: bool = False,
) -> int:
    """Run stages, print what came of them, and return the exit code."""
    project = open_project(context)
    with terminal.progress(quiet=as_json) as progress:
        result = flow.run(project, stages, names=pages, mode=mode, check=check, redraft=redraft, progress=progress)
    if as_json:
        terminal.print_json(result)
    else:
        terminal.print_result(result, check=check, verbose=verbose, most=_FINDINGS_IN_A_RUN if table else None)
        if table:
            terminal.print_status(result.rows)
        if "build" in stages and not check:
            terminal.print_pages_to_open(project.site, project.languages)
        elif not table:
            terminal.print_summary(result, check=check)
    return exit_code(result, check=check)


@cli.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--languages", default="en,tr", show_default=True, help="Language codes, separated by commas.")
@check_option
def init(folder: Path, languages: str, check: bool) -> int:
    """Make a new site project in DIR, with a page to try it on."""
    for path in scaffold.create(folder, tuple(code.strip() for code in languages.split(",")), check=check):
        click.echo(f"{'would write' if check else 'wrote'} {path}")
    if check:
        return FOUND
    click.echo(f"Next: cd {folder} && clinic-l10n run")
    return CLEAN


@cli.command()
@options(pages_argument, check_option, json_option)
@click.pass_context
def extract(context: click.Context, pages: tuple[str, ...], check: bool, as_json: bool) -> int:
    """Bring the catalogs up to date with the source pages."""
    return run_stages(context, ("extract",), pages, check=check, as_json=as_json)


@cli.command()
@options(pages_argument, redraft_option, check_option, json_option)
@click.pass_context
def translate(context: click.Context, pages: tuple[str, ...], redraft: bool, check: bool, as_json: bool) -> int:
    """Draft what is untranslated, from memory, glossary and the offline engine."""
    return run_stages(context, ("translate",), pages, check=check, as_json=as_json, redraft=redraft)


@cli.command()
@options(pages_argument, mode_option, check_option, json_option)
@click.pass_context
def build(context: click.Context, pages: tuple[str, ...], draft: bool, check: bool, as_json: bool) -> int:
    """Make the localized site."""
    mode = Mode.DRAFT if draft else Mode.RELEASE
    return run_stages(context, ("build",), pages, check=check, as_json=as_json, mode=mode)


@cli.command()
@options(check_option, json_option)
@click.pass_context
def report(context: click.Context, check: bool, as_json: bool) -> int:
    """Write the report: how far the site is, what was found, what a release keeps back."""
    return run_stages(context, ("report",), (), check=check, as_json=as_json)


@cli.command()
@options(pages_argument, mode_option, redraft_option, check_option, json_option, verbose_option)
@click.pass_context
def run(
    context: click.Context,
    pages: tuple[str, ...],
    draft: bool,
    redraft: bool,
    check: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Do it all: extract, translate, qa, build."""
    return run_stages(
        context,
        flow.STAGES,
        pages,
        check=check,
        as_json=as_json,
        verbose=verbose,
        table=True,
        mode=Mode.DRAFT if draft else Mode.RELEASE,
        redraft=redraft,
    )
