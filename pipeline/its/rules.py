"""Read global rules: the XML of a script in the page, or of a file that is linked from it (ITS 2.0, 5.2, 5.4, 6.2)."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from pipeline.errors import PageError
from pipeline.parse import Document, Element

NAMESPACE = "http://www.w3.org/2005/11/its"
_XLINK = "http://www.w3.org/1999/xlink"
_VERSIONS = ("1.0", "2.0")
_LANGUAGES = ("xpath", "css")
_WANTED = {
    # rule: attributes, one of which it must have besides its selector
    "translateRule": ("translate",),
    "locNoteRule": ("locNoteType",),
    "withinTextRule": ("withinText",),
    "termRule": ("term",),
    "localeFilterRule": ("localeFilterList",),
    "idValueRule": ("idValue",),
    "dirRule": ("dir",),
    "preserveSpaceRule": ("space",),
    "langRule": ("langPointer",),
}
_NOT_FOLLOWED = frozenset(
    """allowedCharactersRule domainRule externalResourceRefRule locQualityIssueRule locQualityRatingRule
    mtConfidenceRule provRule rubyRule storageSizeRule targetPointerRule textAnalysisRule""".split()
)
"""Rules of the other data categories: correct, and without effect here."""
_MAX_DEPTH = 8

Load = Callable[[str], bytes]
"""Gives the content of a file by its path, which is as relative as :attr:`Page.file`; raises OSError."""


@dataclass(slots=True)
class Rule:
    """A rule of a category that is followed here, with all that is needed to understand its selector."""

    category: str
    attributes: Mapping[str, str]
    query_language: str
    namespaces: Mapping[str, str]
    variables: Mapping[str, str]
    file: str
    line: int
    note: str | None = None
    """The text of its ``<its:locNote>``."""

    def refuse(self, message: str, text: str) -> NoReturn:
        """Say that the rule cannot be followed."""
        raise PageError(f"ITS {self.category}: {message}", file=self.file, line=self.line, text=text)


def page_rules(document: Document, load: Load) -> Iterator[Rule]:
    """All rules for a page, lowest precedence first.

    Scripts and links count in the order of the page, the last one most; what a rules element links counts less than
    what it holds (5.5 and 6.4). :class:`PageError` for rules that cannot be read or understood.
    """
    page = document.page
    for element in document.elements("script", "link"):
        line = document.location(element.token.start).line
        if element.name == "script" and _type(element) == "application/its+xml":
            source = page.text[element.token.end : element.close.start if element.close else element.end]
            blank = len(source) - len(source.lstrip())
            line = document.location(element.token.end + blank).line
            yield from _read(_Reader(page.file, line - 1, "utf-8"), source[blank:].encode(), load, 0)
        elif element.name == "link" and "its-rules" in [str(word).lower() for word in element.get("rel") or ()]:
            yield from _linked(str(element.get("href", "")), page.file, line, load, 0)


def _type(element: Element) -> str:
    return str(element.get("type", "")).strip().lower()


def _linked(reference: str, file: str, line: int, load: Load, depth: int) -> Iterator[Rule]:
    """The rules of a file; its address is relative to the file that names it, or to ``source/`` if it begins with /."""
    address = urlsplit(reference)
    if address.scheme or address.netloc:
        message = "ITS rules are not fetched from the network; put the file beside the page"
        raise PageError(message, file=file, line=line, text=reference)
    if depth > _MAX_DEPTH:
        raise PageError("ITS rules link each other in a circle", file=file, line=line, text=reference)
    path = unquote(address.path)
    folder = file.partition("/")[0] if path.startswith("/") else posixpath.dirname(file)
    target = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    try:
        content = load(target)
    except OSError as error:
        message = f"the ITS rules that are linked here cannot be read ({error.strerror or error})"
        raise PageError(message, file=file, line=line, text=reference) from None
    yield from _read(_Reader(target), content, load, depth + 1)


def _read(reader: _Reader, content: bytes, load: Load, depth: int) -> Iterator[Rule]:
    reader.read(content)
    for reference, line in reader.links:
        yield from _linked(reference, reader.file, line, load, depth)
    yield from reader.rules


@dataclass(slots=True)
class _Reader:
    """Follows the elements of one source of rules; nothing outside it is loaded."""

    file: str
    line_offset: int = 0
    encoding: str | None = None
    rules: list[Rule] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    _namespaces: dict[str, str] = field(default_factory=dict)
    _variables: dict[str, str] = field(default_factory=dict)
    _query_language: str = ""
    _parameter: str = ""
    _text: str = ""
    _parser: expat.XMLParserType = field(init=False)

    def __post_init__(self) -> None:
        self._parser = expat.ParserCreate(self.encoding, " ")

    def read(self, content: bytes) -> None:
        """Collect the rules of an XML file or script."""
        parser = self._parser
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            message = f"ITS rules are not well-formed XML ({expat.ErrorString(error.code)})"
            raise PageError(message, file=self.file, line=self.line_offset + error.lineno) from None
        if not self._query_language:
            raise PageError("holds no ITS rules (its:rules)", file=self.file, line=self.line_offset + 1)

    @property
    def _line(self) -> int:
        return self.line_offset + self._parser.CurrentLineNumber

    def _refuse(self, message: str, text: str | None) -> NoReturn:
        raise PageError(f"ITS rules: {message}", file=self.file, line=self._line, text=text)

    def _entity(self, name: str, *_: object) -> None:
        # An entity made of entities grows without bounds, and one that names a file reads it.
        self._refuse("entities are not allowed", name)

    def _namespace(self, prefix: str | None, uri: str) -> None:
        self._namespaces = {**self._namespaces, prefix or "": uri}

    def _characters(self, data: str) -> None:
        self._text += data

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace != NAMESPACE:
            return
        if local in ("param", "locNote"):
            self._text = ""
        if local == "rules":
            self._begin(attributes)
        elif local == "param":
            self._parameter = attributes.get("name", "")
        elif local in _WANTED:
            self._rule(local, attributes)
        elif local not in _NOT_FOLLOWED and local not in ("locNote", "span"):
            self._refuse("there is no such rule", local)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        version = attributes.get("version", "")
        if version not in _VERSIONS:
            self._refuse('write version="2.0" on its:rules', version or None)
        self._query_language = attributes.get("queryLanguage", _LANGUAGES[0])
        if self._query_language not in _LANGUAGES:
            self._refuse("queryLanguage must be xpath or css", self._query_language)
        if link := attributes.get(f"{_XLINK} href"):
            self.links.append((link, self._line))

    def _rule(self, category: str, attributes: Mapping[str, str]) -> None:
        rule = Rule(
            category,
            attributes,
            self._query_language,
            self._namespaces,
            dict(self._variables),
            self.file,
            self._line,
        )
        for name in ("selector", *_WANTED[category]):
            if name not in attributes:
                rule.refuse("an attribute is missing", name)
        self.rules.append(rule)

    def _end(self, name: str) -> None:
        if name == f"{NAMESPACE} param":
            self._variables[self._parameter] = self._text.strip()
        elif name == f"{NAMESPACE} locNote" and self.rules:
            self.rules[-1].note = self._text
