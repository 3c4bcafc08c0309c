"""One line of a worked solution: an expression with the numbers put in, and its value, in LaTeX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from calculators.answers.decimals import is_exact
from quizapp.bank.drawing import rounded
from quizapp.bank.expressions.evaluation import CONSTANTS, Value, value_of
from quizapp.bank.expressions.faults import Unusable
from quizapp.bank.expressions.tree import Apply, Call, Choose, Compare, Index, Name, Node, Number, Row
from quizapp.bank.placeholders import show, show_number

_RANK = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "%": 5, "//": 5, "@": 5, "neg": 6, "^": 7}
_ATOM = 9
_SIGNS = {"*": r"\cdot", "@": "", "%": r"\bmod", "+": "+", "-": "-", "and": r"\land", "or": r"\lor"}
_COMPARISONS = {"==": "=", "!=": r"\neq", "<=": r"\le", ">=": r"\ge", "<": "<", ">": ">"}
_NAMES = {"sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "ln", "max", "min"}
_AROUND = {
    "floor": (r"\lfloor ", r" \rfloor"),
    "ceil": (r"\lceil ", r" \rceil"),
    "abs": (r"\left| ", r" \right|"),
    "norm": (r"\left\| ", r" \right\|"),
    "sqrt": (r"\sqrt{", "}"),
}


def line(node: Node, point: Mapping[str, Value], value: Any, decimals: int | None, padded: bool = False) -> str:
    """`\\frac{28 + 2 \\cdot 1 - 3}{2} = 13.5`; ≈ where rounding to `decimals` has changed the value.

    A rounded value has all its decimals, and so has any where it is `padded`: `= 0.70`.
    """
    left = tex(node, point)
    exact = all(is_exact(cell, decimals) for cell in _floats(value))
    all_decimals = decimals if padded or not exact else None
    right = show(_plain(value if decimals is None else rounded(value, decimals)), all_decimals, True)
    if left == right:
        return right
    return f"{left} {'=' if exact else chr(92) + 'approx'} {right}"


def tex(node: Node, point: Mapping[str, Value]) -> str:
    """An expression in LaTeX, every name replaced by its number."""
    match node:
        case Number(value=value):
            return show_number(value)
        case Name(name="pi"):
            return r"\pi"
        case Name(name=name):
            return show(_plain(point.get(name, CONSTANTS.get(name, 0))), None, True) if name != "e" else "e"
        case Row(items=items):
            return _row(items, point)
        case Index() | Call(function="range"):
            return _as_value(node, point)
        case Choose(condition=condition, first=first, second=second):
            pieces = [tex(part, point) for part in (first, second, condition)]
            return rf"({pieces[0]} \text{{ if }} {pieces[2]}, \text{{ else }} {pieces[1]})"
        case Compare(parts=parts, signs=signs):
            shown = [_wrapped(part, point, 4) for part in parts]
            rest = (f" {_COMPARISONS[sign]} {part}" for sign, part in zip(signs, shown[1:], strict=True))
            return shown[0] + "".join(rest)
        case Call(function=function, arguments=arguments, named=named):
            return _call(function, [*arguments, *(part for _, part in named)], point)
        case Apply(operation="/", parts=(above, below)):
            return rf"\frac{{{tex(above, point)}}}{{{tex(below, point)}}}"
        case Apply(operation="//", parts=(above, below)):
            return rf"\left\lfloor \frac{{{tex(above, point)}}}{{{tex(below, point)}}} \right\rfloor"
        case Apply(operation="^", parts=(base, exponent)):
            return f"{_wrapped(base, point, _ATOM)}^{{{tex(exponent, point)}}}"
        case Apply(operation="neg", parts=(part,)):
            return "-" + _wrapped(part, point, 6)
        case Apply(operation="not", parts=(part,)):
            return r"\lnot " + _wrapped(part, point, _ATOM)
        case Apply(operation=operation, parts=parts):
            rank = _RANK[operation]
            shown = [_wrapped(part, point, rank + (place > 0)) for place, part in enumerate(parts)]
            return f" {_SIGNS[operation]} ".replace("  ", " ").join(shown)


def _as_value(node: Index | Call, point: Mapping[str, Value]) -> str:
    """A cell of a list as its number, and a range as its numbers; what has no value here as it is written."""
    try:
        return show(_plain(value_of(node, point)), None, True)
    except Unusable:
        if isinstance(node, Call):
            return _call(node.function, list(node.arguments), point)
        return f"{_wrapped(node.part, point, _ATOM)}_{{{tex(node.position, point)}}}"


def _call(function: str, arguments: list[Node], point: Mapping[str, Value]) -> str:
    shown = [tex(part, point) for part in arguments]
    if function in _AROUND:
        before, after = _AROUND[function]
        return before + ", ".join(shown) + after
    if function == "transpose":
        return shown[0] + r"^{\top}"
    if function == "factorial":
        return _wrapped(arguments[0], point, _ATOM) + "!"
    if function == "comb":
        return rf"\binom{{{shown[0]}}}{{{shown[1]}}}"
    name = function.rpartition(".")[2].replace("_", r"\_")
    return (rf"\{name}" if function in _NAMES else rf"\mathrm{{{name}}}") + f"({', '.join(shown)})"


def _row(items: tuple[Node, ...], point: Mapping[str, Value]) -> str:
    if items and all(isinstance(item, Row) for item in items):
        rows = (" & ".join(tex(cell, point) for cell in item.items) for item in items if isinstance(item, Row))
        return r"\begin{bmatrix} " + r" \\ ".join(rows) + r" \end{bmatrix}"
    return "(" + ", ".join(tex(item, point) for item in items) + ")"


def _wrapped(node: Node, point: Mapping[str, Value], least: int) -> str:
    shown = tex(node, point)
    rank = _RANK.get(node.operation, _ATOM) if isinstance(node, Apply) else _ATOM
    if isinstance(node, Compare):
        rank = 3
    # A negative number put in for a name needs its brackets: 3 - (-2).
    if rank >= least and not (shown.startswith("-") and least > 4):
        return shown
    return f"({shown})"


def _plain(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _floats(value: Any) -> Iterator[float]:
    if isinstance(value, list):
        for part in value:
            yield from _floats(part)
    elif isinstance(value, float):
        yield value
