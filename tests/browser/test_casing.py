"""Capitals that a style sheet makes, in the language of the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build import Mode, Translation, build
from pipeline.head import language_edits
from pipeline.model import State
from pipeline.parse import parse, read_page
from pipeline.segment import segment
from tests.browser import chromium

PAGE = """<!DOCTYPE html><html lang="{}"><meta charset="utf-8"><title>x</title>
<style>p {{ text-transform: uppercase }}</style>
<p>{}</p><p>{}</p><p translate="no" lang="{}">{}</p>"""


@pytest.mark.parametrize(
    ("languages", "texts", "translation", "shown"),
    [
        # The second text is not translated, the third never is.
        (("en", "tr"), ("first", "if it is light", "ilk ışık"), "ilk ışık", ["İLK IŞIK", "IF IT IS LIGHT", "İLK IŞIK"]),
        (("tr", "en"), ("ilk", "iğne ısırığı", "if"), "first if", ["FIRST IF", "İĞNE ISIRIĞI", "IF"]),
    ],
)
def test_uppercase(
    tab: chromium.Tab,
    tmp_path: Path,
    languages: tuple[str, str],
    texts: tuple[str, str, str],
    translation: str,
    shown: list[str],
) -> None:
    source, target = languages
    html = PAGE.format(source, *texts[:2], target, texts[2])
    document = parse(read_page(html.encode(), name="page", language=source, file="page.html"))
    segments = segment(document)
    known = {s.key: Translation(translation, State.APPROVED) for s in segments if s.msgid == texts[0]}
    page, _ = build(document, segments, known, target, Mode.RELEASE, language_edits(document, target))
    path = tmp_path / "page.html"
    path.write_bytes(page.content)
    tab.load(chromium.address(path))
    assert tab.evaluate("[...document.querySelectorAll('p')].map((p) => p.innerText)") == shown
