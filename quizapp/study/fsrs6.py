"""The arithmetic of FSRS-6 on plain numbers.

The formulas are those of the `fsrs` package 6.3 (MIT, https://github.com/open-spaced-repetition/py-fsrs), with which
they agree on any history (tests/study/test_fsrs6.py). Ours are written out because a replay of a whole log, the
forecasts and the simulations move a card millions of times, because a learner may have parameters of their own, and
because elapsed time comes as a number of days instead of two clock times.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

NAME = "FSRS-6"
# The version of the default parameters; it stands in every card that was moved by them.
DEFAULT_VERSION = "6.3"
DEFAULT_PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956),  # stability in days after a first Again, Hard, Good, Easy
    *(6.4133, 0.8334, 3.0194, 0.001),  # difficulty: after a first Again, its spread, its change, its reversion
    *(1.8722, 0.1666, 0.796),  # growth of stability when recalled
    *(1.4835, 0.0614, 0.2629, 1.6483),  # stability when forgotten
    *(0.6014, 1.8729),  # Hard's share of the growth, Easy's multiple of it
    *(0.5425, 0.0912, 0.0658),  # several answers on one day
    0.1542,  # decay of the forgetting curve
)
LOWEST_STABILITY = 0.001
_AGAIN, _HARD, _GOOD, _EASY = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Model:
    """FSRS-6 with its 21 parameters. `version` names the parameters wherever a memory is stored.

    Stability: days after which recall has fallen to 90 %. Difficulty: 1 to 10. Recall: a probability.
    """

    version: str = DEFAULT_VERSION
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    _factor: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.parameters) != len(DEFAULT_PARAMETERS) or not all(map(math.isfinite, self.parameters)):
            raise ValueError(f"FSRS-6 has {len(DEFAULT_PARAMETERS)} parameters")
        object.__setattr__(self, "_factor", 0.9 ** (1 / -self.parameters[20]) - 1)

    def recall(self, elapsed_days: float, stability: float) -> float:
        """The chance of recall some days after the last answer."""
        return float((1 + self._factor * elapsed_days / stability) ** -self.parameters[20])

    @property
    def curve(self) -> tuple[float, float]:
        """Factor f and exponent d of the curve of forgetting: recall is (1 + f · elapsed days / stability) ^ d."""
        return self._factor, -self.parameters[20]

    def interval(self, stability: float, retention: float, longest: int) -> int:
        """Whole days (1 to `longest`) until recall falls to `retention`."""
        days: float = (stability / self._factor) * ((retention ** (1 / -self.parameters[20])) - 1)
        return min(max(round(days), 1), longest)

    def first(self, rating: int) -> tuple[float, float]:
        """Stability and difficulty after a first answer rated 1 (Again) to 4 (Easy)."""
        return max(self.parameters[rating - 1], LOWEST_STABILITY), _bounded(self._first_difficulty(rating))

    def moved(self, stability: float, difficulty: float, rating: int, elapsed_days: float) -> tuple[float, float]:
        """Stability and difficulty after another answer. Less than a day counts as the same day."""
        if elapsed_days < 1:
            new = self._on_the_same_day(stability, rating)
        elif rating == _AGAIN:
            new = self._forgotten(stability, difficulty, self.recall(elapsed_days, stability))
        else:
            new = self._recalled(stability, difficulty, self.recall(elapsed_days, stability), rating)
        return max(new, LOWEST_STABILITY), self._next_difficulty(difficulty, rating)

    def _first_difficulty(self, rating: int) -> float:
        w = self.parameters
        return w[4] - math.exp(w[5] * (rating - 1)) + 1

    def _next_difficulty(self, difficulty: float, rating: int) -> float:
        w = self.parameters
        damped = difficulty + (10.0 - difficulty) * -(w[6] * (rating - _GOOD)) / 9.0
        return _bounded(w[7] * self._first_difficulty(_EASY) + (1 - w[7]) * damped)

    def _on_the_same_day(self, stability: float, rating: int) -> float:
        w = self.parameters
        growth: float = math.exp(w[17] * (rating - _GOOD + w[18])) * stability ** -w[19]
        return stability * (growth if rating == _AGAIN else max(growth, 1.0))

    def _recalled(self, stability: float, difficulty: float, recall: float, rating: int) -> float:
        w = self.parameters
        grown: float = stability ** -w[9] * (math.exp((1 - recall) * w[10]) - 1)
        growth = math.exp(w[8]) * (11 - difficulty) * grown
        if rating == _HARD:
            growth *= w[15]
        elif rating == _EASY:
            growth *= w[16]
        return stability * (1 + growth)

    def _forgotten(self, stability: float, difficulty: float, recall: float) -> float:
        w = self.parameters
        grown: float = (stability + 1) ** w[13] - 1
        long = w[11] * difficulty ** -w[12] * grown * math.exp((1 - recall) * w[14])
        return float(min(long, stability / math.exp(w[17] * w[18])))


DEFAULT = Model()


def fitted(parameters: Sequence[float]) -> Model:
    """The model with a learner's own parameters; its version follows from them."""
    digest = blake2b(",".join(map(repr, parameters)).encode(), digest_size=6).hexdigest()
    return Model(f"{DEFAULT_VERSION}+{digest}", tuple(parameters))


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
