"""The project's settings: ``clinic-l10n.toml``, and where things lie in a project folder."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline import locales
from pipeline.errors import ProjectError
from pipeline.model import Risk

FILE = "clinic-l10n.toml"


@dataclass(frozen=True, slots=True)
class DataRule:
    """One ``[[data]]`` of the settings: ``files`` below ``source/<language>/``, and paths of values in them.

    ``fields`` are texts, ``html`` fragments of HTML, ``links`` addresses; what ``ignore`` fits stays as it is
    (:mod:`pipeline.data.values`).
    """

    files: str
    fields: tuple[str, ...] = ()
    html: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


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
    slugs: tuple[tuple[str, Mapping[str, str]], ...] = ()
    """By language: the slugs that the settings give to pages."""
    switcher: str = "auto"
    """``auto`` puts a language switch on pages that have none, ``off`` does not."""
    risk_pages: tuple[tuple[str, Risk], ...] = ()
    """Patterns of page names (``consent/*``) and the risk of the pages that fit them; the first that fits counts."""
    reviewers: tuple[str, ...] = ()
    """Who may approve what needs a name; everybody if it is empty."""
    named: frozenset[Risk] = frozenset((Risk.CRITICAL,))
    """The risks whose texts a release shows only with a reviewer's name to them."""

    publish_report: bool = True
    """Whether the report stands in the site; it quotes texts that nobody has approved yet."""
    data: tuple[DataRule, ...] = ()
    """Which files hold data to translate, and where in them."""
    is_preview: bool = False
    """Whether the site is only looked at: it stands in the cache, and its addresses are not recorded as published."""

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
    def addresses(self) -> Path:
        """The record of published addresses."""
        return self.locales / "addresses.toml"

    @property
    def site(self) -> Path:
        """What ``build`` makes."""
        return self.cache / "preview" if self.is_preview else self.root / "site"

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
    "site": {
        "name": str,
        "languages": list,
        "base_url": str,
        "time_separators": dict,
        "locales": dict,
        "switcher": str,
    },
    # Any language code may stand there, with a table of texts.
    "slugs": {},
    "translate": {"beam": int, "threads": int, "fuzzy_cutoff": int, "min_score": (int, float)},
    "risk": {"critical": list, "normal": list, "low": list},
    "review": {"reviewers": list},
    "release": {"normal": str, "low": str},
    "report": {"publish": bool},
}

_DATA = "data"
_NAMED = "named"
_CHOICES = {**dict.fromkeys(("normal", "low"), ("approved", _NAMED)), "switcher": ("auto", "off")}

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
        slugs=tuple(data.get("slugs", {}).items()),
        switcher=site.get("switcher", "auto"),
        risk_pages=tuple((pattern, risk) for risk in Risk for pattern in data.get("risk", {}).get(risk, ())),
        publish_report=data.get("report", {}).get("publish", True),
        reviewers=tuple(" ".join(name.split()) for name in data.get("review", {}).get("reviewers", ())),
        named=frozenset((Risk.CRITICAL, *(Risk(r) for r, how in data.get("release", {}).items() if how == _NAMED))),
        data=tuple(_data_rule(table, path) for table in data.get(_DATA, ())),
        **translate,
    )


def _data_rule(table: dict[str, Any], path: Path) -> DataRule:
    """Check one ``[[data]]`` by the fields of :class:`DataRule`."""
    known = dict.fromkeys(field.name for field in fields(DataRule))
    for key, value in table.items():
        if key not in known:
            raise ProjectError(f"unknown key {key!r} in [[{_DATA}]]{_nearest(key, known)}", file=str(path))
        texts = [value] if key == "files" else value
        if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
            wanted = "text" if key == "files" else "list of texts"
            raise ProjectError(
                f"[[{_DATA}]] {key} has the wrong type: it is a {wanted}", file=str(path), text=str(value)
            )
    if "files" not in table or not {"fields", "html"} & set(table):
        raise ProjectError(
            f'[[{_DATA}]] needs files and fields: files = "data/*.json", fields = ["*.name"]', file=str(path)
        )
    paths = {key: tuple(value) for key, value in table.items() if key != "files"}
    return DataRule(table["files"], **paths)


def _check(data: dict[str, Any], path: Path) -> None:
    for section, table in data.items():
        if section == _DATA:
            if not isinstance(table, list) or not all(isinstance(one, dict) for one in table):
                raise ProjectError(f"data files have sections of their own: write [[{_DATA}]]", file=str(path))
            continue
        if section in _SECTIONS and not isinstance(table, dict):
            raise ProjectError(f"{section} is a section: write [{section}] on a line of its own", file=str(path))
        if section not in _SECTIONS:
            raise ProjectError(
                f"unknown section [{section}]{_nearest(section, {**_SECTIONS, _DATA: ()})}", file=str(path)
            )
        for key, value in table.items():
            if _SECTIONS[section] and key not in _SECTIONS[section]:
                close = _nearest(key, _SECTIONS[section])
                raise ProjectError(f"unknown key {key!r} in [{section}]{close}", file=str(path))
            if problem := _problem(section, key, value):
                raise ProjectError(f"[{section}] {key} {problem}", file=str(path), text=str(value))


def _problem(section: str, key: str, value: Any) -> str | None:
    wanted = _SECTIONS[section].get(key, dict)
    # To Python, true is a number; to people it is not.
    if isinstance(value, bool) != (wanted is bool) or not isinstance(value, wanted):
        return "has the wrong type"
    if isinstance(value, dict) and not all(isinstance(text, str) for text in value.values()):
        return "has the wrong type: its values are texts"
    if isinstance(value, list) and section != "site" and not all(isinstance(text, str) and text for text in value):
        return "has the wrong type: it is a list of texts"
    if key in _CHOICES and isinstance(value, str) and value not in _CHOICES[key]:
        return f"must be {' or '.join(_CHOICES[key])}"
    low, high = _RANGES.get(key, (None, None))
    return f"must lie between {low} and {high}" if low is not None and not low <= value <= high else None


def _nearest(word: str, known: dict[str, Any]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(known)}"
