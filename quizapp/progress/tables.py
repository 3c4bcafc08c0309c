"""All tables, for SQLite and PostgreSQL alike: whoever imports them here has them all in `Base.metadata`."""

from __future__ import annotations

from quizapp.progress.answer_tables import Attempt, Card, CardChange, Learner, Review, SheetLine, Sitting, Undo
from quizapp.progress.columns import Base, Moment
from quizapp.progress.kept_tables import Draft, Fit, Forecast, KeptFigures, Preset
from quizapp.progress.question_tables import Mark, QuestionRevision, Regrade, Report, RevisionContent, RevisionLink

__all__ = [
    "Attempt",
    "Base",
    "Card",
    "CardChange",
    "Draft",
    "Fit",
    "Forecast",
    "KeptFigures",
    "Learner",
    "Mark",
    "Moment",
    "Preset",
    "QuestionRevision",
    "Regrade",
    "Report",
    "Review",
    "RevisionContent",
    "RevisionLink",
    "SheetLine",
    "Sitting",
    "Undo",
]
