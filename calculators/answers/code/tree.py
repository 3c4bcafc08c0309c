"""The tree of a code answer. Names are resolved, so it can say nothing but what the tables allow.

Every node knows its place in the typed text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from calculators.answers.code.functions import Function


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, True, False, None, `...`, a type (float, int, bool) or, as an argument, a short text."""

    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Variable:
    """A name that the listing declares."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Items:
    """A tuple or a list."""

    parts: tuple[Node, ...]
    is_list: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Operation:
    """A sign and what it joins: arithmetic, `@`, comparisons, masks. One part for the signs before a value."""

    sign: str
    parts: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Logic:
    """`and`, `or`, `not`."""

    word: str
    parts: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Conditional:
    """`yes if test else no`."""

    test: Node
    yes: Node
    no: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the tables with its arguments by parameter; a method or attribute has its object as the first."""

    function: Function
    arguments: tuple[tuple[str, Node], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Subscript:
    """`value[index]`."""

    value: Node
    index: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slice:
    """`low:high:step` in a subscript."""

    parts: tuple[Node | None, Node | None, Node | None]
    start: int
    end: int


Node = Constant | Variable | Items | Operation | Logic | Conditional | Call | Subscript | Slice
