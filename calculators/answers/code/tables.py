"""Everything that a code answer may name: NumPy's functions, the methods and attributes of arrays, a few built-ins.

A line of `_LINES` reads: names | parameters | cost. `functions.parameters` explains the parameters. What is not here
does not exist for an answer: there is no way from a name to NumPy but through this table.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from calculators.answers.code import library, products
from calculators.answers.code.functions import (
    Cost,
    Function,
    broadcast,
    by_element,
    by_shape,
    by_size,
    by_sorting,
    define,
    not_empty,
    plain,
)
from calculators.answers.code.limits import Budget

_COSTS: Mapping[str, Cost] = {
    "element": by_element,
    "size": by_size,
    "sorting": by_sorting,
    "shape": by_shape,
    "filled": not_empty,
}

_LINES = """
exp expm1 exp2 log log1p log2 log10 sqrt cbrt square abs absolute fabs sign negative reciprocal | x | element
sin cos tan arcsin arccos arctan sinh cosh tanh arctanh floor ceil rint trunc deg2rad rad2deg | x | element
isnan isinf isfinite logical_not bitwise_not invert signbit | x | element
add subtract multiply divide true_divide floor_divide mod remainder maximum minimum fmax fmin | x1 x2 | element
greater greater_equal less less_equal equal not_equal logical_and logical_or logical_xor | x1 x2 | element
bitwise_and bitwise_or bitwise_xor hypot arctan2 logaddexp heaviside copysign | x1 x2 | element
isclose | a b rtol?:number atol?:number | element
allclose array_equal | a b | element
round around | a decimals?:decimals | element
sum prod mean | a axis?:axis dtype?:type? !keepdims?:flag | filled
max min amax amin | a axis?:axis !keepdims?:flag | filled
var std | a axis?:axis !ddof?:int !keepdims?:flag | filled
ptp | a axis?:axis | filled
all any | a axis?:axis !keepdims?:flag | size
argmax argmin | a axis?:int? !keepdims?:flag | filled
count_nonzero | a axis?:axis !keepdims?:flag | size
average | a axis?:axis weights?:array | filled
cumsum cumprod | a axis?:int? | size
diff | a n?:times axis?:int | size
sort argsort | a axis?:int? | sorting
flatnonzero argwhere | a | size
unique | a | sorting
searchsorted | a v | sorting
swapaxes | a axis1:int axis2:int | size
moveaxis rollaxis | a source:axis destination:axis | size
expand_dims | a axis:axis | size
squeeze | a axis?:axis | size
ravel atleast_1d atleast_2d atleast_3d copy | a | size
flip | m axis?:axis | size
fliplr flipud | m | size
roll | a shift:axis axis?:axis | size
diagonal trace | a offset?:int axis1?:int axis2?:int | size
zeros ones empty | shape:shape dtype?:type? | shape
zeros_like ones_like empty_like | a dtype?:type? | size
full_like | a fill_value:number dtype?:type? | size
vdot | a b | size
cross | a b axis?:int | element
"""

_ALIASES = {"flatten": "ravel"}


def _lines() -> dict[str, Function]:
    found: dict[str, Function] = {}
    for line in _LINES.strip().splitlines():
        names, spec, cost = (part.strip() for part in line.split("|"))
        for name in names.split():
            # `empty` holds whatever the memory held: here zeros.
            target = np.zeros if name == "empty" else np.zeros_like if name == "empty_like" else getattr(np, name)
            found[name] = plain(name, spec, target, _COSTS[cost])
    return found


_WITH_CARE = {
    "median": ("a axis?:axis !keepdims?:flag", library.median),
    "dot": ("a b", products.dot),
    "matmul": ("a b", products.matmul),
    "outer": ("a b", products.outer),
    "inner": ("a b", products.inner),
    "tensordot": ("a b axes?:any", products.tensordot),
    "einsum": ("subscripts:text *operands:any", products.einsum),
    "where": ("condition x? y?", library.where),
    "nonzero": ("a", library.nonzero),
    "clip": ("a a_min|min?:array? a_max|max?:array?", library.clip),
    "arange": ("start:real stop?:real? step?:real !dtype?:type?", library.arange),
    "linspace": ("start:number stop:number num?:int", library.linspace),
    "eye": ("N:int M?:int? k?:int", library.eye),
    "identity": ("N|n:int", library.eye),
    "full": ("shape:shape fill_value:number dtype?:type?", library.full),
    "reshape": ("a shape|newshape:shape", library.reshape),
    "transpose": ("a axes?:shape?", library.transpose),
    "concatenate": ("arrays:arrays axis?:int?", library.concatenate),
    "stack": ("arrays:arrays axis?:int", library.stack),
    "vstack": ("arrays|tup:arrays", library.joined(np.vstack)),
    "hstack": ("arrays|tup:arrays", library.joined(np.hstack)),
    "dstack": ("arrays|tup:arrays", library.joined(np.dstack)),
    "column_stack": ("arrays|tup:arrays", library.joined(np.column_stack)),
    "split": ("ary indices_or_sections:any axis?:int", library.split),
    "tile": ("A reps:shape", library.tile),
    "repeat": ("a repeats axis?:int?", library.repeat),
    "pad": ("array pad_width mode?:text !constant_values?:number", library.pad),
    "broadcast_to": ("array shape:shape", library.broadcast_to),
    "diag": ("v k?:int", library.diag),
    "tril": ("m k?:int", library.triangle(np.tril)),
    "triu": ("m k?:int", library.triangle(np.triu)),
    "power": ("x1 x2", library.power),
    "take": ("a indices axis?:int?", library.take),
    "take_along_axis": ("arr indices axis:int", library.take_along_axis),
    "bincount": ("x minlength?:int", library.bincount),
    "convolve": ("a v mode?:text", products.convolve(np.convolve)),
    "correlate": ("a v mode?:text", products.convolve(np.correlate)),
}


def _same(budget: Budget, a: Any) -> Any:
    budget.spend(a.size + 1)
    return a


def _array(budget: Budget, a: Any, dtype: Any = None) -> Any:
    return _same(budget, a) if dtype is None else library.astype(budget, a, dtype)


FUNCTIONS: dict[str, Function] = {
    **_lines(),
    **{name: define(name, spec, run) for name, (spec, run) in _WITH_CARE.items()},
    "shape": define("shape", "a", lambda _, a: tuple(int(size) for size in a.shape)),
    "ndim": define("ndim", "a", lambda _, a: int(a.ndim)),
    "size": define("size", "a", lambda _, a: int(a.size)),
    "array": define("array", "a|object dtype?:type?", _array),
    "asarray": define("asarray", "a dtype?:type?", _array),
}
LINALG: dict[str, Function] = {
    "norm": define("norm", "x ord?:any axis?:axis !keepdims?:flag", products.norm),
    "inv": define("inv", "a", products.of_matrix(np.linalg.inv)),
    "det": define("det", "a", products.of_matrix(np.linalg.det)),
    "solve": define("solve", "a b", products.solve),
}
CONSTANTS: dict[str, float | None] = {"pi": math.pi, "e": math.e, "inf": math.inf, "newaxis": None}
# Every width is one here: an answer is not wrong because float32 holds fewer digits.
TYPES: dict[str, type] = {
    **dict.fromkeys(("float", "float16", "float32", "float64", "single", "double"), float),
    **dict.fromkeys(("int", "int8", "int16", "int32", "int64", "intp", "long", "uint8"), int),
    **dict.fromkeys(("bool", "bool_"), bool),
}

_METHODS = """
sum prod mean max min var std all any argmax argmin cumsum cumprod trace diagonal
dot ravel flatten squeeze round argsort take nonzero swapaxes repeat clip copy
"""
METHODS: dict[str, Function] = {
    **{name: FUNCTIONS[_ALIASES.get(name, name)] for name in _METHODS.split()},
    "reshape": define("reshape", "a *shape:shape", library.reshape),
    "transpose": define("transpose", "a *axes:shape?", library.transpose),
    "astype": define("astype", "a dtype:type", library.astype),
    "item": define("item", "a", library.item),
}
# An attribute costs nothing and takes nothing.
ATTRIBUTES: dict[str, Function] = {
    "T": define("T", "a", library.transpose),
    "shape": FUNCTIONS["shape"],
    "size": FUNCTIONS["size"],
    "ndim": FUNCTIONS["ndim"],
}


def _of_numbers(function: Any) -> Any:
    def run(budget: Budget, *, numbers: Any) -> Any:
        # `max(a, b)` and `max((a, b))`; of an array Python would compare its rows.
        budget.spend(len(numbers) if isinstance(numbers, list) else 1)
        return function([library.item(budget, part) for part in numbers])

    return run


def _sum(budget: Budget, numbers: Any) -> Any:
    """`sum(x)`: what an array has along its first axis, or a list has in it, added up as Python does."""
    total: Any = np.asarray(0)
    for part in numbers:
        broadcast(budget, total, part)
        total = total + part
    return total


BUILTINS: dict[str, Function] = {
    "len": define("len", "x:any", library.length),
    "abs": FUNCTIONS["abs"],
    "int": define("int", "x:real", library.number(int)),
    "float": define("float", "x:real", library.number(float)),
    "bool": define("bool", "x:real", library.number(bool)),
    "max": define("max", "*numbers:arrays", _of_numbers(max)),
    "min": define("min", "*numbers:arrays", _of_numbers(min)),
    "sum": define("sum", "numbers:arrays", _sum),
    "round": FUNCTIONS["round"],
}


def _scalar(name: str) -> Function:
    function = getattr(math, name)

    def run(budget: Budget, x: float) -> float:
        budget.spend(1)
        return float(function(x))

    return define(name, "x:real", run)


MATH = {name: _scalar(name) for name in ("sqrt", "exp", "log", "log2", "log10", "tanh", "sin", "cos", "floor", "ceil")}


@dataclass(frozen=True, slots=True)
class Module:
    """A name before a point: its functions, constants, types and what lies below it."""

    functions: Mapping[str, Function]
    constants: Mapping[str, float | None] = field(default_factory=dict)
    types: Mapping[str, type] = field(default_factory=dict)
    below: Mapping[str, Module] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Library:
    """All that one library brings: modules by the names that a listing imports them under, methods, attributes."""

    modules: Mapping[str, Module]
    methods: Mapping[str, Function]
    attributes: Mapping[str, Function]
    builtins: Mapping[str, Function]


_CALLED_TYPES = {
    name: define(name, "x", lambda budget, x, _kind=kind: library.astype(budget, x, _kind))
    for name, kind in TYPES.items()
    if name not in ("float", "int", "bool", "long", "double", "single")
}
_NUMPY = Module(
    {**FUNCTIONS, **_CALLED_TYPES},
    CONSTANTS,
    {name: kind for name, kind in TYPES.items() if name not in ("float", "int", "bool")},
    {"linalg": Module(LINALG)},
)
MATH_MODULE = Module(MATH, {"pi": math.pi, "e": math.e, "inf": math.inf})
NUMPY = Library({"np": _NUMPY, "numpy": _NUMPY, "math": MATH_MODULE}, METHODS, ATTRIBUTES, BUILTINS)
