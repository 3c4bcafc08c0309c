"""`quizapp exam`: a mock exam line by line, the list of mocks, and the result of one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from quizapp.cli.common import as_json, chosen_language, language_option, open_study, plain_faults, print_json, say
from quizapp.text.messages import message

if TYPE_CHECKING:
    from quizapp.study.exam.entries import AskedForm
    from quizapp.study.exam.mocks import Mock
    from quizapp.study.exam.results import Result, Share
    from quizapp.study.exam.sheet import Sheet
    from quizapp.study.study import Study


@click.command()
@click.option("--size", type=click.IntRange(1, 300), help="How many questions (default: the exam's 100), 72 s each.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Which questions and numbers to draw.")
@click.option("--strict", is_flag=True, help="The clock goes on while the program is closed.")
@click.option("--typed", is_flag=True, help="Type what the exam would ask with four choices.")
@click.option("--practice", is_flag=True, help="Move no card of the reviews.")
@click.option("--plain", is_flag=True, help="Ask line by line on standard input and output.")
@click.option("--resume", is_flag=True, help="Go on with the exam that was left last.")
@click.option("--list", "list_", is_flag=True, help="List the mock exams and tests that were handed in.")
@click.option("--result", type=click.IntRange(1, 2**63 - 1), metavar="ID", help="Show the result of an exam or test.")
@click.option(
    "--take-back",
    type=click.IntRange(1, 2**63 - 1),
    metavar="ID",
    help="Take the handing in of an exam or test back, and go on with it.",
)
@click.option(
    "--give-up",
    type=click.IntRange(1, 2**63 - 1),
    metavar="ID",
    help="Give up an exam that was left; nothing of it is recorded.",
)
@as_json
@language_option
@plain_faults
def exam(
    size: int | None,
    seed: int | None,
    strict: bool,
    typed: bool,
    practice: bool,
    plain: bool,
    resume: bool,
    list_: bool,
    result: int | None,
    take_back: int | None,
    give_up: int | None,
    json_: bool,
    language: str | None,
) -> None:
    """A mock exam by the blueprint of the bank: 100 questions in 120 minutes, or fewer in proportion."""
    if sum((resume, list_, result is not None, take_back is not None, give_up is not None)) > 1:
        raise click.UsageError("--resume, --list, --result, --take-back and --give-up exclude one another")
    if json_ and not list_ and result is None:
        raise click.UsageError("--json goes with --list or --result")
    study = open_study()
    language = chosen_language(language)
    if list_:
        _list(study, json_, language)
    elif result is not None:
        _result(study, result, json_, language)
    elif give_up is not None:
        sheet = study.resume_exam(give_up)
        sheet.give_up()
        say(message(language, "exam.given_up" if sheet.kind.value == "exam" else "exam.given_up_test"))
    elif take_back is not None:
        sheet = study.resume_exam(take_back)
        sheet.take_back()
        sheet.pause()
        say(message(language, "exam.taken_back"))
        _go_on(study, take_back, plain, language)
    elif resume:
        left = next(iter(study.open_exams()), None)
        if left is None:
            say(message(language, "exam.nothing_to_resume"))
            sys.exit(1)
        _go_on(study, left.sitting_id, plain, language)
    elif not plain:
        from quizapp.tui import run
        from quizapp.tui.answersheet import new_exam

        form: AskedForm = "typed" if typed else "choices"
        start = new_exam(size, form, strict=strict, practice=practice, seed=seed)
        sys.exit(run(sheet=start, language=language))
    else:
        from quizapp.study.exam.timing import Policy

        left = next(iter(study.open_exams()), None)
        if left is not None:
            say(message(language, "exam.resumable", answered=left.answered, total=left.total))
        policy = Policy.STRICT if strict else Policy.PAUSABLE
        asked: AskedForm = "typed" if typed else "choices"
        sheet = study.start_exam(size, seed, policy=policy, form=asked, practice=practice)
        _run(study, sheet, language, new=True)


def _go_on(study: Study, sitting_id: int, plain: bool, language: str) -> NoReturn:
    """Go on with a sheet, line by line or full-screen."""
    if plain:
        _run(study, study.resume_exam(sitting_id), language)
    from quizapp.tui import run
    from quizapp.tui.answersheet import left

    sys.exit(run(sheet=left(sitting_id), language=language))


def _run(study: Study, sheet: Sheet, language: str, *, new: bool = False) -> NoReturn:
    from quizapp.cli.exam_plain import PlainExam
    from quizapp.cli.lines import prepare_streams

    prepare_streams()
    sys.exit(PlainExam(study, sheet, language).run(new=new))


def _list(study: Study, json_: bool, language: str) -> None:
    from quizapp.cli.exam_telling import told_mock

    found = [(mock, "exam") for mock in study.exams()] + [(test, "test") for test in study.tests()]
    found.sort(key=lambda pair: (pair[0].ended_at, pair[0].sitting_id), reverse=True)
    if json_:
        print_json([{"kind": kind, **_mock_data(mock)} for mock, kind in found])
    elif not found:
        say(message(language, "exam.no_mocks"))
    for mock, kind in () if json_ else found:
        say(told_mock(mock, language, test=kind == "test"))


def _result(study: Study, sitting_id: int, json_: bool, language: str) -> None:
    from quizapp.cli.exam_telling import told_result

    found = study.exam_result(sitting_id)
    if json_:
        print_json(result_data(found))
    else:
        say("\n".join(told_result(study, found, language)))


def _mock_data(mock: Mock) -> dict[str, Any]:
    return {
        "id": mock.sitting_id,
        "started_at": mock.started_at.isoformat(),
        "ended_at": mock.ended_at.isoformat(),
        "size": mock.size,
        "total": mock.total,
        "answered": mock.answered,
        "correct": mock.correct,
        "score": round(mock.score, 4),
        "seconds": round(mock.seconds, 1),
        "limit": mock.limit,
        "comparable": mock.comparable,
        "fields": {name: {"points": round(points, 4), "total": total} for name, points, total in mock.fields},
    }


def result_data(result: Result) -> dict[str, Any]:
    """A result as JSON-able data."""
    return {
        "id": result.sitting_id,
        "kind": result.kind.value,
        "started_at": result.started_at.isoformat(),
        "ended_at": result.ended_at.isoformat(),
        "automatic": result.automatic,
        "strict": result.strict,
        "reopened": result.reopened,
        "seconds": round(result.seconds, 1),
        "limit": result.limit,
        "pauses": result.pauses,
        "paused_seconds": round(result.paused_seconds, 1),
        "size": result.size,
        "open": result.open,
        "corrected": result.corrected,
        "spoiled": result.spoiled,
        "repeated": result.repeated,
        "redrawn": int(result.paper.get("redrawn", 0)),
        "repeated_from_last": int(result.paper.get("again", 0)),
        **{name: value for name, value in _share_data(result.overall).items() if name != "name"},
        "fields": [_share_data(share) for share in result.fields],
        "topics": [_share_data(share) for share in result.topics],
        "kinds": [_share_data(share) for share in result.kinds],
        "levels": [_share_data(share) for share in result.levels],
        "pace": [[round(moment, 1), answered] for moment, answered in result.pace],
        "items": [
            {
                "position": item.position + 1,
                "question": item.entry.question_id,
                "part": item.entry.part,
                "topic": item.entry.topic,
                "seed": item.entry.seed,
                "outcome": None if item.verdict is None else item.verdict.outcome.value,
                "score": item.score,
                "mistake": None if item.verdict is None else item.verdict.mistake,
                "carried": item.verdict is not None and item.verdict.carried,
                "seconds": round(item.seconds, 1),
                "unsure": item.unsure,
                "flagged": item.flagged,
                "changes": item.changes,
                "withdrawn": item.withdrawn,
            }
            for item in result.items
        ],
    }


def _share_data(share: Share) -> dict[str, Any]:
    return {
        "name": share.name,
        "total": share.total,
        "answered": share.answered,
        "correct": share.correct,
        "points": round(share.points, 4),
        "score": round(share.score, 4),
        "seconds_each": round(share.seconds / share.total, 1) if share.total else 0.0,
    }
