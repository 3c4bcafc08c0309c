"""The values that code works on: numbers, NumPy arrays of numbers or truth values, tuples and lists of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from calculators.answers.code.limits import LARGEST_WHOLE, MOST_ELEMENTS, Stopped, TooLarge

Number = int | float
_KINDS = {"b": "bool", "i": "int", "u": "int", "f": "float"}


def as_array(value: Any) -> Any:
    """A value as an array of numbers or truth values. Raises `Stopped` for anything else, `TooLarge`."""
    if isinstance(value, np.ndarray | np.generic):
        array = np.asarray(value)
    elif isinstance(value, bool | int | float):
        array = np.asarray(_bounded(value))
    elif isinstance(value, tuple | list):
        _check_items(value, [0])
        try:
            array = np.asarray(value)
        except ValueError:
            raise Stopped("code_ragged") from None
    else:
        raise Stopped("code_not_array", got=name_of(value))
    if array.dtype.kind not in _KINDS:
        raise Stopped("code_not_array", got=name_of(value))
    return array


def _check_items(value: Sequence[Any], seen: list[int]) -> None:
    for part in value:
        seen[0] += part.size if isinstance(part, np.ndarray) else 1
        if seen[0] > MOST_ELEMENTS:
            raise TooLarge
        if isinstance(part, tuple | list):
            _check_items(part, seen)
        elif not isinstance(part, bool | int | float | np.ndarray | np.generic):
            raise Stopped("code_not_array", got=name_of(part))


def _bounded(value: Number) -> Number:
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        raise TooLarge
    return value


def is_scalar(value: Any) -> bool:
    """Whether a value is a plain number or truth value, or an array with no axis."""
    return isinstance(value, bool | int | float | np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0)


def as_whole(value: Any, what: str = "") -> int:
    """A value as a whole number. Raises `Stopped`."""
    if is_scalar(value):
        plain = value.item() if isinstance(value, np.ndarray | np.generic) else value
        if isinstance(plain, int) and not isinstance(plain, bool):
            return int(_bounded(plain))
    raise Stopped("code_not_whole", what=what, got=name_of(value))


def as_real(value: Any, what: str = "") -> Number:
    """A value as one plain number. Raises `Stopped`."""
    if is_scalar(value):
        plain = value.item() if isinstance(value, np.ndarray | np.generic) else value
        if isinstance(plain, int | float):
            return plain
    raise Stopped("code_not_scalar", what=what, got=name_of(value))


def as_shape(value: Any, what: str = "") -> tuple[int, ...]:
    """A whole number or several as a shape. Raises `Stopped`."""
    if isinstance(value, tuple | list):
        return tuple(as_whole(size, what) for size in value)
    if isinstance(value, np.ndarray) and value.ndim == 1:
        return tuple(as_whole(size, what) for size in value)
    return (as_whole(value, what),)


def checked(value: Any) -> Any:
    """The result of a step, as it is, if it is a value that code may work on. Raises `Stopped` or `TooLarge`."""
    if isinstance(value, np.ndarray | np.generic):
        if value.dtype.kind not in _KINDS:
            raise Stopped("code_not_array", got=str(value.dtype.kind))
        if value.size > MOST_ELEMENTS:
            raise TooLarge
    elif isinstance(value, tuple | list):
        for part in value:
            checked(part)
    elif isinstance(value, int) and not isinstance(value, bool):
        _bounded(value)
    elif isinstance(value, complex):
        raise Stopped("code_not_real")
    return value


def kind_of(value: Any) -> str:
    """`bool`, `int` or `float` for a value that can be an array."""
    return _KINDS[as_array(value).dtype.kind]


def name_of(value: Any) -> str:
    """What a value is, in the words of Python: `float (3, 4)`, `tuple`, `None`."""
    if value is None or value is Ellipsis:
        return "None" if value is None else "..."
    if isinstance(value, np.ndarray) and value.ndim:
        return f"{_KINDS.get(value.dtype.kind, '?')} {shape_text(value.shape)}"
    if isinstance(value, np.ndarray | np.generic):
        return _KINDS.get(value.dtype.kind, "?")
    return type(value).__name__


def shape_text(shape: Sequence[int]) -> str:
    """A shape as NumPy prints it: `(3, 4)`, `(3,)`, `()`."""
    return str(tuple(int(size) for size in shape))
