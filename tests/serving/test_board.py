"""What open pages are told."""

from __future__ import annotations

from threading import Thread

from pipeline.serving.board import Board, News


def test_a_page_hears_of_itself_and_of_what_all_pages_use() -> None:
    board = Board()
    first = board.news("en/index.html")
    board.post(["tr/index.html"], ())
    assert board.news("en/index.html") == first
    assert board.news("tr/index.html").stamp > first.stamp
    board.post(["assets/site.css"], ())
    assert board.news("en/index.html") == board.news("tr/index.html")
    assert board.news("en/index.html").stamp > first.stamp


def test_problems_concern_every_page_and_ask_for_no_loading() -> None:
    board = Board()
    before = board.news("a.html")
    board.post([], ("a.po:3: broken",))
    assert board.news("a.html") == News(before.stamp, ("a.po:3: broken",))
    board.post([], ())
    assert board.news("a.html") == before


def test_waiting_ends_with_news_with_time_or_with_the_preview() -> None:
    board = Board()
    known = board.wait("a.html", None, 0)
    assert known == board.news("a.html")
    assert board.wait("a.html", known, 0.01) == known
    heard: list[News | None] = []
    thread = Thread(target=lambda: heard.append(board.wait("a.html", known, 30)))
    thread.start()
    board.post(["a.html"], ())
    thread.join(timeout=10)
    assert heard == [board.news("a.html")]
    board.close()
    assert board.wait("a.html", heard[0], 30) is None


def test_a_page_of_an_earlier_preview_is_out_of_date() -> None:
    old = Board()
    stamp = old.news("a.html").stamp
    assert Board().news("a.html").stamp >= stamp
