"""How the Author screens look: each in both languages at 80×24, the main ones at 60×24 and 120×40 too.

`make snapshots` takes them anew; look at the pictures before keeping them.
"""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.writing import WritingScreen
from tests.tui.authoring import answer, edit, go_to, open_bank, screen_of, write
from tests.tui.conftest import press, typed
from tests.tui.looks import BOTH, Look, compare
from tests.tui.program import BANK, program, settled

TURNED = (
    ("    correct: true\n", "    feedback: {ja: 違う。, en: No.}\n"),
    ("  - id: half\n", "  - id: half\n    correct: true\n"),
)
OTHER_WORDS = ("the largest value that", "the smallest value that")


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen to be seen: from the tree (at a question) or from the editor of one; what is written, typed, pressed.

    `elsewhere`: what another program writes meanwhile, and then somebody answers; None: it deletes the file.
    """

    name: str
    at: str = "conv-size"
    editor: bool = False
    edits: Sequence[tuple[str, str]] = ()
    keys: Sequence[str] = ()
    text: str = ""
    answers: int = 0
    elsewhere: Sequence[tuple[str, str]] | None = ()


SCENES = (
    Scene("tree"),
    Scene("filtered", keys=["m", "m"]),
    Scene("editor", "dense-parameters", True),
    Scene("editor_wrong", "sigmoid-slope", True, [("kind: single", "kind: [single")]),
    Scene("preview", "dense-parameters", True, keys=["f6"], text="78400"),
    Scene("preview_told", "sigmoid-slope", True, keys=["f6", "2", "enter"]),
    Scene("saving", "sigmoid-slope", True, TURNED, ["ctrl+s"], answers=3),
    Scene("saving_versions", "sigmoid-slope", True, TURNED, ["ctrl+s"], answers=3, elsewhere=[OTHER_WORDS]),
    Scene("conflict", "sigmoid-slope", True, [("level: 2", "level: 4")], ["ctrl+s"], elsewhere=[OTHER_WORDS]),
    Scene("lost", "sigmoid-slope", True, [("level: 2", "level: 4")], ["ctrl+s"], elsewhere=None),
    Scene("making", keys=["n", *"my-question", "down"]),
    Scene("making_refused", keys=["n", *"conv-size"]),
    Scene("stress", keys=["t"]),
    Scene("status", "sigmoid-slope", keys=["s"]),
    Scene("blind", "dense-parameters", keys=["v"], text="78400"),
    Scene("uses", "sigmoid-slope", keys=["u"], answers=12),
    Scene("coverage", keys=["c"]),
    Scene("add_bank", keys=["a"]),
)
MAIN = ("tree", "editor", "preview_told", "coverage", "conflict", "status")


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
        for number in range(scene.answers):
            answer(pilot, scene.at, right=number % 3 > 0, learner=f"learner {number}")
        if scene.editor:
            screen = await edit(pilot, scene.at)
            assert isinstance(screen, WritingScreen)
            screen.area.cursor_blink = False
            if scene.answers:
                # Nobody was told of what was answered meanwhile.
                await written_elsewhere(pilot, scene)
                screen.watch_file()
                await settled(pilot)
                if scene.elsewhere:
                    answer(pilot, scene.at, right=True, learner="late")
            for old, new in scene.edits:
                await write(pilot, old, new)
            if not scene.answers:
                await written_elsewhere(pilot, scene)
        else:
            await open_bank(pilot)
            await go_to(pilot, scene.at)
            assert isinstance(pilot.app.screen, AuthorScreen)
        await press(pilot, *scene.keys)
        if scene.text:
            await typed(pilot, scene.text)

    return run


async def written_elsewhere(pilot: Pilot[None], scene: Scene) -> None:
    """What another program does to the file."""
    file = screen_of(pilot, WritingScreen).file
    if scene.elsewhere is None:
        file.unlink()
        return
    text = file.read_text(encoding="utf-8")
    for old, new in scene.elsewhere:
        text = text.replace(old, new)
    if scene.elsewhere:
        file.write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tree names the bank's folder: the same on every machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZAPP_HOME", "home")
    shutil.copytree(BANK, tmp_path / "questions")


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
async def test_an_author_screen_looks_as_it_was_approved(snapshot: SnapshotAssertion, tmp_path: Path, scene: Scene):
    app = program(tmp_path, "ja", "quizapp-dark", Path("questions"))
    await compare(app, looks(scene.name), staged(scene), snapshot)


@pytest.mark.parametrize(
    "scene", [scene for scene in SCENES if scene.name in ("tree", "coverage")], ids=lambda scene: scene.name
)
async def test_an_author_screen_without_colours_looks_as_it_was_approved(
    snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: Scene
):
    monkeypatch.setenv("NO_COLOR", "1")
    app = program(tmp_path, "ja", "quizapp-dark", Path("questions"))
    await compare(app, [Look("ja")], staged(scene), snapshot)
