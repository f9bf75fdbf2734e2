"""The part of XPath 1.0 that ITS rules use, over the tree of a page.

Location paths with all axes but ``following``, ``preceding`` and ``namespace``; predicates with comparisons, ``and``
and ``or``; unions, variables, and the functions of :data:`_FUNCTIONS`. Anything else, arithmetic among it, is refused.
Names are compared as HTML does, without regard to the case of A to Z.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.its.nodes import AXES, AttributeNode, Node, ancestors, descendants, namespace_of, text_of, unique
from pipeline.markup import ascii_lower
from pipeline.parse import Element, Text


class XPathError(ValueError):
    """An expression that is not understood; the message says which part of it."""


Value = str | float | bool | list[Node]


@dataclass(frozen=True, slots=True)
class _Focus:
    """What an expression is evaluated for: a node, and its place among those that a predicate sifts."""

    node: Node
    position: int = 1
    size: int = 1


_Expression = Callable[[_Focus], Value]
_Test = Callable[[Node], bool]

_TOKEN = re.compile(
    r"\s*(?:(?P<literal>\"[^\"]*\"|'[^']*')|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<symbol>//|::|\.\.|!=|<=|>=|[/|.@\[\](),=<>*])|(?P<variable>\$[\w.-]+)"
    r"|(?P<name>[^\W\d][\w.-]*(?::(?!:)(?:[^\W\d][\w.-]*|\*))?))"
)
_ABSOLUTE = re.compile(r"\s*(?:/|id\()")


class XPath:
    """A compiled expression.

    ``namespaces`` maps prefixes to URIs, ``variables`` names to texts. Raises :class:`XPathError`.
    """

    def __init__(self, source: str, namespaces: Mapping[str, str], variables: Mapping[str, str]):
        self._source = source
        self._evaluate = _Parser(source, namespaces, variables).parse()

    @property
    def is_absolute(self) -> bool:
        """Whether every branch starts at the root or at an id, so that it selects alike from every node."""
        return all(_ABSOLUTE.match(branch) for branch in _branches(self._source))

    def select(self, node: Node) -> list[Node]:
        """The nodes that a path finds from a node, each once, in the order in which they were found."""
        value = self._evaluate(_Focus(node))
        if not isinstance(value, list):
            raise XPathError("it gives a text or number where nodes are wanted")
        return value

    def string(self, node: Node) -> str:
        """The text that the expression gives for a node; that of a path is the text of its first node."""
        return _string(self._evaluate(_Focus(node)))


def _branches(source: str) -> list[str]:
    """The parts of a union: what stands between bars outside brackets and quotes."""
    parts, depth, quote = [""], 0, ""
    for character in source:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "|" and not depth:
            parts.append("")
            continue
        depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(character, 0) if not quote else 0
        parts[-1] += character
    return parts


class _Parser:
    """Recursive descent over the tokens of an expression, building functions."""

    def __init__(self, source: str, namespaces: Mapping[str, str], variables: Mapping[str, str]):
        self._namespaces, self._variables = namespaces, variables
        self._tokens: list[tuple[str, str]] = []
        position, end = 0, len(source.rstrip())
        while position < end:
            found = _TOKEN.match(source, position)
            if not found:
                raise XPathError(f"{source[position:].strip()[:20]!r} is not understood")
            self._tokens.append((found.lastgroup or "", found[found.lastgroup or 0]))
            position = found.end()
        self._at = 0

    def parse(self) -> _Expression:
        expression = self._or()
        if self._at < len(self._tokens):
            raise XPathError(f"{self._tokens[self._at][1]!r} is not understood")
        return expression

    # --- tokens ---

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ("end", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token

    def _take(self, *texts: str) -> str:
        """The next token if it is one of these symbols or words, else nothing."""
        kind, text = self._peek()
        if kind in ("symbol", "name") and text in texts:
            self._at += 1
            return text
        return ""

    def _want(self, text: str) -> None:
        if not self._take(text):
            raise XPathError(f"{text!r} is missing before {self._peek()[1] or 'the end'!r}")

    # --- operators ---

    def _or(self) -> _Expression:
        parts = [self._and()]
        while self._take("or"):
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else lambda focus: any(_boolean(part(focus)) for part in parts)

    def _and(self) -> _Expression:
        parts = [self._comparison()]
        while self._take("and"):
            parts.append(self._comparison())
        return parts[0] if len(parts) == 1 else lambda focus: all(_boolean(part(focus)) for part in parts)

    def _comparison(self) -> _Expression:
        left = self._union()
        operator = self._take("=", "!=", "<", "<=", ">", ">=")
        if not operator:
            return left
        right = self._union()
        return lambda focus: _compare(left(focus), operator, right(focus))

    def _union(self) -> _Expression:
        parts = [self._path()]
        while self._take("|"):
            parts.append(self._path())
        return parts[0] if len(parts) == 1 else lambda focus: unique(n for p in parts for n in _nodes(p(focus)))

    # --- paths ---

    def _path(self) -> _Expression:
        kind, text = self._peek()
        start: _Expression
        if kind in ("literal", "number", "variable"):
            return self._constant()
        if text in ("/", "//"):
            start = _root
            if text == "/":
                self._next()
                if self._peek()[0] == "end" or self._peek()[1] in ("|", ")", "]", ","):
                    return start
                start = self._step(start)
        elif text == "(":
            self._next()
            start = self._or()
            self._want(")")
        elif kind == "name" and self._peek(1)[1] == "(" and text not in ("text", "node", "comment"):
            start = self._call()
        else:
            start = self._step(lambda focus: [focus.node])
        while self._peek()[1] == "[" and self._peek()[0] == "symbol":
            start = _sifted(start, self._predicate())
        while slash := self._take("/", "//"):
            if slash == "//":
                start = _stepping(start, AXES["descendant-or-self"], lambda node: True, ())
            start = self._step(start)
        return start

    def _constant(self) -> _Expression:
        kind, text = self._next()
        if kind == "literal":
            return lambda _: text[1:-1]
        if kind == "number":
            return lambda _: float(text)
        if text[1:] not in self._variables:
            raise XPathError(f"{text} is not declared by its:param")
        value = self._variables[text[1:]]
        return lambda _: value

    def _step(self, start: _Expression) -> _Expression:
        if self._take("."):
            return start
        if self._take(".."):
            return _stepping(start, AXES["parent"], lambda node: True, ())
        axis = "attribute" if self._take("@") else "child"
        if axis == "child" and self._peek(1)[1] == "::":
            axis = self._next()[1]
            self._want("::")
        if axis not in AXES:
            raise XPathError(f"the axis {axis!r} is not understood")
        test = self._test(axis)
        predicates: list[_Expression] = []
        while self._peek() == ("symbol", "["):
            predicates.append(self._predicate())
        return _stepping(start, AXES[axis], test, predicates)

    def _test(self, axis: str) -> _Test:
        kind, text = self._next()
        if text == "*":
            return lambda node: isinstance(node, Element | AttributeNode)
        if kind != "name":
            raise XPathError(f"a name is missing before {text or 'the end'!r}")
        if text in ("text", "node") and self._take("("):
            self._want(")")
            return (lambda node: True) if text == "node" else lambda node: isinstance(node, Text)
        if axis == "attribute":
            wanted = ascii_lower(text)
            return lambda node: isinstance(node, AttributeNode) and node.name == wanted
        prefix, _, local = text.rpartition(":")
        if prefix and prefix not in self._namespaces:
            raise XPathError(f"the prefix {prefix!r} stands for no namespace")
        return _named(ascii_lower(local), self._namespaces.get(prefix, ""))

    def _predicate(self) -> _Expression:
        self._want("[")
        inner = self._or()
        self._want("]")
        return inner

    def _call(self) -> _Expression:
        name = self._next()[1]
        if name not in _FUNCTIONS:
            raise XPathError(f"the function {name}() is not understood")
        self._want("(")
        arguments: list[_Expression] = []
        while not self._take(")"):
            if arguments:
                self._want(",")
            arguments.append(self._or())
        function, counts = _FUNCTIONS[name]
        if len(arguments) not in counts:
            raise XPathError(f"{name}() with {len(arguments)} arguments is not understood")
        return lambda focus: function(focus, [argument(focus) for argument in arguments])


# --- evaluation -------------------------------------------------------------------------------------------------------


def _named(local: str, namespace: str) -> _Test:
    def test(node: Node) -> bool:
        if not isinstance(node, Element) or (local != "*" and node.name.rpartition(":")[2] != local):
            return False
        return not namespace or namespace_of(node) == namespace

    return test


def _sifted(start: _Expression, predicate: _Expression) -> _Expression:
    return lambda focus: _sift(_nodes(start(focus)), predicate)


def _sift(nodes: Sequence[Node], predicate: _Expression) -> list[Node]:
    """The nodes for which a predicate holds; a number stands for a position."""
    kept: list[Node] = []
    for i, node in enumerate(nodes):
        value = predicate(_Focus(node, i + 1, len(nodes)))
        is_number = isinstance(value, float)
        if value == i + 1 if is_number else _boolean(value):
            kept.append(node)
    return kept


def _stepping(
    start: _Expression, axis: Callable[[Node], Iterator[Node]], test: _Test, predicates: Sequence[_Expression]
) -> _Expression:
    def step(focus: _Focus) -> list[Node]:
        found: list[Node] = []
        for node in _nodes(start(focus)):
            nodes = [other for other in axis(node) if test(other)]
            for predicate in predicates:
                nodes = _sift(nodes, predicate)
            found += nodes
        return unique(found)

    return step


def _root(focus: _Focus) -> list[Node]:
    return [[focus.node, *ancestors(focus.node)][-1]]


def _nodes(value: Value) -> list[Node]:
    if not isinstance(value, list):
        raise XPathError("a text or number stands where a path is wanted")
    return value


def _string(value: Value) -> str:
    if isinstance(value, list):
        return text_of(value[0]) if value else ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else value


def _boolean(value: Value) -> bool:
    return bool(value)


def _number(value: Value) -> float:
    try:
        return float(value if isinstance(value, bool | float) else _string(value))
    except ValueError:
        return float("nan")


def _compare(left: Value, operator: str, right: Value) -> bool:
    """XPath 1.0, 3.4: a set of nodes compares true if one of its nodes does."""
    if isinstance(left, bool) or isinstance(right, bool):
        return (_boolean(left) == _boolean(right)) is (operator == "=")
    lefts: list[str | float] = [*map(text_of, left)] if isinstance(left, list) else [left]
    rights: list[str | float] = [*map(text_of, right)] if isinstance(right, list) else [right]
    return any(_holds(a, operator, b) for a in lefts for b in rights)


def _holds(left: str | float, operator: str, right: str | float) -> bool:
    if operator in ("=", "!=") and isinstance(left, str) and isinstance(right, str):
        return (left == right) is (operator == "=")
    a, b = _number(left), _number(right)
    return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]


def _id(focus: _Focus, arguments: list[Value]) -> Value:
    value = arguments[0]
    wanted = " ".join(map(text_of, value)) if isinstance(value, list) else _string(value)
    ids = frozenset(wanted.split())
    return [n for root in _root(focus) for n in descendants(root) if isinstance(n, Element) and n.get("id") in ids]


def _name(focus: _Focus, arguments: list[Value]) -> Value:
    nodes = _nodes(arguments[0]) if arguments else [focus.node]
    return nodes[0].name or "" if nodes and isinstance(nodes[0], Element | AttributeNode) else ""


def _own(focus: _Focus, arguments: list[Value]) -> str:
    return _string(arguments[0] if arguments else [focus.node])


_FUNCTIONS: dict[str, tuple[Callable[[_Focus, list[Value]], Value], Sequence[int]]] = {
    # name: (function, how many arguments it may have)
    "id": (_id, (1,)),
    "not": (lambda _, arguments: not _boolean(arguments[0]), (1,)),
    "contains": (lambda _, arguments: _string(arguments[1]) in _string(arguments[0]), (2,)),
    "starts-with": (lambda _, arguments: _string(arguments[0]).startswith(_string(arguments[1])), (2,)),
    "concat": (lambda _, arguments: "".join(map(_string, arguments)), range(2, 50)),
    "normalize-space": (lambda focus, arguments: " ".join(_own(focus, arguments).split()), (0, 1)),
    "string": (_own, (0, 1)),
    "string-length": (lambda focus, arguments: float(len(_own(focus, arguments))), (0, 1)),
    "name": (_name, (0, 1)),
    "local-name": (lambda focus, arguments: str(_name(focus, arguments)).rpartition(":")[2], (0, 1)),
    "count": (lambda _, arguments: float(len(_nodes(arguments[0]))), (1,)),
    "position": (lambda focus, _: float(focus.position), (0,)),
    "last": (lambda focus, _: float(focus.size), (0,)),
    "true": (lambda *_: True, (0,)),
    "false": (lambda *_: False, (0,)),
}
