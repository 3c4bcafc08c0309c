"""A function of the tables: its parameters, how arguments are given to them, and what it costs to run."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from calculators.answers.code.limits import Budget, Stopped, TooLarge, Unsupported
from calculators.answers.code.values import as_array, as_real, as_shape, as_whole, is_scalar, name_of, shape_text

# What one more array in a list costs, in elements.
PART = 200
# Whole numbers that NumPy counts up to in a loop, whatever the size of the array.
_MOST = {"decimals": 20, "times": 16}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. The first name is NumPy's own; `dim` may stand for `axis`, where the table says so."""

    names: tuple[str, ...]
    kind: str
    required: bool
    keyword_only: bool


@dataclass(frozen=True, slots=True)
class Function:
    """A function, method or attribute. `run(budget, **arguments)` has arguments already of their kinds.

    `rest`: the last parameter takes all further arguments, as in `x.reshape(2, 3)`.
    """

    name: str
    parameters: tuple[Parameter, ...]
    run: Callable[..., Any]
    rest: bool = False

    def bind(self, given: int, keywords: Sequence[str]) -> list[str] | None:
        """The parameter of each argument: of `given` ones by place, then of the named ones. None if they do not fit."""
        by_place = [parameter.names[0] for parameter in self.parameters if not parameter.keyword_only]
        if given > len(by_place):
            if not self.rest:
                return None
            by_place += [by_place[-1]] * (given - len(by_place))
        bound = by_place[:given]
        by_name = {name: parameter.names[0] for parameter in self.parameters for name in parameter.names}
        for keyword in keywords:
            if keyword not in by_name or by_name[keyword] in bound:
                return None
            bound.append(by_name[keyword])
        missing = [parameter for parameter in self.parameters if parameter.required and parameter.names[0] not in bound]
        return None if missing else bound

    def call(self, budget: Budget, arguments: Sequence[tuple[str, Any]]) -> Any:
        """The value for evaluated arguments. Raises `Stopped` and `TooLarge`, and what NumPy itself raises."""
        kinds = {parameter.names[0]: parameter.kind for parameter in self.parameters}
        collected = self.parameters[-1].names[0] if self.rest else ""
        values: dict[str, Any] = {}
        many = [value for name, value in arguments if name == collected]
        for name, value in arguments:
            if kinds[name] == "arrays" and isinstance(value, np.ndarray) and value.ndim:
                # Each row becomes an array of its own.
                budget.spend(PART * len(value))
            if name != collected:
                values[name] = convert(kinds[name], value, name)
        if many:
            values[collected] = convert(kinds[collected], many[0] if len(many) == 1 else tuple(many), collected)
        return self.run(budget, **values)


def convert(kind: str, value: Any, what: str) -> Any:
    """An argument as the kind that its parameter takes. Raises `Stopped`."""
    if kind == "array":
        return as_array(value)
    if kind == "arrays":
        if isinstance(value, np.ndarray) and value.ndim:
            return list(value)
        if isinstance(value, tuple | list) and value:
            return [as_array(part) for part in value]
        raise Stopped("code_not_several", got=name_of(value))
    if kind.endswith("?") and value is None:
        return None
    kind = kind.removesuffix("?")
    if kind == "array":
        return as_array(value)
    if kind == "axis":
        return value if value is None else _axis(value, what)
    converters: Mapping[str, Callable[[Any, str], Any]] = {"int": as_whole, "shape": as_shape, "real": as_real}
    if kind in converters:
        return converters[kind](value, what)
    if kind in _MOST:
        number = as_whole(value, what)
        if abs(number) > _MOST[kind]:
            raise TooLarge
        return number
    if kind == "number":
        if is_scalar(value):
            return as_real(value, what)
        raise Unsupported(f"{what}={name_of(value)}")
    if kind == "text" and not isinstance(value, str):
        raise Unsupported(f"{what}={name_of(value)}")
    if kind == "flag" and isinstance(value, int):
        return bool(value)
    expected = {"flag": bool | np.bool_, "type": type, "text": str}.get(kind, object)
    if not isinstance(value, expected):
        raise Stopped("code_argument", what=what, got=name_of(value))
    return value


def _axis(value: Any, what: str) -> int | tuple[int, ...]:
    return as_shape(value, what) if isinstance(value, tuple | list) else as_whole(value, what)


def parameters(spec: str) -> tuple[tuple[Parameter, ...], bool]:
    """The parameters that a line of a table describes, and whether the last takes the rest.

    `a axis|dim?:axis !keepdims?:flag *shape:shape`: names with `|`, `?` if it may be left out, the kind (array unless
    said otherwise; a kind with `?` may be None), `!` by name only, `*` the rest.
    """
    found: list[Parameter] = []
    rest = False
    for word in spec.split():
        rest = word.startswith("*")
        names, _, kind = word.lstrip("!*").partition(":")
        # The rest may be nothing at all only where it may be None.
        required = not (kind.endswith("?") if rest else names.endswith("?"))
        found.append(Parameter(tuple(names.rstrip("?").split("|")), kind or "array", required, word[0] == "!"))
    return tuple(found), rest


def define(name: str, spec: str, run: Callable[..., Any]) -> Function:
    """A function of a table."""
    found, rest = parameters(spec)
    return Function(name, found, run, rest)


Cost = Callable[[Budget, Mapping[str, Any]], None]


def plain(name: str, spec: str, target: Callable[..., Any], cost: Cost) -> Function:
    """A function whose arguments go to NumPy's as they are, once the cost is paid."""
    order = list(parameters(spec)[0])

    def run(budget: Budget, **values: Any) -> Any:
        cost(budget, values)
        by_place: list[Any] = []
        for parameter in order:
            if parameter.keyword_only or parameter.names[0] not in values:
                break
            by_place.append(values.pop(parameter.names[0]))
        return target(*by_place, **values)

    return define(name, spec, run)


# Costs


def broadcast(budget: Budget, *arrays: Any) -> tuple[int, ...]:
    """Pay for what arrays make element by element. Raises `Stopped` where their shapes do not fit."""
    shapes = [np.shape(array) for array in arrays]
    try:
        shape = np.broadcast_shapes(*shapes)
    except ValueError:
        raise Stopped("code_shapes", shapes=", ".join(shape_text(each) for each in shapes)) from None
    budget.array(shape)
    return shape


def by_element(budget: Budget, values: Mapping[str, Any]) -> None:
    """The cost of an operation on every element of arrays that are broadcast."""
    broadcast(budget, *(value for value in values.values() if isinstance(value, np.ndarray)))


def by_size(budget: Budget, values: Mapping[str, Any]) -> None:
    """The cost of going through the arrays once, without making anything larger."""
    for value in values.values():
        for array in value if isinstance(value, list) else [value]:
            if isinstance(array, np.ndarray):
                budget.spend(array.size + 1)


def by_sorting(budget: Budget, values: Mapping[str, Any]) -> None:
    """The cost of putting the arrays in order."""
    for _ in range(8):
        by_size(budget, values)


def not_empty(budget: Budget, values: Mapping[str, Any]) -> None:
    """As `by_size`, and the array has elements: a mean of nothing is an error, not a warning."""
    by_size(budget, values)
    if not next(iter(values.values())).size:
        raise Stopped("code_empty_array")


def by_shape(budget: Budget, values: Mapping[str, Any]) -> None:
    """The cost of an array of a given shape."""
    shape = values["shape"]
    if any(size < 0 for size in shape):
        raise Stopped("code_negative_size")
    budget.array(shape)


def product(budget: Budget, a: Any, b: Any, *, stacked: bool) -> None:
    """The cost of `a @ b` (`stacked`) or np.dot(a, b). Raises `Stopped` where the shapes do not fit."""
    left, right = a.shape, b.shape
    if not left or not right:
        if stacked:
            raise Stopped("code_scalar_product")
        broadcast(budget, a, b)
        return
    if left[-1] != right[-2 if len(right) > 1 else 0]:
        raise Stopped("code_inner_sizes", left=shape_text(left), right=shape_text(right))
    if stacked and len(left) > 1 and len(right) > 1:
        rows = _broadcast_rows(left[:-2], right[:-2], left, right)
        result = (*rows, left[-2], right[-1])
    elif stacked:
        result = (*left[:-1], *right[:-2], *right[-1:]) if len(left) == 1 else (*left[:-1],)
    else:
        result = (*left[:-1], *right[:-2], *(right[-1:] if len(right) > 1 else ()))
    budget.array(result)
    budget.spend(math.prod(result) * left[-1])


def _broadcast_rows(a: Sequence[int], b: Sequence[int], left: Sequence[int], right: Sequence[int]) -> tuple[int, ...]:
    try:
        return np.broadcast_shapes(tuple(a), tuple(b))
    except ValueError:
        raise Stopped("code_shapes", shapes=f"{shape_text(left)}, {shape_text(right)}") from None
