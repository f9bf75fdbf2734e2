"""Count our own pairs for the language checks: ``python -m training.tables`` writes the tables in ``pipeline/qa/data``.

``en-tr.odds.tsv`` says for runs of three letters and for frequent words how much likelier they are in English than in
Turkish (natural logarithm; ``^`` and ``$`` are the ends of a word). ``tr.words.txt`` holds frequent Turkish words, one
a line.

A third of the pairs, by CRC-32 of the English side, is never counted: on it the checks are measured.
"""

from __future__ import annotations

import argparse
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.files import write_if_changed
from pipeline.locales import lower
from pipeline.qa.identification import marked, trigrams, words
from pipeline.qa.lettering import unaccented
from training.config import DEFAULT_CONFIG, read_config
from training.sources import AUTHORED, authored_pairs

TABLES = Path("pipeline/qa/data")
RARE_TRIGRAM, TRIGRAMS = 10, 2000
RARE_WORD, FREQUENT_WORD = 3, 20


def is_measured_on(english: str) -> bool:
    """Whether a pair belongs to the third on which checks are measured and from which nothing is learned."""
    return zlib.crc32(english.encode("utf-8")) % 3 == 0


def odds_table(english: Counter[str], turkish: Counter[str]) -> str:
    """The most telling trigrams and the most frequent words with their log odds, in alphabetical order."""
    sides = english, turkish
    in_trigrams = [Counter(gram for word in side.elements() for gram in trigrams(word)) for side in sides]
    of_trigrams = _log_odds(*in_trigrams)
    counts = in_trigrams[0] + in_trigrams[1]
    common = (gram for gram, count in counts.items() if count >= RARE_TRIGRAM)
    best = sorted(common, key=lambda gram: (-abs(of_trigrams[gram]) * math.sqrt(counts[gram]), gram))[:TRIGRAMS]
    frequent = [word for word, count in (english + turkish).items() if count >= FREQUENT_WORD and len(word) > 1]
    of_words = _log_odds(english, turkish)
    rows = {gram: of_trigrams[gram] for gram in best} | {marked(word): of_words[word] for word in frequent}
    return "".join(f"{key}\t{odds:.2f}\n" for key, odds in sorted(rows.items()))


def _log_odds(english: Counter[str], turkish: Counter[str]) -> dict[str, float]:
    sums = english.total(), turkish.total()
    return {
        key: math.log((english[key] + 0.5) / sums[0]) - math.log((turkish[key] + 0.5) / sums[1])
        for key in english.keys() | turkish.keys()
    }


def word_list(turkish: Counter[str]) -> str:
    """The frequent words, and with them the rarer words that differ from one of them only in dots and tails."""
    frequent = {unaccented(word) for word, count in turkish.items() if count >= RARE_WORD and len(word) > 1}
    return "".join(f"{word}\n" for word in sorted(turkish) if unaccented(word) in frequent)


def counted(texts: Iterable[str], language: str) -> Counter[str]:
    """How often each word stands in the texts, in lower case."""
    return Counter(word for text in texts for word in words(lower(text, language)))


def learned_from(folder: Path) -> Iterator[tuple[str, str]]:
    """English and Turkish side of the pairs that may be counted."""
    for name in AUTHORED:
        for pair in authored_pairs(folder, name):
            if not is_measured_on(pair.english):
                yield pair.english, pair.turkish


def tables(folder: Path) -> dict[str, str]:
    """The files and what must stand in them, counted in the pairs of ``folder``."""
    english, turkish = zip(*learned_from(folder), strict=True)
    in_english, in_turkish = counted(english, "en"), counted(turkish, "tr")
    return {"en-tr.odds.tsv": odds_table(in_english, in_turkish), "tr.words.txt": word_list(in_turkish)}


def main() -> None:
    """Write the tables."""
    argparse.ArgumentParser(description=main.__doc__).parse_args()
    for name, text in tables(read_config(DEFAULT_CONFIG).path("authored")).items():
        write_if_changed(TABLES / name, text.encode("utf-8"))
        print(f"{TABLES / name}: {text.count(chr(10))} lines")


if __name__ == "__main__":
    main()
