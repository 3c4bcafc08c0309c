"""Products of arrays, and what linear algebra makes of matrices: each is paid for by its multiplications."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from calculators.answers.code.functions import PART, product
from calculators.answers.code.limits import MOST_AXES, Budget, Stopped, TooLarge, Unsupported
from calculators.answers.code.values import as_real, as_whole, shape_text
from calculators.answers.faults import shortened

_MOST_INDICES = 10
_MOST_OPERANDS = 4
_TERM = r"[A-Za-z]*(?:\.\.\.[A-Za-z]*)?"
_SUBSCRIPTS = re.compile(rf"{_TERM}(?:,{_TERM})*(?:->{_TERM})?")
_LARGEST_MATRIX = 32


def dot(budget: Budget, a: Any, b: Any) -> Any:
    """np.dot."""
    product(budget, a, b, stacked=False)
    return np.dot(a, b)


def matmul(budget: Budget, a: Any, b: Any) -> Any:
    """`a @ b`."""
    product(budget, a, b, stacked=True)
    return np.matmul(a, b)


def outer(budget: Budget, a: Any, b: Any) -> Any:
    """np.outer."""
    budget.array((a.size, b.size))
    return np.outer(a, b)


def inner(budget: Budget, a: Any, b: Any) -> Any:
    """np.inner: over the last axes."""
    if a.ndim and b.ndim and a.shape[-1] != b.shape[-1]:
        raise Stopped("code_inner_sizes", left=shape_text(a.shape), right=shape_text(b.shape))
    budget.array((*a.shape[:-1], *b.shape[:-1]))
    budget.spend(a.size * b.size)
    return np.inner(a, b)


def tensordot(budget: Budget, a: Any, b: Any, axes: Any = 2) -> Any:
    """np.tensordot."""
    budget.spend(a.size * b.size)
    if isinstance(axes, tuple | list):
        if len(axes) != 2:
            raise Stopped("code_argument", what="axes", got=str(len(axes)))
        pair = [list(part) if isinstance(part, tuple | list) else [part] for part in axes]
        chosen: Any = [[as_whole(axis, "axes") for axis in part] for part in pair]
    else:
        chosen = as_whole(axes, "axes")
        if chosen > MOST_AXES:
            raise TooLarge
    return np.tensordot(a, b, chosen)


def einsum(budget: Budget, subscripts: str, operands: Any) -> Any:
    """np.einsum with its subscripts as text. `operands`: one array or a tuple of them."""
    arrays = [np.asarray(array) for array in operands] if isinstance(operands, tuple) else [np.asarray(operands)]
    text = subscripts.replace(" ", "")
    if not _SUBSCRIPTS.fullmatch(text):
        raise Stopped("code_argument", what="subscripts", got=shortened(text))
    shapes = f"{text}: {', '.join(shape_text(array.shape) for array in arrays)}"
    terms = text.partition("->")[0].split(",")
    if len(terms) != len(arrays):
        raise Stopped("code_shapes", shapes=shapes)
    sizes: dict[str | int, int] = {}
    for term, array in zip(terms, arrays, strict=True):
        indices = _indices(term, array.ndim)
        if len(indices) != array.ndim:
            raise Stopped("code_shapes", shapes=shapes)
        for index, size in zip(indices, array.shape, strict=True):
            known = sizes.setdefault(index, size)
            if known != size and not (isinstance(index, int) and 1 in (known, size)):
                raise Stopped("code_shapes", shapes=shapes)
            # The axes of an ellipsis are broadcast.
            sizes[index] = max(known, size) if known and size else 0
    if len(sizes) > _MOST_INDICES or len(arrays) > _MOST_OPERANDS:
        raise TooLarge
    budget.spend(math.prod(sizes.values()) * len(arrays) * 4)
    if "->" in text:
        result = [index for index in sizes if isinstance(index, int) or index in text.partition("->")[2]]
    else:
        result = [index for index in sizes if isinstance(index, int) or text.count(index) == 1]
    budget.array([sizes[index] for index in result])
    return np.einsum(text, *arrays)


def _indices(term: str, rank: int) -> list[str | int]:
    """The index of each axis of an operand: a letter, or for the axes of `...` their places from the last one."""
    before, dots, after = term.partition("...")
    covered = rank - len(before) - len(after) if dots else 0
    return [*before, *range(-covered, 0), *after]


def norm(budget: Budget, x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """np.linalg.norm. The norms that need singular values are taken of small matrices only."""
    budget.spend(4 * x.size + 1)
    if isinstance(ord, str) and ord not in ("fro", "nuc"):
        raise Stopped("code_argument", what="ord", got=shortened(ord))
    matrix = (axis is None and x.ndim == 2) or (isinstance(axis, tuple) and len(axis) == 2)
    order: Any = ord
    if not isinstance(ord, str) and ord is not None:
        order = as_real(ord, "ord")
    if matrix and order in (2, -2, "nuc"):
        if max(x.shape) > _LARGEST_MATRIX:
            raise TooLarge
        budget.spend(20 * x.size * min(x.shape) + PART * (x.size // max(1, x.shape[0])))
    return np.linalg.norm(x, order, axis, keepdims)


def of_matrix(function: Any) -> Any:
    """np.linalg.inv and np.linalg.det of small matrices."""

    def run(budget: Budget, a: Any) -> Any:
        if a.ndim < 2 or a.shape[-1] != a.shape[-2]:
            raise Stopped("code_not_square", got=shape_text(a.shape))
        if a.shape[-1] > _LARGEST_MATRIX:
            raise TooLarge
        budget.spend(20 * a.size * a.shape[-1])
        return function(a)

    return run


def solve(budget: Budget, a: Any, b: Any) -> Any:
    """np.linalg.solve of one small matrix and one or several right-hand sides."""
    if a.ndim < 2 or a.shape[-1] != a.shape[-2]:
        raise Stopped("code_not_square", got=shape_text(a.shape))
    if a.ndim > 2 or b.ndim > 2:
        raise Unsupported("np.linalg.solve(a, b), a.ndim > 2")
    if not b.ndim or b.shape[0] != a.shape[0]:
        raise Stopped("code_shapes", shapes=f"{shape_text(a.shape)}, {shape_text(b.shape)}")
    if a.shape[0] > _LARGEST_MATRIX:
        raise TooLarge
    budget.array(b.shape)
    budget.spend(20 * a.size * a.shape[0] + 4 * a.shape[0] * b.size)
    return np.linalg.solve(a, b)


def convolve(function: Any) -> Any:
    """np.convolve and np.correlate."""

    def run(budget: Budget, a: Any, v: Any, mode: str | None = None) -> Any:
        if a.ndim != 1 or v.ndim != 1 or not a.size or not v.size:
            raise Stopped("code_shapes", shapes=f"{shape_text(a.shape)}, {shape_text(v.shape)}")
        if mode not in (None, "full", "same", "valid"):
            raise Stopped("code_argument", what="mode", got=str(mode))
        budget.spend(a.size * v.size)
        return function(a, v) if mode is None else function(a, v, mode)

    return run
