"""Look at a page as its readers do: what it loads, what it says about itself, how it lies in windows of several sizes.

A visit takes most of a second, a check none: pages are visited once, and all checks read the same visit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.chromium import Event, Tab, address

HERE = Path(__file__).parent
FACTS = (HERE / "facts.js").read_text("utf-8")
LAYOUT = (HERE / "layout.js").read_text("utf-8")
WINDOWS = ((1280, "light"), (768, "dark"), (390, "light"), (390, "dark"), (320, "light"))
NAMED = frozenset(
    ("button", "checkbox", "combobox", "form", "image", "link", "navigation", "radio", "region", "textbox")
)
"""Roles that a screen reader cannot present without a name."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What there is to know about a page. ``facts`` and ``layouts`` are what ``facts.js`` and ``layout.js`` answer."""

    loading: tuple[str, ...]
    facts: dict[str, Any]
    accessible: tuple[tuple[str, str], ...]
    layouts: dict[tuple[int, str], dict[str, Any]]


def visit(tab: Tab, page: Path) -> Visit:
    """Load a page and look at it in every window."""
    tab.resize(1280, 900)
    tab.media(prefers_color_scheme="light")
    events = tab.load(address(page))
    facts = tab.evaluate(FACTS)
    loading = tuple(troubles(events + tab.events()))
    accessible = tuple(tab.accessible())
    layouts = {}
    for width, scheme in WINDOWS:
        tab.resize(width, 900)
        tab.media(prefers_color_scheme=scheme)
        layouts[width, scheme] = tab.evaluate(LAYOUT)
    return Visit(loading, facts, accessible, layouts)


def troubles(events: list[Event], home: str = "file:") -> Iterator[str]:
    """What went wrong while a page loaded: errors on the console, files that are missing or come not from ``home``."""
    for event in events:
        params = event["params"]
        match event["method"]:
            case "Runtime.exceptionThrown":
                details = params["exceptionDetails"]
                yield f"script: {details.get('exception', {}).get('description', details['text'])}"
            case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning", "assert"):
                yield f"console: {' '.join(str(a.get('value', a.get('description'))) for a in params['args'])}"
            case "Log.entryAdded" if params["entry"]["level"] in ("error", "warning"):
                yield f"log: {params['entry']['text']} {params['entry'].get('url', '')}"
            case "Network.loadingFailed":
                yield f"not loaded: {params['type']}, {params['errorText']}"
            case "Network.requestWillBeSent":
                wanted = params["request"]["url"]
                if not wanted.startswith((home, "data:")):
                    yield f"not from the site: {wanted}"


def nameless(accessible: tuple[tuple[str, str], ...]) -> list[str]:
    """Roles of what ought to have a name and has none."""
    return [role for role, name in accessible if role in NAMED and not name]
