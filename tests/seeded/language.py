"""Errors of language and form: left in the source language, casing, encoding, repetition, punctuation, length."""

from __future__ import annotations

import re
from random import Random

from tests.seeded.figures import choose, replace

FRONTED = str.maketrans("aıueiü", "eiüaıu")
PLAIN_LETTERS = str.maketrans("çğıöşüÇĞİÖŞÜ", "cgiosuCGIOSU")
WORD = re.compile(r"(?<![\w'’.<{@/%])[^\W\d_]{5,}(?![\w'’>}@/])")
SUFFIX = re.compile(r"(?<=\d['’])[a-zçğıöşü]+")


def mojibake(text: str, language: str, random: Random) -> str | None:
    """UTF-8 read as Windows-1252, or a character lost on the way."""
    if text.isascii():
        return None
    if random.random() < 0.3:
        match = choose(re.compile(r"[^\x00-\x7f]"), text, random)
        return match and replace(text, match, "\ufffd")
    try:
        return text.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return text.encode("utf-8").decode("latin-1")


def dotless_capitals(text: str, language: str, random: Random) -> str | None:
    """A Turkish word put into capitals by English rules (ENFEKSIYON), an English one by Turkish rules (İNFECTİON)."""
    match = choose(re.compile(rf"(?=\w*i){WORD.pattern}"), text, random)
    if match is None:
        return None
    capitals = match.group().upper()
    return replace(text, match, capitals if language == "tr" else capitals.replace("I", "İ"))


def combining_dot(text: str, language: str, random: Random) -> str | None:
    """``İlaç`` put into lower case by a program that does not know Turkish: an i with a second dot."""
    return text.replace("İ", "i\u0307", 1) if "İ" in text else None


def without_diacritics(text: str, language: str, random: Random) -> str | None:
    """Turkish written on an English keyboard."""
    plain = text.translate(PLAIN_LETTERS)
    return plain if sum(a != b for a, b in zip(plain, text, strict=True)) >= 4 else None


def suffix_harmony(text: str, language: str, random: Random) -> str | None:
    """%20'si → %20'sı."""
    match = choose(SUFFIX, text, random)
    return match and replace(text, match, match.group().translate(FRONTED))


def doubled_word(text: str, language: str, random: Random) -> str | None:
    """A word written twice in a row; short words and beginnings are left alone, as Turkish doubles some on purpose."""
    match = choose(re.compile(rf"(?<= ){WORD.pattern}"), text, random)
    return match and replace(text, match, f"{match.group()} {match.group()}")


def repeated_phrase(text: str, language: str, random: Random) -> str | None:
    """The loop of a small model: the last words again and again."""
    words = text.rstrip(".").split()
    return " ".join(words + words[-3:] * 3) + "." if len(words) >= 6 and text.endswith(".") else None


def end_mark_changed(text: str, language: str, random: Random) -> str | None:
    """A statement has become a question, or a question a statement."""
    if text[-1] not in ".?":
        return None
    return text[:-1] + ("?" if text[-1] == "." else ".")


def end_mark_lost(text: str, language: str, random: Random) -> str | None:
    """The closing full stop or question mark is gone."""
    return text[:-1] if text[-1] in ".?" else None


def space_before_mark(text: str, language: str, random: Random) -> str | None:
    """A space before a comma or another mark."""
    match = choose(re.compile(r"(?<=\w)[,;:?](?= |$)"), text, random)
    return match and replace(text, match, " " + match.group())


def space_after_mark_lost(text: str, language: str, random: Random) -> str | None:
    """No space after a comma or a semicolon."""
    match = choose(re.compile(r"(?<=[^\W\d][,;]) (?=[^\W\d])"), text, random)
    return match and replace(text, match, "")


def bracket_lost(text: str, language: str, random: Random) -> str | None:
    """A bracket opens and never closes."""
    return text.replace(")", "", 1) if text.count(")") == 1 and " (" in text else None


def double_space(text: str, language: str, random: Random) -> str | None:
    """Two spaces between words."""
    match = choose(re.compile(r"(?<=\w) (?=\w)"), text, random)
    return match and replace(text, match, "  ")


def outer_space(text: str, language: str, random: Random) -> str | None:
    """A space at the beginning or at the end."""
    return f" {text}" if random.random() < 0.5 else f"{text} "


def truncated(text: str, language: str, random: Random) -> str | None:
    """The translation breaks off after the first third."""
    words = text.split()
    return " ".join(words[: len(words) // 3]).rstrip(",;") + "." if len(words) >= 12 else None


def empty(text: str, language: str, random: Random) -> str | None:
    """No translation."""
    return ""


def untranslated(text: str, source: str) -> str | None:
    """The source left as it is."""
    return source if len(source.split()) >= 4 and source != text else None


def half_translated(text: str, source: str) -> str | None:
    """The second half left in the source language."""
    words, left = text.split(), source.split()
    if min(len(words), len(left)) < 8:
        return None
    return " ".join(words[: len(words) // 2] + left[-(len(left) // 2) :])
