"""The preview while its files are edited: what is built, what is told, and what is left alone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.request import urlopen

import pytest

from pipeline.build import Mode
from pipeline.config import Project
from pipeline.errors import StoppedError
from pipeline.files import project_lock
from pipeline.flow import run
from pipeline.serving import preview as module
from pipeline.serving.changes import Work
from pipeline.serving.preview import Preview, Update, serve
from pipeline.serving.watching import Watch
from tests.sites import HOME, approve, make_project, snapshot, write_page

WHOLE = Work(whole=True)
DRIVE = {"Do not drive.": "Araç kullanmayın."}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path)


@pytest.fixture
def preview(project: Project) -> Preview:
    made = Preview(project, Mode.DRAFT)
    assert not made.build(WHOLE).problems
    return made


def shown(preview: Preview, name: str) -> str:
    return (preview.project.site / name).read_text("utf-8")


def save(preview: Preview, *names: str) -> Update | None:
    return preview.update([preview.project.root / name for name in names])


def test_the_preview_has_a_folder_of_its_own(project: Project) -> None:
    run(project, ("extract", "build"))
    before = snapshot(project.root)
    preview = Preview(project, Mode.RELEASE)
    assert "en/index.html" in preview.build(WHOLE).changed
    assert preview.project.site == project.cache / "preview"
    assert snapshot(project.root) == before
    assert not project.addresses.exists(), "nothing was published"


def test_a_saved_page_is_built_in_every_language(preview: Preview) -> None:
    write_page(preview.project.root, "en/index.html", HOME.replace("Do not drive.", "Do not swim."))
    update = save(preview, "source/en/index.html")
    assert update
    assert update.changed == ("en/index.html", "tr/index.html")
    assert "Do not swim." in shown(preview, "en/index.html")
    assert "Do not swim." in preview.project.template("index").read_text("utf-8"), "editors get the new text"
    assert save(preview, "source/en/index.html") == Update((), (), pytest.approx(0, abs=60))


def test_an_editors_catalog_shows_and_is_not_written_again(preview: Preview) -> None:
    approve(preview.project, "index", "tr", DRIVE)
    before = snapshot(preview.project.locales)
    update = save(preview, "locales/tr/LC_MESSAGES/index.po")
    assert update
    assert update.changed == ("tr/index.html",)
    assert "Araç kullanmayın." in shown(preview, "tr/index.html")
    assert snapshot(preview.project.locales) == before


def test_catalogs_that_the_preview_writes_ask_for_nothing(preview: Preview) -> None:
    assert save(preview, "locales/tr/LC_MESSAGES/index.po", "locales/templates/index.pot") is None


def test_assets_are_copied(preview: Preview) -> None:
    write_page(preview.project.root, "assets/site.css", "p {}")
    update = save(preview, "source/assets/site.css")
    assert update
    assert update.changed == ("assets/site.css",)
    write_page(preview.project.root, "assets/site.css", "b {}")
    update = save(preview, "source/assets/site.css")
    assert update
    assert (update.changed, shown(preview, "assets/site.css")) == (("assets/site.css",), "b {}")


def test_new_and_removed_pages(preview: Preview) -> None:
    root = preview.project.root
    write_page(root, "en/fusion.html", "<title>Fusion</title><p>Fusion")
    update = save(preview, "source/en/fusion.html")
    assert update
    assert {"en/fusion.html", "tr/fusion.html"} <= set(update.changed)
    (root / "source/en/fusion.html").unlink()
    assert save(preview, "source/en/fusion.html")
    assert not (preview.project.site / "tr/fusion.html").exists()


def test_a_new_address_reaches_the_pages_that_link_to_it(preview: Preview) -> None:
    assert 'href="contact.html"' in shown(preview, "en/index.html")
    approve(preview.project, "contact", "en", {"İletişim": "Getting here"})
    assert save(preview, "locales/en/LC_MESSAGES/contact.po")
    assert 'href="getting-here.html"' in shown(preview, "en/index.html")


def test_settings_and_glossary_concern_the_whole_site(preview: Preview) -> None:
    settings = preview.project.root / "clinic-l10n.toml"
    settings.write_text(settings.read_text("utf-8").replace("clinic.example", "spine.example"), "utf-8")
    assert save(preview, "clinic-l10n.toml")
    assert 'hreflang="tr" href="https://spine.example/tr/index.html"' in shown(preview, "en/index.html")
    preview.project.glossary.write_text("wrong\n", "utf-8")
    update = save(preview, "glossary.csv")
    assert update
    assert "glossary.csv" in "".join(update.problems)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("clinic-l10n.toml", "oops"),
        ("source/en/index.html", " "),
        ("locales/tr/LC_MESSAGES/index.po", 'msgid "x'),
    ],
)
def test_a_mistake_is_told_until_it_is_mended(preview: Preview, name: str, bad: str) -> None:
    path = preview.project.root / name
    good = path.read_bytes()
    path.write_text(bad, "utf-8")
    update = save(preview, name)
    assert update
    [problem] = update.problems
    assert path.name in problem
    assert preview.board.news("en/index.html").problems == (problem,)
    write_page(preview.project.root, "tr/contact.html", "<title>İletişim</title><p>Arayın.")
    other = save(preview, "source/tr/contact.html")
    assert other
    assert other.problems == (problem,), "another page's save does not hide it"
    path.write_bytes(good)
    mended = save(preview, name)
    assert mended
    assert not mended.problems
    assert preview.board.news("en/index.html").problems == ()
    assert "Spine care" in shown(preview, "en/index.html")


def test_another_command_is_waited_for(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    done: list[Update | None] = []
    with project_lock(preview.project.cache / "lock", "translate"):
        thread = Thread(target=lambda: done.append(save(preview, "source/en/index.html")))
        thread.start()
        time.sleep(0.1)
        assert not done
    thread.join(timeout=30)
    assert done
    assert done[0] is not None


# --- with the watch, the server and the command -----------------------------------------------------------------------


@contextmanager
def served(preview: Preview) -> Iterator[tuple[str, Queue[Update]]]:
    """A preview that runs; its address, and what it tells of each save."""
    addresses: Queue[str] = Queue()
    updates: Queue[Update] = Queue()

    def updated(update: Update) -> None:
        if "stop" in update.changed:
            raise StoppedError("stop")
        updates.put(update)

    def work() -> None:
        with pytest.raises(StoppedError):
            serve(preview, 0, started=lambda url, first: addresses.put(url), updated=updated)

    thread = Thread(target=work)
    thread.start()
    try:
        yield addresses.get(timeout=60), updates
    finally:
        write_page(preview.project.root, "stop", "")
        thread.join(timeout=60)
        assert not thread.is_alive()


def test_from_the_save_to_the_browser(project: Project) -> None:
    with served(Preview(project, Mode.DRAFT)) as (url, updates):
        time.sleep(0.3)  # until the system tells us of files
        write_page(project.root, "en/index.html", HOME.replace("Do not drive.", "Do not swim."))
        assert "tr/index.html" in updates.get(timeout=30).changed
        with urlopen(f"{url}tr/") as answer:
            assert "Do not swim." in answer.read().decode()
        approve(project, "index", "tr", {"Do not swim.": "Yüzmeyin."})
        assert updates.get(timeout=30).changed == ("tr/index.html",)
        with urlopen(f"{url}tr/index.html") as answer:
            assert "Yüzmeyin." in answer.read().decode()


def test_watching_hears_of_settings_and_leaves_other_folders_alone(project: Project) -> None:
    (project.root / "other").mkdir()
    watch = Watch(project)
    try:
        time.sleep(0.3)
        (project.root / "other" / "x.txt").write_text("x", "utf-8")
        (project.root / "clinic-l10n.toml").touch()
        heard = next(iter(watch))
        assert project.root / "clinic-l10n.toml" in heard
        assert project.root / "other" / "x.txt" not in heard
    finally:
        watch.stop()
    assert not [path for batch in watch for path in batch if path.name == "x.txt"]


@pytest.fixture
def command(project: Project) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        words = [sys.executable, "-m", "pipeline", "--project", str(project.root), "serve", *arguments]
        process = subprocess.Popen(
            words,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def test_ctrl_c_ends_it_calmly(command: Callable[..., subprocess.Popen[str]]) -> None:
    process = command("--port", "0", "--release")
    assert process.stdout
    built, told = process.stdout.readline(), process.stdout.readline()
    assert re.match(r"\d\d:\d\d:\d\d 404.html, .* and \d+ more \(\d+\.\d\d s\)", built)
    assert re.match(r"The site is at http://127\.0\.0\.1:\d+/ \(Ctrl-C ends the preview\)", told)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out.strip(), err) == (0, "The preview has ended.", "")


def test_a_port_that_is_taken_is_told_before_anything_is_built(
    command: Callable[..., subprocess.Popen[str]], project: Project
) -> None:
    first = command("--port", "0")
    assert first.stdout
    port = re.search(r"127\.0\.0\.1:(\d+)", first.stdout.readline() + first.stdout.readline())
    assert port
    out, err = command("--port", port[1]).communicate(timeout=60)
    assert out == ""
    assert err == f"error: port {port[1]} is in use; choose another with --port, or 0 for any that is free\n"
