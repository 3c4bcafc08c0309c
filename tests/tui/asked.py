"""What a running program is asking, and answers to it."""

from __future__ import annotations

from textual.pilot import Pilot

from calculators.answers import write
from quizapp.tui.screens.sitting import SittingScreen
from tests.tui.conftest import press, program_of, typed


def number_of(pilot: Pilot[None], name: str) -> str:
    """The number key of a choice, wherever the seed has put it."""
    screen = pilot.app.screen
    assert isinstance(screen, SittingScreen)
    assert screen.asked is not None
    return str(screen.asked.item.variant.choices.index(name) + 1)


def sitting(pilot: Pilot[None]) -> SittingScreen:
    assert isinstance(pilot.app.screen, SittingScreen)
    return pilot.app.screen


def asked_id(pilot: Pilot[None]) -> str:
    asked = sitting(pilot).asked
    assert asked is not None
    return asked.item.question.id


def asked_choices(pilot: Pilot[None]) -> tuple[str, ...]:
    asked = sitting(pilot).asked
    assert asked is not None
    return asked.item.variant.choices


def asked_given(pilot: Pilot[None]) -> dict[str, object]:
    asked = sitting(pilot).asked
    assert asked is not None
    return dict(asked.item.variant.given)


def asked_key(pilot: Pilot[None]) -> str:
    asked = sitting(pilot).asked
    assert asked is not None
    assert not isinstance(asked.item.variant.key, frozenset | tuple)
    return write(asked.item.variant.key)


def count_of_answers(pilot: Pilot[None]) -> int:
    books = program_of(pilot).books
    assert books is not None
    return books.study.overview().answered_today


async def answer_rightly(pilot: Pilot[None]) -> None:
    asked = sitting(pilot).asked
    assert asked is not None
    key = asked.item.variant.key
    if isinstance(key, frozenset | tuple):
        await press(
            pilot, *(number_of(pilot, name) for name in (key if isinstance(key, tuple) else sorted(key))), "enter"
        )
    else:
        await typed(pilot, f"{asked_key(pilot)}\n")


async def answer_wrongly(pilot: Pilot[None]) -> None:
    asked = sitting(pilot).asked
    assert asked is not None
    key = asked.item.variant.key
    if isinstance(key, frozenset):
        await press(pilot, number_of(pilot, next(n for n in asked.item.variant.choices if n not in key)), "enter")
    else:
        await typed(pilot, "0\n")


async def finish(pilot: Pilot[None]) -> None:
    """Answer whatever comes back, until the sitting ends."""
    for _ in range(12):
        if not isinstance(pilot.app.screen, SittingScreen):
            return
        await answer_rightly(pilot)
        await press(pilot, "enter")
