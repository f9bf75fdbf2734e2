import shutil
from pathlib import Path

import pytest

from pipeline.model import Catalog, Entry, Severity
from pipeline.qa import msgfmt
from pipeline.qa.catalog import headers, obsolete

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: tr\\n"\n\n'
needs_msgfmt = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's tools are not installed")


def write(folder: Path, text: str) -> Path:
    path = folder / "index.po"
    path.write_text(HEADER + text, encoding="utf-8")
    return path


@needs_msgfmt
def test_duplicate_message(tmp_path: Path) -> None:
    path = write(tmp_path, 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n')
    findings = list(msgfmt(path, "locales/tr/LC_MESSAGES/index.po"))
    assert findings
    assert all(finding.check == "msgfmt" and finding.severity is Severity.ERROR for finding in findings)
    assert any("duplicate" in finding.message for finding in findings)
    assert str(findings[0].location).startswith("locales/tr/LC_MESSAGES/index.po:9")


@needs_msgfmt
def test_syntax_error_names_the_line(tmp_path: Path) -> None:
    findings = list(msgfmt(write(tmp_path, 'msgid "a\nmsgstr "b"\n')))
    assert next(finding.location.line for finding in findings if finding.location) in (6, 7)


@needs_msgfmt
def test_missing_file_is_one_finding(tmp_path: Path) -> None:
    findings = list(msgfmt(tmp_path / "none.po"))
    assert len(findings) == 1
    assert "none.po" in findings[0].message


@needs_msgfmt
def test_non_ascii_and_odd_paths(tmp_path: Path) -> None:
    folder = tmp_path / "klasör (1)"
    folder.mkdir()
    assert [finding.message for finding in msgfmt(write(folder, 'msgid "a"\nmsgstr "b"\nx\n'))]


@pytest.mark.usefixtures("no_tools")
def test_nothing_without_gettext(tmp_path: Path) -> None:
    assert list(msgfmt(write(tmp_path, "broken"))) == []


@pytest.fixture
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


COMPLETE = {
    "Language": "tr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "PO-Revision-Date": "2026-01-01 10:00+0000",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}


@pytest.mark.parametrize("missing", ["", *COMPLETE])
def test_headers(missing: str) -> None:
    present = tuple((name, value) for name, value in COMPLETE.items() if name != missing)
    found = [(f.check, f.message) for f in headers(Catalog("index", "en", "tr", "a.po", headers=present))]
    assert found == ([("headers", f"the header {missing} is missing")] if missing else [])


def test_an_empty_header_is_missing_and_an_unknown_language_has_no_plurals() -> None:
    empty = tuple((COMPLETE | {"Language": " ", "Plural-Forms": ""}).items())
    assert [f.message for f in headers(Catalog("index", "en", "tlh", "a.po", headers=empty))] == [
        "the header Language is missing"
    ]


def test_obsolete_entries_are_counted() -> None:
    entries = (Entry("p", "a", line=3), Entry("p", "b", obsolete=True, line=9), Entry("p", "c", obsolete=True, line=12))
    (finding,) = obsolete(Catalog("index", "en", "tr", "a.po", entries))
    assert (finding.severity, str(finding.location)) == (Severity.INFO, "a.po:9:1")
    assert finding.message.startswith("the catalog has 2 obsolete entries")
    assert list(obsolete(Catalog("index", "en", "tr", "a.po", entries[:1]))) == []
