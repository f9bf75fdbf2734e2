"""From texts to token shards: clean, hold out, mark, tokenise, align. Run as ``python -m training.prepare``."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from training.alignment import align
from training.cleaning import Pair, clean, held_out, key
from training.config import DEFAULT_CONFIG, Config, read_config
from training.marking import (
    BOTH,
    TO_ENGLISH,
    TO_TURKISH,
    DictionaryMatcher,
    Example,
    GlossaryMatcher,
    Match,
    annotate,
    annotated,
    cited,
    recased,
    with_placeholders,
)
from training.shards import make_shard, write_shard
from training.sources import AUTHORED, AuthoredPair, authored_pairs, public_pairs, read_glossary, read_lines
from training.vocabulary import learn_vocabulary, load_vocabulary

DICTIONARY = "freedict_eng_tur"
MARKED = "_marked"


@dataclass(slots=True)
class Report:
    """What was kept and removed, per source, and what the shards hold; saved as ``prepare.json``."""

    sources: dict[str, dict[str, int]] = field(default_factory=dict)
    shards: dict[str, dict[str, int]] = field(default_factory=dict)
    seconds: float = 0.0


def split_authored(config: Config) -> tuple[list[AuthoredPair], list[AuthoredPair]]:
    """Return (training rows, development rows) of our own files, in file order."""
    percent = int(config.tables["prepare"]["held_out_percent"])
    train: list[AuthoredPair] = []
    development: list[AuthoredPair] = []
    for name in AUTHORED:
        for row in authored_pairs(config.path("authored"), name):
            (development if held_out(row.english, percent) else train).append(row)
    return train, development


def excluded_keys(config: Config, development: Sequence[AuthoredPair]) -> frozenset[str]:
    """Return the keys of all sentences that must not be trained on, either side."""
    keys = {key(side) for row in development for side in (row.english, row.turkish)}
    folder = config.path("flores")
    for side in ("en", "tr"):
        path = folder / f"flores-dev.{side}"
        if path.exists():
            keys |= {key(line) for line in read_lines(path)}
    return frozenset(keys)


def gather(config: Config, report: Report) -> tuple[dict[str, list[Pair]], list[AuthoredPair]]:
    """Return cleaned pairs per group, and the authored training rows that survive."""
    settings = config.tables["prepare"]
    train, development = split_authored(config)
    excluded = excluded_keys(config, development)
    seen: set[str] = set()
    rows = []
    for name in AUTHORED:
        removed: Counter[str] = Counter()
        for row in (row for row in train if row.file == name):
            # Our own text needs no filter but this one.
            mark = key(row.english) + "\t" + key(row.turkish)
            if key(row.english) in excluded or key(row.turkish) in excluded:
                removed["test sentence"] += 1
            elif mark in seen:
                removed["duplicate"] += 1
            else:
                seen.add(mark)
                removed["kept"] += 1
                rows.append(row)
        removed["held out"] = sum(row.file == name for row in development)
        report.sources[name] = dict(removed)
    groups: dict[str, list[Pair]] = {}
    for group, table in config.tables["groups"].items():
        groups[group] = []
        for name in table["sources"]:
            if not (config.path("corpus") / f"{name}.tsv.xz").exists():
                report.sources[name] = {"missing": 1}
                continue
            removed = Counter()
            raw = public_pairs(config.path("corpus"), name)
            kept = list(clean(raw, seen, excluded, int(settings["max_words"]), removed))
            limit = int(table["limit"])
            if limit and len(kept) > limit:
                kept = Random(config.seed).sample(kept, limit)
                removed["over the limit"] = removed["kept"] - limit
                removed["kept"] = limit
            report.sources[name] = dict(removed)
            groups[group] += kept
            print(f"{name}: {json.dumps(report.sources[name])}", flush=True)
    return groups, rows


def mark_authored(rows: Sequence[AuthoredPair], config: Config, random: Random) -> list[Example]:
    """Return the marked copies of our own pairs: terms, placeholders, casing, citations."""
    settings = config.tables["prepare"]
    terms = read_glossary(config.path("glossary"))
    lemmas = {term.identity: term for term in terms}
    matcher = GlossaryMatcher(terms)
    examples: list[Example] = []
    for row in rows:
        pair = row.english, row.turkish
        matches = matcher.matches(pair)
        for _ in range(int(settings["term_copies"])):
            examples += annotated(pair, matches, random)
        term = lemmas.get(row.label)
        if row.english_form and term is not None:
            examples += _term_row(row, term.english[0], term.turkish)
        examples += _extras(pair, matches, settings, random)
    return examples


def _term_row(row: AuthoredPair, english_lemma: str, turkish_lemmas: Sequence[str]) -> list[Example]:
    english, turkish = row.english.find(row.english_form), row.turkish.find(row.turkish_form)
    if english < 0 or turkish < 0:
        return []
    start = key(row.turkish_form)[:3]
    lemma = next((lemma for lemma in turkish_lemmas if key(lemma)[:3] == start), turkish_lemmas[0])
    there = (english, english + len(row.english_form))
    here = (turkish, turkish + len(row.turkish_form))
    return [
        Example(annotate(row.english, [(there, lemma)]), row.turkish, TO_TURKISH),
        Example(row.english, annotate(row.turkish, [(here, english_lemma)]), TO_ENGLISH),
    ]


def _extras(pair: Pair, matches: Sequence[Match], settings: dict[str, Any], random: Random) -> list[Example]:
    examples: list[Example | None] = []
    if random.random() < settings["placeholder_share"]:
        examples.append(with_placeholders(pair, matches, random))
    if random.random() < settings["casing_share"] * (3 if len(pair[0].split()) <= 10 else 0):
        examples.append(recased(pair, random))
    if random.random() < settings["placeholder_share"] / 4:
        examples.append(cited(pair, random))
    return [example for example in examples if example is not None]


def mark_general(pairs: Sequence[Pair], config: Config, random: Random, dictionary: DictionaryMatcher) -> list[Example]:
    """Return marked copies of a share of general pairs, annotated from the bilingual dictionary."""
    settings = config.tables["prepare"]
    examples: list[Example] = []
    for pair in pairs:
        if random.random() < settings["dictionary_share"]:
            matches = dictionary.matches(pair)
            examples += annotated(pair, random.sample(matches, min(2, len(matches))), random)
        if random.random() < settings["general_extras"]:
            examples += _extras(pair, [], settings, random)
    return examples


def vocabulary_lines(examples: dict[str, list[Example]], count: int, random: Random) -> Iterable[str]:
    """Return the lines the vocabulary is learnt from: all authored text, thrice, and a sample of the rest."""
    own = [side for example in examples["authored"] for side in (example.english, example.turkish)]
    general = [
        side
        for group, group_examples in examples.items()
        if group not in ("authored", "lexicon") and not group.endswith(MARKED)
        for example in group_examples
        for side in (example.english, example.turkish)
    ]
    lines = own * 3 + random.sample(general, min(len(general), count))
    random.shuffle(lines)
    return lines


def prepare(config: Config) -> Report:
    """Write vocabulary and shards to the work folder."""
    started = time.monotonic()
    settings, work = config.tables["prepare"], config.path("work")
    work.mkdir(parents=True, exist_ok=True)
    report, random = Report(), Random(config.seed)
    groups, rows = gather(config, report)
    examples = {"authored": [Example(row.english, row.turkish, BOTH) for row in rows]}
    examples["authored" + MARKED] = mark_authored(rows, config, random)
    dictionary = DictionaryMatcher(
        public_pairs(config.path("corpus"), DICTIONARY)
        if (config.path("corpus") / f"{DICTIONARY}.tsv.xz").exists()
        else ()
    )
    for group, pairs in groups.items():
        examples[group] = [Example(*pair) for pair in pairs]
        if group in ("natural", "docs"):
            examples[group + MARKED] = mark_general(pairs, config, random, dictionary)
    model = learn_vocabulary(
        vocabulary_lines(examples, int(settings["vocabulary_lines"]), random),
        work,
        int(settings["vocabulary"]),
        int(config.tables["train"]["threads"]),
    )
    _write_shards(examples, model, config, report)
    report.seconds = round(time.monotonic() - started, 1)
    (work / "prepare.json").write_text(
        json.dumps({"sources": report.sources, "shards": report.shards, "seconds": report.seconds}, indent=1) + "\n",
        encoding="utf-8",
    )
    return report


def _write_shards(examples: dict[str, list[Example]], model: Path, config: Config, report: Report) -> None:
    vocabulary = load_vocabulary(model)
    threads, longest = int(config.tables["train"]["threads"]), int(config.tables["prepare"]["max_pieces"])
    tokens: dict[str, tuple[list[list[int]], list[list[int]], list[int]]] = {}
    for group, group_examples in examples.items():
        english = vocabulary.encode([example.english for example in group_examples], num_threads=threads)
        turkish = vocabulary.encode([example.turkish for example in group_examples], num_threads=threads)
        fits = [0 < len(one) <= longest and 0 < len(two) <= longest for one, two in zip(english, turkish, strict=True)]
        tokens[group] = (
            [row for row, fit in zip(english, fits, strict=True) if fit],
            [row for row, fit in zip(turkish, fits, strict=True) if fit],
            [example.way for example, fit in zip(group_examples, fits, strict=True) if fit],
        )
    all_english = [row for rows, _, _ in tokens.values() for row in rows]
    all_turkish = [row for _, rows, _ in tokens.values() for row in rows]
    links = iter(align(all_english, all_turkish))
    for group, (one, two, ways) in tokens.items():
        shard = make_shard(one, two, [next(links) for _ in one], ways)
        write_shard(config.path("work") / f"{group}.npz", shard)
        report.shards[group] = {
            "examples": len(shard),
            "english pieces": int(shard.english_at[-1]),
            "turkish pieces": int(shard.turkish_at[-1]),
            "links": int(shard.links_at[-1]),
        }
        print(f"shard {group}: {json.dumps(report.shards[group])}", flush=True)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG)
    parser.add_argument("--corpus", type=Path, help="folder of the public text (NAME.tsv.xz files)")
    arguments = parser.parse_args()
    report = prepare(read_config(arguments.config, arguments.corpus))
    total: Counter[str] = Counter()
    for counts in report.sources.values():
        total.update(counts)
    print(f"all sources: {json.dumps(dict(total))}\nprepared in {report.seconds} s")


if __name__ == "__main__":
    main()
