"""JUnit XML, which most build servers show: a suite for each file, in it a case for each check.

An error of a check is a failure of its case; warnings and hints stand in the case's output. A file that could not be
used is a case with an error. The form is that of Jenkins' ``junit-10.xsd``, which others read, too.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from pipeline.model import Finding, Severity
from pipeline.reporters.report import Report, texts

_NAME = "clinic-l10n"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """The document."""
    root = ET.Element("testsuites", name=f"{_NAME} qa")
    for file in report.files:
        _suite(root, report, report.path(file), tuple(report.of_file(file)), every_check=True)
    if elsewhere := tuple(report.of_file(None)):
        _suite(root, report, _NAME, elsewhere, every_check=False)
    if report.result.failures:
        suite = ET.SubElement(root, "testsuite", name="files")
        for failure in report.result.failures:
            case = ET.SubElement(suite, "testcase", classname=_NAME, name="can be used")
            ET.SubElement(case, "error", message=_clean(failure))
    for suite in root:
        _count(suite, [suite])
    _count(root, list(root))
    ET.indent(root)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{ET.tostring(root, encoding='unicode')}\n"


def _suite(root: ET.Element, report: Report, name: str, findings: Sequence[Finding], *, every_check: bool) -> None:
    suite = ET.SubElement(root, "testsuite", name=_clean(name))
    summaries = {check.id: f"{check.id}: {check.summary}" for check in report.checks} if every_check else {}
    for check in dict.fromkeys((*summaries, *(finding.check for finding in findings))):
        case = ET.SubElement(suite, "testcase", classname=_clean(name), name=_clean(summaries.get(check, check)))
        mine = [finding for finding in findings if finding.check == check]
        errors = [finding for finding in mine if finding.severity is Severity.ERROR]
        if errors:
            failure = ET.SubElement(case, "failure", type=check, message=_clean(errors[0].message))
            failure.text = _listing(report, errors)
        if others := [finding for finding in mine if finding.severity is not Severity.ERROR]:
            ET.SubElement(case, "system-out").text = _listing(report, others)


def _count(element: ET.Element, suites: Iterable[ET.Element]) -> None:
    suites = list(suites)
    for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        element.set(attribute, str(sum(1 for suite in suites for _ in suite.iter(tag))))


def _listing(report: Report, findings: Iterable[Finding]) -> str:
    def entry(finding: Finding) -> str:
        place = report.place(finding)
        return f"{place.file}:{place.line}: {texts(finding)}" if place else texts(finding)

    return _clean("\n\n".join(map(entry, findings)))


def _clean(text: str) -> str:
    """Without the control characters that XML 1.0 does not allow."""
    return _NOT_XML.sub("�", text)
