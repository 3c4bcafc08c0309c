"""What a day asks, of what is due and what is new: the one rule of the queue, the plan and `bench/learning.py`.

New questions are begun up to the day's number, and before an exam as many more as fit beside what is due. Before an
exam they and what is due are then ranked together by what they add to its score for their seconds, as far as the day's
seconds go: what is worthy of the day is asked, reviews first, and the rest is left. Without an exam what is due goes
first, and what is new takes what is left of the day. No NumPy here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from quizapp.study import worth
from quizapp.study.worth import Candidate, Key, TopicStand


@dataclass(frozen=True, slots=True)
class Daily(Generic[Key]):
    """Reviews and new questions to be asked now, and the reviews that are left (`later`), in the orders given."""

    reviews: tuple[Candidate[Key], ...]
    new: tuple[Candidate[Key], ...]
    later: tuple[Candidate[Key], ...]


def daily(
    reviews: Sequence[Candidate[Key]],
    new: Iterable[Candidate[Key]],
    seconds: float,
    number: int,
    topics: Mapping[str, TopicStand] | None,
    *,
    more: bool = True,
) -> Daily[Key]:
    """The part of a day of `seconds` (the last one asked may go beyond).

    `number`: how many new question parts are still to be begun today; `more`: beyond it as well, where there is time
    for them. `topics`: how the learner stands in each; None where no exam is ahead.
    """
    room = seconds - sum(candidate.seconds for candidate in reviews) if more and topics is not None else 0.0
    begun = list(_begun(new, number, room))
    together = [*reviews, *begun]
    chosen = _in_turn(together, seconds) if topics is None else worth.ranked(together, topics, seconds)
    worthy = {candidate.key for candidate in chosen}
    return Daily(
        tuple(candidate for candidate in reviews if candidate.key in worthy),
        tuple(candidate for candidate in begun if candidate.key in worthy),
        tuple(candidate for candidate in reviews if candidate.key not in worthy),
    )


def _begun(new: Iterable[Candidate[Key]], number: int, room: float) -> Iterator[Candidate[Key]]:
    if number <= 0 and room <= 0:
        return
    for candidate in new:
        yield candidate
        number -= candidate.parts
        room -= candidate.seconds
        if number <= 0 and room <= 0:
            return


def _in_turn(candidates: Iterable[Candidate[Key]], seconds: float) -> Iterator[Candidate[Key]]:
    left = seconds
    for candidate in candidates:
        if left <= 0:
            return
        yield candidate
        left -= candidate.seconds
