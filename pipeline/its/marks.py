"""What ITS 2.0 says of one node, and what an element hands on to its content.

Sections 8.2 to 8.15 of the Recommendation define the categories, the table in 8.1 what each of them is by default and
how it is inherited.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from pipeline.locales import same_language
from pipeline.model import EVERYWHERE, LocaleFilter


class Within(StrEnum):
    """Elements Within Text (8.7): how an element stands in the text of its parent."""

    YES = "yes"
    """As part of it."""
    NO = "no"
    """It ends the text."""
    NESTED = "nested"
    """As part of it, with a text of its own inside."""


@dataclass(frozen=True, slots=True)
class Note:
    """Localization Note (8.3): a word to translators. An alert tells of harm if it is not heeded."""

    text: str = ""
    is_alert: bool = False
    reference: str = ""
    """The address of a longer note."""

    def __str__(self) -> str:
        words = " ".join(self.text.split())
        whole = f"{words} (see {self.reference})" if words and self.reference else words or f"see {self.reference}"
        return f"ALERT: {whole}" if self.is_alert else whole


@dataclass(frozen=True, slots=True)
class TermMark:
    """Terminology (8.4): whether a text is a term; ``info`` is what is said of it, or where."""

    is_term: bool
    info: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of a node itself, by its attributes or by rules; None where nothing is."""

    translate: bool | None = None
    note: Note | None = None
    within: Within | None = None
    term: TermMark | None = None
    locales: LocaleFilter | None = None
    id_value: str | None = None
    direction: str | None = None
    preserve: bool | None = None
    language: str | None = None

    def over(self, other: Marks) -> Marks:
        """These marks, with the other ones where these say nothing."""
        said = {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}
        return replace(other, **said)


NOTHING = Marks()


@dataclass(frozen=True, slots=True)
class Inherited:
    """What holds for the content of an element.

    ``translate`` and ``is_ours`` (the text is in the page's language) decide together whether a text is translated.
    ``direction`` is empty where it follows from the language, ``preserve`` None where it follows from the element.
    """

    translate: bool = True
    is_ours: bool = True
    note: Note | None = None
    locales: LocaleFilter = EVERYWHERE
    direction: str = ""
    preserve: bool | None = None

    @property
    def is_active(self) -> bool:
        """Whether the text is to be translated."""
        return self.translate and self.is_ours

    def inside(self, marks: Marks, language: str) -> Inherited:
        """What holds inside an element with these marks, on a page in ``language``."""
        if marks == NOTHING:
            return self
        is_ours = self.is_ours if marks.language is None else same_language(marks.language, language)
        if marks.translate and marks.language is None:
            # Who wants a part translated that stands in a part of another language knows that it is ours.
            is_ours = True
        return Inherited(
            self.translate if marks.translate is None else marks.translate,
            is_ours,
            marks.note or self.note,
            marks.locales or self.locales,
            self.direction if marks.direction is None else marks.direction,
            self.preserve if marks.preserve is None else marks.preserve,
        )


START = Inherited()
"""What holds before anything is said: the defaults of the categories."""
