"""NumPy's functions whose cost or result needs care in a code answer: making, joining, moving and choosing elements.

Products are in `products.py`; `tables.py` lists everything.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from calculators.answers.code.functions import PART, broadcast, by_sorting
from calculators.answers.code.limits import Budget, Stopped, Unsupported
from calculators.answers.code.values import Number, as_whole, shape_text


def median(budget: Budget, a: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """np.median."""
    by_sorting(budget, {"a": a})
    if not a.size:
        raise Stopped("code_empty_array")
    return np.median(a, axis, keepdims=keepdims)


def where(budget: Budget, condition: Any, x: Any = None, y: Any = None) -> Any:
    """np.where with three arguments, or the places of the true elements with one."""
    if x is None or y is None:
        if x is not None or y is not None:
            raise Stopped("code_argument", what="x, y", got="1")
        return nonzero(budget, condition)
    broadcast(budget, condition, x, y)
    return np.where(condition, x, y)


def nonzero(budget: Budget, a: Any) -> Any:
    """np.nonzero: a tuple with an array of places for each axis."""
    if not a.ndim:
        raise Stopped("code_needs_axes")
    budget.spend(a.size * (a.ndim + 1))
    return np.nonzero(a)


def clip(budget: Budget, a: Any, a_min: Any = None, a_max: Any = None) -> Any:
    """np.clip; a limit may be None."""
    if a_min is None and a_max is None:
        return a
    broadcast(budget, *(array for array in (a, a_min, a_max) if array is not None))
    return np.clip(a, a_min, a_max)


def arange(budget: Budget, start: Number, stop: Number | None = None, step: Number = 1, dtype: Any = None) -> Any:
    """np.arange."""
    first, last = (0, start) if stop is None else (start, stop)
    if not step or not all(math.isfinite(number) for number in (first, last, step)):
        raise Stopped("code_argument", what="step", got=str(step))
    budget.array([max(0, math.ceil(min((last - first) / step, 1e15)))])
    return np.arange(first, last, step, dtype=dtype)


def linspace(budget: Budget, start: Number, stop: Number, num: int = 50) -> Any:
    """np.linspace."""
    budget.array([num])
    return np.linspace(start, stop, num)


def eye(budget: Budget, N: int, M: int | None = None, k: int = 0) -> Any:
    """np.eye."""
    if N < 0 or (M is not None and M < 0):
        raise Stopped("code_negative_size")
    budget.array((N, N if M is None else M))
    return np.eye(N, M, k)


def full(budget: Budget, shape: tuple[int, ...], fill_value: Any, dtype: Any = None) -> Any:
    """np.full."""
    if any(size < 0 for size in shape):
        raise Stopped("code_negative_size")
    budget.array(shape)
    return np.full(shape, fill_value, dtype)


def reshape(budget: Budget, a: Any, shape: tuple[int, ...]) -> Any:
    """np.reshape; one size may be -1."""
    budget.spend(a.size + 1)
    known = math.prod(size for size in shape if size >= 0)
    unknown = sum(size < 0 for size in shape)
    fits = known == a.size if not unknown else (unknown == 1 and known > 0 and a.size % known == 0)
    if not fits or len(shape) > 10 or min(shape, default=0) < -1:
        raise Stopped("code_reshape", got=shape_text(a.shape), size=a.size, shape=shape_text(shape))
    return np.reshape(a, shape)


def transpose(budget: Budget, a: Any, axes: tuple[int, ...] | None = None) -> Any:
    """np.transpose: all axes reversed, or in the order given."""
    budget.spend(1)
    if axes is not None and sorted(axis % max(1, a.ndim) for axis in axes) != list(range(a.ndim)):
        raise Stopped("code_axes", axes=shape_text(axes), got=shape_text(a.shape))
    return np.transpose(a, axes)


def concatenate(budget: Budget, arrays: Sequence[Any], axis: int | None = 0) -> Any:
    """np.concatenate."""
    _pay_joined(budget, arrays)
    _check_joined(arrays, axis)
    return np.concatenate(list(arrays), axis)


def stack(budget: Budget, arrays: Sequence[Any], axis: int = 0) -> Any:
    """np.stack."""
    _pay_joined(budget, arrays)
    if len({np.shape(array) for array in arrays}) > 1:
        raise Stopped("code_join", shapes=", ".join(shape_text(np.shape(array)) for array in arrays))
    return np.stack(list(arrays), axis)


def joined(function: Any) -> Any:
    """np.vstack, np.hstack and the like."""

    def run(budget: Budget, arrays: Sequence[Any]) -> Any:
        _pay_joined(budget, arrays)
        try:
            return function(list(arrays))
        except ValueError:
            raise Stopped("code_join", shapes=", ".join(shape_text(np.shape(array)) for array in arrays)) from None

    return run


def _pay_joined(budget: Budget, arrays: Sequence[Any]) -> None:
    total = sum(np.size(array) for array in arrays)
    budget.array([total])
    budget.spend(len(arrays))


def _check_joined(arrays: Sequence[Any], axis: int | None) -> None:
    shapes = [np.shape(array) for array in arrays]
    rank = len(shapes[0])
    if axis is None or not rank or not -rank <= axis < rank:
        return
    rests = {(*shape[: axis % rank], *shape[axis % rank + 1 :]) for shape in shapes}
    if len(rests) > 1 or len({len(shape) for shape in shapes}) > 1:
        raise Stopped("code_join", shapes=", ".join(shape_text(shape) for shape in shapes))


def split(budget: Budget, ary: Any, indices_or_sections: Any, axis: int = 0) -> Any:
    """np.split: a whole number says into how many parts, a list at which places."""
    if isinstance(indices_or_sections, tuple | list) or np.ndim(indices_or_sections) == 1:
        at: Any = [as_whole(place, "indices_or_sections") for place in indices_or_sections]
        budget.spend(ary.size + PART * len(at))
    else:
        at = as_whole(indices_or_sections, "indices_or_sections")
        if at < 1 or not ary.ndim or ary.shape[axis] % at:
            raise Stopped("code_split", got=shape_text(ary.shape), parts=at)
        budget.spend(ary.size + PART * at)
    return np.split(ary, at, axis)


def tile(budget: Budget, A: Any, reps: tuple[int, ...]) -> Any:
    """np.tile."""
    if any(times < 0 for times in reps):
        raise Stopped("code_negative_size")
    rank = max(A.ndim, len(reps))
    shape = (1,) * (rank - A.ndim) + A.shape
    times = (1,) * (rank - len(reps)) + reps
    budget.array([size * count for size, count in zip(shape, times, strict=True)])
    return np.tile(A, reps)


def repeat(budget: Budget, a: Any, repeats: Any, axis: int | None = None) -> Any:
    """np.repeat."""
    most = int(repeats.max()) if repeats.size and repeats.dtype.kind in "iu" else 0
    if repeats.dtype.kind not in "iu" or (repeats.size and repeats.min() < 0):
        raise Stopped("code_argument", what="repeats", got=str(repeats.dtype.kind))
    budget.array([a.size, most])
    return np.repeat(a, repeats, axis)


def pad(budget: Budget, array: Any, pad_width: Any, mode: str = "constant", constant_values: Number = 0) -> Any:
    """np.pad with a constant or with the edge."""
    width = np.asarray(pad_width)
    if width.dtype.kind not in "iu" or (width.size and width.min() < 0):
        raise Stopped("code_argument", what="pad_width", got=shape_text(width.shape))
    if mode in ("linear_ramp", "maximum", "mean", "median", "minimum", "empty"):
        raise Unsupported(f"mode={mode!r}")
    if mode not in ("constant", "edge", "reflect", "wrap", "symmetric"):
        raise Stopped("code_argument", what="mode", got=mode)
    try:
        pairs = np.broadcast_to(width, (array.ndim, 2))
    except ValueError:
        raise Stopped("code_argument", what="pad_width", got=shape_text(width.shape)) from None
    budget.array([size + int(low) + int(high) for size, (low, high) in zip(array.shape, pairs, strict=True)])
    if mode != "constant":
        return np.pad(array, pairs, mode)  # type: ignore[call-overload]  # one of the five modes
    return np.pad(array, pairs, constant_values=constant_values)


def broadcast_to(budget: Budget, array: Any, shape: tuple[int, ...]) -> Any:
    """np.broadcast_to."""
    budget.array(shape)
    try:
        return np.broadcast_to(array, shape)
    except ValueError:
        raise Stopped("code_shapes", shapes=f"{shape_text(array.shape)}, {shape_text(shape)}") from None


def diag(budget: Budget, v: Any, k: int = 0) -> Any:
    """np.diag: a matrix from a vector, or the diagonal of a matrix."""
    side = (v.size if v.ndim == 1 else max(v.shape, default=0)) + abs(k)
    budget.array((side, side))
    return np.diag(v, k)


def triangle(function: Any) -> Any:
    """np.tril and np.triu."""

    def run(budget: Budget, m: Any, k: int = 0) -> Any:
        # Of a vector NumPy makes a square.
        budget.array(m.shape if m.ndim != 1 else (m.size, m.size))
        budget.spend(3 * m.size)
        return function(m, k)

    return run


def bincount(budget: Budget, x: Any, minlength: int = 0) -> Any:
    """np.bincount."""
    if x.ndim != 1 or x.dtype.kind not in "iu" or (x.size and x.min() < 0) or minlength < 0:
        raise Stopped("code_argument", what="x", got=shape_text(x.shape))
    budget.array([max(int(x.max()) + 1 if x.size else 0, minlength)])
    return np.bincount(x, minlength=minlength)


def astype(budget: Budget, a: Any, dtype: type) -> Any:
    """`x.astype(int)`. What is no whole number in range has no defined value as one."""
    budget.spend(a.size + 1)
    if dtype is int and a.dtype.kind == "f" and not np.all(np.abs(a) < 2.0**62):
        raise Stopped("code_not_whole", what="astype", got="nan, inf")
    return a.astype(dtype)


def item(budget: Budget, a: Any) -> Any:
    """`x.item()`."""
    if a.size != 1:
        raise Stopped("code_not_scalar", what="item", got=shape_text(a.shape))
    budget.spend(1)
    return a.item()


def power(budget: Budget, x1: Any, x2: Any) -> Any:
    """np.power; a whole number to a negative power is an error, as in NumPy."""
    broadcast(budget, x1, x2)
    if x1.dtype.kind in "iub" and x2.dtype.kind in "iu" and x2.size and x2.min() < 0:
        raise Stopped("code_negative_power")
    return np.power(x1, x2)


def take(budget: Budget, a: Any, indices: Any, axis: int | None = None) -> Any:
    """np.take."""
    if indices.dtype.kind not in "iu":
        raise Stopped("code_argument", what="indices", got=str(indices.dtype.kind))
    rest = a.size if axis is None or not a.ndim else a.size // max(1, a.shape[axis])
    budget.array([indices.size, 1 if axis is None else rest])
    return np.take(a, indices, axis)


def take_along_axis(budget: Budget, arr: Any, indices: Any, axis: int) -> Any:
    """np.take_along_axis."""
    if indices.dtype.kind not in "iu":
        raise Stopped("code_argument", what="indices", got=str(indices.dtype.kind))
    budget.spend(arr.size + indices.size)
    return np.take_along_axis(arr, indices, axis)


def length(budget: Budget, x: Any) -> int:
    """`len(x)`."""
    budget.spend(1)
    if isinstance(x, tuple | list):
        return len(x)
    if isinstance(x, np.ndarray) and x.ndim:
        return int(x.shape[0])
    raise Stopped("code_needs_axes")


def number(kind: type) -> Any:
    """`int(x)`, `float(x)`, `bool(x)` of one number."""

    def run(budget: Budget, x: Any) -> Any:
        budget.spend(1)
        if kind is int and not math.isfinite(x):
            raise Stopped("code_not_whole", what="int", got=str(x))
        return kind(x)

    return run
