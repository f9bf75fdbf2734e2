"""Headless Chromium over its DevTools pipe: what the tests need of it, with nothing to install but the browser."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=en-GB",
)
TIMEOUT = 60.0

_LAUNCHER = """
import fcntl, os, sys
# The browser reads its commands from descriptor 3 and answers on 4; until both are in place, they may be in use here.
pipes = [fcntl.fcntl(int(pipe), fcntl.F_DUPFD_CLOEXEC, 10) for pipe in sys.argv[1:3]]
for pipe, place in zip(pipes, (3, 4)):
    os.dup2(pipe, place)
os.execv(sys.argv[3], sys.argv[3:])
"""

Event = dict[str, Any]


class BrowserError(Exception):
    """The browser did not start, went away, or refused a command."""


def find() -> str | None:
    """The browser to use: what ``CHROME`` names, else the first that is installed; None when there is none."""
    if named := os.environ.get("CHROME"):
        return shutil.which(named)
    found = (shutil.which(command) for command in (*COMMANDS, *(MAC_APPS if sys.platform == "darwin" else ())))
    return next((path for path in found if path), None)


class Browser:
    """A running Chromium with an empty profile of its own."""

    def __init__(self, process: subprocess.Popen[bytes], write: int, read: int):
        self._process = process
        self._write = write
        self._read = read
        self._buffer = bytearray()
        self._last = 0
        self._events: list[Event] = []

    def call(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Send a DevTools command and wait for its answer; events that come meanwhile are kept."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._last:
            self._keep(answer)
        if error := answer.get("error"):
            raise BrowserError(f"{method}: {error['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def wait(self, session: str, is_it: Callable[[Event], bool]) -> list[Event]:
        """All events of a session so far, as soon as one of them is the one waited for."""
        while not any(event.get("sessionId") == session and is_it(event) for event in self._events):
            self._keep(self._next())
        return self.events(session)

    def events(self, session: str) -> list[Event]:
        """The events of a session that nobody has taken yet."""
        mine = [event for event in self._events if event.get("sessionId") == session]
        self._events = [event for event in self._events if event.get("sessionId") != session]
        return mine

    @contextmanager
    def tab(self, width: int = 1280, height: int = 900) -> Iterator[Tab]:
        """A new tab, closed at the end."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        try:
            session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            tab = Tab(self, session)
            tab.resize(width, height)
            yield tab
        finally:
            self.call("Target.closeTarget", targetId=target)

    def _keep(self, event: Event) -> None:
        if "sessionId" in event and "id" not in event:
            self._events.append(event)

    def _next(self) -> dict[str, Any]:
        limit = time.monotonic() + TIMEOUT
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, limit - time.monotonic()))
            if not ready:
                raise BrowserError(f"the browser has said nothing for {TIMEOUT:.0f} seconds")
            received = os.read(self._read, 1 << 16)
            if not received:
                raise BrowserError(f"the browser went away (exit status {self._process.poll()})")
            self._buffer += received
        message, _, rest = self._buffer.partition(b"\0")
        self._buffer = rest
        answer: dict[str, Any] = json.loads(message)
        return answer


class Tab:
    """One tab: load a page, run JavaScript in it, take its picture."""

    def __init__(self, browser: Browser, session: str):
        self._browser = browser
        self._session = session
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a DevTools command to this tab."""
        return self._browser.call(method, self._session, **params)

    def load(self, address: str) -> list[Event]:
        """Load a page and wait for its ``load`` event; all events until then."""
        self.events()
        answer = self.call("Page.navigate", url=address)
        if problem := answer.get("errorText"):
            raise BrowserError(f"{address}: {problem}")
        events = self._browser.wait(self._session, lambda event: event["method"] == "Page.loadEventFired")
        # The console is reported on its own way; a round trip lets what is under way arrive.
        self.evaluate("document.fonts.ready.then(() => new Promise((done) => setTimeout(done)))")
        return events + self.events()

    def events(self) -> list[Event]:
        """What has happened in the tab since somebody asked."""
        return self._browser.events(self._session)

    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression (a promise is waited for), as far as JSON can say it."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if problem := answer.get("exceptionDetails"):
            raise BrowserError(problem.get("exception", problem).get("description") or problem["text"])
        return answer["result"].get("value")

    def resize(self, width: int, height: int, scale: float = 1) -> None:
        """Set the size of the window in CSS pixels; below 600 it is a telephone, which lays pages out its own way."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 600,
        )

    def media(self, **features: str) -> None:
        """Set media features: ``media(prefers_color_scheme="dark")``."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", features=wanted)

    def accessible(self) -> list[tuple[str, str]]:
        """Role and name of everything that assistive technology is told about."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        return [
            (str(node["role"]["value"]), str(node.get("name", {}).get("value", "")).strip())
            for node in nodes
            if not node["ignored"]
        ]

    def picture(self) -> bytes:
        """A PNG of what the window shows."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])


@contextmanager
def start(command: str) -> Iterator[Browser]:
    """Run a browser with a new, empty profile; it is gone with all its processes at the end."""
    with tempfile.TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True) as profile:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        options = [*OPTIONS, f"--user-data-dir={profile}", "--remote-debugging-pipe"]
        process = subprocess.Popen(
            [sys.executable, "-ISc", _LAUNCHER, str(theirs_in), str(theirs_out), command, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs_in, theirs_out),
            start_new_session=True,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        browser = Browser(process, ours_out, ours_in)
        try:
            browser.call("Browser.getVersion")
            yield browser
        finally:
            _stop(browser, process)
            os.close(ours_out)
            os.close(ours_in)


def _stop(browser: Browser, process: subprocess.Popen[bytes]) -> None:
    with suppress(BrowserError, OSError):
        browser.call("Browser.close")
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def address(path: Path) -> str:
    """The ``file:`` address of a page."""
    return path.resolve().as_uri()
