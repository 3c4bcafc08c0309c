"""The memory model fitted to a learner's own reviews, and every card replayed under it.

Fitting is done by `fsrs-rs-python` (the extra `optimizer`), which is imported only here and only when it is asked for.
Parameters of one's own are taken only where they predict reviews better that they were not fitted to: they are fitted
to the older four fifths, and compared with the parameters in use on the newest fifth, by log loss.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise

from quizapp.progress import card_changes, cards, fits, learners, movements
from quizapp.progress.database import Connection
from quizapp.progress.fits import FitValues
from quizapp.progress.movements import Moved
from quizapp.study import fsrs6, moving
from quizapp.study.context import Context
from quizapp.study.faults import NoOptimizer, TooFewReviews
from quizapp.study.fsrs6 import Model

# Fewer reviews than this say less about a learner than the default parameters do.
LEAST_REVIEWS = 1000
HELD_OUT = 5
# Probabilities are kept away from 0 and 1, so that one surprise does not decide everything.
_CERTAIN = 1e-4
# Cards replayed in one transaction: nobody else waits longer than a moment.
_AT_ONCE = 500

# One card's answers: rating (1 to 4) and study days since the answer before (0 for the first).
History = Sequence[tuple[int, int]]
Optimizer = Callable[[Sequence[History]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What fitting led to. `loss`: log loss of the fitted parameters on the `held_out` newest of `reviews` reviews;
    `loss_before`: that of the parameters in use. `taken`: they are in use now, because they predict better.
    """

    reviews: int
    held_out: int
    loss: float
    loss_before: float
    taken: bool
    model: Model


@dataclass(frozen=True, slots=True)
class _Card:
    ratings: tuple[int, ...]
    days: tuple[date, ...]
    attempts: tuple[int, ...]

    @property
    def gaps(self) -> tuple[int, ...]:
        """Study days between the answers; a clock that was set back gives none."""
        return tuple(max((later - earlier).days, 0) for earlier, later in pairwise(self.days))

    def history(self, until: int) -> list[tuple[int, int]]:
        """The answers up to an attempt."""
        gaps = (0, *self.gaps)
        return [(self.ratings[n], gaps[n]) for n, attempt in enumerate(self.attempts) if attempt <= until]


def fit(context: Context, optimizer: Optimizer | None = None) -> Fitted:
    """Fit the model to the learner's reviews, and keep the parameters if they predict better. A review counts here if
    the model predicted it: not the first answer to a card, nor a second one on the same day.

    Raises `TooFewReviews`, and `NoOptimizer` where the extra is not installed. The cards are not moved by this:
    `replay_cards` does that, and each one is when it is answered next.
    """
    with context.database.reading() as connection:
        log = _log(context, connection)
    predicted = sorted(
        attempt for card in log for attempt, gap in zip(card.attempts[1:], card.gaps, strict=True) if gap > 0
    )
    if len(predicted) < LEAST_REVIEWS:
        raise TooFewReviews(len(predicted), LEAST_REVIEWS)
    held_out = len(predicted) // HELD_OUT
    until = predicted[-held_out - 1]
    model = fsrs6.fitted((optimizer or optimized)([card.history(until) for card in log]))
    before, after = log_loss(context.model, log, until), log_loss(model, log, until)
    found = Fitted(len(predicted), held_out, after, before, after < before, model)
    if found.taken:
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            now = context.now()
            fits.drop(connection, context.learner_id, now)
            values = FitValues(model.version, model.parameters, found.reviews, after, before, now)
            fits.add(connection, context.learner_id, values)
    return found


def log_loss(model: Model, log: Iterable[_Card], after: int) -> float:
    """The mean log loss of a model's predictions of recall for the reviews after an attempt."""
    total, count = 0.0, 0
    for card in log:
        memory = model.first(card.ratings[0])
        for attempt, rating, gap in zip(card.attempts[1:], card.ratings[1:], card.gaps, strict=True):
            if attempt > after and gap > 0:
                recall = min(max(model.recall(gap, memory[0]), _CERTAIN), 1 - _CERTAIN)
                total -= math.log(recall if rating > 1 else 1 - recall)
                count += 1
            memory = model.moved(*memory, rating, gap)
    return total / count if count else 0.0


def optimized(histories: Sequence[History]) -> Sequence[float]:
    """FSRS-6 parameters by `fsrs-rs-python`. Raises `NoOptimizer`."""
    try:
        import fsrs_rs_python
    except ImportError as error:
        raise NoOptimizer from error
    items = []
    for history in histories:
        reviews = [fsrs_rs_python.FSRSReview(rating, gap) for rating, gap in history]
        # One item for each review that is to be predicted, with what came before it.
        items += [fsrs_rs_python.FSRSItem(reviews[: n + 1]) for n in range(1, len(history)) if history[n][1] > 0]
    parameters: list[float] = fsrs_rs_python.FSRS(list(fsrs6.DEFAULT_PARAMETERS)).compute_parameters(items)
    return parameters


def replay_cards(context: Context) -> int:
    """Give every card the values that its log leads to under the model in use; how many were changed by it.

    May be stopped anywhere and run again: a card says which parameters its values belong to.
    """
    with context.database.reading() as connection:
        known = cards.names(connection, context.learner_id)
    changed = 0
    waiting = iter(known)
    while names := list(islice(waiting, _AT_ONCE)):
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            for card_id, question_id, part in names:
                before = cards.find(connection, context.learner_id, question_id, part)
                moving.settle(context, connection, card_id, question_id, part)
                changed += cards.find(connection, context.learner_id, question_id, part) != before
    context.crowding.forget()
    return changed


def _log(context: Context, connection: Connection) -> list[_Card]:
    resets = card_changes.resets(connection, context.learner_id)
    found: dict[int, list[Moved]] = {}
    for line in movements.moved(connection, context.learner_id):
        if line.attempt_id > resets.get(line.card_id, 0):
            found.setdefault(line.card_id, []).append(line)
    return [
        _Card(
            tuple(line.rating for line in lines),
            tuple(line.study_day for line in lines),
            tuple(line.attempt_id for line in lines),
        )
        for lines in found.values()
    ]
