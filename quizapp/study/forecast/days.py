"""The day of the exam. No NumPy here."""

from __future__ import annotations

from datetime import date

from quizapp.study.context import Context


def exam_day(context: Context) -> date | None:
    """The day of the exam, if one is set that has not passed."""
    text = context.settings.exam_date
    day = date.fromisoformat(text) if text else None
    return day if day is not None and day >= context.today() else None
