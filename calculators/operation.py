"""Lighter models, many machines, fast hardware: sizes, times and traffic."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calculators.softmax import softmax


def dequantized(code: int, scale: float, zero_point: int) -> float:
    """S (q - Z). Source: Jacob et al. 2018, arXiv:1712.05877, equation 1.

    >>> dequantized(12, 0.5, 10)
    1.0
    """
    return scale * (code - zero_point)


def model_bytes(parameters: Sequence[float], bits: Sequence[int]) -> float:
    """Bytes of groups of parameters stored with so many bits each. Source: Han, Mao & Dally 2016, arXiv:1510.00149.

    Shapes: (groups,) both.

    >>> model_bytes([1000, 500], [8, 16])
    2000.0
    """
    return sum(count * width for count, width in zip(parameters, bits, strict=True)) / 8


def overall_sparsity(sizes: Sequence[int], rates: Sequence[float]) -> float:
    """Share of all weights that is pruned, from the layers' sizes and rates. Source: Han et al. 2015, arXiv:1506.02626.

    Shapes: (layers,) both.

    >>> overall_sparsity([100, 300], [0.2, 0.6])
    0.5
    """
    return sum(size * rate for size, rate in zip(sizes, rates, strict=True)) / sum(sizes)


def distillation_loss(
    student: Sequence[float], teacher: Sequence[float], label: int, temperature: float, share: float
) -> float:
    """share · T² · H(softmax(teacher / T), softmax(student / T)) + (1 - share) · H(label, softmax(student)), in nats.

    Source: Hinton, Vinyals & Dean 2015, arXiv:1503.02531, section 2. Shapes: logits (classes,) both.

    >>> round(distillation_loss([0.0, 0.0], [1.0, 0.0], 0, temperature=2.0, share=0.5), 4)
    1.7329
    """
    soft, said = softmax(teacher, temperature), softmax(student, temperature)
    gentle = -sum(float(p) * math.log(float(q)) for p, q in zip(soft, said, strict=True))
    hard = -math.log(float(softmax(student)[label]))
    return share * temperature**2 * gentle + (1 - share) * hard


def low_rank_parameters(rows: int, columns: int, rank: int) -> int:
    """Elements of the factors rows × rank and rank × columns. Source: Hu et al. 2022, arXiv:2106.09685, section 4.1.

    >>> low_rank_parameters(512, 512, 8)
    8192
    """
    return rank * (rows + columns)


def updates(samples: int, workers: int, batch: int, accumulated: int, epochs: int) -> int:
    """Updates of synchronous data parallel training; batches that are not full are dropped in each epoch.

    Source: Goyal et al. 2017, arXiv:1706.02677, section 2.

    >>> updates(50_000, workers=4, batch=32, accumulated=2, epochs=10)
    1950
    """
    return samples // (workers * batch * accumulated) * epochs


def ring_all_reduce_bytes(size: float, workers: int) -> float:
    """Bytes that each worker sends to sum up gradients of `size` bytes: 2 (N - 1) / N · size.

    Source: Patarasuk & Yuan 2009, Journal of Parallel and Distributed Computing 69.

    >>> ring_all_reduce_bytes(400.0, 4)
    600.0
    """
    return 2 * (workers - 1) / workers * size


def federated_average(values: Sequence[Sequence[float]], samples: Sequence[int]) -> list[float]:
    """Mean of the clients' parameters, weighted by their numbers of samples.

    Source: McMahan et al. 2017, arXiv:1602.05629, algorithm 1.
    Shapes: parameters (clients, parameters), samples (clients,), result (parameters,).

    >>> federated_average([[1.0], [5.0]], [3, 1])
    [2.0]
    """
    total = sum(samples)
    return [sum(n * v for n, v in zip(samples, column, strict=True)) / total for column in zip(*values, strict=True)]


def amdahl_speedup(parallel: float, processors: int) -> float:
    """1 / ((1 - p) + p / n). Source: Amdahl 1967, AFIPS Spring Joint Computer Conference.

    >>> round(amdahl_speedup(0.9, 10), 4)
    5.2632
    """
    return 1 / (1 - parallel + parallel / processors)


def matrix_product_flops(rows: int, inner: int, columns: int) -> int:
    """2 · rows · inner · columns: a multiplication and an addition count as two operations.

    Source: Golub & Van Loan 2013, Matrix Computations, section 1.1.15.

    >>> matrix_product_flops(2, 3, 4)
    48
    """
    return 2 * rows * inner * columns


def arithmetic_intensity(rows: int, inner: int, columns: int, width: int) -> float:
    """Operations for each byte of a matrix product whose three matrices cross memory once, `width` bytes a number.

    Source: Williams, Waterman & Patterson 2009, Roofline, Communications of the ACM 52.

    >>> round(arithmetic_intensity(100, 100, 100, 4), 4)
    16.6667
    """
    return matrix_product_flops(rows, inner, columns) / (width * (rows * inner + inner * columns + rows * columns))


def attainable(peak: float, bandwidth: float, intensity: float) -> float:
    """min(peak, bandwidth · intensity), the roofline. Source: Williams, Waterman & Patterson 2009.

    >>> attainable(10.0, 2.0, 3.0)
    6.0
    """
    return min(peak, bandwidth * intensity)


def training_bytes(parameters: float, states: int, width: int = 4) -> float:
    """Bytes of parameters, gradients and `states` optimizer states each (Momentum 1, Adam 2), all of `width` bytes.

    Source: Rajbhandari et al. 2020, ZeRO, arXiv:1910.02054, section 3.1.

    >>> training_bytes(1e6, 2)
    16000000.0
    """
    return parameters * width * (2 + states)
