"""Measure what the enforcement of the glossary does and costs: ``python -m tests.bench_enforcement``.

Terms are those of ``tests/data/terms_cases.tsv``, once with the package's annotation of terms and once without it, as
with a package that has learnt none. Speed is that on the sample site, in seconds of processor time.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from pipeline import codes
from pipeline.config import Project, read_project
from pipeline.drafting import faults_in, load_engine, load_glossary
from pipeline.engine import Engine
from pipeline.evaluate import read_cases
from pipeline.glossary import Glossary
from pipeline.model import EntryKey, Request
from pipeline.terminology import Mode, read_term_cases, score_terms
from pipeline.translate import draft
from pipeline.workspace import Outcome, read_sources
from tests.engines import Unannotated

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"


def terms(engine: Engine, glossary: Glossary) -> None:
    languages = engine.source, engine.target
    cases = read_term_cases(DATA / "terms_cases.tsv", *languages)
    sentences = read_cases(DATA / "terms_test.tsv", *languages)
    for title, used in (("annotation and repair", engine), ("repair alone", Unannotated(engine))):
        result = score_terms(cases, sentences, used, glossary, partial(faults_in, languages))
        for score in result.modes:
            if score.mode in (Mode.PLAIN, Mode.GLOSSARY):
                print(
                    f"{' → '.join(languages)}  {title:<24}{score.mode:<14}term {score.term_accuracy:5.1f} %  "
                    f"form {score.form_accuracy:5.1f} %  chrF++ {score.chrf:.1f}"
                )


def speed(project: Project, engine: Engine, glossary: Glossary) -> None:
    languages = engine.source, engine.target
    sources = read_sources(project, Outcome())
    texts = [codes.plain(unit.msgid) for page in sources if page.language == engine.source for unit in page.segments]
    requests = [Request(EntryKey("p", codes.escape(text)), glossary.find(text, *languages)) for text in texts]
    words, found = sum(len(text.split()) for text in texts), sum(len(request.terms) for request in requests)
    for title, terminology in (("no enforcement", None), ("enforcement", glossary)):
        started = time.process_time()
        for _ in draft(requests, languages, engine=engine, terminology=terminology):
            pass
        seconds = time.process_time() - started
        print(
            f"{' → '.join(languages)}  {title:<24}{1500 * seconds / words:.2f} s for 1,500 words "
            f"(of {words} words with {found} terms)"
        )


def main() -> None:
    project = read_project(ROOT)
    glossary = load_glossary(project, Outcome())
    assert glossary is not None
    for languages in (("en", "tr"), ("tr", "en")):
        engine = load_engine(project, *languages)
        assert engine is not None, f"no package for {languages}"
        terms(engine, glossary)
        speed(project, engine, glossary)


if __name__ == "__main__":
    main()
