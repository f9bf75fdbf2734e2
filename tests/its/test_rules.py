"""Rules that cannot be followed are refused with their place; none is passed over in silence."""

from __future__ import annotations

import pytest

from pipeline.errors import PageError
from tests.its.pages import annotated, rules, script, texts

RULE = '<translateRule selector="//h:p" translate="no"/>'


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('<translateRule selector="//h:p"/>', "ITS translateRule: an attribute is missing: 'translate'"),
        ('<translateRule translate="no"/>', "ITS translateRule: an attribute is missing: 'selector'"),
        ('<translateRule selector="//h:p" translate="maybe"/>', "translate must be yes or no: 'maybe'"),
        ('<translateRule selector="h:p" translate="no"/>', "a selector must begin with / or id(): 'h:p'"),
        ('<translateRule selector="//h:p | h:b" translate="no"/>', "a selector must begin with / or id()"),
        ('<translateRule selector="//x:p" translate="no"/>', "the prefix 'x' stands for no namespace: '//x:p'"),
        ('<translateRule selector="//h:p[lang(1)]" translate="no"/>', "the function lang() is not understood"),
        ('<translateRule selector="//h:p[1 + 1]" translate="no"/>', "'+ 1]' is not understood"),
        ('<translateRule selector="//h:p[@a" translate="no"/>', "']' is missing before 'the end'"),
        ('<translateRule selector="//h:p/following::h:b" translate="no"/>', "the axis 'following' is not understood"),
        ('<translateRule selector="//h:p[$n]" translate="no"/>', "$n is not declared by its:param"),
        ('<translateRule selector="//h:p/text()" translate="no"/>', "it must select elements or attributes"),
        ('<translatRule selector="//h:p" translate="no"/>', "ITS rules: there is no such rule: 'translatRule'"),
        ('<dirRule selector="//h:p" dir="up"/>', "dir must be ltr or rtl or lro or rlo: 'up'"),
        ('<withinTextRule selector="//h:p" withinText="maybe"/>', "withinText must be yes or no or nested"),
        ('<locNoteRule selector="//h:p" locNoteType="warning"/>', "locNoteType must be description or alert"),
        ('<localeFilterRule selector="//h:body" localeFilterList="tr"/>', "cannot leave out the whole page"),
    ],
)
def test_wrong_rules(rule: str, message: str) -> None:
    page = f"<html>\n<head>\n{script(rule)}</head><body><p>one</p></body></html>"
    with pytest.raises(PageError) as caught:
        annotated(page)
    assert message in str(caught.value)
    assert str(caught.value).startswith("source/en/page.html:3: ")


@pytest.mark.parametrize(
    ("attribute", "message"),
    [
        ("its-within-text=maybe", "its-within-text must be yes or no or nested: 'maybe'"),
        ("its-term=maybe", "its-term must be yes or no: 'maybe'"),
        ("its-loc-note=a its-loc-note-type=warning", "its-loc-note-type must be description or alert: 'warning'"),
        (
            "its-locale-filter-list=tr its-locale-filter-type=only",
            "its-locale-filter-type must be include or exclude: 'only'",
        ),
    ],
)
def test_wrong_attributes(attribute: str, message: str) -> None:
    with pytest.raises(PageError, match=r"page\.html:2: ") as caught:
        texts(f"<p>one\n<b {attribute}>two</b>")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<its:rules>", "2: ITS rules are not well-formed XML (unbound prefix)"),
        ("", "2: ITS rules are not well-formed XML (no element found)"),
        ("<rules/>", "2: holds no ITS rules (its:rules)"),
        ('<r:rules xmlns:r="http://www.w3.org/2005/11/its"/>', '2: ITS rules: write version="2.0" on its:rules'),
        (
            rules(RULE, attributes='queryLanguage="xquery"'),
            "2: ITS rules: queryLanguage must be xpath or css: 'xquery'",
        ),
        (f'<!DOCTYPE x [\n<!ENTITY a "b">]>{rules(RULE)}', "3: ITS rules: entities are not allowed: 'a'"),
    ],
)
def test_wrong_xml(content: str, message: str) -> None:
    with pytest.raises(PageError) as caught:
        annotated(f'<p>one</p>\n<script type="application/its+xml">{content}</script>')
    assert str(caught.value) == f"source/en/page.html:{message}"


@pytest.mark.parametrize(
    ("rule", "attributes"),
    [
        ('<translateRule selector="p:frob(" translate="no"/>', 'queryLanguage="css"'),
        ('<langRule selector="p" langPointer="@x"/>', 'queryLanguage="css"'),
    ],
)
def test_what_css_cannot_say(rule: str, attributes: str) -> None:
    with pytest.raises(PageError, match=r"CSS selector|is a path"):
        annotated(script(rule, attributes=attributes) + "<p>one</p>")


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("https://clinic.example/rules.xml", "not fetched from the network; put the file beside the page"),
        ("//clinic.example/rules.xml", "not fetched from the network"),
        ("none.xml", "the ITS rules that are linked here cannot be read (no such file): 'none.xml'"),
        ("loop.xml", "link each other in a circle"),
    ],
)
def test_links_that_lead_nowhere(reference: str, message: str) -> None:
    files = {"source/en/loop.xml": rules(attributes='xlink:href="loop.xml"')}
    with pytest.raises(PageError) as caught:
        annotated(f'<link rel="its-rules" href="{reference}"><p>one</p>', files)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("rules.xml", "source/en/rules.xml"),
        ("../its/rules.xml", "source/its/rules.xml"),
        ("/its/rules.xml", "source/its/rules.xml"),
        ("my%20rules.xml?v=2#top", "source/en/my rules.xml"),
    ],
)
def test_where_linked_rules_are_looked_for(reference: str, path: str) -> None:
    page = f'<link rel="its-rules" href="{reference}"><p>one</p><div>two</div>'
    assert texts(page, {path: rules(RULE)}) == [("div", "two")]


def test_an_error_in_a_linked_file_names_that_file() -> None:
    with pytest.raises(PageError, match=r"^source/en/rules\.xml:2: "):
        annotated('<link rel="its-rules" href="rules.xml">', {"source/en/rules.xml": f"\n<x>{rules(RULE)}"})


def test_rules_of_other_categories_are_no_error() -> None:
    other = '<domainRule selector="//h:body" domainPointer="@x"/>'
    assert texts(script(other, RULE) + "<p>one</p><div>two</div>") == [("div", "two")]


def test_rules_may_stand_in_another_xml_file() -> None:
    file = f'<?xml version="1.0" encoding="windows-1254"?><doc><note>x</note>{rules(RULE)}</doc>'
    page = '<link rel="its-rules" href="doc.xml"><p>one</p><div>two</div>'
    assert texts(page, {"source/en/doc.xml": file}) == [("div", "two")]


def test_an_xml_declaration_in_a_script_does_not_matter() -> None:
    inner = (
        f'\n  <?xml version="1.0" encoding="iso-8859-9"?>\n{rules(RULE.replace("//h:p", "//h:p[.=&apos;ağrı&apos;]"))}'
    )
    page = f'<script type="application/its+xml">{inner}</script><p>ağrı</p><div>two</div>'
    assert texts(page) == [("div", "two")]
