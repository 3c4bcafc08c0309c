"""The result of a sitting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TopicResult:
    """Answers and right answers in one syllabus topic (a question counts for its first topic)."""

    topic: str
    answered: int
    correct: int


@dataclass(frozen=True, slots=True)
class Missed:
    """An answer that was not right: enough to show the question with the same numbers again."""

    attempt_id: int
    question_id: str
    part: str
    seed: int
    mistake: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a sitting. `answered` counts every answer, also of items that came back; `questions` the different
    ones.

    `seconds`: time spent answering. `topics` by syllabus code. `missed` in the order of asking. `next_due_at`: when
    the first of this sitting's cards is due, `due_tomorrow`: how many of them are due by the next study day.
    """

    answered: int
    questions: int
    correct: int
    partial: int
    wrong: int
    seconds: float
    topics: tuple[TopicResult, ...]
    missed: tuple[Missed, ...]
    next_due_at: datetime | None
    due_tomorrow: int

    @property
    def share(self) -> float:
        """Right answers of all, 0..1 (0 when nothing was answered)."""
        return self.correct / self.answered if self.answered else 0.0
