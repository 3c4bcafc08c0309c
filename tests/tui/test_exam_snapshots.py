"""How the screens of mock exams look, in both languages and three sizes. `make snapshots` takes them anew."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from calculators.answers import write
from quizapp.study.clock import FixedClock
from quizapp.study.exam.sheet import Sheet
from quizapp.study.items import Response
from tests.tui.conftest import press, program_of
from tests.tui.examining import SECONDS, go_to, hand_in, pass_time
from tests.tui.looks import Look, compare
from tests.tui.program import EVENING, SETS, program, settled


def _sheet(pilot: Pilot[None], clock: FixedClock) -> Sheet:
    """One right, one wrong and flagged, one right but unsure, in half an hour."""
    books = program_of(pilot).books
    assert books is not None
    sheet = books.study.start_exam()
    places = {entry.question_id: place for place, entry in enumerate(sheet.entries)}
    for name, seconds in (("sigmoid-slope", 240), ("pooling-facts", 1000), ("chain-rule", 500)):
        item = sheet.show(places[name])
        assert item is not None
        key = item.variant.key
        clock.advance(seconds=seconds)
        if not isinstance(key, frozenset | tuple):
            response = Response(text=write(key), unsure=True)
        elif name == "pooling-facts":
            response = Response(chosen=[next(choice for choice in item.variant.choices if choice not in key)])
        else:
            response = Response(chosen=tuple(key))
        sheet.answer(places[name], response)
    sheet.set_flag(places["pooling-facts"], True)
    return sheet


async def _gone_on(pilot: Pilot[None], clock: FixedClock, question_id: str) -> None:
    _sheet(pilot, clock).pause()
    await press(pilot, "e", "p")
    await go_to(pilot, question_id)


async def _start(pilot: Pilot[None], clock: FixedClock) -> None:
    _sheet(pilot, clock).hand_in()
    clock.advance(days=1)
    _sheet(pilot, clock).pause()
    await press(pilot, "e")


async def _question(pilot: Pilot[None], clock: FixedClock) -> None:
    await _gone_on(pilot, clock, "conv-size")
    await press(pilot, "2", "f5")


async def _typed(pilot: Pilot[None], clock: FixedClock) -> None:
    await _gone_on(pilot, clock, "chain-rule")


async def _navigator(pilot: Pilot[None], clock: FixedClock) -> None:
    await _gone_on(pilot, clock, "dense-parameters")
    await press(pilot, "ctrl+g", "7")


async def _warning(pilot: Pilot[None], clock: FixedClock) -> None:
    await _gone_on(pilot, clock, "conv-size")
    await pass_time(pilot, clock, SECONDS - 1740 - 250)
    await press(pilot, "f8")
    # The notice goes by itself after some seconds: whether a picture still has it depends on the machine.
    pilot.app.clear_notifications()


async def _result(pilot: Pilot[None], clock: FixedClock) -> None:
    _sheet(pilot, clock).hand_in()
    clock.advance(days=1)
    await _gone_on(pilot, clock, "dense-parameters")
    await hand_in(pilot)


async def _review(pilot: Pilot[None], clock: FixedClock) -> None:
    _sheet(pilot, clock).hand_in()
    await press(pilot, "e")
    await pilot.click("MockRow")
    await settled(pilot)
    await press(pilot, "f", "1")


async def _options(pilot: Pilot[None], clock: FixedClock) -> None:
    await press(pilot, "o", "right", "space", "down", "down", "right")


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the screens, and what leads there."""

    name: str
    lead: Callable[[Pilot[None], FixedClock], Awaitable[None]]


SCENES = (
    Scene("start", _start),
    Scene("question", _question),
    Scene("typed", _typed),
    Scene("navigator", _navigator),
    Scene("warning", _warning),
    Scene("result", _result),
    Scene("review", _review),
    Scene("options", _options),
)
LOOKS = [
    *(Look(language, size) for size in ("80x24", "60x24", "120x40") for language in ("ja", "en")),
    Look("ja", theme="quizapp-light"),
]


# The others are in `test_snapshots.py`.
WITHOUT_COLOURS = [scene for scene in SCENES if scene.name in ("navigator", "result")]


@pytest.mark.parametrize("scene", WITHOUT_COLOURS, ids=lambda scene: scene.name)
async def test_mock_exams_without_colours_look_as_they_were_approved(
    snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: Scene
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    clock = FixedClock(EVENING)

    async def lead(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await scene.lead(pilot, clock)

    await compare(program(tmp_path, "ja", clock=clock), [Look("ja")], lead, snapshot)


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
async def test_a_screen_of_mock_exams_looks_as_it_was_approved(
    snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: Scene
):
    monkeypatch.chdir(tmp_path)
    clock = FixedClock(EVENING)

    async def lead(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await scene.lead(pilot, clock)

    await compare(program(tmp_path, "ja", clock=clock), LOOKS, lead, snapshot)


async def test_a_set_in_a_test_looks_as_it_was_approved(
    snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    app = program(tmp_path, "ja", bank=SETS, clock=FixedClock(EVENING))

    async def lead(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, "o", "down", "down", "right", "enter", "tab")

    await compare(app, [Look("ja", "120x40")], lead, snapshot)
