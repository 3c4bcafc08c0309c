"""How the Lab looks: every bench in both languages at 80×24, the main ones at 60×24 and 120×40 too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from quizapp.tui.screens.bench import PAUSE
from quizapp.tui.screens.lab import bench_screen
from tests.tui.conftest import press, program_of, typed
from tests.tui.program import program, settled

Compare = Callable[..., bool]
SIZES = {"60x24": (60, 24), "80x24": (80, 24), "120x40": (120, 40)}


@dataclass(frozen=True, slots=True)
class Scene:
    """A bench to be seen: kind and id of what is opened (the shelf where there is none), the keys, what is typed."""

    name: str
    kind: str = ""
    id: str = ""
    keys: Sequence[str] = ()
    text: str = ""


SCENES = (
    Scene("shelf"),
    Scene("problem", "problem", "conv-size"),
    Scene("problem_fault", "problem", "conv-size", ["enter", "end"], "+999"),
    Scene("function", "function", "softmax.softmax_jacobian"),
    Scene("network_backward", "model", "network", ["right"] * 8),
    Scene("network_formula", "model", "network", ["tab", "left", *["f6"] * 8]),
    Scene("descent", "model", "descent", ["right"] * 6),
    Scene("convolution", "model", "window", ["right"] * 2),
    Scene("pooling", "model", "window", ["tab", "right", "f6", "f6"]),
    Scene("activation", "model", "curves"),
    Scene("roc", "model", "curves", ["tab", "left"]),
)
MAIN = ("problem", "problem_fault", "network_backward", "descent", "convolution")
VIEWS = [
    *((scene, language, "80x24") for scene in SCENES for language in ("ja", "en")),
    *(
        (scene, language, size)
        for scene in SCENES
        if scene.name in MAIN
        for language, size in (("ja", "60x24"), ("en", "60x24"), ("ja", "120x40"), ("en", "120x40"))
    ),
]


def staged(scene: Scene) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Brings the program to a scene."""

    async def run(pilot: Pilot[None]) -> None:
        await settled(pilot)
        if scene.kind:
            books = program_of(pilot).books
            assert books is not None
            screen = bench_screen(books, scene.kind, scene.id)
            assert screen is not None
            pilot.app.push_screen(screen)
            await settled(pilot)
        else:
            await press(pilot, "b")
        await press(pilot, *scene.keys)
        if scene.text:
            await typed(pilot, scene.text)
            await pilot.pause(PAUSE + 0.05)
            await settled(pilot)

    return run


@pytest.mark.parametrize(
    ("scene", "language", "size"), VIEWS, ids=[f"{scene.name}-{language}-{size}" for scene, language, size in VIEWS]
)
def test_the_lab_looks_as_it_was_approved(
    snap_compare: Compare, tmp_path: Path, scene: Scene, language: str, size: str
):
    app: App[None] = program(tmp_path, language)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=staged(scene))
