"""The words on all screens can be read in every theme, and without colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.study.clock import FixedClock
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.bench import PAUSE
from quizapp.tui.screens.exams import ExamsScreen
from quizapp.tui.screens.lab import bench_screen
from quizapp.tui.screens.stressing import StressScreen
from quizapp.tui.screens.writing import WritingScreen
from quizapp.tui.theme import THEMES
from tests.tui.authoring import answer, bank, edit, go_to, open_bank, screen_of, write
from tests.tui.conftest import Running, press, program_of, sit, typed
from tests.tui.contrast import LEAST_CONTRAST, Pair, colour_of, contrast, dye, pairs
from tests.tui.examining import BEGIN, SECONDS, choose_rightly, choose_wrongly, pass_time
from tests.tui.program import EVENING, SETS, pause_over, settled

__all__ = ["bank"]

OURS = [theme.name for theme in THEMES]
# What looks at the screen that is up, and keeps what it sees under a name.
Look = Callable[[str], None]


async def exams(pilot: Pilot[None], clock: FixedClock, look: Look) -> None:
    """From the first mock exam to its answers looked at again."""
    await press(pilot, *BEGIN)
    await choose_wrongly(pilot)
    await press(pilot, "f5", "tab")
    await choose_rightly(pilot)
    await press(pilot, "f4")
    look("exam")
    await press(pilot, "escape")
    screen_of(pilot, ExamsScreen)
    look("exams, one left")
    await press(pilot, "d")
    look("exams, about to be given up")
    await press(pilot, "p", "ctrl+g", "3")
    look("navigator")
    await press(pilot, "escape")
    await pass_time(pilot, clock, SECONDS - 250)
    await press(pilot, "f8")
    look("exam, little time, about to be handed in")
    await press(pilot, "f8")
    look("result")
    await press(pilot, "pagedown", "pagedown")
    look("result, further down")
    await press(pilot, "a")
    look("looked at again, wrong")
    await press(pilot, "tab")
    look("looked at again, right")
    await press(pilot, "escape", "escape")
    look("exams, one done")
    await press(pilot, "escape", "o", "space", "right", "space", "down")
    look("options")
    await press(pilot, "s", "a")
    look("a name for the options")
    await press(pilot, "enter")
    look("options, kept")


async def lab(pilot: Pilot[None], clock: FixedClock, look: Look) -> None:
    """The shelf and every bench, one with a fault."""
    await press(pilot, "b", "down")
    look("lab")
    await typed(pilot, "softmax")
    look("lab, searched")
    await press(pilot, "escape")
    books = program_of(pilot).books
    assert books is not None
    benches = ("problem conv-size", "function softmax.softmax_jacobian", "model network", "model descent")
    for name in (*benches, "model window", "model curves"):
        screen = bench_screen(books, *name.split(" "))  # type: ignore[call-arg]  # two words each
        assert screen is not None
        pilot.app.push_screen(screen)
        await settled(pilot)
        await press(pilot, *["right"] * 7)
        look(name)
        await press(pilot, "tab", "tab")
        look(f"{name}, in a field")
        if name == benches[0]:
            await press(pilot, "end")
            await typed(pilot, "+999")
            await pause_over(pilot, PAUSE)
            look(f"{name}, a fault")
        await press(pilot, "escape", "escape")


async def author(pilot: Pilot[None], clock: FixedClock, look: Look) -> None:
    """The tree, what it leads to, and the editor."""
    for number in range(12):
        answer(pilot, "sigmoid-slope", right=number % 3 > 0, learner=f"learner {number}")
    await open_bank(pilot)
    look("banks")
    await go_to(pilot, "sigmoid-slope")
    look("tree")
    await press(pilot, "m", "m")
    look("tree, filtered")
    await press(pilot, "escape")
    for name, keys in {"coverage": ["c"], "uses": ["u"], "status": ["s"], "a bank": ["a"], "new": ["n"]}.items():
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, *keys)
        look(name)
        if name == "new":
            await press(pilot, *"sigmoid-slope", "down", "down")
            look("new, turned")
            await press(pilot, "enter")
            look("new, refused")
        await press(pilot, "escape")
    await press(pilot, "v")
    look("blind review")
    await press(pilot, "2", "enter")
    look("blind review, told")
    await press(pilot, "y")
    await typed(pilot, "Hana\n")
    await press(pilot, "s")
    look("status, signed")
    await press(pilot, "escape")
    books = program_of(pilot).books
    assert books is not None
    pilot.app.push_screen(StressScreen(books.catalog.find("conv-size"), seeds=20))
    await settled(pilot)
    look("gate")
    await press(pilot, "escape")
    await editor(pilot, look)


async def editor(pilot: Pilot[None], look: Look) -> None:
    """Source, preview, findings, and what a change means."""
    await edit(pilot, "sigmoid-slope")
    look("editor")
    await press(pilot, "f6", "2", "enter")
    look("preview, told")
    await press(pilot, "f6")
    await write(pilot, "    correct: true\n", "    feedback: {ja: 違う。, en: No.}\n")
    await write(pilot, "  - id: half\n", "  - id: half\n    correct: true\n")
    await press(pilot, "ctrl+s")
    look("saving")
    await press(pilot, "escape")
    await write(pilot, "kind: single", "kind: [single")
    look("editor, not to be read")
    await press(pilot, "f3")
    look("editor, at a finding")
    screen_of(pilot, WritingScreen)


async def daily(pilot: Pilot[None], clock: FixedClock, look: Look) -> None:
    """Home, what it leads to, and a sitting."""
    for name, keys in {
        "home": ["down"],
        "chapters": ["c", "down"],
        "search": ["escape", "s"],
        "statistics": ["escape", "t"],
        "plan": ["escape", "d"],
        "settings": ["escape", "comma", "down"],
        "keys": ["k", "down"],
        "help": ["escape", "escape", "question_mark"],
    }.items():
        await press(pilot, *keys)
        look(name)
    await press(pilot, "escape")
    await sit(pilot, "loss-curves")
    await typed(pilot, "2x")
    look("plot and a fault")
    await press(pilot, "f9", "1")
    look("calculator")
    await press(pilot, "escape", *["backspace"] * 2, "4", "enter")
    look("right")
    await press(pilot, "enter", "9", "enter")
    look("wrong")
    await press(pilot, "escape")
    await sit(pilot, "two-layers-in-numpy")
    look("listing")


@pytest.fixture
async def seen(request: pytest.FixtureRequest, running: Running, bank: Path) -> dict[Pair, str]:
    """The colours of words and grounds on the screens of a walk, with a place where they are."""
    clock, found = FixedClock(EVENING), dict[Pair, str]()
    async with running(bank=SETS if request.param is daily else bank, clock=clock, size=(100, 40)) as pilot:
        names = dye(pilot.app)

        def look(name: str) -> None:
            found.update({pair: f"{name}: {words}" for pair, words in pairs(pilot, names).items()})

        await request.param(pilot, clock, look)
    return found


@pytest.mark.parametrize("seen", [daily, exams, lab, author], indirect=True)
async def test_all_words_that_are_painted_can_be_read_in_every_theme_and_without_colours(seen: dict[Pair, str]):
    app, bad = QuizApp(), {}
    assert len(seen) > 20, seen
    assert not (of_no_theme := {pair: where for pair, where in seen.items() if "#" in "".join(pair)}), of_no_theme
    for theme in app.available_themes:
        app.theme = theme
        variables = app.get_css_variables()
        for (words, ground), where in seen.items():
            one, other = (colour_of(variables, name) for name in (words, ground))
            greys = (one.monochrome, other.monochrome)
            if contrast(one, other) < LEAST_CONTRAST or (theme in OURS and contrast(*greys) < LEAST_CONTRAST):
                bad[theme, words, ground] = where
    assert not bad, bad
