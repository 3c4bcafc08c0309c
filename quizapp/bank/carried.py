"""Errors carried forward: a later part of a set judged with the learner's own earlier answers.

Numbas' rule: who goes on rightly from a wrong number has understood the later part. The better of the two verdicts is
kept, and the learner is told. An earlier answer that would make the later part trivial is not carried.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from calculators import answers
from calculators.answers.keys import Count, Key, Number
from calculators.answers.verdict import Verdict
from quizapp.bank.schema import Asked, CountAnswer, NumberAnswer

_NAME = re.compile(r"[a-z][a-z0-9_]*")
# A carried key this many times larger or smaller than the true one comes from a number that nobody could mean.
FARTHEST = 1_000.0


@dataclass(frozen=True, slots=True)
class Earlier:
    """The learner's answer to an earlier part: its number, and whether it was right."""

    value: float
    correct: bool


def judge_carried(
    asked: Asked, key: Key, text: str, earlier: Mapping[str, Earlier], shown: str | None = None
) -> Verdict | None:
    """The verdict on a typed text with wrong earlier answers carried forward; None where nothing is to be carried.
    `shown`: as for `answers.judge`.
    """
    own = carried_key(asked, key, earlier)
    if own is None:
        return None
    return replace(answers.judge(own, text, shown=shown), carried=True)


def carried_key(asked: Asked, key: Key, earlier: Mapping[str, Earlier]) -> Key | None:
    """The key that follows from the learner's own earlier answers, or None.

    Only the earlier parts that the part's `carried` names count. None where all of them were right, where one is
    missing, or where the result is trivial: 0 or not finite, one of those answers itself, far from the true key's size,
    or the true key.
    """
    answer = asked.answer
    if not isinstance(answer, NumberAnswer | CountAnswer) or answer.carried is None:
        return None
    needed = {name: given for name, given in earlier.items() if name in _NAME.findall(answer.carried)}
    if not isinstance(key, Number | Count) or all(given.correct for given in needed.values()):
        return None
    numbers = {name: given.value for name, given in needed.items()}
    if any(value == 0 or not math.isfinite(value) for value in numbers.values()):
        return None
    try:
        value = answers.evaluate(answer.carried, numbers)
    except answers.Unreadable:
        return None
    if _trivial(value, key.value, numbers):
        return None
    if isinstance(key, Count):
        return Count(round(value), key.units) if value == round(value) else None
    return replace(key, value=value)


def _trivial(value: float, truth: float, numbers: Mapping[str, float]) -> bool:
    if not math.isfinite(value) or value == 0 or math.isclose(value, truth, rel_tol=1e-9):
        return True
    if truth and not 1 / FARTHEST <= abs(value / truth) <= FARTHEST:
        return True
    return any(math.isclose(value, number, rel_tol=1e-9) for number in numbers.values())
