"""Put translations into a page: edit the author's text at the recorded places and leave every other character alone.

:func:`restore` is the inverse of :func:`pipeline.segment.segment`: with the source texts as translations it gives the
page back, byte for byte.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline import codes, jsonld
from pipeline.codes import Code
from pipeline.errors import CatalogError
from pipeline.markup import Attribute
from pipeline.model import CodeKind, EntryKey, InlineTag, Page, Segment, Slot

_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_BARE = re.compile(r"[^\s\"'=<>`]+")
_TEMPLATE_START = re.compile(r"\{(?=[{%#])")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` of the page by ``new``, which is markup; ``start == end`` inserts."""

    start: int
    end: int
    new: str


def attribute_change(attribute: Attribute, value: str) -> Iterator[Edit]:
    """Give an attribute another value, in double quotes; it may have had none at all. No edit if it has it already."""
    if value != attribute.value:
        is_bare = attribute.start == attribute.name_start + len(attribute.name)
        yield Edit(attribute.start, attribute.end, f'{"=" if is_bare else ""}"{html.escape(value)}"')


def restore(
    page: Page, segments: Iterable[Segment], translations: Mapping[EntryKey, str], edits: Iterable[Edit] = ()
) -> str:
    """The text of the page with the translations in it.

    ``translations`` maps entries to texts in msgid notation; a segment without one keeps its source text, and so does
    one whose translation equals it. Raises :class:`CatalogError` for a translation whose codes are not those of the
    source, or are not nested: such a text must never reach a page.
    """
    jobs: list[_Translation | Edit] = [*edits]
    for segment in segments:
        translation = translations.get(segment.key)
        if translation is None or translation == segment.key.msgid:
            continue
        if segment.copy_of is not None and not segment.codes:
            translation = codes.escape(codes.plain(translation))
        jobs.append(_translation(segment, translation))
    at_the_end = "".join(job.new for job in jobs if isinstance(job, Edit) and job.start == len(page.text))
    return _Writer(page, jobs).write(0, len(page.text)) + at_the_end


def encode(page: Page, text: str) -> bytes:
    """The bytes of a localized page: in the page's encoding, with references for what that lacks."""
    return page.bom + text.encode(page.encoding, "xmlcharrefreplace")


def decode(page: Page, content: bytes) -> str:
    """The text of a localized page: the inverse of :func:`encode`."""
    return content.removeprefix(page.bom).decode(page.encoding)


@dataclass(frozen=True, slots=True)
class _Translation:
    start: int
    end: int
    segment: Segment
    parts: tuple[str | Code, ...]


def _translation(segment: Segment, text: str) -> _Translation:
    if problem := codes.problem(segment.msgid, text):
        place = segment.location
        raise CatalogError(f"{problem}; correct the codes in the catalog", file=place.file, line=place.line, text=text)
    return _Translation(segment.start, segment.end, segment, codes.tokenize(text))


class _Writer:
    """Writes stretches of the page with the edits that fall into them; codes may hold edits themselves."""

    def __init__(self, page: Page, jobs: Iterable[_Translation | Edit]):
        self._page = page
        self._jobs = sorted(jobs, key=lambda job: (job.start, -job.end))
        self._starts = [job.start for job in self._jobs]

    def write(self, start: int, end: int) -> str:
        """The text of ``start:end``; a job that reaches over an edge belongs to a longer stretch and is passed over."""
        out: list[str] = []
        position = start
        for job in self._jobs[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if job.start >= position and job.end <= end:
                out += (self._page.text[position : job.start], self._replacement(job))
                position = job.end
        out.append(self._page.text[position:end])
        return "".join(out)

    def _replacement(self, job: _Translation | Edit) -> str:
        if isinstance(job, Edit):
            return job.new
        tags = {str(tag): tag for tag in job.segment.codes}
        source = self._page.text[job.start : job.end]
        is_attribute = job.segment.slot is Slot.ATTRIBUTE
        quote = (source[0] if source[0] in "\"'" else '"') if is_attribute else ""
        write_text = self._text_writer(job.segment.slot, source, quote)
        out: list[str] = []
        for part in job.parts:
            if isinstance(part, Code):
                tag = tags[str(part)]
                # Where the author left out an end tag, the words after it may now be others: write it.
                implied = part.kind is CodeKind.CLOSE and not tag.raw
                out.append(f"</{_element(tags[f'<{part.name}>'])}>" if implied else self.write(tag.start, tag.end))
            else:
                out.append(write_text(part))
        text = "".join(out)
        if is_attribute and source[0] != quote and _BARE.fullmatch(text):
            return text
        return f"{quote}{text}{quote}"

    def _text_writer(self, slot: Slot, source: str, quote: str) -> Callable[[str], str]:
        """How plain text is written in the place of ``source``."""
        references = {} if slot is Slot.JSON else _references(source, quote)
        if slot in (Slot.JSON, Slot.JSON_MARKUP):
            write = jsonld.writer(source, self._page.encoding)
            return lambda text: _TEMPLATE_START.sub(r"\\u007b", write(text.translate(references)))
        newline = self._page.newline if slot is Slot.VERBATIM else "\n"
        # A translator's "{{" is text; in a templated page it would run as code.
        return lambda text: _TEMPLATE_START.sub("&#123;", text.translate(references)).replace("\n", newline)


def _element(tag: InlineTag) -> str:
    """The element's name as the author wrote it in the start tag."""
    found = re.match(r"<([^\s/>]+)", tag.raw)
    return found.group(1) if found else tag.name


def _references(source: str, quote: str) -> dict[int, str]:
    """How to write the characters that the author wrote as references in this unit, and those that would be markup."""
    table = {ord("&"): "&amp;", ord("<"): "&lt;"}
    if quote:
        table[ord(quote)] = "&quot;" if quote == '"' else "&#39;"
    for found in _REFERENCE.finditer(source):
        character = html.unescape(found.group())
        if len(character) == 1 and not character.isalnum():
            table[ord(character)] = found.group()
    return table


def identity(segments: Iterable[Segment]) -> dict[EntryKey, str]:
    """The translation that changes nothing."""
    return {segment.key: segment.key.msgid for segment in segments}
