"""Hear of files that are saved in a project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from watchfiles import DefaultFilter, watch

from pipeline.config import Project
from pipeline.errors import ProjectError

_STEP = 20
"""Milliseconds of silence after which files that were saved together are reported."""
_LONGEST = 200
"""Milliseconds for which a report waits for more files at most."""


class Watch:
    """The files that were saved, in sets as they come, until it is stopped.

    Pages and catalogs are watched with their folders. Of the project folder itself only the files are: other folders
    in it may hold a great deal that is none of ours.
    """

    def __init__(self, project: Project):
        self._saved: SimpleQueue[set[Path] | OSError | None] = SimpleQueue()
        self._stop = Event()
        folders = [folder for folder in (project.source, project.locales) if folder.is_dir()]
        self._threads = [
            Thread(target=self._listen, args=(folders, True), daemon=True),
            Thread(target=self._listen, args=([project.root], False), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def __iter__(self) -> Iterator[set[Path]]:
        """All that was saved since the last set, as soon as there is something; raises ProjectError if we are deaf."""
        while True:
            batch: set[Path] = set()
            found = self._saved.get()
            while found is not None:
                if isinstance(found, OSError):
                    message = f"saved files cannot be noticed ({found}); try again with WATCHFILES_FORCE_POLLING=1"
                    raise ProjectError(message) from None
                batch |= found
                try:
                    found = self._saved.get_nowait()
                except Empty:
                    break
            else:
                return
            yield batch

    def stop(self) -> None:
        """End the iteration and the threads."""
        self._stop.set()
        self._saved.put(None)
        for thread in self._threads:
            thread.join(timeout=5)

    def _listen(self, folders: list[Path], recursive: bool) -> None:
        try:
            for changes in watch(
                *folders,
                watch_filter=DefaultFilter(),
                step=_STEP,
                debounce=_LONGEST,
                stop_event=self._stop,
                recursive=recursive,
                raise_interrupt=False,
            ):
                self._saved.put({Path(path) for _, path in changes})
        except OSError as error:
            self._saved.put(error)
