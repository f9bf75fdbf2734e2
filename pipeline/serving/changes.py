"""What files that were saved ask for: a page, a copy of a file, or the whole site."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import FILE, Project
from pipeline.inventory import asset_files, data_files, is_hidden, page_files, page_name

COPIED = frozenset(
    """.css .js .mjs .svg .png .jpg .jpeg .gif .webp .avif .ico .woff .woff2 .ttf .otf .pdf .mp3 .mp4 .webm
    .ogg .vtt .txt""".split()
)
"""Files with these endings are copied as they are; others may hold text that is translated, or rules."""


@dataclass(frozen=True, slots=True)
class Work:
    """What must be done after files were saved."""

    pages: frozenset[str] = frozenset()
    """Pages whose source was saved."""
    catalogs: frozenset[str] = frozenset()
    """Pages of which only a catalog was saved: their catalogs are not written again."""
    copies: frozenset[str] = frozenset()
    """Files to copy, by their path below ``source/``."""
    whole: bool = False
    """The whole site: settings or glossary were saved, or files came, went or changed their names."""

    def __bool__(self) -> bool:
        return bool(self.pages or self.catalogs or self.copies or self.whole)


def known_files(project: Project) -> dict[Path, str]:
    """The files below ``source/`` as they are now: for a page or data file its name, for others nothing."""
    pages = {path: page_name(project, path) for path in page_files(project)}
    data = {found.path: found.name for found in data_files(project)}
    return {**dict.fromkeys(asset_files(project), ""), **pages, **data}


def work_for(project: Project, paths: Iterable[Path], known: dict[Path, str]) -> Work:
    """What these files ask for, given the files that the last build of the whole site knew.

    Programs save in several ways, often by writing another file and renaming it. So it counts what is there now, not
    what happened.
    """
    pages, catalogs, copies = set[str](), set[str](), set[str]()
    whole = False
    names = frozenset(filter(None, known.values()))
    for path in paths:
        if path in (project.root / FILE, project.glossary, project.addresses):
            whole = True
        elif path.is_relative_to(project.locales):
            page = _page_of(project, path, names)
            catalogs |= {page} if page else set()
            whole = whole or page is None
        elif path in known and path.is_file():
            pages |= {known[path]} - {""}
            copies |= {path.relative_to(project.source).as_posix()} if _is_copied(path, known) else set()
            whole = whole or not (known[path] or _is_copied(path, known))
        elif path.is_relative_to(project.source) and not is_hidden(path.relative_to(project.source)):
            # What we neither knew nor see has come and gone, unless it was a folder of files that we knew.
            whole = whole or path.exists() or any(file.is_relative_to(path) for file in known)
    return Work(frozenset(pages), frozenset(catalogs - pages), frozenset(copies), whole)


def _is_copied(path: Path, known: dict[Path, str]) -> bool:
    return not known[path] and path.suffix.lower() in COPIED


def _page_of(project: Project, path: Path, names: Collection[str]) -> str | None:
    """The page whose catalog this is; nothing for what the build does not read, None for a catalog of no known page."""
    inner = path.relative_to(project.locales)
    if path.suffix != ".po" or is_hidden(inner) or len(inner.parts) < 3:
        return ""
    page = Path(*inner.parts[2:]).with_suffix("").as_posix()
    return page if page in names else None
