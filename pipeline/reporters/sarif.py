"""SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code hosts and editors show.

Each check is a rule with its documentation. Findings of other origin (msgfmt, the gate) are rules by their id alone.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from pipeline import __version__
from pipeline.model import Finding, Severity, digest
from pipeline.qa.checks import Rule
from pipeline.reporters.report import Report, texts

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report) -> str:
    """The log file."""
    rules = [_rule(check) for check in report.checks]
    known = {rule["id"] for rule in rules}
    others = dict.fromkeys(finding.check for finding in report.result.findings if finding.check not in known)
    rules += [{"id": name} for name in others]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    notes = [{"level": "error", "message": {"text": failure}} for failure in report.result.failures]
    run = {
        "tool": {"driver": {"name": "clinic-l10n", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "results": [_result(report, finding, index[finding.check]) for finding in report.result.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(check: Rule) -> dict[str, Any]:
    return {
        "id": check.id,
        "shortDescription": {"text": check.summary},
        "fullDescription": {"text": check.docs},
        "help": {"text": f"If the check is wrong about an entry, give that the flag ignore-{check.id}."},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
    }


def _result(report: Report, finding: Finding, rule: int) -> dict[str, Any]:
    place = report.place(finding)
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": texts(finding)},
        # So that a finding is known again when the lines above it change.
        "partialFingerprints": {"texts/v1": digest("\x04".join((finding.message, finding.source, finding.target)))},
    }
    if place:
        region = {"startLine": place.line, "startColumn": place.column}
        location = {"artifactLocation": {"uri": quote(place.file)}, "region": region}
        result["locations"] = [{"physicalLocation": location}]
    return result
