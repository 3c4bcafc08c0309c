"""Update rules of gradient-based optimizers, one step at a time.

`weights`, `gradient` and the state (velocity, accumulators) share one shape. Each function returns new arrays and
leaves its
arguments alone. Conventions differ between books and libraries; each docstring states its own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
EPSILON = 1e-8


def _array(values: ArrayLike) -> Array:
    return np.asarray(values, dtype=np.float64)


def sgd_step(weights: ArrayLike, gradient: ArrayLike, rate: float) -> Array:
    """w − η∇L. Source: Goodfellow et al. 2016, Deep Learning, algorithm 8.1.

    Weights, gradient and result have one shape.

    >>> sgd_step([1.0, 2.0], [0.5, -1.0], rate=0.1).tolist()
    [0.95, 2.1]
    """
    return _array(weights) - rate * _array(gradient)


def momentum_step(
    weights: ArrayLike, gradient: ArrayLike, velocity: ArrayLike, rate: float, momentum: float
) -> tuple[Array, Array]:
    """(w + v, v) with v ← μv − η∇L(w).

    Source: Polyak 1964; Goodfellow et al. 2016, algorithm 8.2. (PyTorch keeps v ← μv + ∇L and moves by −ηv instead.)

    >>> weights, velocity = momentum_step([1.0], [2.0], [0.5], rate=0.1, momentum=0.9)
    >>> weights.round(4).tolist(), velocity.round(4).tolist()
    ([1.25], [0.25])
    """
    moved = momentum * _array(velocity) - rate * _array(gradient)
    return _array(weights) + moved, moved


def lookahead(weights: ArrayLike, velocity: ArrayLike, momentum: float) -> Array:
    """The point w + μv at which Nesterov's accelerated gradient takes the gradient; the step itself is `momentum_step`.

    Source: Sutskever et al. 2013, ICML, equations 3 and 4; Goodfellow et al. 2016, algorithm 8.3.
    Weights, velocity and result have one shape.

    >>> lookahead([1.0], [0.5], 0.9).tolist()
    [1.45]
    """
    return _array(weights) + momentum * _array(velocity)


def adagrad_step(
    weights: ArrayLike, gradient: ArrayLike, squares: ArrayLike, rate: float, epsilon: float = EPSILON
) -> tuple[Array, Array]:
    """(w − η∇L / (√h + ε), h) with h ← h + (∇L)²; ε stands outside the root.

    Source: Duchi, Hazan & Singer 2011, JMLR 12; Goodfellow et al. 2016, algorithm 8.4.
    Weights, gradient, h and both results have one shape.

    >>> weights, squares = adagrad_step([1.0], [3.0], [16.0], rate=0.1)
    >>> weights.round(4).tolist(), squares.tolist()
    ([0.94], [25.0])
    """
    g = _array(gradient)
    h = _array(squares) + g**2
    return _array(weights) - rate * g / (np.sqrt(h) + epsilon), h


def rmsprop_step(
    weights: ArrayLike, gradient: ArrayLike, squares: ArrayLike, rate: float, decay: float, epsilon: float = EPSILON
) -> tuple[Array, Array]:
    """(w − η∇L / (√h + ε), h) with h ← ρh + (1 − ρ)(∇L)²; ε stands outside the root.

    Source: Tieleman & Hinton 2012, Coursera lecture 6.5. (Goodfellow et al. 2016, algorithm 8.5, puts ε inside the
    root.) Weights, gradient, h and both results have one shape.

    >>> weights, squares = rmsprop_step([1.0], [2.0], [0.0], rate=0.1, decay=0.75)
    >>> weights.round(4).tolist(), squares.tolist()
    ([0.8], [1.0])
    """
    g = _array(gradient)
    h = decay * _array(squares) + (1 - decay) * g**2
    return _array(weights) - rate * g / (np.sqrt(h) + epsilon), h


def adam_step(
    weights: ArrayLike,
    gradient: ArrayLike,
    state: tuple[ArrayLike, ArrayLike],
    step: int,
    rate: float = 0.001,
    betas: tuple[float, float] = (0.9, 0.999),
    epsilon: float = EPSILON,
) -> tuple[Array, tuple[Array, Array]]:
    """(w − η m̂ / (√v̂ + ε), (m, v)) at `step` t = 1, 2, …, from `state` = (m, v) of the step before (zeros at t = 1).

    m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ); ε stands outside the root.
    Source: Kingma & Ba 2015, arXiv:1412.6980, algorithm 1. Raises ValueError unless `step` ≥ 1.

    >>> weights, (m, v) = adam_step([1.0], [2.0], ([0.0], [0.0]), step=1)
    >>> weights.round(4).tolist(), m.round(4).tolist(), v.round(4).tolist()
    ([0.999], [0.2], [0.004])
    """
    if step < 1:
        raise ValueError(f"steps are counted from 1, not {step}")
    g = _array(gradient)
    m = betas[0] * _array(state[0]) + (1 - betas[0]) * g
    v = betas[1] * _array(state[1]) + (1 - betas[1]) * g**2
    corrected_m, corrected_v = m / (1 - betas[0] ** step), v / (1 - betas[1] ** step)
    return _array(weights) - rate * corrected_m / (np.sqrt(corrected_v) + epsilon), (m, v)


def clip_by_norm(gradient: ArrayLike, threshold: float) -> Array:
    """The gradient g, scaled to c·g/‖g‖ where its L2 norm is greater than the threshold c.

    Source: Pascanu, Mikolov & Bengio 2013, arXiv:1211.5063, algorithm 1. Raises ValueError unless `threshold` > 0.
    Of any shape; the result has the same.

    >>> clip_by_norm([3.0, 4.0], 1.0).round(4).tolist()
    [0.6, 0.8]
    """
    if not threshold > 0:
        raise ValueError(f"a threshold is greater than 0, not {threshold}")
    g = _array(gradient)
    norm = float(np.linalg.norm(g))
    return g * (threshold / norm) if norm > threshold else g.copy()


def weight_decay_step(weights: ArrayLike, gradient: ArrayLike, rate: float, penalty: float) -> Array:
    """SGD on L + (λ/2)‖w‖²: w − η(∇L + λw) = (1 − ηλ)w − η∇L.

    Source: Goodfellow et al. 2016, equations 7.4 and 7.5. Weights, gradient and result have one shape.

    >>> weight_decay_step([1.0], [2.0], rate=0.1, penalty=0.5).round(4).tolist()
    [0.75]
    """
    return sgd_step(weights, _array(gradient) + penalty * _array(weights), rate)


def momentum_step_with_rate_outside(
    weights: ArrayLike, gradient: ArrayLike, velocity: ArrayLike, rate: float, momentum: float
) -> tuple[Array, Array]:
    """(w − ηv, v) with v ← μv + ∇L: PyTorch's form, which differs from `momentum_step` where η changes.

    Source: Sutskever et al. 2013, ICML, and the documentation of torch.optim.SGD.
    Weights, gradient, velocity and both results have one shape.

    >>> weights, velocity = momentum_step_with_rate_outside([1.0], [2.0], [0.5], rate=0.1, momentum=0.5)
    >>> weights.round(4).tolist(), velocity.tolist()
    ([0.775], [2.25])
    """
    moved = momentum * _array(velocity) + _array(gradient)
    return _array(weights) - rate * moved, moved


def adadelta_step(
    weights: ArrayLike, gradient: ArrayLike, state: tuple[ArrayLike, ArrayLike], decay: float, epsilon: float
) -> tuple[Array, tuple[Array, Array]]:
    """(w + Δ, (E[g²], E[Δ²])) with Δ = −√(E[Δ²] + ε) / √(E[g²] + ε) · g; ε stands inside both roots, no learning rate.

    E[g²] ← ρE[g²] + (1 − ρ)g² before the step, E[Δ²] ← ρE[Δ²] + (1 − ρ)Δ² after it.
    Source: Zeiler 2012, arXiv:1212.5701, algorithm 1.
    Weights, gradient, both averages and the results have one shape.

    >>> weights, state = adadelta_step([1.0], [2.0], ([0.0], [0.0]), decay=0.75, epsilon=1.0)
    >>> weights.round(4).tolist(), state[0].tolist()
    ([-0.4142], [1.0])
    """
    g = _array(gradient)
    squares = decay * _array(state[0]) + (1 - decay) * g**2
    moved = -np.sqrt(_array(state[1]) + epsilon) / np.sqrt(squares + epsilon) * g
    return _array(weights) + moved, (squares, decay * _array(state[1]) + (1 - decay) * moved**2)


def adamw_step(
    weights: ArrayLike,
    gradient: ArrayLike,
    state: tuple[ArrayLike, ArrayLike],
    step: int,
    rate: float,
    decay: float,
    betas: tuple[float, float] = (0.9, 0.999),
    epsilon: float = EPSILON,
) -> tuple[Array, tuple[Array, Array]]:
    """Adam's step with decoupled weight decay: w − η(m̂ / (√v̂ + ε) + λw); the gradient holds no penalty.

    Source: Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2 (with λ scaled by η, as in torch.optim.AdamW).
    Weights, gradient, both moments and the results have one shape.

    >>> weights, _ = adamw_step([1.0], [2.0], ([0.0], [0.0]), step=1, rate=0.1, decay=0.5)
    >>> weights.round(4).tolist()
    [0.85]
    """
    moved, following = adam_step(weights, gradient, state, step, rate, betas, epsilon)
    return moved - rate * decay * _array(weights), following


def radam_rectification(step: int, beta2: float) -> float:
    """The factor r_t of RAdam, 0 where ρ_t ≤ 4 (the step then goes without the second moment).

    ρ∞ = 2/(1 − β₂) − 1, ρ_t = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ), r_t = √((ρ_t − 4)(ρ_t − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρ_t)).
    Source: Liu et al. 2020, arXiv:1908.03265, algorithm 2. Raises ValueError unless `step` ≥ 1.

    >>> radam_rectification(1, 0.999), round(radam_rectification(10, 0.999), 4)
    (0.0, 0.049)
    """
    if step < 1:
        raise ValueError(f"steps are counted from 1, not {step}")
    limit = 2 / (1 - beta2) - 1
    now = limit - 2 * step * beta2**step / (1 - beta2**step)
    if now <= 4:
        return 0.0
    return float(np.sqrt((now - 4) * (now - 2) * limit / ((limit - 4) * (limit - 2) * now)))


def adabound_rate(step: int, rate: float, second_moment: float, final_rate: float, beta2: float) -> float:
    """η/√v clipped to [η*(1 − 1/((1−β₂)t + 1)), η*(1 + 1/((1−β₂)t))], bounds that close in on the final rate η*.

    `rate` η, `second_moment` v, `final_rate` η*: one number each. Source: Luo et al. 2019, arXiv:1902.09843,
    algorithm 2 with the bounds of section 4, but without the further division by √t that the algorithm writes for its
    proof and the authors' own implementation leaves out. Raises ValueError unless `step` ≥ 1 and `second_moment` > 0.

    >>> round(adabound_rate(1, 0.1, 4.0, 0.1, 0.999), 4)
    0.05
    """
    if step < 1 or not second_moment > 0:
        raise ValueError(f"step {step} with the second moment {second_moment}")
    low = final_rate * (1 - 1 / ((1 - beta2) * step + 1))
    high = final_rate * (1 + 1 / ((1 - beta2) * step))
    return float(np.clip(rate / np.sqrt(second_moment), low, high))
