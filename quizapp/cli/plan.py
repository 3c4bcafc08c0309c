"""`quizapp plan`: what to do until the exam, what score to expect, and what that rests on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from quizapp import paths, settings
from quizapp.cli.common import (
    as_json,
    chosen_language,
    cli_message,
    fail,
    language_option,
    open_study,
    plain_faults,
    print_json,
    say,
)
from quizapp.settings import InvalidSetting, Settings
from quizapp.text.system import system_reason

if TYPE_CHECKING:
    from quizapp.study.forecast.readiness import Band, Readiness
    from quizapp.study.forecast.studyplan import StudyPlan


@click.command()
@click.option("--exam-date", metavar="DAY", help="The day of the exam, as in 2027-02-19 or 2/19.")
@click.option("--target", type=int, help="The score to reach, in percent.")
@click.option("--minutes", type=int, help="Minutes a day.")
@click.option("--save", is_flag=True, help="Keep these in the settings; otherwise they are only tried out.")
@as_json
@language_option
@plain_faults
def plan(
    exam_date: str | None, target: int | None, minutes: int | None, save: bool, json_: bool, language: str | None
) -> None:
    """What to do on each day until the exam, what score to expect, and what a missed day costs."""
    study = open_study()
    if exam_date:
        exam_date = _day_of(exam_date)
    wanted = {"exam_date": exam_date, "target": target, "minutes_per_day": minutes}
    tried = _changed(study.settings, wanted)
    if save:
        try:
            settings.save(tried)
        except OSError as fault:
            words = cli_message(
                tried.language, "unwritable", file=paths.settings_file(), reason=system_reason(tried.language, fault)
            )
            fail(words)
    study = study.renewed(settings=tried)
    if tried == settings.load()[0]:
        study.readiness()  # the day's forecast is kept for what is set, not for what is only tried out
    made = study.plan()
    if json_:
        print_json(plan_data(made))
        return
    from quizapp.study.telling.plan import told_plan, told_readiness

    chosen = chosen_language(language)
    past = bool(tried.exam_date) and made.exam_day is None
    for line in (*told_readiness(made.start, chosen), "", *told_plan(made, chosen, past=past)):
        say(line)
    if save:
        from quizapp.text.messages import message

        say(message(chosen, "plan.saved"))


def _day_of(text: str) -> str:
    """A day as people write it, as it is kept; the text itself where it names none, for the setting to refuse. A day
    that is past ends the command.
    """
    from quizapp.study.clock import SystemClock, study_day
    from quizapp.study.examday import read_day

    clock = SystemClock()
    today = study_day(clock.now(), clock.zone)
    day = read_day(text, today)
    if day is not None and day < today:
        fail(cli_message(chosen_language(None), "exam_date_past", day=day))
    return text if day is None else day.isoformat()


def _changed(current: Settings, wanted: dict[str, Any]) -> Settings:
    """The settings with what was given on the command line. A value that can't be used ends the command."""
    for name, value in wanted.items():
        if value is not None:
            try:
                current = settings.changed(current, name, value)
            except InvalidSetting as fault:
                fail(str(fault))
    return current


def readiness_data(found: Readiness) -> dict[str, Any]:
    """Readiness as plain values: shares as 0..1, points of 100."""
    return {
        "day": found.day.isoformat(),
        "exam_day": _day(found.exam_day),
        "known": found.known,
        "doubts": [doubt.value for doubt in found.doubts],
        "answers": found.answers,
        "answers_missing": found.answers_missing,
        "covered_share": round(found.covered_share, 4),
        "open_fields": list(found.open_fields),
        **_band(found.overall),
        "target": found.target,
        "chance": round(found.chance, 4) if found.known else None,
        "fields": [
            {"code": field.code, "share": round(field.share, 4), "answers": field.answers, **_band(field.band)}
            for field in found.fields
        ],
        "topics": [
            {
                "code": topic.code,
                "share": round(topic.share, 4),
                "answers": topic.answers,
                "items": topic.items,
                "seen": topic.seen,
                "covered": round(topic.covered, 4),
                "points": round(topic.points, 3),
                **_band(topic.band),
            }
            for topic in found.topics
        ],
        "points": {force.value: round(points, 3) for force, points in found.points.items()},
        "lifts": [topic.code for topic in found.lifts],
        "pulls": [topic.code for topic in found.pulls],
        "narrow": [topic.code for topic in found.narrow],
        "doubtful": {name: round(share, 4) for name, share in found.doubtful.items()},
    }


def plan_data(made: StudyPlan) -> dict[str, Any]:
    """The plan as plain values."""
    return {
        "day": made.day.isoformat(),
        "exam_day": _day(made.exam_day),
        "minutes_per_day": made.minutes_per_day,
        "minutes_done": round(made.minutes_done, 1),
        "readiness": readiness_data(made.start),
        "days": [
            {
                "day": day.day.isoformat(),
                "due": day.due,
                "due_minutes": round(day.due_minutes, 1),
                "reviews": day.reviews,
                "review_minutes": round(day.review_minutes, 1),
                "new": day.new,
                "new_minutes": round(day.new_minutes, 1),
                "practice": day.practice,
                "practice_minutes": round(day.practice_minutes, 1),
                "mock_minutes": round(day.mock_minutes, 1),
                "topics": list(day.topics),
                "expected": round(day.expected, 4),
                "last_list": day.last_list,
            }
            for day in made.days
        ],
        # While the score can't be told, its chance can't either: `doubts` say why.
        "final": _band(made.final)
        | {
            "chance": round(made.chance, 4) if made.start.known else None,
            "doubts": [doubt.value for doubt in made.start.doubts],
        },
        "hours": round(made.hours, 1),
        "points_per_hour": round(made.points_per_hour, 3),
        "worthwhile": made.worthwhile,
        "enough": _day(made.enough),
        "reached": _day(made.reached),
        "missed": {
            "today": round(made.missed.today, 3),
            "weekly": round(made.missed.weekly, 3),
            "minutes": round(made.missed.minutes, 1),
        },
        "backlog": None
        if made.backlog is None
        else {
            "cards": made.backlog.cards,
            "minutes": round(made.backlog.minutes, 1),
            "cleared": _day(made.backlog.cleared),
        },
        "last_things": [{"question": question, "part": part} for question, part in made.last_things],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _band(band: Band) -> dict[str, float]:
    return {"score": round(band.score, 4), "low": round(band.low, 4), "high": round(band.high, 4)}
