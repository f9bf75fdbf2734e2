"""Everything that can go wrong, as one tree; each error knows its exit code and its place.

::

    L10nError                 exit 2   cannot run; message is one line for people
    ├── ProjectError          no project, broken clinic-l10n.toml
    ├── PageError             a source page that cannot be read, parsed or written back
    ├── CatalogError          a PO or POT file that cannot be parsed; the file is left as it is
    ├── GlossaryError         a glossary that does not follow its header or rules
    ├── MemoryFileError       a TMX file that cannot be read
    ├── ModelError            a translation package that is missing, damaged or for another pair
    ├── BusyError             another command is working on the same project
    ├── OutputError           a folder or disk that cannot be written
    └── StoppedError          Ctrl-C; says what was saved

A message names what is wrong and the way out. ``str(error)`` puts the place in front: ``file:line: message: 'text'``.
"""

from __future__ import annotations


class L10nError(Exception):
    """Something a person can put right; printed as one line, never as a traceback."""

    exit_code = 2

    def __init__(self, message: str, *, file: str | None = None, line: int | None = None, text: str | None = None):
        """``file`` is a path as the user would type it, ``line`` counts from 1, ``text`` is the offending text."""
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.text = text

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        shown = f": {_clip(self.text)!r}" if self.text is not None else ""
        return f"{place}: {self.message}{shown}" if place else f"{self.message}{shown}"


class ProjectError(L10nError):
    """No project folder, or a ``clinic-l10n.toml`` that cannot be used."""


class PageError(L10nError):
    """A source page that cannot be read, parsed or written back."""


class CatalogError(L10nError):
    """A PO or POT file that cannot be parsed; the file on disk stays as it is."""


class GlossaryError(L10nError):
    """A glossary file that does not follow its header or rules; nothing of it is loaded."""


class MemoryFileError(L10nError):
    """A translation memory (TMX) that cannot be read."""


class ModelError(L10nError):
    """A translation package that is missing, damaged, unsafe or for another language pair."""


class BusyError(L10nError):
    """Another command holds the lock of the same project."""


class PortError(L10nError):
    """The preview cannot listen on the port that it was given."""


class OutputError(L10nError):
    """A file that cannot be written: read-only folder, full disk."""


class StoppedError(L10nError):
    """The person stopped the command; the message says what was saved."""


def _clip(text: str, width: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
