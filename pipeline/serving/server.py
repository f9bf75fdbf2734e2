"""The preview's web server: the site's files as any web server would send them, with the script that keeps them live.

It listens on this machine only, and answers only requests that name this machine (no other site's script can read a
draft by giving its own name our address).
"""

from __future__ import annotations

import codecs
import errno
import json
import mimetypes
import sys
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from pipeline.errors import PortError
from pipeline.serving.board import Board

ADDRESS = "127.0.0.1"
SCRIPT = (Path(__file__).parent / "live.js").read_bytes()
TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".htm": "text/html",  # the page itself says how it is encoded
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}
"""What every system must agree on; for the rest it is asked."""

_OWN = "/.clinic-l10n/"
_NOTHING = b"<!DOCTYPE html><html lang=en><title>Not found</title><p>There is no such page, and no 404.html.\n"
_HEARTBEAT = 15.0
"""Seconds after which a silent connection is tried, so that those of closed pages end."""


class PreviewServer(ThreadingHTTPServer):
    """Serves the folder ``site``, below ``prefix`` too, where the site's address has a path; news come from ``board``.

    Port 0 takes any that is free. Raises PortError if the port cannot be had.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, site: Path, port: int, board: Board, prefix: str = ""):
        self.site = site
        self.board = board
        self.prefix = prefix
        try:
            super().__init__((ADDRESS, port), _Handler)
        except (OSError, OverflowError) as error:
            is_taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
            reason = "is in use" if is_taken else "cannot be used"
            raise PortError(f"port {port} {reason}; choose another with --port, or 0 for any that is free") from None

    @property
    def url(self) -> str:
        """The address of the site's root."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def locate(site: Path, path: str) -> Path | None:
    """The file of the site that an address's path means: itself, with ``.html`` behind it, or its folder's index.

    None for what is not there, and for what lies outside the site.
    """
    inner = unquote(path).lstrip("/")
    wanted = site / inner
    candidates = (wanted, site / f"{inner}.html", wanted / "index.html")
    try:
        found = next((file for file in candidates if file.is_file()), None)
        return found if found and found.resolve().is_relative_to(site.resolve()) else None
    except (OSError, ValueError):  # a name that is too long, or that no file can have
        return None


def with_script(content: bytes, page: str, stamp: int) -> bytes:
    """An HTML page with the script at its end, which any encoding that extends ASCII can hold."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content
    tag = f'<script src="{_OWN}live.js" data-page="{quote(page)}" data-stamp="{stamp}"></script>'
    return content + tag.encode("ascii")


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: PreviewServer

    def do_GET(self) -> None:
        """Send a file of the site, or what the pages' script asks for."""
        parts = urlsplit(self.path)
        if self.headers.get("Host") not in self._names():
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"The preview answers this machine only.\n")
        elif parts.path == f"{_OWN}live.js":
            self._send(HTTPStatus.OK, TYPES[".js"], SCRIPT)
        elif parts.path == f"{_OWN}news" and self.command == "GET":
            self._tell_news(unquote(parse_qs(parts.query).get("page", [""])[0]))
        else:
            self._send_file(parts.path)

    def do_HEAD(self) -> None:
        """The same without content."""
        self.do_GET()

    def _names(self) -> set[str]:
        return {f"{host}:{self.server.server_port}" for host in (ADDRESS, "localhost")}

    def _send_file(self, path: str) -> None:
        site, board, prefix = self.server.site, self.server.board, self.server.prefix
        if prefix and path.startswith(f"{prefix}/"):
            path = path.removeprefix(prefix)
        file = locate(site, path)
        if file and file.name == "index.html" and not path.endswith(("/", "/index.html", "/index")):
            self._send(HTTPStatus.MOVED_PERMANENTLY, "text/plain", b"", location=f"/{quote(unquote(path).strip('/'))}/")
            return
        status = HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
        page = file.relative_to(site).as_posix() if file else unquote(path).lstrip("/")
        file = file or locate(site, "/404.html")
        stamp = board.news(page).stamp  # before the file is read: what is built meanwhile is then news to the page
        try:
            content = (
                file.read_bytes() if file else b"<!DOCTYPE html><title>Not found</title><p>There is no such page.\n"
            )
        except OSError:  # removed by a build in this very moment
            content = b""
        kind = _type(file) if file else "text/html"
        self._send(status, kind, with_script(content, page, stamp) if kind == "text/html" else content)

    def _send(self, status: HTTPStatus, kind: str, content: bytes, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _tell_news(self, page: str) -> None:
        """Server-sent events (HTML standard, section 9.2): a message whenever there is news for a page."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        known = None
        try:
            while news := self.server.board.wait(page, known, _HEARTBEAT):
                message = ": still here\n\n" if news == known else f"data: {json.dumps(asdict(news))}\n\n"
                self.wfile.write(message.encode())
                known = news
        except ConnectionError:
            return  # the page was closed

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the library's)
        """Say nothing: the terminal is for what was built."""


def _type(file: Path) -> str:
    return TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
