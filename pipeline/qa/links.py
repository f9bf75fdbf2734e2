"""Check on the links of a page: a telephone link dials the number that it shows.

Translators never see the address of a link, only its text, so this looks at the page as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from pipeline.model import Finding, Location, Severity

TEL_ID = "tel-links"
_LEAST_DIGITS = 5
"""A shorter number in the text of a link (*call 24/7*, *line 2*) is not the number itself."""
_SAME_DIGITS = 7
"""So many last digits must agree: before them stand country code, trunk zero and area code, written or not."""


def tel_links(page: str, file: str) -> Iterator[Finding]:
    """Telephone links of an HTML page whose visible number is not the one that they dial; ``file`` names the page.

    ``<a href="tel:+902125550123">0212 555 01 23</a>`` agrees: country code and trunk zero may differ. A text without a
    number, such as "Call us", says nothing.
    """
    parser = _TelephoneLinks()
    parser.feed(page)
    parser.close()
    for line, number, text in parser.links:
        dialled, shown = re.sub(r"\D", "", number), max(_numbers(text), key=len, default="")
        if len(shown) >= _LEAST_DIGITS and not _agree(dialled, shown):
            message = f"the link dials {number}, its text shows {text.strip()!r}"
            yield Finding(TEL_ID, Severity.ERROR, message, Location(file, line))


def _numbers(text: str) -> list[str]:
    return [re.sub(r"\D", "", match) for match in re.findall(r"[+(]?\d[\d\s\u00a0\u202f()./–-]*", text)]


def _agree(dialled: str, shown: str) -> bool:
    one, other = dialled.lstrip("0"), shown.lstrip("0")
    shorter, longer = sorted((one, other), key=len)
    return longer.endswith(shorter) and (one == other or len(shorter) >= _SAME_DIGITS)


class _TelephoneLinks(HTMLParser):
    """Collects line, number and text of each ``<a href="tel:…">``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[int, str, str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a link."""
        if tag != "a":
            return
        href = (dict(attrs).get("href") or "").strip()
        self._inside = href.lower().startswith("tel:")
        if self._inside:
            self.links.append((self.getpos()[0], href[4:].split(";")[0].replace("%20", " "), ""))

    def handle_endtag(self, tag: str) -> None:
        """Close a link."""
        if tag == "a":
            self._inside = False

    def handle_data(self, data: str) -> None:
        """Add to the text of the open link."""
        if self._inside:
            line, number, text = self.links[-1]
            self.links[-1] = (line, number, text + data)
