"""Typed code to a tree whose names are resolved.

Python's own parser makes the syntax tree (`ast.parse`, which runs nothing); each of its nodes is then translated by its
type, and what has no translation is refused. The result can be echoed, and evaluated by `evaluate.py`.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from calculators.answers.code.functions import Function
from calculators.answers.code.helpers import HELPERS
from calculators.answers.code.limits import LARGEST_WHOLE
from calculators.answers.code.tables import NUMPY, TYPES, Library, Module
from calculators.answers.code.tokens import scan
from calculators.answers.code.torch_tables import TORCH
from calculators.answers.code.tree import (
    Call,
    Conditional,
    Constant,
    Items,
    Logic,
    Node,
    Operation,
    Slice,
    Subscript,
    Variable,
)
from calculators.answers.faults import Unreadable, UnusableKey, shortened, unreadable
from calculators.answers.grammar import LARGEST
from calculators.answers.keys import Code

MOST_NODES = 200
MOST_DEPTH = 40

_SIGNS: dict[type[ast.operator | ast.unaryop | ast.cmpop], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.USub: "-",
    ast.UAdd: "+",
    ast.Invert: "~",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_RANDOM = frozenset(
    {"random", "rand", "randn", "randint", "randperm", "rand_like", "randn_like", "bernoulli", "multinomial", "normal"}
    | {"uniform", "choice", "shuffle", "permutation", "dropout", "default_rng", "seed"}
)
_INFINITE = frozenset({"inf", "-inf"})


@dataclass(frozen=True, slots=True)
class Program:
    """A code answer that was read: its tree, and its text as Python prints it."""

    tree: Node
    echo: str


def parse(text: str, key: Code) -> Program:
    """The program of a typed text, with the names that the key declares. Raises `Unreadable`."""
    unknown = [name for name in key.functions if name not in HELPERS]
    if unknown:
        raise UnusableKey(f"functions that the table in code/helpers.py does not have: {', '.join(unknown)}")
    return _known(text, (*key.variables, *key.scalars), key.functions, key.library)


@lru_cache(maxsize=1024)
def _known(text: str, names: tuple[str, ...], functions: tuple[str, ...], library: str) -> Program:
    return _Translator(names, functions, library).parse(text)


class _Translator:
    def __init__(self, names: Collection[str], functions: Sequence[str], library: str) -> None:
        self.names = names
        self.helpers = {name: HELPERS[name] for name in functions}
        self.library: Library = TORCH if library == "torch" else NUMPY
        self.nodes = 0
        self.depth = 0

    def parse(self, text: str) -> Program:
        source = scan(text)
        # The bracket makes a line break white space and a leading space harmless; places move by one.
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(f"({source})", mode="eval").body
        except SyntaxError as error:
            place = min(max(0, (error.offset or 1) - 2), len(text) - 1)
            raise unreadable("code_syntax", place, place + 1) from None
        except (ValueError, RecursionError, MemoryError):
            raise unreadable("too_complex", 0, len(text)) from None
        translated = self.node(tree)
        return Program(translated, ast.unparse(tree))

    # Places

    def span(self, node: ast.expr | ast.keyword) -> tuple[int, int]:
        return node.col_offset - 1, (node.end_col_offset or node.col_offset + 1) - 1

    def refuse(self, node: ast.expr | ast.keyword, code: str, **values: str) -> NoReturn:
        start, end = self.span(node)
        raise unreadable(code, start, end, **values)

    # Nodes by type

    def node(self, node: ast.expr) -> Node:
        """The translation of a node. Raises `Unreadable` for one that has none."""
        start, end = self.span(node)
        self.nodes += 1
        self.depth += 1
        if self.nodes > MOST_NODES or self.depth > MOST_DEPTH:
            raise unreadable("too_complex", start, end)
        translated = self.translate(node, start, end)
        self.depth -= 1
        return translated

    def translate(self, node: ast.expr, start: int, end: int) -> Node:
        match node:
            case ast.Constant():
                return self.constant(node, start, end)
            case ast.Name():
                return self.name(node, start, end)
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                return Items(tuple(self.node(part) for part in parts), isinstance(node, ast.List), start, end)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
                return Operation(_SIGNS[type(sign)], (self.node(left), self.node(right)), start, end)
            case ast.UnaryOp(op=ast.Not(), operand=part):
                return Logic("not", (self.node(part),), start, end)
            case ast.UnaryOp(op=before, operand=part):
                return Operation(_SIGNS[type(before)], (self.node(part),), start, end)
            case ast.BoolOp(op=joining, values=parts):
                word = "and" if isinstance(joining, ast.And) else "or"
                return Logic(word, tuple(self.node(part) for part in parts), start, end)
            case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _SIGNS:
                return Operation(_SIGNS[type(sign)], (self.node(left), self.node(right)), start, end)
            case ast.Compare(ops=signs) if len(signs) > 1:
                raise unreadable("code_chained", start, end)
            case ast.IfExp(test=test, body=yes, orelse=no):
                return Conditional(self.node(test), self.node(yes), self.node(no), start, end)
            case ast.Subscript(value=value, slice=index):
                return Subscript(self.node(value), self.index(index), start, end)
            case ast.Attribute():
                return self.attribute(node, start, end)
            case ast.Call():
                return self.call(node, start, end)
            case _:
                raise unreadable("code_construct", start, end, word=type(node).__name__)

    def constant(self, node: ast.Constant, start: int, end: int) -> Node:
        value = node.value
        if value is None or value is Ellipsis or isinstance(value, bool):
            return Constant(value, start, end)
        if isinstance(value, int | float):
            if abs(value) > (LARGEST_WHOLE if isinstance(value, int) else LARGEST):
                raise unreadable("too_large", start, end)
            return Constant(value, start, end)
        raise unreadable("code_text" if isinstance(value, str) else "code_not_real", start, end)

    def name(self, node: ast.Name, start: int, end: int) -> Node:
        name = node.id
        if name in self.names:
            return Variable(name, start, end)
        if name in self.helpers or name in self.library.builtins:
            raise unreadable("code_uncalled", start, end, function=name)
        if name in self.library.modules:
            raise unreadable("code_module", start, end, name=name)
        return self.unknown_name(node)

    def unknown_name(self, node: ast.Name) -> NoReturn:
        known = [*self.names, *(f"{name}()" for name in self.helpers)]
        code = "code_random" if node.id in _RANDOM else "code_name"
        # What a listing imports is offered as well.
        known += [name for name in self.library.modules if name in ("np", "torch", "F")]
        self.refuse(node, code, name=shortened(node.id), names=", ".join(known))

    def index(self, node: ast.expr) -> Node:
        if isinstance(node, ast.Tuple):
            start, end = self.span(node)
            self.nodes += 1
            return Items(tuple(self.index(part) for part in node.elts), False, start, end)
        if isinstance(node, ast.Slice):
            start, end = self.span(node)
            self.nodes += 1
            low, high, step = (
                None if part is None else self.node(part) for part in (node.lower, node.upper, node.step)
            )
            return Slice((low, high, step), start, end)
        return self.node(node)

    # What stands behind a point

    def module(self, node: ast.expr) -> Module | None:
        """The module that a chain of names stands for: `np`, `np.linalg`."""
        if isinstance(node, ast.Name):
            return None if node.id in self.names else self.library.modules.get(node.id)
        if isinstance(node, ast.Attribute):
            above = self.module(node.value)
            return None if above is None else above.below.get(node.attr)
        return None

    def attribute(self, node: ast.Attribute, start: int, end: int) -> Node:
        module = self.module(node.value)
        if module is not None:
            if node.attr in module.constants:
                return Constant(module.constants[node.attr], start, end)
            if node.attr in module.functions and node.attr not in module.types:
                raise unreadable("code_uncalled", start, end, function=node.attr)
            self.unknown_member(node)
        if node.attr in self.library.attributes:
            function = self.library.attributes[node.attr]
            return Call(function, ((function.parameters[0].names[0], self.node(node.value)),), start, end)
        if node.attr in self.library.methods:
            self.node(node.value)
            raise unreadable("code_uncalled", start, end, function=node.attr)
        return self.unknown_method(node)

    def unknown_member(self, node: ast.Attribute) -> NoReturn:
        code = "code_random" if node.attr in _RANDOM else "code_function"
        end = self.span(node)[1]
        raise unreadable(code, end - len(node.attr), end, name=shortened(f"{ast.unparse(node.value)}.{node.attr}", 30))

    def unknown_method(self, node: ast.Attribute) -> NoReturn:
        if not isinstance(node.value, ast.Name):
            self.node(node.value)
        elif node.value.id not in self.names:
            # `foo.bar`: it is foo that is not known.
            self.name(node.value, *self.span(node.value))
        code = "code_random" if node.attr in _RANDOM else "code_attribute"
        end = self.span(node)[1]
        raise unreadable(code, end - len(node.attr), end, name=shortened(node.attr))

    def call(self, node: ast.Call, start: int, end: int) -> Node:
        infinite = self.infinity(node, start, end)
        if infinite is not None:
            return infinite
        first: list[ast.expr] = []
        called = node.func
        if isinstance(called, ast.Name):
            function = self.callee(called)
        elif isinstance(called, ast.Attribute):
            module = self.module(called.value)
            if module is not None:
                if called.attr not in module.functions:
                    self.unknown_member(called)
                function = module.functions[called.attr]
            elif called.attr in self.library.methods:
                function = self.library.methods[called.attr]
                first = [called.value]
            elif called.attr in self.library.attributes:
                raise unreadable("code_not_called", *self.span(called), name=called.attr)
            else:
                self.unknown_method(called)
        else:
            self.node(called)
            self.refuse(called, "code_not_called", name=shortened(ast.unparse(called)))
        return self.bound(function, [*first, *node.args], node, start, end)

    def callee(self, node: ast.Name) -> Function:
        name = node.id
        if name in self.names:
            self.refuse(node, "code_not_called", name=shortened(name))
        function = self.helpers.get(name) or self.library.builtins.get(name)
        if function is not None:
            return function
        if name in self.library.modules:
            self.refuse(node, "code_module", name=name)
        return self.unknown_name(node)

    def infinity(self, node: ast.Call, start: int, end: int) -> Node | None:
        """float("inf") and float("-inf"): the only texts that become numbers."""
        match node:
            case ast.Call(func=ast.Name(id="float"), args=[ast.Constant(value=str() as text)], keywords=[]):
                if text.strip() in _INFINITE:
                    return Constant(float("-inf" if "-" in text else "inf"), start, end)
        return None

    def bound(self, function: Function, given: list[ast.expr], node: ast.Call, start: int, end: int) -> Node:
        keywords: list[str] = []
        accepted = {name for parameter in function.parameters for name in parameter.names}
        for part in node.keywords:
            if part.arg is None or part.arg not in accepted:
                self.refuse(part, "code_keyword", function=function.name, keyword=shortened(part.arg or "**"))
            keywords.append(part.arg)
        names = function.bind(len(given), keywords)
        if names is None:
            got = len(given) + len(keywords)
            raise unreadable("code_arguments", start, end, function=function.name, got=got)
        kinds = {parameter.names[0]: parameter.kind for parameter in function.parameters}
        values = [*given, *(part.value for part in node.keywords)]
        arguments = tuple((name, self.argument(value, kinds[name])) for name, value in zip(names, values, strict=True))
        return Call(function, arguments, start, end)

    def argument(self, node: ast.expr, kind: str) -> Node:
        start, end = self.span(node)
        if kind in ("text", "any") and isinstance(node, ast.Constant) and isinstance(node.value, str):
            self.nodes += 1
            return Constant(node.value, start, end)
        if kind.startswith("type"):
            named = self.type_of(node)
            if named is not None:
                return Constant(named, start, end)
            if not (isinstance(node, ast.Constant) and node.value is None):
                raise unreadable("code_type", start, end)
        return self.node(node)

    def type_of(self, node: ast.expr) -> type | None:
        """The type that `float`, `np.float32` or "int64" stands for."""
        if isinstance(node, ast.Name) and node.id in ("float", "int", "bool") and node.id not in self.names:
            return TYPES[node.id]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return TYPES.get(node.value)
        if isinstance(node, ast.Attribute):
            module = self.module(node.value)
            return None if module is None else module.types.get(node.attr)
        return None


def readable(text: str, key: Code) -> Program:
    """`parse` for the texts of keys and mistakes. Raises `UnusableKey`, since such a text is the author's."""
    try:
        return parse(text, key)
    except Unreadable as error:
        raise UnusableKey(f"{text!r}: {error}") from error
