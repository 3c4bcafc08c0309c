"""Losses and steps of metric learning, contrastive learning, meta-learning and active learning."""

from __future__ import annotations

import math
from collections.abc import Sequence


def contrastive_loss(distances: Sequence[float], similar: Sequence[int], margin: float) -> float:
    """Mean of ½d² over similar pairs (1) and ½ max(0, m - d)² over dissimilar ones (0).

    Source: Hadsell, Chopra & LeCun 2006, CVPR, equation 4.

    >>> contrastive_loss([2.0, 0.5], [1, 0], margin=1.5)
    1.25
    """
    terms = [d * d if same else max(0.0, margin - d) ** 2 for d, same in zip(distances, similar, strict=True)]
    return sum(terms) / (2 * len(terms))


def squared_distance(first: Sequence[float], second: Sequence[float]) -> float:
    """Σ (a - b)². Source: Schroff, Kalenichenko & Philbin 2015, arXiv:1503.03832, section 3.1.

    Shapes: (features,) both.

    >>> squared_distance([1.0, 2.0], [4.0, 6.0])
    25.0
    """
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True))


def triplet_loss(anchor: Sequence[float], positive: Sequence[float], negative: Sequence[float], margin: float) -> float:
    """max(0, ‖a - p‖² - ‖a - n‖² + m). Source: Schroff, Kalenichenko & Philbin 2015, arXiv:1503.03832, equation 3.

    Shapes: (features,) all three.

    >>> triplet_loss([0.0], [1.0], [2.0], margin=5.0)
    2.0
    """
    return max(0.0, squared_distance(anchor, positive) - squared_distance(anchor, negative) + margin)


def info_nce(positive: float, negatives: Sequence[float], temperature: float) -> float:
    """-ln of the softmax weight of the positive pair's similarity among all, divided by the temperature.

    Source: van den Oord et al. 2018, arXiv:1807.03748; Chen et al. 2020, arXiv:2002.05709, equation 1.
    Shape of the negatives' similarities: (negatives,); in nats.

    >>> round(info_nce(1.0, [0.0], 1.0), 4)
    0.3133
    """
    return math.log(sum(math.exp((s - positive) / temperature) for s in [positive, *negatives]))


def adapted(weight: float, x: float, y: float, rate: float) -> float:
    """One inner step of MAML for f(x) = wx and the loss ½(wx - y)²: w - α(wx - y)x.

    Source: Finn, Abbeel & Levine 2017, arXiv:1703.03400, algorithm 1.

    >>> adapted(1.0, 2.0, 3.0, 0.5)
    2.0
    """
    return weight - rate * (weight * x - y) * x


def least_confident(rows: Sequence[Sequence[float]]) -> int:
    """Index of the sample whose most probable class has the lowest probability. Source: Settles 2009, section 3.1.

    Shape: (samples, classes).

    >>> least_confident([[0.9, 0.1], [0.6, 0.4]])
    1
    """
    return min(range(len(rows)), key=lambda index: max(rows[index]))


def smallest_margin(rows: Sequence[Sequence[float]]) -> int:
    """Index of the sample whose two most probable classes are nearest. Source: Settles 2009, section 3.1.

    Shape: (samples, classes).

    >>> smallest_margin([[0.6, 0.3, 0.1], [0.5, 0.45, 0.05]])
    1
    """

    def margin(index: int) -> float:
        first, second = sorted(rows[index], reverse=True)[:2]
        return first - second

    return min(range(len(rows)), key=margin)
