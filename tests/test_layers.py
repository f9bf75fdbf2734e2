"""The house rules of docs/concepts/architecture.md: which module may import which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"

LEAVES = {"model", "errors", "codes", "files", "numbers", "locales", "amounts", "config", "morphology", "table"}
STAGES = [
    # a page, its localized copy, and the site that they make
    {
        "markup",
        "parse",
        "its",
        "jsonld",
        "units",
        "segment",
        "restore",
        "head",
        "build",
        "site",
        "risk",
        "values",
        "data",
    },
    {"catalog"},
    {"merge"},
    {"glossary", "matcher", "renderings", "homographs", "termbase", "tbx"},
    {"memory"},
    {"engine", "argos", "packages", "pivot"}  # from a text to its draft
    | {
        "sentences",
        "sentence",
        "enforce",
        "places",
        "passage",
        "protect",
        "edits",
        "lift",
        "align",
        "translate",
        "evaluate",
        "terminology",
    },
    {"qa"},
    {"trail", "gate"},
    {"report"},
]
FLOW = set(
    """inventory workspace extracting drafting checking gating approving addressing publishing
    reporting flow serving tools""".split()
)
FRONT = {"cli", "terminal", "reporters", "scaffold", "__main__"}
HEAVY = {"ctranslate2", "argostranslate", "sentencepiece", "sacrebleu"}


def modules() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if name != "__init__":
            found.setdefault(name, []).append(path)
    return found


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            names |= {alias.name for alias in node.names if not alias.name.startswith("_")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline."):
            names.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("pipeline.")}
    return names


def allowed(name: str) -> set[str]:
    if name in LEAVES:
        return LEAVES
    for stage in STAGES:
        if name in stage:
            return stage | LEAVES
    if name in FLOW:
        return LEAVES.union(*STAGES) | FLOW
    return LEAVES.union(*STAGES) | FLOW | FRONT


def test_every_module_has_its_place() -> None:
    known = LEAVES.union(*STAGES) | FLOW | FRONT
    assert set(modules()) <= known


@pytest.mark.parametrize("name", sorted(modules()))
def test_imports_go_one_way(name: str) -> None:
    for path in modules()[name]:
        assert imports(path) <= allowed(name), f"{path.name} imports across stages"


def test_heavy_libraries_are_imported_late() -> None:
    """The command must answer --help without loading a translation engine."""
    for paths in modules().values():
        for path in paths:
            tree = ast.parse(path.read_text("utf-8"))
            for node in tree.body:
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert not {name.split(".")[0] for name in names} & HEAVY, f"{path.name} imports {names} at the top"


def test_no_module_is_a_novel() -> None:
    for paths in modules().values():
        for path in paths:
            assert len(path.read_text("utf-8").splitlines()) <= 450, path.name
