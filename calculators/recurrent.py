"""Recurrent layers: one step of RNN, LSTM and GRU, their parameters, and what repeated weights do.

States are column vectors: h = f(W_x x + W_h h + b).
Source: Goodfellow et al. 2016, sections 10.2, 10.7 and 10.8, unless a function says otherwise.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def sigmoid(x: ArrayLike) -> Array:
    """1 / (1 + e^-x) of every element, without overflow.

    Element by element: the result has the shape of `x`.

    >>> sigmoid([0, 1]).round(4).tolist()
    [0.5, 0.7311]
    """
    return np.asarray(0.5 * (1 + np.tanh(0.5 * np.asarray(x, dtype=np.float64))), dtype=np.float64)


def rnn_step(x: ArrayLike, h: ArrayLike, input_weights: ArrayLike, hidden_weights: ArrayLike, bias: ArrayLike) -> Array:
    """tanh(W_x x + W_h h + b): x (D,), h (H,), W_x (H, D), W_h (H, H), b (H,) to (H,).

    Source: Goodfellow et al. 2016, equations 10.8 and 10.9.

    >>> rnn_step([1.0], [0.5], [[0.2]], [[0.6]], [0.0]).round(4).tolist()
    [0.4621]
    """
    return np.asarray(np.tanh(np.asarray(input_weights) @ x + np.asarray(hidden_weights) @ h + np.asarray(bias)))


def lstm_step(forget: float, enter: float, output: float, candidate: float, cell: float) -> tuple[float, float]:
    """New cell and hidden state of one LSTM unit from the weighted inputs of its gates and its candidate.

    c = σ(f) c + σ(i) tanh(g), h = σ(o) tanh(c). Source: Gers, Schmidhuber & Cummins 2000, Neural Computation 12.

    >>> [round(x, 4) for x in lstm_step(0.0, 0.0, 0.0, 1.0, 2.0)]
    [1.3808, 0.4406]
    """
    new = float(sigmoid(forget)) * cell + float(sigmoid(enter)) * float(np.tanh(candidate))
    return new, float(sigmoid(output)) * float(np.tanh(new))


def gru_step(update: float, reset: float, entering: float, weight: float, hidden: float) -> float:
    """New state of one GRU unit: (1 - z) h + z tanh(a + u r h), z = σ(update), r = σ(reset).

    `entering`: a, what comes from the input; `weight`: u. Source: Chung et al. 2014, arXiv:1412.3555, section 3.2.

    >>> round(gru_step(0.0, 0.0, 0.5, 1.0, 1.0), 4)
    0.8808
    """
    z, r = float(sigmoid(update)), float(sigmoid(reset))
    return (1 - z) * hidden + z * float(np.tanh(entering + weight * r * hidden))


def linear_rnn(weight: float, inputs: ArrayLike) -> list[float]:
    """States h_t = w h_{t-1} + x_t from h_0 = 0, one for each input.

    Shapes: (T,) in and out.

    >>> linear_rnn(0.5, [1.0, 1.0, 1.0])
    [1.0, 1.5, 1.75]
    """
    states, h = [], 0.0
    for x in np.asarray(inputs, dtype=np.float64).tolist():
        h = weight * h + x
        states.append(h)
    return states


def linear_rnn_gradient(weight: float, inputs: ArrayLike, target: float) -> float:
    """dL/dw of L = (h_T - t)² / 2 by backpropagation through time: (h_T - t) Σ w^(T-k) h_(k-1).

    Source: Goodfellow et al. 2016, section 10.2.2. Shape of the inputs: (T,).

    >>> linear_rnn_gradient(0.5, [1.0, 1.0], 0.5)
    1.0
    """
    states = linear_rnn(weight, inputs)
    delta, gradient = states[-1] - target, 0.0
    for before in [*states[-2::-1], 0.0]:
        gradient += delta * before
        delta *= weight
    return gradient


def recurrent_parameters(
    inputs: int, hidden: int, blocks: int, biases: int = 1, layers: int = 1, directions: int = 1
) -> int:
    """Parameters of stacked recurrent layers; `blocks` is 1 for an RNN, 3 for a GRU, 4 for an LSTM.

    Each block has a weight matrix for the input, one for the hidden state, and `biases` bias vectors (textbooks count
    1, PyTorch has 2). A layer above the first takes the states of all directions. Source: PyTorch's nn.LSTM.

    >>> recurrent_parameters(10, 20, 4)
    2480
    """
    count = 0
    for _ in range(layers):
        count += directions * blocks * hidden * (inputs + hidden + biases)
        inputs = directions * hidden
    return count


def spectral_radius(weights: ArrayLike) -> float:
    """The largest absolute value of an eigenvalue of a square matrix. Source: Jaeger 2001, GMD Report 148.

    Shape: (n, n).

    >>> spectral_radius([[2.0, 0.0], [0.0, -3.0]])
    3.0
    """
    return float(np.abs(np.linalg.eigvals(np.asarray(weights, dtype=np.float64))).max())


def scaled_to_radius(weights: ArrayLike, radius: float) -> Array:
    """The matrix times a number with the spectral radius `radius`. Raises ValueError where all eigenvalues are 0.

    Shape: (n, n) in and out.

    >>> scaled_to_radius([[2.0, 0.0], [0.0, 4.0]], 1.0).tolist()
    [[0.5, 0.0], [0.0, 1.0]]
    """
    found = spectral_radius(weights)
    if found == 0:
        raise ValueError("all eigenvalues are 0")
    return np.asarray(weights, dtype=np.float64) * (radius / found)
