"""Slugs: the last part of a page's address, made from its title or given by its author, and kept once published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.locales import lower
from pipeline.site.addresses import Place
from pipeline.site.record import Published

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_LONGEST = 80


def slug_of_title(title: str, language: str) -> str:
    """The slug of a page's title without the name of the site: of what stands before ``|`` or a dash with spaces."""
    return slug(re.split(r"\s[|–—·»-]\s", title, maxsplit=1)[0], language)


def slug(text: str, language: str) -> str:
    """The slug of a title: ``Omurga füzyonu ve sonrası`` → ``omurga-fuzyonu-ve-sonrasi``; empty if nothing is left.

    Latin letters lose their marks (ı→i, ş→s, ğ→g, ö→o), other scripts keep their letters and vowel signs: an address
    is an IRI (RFC 3987) and is percent-encoded where it is written. Cut at a word end after 80 characters.
    """
    small = _APOSTROPHES.sub("", lower(unicodedata.normalize("NFKC", text), language)).translate(_LETTERS)
    words = "".join(_letters(small)).split()
    while len(words) > 1 and len("-".join(words)) > _LONGEST:
        words.pop()
    return unicodedata.normalize("NFC", "-".join(words)[:_LONGEST])


def _letters(text: str) -> Iterator[str]:
    """Letters, digits and the marks that belong to them; a space for everything else."""
    keeps_marks = False
    for char in unicodedata.normalize("NFKD", text):
        kind = unicodedata.category(char)[0]
        if kind in "LN":
            # Marks can be left out in Latin; in Hangul, Arabic or Devanagari they belong to the letter.
            keeps_marks = not char.isascii() and "LATIN" not in unicodedata.name(char, "")
            yield char
        elif kind == "M":
            yield char if keeps_marks else ""
        else:
            keeps_marks = False
            yield " "


@dataclass(frozen=True, slots=True)
class Wish:
    """The slug that a page would like to have in a language: with its folders, without suffix.

    ``fixed`` means that the author said so; otherwise it was made from a title, and an address that was published
    already stays.
    """

    page: str
    language: str
    slug: str
    fixed: bool = False

    @property
    def place(self) -> Place:
        """What the slug is for."""
        return Place(self.page, self.language)


def assign(wishes: Iterable[Wish], published: Iterable[Published]) -> dict[Place, tuple[str, ...]]:
    """Give every page a slug of its own in each language; behind it stand those it had before.

    What an author fixed comes first, then what was published, then what titles suggest, in the order of the wishes. Of
    two pages that want the same slug the later one gets a number (``-2``). No page takes a slug under which another one
    was published, so that old links never lead to a wrong page. Slugs that differ only in case or Unicode form count as
    the same, because on some file systems they are.
    """
    before = {Place(entry.page, entry.language): entry.slugs for entry in published}
    wishes = tuple(wishes)
    taken = {(place.language, _level(old)): place.page for place, slugs in before.items() for old in slugs}
    found: dict[Place, str] = {}
    for wish in sorted(wishes, key=lambda wish: (not wish.fixed, wish.place not in before)):
        known = before.get(wish.place, ())
        # The name of the source file was a makeshift for want of a title.
        is_settled = known and not wish.fixed and known[0] != wish.page
        found[wish.place] = known[0] if is_settled else _free(wish, taken)
        taken[wish.place.language, _level(found[wish.place])] = wish.page
    return {
        wish.place: (found[wish.place], *(old for old in before.get(wish.place, ()) if old != found[wish.place]))
        for wish in wishes
    }


def _free(wish: Wish, taken: Mapping[tuple[str, str], str]) -> str:
    name, number = wish.slug, 1
    while taken.get((wish.language, _level(name)), wish.page) != wish.page:
        number += 1
        name = f"{wish.slug}-{number}"
    return name


def _level(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
