"""FSRS-6 written out here against the `fsrs` package, history by history."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import fsrs
import pytest

from quizapp.study.fsrs6 import DEFAULT, DEFAULT_PARAMETERS, Model, fitted
from quizapp.study.scheduling import MAXIMUM_DAYS

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
# Anki users' parameters differ from the default ones about this much.
SPREAD = 0.2


def some_parameters(stream: random.Random) -> tuple[float, ...]:
    bounds = zip(fsrs.scheduler.LOWER_BOUNDS_PARAMETERS, fsrs.scheduler.UPPER_BOUNDS_PARAMETERS, strict=True)
    drawn = (value * stream.uniform(1 - SPREAD, 1 + SPREAD) for value in DEFAULT_PARAMETERS)
    return tuple(min(max(value, low), high) for value, (low, high) in zip(drawn, bounds, strict=True))


@pytest.mark.parametrize("own", [False, True], ids=["default parameters", "parameters of their own"])
def test_two_thousand_random_histories_lead_to_the_librarys_memory_and_intervals(own: bool) -> None:
    stream = random.Random(20261201)
    model, scheduler = DEFAULT, fsrs.Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())
    for number in range(2000):
        if own and number % 100 == 0:
            model = fitted(some_parameters(stream))
            scheduler = fsrs.Scheduler(model.parameters, enable_fuzzing=False, learning_steps=(), relearning_steps=())
        card, moment = fsrs.Card(card_id=1), START
        memory: tuple[float, float] | None = None
        for _ in range(stream.randint(1, 12)):
            rating, days = stream.randint(1, 4), stream.choice((0, 0, 1, 2, 5, 13, 40, 400))
            moment += timedelta(days=days)
            if memory is not None:
                known = scheduler.get_card_retrievability(card, moment)
                assert model.recall(days, memory[0]) == pytest.approx(known, rel=1e-9)
            card, _ = scheduler.review_card(card, fsrs.Rating(rating), moment)
            memory = model.first(rating) if memory is None else model.moved(*memory, rating, days)
            assert memory == pytest.approx((card.stability, card.difficulty), rel=1e-9)
            assert model.interval(memory[0], 0.9, MAXIMUM_DAYS) == (card.due - moment).days


def test_the_default_parameters_are_the_librarys() -> None:
    assert fsrs.scheduler.DEFAULT_PARAMETERS == DEFAULT_PARAMETERS


def test_parameters_are_named_by_what_they_are() -> None:
    other = (*DEFAULT_PARAMETERS[:-1], 0.2)
    assert fitted(other).version == fitted(list(other)).version
    assert len({DEFAULT.version, fitted(other).version, fitted((*DEFAULT_PARAMETERS[:-1], 0.3)).version}) == 3
    assert len(fitted(other).version) <= 32


@pytest.mark.parametrize("parameters", [(), DEFAULT_PARAMETERS[:-1], (*DEFAULT_PARAMETERS[:-1], float("nan"))])
def test_what_are_no_parameters_is_refused(parameters: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="21 parameters"):
        Model("x", parameters)
