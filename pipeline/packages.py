"""Translation packages on disk: find, check, install and unpack ``.argosmodel`` files.

A package is a zip with one folder that holds ``metadata.json``, ``model/model.bin`` and a tokenizer. Those in the
project's ``models/`` are used only if a ``models/*.lock`` file lists their SHA-256 (lines ``sha256  filename``, as
``sha256sum`` writes them), so that a draft's model version means one thing on every machine. Those that Argos Translate
has installed for the user come second and are used as they are.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import ModelError, OutputError
from pipeline.files import sha256, write_atomic
from pipeline.model import Finding, Location, Severity

SUFFIX = ".argosmodel"
LOCK = "models.lock"
BRIDGE = "en"
"""Most packages are from or to English, so it joins two languages that have none between them."""
TOKENIZERS = ("sentencepiece.model", "bpe.model")

# Far above any real package (the largest Argos one is about 300 MB in 40 files), far below what fills a disk.
MAX_FILES = 1_000
MAX_BYTES = 4 * 1024**3
MAX_RATIO = 200
MAX_METADATA = 1024**2

_CHUNK = 1024**2
_LOCK_LINE = re.compile(r"(?P<digest>[0-9a-f]{64}) [ *](?P<name>[^/\\]+)")


@dataclass(frozen=True, slots=True)
class Package:
    """A package for one direction; ``digest`` is the SHA-256 of its file, or of all its files if it is a folder."""

    path: Path
    source: str
    target: str
    version: str
    digest: str

    @property
    def identity(self) -> str:
        """Name, version and digest in one word, for reports."""
        return f"{self.path.name.removesuffix(SUFFIX)}@{self.version}+{self.digest[:12]}"


def find(models: Path, source: str, target: str, *, argos: Path | None = None) -> Package | None:
    """Return the newest package for a pair from ``models``, else from Argos's own folder, else None.

    ``argos`` is that folder; by default where Argos keeps it for this user. Raises ModelError if a file in ``models``
    is damaged or differs from its lock.
    """
    own = [p for p in available(models) if (p.source, p.target) == (source, target)]
    if own:
        return max(own, key=lambda p: (_version(p.version), p.path.name))
    return next((p for p in installed(argos=argos) if (p.source, p.target) == (source, target)), None)


def route(models: Path, source: str, target: str, *, argos: Path | None = None) -> tuple[Package, ...]:
    """The package for a pair; else the two that lead there through English; else none. See :func:`find`."""
    if direct := find(models, source, target, argos=argos):
        return (direct,)
    if BRIDGE in (source, target):
        return ()
    first = find(models, source, BRIDGE, argos=argos)
    second = find(models, BRIDGE, target, argos=argos)
    return (first, second) if first and second else ()


def missing(source: str, target: str) -> str:
    """The one line that says what to do without a package."""
    wanted = f"translate-{source}_{target}{SUFFIX}"
    if BRIDGE not in (source, target):
        wanted += f" (or, for drafts through English, translate-{source}_{BRIDGE} and translate-{BRIDGE}_{target})"
    return (
        f"no translation package for {source} → {target}: only memory and glossary are used; "
        f"to get drafts, run: clinic-l10n models install {wanted}"
    )


def available(models: Path) -> tuple[Package, ...]:
    """The packages in a project's models folder, by file name, each checked against the lock."""
    locked = _locks(models)
    return tuple(_locked(path, locked) for path in _files(models))


def installed(*, argos: Path | None = None) -> tuple[Package, ...]:
    """The packages in Argos's own folder (by default this user's)."""
    folder = argos_folder() if argos is None else argos
    return tuple(_read_folder(p) for p in sorted(folder.glob("*")) if (p / "metadata.json").is_file())


def verify(models: Path) -> tuple[Finding, ...]:
    """Check every file in the models folder against the locks, and the locks against the folder."""
    locked = _locks(models)
    findings = []
    for path in _files(models):
        try:
            _locked(path, locked)
        except ModelError as error:
            findings.append(Finding("model", Severity.ERROR, error.message, Location(path.as_posix(), 1)))
    present = {path.name for path in _files(models)}
    for name, (_, place) in sorted(locked.items()):
        if name not in present:
            findings.append(Finding("model", Severity.ERROR, f"{name} is in the lock but not in the folder", place))
    return tuple(findings)


def install(file: Path, models: Path) -> Package:
    """Copy a package into the models folder and list it in the lock; the inverse is deleting both.

    Raises ModelError if the file is no safe, complete package, or if the lock lists another hash under its name.
    """
    name = file.name if file.name.endswith(SUFFIX) else f"{file.name}{SUFFIX}"
    package = _read_zip(file)
    listed = _locks(models).get(name)
    if listed and listed[0] != package.digest:
        raise ModelError(
            f"differs from the {name} that {listed[1].file} lists; remove that line to accept this file",
            file=str(file),
        )
    try:
        models.mkdir(parents=True, exist_ok=True)
        if not (models / name).exists() or not file.samefile(models / name):
            write_atomic(models / name, file.read_bytes())
        if not listed:
            lock = models / LOCK
            lines = lock.read_text("utf-8").splitlines() if lock.exists() else []
            lines = sorted([*lines, f"{package.digest}  {name}"], key=lambda line: line.split(maxsplit=1)[-1:])
            write_atomic(lock, "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise OutputError(f"cannot install the package ({error.strerror})", file=str(models)) from error
    return Package(models / name, package.source, package.target, package.version, package.digest)


def unpack(package: Package, cache: Path) -> Path:
    """Return the folder with the package's files; a zip is unpacked once, to ``cache/<digest>/``.

    The folder appears complete or not at all, so a killed run leaves nothing that looks like a package.
    """
    if package.path.is_dir():
        return package.path
    folder = cache / package.digest
    if folder.is_dir():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix=".unpack-") as temporary:
            root = _extract(package.path, Path(temporary))
            try:
                root.rename(folder)
            except OSError:
                # Another process was faster; what it put there has the same digest.
                if not folder.is_dir():
                    raise
    except OSError as error:
        raise OutputError(f"cannot unpack {package.path.name} ({error.strerror})", file=str(cache)) from error
    return folder


def read(path: Path) -> Package:
    """Read a package file or an unpacked folder, wherever it is; raises ModelError if it is damaged or unsafe."""
    return _read_folder(path) if path.is_dir() else _read_zip(path)


def argos_folder() -> Path:
    """Where Argos Translate keeps its packages for this user, found without importing it (an import makes folders)."""
    if given := os.environ.get("ARGOS_PACKAGES_DIR"):
        return Path(given)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "argos-translate" / "packages"


# --- reading ----------------------------------------------------------------------------------------------------------


def _files(models: Path) -> list[Path]:
    return sorted(models.glob(f"*{SUFFIX}")) if models.is_dir() else []


def _locked(path: Path, locked: dict[str, tuple[str, Location]]) -> Package:
    if path.name not in locked:
        raise ModelError(
            f"is listed in no {path.parent.name}/*.lock; if you trust it, run: clinic-l10n models install {path}",
            file=str(path),
        )
    digest, place = locked[path.name]
    if sha256(path) != digest:
        raise ModelError(f"has another SHA-256 than {place} says; copy or download it again", file=str(path))
    return _read_zip(path, digest)


def _locks(models: Path) -> dict[str, tuple[str, Location]]:
    """File name → digest and the line that says so."""
    listed: dict[str, tuple[str, Location]] = {}
    for lock in sorted(models.glob("*.lock")) if models.is_dir() else ():
        for number, line in enumerate(lock.read_text("utf-8", errors="replace").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            match = _LOCK_LINE.fullmatch(line.rstrip())
            if not match:
                raise ModelError("a lock line reads 'sha256  filename'", file=str(lock), line=number, text=line)
            listed[match["name"]] = match["digest"], Location(lock.as_posix(), number)
    return listed


def _read_zip(path: Path, digest: str | None = None) -> Package:
    try:
        with zipfile.ZipFile(path) as archive:
            root = _check_entries(path, archive.infolist())
            with archive.open(f"{root}/metadata.json") as file:
                metadata = _metadata(path, file.read(MAX_METADATA))
    except FileNotFoundError as error:
        raise ModelError("no such file", file=str(path)) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ModelError(f"is not a readable zip archive ({error})", file=str(path)) from error
    except OSError as error:
        raise ModelError(f"cannot be read ({error.strerror})", file=str(path)) from error
    return Package(path, *metadata, digest or sha256(path))


def _read_folder(path: Path) -> Package:
    names = {file.relative_to(path).as_posix(): file for file in sorted(path.rglob("*")) if file.is_file()}
    _check_complete(path, names)
    metadata = _metadata(path, names["metadata.json"].read_bytes()[:MAX_METADATA])
    total = hashlib.sha256()
    for name, file in names.items():
        total.update(f"{sha256(file)}  {name}\n".encode())
    return Package(path, *metadata, total.hexdigest())


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> str:
    """Refuse an archive that could write outside its folder, fill the disk or lacks a part; return its folder."""
    if len(entries) > MAX_FILES:
        raise ModelError(f"holds {len(entries)} files; a package has at most {MAX_FILES}", file=str(path))
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise ModelError(f"unpacks to more than {MAX_BYTES // 1024**3} GB", file=str(path))
    roots, names = set(), set()
    for entry in entries:
        # Python has cut the name at a NUL and turned \ into / on Windows; what the archive says counts.
        name = entry.orig_filename
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in parts[0] or "\0" in name:
            raise ModelError("holds an entry that would leave its folder", file=str(path), text=name)
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise ModelError("holds a link or special file", file=str(path), text=name)
        if entry.flag_bits & 1:
            raise ModelError("is encrypted", file=str(path), text=name)
        if entry.file_size > _CHUNK and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise ModelError("holds a file that is compressed beyond reason", file=str(path), text=name)
        roots.add(parts[0])
        if not entry.is_dir():
            if name in names:
                raise ModelError("holds the same entry twice", file=str(path), text=name)
            names.add(name)
    if len(roots) != 1:
        raise ModelError("is no Argos package: all its files must stand in one folder", file=str(path))
    (root,) = roots
    _check_complete(path, {name.partition("/")[2] for name in names})
    return str(root)


def _check_complete(path: Path, names: dict[str, Path] | set[str]) -> None:
    for name in ("metadata.json", "model/model.bin"):
        if name not in names:
            raise ModelError(f"is no Argos package: {name} is missing", file=str(path))
    if not any(name in names for name in TOKENIZERS):
        raise ModelError(f"is no Argos package: {' or '.join(TOKENIZERS)} is missing", file=str(path))


def _metadata(path: Path, data: bytes) -> tuple[str, str, str]:
    """Source language, target language and version."""
    try:
        table: Any = json.loads(data)
        source, target = table["from_code"], table["to_code"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError("has a metadata.json without from_code and to_code", file=str(path)) from error
    if not isinstance(source, str) or not isinstance(target, str):
        raise ModelError("translates no language pair", file=str(path))
    return source, target, str(table.get("package_version", ""))


def _version(text: str) -> tuple[tuple[int, ...], str]:
    return tuple(int(number) for number in re.findall(r"\d+", text)), text


# --- writing ----------------------------------------------------------------------------------------------------------


def _extract(path: Path, folder: Path) -> Path:
    """Write the checked entries of a package below ``folder``; return the package's own folder in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            root = _check_entries(path, archive.infolist())
            for entry in archive.infolist():
                place = folder / entry.orig_filename
                if entry.is_dir():
                    place.mkdir(parents=True, exist_ok=True)
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as source, place.open("wb") as target:
                    for chunk in _chunks(source, entry.file_size):
                        target.write(chunk)
    except (zipfile.BadZipFile, EOFError) as error:
        raise ModelError(f"is damaged ({error})", file=str(path)) from error
    return folder / root


def _chunks(source: Any, size: int) -> Iterator[bytes]:
    """Read as many bytes as the archive declared; an entry that holds more is a bomb."""
    left = size
    while chunk := source.read(min(_CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise zipfile.BadZipFile("an entry is longer than it says")
        yield chunk
