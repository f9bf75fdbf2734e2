"""The project's settings: ``clinic-l10n.toml``, and where things lie in a project folder."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import locales
from pipeline.errors import ProjectError

FILE = "clinic-l10n.toml"


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder and its settings.

    By language: ``locale_tags`` is its ``og:locale`` (``en_GB``), ``time_separators`` what stands between hours and
    minutes (``.``); what is not named follows CLDR.
    """

    root: Path
    name: str
    languages: tuple[str, ...]
    base_url: str = ""
    beam: int = 4
    threads: int = 0
    fuzzy_cutoff: int = 75
    min_score: float = 0.3
    time_separators: tuple[tuple[str, str], ...] = ()
    locale_tags: tuple[tuple[str, str], ...] = ()

    @property
    def source(self) -> Path:
        """Pages as their authors wrote them, by language; anything that is no page is copied to the site."""
        return self.root / "source"

    @property
    def locales(self) -> Path:
        """Catalogs: ``<language>/LC_MESSAGES/<page>.po`` and ``templates/<page>.pot``."""
        return self.root / "locales"

    @property
    def models(self) -> Path:
        """Translation packages and their lock file."""
        return self.root / "models"

    @property
    def memory(self) -> Path:
        """Translation memories (``*.tmx``)."""
        return self.root / "memory"

    @property
    def glossary(self) -> Path:
        """The glossary, if the project has one."""
        return self.root / "glossary.csv"

    @property
    def site(self) -> Path:
        """What ``build`` makes."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """What can be thrown away at any time, and the lock."""
        return self.root / ".clinic-l10n"

    def catalog(self, page: str, language: str) -> Path:
        """The catalog of a page in a target language."""
        return self.locales / language / "LC_MESSAGES" / f"{page}.po"

    def template(self, page: str) -> Path:
        """The POT file of a page."""
        return self.locales / "templates" / f"{page}.pot"

    def relative(self, path: Path) -> str:
        """A path as messages and catalogs show it."""
        return path.relative_to(self.root).as_posix()


_SECTIONS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "site": {"name": str, "languages": list, "base_url": str, "time_separators": dict, "locales": dict},
    "translate": {"beam": int, "threads": int, "fuzzy_cutoff": int, "min_score": (int, float)},
}


_RANGES: dict[str, tuple[Any, Any]] = {
    "beam": (1, 32),
    "threads": (0, 256),
    "fuzzy_cutoff": (0, 100),
    "min_score": (0, 1),
}


def find_project(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds ``clinic-l10n.toml``."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE).is_file():
            return folder
    raise ProjectError(
        f"no {FILE} here or in a folder above; run 'clinic-l10n init DIR' to make one, or name it with --project",
        file=str(start),
    )


def read_project(root: Path) -> Project:
    """Read and check the settings; :class:`ProjectError` names the key that is wrong and the nearest right one."""
    path = root / FILE
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise ProjectError(f"no {FILE} in this folder; run 'clinic-l10n init DIR'", file=str(root)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProjectError(f"not valid TOML: {error}", file=str(path)) from None
    except OSError as error:
        raise ProjectError(f"cannot be read ({error.strerror})", file=str(path)) from None
    _check(data, path)
    site, translate = data.get("site", {}), data.get("translate", {})
    languages = tuple(site.get("languages", ()))
    for language in languages:
        if not isinstance(language, str) or not locales.known(language):
            raise ProjectError(
                "[site] languages: unknown code; use en, tr, pt-BR …", file=str(path), text=str(language)
            )
    if len(languages) < 2 or len(set(languages)) < len(languages):
        raise ProjectError("[site] languages must name at least two languages, each once", file=str(path))
    return Project(
        root=root,
        name=site.get("name", root.name),
        languages=languages,
        base_url=site.get("base_url", "").rstrip("/"),
        time_separators=tuple(site.get("time_separators", {}).items()),
        locale_tags=tuple(site.get("locales", {}).items()),
        **translate,
    )


def _check(data: dict[str, Any], path: Path) -> None:
    for section, table in data.items():
        if section in _SECTIONS and not isinstance(table, dict):
            raise ProjectError(f"{section} is a section: write [{section}] on a line of its own", file=str(path))
        if section not in _SECTIONS:
            raise ProjectError(f"unknown section [{section}]{_nearest(section, _SECTIONS)}", file=str(path))
        for key, value in table.items():
            if key not in _SECTIONS[section]:
                close = _nearest(key, _SECTIONS[section])
                raise ProjectError(f"unknown key {key!r} in [{section}]{close}", file=str(path))
            if problem := _problem(key, value, _SECTIONS[section][key]):
                raise ProjectError(f"[{section}] {key} {problem}", file=str(path), text=str(value))


def _problem(key: str, value: Any, wanted: type | tuple[type, ...]) -> str | None:
    # To Python, true is a number; to people it is not.
    if isinstance(value, bool) or not isinstance(value, wanted):
        return "has the wrong type"
    if isinstance(value, dict) and not all(isinstance(text, str) for text in value.values()):
        return "has the wrong type: its values are texts"
    low, high = _RANGES.get(key, (None, None))
    return f"must lie between {low} and {high}" if low is not None and not low <= value <= high else None


def _nearest(word: str, known: dict[str, Any]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(known)}"
