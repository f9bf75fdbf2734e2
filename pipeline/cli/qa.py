"""The command ``qa``: checks a project or a table of pairs, and tells people or programs what it found."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pipeline import checking, flow, terminal
from pipeline.cli.root import cli, exit_code, open_project, options, pages_argument, verbose_option
from pipeline.config import Project, find_project, read_project
from pipeline.drafting import load_glossary
from pipeline.errors import ProjectError
from pipeline.files import write_atomic
from pipeline.glossary import Glossary, read_glossary
from pipeline.model import RunResult
from pipeline.qa import CHECKS, SET_CHECKS
from pipeline.reporters import REPORTERS, Report
from pipeline.workspace import Outcome

_FORMATS = ("human", *REPORTERS)
_CHECKS = (*CHECKS, *SET_CHECKS)

pairs_options = options(
    click.option(
        "--pairs",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Check this table (tab-separated; the first line names languages, and role or id) and no project.",
    ),
    click.option("--from", "source", help="Language of the sources in the table."),
    click.option("--to", "target", help="Language of the translations in the table."),
    click.option("--codes", is_flag=True, help="Texts in the table hold inline codes (<b1>…</b1>)."),
    click.option(
        "--glossary",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Glossary for the table (default: that of the project, if there is one).",
    ),
)


@cli.command()
@options(
    pages_argument,
    click.option("--format", "form", type=click.Choice(_FORMATS), default="human", show_default=True),
    click.option("--json", "form", flag_value="json", help="Short for --format json."),
    click.option(
        "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the result to this file instead."
    ),
    pairs_options,
    verbose_option,
)
@click.pass_context
def qa(
    context: click.Context,
    pages: tuple[str, ...],
    form: str,
    output: Path | None,
    pairs: Path | None,
    source: str | None,
    target: str | None,
    codes: bool,
    glossary: Path | None,
    verbose: bool,
) -> int:
    """Check the translations; exit 1 if an approved one has an error."""
    if pairs is None:
        if source or target or codes or glossary:
            raise click.UsageError("--from, --to, --codes and --glossary belong to --pairs FILE")
        report = _check_project(open_project(context), pages, quiet=form != "human")
    elif pages or not (source and target):
        raise click.UsageError("--pairs FILE needs --from and --to, and no pages")
    else:
        terms = _glossary(context, glossary)
        findings = checking.check_table(pairs, source, target, terms, has_codes=codes)
        report = Report(RunResult(findings=tuple(findings)), (pairs.as_posix(),), _CHECKS)
    if form == "human" and not output:
        terminal.print_result(report.result, verbose=verbose, excerpts=True)
        terminal.print_summary(report.result, check=False)
        return exit_code(report.result, check=False)
    is_human = form == "human"
    text = terminal.findings_as_text(report.result, verbose=verbose) if is_human else REPORTERS[form](report)
    if output:
        write_atomic(output, text.encode())
    else:
        click.echo(text, nl=False)
    return exit_code(report.result, check=False)


def _check_project(project: Project, pages: tuple[str, ...], *, quiet: bool) -> Report:
    with terminal.progress(quiet=quiet) as progress:
        result = flow.run(project, ("qa",), names=pages, progress=progress)
    files = [project.relative(project.catalog(row.page, row.language)) for row in result.rows]
    return Report(result, files, _CHECKS, os.path.relpath(project.root))


def _glossary(context: click.Context, file: Path | None) -> Glossary:
    """The glossary named, else that of the project around, else none."""
    if file:
        return read_glossary(file)
    named: Path | None = context.obj
    try:
        project = read_project(named or find_project(Path.cwd()))
    except ProjectError:
        if named:
            raise
        return Glossary()
    outcome = Outcome()
    glossary = load_glossary(project, outcome)
    for failure in outcome.failures:
        raise ProjectError(failure)
    return glossary or Glossary()
