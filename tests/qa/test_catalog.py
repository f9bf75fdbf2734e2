import shutil
from pathlib import Path

import pytest

from pipeline.model import Severity
from pipeline.qa import msgfmt

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
