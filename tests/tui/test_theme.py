"""Every theme can be read: WCAG AA on every ground that text stands on, as computed and as painted on the screens."""

from __future__ import annotations

from itertools import product

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Input

from quizapp.settings import Settings
from quizapp.tui.app import QuizApp
from quizapp.tui.theme import GROUNDS, OWN_COLOURS, TEXT, THEMES, fallbacks, readable
from tests.tui.conftest import Running, press, program_of, shown, sit, typed
from tests.tui.contrast import LEAST_CONTRAST, contrast, pieces, unreadable
from tests.tui.program import SETS

COLOURED = [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi]


def colour(theme: Theme, name: str) -> Color:
    value = theme.variables.get(name) or getattr(theme, name)
    return Color.parse(value)


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


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_words_in_the_sixteen_colours_of_a_terminal_can_be_read_as_they_are_painted(running: Running, theme: str):
    """Of themes that paint nothing where the terminal's own colours are meant, the names of colours tell too little."""
    found = {}
    async with running(bank=SETS, theme=theme, size=(100, 40)) as pilot:
        for keys in (["down"], ["c", "down"], ["escape", "comma", "down"]):
            await press(pilot, *keys)
            found |= unreadable(pilot)
        await press(pilot, "escape")
        await sit(pilot, "loss-curves")
        await typed(pilot, "2x")
        found |= unreadable(pilot)
        await press(pilot, "f9", "1")
        found |= unreadable(pilot)
        await press(pilot, "escape", *["backspace"] * 2, "4", "enter")
        found |= unreadable(pilot)
    assert not found, found


async def test_without_colours_everything_is_grey(running: Running, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with running("pooling-facts", keys=["1", "enter"]) as pilot:
        colours = [colour for _, *both in pieces(pilot) for colour in both]
        assert all(colour is not None and colour.r == colour.g == colour.b for colour in colours)


async def test_without_colours_the_words_of_every_theme_can_be_read(running: Running, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    found = {}
    async with running("pooling-facts", keys=["1", "2"]) as pilot:
        for name in pilot.app.available_themes:
            pilot.app.theme = name
            await pilot.pause()
            painted = list(pieces(pilot))
            assert all(shade is not None and shade.r == shade.g == shade.b for _, *both in painted for shade in both), (
                name
            )
            found |= {(name, *pair): words for pair, words in unreadable(pilot).items()}
    assert not found, found


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_without_colours_the_sixteen_colours_are_greys_that_can_be_read_from_the_start(
    running: Running, monkeypatch: pytest.MonkeyPatch, theme: str
):
    monkeypatch.setenv("NO_COLOR", "1")
    found = {}
    async with running(theme=theme, keys=["down"]) as pilot:
        found |= unreadable(pilot)
        await press(pilot, "c", "down")
        found |= unreadable(pilot)
        await press(pilot, "escape", "comma", "down")
        found |= unreadable(pilot)
        await press(pilot, "escape")
        await sit(pilot, "chain-rule")
        await typed(pilot, "2x")
        found |= unreadable(pilot)
        await press(pilot, "enter", "f9", "1")
        found |= unreadable(pilot)
    assert not found, found


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
