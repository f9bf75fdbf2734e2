"""Argos packages: deterministic archives and the lock that names their hashes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

LOCK = "models.lock"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_archive(path: Path, folder: str, files: Mapping[str, bytes]) -> None:
    """Write files below one top folder, in sorted order, with fixed timestamps and modes: same files, same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_lock(folder: Path) -> None:
    """Write ``models.lock``: one line per package, hash, two spaces, file name, as ``sha256sum --check`` reads it."""
    lines = [f"{sha256(path)}  {path.name}\n" for path in sorted(folder.glob("*.argosmodel"))]
    (folder / LOCK).write_text("".join(lines), encoding="ascii")


def check_lock(folder: Path) -> list[str]:
    """Return what is wrong with the packages of a folder, one message each; empty when all is well."""
    faults = []
    lines = (folder / LOCK).read_text(encoding="ascii").splitlines()
    locked = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    for name, digest in locked.items():
        path = folder / name
        if not path.is_file():
            faults.append(f"{name}: named in {LOCK} but missing")
        elif sha256(path) != digest:
            faults.append(f"{name}: content does not match {LOCK}")
    for path in sorted(folder.glob("*.argosmodel")):
        if path.name not in locked:
            faults.append(f"{path.name}: not named in {LOCK}")
    return faults
