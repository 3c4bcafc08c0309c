"""Formulas as SymPy trees: built from objects, never from text, and printed in the answer grammar or as LaTeX.

SymPy takes 0.2 to 0.3 s to import, so every function here imports it when it is called. Expressions are typed `Any`,
since SymPy ships no complete types. Source: Meurer et al. 2017, SymPy, PeerJ Computer Science 3:e103.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

_TIGHTNESS = {"sum": 0, "product": 1, "power": 2, "atom": 3}
_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "exp": math.exp,
    "log": math.log,
    "tanh": math.tanh,
    "sigmoid": lambda u: 1 / (1 + math.exp(-u)) if u >= 0 else math.exp(u) / (1 + math.exp(u)),
    "Abs": abs,
}
_TEXT_NAMES = {"Abs": "abs"}


@lru_cache(maxsize=1)
def _sigmoid_class() -> Any:
    import sympy

    def fdiff(self: Any, argindex: int = 1) -> Any:
        return self * (1 - self)

    def latex(self: Any, printer: Any, exp: str | None = None) -> str:
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"\sigma{power}\left({printer._print(self.args[0])}\right)"

    return type("sigmoid", (sympy.Function,), {"fdiff": fdiff, "_latex": latex})


def sigmoid(argument: Any) -> Any:
    """σ(u) = 1 / (1 + exp(−u)) as a function of its own, whose derivative is σ(u)(1 − σ(u)).

    >>> from sympy import Symbol
    >>> sigmoid(Symbol("x"))
    sigmoid(x)
    """
    return _sigmoid_class()(argument)


def derivative(expression: Any, symbol: Any) -> Any:
    """The derivative of an expression with respect to a symbol, as SymPy derives it (no simplification).

    >>> from sympy import Symbol, cos
    >>> x = Symbol("x")
    >>> derivative(x * cos(x), x)
    -x*sin(x) + cos(x)
    """
    import sympy

    return sympy.diff(expression, symbol)


def value(expression: Any, point: Mapping[str, float]) -> float:
    """The expression at a point (symbol's name → value), in floats.

    Raises ValueError where it is undefined there, TypeError for a node that it does not know.

    >>> from sympy import Symbol
    >>> value(Symbol("x") ** 2 + 1, {"x": 3.0})
    10.0
    """
    if expression.is_Symbol:
        return point[expression.name]
    if expression.is_number and not expression.args:
        return float(expression)
    parts = [value(part, point) for part in expression.args]
    if expression.is_Add:
        return math.fsum(parts)
    if expression.is_Mul:
        return math.prod(parts)
    if expression.is_Pow:
        power = parts[0] ** parts[1]
        if isinstance(power, complex):
            raise ValueError(f"{parts[0]} to the power {parts[1]} is not real")
        return float(power)
    function = _FUNCTIONS.get(type(expression).__name__)
    if function is None:
        raise TypeError(f"not known: {expression!r}")
    return function(*parts)


def to_text(expression: Any) -> str:
    """The expression in the answer grammar: `2*x*cos(x^2)`, `sqrt(x)`, `sigmoid(x)*(1 - sigmoid(x))`.

    >>> from sympy import Symbol, cos
    >>> x = Symbol("x")
    >>> to_text(2 * x * cos(x**2))
    '2*x*cos(x^2)'
    """
    return _text(expression)[0]


def to_tex(expression: Any) -> str:
    """The expression as LaTeX, with ln for the natural logarithm and σ for the sigmoid.

    >>> from sympy import Symbol
    >>> to_tex(Symbol("x") ** 2)
    'x^{2}'
    """
    text = str(_tex_printer().doprint(expression))
    return text.replace(r"\left|{", r"\left|").replace(r"}\right|", r"\right|")


def from_text(text: str, names: Sequence[str]) -> Any:
    """A formula of the answer grammar in the variables `names`, as SymPy builds it: 3·x·2 is 6x, sums stay sums.

    Shapes: names (variables,). Raises `calculators.answers.Unreadable` for text that is no such formula, TypeError for
    a function that SymPy's trees have no name for here.

    >>> to_text(from_text("x^2*3*(-sin(2*x))", ["x"]))
    '-3*x^2*sin(2*x)'
    """
    from calculators.answers.reading import known_formula

    return _built(known_formula(text, tuple(names)))


def _built(node: Any) -> Any:
    import sympy

    from calculators.answers.tree import Literal, Symbol

    if isinstance(node, Literal):
        return sympy.Rational(node.text)
    if isinstance(node, Symbol):
        return {"pi": sympy.pi, "e": sympy.E}.get(node.name) or sympy.Symbol(node.name)
    parts = [_built(part) for part in node.parts]
    match node.operation:
        case "neg":
            return _times(sympy.S.NegativeOne, parts[0])
        case "+":
            return parts[0] + parts[1]
        case "-":
            return parts[0] + _times(sympy.S.NegativeOne, parts[1])
        case "*":
            return _times(parts[0], parts[1])
        case "/":
            return _times(parts[0], 1 / parts[1])
        case "^":
            return parts[0] ** parts[1]
        case "sigmoid":
            return sigmoid(*parts)
        case "ln":
            return sympy.log(*parts)
        case "abs":
            return sympy.Abs(*parts)
        case ("sqrt" | "sin" | "cos" | "exp" | "tanh") as name:
            return getattr(sympy, name)(*parts)
        case name:
            raise TypeError(f"not known: {name}")


def _times(first: Any, second: Any) -> Any:
    """The product, in which a number is not multiplied into a sum: 2·(x + 1) stays.

    SymPy's own switch for that (`distribute`) empties all its caches each time it is turned, and then everything that
    is derived takes twice as long: it is turned only where a product would come out as a sum.
    """
    import sympy
    from sympy.core.parameters import distribute

    for number, total in ((first, second), (second, first)):
        if number.is_Rational and total.is_Add and number not in (0, 1):
            return sympy.Mul(number, total, evaluate=False)
    product = first * second
    if product.is_Add and 1 not in (first, second):
        with distribute(False):
            return first * second
    return product


def _terms(total: Any) -> list[Any]:
    """The terms of a sum in SymPy's order, but a positive one first where there is one: y - t, not -t + y."""
    return sorted(total.as_ordered_terms(), key=lambda term: bool(term.could_extract_minus_sign()))


@lru_cache(maxsize=1)
def _tex_printer() -> Any:
    from sympy.printing.latex import LatexPrinter

    def ordered(self: Any, total: Any, order: str | None = None) -> list[Any]:
        return _terms(total)

    return type("TexPrinter", (LatexPrinter,), {"_as_ordered_terms": ordered})({"ln_notation": True})


def _text(node: Any) -> tuple[str, str]:
    """(text, how tightly its outermost operator binds)."""
    import sympy

    if node.is_Symbol:
        return node.name, "atom"
    if node.is_Integer:
        return str(int(node)), "atom" if node >= 0 else "sum"
    if node is sympy.E:
        return "e", "atom"
    if node.is_Add:
        terms = [_text(term)[0] for term in _terms(node)]
        joined = terms[0] + "".join(f" - {term[1:]}" if term.startswith("-") else f" + {term}" for term in terms[1:])
        return joined, "sum"
    if node.is_Mul or node.is_Rational:
        return _product_text(node)
    if node.is_Pow:
        if node.exp == sympy.Rational(1, 2):
            return f"sqrt({_text(node.base)[0]})", "atom"
        if node.exp.could_extract_minus_sign():
            return _product_text(node)
        return f"{_bound(node.base, 'atom')}^{_bound(node.exp, 'atom')}", "power"
    name = type(node).__name__
    if name not in _FUNCTIONS:
        raise TypeError(f"not in the answer grammar: {node!r}")
    arguments = ", ".join(_text(part)[0] for part in node.args)
    return f"{_TEXT_NAMES.get(name, name)}({arguments})", "atom"


def _product_text(node: Any) -> tuple[str, str]:
    """A product or quotient, its minus sign in front.

    A negative one counts as a sum: it needs parentheses after `*`.
    """
    import sympy

    sign = ""
    if node.could_extract_minus_sign():
        sign, node = "-", -node
    # Exact: exp(-x) is a function here and stays above the line.
    numerator, denominator = sympy.fraction(node, exact=True)
    above = _factors(numerator)
    if denominator == 1:
        return f"{sign}{above}", "sum" if sign else "product"
    below = _factors(denominator)
    return f"{sign}{above}/{f'({below})' if denominator.is_Mul else below}", "sum" if sign else "product"


def _factors(node: Any) -> str:
    import sympy

    if not node.is_Mul:
        return _bound(node, "product")
    parts = sympy.Mul.make_args(node)
    numbers = [part for part in parts if part.is_Number]
    others = sorted((part for part in parts if not part.is_Number), key=_order)
    return "*".join(_bound(part, "product") for part in [*numbers, *others])


def _order(part: Any) -> tuple[int, Any]:
    """Symbols and their powers first, then functions, then sums: x*cos(x)*(1 + x)."""
    rank = 0 if part.is_Symbol or (part.is_Pow and part.base.is_Symbol) else 2 if part.is_Add else 1
    return rank, part.sort_key()


def _bound(node: Any, least: str) -> str:
    """The text of a part, in parentheses where it binds less tightly than `least`."""
    text, tightness = _text(node)
    return text if _TIGHTNESS[tightness] >= _TIGHTNESS[least] else f"({text})"
