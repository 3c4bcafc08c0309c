"""The tree of an expression. Every node knows which characters it was written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number; a whole one is an int."""

    value: int | float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A drawn number, a value of `let`, a constant, or true and false."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A list: `[a, b]`."""

    items: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function applied: a built-in (`floor`), or a calculator (`convolution.output_size`)."""

    function: str
    arguments: tuple[Node, ...]
    named: tuple[tuple[str, Node], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Index:
    """One cell or row of a list, counted from 0: `x[0]`, `W[1][2]`, `W[1, 2]`."""

    part: Node
    position: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Apply:
    """An operation: `+ - * / // % ^ @` of two parts, `neg` and `not` of one, `and` and `or` of several."""

    operation: str
    parts: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Compare:
    """A chain of comparisons: `0 < x <= 1`."""

    parts: tuple[Node, ...]
    signs: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Choose:
    """`first if condition else second`."""

    condition: Node
    first: Node
    second: Node
    start: int
    end: int


Node = Number | Name | Row | Call | Index | Apply | Compare | Choose


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node."""
    match node:
        case Number() | Name():
            return ()
        case Row(items=items):
            return items
        case Call(arguments=arguments, named=named):
            return (*arguments, *(part for _, part in named))
        case Index(part=part, position=position):
            return (part, position)
        case Apply(parts=parts) | Compare(parts=parts):
            return parts
        case Choose(condition=condition, first=first, second=second):
            return (first, condition, second)
