"""Whether the translation names the same medicines as the source."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check, listing
from pipeline.qa.lexicon import words
from pipeline.qa.medicines import medicine


class Drugs(Check):
    """The same medicines are named on both sides, in the spelling of each language.

    Known are some 380 international nonproprietary names with their Turkish spellings (*warfarin* – *varfarin*) and
    some trade names, which may be rendered by the name of the substance (*Coumadin* – *varfarin*); other names are
    recognised by the stems of INN (*-sartan, -floxacin, -umab* …). Trade names that are not known are left alone.
    """

    id = "drugs"
    severity = Severity.ERROR
    summary = "The same medicines on both sides"

    def messages(self, pair: Pair) -> Iterator[str]:
        """Name the medicines that are missing and those that are too many."""
        here, there = (language.split("-")[0] for language in (pair.source_language, pair.target_language))
        if {here, there} != {"en", "tr"}:
            return
        source, target = _medicines(pair.source, here), _medicines(pair.target, there)
        if missing := [found for name, found in source.items() if name not in target]:
            yield f"source names {listing(missing)}, translation does not"
        if added := [found for name, found in target.items() if name not in source]:
            yield f"translation names {listing(added)}, source does not"


def _medicines(text: str, language: str) -> dict[str, str]:
    """Medicines named in a text: what they are called, and how the text writes it."""
    return {name: repr(word) for word in words(text, language) if (name := medicine(word))}
