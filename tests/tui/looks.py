"""Pictures of a screen in all its looks, compared with those that were approved.

The program runs once for a scene. There the language, the size of the terminal and the theme are changed one after the
other, and each picture must be the approved one: what is on a screen does not depend on how it came to be so.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from quizapp.tui.app import QuizApp
from tests.tui.conftest import program_of
from tests.tui.program import settled

SIZES = {"60x24": (60, 24), "80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}


@dataclass(frozen=True, slots=True)
class Look:
    """One way to show a scene."""

    language: str
    size: str = "80x24"
    theme: str = "quizapp-dark"

    def __str__(self) -> str:
        return f"{self.language}-{self.size}-{self.theme.removeprefix('quizapp-')}"


# What each screen is seen in at least.
BOTH = (Look("ja"), Look("en"))


async def compare(
    app: QuizApp, looks: Sequence[Look], lead: Callable[[Pilot[None]], Awaitable[None]], approved: SnapshotAssertion
) -> None:
    """Hold the pictures of a scene against the approved ones; the others are written beside the test's files.

    `app` starts in the first of `looks`; `lead` brings it to the scene.
    """
    approved = approved.use_extension(SVGImageExtension)
    differing = []
    async with app.run_test(size=SIZES[looks[0].size], notifications=True, tooltips=True) as pilot:
        await lead(pilot)
        for look in looks:
            await put_on(pilot, look)
            picture = app.export_screenshot(title=app.title, simplify=True)
            if approved(name=str(look)) != picture:
                file = Path(f"{look}.svg").absolute()
                file.write_text(picture, encoding="utf-8")
                differing.append(str(file))
    assert not differing, f"not as approved; how they look now: {' '.join(differing)}"


async def put_on(pilot: Pilot[None], look: Look) -> None:
    """Show what is on the screen in another language, size and theme."""
    app = program_of(pilot)
    if app.size != SIZES[look.size]:
        await pilot.resize_terminal(*SIZES[look.size])
        await settled(pilot)
    if app.settings.language != look.language:
        app.change_setting("language", look.language)
        await settled(pilot)
    if app.theme != look.theme:
        app.change_setting("theme", look.theme)
        await settled(pilot)
    for field in app.screen.query("Input, TextArea").results(Input | TextArea):
        field.cursor_blink = False
    await pilot.wait_for_scheduled_animations()
