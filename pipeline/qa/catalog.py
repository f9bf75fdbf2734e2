"""Checks on a catalog file as a whole: what gettext's own ``msgfmt --check`` says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from pipeline.model import Finding, Location, Severity

MSGFMT_ID = "msgfmt"
_SECONDS = 60


def msgfmt(path: Path, name: str | None = None) -> Iterator[Finding]:
    """What ``msgfmt --check`` finds in a PO file; nothing where gettext's tools are not installed.

    ``name`` is how findings call the file (default: ``path`` as given).
    """
    program = shutil.which("msgfmt")
    if program is None:
        return
    done = subprocess.run(
        [program, "--check", f"--output-file={os.devnull}", "--", str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "LC_ALL": "C", "LANGUAGE": "C"},
        timeout=_SECONDS,
        check=False,
    )
    place = re.compile(rf"{re.escape(str(path))}:(?P<line>\d+)(?::(?P<column>\d+))?: (?P<message>.*)")
    found = False
    for line in done.stderr.splitlines():
        if match := place.match(line):
            found = True
            location = Location(name or str(path), int(match["line"]), int(match["column"] or 1))
            yield Finding(MSGFMT_ID, _severity(match["message"]), _plain(match["message"]), location)
    if done.returncode and not found:
        message = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit status {done.returncode}"
        yield Finding(MSGFMT_ID, Severity.ERROR, f"msgfmt refuses the file: {message}", Location(name or str(path), 1))


def _severity(message: str) -> Severity:
    return Severity.WARNING if message.startswith("warning:") else Severity.ERROR


def _plain(message: str) -> str:
    return message.removeprefix("warning:").removeprefix("error:").strip()
