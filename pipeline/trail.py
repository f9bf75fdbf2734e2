"""Approvals by name, as lines of an entry's own comments that outlive every gettext tool.

::

    # approved: Ayşe Yılmaz 2026-11-22 source=0123456789ab text=ba9876543210 draft=argos/0.1 glossary=89ab01234567

Translators' comments (``#``) are the ones that ``msgmerge``, Poedit and Weblate all keep; ``msgmerge`` even copies them
to a similar new text. So the line names what was approved: digests of role and source, and of language and
translation. An approval holds for exactly these words; whatever changes them, ends it. Engine and glossary are those of
the draft that the reviewer started from, ``-`` where there was none.

The digests show slips, not forgery: who can write to the catalog can also write an approval. Who wrote it is for the
version control to prove (signed commits).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from pipeline.model import Entry, EntryKey, State, digest

_CONTEXT_END = "\x04"
"""What gettext itself puts between msgctxt and msgid (GNU gettext manual, 11.2 "MO Files")."""

# Some tools fold long comments at white space, and after hyphens.
_DIGEST = "[0-9a-f]{12}"
_WORD = r"[^\s=]+(?:(?<=-)\n[^\s=]+)*"
_LINE = re.compile(
    r"^approved:\s+(?P<reviewer>(?:(?!approved:|source=).){1,200}?)\s+(?P<date>\d{4}-\d\d-\d\d)"
    rf"\s+source=(?P<source>{_DIGEST})\s+text=(?P<text>{_DIGEST})"
    rf"\s+draft=(?P<draft>{_WORD})\s+glossary=(?P<glossary>{_WORD})[ \t]*(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
_NOT_IN_A_NAME = re.compile(r"approved:|source=|[\x00-\x1f\x7f\u2028\u2029]")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved what when. ``draft`` is engine and version of the draft, ``glossary`` the digest of its glossary."""

    reviewer: str
    date: str
    source: str
    text: str
    draft: str
    glossary: str

    def __str__(self) -> str:
        return (
            f"approved: {self.reviewer} {self.date} source={self.source} text={self.text}"
            f" draft={self.draft} glossary={self.glossary}"
        )


def source_digest(key: EntryKey) -> str:
    """What identifies role and source text."""
    return digest(f"{key.msgctxt}{_CONTEXT_END}{key.msgid}")


def text_digest(language: str, msgstr: str) -> str:
    """What identifies a translation into a language."""
    return digest(f"{language}{_CONTEXT_END}{msgstr}")


def approvals(comments: Iterable[str]) -> tuple[Approval, ...]:
    """The approvals among the comments of an entry, whether they hold or not."""
    return tuple(
        Approval(
            _unfolded(m["reviewer"]), m["date"], m["source"], m["text"], _unfolded(m["draft"]), _unfolded(m["glossary"])
        )
        for m in _LINE.finditer("\n".join(comments))
    )


def _unfolded(text: str) -> str:
    return normal_name(re.sub(r"(?<=-)\n", "", text))


def normal_name(name: str) -> str:
    """A name in the one spelling in which names are compared."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def is_name(name: str) -> bool:
    """Whether a name can stand in a trail."""
    return 0 < len(name) <= _LONGEST_NAME and not _NOT_IN_A_NAME.search(name)


def holding(entry: Entry, language: str) -> tuple[Approval, ...]:
    """The approvals of an entry that hold: for its source and translation as they are, and nobody doubts it."""
    if entry.obsolete or entry.state is not State.APPROVED:
        return ()
    source, text = source_digest(entry.key), text_digest(language, entry.msgstr)
    return tuple(made for made in approvals(entry.comments) if (made.source, made.text) == (source, text))


def approved(entry: Entry, language: str, reviewer: str, day: date) -> Entry:
    """The entry as ``reviewer`` approves it.

    Approvals by others of the same words stay; those of words that are no more, and an earlier one by the same
    reviewer, give way.
    """
    origin = entry.origin
    approval = Approval(
        normal_name(reviewer),
        day.isoformat(),
        source_digest(entry.key),
        text_digest(language, entry.msgstr),
        _one_word(f"{origin.engine}/{origin.version}") if origin else "-",
        (origin and origin.glossary) or "-",
    )
    entry = replace(entry, fuzzy=False, previous=None)
    others = [made for made in holding(entry, language) if made.reviewer != approval.reviewer]
    words = _LINE.sub("", "\n".join(entry.comments)).rstrip("\n")
    comments = (*(words.split("\n") if words else ()), *map(str, (*others, approval)))
    return replace(entry, comments=comments)


def _one_word(text: str) -> str:
    return re.sub(r"[\s=]+", "_", text)
