"""Cut HTML into tokens that tile the text: joining their sources gives the page back, character by character.

Follows the tokenization section of the HTML Living Standard (13.2.5) where it decides what a browser sees – comments,
raw text, attribute syntax, bogus markup – and adds one thing that pages in the field hold: template tags, which may
stand in text and inside tags. They are those of Jinja, Liquid and Twig (``{{ … }}``, ``{% … %}``, ``{# … #}``), of
Handlebars and Mustache (also ``{{{ … }}}``, ``{{!-- … --}}``), of ERB and EJS (``<% … %>``) and of PHP (``<?php … ?>``,
``<?= … ?>``, ``<? … ?>``).
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html.entities import html5

SPACE = " \t\n\f\r"
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
RAW = frozenset("script style xmp iframe noembed noframes plaintext".split())
RCDATA = frozenset(("title", "textarea"))
FOREIGN = frozenset(("svg", "math"))

# Template tags are bounded, so that a page full of unclosed braces is still read in linear time.
TEMPLATE = re.compile(
    r"\{\{!--.{1,2000}?--\}\}|\{{4}.{1,2000}?\}{4}|\{{3}.{1,2000}?\}{3}|\{\{.{1,2000}?\}\}|\{%.{1,2000}?%\}"
    r"|\{#.{1,2000}?#\}|<%.{1,2000}?%>|<\?(?:php\b|=|(?=[ \t\n\r])).{1,2000}?\?>",
    re.DOTALL,
)
_NEXT = re.compile(r"<|\{[{%#]")
_TAG_NAME = re.compile(r"[^ \t\n\f\r/>]+")
# In a tag a template tag stays on its line, so that a lone brace in a value does not swallow half the page.
_IN_TAG = (
    r"\{{3}[^\n<]{1,300}?\}{3}|\{\{[^\n<]{1,300}?\}\}|\{%[^\n]{1,300}?%\}|<%[^\n]{1,300}?%>"
    r"|<\?(?:php|=|[ \t])[^\n]{1,300}?\?>"
)
_ATTRIBUTE = re.compile(
    rf"(?P<name>=?(?:{_IN_TAG}|[^ \t\n\f\r/>={{<]+|[{{<])+|=)"
    r"(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?P<value>"
    rf"\"(?:{_IN_TAG}|[^\"])*+\"|'(?:{_IN_TAG}|[^'])*+'|(?![\"'])(?:{_IN_TAG}|[^ \t\n\f\r>])*+))?"
)
_ASCII_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_UNCLOSED_QUOTE = re.compile(r"[ \t\n\f\r]*=[ \t\n\f\r]*[\"']")
_SKIP = re.compile(r"[ \t\n\f\r/]*")
_COMMENT_END = re.compile(r"--!?>")
_SCRIPT_MARK = re.compile(r"<!--(?!-?>)|-->|</?script(?=[ \t\n\f\r/>])", re.IGNORECASE | re.ASCII)
_ATTRIBUTE_ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*(?:;|(?![=a-zA-Z0-9])))")


class TokenKind(StrEnum):
    """What a token is to the parser."""

    TEXT = "text"
    RAW = "raw"
    """Content of script, style and the like: never markup, never translated."""
    RCDATA = "rcdata"
    """Content of title and textarea: entities, no markup."""
    START = "start"
    END = "end"
    TEMPLATE = "template"
    CDATA = "cdata"
    """A CDATA section, which is text in SVG and MathML and nowhere else."""
    COMMENT = "comment"
    DECLARATION = "declaration"
    """Doctype, processing instruction, and markup that a browser throws away."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a start tag. ``start:end`` spans its value with quotes; both are equal where it has none."""

    name: str
    value: str
    name_start: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the page: ``text[start:end]``. ``name`` is the lower-case tag name of start and end tags."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    self_closing: bool = False

    def attribute(self, name: str) -> Attribute | None:
        """The first attribute of that name (the one that counts in HTML), or None."""
        return next((a for a in self.attributes if a.name == name), None)


def ascii_lower(name: str) -> str:
    """A name with A to Z made small and no other letter, as HTML compares names (Turkish İ stays)."""
    return name.lower() if name.isascii() else name.translate(_ASCII_SMALL)


def unescape_attribute(value: str) -> str:
    """Decode character references as in an attribute value, where ``&copy=1`` is no reference."""
    return _ATTRIBUTE_ENTITY.sub(_reference, value)


def _reference(match: re.Match[str]) -> str:
    """A numeric reference, or a named one that is known whole (html.unescape would also take the head of a name)."""
    written = match.group()
    return html.unescape(written) if written[1] == "#" else html5.get(written[1:], written)


def scan(text: str) -> Iterator[Token]:
    """Yield the tokens of an HTML text, in order and without gaps."""
    position = plain = 0
    foreign = 0
    while found := _NEXT.search(text, position):
        token = _markup(text, found.start(), in_foreign=foreign > 0)
        if token is None:
            position = found.start() + 1
            continue
        if plain < token.start:
            yield Token(TokenKind.TEXT, plain, token.start)
        yield token
        position = plain = token.end
        if token.name in FOREIGN:
            foreign += {TokenKind.START: not token.self_closing, TokenKind.END: -1 if foreign else 0}[token.kind]
        if token.kind is TokenKind.START and (content := _raw_content(text, token, foreign > 0)):
            yield content
            position = plain = content.end
    if plain < len(text):
        yield Token(TokenKind.TEXT, plain, len(text))


def _markup(text: str, start: int, *, in_foreign: bool) -> Token | None:
    """The token that begins with the ``<`` or brace at ``start``; None when it is only text."""
    if text[start] == "{":
        return _template(text, start)
    following = text[start + 1 : start + 2]
    if following.isascii() and following.isalpha():
        return _tag(text, start, start + 1, TokenKind.START)
    if following == "/":
        first = text[start + 2 : start + 3]
        if first.isascii() and first.isalpha():
            return _tag(text, start, start + 2, TokenKind.END)
        return _declaration(text, start, ">") if first else None
    if following == "!":
        if text.startswith("<!--", start):
            return _comment(text, start)
        if in_foreign and text.startswith("<![CDATA[", start):
            end = text.find("]]>", start)
            return Token(TokenKind.CDATA, start, end + 3) if end >= 0 else _declaration(text, start, "]]>")
        return _declaration(text, start, ">")
    if following == "?":
        if text.startswith(("<?php", "<?="), start):
            end = text.find("?>", start)
            return Token(TokenKind.TEMPLATE, start, end + 2 if end >= 0 else len(text))
        return _template(text, start) or _declaration(text, start, ">")
    return _template(text, start) if following == "%" else None


def _template(text: str, start: int) -> Token | None:
    """The template tag that begins at ``start``, if it also ends."""
    found = TEMPLATE.match(text, start)
    return Token(TokenKind.TEMPLATE, start, found.end()) if found else None


def _declaration(text: str, start: int, terminator: str) -> Token:
    end = text.find(terminator, start)
    return Token(TokenKind.DECLARATION, start, end + len(terminator) if end >= 0 else len(text))


def _comment(text: str, start: int) -> Token:
    for empty in ("<!-->", "<!--->"):
        if text.startswith(empty, start):
            return Token(TokenKind.COMMENT, start, start + len(empty))
    closing = _COMMENT_END.search(text, start + 4)
    return Token(TokenKind.COMMENT, start, closing.end() if closing else len(text))


def _tag(text: str, start: int, name_start: int, kind: TokenKind) -> Token:
    name = _TAG_NAME.match(text, name_start)
    assert name is not None, "a tag begins with a letter"
    attributes: list[Attribute] = []
    position = name.end()
    while True:
        position = _skip(text, position)
        if position >= len(text):
            # The page ends inside the tag: a browser drops it.
            return Token(TokenKind.DECLARATION, start, len(text))
        if text[position] == ">":
            break
        found = _ATTRIBUTE.match(text, position)
        if found is None or (found["value"] in (None, "") and _UNCLOSED_QUOTE.match(text, found.end("name"))):
            return Token(TokenKind.DECLARATION, start, len(text))
        attributes.append(_attribute(found))
        position = found.end()
    self_closing = text[position - 1] == "/" and not (attributes and attributes[-1].end == position)
    return Token(kind, start, position + 1, ascii_lower(name.group()), tuple(attributes), self_closing)


def _skip(text: str, position: int) -> int:
    skipped = _SKIP.match(text, position)
    return skipped.end() if skipped else position


def _attribute(found: re.Match[str]) -> Attribute:
    raw = found["value"]
    if raw is None:
        return Attribute(ascii_lower(found["name"]), "", found.start(), found.end(), found.end())
    value = unescape_attribute(raw[1:-1] if raw[:1] in ('"', "'") else raw)
    return Attribute(ascii_lower(found["name"]), value, found.start(), found.start("value"), found.end("value"))


def _raw_content(text: str, tag: Token, in_foreign: bool) -> Token | None:
    """The content of an element whose content is not markup, up to its end tag or the end of the page."""
    if tag.name in RAW and not (in_foreign and tag.self_closing):
        kind = TokenKind.RAW
    elif tag.name in RCDATA and not in_foreign:
        kind = TokenKind.RCDATA
    else:
        return None
    if tag.name == "plaintext":
        end = len(text)
    elif tag.name == "script":
        end = _script_end(text, tag.end)
    else:
        closing = re.compile(rf"</{tag.name}(?=[ \t\n\f\r/>])", re.IGNORECASE | re.ASCII).search(text, tag.end)
        end = closing.start() if closing else len(text)
    return Token(kind, tag.end, end) if end > tag.end else None


def _script_end(text: str, start: int) -> int:
    """Where a script ends: inside ``<!-- … -->`` a nested ``<script>`` hides one ``</script>`` (13.2.5.20 and on)."""
    in_comment = in_script = False
    for found in _SCRIPT_MARK.finditer(text, start):
        mark = found.group().lower()
        if mark == "<!--":
            in_comment = True
        elif mark == "-->":
            in_comment = in_script = False
        elif mark == "<script":
            in_script = in_comment
        elif in_script:
            in_script = False
        else:
            return found.start()
    return len(text)
