"""The commands for translation packages: ``models`` and ``evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline import terminal, tools
from pipeline.cli.root import CLEAN, FOUND, check_option, cli, json_option, open_project


@cli.group()
def models() -> None:
    """Manage the offline translation packages of the project."""


@models.command("list")
@json_option
@click.pass_context
def models_list(context: click.Context, as_json: bool) -> int:
    """List the packages of the project and those Argos Translate has installed."""
    found = tools.installed_packages(open_project(context))
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
    package = tools.install_package(open_project(context), file, check=check)
    done = "would install" if check else "installed"
    click.echo(f"{done} {package.identity} ({package.source} → {package.target})")
    return FOUND if check else CLEAN


@models.command("verify")
@json_option
@click.pass_context
def models_verify(context: click.Context, as_json: bool) -> int:
    """Check every package against models/*.lock."""
    findings = tools.verify_packages(open_project(context))
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
@click.option(
    "--term-cases",
    "cases",
    type=click.Path(path_type=Path),
    help="TSV of terms in the test: measure how they come out, without and with the glossary.",
)
@json_option
@click.pass_context
def evaluate(
    context: click.Context,
    file: Path,
    source: str,
    target: str,
    codes: bool,
    cases: Path | None,
    as_json: bool,
) -> int:
    """Score the engine on a test set: BLEU, chrF++, words per second."""
    project = open_project(context)
    if cases:
        scored = tools.evaluate_engine_terms(project, file, cases, source, target)
        terminal.print_json(scored) if as_json else terminal.print_term_scores(scored)
        return CLEAN
    measure = tools.evaluate_engine_codes if codes else tools.evaluate_engine
    result = measure(project, file, source, target)
    if as_json:
        terminal.print_json(result)
    else:
        terminal.print_fields(result)
    return CLEAN
