"""Sampling, spectrograms, CTC and dilated causal convolutions.

Source, unless a function names another: Oppenheim & Schafer 2010, Discrete-Time Signal Processing, section 10.3.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

BLANK = 0


def alias(frequency: float, rate: float) -> float:
    """The frequency in 0..rate/2 that a sampled sine of `frequency` can't be told from; both in hertz.

    Source: Oppenheim & Schafer 2010, Discrete-Time Signal Processing, section 4.2.

    >>> alias(7000.0, 8000.0)
    1000.0
    """
    folded = frequency % rate
    return min(folded, rate - folded)


def frames(samples: int, window: int, hop: int) -> int:
    """Windows that fit into the signal without padding: floor((N - W) / H) + 1. Raises ValueError where none does.

    >>> frames(16_000, 400, 160)
    98
    """
    if samples < window:
        raise ValueError("the window does not fit")
    return (samples - window) // hop + 1


def bins(window: int) -> int:
    """Frequencies of a real signal's discrete Fourier transform, from 0 to half the rate: floor(W / 2) + 1.

    >>> bins(512)
    257
    """
    return window // 2 + 1


def mel(frequency: float) -> float:
    """2595 log10(1 + f / 700). Source: O'Shaughnessy 1987, Speech Communication, page 150.

    >>> round(mel(1000.0), 2)
    999.99
    """
    return 2595 * math.log10(1 + frequency / 700)


def collapse(path: Sequence[int]) -> list[int]:
    """Labels of a CTC path: equal neighbours merged, then blanks (0) removed.

    Source: Graves et al. 2006, Connectionist temporal classification, ICML, section 3.1.
    Shapes: path (frames,), result (labels,) with labels ≤ frames.

    >>> collapse([0, 1, 1, 0, 1, 2])
    [1, 1, 2]
    """
    return [symbol for symbol, _ in groupby(path) if symbol != BLANK]


def ctc_probability(probabilities: Sequence[Sequence[float]], labels: Sequence[int]) -> float:
    """Sum over all paths that collapse to `labels`, by the forward algorithm.

    `probabilities`: (T, symbols), the blank first. Source: Graves et al. 2006, section 4.1.

    >>> round(ctc_probability([[0.5, 0.5], [0.5, 0.5]], [1]), 4)
    0.75
    """
    extended = [BLANK]
    for label in labels:
        extended += [label, BLANK]
    forward = [1.0] + [0.0] * (len(extended) - 1)
    for time, row in enumerate(probabilities):
        before = forward
        forward = []
        for place, symbol in enumerate(extended):
            total = before[place]
            if place >= 1:
                total += before[place - 1]
            if place >= 2 and symbol not in (BLANK, extended[place - 2]):
                total += before[place - 2]
            if time == 0:
                total = 1.0 if place <= 1 else 0.0
            forward.append(total * row[symbol])
    return forward[-1] + (forward[-2] if len(forward) > 1 else 0.0)


def causal_receptive_field(kernel: int, layers: int, blocks: int) -> int:
    """Samples that one output sees: 1 + blocks (k - 1)(2^layers - 1), the dilations in a block being 1, 2, 4, ….

    Source: van den Oord et al. 2016, WaveNet, arXiv:1609.03499, section 2.1.

    >>> causal_receptive_field(2, 10, 1)
    1024
    """
    return 1 + blocks * (kernel - 1) * int(2**layers - 1)
