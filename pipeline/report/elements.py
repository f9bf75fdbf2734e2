"""HTML from Python values; whatever is not markup already is escaped."""

from __future__ import annotations

import html
from typing import Any

FOREIGN = frozenset(("rect", "path"))
"""Empty elements of SVG, which are closed by a slash."""
VOID = FOREIGN | {"meta"}


class Html(str):
    """Markup, which is not to be escaped again."""

    __slots__ = ()


def el(tag: str, /, *children: str | Html | None, **attributes: Any) -> Html:
    """An element. An attribute that is None is left out; ``class_`` stands for ``class``, ``a_b`` for ``a-b``."""
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if tag in VOID:
        return Html(f"<{tag}{shown}/>" if tag in FOREIGN else f"<{tag}{shown}>")
    return Html(f"<{tag}{shown}>{join(*children)}</{tag}>")


def join(*children: str | Html | None) -> Html:
    """Children one after the other."""
    return Html(
        "".join(child if isinstance(child, Html) else html.escape(child, quote=False) for child in children if child)
    )
