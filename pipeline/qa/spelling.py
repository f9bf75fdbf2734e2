"""Spelling, where a hunspell dictionary is at hand: ``pip install clinic-l10n[spelling]`` and a dictionary."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check, plain
from pipeline.qa.lettering import frequent_words, unaccented, without_circumflex

_FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell", "/Library/Spelling")
_STEM = 5
"""Letters that tell a Turkish word from others, whatever endings follow."""
_SOUND = 4
"""Letters at the beginning that a medical word shares with its counterpart."""


class Dictionary(Protocol):
    """What knows the words of a language."""

    def spell(self, word: str) -> bool:
        """Whether a word is spelled right."""


@lru_cache(maxsize=8)
def installed(language: str) -> tuple[Dictionary, ...]:
    """The hunspell dictionaries of a language, of all its regions; none without the library or without dictionaries.

    They are looked for where hunspell looks: in the folders of ``DICPATH`` and in those of the system.
    """
    try:
        import hunspell
    except ImportError:
        return ()
    folders = [*filter(None, os.environ.get("DICPATH", "").split(os.pathsep)), *_FOLDERS]
    base = language.split("-")[0]
    found = {path.stem: path for folder in reversed(folders) for path in Path(folder).glob(f"{base}[_-]*.aff")}
    return tuple(hunspell.Hunspell(name, hunspell_data_dir=str(path.parent)) for name, path in sorted(found.items()))


class Spelling(Check):
    """Words in small letters stand in a hunspell dictionary of the language.

    The check is silent unless the extra ``spelling`` and a dictionary are installed (Debian: ``hunspell-tr``,
    ``hunspell-en-gb``, ``hunspell-en-us``). Of several dictionaries of a language – British and American – one must
    know the word. Known besides are words of the source and of the glossary terms found in it, all that begins and
    sounds like one of these – *mikrodiskektomi*, *microdiscectomy* – and Turkish words that begin like a frequent word
    of the project's own text, since they will be forms of it. Names, abbreviations and words with digits or a hyphen
    are not looked up.
    """

    id = "spelling"
    severity = Severity.INFO
    summary = "Words that a dictionary knows (optional)"

    _WORD = re.compile(r"(?<![\w'’.@/-])[^\W\d_A-ZÇĞİÖŞÜ][^\W\d_]{2,}(?![\w@/-]|\.\w)")

    def __init__(self, dictionaries: Callable[[str], Sequence[Dictionary]] = installed):
        self._dictionaries = dictionaries

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each unknown word."""
        dictionaries = self._dictionaries(pair.target_language)
        if not dictionaries:
            return
        known = {_sound(word) for text in _known_texts(pair) for word in re.findall(r"\w+", text)}
        for word in dict.fromkeys(self._WORD.findall(plain(pair.target))):
            is_known = _sound(word) in known or any(dictionary.spell(word) for dictionary in dictionaries)
            if not is_known and not (pair.target_language.split("-")[0] == "tr" and _is_turkish(word, dictionaries)):
                yield f"translation has {word}, which no dictionary knows"


def _known_texts(pair: Pair) -> Iterator[str]:
    yield plain(pair.source)
    for match in pair.terms:
        yield from (match.term.target, *match.term.target_variants)


def _is_turkish(word: str, dictionaries: Sequence[Dictionary]) -> bool:
    """Whether a dictionary knows the word without its circumflexes, or it begins like a word of our own."""
    bare = without_circumflex(word)
    if bare != word and any(dictionary.spell(bare) for dictionary in dictionaries):
        return True
    return any(bare[:length] in frequent_words() for length in range(_STEM, len(bare) + 1))


_SOUNDS = (("ph", "f"), ("th", "t"), ("ch", "k"), ("qu", "ku"), ("x", "ks"), ("y", "i"), ("z", "s"), ("c", "k"))


@lru_cache(maxsize=16384)
def _sound(word: str) -> str:
    """How a word begins, the same for a medical word in English and in Turkish spelling."""
    sound = re.sub(r"c(?=[eiy])", "s", unaccented(word.lower()))
    for written, spoken in _SOUNDS:
        sound = sound.replace(written, spoken)
    return re.sub(r"(.)\1", r"\1", sound)[:_SOUND]
