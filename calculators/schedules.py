"""Learning-rate schedules, and how many updates training takes.

Steps and epochs are counted from 0 unless a function says otherwise.
"""

from __future__ import annotations

import math


def step_decay(rate: float, factor: float, every: int, epoch: int) -> float:
    """η · γ^⌊epoch / every⌋. Source: He et al. 2016, arXiv:1512.03385, section 3.4; torch.optim.lr_scheduler.StepLR.

    Raises ValueError for `every` < 1 and for a negative epoch.

    >>> step_decay(0.1, 0.5, 10, 25)
    0.025
    """
    if every < 1 or epoch < 0:
        raise ValueError(f"epoch {epoch}, decayed every {every}")
    return float(rate * factor ** (epoch // every))


def cosine_annealing(highest: float, lowest: float, step: int, steps: int) -> float:
    """η_min + ½(η_max − η_min)(1 + cos(π t / T)), without restarts.

    Source: Loshchilov & Hutter 2017, arXiv:1608.03983, equation 5. Raises ValueError unless 0 ≤ t ≤ T.

    >>> round(cosine_annealing(1.0, 0.0, 5, 10), 4)
    0.5
    """
    if not 0 <= step <= steps or steps < 1:
        raise ValueError(f"step {step} of {steps}")
    return lowest + (highest - lowest) * (1 + math.cos(math.pi * step / steps)) / 2


def warmup_inverse_root(width: int, step: int, warmup: int) -> float:
    """d^−½ · min(t^−½, t · warmup^−1.5), t counted from 1: a linear rise, then a fall as 1/√t.

    Source: Vaswani et al. 2017, arXiv:1706.03762, equation 3. Raises ValueError unless t ≥ 1.

    >>> warmup_inverse_root(256, 100, 100)
    0.00625
    """
    if step < 1 or warmup < 1:
        raise ValueError(f"step {step} with {warmup} steps of warm-up")
    return float(width**-0.5 * min(step**-0.5, step * warmup**-1.5))


def updates(samples: int, batch: int, epochs: int, drop_last: bool = False) -> int:
    """Updates of mini-batch training: ⌈samples / batch⌉ (or ⌊ ⌋ where the incomplete batch is dropped) × epochs.

    Source: Goodfellow, Bengio & Courville 2016, Deep Learning, section 8.1.3. Raises ValueError for a batch below 1.

    >>> updates(1000, 300, 2)
    8
    """
    if batch < 1 or samples < 1 or epochs < 0:
        raise ValueError(f"{samples} samples in batches of {batch}")
    return epochs * (samples // batch if drop_last else -(-samples // batch))


def early_stopping(losses: list[float], patience: int) -> tuple[int, int]:
    """(epoch at which training stops, epoch of the kept weights), counted from 1.

    Training stops once the loss has not fallen below its least value for `patience` epochs in a row; without that, it
    runs to the end. Source: Goodfellow et al. 2016, algorithm 7.1 (one evaluation each epoch). Raises ValueError for
    an empty curve or patience below 1.

    >>> early_stopping([5.0, 3.0, 4.0, 3.5, 2.0], patience=2)
    (4, 2)
    """
    if not losses or patience < 1:
        raise ValueError(f"{len(losses)} epochs with patience {patience}")
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best >= patience:
            return epoch + 1, best + 1
    return len(losses), best + 1
