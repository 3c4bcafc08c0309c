"""How far predicted and observed recall agree."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.progress.figures import BINS

# The second baseline is the share recalled on the newest days that have so many reviews together.
MOVING = 100


@dataclass(frozen=True, slots=True)
class RecallDay:
    """Reviews of cards in review on one day: how many, and how many were recalled; and of those whose recall was
    predicted: how many, how many were recalled, and the sum of the squared errors of the predictions.
    """

    day: date
    reviews: int
    recalled: int
    predicted: int
    predicted_recalled: int
    squares: float


@dataclass(frozen=True, slots=True)
class RecallBin:
    """Reviews with a predicted recall within one bin: how many, the mean prediction, the share recalled."""

    lower: float
    reviews: int
    predicted: float
    recalled: float


@dataclass(frozen=True, slots=True)
class Errors:
    """How far predictions of recall were off: mean squared error (Brier score) of the model, and of two baselines that
    know nothing of the card: the share recalled on all days before, and that of the newest days before that have a
    hundred reviews together. The first day, of which neither knows anything, is left out of all three. Lower is better.
    """

    reviews: int
    model: float
    average: float
    moving: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predicted against observed recall. `error`: the mean distance of both over the bins, weighted by their reviews;
    `errors`: Brier scores beside two baselines.
    """

    bins: tuple[RecallBin, ...]
    error: float | None
    errors: Errors | None


def calibration(bins: Mapping[str, Sequence[float]], days: Sequence[RecallDay]) -> Calibration:
    """The calibration by the sums of each bin (reviews, predictions, recalled) and the days, oldest first."""
    found = tuple(
        RecallBin(int(place) / BINS, int(n), predicted / n, recalled / n)
        for place, (n, predicted, recalled) in sorted(bins.items(), key=lambda item: int(item[0]))
    )
    total = sum(row.reviews for row in found)
    off = sum(row.reviews * abs(row.predicted - row.recalled) for row in found)
    return Calibration(found, off / total if total else None, errors(days))


def errors(days: Sequence[RecallDay]) -> Errors | None:
    """The Brier scores over some days, oldest first; None before the second one with reviews."""
    reviews = known = 0
    newest: deque[tuple[int, int]] = deque()
    some = some_known = 0
    n = 0
    model = average = moving = 0.0
    for day in days:
        if not day.predicted:
            continue
        if reviews:
            n += day.predicted
            model += day.squares
            average += _squares(known / reviews, day)
            moving += _squares(some_known / some, day)
        reviews, known = reviews + day.predicted, known + day.predicted_recalled
        newest.append((day.predicted, day.predicted_recalled))
        some, some_known = some + day.predicted, some_known + day.predicted_recalled
        while some - newest[0][0] >= MOVING:
            oldest, oldest_known = newest.popleft()
            some, some_known = some - oldest, some_known - oldest_known
    return Errors(n, model / n, average / n, moving / n) if n else None


def _squares(share: float, day: RecallDay) -> float:
    """The squared errors of one prediction for all reviews of a day."""
    return day.predicted_recalled * (1 - share) ** 2 + (day.predicted - day.predicted_recalled) * share**2
