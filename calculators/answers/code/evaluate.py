"""The value of a code answer for given variables, by a walk over its tree.

Everything that makes an array is paid for before it is made (`limits.py`). What would stop a NumPy program stops here
as `Stopped`, with a place and a reason; what no answer needs is refused as `Unreadable`.
"""

from __future__ import annotations

import math
import operator
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from calculators.answers.code import library, products
from calculators.answers.code.functions import broadcast
from calculators.answers.code.limits import LARGEST_WHOLE, MOST_AXES, Budget, Stopped, TooLarge, Unsupported
from calculators.answers.code.reasons import reason_of
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
from calculators.answers.code.values import as_array, as_real, as_whole, checked, is_scalar, name_of, shape_text
from calculators.answers.faults import shortened, unreadable

_BINARY: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "&": operator.and_,
    "|": operator.or_,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_UNARY: Mapping[str, Callable[[Any], Any]] = {"-": operator.neg, "+": operator.pos, "~": operator.invert}
_INSTEAD = {"and": "&", "or": "|", "not": "~"}
_MOST_ITEMS = 64


def run(node: Node, variables: Mapping[str, Any], budget: Budget) -> Any:
    """The value of a tree. Raises `Stopped` where a program would stop, `Unreadable` for what is refused."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        # NumPy warns of a mean of nothing and the like; such values are compared, or stop.
        warnings.simplefilter("ignore")
        return _Walk(variables, budget).value(node)


class _Walk:
    def __init__(self, variables: Mapping[str, Any], budget: Budget) -> None:
        self.variables = variables
        self.budget = budget

    def value(self, node: Node) -> Any:
        """The value of a node; every error that a step can make gets the node's place."""
        try:
            return checked(self.step(node))
        except Stopped as error:
            raise error.at(node.start, node.end) from None
        except (TooLarge, MemoryError, RecursionError, OverflowError):
            raise unreadable("code_too_large", node.start, node.end) from None
        except Unsupported as error:
            raise unreadable("code_unsupported", node.start, node.end, what=shortened(error.what)) from None
        except ZeroDivisionError:
            raise Stopped("code_division").at(node.start, node.end) from None
        except np.exceptions.AxisError:
            raise Stopped("code_axis", got=self.shapes(node)).at(node.start, node.end) from None
        except IndexError:
            raise Stopped("code_index", got=self.shapes(node)).at(node.start, node.end) from None
        except (ValueError, TypeError) as error:
            if hasattr(error, "fault"):
                raise
            raise reason_of(error, self.shapes(node)).at(node.start, node.end) from None

    def shapes(self, node: Node) -> str:
        """The shape of what a failing step works on."""
        part = node.value if isinstance(node, Subscript) else None
        if isinstance(node, Call) and node.arguments:
            part = node.arguments[0][1]
        if part is None:
            return "?"
        value = self.value(part)
        return shape_text(value.shape) if isinstance(value, np.ndarray) else name_of(value)

    def step(self, node: Node) -> Any:
        match node:
            case Constant(value=value):
                return value
            case Variable(name=name):
                return self.variables[name]
            case Items(parts=parts, is_list=is_list):
                values = [self.value(part) for part in parts]
                return values if is_list else tuple(values)
            case Operation(sign=sign, parts=(left, right)):
                return self.binary(sign, self.value(left), self.value(right))
            case Operation(sign=sign, parts=(part,)):
                return self.unary(sign, self.value(part))
            case Logic():
                return self.logic(node)
            case Conditional(test=test, yes=yes, no=no):
                return self.value(yes if self.truth(test, "if") else no)
            case Call(function=function, arguments=arguments):
                return function.call(self.budget, [(name, self.value(part)) for name, part in arguments])
            case Subscript(value=value, index=index):
                return self.subscript(self.value(value), self.index(index))
            case _:
                raise unreadable("code_construct", node.start, node.end, word=":")

    # Signs

    def unary(self, sign: str, value: Any) -> Any:
        if isinstance(value, bool | int | float) and not (sign == "~" and not isinstance(value, bool)):
            self.budget.spend(1)
            # ~True is -2 in Python and False in NumPy, which is what is meant.
            return not value if sign == "~" else _UNARY[sign](value)
        array = as_array(value)
        self.budget.array(array.shape)
        if sign == "~" and array.dtype.kind == "f":
            raise Stopped("code_not_mask")
        if sign != "~" and array.dtype.kind == "b":
            raise Stopped("code_mask_arithmetic", sign=sign)
        return _UNARY[sign](array)

    def binary(self, sign: str, left: Any, right: Any) -> Any:
        plain = bool | int | float
        if isinstance(left, plain) and isinstance(right, plain) and sign != "@":
            self.budget.spend(1)
            return _of_numbers(sign, left, right)
        if isinstance(left, tuple | list) and isinstance(right, tuple | list | int) and not isinstance(right, bool):
            joined = self.of_tuples(sign, left, right)
            if joined is not None:
                return joined
        a, b = as_array(left), as_array(right)
        if sign == "@":
            return products.matmul(self.budget, a, b)
        if sign == "**":
            return library.power(self.budget, a, b)
        broadcast(self.budget, a, b)
        if sign in "&|" and "f" in (a.dtype.kind, b.dtype.kind):
            raise Stopped("code_not_mask")
        if sign == "-" and a.dtype.kind == b.dtype.kind == "b":
            raise Stopped("code_mask_arithmetic", sign=sign)
        # A number stays a plain one beside an array, as in NumPy.
        return _BINARY[sign](left if isinstance(left, plain) else a, right if isinstance(right, plain) else b)

    def of_tuples(self, sign: str, left: Any, right: Any) -> Any:
        """`x.shape[:2] + (1,)`, `(1,) * 3`, `x.shape == y.shape`; None where an array is meant."""
        if isinstance(right, int):
            if sign == "*":
                # Lists of lists could double from level to level.
                if len(left) * right > _MOST_ITEMS or any(isinstance(part, tuple | list) for part in left):
                    raise TooLarge
                return left * right
            return None
        if sign in ("+", "==", "!=") and type(left) is type(right):
            if sign == "+":
                if len(left) + len(right) > _MOST_ITEMS:
                    raise TooLarge
                return left + right
            if all(isinstance(part, bool | int | float) for part in (*left, *right)):
                return (left == right) is (sign == "==")
        return None

    # Truth

    def truth(self, node: Node, word: str) -> bool:
        value = self.value(node)
        if value is None or isinstance(value, bool | int | float):
            return bool(value)
        if is_scalar(value) or (isinstance(value, np.ndarray) and value.size == 1):
            return bool(value)
        if isinstance(value, tuple | list):
            return bool(value)
        if word == "if":
            raise unreadable("code_condition", node.start, node.end)
        raise unreadable("code_boolean", node.start, node.end, word=word, instead=_INSTEAD[word])

    def logic(self, node: Logic) -> Any:
        if node.word == "not":
            return not self.truth(node.parts[0], "not")
        for part in node.parts[:-1]:
            if self.truth(part, node.word) is (node.word == "or"):
                return self.value(part)
        # The last part must be one truth value too, or the order of the parts would decide what is refused.
        self.truth(node.parts[-1], node.word)
        return self.value(node.parts[-1])

    # Subscripts

    def index(self, node: Node) -> Any:
        if isinstance(node, Slice):
            low, high, step = (None if part is None else self.bound(part) for part in node.parts)
            return slice(low, high, step)
        if isinstance(node, Items) and not node.is_list:
            return tuple(self.index(part) for part in node.parts)
        return self.value(node)

    def bound(self, node: Node) -> int | None:
        value = self.value(node)
        return None if value is None else as_whole(value, "[ : ]")

    def subscript(self, value: Any, index: Any) -> Any:
        if isinstance(value, tuple | list):
            self.budget.spend(len(value) + 1)
            return value[index if isinstance(index, slice) else as_whole(index, "[ ]")]
        array = as_array(value)
        parts = index if isinstance(index, tuple) else (index,)
        chosen = tuple(_one_index(part) for part in parts)
        self.budget.array(_indexed_shape(array, chosen))
        return array[chosen]


def _one_index(part: Any) -> Any:
    if part is None or part is Ellipsis or isinstance(part, slice):
        return part
    if isinstance(part, bool):
        return part
    array = as_array(part)
    if array.dtype.kind == "f":
        # An empty list is an array of floats, and an index of nothing.
        if not array.size:
            return array.astype(int)
        raise Stopped("code_index_kind", got=name_of(part))
    return array if array.ndim else array.item()


def _indexed_shape(array: Any, parts: tuple[Any, ...]) -> tuple[int, ...]:
    """A shape that holds at least as many elements as indexing can give."""
    if len(parts) > MOST_AXES:
        raise TooLarge
    fancy = [part.shape for part in parts if isinstance(part, np.ndarray) and part.dtype.kind != "b"]
    if not fancy:
        return (*array.shape, *(1 for part in parts if part is None))
    try:
        together = np.broadcast_shapes(*fancy)
    except ValueError:
        raise Stopped("code_shapes", shapes=", ".join(shape_text(shape) for shape in fancy)) from None
    at = 0
    rest: list[int] = []
    for part in parts:
        if isinstance(part, np.ndarray):
            at += part.ndim if part.dtype.kind == "b" else 1
        elif isinstance(part, slice):
            rest += array.shape[at : at + 1]
            at += 1
        elif isinstance(part, int):
            at += 1
    masks = [part.size for part in parts if isinstance(part, np.ndarray) and part.dtype.kind == "b"]
    return (math.prod(together), math.prod(rest), math.prod(array.shape[at:]), *masks)


def _of_numbers(sign: str, left: Any, right: Any) -> Any:
    """A sign between two plain numbers, whole ones staying whole and bounded."""
    if sign != "**":
        if sign in "&|" and (isinstance(left, float) or isinstance(right, float)):
            raise Stopped("code_not_mask")
        return _BINARY[sign](left, right)
    if isinstance(left, int) and isinstance(right, int) and right > 0:
        if left.bit_length() * right > 4 * LARGEST_WHOLE.bit_length():
            raise TooLarge
        return left**right
    if left < 0 and not float(right).is_integer():
        raise Stopped("code_not_real")
    return as_real(float(left) ** float(right))
