"""Annotations for GitHub: lines that its runner shows beside the lines of a change.

The form is that of GitHub's workflow commands: ``::error file=…,line=…,col=…,title=…::message``, with a percent
encoding of its own for what would end a line or a property.
"""

from __future__ import annotations

from pipeline.model import Finding, Severity
from pipeline.reporters.report import Report, texts

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report) -> str:
    """A line for each finding and failure."""
    lines = [_line(report, finding) for finding in report.result.findings]
    lines += [f"::error::{failure.translate(_IN_MESSAGES)}" for failure in report.result.failures]
    return "".join(f"{line}\n" for line in lines)


def _line(report: Report, finding: Finding) -> str:
    place = report.place(finding)
    properties = {"title": finding.check}
    if place:
        properties = {"file": place.file, "line": str(place.line), "col": str(place.column)} | properties
    shown = ",".join(f"{name}={value.translate(_IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{texts(finding).translate(_IN_MESSAGES)}"
