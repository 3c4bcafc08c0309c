"""What the exam screen asks of a sheet, run on the study thread: each call returns plain values for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.answers.keys import Code
from quizapp.bank.schema import LANGUAGES
from quizapp.bank.variants import Rendered, render
from quizapp.progress.marks import MarkValues
from quizapp.study.items import Item, Response
from quizapp.tui.asked import Asked

if TYPE_CHECKING:
    from datetime import date

    from calculators.answers.verdict import Fault
    from quizapp.progress.values import Cause
    from quizapp.study.exam.entries import AskedForm, Line
    from quizapp.study.exam.mocks import Mock
    from quizapp.study.exam.results import Result, Reviewed
    from quizapp.study.exam.sheet import Sheet
    from quizapp.study.exam.starting import OpenSheet
    from quizapp.study.exam.timing import Time
    from quizapp.study.options import QuizOptions
    from quizapp.tui.opening import Books

# A typed text, or the ids of what is chosen; "" among them stands for a pair that is not made yet.
Given = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetStart:
    """How a sheet comes about: begun, or gone on with."""

    open: Callable[[Books], Sheet]


@dataclass(frozen=True, slots=True)
class Stand:
    """How a sheet stands. `gone`: positions that the bank can't ask any more."""

    lines: tuple[Line, ...]
    time: Time
    gone: frozenset[int]
    handed_in: bool

    @property
    def total(self) -> int:
        """How many items it has."""
        return len(self.lines)

    @property
    def answered(self) -> int:
        """How many of them have an answer."""
        return sum(line.answered for line in self.lines)

    @property
    def open(self) -> list[int]:
        """The positions without an answer."""
        return [place for place, line in enumerate(self.lines) if not line.answered and place not in self.gone]

    @property
    def flagged(self) -> list[int]:
        """The flagged positions."""
        return [place for place, line in enumerate(self.lines) if line.flagged]


def new_exam(
    size: int | None,
    form: AskedForm = "choices",
    *,
    strict: bool = False,
    practice: bool = False,
    seed: int | None = None,
) -> SheetStart:
    """A mock exam by the blueprint, of `size` questions."""
    from quizapp.study.exam.timing import Policy

    policy = Policy.STRICT if strict else Policy.PAUSABLE
    return SheetStart(lambda books: books.study.start_exam(size, seed, policy=policy, form=form, practice=practice))


def left(sitting_id: int) -> SheetStart:
    """Go on with an exam or a test that was left."""
    return SheetStart(lambda books: books.study.resume_exam(sitting_id))


def taken_back(sitting_id: int) -> SheetStart:
    """Take the handing in of a sheet back, and go on with it."""

    def begin_again(books: Books) -> Sheet:
        sheet = books.study.resume_exam(sitting_id)
        sheet.take_back()
        return sheet

    return SheetStart(begin_again)


def in_test_mode(options: QuizOptions, seed: int | None = None) -> SheetStart:
    """A quiz in test mode."""

    def start(books: Books) -> Sheet:
        return books.study.start_test(
            options.selection, options.size, seed, minutes=options.minutes, mixed=options.mixed
        )

    return SheetStart(start)


def stand_of(sheet: Sheet) -> Stand:
    """How a sheet stands now."""
    places = range(sheet.total)
    gone = frozenset(place for place in places if sheet.item(place) is None)
    return Stand(tuple(sheet.line(place) for place in places), sheet.time(), gone, sheet.handed_in)


def begin(books: Books, start: SheetStart) -> tuple[Sheet, Stand]:
    """Begin a sheet, or go on with one."""
    sheet = start.open(books)
    return sheet, stand_of(sheet)


def asked_of(item: Item, mark: MarkValues) -> Asked:
    """An item as it is shown, in both languages."""
    if isinstance(item.variant.key, Code):
        # NumPy comes in here, on the study thread, and not at the first key of the answer.
        import calculators.answers.code  # noqa: F401
    words: Mapping[str, Rendered] = {language: render(item.question, item.variant, language) for language in LANGUAGES}
    return Asked(item, words, mark, ())


def show(sheet: Sheet, position: int) -> tuple[Asked | None, Stand]:
    """Go to an item. The learner's own note is not shown: it may hold the answer."""
    item = sheet.show(position)
    return None if item is None else asked_of(item, MarkValues()), stand_of(sheet)


def keep(sheet: Sheet, position: int, given: Given, language: str) -> tuple[Fault | None, Stand]:
    """Put an answer on the sheet. Where it can't be read, why, and the sheet is as it was."""
    text, chosen = (given, None) if isinstance(given, str) else (None, given)
    fault = sheet.answer(position, Response(text, chosen, language=language))
    return fault, stand_of(sheet)


def clear(sheet: Sheet, position: int) -> Stand:
    """Take an answer off the sheet."""
    sheet.clear(position)
    return stand_of(sheet)


def mark(sheet: Sheet, position: int, flagged: bool | None = None, unsure: bool | None = None) -> Stand:
    """Flag an item, or mark its answer as a guess; None leaves it as it is."""
    if flagged is not None:
        sheet.set_flag(position, flagged)
    if unsure is not None:
        sheet.set_unsure(position, unsure)
    return stand_of(sheet)


def tick(sheet: Sheet) -> Stand:
    """A second has passed; what has run out of time is handed in."""
    sheet.tick()
    return stand_of(sheet)


def hand_in(books: Books, sheet: Sheet) -> tuple[Result, tuple[Mock, ...]]:
    """Hand in (unless time has done so), and what came of it beside the mocks so far."""
    if not sheet.handed_in:
        sheet.hand_in()
    return result(books, sheet.id)


def result(books: Books, sitting_id: int) -> tuple[Result, tuple[Mock, ...]]:
    """What came of a sheet, and all mocks."""
    return books.study.exam_result(sitting_id), books.study.exams()


@dataclass(frozen=True, slots=True)
class Mocks:
    """What there is to begin, to go on with and to look at. `minutes` for `questions`, by the blueprint."""

    questions: int
    minutes: int
    left: tuple[OpenSheet, ...]
    done: tuple[Mock, ...]


def mocks(books: Books) -> Mocks:
    """The page of mock exams. Raises `UnusableBlueprint`."""
    from quizapp.bank.blueprint import NoBlueprint, load_blueprint
    from quizapp.study.exam.faults import UnusableBlueprint

    try:
        blueprint = load_blueprint(books.catalog)
    except NoBlueprint as fault:
        raise UnusableBlueprint(fault.faults) from fault
    return Mocks(blueprint.questions, blueprint.minutes, books.study.open_exams(), books.study.exams())


def give_up(books: Books, sitting_id: int) -> None:
    """Give up an exam that was left: nothing of it is recorded."""
    books.study.resume_exam(sitting_id).give_up()


def take_up(books: Books, sitting_id: int) -> None:
    """Take back that an exam was given up."""
    books.study.take_up_exam(sitting_id)


@dataclass(frozen=True, slots=True)
class Looked:
    """One item of a sheet that was handed in, looked at again. `due_day`: when its card comes back. `cause`: what was
    named for the error.
    """

    asked: Asked
    due_day: date | None
    cause: Cause | None


def look_at(books: Books, reviewed: Reviewed) -> Looked:
    """An item that the bank still has, with the learner's marks on it as they are today."""
    assert reviewed.item is not None
    key = (reviewed.entry.question_id, reviewed.entry.part)
    study = books.study
    wrong = reviewed.attempt_id is not None and not reviewed.correct
    cause = study.cause(*key, attempt_id=reviewed.attempt_id) if wrong else None
    return Looked(asked_of(reviewed.item, study.mark(*key)), study.card(*key).due_day, cause)
