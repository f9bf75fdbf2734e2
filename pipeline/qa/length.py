"""How long a translation is: beside its source, and for the place where it is shown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check, plain, visible

_USUAL: Mapping[tuple[str, str], float] = {("en", "tr"): 0.96, ("tr", "en"): 1.04}
"""Characters of a translation for each of its source: the medians of our own pairs."""


class Length(Check):
    """A translation is about as long as its source, counted in characters without codes.

    The shorter a text, the more its length may vary: allowed is a factor of exp(0.15 + 3 / √n) around the usual ratio
    of the two languages for a source of n characters, 1.6 at 100 and 2.1 at 25. That leaves alone 99.8 % of our own
    pairs. Between other languages than English and Turkish the factor is three times as great. Texts under ten
    characters are not judged.
    """

    id = "length"
    severity = Severity.WARNING
    summary = "A translation about as long as its source"

    _SHORTEST = 20

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name both lengths if they are too far apart."""
        source, target = (len(visible(text).strip()) for text in (pair.source, pair.target))
        if source < self._SHORTEST:
            return
        usual = _USUAL.get((pair.source_language.split("-")[0], pair.target_language.split("-")[0]))
        strangeness = math.log(target / source / (usual or 1.0))
        if abs(strangeness) > 0.15 + 3 / math.sqrt(source) + (0.0 if usual else math.log(3)):
            how = "long" if strangeness > 0 else "short"
            yield f"source has {source} characters, translation has {target}: unusually {how}"


class SentenceCount(Check):
    """The translation has as many sentences as the source, give or take one.

    Sentences may be joined or split in translation; two fewer usually means that one got lost, two more that the model
    went on by itself.
    """

    id = "sentence-count"
    severity = Severity.WARNING
    summary = "As many sentences, give or take one"

    _END = re.compile(
        r"(?<!\b[A-ZÇĞİÖŞÜ])(?<!\b[DdSs][rtn])(?<!\b(?:vb|vs|Op|no|No))(?<!Prof)(?<!Doç)[.!?…]+[\"”’'»)\]]*\s+(?=[\"“‘'«(]?[A-ZÇĞİÖŞÜ\d%])"
    )

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name both numbers if they are two or more apart."""
        source, target = (len(self._END.findall(plain(text))) + 1 for text in (pair.source, pair.target))
        if abs(source - target) > 1:
            yield f"source has {source} sentence{'s' * (source > 1)}, translation has {target}"


class LengthLimit(Check):
    """A page title has at most 60 characters, a meta description at most 160: search engines cut off the rest.

    The limits hold for the translation whatever the source does. They are rules of thumb: what counts is the width in
    pixels, which differs between devices.
    """

    id = "length-limit"
    severity = Severity.WARNING
    summary = "Page titles and descriptions no longer than search engines show"

    _LIMITS: Mapping[str, int] = {"title": 60, "og:title": 60, "twitter:title": 60, "meta:description": 160}

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name the length and the limit."""
        limit = self._LIMITS.get(pair.role)
        if limit and (length := len(plain(pair.target))) > limit:
            yield f"translation has {length} characters, search engines show about {limit} of a {pair.role}"
