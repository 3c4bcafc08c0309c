"""Derivatives by differences, to check those from backpropagation.

Source: Goodfellow et al. 2016, section 11.5, on differences; Petersen & Pedersen 2012, The Matrix Cookbook, section
2.4, on quadratic forms.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def central_difference(f: Callable[[float], float], x: float, h: float = 1e-5) -> float:
    """(f(x+h) - f(x-h)) / 2h: the derivative of f at x with an error of order h².

    Raises ValueError unless h > 0. Source: Press et al. 2007, "Numerical Recipes", section 5.7.

    >>> round(central_difference(lambda x: x**2, 3.0), 6)
    6.0
    """
    if not h > 0:
        raise ValueError("the step h must be positive")
    return (f(x + h) - f(x - h)) / (2 * h)


def forward_difference(f: Callable[[float], float], x: float, h: float = 1e-5) -> float:
    """(f(x+h) - f(x)) / h: the derivative of f at x with an error of order h. Raises ValueError unless h > 0.

    Source: Press et al. 2007, "Numerical Recipes", section 5.7.

    >>> round(forward_difference(lambda x: x**2, 3.0, h=0.1), 6)
    6.1
    """
    if not h > 0:
        raise ValueError("the step h must be positive")
    return (f(x + h) - f(x)) / h


def numerical_gradient(f: Callable[[Array], float], x: Array, h: float = 1e-5) -> Array:
    """The gradient of a scalar function of an array by central differences, in the shape of `x`.

    Evaluates f twice for each cell. Raises ValueError unless h > 0.

    >>> numerical_gradient(lambda x: float((x**2).sum()), np.array([1.0, -2.0])).round(6).tolist()
    [2.0, -4.0]
    """
    if not h > 0:
        raise ValueError("the step h must be positive")
    result = np.empty_like(x, dtype=np.float64)
    for index in np.ndindex(x.shape):
        above, below = x.astype(np.float64), x.astype(np.float64)
        above[index] += h
        below[index] -= h
        result[index] = (f(above) - f(below)) / (2 * h)
    return result


def relative_error(analytic: float, numeric: float) -> float:
    """|a - n| / (|a| + |n|), in 0..1; 0 where both are 0.

    Under 1e-7 at h ≈ 1e-5 in double precision the gradient is right, over 1e-2 it is wrong.
    Source: Stanford CS231n notes, "Neural Networks Part 3", gradient checks (with the sum in place of the maximum).

    >>> relative_error(1.0, 3.0)
    0.5
    """
    size = abs(analytic) + abs(numeric)
    return abs(analytic - numeric) / size if size else 0.0


def quadratic_form(A: Array, b: Array, x: Array) -> float:
    """xᵀAx + bᵀx for A (D, D), b (D,), x (D,).

    >>> quadratic_form(np.array([[2.0, 1.0], [0.0, 3.0]]), np.array([1.0, 1.0]), np.array([1.0, 2.0]))
    19.0
    """
    return float(x @ A @ x + b @ x)


def quadratic_form_gradient(A: Array, b: Array, x: Array) -> Array:
    """The gradient (A + Aᵀ)x + b of xᵀAx + bᵀx.

    Source: Petersen & Pedersen 2012, "The Matrix Cookbook", eqs. 69 and 81.
    Shapes: A (n, n), b and x (n,), result (n,).

    >>> quadratic_form_gradient(np.array([[2.0, 1.0], [0.0, 3.0]]), np.ones(2), np.array([1.0, 2.0])).tolist()
    [7.0, 14.0]
    """
    return np.asarray((A + A.T) @ x + b)


def difference_errors(f: Callable[[float], float], derivative: float, x: float, h: float) -> tuple[float, float]:
    """(error of the forward, error of the central difference) at x with the step h, both as absolute values.

    The first is about h|f''|/2, the second about h²|f'''|/6, while h is not so small that rounding prevails.
    Source: Press et al. 2007, "Numerical Recipes", section 5.7. Raises ValueError unless h > 0.

    >>> forward, central = difference_errors(lambda x: x**3, 12.0, 2.0, 0.1)
    >>> round(forward, 6), round(central, 6)
    (0.61, 0.01)
    """
    return abs(forward_difference(f, x, h) - derivative), abs(central_difference(f, x, h) - derivative)


def error_at_step(error: float, step: float, other: float, order: int) -> float:
    """The error of a method of that order at another step: E (h'/h)^p. Raises ValueError unless both steps are > 0.

    Source: Press et al. 2007, "Numerical Recipes", section 5.7.

    >>> round(error_at_step(0.04, 0.1, 0.05, order=2), 6)
    0.01
    """
    if not (step > 0 and other > 0):
        raise ValueError("steps are greater than 0")
    return float(error * (other / step) ** order)
