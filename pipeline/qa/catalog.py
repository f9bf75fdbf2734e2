"""Checks on a catalog as a whole: its headers, obsolete entries, and what gettext's own ``msgfmt --check`` says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from pipeline.locales import known
from pipeline.model import Catalog, Finding, Location, Severity

MSGFMT_ID = "msgfmt"
_SECONDS = 60
_HEADERS = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "PO-Revision-Date")


def headers(catalog: Catalog) -> Iterator[Finding]:
    """The headers that other programs rely on and that the catalog lacks (GNU gettext manual, *Header Entry*)."""
    present = {name for name, value in catalog.headers if value.strip()}
    wanted = (*_HEADERS, "Plural-Forms") if known(catalog.language) else _HEADERS
    for name in wanted:
        if name not in present:
            yield Finding("headers", Severity.WARNING, f"the header {name} is missing", Location(catalog.file, 1))


def obsolete(catalog: Catalog) -> Iterator[Finding]:
    """How many entries belong to texts that the page no longer has."""
    lines = [entry.line or 1 for entry in catalog.entries if entry.obsolete]
    if lines:
        entries = f"{len(lines)} obsolete entr{'ies' if len(lines) > 1 else 'y'}"
        message = f"the catalog has {entries}, whose text the page no longer has"
        yield Finding("obsolete", Severity.INFO, message, Location(catalog.file, lines[0]))


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
