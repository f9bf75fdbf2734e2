"""Measures how well terms are found: ``python -m tests.bench_terms [FOLDER]``.

Recall on ``terms_*.tsv`` of a folder (columns: term id, English, Turkish, and the form in each), if one is given;
precision and recall on ``tests/data/terms_gold.tsv``, where every term of a sentence is listed; the share of right
matches among those read by hand (``terms_read.tsv``); wrong matches in ``terms_traps.tsv``; and the time for a page of
1,500 words.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.glossary import Glossary, read_glossary

PROJECT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
OTHER = {"en": "tr", "tr": "en"}
PAGE = 1500


def table(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a header."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def missed(glossary: Glossary, folder: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Rows of which the form is not found: term, form, what is found there instead; empty strings for a row found.

    A form counts as found where its term is found, in whatever length, or where a longer form of another term covers
    it.
    """
    column = 1 if language == "en" else 2
    for path in sorted(folder.glob("terms_*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            form, text = cells[column + 2], cells[column]
            start = text.find(form)
            end = start + len(form.rstrip("."))
            there = [m for m in glossary.find(text, language, OTHER[language]) if m.start < end and start < m.end]
            covers = any(m.start <= start and m.end >= end and (m.start, m.end) != (start, end) for m in there)
            if covers or any(m.term.id == cells[0] for m in there):
                yield "", "", ""
            else:
                yield cells[0], form, ", ".join(f"{m.found} ({m.term.id})" for m in there)


def gold(glossary: Glossary, language: str) -> tuple[int, list[str], list[str]]:
    """How many listed terms are found; which are not; what is found and not listed."""
    right = 0
    lost: list[str] = []
    wrong: list[str] = []
    for row in table("terms_gold.tsv"):
        if row["language"] != language:
            continue
        expected = Counter(filter(None, row["terms"].split(" | ")))
        found = Counter(f"{m.term.id}={m.found}" for m in glossary.find(row["text"], language, OTHER[language]))
        right += (expected & found).total()
        lost += (expected - found).elements()
        wrong += (found - expected).elements()
    return right, lost, wrong


def seconds(glossary: Glossary, language: str) -> float:
    """Processor time for a page of 1,500 words: the mean over pages that differ, after one that is not counted."""
    words = " ".join(row["text"] for row in table("terms_gold.tsv") if row["language"] == language).split()
    first, *pages = (" ".join(words[start : start + PAGE]) for start in range(0, len(words) - PAGE + 1, PAGE))
    glossary.find(first, language, OTHER[language])
    start = time.process_time()
    for page in pages:
        glossary.find(page, language, OTHER[language])
    return (time.process_time() - start) / len(pages)


def main(folder: Path | None) -> None:
    """Print the measures for both languages."""
    glossary = read_glossary(PROJECT / "glossary.csv")
    for language, to in OTHER.items():
        print(f"== {language}")
        page = seconds(read_glossary(PROJECT / "glossary.csv"), language)
        if folder:
            rows = list(missed(glossary, folder, language))
            lost = [row for row in rows if row[0]]
            print(f"forms found: {len(rows) - len(lost)} of {len(rows)} ({1 - len(lost) / len(rows):.2%})")
            for term, form, instead in lost:
                print(f"  {term}: {form!r} not found{'; instead ' + instead if instead else ''}")
        right, lost_terms, wrong = gold(glossary, language)
        found, listed = right + len(wrong), right + len(lost_terms)
        print(f"gold: precision {right / found:.2%} ({right} of {found}), recall {right / listed:.2%} of {listed}")
        for label, items in (("missed", lost_terms), ("wrong", wrong)):
            for item, count in sorted(Counter(items).items()):
                print(f"  {label}: {item} {count}")
        read = [row for row in table("terms_read.tsv") if row["language"] == language]
        bad = [row["found"] for row in read if row["right"] == "no"]
        print(f"read by hand: {1 - len(bad) / len(read):.2%} of {len(read)} right; in another sense: {', '.join(bad)}")
        traps = [row["text"] for row in table("terms_traps.tsv") if row["language"] == language]
        print(f"traps: {sum(bool(glossary.find(text, language, to)) for text in traps)} of {len(traps)} matched")
        print(f"page of {PAGE} words: {page * 1000:.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
