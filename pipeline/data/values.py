"""The values of a data file, and the paths by which settings choose among them.

A path names keys from the top of the file, parted by dots; ``[]`` stands for the items of a list:

================== ===============================================================
``name``           the value of that key
``prices[].label`` ``label`` in each item of the list ``prices``
``*.name``         ``name`` in every value of a list or of a table of keys
``**.name``        ``name`` at any depth
``"a.b".name``     a key that holds a dot or bracket stands in quotes
================== ===============================================================

In a table the path is the name of a column.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import EllipsisType

from pipeline.config import FILE
from pipeline.errors import ProjectError

ITEMS = "[]"
"""The step from a list to its items."""

_STEP = re.compile(r'"(?P<quoted>[^"]+)"|(?P<step>\[\]|[^.\[\]"]+)')
_ANY: dict[str, EllipsisType | None] = {"*": None, "**": ...}

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A text in a data file: ``start:end`` of the file is how it is written, ``text`` what it says.

    ``path`` leads to it from the top of the file; ``write`` gives what must stand at ``start:end`` for another text.
    """

    start: int
    end: int
    text: str
    path: Path
    write: Callable[[str], str]


class Use(StrEnum):
    """What a value is to the localized copy of its file."""

    TEXT = "text"
    MARKUP = "markup"
    """A fragment of HTML."""
    EITHER = "either"
    """HTML if there is a tag or a reference in it, else text."""
    ADDRESS = "address"
    LANGUAGE = "language"
    """The code of the language that the file is in."""
    DIRECTION = "direction"
    """The direction of its script, ``ltr`` or ``rtl``."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A path as settings write it, cut into steps: None stands for any one, an ellipsis for any number of them."""

    written: str
    steps: tuple[str | EllipsisType | None, ...]

    def fits(self, path: Path) -> bool:
        """Whether the path of a value is one of those meant."""
        reached = {0}
        for step in path:
            reached = {after for at in self._spread(reached) for after in self._after(at, step)}
        return len(self.steps) in self._spread(reached)

    def _spread(self, reached: set[int]) -> set[int]:
        """The steps before which one may stand, some reached by taking no step for an ellipsis."""
        return reached | {at + 1 for at in reached if at < len(self.steps) and self.steps[at] is ...}

    def _after(self, at: int, step: str) -> tuple[int, ...]:
        if at == len(self.steps):
            return ()
        wanted = self.steps[at]
        if wanted is ...:
            return (at,)
        return (at + 1,) if wanted is None or wanted == step else ()


def selector(written: str) -> Selector:
    """Read a path; :class:`ProjectError` if it is none."""
    steps: list[str | EllipsisType | None] = []
    position = 0
    while found := _STEP.match(written, position):
        step = found["step"]
        steps.append(found["quoted"] or _ANY.get(step, step))
        position = found.end()
        if written.startswith(".", position) and position + 1 < len(written):
            position += 1
        elif not written.startswith(ITEMS, position):
            break
    if position < len(written) or not steps:
        message = '[[data]] holds what is no path; write keys parted by dots: doctors[].bio, *.name, "a.b"'
        raise ProjectError(message, file=FILE, text=written)
    return Selector(written, tuple(steps))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which values of a file are what; what no selector fits stays as it is, and so does what ``ignore`` names."""

    texts: tuple[Selector, ...] = ()
    markup: tuple[Selector, ...] = ()
    either: tuple[Selector, ...] = ()
    addresses: tuple[Selector, ...] = ()
    languages: tuple[Selector, ...] = ()
    directions: tuple[Selector, ...] = ()
    ignore: tuple[Selector, ...] = ()

    def use(self, path: Path) -> Use | None:
        """What the value at a path is to be used for."""
        if any(one.fits(path) for one in self.ignore):
            return None
        chosen = (
            (self.markup, Use.MARKUP),
            (self.either, Use.EITHER),
            (self.texts, Use.TEXT),
            (self.addresses, Use.ADDRESS),
            (self.languages, Use.LANGUAGE),
            (self.directions, Use.DIRECTION),
        )
        return next((use for selectors, use in chosen if any(one.fits(path) for one in selectors)), None)


def selectors(text: str) -> tuple[Selector, ...]:
    """Read several paths, parted by white space."""
    return tuple(map(selector, text.split()))
