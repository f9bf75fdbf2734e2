"""The preview's web server: what it sends, and to whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest

from pipeline.errors import PortError
from pipeline.serving.board import Board
from pipeline.serving.server import PreviewServer, locate, with_script

PAGE = b'<!DOCTYPE html><meta charset="windows-1254"><p>\xddyi g\xfcnler'
FILES = {
    "index.html": b"<p>Root",
    "404.html": b"<p>Lost",
    "en/index.html": PAGE,
    "en/fusion.html": b"<p>Fusion",
    "en/print.xhtml": b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
    "assets/site.css": b"p {}",
    "assets/icon.svg": b"<svg/>",
    "tr/şık-sorular.html": b"<p>Sorular",
    "site.webmanifest": b"{}",
}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    site = tmp_path / "site"
    for name, content in FILES.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    (tmp_path / "secret.txt").write_text("not for you", "utf-8")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    with PreviewServer(site, 0, Board(), prefix="/clinic") as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield running
        running.board.close()
        running.shutdown()
        thread.join()


def ask(server: PreviewServer, path: str, method: str = "GET", host: str = "") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response, content


@pytest.mark.parametrize(
    ("path", "status", "kind", "start"),
    [
        ("/", 200, "text/html", b"<p>Root"),
        ("/en/", 200, "text/html", PAGE),
        ("/en/index.html?x=1", 200, "text/html", PAGE),
        ("/en/fusion", 200, "text/html", b"<p>Fusion"),
        ("/clinic/en/fusion.html", 200, "text/html", b"<p>Fusion"),
        ("/en/print.xhtml", 200, "application/xhtml+xml", b"<html"),
        ("/assets/site.css", 200, "text/css; charset=utf-8", b"p {}"),
        ("/assets/icon.svg", 200, "image/svg+xml", b"<svg/>"),
        ("/site.webmanifest", 200, "application/manifest+json", b"{}"),
        ("/tr/%C5%9F%C4%B1k-sorular.html", 200, "text/html", b"<p>Sorular"),
        ("/nothing.html", 404, "text/html", b"<p>Lost"),
        ("/assets/", 404, "text/html", b"<p>Lost"),
        ("/en/%FF%00", 404, "text/html", b"<p>Lost"),
        ("/" + "x" * 3000, 404, "text/html", b"<p>Lost"),
        ("/.clinic-l10n/live.js", 200, "text/javascript; charset=utf-8", b"// Put into"),
    ],
)
def test_what_is_sent(server: PreviewServer, path: str, status: int, kind: str, start: bytes) -> None:
    response, content = ask(server, path)
    assert (response.status, response.headers["Content-Type"]) == (status, kind)
    assert content.startswith(start)
    assert (b"live.js" in content[len(start) :]) == (kind == "text/html")
    assert response.headers["Cache-Control"] == "no-store"
    asked, nothing = ask(server, path, "HEAD")
    assert (asked.status, asked.headers["Content-Length"], nothing) == (status, str(len(content)), b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "//../secret.txt",
        "/link.txt",
        "/clinic/../../secret.txt",
    ],
)
def test_nothing_outside_the_site_is_sent(server: PreviewServer, path: str) -> None:
    response, content = ask(server, path)
    assert response.status == 404
    assert b"not for you" not in content
    assert locate(server.site, path) is None


def test_a_folder_is_asked_for_with_a_slash(server: PreviewServer) -> None:
    response, _ = ask(server, "/en")
    assert (response.status, response.headers["Location"]) == (301, "/en/")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:8000"])
def test_other_names_are_refused(server: PreviewServer, host: str) -> None:
    response, content = ask(server, "/en/", host=host)
    assert response.status == 403
    assert b"<p>" not in content


def test_this_machine_only(server: PreviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert ask(server, "/en/", host=f"localhost:{server.server_port}")[0].status == 200


def test_news_come_as_events(server: PreviewServer) -> None:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", "/.clinic-l10n/news?page=en%2Findex.html")
    response = connection.getresponse()
    assert response.headers["Content-Type"] == "text/event-stream"

    def heard() -> dict[str, object]:
        line, empty = response.readline(), response.readline()
        assert empty == b"\n"
        news: dict[str, object] = json.loads(line.removeprefix(b"data: "))
        return news

    first = heard()
    assert first == {"stamp": server.board.news("en/index.html").stamp, "problems": []}
    server.board.post(["tr/index.html"], ("a.po: broken",))
    assert heard() == first | {"problems": ["a.po: broken"]}
    server.board.post(["en/index.html"], ())
    assert heard()["stamp"] == server.board.news("en/index.html").stamp != first["stamp"]
    server.board.close()
    assert response.read() == b""
    connection.close()


def test_a_page_carries_its_name_and_stamp() -> None:
    assert with_script(b"<p>x", 'tr/ş "x".html', 7) == (
        b'<p>x<script src="/.clinic-l10n/live.js" data-page="tr/%C5%9F%20%22x%22.html" data-stamp="7"></script>'
    )
    wide = "<p>x".encode("utf-16")
    assert with_script(wide, "a.html", 7) == wide


def test_a_port_that_is_taken_is_one_line(server: PreviewServer) -> None:
    with pytest.raises(PortError, match=rf"port {server.server_port} is in use; choose another with --port"):
        PreviewServer(server.site, server.server_port, Board())
