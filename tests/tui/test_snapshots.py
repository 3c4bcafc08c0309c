"""How the screens look: every one in both languages at 80×24, the main ones at 60×24 and 120×40 and in the light theme.

`make snapshots` takes them anew; look at the pictures before keeping them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from tests.tui.conftest import press, sit, typed
from tests.tui.looks import BOTH, Look, compare
from tests.tui.program import BANK, SETS, program, settled


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen to be seen: the question asked (if any), what is typed, the keys pressed."""

    name: str
    question: str = ""
    text: str = ""
    keys: Sequence[str] = ()
    bank: Path = BANK


SCENES = (
    Scene("home"),
    Scene("chapters", keys=["c"]),
    Scene("choice", "sigmoid-slope", keys=["2"]),
    Scene("choices", "pooling-facts", keys=["1", "3", "u"]),
    Scene("order", "training-order", keys=["2", "1"]),
    Scene("match", "output-pairs", keys=["2", "1"]),
    Scene("typed", "softmax-of-three", "[0.1, 1/4, 0.65]"),
    Scene("typed_fault", "chain-rule", "2*x*cos(x^2\n"),
    Scene("verdict_right", "sigmoid-slope", keys=["3", "enter"]),
    Scene("verdict_wrong", "dense-parameters", "78400\n"),
    Scene("set_listing", "two-layers-in-numpy", "np.sum(x, axis=0", bank=SETS),
    Scene("set_plot", "loss-curves", "4", bank=SETS),
    Scene("set_table", "loss-curves", "4\n", ["enter", "pagedown", "pagedown"], bank=SETS),
    Scene("set_verdict_code", "two-layers-in-numpy", "b1 + x @ W1.T\n", bank=SETS),
    Scene("set_choice", "two-layers-in-numpy", "x @ W1 + b1\n", ["enter", *"s.max()", "enter", "enter"], bank=SETS),
    Scene("calculator", "loss-curves", keys=["f9", *"1/3", "enter", *"2*ans"], bank=SETS),
    Scene("summary", "dense-parameters", "78500\n", ["enter"]),
    Scene("help", keys=["question_mark"]),
    Scene("settings", keys=["comma"]),
    Scene("keys", keys=["comma", "k"]),
    Scene("jump", keys=["comma", "ctrl+o"]),
    Scene("search", keys=["s", "down"]),
    Scene("statistics_empty", keys=["t"]),
    Scene("plan_empty", keys=["d"]),
    Scene("welcome_language", keys=["i"]),
    Scene("welcome_day", keys=["i", "enter", *"2/20"]),
    Scene("welcome_track", keys=["i", "enter", "enter"]),
)
SMALL = ("set_listing", "set_plot", "set_table", "set_choice", "calculator")
MAIN = ("home", "chapters", "choice", "verdict_wrong")
# In the light theme, in the terminal's own sixteen colours, and without any (NO_COLOR).
OTHER_COLOURS = ("home", "choices", "set_plot", "verdict_wrong", "settings", "statistics_empty")


def looks(scene: str) -> list[Look]:
    """What a scene is seen in."""
    found = [*BOTH]
    if scene in MAIN:
        found += [Look("ja", "60x24"), Look("en", "60x24"), Look("ja", "120x40")]
    if scene in SMALL:
        found += [Look("ja", "60x24"), Look("en", "60x24")]
    if scene in (*MAIN, *OTHER_COLOURS):
        found.append(Look("ja", theme="quizapp-light"))
    if scene in OTHER_COLOURS:
        found += [Look("ja", theme="ansi-dark"), Look("ja", theme="ansi-light")]
    return found


def staged(scene: Scene) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Brings the program to a scene."""

    async def run(pilot: Pilot[None]) -> None:
        await settled(pilot)
        if scene.question:
            await sit(pilot, scene.question)
        if scene.text:
            await typed(pilot, scene.text)
        await press(pilot, *scene.keys)

    return run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings screen names its file: the same on every machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZAPP_HOME", "home")


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
async def test_a_screen_looks_as_it_was_approved(snapshot: SnapshotAssertion, tmp_path: Path, scene: Scene):
    app = program(tmp_path, "ja", bank=scene.bank)
    await compare(app, looks(scene.name), staged(scene), snapshot)


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene.name in OTHER_COLOURS], ids=lambda it: it.name)
async def test_a_screen_without_colours_looks_as_it_was_approved(
    snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: Scene
):
    monkeypatch.setenv("NO_COLOR", "1")
    app = program(tmp_path, "ja", bank=scene.bank)
    await compare(app, [Look("ja")], staged(scene), snapshot)
