"""Writing files so that nothing is ever half written, and letting one command at a time do it.

A file is written beside its final place, forced to disk, and renamed over the old one: whoever reads it, at whatever
moment the process dies, finds the old content or the new, whole.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import filelock

from pipeline.errors import BusyError, OutputError

TEMPORARY_SUFFIX = ".l10n-tmp"
"""Ends the name of every temporary file, so that those of a killed process can be told and removed."""

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_atomic(path: Path, content: bytes) -> None:
    """Replace the content of a file, or create it with its folders; the mode of an existing file is kept.

    Raises:
        OutputError: It cannot be written. The old file is as it was, and no temporary file is left.
    """
    with _output(path):
        target = path.resolve()  # a link stays a link
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}{TEMPORARY_SUFFIX}")
        try:
            _write_through(temporary, content, _mode(target))
            temporary.replace(target)
        except BaseException:  # Ctrl-C too
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)


def write_if_changed(path: Path, content: bytes, check: bool = False) -> bool:
    """Write a file only when its bytes differ from ``content``, and say whether they did.

    With ``check`` nothing is written: the answer is what would happen.
    """
    with _output(path):
        changed = not path.exists() or path.read_bytes() != content
    if changed and not check:
        write_atomic(path, content)
    return changed


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of processes that were killed; call it while holding the project's lock."""
    for leftover in folder.rglob(f".*{TEMPORARY_SUFFIX}"):
        with _output(leftover):
            leftover.unlink(missing_ok=True)


def sha256(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextlib.contextmanager
def project_lock(path: Path, command: str) -> Iterator[None]:
    """Hold the lock file ``path`` for the length of the block; ``command`` is what others are told is running.

    The operating system releases the lock when its process ends, however it ends, so a lock file that lies about
    means nothing by itself.

    Raises:
        BusyError: Another process holds it; we do not wait.
        OutputError: The lock file cannot be created.
    """
    holder = path.with_name(f"{path.name}.holder")
    lock = filelock.FileLock(path, timeout=0)
    with _output(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except filelock.Timeout as timeout:
            raise BusyError(_busy(holder)) from timeout
    try:
        with _output(holder):
            started = datetime.now().astimezone()
            holder.write_text(f"{command} (process {os.getpid()}, since {started:%H:%M:%S on %Y-%m-%d})", "utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):  # it only names the holder; the lock itself must be released
            holder.unlink()
        lock.release()


def _busy(holder: Path) -> str:
    try:
        who = holder.read_text("utf-8")
    except (OSError, UnicodeError):
        who = "its name is not known yet"
    return (
        f"another command is working on this project: {who}; "
        "wait until it has ended and run yours again (no file needs to be removed)"
    )


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        return None


def _write_through(path: Path, content: bytes, mode: int | None) -> None:
    """Create a file and return only when its content is on the disk; without ``mode`` the umask decides."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        if mode is not None:
            os.fchmod(descriptor, mode)
        stream.write(content)
        stream.flush()
        os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut. Some file systems cannot sync a folder; then the rename is still atomic."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _output(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses into a message with a way out."""
    try:
        yield
    except OSError as error:
        raise OutputError(_way_out(error), file=str(path)) from error


def _way_out(error: OSError) -> str:
    if error.errno in _NO_SPACE:
        return "cannot be written, the disk is full: free some space and run the command again; nothing was damaged"
    if error.errno in _NO_PERMISSION:
        return "cannot be written, no permission: make the file and its folder writable for you and run again"
    reason = (error.strerror or type(error).__name__).lower()
    return f"cannot be written ({reason}): put that right and run the command again"
