"""What the preview tells the pages that are open in a browser: whether they are out of date, and what is wrong."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Condition


@dataclass(frozen=True, slots=True)
class News:
    """The state of a page: ``stamp`` grows whenever it must be loaded again; ``problems`` are one line each."""

    stamp: int
    problems: tuple[str, ...]


class Board:
    """News for all pages, written by the build and read by the threads of the server."""

    def __init__(self) -> None:
        self._changed = Condition()
        # Milliseconds since 1970, so that pages left open from an earlier preview see that they are out of date.
        self._now = time.time_ns() // 1_000_000
        self._all = self._now
        self._stamps: dict[str, int] = {}
        self._problems: tuple[str, ...] = ()
        self._is_closed = False

    def post(self, changed: Iterable[str], problems: tuple[str, ...]) -> None:
        """Say which files of the site are new, by their paths; one that is no page concerns every page."""
        with self._changed:
            self._now += 1
            for name in changed:
                if name.endswith((".html", ".htm", ".xhtml")):
                    self._stamps[name] = self._now
                else:
                    self._all = self._now
            self._problems = problems
            self._changed.notify_all()

    def news(self, page: str) -> News:
        """How things stand with a page of the site."""
        with self._changed:
            return self._news(page)

    def wait(self, page: str, known: News | None, seconds: float) -> News | None:
        """News that differ from those known, or the same after so many seconds; None when the preview ends."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._news(page) != known, seconds)
            return None if self._is_closed else self._news(page)

    def close(self) -> None:
        """Let all who wait go."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _news(self, page: str) -> News:
        return News(max(self._all, self._stamps.get(page, 0)), self._problems)
