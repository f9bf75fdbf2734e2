"""A small site project on disk, and an editor who works on it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline import trail
from pipeline.catalog import read_catalog, write_catalog
from pipeline.config import Project, read_project
from pipeline.model import Catalog, Entry

SETTINGS = '[site]\nname = "Test"\nlanguages = ["en", "tr"]\nbase_url = "https://clinic.example"\n'
HOME = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Spine care</title>
<meta name="description" content="A small clinic.">
<meta property="og:locale" content="en_GB">
<meta property="og:url" content="https://clinic.example/en/index.html">
<link rel="canonical" href="https://clinic.example/en/index.html">
<script type="application/ld+json">{"@type": "MedicalClinic", "inLanguage": "en", "description": "A small clinic."}
</script>
</head>
<body>
<h1>Spine care</h1>
<p>Take <b>two</b> tablets, see <a href="contact.html" title="More">dosage</a>.</p>
<p>Open since <time datetime="2026-03-14">14 March 2026</time>.</p>
<p>Do not drive.</p>
</body>
</html>
"""
CONTACT = """<!DOCTYPE html>
<html lang="tr">
<head><meta charset="utf-8"><title>İletişim</title></head>
<body>
<h1>İletişim</h1>
<p>Bizi <b>her gün</b> arayın.</p>
</body>
</html>
"""


def make_project(folder: Path, pages: dict[str, str] | None = None) -> Project:
    """Write a project with an English home page and a Turkish contact page, or with the pages given."""
    (folder / "clinic-l10n.toml").write_text(SETTINGS, "utf-8")
    for name, text in (pages or {"en/index.html": HOME, "tr/contact.html": CONTACT}).items():
        write_page(folder, name, text)
    return read_project(folder)


def write_page(folder: Path, name: str, text: str) -> None:
    path = folder / "source" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")


def load(project: Project, page: str, language: str) -> Catalog:
    path = project.catalog(page, language)
    source = next(other for other in project.languages if other != language)
    return read_catalog(path.read_bytes(), page, source, language, path.name)


def edit(project: Project, page: str, language: str, change: Callable[[Entry], Entry]) -> None:
    """Save a catalog as an editor's tool would after changing some entries."""
    catalog = load(project, page, language)
    edited = replace(catalog, entries=tuple(map(change, catalog.entries)))
    project.catalog(page, language).write_bytes(write_catalog(edited))


def approve(project: Project, page: str, language: str, texts: dict[str, str], reviewer: str = "") -> None:
    """Translate and approve the entries with these msgids, by name where a reviewer is given."""

    def change(entry: Entry) -> Entry:
        if entry.msgid not in texts or entry.obsolete:
            return entry
        approved = replace(entry, msgstr=texts[entry.msgid], fuzzy=False, previous=None)
        return trail.approved(approved, language, reviewer, date(2026, 11, 22)) if reviewer else approved

    edit(project, page, language, change)


def snapshot(folder: Path) -> dict[str, tuple[str, int]]:
    """Hash and modification time of every file but the cache."""
    return {
        path.relative_to(folder).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".clinic-l10n" not in path.parts
    }
