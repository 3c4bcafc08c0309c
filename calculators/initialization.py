"""The spread of a layer's initial weights, from its numbers of inputs and outputs.

`inputs` and `outputs` are the fan-in and the fan-out: units before and after the layer (for a convolution times the
kernel's
area). Every function raises ValueError for a size below 1.
"""

from __future__ import annotations

import math


def xavier_std(inputs: int, outputs: int) -> float:
    """Standard deviation √(2 / (n_in + n_out)), for activations symmetric about 0 such as tanh.

    Source: Glorot & Bengio 2010, AISTATS, equation 12 (the variance).

    >>> xavier_std(100, 100)
    0.1
    """
    return math.sqrt(2 / (_size(inputs) + _size(outputs)))


def xavier_uniform_bound(inputs: int, outputs: int) -> float:
    """Half-width √(6 / (n_in + n_out)) of the uniform form U(−a, a), whose variance a²/3 is that of `xavier_std`.

    Source: Glorot & Bengio 2010, AISTATS, equation 16.

    >>> round(xavier_uniform_bound(100, 50), 4)
    0.2
    """
    return math.sqrt(6 / (_size(inputs) + _size(outputs)))


def he_std(inputs: int) -> float:
    """Standard deviation √(2 / n_in), for ReLU.

    Source: He et al. 2015, arXiv:1502.01852, equation 10.

    >>> he_std(200)
    0.1
    """
    return math.sqrt(2 / _size(inputs))


def convolution_fan_in(channels: int, kernel: int) -> int:
    """Inputs of one unit of a convolution: input channels × kernel². Source: He et al. 2015, section 2.2 (n = k²c).

    >>> convolution_fan_in(64, 3)
    576
    """
    return _size(channels) * _size(kernel) ** 2


def _size(units: int) -> int:
    if units < 1:
        raise ValueError(f"a layer has at least 1 unit, not {units}")
    return units
