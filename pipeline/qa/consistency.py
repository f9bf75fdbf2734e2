"""Checks over many pairs at once: one text said in several ways, several texts said in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.locales import lower
from pipeline.model import Pair, Severity
from pipeline.qa.checks import SetCheck, plain

_WORD = re.compile(r"\w+")
_ARTICLES = frozenset({"a", "an", "the", "bir"})
_HEADING = re.compile(r"title|h[1-6]|meta:.*|og:.*|twitter:.*|ld\+json:.*")
_RUNNING = re.compile(r"|p|li|td|dd|dt|div|figcaption|blockquote|summary|caption|text")


def role_class(role: str) -> str:
    """The sort of place a role is: a heading, running text, or a control such as a button or a link.

    Where words depend on a number (``p:n=3``), each number is a sort of its own.
    """
    if ":n=" in role:
        return role
    if _HEADING.fullmatch(role):
        return "heading"
    return "text" if _RUNNING.fullmatch(role) else "control"


def _key(text: str, language: str) -> str:
    """A text for comparing: its words in lower case, without marks."""
    return " ".join(_WORD.findall(lower(plain(text), language)))


def _groups(pairs: Iterable[tuple[tuple[str, ...], Pair]]) -> Iterator[list[Pair]]:
    groups: dict[tuple[str, ...], list[Pair]] = {}
    for key, pair in pairs:
        groups.setdefault(key, []).append(pair)
    return (group for group in groups.values() if len(group) > 1)


def _place(pair: Pair) -> str:
    return f" ({pair.location.file}:{pair.location.line})" if pair.location else ""


class Inconsistent(SetCheck):
    """The same text has the same translation wherever it stands in the same role.

    Headings, running text and controls (buttons, links, labels) are apart from each other, since a language may say
    them differently; capitals and marks do not count. The most frequent translation is taken for the right one, or the
    first.
    """

    id = "inconsistent"
    severity = Severity.WARNING
    summary = "One text, one translation"

    def messages(self, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, str]]:
        """One message for each pair that differs from the usual translation, naming that and its place."""
        for group in _groups((self._key(pair), pair) for pair in pairs):
            keys = [_key(pair.target, pair.target_language) for pair in group]
            usual = Counter(keys).most_common(1)[0][0]
            model = group[keys.index(usual)]
            for pair, key in zip(group, keys, strict=True):
                if key != usual:
                    yield pair, f"the same text is translated {plain(model.target)!r} elsewhere{_place(model)}"

    def _key(self, pair: Pair) -> tuple[str, ...]:
        return *_languages(pair), role_class(pair.role), _key(pair.source, pair.source_language)


class SameTranslation(SetCheck):
    """Different texts do not share one translation, which may be a slip of copying.

    Only texts of five words and more are compared, since short ones – *Book now*, *Make an appointment* – may well say
    the same. Articles, capitals and marks do not count.
    """

    id = "same-translation"
    severity = Severity.INFO
    summary = "Several texts, several translations"

    _SHORTEST = 5

    def messages(self, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, str]]:
        """One message for each pair whose translation an earlier pair with another source has."""
        long = (pair for pair in pairs if len(plain(pair.source).split()) >= self._SHORTEST)
        for group in _groups(((*_languages(p), _key(p.target, p.target_language)), p) for p in long):
            first, *others = group
            for pair in others:
                if self._words(pair) != self._words(first):
                    yield pair, f"another text has this translation: {plain(first.source)!r}{_place(first)}"

    def _words(self, pair: Pair) -> list[str]:
        return [word for word in _key(pair.source, pair.source_language).split() if word not in _ARTICLES]


def _languages(pair: Pair) -> tuple[str, str]:
    return pair.source_language, pair.target_language
