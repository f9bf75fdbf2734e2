"""JSON: the result as it is."""

from __future__ import annotations

import dataclasses
import json
from enum import Enum
from typing import Any

from pipeline.reporters.report import Report


def render(report: Report) -> str:
    """The result as one object."""
    return to_json(report.result)


def to_json(value: Any) -> str:
    """A value as JSON; dataclasses as objects."""
    return json.dumps(value, default=_plain, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    return str(value)
