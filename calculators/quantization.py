"""Affine quantization of real values to whole numbers. Source: Jacob et al. 2018, arXiv:1712.05877, section 2.1."""

from __future__ import annotations

import math


def quantize(value: float, scale: float, zero_point: int, bits: int = 8) -> int:
    """round(x / S) + Z, clipped to 0 ..

    2^bits − 1. A half is rounded away from 0. Raises ValueError unless `scale` > 0.

    >>> quantize(1.0, 0.5, 10)
    12
    """
    if not scale > 0:
        raise ValueError(f"a scale is greater than 0, not {scale}")
    steps = value / scale
    rounded = math.floor(abs(steps) + 0.5) * (1 if steps >= 0 else -1)
    return min(max(rounded + zero_point, 0), (1 << bits) - 1)


def dequantize(code: int, scale: float, zero_point: int) -> float:
    """S(q − Z), the real value that a code stands for (equation 1).

    >>> dequantize(12, 0.5, 10)
    1.0
    """
    return scale * (code - zero_point)


def scale_of_range(low: float, high: float, bits: int = 8) -> float:
    """The step (high − low) / (2^bits − 1) between neighbouring codes (equation 12).

    Raises ValueError unless low < high.

    >>> round(scale_of_range(-1.0, 1.55), 4)
    0.01
    """
    if not low < high:
        raise ValueError(f"a range has low < high, not {low}..{high}")
    return (high - low) / ((1 << bits) - 1)
