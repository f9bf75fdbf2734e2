"""Keep a preview of the site up to date while its files are edited."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from pipeline.build import Mode
from pipeline.config import Project, read_project
from pipeline.errors import BusyError, L10nError, StoppedError
from pipeline.files import write_if_changed
from pipeline.flow import run
from pipeline.model import RunResult, Severity
from pipeline.serving.board import Board
from pipeline.serving.changes import Work, known_files, work_for
from pipeline.serving.server import PreviewServer
from pipeline.serving.watching import Watch

_PATIENCE = 0.5
"""Seconds between two tries while another command works on the project."""


@dataclass(frozen=True, slots=True)
class Update:
    """What came of saved files: files of the site that are new, one line for each problem, and how long it took."""

    changed: tuple[str, ...]
    problems: tuple[str, ...]
    seconds: float


class Preview:
    """A built site in the project's cache: what is looked at is neither released nor recorded as published."""

    def __init__(self, project: Project, mode: Mode, *, translate: bool = False):
        self.project = replace(project, is_preview=True)
        self.board = Board()
        self._mode = mode
        self._stages = ("extract", "translate", "build") if translate else ("extract", "build")
        self._known: dict[Path, str] = {}
        self._files: frozenset[str] = frozenset()
        self._own: dict[Path, int] = {}
        self._owes_all = False

    def update(self, saved: Iterable[Path]) -> Update | None:
        """Build what saved files ask for; None if they ask for nothing. After a failure it is the whole site."""
        theirs = [path for path in saved if path not in self._own or self._own[path] != _saved_at(path)]
        work = work_for(self.project, theirs, self._known)
        return self.build(replace(work, whole=work.whole or self._owes_all)) if work else None

    def build(self, work: Work) -> Update:
        """Do the work and tell open pages what is new, or what went wrong."""
        started = time.perf_counter()
        try:
            self.project = replace(read_project(self.project.root), is_preview=True)
            changed, result = self._whole() if work.whole else self._partly(work)
        except StoppedError:
            raise
        except (L10nError, OSError) as error:  # a file to copy may have gone again
            changed, result = set(), RunResult(failures=(str(error),))
        self._owes_all = bool(result.failures)
        errors = (f"{f.location}: {f.message}" for f in result.findings if f.severity is Severity.ERROR)
        problems = (*result.failures, *errors)
        self.board.post(changed, problems)
        return Update(tuple(sorted(changed)), problems, time.perf_counter() - started)

    def _whole(self) -> tuple[set[str], RunResult]:
        # Before the run: a file that comes while it works is then one that we do not know, and asks for another run.
        self._known = known_files(self.project)
        changed, result = self._run(self._stages, ())
        site = self.project.site
        self._files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
        return changed, result

    def _partly(self, work: Work) -> tuple[set[str], RunResult]:
        project = self.project
        changed = {
            name for name in work.copies if write_if_changed(project.site / name, (project.source / name).read_bytes())
        }
        names = sorted(work.pages | work.catalogs)
        if not names:
            return changed, RunResult()
        built, result = self._run(self._stages if work.pages else ("build",), names)
        if built - self._files:
            # A page has got another address, which its neighbours must learn.
            others, result = self._whole()
            built |= others
        return changed | built, result

    def _run(self, stages: Sequence[str], names: Sequence[str]) -> tuple[set[str], RunResult]:
        """Run stages as soon as no other command works on the project; which files of the site changed, and the result.

        Catalogs that we write ourselves are remembered, so that we do not take them for somebody's work.
        """
        while True:
            try:
                result = run(self.project, stages, names=names, mode=self._mode)
                break
            except BusyError:
                time.sleep(_PATIENCE)
        paths = [self.project.root / name for name in result.changed]
        self._own |= {path: _saved_at(path) for path in paths}
        site = self.project.site
        return {path.relative_to(site).as_posix() for path in paths if path.is_relative_to(site)}, result


def serve(
    preview: Preview, port: int, *, started: Callable[[str, Update], None], updated: Callable[[Update], None]
) -> None:
    """Serve a preview until somebody stops it (KeyboardInterrupt, StoppedError, which are raised again).

    ``started`` is told the address and what the first build gave, ``updated`` what came of each save. Raises PortError.
    """
    prefix = urlsplit(preview.project.base_url).path
    with PreviewServer(preview.project.site, port, preview.board, prefix) as server:
        first = preview.build(Work(whole=True))
        watch = Watch(preview.project)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            started(server.url, first)
            for saved in watch:
                if update := preview.update(saved):
                    updated(update)
        finally:
            preview.board.close()
            watch.stop()
            server.shutdown()


def _saved_at(path: Path) -> int:
    """When a file was saved, in nanoseconds; 0 if it is not there."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
