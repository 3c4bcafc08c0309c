"""Are two formulas equal? Decided by their values at points of the variables' own domains.

Sampling is the most reliable decision known for such formulas, and by far the fastest. The points are seeded and lie
one in each layer of every variable's domain (a Latin hypercube); the ends of the domains and both sides of every kink
are looked at as well (`probes.py`). Where two floats differ although most of the points agree, cancellation may be the
reason, and 30 digits decide.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from calculators.answers.arithmetic import high_precision, value_at
from calculators.answers.faults import Unreadable, UnusableKey
from calculators.answers.keys import Expression
from calculators.answers.probes import probes
from calculators.answers.reading import known_formula
from calculators.answers.tree import Node

POINTS = 24
LEAST_VALID = 5
_MOST_BATCHES = 8
# Two values are the same if they differ by at most this share of the true one …
RELATIVE = 1e-9
# … or, with 30 digits, by at most this (a true zero has no share).
_ABSOLUTE = 1e-20
# A float can lose this share by cancellation before a difference is taken as certain.
_CERTAIN = 1e-4


@dataclass(frozen=True, slots=True)
class Sample:
    """A true formula, and its values at points where it has one. No variables: one point."""

    truth: Node
    points: tuple[Mapping[str, float], ...]
    values: tuple[float, ...]
    domains: tuple[tuple[str, float, float], ...] = ()


def sample(key: Expression, text: str | None = None) -> Sample:
    """The sample of a key's formula, or of another formula in the key's variables.

    Raises `UnusableKey` if the formula cannot be read, a domain is empty, or fewer than five points are defined.
    """
    domains = tuple((name, float(low), float(high)) for name, (low, high) in key.variables.items())
    return _sample(key.text if text is None else text, domains)


@lru_cache(maxsize=256)
def _sample(text: str, domains: tuple[tuple[str, float, float], ...]) -> Sample:
    names = tuple(name for name, _, _ in domains)
    try:
        truth = known_formula(text, names)
    except Unreadable as error:
        raise UnusableKey(f"{text!r}: {error}") from error
    if not domains:
        return Sample(truth, ({},), (float(value_at(truth, {})),))
    for name, low, high in domains:
        if not low < high:
            raise UnusableKey(f"{text!r}: the domain of {name} is empty: {low}..{high}")
    chance = random.Random(repr(domains))
    points: list[Mapping[str, float]] = []
    values: list[float] = []
    for _ in range(_MOST_BATCHES):
        for point in _batch(domains, chance):
            try:
                value = value_at(truth, point)
            except Unreadable:
                continue
            points.append(point)
            values.append(value)
        if len(points) >= POINTS - 4:
            break
    if len(points) < LEAST_VALID:
        raise UnusableKey(f"{text!r}: defined at {len(points)} of {_MOST_BATCHES * POINTS} points only")
    return Sample(truth, tuple(points), tuple(values), domains)


def _batch(domains: tuple[tuple[str, float, float], ...], chance: random.Random) -> list[dict[str, float]]:
    """`POINTS` points, one in each layer of every variable's domain."""
    columns: dict[str, list[float]] = {}
    for name, low, high in domains:
        layers = list(range(POINTS))
        chance.shuffle(layers)
        columns[name] = [low + (high - low) * (layer + chance.random()) / POINTS for layer in layers]
    return [{name: column[at] for name, column in columns.items()} for at in range(POINTS)]


def equivalent(answer: Node, sampled: Sample) -> bool:
    """Whether a formula has the true value at every point of a sample; undefined where the truth is defined differs."""
    doubtful: list[Mapping[str, float]] = []
    certain = 0
    for point, truth in zip(sampled.points, sampled.values, strict=True):
        try:
            difference = abs(value_at(answer, point) - truth)
        except Unreadable:
            # Perhaps only the floats' range was left, as in ln(exp(500)).
            doubtful.append(point)
            continue
        if difference <= RELATIVE * abs(truth):
            continue
        doubtful.append(point)
        certain += difference > _CERTAIN * max(1.0, abs(truth))
        if 2 * certain > len(sampled.points):
            return False
    if not all(_same_in_high_precision(answer, sampled.truth, point) for point in doubtful):
        return False
    return all(
        _same_at(answer, sampled.truth, point)
        for point in probes((answer, sampled.truth), sampled.domains, sampled.points)
    )


def _same_at(answer: Node, truth: Node, point: Mapping[str, float]) -> bool:
    """Whether two formulas agree at a point, in floats if these are sure; a point without a true value says nothing."""
    try:
        true_value = value_at(truth, point)
    except Unreadable:
        return True
    try:
        if abs(value_at(answer, point) - true_value) <= RELATIVE * abs(true_value):
            return True
    except Unreadable:
        pass
    return _same_in_high_precision(answer, truth, point)


def _same_in_high_precision(answer: Node, truth: Node, point: Mapping[str, float]) -> bool:
    precise = high_precision()
    exact = {name: precise.number(value) for name, value in point.items()}
    try:
        true_value = value_at(truth, exact, precise)
        value = value_at(answer, exact, precise)
    except Unreadable:
        return False
    return bool(abs(value - true_value) <= max(RELATIVE * abs(true_value), _ABSOLUTE))
