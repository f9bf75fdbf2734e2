"""Findings in the forms in which other programs read them: SARIF, JUnit XML, annotations for GitHub, JSON.

Each reporter is a function from a :class:`Report` to a text; none prints or touches files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.reporters import github, junit, plain, sarif
from pipeline.reporters.report import Report

__all__ = ["REPORTERS", "Report"]

REPORTERS: Mapping[str, Callable[[Report], str]] = {
    "json": plain.render,
    "junit": junit.render,
    "sarif": sarif.render,
    "github": github.render,
}
