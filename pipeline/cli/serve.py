"""The command ``serve``: a preview of the site that follows what is saved."""

from __future__ import annotations

from datetime import datetime

import click

from pipeline import terminal
from pipeline.build import Mode
from pipeline.cli.root import CLEAN, cli, mode_option, open_project, options
from pipeline.errors import StoppedError
from pipeline.serving.preview import Preview, Update
from pipeline.serving.preview import serve as serve_preview

_SHOWN = 4


@cli.command()
@options(
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=8000,
        show_default=True,
        help="Where to listen; 0 takes any port that is free.",
    ),
    mode_option,
    click.option("--translate", is_flag=True, help="Draft new texts, too, as they are saved (slower)."),
    click.option("--open/--no-open", "opens", default=False, help="Open the site in a browser."),
)
@click.pass_context
def serve(context: click.Context, port: int, draft: bool, translate: bool, opens: bool) -> int:
    """Show the site in a browser on this machine, and follow what is saved.

    Pages, catalogs, glossary and settings are watched; the pages open in the browser load again by themselves. The
    preview has a folder of its own: site/ is not touched. Ctrl-C ends it.
    """
    preview = Preview(open_project(context), Mode.DRAFT if draft else Mode.RELEASE, translate=translate)

    def started(url: str, first: Update) -> None:
        _print(first)
        click.echo(f"The site is at {url} (Ctrl-C ends the preview)")
        if opens:
            click.launch(url)

    try:
        serve_preview(preview, port, started=started, updated=_print)
    except (KeyboardInterrupt, StoppedError):
        click.echo("\nThe preview has ended.")
    return CLEAN


def _print(update: Update) -> None:
    """What was built, on a line; then a line for each problem."""
    shown = ", ".join(update.changed[:_SHOWN]) or "nothing new"
    more = f" and {len(update.changed) - _SHOWN} more" if len(update.changed) > _SHOWN else ""
    click.echo(f"{datetime.now():%H:%M:%S} {shown}{more} ({update.seconds:.2f} s)")
    for problem in update.problems:
        terminal.print_error(problem)
