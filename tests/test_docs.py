"""The documentation tells the truth: links lead somewhere, commands exist, and the tutorial runs as printed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import polib
import pytest

from docs import generate
from pipeline.cli import cli

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")

FENCE = re.compile(r"^(?P<mark>```+)(?P<language>[\w-]*)\n(?P<code>.*?)^(?P=mark)$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(`+)(.+?)\1", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
WORDS_FOR_US = re.compile(r"\bissue #?\d|/work/|\bpypi\.|\bsession\b|\bhelper\b", re.IGNORECASE)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# --- generated pages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", generate.pages(), ids=lambda page: page.name)
def test_generated_pages_are_up_to_date(page: Path) -> None:
    assert page.read_text("utf-8") == generate.pages()[page], "run: make docs"


# --- links ------------------------------------------------------------------------------------------------------------


def prose(text: str) -> str:
    return SPAN.sub("", FENCE.sub("", text))


def anchors(page: Path) -> set[str]:
    titles = HEADING.findall(FENCE.sub("", page.read_text("utf-8")))
    plain = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).lower() for title in titles)
    return {re.sub(r"[^\w\- ]", "", title).strip().replace(" ", "-") for title in plain}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(prose(page.read_text("utf-8"))):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{name(page)} links to {target}"
        assert ROOT in there.parents, f"{name(page)} links out of the project: {target}"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{name(page)} links to {target}"


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    listed = {(ROOT / "docs" / target.partition("#")[0]).resolve() for target in LINK.findall(prose(index))}
    assert set(ROOT.glob("docs/**/*.md")) - {ROOT / "docs" / "README.md"} <= listed


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_pages_speak_to_readers(page: Path) -> None:
    found = WORDS_FOR_US.search(page.read_text("utf-8"))
    assert not found, f"{name(page)}: {found and found.group()}"


# --- commands ---------------------------------------------------------------------------------------------------------


def command_lines(text: str) -> Iterator[str]:
    """What a reader would type: lines of shell blocks, and code within a sentence."""
    for block in FENCE.finditer(text):
        if block["language"] in ("console", "sh", "yaml"):
            for line in block["code"].splitlines():
                typed = line.strip().removeprefix("- run:").removeprefix("- ").removeprefix("$ ").strip()
                if block["language"] != "console" or line.startswith("$ "):
                    yield from (part.strip() for part in re.split(r"&&|\|\|?|;|\s#\s", typed))
    for _, code in SPAN.findall(FENCE.sub("", text)):
        yield from (part.strip() for part in re.split(r"&&|\|", " ".join(code.split())))


def unknown(line: str) -> str | None:
    """What in a command line does not exist; None if all does, or if it is not one of ours."""
    try:
        program, *words = shlex.split(line)
    except ValueError:
        return None
    if program == "make":
        targets = [word for word in words if "=" not in word and not word.startswith("-")]
        return next((f"make {t}" for t in targets if not re.search(rf"^{re.escape(t)}:", MAKEFILE, re.MULTILINE)), None)
    if program.rpartition("/")[2] != "clinic-l10n":
        return None
    command: click.Command = cli
    for word in words:
        known = {"--help", "-h", *(o for p in command.params for o in (*p.opts, *p.secondary_opts))}
        if word.startswith("-"):
            if word.partition("=")[0] not in known:
                return f"{command.name} {word}"
        elif isinstance(command, click.Group) and not re.fullmatch("[A-Z]+", word):
            if word not in command.commands:
                # The value of an option before the command.
                if words[words.index(word) - 1].startswith("--"):
                    continue
                return word
            command = command.commands[word]
    return None


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_exist(page: Path) -> None:
    for line in filter(None, command_lines(page.read_text("utf-8"))):
        assert unknown(line) is None, f"{name(page)}: {line}"


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("clinic-l10n bild", "bild"),
        ("clinic-l10n build --relaese", "build --relaese"),
        ("make sight", "make sight"),
        ("clinic-l10n --project DIR models verify", None),
        ("make PYTHON=python3.12 site", None),
    ],
)
def test_unknown_commands_are_noticed(line: str, wrong: str | None) -> None:
    assert unknown(line) == wrong


# --- the tutorial -----------------------------------------------------------------------------------------------------

TUTORIAL = ROOT / "docs" / "tutorial.md"
STEP = re.compile(rf"^(?:<!-- (?P<kind>file|entry): (?P<path>\S+) -->\n)?{FENCE.pattern[1:]}", re.MULTILINE | re.DOTALL)
PROGRESS = re.compile(r"(?:Reading pages|Drafting|Checking|Building pages): \d+/\d+")


class Step(NamedTuple):
    """A command with what it prints, or (``kind`` is ``file`` or ``entry``) a text to put into ``path``."""

    kind: str
    path: str
    text: str


def steps() -> Iterator[Step]:
    for block in STEP.finditer(TUTORIAL.read_text("utf-8")):
        if block["kind"]:
            yield Step(block["kind"], block["path"], block["code"])
        elif block["language"] == "console":
            for part in re.split(r"^\$ ", block["code"], flags=re.MULTILINE)[1:]:
                command, _, printed = part.partition("\n")
                yield Step("command", command, printed)


def save_entry(path: Path, text: str) -> None:
    """Do what an editor's program does: put the text of an entry into its catalog."""
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalog = polib.pofile(str(path), wrapwidth=0)
    for new in polib.pofile(header + text):
        old = catalog.find(new.msgid, msgctxt=new.msgctxt)
        assert old is not None, new.msgid
        old.msgstr, old.flags = new.msgstr, list(new.flags)
    catalog.save()


def shows(printed: str, expected: str) -> bool:
    """Whether a command printed what is expected; ``…`` stands for anything in a line, or alone for any lines."""
    lines = [line for line in printed.splitlines() if line.strip() and not PROGRESS.fullmatch(line)]
    pattern = "".join(map(_line_pattern, filter(str.strip, expected.splitlines())))
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in lines)) is not None


def _line_pattern(line: str) -> str:
    if line == "…":
        return r"(?:.*\n)*"
    return re.sub(r"(?:\\ )+", " +", re.escape(line)).replace("…", ".*") + r" *\n"


def test_tutorial_runs_as_printed(tmp_path: Path) -> None:
    (tmp_path / "clinic-l10n").symlink_to(ROOT)
    program = tmp_path / "bin" / "clinic-l10n"  # what an installation makes
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m pipeline "$@"\n')
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_DATA_HOME": str(tmp_path / "nothing"),  # no packages but those the tutorial installs
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
    environment.pop("ARGOS_PACKAGES_DIR", None)
    folder = tmp_path
    assert len(list(steps())) > 20
    for kind, where, text in steps():
        if kind == "file":
            (folder / where).parent.mkdir(parents=True, exist_ok=True)
            (folder / where).write_text(text, "utf-8")
        elif kind == "entry":
            save_entry(folder / where, text)
        elif where.startswith("cd "):
            folder /= where.removeprefix("cd ")
        else:
            done = subprocess.run(
                ["/bin/sh", "-c", where],
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                timeout=300,
                check=False,
            )
            assert shows(done.stdout, text), f"$ {where}\n{done.stdout}"
