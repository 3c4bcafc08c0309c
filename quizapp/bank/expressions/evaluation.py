"""The value of an expression at a point, by a walk over its tree: numbers, true and false, and lists of them.

Nothing of a file is ever run: an operation is one of the table below, a function one of `functions.BUILT_IN` or a
registered calculator. Numbers stay within ±1e100, powers and lists within bounds, so that a hostile expression takes
neither time nor memory; how long many of them may take together, `budget.py` says. Whole numbers stay whole while they
can. A decimal that binary fractions miss by a hair counts as what it says: `0.3 % 0.1` is 0, `floor(0.3/0.1)` is 3,
`0.1 + 0.2 == 0.3` is true, `0.3 - 0.1 - 0.2` is 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from quizapp.bank.expressions import budget, functions, registry
from quizapp.bank.expressions.faults import Unusable, unusable
from quizapp.bank.expressions.grammar import LARGEST
from quizapp.bank.expressions.tree import Apply, Call, Choose, Compare, Index, Name, Node, Number, Row

Value = bool | int | float | list["Value"]

MOST_CELLS = 4_096
CONSTANTS: dict[str, Value] = {"pi": math.pi, "e": math.e, "true": True, "false": False}
_MOST_BITS = 340
_HAIR = 1e-9
_REST = 1e-14


def value_of(node: Node, point: Mapping[str, Value]) -> Value:
    """The value of an expression where the names have the values of `point`. Raises `Unusable`."""
    match node:
        case Number(value=value):
            return value
        case Name(name=name):
            return _named(node, point, name)
        case Row(items=items):
            return [value_of(item, point) for item in items]
        case Call():
            return _called(node, point)
        case Index(part=part, position=position):
            return _indexed(node, value_of(part, point), value_of(position, point))
        case Apply(operation=("and" | "or") as word, parts=parts):
            return _decided(word == "or", parts, point)
        case Apply(operation="not", parts=(part,)):
            return not condition(part, point)
        case Apply(operation=operation, parts=parts):
            return _applied(node, operation, [value_of(part, point) for part in parts])
        case Compare():
            return _compared(node, point)
        case Choose(condition=asked, first=first, second=second):
            return value_of(first if condition(asked, point) else second, point)


def condition(node: Node, point: Mapping[str, Value]) -> bool:
    """The value of a condition. Raises `Unusable` where it is neither true nor false."""
    value = value_of(node, point)
    if not isinstance(value, bool):
        raise unusable("not_condition", node.start, node.end)
    return value


def _named(node: Name, point: Mapping[str, Value], name: str) -> Value:
    if name in point:
        return point[name]
    if name in CONSTANTS:
        return CONSTANTS[name]
    code = "not_called" if name in functions.BUILT_IN or registry.is_registered(name) else "unknown_name"
    raise unusable(code, node.start, node.end, name=name, names=", ".join(point))


def _decided(by: bool, parts: tuple[Node, ...], point: Mapping[str, Value]) -> bool:
    """`and` is decided by the first false part, `or` by the first true one; what follows is not looked at."""
    return by if any(condition(part, point) is by for part in parts) else not by


def _called(node: Call, point: Mapping[str, Value]) -> Value:
    if (limit := budget.current()) is not None:
        limit.check()
    arguments = [value_of(part, point) for part in node.arguments]
    named = {name: value_of(part, point) for name, part in node.named}
    name = node.function
    try:
        if name in functions.BUILT_IN:
            function = functions.BUILT_IN[name]
            if named or not function.fewest <= len(arguments) <= function.most:
                raise unusable(
                    "argument_count",
                    node.start,
                    node.end,
                    function=name,
                    expected=function.expected,
                    got=len(arguments),
                )
            value = function.run(*arguments)
        else:
            value = registry.call(name, arguments, named)
    except registry.UnknownCalculator as error:
        raise unusable(
            "unknown_function", node.start, node.start + len(name), name=name, near=error.near or "-"
        ) from None
    except registry.WrongArgument as error:
        values = {"reason": str(error), "argument": error.code, **error.values}
        raise unusable("argument", node.start, node.end, function=name, **values) from None
    except registry.Failed as error:
        raise unusable("calculator", node.start, node.end, function=name, reason=str(error)) from None
    except functions.WrongShape:
        raise unusable("shapes", node.start, node.end) from None
    except functions.WrongKind:
        raise unusable("wrong_kind", node.start, node.end, function=name) from None
    except ZeroDivisionError:
        raise unusable("division_by_zero", node.start, node.end) from None
    except OverflowError:
        raise unusable("too_large", node.start, node.end) from None
    except functions.NoResult as error:
        raise unusable(error.code, node.start, node.end, function=name, **error.values) from None
    except ValueError as error:
        if isinstance(error, Unusable):
            raise
        raise unusable("undefined", node.start, node.end, function=name) from None
    return bounded(value, node)


def _indexed(node: Index, part: Value, position: Value) -> Value:
    if not isinstance(part, list):
        raise unusable("not_list", node.part.start, node.part.end)
    if isinstance(position, bool) or not isinstance(position, int):
        raise unusable("not_whole", node.position.start, node.position.end)
    if not -len(part) <= position < len(part):
        raise unusable("index", node.position.start, node.position.end, position=position, size=len(part))
    return part[position]


def _compared(node: Compare, point: Mapping[str, Value]) -> bool:
    left = value_of(node.parts[0], point)
    for sign, part in zip(node.signs, node.parts[1:], strict=True):
        right = value_of(part, point)
        if sign in ("==", "!="):
            holds = same(left, right) is (sign == "==")
        elif _is_number(left) and _is_number(right):
            equal = same(left, right)
            smaller = left < right  # type: ignore[operator]  # both are numbers
            holds = {"<": smaller and not equal, "<=": smaller or equal}.get(
                sign, (not smaller and not equal) if sign == ">" else (not smaller or equal)
            )
        else:
            raise unusable("not_number", node.start, node.end, sign=sign)
        if not holds:
            return False
        left = right
    return True


def same(first: Value, second: Value) -> bool:
    """Whether two values are equal, but for what binary fractions miss."""
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, list) or isinstance(second, list):
        return False
    if isinstance(first, float) or isinstance(second, float):
        return math.isclose(first, second, rel_tol=_HAIR, abs_tol=1e-12)
    return first == second


def _applied(node: Apply, operation: str, values: list[Value]) -> Value:
    if (limit := budget.current()) is not None:
        limit.check()
    try:
        if operation == "@":
            return bounded(functions.product(*values), node)
        return bounded(functions.each(_OPERATIONS[operation], *values), node)
    except ZeroDivisionError:
        raise unusable("division_by_zero", node.start, node.end) from None
    except OverflowError:
        raise unusable("too_large", node.start, node.end) from None
    except functions.WrongShape:
        raise unusable("shapes", node.start, node.end) from None
    except functions.WrongKind:
        raise unusable("not_number", node.start, node.end, sign="-" if operation == "neg" else operation) from None
    except ValueError:
        raise unusable("undefined", node.start, node.end, function=operation) from None


def bounded(value: Value, node: Node) -> Value:
    """The value, if it is finite and of a size that is handled."""
    cells = functions.cells(value, MOST_CELLS)
    if cells is None or not all(-LARGEST <= cell <= LARGEST for cell in cells):
        raise unusable("too_large", node.start, node.end)
    return value


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _without_rest(total: Any, part: Any) -> Any:
    """A sum whose parts cancel is 0, without the rest that binary fractions leave: 1 - 0.3 - 0.2 - 0.5."""
    return 0.0 if isinstance(total, float) and abs(total) <= _REST * abs(part) else total


def _divide(a: Any, b: Any) -> Any:
    if isinstance(a, int) and isinstance(b, int) and b and a % b == 0:
        return a // b
    return a / b


def _floor_divide(a: Any, b: Any) -> Any:
    return a // b if isinstance(a, int) and isinstance(b, int) else functions.floor(a / b)


def _remainder(a: Any, b: Any) -> Any:
    if isinstance(a, int) and isinstance(b, int):
        return a % b
    rest = a % b
    return 0.0 if min(abs(rest), abs(rest - b)) <= _HAIR * max(1.0, abs(a)) else rest


def _power(a: Any, b: Any) -> Any:
    if isinstance(a, int) and isinstance(b, int) and b >= 0:
        if a.bit_length() * b > _MOST_BITS and abs(a) > 1:
            raise OverflowError
        return a**b
    if a == 0 and b < 0:
        raise ZeroDivisionError
    if a < 0 and b != int(b):
        raise ValueError
    return float(a) ** b


_OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": lambda a, b: _without_rest(a + b, a),
    "-": lambda a, b: _without_rest(a - b, a),
    "*": lambda a, b: a * b,
    "/": _divide,
    "//": _floor_divide,
    "%": _remainder,
    "^": _power,
    "neg": lambda a: -a,
}
