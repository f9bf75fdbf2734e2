"""The record of what has been published: slugs, now and formerly, and when a page's content last changed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.errors import ProjectError

_HEAD = """\
# Addresses that have been published, written by 'clinic-l10n build --release'.
# Keep this file with the catalogs: it keeps addresses stable and makes old ones lead to the right page.
"""


@dataclass(frozen=True, slots=True)
class Published:
    """What has been published of a page in a language.

    ``slugs`` are paths below the language's folder without suffix, the present one first, then those it had before.
    ``content`` is the fingerprint of the page when it last changed, on the day ``changed``. A page that is ``gone``
    keeps its slugs, so that they are given to no other.
    """

    page: str
    language: str
    slugs: tuple[str, ...]
    content: str = ""
    changed: date | None = None
    gone: bool = False


def read_record(text: str, file: str) -> tuple[Published, ...]:
    """Read the record; :class:`ProjectError` names the file if it is damaged."""
    try:
        data = tomllib.loads(text)
        return tuple(
            Published(
                page,
                language,
                tuple(map(str, entry["slugs"])),
                str(entry.get("content", "")),
                entry.get("changed"),
                bool(entry.get("gone", False)),
            )
            for language, pages in data.items()
            for page, entry in pages.items()
            if entry["slugs"]
        )
    except (tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError) as error:
        message = f"not a record of addresses ({error}); restore it from version control, it keeps old links alive"
        raise ProjectError(message, file=file) from None


def write_record(entries: Iterable[Published]) -> str:
    """The record as TOML, sorted so that merges of it are easy to read."""
    return _HEAD + "".join(
        "\n" + "\n".join(_lines(entry)) + "\n" for entry in sorted(entries, key=lambda e: (e.language, e.page))
    )


def _lines(entry: Published) -> Iterator[str]:
    # A JSON string is a TOML basic string as well.
    yield f"[{json.dumps(entry.language)}.{json.dumps(entry.page, ensure_ascii=False)}]"
    yield f"slugs = {json.dumps(entry.slugs, ensure_ascii=False)}"
    if entry.content:
        yield f"content = {json.dumps(entry.content)}"
    if entry.changed:
        yield f"changed = {entry.changed.isoformat()}"
    if entry.gone:
        yield "gone = true"
