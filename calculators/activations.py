"""Activation functions and their derivatives, elementwise: arrays of any shape to arrays of that shape.

Source: Goodfellow, Bengio & Courville 2016, Deep Learning, section 6.3, unless a function says otherwise.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def sigmoid(x: ArrayLike) -> Array:
    """σ(x) = 1 / (1 + e^-x), in (0, 1), without overflow for any x. Source: Goodfellow et al. 2016, section 3.10.

    >>> sigmoid([-1, 0, 1]).round(4).tolist()
    [0.2689, 0.5, 0.7311]
    """
    values = np.asarray(x, dtype=np.float64)
    small = np.exp(-np.abs(values))
    return np.asarray(np.where(values >= 0, 1.0, small) / (1.0 + small))


def sigmoid_derivative(x: ArrayLike) -> Array:
    """σ'(x) = σ(x)(1 - σ(x)), at most 1/4. Source: Goodfellow et al. 2016, section 3.10.

    Element by element: the result has the shape of `x`.

    >>> sigmoid_derivative([0, 2]).round(4).tolist()
    [0.25, 0.105]
    """
    value = sigmoid(x)
    return np.asarray(value * sigmoid(-np.asarray(x, dtype=np.float64)))


def tanh(x: ArrayLike) -> Array:
    """The hyperbolic tangent, in (-1, 1). Source: LeCun et al. 1998, "Efficient BackProp", section 4.4.

    >>> tanh([0, 1]).round(4).tolist()
    [0.0, 0.7616]
    """
    return np.asarray(np.tanh(np.asarray(x, dtype=np.float64)))


def tanh_derivative(x: ArrayLike) -> Array:
    """tanh'(x) = 1 - tanh²(x), at most 1.

    Element by element: the result has the shape of `x`.

    >>> tanh_derivative([0, 1]).round(4).tolist()
    [1.0, 0.42]
    """
    return np.asarray(1.0 - tanh(x) ** 2)


def relu(x: ArrayLike) -> Array:
    """max(0, x). Source: Nair & Hinton 2010; Glorot, Bordes & Bengio 2011.

    >>> relu([-2, 0, 3]).tolist()
    [0.0, 0.0, 3.0]
    """
    return np.asarray(np.maximum(0.0, np.asarray(x, dtype=np.float64)))


def relu_derivative(x: ArrayLike) -> Array:
    """1 for x > 0 and 0 for x < 0; at the kink x = 0, where there is none, 0 as libraries take it.

    Element by element: the result has the shape of `x`.

    >>> relu_derivative([-2, 0, 3]).tolist()
    [0.0, 0.0, 1.0]
    """
    return np.asarray(np.asarray(x) > 0, dtype=np.float64)


def leaky_relu(x: ArrayLike, slope: float = 0.01) -> Array:
    """x for x > 0, else slope · x. Source: Maas, Hannun & Ng 2013, "Rectifier nonlinearities", section 2.

    Element by element: the result has the shape of `x`.

    >>> leaky_relu([-2, 3], slope=0.1).tolist()
    [-0.2, 3.0]
    """
    values = np.asarray(x, dtype=np.float64)
    return np.asarray(np.where(values > 0, values, slope * values))


def leaky_relu_derivative(x: ArrayLike, slope: float = 0.01) -> Array:
    """1 for x > 0, else `slope` (at x = 0 too, where there is no derivative).

    Element by element: the result has the shape of `x`.

    >>> leaky_relu_derivative([-2, 3], slope=0.1).tolist()
    [0.1, 1.0]
    """
    return np.asarray(np.where(np.asarray(x) > 0, 1.0, slope))


def step(x: ArrayLike) -> Array:
    """1 for x > 0, else 0: the perceptron's output, whose derivative is 0 everywhere but at the jump.

    Element by element: the result has the shape of `x`.

    >>> step([-2, 0, 3]).tolist()
    [0.0, 0.0, 1.0]
    """
    return np.asarray(np.asarray(x) > 0, dtype=np.float64)


def prelu_slope_gradient(x: ArrayLike, upstream: ArrayLike) -> float:
    """∂L/∂α = Σ g x over the negative x, for one slope α shared by all of `x`; `upstream` g has the shape of `x`.

    Source: He et al. 2015, arXiv:1502.01852, equations 2 and 3. Raises ValueError where the shapes differ.

    >>> prelu_slope_gradient([-2, 3, -1], [0.5, 1, 2])
    -3.0
    """
    values, g = np.asarray(x, dtype=np.float64), np.asarray(upstream, dtype=np.float64)
    if values.shape != g.shape:
        raise ValueError(f"x has shape {values.shape}, the gradient {g.shape}")
    return float((g * np.minimum(values, 0.0)).sum())


def elu(x: ArrayLike, alpha: float = 1.0) -> Array:
    """x for x > 0, else α(e^x − 1). Source: Clevert, Unterthiner & Hochreiter 2016, arXiv:1511.07289, equation 15.

    Element by element: the result has the shape of `x`.

    >>> elu([-1, 2]).round(4).tolist()
    [-0.6321, 2.0]
    """
    values = np.asarray(x, dtype=np.float64)
    return np.asarray(np.where(values > 0, values, alpha * np.expm1(np.minimum(values, 0.0))))


def elu_derivative(x: ArrayLike, alpha: float = 1.0) -> Array:
    """1 for x > 0, else α e^x.

    Element by element: the result has the shape of `x`.

    >>> elu_derivative([-1, 2]).round(4).tolist()
    [0.3679, 1.0]
    """
    values = np.asarray(x, dtype=np.float64)
    return np.asarray(np.where(values > 0, 1.0, alpha * np.exp(np.minimum(values, 0.0))))


SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805


def selu(x: ArrayLike, alpha: float = SELU_ALPHA, scale: float = SELU_SCALE) -> Array:
    """λ·ELU(x, α). Source: Klambauer et al. 2017, arXiv:1706.02515, equation 2.

    Element by element: the result has the shape of `x`.

    >>> selu([-1, 1]).round(4).tolist()
    [-1.1113, 1.0507]
    """
    return np.asarray(scale * elu(x, alpha))


def gelu(x: ArrayLike) -> Array:
    """x Φ(x) with the standard normal's distribution function Φ. Source: Hendrycks & Gimpel 2016, arXiv:1606.08415.

    Element by element: the result has the shape of `x`.

    >>> gelu([-1, 1]).round(4).tolist()
    [-0.1587, 0.8413]
    """
    values = np.asarray(x, dtype=np.float64)
    below = np.array([0.5 * (1 + math.erf(value / math.sqrt(2))) for value in values.ravel()])
    return np.asarray(values * below.reshape(values.shape))


def gelu_by_sigmoid(x: ArrayLike) -> Array:
    """x σ(1.702 x), an approximation of GELU within 0.021. Source: Hendrycks & Gimpel 2016, section 2.

    Element by element: the result has the shape of `x`.

    >>> gelu_by_sigmoid([-1, 1]).round(4).tolist()
    [-0.1542, 0.8458]
    """
    values = np.asarray(x, dtype=np.float64)
    return np.asarray(values * sigmoid(1.702 * values))


def softplus(x: ArrayLike) -> Array:
    """ln(1 + e^x), without overflow; its derivative is σ(x). Source: Goodfellow et al. 2016, section 3.10.

    Element by element: the result has the shape of `x`.

    >>> softplus([0, 1]).round(4).tolist()
    [0.6931, 1.3133]
    """
    return np.asarray(np.logaddexp(0.0, np.asarray(x, dtype=np.float64)))


def swish(x: ArrayLike, beta: float = 1.0) -> Array:
    """x σ(βx). Source: Ramachandran, Zoph & Le 2017, arXiv:1710.05941.

    Element by element: the result has the shape of `x`.

    >>> swish([-1, 1]).round(4).tolist()
    [-0.2689, 0.7311]
    """
    values = np.asarray(x, dtype=np.float64)
    return np.asarray(values * sigmoid(beta * values))


def swish_derivative(x: ArrayLike, beta: float = 1.0) -> Array:
    """σ(βx) + βx σ(βx)(1 − σ(βx)).

    Element by element: the result has the shape of `x`.

    >>> swish_derivative([0, 1]).round(4).tolist()
    [0.5, 0.9277]
    """
    values = np.asarray(x, dtype=np.float64)
    return np.asarray(sigmoid(beta * values) + beta * values * sigmoid_derivative(beta * values))


def maxout(x: ArrayLike, weights: ArrayLike, bias: ArrayLike) -> tuple[float, Array]:
    """(max_k (w_k·x + b_k), the gradient with respect to x), which is the weights of the greatest piece.

    `x`: shape (features,); `weights`: (pieces, features); `bias`: (pieces,). Source: Goodfellow et al. 2013,
    arXiv:1302.4389, section 3.

    >>> output, gradient = maxout([1, 2], [[1, 0], [0, 1]], [0, 0.5])
    >>> output, gradient.tolist()
    (2.5, [0.0, 1.0])
    """
    w = np.asarray(weights, dtype=np.float64)
    outputs = w @ np.asarray(x, dtype=np.float64) + np.asarray(bias, dtype=np.float64)
    best = int(outputs.argmax())
    return float(outputs[best]), w[best].copy()


def prelu(x: ArrayLike, slopes: ArrayLike) -> Array:
    """x for x > 0, else a_c x with a learned slope a_c for each channel.

    `x`: shape (channels, ...); `slopes`: (channels,), or a plain number that all channels share. Source: He et al.
    2015, arXiv:1502.01852, equation 1. Raises ValueError where there is neither one slope nor one for each channel.

    >>> prelu([[-2, 3], [-4, 1]], [0.5, 0.25]).tolist()
    [[-1.0, 3.0], [-1.0, 1.0]]
    """
    values, a = np.asarray(x, dtype=np.float64), np.asarray(slopes, dtype=np.float64)
    if a.ndim and a.shape != values.shape[:1]:
        raise ValueError(f"slopes of shape {a.shape} for x of shape {values.shape}")
    each = a.reshape(a.shape + (1,) * (values.ndim - 1)) if a.ndim else a
    return np.asarray(np.where(values > 0, values, each * values))


def selu_derivative(x: ArrayLike, alpha: float = SELU_ALPHA, scale: float = SELU_SCALE) -> Array:
    """λ for x > 0, else λα e^x. Source: Klambauer et al. 2017, arXiv:1706.02515, equation 2, derived.

    Element by element: the result has the shape of `x`.

    >>> selu_derivative([-1, 1]).round(4).tolist()
    [0.6468, 1.0507]
    """
    return np.asarray(scale * elu_derivative(x, alpha))


def gelu_derivative(x: ArrayLike) -> Array:
    """Φ(x) + x φ(x), with the standard normal's distribution function Φ and density φ.

    Source: Hendrycks & Gimpel 2016, arXiv:1606.08415, section 2, derived.
    Element by element: the result has the shape of `x`.

    >>> gelu_derivative([-1, 0, 1]).round(4).tolist()
    [-0.0833, 0.5, 1.0833]
    """
    values = np.asarray(x, dtype=np.float64)
    below = np.array([0.5 * (1 + math.erf(value / math.sqrt(2))) for value in values.ravel()]).reshape(values.shape)
    return np.asarray(below + values * np.exp(-(values**2) / 2) / math.sqrt(2 * math.pi))


def gelu_by_tanh(x: ArrayLike) -> Array:
    """½x (1 + tanh(√(2/π) (x + 0.044715 x³))), an approximation of GELU within 0.0005.

    Source: Hendrycks & Gimpel 2016, arXiv:1606.08415, section 2. Element by element: the result has the shape of `x`.

    >>> gelu_by_tanh([-1, 1]).round(4).tolist()
    [-0.1588, 0.8412]
    """
    values = np.asarray(x, dtype=np.float64)
    inside = math.sqrt(2 / math.pi) * (values + 0.044715 * values**3)
    return np.asarray(0.5 * values * (1 + np.tanh(inside)))
