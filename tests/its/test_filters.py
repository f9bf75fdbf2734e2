"""Locale filters in a site: what each language shows, translates and waits for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline import flow, locales
from pipeline.its.filters import filter_edits, includes
from pipeline.restore import identity, restore
from pipeline.segment import segment
from tests.its.pages import annotated, rules, script
from tests.pages import documents
from tests.sites import load, make_project, write_page

UK_ONLY = script('<localeFilterRule selector="//h:p[@class]" localeFilterList="en"/>')
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Prices</title>
<link rel="its-rules" href="../its/rules.xml">
{UK_ONLY}
</head><body>
<h1>Prices</h1>
<p>For all of you</p>
<p class="uk">Ask your insurer.</p>
<p its-locale-filter-list="tr">Ask the state insurance.</p>
<p>Call<span its-locale-filter-list="*-TR"> the Ankara desk</span> at noon.</p>
<p data-x="1">Keep these words</p>
</body></html>
"""


@pytest.mark.parametrize(
    ("tag", "language_range", "expected"),
    [
        # RFC 4647, 3.3.2: the examples there, and ours
        ("de-DE", "de-*-DE", True),
        ("de-Latn-DE", "de-*-DE", True),
        ("de-Latf-DE", "de-*-DE", True),
        ("de-Latn-DE-1996", "de-*-DE", True),
        ("de-DE-x-goethe", "de-DE", True),
        ("de", "de-*-DE", False),
        ("de-x-DE", "de-*-DE", False),
        ("de-Deva", "de-*-DE", False),
        ("tr-TR", "TR", True),
        ("tr", "tr-TR", False),
        ("tr-TR", "*", True),
        ("tr-TR", "*-TR", True),
        ("en-GB", "*-TR", False),
        ("tr-TR", " tr ", True),
    ],
)
def test_extended_filtering(tag: str, language_range: str, expected: bool) -> None:
    assert locales.matches(tag, language_range) is expected


def test_each_language_has_its_parts(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"en/index.html": PAGE})
    write_page(tmp_path, "its/rules.xml", rules('<translateRule selector="//h:p[@data-x]" translate="no"/>'))
    result = flow.run(project, ("extract", "build"))
    assert not result.failures
    msgids = {entry.msgid for entry in load(project, "index", "tr").entries}
    assert {"For all of you", "Ask the state insurance.", "Call<span1/> at noon.", "the Ankara desk"} <= msgids
    assert not {"Ask your insurer.", "Keep these words"} & msgids
    english, turkish = ((project.site / language / "index.html").read_text("utf-8") for language in ("en", "tr"))
    assert "Ask your insurer." in english
    assert "<p>Call at noon.</p>" in english
    assert "state insurance" not in english
    assert "Ask your insurer." not in turkish
    assert "Ask the state insurance." in turkish
    assert "the Ankara desk" in turkish
    assert (project.site / "its" / "rules.xml").is_file()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_any_page_is_whole_for_the_locale_that_its_filters_name(text: str) -> None:
    annotations = annotated(text)
    page, segments = annotations.document.page, segment(annotations.document, annotations)
    assert restore(page, segments, identity(segments), filter_edits(annotations, "tr-TR")) == text
    hidden = [s for s in segments if not includes(s.locales, "en-GB")]
    assert bool(hidden) <= (restore(page, (), {}, filter_edits(annotations, "en-GB")) != text)


def test_rules_outside_the_project_are_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    page = PAGE.replace("../its/rules.xml", "../../../secret.xml")
    (tmp_path / "secret.xml").write_text(rules('<translateRule selector="//h:p" translate="no"/>'), "utf-8")
    result = flow.run(make_project(folder, {"en/index.html": page}), ("extract",))
    assert "source/en/index.html:3: the ITS rules that are linked here cannot be read" in result.failures[0]
    assert "outside the project" in result.failures[0]
