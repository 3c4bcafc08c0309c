"""The result of a sitting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.progress import attempts, card_lists
from quizapp.progress.attempts import Answered
from quizapp.progress.values import AttemptOutcome
from quizapp.study.context import Context


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


def summarize(context: Context, sitting_id: int) -> Summary:
    """The result of a sitting so far, from its answers that stand."""
    with context.database.reading() as connection:
        answers = attempts.of_sitting(connection, sitting_id)
        asked = {(answer.question_id, answer.part) for answer in answers}
        found = card_lists.statuses_of(
            connection, context.learner_id, sorted({question_id for question_id, _ in asked})
        )
    due = [card for card in found if (card.question_id, card.part) in asked and card.due_at and card.due_day]
    by_outcome = Counter(answer.outcome for answer in answers)
    tomorrow = context.today() + timedelta(days=1)
    return Summary(
        answered=len(answers),
        questions=len(asked),
        correct=by_outcome[AttemptOutcome.CORRECT],
        partial=by_outcome[AttemptOutcome.PARTIAL],
        wrong=by_outcome[AttemptOutcome.WRONG],
        seconds=sum(answer.seconds for answer in answers),
        topics=_topics(context, answers),
        missed=tuple(
            Missed(answer.id, answer.question_id, answer.part, answer.seed, answer.mistake, answer.score)
            for answer in answers
            if answer.outcome is not AttemptOutcome.CORRECT
        ),
        next_due_at=min((card.due_at for card in due if card.due_at), default=None),
        due_tomorrow=sum(card.due_day <= tomorrow for card in due if card.due_day),
    )


def _topics(context: Context, answers: Sequence[Answered]) -> tuple[TopicResult, ...]:
    answered: Counter[str] = Counter()
    correct: Counter[str] = Counter()
    for answer in answers:
        entry = context.catalog.entries.get(answer.question_id)
        if entry is not None:
            topic = entry.header.topics[0]
            answered[topic] += 1
            correct[topic] += answer.outcome is AttemptOutcome.CORRECT
    place = {topic.code: number for number, topic in enumerate(context.catalog.syllabus.topics())}
    order = sorted(answered, key=lambda topic: (place.get(topic, len(place)), topic))
    return tuple(TopicResult(topic, answered[topic], correct[topic]) for topic in order)
