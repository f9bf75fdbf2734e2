"""The command ``clinic-l10n``: reads arguments, calls :mod:`pipeline.flow`, prints what it returns."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline import __version__, flow, scaffold, terminal, tools
from pipeline.build import Mode
from pipeline.config import Project, find_project, read_project
from pipeline.errors import L10nError
from pipeline.model import RunResult, Severity

CLEAN, FOUND, CANNOT_RUN = 0, 1, 2
_FINDINGS_IN_A_RUN = 10

Command = TypeVar("Command", bound=Callable[..., Any])


def main() -> None:
    """Run the command line; errors that a person can put right are one line, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a character shows a question mark; that is no reason to stop.
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = CANNOT_RUN
    except L10nError as error:
        terminal.print_error(str(error))
        code = error.exit_code
    except SystemExit:
        # So click ends a command whose reader has gone (``| head``), which is no error.
        code = CLEAN
    except (click.Abort, KeyboardInterrupt):
        terminal.print_error("stopped; nothing was being written")
        code = CANNOT_RUN
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        terminal.print_error(f"the output cannot be written ({error.strerror})")
        code = CANNOT_RUN
    sys.exit(code if isinstance(code, int) else CLEAN)


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


check_option = click.option("--check", is_flag=True, help="Write nothing; exit 1 if something would change.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
verbose_option = click.option("--verbose", "-v", is_flag=True, help="Show source and translation with each finding.")
pages_argument = click.argument("pages", nargs=-1, metavar="[PAGE]...")
mode_option = click.option(
    "--draft/--release",
    "draft",
    default=True,
    help="Show unreviewed drafts, marked as such (default), or approved text only.",
)
redraft_option = click.option(
    "--redraft", is_flag=True, help="Draft again what no person has touched, with the engine as it is now."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    help="The project folder (default: the nearest one upward that holds clinic-l10n.toml).",
)
@click.version_option(__version__, prog_name="clinic-l10n")
@click.pass_context
def cli(context: click.Context, project: Path | None) -> None:
    """Turn a clinic's web pages into their other languages.

    Pages → gettext catalogs → offline drafts → editors' review → localized HTML with checks. No text leaves this
    machine. Exit codes: 0 clean, 1 findings or out of date, 2 cannot run.
    """
    context.obj = project


def _project(context: click.Context) -> Project:
    named: Path | None = context.obj
    return read_project(named if named is not None else find_project(Path.cwd()))


def _run(
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
    project = _project(context)
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
    return _exit_code(result, check=check)


def _exit_code(result: RunResult, *, check: bool) -> int:
    if result.failures:
        return CANNOT_RUN
    has_errors = any(finding.severity is Severity.ERROR for finding in result.findings)
    return FOUND if has_errors or (check and result.changed) else CLEAN


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
@_options(pages_argument, check_option, json_option)
@click.pass_context
def extract(context: click.Context, pages: tuple[str, ...], check: bool, as_json: bool) -> int:
    """Bring the catalogs up to date with the source pages."""
    return _run(context, ("extract",), pages, check=check, as_json=as_json)


@cli.command()
@_options(pages_argument, redraft_option, check_option, json_option)
@click.pass_context
def translate(context: click.Context, pages: tuple[str, ...], redraft: bool, check: bool, as_json: bool) -> int:
    """Draft what is untranslated, from memory, glossary and the offline engine."""
    return _run(context, ("translate",), pages, check=check, as_json=as_json, redraft=redraft)


@cli.command()
@_options(pages_argument, json_option, verbose_option)
@click.pass_context
def qa(context: click.Context, pages: tuple[str, ...], as_json: bool, verbose: bool) -> int:
    """Check the translations; exit 1 if an approved one has an error."""
    return _run(context, ("qa",), pages, as_json=as_json, verbose=verbose)


@cli.command()
@_options(pages_argument, mode_option, check_option, json_option)
@click.pass_context
def build(context: click.Context, pages: tuple[str, ...], draft: bool, check: bool, as_json: bool) -> int:
    """Make the localized site."""
    mode = Mode.DRAFT if draft else Mode.RELEASE
    return _run(context, ("build",), pages, check=check, as_json=as_json, mode=mode)


@cli.command()
@_options(pages_argument, mode_option, redraft_option, check_option, json_option, verbose_option)
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
    return _run(
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


@cli.command()
@_options(pages_argument, json_option)
@click.option("--pending", is_flag=True, help="List the entries that wait for a person, with their place.")
@click.pass_context
def status(context: click.Context, pages: tuple[str, ...], as_json: bool, pending: bool) -> int:
    """Show how far each page is in each language."""
    project = _project(context)
    result = flow.run(project, (), names=pages, mode=Mode.DRAFT, check=True)
    waiting = flow.pending(project, pages) if pending else ()
    if as_json:
        terminal.print_json({"result": result, "pending": waiting} if pending else result)
    else:
        terminal.print_result(result)
        terminal.print_pending(waiting)
        terminal.print_status(result.rows)
    return _exit_code(result, check=False)


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", help="Language of the pages (default: what each page says in its lang, else en).")
@json_option
def roundtrip(files: tuple[Path, ...], language: str | None, as_json: bool) -> int:
    """Extract FILES and put their own texts back: exit 0 if every byte is the same."""
    results = [tools.roundtrip(file, language) for file in tools.expand(files)]
    if as_json:
        terminal.print_json(results)
    else:
        for result in results:
            terminal.print_roundtrip(result)
    return max((result.exit_code for result in results), default=CLEAN)


@cli.group()
def models() -> None:
    """Manage the offline translation packages of the project."""


@models.command("list")
@json_option
@click.pass_context
def models_list(context: click.Context, as_json: bool) -> int:
    """List the packages of the project and those Argos Translate has installed."""
    found = tools.installed_packages(_project(context))
    if as_json:
        terminal.print_json(found)
    else:
        terminal.print_packages(found)
    return CLEAN


@models.command("install")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@check_option
@click.pass_context
def models_install(context: click.Context, file: Path, check: bool) -> int:
    """Check FILE (.argosmodel), copy it to models/ and add it to the lock file."""
    package = tools.install_package(_project(context), file, check=check)
    done = "would install" if check else "installed"
    click.echo(f"{done} {package.identity} ({package.source} → {package.target})")
    return FOUND if check else CLEAN


@models.command("verify")
@json_option
@click.pass_context
def models_verify(context: click.Context, as_json: bool) -> int:
    """Check every package against models/*.lock."""
    findings = tools.verify_packages(_project(context))
    if as_json:
        terminal.print_json(findings)
    else:
        terminal.print_findings(findings)
        click.echo(
            f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}"
            if findings
            else "all packages are as locked"
        )
    return FOUND if findings else CLEAN


@cli.command()
@click.option(
    "--test", "file", required=True, type=click.Path(path_type=Path), help="TSV whose header names languages."
)
@click.option("--from", "source", required=True, help="Source language.")
@click.option("--to", "target", required=True, help="Target language.")
@click.option("--codes", is_flag=True, help="Texts hold inline codes: measure on which words they come out.")
@json_option
@click.pass_context
def evaluate(context: click.Context, file: Path, source: str, target: str, codes: bool, as_json: bool) -> int:
    """Score the engine on a test set: BLEU, chrF++, words per second."""
    project = _project(context)
    measure = tools.evaluate_engine_codes if codes else tools.evaluate_engine
    result = measure(project, file, source, target)
    if as_json:
        terminal.print_json(result)
    else:
        terminal.print_fields(result)
    return CLEAN
