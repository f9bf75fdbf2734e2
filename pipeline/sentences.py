"""Split a text into sentences, in offsets, so that every character of the text stays accounted for.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis – with the quotes, brackets and citation
marks that close with it – if something that can open a sentence follows; at every line break; and at bars and bullets
between texts. A full stop after an abbreviation, an initial or a list number ends nothing. Which abbreviations there
are is data, per language. ``docs/decisions/0003-sentence-splitting.md`` compares this with two libraries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.engine import Span

LONGEST = 700
"""Characters; a sentence that is longer is a list without full stops, and engines lose their way in it."""

_CANDIDATE = re.compile(
    r"(?P<bar>(?<=\s)[|·•›»→](?=\s))"
    r"|(?P<mark>[.!?…]+)"
    r"(?P<close>[\"”’'»)\]]*)"
    r"(?P<citation>(?:\s?(?:\[\d[\d,;–\s-]*\]|\(\d[\d,;–\s-]*\)))*)"
    r"\s+(?=(?P<next>\S))"
)
_PAUSE = re.compile(r"[,;:–—] ")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘«/]+$")
_LIST_NUMBER = re.compile(r"\s*[^\w\s]*\s*(?:\d{1,3}|[IVX]{1,4})$")
_INITIALS = re.compile(r"(?:\w\.)*\w")
_OPENERS = '"“‘«([¿¡%'

# Before a name, number or word: a sentence does not end here, whatever follows.
_BOUND = {
    "en": """
        dr mr mrs ms mx prof assoc asst st sr jr rev hon gen col capt sgt lt
        e.g i.e cf viz vs ca c approx est max min avg incl excl esp
        no nos fig figs tab eq vol ch sec pp p ed eds ref refs al tel ext dept
        ave blvd rd apt bldg ste fl jan feb mar apr jun jul aug sep sept oct nov dec
    """,
    "tr": """
        dr prof doç yrd öğr gör arş uzm op av sn hz mr mrs dt dyt psk fzt hem ecz müh mim ord alb yzb
        örn ör bkz krş yak ort maks min haz ed çev yay
        no nr şek res tab çiz tbl syf s c cilt ark tel dah faks gsm
        cad cd sok sk mah mh bul blv apt blok kat d k ilç köy mer ist ank
        oc şub nis may haz tem ağu eyl eki kas ara e.g i.e t.c m.ö m.s
    """,
}
# May also close a sentence: it does if the next word begins with a capital.
_OPEN = {
    "en": "etc a.m p.m u.s u.k e.u m.d ph.d b.c a.d inc ltd co",
    "tr": "vb vs vd vdl a.ş ltd şti",
}
_BOUND_WORDS = {language: frozenset(words.split()) for language, words in _BOUND.items()}
_OPEN_WORDS = {language: frozenset(words.split()) for language, words in _OPEN.items()}
# A full stop after "no" ends a sentence unless a number follows; likewise words that are also common ones.
_ONLY_BEFORE_DIGIT = frozenset(("no", "nos", "s", "p", "c", "k", "d", "may", "mar", "ara", "tem", "kas", "fl", "kat"))
# "Stage I. Next" ends, "J. Miller" does not.
_NAMES_A_LETTER = frozenset(
    "stage type grade class group phase vitamin hepatitis evre tip derece sınıf grup faz vitamini hepatit".split()
)


def split(text: str, language: str) -> tuple[Span, ...]:
    """Return the sentences of a text, without the white space between them, in order."""
    spans: list[Span] = []
    start = 0
    for end in (*_ends(text, language), len(text)):
        piece = text[start:end]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            spans += _bounded(text, first, start + len(piece.rstrip()))
        start = end
    return tuple(spans)


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what is too long for any engine, at the last comma or space that leaves it short enough."""
    while end - start > LONGEST:
        cut = max((m.end() for m in _PAUSE.finditer(text, start + LONGEST // 2, start + LONGEST)), default=0)
        cut = cut or text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
        yield Span(start, cut - 1 if text[cut - 1].isspace() else cut)
        start = cut
    yield Span(start, end)


def _ends(text: str, language: str) -> Iterator[int]:
    """Offsets at which a sentence may end, in order."""
    line_start = 0
    for line in text.splitlines(keepends=True):
        start = line_start
        for match in _CANDIDATE.finditer(text, line_start, line_start + len(line)):
            if match["bar"]:
                yield match.start()
            elif not _ends_sentence(text, start, match, language):
                continue
            start = match.end()
            yield start
        line_start += len(line)
        yield line_start


def _ends_sentence(text: str, start: int, match: re.Match[str], language: str) -> bool:
    """Whether the sentence that begins at ``start`` ends at a candidate."""
    following = match["next"]
    if following.islower() or (not following.isalnum() and following not in _OPENERS and following.isascii()):
        return False
    if match["mark"] != "." or match["close"] or match["citation"]:
        return True
    before = text[max(start, match.start() - 60) : match.start()]
    if _LIST_NUMBER.fullmatch(before):
        return False
    found = _LAST_WORD.search(before)
    if not found:
        return True
    word = found.group().replace("I", "ı" if language == "tr" else "i").lower()
    if word in _OPEN_WORDS.get(language, ()):
        return following.isupper()
    if word in _BOUND_WORDS.get(language, ()) and (word not in _ONLY_BEFORE_DIGIT or following.isdigit()):
        return False
    if found.group().isupper() and _INITIALS.fullmatch(found.group()):
        preceding = before[: found.start()].split()
        return bool(preceding) and preceding[-1].lower() in _NAMES_A_LETTER
    return True
