"""What the tests of the Author screens share: a bank that may be written, and the ways into it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypeVar

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from quizapp.study.clock import FixedClock
from quizapp.study.selection import Selection
from quizapp.study.sitting import Response
from quizapp.study.study import Study
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.writing import WritingScreen
from tests.tui.conftest import press, program_of, shown
from tests.tui.program import BANK, EVENING, settled

S = TypeVar("S", bound=Screen[object])


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A copy of the tests' bank that may be written."""
    folder = tmp_path / "questions"
    shutil.copytree(BANK, folder)
    return folder


def screen_of(pilot: Pilot[None], kind: type[S]) -> S:
    """The screen that is up, which must be of a kind."""
    assert isinstance(pilot.app.screen, kind)
    return pilot.app.screen


def keys_named(pilot: Pilot[None]) -> str:
    """The key bar."""
    return "\n".join(shown(pilot).splitlines()[-2:])


async def open_bank(pilot: Pilot[None]) -> AuthorScreen:
    """The Author screen, from Home."""
    await press(pilot, "a")
    return screen_of(pilot, AuthorScreen)


async def edit(pilot: Pilot[None], name: str) -> WritingScreen:
    """The editor of a question, by its id in the bank."""
    books = program_of(pilot).books
    assert books is not None
    pilot.app.push_screen(WritingScreen(books.catalog.entries[name].file))
    await settled(pilot)
    return screen_of(pilot, WritingScreen)


async def write(pilot: Pilot[None], old: str, new: str) -> WritingScreen:
    """Edit a piece of the text, and wait for what the lint says."""
    screen = screen_of(pilot, WritingScreen)
    assert old in screen.area.text
    screen.area.put(screen.area.text.replace(old, new, 1))
    await pilot.pause()
    screen.check_soon()
    await settled(pilot)
    return screen


async def go_to(pilot: Pilot[None], name: str) -> AuthorScreen:
    """The cursor of the tree on a question, its chapter open."""
    screen = screen_of(pilot, AuthorScreen)
    for node in screen.banks.nodes():
        node.expand()
    await settled(pilot)
    file = next(row.file for row in screen._rows if row.name == name)
    screen.banks.go_to(str(file))
    await settled(pilot)
    assert screen.question_name == name
    return screen


def answer(pilot: Pilot[None], name: str, right: bool, learner: str = "me") -> None:
    """Answer a question with choices in a sitting of its own."""
    books = program_of(pilot).books
    assert books is not None
    study = Study(books.catalog, books.database, FixedClock(EVENING), learner=learner)
    sitting = study.start_quiz(Selection(ids=(name,)))
    assert sitting.item is not None
    key = sitting.item.variant.key
    assert isinstance(key, frozenset)
    chosen = [choice for choice in sitting.item.variant.choices if (choice in key) == right][:1]
    sitting.answer(Response(chosen=chosen, seconds=20))
