"""How the Lab looks: every bench in both languages at 80×24, the main ones at 60×24 and 120×40 too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from quizapp.tui.screens.bench import PAUSE
from quizapp.tui.screens.lab import bench_screen
from tests.tui.conftest import press, program_of, typed
from tests.tui.looks import BOTH, Look, compare
from tests.tui.program import pause_over, program, settled


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


def looks(scene: str) -> list[Look]:
    """What a scene is seen in."""
    if scene not in MAIN:
        return [*BOTH]
    sizes = ("60x24", "120x40")
    return [*BOTH, *(Look(it, size) for size in sizes for it in ("ja", "en")), Look("ja", theme="quizapp-light")]


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
            await pause_over(pilot, PAUSE)

    return run


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
async def test_the_lab_looks_as_it_was_approved(
    snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: Scene
):
    monkeypatch.chdir(tmp_path)
    await compare(program(tmp_path, "ja"), looks(scene.name), staged(scene), snapshot)


@pytest.mark.parametrize(
    "scene",
    [scene for scene in SCENES if scene.name in ("network_backward", "convolution")],
    ids=lambda scene: scene.name,
)
async def test_the_lab_without_colours_looks_as_it_was_approved(
    snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: Scene
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    await compare(program(tmp_path, "ja"), [Look("ja")], staged(scene), snapshot)
