"""Functions of several variables: derivatives by differences, second-order approximation, constrained minima.

A point has shape (D,), a gradient (D,), a Hessian (D, D).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def numerical_jacobian(f: Callable[[Array], Array], point: ArrayLike, h: float = 1e-5) -> Array:
    """J[i, j] = ∂f_i/∂x_j at `point` by central differences; shape (outputs, inputs).

    Raises ValueError unless h > 0. Source: Goodfellow, Bengio & Courville 2016, Deep Learning, section 4.3.1.

    >>> numerical_jacobian(lambda x: np.array([x[0] * x[1], x[0] + x[1]]), [2.0, 3.0]).round(6).tolist()
    [[3.0, 2.0], [1.0, 1.0]]
    """
    x, steps = _steps(point, h)
    return np.stack([(f(x + step) - f(x - step)) / (2 * h) for step in steps], axis=1)


def numerical_hessian(f: Callable[[Array], float], point: ArrayLike, h: float = 1e-3) -> Array:
    """H[i, j] = ∂²f/∂x_i∂x_j at `point` by central differences of second order; shape (D, D), symmetric.

    Raises ValueError unless h > 0. Source: Goodfellow et al. 2016, section 4.3.1.

    >>> numerical_hessian(lambda x: float(x[0] ** 2 * x[1]), [1.0, 2.0]).round(4).tolist()
    [[4.0, 2.0], [2.0, 0.0]]
    """
    x, steps = _steps(point, h)
    return np.array(
        [[(f(x + u + v) - f(x + u - v) - f(x - u + v) + f(x - u - v)) / (4 * h * h) for v in steps] for u in steps]
    )


def newton_step(weights: ArrayLike, gradient: ArrayLike, hessian: ArrayLike) -> Array:
    """w − H⁻¹∇L. Source: Goodfellow et al. 2016, equation 8.27. Raises numpy's LinAlgError for a singular Hessian.

    Shapes: w and ∇L (n,), H (n, n), result (n,).

    >>> newton_step([1.0, 1.0], [2.0, 4.0], [[2.0, 0.0], [0.0, 8.0]]).tolist()
    [0.0, 0.5]
    """
    w, g = np.asarray(weights, dtype=np.float64), np.asarray(gradient, dtype=np.float64)
    return np.asarray(w - np.linalg.solve(np.asarray(hessian, dtype=np.float64), g))


def taylor_second_order(value: float, gradient: ArrayLike, hessian: ArrayLike, step: ArrayLike) -> float:
    """L + gᵀδ + ½ δᵀHδ: the loss at w + δ, to second order. Source: Goodfellow et al. 2016, equation 4.8.

    Shapes: g and δ (n,), H (n, n).

    >>> taylor_second_order(1.0, [2.0], [[4.0]], [0.5])
    2.5
    """
    d = np.asarray(step, dtype=np.float64)
    return float(value + np.asarray(gradient) @ d + d @ np.asarray(hessian) @ d / 2)


def constrained_minimum(a: float, b: float, c: float, d: float, e: float) -> tuple[float, float]:
    """The point (x, y) with the least ax² + by² among those with cx + dy = e, by a Lagrange multiplier.

    Raises ValueError unless a, b > 0 and c, d are not both 0. Source: Boyd & Vandenberghe 2004, Convex Optimization,
    section 5.1.

    >>> constrained_minimum(1, 1, 1, 1, 2)
    (1.0, 1.0)
    """
    if not (a > 0 and b > 0 and (c or d)):
        raise ValueError("a and b are greater than 0, c and d not both 0")
    # 2ax = λc and 2by = λd, put into the constraint.
    multiplier = e / (c * c / (2 * a) + d * d / (2 * b))
    return multiplier * c / (2 * a), multiplier * d / (2 * b)


def _steps(point: ArrayLike, h: float) -> tuple[Array, Array]:
    if not h > 0:
        raise ValueError("the step h must be positive")
    x = np.asarray(point, dtype=np.float64)
    return x, np.eye(x.size) * h
