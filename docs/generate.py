"""Write the pages of ``docs/reference/`` that the code itself can tell: commands and checks.

``python -m docs.generate`` writes them, ``python -m docs.generate --check`` only says whether they are up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from pipeline.cli import cli
from pipeline.files import write_if_changed
from pipeline.model import Severity
from pipeline.qa import CHECKS, SET_CHECKS
from pipeline.qa.pages import PAGE_FINDINGS

REFERENCE = Path(__file__).parent / "reference"
WIDTH = 88

_COMMANDS = """\
# Commands

<!-- Written by `make docs` from the code; changes made here are lost. -->

This is what `clinic-l10n COMMAND --help` prints; `python -m pipeline` is the same program. [Exit codes](exit-codes.md)
and [settings](settings.md) have pages of their own.

A page is named without its language folder and without `.html`: `index`, `treatments/fusion`. A command that takes
`[PAGE]...` works on all pages if you name none.
"""

_CHECKS = """\
# Checks

<!-- Written by `make docs` from the code; changes made here are lost. -->

Each check compares a source text with its translation. [The concept page](../concepts/checks.md) tells how numbers are
compared and how often the checks are right. The flag `ignore-<id>` silences one check at one entry.

| id | severity | what must hold |
|---|---|---|
"""

_OTHER_FINDINGS = """
## Beside these

- `msgfmt` reports what gettext's own `msgfmt --check` says about a catalog as a whole, where gettext is installed.
- `not-published` is an error of `build --release`, `not-reviewed` a warning: what [the gate](../concepts/gate.md) kept
  back.
- `headers` is a warning: a catalog lacks a header that other programs rely on.
- `obsolete` counts the entries of a catalog whose text the page no longer has.
- `link-broken` is a warning of `build`: a link into the site leads nowhere.
{pages}
- `build-codes` is an error of `build`: a translation whose codes would break the page was not put into it.
- `build-markup` is one, too: a translation brings tags into a text of JSON-LD, which search engines may read as HTML.
- `model` is what `models verify` finds.
"""


def pages() -> Mapping[Path, str]:
    """The generated pages: path and content."""
    return {REFERENCE / "commands.md": commands(), REFERENCE / "checks.md": checks()}


def commands() -> str:
    """The help of every command."""
    root = click.Context(cli, info_name="clinic-l10n", terminal_width=WIDTH, help_option_names=["-h", "--help"])
    sections = (f"\n## {path}\n\n```text\n{usage}\n```\n" for path, usage in _helps(cli, root))
    return _COMMANDS + "".join(sections)


def _helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """Command path and help text, those of the commands below it after it."""
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.commands[name]
            yield from _helps(below, click.Context(below, info_name=name, parent=context))


def checks() -> str:
    """What each check looks for, in the order in which they report."""
    listed = (*CHECKS, *SET_CHECKS)
    rows = (f"| [`{check.id}`](#{check.id}) | {check.severity} | {check.summary} |\n" for check in listed)
    sections = (f"\n## {check.id}\n\n*{check.severity.capitalize()}.* {_markdown(check.docs)}\n" for check in listed)
    on_pages = "\n".join(
        f"- `{id_}` is {'an error' if severity is Severity.ERROR else 'a warning'} about a built page: {what}."
        for id_, (severity, what) in PAGE_FINDINGS.items()
    )
    return _CHECKS + "".join(rows) + "".join(sections) + _OTHER_FINDINGS.replace("{pages}", on_pages)


def _markdown(docstring: str) -> str:
    return docstring.replace("``", "`")


def main(arguments: list[str]) -> int:
    """Write the pages; with ``--check`` only name those that are out of date and return 1 if there are any."""
    check = arguments == ["--check"]
    if arguments and not check:
        sys.stderr.write("usage: python -m docs.generate [--check]\n")
        return 2
    changed = [path for path, text in pages().items() if write_if_changed(path, text.encode(), check=check)]
    for path in changed:
        sys.stdout.write(f"{path.name} {'is out of date: run make docs' if check else 'written'}\n")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
