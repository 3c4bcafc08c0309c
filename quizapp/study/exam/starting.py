"""A mock exam or a test begun, found again and listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from calculators.problems import NoProblem, UnknownFamily
from quizapp.bank import variants
from quizapp.bank.blueprint import NoBlueprint, examinable, load_blueprint
from quizapp.bank.schema import Question
from quizapp.progress import attempts, card_lists, sheets
from quizapp.progress.database import Connection
from quizapp.progress.values import SittingKind, SittingState
from quizapp.study import recording
from quizapp.study.context import Context
from quizapp.study.exam.entries import AskedForm, SheetEntry
from quizapp.study.exam.faults import NoSuchExam, NotHandedIn, NothingToExamine, UnusableBlueprint
from quizapp.study.exam.judging import draw_item
from quizapp.study.exam.mocks import Mock, mocks
from quizapp.study.exam.paper import Paper, draw_paper
from quizapp.study.exam.results import Result, result_of
from quizapp.study.exam.sheet import Sheet
from quizapp.study.exam.supply import Past
from quizapp.study.exam.timing import Policy, Timing
from quizapp.study.faults import NothingToAsk, SittingChanged
from quizapp.study.running_order import Entry, ItemKind
from quizapp.study.scheduling import seed_number

# What stood in the last mock exams, or was answered in the last days, is asked again only where nothing else is left.
RECENT_MOCKS = 3
RECENT_DAYS = 14
# A family with very few variants may not have other numbers to give.
MOST_REDRAWS = 20


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """An exam or test that can be gone on with. `left`: seconds, None without a clock; of a strict exam as of now."""

    sitting_id: int
    kind: SittingKind
    answered: int
    total: int
    started_at: datetime
    left: float | None


def start_exam(
    context: Context,
    size: int | None,
    seed: int,
    *,
    policy: Policy = Policy.PAUSABLE,
    form: AskedForm = "choices",
    practice: bool = False,
) -> Sheet:
    """A mock exam of `size` questions (by default the blueprint's) with its clock running.

    `form`: `choices` asks what would be typed with four choices, as the exam does, where there are three usual mistakes
    to choose from. `practice`: its answers will move no card. Raises `UnusableBlueprint` or `NothingToExamine`.
    """
    try:
        blueprint = load_blueprint(context.catalog)
    except NoBlueprint as fault:
        raise UnusableBlueprint(fault.faults) from fault
    size = size or blueprint.questions
    with context.database.reading() as connection:
        known = {(card.question_id, card.part) for card in card_lists.statuses(connection, context.learner_id)}
        past = _past(context, connection)
        undrawable: dict[str, None] = {}
        while True:
            questions = [question for question in examinable(context.catalog) if question.id not in undrawable]
            paper = draw_paper(blueprint, questions, size, seed, past)
            entries = _drawn(context, connection, paper, seed, form, known, undrawable)
            if len(entries) == len(paper.places):
                break
    if not entries:
        raise NothingToExamine
    pace = blueprint.seconds_per_question
    options = {
        "form": form,
        "practice": practice,
        "seconds_per_question": pace,
        "paper": asdict(paper.composition),
    }
    timing = Timing(limit=len(entries) * pace, policy=policy, used=0.0, seen=context.now())
    return _begin(context, SittingKind.EXAM, options, entries, seed, timing, tuple(undrawable))


def start_test(context: Context, entries: Sequence[Entry], options: Mapping[str, Any], seed: int) -> Sheet:
    """A quiz in test mode: the items of a quiz on a sheet, without a clock. `options`: what it was chosen by. Raises
    `NothingToAsk`.
    """
    groups: dict[tuple[str, int], int] = {}
    placed = [
        SheetEntry(
            entry.question_id,
            entry.part,
            entry.seed,
            entry.kind,
            "typed",
            context.catalog.find(entry.question_id).topics[0],
            groups.setdefault((entry.question_id, entry.seed), len(groups) + 1),
        )
        for entry in entries
    ]
    drawable = [entry for entry in placed if draw_item(context, entry, 0, len(placed)) is not None]
    if not drawable:
        raise NothingToAsk
    left_out = tuple(dict.fromkeys(entry.question_id for entry in placed if entry not in drawable))
    timing = Timing(limit=None, policy=Policy.PAUSABLE, used=0.0, seen=context.now())
    return _begin(context, SittingKind.QUIZ, {**options, "mode": "test"}, drawable, seed, timing, left_out)


def resume(context: Context, sitting_id: int) -> Sheet:
    """Go on with a sheet where it was left (or look at one that was handed in). The clock runs again; where time has
    run out meanwhile, the sheet comes back handed in. Raises `NoSuchExam`.
    """
    with context.database.reading() as connection:
        row = sheets.find(connection, sitting_id, context.learner_id)
    if row is None or row.state is SittingState.DROPPED:
        raise NoSuchExam
    sheet = Sheet(context, row)
    sheet.run()
    return sheet


def take_up(context: Context, sitting_id: int) -> None:
    """Take back that a sheet was given up: it is open again with all that stood on it, and can be gone on with.

    Raises `NoSuchExam` where it was not given up.
    """
    with context.database.writing() as connection:
        row = sheets.find(connection, sitting_id, context.learner_id)
        if row is None or row.state is not SittingState.DROPPED:
            raise NoSuchExam
        if not sheets.save(connection, sitting_id, row.changes, state=SittingState.OPEN, ended_at=None):
            raise SittingChanged


def is_sheet(context: Context, sitting_id: int) -> bool:
    """Whether a sitting of the learner has an answer sheet."""
    with context.database.reading() as connection:
        return sheets.find(connection, sitting_id, context.learner_id) is not None


def open_sheets(context: Context) -> tuple[OpenSheet, ...]:
    """The exams and tests that can be gone on with, the one that was started last first."""
    with context.database.reading() as connection:
        rows = sheets.all_in(connection, context.learner_id, SittingState.OPEN)
    found = []
    for row in rows:
        timing = Timing.from_json(row.clock).opened(context.now())
        left = timing.left(timing.used)
        found.append(OpenSheet(row.id, row.kind, row.position, len(row.plan), row.started_at, left))
    return tuple(found)


def all_mocks(context: Context) -> tuple[Mock, ...]:
    """The mock exams that were handed in, the last one first."""
    with context.database.reading() as connection:
        rows = sheets.all_in(connection, context.learner_id, SittingState.FINISHED, SittingKind.EXAM)
    return mocks(context, rows)


def all_tests(context: Context) -> tuple[Mock, ...]:
    """The tests that were handed in, the last one first."""
    with context.database.reading() as connection:
        rows = sheets.all_in(connection, context.learner_id, SittingState.FINISHED, SittingKind.QUIZ)
    return mocks(context, rows)


def result(context: Context, sitting_id: int) -> Result:
    """The result of a sheet. Raises `NoSuchExam`, or `NotHandedIn`."""
    with context.database.reading() as connection:
        row = sheets.find(connection, sitting_id, context.learner_id)
    if row is None or row.state is SittingState.DROPPED:
        raise NoSuchExam
    if row.state is SittingState.OPEN:
        raise NotHandedIn
    return result_of(context, row)


def _begin(
    context: Context,
    kind: SittingKind,
    options: Mapping[str, Any],
    entries: Sequence[SheetEntry],
    seed: int,
    timing: Timing,
    left_out: tuple[str, ...],
) -> Sheet:
    with context.database.writing() as connection:
        row = sheets.add(
            connection,
            context.learner_id,
            kind,
            options,
            [entry.to_json() for entry in entries],
            seed,
            timing.to_json(),
            context.now(),
        )
    sheet = Sheet(context, row)
    sheet.left_out = left_out
    sheet.run()
    return sheet


def _past(context: Context, connection: Connection) -> Past:
    last = sheets.last_asked(connection, context.learner_id)
    since = context.today() - timedelta(days=RECENT_DAYS)
    rows = sheets.newest(connection, context.learner_id, SittingKind.EXAM, RECENT_MOCKS)
    mocks = [frozenset(values["question"] for values in row.plan) for row in rows]
    recent = {question_id for question_id, day in last.items() if day > since}
    return Past(last, recent.union(*mocks), mocks[0] if mocks else frozenset())


def _drawn(
    context: Context,
    connection: Connection,
    paper: Paper,
    seed: int,
    form: AskedForm,
    known: set[tuple[str, str]],
    undrawable: dict[str, None],
) -> list[SheetEntry]:
    """The entries of a paper with numbers that the learner has not just had. What can't be drawn is left out, and its
    id added to `undrawable`.
    """
    seeds: dict[str, int] = {}
    for question_id in dict.fromkeys(place.question_id for place in paper.places):
        question = context.catalog.find(question_id)
        # One seed for all parts of a set: their numbers belong together.
        first = seed_number(seed, question_id, "", 0)
        try:
            seeds[question_id] = _fresh_seed(context, connection, question, first)
            for part in question.part_names:
                variants.draw(question, seeds[question_id], form, part)
        except (NoProblem, UnknownFamily):
            undrawable[question_id] = None
    return [
        SheetEntry(
            place.question_id,
            place.part,
            seeds[place.question_id],
            ItemKind.REVIEW if (place.question_id, place.part) in known else ItemKind.NEW,
            form,
            place.topic,
            place.group,
        )
        for place in paper.places
        if place.question_id not in undrawable
    ]


def _fresh_seed(context: Context, connection: Connection, question: Question, seed: int) -> int:
    """The seed, or one that follows from it where it would draw the numbers of the last answer again."""
    used = {}
    for part in question.part_names:
        if question.asked(part).parametric:
            latest = attempts.latest(connection, context.learner_id, question.id, part)
            if latest is not None:
                used[part] = latest.given
    for _ in range(MOST_REDRAWS if used else 0):
        drawn = {part: recording.plain(variants.draw(question, seed, part=part).given) for part in used}
        if all(drawn[part] != given for part, given in used.items()):
            break
        seed = seed_number(seed, "other numbers")
    return seed
