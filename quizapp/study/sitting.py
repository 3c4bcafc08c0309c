"""One run of quiz or review: what is asked, the answer committed, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from calculators.answers.verdict import Outcome as Judged
from calculators.answers.verdict import Verdict
from quizapp.bank.schema import Question
from quizapp.study.scheduling import Rating
from quizapp.study.summary import Summary

if TYPE_CHECKING:
    from quizapp.bank.variants import Variant


class ItemKind(StrEnum):
    """Why an item is asked: never answered before, to be reviewed, in a learning step, or practice that was asked
    for.
    """

    NEW = "new"
    REVIEW = "review"
    LEARNING = "learning"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Response:
    """What the learner gave: typed `text`, or the ids of the `chosen` choices; exactly one of the two.

    `seconds`: time from the first showing to the answer. `unsure`: marked as a guess. `hint`: the hint was read.
    """

    text: str | None = None
    chosen: Sequence[str] | None = None
    seconds: float = 0.0
    unsure: bool = False
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked now. `position` counts from 1 to `total`; `total` grows when an item comes back."""

    question: Question
    part: str
    variant: Variant
    position: int
    total: int
    kind: ItemKind


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an answer. An invalid answer was not recorded: `attempt_id`, `rating` and the dates are None.

    `rating`: how the card was rated, None for practice. `due_at`: when the card is due (UTC); `days`: in how many
    study days (0 = today). `returns`: the question comes back in this sitting. `revised`: the question has been
    edited since it was last answered.
    """

    verdict: Verdict
    attempt_id: int | None = None
    rating: Rating | None = None
    due_at: datetime | None = None
    days: int | None = None
    returns: bool = False
    revised: bool = False

    @property
    def recorded(self) -> bool:
        """Whether the answer was committed (not for an invalid one)."""
        return self.attempt_id is not None


class Sitting:
    """A sitting in progress. Made by `Study.start_quiz`, `start_review` and `resume`, never directly.

    The order of calls: `item` → `answer(response)` (again, as long as the verdict is invalid) → `advance()`,
    `again()` or `undo()`. Safe to use from one worker thread at a time.
    """

    id: int

    @property
    def item(self) -> Item | None:
        """What is asked now, or what was just answered; None when nothing is left."""

    @property
    def outcome(self) -> Outcome | None:
        """What came of the item that is showing, None while it is unanswered."""

    @property
    def marks(self) -> tuple[Judged | None, ...]:
        """The row of results: one for each item of the plan, None for what is still to come."""

    @property
    def finished(self) -> bool:
        """Whether everything planned has been answered."""

    def answer(self, response: Response) -> Outcome:
        """Judge a response and commit it; the outcome is returned only after the commit.

        Raises `AlreadyAnswered`, `SittingChanged` (continued elsewhere), `DatabaseFault` (nothing was recorded).
        """

    def advance(self) -> Item | None:
        """Go on to the next item, after an answer."""

    def again(self) -> Item:
        """After an answer: the same question with other numbers, as practice that does not move the card."""

    def undo(self) -> Item:
        """Take back the last answer of this sitting and ask the same item again. Raises `NothingToUndo`."""

    def leave(self) -> None:
        """Put the sitting aside; `Study.resume` continues it. One without any answer is dropped."""

    def summary(self) -> Summary:
        """The result so far."""
