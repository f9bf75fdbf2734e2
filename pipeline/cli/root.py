"""The command itself, and what its subcommands share: options, exit codes, finding the project."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline import __version__, terminal
from pipeline.config import Project, find_project, read_project
from pipeline.errors import L10nError
from pipeline.model import RunResult, Severity

CLEAN, FOUND, CANNOT_RUN = 0, 1, 2

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


def options(*chosen: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several click options as one decorator, in the order in which the help shows them."""

    def add(command: Command) -> Command:
        for option in reversed(chosen):
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


def open_project(context: click.Context) -> Project:
    """The project that ``--project`` names, else the nearest one upward."""
    named: Path | None = context.obj
    return read_project(named if named is not None else find_project(Path.cwd()))


def exit_code(result: RunResult, *, check: bool) -> int:
    """What a result means to the shell: failures come before findings."""
    if result.failures:
        return CANNOT_RUN
    has_errors = any(finding.severity is Severity.ERROR for finding in result.findings)
    return FOUND if has_errors or (check and result.changed) else CLEAN
