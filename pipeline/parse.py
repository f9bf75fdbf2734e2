"""Read a page: bytes to text without loss, text to a BeautifulSoup tree whose nodes know where they stand.

BeautifulSoup's own builders either keep positions but know nothing of omitted end tags (html.parser), or repair the
tree and lose the positions (html5lib, lxml). :class:`SourceTreeBuilder` feeds BeautifulSoup from
:mod:`pipeline.markup`, closes elements where the HTML Standard says they end (13.1.2.4 "Optional tags", and the scopes
of 13.2.4.2), and never invents, moves or drops a character.
"""

from __future__ import annotations

import codecs
import re
import warnings
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import webencodings
from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag
from bs4.builder import HTMLTreeBuilder
from bs4.element import NavigableString

from pipeline.errors import PageError
from pipeline.markup import FOREIGN, VOID, Token, TokenKind, scan
from pipeline.model import Location, Page

MAX_BYTES = 20_000_000

BLOCK = frozenset(
    """address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html label legend li main
    menu nav ol optgroup option p plaintext pre search section summary table tbody td template tfoot th thead
    title tr ul xmp desc text foreignobject""".split()
)
"""Elements whose tags end a run of text. In SVG, ``text``, ``title`` and ``desc`` are units as well."""

NESTED = frozenset("audio button canvas datalist iframe map math noscript object select svg textarea video".split())
"""Elements that may stand inside a sentence but whose content is a unit of its own (ITS 2.0: nested)."""

_BOUNDARY = frozenset("applet caption html marquee object table td template th".split())
_CLOSES_P = frozenset(
    """address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul summary dd dt li listing xmp
    plaintext""".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_ROW_GROUPS = frozenset(("tbody", "thead", "tfoot"))

_TABLE_PARTS = frozenset(("table", "tr", "tbody", "thead", "tfoot", "html", "body"))
_TABLE_WALLS = frozenset(("template", "table"))
_SPECIAL = _BOUNDARY | BLOCK | NESTED
_ITEM_WALLS = _SPECIAL - {"address", "div", "p", "li", "dt", "dd"}

_IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    # start tag: (open elements it ends, elements beyond which it does not look)
    "li": (frozenset(("li",)), _ITEM_WALLS),
    **dict.fromkeys(("dt", "dd"), (frozenset(("dt", "dd")), _ITEM_WALLS | {"li"})),
    **dict.fromkeys(_CELLS, (_CELLS, frozenset(("table", "template")))),
    "tr": (_CELLS | {"tr", "caption", "colgroup"}, frozenset(("table", "template"))),
    **dict.fromkeys(
        _ROW_GROUPS, (_CELLS | _ROW_GROUPS | {"tr", "caption", "colgroup"}, frozenset(("table", "template")))
    ),
    "option": (frozenset(("option",)), frozenset(("select", "datalist"))),
    "optgroup": (frozenset(("option", "optgroup")), frozenset(("select",))),
    **dict.fromkeys(("rb", "rt", "rtc", "rp"), (frozenset(("rb", "rt", "rp")), frozenset(("ruby",)))),
    "a": (frozenset(("a",)), _BOUNDARY | NESTED),
    "button": (frozenset(("button",)), _BOUNDARY),
    "body": (frozenset(("head",)), frozenset()),
}

_META_CHARSET = re.compile(
    rb"<meta(?=[ \t\n\f\r/])[^>]*?charset[ \t\n\f\r]*=[ \t\n\f\r]*[\"']?[ \t\n\f\r]*([^\"'\s/>;]+)", re.I
)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_END = re.compile("\r\n?|\n")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_LEGACY = {"tr": "windows-1254"}
"""What browsers assume for pages that declare nothing and are not UTF-8 (HTML Standard 13.2.3.2, by locale)."""


class Element(Tag):
    """A tag with its place: ``token`` is its start tag, ``close`` its end tag (None if omitted), ``end`` where it ends.

    ``has_block`` says whether a block element stands inside, outside any nested unit.
    """

    token: Token
    close: Token | None
    end: int
    has_block: bool


class Text(NavigableString):
    """A run of characters, a template tag, a comment or a declaration, with the token it came from."""

    token: Token


@dataclass(frozen=True, slots=True)
class Document:
    """A page and its tree."""

    page: Page
    soup: BeautifulSoup
    line_starts: tuple[int, ...]

    def location(self, offset: int) -> Location:
        """Line and column of an offset."""
        line = bisect_right(self.line_starts, offset)
        return Location(self.page.file, line, offset - self.line_starts[line - 1] + 1)

    def elements(self, *names: str) -> Iterator[Element]:
        """All elements of the given names, in document order."""
        wanted = frozenset(names)
        return (node for node in self.soup.descendants if isinstance(node, Element) and node.name in wanted)

    def elements_with(self, *attributes: str) -> Iterator[Element]:
        """All elements that carry one of the attributes, in document order."""
        wanted = frozenset(attributes)
        return (
            node for node in self.soup.descendants if isinstance(node, Element) and not wanted.isdisjoint(node.attrs)
        )


def read_page(data: bytes, *, name: str, language: str, file: str) -> Page:
    """Decode a page so that encoding it again gives ``data``; :class:`PageError` says why a page cannot be read."""
    if len(data) > MAX_BYTES:
        raise PageError(
            f"page of {len(data) / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:.0f} MB: split it or move data out of it",
            file=file,
        )
    bom = next((mark for mark, _ in _BOMS if data.startswith(mark)), b"")
    encoding = dict(_BOMS)[bom] if bom else _declared(data, file)
    if encoding:
        text = _decode(data[len(bom) :], encoding, file)
    else:
        encoding, text = _guess(data, language, file)
    if control := _CONTROL.search(text):
        line = len(_LINE_END.findall(text, 0, control.start())) + 1
        raise PageError(
            f"control character U+{ord(control.group()):04X}: a binary file or a damaged page; save it as UTF-8 text",
            file=file,
            line=line,
        )
    if text.encode(encoding) != data[len(bom) :]:
        raise PageError(f"reading as {encoding} and writing back would change bytes; save the page as UTF-8", file=file)
    return Page(name, language, file, text, encoding, bom)


def _declared(data: bytes, file: str) -> str | None:
    """The Python codec for the page's ``<meta charset>``, looked for in its first 4096 bytes (browsers: 1024)."""
    found = _META_CHARSET.search(_COMMENT.sub(lambda comment: b" " * len(comment.group()), data[:4096]))
    if not found:
        return None
    label = found.group(1).decode("ascii", "replace")
    known = webencodings.lookup(label)
    # The standard knows labels only to refuse them, and Python has no codec for those.
    if known is None or not _has_codec(known.codec_info.name):
        line = data.count(b"\n", 0, found.start()) + 1
        raise PageError("unknown charset in <meta>; write charset=utf-8", file=file, line=line, text=label)
    # A page that could be read this far is not UTF-16, whatever it says (HTML Standard 13.2.3.3).
    return "utf-8" if known.name.startswith("utf-16") else known.codec_info.name


def _has_codec(name: str) -> bool:
    try:
        return bool(codecs.lookup(name))
    except LookupError:
        return False


def _decode(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        shown = data[max(0, error.start - 20) : error.start + 20].decode("ascii", "backslashreplace")
        raise PageError(
            f"byte 0x{data[error.start]:02x} is not {encoding}; save the page as UTF-8 or declare its charset",
            file=file,
            line=line,
            text=shown,
        ) from None


def _guess(data: bytes, language: str, file: str) -> tuple[str, str]:
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        legacy = _LEGACY.get(language, "windows-1252")
        return legacy, _decode(data, legacy, file)


def parse(page: Page) -> Document:
    """Build the tree of a page."""
    with warnings.catch_warnings():
        # A page of one line without markup is still a page, not a file name.
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = BeautifulSoup(page.text, builder=SourceTreeBuilder(), element_classes={Tag: Element})
    starts = [0, *(match.end() for match in _LINE_END.finditer(page.text))]
    return Document(page, soup, tuple(starts))


class SourceTreeBuilder(HTMLTreeBuilder):
    """Feeds BeautifulSoup from :func:`pipeline.markup.scan`."""

    NAME = "source"

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Iterable[tuple[Any, None, None, bool]]:
        """Take the text as it is; decoding happened in :func:`read_page`."""
        yield markup, None, None, False

    def feed(self, markup: Any) -> None:
        """Build the tree, keeping for each name the depths at which it is open."""
        self._open: list[Element] = []
        self._depths: defaultdict[str, list[int]] = defaultdict(list)
        self._special: list[int] = []
        for token in scan(markup):
            if token.kind is TokenKind.START:
                self._start(token)
            elif token.kind is TokenKind.END:
                self._end(token)
            else:
                self._add_text(markup[token.start : token.end], token)
        while self._open:
            self._close_top(None, len(markup))

    def _add_text(self, source: str, token: Token) -> None:
        assert self.soup is not None
        text = Text(source)
        text.token = token
        # Not object_was_parsed(), which looks for the last descendant of what is closed, in every element still open:
        # nothing is ever put before what stands there already.
        parent = self.soup.currentTag
        assert parent is not None
        text.setup(parent, self.soup._most_recent_element)
        parent.contents.append(text)
        self.soup._most_recent_element = text

    def _start(self, token: Token) -> None:
        name = token.name
        if name in ("html", "head", "body") and self._depths[name]:
            # A second <body> only lends its attributes in a browser; here it stays where it is.
            return self._add_text("", token)
        if name in _CLOSES_P:
            self._end_implied({"p"}, _BOUNDARY | {"button"}, token.start)
        if name in _HEADINGS and self._open and self._open[-1].name in _HEADINGS:
            self._close_top(None, token.start)
        if name in _IMPLIED:
            self._end_implied(*_IMPLIED[name], token.start)
        self._push(token)
        in_foreign = any(self._depths[foreign] for foreign in FOREIGN)
        if name in VOID or (token.self_closing and in_foreign):
            self._close_top(None, token.end)
        return None

    def _push(self, token: Token) -> None:
        assert self.soup is not None
        attributes = {a.name: a.value for a in reversed(token.attributes)}
        element = self.soup.handle_starttag(token.name, None, None, attributes, sourcepos=token.start)
        assert isinstance(element, Element)
        element.token, element.close, element.end, element.has_block = token, None, token.end, False
        if token.name in BLOCK:
            self._mark_block()
        self._depths[token.name].append(len(self._open))
        if token.name in _SPECIAL:
            self._special.append(len(self._open))
        self._open.append(element)

    def _mark_block(self) -> None:
        for ancestor in reversed(self._open):
            if ancestor.has_block:
                break
            ancestor.has_block = True
            if ancestor.name in NESTED:
                break

    def _end(self, token: Token) -> None:
        # Any heading's end tag ends an open heading, whatever its level (13.2.6.4.7).
        depth = self._deepest(_HEADINGS if token.name in _HEADINGS else (token.name,))
        name = self._open[depth].name if depth >= 0 else token.name
        # An end tag closes nothing outside its table cell or template, and that of an inline element no block.
        if name in _TABLE_PARTS:
            wall = self._deepest(_TABLE_WALLS - {name})
        elif name in _SPECIAL:
            wall = self._deepest(_BOUNDARY - {name})
        else:
            wall = self._special[-1] if self._special else -1
        if depth < 0 or depth < wall:
            if name == "p":
                # To browsers an empty paragraph, so the text before and after it stand apart.
                self._mark_block()
            return self._add_text("", token)
        while len(self._open) > depth + 1:
            self._close_top(None, token.start)
        self._close_top(token, token.end)
        return None

    def _end_implied(self, names: Iterable[str], walls: Iterable[str], offset: int) -> None:
        """Close the outermost of the named elements that is open inside the innermost wall, with all in it."""
        wall = self._deepest(walls)
        inside = [
            depths[bisect_right(depths, wall)] for name in names if (depths := self._depths[name]) and depths[-1] > wall
        ]
        if inside:
            while len(self._open) > min(inside):
                self._close_top(None, offset)

    def _deepest(self, names: Iterable[str]) -> int:
        return max((depths[-1] for name in names if (depths := self._depths.get(name))), default=-1)

    def _close_top(self, close: Token | None, end: int) -> None:
        assert self.soup is not None
        element = self._open.pop()
        self._depths[element.name].pop()
        if element.name in _SPECIAL:
            self._special.pop()
        element.close, element.end = close, end
        self.soup.popTag()
