"""Measure how often the checks are right: ``python -m tests.bench_qa [--write]`` (``make bench-qa``).

The errors of ``tests/data/seeded.tsv`` are searched by our checks and, where ``.venv-peers`` has them, by
translate-toolkit's pofilter and Weblate's checks; all of them also read pairs that are right. ``--write`` puts the
tables into ``docs/concepts/checks.md``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence

from tests.seeded.kinds import CLINICAL, FAMILIES
from tests.seeded.measure import (
    Judged,
    Texts,
    Verdict,
    as_pair,
    both_ways,
    by_check,
    clean_texts,
    judge,
    load_glossary,
    seconds,
    share,
    verdicts,
    wrong_texts,
)
from tests.seeded.pairs import ROOT, SENTENCES, CleanPair, Row, corpus, is_held_out, is_opened, read_rows

PAGE = ROOT / "docs" / "concepts" / "checks.md"
MARKERS = ("<!-- bench-qa: written by python -m tests.bench_qa --write -->", "<!-- end of bench-qa -->")
PEER_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
PEERS = ("pofilter", "weblate")
TITLES = {"pofilter": "pofilter", "weblate": "Weblate"}
SPEED_PAIRS = 10_000

Reports = dict[Texts, frozenset[str]]


def has_peers() -> bool:
    """Whether ``make bench-qa`` has installed the other tools."""
    return (PEER_PYTHON.parent.parent / "ready").exists()


def peer_reports(tool: str, texts: Sequence[Texts]) -> Reports:
    """What another tool reports on each pair, by the names of its checks."""
    script = ROOT / "tests" / "seeded" / "peers.py"
    done = subprocess.run(
        [PEER_PYTHON, script, tool], input=json.dumps(texts), stdout=subprocess.PIPE, text=True, check=True
    )
    return {text: frozenset(names) for text, names in zip(texts, json.loads(done.stdout), strict=True)}


def peer_versions() -> str:
    """The other tools with their versions, for the page."""
    pinned = (ROOT / "tests" / "seeded" / "peers.txt").read_text("utf-8")
    found = dict(re.findall(r"^(translate-toolkit|weblate)==(\S+)$", pinned, re.MULTILINE))
    return f"translate-toolkit {found['translate-toolkit']} (pofilter) and Weblate {found['weblate']}"


def clean_sets(rows: Sequence[Row]) -> dict[str, list[Texts]]:
    """Pairs that are right, by the name of their set."""
    sentences = [pair for name in SENTENCES for pair in corpus(name)]
    articles = [pair for name in ("articles_en", "articles_tr") for pair in corpus(name)]

    def distinct(pairs: Iterable[CleanPair]) -> list[Texts]:
        return list(dict.fromkeys(both_ways(pairs)))

    held_out = [pair for pair in sentences if is_held_out(pair.en)]
    return {
        "right sides of the seeded set": clean_texts(rows),
        "– its opened pairs": clean_texts(row for row in rows if is_opened(row.english)),
        "– its unread pairs": clean_texts(row for row in rows if not is_opened(row.english)),
        "own sentences, held-out third": distinct(held_out),
        "– opened half": distinct(p for p in held_out if is_opened(p.en)),
        "– unread half": distinct(p for p in held_out if not is_opened(p.en)),
        "own sentences, the other two thirds": distinct(p for p in sentences if not is_held_out(p.en)),
        "patient articles": distinct(articles),
    }


def table(head: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    """A Markdown table; all columns but the first are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *body]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)


def percent(part: int, whole: int) -> str:
    """A share for a table; a dash where there is nothing to count."""
    return f"{share(part, whole):.1f} %" if whole else "–"


def peer_found(row: Row, reports: Reports) -> bool:
    """Whether any check of another tool reports on the wrong pair and is silent on the right one."""
    clean, wrong = (
        reports[Texts(row.source, text, row.source_language, row.target_language)] for text in (row.clean, row.wrong)
    )
    return bool(wrong - clean)


def found_line(name: str, judged: Sequence[Judged], peers: dict[str, Reports]) -> list[object]:
    """A row of the table of planted errors."""
    others = [sum(peer_found(one.row, reports) for one in judged) for reports in peers.values()]
    ours = [sum(one.found for one in judged), sum(one.stopped for one in judged)]
    return [name, len(judged), *(percent(n, len(judged)) for n in (*ours, *others))]


def halves_table(judged: Sequence[Judged], peers: dict[str, Reports]) -> str:
    """How many clinical errors are found in the opened and in the unread pairs."""
    clinical = [one for one in judged if one.row.family == CLINICAL]
    halves = {"opened pairs": True, "unread pairs": False}
    body = [
        found_line(name, [one for one in clinical if is_opened(one.row.english) is opened], peers)
        for name, opened in halves.items()
    ]
    return table(["clinical errors in", "pairs", "found", "as an error", *(TITLES[tool] for tool in peers)], body)


def found_table(judged: Sequence[Judged], peers: dict[str, Reports]) -> str:
    """How many planted errors are found: by family, then by kind."""
    head = ["planted error", "pairs", "found", "as an error", *(TITLES[tool] for tool in peers)]
    body = []
    for family in FAMILIES:
        of_family = [one for one in judged if one.row.family == family]
        body.append(found_line(f"**{family}**", of_family, peers))
        for kind in dict.fromkeys(one.row.kind for one in of_family):
            body.append(found_line(kind, [one for one in of_family if one.row.kind == kind], peers))
    return table(head, body)


def alarm_table(sets: dict[str, list[Texts]], ours: dict[Texts, Verdict], peers: dict[str, Reports]) -> str:
    """How many right pairs are reported all the same."""
    head = ["pairs that are right", "pairs", "with an error", "with any finding", *(TITLES[tool] for tool in peers)]
    body = []
    for name, texts in sets.items():
        counts = [sum(bool(ours[t].errors) for t in texts), sum(bool(ours[t].all) for t in texts)]
        counts += [sum(bool(reports[t]) for t in texts) for reports in peers.values()]
        body.append([name, f"{len(texts):,}", *(percent(n, len(texts)) for n in counts)])
    return table(head, body)


def check_table(judged: Sequence[Judged], clean: Iterable[Verdict]) -> str:
    """Recall and precision of each check."""
    head = ["check", "errors made for it", "found by it", "rightly", "besides", "on right pairs", "precision"]
    body = [
        [f"`{name}`", score.made_for, percent(score.found, score.made_for), score.right, score.besides, score.alarms,
         percent(score.right, score.right + score.alarms)]
        for name, score in by_check(judged, clean).items()
    ]  # fmt: skip
    return table(head, body)


def measure() -> str:
    """All tables, as Markdown."""
    rows, glossary = read_rows(), load_glossary()
    sets = clean_sets(rows)
    texts = list(dict.fromkeys([*wrong_texts(rows), *(text for group in sets.values() for text in group)]))
    ours = verdicts(texts, glossary)
    peers = {tool: peer_reports(tool, texts) for tool in PEERS} if has_peers() else {}
    judged = judge(rows, ours)
    timed = [as_pair(text, glossary) for text in texts[:SPEED_PAIRS]]
    beside = f", beside {peer_versions()}" if peers else ""
    return "\n".join(
        (
            f"{len(rows):,} pairs with one planted error each{beside}:\n",
            found_table(judged, peers),
            "The clinical errors, in the pairs that were opened for tuning and in those that were not:\n",
            halves_table(judged, peers),
            "Pairs that are right, and how many of them are reported all the same:\n",
            alarm_table(sets, ours, peers),
            "Check by check, on the seeded set:\n",
            check_table(judged, (ours[text] for text in clean_texts(rows))),
            f"All checks together take {seconds(timed):.1f} s for {len(timed):,} pairs on one core.\n",
        )
    )


def main() -> None:
    """Print the tables; with ``--write`` put them into the page too."""
    tables = measure()
    print(tables)
    if "--write" in sys.argv[1:]:
        if not has_peers():
            sys.exit(f"{PAGE.name} also shows other tools; run make bench-qa once to install them")
        text = PAGE.read_text("utf-8")
        before, _, rest = text.partition(MARKERS[0])
        _, mark, after = rest.partition(MARKERS[1])
        if not mark:
            sys.exit(f"{PAGE.name} has no place for the tables: {' … '.join(MARKERS)}")
        PAGE.write_text(f"{before}{MARKERS[0]}\n\n{tables}\n{MARKERS[1]}{after}", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
