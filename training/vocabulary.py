"""The joint SentencePiece vocabulary (unigram model, Kudo 2018)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import sentencepiece as spm

from training.marking import PLACEHOLDERS, SYMBOLS

PAD, UNKNOWN, START, END = 0, 1, 2, 3
TO_TURKISH_TOKEN, TO_ENGLISH_TOKEN = "<2tr>", "<2en>"

# Only what pages hold and no reader sees is normalised (odd spaces, invisible characters, decomposed Turkish letters):
# NFKC would turn m² into m2 and ½ into 1⁄2.
_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_COMPOSED = {"i\u0307": "i", "I\u0307": "İ", "\u2011": "-"} | {
    base + mark: whole
    for base, mark, whole in (
        *(("c", "\u0327", "ç"), ("C", "\u0327", "Ç"), ("s", "\u0327", "ş"), ("S", "\u0327", "Ş")),
        *(("g", "\u0306", "ğ"), ("G", "\u0306", "Ğ"), ("o", "\u0308", "ö"), ("O", "\u0308", "Ö")),
        *(("u", "\u0308", "ü"), ("U", "\u0308", "Ü"), ("a", "\u0302", "â"), ("e", "\u0301", "é")),
    )
}


def _rules() -> str:
    table = dict.fromkeys(_SPACES, " ") | dict.fromkeys(_INVISIBLE, "") | _COMPOSED
    lines = (
        f"{' '.join(f'{ord(ch):X}' for ch in old)}\t{' '.join(f'{ord(ch):X}' for ch in new)}"
        for old, new in table.items()
    )
    return "\n".join(lines) + "\n"


def learn_vocabulary(lines: Iterable[str], folder: Path, size: int, threads: int) -> Path:
    """Learn a vocabulary of ``size`` pieces; return the model's path."""
    folder.mkdir(parents=True, exist_ok=True)
    text, rules = folder / "vocabulary.txt", folder / "normalisation.tsv"
    text.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rules.write_text(_rules(), encoding="utf-8")
    spm.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "sentencepiece"),
        vocab_size=size,
        model_type="unigram",
        character_coverage=0.9999,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_tsv=str(rules),
        pad_id=PAD,
        unk_id=UNKNOWN,
        bos_id=START,
        eos_id=END,
        control_symbols=[TO_TURKISH_TOKEN, TO_ENGLISH_TOKEN],
        user_defined_symbols=[*SYMBOLS, *PLACEHOLDERS],
        num_threads=threads,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    text.unlink()
    return folder / "sentencepiece.model"


def load_vocabulary(path: Path) -> spm.SentencePieceProcessor:
    """Load a vocabulary."""
    return spm.SentencePieceProcessor(model_file=str(path))
