"""The commands for reviewers and for who releases: ``approve`` and ``status``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from pipeline import approving, flow, gating, terminal
from pipeline.build import Mode
from pipeline.cli.root import (
    CANNOT_RUN,
    CLEAN,
    FOUND,
    check_option,
    cli,
    exit_code,
    json_option,
    open_project,
    options,
    pages_argument,
)
from pipeline.config import Project
from pipeline.gate import Lack, Stop

REVIEWER_VARIABLE = "CLINIC_L10N_REVIEWER"


@cli.command()
@click.argument("texts", nargs=-1, metavar="[PAGE | FILE.po | FILE.po:LINE]...")
@click.option(
    "--as",
    "name",
    envvar=REVIEWER_VARIABLE,
    show_envvar=True,
    required=True,
    help="Your name, as [review] reviewers in clinic-l10n.toml spells it.",
)
@click.option("--all", "everywhere", is_flag=True, help="All pages.")
@click.option("--ask", is_flag=True, help="Show text after text, drafts too, and ask.")
@options(check_option, json_option)
@click.pass_context
def approve(
    context: click.Context,
    texts: tuple[str, ...],
    name: str,
    everywhere: bool,
    ask: bool,
    check: bool,
    as_json: bool,
) -> int:
    """Put your name to translations that you have read.

    Of a page or a catalog: to the approved (not fuzzy) texts that need a name for their release. A line names one text
    of any kind. With --ask drafts are shown, too, and approved by your answer.
    """
    if bool(texts) == everywhere:
        raise click.UsageError("name pages, catalogs or lines, or write --all")
    project = open_project(context)
    reviewer = approving.reviewer(project, name)
    scopes = [approving.scope(project, text, Path.cwd()) for text in texts]
    found = approving.waiting(project, scopes, drafts=ask)
    chosen = _asked(found) if ask else tuple(stop for stop in found if stop.lack is Lack.NAME)
    left = () if ask else tuple(stop for stop in found if stop.lack is not Lack.NAME)
    changed = approving.record(project, chosen, reviewer, date.today(), check=check)
    if as_json:
        terminal.print_json({"reviewer": reviewer, "approved": chosen, "left": left, "changed": changed})
    else:
        terminal.print_approvals(chosen, left, reviewer, check=check)
    return FOUND if left or (check and changed) else CLEAN


def _asked(stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """Show one text after the other; those to which the person says yes."""
    chosen = []
    for number, stop in enumerate(stops, 1):
        terminal.print_stop_in_full(stop, f"{number}/{len(stops)}")
        if stop.has_error:
            continue
        answer = click.prompt("Approve?", type=click.Choice(["y", "n", "q"]), default="n", err=True)
        if answer == "q":
            break
        if answer == "y":
            chosen.append(stop)
    return tuple(chosen)


@cli.command()
@options(pages_argument, json_option)
@click.option("--pending", is_flag=True, help="List the entries that wait for a person, with their place.")
@click.option("--gate", is_flag=True, help="List what a release would not show, and why; exit 1 if that is grave.")
@click.pass_context
def status(context: click.Context, pages: tuple[str, ...], as_json: bool, pending: bool, gate: bool) -> int:
    """Show how far each page is in each language."""
    project = open_project(context)
    if gate:
        return _gate(project, pages, as_json=as_json)
    result = flow.run(project, (), names=pages, mode=Mode.DRAFT, check=True)
    waiting = flow.pending(project, pages) if pending else ()
    if as_json:
        terminal.print_json({"result": result, "pending": waiting} if pending else result)
    else:
        terminal.print_result(result)
        terminal.print_pending(waiting)
        terminal.print_status(result.rows)
    return exit_code(result, check=False)


def _gate(project: Project, pages: Sequence[str], *, as_json: bool) -> int:
    stops, failures = gating.stops(project, pages)
    if as_json:
        terminal.print_json({"stops": stops, "failures": failures})
    else:
        terminal.print_stops(stops)
        for failure in failures:
            terminal.print_error(failure)
    if failures:
        return CANNOT_RUN
    return FOUND if any(stop.is_grave for stop in stops) else CLEAN
