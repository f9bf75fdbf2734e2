"""The command ``clinic-l10n``: reads arguments, calls :mod:`pipeline.flow` and its neighbours, prints what they return.

One module per group of commands; each adds its commands to the group of :mod:`pipeline.cli.root`.
"""

from pipeline.cli import files, glossary, models, qa, review, serve, work
from pipeline.cli.root import cli, main

__all__ = ["cli", "files", "glossary", "main", "models", "qa", "review", "serve", "work"]
