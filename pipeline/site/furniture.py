"""What no author writes: the language switch, the page at the root, redirect pages, and the page for lost visitors."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale

from pipeline import locales

_TEXTS = {
    "en": {
        "switch": "Language",
        "choose": "Choose your language",
        "moved": "This page has moved",
        "go": "Go to the page",
        "lost": "Page not found",
        "lost_more": "The page may have moved, or the address may have a typing error.",
        "home": "Home page",
    },
    "tr": {
        "switch": "Dil",
        "choose": "Dilinizi seçin",
        "moved": "Bu sayfa taşındı",
        "go": "Sayfaya git",
        "lost": "Sayfa bulunamadı",
        "lost_more": "Sayfa taşınmış ya da adres yanlış yazılmış olabilir.",
        "home": "Ana sayfa",
    },
}
_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2321; --link: #0b5c47 }
@media (prefers-color-scheme: dark) { :root { --paper: #14201c; --ink: #e8efec; --link: #8fd6bf } }
body { margin: 12vh auto; max-width: 34rem; padding: 0 1.25rem; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.5 system-ui, sans-serif }
h1, h2 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25 }
h1 span { display: block }
section + section { margin-top: 3rem }
ul { list-style: none; padding: 0 }
li + li { margin-top: .75rem }
a { display: inline-block; min-height: 44px; padding: .5rem 0; color: var(--link); box-sizing: border-box }
li a { display: block; padding: .625rem 1rem; border: 1px solid; border-radius: .5rem; text-decoration: none }
a:hover { text-decoration: underline }
a:focus-visible { outline: 3px solid; outline-offset: 2px }
"""
# A page that has no place for a switch has no style for one, either: links in a row, high enough for a finger.
_SWITCH_STYLE = ("display:flex;flex-wrap:wrap;gap:0 1.5rem;margin:0;padding:0 1rem;list-style:none", "line-height:44px")


@dataclass(frozen=True, slots=True)
class Version:
    """A link to a version of a page: its language, its address, and whether it is the one that is shown."""

    language: str
    href: str
    is_current: bool = False


def texts(language: str) -> tuple[str, Mapping[str, str]]:
    """The interface texts for a language and the language that they are really in."""
    own = language.partition("-")[0]
    return (language, _TEXTS[own]) if own in _TEXTS else ("en", _TEXTS["en"])


def own_name(language: str) -> str:
    """What speakers call their language: ``Türkçe``."""
    locale = Locale.parse(language, sep="-")
    return locales.capitalize(locale.get_display_name() or language, language)


def switch(versions: Sequence[Version], language: str) -> str:
    """A landmark with the links to all versions of a page."""
    spoken, words = texts(language)
    lang = "" if spoken == language else f' lang="{spoken}"'
    links = language_list(versions, *_SWITCH_STYLE)
    return f'<nav class="l10n-switch" aria-label="{words["switch"]}"{lang}>{links}</nav>'


def language_list(versions: Iterable[Version], list_style: str = "", link_style: str = "") -> str:
    """The links as a list: each in its own language, the shown one marked (WAI-ARIA ``aria-current``)."""
    items = []
    of_list, of_link = (f' style="{style}"' if style else "" for style in (list_style, link_style))
    for version in versions:
        language = f'lang="{version.language}" dir="{locales.direction(version.language)}"'
        current = ' aria-current="true"' if version.is_current else ""
        name = html.escape(own_name(version.language))
        href = html.escape(version.href)
        items.append(f'<li><a href="{href}" hreflang="{version.language}" {language}{current}{of_link}>{name}</a></li>')
    return f"<ul{of_list}>{''.join(items)}</ul>"


def root_page(name: str, homes: Sequence[Version]) -> bytes:
    """The page at the site's root: it sends a visitor who comes from outside to the home page in their language.

    Whoever comes from a page of the site, asks for the list (``#languages``) or has no scripts stays and chooses; so
    nobody is sent in circles, and the back button works (``location.replace`` leaves no entry behind).
    """
    hrefs = {version.language: version.href for version in homes}
    first = homes[0].language
    script = (
        f"(function(){{var h={json.dumps(hrefs)},r=document.referrer;"
        'if(location.hash==="#languages"||(r&&r.indexOf(location.protocol+"//"+location.host+"/")===0))return;'
        "var l=navigator.languages||[navigator.language];"
        "for(var i=0;i<l.length;i++){var c=String(l[i]).toLowerCase();"
        'for(var k in h)if(c===k.toLowerCase()||c.split("-")[0]===k.toLowerCase()){location.replace(h[k]);return}}'
        f"location.replace(h[{json.dumps(first)}])}})()"
    )
    spoken = [version.language for version in homes if texts(version.language)[0] == version.language] or ["en"]
    headings = " ".join(f'<span lang="{language}">{texts(language)[1]["choose"]}</span>' for language in spoken)
    body = f'<main id="languages"><h1>{headings}</h1>{language_list(homes)}</main>'
    return _page(first, name, body, f"<script>{script}</script>")


def redirect_page(language: str, href: str, url: str) -> bytes:
    """A page at an old address that sends its visitor on, at once and without script, and says so to search engines."""
    spoken, words = texts(language)
    target = html.escape(href)
    canonical = f'<link rel="canonical" href="{html.escape(url)}">' if url else ""
    body = f'<main><h1>{words["moved"]}</h1><p><a href="{target}">{words["go"]}</a></p></main>'
    head = f'<meta http-equiv="refresh" content="0; url={target}">{canonical}<meta name="robots" content="noindex">'
    return _page(spoken, words["moved"], body, head)


def lost_page(homes: Sequence[Version]) -> bytes:
    """The page for addresses where nothing stands, in the languages of the site that we speak.

    It is shown at any depth, so the links of ``homes`` must be absolute or begin at the root.
    """
    parts: list[str] = []
    own = [version for version in homes if texts(version.language)[0] == version.language]
    for version in own or [Version("en", "")]:
        _, words = texts(version.language)
        heading = "h2" if parts else "h1"
        home = f'<p><a href="{html.escape(version.href)}" hreflang="{version.language}">{words["home"]}</a></p>'
        language = f'lang="{version.language}" dir="{locales.direction(version.language)}"'
        parts.append(
            f"<section {language}><{heading}>{words['lost']}</{heading}><p>{words['lost_more']}</p>"
            f"{home if version.href else ''}</section>"
        )
    if others := [version for version in homes if version not in own]:
        parts.append(language_list(others))
    spoken, words = texts(homes[0].language)
    return _page(spoken, words["lost"], f"<main>{''.join(parts)}</main>", '<meta name="robots" content="noindex">')


def _page(language: str, title: str, body: str, head: str) -> bytes:
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="{language}" dir="{locales.direction(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{html.escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        head,
        "</head>",
        "<body>",
        body,
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(lines).encode()
