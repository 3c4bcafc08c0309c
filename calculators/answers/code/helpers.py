"""The functions that listings define for themselves, as usual in textbooks: known by name, so a key can declare them.

Arrays may have any number of axes; softmax and its like go along the last one. In a listing of PyTorch the same names
with a `dim` are in `torch_tables.py`. Sources: Goodfellow et al. 2016, section 6.2; Saito, "ゼロから作るDeep Learning",
chapters 3 and 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from calculators.answers.code.functions import Function, broadcast, plain
from calculators.answers.code.limits import Budget, Stopped


def sigmoid(x: Any) -> Any:
    """1 / (1 + e^-x), element by element."""
    return 1 / (1 + np.exp(-x))


def softmax(x: Any, axis: int = -1) -> Any:
    """e^x over its sum along an axis."""
    raised = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return raised / np.sum(raised, axis=axis, keepdims=True)


def log_softmax(x: Any, axis: int = -1) -> Any:
    """The logarithm of softmax along an axis."""
    shifted = x - np.max(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


def relu(x: Any) -> Any:
    """max(0, x), element by element."""
    return np.maximum(0, x)


def leaky_relu(x: Any, slope: float = 0.01) -> Any:
    """x where positive, else slope · x."""
    return np.where(x > 0, x, slope * x)


def softplus(x: Any) -> Any:
    """ln(1 + e^x), element by element."""
    return np.logaddexp(0, x)


def gelu(x: Any) -> Any:
    """x · Φ(x) with tanh's approximation (Hendrycks & Gimpel 2016, arXiv:1606.08415)."""
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def logsumexp(x: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """The logarithm of the sum of e^x along an axis."""
    largest = np.max(x, axis=axis, keepdims=True)
    total = np.log(np.sum(np.exp(x - largest), axis=axis, keepdims=True)) + largest
    return total if keepdims else np.squeeze(total, axis)


def normalize(x: Any, p: float = 2.0, axis: int = 1) -> Any:
    """x over its p-norm along an axis."""
    return x / np.linalg.norm(x, p, axis=axis, keepdims=True)


def cross_entropy(y: Any, t: Any) -> Any:
    """-Σ t ln(y + 1e-7) / N: `y` probabilities, `t` of the same shape (one-hot); N the rows."""
    rows = y.shape[0] if y.ndim > 1 else 1
    return -np.sum(t * np.log(y + 1e-7)) / rows


def mean_squared_error(y: Any, t: Any) -> Any:
    """Σ (y - t)² / 2."""
    return 0.5 * np.sum((y - t) ** 2)


def by_element(name: str, function: Any, spec: str = "x") -> Function:
    """A helper that works element by element or along an axis and costs some passes over its arrays."""
    return plain(name, spec, function, _some_passes)


def _some_passes(budget: Budget, values: Mapping[str, Any]) -> None:
    arrays = [value for value in values.values() if isinstance(value, np.ndarray)]
    broadcast(budget, *arrays)
    budget.spend(6 * sum(array.size for array in arrays))
    if not arrays[0].size:
        raise Stopped("code_empty_array")


HELPERS: dict[str, Function] = {
    "sigmoid": by_element("sigmoid", sigmoid),
    "softmax": by_element("softmax", softmax, "x axis?:int"),
    "log_softmax": by_element("log_softmax", log_softmax, "x axis?:int"),
    "relu": by_element("relu", relu),
    "leaky_relu": by_element("leaky_relu", leaky_relu, "x slope?:real"),
    "softplus": by_element("softplus", softplus),
    "gelu": by_element("gelu", gelu),
    "tanh": by_element("tanh", np.tanh),
    "cross_entropy": by_element("cross_entropy", cross_entropy, "y t"),
    "cross_entropy_error": by_element("cross_entropy_error", cross_entropy, "y t"),
    "mean_squared_error": by_element("mean_squared_error", mean_squared_error, "y t"),
}
