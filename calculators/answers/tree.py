"""A formula as a tree, and the tree printed as text that reads back to it, or as LaTeX."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.answers.signs import GREEK


@dataclass(frozen=True, slots=True)
class Literal:
    """A number as it was typed. `text` keeps all its digits, for the arithmetic of high precision."""

    value: int | float
    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Symbol:
    """A variable or a constant (`pi`, `e`), under its declared name."""

    name: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Apply:
    """An operation (`+ - * / ^ neg`) or a function on its parts."""

    operation: str
    parts: tuple[Node, ...]
    start: int = 0
    end: int = 0


Node = Literal | Symbol | Apply

_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}
_ATOM = 5


def to_text(node: Node) -> str:
    """The formula in the answer grammar, every multiplication written out and no more brackets than needed."""
    match node:
        case Literal(text=text):
            return text
        case Symbol(name=name):
            return name
        case Apply(operation="neg", parts=(part,)):
            return "-" + _wrapped(part, _RANK["neg"])
        case Apply(operation="^", parts=(base, exponent)):
            return f"{_wrapped(base, _ATOM)}^{_wrapped(exponent, _RANK['^'])}"
        case Apply(operation=("+" | "-" | "*" | "/") as sign, parts=(left, right)):
            rank = _RANK[sign]
            between = f" {sign} " if rank == 1 else sign
            # The right part needs brackets at the same rank too: a - (b - c); and a*(-b), which nobody writes without.
            return f"{_wrapped(left, rank)}{between}{_wrapped(right, _RANK['^'] if _is_negative(right) else rank + 1)}"
        case Apply(operation=function, parts=parts):
            return f"{function}({', '.join(to_text(part) for part in parts)})"


def _rank(node: Node) -> int:
    return _RANK.get(node.operation, _ATOM) if isinstance(node, Apply) else _ATOM


def _is_negative(node: Node) -> bool:
    return isinstance(node, Apply) and node.operation == "neg"


def _wrapped(node: Node, least: int) -> str:
    text = to_text(node)
    return text if _rank(node) >= least else f"({text})"


_TEX_FUNCTIONS = {
    "sin": r"\sin",
    "cos": r"\cos",
    "tan": r"\tan",
    "sinh": r"\sinh",
    "cosh": r"\cosh",
    "tanh": r"\tanh",
    "exp": r"\exp",
    "ln": r"\ln",
    "log2": r"\log_2",
    "log10": r"\log_{10}",
    "sigmoid": r"\sigma",
    "max": r"\max",
    "min": r"\min",
}
_TEX_GREEK = frozenset({*GREEK.values(), "Xi", "Pi"})


def to_tex(node: Node) -> str:
    """The formula in LaTeX."""
    match node:
        case Literal(text=text):
            mantissa, _, exponent = text.lower().partition("e")
            return rf"{mantissa} \times 10^{{{int(exponent)}}}" if exponent else text
        case Symbol(name=name):
            return _tex_name(name)
        case Apply(operation="neg", parts=(part,)):
            return "-" + _tex_wrapped(part, _RANK["neg"] + 1)
        case Apply(operation="^", parts=(base, exponent)):
            return f"{_tex_wrapped(base, _ATOM)}^{{{to_tex(exponent)}}}"
        case Apply(operation="/", parts=(above, below)):
            return rf"\frac{{{to_tex(above)}}}{{{to_tex(below)}}}"
        case Apply(operation="*", parts=(left, right)):
            # Two numbers side by side would read as one number.
            between = r" \cdot " if _begins_with_digit(right) else r" \, "
            return f"{_tex_wrapped(left, 2)}{between}{_tex_wrapped(right, 4 if _is_negative(right) else 2)}"
        case Apply(operation=("+" | "-") as sign, parts=(left, right)):
            return f"{to_tex(left)} {sign} {_tex_wrapped(right, 4 if _is_negative(right) else 2)}"
        case Apply(operation="sqrt", parts=(part,)):
            return rf"\sqrt{{{to_tex(part)}}}"
        case Apply(operation="abs", parts=(part,)):
            return rf"\left| {to_tex(part)} \right|"
        case Apply(operation="floor", parts=(part,)):
            return rf"\lfloor {to_tex(part)} \rfloor"
        case Apply(operation="ceil", parts=(part,)):
            return rf"\lceil {to_tex(part)} \rceil"
        case Apply(operation=function, parts=parts):
            name = _TEX_FUNCTIONS.get(function, rf"\mathrm{{{function}}}")
            return f"{name}({', '.join(to_tex(part) for part in parts)})"


def _tex_name(name: str) -> str:
    base, _, index = name.partition("_")
    shown = "\\" + base if base in _TEX_GREEK else base if len(base) == 1 else rf"\mathrm{{{base}}}"
    return f"{shown}_{{{index}}}" if index else shown


def _tex_wrapped(node: Node, least: int) -> str:
    # A fraction holds together by its own bar, except under an exponent.
    rank = _ATOM - 1 if isinstance(node, Apply) and node.operation == "/" else _rank(node)
    return to_tex(node) if rank >= least else f"({to_tex(node)})"


def _begins_with_digit(node: Node) -> bool:
    while isinstance(node, Apply) and node.operation in ("*", "^"):
        node = node.parts[0]
    return isinstance(node, Literal)
