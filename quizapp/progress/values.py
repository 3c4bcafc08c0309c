"""The fixed vocabularies of the database. The words are stored: they never change their meaning."""

from __future__ import annotations

from enum import StrEnum


class SittingKind(StrEnum):
    """What a sitting is for."""

    QUIZ = "quiz"
    REVIEW = "review"
    EXAM = "exam"


class SittingState(StrEnum):
    """`open` can be resumed, `finished` has everything answered, `dropped` was left without an answer."""

    OPEN = "open"
    FINISHED = "finished"
    DROPPED = "dropped"


class AttemptKind(StrEnum):
    """`scheduled` moved the card, `practice` did not."""

    SCHEDULED = "scheduled"
    PRACTICE = "practice"


class AttemptOutcome(StrEnum):
    """How a recorded answer was judged (an invalid one is never recorded)."""

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"


class CardState(StrEnum):
    """Where a card stands: never answered, in learning steps, in review by days, or relearning after a lapse."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class CardChangeKind(StrEnum):
    """What was done to a card besides answering it."""

    SUSPEND = "suspend"
    RESUME = "resume"
    BURY = "bury"
    UNBURY = "unbury"
    RESET = "reset"
    LEECH = "leech"


class Cause(StrEnum):
    """Why an answer went wrong, as learners of this exam sort it (知らなかった, 曖昧, 混同, 計算ミス, 読み違い,
    勘・時間切れ).
    """

    UNKNOWN = "unknown"
    VAGUE = "vague"
    CONFUSED = "confused"
    CALCULATION = "calculation"
    MISREAD = "misread"
    GUESSED = "guessed"
