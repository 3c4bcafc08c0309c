"""Our two themes can be read: WCAG AA on every ground that text stands on."""

from __future__ import annotations

from itertools import product

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Input

from quizapp.tui.theme import OWN_COLOURS, THEMES, fallbacks
from tests.tui.conftest import Running, press, shown

LEAST_CONTRAST = 4.5
TEXT = ("foreground", "primary", "secondary", "accent", "quiet", "idle", "right", "wrong", "partial", "formula", "code")
GROUNDS = ("background", "surface", "panel", "pick")


def colour(theme: Theme, name: str) -> Color:
    value = theme.variables.get(name) or getattr(theme, name)
    return Color.parse(value)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    def luminance(of: Color) -> float:
        red, green, blue = map(linear, of.normalized)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), list(product(TEXT, GROUNDS)))
def test_text_keeps_its_contrast_on_every_ground(theme: Theme, text: str, ground: str):
    assert contrast(colour(theme, text), colour(theme, ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("chip", ["primary", "right", "wrong", "partial"])
def test_a_chip_can_be_read_with_ground_and_text_exchanged(theme: Theme, chip: str):
    assert contrast(colour(theme, "background"), colour(theme, chip)) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_any_other_theme_gets_values_for_our_own_colours(theme: Theme):
    assert set(fallbacks(theme)) == set(OWN_COLOURS)


async def test_every_theme_can_be_put_on_in_the_middle_of_a_verdict(running: Running):
    async with running("sigmoid-slope", keys=["1", "enter"]) as pilot:
        for name in pilot.app.available_themes:
            pilot.app.theme = name
            await pilot.pause()
            assert "解説" in shown(pilot), name
        await press(pilot, "escape", "c")
        for name in pilot.app.available_themes:
            pilot.app.theme = name
            await pilot.pause()
            assert "3.1" in shown(pilot), name


async def test_without_colours_the_sign_and_the_words_still_tell(running: Running, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with running("sigmoid-slope", keys=["1", "enter"]) as pilot:
        assert "○ 正解" in shown(pilot) or "× 不正解" in shown(pilot)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("keys", [[], ["f9"]])
async def test_a_placeholder_can_be_read_in_its_field(running: Running, theme: Theme, keys: list[str]):
    async with running("chain-rule", theme=theme.name, keys=keys) as pilot:
        style = pilot.app.screen.query_one(Input).get_visual_style("input--placeholder")
        assert contrast(style.foreground, style.background) >= LEAST_CONTRAST
        assert style.foreground == colour(theme, "idle")


async def test_a_placeholder_of_the_palette_can_be_read(running: Running):
    async with running(keys=["ctrl+p"]) as pilot:
        style = pilot.app.screen.query_one(Input).get_visual_style("input--placeholder")
        assert contrast(style.foreground, style.background) >= LEAST_CONTRAST
