"""What ``clinic-l10n init`` writes: a small project that runs as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline import locales
from pipeline.config import FILE
from pipeline.errors import ProjectError
from pipeline.files import write_atomic

_SETTINGS = """\
# Settings of clinic-l10n. Pages lie in source/<language>/, catalogs in locales/, the finished site in site/.

[site]
name = {name}
languages = {languages}
# Address of the published site; own links below <base_url>/<language>/ move to the other language.
base_url = ""

[translate]
# Candidates kept by the search; more is slower and little better.
beam = 4
# Similar approved texts are shown to editors from this score on (0-100).
fuzzy_cutoff = 75
# Drafts that score lower (0-1) are withheld: editors find them in a comment.
min_score = 0.3
"""

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
</main>
</body>
</html>
"""

_WORDS = {
    "tr": ("Randevu", 'Randevu için <a href="tel:+902125550100">bizi arayın</a>. Acil durumda 112’yi arayınız.'),
    "en": (
        "Appointments",
        'To make an appointment, <a href="tel:+902125550100">call us</a>. In an emergency, dial 112.',
    ),
}
_GLOSSARY = """\
id,en,tr,pos,domain,status,en_variants,tr_variants,forbidden_tr,forbidden_en,note
appointment,appointment,randevu,noun,clinic,preferred,,,,,
"""
_IGNORED = "/.clinic-l10n/\n/site/\n*.mo\n"


def create(folder: Path, languages: tuple[str, ...], *, check: bool = False) -> Iterator[Path]:
    """Write a new project into ``folder`` and yield the files; refuses to touch a folder that holds one already.

    With ``check`` nothing is written.
    """
    if len(languages) < 2 or len({language.lower().replace("_", "-") for language in languages}) < len(languages):
        raise ProjectError("a project needs at least two different languages", text=",".join(languages))
    for language in languages:
        if not locales.known(language):
            raise ProjectError("unknown language; use a code such as en, tr or pt-BR", text=language)
    page_language = next((language for language in languages if language in _WORDS), None)
    if page_language is None:
        raise ProjectError("the sample page is English or Turkish: name en or tr among the languages")
    title, text = _WORDS[page_language]
    files = {
        # Texts and lists of texts are written alike in JSON and TOML.
        FILE: _SETTINGS.format(
            name=json.dumps(folder.resolve().name, ensure_ascii=False), languages=json.dumps(languages)
        ),
        f"source/{page_language}/index.html": _PAGE.format(language=page_language, title=title, text=text),
        "glossary.csv": _GLOSSARY,
        ".gitignore": _IGNORED,
    }
    for name in files:
        if (folder / name).exists():
            raise ProjectError("exists already; choose an empty folder", file=str(folder / name))
    for name, content in files.items():
        if not check:
            write_atomic(folder / name, content.encode())
        yield folder / name
