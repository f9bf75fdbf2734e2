"""Run the checks of another tool on pairs: a script for ``.venv-peers`` (``make bench-qa``), outside our package.

``python peers.py pofilter|weblate`` reads a JSON list of ``[source, translation, from, to]`` and writes, for each of
them, the names of the checks that reported. pofilter runs its standard set; Weblate every check that looks at one pair
of strings and needs no database, with the flags that a careful owner would set: once as XML and once as HTML, and the
format of the placeholders that the source holds.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

FORMATS = {
    r"\{\{": "i18next-interpolation",
    r"(?<![{$])\{\w": "python-brace-format",
    r"%[(ds]": "python-format",
    r"\$\{": "es-format",
}

Checker = Callable[[str, str, str, str], list[str]]

WEBLATE_MODULES = "same chars format angularjs icu qt ruby markup placeholders duplicate".split()
# What these modules import but do not need for a pair of strings: a task queue, a font engine, links to the manual.
WEBLATE_UNNEEDED = (
    "utils.celery utils.docs fonts.utils trans.autofixes trans.util trans.defines lang.models glossary.models".split()
)


def pofilter() -> Checker:
    """translate-toolkit's pofilter, as ``pofilter --language`` runs it on a PO file."""
    checks, languages, storage = map(
        importlib.import_module, ("translate.filters.checks", "translate.lang.factory", "translate.storage.pypo")
    )
    filters = {}
    for source, target in (("en", "tr"), ("tr", "en")):
        filters[target] = checks.StandardChecker(checkerconfig=checks.CheckerConfig(targetlanguage=target))
        filters[target].config.sourcelang = languages.getlanguage(source)

    def run(source: str, target: str, source_language: str, target_language: str) -> list[str]:
        unit = storage.pounit(source)
        unit.target = target
        return sorted(filters[target_language].run_filters(unit))

    return run


def weblate() -> Checker:
    """Weblate's checks without its site: Django with no application, and a stand-in for a unit."""
    importlib.import_module("django.conf").settings.configure(USE_I18N=False)
    importlib.import_module("django").setup()
    sys.modules.update({f"weblate.{name}": MagicMock() for name in WEBLATE_UNNEEDED})
    sys.modules["weblate.checks.models"] = MagicMock(CHECKS={})  # the database table of findings
    base = importlib.import_module("weblate.checks.base").TargetCheck
    flags_of = importlib.import_module("weblate.checks.flags").Flags
    modules = [importlib.import_module(f"weblate.checks.{name}") for name in WEBLATE_MODULES]
    classes: set[Any] = {c for m in modules for _, c in inspect.getmembers(m, inspect.isclass) if issubclass(c, base)}
    active = [check for check in (c() for c in classes if c.check_id) if check.target and not check.glossary]

    def run(source: str, target: str, source_language: str, target_language: str) -> list[str]:
        if not target:  # no check of Weblate looks at an untranslated string; it counts such strings elsewhere
            return []
        formats = [flag for pattern, flag in FORMATS.items() if re.search(pattern, source)]
        translation = stub_translation(source_language, target_language)
        flags = [flags_of(",".join([kind, *formats])) for kind in ("", "safe-html")]
        units = [stub_unit(source, target, translation, flag) for flag in flags]
        return sorted({c.check_id for unit in units for c in active if c.check_target([source], [target], unit)})

    return run


def stub_unit(source: str, target: str, translation: SimpleNamespace, flags: object) -> SimpleNamespace:
    """What the checks ask a unit for."""
    return SimpleNamespace(
        all_flags=flags, check_cache={}, source=source, target=target, sources=[source], targets=[target], context="",
        note="", fuzzy=False, readonly=False, translated=True, state=20, is_source=False, pk=1, id_hash=1,
        translation=translation, get_source_plurals=lambda: [source],
    )  # fmt: skip


def stub_translation(source_language: str, target_language: str) -> SimpleNamespace:
    """What the checks ask a translation for."""

    def language(code: str) -> SimpleNamespace:
        plural = SimpleNamespace(number=2)
        return SimpleNamespace(
            code=code, base_code=code, plural=plural, is_base=lambda codes: code in codes, is_cjk=lambda: False
        )

    component = SimpleNamespace(
        source_language=language(source_language), project=SimpleNamespace(name="-", id=1), name="-", file_format="po",
        is_multivalue=False,
    )  # fmt: skip
    return SimpleNamespace(
        language=language(target_language), component=component, plural=SimpleNamespace(number=1), is_source=False,
        is_template=False, log_debug=lambda *args: None,
    )  # fmt: skip


def main() -> None:
    """Check the pairs of standard input."""
    run = {"pofilter": pofilter, "weblate": weblate}[sys.argv[1]]()
    json.dump([run(*pair) for pair in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
