"""Typed text to a value of the kind that a key asks for, or to a fault with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from calculators.answers.arithmetic import Real, check_constants, value_at
from calculators.answers.arrays import cut
from calculators.answers.exact import EXACT
from calculators.answers.faults import Unreadable, unreadable
from calculators.answers.grammar import parse
from calculators.answers.keys import Code, Count, Expression, Key, Matrix, Number, Shape, Vector
from calculators.answers.tokens import MOST_CHARACTERS_OF_ARRAY, Token, join_thousands, tokenize
from calculators.answers.tree import Node, to_text
from calculators.answers.units import without_unit
from calculators.answers.verdict import Fault
from calculators.answers.vocabulary import vocabulary

if TYPE_CHECKING:
    from calculators.answers.code import Program

Rows = tuple[tuple[Real, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer that was read.

    `value`: a number (Number, Count), a tuple of numbers (Vector, Shape), a tuple of rows (Matrix, and a Vector
    answered with several rows), a tree (Expression), or a program (Code). `echo`: how it was read, printed without
    words: `0.375`, `[1, 2; 3, 4]`, `3 × 32 × 32`, `2*x*cos(x^2)`, `np.dot(x, W) + b`.
    """

    value: Real | tuple[Real, ...] | Rows | Node | Program
    echo: str


def read(text: str, key: Key) -> Reading | Fault:
    """Typed text as the kind of answer that `key` is; the key's value is not looked at. Never raises on any text.

    Raises `UnusableKey` for a key of code whose variables cannot be drawn.
    """
    try:
        match key:
            case Number():
                number = _number(without_unit(text, key.units), one_group=key.thousands)
                return Reading(number, echo_number(number))
            case Count():
                number = as_whole(_number(without_unit(text, key.units), one_group=True, exact=True))
                return Reading(number, echo_number(number))
            case Vector() | Matrix():
                return _array(text, as_matrix=isinstance(key, Matrix))
            case Shape():
                return _shape(text)
            case Expression(variables=variables):
                tree = formula(text, tuple(variables))
                return Reading(tree, to_text(tree))
            case Code():
                # Imports NumPy.
                from calculators.answers.code import read_code

                program = read_code(text, key)
                return program if isinstance(program, Fault) else Reading(program, program.echo)
    except Unreadable as error:
        return error.fault


def formula(text: str, variables: Sequence[str] = ()) -> Node:
    """The tree of a formula in these variables. Raises `Unreadable`."""
    names = tuple(variables)
    tree = parse(vocabulary(names).resolve(tokenize(text, cross=not names)))
    check_constants(tree, frozenset(names))
    return tree


@lru_cache(maxsize=1024)
def known_formula(text: str, variables: tuple[str, ...]) -> Node:
    """`formula` for the texts of keys and mistakes, which are read again with every answer."""
    return formula(text, variables)


def evaluate(text: str, variables: Mapping[str, float] | None = None) -> float:
    """The value of an expression in the answer grammar, for `verify:` and the like in question files.

    `variables` gives each variable's value. Raises `Unreadable`, whose `fault` says where and why, if the text is no
    expression in these variables or has no finite real value.
    """
    point = dict(variables or {})
    return float(value_at(known_formula(text, tuple(point)), point))


def _number(text: str, *, one_group: bool, exact: bool = False) -> Any:
    tokens = join_thousands(tokenize(text, cross=True), one_group=one_group)
    for token in tokens:
        if token.kind in ("[", ";"):
            # Told before any name inside the brackets is.
            raise unreadable("one_value_expected", token.start, token.end, sign=token.text)
    return value_at(parse(vocabulary().resolve(tokens), number=True), {}, EXACT if exact else None)


def _array(text: str, *, as_matrix: bool) -> Reading:
    rows = _rows(vocabulary().resolve(tokenize(text, most=MOST_CHARACTERS_OF_ARRAY, cross=True, lines=True)))
    if as_matrix:
        return Reading(rows, echo_matrix(rows))
    if len(rows) == 1:
        return Reading(rows[0], echo_vector(rows[0]))
    if len(rows[0]) == 1:
        # A column is a vector too.
        column = tuple(row[0] for row in rows)
        return Reading(column, echo_vector(column))
    return Reading(rows, echo_matrix(rows))


def _shape(text: str) -> Reading:
    tokens = tokenize(text, cross=True, lines=True)
    if [token.kind for token in tokens] in (["(", ")", "end"], ["[", "]", "end"]):
        return Reading((), echo_shape(()))
    product = [token for token in tokens if token.kind == "*"]
    if product and all(token.kind in ("number", "*", "end") for token in tokens):
        raise unreadable("ambiguous_product", product[0].start, product[0].end)
    for token in tokens:
        if token.kind == ";":
            raise unreadable("unexpected_sign", token.start, token.end, sign=";")
    rows = _rows(vocabulary().resolve(tokens), cross=True)
    if len(rows) > 1 and len(rows[0]) > 1:
        raise unreadable("deep_array", 0, len(text))
    sizes = tuple(as_whole(size) for row in rows for size in row)
    return Reading(sizes, echo_shape(sizes))


def _rows(tokens: Sequence[Token], *, cross: bool = False) -> Rows:
    return tuple(tuple(value_at(parse(cell), {}) for cell in row) for row in cut(tokens, cross=cross).rows)


def as_whole(value: Real | Fraction) -> Real:
    """A value that is a whole number but for rounding (12.0, log2(8), 0.1*30) as an int; others as a float."""
    if isinstance(value, Fraction):
        # Exact, and not whole.
        return float(value)
    nearest = round(value)
    return nearest if abs(value - nearest) <= 1e-9 * max(1.0, abs(value)) else value


def echo_number(value: Real) -> str:
    """A number in a notation that reads back: ten significant digits, `1.5e-7` for the very small and very large."""
    if isinstance(value, int) and abs(value) < 10**40:
        return str(value)
    mantissa, _, exponent = f"{value:.10g}".partition("e")
    if mantissa == "-0":
        return "0"
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def echo_vector(values: Sequence[Real]) -> str:
    """`[1, 2, 3]`."""
    return f"[{', '.join(echo_number(value) for value in values)}]"


def echo_matrix(rows: Sequence[Sequence[Real]]) -> str:
    """`[1, 2; 3, 4]`."""
    return f"[{'; '.join(', '.join(echo_number(value) for value in row) for row in rows)}]"


def echo_shape(sizes: Sequence[Real]) -> str:
    """`3 × 32 × 32`; `()` for the shape of a scalar."""
    return " × ".join(echo_number(size) for size in sizes) or "()"
