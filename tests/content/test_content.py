"""Data files as a whole: their texts as catalogs know them, and their localized copies."""

from __future__ import annotations

import json

import pytest

from pipeline.build import Mode, Translation
from pipeline.config import DataRule
from pipeline.data.content import Content, broken_data_links, localize, read_content, read_text
from pipeline.data.kinds import kind_of
from pipeline.errors import L10nError, PageError, ProjectError
from pipeline.model import Risk, Slot, State
from pipeline.site.addresses import AddressBook, Place
from pipeline.site.links import Route

RULE = DataRule("*", fields=("*.name", "**.note"), html=("*.bio",), links=("*.page",), ignore=("old.**",))
DOCTORS = """\
[
  {"name": "Dr. Ayla", "page": "/en/team.html", "id": "Dr. Ayla", "beds": 3,
   "bio": "<p>Take <b>two</b>,\\n see <a href=\\"team.html\\">here</a>.</p><p>R&amp;D</p>"},
  {"name": " {{ name }} is  away\\r\\ntoday ", "note": "2.5", "bio": "C3–C5"}
]
"""
BOOK = AddressBook(
    {
        Place(name, language): f"{language}/{path}"
        for language in ("en", "tr", "ar")
        for name, path in (("team", "team.html" if language == "en" else "ekip.html"), ("doctors.json", "doctors.json"))
    },
    {"team": "en", "doctors.json": "en"},
    base_url="https://clinic.example",
)


def content(text: str, name: str = "doctors.json", *rules: DataRule) -> Content:
    kind = kind_of(name, text.encode(), rules)
    assert kind
    return read_content(read_text(text.encode(), name=name, language="en", file=f"source/en/{name}"), kind)


def copy(
    data: Content, texts: dict[str, str], language: str = "tr", state: State = State.APPROVED, mode: Mode = Mode.RELEASE
) -> str:
    """The copy with these translations, by msgid."""
    route = Route(BOOK, Place("doctors.json", language), "en/doctors.json", "en", {})
    translations = {s.key: Translation(texts[s.msgid], state) for s in data.segments if s.msgid in texts}
    return localize(data, translations, route, mode)[0].content.decode()


def test_texts_are_named_by_their_place() -> None:
    found = [(s.role, s.msgid, s.location.line, s.slot) for s in content(DOCTORS, "doctors.json", RULE).segments]
    assert found == [
        ("json:name", "Dr. Ayla", 2, Slot.JSON),
        ("json:bio", "Take <b1>two</b1>, see <a1>here</a1>.", 3, Slot.TEXT),
        ("json:bio", "R&D", 3, Slot.TEXT),
        ("json:name", "<var1/> is  away\ntoday", 4, Slot.JSON),
        ("json:note", "2.5", 4, Slot.JSON),
        ("json:bio", "C3–C5", 4, Slot.TEXT),
    ]


def test_nothing_but_the_chosen_values_changes() -> None:
    made = copy(
        content(DOCTORS, "doctors.json", RULE),
        {
            # A tag in a text that had none is refused: whoever shows the text might take it for markup.
            "Dr. Ayla": "Ayla <x> & 'y'",
            "Take <b1>two</b1>, see <a1>here</a1>.": "<a1>Burada</a1>: <b1>iki</b1> & ötesi.",
            "<var1/> is  away\ntoday": "Bugün\n<var1/> yok",
            "2.5": "2,5",
        },
    )
    old, new = json.loads(DOCTORS), json.loads(made)
    old[0] |= {
        "page": "/tr/ekip.html",
        "bio": '<p><a href="ekip.html">Burada</a>: <b>iki</b> &amp; ötesi.</p><p lang="en">R&amp;D</p>',
    }
    old[1] |= {"name": " Bugün\r\n{{ name }} yok ", "note": "2,5", "bio": '<span lang="en">C3–C5</span>'}
    assert new == old
    for line_before, line_after in zip(DOCTORS.splitlines(), made.splitlines(), strict=True):
        assert line_after.startswith(line_before[:12])


def test_a_file_in_its_own_language_is_what_its_author_wrote() -> None:
    assert copy(content(DOCTORS, "doctors.json", RULE), {}, "en") == DOCTORS


def test_drafts_say_what_they_are() -> None:
    data = content('[{"name": "Spine", "bio": "<b>Two</b> a day"}]', "doctors.json", RULE)
    texts = {"Spine": "Omurga", "<b1>Two</b1> a day": "Günde <b1>iki</b1>"}
    draft = copy(data, texts, state=State.DRAFTED, mode=Mode.DRAFT)
    assert draft == '[{"name": "[Taslak] Omurga", "bio": "[Taslak] Günde <b>iki</b>"}]'
    assert json.loads(copy(data, texts, "ar", State.EDITED, Mode.DRAFT))[0]["name"] == "[Draft] Omurga"
    assert json.loads(copy(data, texts, state=State.DRAFTED))[0]["name"] == "Spine"


def test_broken_codes_fall_back_with_a_finding() -> None:
    data = content('[{"name": "Hello {{ you }}"}]', "doctors.json", RULE)
    route = Route(BOOK, Place("doctors.json", "tr"), "en/doctors.json", "en", {})
    translations = {s.key: Translation("Merhaba", State.APPROVED) for s in data.segments}
    made, findings = localize(data, translations, route, Mode.RELEASE)
    assert made.content == b'[{"name": "Hello {{ you }}"}]'
    assert [finding.check for finding in findings] == ["build-codes"]


FEED = """\
<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>News &amp; more</title><link>https://clinic.example/en/team.html</link><language>en-us</language>
<item><guid>https://clinic.example/en/team.html</guid><pubDate>Sun, 22 Nov 2026 06:00:00 GMT</pubDate>
<title>New doctor</title><description>&lt;p&gt;Meet &lt;a href="/en/team.html"&gt;her&lt;/a&gt;.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Do <b>not</b> drive.</p>]]></content:encoded></item>
</channel></rss>
"""


def test_rss() -> None:
    texts = {
        "News & more": "Haberler & fazlası",
        "Meet <a1>her</a1>.": "<a1>Onunla</a1> tanışın.",
        "Do <b1>not</b1> drive.": "Araç <b1>kullanmayın</b1>.",
    }
    data = content(FEED, "feed.xml")
    assert [s.role for s in data.segments] == [
        *("rss:channel.title", "rss:channel.item.title", "rss:channel.item.description"),
        "rss:channel.item.content:encoded",
    ]
    assert copy(data, texts) == (
        FEED.replace("News &amp; more", "Haberler &amp; fazlası")
        .replace("<link>https://clinic.example/en/team", "<link>https://clinic.example/tr/ekip")
        .replace("en-us", "tr")
        .replace('Meet &lt;a href="/en/team.html"&gt;her', '&lt;a href="/tr/ekip.html"&gt;Onunla')
        .replace("/a&gt;.", "/a&gt; tanışın.")
        .replace("Do <b>not</b> drive", "Araç <b>kullanmayın</b>")
    )


MANIFEST = (
    '{"name": "Spine clinic", "short_name": "Spine", "lang": "en-GB", "dir": "ltr", "id": "/en/team.html",\n'
    '"start_url": "/en/team.html?app=1", "shortcuts": [{"name": "Team", "url": "team.html"}], "display": "browser"}'
)


def test_manifest() -> None:
    data = content(MANIFEST, "site.webmanifest")
    assert [s.role for s in data.segments] == ["manifest:name", "manifest:short_name", "manifest:shortcuts.name"]
    assert copy(data, {"Spine": "عمود"}, "ar") == (
        MANIFEST.replace('"Spine"', '"عمود"')
        .replace("en-GB", "ar")
        .replace("ltr", "rtl")
        .replace("/en/team.html?", "/ar/ekip.html?")
        .replace('"team.html"', '"ekip.html"')
    )


def test_risk_is_told_by_settings_markup_and_words() -> None:
    data = content(
        '[{"name": "Take 5 mg", "bio": "Hi <i data-l10n-risk=\\"low\\">you</i>", "note": "Hello"}]', "d.json", RULE
    )
    assert [risk.risk for risk in data.risks(()).values()] == [Risk.CRITICAL, Risk.NORMAL, Risk.NORMAL]
    assert {risk.risk for risk in data.risks((("d.*", Risk.CRITICAL),)).values()} == {Risk.CRITICAL}
    marked = content('[{"bio": "<p data-l10n-risk=\\"critical\\">Hi you</p>"}]', "d.json", RULE)
    assert [risk.risk for risk in marked.risks(()).values()] == [Risk.CRITICAL]


@pytest.mark.parametrize(
    ("name", "text", "rules", "kind"),
    [
        ("feed.xml", "<rss>", (), "rss"),
        ("a/news.atom", '\ufeff<?xml version="1.0"?><!-- x -->\n<feed xmlns="x">', (), "feed"),
        ("feed.xml", "<?xml version='1.0'?><!DOCTYPE rss><a:rss >", (), "rss"),
        ("sitemap.xml", "<urlset><rss/></urlset>", (), None),
        ("feed.html", "<rss>", (), None),
        ("app.webmanifest", "{}", (), "manifest"),
        ("manifest.json", "{}", (), None),
        ("a.json", "{}", (RULE,), "json"),
        ("a.YML", "", (RULE,), "yaml"),
    ],
)
def test_kinds(name: str, text: str, rules: tuple[DataRule, ...], kind: str | None) -> None:
    found = kind_of(name, text.encode(), rules)
    assert (found.name if found else None) == kind


@pytest.mark.parametrize(
    ("name", "text", "rule", "message"),
    [
        (
            "a.csv",
            "name,note\nx,y\n",
            DataRule("*", fields=("nmae",)),
            "source/en/a.csv:1: no such column, but [[data]] in clinic-l10n.toml names it; "
            "there are name, note: 'nmae'",
        ),
        (
            "a.txt",
            "x",
            RULE,
            "clinic-l10n.toml: [[data]] names a file that is none of .json, .yaml, .yml, .csv, .tsv; "
            "leave it out: 'a.txt'",
        ),
    ],
)
def test_rules_that_do_not_fit(name: str, text: str, rule: DataRule, message: str) -> None:
    with pytest.raises(L10nError) as error:
        content(text, name, rule)
    assert str(error.value) == message
    assert isinstance(error.value, PageError | ProjectError)


def test_a_file_in_the_wrong_folder() -> None:
    with pytest.raises(PageError, match=r"feed.xml:3: the file says it is in 'tr' but lies in source/en/; move it"):
        content(FEED.replace("en-us", "tr"), "feed.xml")


def test_only_utf_8_is_read() -> None:
    with pytest.raises(PageError, match=r"a.csv:2: the file is not UTF-8; save it as UTF-8: 'ad a"):
        read_text("ad\nağrı".encode("cp1254"), name="a.csv", language="tr", file="a.csv")


def test_a_byte_order_mark_stays() -> None:
    kind = kind_of("a.csv", b"", (DataRule("*", fields=("name",)),))
    assert kind
    page = read_text(b"\xef\xbb\xbfname\nOne\n", name="doctors.json", language="en", file="a.csv")
    assert copy(read_content(page, kind), {"One": "Bir"}) == "\ufeffname\nBir\n"


def test_text_that_no_catalog_holds_stays() -> None:
    assert content('[{"name": "a\\u0000b"}, {"name": "\\ud800 x"}]', "a.json", RULE).segments == ()


def test_addresses_that_lead_nowhere() -> None:
    text = '[{"page": "gone.html", "bio": "<a href=\\"/en/team.html#x\\">a</a>"},\n {"page": "team.html"}]'
    found = broken_data_links(
        content(text, "doctors.json", RULE),
        "en/doctors.json",
        BOOK,
        lambda page: frozenset() if page == "team" else None,
    )
    assert [(finding.location and finding.location.line, finding.message) for finding in found] == [
        (1, "link to gone.html, but nothing stands there"),
        (1, "link to /en/team.html#x, but team has no id 'x'"),
    ]
