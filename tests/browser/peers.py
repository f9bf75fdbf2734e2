"""What npm brings (``tests/node``): the rules of axe, run in the browser, and the W3C's HTML checker, run in Java."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

MODULES = Path(__file__).parent.parent / "node" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
CHECKER = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

_RUN_AXE = """axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations.map(
    (rule) => [rule.id, rule.impact, rule.nodes.map((node) => node.target.join(" "))]))"""


def needed(*paths: Path, command: str = "") -> None:
    """Skip where something is not installed; in CI that is a failure."""
    missing = [path.name for path in paths if not path.is_file()]
    if command and not shutil.which(command):
        missing.append(command)
    if missing:
        reason = f"not installed: {', '.join(missing)}; run 'make test', which needs npm and java for this"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def violations(tab: Any) -> dict[str, list[str]]:
    """What axe finds in the page that a tab shows: the elements, by rule."""
    tab.evaluate(AXE.read_text("utf-8") + ";0")
    return {rule: nodes for rule, _, nodes in tab.evaluate(_RUN_AXE)}


def messages(pages: Mapping[str, str], folder: Path) -> dict[str, Counter[str]]:
    """What the HTML checker says about pages, by their names: how often it says what.

    Numbers and quoted texts are left out, because a translation may change them. Pages are checked as UTF-8, the only
    encoding that the checker wants.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for number, (name, text) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(text, "utf-8")
        files[path.resolve().as_uri().removeprefix("file://")] = name
    command = ["java", "-Xss1m", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", "--stdout"]
    done = subprocess.run(
        [*command, *map(str, sorted(folder.glob("*.html")))], capture_output=True, check=True, timeout=300
    )
    found: dict[str, Counter[str]] = {name: Counter() for name in pages}
    for message in json.loads(done.stdout)["messages"]:
        name = files[re.sub(r"^file:/*", "/", message["url"])]
        found[name][re.sub(r"“[^”]*”|\d+", "…", message["message"])] += message["type"] == "error"
    return {name: +counts for name, counts in found.items()}


def as_utf8(content: bytes) -> str:
    """A page of the sample site as text that says it is UTF-8."""
    if b"charset=windows-1254" in content or b'charset="windows-1254"' in content:
        return content.decode("windows-1254").replace("windows-1254", "utf-8")
    return content.decode("utf-8")


def more(counts: Iterable[tuple[str, Counter[str], Counter[str]]]) -> list[str]:
    """What is said more often of a page than of its source."""
    return [f"{name}: {message}" for name, now, before in counts for message in now - before]
