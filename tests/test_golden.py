"""Each folder of tests/golden is one case: the page, the segments it must give, and perhaps a localized page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.model import Page, Segment
from pipeline.parse import parse, read_page
from pipeline.restore import encode, identity, restore
from pipeline.segment import segment

CASES = sorted(path.parent for path in Path(__file__).parent.glob("golden/*/case.html"))


def load(case: Path) -> tuple[bytes, Page, tuple[Segment, ...]]:
    language = case / "language"
    data = (case / "case.html").read_bytes()
    page = read_page(
        data, name=case.name, language=language.read_text().strip() if language.exists() else "en", file=case.name
    )
    return data, page, segment(parse(page))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_segments(case: Path) -> None:
    _, _, segments = load(case)
    assert [[s.role, s.msgid] for s in segments] == json.loads((case / "segments.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_identity_gives_the_page_back(case: Path) -> None:
    data, page, segments = load(case)
    assert encode(page, restore(page, segments, identity(segments))) == data


@pytest.mark.parametrize(
    "case", [case for case in CASES if (case / "translations.json").exists()], ids=lambda case: case.name
)
def test_translations(case: Path) -> None:
    _, page, segments = load(case)
    texts = json.loads((case / "translations.json").read_text("utf-8"))
    translated = {s.key: texts[s.key.msgid] for s in segments if s.key.msgid in texts}
    assert encode(page, restore(page, segments, translated)) == (case / "expected.html").read_bytes()


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 100
