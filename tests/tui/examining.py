"""A mock exam as tests take it: eight questions in an hour."""

from __future__ import annotations

from textual.pilot import Pilot

from calculators.answers import write
from quizapp.bank.variants import KEY_CHOICE
from quizapp.study.clock import FixedClock
from quizapp.tui.asked import Asked
from quizapp.tui.screens.exam import ExamScreen
from quizapp.tui.screens.looking import LookingScreen
from quizapp.tui.screens.question import QuestionScreen
from quizapp.tui.screens.result import ResultScreen
from quizapp.tui.widgets.sheetgrid import SheetGrid
from tests.tui.conftest import press, program_of, typed
from tests.tui.program import settled

SECONDS = 3600
# From Home: mock exams, the first size.
BEGIN = ("e", "1")


def exam(pilot: Pilot[None]) -> ExamScreen:
    """The exam that is on the screen."""
    assert isinstance(pilot.app.screen, ExamScreen)
    return pilot.app.screen


def result(pilot: Pilot[None]) -> ResultScreen:
    """The result that is on the screen."""
    assert isinstance(pilot.app.screen, ResultScreen)
    return pilot.app.screen


def looking(pilot: Pilot[None]) -> LookingScreen:
    """The review that is on the screen."""
    assert isinstance(pilot.app.screen, LookingScreen)
    return pilot.app.screen


def asked(pilot: Pilot[None]) -> Asked:
    """What the screen asks, or tells of."""
    screen = pilot.app.screen
    assert isinstance(screen, QuestionScreen)
    assert screen.asked is not None
    return screen.asked


def asked_id(pilot: Pilot[None]) -> str:
    """The question that is on the screen."""
    return asked(pilot).item.question.id


def position_of(pilot: Pilot[None], question_id: str) -> int:
    """Where a question stands on the sheet."""
    return [entry.question_id for entry in exam(pilot).sheet.entries].index(question_id)


async def go_to(pilot: Pilot[None], question_id: str) -> None:
    """Go to a question, as by a click on its place on the sheet."""
    exam(pilot).post_message(SheetGrid.Picked(position_of(pilot, question_id)))
    await settled(pilot)


def number_of(pilot: Pilot[None], name: str) -> str:
    """The number key of a choice."""
    return str(asked(pilot).item.variant.choices.index(name) + 1)


async def choose_rightly(pilot: Pilot[None]) -> None:
    """Choose or type the right answer, without going on."""
    variant = asked(pilot).item.variant
    if variant.form == "typed":
        assert not isinstance(variant.key, frozenset | tuple)
        await typed(pilot, write(variant.key))
    elif isinstance(variant.key, tuple):
        await press(pilot, *(number_of(pilot, name) for name in variant.key))
    else:
        names = variant.key if isinstance(variant.key, frozenset) else (KEY_CHOICE,)
        await press(pilot, *(number_of(pilot, name) for name in sorted(names)))


async def choose_wrongly(pilot: Pilot[None]) -> None:
    """Choose or type a wrong answer that can be read, without going on."""
    variant = asked(pilot).item.variant
    if variant.form == "typed":
        await typed(pilot, "0")
    elif isinstance(variant.key, tuple):
        await press(pilot, *(number_of(pilot, name) for name in reversed(variant.key)))
    else:
        right = variant.key if isinstance(variant.key, frozenset) else (KEY_CHOICE,)
        await press(pilot, number_of(pilot, next(name for name in variant.choices if name not in right)))


async def pass_time(pilot: Pilot[None], clock: FixedClock, seconds: float) -> None:
    """Some time passes, and the exam notices."""
    await settled(pilot)
    clock.advance(seconds=seconds)
    for screen in pilot.app.screen_stack:
        if isinstance(screen, ExamScreen):
            screen.tick()
    await settled(pilot)


async def hand_in(pilot: Pilot[None]) -> ResultScreen:
    """Press the key to hand in, and once more."""
    await press(pilot, "f8", "f8")
    return result(pilot)


def answers(pilot: Pilot[None]) -> int:
    """How many answers stand in the figures of today."""
    books = program_of(pilot).books
    assert books is not None
    return books.study.overview().answered_today
