"""One browser and one built site in each mode for all tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pipeline.build import Mode
from pipeline.config import Project
from pipeline.model import PageStatus
from tests.browser import chromium, sample


@dataclass(frozen=True, slots=True)
class Site:
    """The sample site as it was built in one mode; ``status`` and ``paths`` go by page name and language."""

    project: Project
    mode: Mode
    status: dict[tuple[str, str], PageStatus]
    paths: dict[tuple[str, str], str]


@pytest.fixture(scope="session")
def command() -> str:
    if found := chromium.find():
        return found
    reason = "no Chromium found; install it (Debian: apt-get install chromium) or name one with CHROME=/path"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(command: str) -> Iterator[chromium.Browser]:
    with chromium.start(command) as running:
        yield running


@pytest.fixture(scope="session", params=list(Mode), ids=str)
def site(request: pytest.FixtureRequest, browser: chromium.Browser, tmp_path_factory: pytest.TempPathFactory) -> Site:
    mode: Mode = request.param
    project = sample.copy_project(tmp_path_factory.mktemp(f"site-{mode}"))
    sample.leave_unfinished(project)
    return Site(project, mode, sample.build(project, mode), sample.paths(project))


@pytest.fixture(scope="session")
def tab(browser: chromium.Browser) -> Iterator[chromium.Tab]:
    with browser.tab() as opened:
        yield opened
