"""Ask all rules of a page what they say of its nodes: :func:`annotate` gives what the other modules look up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TypeVar

from soupsieve import SelectorSyntaxError

from pipeline.errors import PageError
from pipeline.its.local import local_marks, ranges_of
from pipeline.its.marks import NOTHING, START, Inherited, Marks, Note, TermMark, Within
from pipeline.its.nodes import AttributeNode, Node
from pipeline.its.rules import Load, Rule, page_rules
from pipeline.its.xpath import XPath, XPathError
from pipeline.markup import TokenKind
from pipeline.model import LocaleFilter
from pipeline.parse import BLOCK, NESTED, Document, Element, Text
from pipeline.values import stands_apart

_T = TypeVar("_T")
_WHOLE_PAGE = ("html", "head", "body")


@dataclass(frozen=True, slots=True)
class Annotations:
    """What ITS says of the nodes of one page.

    ``selected`` holds what rules say, by the offset of the element and, for an attribute, its name.
    """

    document: Document
    selected: Mapping[tuple[int, str], Marks] = field(default_factory=dict)
    _with_block: frozenset[int] | None = None

    def of(self, element: Element) -> Marks:
        """What is said of an element itself: its own attributes count more than rules (5.5)."""
        local = local_marks(self.document, element)
        rules = self.selected.get((element.token.start, ""), NOTHING)
        if rules is NOTHING or local is NOTHING:
            return rules if local is NOTHING else local
        return local.over(rules)

    def of_attribute(self, element: Element, name: str) -> Marks:
        """What rules say of an attribute."""
        return self.selected.get((element.token.start, name), NOTHING)

    def has_block(self, element: Element) -> bool:
        """Whether something that ends a text stands inside the element, outside any text of its own."""
        return element.has_block if self._with_block is None else element.token.start in self._with_block

    def within(self, element: Element) -> Within:
        """How the element stands in the text around it; by default as HTML's content model has it."""
        marks = self.of(element)
        if marks.within is Within.NESTED or (marks.within is None and element.name in NESTED):
            return Within.NESTED
        if self.has_block(element):
            return Within.NO
        if element.name not in BLOCK and stands_apart(element, self.document.page.language):
            return Within.NESTED
        return marks.within or (Within.NO if element.name in BLOCK else Within.YES)

    def walk(self) -> Iterator[tuple[Element, Marks, Inherited]]:
        """All elements in the order of the page, with their marks and with what holds for their content."""
        language = self.document.page.language
        stack: list[tuple[Iterator[object], Inherited]] = [(iter(self.document.soup.contents), START)]
        while stack:
            children, inherited = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
            elif isinstance(child, Element):
                marks = self.of(child)
                inside = inherited.inside(marks, language)
                yield child, marks, inside
                stack.append((iter(child.contents), inside))


def _no_files(path: str) -> bytes:
    raise FileNotFoundError("no such file")


def annotate(document: Document, load: Load = _no_files) -> Annotations:
    """What ITS says of a page. ``load`` gives the files of linked rules.

    Raises :class:`PageError` for rules and ``its-*`` attributes that are not understood: a part that must not be
    translated, or not be shown, would else be.
    """
    selected: dict[tuple[int, str], Marks] = {}
    for rule in page_rules(document, load):
        for node in _selected(rule, document):
            element, name = (node.element, node.name) if isinstance(node, AttributeNode) else (node, "")
            if not isinstance(element, Element):
                rule.refuse("it must select elements or attributes", rule.attributes["selector"])
            key = (element.token.start, name)
            selected[key] = _marks(rule, node).over(selected.get(key, NOTHING))
    annotations = Annotations(document, selected)
    for element, marks, _ in annotations.walk():
        if marks.locales and element.name in _WHOLE_PAGE:
            place = document.location(element.token.start)
            message = "a locale filter cannot leave out the whole page; put it on parts of it"
            raise PageError(message, file=place.file, line=place.line, text=element.name)
    if any(annotations.of(element).within for element in _elements(document)):
        return Annotations(document, selected, _blocks(annotations))
    return annotations


def _elements(document: Document) -> Iterator[Element]:
    return (node for node in document.soup.descendants if isinstance(node, Element))


def _blocks(annotations: Annotations) -> frozenset[int]:
    """The elements inside which something ends a text, now that rules say which elements do."""
    found: set[int] = set()
    for node in annotations.document.soup.descendants:
        if not _ends_text(annotations, node):
            continue
        for ancestor in node.parents:
            if not isinstance(ancestor, Element) or ancestor.token.start in found:
                break
            found.add(ancestor.token.start)
            within = annotations.of(ancestor).within
            if within is Within.NESTED or (within is None and ancestor.name in NESTED):
                break
    return frozenset(found)


def _ends_text(annotations: Annotations, node: object) -> bool:
    if isinstance(node, Text):
        # A stray end tag, which is an empty paragraph to browsers.
        return node.token.kind is TokenKind.END and node.token.name == "p"
    if not isinstance(node, Element):
        return False
    within = annotations.of(node).within
    return within is Within.NO or (within is None and node.name in BLOCK)


def _selected(rule: Rule, document: Document) -> list[Node]:
    selector = rule.attributes["selector"]
    if rule.query_language == "css":
        try:
            return [node for node in document.soup.select(selector) if isinstance(node, Element)]
        except (SelectorSyntaxError, NotImplementedError) as error:
            rule.refuse(f"the CSS selector is not understood ({str(error).splitlines()[0]})", selector)
    path = _xpath(rule, "selector")
    if not path.is_absolute:
        rule.refuse("a selector must begin with / or id()", selector)
    return _answer(rule, "selector", lambda: path.select(document.soup))


def _xpath(rule: Rule, attribute: str) -> XPath:
    source = rule.attributes[attribute]
    return _answer(rule, attribute, lambda: XPath(source, rule.namespaces, rule.variables))


def _answer(rule: Rule, attribute: str, ask: Callable[[], _T]) -> _T:
    try:
        return ask()
    except XPathError as error:
        rule.refuse(f"{attribute}: {error}", rule.attributes[attribute])


# --- what a rule says -------------------------------------------------------------------------------------------------


def _marks(rule: Rule, node: Node) -> Marks:
    said = _Said(rule, node)
    match rule.category:
        case "translateRule":
            return Marks(translate=said.choice("translate", {"yes": True, "no": False}))
        case "locNoteRule":
            return Marks(note=said.note())
        case "withinTextRule":
            return Marks(within=said.choice("withinText", {w.value: w for w in Within}))
        case "termRule":
            is_term = said.choice("term", {"yes": True, "no": False})
            return Marks(term=TermMark(is_term, said.first("termInfoPointer", "termInfoRef", "termInfoRefPointer")))
        case "localeFilterRule":
            ranges = ranges_of(rule.attributes["localeFilterList"])
            kind = said.choice("localeFilterType", {"include": False, "exclude": True}, "include")
            return Marks(locales=LocaleFilter(ranges, kind))
        case "idValueRule":
            return Marks(id_value=said.own_id() or said.pointed("idValue") or None)
        case "dirRule":
            return Marks(direction=said.choice("dir", {value: value for value in ("ltr", "rtl", "lro", "rlo")}))
        case "preserveSpaceRule":
            return Marks(preserve=said.choice("space", {"preserve": True, "default": False}))
        case _:
            return Marks(language=said.pointed("langPointer") or None)


@dataclass(frozen=True, slots=True)
class _Said:
    """Reads the attributes of a rule for one of the nodes that it selects."""

    rule: Rule
    node: Node

    def choice(self, name: str, choices: Mapping[str, _T], default: str = "") -> _T:
        value = self.rule.attributes.get(name, default)
        if value not in choices:
            self.refuse(f"{name} must be {' or '.join(choices)}", value)
        return choices[value]

    def refuse(self, message: str, text: str) -> NoReturn:
        self.rule.refuse(message, text)

    def pointed(self, name: str) -> str:
        """The text to which a relative path leads from the node; empty where the rule has no such pointer."""
        if name not in self.rule.attributes:
            return ""
        if self.rule.query_language == "css":
            self.refuse(f"{name} is a path; use it in rules without queryLanguage=css", self.rule.attributes[name])
        path = _xpath(self.rule, name)
        return _answer(self.rule, name, lambda: path.string(self.node)).strip()

    def first(self, *names: str) -> str:
        """The first of these attributes that gives a text: one whose name ends in Pointer is a path."""
        for name in names:
            value = self.pointed(name) if name.endswith("Pointer") else self.rule.attributes.get(name, "")
            if value:
                return value
        return ""

    def note(self) -> Note:
        is_alert = self.choice("locNoteType", {"description": False, "alert": True})
        text = (self.rule.note or "").strip() or self.pointed("locNotePointer")
        return Note(text, is_alert, self.first("locNoteRef", "locNoteRefPointer"))

    def own_id(self) -> str:
        """The ``id`` of the element, which names it before any rule does."""
        return str(self.node.get("id", "")) if isinstance(self.node, Element) else ""
