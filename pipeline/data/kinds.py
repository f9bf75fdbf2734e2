"""The kinds of data files: how each is read, and which of its values are for people.

Feeds (RSS 2.0, RFC 4287) and manifests of web apps (W3C Web Application Manifest) say themselves what their parts mean.
Of other files the settings say it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.config import FILE, DataRule
from pipeline.data.csv_values import columns, csv_values
from pipeline.data.json_values import json_values
from pipeline.data.values import Selection, Value, selector, selectors
from pipeline.data.xml_values import xml_values
from pipeline.data.yaml_values import yaml_values
from pipeline.errors import PageError, ProjectError
from pipeline.model import Page

Reader = Callable[[Page], Iterator[Value]]

_READERS: dict[str, tuple[str, Reader]] = {
    ".json": ("json", json_values),
    ".yaml": ("yaml", yaml_values),
    ".yml": ("yaml", yaml_values),
    ".csv": ("csv", csv_values),
    ".tsv": ("csv", csv_values),
}
FEED_SUFFIXES = (".xml", ".rss", ".atom")
MANIFEST_SUFFIX = ".webmanifest"

# Whether a text of a feed is HTML shows only where it holds some: RSS does not say it.
_FEEDS = {
    "rss": Selection(
        either=selectors(
            """rss.channel.title rss.channel.description rss.channel.copyright rss.channel.category
            rss.channel.image.title rss.channel.image.description rss.channel.textInput.title
            rss.channel.textInput.description rss.channel.item.title rss.channel.item.description
            rss.channel.item.category **.content:encoded **.dc:title **.dc:description **.media:title
            **.media:description **.itunes:title **.itunes:subtitle **.itunes:summary"""
        ),
        addresses=selectors(
            """rss.channel.link rss.channel.image.link rss.channel.image.url rss.channel.textInput.link
            rss.channel.item.link rss.channel.item.comments rss.channel.item.enclosure.@url **.atom:link.@href
            **.media:content.@url **.media:thumbnail.@url **.itunes:image.@href"""
        ),
        languages=selectors("rss.channel.language **.dc:language **.@xml:lang"),
    ),
    "feed": Selection(
        either=selectors(
            """feed.title feed.subtitle feed.rights feed.category.@label feed.entry.title feed.entry.summary
            feed.entry.content feed.entry.rights feed.entry.category.@label feed.link.@title feed.entry.link.@title
            **.media:title **.media:description"""
        ),
        addresses=selectors(
            """feed.link.@href feed.entry.link.@href feed.icon feed.logo feed.entry.content.@src
            **.media:content.@url **.media:thumbnail.@url"""
        ),
        languages=selectors("**.@xml:lang"),
    ),
}
_MANIFEST = Selection(
    texts=selectors("name short_name description shortcuts[].name shortcuts[].short_name shortcuts[].description")
    + selectors("screenshots[].label"),
    addresses=selectors("start_url scope shortcuts[].url icons[].src screenshots[].src shortcuts[].icons[].src"),
    languages=selectors("lang"),
    directions=selectors("dir"),
)

# What may stand before the outermost element of an XML file: declaration, comments, the document type.
_PROLOG = rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*"
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?" + _PROLOG + rb"<(?:[\w.-]+:)?(rss|feed)[\s/>]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a file is read, and which of its values are what; ``name`` begins the msgctxt of its texts."""

    name: str
    read: Reader
    selection: Selection


def kind_of(path: str, content: bytes, rules: tuple[DataRule, ...] = ()) -> Kind | None:
    """The kind of a file by its path, the beginning of its content, and those of the settings' rules that name it.

    None for a file that is no feed and no manifest, and that no rule names. Raises :class:`ProjectError` for a rule
    that names a file of a kind that is not known.
    """
    suffix = posixpath.splitext(path)[1].lower()
    if rules:
        if suffix not in _READERS:
            message = f"[[data]] names a file that is none of {', '.join(_READERS)}; leave it out"
            raise ProjectError(message, file=FILE, text=path)
        name, read = _READERS[suffix]
        return Kind(name, partial(_table, rules) if read is csv_values else read, _selection(rules))
    if suffix == MANIFEST_SUFFIX:
        return Kind("manifest", json_values, _MANIFEST)
    if suffix in FEED_SUFFIXES and (found := _ROOT.match(content)):
        root = found[1].decode()
        return Kind(root, xml_values, _FEEDS[root])
    return None


def _selection(rules: tuple[DataRule, ...]) -> Selection:
    return Selection(
        texts=tuple(selector(path) for rule in rules for path in rule.fields),
        markup=tuple(selector(path) for rule in rules for path in rule.html),
        addresses=tuple(selector(path) for rule in rules for path in rule.links),
        ignore=tuple(selector(path) for rule in rules for path in rule.ignore),
    )


def _table(rules: tuple[DataRule, ...], page: Page) -> Iterator[Value]:
    """Read a table; a column that the settings name and the table lacks is an error: its texts would stay behind."""
    known = columns(page)
    for path in (path for rule in rules for path in (*rule.fields, *rule.html, *rule.links)):
        if not any(selector(path).fits((column,)) for column in known):
            message = f"no such column, but [[data]] in {FILE} names it; there are {', '.join(known)}"
            raise PageError(message, file=page.file, line=1, text=path)
    return csv_values(page)
