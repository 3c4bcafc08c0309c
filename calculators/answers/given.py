"""Whether a formula is only what the question already shows, written in another order or with other brackets.

Sums and products are flattened and put in one order, signs are drawn out of products, and that is all: `1 - x` is not
`-(x - 1)` here, since to see that is a step of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from calculators.answers.faults import Unreadable, UnusableKey
from calculators.answers.keys import Expression
from calculators.answers.reading import known_formula
from calculators.answers.tree import Apply, Literal, Node, Symbol

_COMMUTATIVE_FUNCTIONS = frozenset({"max", "min"})


def is_given(answer: Node, key: Expression) -> bool:
    """Whether an answer is one of the forms that the question shows, and the key itself is none of them.

    Raises `UnusableKey` for a given form or a key that cannot be read.
    """
    if not key.given:
        return False
    names = tuple(key.variables)
    try:
        shown = {arranged(known_formula(text, names)) for text in key.given}
        wanted = arranged(known_formula(key.text, names))
    except Unreadable as error:
        raise UnusableKey(f"{key.text!r}, given {key.given!r}: {error}") from error
    return arranged(answer) in shown - {wanted}


def arranged(node: Node) -> str:
    """A text that is the same for two trees that differ only in order, brackets and spelling."""
    match node:
        case Literal(value=value):
            return repr(float(value))
        case Symbol(name=name):
            return name
        case Apply(operation=("+" | "-")):
            return f"({' + '.join(sorted(_signed(negative, term) for negative, term in _terms(node, False)))})"
        case Apply(operation=("*" | "/" | "neg")):
            return _signed(*_product(node))
        case Apply(operation="exp", parts=(part,)):
            return arranged(Apply("^", (Symbol("e"), part)))
        case Apply(operation="sqrt" | "^" as operation, parts=parts):
            return f"{operation}({', '.join(arranged(part) for part in parts)})"
        case Apply(operation=operation, parts=parts):
            texts = [arranged(part) for part in parts]
            return f"{operation}({', '.join(sorted(texts) if operation in _COMMUTATIVE_FUNCTIONS else texts)})"


def _signed(negative: bool, text: str) -> str:
    return f"-{text}" if negative else text


def _terms(node: Node, negative: bool) -> Iterator[tuple[bool, str]]:
    """The terms of a sum, each with whether it is taken away."""
    match node:
        case Apply(operation=("+" | "-") as sign, parts=(left, right)):
            yield from _terms(left, negative)
            yield from _terms(right, negative ^ (sign == "-"))
        case Apply(operation="neg", parts=(Apply(operation=("+" | "-")) as part,)):
            yield from _terms(part, not negative)
        case _:
            minus, text = _product(node)
            yield minus ^ negative, text


def _product(node: Node) -> tuple[bool, str]:
    """Whether a product is negative, and its factors and divisors in order."""
    above: list[str] = []
    below: list[str] = []
    negative = _factors(node, above, below)
    factors = [text for text in sorted(above) if text != "1.0"] or ["1.0"]
    if not below and len(factors) == 1:
        return negative, factors[0]
    return negative, f"({' * '.join(factors)}{''.join(f' / {text}' for text in sorted(below))})"


def _factors(node: Node, above: list[str], below: list[str]) -> bool:
    """Collect the factors of a product; whether an odd number of them is negative."""
    match node:
        case Apply(operation="*", parts=(left, right)):
            negative = _factors(left, above, below)
            return negative ^ _factors(right, above, below)
        case Apply(operation="/", parts=(left, right)):
            negative = _factors(left, above, below)
            return negative ^ _factors(right, below, above)
        case Apply(operation="neg", parts=(part,)):
            return not _factors(part, above, below)
        case _:
            above.append(arranged(node))
            return False
