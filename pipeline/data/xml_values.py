"""The texts and attributes of an XML file with their places, as expat reads it.

A path names elements from the top (``rss.channel.item.title``) and attributes (``feed.link.@href``). Elements of the
namespace of the outermost one have no prefix, those of others the prefix by which they are commonly known, whatever the
file calls them. Parts that say they are in another language than the file give no values.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from pipeline.data.values import Path, Value
from pipeline.errors import PageError
from pipeline.locales import same_language
from pipeline.model import Page

_PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
}
_XML_LANG = "xml:lang"
_ENCODING = re.compile(r"<\?xml[^>]*?\sencoding\s*=\s*[\"'](?!utf-?8[\"'])([^\"']*)", re.IGNORECASE)
_TAG_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"\s+([^\s=/>\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


@dataclass(slots=True)
class _Open:
    """An element that is being read; ``inner`` is where its content begins, as soon as that is known.

    ``is_text`` tells whether it has held nothing but text so far, ``is_markup`` whether it holds XHTML (RFC 4287,
    3.1.1.3), ``is_read`` whether its values count.
    """

    path: Path
    language: str
    is_markup: bool
    is_read: bool
    inner: int | None = None
    is_text: bool = True
    said: list[str] = field(default_factory=list)


def xml_values(page: Page) -> Iterator[Value]:
    """The values of a file in order; :class:`PageError` for one that is no well-formed XML."""
    if other := _ENCODING.match(page.text):
        raise PageError("declares another encoding; save it as UTF-8 and say so", file=page.file, line=1, text=other[1])
    found = _Reader(page).read()
    return iter(sorted(found, key=lambda value: value.start))


class _Reader:
    def __init__(self, page: Page):
        self._page = page
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartCdataSectionHandler = self._reach
        self._parser.CommentHandler = self._other
        self._parser.ProcessingInstructionHandler = self._other
        self._parser.EntityDeclHandler = self._entity
        self._characters: array[int] | None = None
        self._stack: list[_Open] = []
        self._namespace = ""
        self._found: list[Value] = []

    def read(self) -> list[Value]:
        data = self._page.text.encode("utf-8")
        if len(data) > len(self._page.text):
            self._characters = _characters(self._page.text)
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            line = self._page.text.split("\n")[error.lineno - 1 : error.lineno]
            message = f"not well-formed XML ({expat.ErrorString(error.code)}); mend the file"
            raise PageError(message, file=self._page.file, line=error.lineno, text="".join(line)) from None
        return self._found

    def _here(self) -> int:
        at = self._parser.CurrentByteIndex
        return at if self._characters is None else self._characters[at]

    def _reach(self) -> int:
        """Where the parser stands; what is open has its content from here, if it has had none."""
        here = self._here()
        if self._stack and self._stack[-1].inner is None:
            self._stack[-1].inner = here
        return here

    def _other(self, *_: str) -> None:
        self._reach()
        if self._stack:
            self._stack[-1].is_text = False

    def _text(self, data: str) -> None:
        self._reach()
        self._stack[-1].said.append(data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        here = self._reach()
        outer = self._stack[-1] if self._stack else _Open((), self._page.language, False, True)
        outer.is_text = False
        namespace, _, local = name.rpartition(" ")
        if not self._stack:
            self._namespace = namespace
        step = local if namespace == self._namespace else f"{_PREFIXES.get(namespace, namespace)}:{local}"
        language = attributes.get("http://www.w3.org/XML/1998/namespace lang", outer.language)
        is_read = outer.is_read and not outer.is_markup and same_language(language, self._page.language)
        element = _Open((*outer.path, step), language, attributes.get("type") == "xhtml", is_read)
        self._stack.append(element)
        if is_read:
            self._attributes(element, here, attributes)

    def _attributes(self, element: _Open, start: int, attributes: dict[str, str]) -> None:
        found = _TAG_NAME.match(self._page.text, start)
        while found and (found := _ATTRIBUTE.match(self._page.text, found.end())):
            name = found[1]
            if name == "href" and "hreflang" in attributes:
                continue  # it leads to a version in a certain language, whatever the file is in
            text = element.language if name == _XML_LANG else attributes.get(name)
            if text is not None:
                self._found.append(Value(*found.span(2), text, (*element.path, f"@{name}"), quoteattr))

    def _end(self, _: str) -> None:
        end = self._reach()
        element = self._stack.pop()
        start = element.inner if element.inner is not None else end
        raw = self._page.text[start:end]
        if not element.is_read or not raw.strip():
            return
        if element.is_markup:
            self._found.append(Value(start, end, raw, element.path, str))
        elif element.is_text:
            self._found.append(Value(start, end, "".join(element.said), element.path, _writer(raw)))

    def _entity(self, name: str, *_: object) -> None:
        line = self._parser.CurrentLineNumber
        message = "entities of its own are not read; write the text out where it is used"
        raise PageError(message, file=self._page.file, line=line, text=name)


def _characters(text: str) -> array[int]:
    """For each byte of a text in UTF-8, and for its end, the offset of the character that it belongs to."""
    offsets = array("L")
    for offset, character in enumerate(text):
        offsets.extend([offset] * len(character.encode("utf-8")))
    offsets.append(len(text))
    return offsets


def _writer(raw: str) -> Callable[[str], str]:
    return _write_cdata if raw.lstrip().startswith(_CDATA) else escape


def _write_cdata(text: str) -> str:
    return _CDATA + text.replace(_CDATA_END, f"]]{_CDATA_END}{_CDATA}>") + _CDATA_END
