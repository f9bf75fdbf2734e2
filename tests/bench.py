"""Measure what a person waits for, and where inline codes come out: ``python -m tests.bench`` (``make bench``)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline import codes
from pipeline.config import Project, read_project
from pipeline.drafting import Memories, load_engine, load_glossary
from pipeline.evaluate import evaluate_codes, read_cases
from pipeline.model import Pair
from pipeline.parse import parse, read_page
from pipeline.qa import check_pairs
from pipeline.restore import encode, identity, restore
from pipeline.segment import segment
from pipeline.workspace import Outcome, Source, all_catalogs, read_sources

ROOT = Path(__file__).parent.parent
CODES = ROOT / "tests" / "data" / "codes_en-tr.tsv"

Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def round_trips(sources: Sequence[Source]) -> int:
    for source in sources:
        page = read_page(source.content, name="page", language=source.language, file=str(source.path))
        segments = segment(parse(page))
        assert encode(page, restore(page, segments, identity(segments))) == source.content
    return sum(len(source.content) for source in sources)


def report(project: Project) -> None:
    outcome = Outcome()
    seconds, sources = timed(lambda: read_sources(project, outcome))
    texts = [(s.language, codes.plain(u.msgid)) for s in sources for u in s.segments]
    words = sum(len(text.split()) for _, text in texts)
    print(f"{'read and cut the sample site':<40}{seconds:8.2f} s   {len(sources)} pages, {words} words")
    seconds, size = timed(lambda: round_trips(sources))
    print(f"{'round trip':<40}{size / seconds / 1e6:8.2f} MB/s")
    seconds, catalogs = timed(lambda: list(all_catalogs(project, outcome)))
    print(f"{'read the catalogs':<40}{seconds:8.2f} s")
    pairs = [
        Pair(e.msgid, e.msgstr, c.source_language, c.language, e.msgctxt)
        for c in catalogs
        for e in c.entries
        if e.msgstr
    ]
    seconds, findings = timed(lambda: list(check_pairs(pairs)))
    print(f"{'check':<40}{len(pairs) / seconds:8.0f} pairs/s, {len(findings)} findings")
    glossary = load_glossary(project, outcome)
    assert glossary is not None, outcome.failures
    glossary.find("", "en", "tr")
    english = [text for language, text in texts if language == "en"]
    seconds, hits = timed(lambda: sum(len(glossary.find(text, "en", "tr")) for text in english))
    print(f"{'find terms':<40}{len(english) / seconds:8.0f} units/s, {hits} terms")
    seconds, _ = timed(lambda: Memories(project, outcome).get("en", "tr"))
    print(f"{'load the memory':<40}{seconds:8.2f} s")
    for source, target in (("en", "tr"), ("tr", "en")):
        seconds, engine = timed(partial(load_engine, project, source, target))
        if engine is None:
            print(f"no package for {source} → {target}")
            continue
        result = evaluate_codes(read_cases(CODES, source, target), engine)
        print(
            f"{f'inline codes {source} → {target}':<40}{result.exact:8.1f} % on exactly the right words, "
            f"{result.half:.1f} % at least half (of {result.pairs} in {result.texts} texts; "
            f"engine {engine.version}, loaded in {seconds:.2f} s)"
        )


if __name__ == "__main__":
    report(read_project(ROOT))
