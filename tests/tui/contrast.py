"""Whether the words that are painted on a screen can be read: the contrast of their colours, as WCAG 2.2 has it.

A walk through the program in each of the themes takes minutes. So it is made once, in a theme in which each colour has
a value of its own (`dye`): what is painted then tells the names of the colours of words and ground (`pairs`), and what
those are in any theme is arithmetic.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping

from rich.color import Color as Painted
from textual.app import App
from textual.color import Color, ColorParseError
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.theme import Theme

from quizapp.tui.theme import GROUNDS, THEMES

LEAST_CONTRAST = 4.5
# Frames, bars, blocks and dots: what is drawn, not read.
DRAWN = re.compile(r"[\s─-▟·…╌╴▸▾❯●○•¨⠀-⣿]*")
# The sixteen colours as xterm has them.
XTERM = (
    *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
    *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
)

# A field that has the focus is tinted like this by Textual.
TINT = 0.05
TINTED = "-tinted"
DYED = "dyed"

# The names of the colours of words and of what they stand on; a colour without a name is its hex.
Pair = tuple[str, str]


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    def luminance(of: Color) -> float:
        red, green, blue = map(linear, of.normalized)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def painted(colour: Painted | None) -> Color | None:
    """A colour as it is on the screen, the terminal's own as in xterm; None for one that only the terminal knows."""
    if colour is None or colour.is_default:
        return None
    if colour.triplet is not None:
        return Color(*colour.triplet)
    assert colour.number is not None
    return Color.parse(XTERM[colour.number])


def pieces(pilot: Pilot[None]) -> Iterator[tuple[str, Color | None, Color | None]]:
    """The words on the screen, with their colour and that of their ground.

    Of a screen that lies over another one, what is on its panel: what is behind is dimmed, since it is not to be read.
    """
    screen = pilot.app.screen
    strips = screen._compositor.render_strips()
    if isinstance(screen, ModalScreen):
        panel = screen.children[0].region
        strips = [strip.crop(panel.x, panel.right) for strip in strips[panel.y : panel.bottom]]
    for strip in strips:
        for segment in strip:
            style = segment.style
            if style is not None and not DRAWN.fullmatch(segment.text):
                yield segment.text, painted(style.color), painted(style.bgcolor)


def unreadable(pilot: Pilot[None]) -> dict[Pair, str]:
    """The pairs of colours of the words on the screen that are too close as they are painted, with the words."""
    found = {}
    for text, words, ground in pieces(pilot):
        if words is None and ground is None:
            continue  # the terminal's own words on its own ground
        if words is None or ground is None:
            found["default", ""] = text
        elif contrast(words, ground) < LEAST_CONTRAST:
            found[words.hex, ground.hex] = text
    return found


def colour_of(variables: Mapping[str, str], name: str) -> Color:
    """What a name is in a theme; one of the sixteen colours as xterm has it."""
    if name.endswith(TINTED):
        return colour_of(variables, name.removesuffix(TINTED)).blend(colour_of(variables, "foreground"), TINT)
    colour = Color.parse(variables[name])
    return colour if colour.ansi is None else Color.parse(XTERM[colour.ansi])


def dye(app: App[None]) -> dict[Color, str]:
    """Put on a theme in which each colour has a value of its own; the names by their values."""
    own = random.Random(1)
    values: dict[str, str] = {}
    for name, value in THEMES[0].to_color_system().generate().items() | THEMES[0].variables.items():
        try:
            colour = Color.parse(value)
        except ColorParseError:
            continue  # a style or a number
        if colour.a == 1:  # what can be seen through takes the colour of what is behind it
            low, high = (0, 80) if colour.brightness < 0.5 else (160, 255)
            values[name] = Color(*(own.randint(low, high) for _ in "rgb")).hex
    named = {name: values.get(name) for name in ("secondary", "accent", "warning", "error", "success")}
    named |= {name: values[name] for name in ("foreground", "background", "surface", "panel")}
    app.register_theme(Theme(DYED, primary=values["primary"], **named, variables=values))
    app.theme = DYED
    app.get_css_variables()
    variables = app.theme_variables
    names = {}
    for name in sorted(values, key=lambda name: (len(name), name), reverse=True):
        names[Color.parse(variables[name])] = name
    for ground in GROUNDS:
        names[colour_of(variables, ground + TINTED)] = ground + TINTED
    return names


def pairs(pilot: Pilot[None], names: Mapping[Color, str]) -> dict[Pair, str]:
    """The names of the colours that words on the screen are painted in, with the words."""
    assert pilot.app.theme == DYED
    found = {}
    for text, words, ground in pieces(pilot):
        assert words is not None
        assert ground is not None
        found[names.get(words, words.hex), names.get(ground, ground.hex)] = text.strip()
    return found
