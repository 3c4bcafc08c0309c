"""What a code answer is tried on: seeded random values of the declared shapes, and the key's own values on them.

Sizes differ from one another and from sample to sample, so that an answer with a size written into it is wrong.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from calculators.answers.arithmetic import value_at
from calculators.answers.faults import Unreadable, UnusableKey
from calculators.answers.keys import Array, Code
from calculators.answers.reading import as_whole, known_formula
from calculators.answers.tree import Node as Formula
from calculators.answers.tree import Symbol

SAMPLES = 4
_SIZES = (3, 5, 4, 2, 6, 7, 8, 9, 10, 11, 12, 13)
# Which sample has larger sizes, by how much, and how many elements its arrays may have.
_LARGER = 2
_MORE = (4, 3, 2, 1)
_MOST_LARGER = 5_000
# Samples are kept, so a variable is small.
_MOST_DRAWN = 20_000
_LARGEST = 1e12
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)?")


@dataclass(frozen=True, slots=True)
class Sample:
    """The values of all names, and the sizes that they were drawn for."""

    values: Mapping[str, Any]
    sizes: Mapping[str, int]


def samples(key: Code) -> tuple[Sample, ...]:
    """The samples of a key, the same for the same declarations. Raises `UnusableKey`."""
    return _samples(
        Declared(
            tuple(key.variables.items()),
            tuple(key.scalars.items()),
            tuple((name, tuple(values)) for name, values in key.sizes.items()),
        )
    )


class Declared:
    """Declarations as a dictionary's key, told apart as they are written: 0, 0.0 and False are equal, but the numbers
    drawn for them are not. Values kept for the one must not be compared with samples drawn for the other.
    """

    def __init__(self, *parts: Any) -> None:
        self.parts = parts
        self._written = repr(parts)

    def __hash__(self) -> int:
        return hash(self._written)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Declared) and self._written == other._written


@lru_cache(maxsize=64)
def _samples(declared: Declared) -> tuple[Sample, ...]:
    variables: tuple[tuple[str, Array], ...]
    scalars: tuple[tuple[str, int | float | bool | str], ...]
    sizes: tuple[tuple[str, tuple[int, ...]], ...]
    variables, scalars, sizes = declared.parts
    formulas = [size for _, array in variables for size in (*array.shape, array.low, array.high)]
    formulas += [value for _, value in scalars]
    names = _size_names([formula for formula in formulas if isinstance(formula, str)])
    drawn = []
    for number in range(SAMPLES):
        chosen = _sizes(names, dict(sizes), number)
        if number == _LARGER:
            chosen = _enlarged(chosen, dict(sizes), variables)
        values: dict[str, Any] = {}
        for name, array in variables:
            seed = hashlib.sha256(repr((name, array, number)).encode()).digest()
            values[name] = _draw(name, array, chosen, np.random.default_rng(list(seed[:8])))
        for name, value in scalars:
            values[name] = _size(value, chosen) if isinstance(value, str) else _plain(value)
        drawn.append(Sample(values, chosen))
    return tuple(drawn)


def _size_names(formulas: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for formula in formulas for name in _NAME.findall(formula) if name != "floor"))


def _sizes(names: tuple[str, ...], given: Mapping[str, tuple[int, ...]], number: int) -> dict[str, int]:
    """A value for each size. The last sample has the sizes of the first, with other numbers."""
    turn = number % (SAMPLES - 1)
    pool = _SIZES[: max(4, len(names) + 1)]
    if len(names) >= len(_SIZES):
        raise UnusableKey(f"more sizes than can be told apart: {', '.join(names)}")
    free = [name for name in names if name not in given]
    chosen = {name: pool[(at + turn) % len(pool)] for at, name in enumerate(free)}
    return chosen | {name: given[name][turn % len(given[name])] for name in names if name in given}


def _enlarged(
    chosen: Mapping[str, int], given: Mapping[str, tuple[int, ...]], variables: tuple[tuple[str, Array], ...]
) -> dict[str, int]:
    """Larger sizes than any other sample has, so that `[:5]` is not everything, where the arrays stay small."""
    for more in _MORE:
        larger = {name: size if name in given else size + more for name, size in chosen.items()}
        elements = [math.prod(_size(size, larger) for size in array.shape) for _, array in variables]
        if max(elements, default=0) <= _MOST_LARGER:
            return larger
    return dict(chosen)


def _formula(text: str, names: tuple[str, ...]) -> Formula:
    try:
        return known_formula(text, names)
    except Unreadable as error:
        raise UnusableKey(f"size {text!r}: {error}") from error


def _number(value: float | str, sizes: Mapping[str, int]) -> float:
    if not isinstance(value, str):
        return value
    tree = _formula(value, tuple(sizes))
    if isinstance(tree, Symbol) and tree.name in sizes:
        return sizes[tree.name]
    try:
        return float(value_at(tree, sizes))
    except Unreadable as error:
        raise UnusableKey(f"size {value!r}: {error}") from error


def _plain(value: int | float) -> int | float:
    """A number of a listing; a whole one is whole however it was written, since it may be a size or an index."""
    return value if isinstance(value, int) or not value.is_integer() else int(value)


def _size(value: int | str, sizes: Mapping[str, int]) -> int:
    number = as_whole(_number(value, sizes))
    if not isinstance(number, int) or number < 0:
        raise UnusableKey(f"size {value!r} is {number} for {dict(sizes)}")
    return number


def _draw(name: str, array: Array, sizes: Mapping[str, int], chance: np.random.Generator) -> Any:
    shape = tuple(_size(size, sizes) for size in array.shape)
    if np.prod(shape, dtype=float) > _MOST_DRAWN:
        raise UnusableKey(f"{name}: {shape} is more than an answer can be tried on")
    low, high = _number(array.low, sizes), _number(array.high, sizes)
    if not -_LARGEST <= low <= high <= _LARGEST:
        raise UnusableKey(f"{name}: nothing can be drawn from {low}..{high}")
    match array.kind:
        case "float":
            drawn: Any = chance.uniform(low, high, shape)
        case "int":
            drawn = chance.integers(int(low), int(high), shape, endpoint=True)
        case "bool":
            drawn = chance.random(shape) < 0.5
        case "onehot" | "probability":
            if not shape:
                raise UnusableKey(f"{name}: {array.kind} needs an axis")
            raw = chance.uniform(0.1, 1.0, shape)
            one = (raw == raw.max(axis=-1, keepdims=True)).astype(float)
            drawn = one if array.kind == "onehot" else raw / raw.sum(axis=-1, keepdims=True)
    if not shape:
        return np.asarray(drawn).item()
    # Samples are shared by all judgements.
    drawn.flags.writeable = False
    return drawn
