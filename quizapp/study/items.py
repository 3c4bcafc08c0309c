"""What goes back and forth in a sitting: the item asked, the response given, the outcome shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from calculators.answers.verdict import Verdict
from quizapp.bank.schema import Question, SetPart
from quizapp.bank.variants import Variant
from quizapp.study.running_order import ItemKind
from quizapp.study.scheduling import Rating


@dataclass(frozen=True, slots=True)
class Response:
    """What the learner gave: typed `text`, or the ids of the `chosen` choices; exactly one of the two.

    For an order, `chosen` holds every item in the learner's order; for pairs, the partner of each left side in turn.
    `seconds`: time from the first showing to the answer. `unsure`: marked as a guess. `hint`: the hint was read.
    `language`: in which the question was shown (by default the setting's).
    """

    text: str | None = None
    chosen: Sequence[str] | None = None
    seconds: float = 0.0
    unsure: bool = False
    hint: bool = False
    language: str | None = None

    def __post_init__(self) -> None:
        if (self.text is None) == (self.chosen is None):
            raise ValueError("a response is either typed or chosen")

    @property
    def given(self) -> str | Sequence[str]:
        """The typed text, or the chosen ids."""
        return self.text if self.text is not None else (self.chosen or ())


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked now: a question, or one `part` of a set ("" for a whole question).

    `position` counts from 1 to `total`; `total` grows when an item comes back.
    """

    question: Question
    part: str
    variant: Variant
    position: int
    total: int
    kind: ItemKind

    @property
    def asked(self) -> Question | SetPart:
        """What the item asks: the question itself, or the part of a set."""
        return self.question.asked(self.part)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an answer. An invalid answer was not recorded: `attempt_id`, `rating` and the dates are None.

    `rating`: how the card was rated, None for practice. `due_at`: when the card is due (UTC); `days`: in how many
    study days (0 = today). `returns`: the question comes back in this sitting. `revised`: the question has been
    edited since it was last answered. `leech`: the card was suspended, because it has been forgotten too often
    (`Study.advice` says what to read).
    """

    verdict: Verdict
    attempt_id: int | None = None
    rating: Rating | None = None
    due_at: datetime | None = None
    days: int | None = None
    returns: bool = False
    revised: bool = False
    leech: bool = False

    @property
    def recorded(self) -> bool:
        """Whether the answer was committed (not for an invalid one)."""
        return self.attempt_id is not None
