"""Commands on single files, outside any project: ``roundtrip``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline import terminal, tools
from pipeline.cli.root import CLEAN, cli, json_option


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
