"""Hypothesis strategies for pages: well-formed trees, and the tag soup that people really write."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "Take",
        "two",
        "tablets",
        "ağrı",
        "İlaç",
        "5 < 10",
        "R&amp;D",
        "&nbsp;",
        "2.5 mg",
        "20%",
        "fıtık’ın",
        "\u00a0",
        "{{ name }}",
        "{{{ raw }}}",
        "<%= name %>",
        "<?= $name ?>",
    ]
)
SPACES = st.sampled_from(["", " ", "\n", "\r\n", "\t ", "  "])
INLINE = ["b", "em", "a", "span", "strong", "x-pill", "i", "code", "time", "sup"]
BLOCKS = [
    "p",
    "div",
    "li",
    "ul",
    "td",
    "tr",
    "table",
    "h2",
    "section",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "label",
    "button",
]
ATTRIBUTES = [
    "",
    ' class="a b"',
    " id=x",
    ' title="Read  more"',
    " title='It&rsquo;s'",
    ' lang="la"',
    ' translate="no"',
    " its-within-text=yes",
    " its-within-text=no",
    " its-within-text=nested",
    " its-locale-filter-list=tr",
    " xml:space=preserve",
    " hidden",
    " TITLE=More",
]
VOIDS = ["<br>", "<br/>", '<img src=a.png alt="A &amp; B">', "<input type=submit value='Send it'>", "<hr>", "<wbr>"]
JUNK = [
    "</b>",
    "</p>",
    "</div>",
    "<!-- note -->",
    "<!doctype html>",
    "<",
    "&",
    "<!-->",
    "</>",
    "<?xml ?>",
    "{% if x %}",
    "{{#if x}}",
    "<% if x %>",
    "<? if (x > y): ?>",
    "<p",
    "<a href='",
    "]]>",
    "<svg><title>Disc",
    "<script>if (a</b>) {}</script>",
]


@st.composite
def element(draw: st.DrawFn, children: st.SearchStrategy[str]) -> str:
    name = draw(st.sampled_from(INLINE + BLOCKS))
    end = draw(st.sampled_from([f"</{name}>"] * 6 + ["", f"</{name.upper()} >"]))
    return f"<{name}{draw(st.sampled_from(ATTRIBUTES))}>{draw(children)}{end}"


def _mixed(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    piece = st.one_of(WORDS, SPACES, element(children), st.sampled_from(VOIDS), st.sampled_from(JUNK))
    return st.lists(piece, max_size=6).map(" ".join)


text = st.lists(st.one_of(WORDS, SPACES), min_size=1, max_size=4).map(" ".join)
bodies = st.recursive(text, _mixed, max_leaves=25)
"""Markup as it is found in the field, good and bad."""

documents = st.builds(
    lambda title, lang, body: (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8">\n'
        f"<title>{title}</title></head>\n<body>\n{body}\n</body>\n</html>\n"
    ),
    st.sampled_from(["Spine care", "Ameliyat &amp; iyileşme", ""]),
    st.sampled_from(["en", "en-GB"]),
    bodies,
)
