"""Errors in inline codes and placeholders."""

from __future__ import annotations

import re
from random import Random

from tests.seeded.figures import choose, replace

CODE = re.compile(r"</?[a-z]+\d+/?>")
ELEMENT = re.compile(r"<(?P<name>[a-z]+\d+)>(?P<text>[^<]*)</(?P=name)>")
NEIGHBOURS = re.compile(r"</(?P<first>\w+)>(?P<between>[^<]*)<(?P<second>\w+)>(?P<text>[^<]*)</(?P=second)>")
PLACEHOLDER = re.compile(r"\{\{ ?\w+ ?\}\}|\$\{\w+\}|%\(\w+\)s|\{\w+\}|%[ds]")
INJECTED = (
    '<script>alert("1")</script>',
    '<img src="x" onerror="alert(1)">',
    '<a href="javascript:alert(1)">…</a>',
    "<iframe src='https://example.net'></iframe>",
    '<b onclick="steal()">!</b>',
)


def code_lost(text: str, language: str, random: Random) -> str | None:
    """One code is gone: an opening, a closing or an empty one."""
    match = choose(CODE, text, random)
    return match and replace(text, match, "")


def element_lost(text: str, language: str, random: Random) -> str | None:
    """An element has lost both its codes."""
    match = choose(ELEMENT, text, random)
    return match and replace(text, match, match["text"])


def code_renamed(text: str, language: str, random: Random) -> str | None:
    """A number that no code of the source has."""
    match = choose(ELEMENT, text, random)
    return match and replace(text, match, match.group().replace(match["name"], match["name"] + "0"))


def code_misnested(text: str, language: str, random: Random) -> str | None:
    """Two elements cross, or one closes before it opens."""
    crossed = choose(NEIGHBOURS, text, random)
    if crossed:
        new = f"{crossed['between']}<{crossed['second']}>{crossed['text']}</{crossed['first']}></{crossed['second']}>"
        return replace(text, crossed, new)
    match = choose(ELEMENT, text, random)
    return match and replace(text, match, f"</{match['name']}>{match['text']}<{match['name']}>")


def code_spacing(text: str, language: str, random: Random) -> str | None:
    """The space before or after an element is lost, so that two words run together."""
    match = choose(re.compile(r"(?<=\w) (?=<\w+>\w)|(?<=</\w\d>) (?=\w)|(?<=</\w\w\d>) (?=\w)"), text, random)
    return match and replace(text, match, "")


def code_space_inside(text: str, language: str, random: Random) -> str | None:
    """A space has moved into an element: ``<b1> two </b1>``."""
    match = choose(re.compile(r" <(?P<name>\w+)>(?P<text>[^<]+)</(?P=name)> "), text, random)
    return match and replace(text, match, f"<{match['name']}> {match['text']} </{match['name']}>")


def markup_injected(text: str, language: str, random: Random) -> str | None:
    """An element or a script that the source does not have."""
    return f"{text} {random.choice(INJECTED)}"


def placeholder_changed(text: str, language: str, random: Random) -> str | None:
    """A placeholder lost, renamed or broken."""
    match = choose(PLACEHOLDER, text, random)
    if match is None:
        return None
    slot = match.group()
    broken = re.sub(r"\w+", "ad", slot, count=1) if re.search(r"\w{2}", slot) else slot.replace("%", "% ")
    return replace(text, match, random.choice(["", broken, slot.rstrip("}").rstrip("s")]))
