"""What a reporter gets: the findings, what was looked at, and where the files lie."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import Finding, Location, RunResult
from pipeline.qa.checks import Rule


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a command that checks.

    ``files`` are those that were checked, with or without findings; ``checks`` those that looked at them. ``base`` is
    the way from the folder in which other programs look for files to the one from which findings name them.
    """

    result: RunResult
    files: Sequence[str]
    checks: Sequence[Rule]
    base: str = "."

    def path(self, file: str) -> str:
        """A file as other programs find it."""
        return posixpath.normpath(posixpath.join(self.base, file))

    def place(self, finding: Finding) -> Location | None:
        """Where a finding is, for other programs."""
        place = finding.location
        return Location(self.path(place.file), place.line, place.column) if place else None

    def of_file(self, file: str | None) -> Iterable[Finding]:
        """The findings in a file, or with None those that are in none of the ``files``."""
        for finding in self.result.findings:
            where = finding.location.file if finding.location else None
            if where == file or (file is None and where not in self.files):
                yield finding


def texts(finding: Finding) -> str:
    """A finding with the texts that it speaks of, a line for each."""
    lines = [finding.message]
    if finding.source or finding.target:
        lines += [f"source: {finding.source}", f"target: {finding.target}"]
    return "\n".join(lines)
