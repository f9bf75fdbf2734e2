"""The kinds of error: their family, the checks that may rightly report them, and what plants them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.seeded import figures, language, markup, terms
from tests.seeded.figures import Mutator
from tests.seeded.pairs import CleanPair

CLINICAL, TERMINOLOGY, MARKUP, LANGUAGE = "clinical", "terminology", "markup", "language"
FAMILIES = (CLINICAL, TERMINOLOGY, MARKUP, LANGUAGE)

FIGURES = "numbers number-words percent units duration frequency"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error.

    ``checks`` are the ids of those that may rightly report it, the one made for it first. ``mutate`` plants it in a
    translation of its own, ``from_pair`` and ``from_source`` where more must be known; a kind with none of them is
    written by hand in ``seeded_edits.tsv``. ``share`` is how many rows to take for each direction.
    """

    id: str
    family: str
    checks: str
    mutate: Mutator | None = None
    from_pair: Callable[[CleanPair, str, Random], str | None] | None = None
    from_source: Callable[[str, str], str | None] | None = None
    share: int = 14

    def plant(self, pair: CleanPair, to: str, random: Random) -> str | None:
        """The pair's side in language ``to`` with one error of this kind, None where there is none to plant."""
        clean, source = pair.text(to), pair.text("en" if to == "tr" else "tr")
        if self.mutate:
            wrong = self.mutate(clean, to, random)
        elif self.from_pair:
            wrong = self.from_pair(pair, to, random)
        else:
            wrong = self.from_source(clean, source) if self.from_source else None
        return None if wrong == clean else wrong


KINDS: tuple[Kind, ...] = (
    Kind("digit-changed", CLINICAL, FIGURES, figures.digit_changed, share=20),
    Kind("zero-added", CLINICAL, FIGURES, figures.zero_added),
    Kind("number-dropped", CLINICAL, FIGURES, figures.number_dropped, share=20),
    Kind("number-added", CLINICAL, "numbers citations", figures.number_added),
    Kind("number-word", CLINICAL, "number-words numbers duration frequency"),
    Kind("decimal-shifted", CLINICAL, FIGURES, figures.decimal_shifted),
    Kind("decimal-notation", CLINICAL, "notation " + FIGURES, figures.decimal_notation),
    Kind("thousands-confused", CLINICAL, "numbers notation units", figures.thousands_confused),
    Kind("range-end", CLINICAL, FIGURES, figures.range_end),
    Kind("fraction", CLINICAL, "number-words numbers duration frequency"),
    Kind("percent-lost", CLINICAL, "percent numbers", figures.percent_lost),
    Kind("stage", CLINICAL, "numbers number-words"),
    Kind("bound", CLINICAL, "bounds change nature"),
    Kind("unit-scale", CLINICAL, "units numbers", figures.unit_scale, share=20),
    Kind("level-name", CLINICAL, "numbers", figures.level_changed),
    Kind("frequency", CLINICAL, "frequency duration numbers number-words units"),
    Kind("duration", CLINICAL, "duration units frequency", figures.duration, share=20),
    Kind("time", CLINICAL, "numbers", figures.time_changed),
    Kind("date", CLINICAL, "dates weekdays numbers", figures.date_changed),
    Kind("phone-digit", CLINICAL, "contacts numbers", figures.phone_digit),
    Kind("email", CLINICAL, "contacts", figures.email_changed),
    Kind("url", CLINICAL, "contacts", figures.url_changed),
    Kind("negation-dropped", CLINICAL, "negation negation-count"),
    Kind("negation-added", CLINICAL, "negation negation-count"),
    Kind("laterality", CLINICAL, "laterality"),
    Kind("upper-lower", CLINICAL, "level bounds"),
    Kind("before-after", CLINICAL, "order"),
    Kind("increase-decrease", CLINICAL, "change nature"),
    Kind("warning-lost", CLINICAL, "warning-words"),
    Kind("drug-changed", CLINICAL, "drugs"),
    Kind("term-wrong", TERMINOLOGY, "term-missing term-questionable", from_pair=terms.exchanged, share=24),
    Kind(
        "term-forbidden",
        TERMINOLOGY,
        "term-forbidden term-missing term-questionable",
        from_pair=terms.forbidden,
        share=24,
    ),
    Kind("code-lost", MARKUP, "codes-equal codes-nested", markup.code_lost),
    Kind("element-lost", MARKUP, "codes-equal", markup.element_lost),
    Kind("code-renamed", MARKUP, "codes-equal", markup.code_renamed),
    Kind("code-misnested", MARKUP, "codes-nested", markup.code_misnested),
    Kind("code-spacing", MARKUP, "codes-spacing", markup.code_spacing),
    Kind("code-space-inside", MARKUP, "codes-spacing", markup.code_space_inside),
    Kind("markup-injected", MARKUP, "markup-injected", markup.markup_injected),
    Kind("placeholder", MARKUP, "placeholders", markup.placeholder_changed),
    Kind("empty", LANGUAGE, "empty", language.empty, share=8),
    Kind("untranslated", LANGUAGE, "untranslated unchanged", from_source=language.untranslated),
    Kind("half-translated", LANGUAGE, "half-translated untranslated", from_source=language.half_translated),
    Kind("mojibake", LANGUAGE, "mojibake", language.mojibake),
    Kind("dotless-capitals", LANGUAGE, "turkish-letters", language.dotless_capitals),
    Kind("combining-dot", LANGUAGE, "turkish-letters invisible normalization", language.combining_dot),
    Kind("without-diacritics", LANGUAGE, "turkish-letters", language.without_diacritics),
    Kind("suffix-harmony", LANGUAGE, "suffix-harmony", language.suffix_harmony),
    Kind("doubled-word", LANGUAGE, "doubled-word", language.doubled_word),
    Kind("repeated-phrase", LANGUAGE, "repeated-phrase length", language.repeated_phrase),
    Kind("end-mark-changed", LANGUAGE, "end-punctuation", language.end_mark_changed),
    Kind("end-mark-lost", LANGUAGE, "end-punctuation", language.end_mark_lost),
    Kind("space-before-mark", LANGUAGE, "spacing", language.space_before_mark),
    Kind("space-after-mark", LANGUAGE, "spacing", language.space_after_mark_lost),
    Kind("bracket-lost", LANGUAGE, "brackets", language.bracket_lost),
    Kind("double-space", LANGUAGE, "spacing", language.double_space),
    Kind("outer-space", LANGUAGE, "end-space", language.outer_space),
    Kind("truncated", LANGUAGE, "length", language.truncated),
)
