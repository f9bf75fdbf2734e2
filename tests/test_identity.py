"""Localizing a page with its own texts changes nothing but what must say another language or lead to another page.

:data:`MAY_CHANGE` lists it all; any other byte that differs fails. The comparison knows nothing of how pages are built:
it cuts both pages into tokens and looks at what differs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.config import Project, read_project
from pipeline.markup import Token, TokenKind, scan
from tests.sites import make_project, write_page

ROOT = Path(__file__).parent.parent
REAL = sorted((ROOT.parent / "shared" / "pages").rglob("*.html"))
SAMPLE = sorted((ROOT / "source").glob("*/*.html"))

_ADDRESSES = {"href", "src", "srcset", "action", "formaction", "poster", "data", "cite", "xlink:href", "imagesrcset"}
MAY_CHANGE: dict[str, set[str]] = {
    # element: attributes that may get another value, come or go
    "*": {"lang", "xml:lang", "dir"} | _ADDRESSES,
    "meta": {"content"},
    "a": {"aria-current"},
}
METAS = {"og:locale", "og:locale:alternate", "og:url", "twitter:url", "content-language", "refresh"}
"""The ``<meta>`` elements whose content may change."""
ADDED = re.compile(
    r'<link rel="(?:canonical|alternate)"[^>]*>|<meta property="og:(?:locale|locale:alternate|url)"[^>]*>'
    r'|<nav class="l10n-switch"[^>]*><ul[^>]*>(?:<li><a [^>]*>[^<]*</a></li>)*</ul></nav>|\s+'
)
"""Markup that may be new."""
MACHINE_READ = {"time", "data"}
"""Elements whose text follows from their machine-readable value."""
JSON_KEYS = {"inLanguage", "translationOfWork", "workTranslation"}
"""Properties of JSON-LD that may change or be new; addresses of the site may change anywhere."""


def differences(source: str, made: str, base: str) -> Iterator[str]:
    """What differs without being allowed to."""
    here, there = list(scan(source)), list(scan(made))
    left, right = [source[t.start : t.end] for t in here], [made[t.start : t.end] for t in there]
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind == "insert" and not ADDED.sub("", "".join(right[c:d])):
            continue
        old, new = here[a:b], there[c:d]
        if len(old) != len(new):
            new = [token for token in new if not ADDED.fullmatch(made[token.start : token.end])]
        if len(old) != len(new):
            yield f"{''.join(left[a:b])!r} became {''.join(right[c:d])!r}"
            continue
        for one, other in zip(old, new, strict=True):
            was, now = source[one.start : one.end], made[other.start : other.end]
            if was != now and not allowed(source, one, other, was, now, base):
                yield f"{was!r} became {now!r}"


def allowed(source: str, one: Token, other: Token, was: str, now: str, base: str) -> bool:
    """Whether a token may differ in this way."""
    if one.kind is not other.kind:
        return False
    if one.kind is TokenKind.RAW:
        if not was.lstrip().startswith(("{", "[")):
            return False
        return same_json(json.loads(was), json.loads(now), base)
    if one.kind is TokenKind.TEXT:
        before = source[: one.start].rpartition("<")[2].partition(">")[0].split()
        return bool(before) and before[0].lower() in MACHINE_READ
    if one.kind is not TokenKind.START or one.name != other.name:
        return False
    old, new = ({a.name: a.value for a in reversed(t.attributes)} for t in (one, other))
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    if one.name == "meta" and "content" in changed:
        return str(old.get("property") or old.get("name") or old.get("http-equiv")).lower() in METAS
    return changed <= MAY_CHANGE["*"] | MAY_CHANGE.get(one.name, set()) - {"content"}


def same_json(one: object, other: object, base: str) -> bool:
    """Whether two blocks of JSON-LD say the same but for language and addresses."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = {key for key in one.keys() | other.keys() if key not in JSON_KEYS}
        return all(same_json(one.get(key), other.get(key), base) for key in keys)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same_json(a, b, base) for a, b in zip(one, other, strict=True))
    if isinstance(one, str) and isinstance(other, str) and base in one:
        without = re.compile(rf"{re.escape(base)}[^\s\"'<>\\]*")
        return without.sub("", one) == without.sub("", other)
    return one == other


def identity(project: Project) -> None:
    """Approve every text as it is."""
    flow.run(project, ("extract",))
    for path in project.locales.glob("*/LC_MESSAGES/*.po"):
        text = path.read_text("utf-8")
        entries = re.split(r"\n\n", text)
        done = [
            re.sub(r'(msgid (?P<id>(?:".*"\n)+)msgstr )""', r"\1\g<id>", entry + "\n").rstrip("\n")
            for entry in entries[1:]
        ]
        path.write_text("\n\n".join([entries[0], *done]) + "\n", "utf-8")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample site and the real page, each text approved as its own translation."""
    folder = tmp_path_factory.mktemp("identity")
    project = make_project(
        folder, {"en/plain.html": "<html lang='en'><head><title>x</title></head><body><p>y</p></body></html>"}
    )
    for path in SAMPLE:
        target = folder / "source" / path.relative_to(ROOT / "source")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    for path in REAL:
        write_page(folder, f"en/{path.stem}.html", path.read_text("utf-8"))
    base = read_project(ROOT).base_url
    settings = project.root / "clinic-l10n.toml"
    names = [path.stem for path in sorted((folder / "source").glob("*/*.html"))]
    slugs = "".join(f"[slugs.{lang}]\n" + "".join(f'{name} = "{name}"\n' for name in names) for lang in ("en", "tr"))
    settings.write_text(settings.read_text("utf-8").replace("https://clinic.example", base) + slugs, "utf-8")
    project = read_project(folder)
    identity(project)
    result = flow.run(project, ("build",))
    assert not result.failures
    assert all(row.approved == row.segments for row in result.rows)
    assert not [finding for finding in result.findings if finding.check != "link-broken"]
    return project


def decoded(path: Path) -> str:
    content = path.read_bytes()
    return content.decode("windows-1254" if b"windows-1254" in content[:1000] else "utf-8")


def test_nothing_else_changes(sample: Project) -> None:
    compared = 0
    for language in sample.languages:
        for path in sorted((sample.source / language).glob("*.html")):
            for target in sample.languages:
                made = sample.site / target / path.name
                source, text = decoded(path), decoded(made)
                assert list(differences(source, text, sample.base_url)) == [], f"{path.name} in {target}"
                compared += 1
    assert compared >= 2 * (len(SAMPLE) + 1)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("<p>dose</p>", "<p>doze</p>"),
        ("<p class=a>x", "<p class=b>x"),
        ("<!-- a -->", "<!-- b -->"),
        ('<meta name="robots" content="index">', '<meta name="robots" content="noindex">'),
        ("<p>x</p>", "<p>x</p><p>y</p>"),
        ("<style>a{}</style>", "<style>b{}</style>"),
        (
            '<script type="application/ld+json">{"a": 1}</script>',
            '<script type="application/ld+json">{"a": 2}</script>',
        ),
        ("<p>x  y</p>", "<p>x y</p>"),
    ],
)
def test_any_other_byte_is_noticed(was: str, now: str) -> None:
    assert list(differences(was, now, "https://clinic.example"))
