"""Every theme can be read: WCAG AA on every ground that text stands on, as computed and as painted on the screens."""

from __future__ import annotations

import re
from itertools import product

import pytest
from rich.color import Color as Painted
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Input

from quizapp.settings import Settings
from quizapp.tui.app import QuizApp
from quizapp.tui.theme import GROUNDS, OWN_COLOURS, TEXT, THEMES, fallbacks, readable
from tests.tui.conftest import Running, press, program_of, shown, sit, typed
from tests.tui.program import SETS

LEAST_CONTRAST = 4.5
COLOURED = [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi]
# Frames, bars, blocks and dots: what is drawn, not read.
DRAWN = re.compile(r"[\s─-▟·…╌╴▸▾❯●○•¨⠀-⣿]*")
# The sixteen colours as xterm has them.
XTERM = (
    *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
    *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
)


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


def in_a_theme(app: QuizApp, name: str) -> dict[str, str]:
    app.theme = name
    return app.get_css_variables()


@pytest.mark.parametrize("name", COLOURED)
def test_every_theme_of_textual_is_made_readable(name: str):
    variables = in_a_theme(QuizApp(), name)
    found = {
        (text, ground): contrast(Color.parse(variables[text]), Color.parse(variables[ground]))
        for text, ground in product(TEXT, GROUNDS)
    }
    for kind in ("block-cursor-", "block-cursor-blurred-"):  # rows of the palette and of lists
        words, ground = (Color.parse(variables[f"{kind}{name}"]) for name in ("foreground", "background"))
        found[kind, ""] = contrast(words, ground)
    assert {pair: value for pair, value in found.items() if value < LEAST_CONTRAST} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_our_own_themes_are_left_as_they_are(theme: Theme):
    variables = {"primary": "#123456"}
    assert readable(theme, variables) is variables


def test_a_theme_that_is_made_readable_keeps_its_hues():
    variables = in_a_theme(QuizApp(), "gruvbox")
    before, after = Color.parse(BUILTIN_THEMES["gruvbox"].primary).hsl, Color.parse(variables["primary"]).hsl
    assert abs(before.h - after.h) < 0.02
    assert after.l > before.l


def painted(colour: Painted | None) -> Color | None:
    """A colour as it is on the screen, the terminal's own as in xterm; None for one that only the terminal knows."""
    if colour is None or colour.is_default:
        return None
    if colour.triplet is not None:
        return Color(*colour.triplet)
    assert colour.number is not None
    return Color.parse(XTERM[colour.number])


def unreadable(pilot: Pilot[None]) -> dict[tuple[str, str], str]:
    """The pairs of colours of the words on the screen that are too close, with the words."""
    found = {}
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style is None or DRAWN.fullmatch(segment.text):
                continue
            words, ground = painted(style.color), painted(style.bgcolor)
            if words is None and ground is None:
                continue  # the terminal's own words on its own ground
            if words is None or ground is None:
                found["default", ""] = segment.text
            elif contrast(words, ground) < LEAST_CONTRAST:
                found[words.hex, ground.hex] = segment.text
    return found


async def walk(pilot: Pilot[None], themes: list[str]) -> dict[tuple[str, str], dict[tuple[str, str], str]]:
    """What can't be read in any of the themes on the screens; each is shown once and put on all themes."""
    found = {}

    async def look(name: str) -> None:
        for theme in themes:
            pilot.app.theme = theme
            await pilot.pause()
            await pilot.pause()
            if bad := unreadable(pilot):
                found[name, theme] = bad

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
        await look(name)
    await press(pilot, "escape")
    await sit(pilot, "loss-curves")
    await typed(pilot, "2x")
    await look("plot and a fault")
    await press(pilot, "f9", "1")
    await look("calculator")
    await press(pilot, "escape", *["backspace"] * 2, "4", "enter")
    await look("right")
    await press(pilot, "enter", "9", "enter")
    await look("wrong")
    await press(pilot, "escape")
    await sit(pilot, "two-layers-in-numpy")
    await look("listing")
    return found


@pytest.mark.parametrize(
    "themes",
    [
        [theme.name for theme in THEMES],
        ["atom-one-dark", "solarized-light"],
        ["ansi-dark", "ansi-light"],
    ],
    ids=["ours", "others", "ansi"],
)
async def test_all_words_that_are_painted_can_be_read(running: Running, themes: list[str]):
    async with running(bank=SETS, size=(100, 40)) as pilot:
        assert await walk(pilot, themes) == {}


async def test_without_colours_the_greys_can_be_read(running: Running, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(bank=SETS, size=(100, 40)) as pilot:
        assert await walk(pilot, [theme.name for theme in THEMES]) == {}
        for strip in pilot.app.screen._compositor.render_strips():
            for segment in strip:
                if segment.style is not None and segment.style.color is not None and segment.style.color.triplet:
                    assert len(set(segment.style.color.triplet)) == 1


async def test_with_reduced_motion_nothing_moves(running: Running):
    settings = Settings(reduced_motion=True)
    assert QuizApp(settings=settings).animation_level == "none"
    async with running("sigmoid-slope") as pilot:
        app = program_of(pilot)
        app.change_setting("reduced_motion", True)
        assert app.animation_level == "none"
        for keys in (["1", "enter"], ["pagedown"], ["escape", "c", "down"], ["escape", "comma"], ["ctrl+p"]):
            await press(pilot, *keys)
            assert not app.animator._animations
        app.change_setting("reduced_motion", False)
        assert app.animation_level == "full"
