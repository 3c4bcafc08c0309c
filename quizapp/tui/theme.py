"""The two themes of the program, and the colours they name beyond Textual's own.

Every text colour, that of placeholders and of keys that can't be used now too, keeps a contrast of at least 4.5:1
(WCAG AA) on background, surface, panel and pick (computed in the tests). `rule` colours no words: lines, frames, and
the dots that stand for nothing. Colour never says anything alone: signs and words carry the meaning.
"""

from __future__ import annotations

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

# The names of our own colours; another theme of Textual's falls back on its nearest ones (`fallbacks`).
OWN_COLOURS = tuple(_DARK)


def fallbacks(theme: Theme) -> dict[str, str]:
    """Values for our own colour names in a theme that doesn't define them."""
    own = _DARK if theme.dark else _LIGHT
    return {
        **own,
        "right": theme.success or own["right"],
        "wrong": theme.error or own["wrong"],
        "partial": theme.warning or own["partial"],
        "rule": theme.panel or own["rule"],
        "pick": theme.panel or own["pick"],
    }
