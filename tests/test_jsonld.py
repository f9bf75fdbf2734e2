"""Strings of JSON-LD: which are for readers, where they stand, and how others are written in their place."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import codes
from pipeline.jsonld import TEXT_PROPERTIES, decode_positions, strings, writer
from pipeline.model import EntryKey
from pipeline.parse import parse, read_page
from pipeline.restore import restore
from pipeline.segment import segment

# Everything a JSON string may hold, and what is awkward in a script or a page.
awkward = st.sampled_from(
    [
        *(
            "</script>",
            "</SCRIPT >",
            "<!--",
            "<script",
            "-->",
            "]]>",
            "<b>",
            "</b>",
            "&amp;",
            "&",
            "{{ x }}",
            "\\",
            '"',
            "/",
        ),
        *(
            "\n",
            "\t",
            "\u2028",
            "\x00",
            "\x7f",
            "\ud83d",
            "\ude00",
            "\U0001f600",
            "ş",
            "\u00a0",
            "\\u015f",
            "u0131",
            " ",
            "x",
        ),
    ]
)
json_texts = st.one_of(st.text(max_size=12), st.lists(awkward, max_size=8).map("".join))
paired_texts = json_texts.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
styles = st.sampled_from(['"plain"', '"\\u015f"', '"a\\/b"', '"\\u015f\\/"', '"ş"', '""'])


def found(block: str) -> list[tuple[str, str]]:
    """Role and value of the strings for readers."""
    return [(item.role.removeprefix("ld+json:"), item.value) for item in strings(block) if item.translatable]


# --- which strings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(TEXT_PROPERTIES))
def test_properties_that_hold_text(name: str) -> None:
    assert found(json.dumps({"@type": "Thing", name: "Be well"})) == [(f"Thing.{name}", "Be well")]


@pytest.mark.parametrize(
    "name",
    """@id @type @context url sameAs image logo telephone email datePublished dateModified inLanguage identifier
    medicalSpecialty code codeValue postalCode addressCountry streetAddress openingHours priceRange isbn
    encodingFormat potentialAction availability gender @value unknownProperty""".split(),
)
def test_properties_that_do_not(name: str) -> None:
    assert found(json.dumps({"@type": "Thing", name: "Be well"})) == []


@pytest.mark.parametrize(
    ("value", "is_text"),
    [
        ("Be well", True),
        ("well", True),
        ("MRI of the spine", True),
        ("12 weeks", True),
        ("“2.5”", True),
        ("a/b", True),
        ("", False),
        ("  ", False),
        ("https://clinic.example/en/", False),
        ("/en/index.html", False),
        ("./a.html", False),
        ("#faq", False),
        ("mailto:a@clinic.example", False),
        ("tel:+90212", False),
        ("info@clinic.example", False),
        ("2026-03-14", False),
        ("2026-03-14T10:00:00+03:00", False),
        ("+90 (212) 555 01 00", False),
        ("12.5%", False),
        ("FBSS", False),
        ("ICD-10", False),
        ("see https://clinic.example", True),
    ],
)
def test_values_that_are_the_same_in_every_language(value: str, is_text: bool) -> None:
    assert bool(found(json.dumps({"name": value}))) is is_text


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('{"name": "a b"}', [("name", "a b")]),
        ('{"@type": "Article", "name": "a b"}', [("Article.name", "a b")]),
        ('{"name": "a b", "@type": "Article"}', [("Article.name", "a b")]),
        ('{"@type": "https://schema.org/Article", "name": "a b"}', [("Article.name", "a b")]),
        ('{"@type": ["Physician", "Person"], "name": "a b"}', [("Physician.name", "a b")]),
        (
            '{"@type": "Article", "keywords": ["a b", "c d"]}',
            [("Article.keywords", "a b"), ("Article.keywords", "c d")],
        ),
        ('{"keywords": [["a b"], {"name": "c d"}]}', [("keywords", "a b"), ("name", "c d")]),
        (
            '{"@graph": [{"@type": "Article", "name": "a b"}, {"@type": "Person", "name": "c d"}]}',
            [("Article.name", "a b"), ("Person.name", "c d")],
        ),
        ('[{"@type": "Article", "name": "a b"}]', [("Article.name", "a b")]),
        (
            '{"@type": "FAQPage", "mainEntity": {"@type": "Question", "name": "a b?", '
            '"acceptedAnswer": {"text": "c d", "@type": "Answer"}}}',
            [("Question.name", "a b?"), ("Answer.text", "c d")],
        ),
        ('{"@type": "Article", "author": {"name": "a b"}}', [("Article.name", "a b")]),
        (
            '{"@type": "Clinic", "address": {"@type": "PostalAddress", "name": "a b"}, "name": "c d"}',
            [("Clinic.name", "c d")],
        ),
        ('{"geo": {"@type": "GeoCoordinates", "name": "a b", "x": {"name": "c d"}}}', []),
        ('{"identifier": {"name": "a b", "@type": "PropertyValue"}}', []),
        ('{"name": "a \\"b\\", {c}: [d]"}', [("name", 'a "b", {c}: [d]')]),
        ('{"na\\u006de": "a b"}', [("name", "a b")]),
        ('{"name": null, "text": true, "about": 1.5e3, "abstract": "a b"}', [("abstract", "a b")]),
        ('\n { "name"\n:\t"a b" } \n', [("name", "a b")]),
        ('{"name": "a b", "name": "c d"}', [("name", "a b"), ("name", "c d")]),
        ('{"a": "name", "b": ["name", "a b"]}', []),
        ('"a b"', []),
        ("{}", []),
        ("", []),
        ('{"name": "a b"', []),
        ("{'name': 'a b'}", []),
        ('{"name": "a b"} // note', []),
        ('{"name": "a\nb"}', []),
        ("[" * 100_000, []),
    ],
)
def test_strings_of_a_block(block: str, expected: list[tuple[str, str]]) -> None:
    assert found(block) == expected


JSON_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), paired_texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(["name", "@type", "text"]), paired_texts), inner, max_size=3),
    ),
    max_leaves=8,
)


def values_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in values_of(part)]


@given(JSON_VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_every_string_is_found_at_its_place(value: object, ascii_only: bool, indent: int | None) -> None:
    block = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    items = list(strings(block))
    assert all(json.loads(block[item.start : item.end]) == item.value for item in items)
    if '"PostalAddress"' not in block:
        assert [item.value for item in items] == values_of(value)


# --- places of characters ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "text", "offsets"),
    [
        ("ab", "ab", (0, 1, 2)),
        ("", "", (0,)),
        ("\\u015fb", "şb", (0, 6, 7)),
        ("a\\nb", "a\nb", (0, 1, 3, 4)),
        ('\\"\\\\\\/', '"\\/', (0, 2, 4, 6)),
        ("\\ud83d\\ude00x", "\U0001f600x", (0, 12, 13)),
        ("\\\\u015f", "\\u015f", (0, 2, 3, 4, 5, 6, 7)),
        ("\U0001f600x", "\U0001f600x", (0, 1, 2)),
    ],
)
def test_decode_positions(inside: str, text: str, offsets: tuple[int, ...]) -> None:
    assert decode_positions(inside, 0, len(inside)) == (text, offsets)
    shifted = decode_positions(f'{{"{inside}"}}', 2, 2 + len(inside))
    assert shifted == (text, tuple(offset + 2 for offset in offsets))


@given(json_texts, st.booleans())
def test_decoding_agrees_with_json(text: str, ascii_only: bool) -> None:
    block = json.dumps(text, ensure_ascii=ascii_only)
    decoded, offsets = decode_positions(block, 1, len(block) - 1)
    assert decoded == json.loads(block)
    assert len(offsets) == len(decoded) + 1
    assert list(offsets) == sorted(set(offsets))
    pieces = [block[a:b] for a, b in pairwise(offsets)]
    assert "".join(pieces) == block[1:-1]
    assert [json.loads(f'"{piece}"') for piece in pieces] == list(decoded)


# --- writing ----------------------------------------------------------------------------------------------------------


@given(json_texts, styles, st.sampled_from(["utf-8", "windows-1254", "ascii", "utf-16-le"]))
def test_what_is_written_is_read_back_and_never_ends_the_script(text: str, like: str, encoding: str) -> None:
    written = writer(like, encoding)(text)
    assert json.loads(f'"{written}"') == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert "</" not in written
    assert "<!--" not in written
    assert "<script" not in written.lower()
    assert '"' not in written.replace("\\\\", "").replace('\\"', "")
    written.encode(encoding)


@pytest.mark.parametrize(
    ("like", "text", "written"),
    [
        ('"a"', 'ş/"\\\n', 'ş/\\"\\\\\\n'),
        ('"\\u015f"', "ış", "\\u0131\\u015f"),
        ('"\\u015f ş"', "ış", "ış"),
        ('"a\\/b"', "c/d", "c\\/d"),
        ('"a/b"', "c/d </b>", "c/d <\\/b>"),
        ('"a"', "<SCRIPT><!--", "\\u003cSCRIPT>\\u003c!--"),
        ('"a"', "<scripts <b>", "\\u003cscripts <b>"),
        ('"a"', "\U0001f600", "\U0001f600"),
    ],
)
def test_the_author_s_way_of_writing_is_kept(like: str, text: str, written: str) -> None:
    assert writer(like)(text) == written


def test_what_an_encoding_lacks_is_escaped() -> None:
    assert writer('"a"', "windows-1254")("ş→\U0001f600") == "ş\\u2192\\ud83d\\ude00"


BLOCKS = [
    '{"@type": "FAQPage", "name": "Be well", "x": [1, "Be \\"well\\""], "text": "Other <b>words</b> here"}',
    '{"name": "Be \\u015fen", "url": "https:\\/\\/clinic.example"}',
    '\n[{"name": "Be well"},\n {"name": "Be\\/well"}]\n',
]


@given(st.sampled_from(BLOCKS), paired_texts, st.sampled_from(["utf-8", "windows-1254", "utf-16-le"]))
def test_a_rewritten_block_is_the_block_with_the_texts_replaced(block: str, text: str, encoding: str) -> None:
    """Through the whole way: cut, translate, restore, read as JSON."""
    bom = b"\xff\xfe" if encoding == "utf-16-le" else b""
    page_text = f'<meta charset="{encoding}"><script type="application/ld+json">{block}</script><p>1</p>'
    page = read_page(bom + page_text.encode(encoding), name="page", language="en", file="page.html")
    segments = [s for s in segment(parse(page)) if not s.codes]
    translations: dict[EntryKey, str] = {s.key: codes.escape(f"x{text}") for s in segments}
    localized = restore(page, segments, translations)
    written = localized.partition('ld+json">')[2].removesuffix("</script><p>1</p>")
    assert localized.endswith("</script><p>1</p>")
    assert localized.count("</script>") == 1

    def replaced(value: object) -> object:
        if isinstance(value, dict):
            return {key: replaced(part) for key, part in value.items()}
        if isinstance(value, list):
            return [replaced(part) for part in value]
        known = {codes.plain(s.msgid) for s in segments}
        return f"x{text}" if value in known else value

    assert json.loads(written) == replaced(json.loads(block))
    written.encode(encoding)
