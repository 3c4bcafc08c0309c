"""How the screens look: every one in both languages at 80×24, the main ones at 60×24 and 120×40 and in the light theme.

`make snapshots` takes them anew; look at the pictures before keeping them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.tui.conftest import press, sit, typed
from tests.tui.program import BANK, SETS, program, settled

Compare = Callable[..., bool]
SIZES = {"60x24": (60, 24), "80x24": (80, 24), "120x40": (120, 40)}


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
OTHERS = ("ansi-dark", "ansi-light", "no-colour")
VIEWS = [
    *((scene, language, "80x24", "quizapp-dark") for scene in SCENES for language in ("ja", "en")),
    *(
        (s, language, size, "quizapp-dark")
        for s in SCENES
        if s.name in MAIN
        for language, size in (("ja", "60x24"), ("en", "60x24"), ("ja", "120x40"))
    ),
    *((s, language, "60x24", "quizapp-dark") for s in SCENES if s.name in SMALL for language in ("ja", "en")),
    *((scene, "ja", "80x24", "quizapp-light") for scene in SCENES if scene.name in (*MAIN, *OTHER_COLOURS)),
    *((scene, "ja", "80x24", theme) for scene in SCENES if scene.name in OTHER_COLOURS for theme in OTHERS),
]


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


@pytest.mark.parametrize(
    ("scene", "language", "size", "theme"),
    VIEWS,
    ids=[f"{scene.name}-{language}-{size}-{theme.removeprefix('quizapp-')}" for scene, language, size, theme in VIEWS],
)
def test_a_screen_looks_as_it_was_approved(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scene: Scene,
    language: str,
    size: str,
    theme: str,
):
    # The settings screen names its file: the same on every machine.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZAPP_HOME", "home")
    if theme == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
        theme = "quizapp-dark"
    app: App[None] = program(tmp_path, language, theme, scene.bank)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=staged(scene))
