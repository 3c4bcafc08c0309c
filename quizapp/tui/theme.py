"""The two themes of the program, the colours they name beyond Textual's own, and what makes other themes readable.

Every text colour, that of placeholders and of keys that can't be used now too, keeps a contrast of at least 4.5:1
(WCAG AA) on background, surface, panel and pick (computed in the tests). `rule` colours no words: lines, frames, and
the dots that stand for nothing. Colour never says anything alone: signs and words carry the meaning.
"""

from __future__ import annotations

from rich.terminal_theme import TerminalTheme
from textual.color import Color
from textual.theme import Theme

# What each colour is for. `quiet`: secondary words. `idle`: placeholders, keys that do nothing now. `rule`: lines and
# frames, no text. `right`, `wrong`, `partial`: verdicts. `formula`, `code`: in question text.
# `pick`: the ground of the row that is chosen.
_DARK = {
    "quiet": "#93a0b0",
    "idle": "#8e9aa9",
    "rule": "#3b4757",
    "right": "#86d491",
    "wrong": "#ff9b91",
    "partial": "#ecc06a",
    "formula": "#a8d1ff",
    "code": "#e5c38f",
    "pick": "#233247",
}
_LIGHT = {
    "quiet": "#59636f",
    "idle": "#56606c",
    "rule": "#c9c4b8",
    "right": "#17652e",
    "wrong": "#a8231b",
    "partial": "#7d4f00",
    "formula": "#1c4f94",
    "code": "#74460a",
    "pick": "#dbe6f4",
}


def _variables(own: dict[str, str], text: str, background: str, primary: str) -> dict[str, str]:
    return own | {
        "border": primary,
        "border-blurred": own["rule"],
        "block-cursor-background": own["pick"],
        "block-cursor-foreground": text,
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": own["pick"],
        "block-cursor-blurred-foreground": text,
        "input-cursor-background": primary,
        "input-cursor-foreground": background,
        "input-selection-background": own["pick"],
        "scrollbar": own["rule"],
        "scrollbar-hover": own["quiet"],
        "scrollbar-active": primary,
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
        "scrollbar-corner-color": background,
    }


DARK = Theme(
    name="quizapp-dark",
    dark=True,
    primary="#82b8ff",
    secondary="#b7a8f5",
    accent="#ecc06a",
    foreground="#dce2ea",
    background="#11151b",
    surface="#181e26",
    panel="#212934",
    success=_DARK["right"],
    warning=_DARK["partial"],
    error=_DARK["wrong"],
    variables=_variables(_DARK, "#f2f5f8", "#11151b", "#82b8ff"),
)

LIGHT = Theme(
    name="quizapp-light",
    dark=False,
    primary="#1a56a8",
    secondary="#5b3fae",
    accent="#7d4f00",
    foreground="#22272e",
    background="#fcfbf8",
    surface="#f4f2ec",
    panel="#eae7de",
    success=_LIGHT["right"],
    warning=_LIGHT["partial"],
    error=_LIGHT["wrong"],
    variables=_variables(_LIGHT, "#15191e", "#fcfbf8", "#1a56a8"),
)

THEMES = (DARK, LIGHT)


def _sixteen(
    text: str, ground: str, quiet: str, rule: str, pick: str, signs: tuple[str, str, str, str]
) -> dict[str, str]:
    """A palette of the terminal's sixteen colours; `signs`: primary, right, wrong, partial."""
    primary, right, wrong, partial = signs
    words = dict.fromkeys(("foreground", "quiet", "idle", "formula", "code"), text)
    grounds = dict.fromkeys(("background", "surface", "panel", "boost"), ground)
    colours = dict.fromkeys(("primary", "secondary", "accent", "border", "scrollbar-active"), primary)
    lines = dict.fromkeys(("rule", "border-blurred", "scrollbar", "scrollbar-hover"), rule)
    under = dict.fromkeys((f"scrollbar-{name}" for name in ("background", "background-hover", "corner-color")), ground)
    marks = {"right": right, "success": right, "wrong": wrong, "error": wrong, "partial": partial, "warning": partial}
    cursor = {"input-cursor-background": text, "input-cursor-foreground": ground}
    cursor |= {"input-selection-background": pick, "input-selection-foreground": text}
    block = {"block-cursor-background": pick, "block-cursor-foreground": text, "pick": pick}
    return {**words, "quiet": quiet, **grounds, **colours, **lines, **under, **marks, **cursor, **block}


# Verdicts in colours that can be read on white, where the usual green and yellow can't, and on the blue of a chosen
# row, where red can't.
_ANSI_DARK = _sixteen(
    *("ansi_bright_white", "ansi_black", "ansi_white", "ansi_bright_black", "ansi_blue"),
    ("ansi_bright_cyan", "ansi_bright_green", "ansi_yellow", "ansi_bright_yellow"),
)
_ANSI_LIGHT = _sixteen(
    *("ansi_black", "ansi_bright_white", "ansi_black", "ansi_white", "ansi_white"),
    ("ansi_blue", "ansi_blue", "ansi_red", "ansi_black"),
)

# The sixteen colours as xterm has them, to make greys of (`NO_COLOR`): what the terminal's own are is not known.
_XTERM = (
    [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)],
    [(127,) * 3, (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255,) * 3],
)
XTERM_DARK = TerminalTheme((0, 0, 0), (255, 255, 255), *_XTERM)
XTERM_LIGHT = TerminalTheme((255, 255, 255), (0, 0, 0), *_XTERM)

# The names of our own colours; another theme of Textual's falls back on its nearest ones (`fallbacks`).
OWN_COLOURS = tuple(_DARK)


# Colours of words, and what words stand on. A field that has the focus is its surface with a tint of the foreground.
TEXT = ("foreground", "primary", "secondary", "accent", "quiet", "idle", "right", "wrong", "partial", "formula", "code")
GROUNDS = ("background", "surface", "panel", "pick")
LEAST_CONTRAST = 4.5
_TINT = 0.08
_STEP = 0.04


def fallbacks(theme: Theme) -> dict[str, str]:
    """Values for our own colour names in a theme that doesn't define them."""
    if theme.ansi:
        colours = _ANSI_DARK if theme.dark else _ANSI_LIGHT
        return {name: colours[name] for name in OWN_COLOURS}
    own = _DARK if theme.dark else _LIGHT
    return {
        **own,
        "right": theme.success or own["right"],
        "wrong": theme.error or own["wrong"],
        "partial": theme.warning or own["partial"],
        "rule": theme.panel or own["rule"],
        "pick": theme.panel or own["pick"],
    }


def readable(theme: Theme, variables: dict[str, str]) -> dict[str, str]:
    """A theme's colours with those of words moved towards white or black until they keep WCAG AA on every ground.

    Ours keep it as they are; of Textual's other themes none does. The hue stays, so that a theme is still recognised.
    What the terminal's own colours (ANSI) look like is not known here: only pairs that are far apart are used.
    """
    if theme.ansi:
        return variables | (_ANSI_DARK if theme.dark else _ANSI_LIGHT)
    if theme.name in {own.name for own in THEMES}:
        return variables
    grounds = [Color.parse(variables[name]) for name in GROUNDS]
    end = Color.parse("white" if theme.dark else "black")
    grounds += [ground.blend(end, _TINT) for ground in grounds[1:3]]
    moved = {name: _moved(Color.parse(variables[name]), end, grounds).hex for name in TEXT}
    cursors = {f"block-cursor-{name}background": variables["pick"] for name in ("", "blurred-")}
    cursors |= {f"block-cursor-{name}foreground": moved["foreground"] for name in ("", "blurred-")}
    selection = {"background": variables["pick"], "foreground": moved["foreground"]}
    cursors |= {f"input-selection-{name}": value for name, value in selection.items()}
    return variables | moved | cursors


def _moved(colour: Color, end: Color, grounds: list[Color]) -> Color:
    steps = 0
    found = colour
    while steps * _STEP < 1 and any(contrast(found, ground) < LEAST_CONTRAST for ground in grounds):
        steps += 1
        found = colour.blend(end, min(1.0, steps * _STEP))
    return found


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2 between two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
