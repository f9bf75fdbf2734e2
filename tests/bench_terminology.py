"""Measure the checks of terminology: ``python -m tests.bench_terminology``.

False alarms on ``corpora/``, pairs that people wrote and read, in both directions: apart for the third that was never
looked at while the rules were made (CRC-32 of the English text divisible by 3) and for the rest. Then, per kind, how
many violations planted into the approved pairs of the sample site are found. With ``--everyday`` it lists the words
that :data:`pipeline.qa.terminology.EVERYDAY` should hold instead.
"""

from __future__ import annotations

import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from pipeline import codes, qa
from pipeline.model import Pair
from pipeline.qa import terminology
from pipeline.qa.checks import Check
from pipeline.qa.terminology import TermForbidden, TermInconsistent, TermMissing, TermQuestionable
from tests.qa.planted import FOUND_BY, ROOT, glossary, planted

CHECKS: tuple[Check, ...] = (TermMissing(), TermForbidden(), TermQuestionable())
FILES = ("spine", "care", "site", "articles_en", "articles_tr", "terms_a", "terms_b")


def pairs() -> Iterator[tuple[bool, Pair]]:
    """The pairs of corpora/ in both directions, and whether they belong to the third that was not looked at."""
    for name in FILES:
        for line in (ROOT / "corpora" / f"{name}.tsv").read_text("utf-8").splitlines():
            texts = dict(zip(("en", "tr"), line.split("\t")[1:3], strict=True))
            is_fresh = zlib.crc32(texts["en"].encode("utf-8")) % 3 == 0
            for languages in (("en", "tr"), ("tr", "en")):
                source, target = (texts[language] for language in languages)
                terms = glossary().find(source, *languages)
                uses = glossary().uses(terms, target, *languages)
                yield is_fresh, Pair(codes.escape(source), codes.escape(target), *languages, terms=terms, uses=uses)


def false_alarms() -> None:
    found: Counter[tuple[bool, str]] = Counter()
    seconds = 0.0
    for is_fresh, pair in pairs():
        started = time.perf_counter()
        ids = {finding.check for finding in qa.check_pairs([pair], CHECKS)}
        seconds += time.perf_counter() - started
        found.update((is_fresh, name) for name in {"pairs", *ids, *(["any"] if ids else [])})
    for is_fresh in (False, True):
        total = found[is_fresh, "pairs"]
        print(f"{'not looked at' if is_fresh else 'looked at'}: {total} pairs")
        for name in (*(check.id for check in CHECKS), "any"):
            print(f"  {name:<18} {found[is_fresh, name]:>4}  {found[is_fresh, name] / total:.2%}")
    print(f"checking took {10_000 * seconds / (found[False, 'pairs'] + found[True, 'pairs']):.2f} s for 10,000 pairs")


def recall() -> None:
    planted_, found = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for fault in planted(Random(1)):
        key = fault.kind, terminology.is_law(fault.use, fault.pair.source_language)
        findings = [*qa.check_pairs([fault.pair], CHECKS), *TermInconsistent().check(fault.pairs)]
        planted_[key] += 1
        found[key] += any(f.check in FOUND_BY[fault.kind] and f.target == fault.pair.target for f in findings)
    for kind, is_law in sorted(planted_):
        share = found[kind, is_law] / planted_[kind, is_law]
        words = "terms" if is_law else "everyday words, verbs, source variants"
        print(f"{kind:<10} {words:<40} {found[kind, is_law]:>4} of {planted_[kind, is_law]:>4}  {share:.1%}")


def everyday() -> None:
    """Words of which at least 3 % and two occurrences, in what may be looked at, are rendered otherwise."""
    terminology.EVERYDAY = {}
    seen, missing = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for is_fresh, pair in pairs():
        for use in pair.uses:
            if not is_fresh and terminology.is_law(use, pair.source_language):
                key = pair.source_language, use.match.term.source.lower()
                seen[key] += 1
                missing[key] += any(TermMissing().messages(replace(pair, uses=(use,))))
    for language in ("en", "tr"):
        words = [
            w
            for (code, w), n in missing.items()
            if code == language and " " not in w and n > 1 and n >= 0.03 * seen[code, w]
        ]
        print(language, *sorted(words))


if __name__ == "__main__":
    if sys.argv[1:] == ["--everyday"]:
        everyday()
    else:
        false_alarms()
        recall()
